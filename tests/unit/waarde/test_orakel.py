"""The engine against a plain calculation that shares no formula with it, and what must add up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy_financial
import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.build.model import build_model
from buurtwijzer.valuation.model import SOORTEN, Waardemodel
from buurtwijzer.valuation.simulate import simulate
from tests.unit.waarde.gevallen import alles
from tests.unit.waarde.orakel import Orakel

PLAN, BOEK, GEBIEDEN = alles()
MODEL = build_model(PLAN, BOEK, GEBIEDEN).model
WAARDEN = {naam: float(waarde) for naam, waarde in MODEL.compute().items()}


def vergelijk(plan: Plan, boek: Rulebook, gebieden: dict[str, Gebied]) -> Waardemodel:
    model = build_model(plan, boek, gebieden).model
    found, expected = model.compute(), Orakel(plan, boek, gebieden).reken()
    assert found["t_saldo"] == pytest.approx(expected.saldo, rel=1e-9, abs=1e-6)
    for soort in SOORTEN:
        assert found[f"t_{soort}_cw"] == pytest.approx(expected.waarde[soort], rel=1e-9, abs=1e-6)
        assert found[f"t_samenloop_{soort}_cw"] == pytest.approx(expected.samenloop[soort], rel=1e-9, abs=1e-6)
        for number, own in enumerate(expected.per_regel, start=1):
            assert found[f"r{number}_{soort}_cw"] == pytest.approx(own[soort], rel=1e-9, abs=1e-6)
    for partij in model.partijen:
        id_ = partij.value
        assert found[f"p_{id_}_kosten_cw"] == pytest.approx(expected.kosten[id_], rel=1e-9, abs=1e-6)
        for soort in SOORTEN:
            own = expected.van_partij[id_, soort]
            assert found[f"p_{id_}_{soort}_cw"] == pytest.approx(own, rel=1e-9, abs=1e-6)
    return model


def test_plan_with_everything() -> None:
    model = vergelijk(PLAN, BOEK, GEBIEDEN)
    assert len(model.samenloop) == 3
    assert WAARDEN["t_samenloop_cw"] < 0
    assert WAARDEN["p_bewoners_overdracht_cw"] < 0


def test_all_checks_are_green() -> None:
    assert [item.naam for item in MODEL.controles if WAARDEN[item.id] != 1] == []


regels = st.lists(
    st.tuples(
        st.sampled_from(sorted(BOEK.interventies)),
        st.sampled_from(sorted(GEBIEDEN)),
        st.integers(0, 5),
        st.integers(1, 5),
        st.integers(0, 30).map(lambda n: n / 10),
    ),
    min_size=1,
    max_size=6,
)


@given(
    regels=regels,
    maanden=st.integers(0, 40),
    duur=st.integers(1, 80).map(lambda n: n / 10),
    teken=st.sampled_from([1, -1]),
)
def test_any_plan(regels: list[tuple[str, str, int, int, float]], maanden: int, duur: float, teken: int) -> None:
    """Also starting in the last year, waiting beyond the end, lasting a part of a year, and an effect for the worse."""
    first = PLAN.regels[0]
    lines = tuple(
        replace(first, interventie=i, gebied=g, start_jaar=2024 + s, inzet_jaren=k, aantal=n)
        for i, g, s, k, n in regels
    )
    changed = {}
    for id_, rule in BOEK.interventies.items():
        effecten = [rule.effecten[0].model_copy(update={"midden": teken * rule.effecten[0].midden}), *rule.effecten[1:]]
        changed[id_] = rule.model_copy(
            update={"doorlooptijd_maanden": maanden, "werkingsduur_jaren": duur, "effecten": effecten}
        )
    vergelijk(replace(PLAN, regels=lines), replace(BOEK, interventies=changed), GEBIEDEN)


def test_lines_and_overlap_are_the_total() -> None:
    lines = sum(WAARDEN[f"{regel.id}_saldo"] for regel in MODEL.regels)
    assert lines + WAARDEN["t_samenloop_cw"] == pytest.approx(WAARDEN["t_saldo"], abs=1e-6)


def test_parties_are_the_total() -> None:
    for soort in (*SOORTEN, "kosten"):
        parties = sum(WAARDEN[f"p_{partij.value}_{soort}_cw"] for partij in MODEL.partijen)
        assert parties == pytest.approx(WAARDEN[f"t_{soort}_cw"], abs=0.005)
    assert WAARDEN["t_overdracht_cw"] == pytest.approx(0, abs=1e-9)


def test_what_is_saved_by_moving_money_is_worth_nothing_to_all() -> None:
    gemeente = WAARDEN["p_gemeente_overdracht_cw"]
    assert gemeente > 0
    assert WAARDEN["t_baten_cw"] == pytest.approx(
        WAARDEN["t_kas_cw"] + WAARDEN["t_capaciteit_cw"] + WAARDEN["t_maatschappelijk_cw"]
    )
    assert WAARDEN["p_gemeente_kassaldo_cw"] == pytest.approx(
        WAARDEN["p_gemeente_kas_cw"] + gemeente - WAARDEN["p_gemeente_kosten_cw"]
    )


def test_ledgers_are_added_by_their_switches_only() -> None:
    off = MODEL.compute({"tel_maatschappelijk": 0.0, "tel_capaciteit": 0.0})
    assert off["t_baten_cw"] == pytest.approx(WAARDEN["t_kas_cw"])


def test_net_present_value_is_that_of_numpy_financial() -> None:
    """Costs at the start of a year, benefits at its end: the flow at moment t is gain t less cost t + 1."""
    flows = np.zeros(MODEL.jaren + 1)
    for partij in MODEL.partijen:
        for year in range(1, MODEL.jaren + 1):
            own = f"p_{partij.value}"
            flows[year] += sum(WAARDEN[f"{own}_{soort}_j{year}"] for soort in SOORTEN if soort != "overdracht")
            flows[year - 1] -= WAARDEN[f"{own}_kosten_j{year}"]
    assert numpy_financial.npv(WAARDEN["discontovoet"], flows) == pytest.approx(WAARDEN["t_saldo"], rel=1e-12)


def test_same_plan_twice_differs_by_nothing() -> None:
    other = build_model(*alles()).model
    again = {naam: float(waarde) for naam, waarde in other.compute().items()}
    assert again.keys() == WAARDEN.keys()
    np.testing.assert_array_equal(list(again.values()), list(WAARDEN.values()))
    one, two = (simulate(model, trekkingen=500, zaad=3) for model in (MODEL, other))
    assert (one.saldi - two.saldi == 0).all()


def test_no_line_is_a_plan_of_nothing() -> None:
    far = replace(PLAN, regels=(replace(PLAN.regels[1], start_jaar=2040),), budgetten=())
    found = build_model(far, BOEK, GEBIEDEN).model.compute()
    assert found["t_saldo"] == 0
    assert np.isnan(float(found["t_per_euro"]))
    assert np.isnan(float(found["t_terugverdien"]))
