"""Lines for the same people may not reach more of them in a year than there are; who is meant is said by name."""

from __future__ import annotations

from typing import Any

import pytest

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import PlanRegel
from buurtwijzer.valuation.build.reach import reached_twice
from buurtwijzer.valuation.model import Waardemodel
from tests.unit.waarde.boek import baat, boek, effect, gebied, interventie, kosten, model, plan, prijs, regel, uitkomst

JAARLIJKS = kosten(1_000, ritme="jaarlijks")


def regels(**velden: Any) -> Rulebook:
    """Give two interventions for the same people and one for others, each reaching 300 homes of 500."""
    vast = {"bereik": (300.0, 300.0), "eenheid": "woningen", "kosten": JAARLIJKS, **velden}
    huis, flat = (interventie(id_, effect("u", 0.01), **vast) for id_ in ("huis", "flat"))
    ander = interventie("ander", effect("u", 0.01), **{**vast, "doelgroep": "Wie een hond heeft"})
    return boek([huis, flat, ander], [uitkomst("u", baat("p"))], [prijs("p")])


def gemaakt(*lines: PlanRegel, **velden: Any) -> Waardemodel:
    return model(plan(*lines), regels(**velden), gebied(), gebied("BU2"))


def som(found: Waardemodel) -> tuple[float, float]:
    """Give the check per line and that of the sum."""
    values = found.compute()
    return float(values["check_bereik"]), float(values["check_som_bereik"])


@pytest.mark.parametrize("other", ["huis", "flat"])
def test_each_fits_and_together_they_do_not(other: str) -> None:
    found = gemaakt(regel("huis"), regel("ander"), regel(other))
    assert som(found) == (1, 0)
    assert found.compute({"r1_deelname": 2 / 3})["check_som_bereik"] == 1, "200 en 300 van 500"
    assert found.compute({"r1_deelname": 0.67})["check_som_bereik"] == 0
    assert found.compute({"r1_aanwezig": 600.0})["check_som_bereik"] == 1


def test_households_and_homes_are_the_same_people() -> None:
    rules = regels()
    flat = rules.interventies["flat"]
    reach = flat.bereik.model_copy(update={"eenheid": "huishoudens"})
    rules.interventies["flat"] = flat.model_copy(update={"bereik": reach})  # type: ignore[index]
    assert som(model(plan(regel("huis"), regel("flat")), rules, gebied())) == (1, 0)


@pytest.mark.parametrize(
    "lines",
    [
        (regel("huis"), regel("ander")),
        (regel("huis"), regel("huis", "BU2")),
        (regel("huis"), regel("huis", start_jaar=2025)),
    ],
)
def test_other_people_other_areas_and_other_years_may_be_reached_as_well(lines: tuple[PlanRegel, ...]) -> None:
    assert som(gemaakt(*lines)) == (1, 1)


def test_one_year_together_is_enough() -> None:
    assert som(gemaakt(regel("huis", inzet_jaren=3), regel("huis", start_jaar=2026))) == (1, 0)


def test_the_check_names_lines_and_area() -> None:
    found = gemaakt(regel("huis"), regel("ander"), regel("flat"))
    (check,) = (item for item in found.controles if item.id == "check_som_bereik")
    assert check.uitleg.endswith("Dezelfde mensen: regel 1 en 3 in Buurt BU1.")
    alone = gemaakt(regel("huis"))
    assert all("Dezelfde mensen" not in item.uitleg for item in alone.controles)


def test_who_is_reached_twice_is_told_once_with_the_numbers() -> None:
    found = gemaakt(regel("huis", inzet_jaren=3), regel("flat", start_jaar=2025, inzet_jaren=3))
    (issue,) = reached_twice(found, {naam: float(value) for naam, value in found.compute().items()})
    assert issue.code == "W131"
    assert "In Buurt BU1 zijn regel 1 (huis) en regel 2 (flat) voor dezelfde mensen" in issue.message
    assert "In 2025 bereiken zij samen 600 huishoudens; er zijn er 500" in issue.message
    fits = {naam: float(value) for naam, value in found.compute({"r1_deelname": 0.1}).items()}
    assert not list(reached_twice(found, fits))


def test_where_nobody_knows_how_many_there_are_nothing_is_said() -> None:
    found = model(plan(regel("huis"), regel("huis")), regels(), gebied(huishoudens=None))
    values = {naam: float(value) for naam, value in found.compute().items()}
    assert values["check_som_bereik"] == 1
    assert not list(reached_twice(found, values))


@pytest.mark.parametrize(
    ("areas", "lines", "end"),
    [(30, 2, "; en nog 26 keer."), (1, 90, "5, 6, 7, 8 en nog 82 in Buurt BU0.")],
)
def test_the_words_fit_in_a_formula(areas: int, lines: int, end: str) -> None:
    codes = [f"BU{number}" for number in range(areas)]
    every = [regel("huis", code) for code in codes for _ in range(lines)]
    found = model(plan(*every, looptijd_jaren=1), regels(), *(gebied(code) for code in codes))
    (check,) = (item for item in found.controles if item.id == "check_som_bereik")
    assert len(check.uitleg) <= 255
    assert check.uitleg.endswith(end)
