"""How far a score can move when choices that could have been made otherwise are made otherwise: the band laag-hoog.

Each draw changes four things at once:

* weights: every weight times 1 +- ``gewicht_frac``, the same for all areas;
* goalposts: both ends moved by at most ``doelwaarden_frac`` of the range, the same for all areas;
* aggregation: a mix of the arithmetic mean and, for at most half, the geometric mean, in which a low part cannot be
  bought off by a high one. Points are floored at 1 there, as a geometric mean needs values above 0. How much lower an
  area comes out that way is worked out once, at the weights and goalposts of the rulebook;
* input error: a normal error per area and indicator, the same whenever that area is scored.

The geometric mean is never above the arithmetic one, so the band leans to the low side, and more so for an area whose
parts differ much: the score itself can lie above it. Rank intervals are not made here.

Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), uncertainty analysis; Saisana, Saltelli and
Tarantola (2005); weight noise of 25 % as in COINr; domain.md B3.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from statistics import NormalDist
from typing import Self

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Eenheid, Foutmarge, Indicator

BoolArray = npt.NDArray[np.bool_]

_BLOCK_ROWS = 32
_DECIMALS = 4
_BANK = 1 << 15
_MOST_GEOMETRIC_FRAC = 0.5
_LEAST_POINTS = 1.0
_PER_UNIT = {Eenheid.PCT: 100.0, Eenheid.PER_1000: 1000.0, Eenheid.FRACTIE: 1.0}


@dataclass(frozen=True, slots=True)
class UncertaintySettings:
    """How the draws are made.

    Attributes:
        trekkingen_n: Number of draws.
        gewicht_frac: Largest relative change of a weight.
        doelwaarden_frac: Largest move of a goalpost, as a share of the range; under 0.5.
        laag_pct: Percentile of the draws that is the lower end.
        hoog_pct: Percentile of the draws that is the upper end.
        zaad: Seed; another one gives other draws.
    """

    trekkingen_n: int
    gewicht_frac: float
    doelwaarden_frac: float
    laag_pct: float
    hoog_pct: float
    zaad: int

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> Self:
        """Take the settings from ``parameters/onzekerheid``."""
        return cls(
            trekkingen_n=round(rulebook.getal("onzekerheid", "trekkingen_n")),
            gewicht_frac=rulebook.getal("onzekerheid", "gewicht_frac"),
            doelwaarden_frac=rulebook.getal("onzekerheid", "doelwaarden_frac"),
            laag_pct=rulebook.getal("onzekerheid", "laag_pct"),
            hoog_pct=rulebook.getal("onzekerheid", "hoog_pct"),
            zaad=round(rulebook.getal("onzekerheid", "zaad")),
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Draws:
    """What is common to all areas: t draws for p indicators, points as a line ``helling * value + start``."""

    gewicht: FloatArray
    helling: FloatArray
    start: FloatArray
    meetkundig: FloatArray


def bands(
    codes: tuple[str, ...],
    values: FloatArray,
    laag: FloatArray,
    hoog: FloatArray,
    stijgend: BoolArray,
    gewichten: FloatArray,
    standaardfout: FloatArray,
    settings: UncertaintySettings,
    sleutel: str,
) -> tuple[FloatArray, FloatArray]:
    """Give the band of one outcome for every area.

    Args:
        codes: n area codes; an area's own error depends on nothing else.
        values: (n, p) in the unit of each indicator; NaN where missing (left out, weights re-spread).
        laag: (p,) goalpost at the start of the scale.
        hoog: (p,) goalpost at the end, above `laag`.
        stijgend: (p,) whether a higher value gives more points.
        gewichten: (p,) weights.
        standaardfout: (n, p) one standard error in the unit of the indicator; 0 for none, NaN when unknown.
        settings: How the draws are made.
        sleutel: Id of the outcome; another outcome gets other draws.

    Returns:
        (n,) lower and upper end, points 0-100 rounded to 4 decimals, in the order of `codes`; NaN for an area without
        any value or with an unknown error of a value it has.

    Raises:
        ValueError: Goalposts do not ascend or could cross each other in a draw.

    Source: see the module; percentiles are order statistics of the draws, without interpolation.
    """
    if not (hoog > laag).all() or settings.doelwaarden_frac >= 0.5:
        raise ValueError("goalposts must ascend, and move less than half of their range")
    draws = _common_draws(laag, hoog, stijgend, gewichten, settings, sleutel)
    noise = np.lib.stride_tricks.sliding_window_view(
        _normal_bank(settings.zaad, settings.trekkingen_n), settings.trekkingen_n
    )
    offsets = _offsets(codes, len(gewichten), sleutel)
    drop = _geometric_drop(values, laag, hoog, stijgend, gewichten)
    last = settings.trekkingen_n - 1
    ends = [round(percentile / 100.0 * last) for percentile in (settings.laag_pct, settings.hoog_pct)]
    result = np.full((len(codes), 2), np.nan)
    for first in range(0, len(codes), _BLOCK_ROWS):
        rows = slice(first, first + _BLOCK_ROWS)
        points = _draw_block(values[rows], standaardfout[rows], offsets[rows], draws, noise)
        points *= 1.0 - drop[rows, None] * draws.meetkundig
        # Single precision holds 7 digits of the points and sorts twice as fast; NaN stays NaN.
        result[rows] = np.sort(points.astype(np.float32), axis=1)[:, ends]
    unknown = ~np.isfinite(values).any(axis=1) | (np.isfinite(values) & np.isnan(standaardfout)).any(axis=1)
    result[unknown] = np.nan
    result = np.round(result, _DECIMALS) + 0.0
    return result[:, 0], result[:, 1]


def standard_errors(indicatoren: tuple[str, ...], table: BuurtTable, rulebook: Rulebook) -> FloatArray:
    """Give the input error of values, one standard error in the unit of the indicator.

    A margin of wijze ``model`` is a constant. One of wijze ``afronding`` is the error of a single randomly rounded
    count in persons; a share of two such counts T / N then errs ``per * sd * sqrt(1 + (T / N) ** 2) / N``. N is the
    number of residents when a column of the indicator divides by residents, else the number of households: the smaller
    count, so that the error is rather too large than too small.

    Args:
        indicatoren: p ids of the rulebook, all in the table.
        table: (n) areas.
        rulebook: Has the margins.

    Returns:
        (n, p); 0 where the rulebook gives no margin or there is no value, NaN where N is needed and unknown or 0.

    Source: CBS rounding of counts to 5 (domain.md E1); first-order error of a ratio.
    """
    errors = np.zeros((len(table), len(indicatoren)))
    for column, name in enumerate(indicatoren):
        indicator = rulebook.indicatoren[name]
        if indicator.foutmarge is not None:
            values = table.values[:, table.column(name)]
            error = _standard_error(indicator, indicator.foutmarge, values, table)
            errors[:, column] = np.where(np.isfinite(values), error, 0.0)
    return errors


def _standard_error(indicator: Indicator, margin: Foutmarge, values: FloatArray, table: BuurtTable) -> FloatArray:
    per = _PER_UNIT.get(indicator.eenheid)
    if margin.wijze == "model" or per is None:
        return np.full(len(table), margin.standaardfout)
    by_residents = any("inw" in (kolom.noemer or "").lower() for kolom in indicator.kolommen)
    count = table.inwoners if by_residents else table.huishoudens
    count = np.where(count > 0, count, np.nan)
    return np.asarray(per * margin.standaardfout * np.sqrt(1.0 + (values / per) ** 2) / count)


def _common_draws(
    laag: FloatArray,
    hoog: FloatArray,
    stijgend: BoolArray,
    gewichten: FloatArray,
    settings: UncertaintySettings,
    sleutel: str,
) -> _Draws:
    size, p = settings.trekkingen_n, len(gewichten)
    uniform = _uniform(f"{settings.zaad}|{sleutel}", size * (3 * p + 1))
    weights, low, high = 2.0 * uniform[: 3 * p * size].reshape(3, size, p) - 1.0
    span = (hoog - laag) * settings.doelwaarden_frac
    start, end = laag + span * low, hoog + span * high
    slope = 100.0 / (end - start)
    return _Draws(
        gewicht=(gewichten * (1.0 + settings.gewicht_frac * weights)).T.copy(),
        helling=np.where(stijgend, slope, -slope).T.copy(),
        start=np.where(stijgend, -start * slope, end * slope).T.copy(),
        meetkundig=_MOST_GEOMETRIC_FRAC * uniform[3 * p * size :],
    )


def _draw_block(
    values: FloatArray, errors: FloatArray, offsets: npt.NDArray[np.intp], draws: _Draws, noise: FloatArray
) -> FloatArray:
    """Give (rows, t) weighted means of capped points; rows without any value give 0."""
    present = np.isfinite(values)
    total, weight = np.zeros((2, len(values), draws.gewicht.shape[1]))
    for p in range(values.shape[1]):
        rows = np.flatnonzero(present[:, p])
        if len(rows) == 0:
            continue
        everyone = len(rows) == len(values)
        points = _points(values[rows, p], errors[rows, p], offsets[rows, p], draws, p, noise)
        points *= draws.gewicht[p]
        if everyone:
            total += points
            weight += draws.gewicht[p]
        else:
            total[rows] += points
            weight[rows] += draws.gewicht[p]
    return np.divide(total, weight, out=total, where=weight > 0)


def _points(
    values: FloatArray, errors: FloatArray, offsets: npt.NDArray[np.intp], draws: _Draws, p: int, noise: FloatArray
) -> FloatArray:
    """Give (rows, t) capped points of one indicator for rows that have it."""
    if (errors > 0).any():
        points = noise[offsets]
        points *= errors[:, None]
        points += values[:, None]
        points *= draws.helling[p]
    else:
        points = values[:, None] * draws.helling[p]
    points += draws.start[p]
    return np.clip(points, 0.0, 100.0, out=points)


def _geometric_drop(
    values: FloatArray, laag: FloatArray, hoog: FloatArray, stijgend: BoolArray, gewichten: FloatArray
) -> FloatArray:
    """Give (n,) the share 0-1 by which the geometric mean is under the arithmetic one, points floored at 1."""
    points = 100.0 * (values - laag) / (hoog - laag)
    points = np.clip(np.where(stijgend, points, 100.0 - points), _LEAST_POINTS, 100.0)
    weights = np.where(np.isfinite(points), gewichten, 0.0)
    points = np.where(np.isfinite(points), points, _LEAST_POINTS)
    total = np.maximum(weights.sum(axis=1), np.finfo(np.float64).tiny)
    arithmetic = np.maximum((weights * points).sum(axis=1) / total, _LEAST_POINTS)
    geometric = np.exp((weights * np.log(points)).sum(axis=1) / total)
    return np.asarray(np.clip(1.0 - geometric / arithmetic, 0.0, 1.0))


def _uniform(key: str, size: int) -> FloatArray:
    """Give uniform numbers 0-1 from the raw bits of the generator: those never change between versions of numpy."""
    seed = int.from_bytes(blake2b(key.encode(), digest_size=16).digest(), "big")
    raw = np.random.PCG64(seed).random_raw(size)
    return np.asarray((raw >> np.uint64(11)).astype(np.float64) * 2.0**-53)


@lru_cache(maxsize=2)
def _normal_bank(zaad: int, draws: int) -> FloatArray:
    """Give standard normals in random order, begun again at the end so that every offset has a full row of draws."""
    inverse = NormalDist().inv_cdf
    upper = np.array([inverse((place + 0.5) / _BANK) for place in range(_BANK // 2, _BANK)])
    shuffled = np.concatenate([-upper[::-1], upper])[np.argsort(_uniform(f"{zaad}|normaal", _BANK), kind="stable")]
    bank = np.resize(shuffled, _BANK + draws)
    bank.flags.writeable = False
    return bank


def _normal_rows(settings: UncertaintySettings) -> FloatArray:
    """Give, as a view, the row of normals that begins at every place of the bank."""
    bank = _normal_bank(settings.zaad, settings.trekkingen_n)
    return np.lib.stride_tricks.sliding_window_view(bank, settings.trekkingen_n)


def _offsets(codes: tuple[str, ...], p: int, sleutel: str) -> npt.NDArray[np.intp]:
    """Give (n, p) the place in the bank where the errors of an area and indicator begin: a hash of the code."""
    width = 8 * p
    digests = b"".join(
        blake2b(f"{code}|{part}".encode(), key=sleutel.encode(), digest_size=min(64, width - part)).digest()
        for code in codes
        for part in range(0, width, 64)
    )
    return (np.frombuffer(digests, dtype="<u8").reshape(len(codes), p) % _BANK).astype(np.intp)
