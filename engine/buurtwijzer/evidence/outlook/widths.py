"""How wide an interval must be: from what earlier forecasts missed by, per size class (split conformal).

A miss is measured in standard deviations of the model, so that areas of a class may share it; the two ends are set
apart, because counts miss further upwards. The ends are not rounded to whole counts: rounded, the intervals of small
areas would cover too much.

Source: Vovk and others (2005), Mondrian conformal prediction; (n + 1) in the rank.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.outlook.settings import Settings


@dataclass(frozen=True, slots=True, eq=False)
class Widths:
    """Ends of the interval per size class and class of counts, in standard deviations of the model.

    Attributes:
        laag: (c, d) lower end, below nought as a rule.
        hoog: (c, d) upper end.
        aantal: (c, d) misses the ends rest on.
    """

    laag: FloatArray
    hoog: FloatArray
    aantal: IntArray


def size_class(inwoners: FloatArray, settings: Settings) -> IntArray:
    """Give (n,) the number of the size class; residents that are unknown count as few."""
    known = np.where(np.isfinite(inwoners), inwoners, 0.0)
    return np.asarray(np.searchsorted(np.asarray(settings.klassen), known, side="right"), dtype=np.int64)


def class_words(settings: Settings) -> tuple[str, ...]:
    """Give the size classes in Dutch words."""
    ends = [f"{end:,.0f}".replace(",", ".") for end in settings.klassen]
    between = [f"{low} tot {high} inwoners" for low, high in zip(ends, ends[1:], strict=False)]
    return (f"minder dan {ends[0]} inwoners", *between, f"{ends[-1]} inwoners of meer")


def count_class(expected: FloatArray, settings: Settings) -> IntArray:
    """Give (n,) the number of the class of an expected count; 0 for a figure that is no count (NaN)."""
    known = np.where(np.isfinite(expected), expected, 0.0)
    return np.asarray(np.searchsorted(np.asarray(settings.telklassen), known, side="right"), dtype=np.int64)


def calibrate(misses: FloatArray, classes: IntArray, counts: IntArray, settings: Settings) -> Widths:
    """Set the ends of every class; one with too few misses takes those of its size class, else those of all.

    Args:
        misses: (m,) what earlier forecasts missed by, in standard deviations of the model.
        classes: (m,) size class of each.
        counts: (m,) class of counts of each.
        settings: The numbers of the rulebook.
    """
    shape = (len(settings.klassen) + 1, len(settings.telklassen) + 1)
    low, high, used = np.empty(shape), np.empty(shape), np.empty(shape, dtype=np.int64)
    for size, count in np.ndindex(shape):
        in_size = classes == size
        groups = (misses[in_size & (counts == count)], misses[in_size], misses)
        own = next((group for group in groups if len(group) >= settings.klasse_minimaal_n), misses)
        low[size, count] = -_rank(-own, 1.0 - settings.laag_frac)
        high[size, count] = _rank(own, settings.hoog_frac)
        used[size, count] = len(own)
    return Widths(low, high, used)


def _rank(values: FloatArray, share: float) -> float:
    """Give the value at rank ceil((n + 1) share), the largest when there are too few for that rank."""
    ordered = np.sort(values)
    return float(ordered[min(math.ceil((len(ordered) + 1) * share), len(ordered)) - 1])
