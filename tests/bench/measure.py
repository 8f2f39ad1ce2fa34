"""How a ratio is measured: ways in turn, many rounds, the median of the ratios per round."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Way = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Measured:
    """One ratio: ours against a reference.

    Attributes:
        id: Number of the goal, e.g. ``S10``.
        what: What is measured against what, in Dutch.
        ratio: Median over the rounds of ours divided by the reference.
        goal: Highest ratio that is good enough; None when it is only told.
        ours_s: Median of our own time, for the size only.
        reference_s: Median time of the reference.
    """

    id: str
    what: str
    ratio: float
    goal: float | None
    ours_s: float
    reference_s: float

    @property
    def verdict(self) -> str:
        """Give the word for the table."""
        if self.goal is None:
            return "-"
        return "gehaald" if self.ratio <= self.goal else "NIET gehaald"


def compare(id_: str, what: str, ours: Way, reference: Way, *, goal: float | None, rounds: int = 9) -> Measured:
    """Time two ways in turn, after one warming round each.

    The order changes every round, so that neither way always runs on the heels of the other.
    """
    ours()
    reference()
    times: list[tuple[float, float]] = []
    for turn in range(rounds):
        if turn % 2:
            second = _seconds(reference)
            times.append((_seconds(ours), second))
        else:
            times.append((_seconds(ours), _seconds(reference)))
    ratio = median(mine / other for mine, other in times)
    return Measured(id_, what, ratio, goal, median(t[0] for t in times), median(t[1] for t in times))


def _seconds(way: Way) -> float:
    gc.collect()
    start = perf_counter()
    way()
    return perf_counter() - start
