"""How far a score can move when choices that could have been made otherwise are made otherwise: the band laag-hoog.

A draw changes four things at once:

* weights: every weight times 1 +- ``gewicht_frac``, the same for all areas;
* goalposts: both ends moved by at most ``doelwaarden_frac`` of the range, the same for all areas;
* aggregation: for at most half not the weighted mean but a geometric one, in which a low part cannot be bought off by
  a high one; as often that of the shortfalls (100 minus the points), in which a high part cannot be bought off by a low
  one. Both, because 100 is good for a leefgebied and bad for a risico, and so that the band has no side of its own.
  What goes into a geometric mean is floored at 1, as it needs numbers above 0;
* input error: a normal error per area and indicator.

The band is where the middle of the draws lies, taken from their mean and standard deviation: ``mean + z * sd`` with z
the normal quantile of ``laag_pct`` and ``hoog_pct``. Mean and standard deviation of the points of one indicator come
from the ``trekkingen_n`` seeded draws of the goalposts, with the normal error integrated by three-point Gauss-Hermite;
those of a score follow in closed form, because weights, goalposts, aggregation and errors are drawn independently. So
nothing is sorted, an area's band depends on nothing but its own values, and the country costs a tenth of a second.

Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), uncertainty analysis; Saisana, Saltelli and
Tarantola (2005); weight noise of 25 % as in COINr; domain.md B3; docs/besluiten/0035.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Self

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.draws import uniform
from buurtwijzer.data.table import FloatArray
from buurtwijzer.rulebook.model import Rulebook

LEAST_POINTS = 1.0
_DECIMALS = 4
_FAR = 1e6
_FIRST_PLACE, _LAST_PLACE, _NODES = -0.5, 1.5, 2001
_PER_PLACE = (_NODES - 1) / (_LAST_PLACE - _FIRST_PLACE)
_INDICATORS_AT_ONCE = 4
_BLOCK_ROWS = 512
_HERMITE = ((0.0, 2.0 / 3.0), (3.0**0.5, 1.0 / 6.0), (-(3.0**0.5), 1.0 / 6.0))


@dataclass(frozen=True, slots=True)
class UncertaintySettings:
    """How the draws are made.

    Attributes:
        trekkingen_n: Number of draws.
        gewicht_frac: Largest relative change of a weight.
        doelwaarden_frac: Largest move of a goalpost, as a share of the range; under 0.5.
        laag_pct: Percentage of the draws under the lower end.
        hoog_pct: Percentage of the draws under the upper end.
        zaad: Seed; another one gives other draws.
        meetkundig_frac: How far at most adding up moves from the arithmetic to the geometric mean.
    """

    trekkingen_n: int
    gewicht_frac: float
    doelwaarden_frac: float
    laag_pct: float
    hoog_pct: float
    zaad: int
    meetkundig_frac: float

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
            meetkundig_frac=rulebook.getal("onzekerheid", "meetkundig_frac"),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Mean and variance over the draws of the points of p indicators in n areas, where higher gives more points.

    Attributes:
        midden: (p, n) mean, 0-100; 0 where there is no value.
        variantie: (p, n) variance; 0 where there is no value, NaN where the error of a value is unknown.
    """

    midden: FloatArray
    variantie: FloatArray


def point_moments(place: FloatArray, fout: FloatArray, settings: UncertaintySettings) -> Moments:
    """Give mean and variance of capped points when goalposts move and values err.

    Args:
        place: (p, n) values on the scale of their goalposts, 0 at the start and 1 at the end; NaN where missing.
        fout: (p, n) one standard error on that scale; NaN when unknown.
        settings: How the draws are made.

    Raises:
        ValueError: Goalposts could cross each other in a draw.
    """
    table = _goalpost_table(settings)
    known = np.isfinite(place)
    middle = np.where(known, place, 0.0)
    error = np.minimum(np.nan_to_num(fout), _FAR)
    mean, square = np.empty((2, *place.shape))
    for first in range(0, len(place), _INDICATORS_AT_ONCE):
        some = slice(first, first + _INDICATORS_AT_ONCE)
        mean[some], square[some] = _integrated(middle[some], error[some], table)
    variance = np.maximum(square - mean**2, 0.0)
    mean[~known], variance[~known] = 0.0, 0.0
    variance[known & np.isnan(fout)] = np.nan
    return Moments(mean, variance)


