"""`Moments`: all that a fit needs of the rows, as sums per municipality, so that a resample costs no rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Sums of products of p columns, a target and 1, over the rows of each of k groups.

    Attributes:
        sums: (k, p + 2, p + 2); the target is the last but one, 1 the last.
        top: Highest number of points of a column.
    """

    sums: FloatArray
    top: float

    @classmethod
    def of(cls, points: FloatArray, target: FloatArray, own: IntArray, top: float) -> Self:
        """Add up (n, p) points and (n,) target over the groups `own` (numbers from 0)."""
        rows = np.column_stack([points, target, np.ones(len(target))])
        sums = np.zeros((int(own.max()) + 1, rows.shape[1], rows.shape[1]))
        for number in np.unique(own):
            some = rows[own == number]
            sums[number] = some.T @ some
        return cls(sums, top)

    def turned(self, rising: npt.NDArray[np.bool_]) -> Moments:
        """Give the sums with some columns turned round."""
        turn = np.eye(self.sums.shape[1])
        falling = np.flatnonzero(~rising)
        turn[falling, falling] = -1.0
        turn[falling, -1] = self.top
        return Moments(turn @ self.sums @ turn.T, self.top)

    def total(self, times: FloatArray | None = None) -> FloatArray:
        """Give (p + 2, p + 2) the sums over all groups, each as often as `times` says; None counts each once."""
        return np.asarray(self.sums.sum(axis=0) if times is None else np.tensordot(times, self.sums, axes=1))
