"""What a line costs and changes per year, worked out by hand: waits, fractions of a year, loss, upkeep, VAT, shares."""

from __future__ import annotations

from math import isnan
from typing import Any

import pytest

from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.valuation.expressions import Value
from tests.unit.waarde.boek import (
    baat,
    beheer,
    boek,
    effect,
    eigen,
    interventie,
    kosten,
    model,
    plan,
    prijs,
    regel,
    uitkomst,
)

SCHOON = {"korting_e5_frac": 0.0}


def reken(
    rule: dict[str, Any] | None = None, *, getallen: dict[str, float] | None = None, **velden: Any
) -> dict[str, Value]:
    rules = boek(
        [interventie("x", effect("u", 0.1), **(rule or {}))],
        [uitkomst("u", baat("p"))],
        [prijs("p")],
        **{**SCHOON, **(getallen or {})},
    )
    return model(plan(regel("x", **velden)), rules).compute()


def per_jaar(found: dict[str, Value], naam: str) -> list[float]:
    return [round(float(found[f"{naam}_j{year}"]), 9) for year in range(1, 6)]


JAARLIJKS = kosten(10_000, ritme="jaarlijks")


@pytest.mark.parametrize(
    ("rule", "velden", "telt"),
    [
        ({}, {}, [20, 20, 20, 20, 20]),
        ({"werkingsduur_jaren": 2.5}, {}, [20, 20, 10, 0, 0]),
        ({"werkingsduur_jaren": 0.5}, {}, [10, 0, 0, 0, 0]),
        ({"verlies_pj_frac": 0.5}, {}, [20, 10, 5, 2.5, 1.25]),
        ({"verlies_pj_frac": 1.0}, {}, [20, 0, 0, 0, 0]),
        ({"doorlooptijd_maanden": 11}, {}, [20, 20, 20, 20, 20]),
        ({"doorlooptijd_maanden": 25, "werkingsduur_jaren": 2.0}, {}, [0, 0, 20, 20, 0]),
        ({"doorlooptijd_maanden": 90}, {}, [0, 0, 0, 0, 0]),
        ({"werkingsduur_jaren": 2.0}, {"eigen": {"wacht": eigen(0.25)}}, [15, 20, 5, 0, 0]),
        ({}, {"start_jaar": 2027}, [0, 0, 0, 20, 20]),
        ({}, {"start_jaar": 2031}, [0, 0, 0, 0, 0]),
        ({"kosten": JAARLIJKS, "stopt_met_inzet": True}, {"inzet_jaren": 3}, [20, 20, 20, 0, 0]),
        ({"kosten": JAARLIJKS, "werkingsduur_jaren": 2.5}, {"inzet_jaren": 2}, [20, 20, 20, 10, 0]),
        ({"kosten": JAARLIJKS, "verlies_pj_frac": 0.5}, {"inzet_jaren": 2}, [20, 20, 10, 5, 2.5]),
        ({"kosten": JAARLIJKS, "doorlooptijd_maanden": 12}, {"inzet_jaren": 2}, [0, 20, 20, 20, 20]),
        ({"kosten": JAARLIJKS, "doorlooptijd_maanden": 24}, {"inzet_jaren": 2}, [0, 0, 0, 0, 0]),
        ({"kosten": JAARLIJKS}, {"inzet_jaren": 9, "start_jaar": 2026}, [0, 0, 20, 20, 20]),
        ({}, {"eigen": {"deelname": eigen(0.0)}}, [0, 0, 0, 0, 0]),
    ],
)
def test_change_per_year(rule: dict[str, Any], velden: dict[str, Any], telt: list[float]) -> None:
    assert per_jaar(reken(rule, **velden), "r1_e1_telt") == telt


def test_paid_once_is_the_same_as_paid_for_one_year() -> None:
    fading = {"werkingsduur_jaren": 2.5, "verlies_pj_frac": 0.2}
    once, yearly = reken(fading), reken({**fading, "kosten": JAARLIJKS})
    assert per_jaar(once, "r1_e1_telt") == per_jaar(yearly, "r1_e1_telt")


def test_an_effect_for_the_worse_costs() -> None:
    found = reken(eigen={"e1_effect": eigen(-0.1)})
    assert float(found["t_baten_cw"]) < 0
    assert isnan(float(found["t_evenwicht"])), "geen baten: woorden"


def test_engagement_beyond_everyone_is_computed_and_told() -> None:
    found = reken(eigen={"deelname": eigen(1.5)})
    assert (found["r1_bereikt"], found["check_bereik"]) == (300, 0)


