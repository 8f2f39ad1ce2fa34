"""Who meets whom: lines of one intervention reach others, a wijk holds its buurten, and what nobody knows is said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.valuation.build.meeting import groups_of_areas
from buurtwijzer.valuation.build.model import Built, build_model
from buurtwijzer.valuation.build.reach import reached_twice
from buurtwijzer.valuation.expressions import Value, excel
from buurtwijzer.valuation.model import Waardemodel
from tests.unit.waarde.boek import baat, boek, effect, gebied, interventie, nul, plan, prijs, regel, uitkomst

WIJK, BUURT, ANDER, STAD = "WK034401", "BU03440111", "BU03440112", "GM0344"
INWONERS = {WIJK: 2_000.0, BUURT: 1_000.0, ANDER: 500.0, STAD: 10_000.0}
GEBIEDEN = {code: gebied(code, number, number / 2) for code, number in INWONERS.items()}


def regels(basis: float | None = None, *, eenheid: str = "woningen", keten: bool = False, **velden: Any) -> Rulebook:
    """Two interventions, x and y, that change a by 0.1 for each of 100 that one of them reaches; z changes b by 0.2."""
    own = velden | ({} if basis is None else {"nulsituatie": nul(basis)})
    a = uitkomst("a", baat("p"), keten=["b"] if keten else [], keten_rang=1, **own)
    b = uitkomst("b", baat("p"), keten=["a"] if keten else [], keten_rang=2, **own)
    each = [
        interventie(id_, effect(wat, size), bereik=(100, 100), eenheid=eenheid)
        for id_, wat, size in (("x", "a", 0.1), ("y", "a", 0.1), ("z", "b", 0.2))
    ]
    return boek(each, [a, b], [prijs("p")], korting_e5_frac=0.0, discontovoet_pj_frac=0.0)


def bouw(rulebook: Rulebook, *lines: Any) -> Built:
    return build_model(plan(*lines, looptijd_jaren=1), rulebook, GEBIEDEN)


def reken(rulebook: Rulebook, *lines: Any) -> dict[str, Value]:
    return bouw(rulebook, *lines).model.compute()


def woorden(model: Waardemodel, controle: str) -> str:
    return excel(model.cellen[controle], str, str)


@pytest.mark.parametrize("basis", [None, 0.05, 0.2])
@given(delen=st.lists(st.integers(1, 10), min_size=1, max_size=5))
def test_one_line_or_many_of_the_same_is_the_same_plan(basis: float | None, delen: list[int]) -> None:
    rules = regels(basis)
    # 500 homes are there; each part is 10 of them.
    many = [regel("x", BUURT, aantal=deel / 10) for deel in delen]
    one = reken(rules, regel("x", BUURT, aantal=sum(delen) / 10), regel("y", BUURT))
    split = reken(rules, *many, regel("y", BUURT))
    assert split["t_baten_cw"] == pytest.approx(float(one["t_baten_cw"]), rel=1e-9)
    assert split["t_per_euro"] == pytest.approx(float(one["t_per_euro"]), rel=1e-9)


def test_homes_that_are_not_there_bring_nothing() -> None:
    # Ten lines of 100 homes, of which there are 500: 50 change, not 100.
    found = reken(regels(), *[regel("x", BUURT)] * 10)
    assert found["s1_telt_j1"] == pytest.approx(50)
    assert (found["check_som_bereik"], found["t_baten_cw"]) == (0, pytest.approx(50_000))


def test_lines_of_one_intervention_are_other_homes_and_that_is_no_double_count() -> None:
    built = bouw(regels(), regel("x", BUURT), regel("x", BUURT))
    assert built.issues == ()
    assert built.model.compute()["check_dubbel"] == 1


@pytest.mark.parametrize("eenheid", ["deelnemers", "inwoners"])
def test_of_people_nobody_knows_whether_there_are_so_many(eenheid: str) -> None:
    built = bouw(regels(eenheid=eenheid), regel("x", BUURT), regel("x", BUURT))
    assert [issue.code for issue in built.issues] == ["W103"]
    assert '"niet te toetsen: ' in woorden(built.model, "check_dubbel")


def test_the_check_names_the_lines_of_which_it_cannot_tell() -> None:
    built = bouw(regels(), regel("x", BUURT), regel("y", BUURT))
    assert [issue.code for issue in built.issues] == ["W103"]
    found = built.model.compute()["check_dubbel"]
    assert float(found) != float(found)
    assert "regel 1, 2" in woorden(built.model, "check_dubbel")


def test_without_a_base_there_are_never_more_than_people() -> None:
    # 10 of at most 500 households each: 500 x (1 - 0.98 x 0.98) = 19.8
    found = reken(_per_home(), regel("x", BUURT), regel("y", BUURT))
    assert found["s1_telt_j1"] == pytest.approx(19.8)
    assert float(found["check_dubbel"]) != float(found["check_dubbel"])


def _per_home() -> Rulebook:
    rules = regels()
    rules.uitkomsten["a"] = rules.uitkomsten["a"].model_copy(update={"eenheid": "huishouden_jaar"})
    return rules


def test_a_buurt_finds_what_the_wijk_left() -> None:
    # Wijk: 10 of 200. Buurt: 10 of 100, of which the wijk did 10/200: 10 + 10 x 0.95 = 19.5
    found = reken(regels(0.1), regel("x", BUURT), regel("y", WIJK))
    assert found["s1_telt_j1"] == pytest.approx(19.5)
    assert found["s1_interactie_j1"] == pytest.approx(-0.5)
    assert found["check_dubbel"] == 1
    # Together it is what chance gives: in the buurt 100 x (1 - 0.9 x 0.95) = 14.5, elsewhere 100 x 0.05 = 5.
    assert pytest.approx(19.5) == 100 * (1 - 0.9 * 0.95) + 100 * 0.05


def test_buurten_beside_each_other_do_not_meet_by_a_wijk_around_them() -> None:
    # Buurten of 100 and 50: each 10, less a twentieth that the wijk did.
    found = reken(regels(0.1), regel("x", BUURT), regel("x", ANDER), regel("y", WIJK))
    assert found["s1_telt_j1"] == pytest.approx(10 + 10 * 0.95 + 10 * 0.95)
    apart = bouw(regels(0.1), regel("x", BUURT), regel("y", ANDER))
    assert apart.model.samenloop == ()


def test_a_gemeente_holds_wijk_and_buurt() -> None:
    found = reken(regels(0.1), regel("x", BUURT), regel("y", WIJK), regel("x", STAD))
    assert found["s1_telt_j1"] == pytest.approx(10 + 10 * 0.99 + 10 * 0.99 * 0.95)


def test_a_chain_takes_off_inside_areas_that_hold_each_other_only() -> None:
    rules = regels(0.1, keten=True)
    # The wijk has 20 of b, the buurt 10 of a that goes first.
    found = reken(rules, regel("x", BUURT), regel("z", WIJK))
    assert found["t_baten_cw"] == pytest.approx(20_000)
    # Two buurten apart in one wijk: a of the one takes nothing off b of the other, that of the wijk does.
    found = reken(rules, regel("x", BUURT), regel("z", ANDER), regel("y", WIJK, aantal=0.1))
    a, b = 1 + 10 * (1 - 1 / 200), 20
    assert found["t_baten_cw"] == pytest.approx(1_000 * (a + b - 1))


def test_reach_of_a_wijk_counts_its_buurten() -> None:
    # 5 x 100 of x in the buurt fits 500; with 6 x 100 more in the wijk there are 1,100 where 1,000 homes are.
    lines = regel("x", BUURT, aantal=5.0), regel("x", WIJK, aantal=6.0)
    built = bouw(regels(0.1), *lines)
    values = {naam: float(value) for naam, value in built.model.compute().items()}
    assert values["check_som_bereik"] == 0
    (told,) = reached_twice(built.model, values)
    assert (told.code, "1.100" in told.message, "1.000" in told.message) == ("W131", True, True)
    assert reken(regels(0.1), lines[0], regel("x", WIJK, aantal=5.0))["check_som_bereik"] == 1


def test_more_than_a_wijk_has_is_red_when_its_buurten_make_it_so() -> None:
    lines = regel("x", BUURT, aantal=5.0), regel("x", WIJK, aantal=6.0)
    # 50 and 60 of 100 in the wijk
    assert reken(regels(0.05), lines[0], lines[1])["check_nulsituatie"] == 0
    assert reken(regels(0.1), lines[0], lines[1])["check_nulsituatie"] == 1


@given(st.permutations([STAD, WIJK, BUURT, ANDER, "WK034402", "GM0363"]))
def test_areas_come_together_in_any_order(codes: list[str]) -> None:
    found = groups_of_areas(codes)
    assert sorted(map(set, found), key=len) == [{"GM0363"}, {STAD, WIJK, BUURT, ANDER, "WK034402"}]
    assert [group[0] for group in found if len(group) > 1] == [STAD]


def test_each_area_has_its_own_base() -> None:
    """A base of each area, with its own source."""
    built = bouw(regels(0.1), regel("x", BUURT), regel("y", WIJK))
    item = built.model.samenloop[0]
    assert {code: built.model.invoer[naam].waarde for code, naam in item.nullen.items()} == {WIJK: 200, BUURT: 100}
