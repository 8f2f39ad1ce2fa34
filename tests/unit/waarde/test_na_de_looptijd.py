"""Years of cost after the horizon are not in the valuation; they are told, shown and checked."""

from __future__ import annotations

from typing import Any

import pytest

from buurtwijzer.valuation.build.afterwards import never_works, paid_afterwards
from buurtwijzer.valuation.model import Waardemodel
from tests.unit.waarde.boek import baat, boek, effect, interventie, kosten, model, plan, prijs, regel, uitkomst

_YEARLY = kosten(10_000, ritme="jaarlijks", btw_frac=1.0, grondslag="vergelijkbaar")
BOEK = boek(
    [
        interventie("elk", effect("u", 0.1), kosten=_YEARLY),
        interventie("traag", effect("u", 0.1), kosten=_YEARLY, doorlooptijd_maanden=12, stopt_met_inzet=True),
        interventie("eens", effect("u", 0.1), kosten=kosten(10_000, btw_frac=1.0, grondslag="gerealiseerd")),
    ],
    [uitkomst("u", baat("p"))],
    [prijs("p", 500)],
)


def built(id_: str = "elk", **velden: Any) -> Waardemodel:
    return model(plan(regel(id_, **{"inzet_jaren": 5, **velden})), BOEK)


def numbers(found: Waardemodel, **typed: float) -> dict[str, float]:
    return {naam: float(value) for naam, value in found.compute(typed).items()}


def test_a_line_of_eight_years_in_a_plan_of_five_owes_three() -> None:
    found = built(inzet_jaren=8, eigen_uren=100, eigen_tarief_eur=50)
    values = numbers(found)
    assert values["r1_na_jaren"] == 3
    hours = 100 * 50 * (1 + values["overhead"]) * 1.1
    by_hand = sum(11_000 * 1.02**year + hours * (1 + values["index_loon"]) ** year for year in (5, 6, 7))
    assert values["r1_na_nominaal"] == pytest.approx(by_hand)
    assert values["check_looptijd"] != values["check_looptijd"], "woorden"
    (told,) = paid_afterwards(found, values)
    assert told.code == "W141"
    assert "na 2028 nog 3 jaar betaald" in told.message
    assert f"{by_hand:,.0f}".replace(",", ".") in told.message


def test_an_index_of_nought_is_no_division() -> None:
    values = numbers(built(inzet_jaren=8), index_prijs=0.0, index_loon=0.0, index_bouw=0.0)
    assert values["r1_na_nominaal"] == pytest.approx(3 * 11_000)


@pytest.mark.parametrize(
    ("id_", "typed", "years", "check"),
    [
        ("elk", {}, 0, 1),
        ("elk", {"r1_start": 2.0}, 1, None),
        ("elk", {"r1_start": 6.0}, 5, 0),
        ("elk", {"r1_start": 9.0}, 5, 0),
        ("elk", {"r1_start": 0.0}, 0, 0),
        ("elk", {"r1_inzet": 0.0}, 0, 0),
        ("eens", {"r1_start": 5.0}, 0, 1),
        ("eens", {"r1_start": 6.0}, 1, 0),
    ],
)
def test_what_is_typed_outside_the_years_is_red_or_told(
    id_: str, typed: dict[str, float], years: int, check: int | None
) -> None:
    values = numbers(built(id_, inzet_jaren=5 if id_ == "elk" else 1), **typed)
    assert values["r1_na_jaren"] == years
    assert (values["check_looptijd"] == check) if check is not None else values["check_looptijd"] != values["t_saldo"]
    assert (values["t_na_nominaal"] > 0) == (years > 0)


def test_what_is_paid_and_never_works_is_told() -> None:
    idle, late = built("traag", inzet_jaren=1), built("traag", inzet_jaren=2)
    (told,) = never_works(idle, numbers(idle))
    assert told.code == "W151"
    assert "'traag'" in told.message
    assert not list(never_works(late, numbers(late)))
    assert not list(never_works(built(), numbers(built())))
