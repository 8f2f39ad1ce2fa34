"""The parts a score is made of: named contributions and a rest that together are the score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.scoring.outcomes import OutcomeScores

PART_DECIMALS = 6
"""Decimals of a contribution on a sheet; the rest takes what rounding leaves."""

_EXACT_DECIMALS = 12
_Number = TypeVar("_Number", np.float64, np.int64)


@dataclass(frozen=True, slots=True)
class Parts:
    """The sum behind one score: ``vertrekpunt + sum(bijdragen) + rest``.

    Attributes:
        vertrekpunt: Score without any push.
        bijdragen: Indicator id and signed points, largest first; only indicators that took part.
        rest: What the sum leaves.
    """

    vertrekpunt: float
    bijdragen: tuple[tuple[str, float], ...]
    rest: float


def parts_of(outcome: OutcomeScores, row: int) -> Parts:
    """Take a score apart.

    Args:
        outcome: The scores; the one of this row is given (not NaN).
        row: Row number of the area.

    Returns:
        Contributions ordered by size, then by id.
    """
    taking_part = [
        (indicator, float(outcome.bijdragen[row, column]) + 0.0)
        for column, indicator in enumerate(outcome.indicatoren)
        if outcome.aanwezig[row, column]
    ]
    ordered = sorted(taking_part, key=lambda part: (-abs(part[1]), part[0]))
    return Parts(float(outcome.vertrekpunt), tuple(ordered), round(float(outcome.rest[row]), _EXACT_DECIMALS) + 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class LargestParts:
    """The largest contributions of one outcome for n areas at once; what is not shown is in the rest.

    Attributes:
        kolom: (n, most) number of the indicator within the outcome, largest first, ties by id; -1 where there is none.
        bijdrage: (n, most) its points, 6 decimals; NaN where there is none.
        rest: (n,) what the sum leaves, so that it is the score as it is written; NaN without a score.
    """

    kolom: IntArray
    bijdrage: FloatArray
    rest: FloatArray

    @classmethod
    def of(cls, outcome: OutcomeScores, most: int) -> LargestParts:
        """Find them.

        Args:
            outcome: The scores.
            most: Contributions shown per area.
        """
        by_id = np.argsort(np.array(outcome.indicatoren), kind="stable")
        takes_part = outcome.aanwezig & np.isfinite(outcome.score)[:, None]
        points = np.where(takes_part, outcome.bijdragen, np.nan)[:, by_id]
        order = np.argsort(np.where(np.isnan(points), 1.0, -np.abs(points)), axis=1, kind="stable")[:, :most]
        shown = _padded(np.round(np.take_along_axis(points, order, axis=1), PART_DECIMALS), most, np.nan)
        columns = _padded(by_id[order], most, -1)
        rest = outcome.score - outcome.vertrekpunt - np.nansum(shown, axis=1)
        return cls(np.where(np.isnan(shown), -1, columns), shown, rest)


def _padded(values: npt.NDArray[_Number], most: int, empty: float) -> npt.NDArray[_Number]:
    return np.pad(values, ((0, 0), (0, most - values.shape[1])), constant_values=empty)
