"""Early warning: an area that gets worse faster than comparable areas, by more than its figures go up and down anyway.

The last years are put against those before, and the difference against that of comparable areas. How far that may be
by chance follows from the noise and from how areas of the same size differ in fact; over all areas together at most a
set part of the signals is false.

Source: Benjamini and Hochberg (1995); empirical null, Efron (2004).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.joining.join import BoolArray
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.outlook.noise import Noise
from buurtwijzer.evidence.outlook.series import Series
from buurtwijzer.evidence.outlook.settings import Settings
from buurtwijzer.evidence.outlook.widths import size_class

_IQR_TO_SD = 1.349


@dataclass(frozen=True, slots=True, eq=False)
class Signals:
    """What areas changed beside comparable ones.

    Attributes:
        verandering: (n,) the last years less those before, per unit of growth (about a part, for a count).
        vergelijkbaar: (n,) the same of comparable areas; NaN when there are too few.
        is_signaal: (n,) whether it is worse than comparable by more than chance.
        bekeken: (n,) whether it could be looked at.
    """

    verandering: FloatArray
    vergelijkbaar: FloatArray
    is_signaal: BoolArray
    bekeken: BoolArray


@dataclass(frozen=True, slots=True)
class SignalTrial:
    """What became of the areas that would have been warned a year before the last.

    Attributes:
        jaar: The year that was looked at afterwards.
        signalen: Areas with a signal.
        bekeken: Areas that could be looked at.
        slechter_frac: Part of the signals that in that year was still worse beside comparable areas than before.
        slechter_basis_frac: The same of all areas.
        verder_frac: Part of the signals that in that one year got worse again beside comparable areas.
        verder_basis_frac: The same of all areas.
    """

    jaar: int
    signalen: int
    bekeken: int
    slechter_frac: float
    slechter_basis_frac: float
    verder_frac: float
    verder_basis_frac: float


def signals(
    series: Series, noise: Noise, peers: IntArray, shown: BoolArray, worse: int, needed: int, settings: Settings
) -> Signals:
    """Find the areas that get worse faster than comparable ones.

    Args:
        series: Years up to now, more than `signaal_jaren_n`.
        noise: Its noise.
        peers: (n, q) rows of comparable areas, -1 for none.
        shown: (n,) areas that are large enough to show.
        worse: 1 when a higher figure is worse, -1 when a lower one is.
        needed: Comparable areas needed.
        settings: The numbers of the rulebook.
    """
    contrast = _contrast(len(series.jaren), settings.signaal_jaren_n)
    growth = series.growth()
    change = np.where(shown, contrast @ series.scaled() / growth, np.nan)
    chance = _chance(contrast, series, noise) / growth**2
    mean, count = _of_peers(change, peers)
    theirs, _ = _of_peers(np.where(np.isfinite(change), chance, np.nan), peers)
    mean = np.where(count >= needed, mean, np.nan)
    apart = worse * (change - mean) / np.sqrt(chance + theirs / np.maximum(count, 1))
    looked = np.isfinite(apart)
    found = np.zeros(len(change), dtype=bool)
    found[looked] = _discoveries(_chances(apart[looked], size_class(series.inwoners, settings)[looked]), settings)
    return Signals(change, mean, found, looked)


def signal_trial(
    series: Series, noise: Noise, peers: IntArray, shown: BoolArray, worse: int, needed: int, settings: Settings
) -> SignalTrial | None:
    """Give signals from all years but the last, and look in the last what became of them; None without a signal.

    Args:
        series: All years.
        noise: Noise of all years but the last.
        peers: As of `signals`.
        shown: As of `signals`.
        worse: As of `signals`.
        needed: As of `signals`.
        settings: As of `signals`.
    """
    before = series.take(slice(0, len(series.jaren) - 1))
    given = signals(before, noise, peers, shown, worse, needed, settings)
    scaled, growth = series.scaled(), before.growth()
    base = scaled[: len(before.jaren) - settings.signaal_jaren_n].mean(axis=0)
    later, once = (worse * _beside((scaled[-1] - first) / growth, peers) for first in (base, scaled[-2]))
    looked = given.bekeken & np.isfinite(later) & np.isfinite(once)
    warned = looked & given.is_signaal
    if not warned.any():
        return None
    shares = [float((part[group] > 0).mean()) for part in (later, once) for group in (warned, looked)]
    return SignalTrial(int(series.jaren[-1]), int(warned.sum()), int(looked.sum()), *shares)


def _contrast(years: int, last: int) -> FloatArray:
    return np.concatenate([np.full(years - last, -1.0 / (years - last)), np.full(last, 1.0 / last)])


def _chance(contrast: FloatArray, series: Series, noise: Noise) -> FloatArray:
    """Give (n,) the variance of the difference when the level wanders as it does everywhere."""
    after = contrast[::-1].cumsum()[::-1][1:]
    gaps = np.diff(series.jaren).astype(np.float64)
    # The middle of the steps: areas that got worse together in one of them do not hide each other.
    ordinary = np.median(noise.dwalen, axis=0)
    return np.asarray(noise.jaar * (contrast**2).sum() + ordinary * (gaps * after**2).sum())


def _of_peers(values: FloatArray, peers: IntArray) -> tuple[FloatArray, IntArray]:
    theirs = np.append(values, np.nan)[peers]
    known = np.isfinite(theirs)
    count = known.sum(axis=1)
    total = np.where(known, theirs, 0.0).sum(axis=1)
    return np.divide(total, count, out=np.full(len(peers), np.nan), where=count > 0), count


def _beside(values: FloatArray, peers: IntArray) -> FloatArray:
    return values - _of_peers(values, peers)[0]


def _chances(apart: FloatArray, classes: IntArray) -> FloatArray:
    """Give the one-sided chance of each difference; in a size class that differs more than expected, it is wider."""
    found = np.empty(len(apart))
    for number in np.unique(classes):
        own = apart[classes == number]
        low, high = np.quantile(own, [0.25, 0.75])
        scale = max(1.0, float(high - low) / _IQR_TO_SD)
        found[classes == number] = [0.5 * math.erfc(value / scale / math.sqrt(2.0)) for value in own.tolist()]
    return found


def _discoveries(chances: FloatArray, settings: Settings) -> BoolArray:
    """Tell which chances are so small that of all that small at most `signaal_frac` come by chance."""
    order = np.argsort(chances, kind="stable")
    limits = settings.signaal_frac * np.arange(1, len(chances) + 1) / len(chances)
    under = np.flatnonzero(chances[order] <= limits)
    found = np.zeros(len(chances), dtype=bool)
    if len(under):
        found[order[: under[-1] + 1]] = True
    return found
