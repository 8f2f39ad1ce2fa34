"""A row in the user's table that is no area, or lost its code: the button and the file both go on with the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from buurtwijzer_excel.commands.perform import perform
from buurtwijzer_excel.engines.memory import start
from tests.keten.conftest import Ran
from tests.keten.scenario_excel import DATA, filled_rows, select, standard_payload


def _findings(app: Any) -> str:
    name = next(name for name in app.books.active.sheet_names if name.startswith("Meldingen ("))
    return str(app.books.active.sheets[name].used_range.options(ndim=2).value)


@pytest.mark.parametrize(
    ("cel", "waarde"),
    [("A31", "Totaal"), ("C31", "Totaal"), ("A45", 5.0), ("G31", 1234.0), ("C40", "nog nabellen")],
)
def test_a_row_below_the_list_is_skipped_and_told(root: Path, cel: str, waarde: object) -> None:
    app = start(standard_payload(root))
    sheet = select(app, "A4:A6")
    sheet.range(cel).value = waarde
    assert perform("analyseer_selectie", app).startswith("3 rijen met een buurt bekeken")
    assert filled_rows(sheet) == [4, 5, 6]
    assert f"{cel}." in _findings(app)


def test_a_code_that_was_cleared_costs_its_own_row(root: Path) -> None:
    app = start(standard_payload(root))
    sheet = select(app, "A4:A8")
    for cel in ("A5", "B5", "F5"):  # the sheet has its codes in three forms
        sheet.range(cel).value = None
    assert perform("analyseer_selectie", app).startswith("4 rijen met een buurt bekeken")
    assert filled_rows(sheet) == [4, 6, 7, 8]
    assert "niet te zien om welk gebied het gaat: A5." in _findings(app)


def test_a_code_that_still_stands_in_another_column_gets_no_figures_of_a_row_that_cannot_be_read(root: Path) -> None:
    app = start(standard_payload(root))
    sheet = select(app, "A4:A8")
    sheet.range("A5").value = None
    assert "Er zijn geen cijfers over 1 gebied: BU99990102." in perform("analyseer_selectie", app)
    assert "niet te zien om welk gebied het gaat: A5." in _findings(app)


def test_a_code_cleared_after_the_results_and_put_back(root: Path) -> None:
    app = start(standard_payload(root))
    sheet = select(app, "A4:A8")
    perform("analyseer_selectie", app)
    code = sheet.range("A5").value
    sheet.range("A5").value = None
    assert "D210" not in perform("ververs", app)
    sheet.range("A5").value = code
    select(app, "A4:A8")
    perform("analyseer_selectie", app)
    assert filled_rows(sheet) == [4, 5, 6, 7, 8]


def test_a_totals_row_in_a_file_that_gets_its_results(run: Callable[..., Ran], kwb: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(kwb)
    sheet = book.worksheets[0]
    last = sheet.max_row
    sheet.cell(last + 2, 3, "Totaal Voorbeeldstad")
    sheet.cell(last + 2, 8, 12345)
    book.save(tmp_path / "eigen.xlsx")
    for words in (("--terugschrijven", "eigen.xlsx"), ("eigen.xlsx",)):
        ran = run("score", *words, "-o", f"uit{len(words)}.xlsx")
        assert ran.exit_code == 0, ran.err
        found = openpyxl.load_workbook(tmp_path / f"uit{len(words)}.xlsx")["Meldingen"]
        assert any(f"C{last + 2}." in str(cell) for row in found.values for cell in row)


def test_a_code_that_was_cleared_in_a_file(run: Callable[..., Ran], kwb: Path, tmp_path: Path) -> None:
    """Beside the rows of the user it costs that row; in a run over files an area would be lost, so it is refused."""
    book = openpyxl.load_workbook(kwb)
    book.worksheets[0]["A5"] = None
    book.save(tmp_path / "eigen.xlsx")
    ran = run("score", "--terugschrijven", "eigen.xlsx", "-o", "uit.xlsx")
    assert ran.exit_code == 0, ran.err
    ran = run("score", "eigen.xlsx", "-o", "ander.xlsx")
    assert ran.exit_code == 1
    assert "cel A5: [D210]" in ran.err
    assert "Is dit geen gebied, haal de rij dan weg." in ran.err
    assert DATA in ran.err
