"""What may be a slip in a plan is told; what cannot be is refused, with all the rest and in the order of the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import buurtwijzer
from buurtwijzer.core.issues import IssueKind, Severity, sort_issues
from buurtwijzer.core.places import CellPlace, FilePlace
from buurtwijzer.rulebook.plan import EigenWaarde, Plan
from buurtwijzer.rulebook.plan_doubts import decided_later, doubts
from buurtwijzer.rulebook.plans import read_plan
from buurtwijzer.valuation.build.own_amounts import own_told
from tests.geladen import meegeleverd
from tests.unit.waarde.boek import baat, boek, effect, interventie, kosten, model, plan, prijs, regel, uitkomst

BOEK = boek(
    [interventie("x", effect("u", 0.1), kosten=kosten(10_000, 8_000, 15_000))],
    [uitkomst("u", baat("p"))],
    [prijs("p", 500, 300, 900)],
)
GOED = EigenWaarde(600.0, "controller sociaal domein", date(2024, 3, 1), "de offerte van dit jaar")


def codes(plan_: Plan) -> list[str]:
    return [issue.code for issue in doubts(plan_, BOEK)]


def own(**anders: object) -> Plan:
    return plan(regel("x", eigen={"bedrag": replace(GOED, **anders)}))  # type: ignore[arg-type]


def test_nothing_is_told_of_a_plan_in_order() -> None:
    assert codes(plan(regel("x"), eigen_prijzen={"p": GOED})) == []
    assert codes(own()) == []


@pytest.mark.parametrize("functie", ["Jan Jansen", "Piet van der Berg", "Els Jacobs-Visser"])
def test_a_name_where_a_function_belongs_is_told(functie: str) -> None:
    assert codes(own(functie=functie)) == ["W146"]
    assert codes(plan(regel("x", eigenaar=functie))) == ["W146"]


@pytest.mark.parametrize(
    "functie", ["Controller", "Concern Controller", "Manager Wonen", "hoofd inkoop", "Wijkteam Zuid"]
)
def test_a_function_is_no_name(functie: str) -> None:
    assert codes(own(functie=functie)) == []


def test_slips_are_told() -> None:
    assert codes(own(reden="x")) == ["W147"]
    assert codes(plan(regel("x"), prijspeil=2035)) == ["W147"]
    assert codes(plan(regel("x"), regel("x", aantal=2.0))) == ["W142"]
    assert codes(plan(regel("x"), regel("x", start_jaar=2025))) == []
    assert [i.code for i in decided_later(own(datum=date(2030, 1, 1)), date(2026, 11, 22))] == ["W147"]
    assert list(decided_later(own(), date(2026, 11, 22))) == []


def test_half_a_participant_is_told() -> None:
    rules = meegeleverd()
    id_ = next(id_ for id_, rule in rules.interventies.items() if rule.kosten.per == "deelnemer")
    assert [i.code for i in doubts(plan(regel(id_, aantal=1.5)), rules)] == ["W147"]


def test_own_values_without_a_range_or_grade_are_told() -> None:
    found = {issue.code: issue.message for issue in own_told(model(own(), BOEK))}
    assert set(found) == {"W143", "W144"}
    assert "'offerte': 5 %" in found["W144"]
    assert list(own_told(model(own(laag=500.0, hoog=700.0, grondslag="schatting"), BOEK))) == []


def test_line_nine_is_before_line_forty_six() -> None:
    kind = IssueKind("W199", Severity.FOUT, "x", "x", "x")
    places = [FilePlace("plan.yaml", 46, 1), FilePlace("plan.yaml", 9, 3), CellPlace("a.xlsx", "Plan", 10, 1), "zonder"]
    found = [issue.place for issue in sort_issues(kind.at(place) for place in places)]
    assert found == ["a.xlsx, blad Plan, cel A10", "plan.yaml:9:3", "plan.yaml:46:1", "zonder"]


SLECHT = """\
plannen:
  - id: mijn
    naam: Mijn plan
    nulalternatief: niets
    start_jaar: 2026
    prijspeil: 1800
    looptijd_jaren: 5
    regels:
      - interventie: schuldhulpp
        gebied: BU99990299
        aantal: .nan
        start_jaar: 2050
        verdeling:
          provincie: 1
      - interventie: ips
        gebied: BU99990202
        aantal: -3
        start_jaar: 2026
        eigen:
          anders_ook:
            waarde: 0.2
            functie: controller
            datum: 2026-01-01
            reden: eigen telling van dit jaar
          bedrag:
            waarde: 100
            laag: 200
            hoog: 300
            functie: controller
            datum: 2026-01-01
            reden: eigen telling van dit jaar
          prijsjaar:
            waarde: 1900
            functie: controller
            datum: 2026-01-01
            reden: eigen telling van dit jaar
"""


def test_all_mistakes_come_out_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(SLECHT, encoding="utf-8")
    with pytest.raises(buurtwijzer.InputError) as caught:
        read_plan(path, meegeleverd())
    found = [(issue.place.split(":")[1], issue.code) for issue in caught.value.issues]
    lines = [int(line) for line, _ in found]
    assert lines == sorted(lines)
    assert {("9", "W120"), ("12", "W122"), ("14", "W120"), ("20", "W145"), ("25", "W149"), ("33", "W124")} <= set(found)
    assert {line for line, _ in found} >= {"6", "11", "17"}
    assert lines.count(11) == 1, "een getal dat niet te lezen is, is een fout en niet twee"
    told = " ".join(map(str, caught.value.issues))
    assert "politie'?" not in told
    assert "1.800" not in told
    assert "van 1995 tot en met 2100" in told
