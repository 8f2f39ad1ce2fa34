"""An own amount: of the price level of the plan, with the surcharge of how firm it is, and its own range."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from buurtwijzer.rulebook.plan import EigenWaarde
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.valuation.model import Waardemodel
from tests.unit.waarde.boek import baat, beheer, boek, effect, interventie, kosten, model, plan, prijs, regel, uitkomst

_OLD = kosten(10_000, 8_000, 15_000, prijsjaar=2020, grondslag="schatting")
BOEK = boek(
    [interventie("x", effect("u", 0.1), kosten=_OLD, beheer_na_oplevering=beheer("gemeente", 100))],
    [uitkomst("u", baat("p"))],
    [prijs("p", 500, 300, 900, prijsjaar=2018)],
)


def own(waarde: float, **meer: object) -> EigenWaarde:
    return replace(EigenWaarde(waarde, "controller", date(2026, 3, 1), "de offerte van dit jaar"), **meer)  # type: ignore[arg-type]


def built(bedrag: EigenWaarde | None = None, prijs_: EigenWaarde | None = None, **eigen: EigenWaarde) -> Waardemodel:
    mine = eigen if bedrag is None else {"bedrag": bedrag, **eigen}
    prices = {} if prijs_ is None else {"p": prijs_}
    return model(plan(regel("x", eigen=mine), prijspeil=2026, eigen_prijzen=prices), BOEK)


def test_an_own_price_is_of_the_plan_unless_it_says_a_year() -> None:
    assert built(prijs_=own(600.0)).compute()["prijs_p_peil"] == 600
    assert built(prijs_=own(600.0, prijspeil=2025)).compute()["prijs_p_peil"] == pytest.approx(600 * 1.02)
    assert built(prijs_=own(500.0)).compute()["prijs_p_peil"] == 500, "ook als het toevallig dat van de regels is"
    item = built(prijs_=own(600.0)).invoer["prijsjaar_p"]
    assert item.overschrijving is not None
    assert (item.waarde, item.overschrijving.was, item.overschrijving.functie) == (2026, 2018, "controller")
    assert item.bron == "eigen administratie"


def test_own_costs_and_upkeep_are_of_the_plan() -> None:
    found = built(own(12_000.0), beheer=own(200.0)).compute()
    assert found["r1_prijs"] == 12_000
    assert found["r1_beheer_peil"] == 200
    assert built(own(12_000.0), prijsjaar=own(2025.0)).compute()["r1_prijs"] == pytest.approx(12_000 * 1.02)


@pytest.mark.parametrize(
    ("grade", "extra"),
    [(None, 0.05), ("gerealiseerd", 0.0), ("offerte", 0.05), ("vergelijkbaar", 0.1), ("schatting", 0.2)],
)
def test_what_comes_on_top_of_an_own_amount_is_by_how_firm_it_is(grade: str | None, extra: float) -> None:
    assert built(own(12_000.0, grondslag=grade)).compute()["r1_opslag_geldt"] == extra


def test_a_number_of_the_rules_keeps_the_grade_and_year_of_the_rules() -> None:
    found = built().compute()
    assert found["r1_opslag_geldt"] == 0.2
    assert found["r1_prijs"] == pytest.approx(10_000 * 1.02**6)


def test_an_amount_that_is_typed_takes_year_and_grade_along() -> None:
    plain = built()
    typed = plain.typed({"r1_bedrag": 12_000.0, "prijs_p": 600.0})
    assert typed == {
        "r1_bedrag": 12_000.0, "r1_prijsjaar": 2026.0, "r1_grondslag": 2.0, "prijs_p": 600.0, "prijsjaar_p": 2026.0,
    }  # fmt: skip
    assert plain.compute(typed)["r1_kosten_cw"] == built(own(12_000.0)).compute()["r1_kosten_cw"]
    assert plain.typed({"r1_bedrag": 12_000.0, "r1_prijsjaar": 2024.0, "r1_grondslag": 1.0}) == {
        "r1_bedrag": 12_000.0, "r1_prijsjaar": 2024.0, "r1_grondslag": 1.0,
    }  # fmt: skip
    assert built(own(12_000.0)).typed({"r1_bedrag": 10_000.0})["r1_prijsjaar"] == 2020, "terug naar de regels"
    assert built(own(12_000.0)).typed({"prijspeil": 2028.0})["r1_prijsjaar"] == 2028
    assert "r1_prijsjaar" not in built(own(12_000.0, prijspeil=2025)).typed({"prijspeil": 2028.0})


def test_a_draw_of_the_amount_of_the_rules_is_no_own_amount() -> None:
    found = built().compute({"r1_bedrag": 9_000.0})
    assert found["r1_prijs"] == pytest.approx(9_000 * 1.02**6)


def test_an_own_value_has_the_range_that_is_given() -> None:
    without = built(own(12_000.0)).invoer["r1_bedrag"]
    assert (without.laag, without.hoog) == (None, None)
    ranged = built(own(12_000.0, laag=11_000.0, hoog=14_000.0), own(600.0, laag=600.0, hoog=700.0)).invoer
    assert (ranged["r1_bedrag"].laag, ranged["r1_bedrag"].hoog) == (11_000, 14_000)
    assert (ranged["prijs_p"].laag, ranged["prijs_p"].hoog) == (600, 700)


def test_every_own_amount_is_paid_in_full() -> None:
    found = built(own(12_000.0, grondslag="gerealiseerd"), beheer=own(0.0)).compute()
    aantal = found["r1_aantal"]
    upkeep = float(found["r1_beheer_peil"])
    assert found[f"r1_k_{Partij.GEMEENTE.value}_j1"] == pytest.approx((12_000 + upkeep) * float(aantal))
