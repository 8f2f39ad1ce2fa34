"""Early warning: an area that gets worse faster than comparable areas, by more than its figures go up and down anyway.

Each of the last years is put against the years before, and the difference against that of comparable areas; the one
that stands out least counts, so that a single year is no signal. How far areas stand out by chance is looked up in the
same figures with other years put last: no bell curve, because figures of areas have longer tails.

Source: empirical null, Efron (2004); false discoveries from orders that mean nothing, Tusher and others (2001).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from buurtwijzer.data.joining.join import BoolArray
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.outlook.noise import Noise
from buurtwijzer.evidence.outlook.series import Series
from buurtwijzer.evidence.outlook.settings import Settings
from buurtwijzer.evidence.outlook.widths import size_class

_MOST_PLACEBOS = 30
_TAIL = 0.99


@dataclass(frozen=True, slots=True, eq=False)
class Signals:
    """What areas changed beside comparable ones.

    Attributes:
        verandering: (n,) the last years less those before, per unit of growth (about a part, for a count).
        vergelijkbaar: (n,) the same of comparable areas; NaN when there are too few.
        is_signaal: (n,) whether it is worse than comparable by more than chance.
        bekeken: (n,) whether it could be looked at.
        toevallig_n: How many signals the same rule gives on average when other years are put last; NaN when nothing
            could be looked at.
    """

    verandering: FloatArray
    vergelijkbaar: FloatArray
    is_signaal: BoolArray
    bekeken: BoolArray
    toevallig_n: float


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
    last, growth = settings.signaal_jaren_n, series.growth()
    scaled = np.where(shown, series.scaled() / growth, np.nan)
    change = _contrast(len(series.jaren), last) @ scaled
    mean, count = _of_peers(change, peers)
    mean = np.where(count >= needed, mean, np.nan)
    looked = np.isfinite(change - mean)
    found, by_chance = np.zeros(len(change), dtype=bool), float("nan")
    if looked.any():
        apart = _Apart(series, noise, peers, worse, last)
        real = apart.least(scaled)[looked]
        placebos = np.stack([apart.least(scaled[order])[looked] for order in _other_orders(len(scaled), last)])
        tails = _tails(placebos, size_class(series.inwoners, settings)[looked])
        found[looked], by_chance = discoveries(real / tails, placebos / tails, settings.signaal_frac)
    return Signals(change, mean, found, looked, by_chance)


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


def _other_orders(years: int, last: int) -> Iterator[IntArray]:
    """Give orders in which other years than the last few come last: nothing that began of late shows in them."""
    real = tuple(range(years - last, years))
    chosen = [those for those in combinations(range(years), last) if those != real]
    # All when there are few; else spread evenly over them.
    for those in chosen[:: max(len(chosen) // _MOST_PLACEBOS, 1)]:
        yield np.array([*(year for year in range(years) if year not in those), *those], dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class _Apart:
    """How far areas stand out from comparable ones, in standard deviations."""

    series: Series
    noise: Noise
    peers: IntArray
    worse: int
    last: int

    def least(self, scaled: FloatArray) -> FloatArray:
        """Give (n,) how far the calmest of the last years stands out from the years before: one year is no change."""
        years = len(scaled)
        each = []
        for year in range(years - self.last, years):
            contrast = np.where(np.arange(years) < years - self.last, -1.0 / (years - self.last), 0.0)
            contrast[year] = 1.0
            change = contrast @ scaled
            chance = _chance(contrast, self.series, self.noise) / self.series.growth() ** 2
            mean, count = _of_peers(change, self.peers)
            theirs, _ = _of_peers(np.where(np.isfinite(change), chance, np.nan), self.peers)
            each.append(self.worse * (change - mean) / np.sqrt(chance + theirs / np.maximum(count, 1)))
        return np.asarray(np.min(each, axis=0))


def _tails(placebos: FloatArray, classes: IntArray) -> FloatArray:
    """Give (m,) how far the tail of chance reaches in the size class of each area; at least one standard deviation."""
    found = np.ones(placebos.shape[1])
    for number in np.unique(classes):
        own = classes == number
        found[own] = max(float(np.quantile(placebos[:, own], _TAIL)), 1.0)
    return found


def discoveries(real: FloatArray, placebos: FloatArray, most: float) -> tuple[BoolArray, float]:
    """Tell which areas stand out so far that at most a part of all that do would by chance, and how many that are.

    Args:
        real: (m,) how far each stands out.
        placebos: (k, m) the same when other years are put last.
        most: Part of the signals that may be by chance.

    Returns:
        (m,) the signals, and how many there are on average with other years last.

    Source: Tusher, Tibshirani and Chu (2001).
    """
    order = np.sort(real)[::-1]
    chance = np.sort(placebos, axis=None)
    above = len(chance) - np.searchsorted(chance, order, side="left")
    amount = np.arange(1, len(order) + 1)
    # The real order is one of the orders too: with few of them nothing is never by chance.
    by_chance = np.maximum(above / len(placebos), (above + 1.0) / (len(placebos) + 1.0))
    fits = np.flatnonzero(by_chance <= most * amount)
    if not len(fits):
        return np.zeros(len(real), dtype=bool), 0.0
    limit = order[fits[-1]]
    return real >= limit, float((chance >= limit).sum() / len(placebos))
