"""Every check of the block can be made red by one input or one formula that is changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Budget, Plan
from buurtwijzer.rulebook.schema import Effect, MagBetalen, Nulsituatie, Partij
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.build.checked import untested
from buurtwijzer.valuation.build.model import build_model
from buurtwijzer.valuation.expressions import Number, Ref, compute, excel
from buurtwijzer.valuation.model import Waardemodel
from tests.unit.waarde.boek import (
    MERK,
    baat,
    boek,
    effect,
    gebied,
    interventie,
    kosten,
    model,
    nul,
    plan,
    prijs,
    regel,
    uitkomst,
)
from tests.unit.waarde.gevallen import alles

MODEL: Waardemodel = build_model(*alles()).model

INVOER = {
    "check_bereik": {"r1_deelname": 1.2},
    "check_som_bereik": {"r5_aantal": 19.5},
    "check_prijspeil": {"prijsjaar_rust": 2026.0},
    "check_btw": {"r1_btw_deel": 1.5},
    "check_verdeling": {"r1_deel_gemeente": 0.7},
    "check_bevoegd": {"r2_mag_corporatie": 0.0},
    "check_budget": {"budget_gemeente_2025": 1_000.0},
    "check_nulalternatief": {"nul_ingevuld": 0.0},
    "check_oude_prijs": {"prijsjaar_rust": 2010.0},
    "check_looptijd": {"r2_start": 9.0},
    "check_nulsituatie": {"r1_e3_effect": 1.1},
}
FORMULE = {
    "check_partijen": "p_gemeente_kas_cw",
    "check_delen": "t_saldo",
    "check_overdrachten": "r2_e2_b2_cw",
    "check_dubbel": "s1_interactie_j2",
    "check_kas_apart": "p_bewoners_kassaldo_cw",
    "check_na_einde": "r1_blijft_j5",
    "check_controlegroep": "r3_netto",
}


def rood(model: Waardemodel, invoer: dict[str, float]) -> set[str]:
    found = model.compute(invoer)
    return {item.id for item in model.controles if found[item.id] != 1}


def test_all_are_green_and_all_are_tried() -> None:
    assert rood(MODEL, {}) == set()
    assert {*INVOER, *FORMULE} == {item.id for item in MODEL.controles}


@pytest.mark.parametrize("controle", INVOER)
def test_red_by_an_input(controle: str) -> None:
    assert controle in rood(MODEL, INVOER[controle])


def verander(naam: str) -> Waardemodel:
    """Give the model in which somebody typed over a formula."""
    return replace(MODEL, cellen={**MODEL.cellen, naam: MODEL.cellen[naam] + 1})


@pytest.mark.parametrize("controle", FORMULE)
def test_red_by_a_formula(controle: str) -> None:
    assert controle in rood(verander(FORMULE[controle]), {})


@pytest.mark.parametrize(
    "naam",
    ["r1_e1_telt_j2", "r1_e2_keten_j2", "s1_keten_j2", "s1_af_j2", "s1_telt_j2", "s1_interactie_j2", "s2_keten_j2"],
)
def test_counting_double_is_seen_wherever_it_comes_in(naam: str) -> None:
    assert "check_dubbel" in rood(verander(naam), {})


def test_more_than_the_area_has_is_out_of_reach() -> None:
    assert rood(MODEL, {"r2_aantal": 20.0}) >= {"check_bereik"}


def test_one_cent_over_budget_is_seen_and_half_a_cent_is_not() -> None:
    spent = float(MODEL.compute()["p_gemeente_kosten_j2"])
    assert "check_budget" in rood(MODEL, {"budget_gemeente_2025": spent - 0.01})
    assert rood(MODEL, {"budget_gemeente_2025": spent - 0.004}) == set()


def test_a_check_is_one_or_nought() -> None:
    for item in MODEL.controles:
        assert float(compute(Ref(item.id), MODEL.compute())) in (0.0, 1.0)
    assert compute(Number(1.0), {}) == 1


def uitkomst_van(keuze: Plan, rules: Rulebook, *gebieden: Gebied, **invoer: float) -> dict[str, tuple[float, str]]:
    """Give per check its number and its formula."""
    found = model(keuze, rules, *gebieden)
    values = found.compute(invoer)
    return {item.id: (float(values[item.id]), excel(found.cellen[item.id], str, ",".join)) for item in found.controles}


def geval(*effecten: Effect, nulsituatie: Nulsituatie | None = None, eenheid: Any = "geval", **velden: Any) -> Rulebook:
    uit = uitkomst("uit", baat("euro"), nulsituatie=nulsituatie, eenheid=eenheid)
    velden["eenheid"] = velden.pop("bereikt", "inwoners")
    return boek([interventie("x", *effecten, **velden)], [uit], [prijs("euro")])


def test_people_chosen_for_arrears_cannot_be_spared_more_than_happens_in_the_whole_area() -> None:
    """80 households x 0.02 is 1.6; of 1,120 homes 0.84 are vacated by force in a year."""
    rules = geval(effect("uit", 0.02), nulsituatie=nul(0.00075, "woning"), bereik=(80, 80), bereikt="huishoudens")
    area = gebied(huishoudens=1_120.0)
    assert uitkomst_van(plan(regel("x")), rules, area)["check_nulsituatie"][0] == 0
    assert uitkomst_van(plan(regel("x")), rules, area, r1_e1_effect=0.0105)["check_nulsituatie"][0] == 1
    assert uitkomst_van(plan(regel("x")), rules, area, r1_e1_hele_gebied=1.6)["check_nulsituatie"][0] == 1


def test_what_is_taken_off_for_other_causes_does_not_make_an_effect_possible() -> None:
    rules = geval(effect("uit", 0.02), nulsituatie=nul(0.003), bereik=(200, 200), netto={"toerekening_frac": 0.5})
    found = model(plan(regel("x")), rules)
    assert found.compute()["r1_e1_n_j1"] < found.compute()["r1_e1_hele_gebied"]
    assert found.compute()["check_nulsituatie"] == 0


def test_lines_together_stay_within_what_there_is() -> None:
    rules = geval(effect("uit", 0.02), nulsituatie=nul(0.006), bereik=(200, 200))
    assert uitkomst_van(plan(regel("x")), rules)["check_nulsituatie"][0] == 1
    assert uitkomst_van(plan(regel("x"), regel("x")), rules)["check_nulsituatie"][0] == 0
    other = gebied("BU2")
    assert uitkomst_van(plan(regel("x"), regel("x", "BU2")), rules, gebied(), other)["check_nulsituatie"][0] == 1


def test_what_nobody_knows_is_said_and_is_not_green() -> None:
    value, text = uitkomst_van(plan(regel("x")), geval(effect("uit", 0.02)))["check_nulsituatie"]
    assert np.isnan(value)
    assert "niet te toetsen" in text
    assert "uit" in text


@pytest.mark.parametrize(("bereikt", "eenheid", "rood_"), [
    ("inwoners", "persoon_jaar", True),
    ("huishoudens", "huishouden_jaar", True),
    ("huishoudens", "persoon_jaar", False),
    ("gebieden", "persoon_jaar", False),
    ("inwoners", "geval", False),
])  # fmt: skip
def test_nobody_has_more_than_one_year_in_a_year(bereikt: str, eenheid: str, *, rood_: bool) -> None:
    rules = geval(effect("uit", 1.5), eenheid=eenheid, bereik=(1, 1), bereikt=bereikt)
    assert (uitkomst_van(plan(regel("x")), rules)["check_nulsituatie"][0] == 0) is rood_


def test_who_pays_without_a_budget_is_named_and_only_too_much_is_red() -> None:
    rules = geval(effect("uit", 0.0), kosten=kosten(1_000, ritme="jaarlijks"))
    line = regel("x", inzet_jaren=3, verdeling={Partij.GEMEENTE: 0.5, Partij.POLITIE: 0.5})
    value, text = uitkomst_van(plan(line), rules)["check_budget"]
    assert np.isnan(value)
    assert "niet te toetsen: geen budget opgegeven voor gemeente (2024, 2025, 2026), politie (2024, 2025, 2026)" in text

    some = tuple(Budget(Partij.GEMEENTE, year, 500.0) for year in (2024, 2025))
    value, text = uitkomst_van(plan(line, budgetten=some), rules)["check_budget"]
    assert np.isnan(value)
    assert "voor gemeente (2026), politie" in text
    assert uitkomst_van(plan(line, budgetten=some), rules, budget_gemeente_2025=499.0)["check_budget"][0] == 0
    every = tuple(Budget(p, year, 500.0) for p in (Partij.GEMEENTE, Partij.POLITIE) for year in (2024, 2025, 2026))
    assert uitkomst_van(plan(line, budgetten=every), rules)["check_budget"][0] == 1


def test_of_a_zorgverzekeraar_the_rules_do_not_say_what_it_may_pay() -> None:
    rules = geval(effect("uit", 0.01))
    line = regel("x", verdeling={Partij.GEMEENTE: 0.5, Partij.ZORGVERZEKERAAR: 0.5})
    value, text = uitkomst_van(plan(line), rules)["check_bevoegd"]
    assert np.isnan(value)
    assert "zorgverzekeraar" in text
    assert uitkomst_van(plan(line), rules, r1_deel_zorgverzekeraar=0.0)["check_bevoegd"][0] == 1
    assert uitkomst_van(plan(regel("x")), rules)["check_bevoegd"][0] == 1


@pytest.mark.parametrize(("mag", "oordeel"), [("ja", 1), ("nee", 0)])
def test_what_the_rules_say_of_a_payer_is_tested_with_the_reason(mag: Any, oordeel: int) -> None:
    parties = [Partij.ZORGVERZEKERAAR, Partij.RIJK]
    told = MagBetalen(partijen=parties, mag=mag, waarom="Zo staat het in de wet.", **MERK)
    rules = geval(effect("uit", 0.01), mag_betalen=[told])
    for partij in parties:  # ook van wie anders zelf beslist
        found = model(plan(regel("x", verdeling={Partij.GEMEENTE: 0.5, partij: 0.5})), rules)
        assert found.compute()["check_bevoegd"] == oordeel
        item = found.invoer[f"r1_mag_{partij.value}"]
        assert (item.toelichting, item.waarde) == ("Zo staat het in de wet.", oordeel)
        assert found.compute({item.naam: 1 - oordeel})["check_bevoegd"] == 1 - oordeel
        assert found.compute({f"r1_deel_{partij.value}": 0.0})["check_bevoegd"] == 1


def test_who_decides_about_own_money_may_and_that_can_be_changed() -> None:
    rules = geval(effect("uit", 0.01))
    for partij in (Partij.GEMEENTE, Partij.RIJK, Partij.BEWONERS, Partij.ONDERNEMERS):
        found = model(plan(regel("x", verdeling={partij: 1.0})), rules)
        assert found.compute()["check_bevoegd"] == 1
        assert found.compute({f"eigen_geld_{partij.value}": 0.0})["check_bevoegd"] == 0
    bound = (Partij.GGD, Partij.SCHOLEN, Partij.ZORGKANTOOR, Partij.POLITIE, Partij.WELZIJN)
    for partij in bound:
        value, text = uitkomst_van(plan(regel("x", verdeling={partij: 1.0})), rules)["check_bevoegd"]
        assert np.isnan(value)
        assert partij.value in text


def test_a_corporatie_pays_for_its_own_homes_only() -> None:
    rules = geval(effect("uit", 0.01), bereik=(300, 300), bereikt="woningen", mag_corporatie="alleen_eigen_bezit")
    stock = rules.indicator_voor("eigen_bezit")
    assert stock is not None
    area, pays = (
        Gebied("BU1", "Buurt", 1000.0, 500.0, {stock: 40.0}, {stock: 2024}),
        {Partij.CORPORATIE: 0.5, Partij.GEMEENTE: 0.5},
    )
    found = model(plan(regel("x", verdeling=pays)), rules, area)
    assert found.invoer["r1_eigen_bezit"].waarde == pytest.approx(0.4)
    assert found.invoer["r1_eigen_bezit"].bron == rules.bronnen[rules.indicatoren[stock].bron[0]].titel
    assert found.compute()["check_bevoegd"] == 1  # 150 of 300 homes, and 200 of 500 are its own
    assert found.compute({"r1_deel_corporatie": 0.7})["check_bevoegd"] == 0
    assert found.compute({"r1_eigen_bezit": 0.2})["check_bevoegd"] == 0


def test_words_of_a_check_fit_in_a_formula() -> None:
    told = untested("geen budget opgegeven voor", [f"partij {number} (2024, 2025, 2026)" for number in range(40)])
    assert len(told.woorden) <= 255
    assert told.woorden.endswith(" en nog 34")


@pytest.mark.parametrize(("soort", "most"), [("share", 1.0), ("each", 3.0), ("nothing", 1.0)])
def test_an_effect_has_limits_on_both_sides(soort: str, most: float) -> None:
    size = effect("uit", 0.1, -0.1, 0.3, deel=soort == "share") if soort != "nothing" else effect("uit", 0.0)
    item = model(plan(regel("x")), geval(size, nulsituatie=nul(0.5))).invoer["r1_e1_effect"]
    assert (item.minimum, item.maximum) == (-most, most)


def test_a_switch_is_between_nought_and_one() -> None:
    found = [item for item in MODEL.invoer.values() if item.eenheid == "1 of 0" or item.naam.startswith("tel_")]
    assert {(item.minimum, item.maximum) for item in found} == {(0.0, 1.0)}
    assert len(found) >= 5


def test_what_leaks_away_is_off_the_effect_and_the_check_follows() -> None:
    rules = geval(effect("uit", 0.01), netto={"lekkage_frac": 0.15, "verplaatsing_frac": 0.1}, niveau="E3")
    found = model(plan(regel("x")), rules)
    assert found.compute()["r1_netto"] == pytest.approx(0.9 * 0.85 * 0.8)
    assert found.compute({"r1_lekkage": 0.0})["r1_netto"] == pytest.approx(0.9 * 0.8)
    assert found.compute({"r1_lekkage": 0.5})["check_controlegroep"] == 1
    without = found.cellen["r1_netto"] / (1 - Ref("r1_lekkage"))
    assert replace(found, cellen={**found.cellen, "r1_netto": without}).compute()["check_controlegroep"] == 0
    assert (found.invoer["r1_lekkage"].laag, found.invoer["r1_lekkage"].hoog) == (0.075, pytest.approx(0.225))
