"""Every check of the block can be made red by one input or one formula that is changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from buurtwijzer.valuation.build.model import build_model
from buurtwijzer.valuation.expressions import Number, Ref, compute
from buurtwijzer.valuation.model import Waardemodel
from tests.unit.waarde.gevallen import alles

MODEL: Waardemodel = build_model(*alles()).model

INVOER = {
    "check_bereik": {"r1_deelname": 1.2},
    "check_prijspeil": {"prijsjaar_rust": 2026.0},
    "check_btw": {"r1_btw_deel": 1.5},
    "check_verdeling": {"r1_deel_gemeente": 0.7},
    "check_bevoegd": {"r2_mag_corporatie": 0.0},
    "check_budget": {"budget_gemeente_2025": 1_000.0},
    "check_nulalternatief": {"nul_ingevuld": 0.0},
    "check_oude_prijs": {"prijsjaar_rust": 2010.0},
    "check_nulsituatie": {"r1_e3_effect": 1.1},
}
FORMULE = {
    "check_partijen": "p_gemeente_kas_cw",
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
