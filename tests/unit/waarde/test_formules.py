"""Formulas as a worksheet takes them: what Excel cannot compute is not in them, and they fit in a cell."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest

from buurtwijzer.valuation.build.model import build_model
from buurtwijzer.valuation.expressions import (
    Binary,
    Expression,
    If,
    Number,
    Ref,
    Together,
    Words,
    compare,
    compute,
    excel,
    names_in,
    near,
    ratio,
    when,
    within,
)
from buurtwijzer.valuation.model import Waardemodel
from tests.unit.waarde.boek import regel
from tests.unit.waarde.gevallen import alles

A, B, C = Ref("a"), Ref("b"), Ref("c")


def groot() -> Waardemodel:
    """Many lines in two areas."""
    keuze, rules, gebieden = alles()
    extra = tuple(regel(id_, code) for id_ in rules.interventies for code in gebieden for _ in range(8))
    return build_model(
        type(keuze)(**{**{n: getattr(keuze, n) for n in keuze.__slots__}, "regels": extra}), rules, gebieden
    ).model


GROOT = groot()


def parts(expression: object) -> Iterator[object]:
    yield expression
    for naam in getattr(expression, "__slots__", ()):
        value = getattr(expression, naam)
        for part in value if isinstance(value, tuple) else (value,):
            if hasattr(part, "__slots__") and not isinstance(part, str):
                yield from parts(part)


def as_text(expression: Expression) -> str:
    return excel(
        expression,
        lambda naam: f"Berekening!$AB${len(naam) + 1000}",
        lambda namen: ",".join("Berekening!$AB$1234" for _ in namen),
    )


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (A - (B - C), "a-(b-c)"),
        (A - B - C, "a-b-c"),
        ((A + B) * C, "(a+b)*c"),
        (A / (B * C), "a/(b*c)"),
        ((A**B) ** C, "(a^b)^c"),
        ((1 - A) ** (B - 1), "(1-a)^(b-1)"),
        (Number(-1.0) * A, "(-1)*a"),
        (A + 1e-9, "a+1E-09"),
        (ratio(A, B, 'geen "x"'), 'IF(b=0,"geen ""x""",a/b)'),
        (when(compare(A, ">=", 0, and_=compare(B, "<", 2)), 1, 0), "IF(AND(a>=0,b<2),1,0)"),
        (within(0, A, 1), "MIN(1,MAX(0,a))"),
    ],
)
def test_text(expression: Expression, text: str) -> None:
    assert excel(expression, lambda naam: naam, ",".join) == text


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (A / B, math.nan),
        (B**B, math.nan),
        (B ** Number(-1.0), math.nan),
        (Number(-8.0) ** Number(0.5), math.nan),
        (Number(-2.0) ** Number(3.0), -8.0),
        (B ** Number(2.0), 0.0),
        (ratio(A, B, "niets"), math.nan),
    ],
)
def test_what_a_worksheet_cannot_compute_is_not_a_number(expression: Expression, value: float) -> None:
    found = compute(expression, {"a": 3.0, "b": 0.0})
    np.testing.assert_equal(found, value)


def test_numbers_and_draws_give_the_same() -> None:
    keuze, rules, gebieden = alles()
    model = build_model(keuze, rules, gebieden).model
    one = model.compute()
    many = model.compute({naam: np.full(3, item.waarde) for naam, item in model.invoer.items()})
    for naam, value in one.items():
        np.testing.assert_allclose(many[naam], np.full(3, value), rtol=1e-14, atol=1e-9, err_msg=naam)


def test_every_formula_refers_back() -> None:
    known = set(GROOT.invoer)
    for naam, formula in GROOT.cellen.items():
        assert names_in(formula) <= known, naam
        known.add(naam)


def test_no_formula_reads_a_cell_that_may_hold_words() -> None:
    """A worksheet would show an error there, or leave the words out of a minimum in silence."""
    words = {naam for naam, formula in GROOT.cellen.items() if any(isinstance(part, Words) for part in parts(formula))}
    assert words
    assert [naam for naam, formula in GROOT.cellen.items() if names_in(formula) & words] == []


def test_every_formula_fits_in_a_cell() -> None:
    for naam, formula in GROOT.cellen.items():
        assert len(as_text(formula)) < 8_192, naam
        for part in parts(formula):
            if isinstance(part, Together):
                assert len(part.delen) <= 255, naam


def test_nothing_divides_by_what_may_be_nought() -> None:
    """Below the line stands a rate, or a condition has looked first."""

    def unguarded(expression: object, *, looked: bool = False) -> Iterator[Binary]:
        if isinstance(expression, Binary) and expression.operator == "/" and not looked:
            yield expression
        for part in parts(expression):
            if part is not expression:
                yield from unguarded(part, looked=looked or isinstance(expression, If))
                break

    for naam, formula in GROOT.cellen.items():
        for found in unguarded(formula):
            assert names_in(found.rechts) == {"discontovoet"}, naam


def test_every_input_has_a_name_for_a_workbook_and_words() -> None:
    for naam, item in GROOT.invoer.items():
        assert naam == item.naam
        assert naam.replace("_", "a").isalnum()
        assert naam.islower()
        assert item.omschrijving
        assert item.eenheid
        assert item.minimum is None or item.minimum <= item.waarde
        if item.laag is not None and item.hoog is not None:
            assert item.laag <= item.waarde <= item.hoog
            assert item.laag < item.hoog


def test_every_input_counts_somewhere() -> None:
    used = frozenset().union(*(names_in(formula) for formula in GROOT.cellen.values()))
    followed = {item.volgt.eigen for item in GROOT.invoer.values() if item.volgt is not None}
    without = {naam.partition("_")[2] for naam in set(GROOT.invoer) - used - followed}
    assert without <= {"anders_ook", "inzet"}, (
        "met een controlegroep, of wat eenmalig is: dan kan het niets anders zijn"
    )


def test_only_what_is_asked_is_computed() -> None:
    needed = GROOT.needed(["t_saldo"])
    assert needed[-1] == "t_saldo"
    assert len(needed) < len(GROOT.cellen)
    assert GROOT.compute(alleen=["t_saldo"])["t_saldo"] == GROOT.compute()["t_saldo"]
    assert "check_dubbel" not in GROOT.compute(alleen=["t_saldo"])


def test_a_value_for_what_is_no_input_is_refused() -> None:
    with pytest.raises(KeyError):
        GROOT.compute({"t_saldo": 1.0})


def test_near() -> None:
    assert compute(when(near(A, B), 1, 0), {"a": 1.0, "b": 1.0 + 1e-12}) == 1
    assert compute(when(near(A, B), 1, 0), {"a": 1.0, "b": 1.1}) == 0
