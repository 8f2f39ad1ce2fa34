"""Formulas turned between Excel and LibreOffice's interface without asking LibreOffice, only where that is certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtwijzer_excel.engines.addresses import Area, rectangles
from buurtwijzer_excel.engines.calc.grammar import to_calc, to_excel
from buurtwijzer_excel.engines.calc.marks import sheet_mark

SAME = [
    ("=SUM(B2:B4,3)", "=SUM(B2:B4;3)"),
    ("=Aannames!$B$5*discontovoet", "=$Aannames.$B$5*discontovoet"),
    ("='Wie betaalt, wie profiteert'!C3", "=$'Wie betaalt, wie profiteert'.C3"),
    ("='Scenario''s'!A1&\"; a, b\"", "=$'Scenario''s'.A1&\"; a, b\""),
    ('=IF(ISFORMULA(B5),"ja ""nee""",1E-05)', '=IF(ISFORMULA(B5);"ja ""nee""";1E-05)'),
    ("=MAX(0,-A1)^2%<>3", "=MAX(0;-A1)^2%<>3"),
    ("=1/(1+discontovoet)^1.5", "=1/(1+discontovoet)^1.5"),
]
UNSURE = [
    "=HSTACK(A1,B1)",
    "={1,2}",
    "=A1:INDEX(B:B,3)",
    "=TRUE",
    "=B:B",
    "=#REF!+1",
    "=[1]Blad1!A1",
    "=Tabel1[bedrag]",
    "=A1 B1",
    "=PERCENTILE.INC(A1:A3,0.5)",
    "=som(A1)",
    "=naam!ding",
    "geen formule",
]


@pytest.mark.parametrize(("excel", "calc"), SAME)
def test_what_is_certain_is_turned_both_ways(excel: str, calc: str) -> None:
    assert to_calc(excel) == calc
    assert to_excel(calc, sheet_mark) == excel


@pytest.mark.parametrize("formula", UNSURE)
def test_what_is_not_certain_is_left_to_libreoffice(formula: str) -> None:
    assert to_calc(formula) is None
    assert to_excel(formula.replace(",", ";").replace("!", "."), sheet_mark) is None


@given(st.text(alphabet="AB1$'\"!.;,:()+-= SUMIF", max_size=20))
def test_turning_there_and_back_never_changes_a_formula(text: str) -> None:
    turned = to_calc(f"={text}")
    if turned is not None:
        back = to_excel(turned, sheet_mark)
        assert back is not None
        assert back.replace("'", "").replace("$", "") == f"={text}".replace("'", "").replace("$", "")


@given(st.sets(st.tuples(st.integers(1, 6), st.integers(1, 6))))
def test_rectangles_hold_every_cell_once(cells: set[tuple[int, int]]) -> None:
    found = [
        (row, column)
        for area in rectangles(cells)
        for row in range(area.row, area.last_row + 1)
        for column in range(area.column, area.last_column + 1)
    ]
    assert sorted(found) == sorted(cells)


def test_equal_stretches_below_each_other_are_one_rectangle() -> None:
    assert rectangles([(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)]) == [Area(1, 1, 2, 2), Area(3, 1, 1, 1)]
