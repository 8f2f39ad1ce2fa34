"""The best plan within budgets: a certified answer first, then the exact solver for a while, the better of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.dutch import format_number
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.valuation.portfolio.certified import Certified, certify, gap_of
from buurtwijzer.valuation.portfolio.child import Child
from buurtwijzer.valuation.portfolio.clash import find_clash
from buurtwijzer.valuation.portfolio.exact import Finished, finish
from buurtwijzer.valuation.portfolio.fill import Choice
from buurtwijzer.valuation.portfolio.greedy import greedy
from buurtwijzer.valuation.portfolio.issue_kinds import W201, W202
from buurtwijzer.valuation.portfolio.problem import BoolArray, Probleem, in_code_order, is_feasible
from buurtwijzer.valuation.portfolio.rest import Rest, make_rest

_CLASH_S = 10.0
_PLACE = "portefeuille"


@dataclass(frozen=True, slots=True, eq=False)
class Gulzig:
    """The choice by value per euro, for comparison.

    Attributes:
        keuze: (n, m) choice.
        waarde: Its value.
        tekort_frac: Share of the value of the answer it misses.
        houdt_zich_aan_alles: Whether it also meets the floors.
    """

    keuze: BoolArray
    waarde: float
    tekort_frac: float
    houdt_zich_aan_alles: bool


@dataclass(frozen=True, slots=True, eq=False)
class Portefeuille:
    """The answer, in the order of the problem.

    Attributes:
        keuze: (n, m) what to do where.
        waarde: What it is worth.
        grens: Proven: no choice within the limits is worth more.
        gat_frac: Share of the bound that may be missing.
        uitgerekend: Whether the exact solver came to its end, or was not needed.
        schaduwprijzen: Per budget its price in the bound: what one more euro (or hour) would bring the bound itself.
        prijzen: The price of every limit, in order of code, to begin another search at.
        besteed: Per budget what the choice uses.
        gulzig: The choice by value per euro.
    """

    keuze: BoolArray
    waarde: float
    grens: float
    gat_frac: float
    uitgerekend: bool
    schaduwprijzen: Mapping[str, float]
    prijzen: FloatArray
    besteed: Mapping[str, float]
    gulzig: Gulzig


def optimise(problem: Probleem, *, seconds: float, gap: float = 1e-4) -> Portefeuille:
    """Find the best choice.

    Args:
        problem: What can be chosen, within which limits.
        seconds: Most time for the exact solver; 0 leaves it out. Only an answer it did not finish depends on the
            machine; `Portefeuille.uitgerekend` tells.
        gap: Share of the bound that may be missing; a certified answer this good needs no solver.

    Raises:
        InputError: No choice keeps all limits (W201 names which do not go together), or none was found in time (W202).
    """
    ordered, rows, columns = in_code_order(problem)
    rest = make_rest(ordered)
    if rest is None:
        raise _no_choice(ordered, seconds)
    found, final = _search(rest, seconds, gap)
    if final.choice is None:
        raise _no_choice(ordered, seconds)
    prices = {b.naam: float(p) for b, p in zip(ordered.budgetten, found.bound.prices, strict=False)}
    return _answer(problem, rest, final, (prices, found.bound.prices), _back(rows, columns))


def _search(rest: Rest, seconds: float, gap: float) -> tuple[Certified, Finished]:
    """Give the certified answer and what came of it; the solver loads meanwhile."""
    if seconds <= 0:
        found = certify(rest, gap=gap)
        return found, Finished(found.choice, found.bound.value, done=found.gap <= gap)
    with Child(seconds) as child:
        found = certify(rest, gap=gap)
        if found.gap <= gap:
            return found, Finished(found.choice, found.bound.value, done=True)
        return found, finish(rest, found, lambda milp, share: child.solve(milp, gap=gap / 2, share=share), gap=gap)


def _answer(
    problem: Probleem,
    rest: Rest,
    final: Finished,
    prices: tuple[Mapping[str, float], FloatArray],
    back: tuple[IntArray, IntArray],
) -> Portefeuille:
    assert final.choice is not None  # noqa: S101 - the caller looked
    chosen, value = _whole(rest, final.choice, back), final.value + rest.forced_value
    bound = max(value, final.bound + rest.forced_value)
    simple = greedy(rest, _cost(problem, back))
    simple_value, simple_choice = simple.value + rest.forced_value, _whole(rest, simple, back)
    return Portefeuille(
        chosen,
        value,
        bound,
        gap_of(value, bound),
        final.done,
        {b.naam: prices[0][b.naam] for b in problem.budgetten},
        prices[1],
        {b.naam: float(b.gebruik[chosen].sum()) for b in problem.budgetten},
        Gulzig(
            simple_choice,
            simple_value,
            0.0 if value == 0 else (value - simple_value) / abs(value),
            is_feasible(problem, simple_choice),
        ),
    )


def _cost(problem: Probleem, back: tuple[IntArray, IntArray]) -> FloatArray:
    total = np.zeros(problem.shape)
    for budget in problem.budgetten:
        if budget.in_euro:
            total += budget.gebruik
    rows, columns = (np.argsort(order) for order in back)
    return np.asarray(total[np.ix_(rows, columns)].ravel())


def _back(rows: IntArray, columns: IntArray) -> tuple[IntArray, IntArray]:
    return np.argsort(rows), np.argsort(columns)


def _whole(rest: Rest, choice: Choice, back: tuple[IntArray, IntArray]) -> BoolArray:
    """Give a choice with what was forced, in the order of the user."""
    return np.asarray((rest.forced | choice.taken.reshape(rest.n, rest.m))[np.ix_(*back)])


def _no_choice(problem: Probleem, seconds: float) -> InputError:
    with Child(max(seconds, _CLASH_S)) as child:
        clash = find_clash(problem, child.explain)
    if clash is None:
        return InputError([W202.at(_PLACE, seconden=format_number(seconds))])
    return InputError([W201.at(_PLACE, regels="; ".join(clash.regels))])
