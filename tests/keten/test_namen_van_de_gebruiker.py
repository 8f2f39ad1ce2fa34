"""A defined name of the user that is called as one of ours is never pointed elsewhere and never taken away."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from buurtwijzer_excel.commands.perform import perform
from tests.keten.conftest import Ran
from tests.keten.scenario_excel import DATA, select, snapshot

SHEET_NAMES = ["Bwz_zekerheid", "BWZ_ZEKERHEID"]
BOOK_NAMES = ["Bwz_zekerheid", "Bwz_blad_meldingen", "Bwz_blad_geschreven"]
REFERS = f"='{DATA}'!$A$1:$A$5"


def state(book: xw.Book) -> tuple[Any, ...]:
    return (
        {sheet.name: snapshot(sheet) for sheet in book.sheets},
        sorted((name.name, name.refers_to) for name in book.names),
    )


@pytest.mark.parametrize(("name", "of_sheet"), [*((n, True) for n in SHEET_NAMES), *((n, False) for n in BOOK_NAMES)])
def test_a_name_of_the_user_is_not_taken(name: str, of_sheet: bool, app: xw.App) -> None:
    book = app.books.active
    sheet = select(app, "A4:A6")
    (sheet if of_sheet else book).names.add(name, REFERS)
    before = state(book)
    text = perform("analyseer_selectie", app)
    assert "[X236]" in text
    assert name.casefold() in text.casefold()
    assert state(book) == before
    perform("opruimen", app)
    assert state(book) == before
    next(one for one in book.names if one.name.rpartition("!")[2] == name).name = "MijnNaam"
    assert "3 rijen" in perform("analyseer_selectie", app)


def test_the_source_of_a_sheet_is_not_taken_either(app: xw.App) -> None:
    book = app.books.active
    select(app, "A4:A6")
    book.names.add("Bwz_bron_advies", REFERS)
    before = state(book)
    assert "[X236]" in perform("advies", app)
    perform("opruimen", app)
    assert state(book) == before


@pytest.mark.parametrize(("name", "of_sheet"), [("Bwz_zekerheid", True), *((n, False) for n in BOOK_NAMES)])
def test_in_a_file_neither(
    name: str, of_sheet: bool, run: Callable[..., Ran], kwb: Path, gezondheid: Path, tmp_path: Path
) -> None:
    own = tmp_path / "eigen.xlsx"
    shutil.copy(kwb, own)
    book = openpyxl.load_workbook(own)
    sheet = book.worksheets[0]
    made = openpyxl.workbook.defined_name.DefinedName(name, attr_text=f"'{sheet.title}'!$A$1:$A$5")
    (sheet if of_sheet else book).defined_names[name] = made
    book.save(own)
    ran = run("score", "--terugschrijven", own, "--met", gezondheid, "-o", tmp_path / "uit.xlsx")
    assert ran.exit_code != 0
    assert "X236" in ran.err
    assert name in ran.err
    assert not (tmp_path / "uit.xlsx").exists()
