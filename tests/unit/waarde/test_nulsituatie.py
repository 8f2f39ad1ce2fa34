"""How often something happens without the plan: the area's own figure first, per what is reached."""

from __future__ import annotations

from typing import Any

import pytest

from buurtwijzer.rulebook.schema import Uitkomst
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.build.baseline import baseline_count, baseline_rate
from buurtwijzer.valuation.build.model import build_model
from tests.geladen import meegeleverd
from tests.unit.waarde.boek import baat, boek, effect, eigen, gebied, interventie, nul, plan, prijs, regel, uitkomst

BUURT = gebied("BU1", 1000.0, 400.0, burengerucht=25.0, overgewicht=40.0, arbeidsparticipatie=70.0, wmo_clienten=30.0)
LEEG = gebied("BU2", 1000.0, 400.0)


def item(indicator: str | None = None, **velden: Any) -> Uitkomst:
    velden |= {} if indicator is None else {"indicator": indicator, "zonder_indicator": None}
    return uitkomst("u", baat("p"), **velden)


@pytest.mark.parametrize(
    ("uitkomst_", "gebied_", "bereik", "deel"),
    [
        (item("burengerucht"), BUURT, "inwoners", 0.025),
        (item("burengerucht"), BUURT, "woningen", 0.0625),
        (item("burengerucht"), BUURT, "gebieden", 25.0),
        (item("burengerucht", nulsituatie=nul(0.5)), BUURT, "inwoners", 0.025),
        (item("burengerucht", nulsituatie=nul(0.5)), LEEG, "inwoners", 0.5),
        # who takes part was chosen for it
        (item("burengerucht", nulsituatie=nul(0.9, "deelnemer")), BUURT, "deelnemers", 0.9),
        (item("burengerucht", nulsituatie=nul(0.9, "deelnemer")), BUURT, "inwoners", 0.025),
        # of what should become more, those who do not have it yet can gain
        (item("arbeidsparticipatie", richting="omhoog"), BUURT, "inwoners", 0.3),
        # a healthy weight can be gained by who is overweight: that is what the indicator counts
        (item("overgewicht", richting="omhoog"), BUURT, "inwoners", 0.4),
        (item("wmo_clienten"), BUURT, "inwoners", 0.03),
        (item("wmo_clienten", richting="omhoog"), BUURT, "inwoners", 0.97),
        (item(nulsituatie=nul(0.01, "woning")), LEEG, "woningen", 0.01),
        (item(nulsituatie=nul(0.01, "woning")), LEEG, "inwoners", 0.004),
        (item(nulsituatie=nul(8.0, "gebied")), LEEG, "inwoners", 0.008),
        (item(nulsituatie=nul(8.0, "gebied")), LEEG, "gebieden", 8.0),
        (item(nulsituatie=nul(0.08, "deelnemer")), LEEG, "huishoudens", 0.08),
        (item(), BUURT, "inwoners", None),
        (item("woninginbraak"), BUURT, "inwoners", None),
        (item(nulsituatie=nul(0.01, "woning")), gebied("BU3", None, 400.0), "inwoners", None),
        (item(nulsituatie=nul(0.01, "woning")), gebied("BU3", 0.0, 400.0), "inwoners", None),
    ],
)
def test_rate_per_what_is_reached(uitkomst_: Uitkomst, gebied_: Gebied, bereik: str, deel: float | None) -> None:
    found = baseline_rate(meegeleverd(), uitkomst_, gebied_, bereik, "e1_nul")
    assert found.waarde == pytest.approx(deel)
    is_national = uitkomst_.nulsituatie is not None and found.bron == uitkomst_.nulsituatie.bron
    expected = "W101" if deel is None else "W102" if is_national else None
    assert (found.issue.code if found.issue else None) == expected


@pytest.mark.parametrize(
    ("uitkomst_", "gebied_", "aantal"),
    [
        (item("burengerucht"), BUURT, 25.0),
        (item("arbeidsparticipatie", richting="omhoog"), BUURT, 300.0),
        (item(nulsituatie=nul(0.01, "woning")), LEEG, 4.0),
        (item(nulsituatie=nul(8.0, "gebied")), LEEG, 8.0),
        (item(nulsituatie=nul(0.08, "deelnemer")), LEEG, None),
        (item(), LEEG, None),
        (item("burengerucht"), gebied("BU3", None, None, burengerucht=25.0), None),
        (item("burengerucht"), gebied("BU3", 0.0, 0.0, burengerucht=25.0), 0.0),
    ],
)
def test_number_in_the_area(uitkomst_: Uitkomst, gebied_: Gebied, aantal: float | None) -> None:
    assert baseline_count(meegeleverd(), uitkomst_, gebied_).waarde == pytest.approx(aantal)


def test_an_effect_without_a_baseline_does_not_count_unless_the_plan_knows_it() -> None:
    rules = boek([interventie("x", effect("u", 0.5, deel=True))], [item()], [prijs("p")], korting_e5_frac=0.0)
    built = build_model(plan(regel("x")), rules, {"BU1": gebied()})
    assert [issue.code for issue in built.issues] == ["W101"]
    assert "'e1_nul'" in built.issues[0].remedy
    assert built.model.compute()["t_baten_cw"] == 0

    built = build_model(plan(regel("x", eigen={"e1_nul": eigen(0.2)})), rules, {"BU1": gebied()})
    assert built.issues == ()
    assert built.model.compute()["r1_e1_telt_j1"] == pytest.approx(200 * 0.2 * 0.5)


def test_national_figure_is_told() -> None:
    rules = boek([interventie("x", effect("u", 0.5, deel=True))], [item(nulsituatie=nul(0.1))], [prijs("p")])
    built = build_model(plan(regel("x")), rules, {"BU1": gebied()})
    assert [(issue.code, issue.place) for issue in built.issues] == [("W102", "plan, gebied BU1")]


@pytest.mark.parametrize("niveau", ["E0a", "E0b"])
def test_without_evidence_only_the_costs_count_and_that_is_told(niveau: str) -> None:
    rules = boek([interventie("x", effect("u", 0.5), niveau=niveau)], [item()], [prijs("p")])
    built = build_model(plan(regel("x")), rules, {"BU1": gebied()})
    found = built.model.compute()
    assert (found["t_baten_cw"], found["t_kosten_cw"]) == (0, 150_000)
    assert [issue.code for issue in built.issues] == ["W104"]

    own = build_model(plan(regel("x", eigen={"korting": eigen(0.5)})), rules, {"BU1": gebied()})
    assert own.issues == ()
    assert float(own.model.compute()["t_baten_cw"]) > 0
