"""How far a score can move when choices that could have been made otherwise are made otherwise: the band laag-hoog.

Each draw changes four things at once:

* weights: every weight times 1 +- ``gewicht_frac``, the same for all areas;
* goalposts: both ends moved by at most ``doelwaarden_frac`` of the range, the same for all areas;
* aggregation: for at most half not the weighted mean but a geometric one, in which a low part cannot be bought off by
  a high one; as often that of the shortfalls (100 minus the points), in which a high part cannot be bought off by a low
  one. Both, because 100 is good for a leefgebied and bad for a risico, and so that the band has no side of its own.
  What goes into a geometric mean is floored at 1, as it needs numbers above 0. How far an area moves that way is worked
  out once, at the weights and goalposts of the rulebook;
* input error: a normal error per area and indicator, the same whenever that area is scored.

The ends are percentiles of the draws, so the score itself lies between them in nearly every area, not by force in all.
Rank intervals are not made here.

Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), uncertainty analysis; Saisana, Saltelli and
Tarantola (2005); weight noise of 25 % as in COINr; domain.md B3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.draws import Float32Array, normal_rows, offsets, uniform
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.rulebook.model import Rulebook

BoolArray = npt.NDArray[np.bool_]

_BLOCK_ROWS = 128
_DECIMALS = 4
_FAR = 1e6
_MOST_GEOMETRIC_FRAC = 0.5
_LEAST_POINTS = 1.0


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
    """What is common to all areas: t draws for p indicators, points as a line ``helling * place + start``.

    Attributes:
        gewicht: (p, t) weights.
        helling: (p, t) points per range of the goalposts.
        start: (p, t) points at the first goalpost.
        meetkundig: (t,) share of a geometric mean: of the points where above 0, of the shortfalls where below.
    """

    gewicht: Float32Array
    helling: Float32Array
    start: Float32Array
    meetkundig: Float32Array


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
    place = (np.where(np.isfinite(values), values, np.nan) - laag) / (hoog - laag)
    place = np.where(stijgend, place, 1.0 - place)
    down, up = (_geometric_pull(points, gewichten).astype(np.float32)[:, None] for points in (place, 1.0 - place))
    draws = _common_draws(gewichten, settings, sleutel)
    noise = normal_rows(settings.zaad, settings.trekkingen_n)
    places = offsets(codes, len(gewichten), sleutel)
    # The sums are done in single precision: products, sums and comparisons of numbers around 1 give the same bits on
    # every machine, twice as fast, with an error of 1e-5 points. NaN stays NaN.
    near = np.clip(place, -_FAR, _FAR).astype(np.float32)
    spread = np.clip(standaardfout / (hoog - laag), 0.0, _FAR).astype(np.float32)
    last = settings.trekkingen_n - 1
    ends = [round(percentile / 100.0 * last) for percentile in (settings.laag_pct, settings.hoog_pct)]
    result = np.full((len(codes), 2), np.nan)
    for first in range(0, len(codes), _BLOCK_ROWS):
        rows = slice(first, first + _BLOCK_ROWS)
        points = _draw_block(near[rows], spread[rows], places[rows], draws, noise)
        rise = up[rows] * np.maximum(-draws.meetkundig, 0)
        points *= np.float32(1) - down[rows] * np.maximum(draws.meetkundig, 0) - rise
        points += np.float32(100) * rise
        # Where all points are 0 or 100 the last digit of the sums may say a little less or more.
        result[rows] = np.clip(np.sort(points, axis=1)[:, ends], np.float32(0), np.float32(100))
    unknown = ~np.isfinite(values).any(axis=1) | (np.isfinite(values) & np.isnan(standaardfout)).any(axis=1)
    result[unknown] = np.nan
    result = np.round(result, _DECIMALS) + 0.0
    return result[:, 0], result[:, 1]


def _common_draws(gewichten: FloatArray, settings: UncertaintySettings, sleutel: str) -> _Draws:
    size, p = settings.trekkingen_n, len(gewichten)
    chance = uniform(f"{settings.zaad}|{sleutel}", size * (3 * p + 1))
    weights, low, high = 2.0 * chance[: 3 * p * size].reshape(3, p, size) - 1.0
    start, end = settings.doelwaarden_frac * low, 1.0 + settings.doelwaarden_frac * high
    slope = 100.0 / (end - start)
    return _Draws(
        gewicht=(gewichten[:, None] * (1.0 + settings.gewicht_frac * weights)).astype(np.float32),
        helling=slope.astype(np.float32),
        start=(-start * slope).astype(np.float32),
        meetkundig=(_MOST_GEOMETRIC_FRAC * (2.0 * chance[3 * p * size :] - 1.0)).astype(np.float32),
    )


def _draw_block(
    place: Float32Array, spread: Float32Array, places: IntArray, draws: _Draws, noise: Float32Array
) -> Float32Array:
    """Give (rows, t) weighted means of capped points; rows without any value give 0."""
    absent = ~np.isfinite(place)
    total, weight = np.zeros((2, len(place), draws.gewicht.shape[1]), dtype=np.float32)
    for p in range(place.shape[1]):
        points = _points(place[:, p], spread[:, p], noise, places[:, p], draws, p)
        points *= draws.gewicht[p]
        rows = np.flatnonzero(absent[:, p])
        points[rows] = 0.0
        total += points
        without = weight[rows]
        weight += draws.gewicht[p]
        weight[rows] = without
    return np.asarray(np.divide(total, weight, out=total, where=~absent.all(axis=1, keepdims=True)))


def _points(
    place: Float32Array, spread: Float32Array, noise: Float32Array, places: IntArray, draws: _Draws, p: int
) -> Float32Array:
    """Give (rows, t) capped points of one indicator; NaN for rows that do not have it."""
    if (spread > 0).any():
        points = noise[places]
        points *= spread[:, None]
        points += place[:, None]
        points *= draws.helling[p]
    else:
        points = place[:, None] * draws.helling[p]
    points += draws.start[p]
    return np.clip(points, np.float32(0), np.float32(100), out=points)


def _geometric_pull(place: FloatArray, gewichten: FloatArray) -> FloatArray:
    """Give (n,) the share 0-1 by which the geometric mean is under the arithmetic one, points floored at 1."""
    present = np.isfinite(place)
    points = np.where(present, np.clip(100.0 * place, _LEAST_POINTS, 100.0), _LEAST_POINTS)
    weights = np.where(present, gewichten, 0.0)
    weights /= np.maximum(weights.sum(axis=1, keepdims=True), np.finfo(np.float64).tiny)
    arithmetic = np.maximum((weights * points).sum(axis=1), _LEAST_POINTS)
    geometric = np.exp((weights * np.log(points)).sum(axis=1))
    return np.asarray(np.clip(1.0 - geometric / arithmetic, 0.0, 1.0))
