"""What a euro more brings and a euro less costs: an interval, and the truth by every choice is within it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.valuation.budget_changes import LEVELS, more_and_less
from buurtwijzer.valuation.portfolio.again import again
from buurtwijzer.valuation.portfolio.optimise import optimise
from buurtwijzer.valuation.portfolio.problem import Budgetgrens, Probleem, is_feasible, make_problem
from tests.unit.portefeuilles import best_by_hand, city, small_problem

_STEP = 0.05


def _with(problem: Probleem, budget: Budgetgrens, factor: float) -> Probleem:
    changed = replace(budget, ten_hoogste=budget.ten_hoogste * factor)
    return replace(problem, budgetten=tuple(changed if b is budget else b for b in problem.budgetten))


def test_the_truth_is_within_the_interval() -> None:
    held = 0
    for seed in range(12):
        problem = small_problem(seed)
        try:
            answer = optimise(problem, seconds=0)
        except InputError:
            continue
        found = more_and_less(problem, problem.budgetten, answer, step=_STEP, seconds=0).prijzen
        for budget in problem.budgetten:
            if budget.naam not in found:
                continue
            price, step = found[budget.naam], _STEP * budget.ten_hoogste
            less, now, more = (best_by_hand(_with(problem, budget, factor)) for factor in (1 - _STEP, 1.0, 1 + _STEP))
            assert now is not None
            assert more is not None
            assert price.stap == pytest.approx(step)
            assert price.meer[0] - 1e-6 <= (more - now) / step <= price.meer[1] + 1e-6
            if price.minder is not None:
                assert less is not None
                assert price.minder[0] - 1e-6 <= (now - less) / step <= price.minder[1] + 1e-6
            held += 1
    assert held > 4


def test_the_solver_narrows_what_the_fast_answer_leaves_open() -> None:
    problem = city(12, seed=3, parties=2, m=12)
    fast, exact = optimise(problem, seconds=0), optimise(problem, seconds=4)
    wide = more_and_less(problem, problem.budgetten, fast, step=_STEP, seconds=0).prijzen
    narrow = more_and_less(problem, problem.budgetten, exact, step=_STEP, seconds=4).prijzen
    widths = [sum(p.meer[1] - p.meer[0] for p in prices.values()) for prices in (wide, narrow)]
    assert widths[1] < widths[0]
    for name, price in narrow.items():
        assert price.meer[0] <= wide[name].meer[1] + 1e-9
        assert wide[name].meer[0] <= price.meer[1] + 1e-9


def test_every_point_of_the_frontier_has_its_gap_and_its_choice() -> None:
    problem = city(40, seed=5, parties=2)
    answer = optimise(problem, seconds=1)
    points = more_and_less(problem, problem.budgetten, answer, step=_STEP, seconds=2).punten
    assert [point.deel_frac for point in points] == list(LEVELS)
    for point in points:
        budgets = tuple(replace(b, ten_hoogste=b.ten_hoogste * point.deel_frac) for b in problem.budgetten)
        assert point.keuze is not None
        assert is_feasible(replace(problem, budgetten=budgets), point.keuze)
        assert point.gat_frac == pytest.approx((point.grens - point.waarde) / point.grens, abs=1e-12)
        assert point.gat_frac < 1e-2


def test_without_so_much_nothing_fits() -> None:
    erin = np.asarray([[True, False]])
    budget = Budgetgrens("g", np.asarray([[10.0, 5.0]]), 10.0)
    problem = make_problem(["A"], ["x", "y"], [[1.0, 2.0]], erin=erin, budgetten=[budget])
    answer = optimise(problem, seconds=0)
    price = more_and_less(problem, [budget], answer, step=0.5, seconds=0).prijzen["g"]
    assert price.minder is None
    assert np.isnan(price.gaten_frac[0])
    assert price.meer == pytest.approx((0.4, 0.4), abs=1e-5)


def test_two_budgets_that_say_the_same_are_changed_together() -> None:
    use = np.asarray([[10.0, 4.0]])
    both = [Budgetgrens("g 2026", use, 10.0), Budgetgrens("g 2027", use, 10.0)]
    problem = make_problem(["A"], ["x", "y"], [[5.0, 2.0]], budgetten=both[:1])
    answer = optimise(problem, seconds=0)
    found = more_and_less(problem, both, answer, step=0.4, seconds=0).prijzen
    assert found["g 2026"].meer == pytest.approx((0.5, 0.5), abs=1e-5)


def test_prices_of_other_limits_are_left_aside() -> None:
    problem = city(30, seed=1)
    found = again(problem, gap=1e-4, prijzen=np.zeros(3))
    assert found.keuze is not None
    assert found.waarde <= found.grens
