"""Chains and interaction, with the numbers worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan
from buurtwijzer.valuation.build.model import build_model
from buurtwijzer.valuation.expressions import Value
from tests.unit.waarde.boek import baat, boek, effect, gebied, interventie, model, nul, plan, prijs, regel, uitkomst


def twee(*, keten: bool = False, basis: float | None = None, **effecten: float) -> Rulebook:
    """Two outcomes of 1,000 euro each, a before b, and per effect an intervention that reaches 100 people for good."""
    velden: dict[str, Any] = {} if basis is None else {"nulsituatie": nul(basis)}
    a = uitkomst("a", baat("p"), keten=["b"] if keten else [], keten_rang=1, **velden)
    b = uitkomst("b", baat("p"), keten=["a"] if keten else [], keten_rang=2, **velden)
    known = [effect(naam, size) for naam, size in effecten.items()]
    apart = [interventie(f"alleen_{item.uitkomst}", item, bereik=(100, 100)) for item in known]
    getallen = {"korting_e5_frac": 0.0, "discontovoet_pj_frac": 0.0}
    both = [interventie(id_, *known, bereik=(100, 100)) for id_ in ("samen", "ook_samen")]
    other = [interventie(f"ook_{item.uitkomst}", item, bereik=(100, 100)) for item in known]
    again = [interventie(f"weer_{item.uitkomst}", item, bereik=(100, 100)) for item in known]
    return boek([*both, *apart, *other, *again], [a, b], [prijs("p")], **getallen)


def reken(rulebook: Rulebook, *regels: Any, inwoners: float = 1000.0) -> dict[str, Value]:
    keuze: Plan = plan(*regels, looptijd_jaren=1)
    return model(keuze, rulebook, gebied("BU1", inwoners)).compute()


def test_of_a_chain_the_next_counts_only_the_people_beyond_the_first() -> None:
    found = reken(twee(keten=True, a=0.2, b=0.5), regel("samen"))
    # 20 have a, 50 have b; of those 50 there are 20 that count for a.
    assert (found["r1_e1_telt_j1"], found["r1_e2_keten_j1"], found["r1_e2_telt_j1"]) == (20, 20, 30)
    assert found["t_baten_cw"] == 50_000


def test_of_a_chain_no_more_is_taken_than_there_is() -> None:
    found = reken(twee(keten=True, a=0.5, b=0.2), regel("samen"))
    assert (found["r1_e1_telt_j1"], found["r1_e2_telt_j1"]) == (50, 0)


def test_an_effect_for_the_worse_stays_whole_in_a_chain() -> None:
    found = reken(twee(keten=True, a=0.2, b=-0.3), regel("samen"))
    assert (found["r1_e1_telt_j1"], found["r1_e2_telt_j1"]) == (20, -30)
    found = reken(twee(keten=True, a=-0.2, b=0.3), regel("samen"))
    assert (found["r1_e1_telt_j1"], found["r1_e2_telt_j1"]) == (-20, 30)
    assert found["t_baten_cw"] == 10_000


def test_a_chain_holds_over_lines_too() -> None:
    found = reken(twee(keten=True, a=0.2, b=0.5), regel("alleen_a"), regel("alleen_b"))
    assert (found["r1_e1_telt_j1"], found["r2_e1_telt_j1"]) == (20, 50)
    assert (found["s1_keten_j1"], found["s1_telt_j1"]) == (-20, 30)
    assert (found["t_samenloop_cw"], found["t_baten_cw"]) == (-20_000, 50_000)


def test_who_meets_the_same_people_finds_what_the_other_left() -> None:
    # 100 happen without: together 100 x (1 - 0.8 x 0.8) = 36, not 40.
    found = reken(twee(basis=0.1, a=0.2), regel("alleen_a"), regel("ook_a"))
    assert found["s1_nul"] == 100
    assert found["s1_interactie_j1"] == pytest.approx(-4)
    assert found["t_baten_cw"] == pytest.approx(36_000)
    # A third: 100 x (1 - 0.8^3) = 48.8
    found = reken(twee(basis=0.1, a=0.2), regel("alleen_a"), regel("ook_a"), regel("weer_a"))
    assert found["s1_telt_j1"] == pytest.approx(48.8)


def test_chain_and_interaction_together() -> None:
    # a: 20 and 20 of 100 is 36. b: 50 and 50 of 100 is 75. Of those 75 there are 36 that count for a: 39 are left.
    found = reken(twee(keten=True, basis=0.1, a=0.2, b=0.5), regel("samen"), regel("ook_samen"))
    assert found["s1_telt_j1"] == pytest.approx(36)
    assert found["s2_interactie_j1"] == pytest.approx(-25)
    assert found["s2_telt_j1"] == pytest.approx(39)
    # The lines took 20 off each; together 36 must go, so 4 come back.
    assert found["s2_keten_j1"] == pytest.approx(4)
    assert found["t_baten_cw"] == pytest.approx(75_000)
    assert found["check_dubbel"] == 1


def test_of_three_in_a_chain_who_counts_already_is_taken_off_once() -> None:
    a, b, c = (
        uitkomst(id_, baat("p"), keten=[o for o in "abc" if o != id_], keten_rang=rang)
        for rang, id_ in enumerate("abc", start=1)
    )
    rules = boek(
        [interventie("x", effect("c", 0.12), effect("b", 0.05), effect("a", 0.05), bereik=(100, 100))],
        [a, b, c],
        [prijs("p")],
        korting_e5_frac=0.0,
    )
    found = reken(rules, regel("x"))
    # The order is that of the chain, not that of the rule: a counts 5, b none, c the 7 beyond.
    assert [found[f"r1_e{number}_telt_j1"] for number in (3, 2, 1)] == pytest.approx([5, 0, 7])


def test_where_nothing_happens_nothing_interacts_and_the_check_is_red() -> None:
    found = reken(twee(basis=0.0, a=0.2), regel("alleen_a"), regel("ook_a"))
    assert (found["s1_nul"], found["s1_interactie_j1"], found["check_nulsituatie"]) == (0, 0, 0)


def test_more_than_there_is_cannot_be_prevented_together() -> None:
    found = reken(twee(basis=0.01, a=0.2), regel("alleen_a"), regel("ook_a"))
    assert (found["s1_nul"], found["s1_telt_j1"], found["check_nulsituatie"]) == (10, 10, 0)


def test_one_for_the_better_and_one_for_the_worse() -> None:
    rules = twee(basis=0.1, a=0.2, b=0.1)
    worse = rules.interventies["alleen_a"].effecten[0].model_copy(update={"midden": -0.1})
    rules.interventies["alleen_b"] = rules.interventies["alleen_b"].model_copy(update={"effecten": [worse]})
    found = reken(rules, regel("alleen_a"), regel("alleen_b"))
    # 100 x (1 - 0.8 x 1.1) = 12
    assert found["s1_telt_j1"] == pytest.approx(12)
    assert found["check_dubbel"] == 1


def test_other_areas_do_not_meet() -> None:
    rules = twee(basis=0.1, a=0.2)
    keuze = plan(regel("alleen_a"), regel("alleen_a", "BU2"), looptijd_jaren=1)
    found = model(keuze, rules, gebied("BU1"), gebied("BU2"))
    assert found.samenloop == ()
    assert found.compute()["t_baten_cw"] == pytest.approx(40_000)


def test_overlap_that_cannot_be_computed_is_told() -> None:
    built = build_model(plan(regel("alleen_a"), regel("ook_a")), twee(a=0.2), {"BU1": gebied()})
    assert [issue.code for issue in built.issues] == ["W103"]
    assert not built.model.samenloop[0].nul_bekend
