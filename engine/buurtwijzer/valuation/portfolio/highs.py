"""The exact solver: HiGHS through scipy, which nothing else of the valuation uses. Runs as a process of its own.

``python -m buurtwijzer.valuation.portfolio.highs`` reads problems from standard input and writes answers to standard
output: HiGHS does not keep its time limit, and a process can be stopped.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import numpy as np

from buurtwijzer.valuation.portfolio.milp import READY, Answer, Milp, pack_answer, read_message, unpack, write_message
from buurtwijzer.valuation.portfolio.problem import BoolArray

_INFEASIBLE, _OPTIMAL = 2, 0
_ENOUGH_S = 0.05
_QUESTIONS = 10
"""No question of a search may take more than this part of its time."""


def solve(milp: Milp, *, gap: float, seconds: float) -> Answer:
    """Find the best choice.

    Args:
        milp: The problem.
        gap: Relative gap that is small enough.
        seconds: After how long HiGHS should stop; it may go on longer.
    """
    scale = float(np.abs(milp.value).max(initial=0.0)) or 1.0
    found = _run(milp, milp.value / scale, np.ones(len(milp.lower), dtype=np.bool_), gap=gap, seconds=seconds)
    if found.status == _INFEASIBLE:
        return Answer(None, -np.inf, done=True)
    chosen = None if found.x is None else np.asarray(found.x) > 0.5
    bound = np.inf if found.mip_dual_bound is None else -float(found.mip_dual_bound) * scale
    return Answer(chosen, bound, done=found.status == _OPTIMAL)


def explain(milp: Milp, *, seconds: float) -> Answer:
    """Find rules that do not go together, such that without any of them the others do.

    Rules that do not even go together with parts of choices are looked for first: that is asked much faster.

    Source: QuickXplain (Junker, 2004).
    """
    search = _Search(milp, seconds / _QUESTIONS)
    every = [int(label) for label in np.unique(milp.label) if label >= 0]
    if search.go_together(every):
        search.whole = True
        if search.go_together(every):
            return Answer(None, np.inf, done=search.sure)
    clash = search.smallest([], every, is_new=False)
    return Answer(None, -np.inf, done=True, clash=tuple(sorted(clash)), least=search.sure)


class _Search:
    """Asks the solver which rules go together."""

    def __init__(self, milp: Milp, seconds: float) -> None:
        self.milp, self.seconds = milp, seconds
        self.whole, self.sure = False, True

    def go_together(self, labels: list[int]) -> bool:
        """Tell whether there is a choice that keeps these rules; when that takes too long to know, say yes."""
        rows = np.isin(self.milp.label, [-1, *labels])
        found = _run(self.milp, np.zeros_like(self.milp.value), rows, gap=0.0, seconds=self.seconds, whole=self.whole)
        if found.status not in {_OPTIMAL, _INFEASIBLE}:
            self.sure = False
        return bool(found.status != _INFEASIBLE)

    def smallest(self, kept: list[int], labels: list[int], *, is_new: bool) -> list[int]:
        """Give a smallest part of the labels that does not go together with what is kept."""
        if is_new and not self.go_together(kept):
            return []
        if len(labels) <= 1:
            return labels
        half = len(labels) // 2
        first, second = labels[:half], labels[half:]
        from_second = self.smallest([*kept, *first], second, is_new=True)
        from_first = self.smallest([*kept, *from_second], first, is_new=bool(from_second))
        return from_first + from_second


def _run(milp: Milp, value: Any, rows: BoolArray, *, gap: float, seconds: float, whole: bool = True) -> Any:
    from scipy import optimize, sparse  # type: ignore[import-untyped] # noqa: PLC0415 - a second to load

    if not len(value):
        fits = bool((milp.lower[rows] <= 0).all() and (milp.upper[rows] >= 0).all())
        return optimize.OptimizeResult(status=_OPTIMAL if fits else _INFEASIBLE, x=value, mip_dual_bound=0.0)
    shape = (len(milp.lower), len(value))
    matrix = sparse.csr_array((milp.entry, (milp.row, milp.column)), shape=shape)[rows]
    return optimize.milp(
        -value,
        integrality=np.full(len(value), int(whole)),
        bounds=optimize.Bounds(0.0, 1.0),
        constraints=optimize.LinearConstraint(matrix, milp.lower[rows], milp.upper[rows]),
        options={"time_limit": max(seconds, _ENOUGH_S), "mip_rel_gap": gap},
    )


def main() -> None:
    """Answer problems until there are no more. What the solver itself prints goes to standard error."""
    out = os.dup(1)
    os.dup2(2, 1)
    import_module("scipy.optimize")  # loads while the problem is still being made

    with os.fdopen(out, "wb") as stream:
        write_message(stream, READY)
        while data := read_message(sys.stdin.buffer):
            milp, settings = unpack(data)
            seconds = settings["seconds"]
            asked = settings["explain"] > 0
            answer = explain(milp, seconds=seconds) if asked else solve(milp, gap=settings["gap"], seconds=seconds)
            write_message(stream, pack_answer(answer))


if __name__ == "__main__":
    main()
