"""Array formulas of the user, also those that show nothing, are never written over: in memory and in LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwings as xw

from buurtwijzer_excel.commands.perform import perform
from buurtwijzer_excel.engines.memory import start
from buurtwijzer_excel.engines.memory.model import Formula
from buurtwijzer_excel.live.reading import owned_columns
from tests.calc import opened
from tests.keten.scenario_excel import DATA, select, standard_payload


def put_array(cells: xw.Range, formula: str, shown: str = "") -> None:
    """Put an array formula in cells; memory has no arrays, so there each cell gets one that shows a text."""
    if cells.sheet.book.app.engine.name == "memory":
        for cell in cells:
            cells.sheet.impl.model.cellen[cell.row, cell.column] = Formula(formula, shown)
    else:
        cells.formula_array = formula


def formulas_of(cells: xw.Range) -> list[str]:
    return [cell.formula for cell in cells]


@pytest.mark.parametrize("rows", [(4, 4), (4, 6)])
def test_an_array_formula_that_shows_nothing_keeps_its_column(rows: tuple[int, int], app: xw.App) -> None:
    sheet = select(app, "A4:A6")
    beside = sheet.used_range.last_cell.column + 1
    cells = sheet.range((rows[0], beside), (rows[1], beside))
    put_array(cells, '=IF(SUM((B4:E4="x")*1)>0,"let op","")')
    before = formulas_of(cells)
    assert all(text.startswith("=IF(") for text in before)
    text = perform("analyseer_selectie", app)
    assert text.startswith("3 rijen"), text
    assert min(column.kolom for column in owned_columns(sheet)) == beside
    perform("ververs", app)
    perform("opruimen", app)
    assert formulas_of(cells) == before


def test_an_array_formula_in_our_columns_is_the_users(app: xw.App) -> None:
    sheet = select(app, "A4:A6")
    perform("analyseer_selectie", app)
    first = owned_columns(sheet)[0].kolom + 1
    same, empty = sheet.range((4, first)), sheet.range((5, first), (6, first))
    shown = same.value
    for cells in (same, empty):
        cells.number_format = "General"
        cells.clear_contents()
    put_array(same, f'=IF(1,"{shown}","")', shown)
    put_array(empty, '=IF(A5:A6="x","y","")')
    before = formulas_of(same) + formulas_of(empty)
    for command in ("ververs", "analyseer_selectie"):
        text = perform(command, app)
        assert "3 cellen" in text, text
        assert formulas_of(same) + formulas_of(empty) == before
    assert "blijft staan" in perform("opruimen", app)
    assert formulas_of(same) + formulas_of(empty) == before


def test_a_cell_that_an_excel_formula_spills_into_keeps_its_column(root: Path) -> None:
    """Excel gives an empty text there, and no formula; an empty cell it gives as nothing."""
    program = start(standard_payload(root))
    sheet = select(program, "A4:A6")
    beside = sheet.used_range.last_cell.column + 1
    sheet.impl.model.cellen[1, beside - 1] = Formula('=IF(1,HSTACK("kop",A1:A5&""))', "kop")
    sheet.impl.model.cellen[5, beside] = ""
    perform("analyseer_selectie", program)
    assert min(column.kolom for column in owned_columns(sheet)) == beside
    perform("opruimen", program)
    assert sheet.impl.model.cellen[5, beside] == ""
    program.quit()


def test_formulas_read_as_excel_gives_them(calc: xw.App, saved: Path) -> None:
    with opened(calc, saved) as book:
        sheet = book.sheets[DATA]
        sheet.range("IA1").value = "{=geen formule}"
        sheet.range("IA2").formula_array = "=SUM(F4:F6*2)"
        sheet.range("IA3:IA4").formula_array = '=IF(A3:A4="x","y","")'
        assert sheet.range("IA1").formula == "{=geen formule}"
        assert sheet.range("IA2").formula == "=SUM(F4:F6*2)"
        assert [row[0] for row in sheet.range("IA3:IA4").formula] == ['=IF(A3:A4="x","y","")'] * 2
