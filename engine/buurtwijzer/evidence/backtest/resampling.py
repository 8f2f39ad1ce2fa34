"""Intervals from drawing whole municipalities again, to first order: one matrix product for every statistic.

What drawing again does to a statistic is the sum of what each area does to it (its influence), so the statistic itself
need not be computed again; for a rank correlation that includes what the draw does to the ranks.
Source: Efron and Tibshirani (1993), the infinitesimal jackknife and cluster resampling; Croux and Dehon (2010),
influence of Spearman's correlation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.statistics import drawn_times, ranks


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Whole groups of n areas, drawn again.

    Attributes:
        groep: (n,) number of the group of every area.
        aantal: Number of groups.
        keren: (draws, groups) how often a group is drawn.
        laag_pct: Lower end of an interval, as a percentage of the draws.
        hoog_pct: Upper end.
    """

    groep: IntArray
    aantal: int
    keren: FloatArray
    laag_pct: float
    hoog_pct: float

    @classmethod
    def of(cls, groups: Sequence[str], zaad: int, trekkingen_n: int, laag_pct: float, hoog_pct: float) -> Draws:
        """Draw the groups of n areas again."""
        names, own = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
        times = _times(zaad, len(names), trekkingen_n)
        return cls(own.astype(np.int64), len(names), times, laag_pct, hoog_pct)

    def around(self, value: float, influence: FloatArray) -> FloatArray:
        """Give (draws,) a statistic with the groups drawn again.

        Args:
            value: The statistic over all areas.
            influence: (n,) what each area does to it; mean 0. NaN areas do not exist.
        """
        moved = self.keren @ np.bincount(self.groep, weights=influence, minlength=self.aantal)
        size = self.keren @ np.bincount(self.groep, minlength=self.aantal).astype(np.float64)
        return np.asarray(value + moved / np.where(size > 0, size, np.nan))

    def interval(self, drawn: FloatArray) -> tuple[float, float]:
        """Give the ends of the interval of (draws,) values."""
        low, high = np.percentile(drawn, (self.laag_pct, self.hoog_pct))
        return float(low), float(high)


@lru_cache(maxsize=64)
def _times(zaad: int, groups: int, draws: int) -> FloatArray:
    """Keep the draws: every comparison of a back-test asks for the same."""
    return drawn_times(f"{zaad}|terugblik|{groups}", groups, draws)


def spearman_influence(first: FloatArray, second: FloatArray) -> tuple[float, FloatArray]:
    """Give the rank correlation of two (n,) series and (n,) what each area does to it, its part in the ranks included.

    Both are NaN without spread.
    """
    n = len(first)
    one, two = (ranks(first) - 0.5) / n, (ranks(second) - 0.5) / n
    product = one * two
    theta = product.mean()
    scale = one.std() * two.std()
    if not scale > 0:
        return float("nan"), np.full(n, np.nan)
    own = product + _mean_above(first, two) + _mean_above(second, one) - 3 * theta
    return float((theta - one.mean() * two.mean()) / scale), np.asarray(own / scale)


def _mean_above(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Give (n,) per area the mean over all areas of the weight of those with a larger value, ties for a half."""
    order = np.argsort(values, kind="stable")
    sums = np.concatenate([[0.0], np.cumsum(weights[order])])
    start = np.searchsorted(values[order], values, side="left")
    end = np.searchsorted(values[order], values, side="right")
    above, tied = sums[-1] - sums[end], sums[end] - sums[start]
    return np.asarray((above + tied / 2) / len(values))


def slope_influence(x: FloatArray, y: FloatArray) -> tuple[float, float, FloatArray]:
    """Give slope and start of y on x by least squares and (n,) what each area does to the slope; NaN without spread."""
    centred = x - x.mean()
    spread = float((centred**2).mean())
    if not spread > 0:
        return float("nan"), float("nan"), np.full(len(x), np.nan)
    slope = float((centred * y).mean() / spread)
    start = float(y.mean() - slope * x.mean())
    return slope, start, np.asarray(centred * (y - start - slope * x) / spread)
