"""What more or less money would bring: per level a choice and a bound, each begun where the last ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from buurtwijzer.valuation.portfolio.certified import Certified, certify
from buurtwijzer.valuation.portfolio.problem import BoolArray, Probleem, in_code_order
from buurtwijzer.valuation.portfolio.rest import make_rest

_TRIES = 3


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


def frontier(problem: Probleem, levels: Sequence[float], *, gap: float) -> tuple[Grenspunt, ...]:
    """Go through levels of all budgets in euros together; other limits stay.

    Args:
        problem: The problem.
        levels: Shares of the budgets, above 0.
        gap: Relative gap that is small enough.

    Returns:
        Per level, the lowest first. More budget is never worth less, and a bound at more budget holds at less.
    """
    ordered, rows, columns = in_code_order(problem)
    back = np.ix_(np.argsort(rows), np.argsort(columns))
    points: list[Grenspunt] = []
    last: Certified | None = None
    for level in sorted(levels):
        at_level = _scaled(ordered, level)
        last, point = _point(at_level, level, last, gap)
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


def _point(problem: Probleem, level: float, last: Certified | None, gap: float) -> tuple[Certified | None, Grenspunt]:
    budget = sum(b.ten_hoogste for b in problem.budgetten if b.in_euro)
    rest = make_rest(problem)
    if rest is None:
        return last, Grenspunt(level, budget, np.nan, -np.inf, np.nan)
    found = certify(rest, gap=gap, start=None if last is None else last.bound, tries=_TRIES)
    bound = found.bound.value + rest.forced_value
    if found.choice is None:
        return found, Grenspunt(level, budget, np.nan, bound, np.nan)
    chosen = rest.forced | found.choice.taken.reshape(rest.n, rest.m)
    spent = sum(float(b.gebruik[chosen].sum()) for b in problem.budgetten if b.in_euro)
    value = found.choice.value + rest.forced_value
    return found, Grenspunt(level, budget, value, max(bound, value), spent, chosen)
