"""Breaks of a series: a step that nearly all areas make together and that is far larger than any other.

A new way of counting is no trend; the years before it are left out.
"""

from __future__ import annotations

import numpy as np

from buurtwijzer.evidence.outlook.series import Series
from buurtwijzer.evidence.outlook.settings import Settings

_ENOUGH_STEPS = 2


def last_break(series: Series, settings: Settings) -> int | None:
    """Give the number of the first year after the last break; None without one.

    Args:
        series: All years.
        settings: The numbers of the rulebook.
    """
    whole = np.isfinite(series.waarden).all(axis=0)
    if len(series.jaren) <= _ENOUGH_STEPS or not whole.any():
        return None
    steps = np.diff(series.scaled()[:, whole], axis=0) / np.diff(series.jaren)[:, None]
    middle = np.median(steps, axis=1)
    same = np.maximum((steps > 0).mean(axis=1), (steps < 0).mean(axis=1))
    found = None
    for number in range(len(steps)):
        others = np.median(np.abs(np.delete(middle, number)))
        if same[number] >= settings.reeksbreuk_frac and abs(middle[number]) > settings.reeksbreuk_factor * others:
            found = number + 1
    return found
