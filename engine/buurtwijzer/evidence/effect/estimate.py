"""Estimate of a set of areas, its interval from placebo sets, and the smallest effect that would have been seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.effect.fit import Fitted, Spread
from buurtwijzer.evidence.effect.model import Maat, Schatting


@dataclass(frozen=True, slots=True, eq=False)
class Chance:
    """What chance does to sets like these.

    Attributes:
        t: (s,) estimates of placebo sets in standard errors, sorted.
        laag: Quantile under which lies half of what is outside the interval.
        hoog: Quantile above which lies the other half.
    """

    t: FloatArray
    laag: float
    hoog: float

    @classmethod
    def of(cls, t: FloatArray, zekerheid: float) -> Chance:
        """Take the order statistics that leave exactly the wanted share outside among (s + 1)."""
        own = np.sort(t)
        outside = max(1, int(np.floor((len(own) + 1) * (1.0 - zekerheid) / 2.0)))
        return cls(own, float(own[outside - 1]), float(own[-outside]))

    def p(self, t: float) -> float:
        """Give twice the smaller share of placebo sets beyond `t`, the set itself counted."""
        n = len(self.t) + 1
        below = (np.searchsorted(self.t, t, side="right") + 1) / n
        above = (len(self.t) - np.searchsorted(self.t, t, side="left") + 1) / n
        return float(min(1.0, 2.0 * min(below, above)))


def combine(strays: FloatArray, spread: Spread, town: IntArray, sets: IntArray) -> tuple[FloatArray, FloatArray]:
    """Give (s,) weighted means of sets of areas and their standard errors.

    An area counts by the inverse of its variance: a large one counts more, but not endlessly.

    Args:
        strays: (n,) how far areas are from what is expected.
        spread: Variance of `strays`.
        town: (n,) number of the municipality; a number of its own where unknown.
        sets: (s, m) rows, -1 where there is none.
    """
    there = sets >= 0
    weight = np.where(there, 1.0 / spread.variantie[sets], 0.0)
    total = weight.sum(axis=1)
    mean = np.where(there, weight * strays[sets], 0.0).sum(axis=1) / total
    own = town[sets]
    variance = weight.sum(axis=1)
    if spread.gemeente > 0:
        for gap in range(1, sets.shape[1]):
            same = own[:, gap:] == own[:, :-gap]
            variance = variance + 2.0 * spread.gemeente * (weight[:, gap:] * weight[:, :-gap] * same).sum(axis=1)
    return mean, np.sqrt(variance) / total


def placebo(fitted: Fitted, sets: IntArray) -> FloatArray:
    """Give (s,) estimates of placebo sets in standard errors."""
    mean, error = combine(fitted.strays(fitted.na), fitted.spreiding, fitted.stad, sets)
    return np.asarray(mean / error)


def interval(maat: Maat, mean: float, error: float, chance: Chance) -> Schatting:
    """Give every effect that chance does not rule out.

    An effect that multiplies also multiplies what chance does, so a ratio R fits when ``(R_found / R - 1) / error``
    is between the quantiles.
    """
    if maat is Maat.PUNTEN:
        return Schatting(mean, mean - chance.hoog * error, mean - chance.laag * error)
    low, high = 1.0 + chance.hoog * error, 1.0 + chance.laag * error
    return Schatting(
        mean, (1.0 + mean) / low - 1.0 if low > 0 else -1.0, (1.0 + mean) / high - 1.0 if high > 0 else float("inf")
    )


def smallest(maat: Maat, error: float, chance: Chance, kracht: float) -> float:
    """Give the smallest effect that is seen with the chance `kracht`: a decrease, as a positive number.

    A decrease is seen when the estimate is under what chance gives on the low side; a share `kracht` of the placebo
    sets, moved by the effect, must be. 1 or more means that no effect on a ratio can be seen.
    """
    likely = float(np.quantile(chance.t, kracht))
    if maat is Maat.PUNTEN:
        return (likely - chance.laag) * error
    return min(1.0, 1.0 - (1.0 + chance.laag * error) / (1.0 + likely * error))
