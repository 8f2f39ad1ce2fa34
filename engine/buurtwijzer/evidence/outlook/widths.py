"""How wide an interval must be: from what earlier forecasts missed by, per size class (split conformal).

A miss is measured in standard deviations of the model, so that areas of a class may share it; the two ends are set
apart, because counts miss further upwards. The ends are not rounded to whole counts: rounded, the intervals of small
areas would cover too much.

Source: Vovk and others (2005), Mondrian conformal prediction; Vovk (2012) on
what holds given the sample.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from buurtwijzer.core.dutch import format_number
from buurtwijzer.data.joining.join import BoolArray
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.outlook.settings import Settings


@dataclass(frozen=True, slots=True, eq=False)
class Widths:
    """Ends of the interval per size class, in standard deviations of the model.

    Attributes:
        laag: (c,) lower end, below nought as a rule.
        hoog: (c,) upper end.
        aantal: (c,) misses the ends of the class rest on.
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
    ends = [format_number(end, 0) for end in settings.klassen]
    between = [f"{low} tot {high} inwoners" for low, high in pairwise(ends)]
    return (f"minder dan {ends[0]} inwoners", *between, f"{ends[-1]} inwoners of meer")


def calibrate(misses: FloatArray, classes: IntArray, groups: IntArray, settings: Settings) -> Widths:
    """Set the ends of every class; one with too few misses takes those of all.

    What a class missed is itself a sample, in which areas of one gemeente are alike: the part that must fall inside is
    raised by `ijkmarge_se` standard errors of it, so that the promise also holds when the sample was a calm one.

    Args:
        misses: (m,) what earlier forecasts missed by, in standard deviations of the model.
        classes: (m,) size class of each.
        groups: (m,) number of the gemeente of each.
        settings: The numbers of the rulebook.
    """
    amount = len(settings.klassen) + 1
    low, high, counts = np.empty(amount), np.empty(amount), np.empty(amount, dtype=np.int64)
    for number in range(amount):
        own = classes == number
        used = own if own.sum() >= settings.klasse_minimaal_n else np.ones(len(misses), dtype=bool)
        ends = _ends(misses[used], settings, 0.0)
        inside = (misses[used] >= ends[0]) & (misses[used] <= ends[1])
        low[number], high[number] = _ends(
            misses[used], settings, settings.ijkmarge_se * share_error(inside, groups[used])
        )
        counts[number] = int(used.sum())
    return Widths(low, high, counts)


def share_error(inside: BoolArray, groups: IntArray) -> float:
    """Give the standard error of a share when areas of one gemeente may be alike.

    Args:
        inside: (m,) whether it came within the interval.
        groups: (m,) number of the gemeente.

    Source: sandwich estimator for clusters (Liang and Zeger 1986).
    """
    if not len(inside):
        return float("nan")
    # Of gemeenten themselves there is one group: each then stands for itself.
    alike = groups if len(np.unique(groups)) > 1 else np.arange(len(inside))
    apart = np.bincount(alike, inside - inside.mean())
    towns = max(int((np.bincount(alike) > 0).sum()), 2)
    return float(np.sqrt((apart**2).sum() * towns / (towns - 1)) / len(inside))


def _ends(misses: FloatArray, settings: Settings, extra: float) -> tuple[float, float]:
    """Give both ends when so much more must fall inside."""
    below, above = settings.laag_frac - extra / 2.0, settings.hoog_frac + extra / 2.0
    return -_rank(-misses, 1.0 - below), _rank(misses, above)


def _rank(values: FloatArray, share: float) -> float:
    """Give the value at rank ceil((n + 1) share), the largest when there are too few for that rank."""
    ordered = np.sort(values)
    return float(ordered[min(math.ceil((len(ordered) + 1) * share), len(ordered)) - 1])
