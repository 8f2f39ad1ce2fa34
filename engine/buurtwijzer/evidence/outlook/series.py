"""One indicator of areas of one level over the years, on the scale on which its noise is even.

A rate that was made of a count goes to twice the root of the count (with what Anscombe adds), on which the noise of a
Poisson count is 1 whatever its size; any other figure stays as it is. ``groei`` says how far an area moves on that
scale when all of them move alike: by the root of its count, or by 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.joining.join import BoolArray
from buurtwijzer.data.table import FloatArray, IntArray

_ANSCOMBE = 0.375
_LEAST = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Figures of n areas in t years.

    Attributes:
        jaren: (t,) years, old to new.
        waarden: (t, n) figures; NaN where unknown.
        noemer: (n,) by how much a figure is multiplied to give a count; NaN for a figure that is no count.
        groep: (n,) number of the gemeente.
        inwoners: (n,) residents; NaN where unknown.
    """

    jaren: IntArray
    waarden: FloatArray
    noemer: FloatArray
    groep: IntArray
    inwoners: FloatArray

    @property
    def is_telling(self) -> bool:
        """Tell whether the figures are counts divided by something known."""
        return bool(np.isfinite(self.noemer).any())

    def scaled(self) -> FloatArray:
        """Give (t, n) the figures on the even scale."""
        return to_scale(self.waarden, self.noemer if self.is_telling else None)

    def back(self, scaled: FloatArray) -> FloatArray:
        """Give figures back from the even scale; (n,) or (h, n)."""
        return from_scale(scaled, self.noemer if self.is_telling else None)

    def times(self) -> FloatArray:
        """Give (n,) what turns a figure into what its error is measured in: counts, or the figure itself."""
        return self.noemer if self.is_telling else np.ones(self.waarden.shape[1])

    def size(self) -> FloatArray:
        """Give (n,) what noise grows with beside a fixed part: the mean count; for others one over the residents."""
        if self.is_telling:
            return np.asarray(_mean(self.waarden) * self.noemer)
        share = 1.0 / np.maximum(self.inwoners, 1.0)
        middle = np.nanmedian(share) if np.isfinite(share).any() else 1.0
        return np.where(np.isfinite(share), share / middle, 1.0)

    def growth(self) -> FloatArray:
        """Give (n,) how far an area moves on the even scale when all move alike."""
        if not self.is_telling:
            return np.ones(self.waarden.shape[1])
        return np.sqrt(np.maximum(self.size(), _LEAST))

    def take(self, years: slice | IntArray | BoolArray) -> Series:
        """Give the series of some years."""
        return Series(self.jaren[years], self.waarden[years], self.noemer, self.groep, self.inwoners)

    def known(self) -> IntArray:
        """Give (n,) the number of years an area has a figure."""
        return np.asarray(np.isfinite(self.waarden).sum(axis=0), dtype=np.int64)


def to_scale(values: FloatArray, times: FloatArray | None) -> FloatArray:
    """Go to the even scale.

    Args:
        values: (..., n) figures.
        times: (n,) what turns a figure into a count; None for no count.

    Source: Anscombe (1948).
    """
    if times is None:
        return values
    return np.asarray(2.0 * np.sqrt(np.maximum(values * times, 0.0) + _ANSCOMBE))


def from_scale(scaled: FloatArray, times: FloatArray | None) -> FloatArray:
    """Go back from the even scale; what lies under a count of nought is nought.

    Source: Anscombe (1948); the plain inverse, which gives the middle and not the mean.
    """
    if times is None:
        return scaled
    return np.asarray(np.maximum((np.maximum(scaled, 0.0) / 2.0) ** 2 - _ANSCOMBE, 0.0) / times)


def _mean(values: FloatArray) -> FloatArray:
    known = np.isfinite(values)
    total = np.where(known, values, 0.0).sum(axis=0)
    return np.asarray(
        np.divide(total, known.sum(axis=0), out=np.full(values.shape[1], np.nan), where=known.any(axis=0))
    )
