"""What more or less money would bring: the shadow price of each budget and the frontier, chosen anew and proven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from buurtwijzer.valuation.portfolio.again import Opnieuw, Schaduwprijs, again, shadow_price, shares_of_time
from buurtwijzer.valuation.portfolio.child import Child
from buurtwijzer.valuation.portfolio.exact import Solver
from buurtwijzer.valuation.portfolio.frontier import Grenspunt, frontier
from buurtwijzer.valuation.portfolio.milp import Answer, Milp
from buurtwijzer.valuation.portfolio.optimise import Portefeuille
from buurtwijzer.valuation.portfolio.problem import Budgetgrens, Probleem

LEVELS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
_GAP = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Rondom:
    """What is around an answer.

    Attributes:
        prijzen: Per budget in euros of the problem its shadow price; a budget of 0 has none.
        punten: The frontier.
    """

    prijzen: Mapping[str, Schaduwprijs]
    punten: tuple[Grenspunt, ...]


def that_bind(budgets: Iterable[Budgetgrens]) -> list[Budgetgrens]:
    """Leave out a budget that can not bind before another does: as much money or more, and no more use."""
    seen: list[Budgetgrens] = []
    for budget in sorted(budgets, key=lambda b: (b.ten_hoogste, b.naam)):
        if not any((budget.gebruik <= other.gebruik).all() for other in seen):
            seen.append(budget)
    return sorted(seen, key=lambda b: b.naam)


def more_and_less(
    problem: Probleem, budgets: Sequence[Budgetgrens], answer: Portefeuille, *, step: float, seconds: float
) -> Rondom:
    """Choose anew with more and with less money.

    Args:
        problem: The problem, areas and interventions in order of code.
        budgets: Every budget that was given, also those the problem can do without.
        answer: The answer with the budgets as they are.
        step: Share of a budget to change it by.
        seconds: Most time for the exact solver over all questions together; 0 leaves it out.
    """
    priced = [b for b in problem.budgetten if b.in_euro and b.ten_hoogste > 0]
    with Child(seconds) if seconds > 0 else nullcontext() as child:
        solvers = list(_solvers(child, 2 * len(priced) + len(LEVELS)))
        prices = {}
        for place, budget in enumerate(priced):
            less, more = (
                _changed(problem, budgets, budget, 1 + sign * step, answer, solvers[2 * place + (sign > 0)])
                for sign in (-1, 1)
            )
            now = answer.waarde, answer.grens
            prices[budget.naam] = shadow_price(now, less, more, step * budget.ten_hoogste)
        points = frontier(problem, LEVELS, gap=_GAP, prijzen=answer.prijzen, solvers=solvers[2 * len(priced) :])
    return Rondom(prices, points)


def _solvers(child: Child | None, number: int) -> Iterator[Solver | None]:
    for share in shares_of_time(number):
        yield None if child is None else _solver(child, share)


def _solver(child: Child, part: float) -> Solver:
    def solve(milp: Milp, share: float) -> Answer | None:
        return child.solve(milp, gap=_GAP / 2, share=part * share)

    return solve


def _changed(
    problem: Probleem,
    budgets: Sequence[Budgetgrens],
    budget: Budgetgrens,
    factor: float,
    answer: Portefeuille,
    solver: Solver | None,
) -> Opnieuw:
    """Choose anew with a budget changed, and with it those that say exactly the same."""
    others = [
        replace(b, ten_hoogste=b.ten_hoogste * factor)
        if b.ten_hoogste == budget.ten_hoogste and (b.gebruik == budget.gebruik).all()
        else b
        for b in budgets
    ]
    limits = (*that_bind(others), *(b for b in problem.budgetten if not b.in_euro))
    return again(replace(problem, budgetten=limits), gap=_GAP, prijzen=answer.prijzen, solver=solver)
