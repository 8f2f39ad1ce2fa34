"""The list of options: each is worth what it is worth as a plan, and the answer is the best of the whole list."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from buurtwijzer.assessment import Options
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.table import BuurtData
from buurtwijzer.pipeline import assess
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Budget, Keuzegrens, Plan, PlanRegel
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.rulebook.schema.plannen import Grenssoort
from buurtwijzer.valuation.appraise import appraise
from buurtwijzer.valuation.best_plan import optimise
from buurtwijzer.valuation.candidates import find_candidates
from buurtwijzer.valuation.portfolio.optimise import optimise as solve
from buurtwijzer.valuation.portfolio.problem import is_feasible, make_problem, per_intervention
from tests.unit.portefeuilles import city_with_options

_IPS_AREA = "BU99990204"
_YEARS = range(2026, 2031)


def _basis(budgetten: dict[Partij, float], jaren: range = _YEARS) -> Plan:
    money = tuple(Budget(partij, year, amount) for partij, amount in budgetten.items() for year in jaren)
    return Plan("beste", "Beste plan", "Niets extra.", 2026, 5, 2026, (), money)


_BOTH = {Partij.GEMEENTE: 1e6, Partij.ZORGVERZEKERAAR: 1e6, Partij.CORPORATIE: 1e6}


def test_an_option_is_worth_what_it_is_worth_as_a_plan(data: BuurtData, regels: Rulebook) -> None:
    basis = _basis(_BOTH)
    found = find_candidates(basis, assess(data, regels, Options(alle=True)), data, regels)
    draw = np.random.default_rng(1)
    keys = sorted(found)
    several = 0
    for key in (keys[at] for at in draw.choice(len(keys), 25, replace=False)):
        made = found[key]
        option = int(draw.integers(len(made.opties)))
        (line,) = made.regels(option)
        values = appraise(replace(basis, regels=(line,)), data, regels, simuleer=False).waarden
        assert values["t_saldo"] == pytest.approx(made.saldo[option], rel=1e-9, abs=1e-6)
        for partij, paid in made.kosten.items():
            own = [values.get(f"p_{partij.value}_kosten_j{year}", 0.0) for year in range(1, 6)]
            assert own == pytest.approx(paid[option].tolist(), rel=1e-9, abs=1e-6)
        several += len(line.verdeling) > 1
        assert [naam for naam in ("check_bereik", "check_bevoegd", "check_verdeling") if values[naam] == 0] == []
    assert several, "geen enkele verdeling over meer partijen getroffen"


def test_every_payer_every_year_and_half_the_number_are_in_the_list(data: BuurtData, regels: Rulebook) -> None:
    """The half of IPS for both payers, a plan of a judge, is an option."""
    found = find_candidates(_basis(_BOTH), assess(data, regels, Options(alle=True)), data, regels)
    ips = found[_IPS_AREA, "ips"]
    lines = [ips.regels(at)[0] for at in range(len(ips.opties))]
    half = {Partij.ZORGVERZEKERAAR: 0.5, Partij.GEMEENTE: 0.5}
    assert PlanRegel("ips", _IPS_AREA, 20.0, 2026, 1, half) in lines
    assert {line.start_jaar for line in lines} == set(_YEARS)
    assert {line.aantal for line in lines} == {10.0, 20.0}
    assert {tuple(sorted(line.verdeling)) for line in lines} == {
        (Partij.GEMEENTE,),
        (Partij.ZORGVERZEKERAAR,),
        (Partij.GEMEENTE, Partij.ZORGVERZEKERAAR),
    }


def test_nobody_pays_in_a_year_without_a_budget(data: BuurtData, regels: Rulebook) -> None:
    found = find_candidates(
        _basis({Partij.GEMEENTE: 1e6}, range(2027, 2029)), assess(data, regels, Options(alle=True)), data, regels
    )
    assert found
    for made in found.values():
        assert set(made.kosten) == {Partij.GEMEENTE}
        assert not made.kosten[Partij.GEMEENTE][:, [0, 3, 4]].any()


@pytest.mark.parametrize(
    ("gemeente", "zorg", "jaren"),
    [(70_000.0, 65_000.0, 2), (150_000.0, 1.0, 1), (1.0, 150_000.0, 2), (40_000.0, 90_000.0, 3)],
)
def test_equals_going_through_the_whole_list(
    gemeente: float, zorg: float, jaren: int, data: BuurtData, regels: Rulebook
) -> None:
    """One option or none per intervention and area, at most three interventions per area: all of them tried."""
    basis = _basis({Partij.GEMEENTE: gemeente, Partij.ZORGVERZEKERAAR: zorg}, range(2026, 2026 + jaren))
    found = find_candidates(basis, assess(data, regels, Options(alle=True)), data, regels)
    budgets = [(b.partij, b.jaar - 2026, b.bedrag_eur) for b in basis.budgetten]
    groups = []
    for made in found.values():
        use = np.array([[made.kosten.get(p, np.zeros((len(made.opties), 5)))[at, t] for p, t, _ in budgets]
                        for at in range(len(made.opties))])  # fmt: skip
        good = (made.saldo > 0) & (use <= [amount + 1e-9 for *_, amount in budgets]).all(axis=1)
        if good.any():
            groups.append([(0.0, np.zeros(len(budgets))), *zip(made.saldo[good], use[good], strict=True)])
    assert np.prod([len(group) for group in groups]) < 500_000
    best = 0.0
    for choice in product(*groups):
        if (sum(use for _, use in choice) <= [amount + 1e-9 for *_, amount in budgets]).all():
            best = max(best, sum(value for value, _ in choice))
    answer = optimise(basis, data, regels, Options())
    assert answer.gevonden.waarde == pytest.approx(best, abs=0.01)
    assert answer.gevonden.grens == pytest.approx(best, abs=0.01)


def test_what_has_to_be_chosen_may_be_any_option(data: BuurtData, regels: Rulebook) -> None:
    must = Keuzegrens(Grenssoort.ZEKER, "ips", gebied=_IPS_AREA)
    basis = _basis({Partij.GEMEENTE: 70_000.0})
    found = optimise(replace(basis, grenzen=(must,)), data, regels, Options())
    assert found.plan is not None
    assert [(r.interventie, r.gebied, r.aantal) for r in found.plan.regels if r.gebied == _IPS_AREA] == [
        ("ips", _IPS_AREA, 10.0)
    ]
    with pytest.raises(InputError, match="W201") as error:
        optimise(replace(_basis({Partij.GEMEENTE: 100.0}), grenzen=(must,)), data, regels, Options())
    assert f"'ips' moet in {_IPS_AREA}" in error.value.issues[0].message


def test_many_options_keep_every_limit_near_the_bound() -> None:
    problem = city_with_options(150, seed=1)
    found = solve(problem, seconds=0)
    assert is_feasible(problem, found.keuze)
    assert per_intervention(problem, found.keuze).max() == 1
    assert found.gat_frac < 5e-4
    both = np.zeros(problem.shape, dtype=bool)
    row = int(np.flatnonzero(problem.mag[:, 0])[0])
    both[row, :2] = True
    assert not is_feasible(problem, both)


def test_an_intervention_without_an_option_is_refused() -> None:
    with pytest.raises(ValueError, match="no option"):
        make_problem(["BU1"], ["a | 1", "a | 2"], [[1.0, 2.0]], optie_van=[0, 2])
