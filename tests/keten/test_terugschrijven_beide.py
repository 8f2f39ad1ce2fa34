"""One workbook, now with the buttons and then as a file: what the one wrote, the other knows as ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from openpyxl.workbook.defined_name import DefinedName
from python_calamine import CalamineWorkbook

from buurtwijzer.reporting.injection.opened import open_own_file
from buurtwijzer_excel.commands.perform import perform
from buurtwijzer_excel.engines.memory import answer, start
from tests.calc import opened
from tests.keten.conftest import Ran
from tests.keten.scenario_excel import select

Run = Callable[..., Ran]
BLAD = "Mijn lijst"
CODES = ("BU99990101", "BU99990102", "BU99990103", "BU99990201")
Press = Callable[[Path, Path, str], str]


@pytest.fixture
def own(kwb: Path, tmp_path: Path) -> Path:
    """Give a list of the user in front of the figures."""
    book = openpyxl.load_workbook(kwb)
    sheet = book.create_sheet(BLAD, 0)
    sheet.append(("buurtcode", "opmerking"))
    for code in CODES:
        sheet.append((code, "let op"))
    path = tmp_path / "eigen.xlsx"
    book.save(path)
    return path


@pytest.fixture(params=["memory", "calc"])
def press(request: pytest.FixtureRequest) -> Iterator[Press]:
    """Give a function that opens a workbook, presses a button and saves it elsewhere."""
    if request.param == "memory":
        yield _press_in_memory
        return
    calc: xw.App = request.getfixturevalue("calc")

    def in_calc(path: Path, naar: Path, knop: str) -> str:
        with opened(calc, path) as book:
            select(calc, "A2:A5", BLAD)
            text = perform(knop, calc)
            book.save(str(naar))
        return text

    yield in_calc
    calc.engine.activate()


def _press_in_memory(path: Path, naar: Path, knop: str) -> str:
    app = start(_payload(path))
    select(app, "A2:A5", BLAD)
    text = perform(knop, app)
    _save(answer(app), naar)
    app.quit()
    return text


def _payload(path: Path) -> dict[str, Any]:
    book, cells = openpyxl.load_workbook(path), CalamineWorkbook.from_path(str(path))
    sheets = []
    for sheet in book.worksheets:
        rows = cells.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
        values = [[None if cell == "" else cell for cell in row] for row in rows]
        sheets.append({"naam": sheet.title, "waarden": values, "zichtbaar": sheet.sheet_state == "visible"})
    named = [(name, None) for name in book.defined_names.values()]
    named += [(name, sheet.title) for sheet in book.worksheets for name in sheet.defined_names.values()]
    names = [
        {"naam": name.name, "verwijst_naar": f"={name.attr_text}", **({"blad": blad} if blad else {})}
        for name, blad in named
    ]
    return {"schema": 1, "werkmap": {"naam": path.name, "pad": str(path), "bladen": sheets, "namen": names}}


def _save(payload: dict[str, Any], path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for item in payload["werkmap"]["bladen"]:
        sheet = book.create_sheet(item["naam"])
        sheet.sheet_state = "visible" if item.get("zichtbaar", True) else "hidden"
        for row, line in enumerate(item["waarden"], start=1):
            for column, cell in enumerate(line, start=1):
                sheet.cell(row, column).value = cell
    for name in payload["werkmap"]["namen"]:
        where = book[name["blad"]] if name.get("blad") else book
        bare = name["naam"].rpartition("!")[2]
        where.defined_names[bare] = DefinedName(bare, attr_text=name["verwijst_naar"].removeprefix("="))
    book.save(path)


def our_cells(path: Path) -> list[list[object]]:
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(BLAD).to_python()
    return [row[2:] for row in rows]


def written(run: Run, path: Path, naar: Path) -> Ran:
    done = run("score", "--terugschrijven", path, "-o", naar)
    assert done.exit_code == 0, done.err
    return done


def test_first_the_button_then_the_file(press: Press, run: Run, own: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "een.xlsx", tmp_path / "twee.xlsx"
    press(own, one, "analyseer_selectie")
    before = our_cells(one)
    assert len(before[0]) > 20
    book = openpyxl.load_workbook(one)
    book[BLAD]["C3"] = "van mijzelf"
    book.save(one)
    done = written(run, one, two)
    assert [code for code in ("X234", "X313") if code in done.err] == []
    assert "in 1 cel iets anders dan Buurtwijzer er schreef: C3" in done.err
    after = our_cells(two)
    assert after[2][0] == "van mijzelf"
    after[2][0] = before[2][0]
    assert after == before
    assert [name for name in open_own_file(two).own_sheets().values() if "(2)" in name] == []


def test_first_the_file_then_the_button(press: Press, run: Run, own: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "een.xlsx", tmp_path / "twee.xlsx"
    written(run, own, one)
    before = our_cells(one)
    book = openpyxl.load_workbook(one)
    book[BLAD]["C3"] = "van mijzelf"
    book.save(one)
    text = press(one, two, "ververs")
    assert "zelf iets ingevuld, in 1 cel: C3" in text
    assert "nu van u" not in text
    after = our_cells(two)
    assert after[2][0] == "van mijzelf"
    after[2][0] = before[2][0]
    assert after == before
    assert [name for name in openpyxl.load_workbook(two).sheetnames if "(2)" in name] == []


def test_what_the_file_wrote_the_button_tidies_up(press: Press, run: Run, own: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "een.xlsx", tmp_path / "twee.xlsx"
    written(run, own, one)
    press(one, two, "opruimen")
    assert openpyxl.load_workbook(two).sheetnames == openpyxl.load_workbook(own).sheetnames
    assert our_cells(two) == [[] for _ in range(5)]
    assert open_own_file(two).own_sheets() == {}
