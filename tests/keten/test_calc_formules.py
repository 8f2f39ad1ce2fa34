"""Every way in which a formula of Excel gets into LibreOffice knows the same words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import xlwings as xw

NEWER = "=IF(ISFORMULA(A1),1,2)"


@pytest.fixture
def sheet(calc: xw.App) -> Iterator[xw.Sheet]:
    calc.activate()
    book = calc.books.add()
    book.sheets[0].range("A1").value = 1.0
    yield book.sheets[0]
    book.close()


def test_a_newer_function_is_known_in_a_block_in_one_cell_filled_as_an_array_and_in_a_name(sheet: xw.Sheet) -> None:
    sheet.range("C1:D1").formula = [[NEWER, "=HSTACK(ISFORMULA(A1),1)"]]
    sheet.range("C2").formula = NEWER
    sheet.range("C3:C4").formula = "=IF(ISFORMULA(A$1),1,2)"
    sheet.range("C5").formula_array = NEWER
    sheet.book.names.add("een_of_twee", "=IF(ISFORMULA($A$1),1,2)")
    sheet.range("C6").formula = "=een_of_twee"
    assert sheet.range("C1:C6").value == [2.0] * 6
    assert sheet.range("C1").formula == sheet.range("C2").formula == NEWER


@pytest.mark.parametrize(
    "formula",
    ["=SUM(A1:A3,2)", '=IF(A1>0.5,"a; b",0.25)', "=-A1^2%", "=een_naam*2", "='Mijn blad'!B2&\"x\"", "=Ander!B2"],
)
def test_what_is_turned_here_is_what_libreoffice_makes_of_it(sheet: xw.Sheet, formula: str) -> None:
    """Its own parser, over the bridge, is the judge."""
    for name in ("Mijn blad", "Ander"):
        sheet.book.sheets.add(name, after=sheet)
    sheet.book.names.add("een_naam", "=$A$1")
    cells, parser = sheet.range("C1:C2").impl, sheet.book.impl.parser
    sheet.range("C1").formula = formula
    other = cells.xl.getCellByPosition(0, 1)
    other.setTokens(parser.parseFormula(formula[1:], cells.xl.getCellByPosition(0, 0).getCellAddress()))
    written = cells.xl.getCellByPosition(0, 0)
    corner = written.getCellAddress()
    assert parser.printFormula(written.getTokens(), corner) == parser.printFormula(other.getTokens(), corner)
    assert sheet.range("C1").formula == formula


def test_a_text_that_looks_like_a_formula_stays_a_text(sheet: xw.Sheet) -> None:
    sheet.range("C1").value = "'=SUM(A1;A2)"
    sheet.range("C2").formula = "=SUM(A1,A2)"
    assert sheet.range("C1:C2").formula == (("=SUM(A1;A2)",), ("=SUM(A1,A2)",))
    assert sheet.range("C1").value == "=SUM(A1;A2)"


def test_a_formula_gives_its_cell_no_format(sheet: xw.Sheet) -> None:
    sheet.range("C1:C3").formula = [["=A1*10%"], ["=ROUND(A1/3,2)"], ["=ISFORMULA(A1)+0"]]
    assert sheet.range("C1:C3").number_format == "General"
