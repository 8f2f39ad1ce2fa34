"""Limits in a plan on the choice: every kind reaches the problem, and what clashes among all kinds is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.assessment import Options
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data.table import BuurtData
from buurtwijzer.reporting.best_plan_rows import limit_rows
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Budget, Keuzegrens, Plan, PlanRegel
from buurtwijzer.rulebook.plan_writing import plan_text
from buurtwijzer.rulebook.plans import read_plan
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.rulebook.schema.plannen import Grenssoort
from buurtwijzer.valuation.best_plan import BestePlan, optimise
from buurtwijzer.valuation.portfolio.problem import OPTIE, is_feasible

_AREA, _WIJK = "BU99990202", "WK999902"


def _basis(*grenzen: Keuzegrens, bedrag: float = 1e6, regels: tuple[PlanRegel, ...] = ()) -> Plan:
    money = tuple(Budget(p, year, bedrag) for p in (Partij.GEMEENTE, Partij.CORPORATIE) for year in range(2026, 2031))
    return Plan("beste", "Beste plan", "Niets extra.", 2026, 5, 2026, regels, money, grenzen=grenzen)


@pytest.fixture(scope="module")
def free(data: BuurtData, regels: Rulebook) -> BestePlan:
    return optimise(_basis(), data, regels, Options(), seconden=0)


def _id(found: BestePlan, column: int) -> str:
    return found.probleem.interventies[column].partition(OPTIE)[0]


def _chosen(found: BestePlan) -> list[tuple[str, str]]:
    return [] if found.plan is None else [(regel.gebied, regel.interventie) for regel in found.plan.regels]


def test_what_is_ruled_out_in_one_area_may_be_elsewhere(free: BestePlan, data: BuurtData, regels: Rulebook) -> None:
    code, id_ = _chosen(free)[0]
    found = optimise(_basis(Keuzegrens(Grenssoort.NIET, id_, gebied=code)), data, regels, Options(), seconden=0)
    assert (code, id_) not in _chosen(found)
    out = found.probleem.uit & found.probleem.mag
    assert {(found.probleem.gebieden[row], _id(found, column)) for row, column in np.argwhere(out)} == {(code, id_)}
    nowhere = optimise(_basis(Keuzegrens(Grenssoort.NIET, id_)), data, regels, Options(), seconden=0)
    assert id_ not in {_id(nowhere, column) for column in range(len(nowhere.probleem.interventies))}


def test_what_has_to_be_chosen_is_in_also_when_it_costs_value(
    free: BestePlan, data: BuurtData, regels: Rulebook
) -> None:
    cheap = sum(b.gebruik for b in free.budgetten) < 50_000
    open_ = np.argwhere(free.probleem.mag & ~free.gevonden.keuze & cheap)
    row, column = min(open_, key=lambda at: free.probleem.waarde[tuple(at)])
    key = free.probleem.gebieden[row], _id(free, column)
    found = optimise(_basis(Keuzegrens(Grenssoort.ZEKER, key[1], gebied=key[0])), data, regels, Options(), seconden=0)
    assert key in _chosen(found)
    assert found.gevonden.waarde <= free.gevonden.waarde


def test_what_cannot_be_chosen_there_is_told_at_its_place(data: BuurtData, regels: Rulebook) -> None:
    limits = [
        Keuzegrens(Grenssoort.ZEKER, "verkoop_huurwoningen", gebied=_AREA, plaats=FilePlace("p.yaml", 9, 3)),
        Keuzegrens(Grenssoort.NIET, "maatje", gebied="BU00000001", plaats=FilePlace("p.yaml", 10, 3)),
        Keuzegrens(Grenssoort.ONDERGRENS, gebied="WK000000", aantal=1.0),
    ]
    with pytest.raises(InputError) as error:
        optimise(_basis(*limits), data, regels, Options(), seconden=0)
    told = [str(issue) for issue in error.value.issues]
    assert sorted(issue.code for issue in error.value.issues) == ["W411", "W412", "W412"]
    assert any(
        text.startswith("p.yaml:9:3: [W411] 'verkoop_huurwoningen' moet van een grens in BU99990202") for text in told
    )
    assert any("noemt WK000000" in text for text in told)


def test_a_floor_for_one_wijk_goes_before_that_for_all(data: BuurtData, regels: Rulebook) -> None:
    limits = (
        Keuzegrens(Grenssoort.ONDERGRENS, aantal=1.0),
        Keuzegrens(Grenssoort.ONDERGRENS, gebied=_WIJK, aantal=3.0),
    )
    found = optimise(_basis(*limits), data, regels, Options(), seconden=0)
    assert {floor.naam[-9:-1]: floor.ten_minste for floor in found.probleem.vloeren} == {
        "WK999901": 1.0,
        "WK999902": 3.0,
        "WK999903": 1.0,
    }


def test_capacity_in_places_and_in_fte_limits_each_year(free: BestePlan, data: BuurtData, regels: Rulebook) -> None:
    assert free.plan is not None
    line = next(r for r in free.plan.regels if regels.interventies[r.interventie].kosten.per == "deelnemer")
    places = Keuzegrens(Grenssoort.CAPACITEIT, line.interventie, jaar=2026, aantal=line.aantal)
    party = regels.interventies[line.interventie].trekker
    staff = Keuzegrens(Grenssoort.CAPACITEIT, partij=Partij.GEMEENTE, eenheid="fte", aantal=1.0)
    found = optimise(_basis(places, staff), data, regels, Options(), seconden=0)
    assert found.plan is not None
    assert sum(r.aantal for r in found.plan.regels if r.interventie == line.interventie) <= line.aantal
    by_gemeente = [regels.interventies[r.interventie] for r in found.plan.regels]
    assert sum(rule.trekker is Partij.GEMEENTE and rule.kosten.per == "fte" for rule in by_gemeente) <= 1
    assert {b.naam for b in found.capaciteiten} == {
        f"{line.interventie} 2026 (deelnemer)",
        *(f"gemeente {year} (fte)" for year in range(2026, 2031)),
    }
    rows = limit_rows(found)
    assert [row.soort for row in rows] == ["capaciteit"] * 6
    assert all(row.gebruikt <= row.ten_hoogste for row in rows)
    assert is_feasible(found.probleem, found.gevonden.keuze)
    assert party in Partij


def test_a_budget_of_one_year_binds_in_that_year_only(data: BuurtData, regels: Rulebook) -> None:
    basis = _basis()
    poor = tuple(replace(b, bedrag_eur=0.0) if b.jaar == 2027 else b for b in basis.budgetten)
    found = optimise(replace(basis, budgetten=poor), data, regels, Options(), seconden=0)
    used = {budget.naam: found.besteed(budget) for budget in found.budgetten}
    assert used["gemeente 2027"] == used["corporatie 2027"] == 0
    assert used["gemeente 2026"] > 0


def test_of_every_kind_of_limit_the_smallest_set_that_clashes_is_named(data: BuurtData, regels: Rulebook) -> None:
    """Every kind at once; what asks too much is a forced line, its capacity, and nothing else."""
    line = PlanRegel("maatje", _AREA, 60.0, 2026)
    others = (
        Keuzegrens(Grenssoort.NIET, "schuldhulp", gebied=_AREA),
        Keuzegrens(Grenssoort.NIET_SAMEN, "maatje", "schuldhulp"),
        Keuzegrens(Grenssoort.GEBIEDEN, "maatje", aantal=5.0),
        Keuzegrens(Grenssoort.ONDERGRENS, aantal=1.0),
        Keuzegrens(Grenssoort.CAPACITEIT, partij=Partij.GEMEENTE, eenheid="fte", aantal=50.0),
    )
    assert optimise(_basis(*others, regels=(line,)), data, regels, Options(), seconden=0).plan is not None
    places = Keuzegrens(Grenssoort.CAPACITEIT, "maatje", jaar=2026, aantal=40.0)
    with pytest.raises(InputError, match="W201") as error:
        optimise(_basis(*others, places, regels=(line,)), data, regels, Options(), seconden=0)
    (issue,) = error.value.issues
    _, _, rules = issue.message.partition("Dit gaat niet samen: ")
    assert set(rules.rstrip(".").split("; ")) == {
        f"'maatje' moet in {_AREA}",
        "capaciteit maatje 2026 (deelnemer): ten hoogste 40 deelnemer",
    }


@pytest.mark.parametrize(
    ("grens", "woorden"),
    [
        (Keuzegrens(Grenssoort.NIET, "maatje"), "'maatje' mag van u niet"),
        (Keuzegrens(Grenssoort.NIET, "maatje", gebied=_AREA), "'maatje' mag van u niet"),
        (Keuzegrens(Grenssoort.GEBIEDEN, "maatje", aantal=0.0), "'maatje' in ten hoogste 0 gebieden"),
        (Keuzegrens(Grenssoort.CAPACITEIT, "maatje", aantal=59.0), "capaciteit maatje 2026 (deelnemer)"),
        (Keuzegrens(Grenssoort.ONDERGRENS, gebied=_WIJK, aantal=40.0), "ondergrens "),
    ],
)
def test_each_kind_is_named_when_it_clashes(grens: Keuzegrens, woorden: str, data: BuurtData, regels: Rulebook) -> None:
    with pytest.raises(InputError, match="W201") as error:
        optimise(_basis(grens, regels=(PlanRegel("maatje", _AREA, 60.0, 2026),)), data, regels, Options(), seconden=0)
    assert woorden in error.value.issues[0].message


def test_limits_are_written_as_they_are_read(regels: Rulebook, tmp_path: Path) -> None:
    limits = (
        Keuzegrens(Grenssoort.NIET, "maatje", gebied=_AREA),
        Keuzegrens(Grenssoort.ZEKER, "schuldhulp", gebied=_AREA),
        Keuzegrens(Grenssoort.NIET_SAMEN, "maatje", "schuldhulp"),
        Keuzegrens(Grenssoort.GEBIEDEN, "maatje", aantal=3.0),
        Keuzegrens(Grenssoort.CAPACITEIT, "maatje", jaar=2027, aantal=62.5),
        Keuzegrens(Grenssoort.CAPACITEIT, partij=Partij.WELZIJN, eenheid="fte", aantal=4.0),
        Keuzegrens(Grenssoort.ONDERGRENS, gebied=_WIJK, aantal=2.0),
    )
    path = tmp_path / "plan.yaml"
    path.write_text(plan_text([_basis(*limits)]), encoding="utf-8")
    (found,) = read_plan(path, regels, zonder_regels=True)
    assert found == _basis(*limits)
    assert found.grenzen[0].plaats == FilePlace("plan.yaml", 41, 9)


_FILE = """\
plannen:
  - id: p
    naam: P
    nulalternatief: Niets.
    start_jaar: 2026
    prijspeil: 2026
    regels: []
    grenzen:
      - """


@pytest.mark.parametrize(
    ("grens", "plaats", "code", "woorden"),
    [
        ("{soort: nooit}", "9:17", "R2", ""),
        ("{soort: niet}", "9:9", "R606", "ontbreekt 'interventie'"),
        ("{soort: niet, interventie: matje}", "9:23", "W120", "Bedoelt u 'maatje'?"),
        ("{soort: niet, interventie: maatje, aantal: 3}", "9:44", "R607", "'aantal' doet niets bij een grens 'niet'"),
        ("{soort: zeker, interventie: maatje}", "9:9", "R606", "ontbreekt 'gebied'"),
        ("{soort: niet_samen, interventie: maatje, ander: maatje}", "9:50", "R608", "staat hier twee keer"),
        ("{soort: gebieden, interventie: maatje, aantal: 2.5}", "9:48", "R608", "geen heel getal"),
        ("{soort: gebieden, interventie: maatje, aantal: -1}", "9:56", "R301", ""),
        ("{soort: capaciteit, aantal: 3}", "9:9", "R606", "'interventie' of 'partij'"),
        ("{soort: capaciteit, partij: stad, aantal: 3}", "9:29", "W120", "Er is geen partij 'stad'"),
        ("{soort: capaciteit, partij: gemeente, aantal: 3}", "9:9", "R606", "'eenheid'"),
        ("{soort: capaciteit, interventie: maatje, jaar: 2040, aantal: 3}", "9:50", "W122", "2040 valt buiten"),
        ("{soort: capaciteit, interventie: maatje, eenheid: fte, aantal: 3}", "9:50", "R608", "niet per fte"),
        ("{soort: capaciteit, interventie: maatje, partij: politie, aantal: 3}", "9:50", "R608", "niet door politie"),
        ("{soort: ondergrens, aantal: 1}\n      - {soort: ondergrens, aantal: 1}", "10:9", "W126", "Deze grens"),
    ],
)
def test_a_mistake_in_a_file_is_told_at_its_line_and_column(
    grens: str, plaats: str, code: str, woorden: str, regels: Rulebook, tmp_path: Path
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(f"{_FILE}{grens}\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_plan(path, regels, zonder_regels=True)
    told = [str(issue) for issue in error.value.issues]
    assert any(text.startswith(f"plan.yaml:{plaats}: [{code}") and woorden in text for text in told), told


def test_a_plan_without_lines_is_only_for_a_choice(regels: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(f"{_FILE}{{soort: ondergrens, aantal: 1}}\n", encoding="utf-8")
    assert read_plan(path, regels, zonder_regels=True)[0].regels == ()
    with pytest.raises(InputError, match="R609") as error:
        read_plan(path, regels)
    assert str(error.value.issues[0].place) == "plan.yaml:7:5"
