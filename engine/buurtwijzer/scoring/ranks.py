"""Ranks within one file, with how far they move over common draws: ``12e, 8-19``.

A rank says where an area stands among those in the file, the most favourable first; in another file it is another rank.

Source: Saisana, Saltelli and Tarantola (2005), rank intervals; design.md 4 (Uncertainty).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.draws import Float32Array
from buurtwijzer.data.table import FloatArray, IntArray

_LEVELS = np.float32(65_535 / 100)
_BLOCK_ROWS = 1024


@dataclass(frozen=True, slots=True, eq=False)
class Ranks:
    """Rank of n areas; 0 where an area takes no part.

    Attributes:
        rang: (n,) 1 for the highest score; equal scores by code.
        laag: (n,) best rank of the interval.
        hoog: (n,) worst rank of the interval.
        aantal_n: How many areas are ranked.
    """

    rang: IntArray
    laag: IntArray
    hoog: IntArray
    aantal_n: int

    def take(self, rows: IntArray) -> Ranks:
        """Give the ranks of some areas; they stay those among all."""
        return Ranks(self.rang[rows], self.laag[rows], self.hoog[rows], self.aantal_n)


def rank_intervals(score: FloatArray, rows: IntArray, drawn: Float32Array, laag_pct: float, hoog_pct: float) -> Ranks:
    """Rank areas by score, with the percentiles of their rank over the draws.

    Args:
        score: (n,) scores in order of area code.
        rows: (m,) the areas that take part.
        drawn: (m, t) scores 0-100 of these per draw.
        laag_pct: Percentage of the draws with a better rank than the interval.
        hoog_pct: Percentage of the draws up to the end of the interval.
    """
    result = np.zeros((3, len(score)), dtype=np.int64)
    if len(rows):
        order = np.argsort(-score[rows], kind="stable")
        result[0, rows[order]] = np.arange(1, len(rows) + 1)
        ranks = ranks_per_draw(drawn)
        ranks.sort(axis=1)
        last = ranks.shape[1] - 1
        for number, percentage in ((1, laag_pct), (2, hoog_pct)):
            result[number, rows] = ranks[:, round(percentage / 100.0 * last)]
    return Ranks(result[0], result[1], result[2], len(rows))


def ranks_per_draw(drawn: Float32Array) -> npt.NDArray[np.int32]:
    """Give (n, t) the rank of every area in every draw, 1 for the highest; scores within 0.0015 points go by row.

    Scores are rounded to 65,536 levels, because whole numbers that small are sorted by their digits, several times
    faster than by comparing.
    """
    levels = np.empty(drawn.T.shape, dtype=np.uint16)
    for first in range(0, len(drawn), _BLOCK_ROWS):
        rows = slice(first, first + _BLOCK_ROWS)
        levels[:, rows] = (np.float32(65_535) - drawn[rows].T * _LEVELS).astype(np.uint16)
    ranks = np.empty(drawn.shape, dtype=np.int32)
    places = np.arange(1, len(drawn) + 1, dtype=np.int32)
    row = np.empty(len(drawn), dtype=np.int32)
    for draw, own in enumerate(levels):
        row[np.argsort(own, kind="stable")] = places
        ranks[:, draw] = row
    return ranks
