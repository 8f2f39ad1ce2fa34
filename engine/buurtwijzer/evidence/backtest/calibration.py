"""Calibration: what level of a figure belongs to a score, learnt in other municipalities than those it is tried on.

Source: Barlow et al. (1972), isotonic regression by pooling adjacent violators; Van Calster et al. (2016), calibration
slope: 1 when differences in the score are as large as those in the figure, below 1 when the score overstates them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from buurtwijzer.core.draws import uniform
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.statistics import ranks


def shares_of_ten(values: FloatArray, parts: int = 10) -> IntArray:
    """Give (n,) from 0 in which tenth of the areas a value lies; equal values always lie together."""
    place = (ranks(values) - 0.5) / len(values)
    return np.minimum((place * parts).astype(np.int64), parts - 1)


def folds(groups: Sequence[str], parts: int, zaad: int) -> IntArray:
    """Give (n,) the part of every area: whole groups, dealt in an order that depends on their names alone."""
    names, own = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
    chance = np.array([uniform(f"{zaad}|deel|{name}", 1)[0] for name in names.tolist()])
    place = np.argsort(np.argsort(chance, kind="stable"), kind="stable")
    return np.asarray((place % parts)[own], dtype=np.int64)


def expected(x: FloatArray, y: FloatArray, fold: IntArray, bins: int) -> FloatArray:
    """Give (n,) the level of y that belongs to x, learnt in the other folds, never falling (or never rising) with x.

    Args:
        x: (n,) score or single figure; no NaN.
        y: (n,) figure that judges.
        fold: (n,) part of every area.
        bins: Number of equal groups in which the level is measured.
    """
    found = np.empty(len(y))
    for part in np.unique(fold).tolist():
        rest = fold != part
        found[~rest] = _levels(x[rest], y[rest], bins, x[~rest]) if rest.any() else y.mean()
    return found


def mean_elsewhere(y: FloatArray, fold: IntArray) -> FloatArray:
    """Give (n,) the mean of y in the other folds: what one says without any score."""
    found = np.empty(len(y))
    for part in np.unique(fold).tolist():
        rest = fold != part
        found[~rest] = y[rest].mean() if rest.any() else y.mean()
    return found


def _levels(x: FloatArray, y: FloatArray, bins: int, asked: FloatArray) -> FloatArray:
    part = shares_of_ten(x, bins)
    size = np.bincount(part, minlength=bins).astype(np.float64)
    there = size > 0
    centre = np.bincount(part, weights=x, minlength=bins)[there] / size[there]
    level = np.bincount(part, weights=y, minlength=bins)[there] / size[there]
    rising = float(((x - x.mean()) * (y - y.mean())).sum()) >= 0
    fitted = never_falling(level if rising else -level, size[there])
    return np.asarray(np.interp(asked, centre, fitted if rising else -fitted))


def never_falling(level: FloatArray, weight: FloatArray) -> FloatArray:
    """Give the closest (k,) levels that never fall: neighbours that fall are pooled.

    Example:
        >>> never_falling(np.array([1.0, 3.0, 2.0]), np.ones(3)).tolist()
        [1.0, 2.5, 2.5]
    """
    blocks: list[tuple[float, float, int]] = []
    for value, size in zip(level.tolist(), weight.tolist(), strict=True):
        blocks.append((value, size, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (low, less, few), (high, more, many) = blocks[-2:]
            blocks[-2:] = [((low * less + high * more) / (less + more), less + more, few + many)]
    return np.repeat([value for value, _, _ in blocks], [count for _, _, count in blocks])
