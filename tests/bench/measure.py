"""How a ratio is measured: ways in turn, many rounds, the median of the ratios per round."""

from __future__ import annotations

import gc
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Way = Callable[[], object]
_MB = 1e6


@dataclass(frozen=True, slots=True)
class Measured:
    """One ratio: ours against a reference.

    Attributes:
        id: Number of the goal, e.g. ``S10``.
        what: What is measured against what, in Dutch.
        ratio: Median over the rounds of ours divided by the reference.
        goal: Highest ratio that is good enough; None when it is only told.
        ours: Median of our own time, for the size only.
        reference: Median time of the reference, or the limit itself where the goal is one.
        unit: Unit of both, seconds unless told.
    """

    id: str
    what: str
    ratio: float
    goal: float | None
    ours: float
    reference: float
    unit: str = "s"

    @property
    def verdict(self) -> str:
        """Give the word for the table."""
        if self.goal is None:
            return "-"
        return "gehaald" if self.ratio <= self.goal else "NIET gehaald"


def compare(
    id_: str, what: str, ours: Way, reference: Way, *, goal: float | None, rounds: int = 9, warm: bool = True
) -> Measured:
    """Time two ways in turn, after one warming round each; slow ways that gain nothing by it go without.

    The order changes every round, so that neither way always runs on the heels of the other.
    """
    if warm:
        ours()
        reference()
    times: list[tuple[float, float]] = []
    for turn in range(rounds):
        if turn % 2:
            second = seconds(reference)
            times.append((seconds(ours), second))
        else:
            times.append((seconds(ours), seconds(reference)))
    ratio = median(mine / other for mine, other in times)
    return Measured(id_, what, ratio, goal, median(t[0] for t in times), median(t[1] for t in times))


def against_limit(id_: str, what: str, found: float, limit: float, unit: str) -> Measured:
    """Lay a number beside the limit the goal names, such as seconds, bytes or an exponent."""
    return Measured(id_, what, found / limit, 1.0, found, limit, unit)


def added_mb(way: Way) -> float:
    """Give the most memory a way adds to what there was, its answer included, in MB."""
    gc.collect()
    tracemalloc.start()
    try:
        way()
        return tracemalloc.get_traced_memory()[1] / _MB
    finally:
        tracemalloc.stop()


def peak_mb(statements: str, *arguments: str) -> float:
    """Give the most memory a process of its own ever holds that runs Python statements, interpreter and all, in MB."""
    tell = "import resource, sys; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    command = [sys.executable, "-c", f"{statements}\n{tell}", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    # Linux counts in KiB, macOS in bytes.
    return float(done.stdout.split()[-1]) * (1 if sys.platform == "darwin" else 1024) / _MB


def seconds(way: Way) -> float:
    """Time one run."""
    gc.collect()
    start = perf_counter()
    way()
    return perf_counter() - start
