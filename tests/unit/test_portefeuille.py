"""The best plan within budgets: equal to going through every choice, never past its bound, honest about the gap."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from buurtwijzer.valuation.portfolio import highs
from buurtwijzer.valuation.portfolio.certified import certify, gap_of
from buurtwijzer.valuation.portfolio.exact import finish
from buurtwijzer.valuation.portfolio.frontier import frontier
from buurtwijzer.valuation.portfolio.independent import best_per_area, make_groups
from buurtwijzer.valuation.portfolio.lagrange import bound_at
from buurtwijzer.valuation.portfolio.optimise import optimise
from buurtwijzer.valuation.portfolio.problem import Budgetgrens, Vloer, is_feasible, make_problem
from buurtwijzer.valuation.portfolio.rest import make_rest
from tests.unit.portefeuilles import best_by_hand, city, small_problem, with_options


def _here(milp, _share):
    return highs.solve(milp, gap=0.0, seconds=20)


@pytest.mark.parametrize("make", [small_problem, with_options], ids=["los", "mogelijkheden"])
@pytest.mark.parametrize("block", range(10))
def test_equals_going_through_every_choice(block, make):
    """Ten blocks of 20 cases that have an answer; those without one on the way have none here either."""
    possible, seed = 0, 1_000 * block
    while possible < 20:
        seed += 1
        problem = make(seed)
        best, rest = best_by_hand(problem), make_rest(problem)
        if rest is None:
            assert best is None
            continue
        found = certify(rest, gap=0.0)
        final = finish(rest, found, _here, gap=0.0)
        if best is None:
            assert found.choice is None
            assert final.choice is None
            assert final.bound == -np.inf
            continue
        possible += 1
        assert found.bound.value + rest.forced_value >= best - 1e-9
        assert found.choice is None or found.choice.value + rest.forced_value <= best + 1e-9
        chosen = rest.forced | final.choice.taken.reshape(problem.shape)
        assert is_feasible(problem, chosen)
        assert final.value + rest.forced_value == pytest.approx(best, abs=1e-6)
        assert final.bound + rest.forced_value == pytest.approx(best, abs=1e-5)
        assert final.done
    assert seed < 1_000 * (block + 1), "elk blok heeft eigen gevallen"


@pytest.mark.parametrize("block", range(10))
def test_stays_within_its_certificate(block):
    """Ten blocks of 30 cases that have an answer."""
    possible, seed = 0, 1_000 * block
    while possible < 30:
        seed += 1
        draw = np.random.default_rng(seed)
        problem = city(
            int(draw.integers(3, 25)),
            m=int(draw.integers(4, 12)),
            seed=seed,
            parties=int(draw.integers(1, 4)),
            floors=int(draw.integers(0, 3)),
            tight=float(draw.uniform(0.15, 0.9)),
        )
        rest = make_rest(problem)
        items = np.flatnonzero(rest.open)
        answer = highs.solve(highs_problem(rest, items), gap=0.0, seconds=20)
        found = certify(rest, gap=0.0, tries=3)
        if answer.chosen is None:
            assert found.choice is None
            continue
        possible += 1
        best = float(rest.value[items[answer.chosen]].sum())
        assert found.bound.value >= best - 1e-6 * abs(best)
        if found.choice is not None:
            assert found.choice.value <= best + 1e-6 * abs(best)
            assert is_feasible(problem, found.choice.taken.reshape(problem.shape))
            assert found.gap >= gap_of(found.choice.value, best) - 1e-9


@pytest.mark.parametrize(("parties", "floors", "gap"), [(1, 0, 1e-4), (3, 5, 1e-3)])
def test_the_largest_municipality_gets_a_certificate_it_keeps(parties, floors, gap):
    """500 areas by 40 interventions; how long it takes is for the bench."""
    problem = city(500, parties=parties, floors=floors, seed=1)
    found = optimise(problem, seconds=0)
    assert found.keuze.shape == (500, 40)
    assert is_feasible(problem, found.keuze)
    assert found.waarde == pytest.approx(float(problem.waarde[found.keuze].sum()))
    assert found.waarde <= found.grens
    assert gap_of(found.waarde, found.grens) <= gap
    # No prices of the limits prove less than what was found.
    rest = make_rest(problem)
    draw = np.random.default_rng(2)
    for _ in range(20):
        prices = draw.exponential(1.0, len(rest.limit)) * (draw.random(len(rest.limit)) < 0.5)
        assert bound_at(rest, prices).value + rest.forced_value >= found.waarde - 1e-6


def highs_problem(rest, items):
    from buurtwijzer.valuation.portfolio.milp import core_problem

    return core_problem(rest, items, items[:0])


def test_any_prices_give_a_bound():
    problem = small_problem(9)
    rest, best = make_rest(problem), best_by_hand(problem)
    assert best is not None
    draw = np.random.default_rng(1)
    for _ in range(200):
        prices = draw.exponential(2.0, len(rest.limit)) * (draw.random(len(rest.limit)) < 0.5)
        assert bound_at(rest, prices).value + rest.forced_value >= best - 1e-9


@pytest.mark.parametrize("seed", range(40))
def test_the_best_of_an_area_with_any_exclusions(seed):
    draw = np.random.default_rng(seed)
    m = 7
    pairs = [tuple(sorted(int(i) for i in draw.choice(m, 2, replace=False))) for _ in range(int(draw.integers(0, 9)))]
    most = draw.integers(0, 5, 6)
    values = draw.normal(1, 3, (6, m))
    worth, chosen = best_per_area(values, most, make_groups(pairs, m, int(most.max())))
    bits = (np.arange(2**m)[:, None] >> np.arange(m)) & 1
    fine = np.all([(bits[:, a] & bits[:, b]) == 0 for a, b in pairs], axis=0) if pairs else np.ones(2**m, dtype=bool)
    for row in range(6):
        own = bits[fine & (bits.sum(axis=1) <= most[row])]
        assert worth[row] == pytest.approx((own @ values[row]).max())
        assert values[row][chosen[row]].sum() == pytest.approx(worth[row])
        assert chosen[row].sum() <= most[row]
        assert not any(chosen[row][a] and chosen[row][b] for a, b in pairs)


def test_a_group_that_is_too_tangled_is_refused():
    ring = [(i, (i + 1) % 40) for i in range(40)]
    with pytest.raises(ValueError, match="too many ways"):
        make_groups(ring, 40, 20)


def test_the_same_problem_in_another_order_gives_the_same_plan():
    problem = city(60, parties=2, seed=3)
    first = optimise(problem, seconds=0)
    again = optimise(problem, seconds=0)
    assert np.array_equal(first.keuze, again.keuze)
    assert (first.waarde, first.grens) == (again.waarde, again.grens)
    rows, columns = np.random.default_rng(5).permutation(60), np.random.default_rng(6).permutation(40)
    both, now = np.ix_(rows, columns), np.argsort(columns)
    other = make_problem(
        [problem.gebieden[i] for i in rows],
        [problem.interventies[j] for j in columns],
        problem.waarde[both],
        mag=problem.mag[both],
        per_gebied=3,
        capaciteit=problem.capaciteit[columns],
        budgetten=[replace(b, gebruik=b.gebruik[both]) for b in reversed(problem.budgetten)],
        sluit_uit=[(int(now[a]), int(now[b])) for a, b in problem.sluit_uit],
    )
    turned = optimise(other, seconds=0)
    assert np.array_equal(turned.keuze, first.keuze[both])
    assert turned.waarde == pytest.approx(first.waarde, abs=1e-6)


def test_equal_choices_go_to_the_lowest_code():
    problem = make_problem(
        ["BU3", "BU1", "BU2"], ["b", "a"], np.ones((3, 2)), budgetten=[Budgetgrens("x", np.ones((3, 2)), 2.0)]
    )
    found = optimise(problem, seconds=0)
    assert found.keuze.tolist() == [[False, False], [True, True], [False, False]]


def test_nothing_of_negative_value_unless_it_is_asked():
    value = [[-1.0, 5.0], [-2.0, -3.0]]
    assert optimise(make_problem(["A", "B"], ["x", "y"], value), seconds=0).keuze.tolist() == [
        [False, True],
        [False, False],
    ]
    forced = make_problem(["A", "B"], ["x", "y"], value, erin=[[False, False], [False, True]])
    found = optimise(forced, seconds=0)
    assert found.keuze.tolist() == [[False, True], [False, True]]
    assert found.waarde == found.grens == 2.0


def test_a_floor_takes_what_costs_least():
    floor = Vloer("wijk Noord", np.asarray([1]), np.ones((1, 2)), 1.0)
    found = optimise(make_problem(["A", "B"], ["x", "y"], [[1.0, 5.0], [-2.0, -3.0]], vloeren=[floor]), seconds=5)
    assert found.keuze.tolist() == [[True, True], [True, False]]
    assert not found.gulzig.houdt_zich_aan_alles


def test_the_shadow_price_is_what_another_euro_brings():
    problem = city(120, seed=2)
    more = replace(
        problem,
        budgetten=tuple(replace(b, ten_hoogste=b.ten_hoogste * 1.02) for b in problem.budgetten),
    )
    now, then = optimise(problem, seconds=0), optimise(more, seconds=0)
    extra = more.budgetten[0].ten_hoogste - problem.budgetten[0].ten_hoogste
    price = now.schaduwprijzen["partij 00"]
    assert price > 0
    # the bound is concave: its slope is at most the price here and at least the price after
    assert then.schaduwprijzen["partij 00"] * 0.98 <= (then.grens - now.grens) / extra <= price * 1.02


def test_a_budget_that_is_not_used_up_has_no_price():
    problem = city(40, tight=5.0)
    assert optimise(problem, seconds=0).schaduwprijzen == {"partij 00": 0.0}


def test_greedy_stands_beside_it_with_what_it_misses():
    problem = city(100, parties=3, seed=1)
    found = optimise(problem, seconds=0)
    assert is_feasible(problem, found.gulzig.keuze)
    assert found.gulzig.waarde == pytest.approx(problem.waarde[found.gulzig.keuze].sum())
    assert found.gulzig.tekort_frac == pytest.approx(1 - found.gulzig.waarde / found.waarde)
    assert 0 < found.gulzig.tekort_frac < 0.3
    assert found.besteed == {b.naam: pytest.approx(b.gebruik[found.keuze].sum()) for b in problem.budgetten}


def test_the_frontier_rises_and_stays_below_its_bounds():
    problem = city(80, parties=2, seed=4)
    points = frontier(problem, [1.5, 0.25, 0.5, 1.0], gap=1e-4)
    assert [point.deel_frac for point in points] == [0.25, 0.5, 1.0, 1.5]
    values, bounds = [p.waarde for p in points], [p.grens for p in points]
    assert values == sorted(values)
    assert bounds == sorted(bounds)
    assert all(v <= b for v, b in zip(values, bounds, strict=True))
    assert values[2] == pytest.approx(optimise(problem, seconds=0).waarde, rel=0.01)
    # less comes of each next euro, within what the bounds leave open
    steps = [(bounds[i + 1] - values[i]) / (points[i + 1].deel_frac - points[i].deel_frac) for i in range(3)]
    assert steps[0] > steps[2]


def test_the_frontier_tells_where_forced_choices_no_longer_fit():
    erin = np.zeros((1, 2), dtype=bool)
    erin[0, 0] = True
    problem = make_problem(
        ["A"], ["x", "y"], [[1.0, 2.0]], erin=erin, budgetten=[Budgetgrens("g", np.full((1, 2), 10.0), 20.0)]
    )
    low, high = frontier(problem, [0.25, 1.0], gap=0.0)
    assert np.isnan(low.waarde)
    assert low.grens == -np.inf
    assert (high.waarde, high.besteed_eur) == (3.0, 20.0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sluit_uit": [(0, 0)]},
        {"sluit_uit": [(0, 9)]},
        {"per_gebied": -1},
        {"capaciteit": float("nan")},
        {"budgetten": [Budgetgrens("g", np.full((1, 2), -1.0), 1.0)]},
        {"budgetten": [Budgetgrens("g", np.ones((1, 2)), -1.0)]},
        {"budgetten": [Budgetgrens("g", np.ones((1, 3)), 1.0)]},
        {"budgetten": [Budgetgrens("g", np.ones((1, 2)), 1.0), Budgetgrens("g", np.ones((1, 2)), 1.0)]},
        {"vloeren": [Vloer("w", np.asarray([0]), np.ones((2, 2)), 1.0)]},
        {"vloeren": [Vloer("w", np.asarray([0, 0]), np.ones((2, 2)), 1.0)]},
    ],
)
def test_a_problem_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError):
        make_problem(["A"], ["x", "y"], [[1.0, 2.0]], **wrong)


def test_no_areas_no_interventions():
    found = optimise(make_problem([], [], np.zeros((0, 0))), seconds=0)
    assert (found.waarde, found.grens, found.gat_frac) == (0.0, 0.0, 0.0)
