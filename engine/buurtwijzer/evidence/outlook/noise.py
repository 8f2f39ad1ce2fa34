"""How much of a change is noise: three parts of the ups and downs, told apart by how steps follow each other.

A figure is a level that wanders, plus a trend, plus noise of the single year. A year that is too high by chance gives
a step up and then a step down, so steps that follow each other tell the noise; steps that do not touch tell the trend;
what remains of the size of a step is wandering. Each part is a fixed amount plus one that grows with `Series.size`.

Source: method of moments for a local level model (Harvey 1989).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.outlook.series import Series

_WIDE = 25.0
_TINY = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Noise:
    """Variances on the even scale, per area.

    Attributes:
        jaar: (n,) of the single year.
        dwalen: (t - 1, n) of what the level wanders in a year, per step: a year of lockdown moves more than another.
        richting: Of the own trends of areas, per unit of growth and year; 0 where none can be told.
    """

    jaar: FloatArray
    dwalen: FloatArray
    richting: float


def estimate(series: Series) -> Noise:
    """Estimate the noise of a series from the areas that have every year.

    Args:
        series: At least three years.
    """
    size, whole = series.size(), np.isfinite(series.waarden).all(axis=0) & np.isfinite(series.size())
    steps = np.diff(series.scaled()[:, whole], axis=0)
    gaps = np.diff(series.jaren).astype(np.float64)
    growth = series.growth()[whole]
    common = (steps * growth).sum(axis=1) / (growth**2).sum()
    steps = steps - common[:, None] * growth
    own = size[whole]
    trend = _trend(steps, gaps, growth, own)
    # Own trends make steps larger and alike; what is theirs is no noise.
    theirs = trend * growth**2
    squares = [_fit(step**2 - theirs * gap**2, own) for step, gap in zip(steps, gaps, strict=True)]
    least = _TINY * float(np.mean([line.mean for line in squares]))
    pairs = -(steps[1:] * steps[:-1]) + theirs * (gaps[1:] * gaps[:-1])[:, None]
    single = np.maximum(_fit(pairs.mean(axis=0), own).at(size), least)
    wander = [(line.at(size) - 2.0 * single) / gap for line, gap in zip(squares, gaps, strict=True)]
    return Noise(single, np.maximum(np.stack(wander), least), trend)


@dataclass(frozen=True, slots=True)
class _Line:
    """A fixed amount plus one that grows with size; neither is below nought."""

    vast: float
    mee: float
    mean: float

    def at(self, size: FloatArray) -> FloatArray:
        return np.asarray(self.vast + self.mee * np.where(np.isfinite(size), size, 0.0))


def _fit(products: FloatArray, size: FloatArray) -> _Line:
    """Fit by weighted least squares, twice: what is far out the second time counts as far as it may."""
    spread = 1.0 + size / max(float(np.median(size)), _TINY)
    first = _least_squares(products, size, spread)
    middle = np.abs(products).mean() + _TINY
    expected = np.maximum(first.at(size), _TINY * middle)
    bounded = np.clip(products, -_WIDE * expected, _WIDE * expected)
    return _least_squares(bounded, size, np.maximum(expected, 0.1 * middle))


def _least_squares(products: FloatArray, size: FloatArray, spread: FloatArray) -> _Line:
    weight = 1.0 / spread**2
    total, first, second = weight.sum(), (weight * size).sum(), (weight * size**2).sum()
    level, slope = (weight * products).sum(), (weight * size * products).sum()
    below = total * second - first**2
    mean = float(max(products.mean(), _TINY))
    if below > _TINY * total * second:
        vast, mee = (level * second - slope * first) / below, (slope * total - level * first) / below
        if vast >= 0.0 and mee >= 0.0:
            return _Line(float(vast), float(mee), mean)
        if vast < 0.0:
            return _Line(0.0, max(float(slope / second), 0.0), mean)
    return _Line(max(float(level / total), 0.0), 0.0, mean)


def _trend(steps: FloatArray, gaps: FloatArray, growth: FloatArray, size: FloatArray) -> float:
    """Give the variance of own trends: the mean product of steps that do not touch, never below nought."""
    weight = (growth**2 / (1.0 + size / max(float(np.median(size)), _TINY))) ** 2
    above, below = 0.0, 0.0
    for first in range(len(steps)):
        for second in range(first + 2, len(steps)):
            pair = steps[first] * steps[second] / (growth**2 * gaps[first] * gaps[second])
            limit = np.quantile(np.abs(pair), 0.99)
            above += float((weight * np.clip(pair, -limit, limit)).sum())
            below += float(weight.sum())
    return max(above / below, 0.0) if below else 0.0