def _integrated(middle: FloatArray, error: FloatArray, table: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Give mean and mean square of the points of some indicators, few enough to stay in the cache."""
    mean, square = np.zeros((2, *middle.shape))
    for node, weight in _HERMITE:
        at = np.clip(middle + node * error, _FIRST_PLACE, _LAST_PLACE)
        at -= _FIRST_PLACE
        at *= _PER_PLACE
        whole = np.minimum(at.astype(np.int64), _NODES - 2)
        at -= whole
        for total, value, step in ((mean, table[0], table[1]), (square, table[2], table[3])):
            found = step.take(whole)
            found *= at
            found += value.take(whole)
            found *= weight
            np.add(total, found, out=total)
    return mean, square


def bands(
    moments: Moments, punten: FloatArray, gewichten: FloatArray, settings: UncertaintySettings
) -> tuple[FloatArray, FloatArray]:
    """Give the band of one outcome for every area.

    Args:
        moments: Of the p indicators, in the direction of the outcome.
        punten: (p, n) points 0-100 in that direction, at the goalposts of the rulebook; anything where missing.
        gewichten: (p, n) weights that sum to 1 in every area with a value and are 0 where one is missing.
        settings: How the draws are made.

    Returns:
        (n,) lower and upper end, points 0-100 rounded to 4 decimals; NaN for an area without any value or with an
        unknown error of a value it has.

    Source: see the module. Weights that move are taken to first order: the mean moves by the weight times how far the
        points of that indicator are from the score.
    """
    noise = settings.gewicht_frac**2 / 3.0
    mean = (gewichten * moments.midden).sum(axis=0)
    apart = moments.midden - mean
    apart *= apart
    apart *= noise
    apart += (1.0 + noise) * moments.variantie
    apart *= gewichten
    apart *= gewichten
    variance = apart.sum(axis=0)
    down, up = geometric_pull(punten, gewichten), geometric_pull(100.0 - punten, gewichten)
    middle, spread = _pulled(mean, variance, down, up, settings.meetkundig_frac)
    middle[~(gewichten > 0).any(axis=0)] = np.nan
    return _end(middle, spread, settings.laag_pct), _end(middle, spread, settings.hoog_pct)


def _end(middle: FloatArray, spread: FloatArray, percentage: float) -> FloatArray:
    end = middle + NormalDist().inv_cdf(percentage / 100.0) * spread
    return np.asarray(np.round(np.clip(end, 0.0, 100.0), _DECIMALS) + 0.0)


@lru_cache(maxsize=4)
def _goalpost_table(settings: UncertaintySettings) -> FloatArray:
    """Tabulate mean and mean square of capped points over the draws of the goalposts: (4, nodes - 1) value and step.

    Every draw is used as it is and turned round, so that a falling scale has exactly the mirrored moments.
    """
    if settings.doelwaarden_frac >= 0.5:
        raise ValueError("goalposts may move less than half of their range")
    low, high = settings.doelwaarden_frac * (
        2.0 * uniform(f"{settings.zaad}|doelwaarden", 2 * settings.trekkingen_n) - 1.0
    ).reshape(2, -1)
    place = np.linspace(_FIRST_PLACE, _LAST_PLACE, _NODES)[:, None]
    points = np.clip(100.0 * (place - low) / (1.0 + high - low), 0.0, 100.0)
    points = np.hstack([points, 100.0 - points[::-1]])
    mean, square = points.mean(axis=1), (points**2).mean(axis=1)
    table = np.stack([mean[:-1], np.diff(mean), square[:-1], np.diff(square)])
    table.flags.writeable = False
    return table


def geometric_pull(punten: FloatArray, gewichten: FloatArray) -> FloatArray:
    """Give (n,) the share 0-1 by which the geometric mean is under the arithmetic one, points floored at 1."""
    floored = np.maximum(punten, LEAST_POINTS)
    arithmetic = np.maximum((gewichten * floored).sum(axis=0), LEAST_POINTS)
    np.log(floored, out=floored)
    floored *= gewichten
    geometric = np.exp(floored.sum(axis=0))
    return np.asarray(np.clip(1.0 - geometric / arithmetic, 0.0, 1.0))


def _pulled(
    mean: FloatArray, variance: FloatArray, down: FloatArray, up: FloatArray, most: float
) -> tuple[FloatArray, FloatArray]:
    """Give mean and standard deviation of ``score * (1 - down * m - up * k) + 100 * up * k``.

    In half of the draws m is uniform between 0 and `most` and k is 0, in the other half the reverse.
    """
    first = most / 4.0
    second = most**2 / 6.0
    factor = 1.0 - first * (down + up)
    factor_square = 1.0 - 2.0 * first * (down + up) + second * (down**2 + up**2)
    cross = 100.0 * up * (first - second * up)
    middle = mean * factor + 100.0 * first * up
    square = (variance + mean**2) * factor_square + 2.0 * mean * cross + 1e4 * second * up**2
    return middle, np.sqrt(np.maximum(square - middle**2, 0.0))


def band_of_draws(drawn: npt.NDArray[np.float32], settings: UncertaintySettings) -> tuple[FloatArray, FloatArray]:
    """Give the (n,) ends of the band of something that was drawn, by the same rule: mean and standard deviation.

    Args:
        drawn: (n, t) scores 0-100 per draw.
        settings: Has the percentages.
    """
    middle, spread = np.empty((2, len(drawn)))
    for first in range(0, len(drawn), _BLOCK_ROWS):
        rows = slice(first, first + _BLOCK_ROWS)
        exact = drawn[rows].astype(np.float64)
        middle[rows], spread[rows] = exact.mean(axis=1), exact.std(axis=1)
    return _end(middle, spread, settings.laag_pct), _end(middle, spread, settings.hoog_pct)
