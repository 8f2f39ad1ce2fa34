"""What more or less money would bring: per level a choice and a bound, each begun where the last ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.valuation.portfolio.again import Opnieuw, again
from buurtwijzer.valuation.portfolio.certified import gap_of
from buurtwijzer.valuation.portfolio.exact import Solver
from buurtwijzer.valuation.portfolio.problem import BoolArray, Probleem, in_code_order


@dataclass(frozen=True, slots=True)
class Grenspunt:
    """One level of the budgets.

    Attributes:
        deel_frac: Share of the budgets in euros as they are; 1 is as they are.
        budget_eur: What they come to together.
        waarde: Value of a choice within them; NaN when none was found.
        grens: No choice is worth more; minus infinity when forced choices alone ask more.
        besteed_eur: What the choice costs; NaN when there is none.
        keuze: (n, m) the choice; None when there is none.
    """

    deel_frac: float
    budget_eur: float
    waarde: float
    grens: float
    besteed_eur: float
    keuze: BoolArray | None = field(default=None, compare=False)

    @property
    def gat_frac(self) -> float:
        """Share of the bound that may be missing; NaN when no choice was found."""
        return gap_of(self.waarde, self.grens) if np.isfinite(self.waarde) else np.nan


def frontier(
    problem: Probleem,
    levels: Sequence[float],
    *,
    gap: float,
    prijzen: FloatArray | None = None,
    solvers: Iterable[Solver | None] = (),
) -> tuple[Grenspunt, ...]:
    """Go through levels of all budgets in euros together; other limits stay.

    Args:
        problem: The problem.
        levels: Shares of the budgets, above 0.
        gap: Relative gap that is small enough.
        prijzen: Prices of another search to begin at.
        solvers: The exact solver with its time, per level from low to high; without them it is left out.

    Returns:
        Per level, the lowest first. More budget is never worth less, and a bound at more budget holds at less.
    """
    ordered, rows, columns = in_code_order(problem)
    back = np.ix_(np.argsort(rows), np.argsort(columns))
    points: list[Grenspunt] = []
    last = prijzen
    for level, solver in zip_longest(sorted(levels), solvers):
        found = again(_scaled(ordered, level), gap=gap, prijzen=last, solver=solver)
        last, point = found.prijzen, _point(ordered, level, found)
        if points and not point.waarde >= points[-1].waarde and not np.isnan(points[-1].waarde):
            before = points[-1]
            point = replace(point, waarde=before.waarde, besteed_eur=before.besteed_eur, keuze=before.keuze)
        points.append(point)
    points = [point if point.keuze is None else replace(point, keuze=point.keuze[back]) for point in points]
    best = np.inf
    for place in reversed(range(len(points))):
        best = min(best, points[place].grens)
        points[place] = replace(points[place], grens=best)
    return tuple(points)


def _scaled(problem: Probleem, level: float) -> Probleem:
    budgets = (replace(b, ten_hoogste=b.ten_hoogste * level) if b.in_euro else b for b in problem.budgetten)
    return replace(problem, budgetten=tuple(budgets))


def _point(problem: Probleem, level: float, found: Opnieuw) -> Grenspunt:
    money = [b for b in problem.budgetten if b.in_euro]
    budget = level * sum(b.ten_hoogste for b in money)
    chosen = found.keuze
    spent = np.nan if chosen is None else sum(float(b.gebruik[chosen].sum()) for b in money)
    return Grenspunt(level, budget, found.waarde, found.grens, spent, chosen)
