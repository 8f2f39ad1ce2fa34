"""The test vector of the method, to the cent, and its whole table of sensitivities."""

from __future__ import annotations

import numpy as np
import pytest

from buurtwijzer.valuation.sensitivity import sensitivity
from tests.unit.waarde.boek import PARTIJEN_D6, d6

TABEL = {
    "discontovoet": {0.016: 1.093, 0.029: 1.060, 0.04: 1.034},
    "korting_e3": {0.0: 1.345, 0.1: 1.211, 0.4: 0.807},
    "r1_anders_ook": {0.0: 1.345, 0.35: 0.875, 0.5: 0.673},
    "r1_verlies": {0.0: 1.742, 0.5: 0.693},
    "r1_e1_effect": {0.05: 0.538, 0.15: 1.615},
}


def test_result_to_the_cent() -> None:
    found = d6().compute()
    assert found["r1_e1_telt_j1"] == pytest.approx(6.144, abs=1e-12)
    assert found["t_baten_cw"] == pytest.approx(177_596.68, abs=0.005)
    assert round(float(found["t_baten_cw"])) == 177_597
    assert found["t_kosten_cw"] == pytest.approx(165_000, abs=1e-9)
    assert round(float(found["t_saldo"])) == 12_597
    assert round(float(found["t_per_euro"]), 3) == 1.076
    assert round(float(found["r1_e1_evenwicht"]), 4) == 0.0929


def test_split_over_parties() -> None:
    found = d6().compute()
    amounts = {partij: round(float(found[f"p_{partij}_kas_cw"])) for partij in PARTIJEN_D6}
    assert amounts == {"gemeente": 79_919, "corporatie": 62_159, "zorgverzekeraar": 17_760, "rijk": 17_760}
    assert found["p_gemeente_kassaldo_cw"] == pytest.approx(79_918.50 - 165_000, abs=0.01)
    assert found["p_gemeente_nodig"] == pytest.approx(165_000 - 79_918.50, abs=0.01)


@pytest.mark.parametrize(("naam", "waarde"), [(n, w) for n, rij in TABEL.items() for w in rij])
def test_sensitivity(naam: str, waarde: float) -> None:
    found = d6().compute({naam: waarde})["t_per_euro"]
    assert round(float(found), 3) == TABEL[naam][waarde]


def test_no_check_is_red_and_what_cannot_be_tested_is_not_green() -> None:
    found = d6().compute()
    assert [item.naam for item in d6().controles if found[item.id] == 0] == []
    assert {item.id for item in d6().controles if np.isnan(found[item.id])} == {"check_budget", "check_nulsituatie"}


def test_break_even_of_the_only_effect_is_that_of_the_line() -> None:
    found = sensitivity(d6(), [0.016, 0.029, 0.04])
    (only,) = found.evenwicht
    assert only.invoer == "r1_e1_effect"
    assert only.waarde == pytest.approx(float(d6().compute()["r1_e1_evenwicht"]), abs=1e-9)
    assert [(punt.waarde, round(punt.per_euro or 0, 3)) for punt in found.voeten] == [
        (0.016, 1.093),
        (0.0225, 1.076),
        (0.029, 1.060),
        (0.04, 1.034),
    ]
