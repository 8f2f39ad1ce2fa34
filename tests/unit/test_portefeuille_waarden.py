"""The values to choose from are those of the appraisal itself, and the chosen plan keeps its budgets there too."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from buurtwijzer.rulebook.plan import Budget, Plan, PlanRegel
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.build.model import build_model
from buurtwijzer.valuation.portfolio.from_values import make_choice_problem, value_matrix
from buurtwijzer.valuation.portfolio.optimise import optimise
from tests.geladen import meegeleverd

_PLAN = Plan("p", "Proef", "niets doen", 2026, 4, 2026, ())
_N = 8


def _areas():
    draw, rules = np.random.default_rng(3), meegeleverd()
    ids = sorted({u.indicator for u in rules.uitkomsten.values() if u.indicator})
    return [
        Gebied(
            f"BU{row}",
            f"Buurt {row}",
            float(draw.integers(500, 4000)),
            float(draw.integers(250, 2000)),
            {id_: float(draw.uniform(1, 30)) for id_ in ids if draw.random() < 0.6},
            dict.fromkeys(ids, 2024),
        )
        for row in range(_N)
    ]


def _lines():
    rules = meegeleverd()
    return [
        PlanRegel(id_, "", 2.0, 2026 + place % 2, 1 if rule.kosten.ritme == "eenmalig" else 3)
        for place, (id_, rule) in enumerate(sorted(rules.interventies.items()))
    ]


@pytest.fixture(scope="module")
def table():
    return value_matrix(_PLAN, _lines(), _areas(), meegeleverd())


def test_every_value_is_that_of_the_line_by_itself(table):
    areas, lines = _areas(), _lines()
    assert table.waarde.shape == (_N, len(lines))
    for row in (0, 3, 7):
        for column, line in enumerate(lines):
            plan = replace(_PLAN, regels=(replace(line, gebied=areas[row].code),))
            found = build_model(plan, meegeleverd(), {areas[row].code: areas[row]}).model.compute()
            assert table.waarde[row, column] == pytest.approx(found["t_saldo"], rel=1e-12, abs=1e-6)
            asked = sum(float(found[f"t_kosten_j{year}"]) for year in range(1, 5))
            assert sum(cost[row, column] for cost in table.kosten.values()) == pytest.approx(asked)


def test_twice_as_much_costs_twice_as_much(table):
    more = value_matrix(_PLAN, _lines(), _areas(), meegeleverd(), np.full(table.waarde.shape, 4.0))
    assert more.waarde == pytest.approx(2 * table.waarde)


def test_the_chosen_plan_keeps_its_budgets_when_it_is_appraised(table):
    year = [cost for (partij, jaar), cost in table.kosten.items() if (partij, jaar) == (Partij.GEMEENTE, 2026)]
    budget = Budget(Partij.GEMEENTE, 2026, float(year[0].sum()) * 0.1)
    plan, rules = replace(_PLAN, budgetten=(budget,)), meegeleverd()
    mag = np.ones(table.waarde.shape, dtype=bool)
    found = optimise(make_choice_problem(table, plan, rules, mag=mag, per_gebied=3), seconds=0)
    assert found.waarde > 0
    assert found.besteed["gemeente 2026"] <= budget.bedrag_eur
    areas, lines = _areas(), _lines()
    chosen = [replace(lines[c], gebied=areas[r].code) for r, c in zip(*np.nonzero(found.keuze), strict=True)]
    model = build_model(replace(plan, regels=tuple(chosen)), rules, {a.code: a for a in areas}).model
    values = model.compute()
    assert float(values["p_gemeente_kosten_j1"]) == pytest.approx(found.besteed["gemeente 2026"])
    lines_alone = float(values["t_saldo"]) - float(values["t_samenloop_cw"])
    assert lines_alone == pytest.approx(found.waarde)


def test_what_policy_exempts_is_chosen_only_when_forced(table, monkeypatch):
    best = int(table.waarde.sum(axis=0).argmax())
    name = table.interventies[best]
    rules = meegeleverd()
    policy = next(iter(rules.beleid.values()))
    entry = type(policy).model_fields["vrij_van_rangschikking"].annotation.__args__[0](interventie=name, reden="hoort")
    exempt = policy.model_copy(update={"vrij_van_rangschikking": [entry], "actief": True})
    rules = replace(rules, beleid={policy.id: exempt})
    mag = np.ones(table.waarde.shape, dtype=bool)
    free = optimise(make_choice_problem(table, _PLAN, rules, mag=mag, per_gebied=3), seconds=0)
    assert not free.keuze[:, best].any()
    erin = np.zeros(table.waarde.shape, dtype=bool)
    erin[2, best] = True
    forced = optimise(make_choice_problem(table, _PLAN, rules, mag=mag, per_gebied=3, erin=erin), seconds=0)
    assert np.flatnonzero(forced.keuze[:, best]).tolist() == [2]
