"""Where an area stands now, free from the noise of single years: a weighted mean in which new years weigh most.

How fast old years fade follows from the noise: the count of a small buurt needs a longer memory than that of a large
one. One year that jumps out counts as far as `uitschieter_sd`; at the end the level is pulled a little to its gemeente.

Source: local level filter (Harvey 1989) with bounded innovations; limited translation (Efron and Morris 1972).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.outlook.noise import Noise
from buurtwijzer.evidence.outlook.series import Series, to_scale


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """Where areas stand in the last year, on the even scale.

    Attributes:
        midden: (n,) the level; NaN without a figure.
        onzeker: (n,) its variance.
    """

    midden: FloatArray
    onzeker: FloatArray


def levels(series: Series, noise: Noise, step: FloatArray, bound: float, pull: float) -> Level:
    """Follow every area through the years.

    Args:
        series: The years that are known.
        noise: Its noise.
        step: (n,) yearly trend on the even scale.
        bound: Standard deviations a jump counts for at most.
        pull: Standard deviations the pull to the gemeente moves at most.
    """
    middle = np.full(series.waarden.shape[1], np.nan)
    unsure = np.zeros(len(middle))
    years = series.jaren
    for number, seen in enumerate(series.scaled()):
        if number:
            gap = float(years[number] - years[number - 1])
            middle, unsure = middle + step * gap, unsure + noise.dwalen[number - 1] * gap
        there, fresh = np.isfinite(seen), np.isnan(middle)
        spread = np.sqrt(unsure + noise.jaar)
        off = np.where(there & ~fresh, seen - middle, 0.0)
        jump = np.clip(off, -bound * spread, bound * spread)
        gain = np.where(there & ~fresh, unsure / (unsure + noise.jaar), 0.0)
        middle = np.where(there & fresh, seen, middle + gain * jump)
        # What is left out of a jump may be real after all: it comes back as doubt.
        unsure = np.where(there & fresh, noise.jaar, unsure * (1.0 - gain) + (gain * (off - jump)) ** 2)
    return Level(_pulled(series, noise, middle, unsure, pull), unsure)


def _pulled(series: Series, noise: Noise, middle: FloatArray, unsure: FloatArray, most: float) -> FloatArray:
    """Pull levels to the mean of their gemeente by how unsure they are, at most `most` standard deviations."""
    aim, growth = _of_town(series), series.growth()
    there = np.isfinite(middle) & np.isfinite(aim)
    if not there.any():
        return middle
    apart = np.where(there, (middle - aim) ** 2 - noise.jaar, 0.0)
    between = max(float(apart.sum() / (growth[there] ** 2).sum()), 0.0) * growth**2
    share = unsure / np.maximum(unsure + between, np.finfo(float).tiny)
    limit = most * np.sqrt(unsure)
    return np.where(there, middle + np.clip(share * (np.where(there, aim, 0.0) - middle), -limit, limit), middle)


def _of_town(series: Series) -> FloatArray:
    """Give (n,) the mean of the gemeente over the years, on the even scale: its rate, or the mean of its areas."""
    known = np.isfinite(series.waarden)
    weight = np.where(np.isfinite(series.noemer), series.noemer, 1.0) if series.is_telling else 1.0
    each = np.where(known, weight * np.ones_like(series.waarden), 0.0)
    towns = int(series.groep.max()) + 1
    above = np.bincount(series.groep, (each * np.where(known, series.waarden, 0.0)).sum(axis=0), minlength=towns)
    below = np.bincount(series.groep, each.sum(axis=0), minlength=towns)
    mean = np.divide(above, below, out=np.full(towns, np.nan), where=below > 0)[series.groep]
    return to_scale(mean, series.noemer if series.is_telling else None)
