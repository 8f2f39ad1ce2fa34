"""What happens at one moment counts in the year of the effort; what lasts counts as long as it lasts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from buurtwijzer.valuation.model import Waardemodel
from tests.geladen import meegeleverd
from tests.unit.waarde.boek import baat, boek, effect, eigen, interventie, kosten, model, plan, prijs, regel, uitkomst

JAARLIJKS = kosten(10_000, ritme="jaarlijks")


def gemaakt(rule: dict[str, Any], **velden: Any) -> Waardemodel:
    """Give a line with an effect that happens once and one that lasts."""
    rules = boek(
        [interventie("x", effect("moment", 0.1), effect("duur", 0.1), **rule)],
        [uitkomst("moment", baat("p"), telt="eenmaal"), uitkomst("duur", baat("p"))],
        [prijs("p")],
        korting_e5_frac=0.0,
    )
    return model(plan(regel("x", **velden)), rules)


def per_jaar(found: Waardemodel, naam: str) -> list[float]:
    return [round(float(found.compute()[f"{naam}_j{year}"]), 9) for year in range(1, 6)]


@pytest.mark.parametrize(
    ("rule", "velden", "telt"),
    [
        ({}, {}, [20, 0, 0, 0, 0]),
        ({"werkingsduur_jaren": 0.5}, {}, [20, 0, 0, 0, 0]),
        ({"verlies_pj_frac": 0.5}, {}, [20, 0, 0, 0, 0]),
        ({"doorlooptijd_maanden": 25}, {}, [0, 0, 20, 0, 0]),
        ({}, {"eigen": {"wacht": eigen(0.25)}}, [0, 20, 0, 0, 0]),
        ({}, {"start_jaar": 2028}, [0, 0, 0, 0, 20]),
        ({"kosten": JAARLIJKS}, {"inzet_jaren": 3}, [20, 20, 20, 0, 0]),
        ({"kosten": JAARLIJKS, "stopt_met_inzet": True}, {"inzet_jaren": 2}, [20, 20, 0, 0, 0]),
        ({"kosten": JAARLIJKS, "doorlooptijd_maanden": 12}, {"inzet_jaren": 3}, [0, 20, 20, 0, 0]),
    ],
)
def test_a_moment_counts_in_the_year_of_the_effort(
    rule: dict[str, Any], velden: dict[str, Any], telt: list[float]
) -> None:
    assert per_jaar(gemaakt(rule, **velden), "r1_e1_telt") == telt


def test_beside_it_what_lasts_goes_on() -> None:
    found = gemaakt({"verlies_pj_frac": 0.5})
    assert per_jaar(found, "r1_e2_telt") == [20, 10, 5, 2.5, 1.25]


@pytest.mark.parametrize(("naam", "year"), [("r1_keer", 3), ("r1_e1_n", 3), ("r1_keer", 1)])
def test_a_moment_that_is_counted_again_is_seen(naam: str, year: int) -> None:
    found = gemaakt({})
    assert found.compute()["check_dubbel"] == 1
    cell = f"{naam}_j{year}"
    again = replace(found, cellen={**found.cellen, cell: found.cellen[cell] + 1})
    assert again.compute()["check_dubbel"] == 0


def test_a_plan_without_moments_has_no_cells_for_them() -> None:
    rules = boek([interventie("x", effect("duur", 0.1))], [uitkomst("duur", baat("p"))], [prijs("p")])
    assert not [naam for naam in model(plan(regel("x")), rules).cellen if "_keer" in naam]


def test_of_every_case_somebody_decided_whether_it_comes_back() -> None:
    """An eviction, a move or a home that comes free happens once; a quarrel that stays away, falls and visits recur."""
    once = {id_ for id_, item in meegeleverd().uitkomsten.items() if item.telt == "eenmaal"}
    assert once == {"huisuitzetting_minder", "verhuizing_minder", "woning_vrij", "bewonersinitiatief_meer"}
    assert {meegeleverd().uitkomsten[id_].eenheid for id_ in once} == {"geval"}