COSTS = [
    # 10,000 of 2022 at 2 % is 10,404 in 2024
    ({"kosten": kosten(10_000, prijsjaar=2022)}, {}, [10_404, 0, 0, 0, 0]),
    # the surcharge goes over everything: (10,000 + 1,000 + 100 x 50 x 1.3) x 1.2
    (
        {"kosten": kosten(10_000, grondslag="schatting")},
        {"opstart_eur": 1_000.0, "eigen_uren": 100.0, "eigen_tarief_eur": 50.0},
        [21_000, 0, 0, 0, 0],
    ),
    # start-up once, own hours each year it runs
    (
        {"kosten": JAARLIJKS},
        {"inzet_jaren": 2, "start_jaar": 2025, "opstart_eur": 500.0, "eigen_uren": 10.0, "eigen_tarief_eur": 100.0},
        [0, 11_800, 11_300, 0, 0],
    ),
    # upkeep from the first year it is there
    ({"kosten": kosten(10_000), "beheer_na_oplevering": beheer("gemeente", 100)}, {}, [10_100, 100, 100, 100, 100]),
    (
        {"kosten": kosten(10_000), "beheer_na_oplevering": beheer("gemeente", 100), "doorlooptijd_maanden": 24},
        {"aantal": 2.0},
        [20_000, 0, 200, 200, 200],
    ),
    # upkeep is of the same year as the price
    (
        {"kosten": kosten(10_000, prijsjaar=2023), "beheer_na_oplevering": beheer("gemeente", 100)},
        {},
        [10_302, 102, 102, 102, 102],
    ),
]


@pytest.mark.parametrize(("rule", "velden", "bedragen"), COSTS)
def test_cost_per_year(rule: dict[str, Any], velden: dict[str, Any], bedragen: list[float]) -> None:
    assert per_jaar(reken(rule, **velden), "r1_kosten") == bedragen


def test_vat_is_borne_by_who_cannot_reclaim_it_and_not_on_own_hours() -> None:
    shares = {Partij.GEMEENTE: 0.5, Partij.CORPORATIE: 0.5, Partij.WELZIJN: 0.0}
    found = reken({"kosten": kosten(10_000, btw_frac=0.5)}, verdeling=shares, eigen_uren=10.0, eigen_tarief_eur=100.0)
    assert found["r1_k_gemeente_j1"] == pytest.approx(5_000 + 650)
    assert found["r1_k_corporatie_j1"] == pytest.approx(5_000 * 1.105 + 650)
    assert found["r1_k_welzijn_j1"] == 0
    assert found["check_verdeling"] == 1


def test_costs_are_discounted_from_the_start_and_benefits_from_the_end_of_a_year() -> None:
    found = reken(getallen={"discontovoet_pj_frac": 0.1}, rule={"werkingsduur_jaren": 1.0, "kosten": kosten(1_000)})
    assert (found["t_kosten_cw"], found["t_baten_cw"]) == (1_000, pytest.approx(20_000 / 1.1))


def test_private_money_is_cost_but_not_public() -> None:
    found = reken(verdeling={Partij.GEMEENTE: 0.5, Partij.BEWONERS: 0.5})
    assert (found["t_kosten_cw"], found["t_publiek_cw"]) == (150_000, 75_000)
    assert found["t_per_euro"] == pytest.approx((float(found["t_baten_cw"]) - 75_000) / 75_000)


def test_the_rate_of_own_hours_is_of_the_plan_unless_another_year_is_given() -> None:
    """100 hours of 50 euro with 30 % overhead; the surcharge goes over them too, as the method says."""
    rules = boek(
        [interventie("x", effect("uit", 0.1), kosten=kosten(0, grondslag="vergelijkbaar"))],
        [uitkomst("uit", baat("euro"))],
        [prijs("euro")],
    )
    found = model(plan(regel("x", eigen_uren=100.0, eigen_tarief_eur=50.0), prijspeil=2026), rules)
    assert found.invoer["r1_tarief_prijsjaar"].waarde == 2026
    assert found.compute()["r1_kosten_j1"] == pytest.approx(100 * 50 * 1.3 * 1.1)
    earlier = found.compute({"r1_tarief_prijsjaar": 2024.0})
    assert earlier["r1_kosten_j1"] == pytest.approx(100 * 50 * 1.3 * 1.1 * 1.03**2)
