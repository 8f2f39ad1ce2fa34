"""Weighted quantiles, mean, spread and slope: the statistics of the national reference.

Source: design.md 4 (Normalise, goalposts weighted by residents); weighted quantile with every area in the middle of its
own weight, as Hazen's rule does for equal weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray


@dataclass(frozen=True, slots=True)
class Moment:
    """Weighted mean and standard deviation."""

    gemiddelde: float
    spreiding: float


def weighted_quantiles(values: FloatArray, weights: FloatArray, kansen: tuple[float, ...]) -> FloatArray:
    """Give quantiles of values that count by their weight.

    Args:
        values: (n,) without NaN, at least one.
        weights: (n,) above 0.
        kansen: Shares 0-1.

    Returns:
        Rising values, one a share; between two areas interpolated, beyond the ends the smallest and largest.

    Example:
        >>> weighted_quantiles(np.array([3.0, 1.0, 2.0]), np.ones(3), (0.5,)).tolist()
        [2.0]
    """
    order = np.argsort(values, kind="stable")
    own = weights[order]
    middle = (np.cumsum(own) - own / 2.0) / own.sum()
    return np.asarray(np.interp(kansen, middle, values[order]))


def weighted_moments(values: FloatArray, weights: FloatArray) -> Moment:
    """Give mean and standard deviation of values that count by their weight; no NaN."""
    mean = float(np.average(values, weights=weights))
    return Moment(mean, float(np.sqrt(np.average((values - mean) ** 2, weights=weights))))


def weighted_slope(x: FloatArray, values: FloatArray, weights: FloatArray) -> float:
    """Give the slope of the weighted least squares line of values on x; 0 when x does not vary. No NaN."""
    apart = x - np.average(x, weights=weights)
    spread = float((weights * apart**2).sum())
    return float((weights * apart * values).sum() / spread) if spread > 0 else 0.0
