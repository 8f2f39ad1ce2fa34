"""What a public euro brings: net of what residents and entrepreneurs pay, and in cash only what public parties hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.valuation.expressions import Value
from tests.unit.waarde.boek import baat, boek, effect, interventie, model, plan, prijs, regel, uitkomst


def reken(delen: dict[Partij, float], prijs_: float = 10_000.0, kosten_van: str = "gemeente") -> dict[str, Value]:
    """One line of 150,000 euro that changes 20 cases a year, worth a price each to who is named."""
    rules = boek(
        [interventie("x", effect("a", 0.1), betalers=list(delen))],
        [
            uitkomst(
                "a",
                baat("p", kosten_van),
                baat("q", "gemeente", "overdracht"),
                baat("q", "bewoners", "overdracht", "min"),
            )
        ],
        [prijs("p", prijs_), prijs("q", 500.0)],
    )
    return model(plan(regel("x", verdeling=delen)), rules).compute()


@given(
    bewoners=st.integers(0, 99).map(lambda n: n / 100),
    prijs_=st.integers(0, 4_000).map(float),
    wie=st.sampled_from(["gemeente", "bewoners"]),
)
def test_above_one_is_a_balance_above_nought(bewoners: float, prijs_: float, wie: str) -> None:
    found = reken({Partij.GEMEENTE: 1 - bewoners, Partij.BEWONERS: bewoners}, prijs_, wie)
    for id_ in ("t", "r1"):
        ratio, saldo, public = (float(found[f"{id_}_{naam}"]) for naam in ("per_euro", "saldo", "publiek_cw"))
        assert (ratio - 1) * public == pytest.approx(saldo, rel=1e-9, abs=1e-6)
        assert (ratio > 1) == (saldo > 0) or abs(saldo) < 1e-6


def test_what_residents_pay_makes_no_public_euro_better() -> None:
    """Before, a balance below 0 became 'worth more than it costs' by letting residents pay nearly all of it."""
    alone = reken({Partij.GEMEENTE: 1.0}, 1_000.0)
    shared = reken({Partij.GEMEENTE: 0.05, Partij.BEWONERS: 0.95}, 1_000.0)
    assert alone["t_saldo"] == shared["t_saldo"]
    assert float(shared["t_saldo"]) < 0
    assert float(shared["t_per_euro"]) < float(alone["t_per_euro"]) < 1


def test_cash_of_residents_does_not_come_back_to_who_pays() -> None:
    delen = {Partij.GEMEENTE: 1.0}
    own, theirs = reken(delen, 3_000.0), reken(delen, 3_000.0, "bewoners")
    assert own["t_kas_cw"] == theirs["t_kas_cw"]
    # 20 cases x 500 euro move to the gemeente each year; that is all that comes back when residents hold the cash.
    assert theirs["t_publiek_kas_j1"] == pytest.approx(10_000 * 0.95)
    assert theirs["t_kas_per_euro"] == pytest.approx(float(theirs["p_gemeente_per_euro"]))
    assert own["t_kas_per_euro"] == pytest.approx(float(own["p_gemeente_per_euro"]))
    assert (own["t_terugverdien"], own["r1_terugverdien"]) == (3, 3)
    assert not any(float(theirs[naam]) > 0 for naam in ("t_terugverdien", "r1_terugverdien"))


def test_without_public_money_there_is_no_ratio() -> None:
    found = reken({Partij.BEWONERS: 1.0})
    assert float(found["t_per_euro"]) != float(found["t_per_euro"])
    assert found["t_publiek_cw"] == 0
