"""Which areas are alike: on composition, and on how the outcome was before the start.

The distance is a weighted mean of squared differences, so 1 is about one standard deviation. A product in short numbers
only narrows the choice; the distances that count are computed directly, rounded, ties by code.

Source: design.md 4 (Evidence); Stuart (2010) on matching with earlier outcomes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.effect.series import BoolArray
from buurtwijzer.peers.nearest import Composition

_BLOCK = 512
_SPARE = 8
_DECIMALS = 9
_SLACK = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Where areas (n, by code) are.

    Attributes:
        basis: Composition.
        vooraf: (n, q) how the outcome was before the start, standardised.
        deel: Part (0-1) of the squared distance that `vooraf` makes.
    """

    basis: Composition
    vooraf: FloatArray
    deel: float

    def nearest(self, rows: IntArray, allowed: BoolArray, wanted: int) -> tuple[IntArray, FloatArray]:
        """Give (r, wanted) areas nearest to some rows among the allowed ones, itself left out, and their distances.

        Where there are fewer, the place is -1 and the distance infinite.
        """
        pool = np.flatnonzero(allowed)
        found = np.full((len(rows), wanted), -1, dtype=np.int64)
        far = np.full((len(rows), wanted), np.inf)
        if len(pool) == 0:
            return found, far
        left, right, shared = self._sides(pool)
        short = min(len(pool), wanted + 1 + _SPARE)
        for first in range(0, len(rows), _BLOCK):
            block = rows[first : first + _BLOCK]
            rough = self._rough(block, left, right, shared)
            some = np.argpartition(rough, short - 1, axis=1)[:, :short]
            near = np.sort(pool[some], axis=1)
            exact = self._exact(block, near)
            order = np.argsort(exact, axis=1, kind="stable")[:, :wanted]
            best = np.take_along_axis(exact, order, axis=1)
            picked = np.take_along_axis(near, order, axis=1)
            width = order.shape[1]
            far[first : first + len(block), :width] = best
            found[first : first + len(block), :width] = np.where(np.isfinite(best), picked, -1)
        return found, far

    def _sides(self, pool: IntArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Give (k, m) weight known, the same times z and times z squared, of the areas to choose from."""
        known, z = self.basis.aanwezig[pool].T, self.basis.z[pool].T
        weighted = known * self.basis.gewichten[:, None]
        return (
            np.vstack([weighted * z**2, -2.0 * weighted * z, weighted]).astype(np.float32),
            self.vooraf[pool].T.astype(np.float32),
            weighted.astype(np.float32),
        )

    def _rough(self, rows: IntArray, left: FloatArray, right: FloatArray, shared: FloatArray) -> FloatArray:
        known, z = self.basis.aanwezig[rows], self.basis.z[rows]
        own = np.hstack([known, known * z, known * z**2]).astype(np.float32)
        both = known.astype(np.float32) @ shared
        with np.errstate(divide="ignore", invalid="ignore"):
            rough = np.where(both >= self.basis.minimum - _SLACK, (own @ left) / both, np.inf) * (1.0 - self.deel)
        mine = self.vooraf[rows].astype(np.float32)
        apart = (mine**2).sum(axis=1)[:, None] - 2.0 * mine @ right + (right**2).sum(axis=0)[None, :]
        return np.asarray(rough + apart * (self.deel / mine.shape[1]))

    def _exact(self, rows: IntArray, near: IntArray) -> FloatArray:
        own = self.basis
        both = own.aanwezig[rows][:, None, :] * own.aanwezig[near] * own.gewichten
        shared = both.sum(axis=2)
        squared = (both * (own.z[rows][:, None, :] - own.z[near]) ** 2).sum(axis=2)
        fits = (shared >= own.minimum) & (near != rows[:, None])
        apart = ((self.vooraf[rows][:, None, :] - self.vooraf[near]) ** 2).mean(axis=2)
        total = (1.0 - self.deel) * squared / np.where(shared > 0, shared, 1.0) + self.deel * apart
        return np.where(fits, np.round(np.sqrt(total), _DECIMALS), np.inf)
