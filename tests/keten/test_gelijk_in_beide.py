"""The same buttons on the same workbook, in memory and in a live LibreOffice: same cells, same message, for each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from buurtwijzer.core.places import CellPlace
from buurtwijzer.data.own.rows import find_own_rows
from buurtwijzer.reporting.blad import CelSoort
from buurtwijzer.reporting.written import Written, WrittenColumn
from buurtwijzer_excel.commands.perform import COMMANDS, perform
from buurtwijzer_excel.engines.calc import ranges
from buurtwijzer_excel.engines.memory import start
from buurtwijzer_excel.live.columns import Beside, plan, write
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.reading import owned_columns, read_sheet
from tests.calc import opened
from tests.keten.aankleding import worn
from tests.keten.scenario_excel import DATA, filled_rows, save_payload, select, standard_payload

ROWS, COLUMNS = 14_000, 13
ALL = [6, 7, 8, 9]
Step = tuple[str, str, str]
STEPS: tuple[Step, ...] = (
    ("analyseer_selectie", "A4:A9", DATA),
    ("leg_uit", "EG5", DATA),
    ("advies", "A4:A5,C8", DATA),
    ("vergelijk_scenarios", "A4", DATA),
    ("beste_plan", "A4", DATA),
    ("instellingen", "A1", DATA),
    ("regels_controleren", "A1", DATA),
    ("analyseer_selectie", "12:14", DATA),
    ("ververs", "A1", DATA),
    ("leg_uit", "B5", DATA),
    ("analyseer_selectie", "A1", "Advies"),
    ("waarde_per_euro", "A4:A5", DATA),
    ("waarde_per_euro", "A2", "Plan"),
    ("opruimen", "A1", DATA),
    ("opruimen", "A1", DATA),
)
"""Command, what is selected and on which sheet: each command once at least, also where it has to say no."""


def told(program: xw.App, step: Step) -> dict[str, Any]:
    """Press a button; give what the user then sees everywhere."""
    command, address, blad = step
    program.engine.activate()
    select(program, address, blad)
    text = perform(command, program)
    book = program.books.active
    cells = {
        sheet.name: [
            (row, column, value)
            for row, line in enumerate(sheet.range("A1:EZ120").options(ndim=2, empty=None).value)
            for column, value in enumerate(line)
            if value is not None
        ]
        for sheet in book.sheets
    }
    names = sorted(
        (name.name, name.refers_to.replace("'", "")) for name in book.names
    )  # Calc quotes only where it must
    formats = [sheet.range(place).number_format for sheet in book.sheets for place in ("A2", "B2", "DR5", "EG5")]
    clothes = {sheet.name: worn(sheet) for sheet in book.sheets}
    front = book.sheets.active.name
    return {
        "tekst": text,
        "cellen": cells,
        "namen": names,
        "opmaak": formats,
        "vooraan": front,
        "aankleding": clothes,
    }


def test_every_button_does_the_same(calc: xw.App, root: Path, tmp_path: Path) -> None:
    assert {command for command, _, _ in STEPS} == set(COMMANDS)
    payload = standard_payload(root)
    path = tmp_path / payload["werkmap"]["naam"]
    save_payload(payload, path)
    memory = start(json.loads(json.dumps({**payload, "werkmap": {**payload["werkmap"], "pad": str(path)}})))
    with opened(calc, path):
        for step in STEPS:
            in_calc, in_memory = told(calc, step), told(memory, step)
            for what, found in in_calc.items():
                assert found == in_memory[what], (step, what)
    memory.quit()
    calc.engine.activate()


# A table of Excel, and a list that does not begin in A1


@pytest.fixture
def own_list(kwb: Path, tmp_path: Path) -> Path:
    """Give a workbook whose list is a real table that begins in C5, with the codes in its third column."""
    book = openpyxl.load_workbook(kwb)
    sheet = book.create_sheet("Mijn lijst", 0)
    sheet["A1"], sheet["A3"] = "Overzicht voor de raad", "bijgewerkt door het team"
    rows = [("nr", "naam", "buurtcode", "budget")]
    names = ("Oude Haven", "'t Zilverzand", "Stationskwartier", "Zorgpark Eikenrode")
    rows += [(n, name, f"BU9999010{n}", n * 1000) for n, name in enumerate(names, start=1)]
    for row, line in enumerate(rows, start=5):
        for column, value in enumerate(line, start=3):
            sheet.cell(row, column, value)
    sheet.add_table(openpyxl.worksheet.table.Table(displayName="Lijst", ref="C5:F9"))
    path = tmp_path / kwb.name
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("address", "rows"),
    [("F7", [7]), ("6:7", [6, 7]), ("C5", ALL), ("C5:F5", ALL), ("A1:A3", ALL), ("D:D", ALL)],
)
def test_a_table_of_excel_and_a_header_found_by_what_it_says(
    address: str, rows: list[int], calc: xw.App, own_list: Path
) -> None:
    with opened(calc, own_list) as book:
        assert [table.name for table in book.sheets[0].tables] == ["Lijst"]
        sheet = select(calc, address, "Mijn lijst")
        text = perform("analyseer_selectie", calc)
        assert "[X" not in text
        assert filled_rows_from(sheet, 5) == rows
        columns = owned_columns(sheet)
        assert (columns[0].kolom, columns[0].kop) == (7, 4)  # one column free, so that the table does not grow
        assert sheet.tables["Lijst"].range.address == "$C$5:$F$9"
        assert sheet.range("C5:F6").value == [
            ["nr", "naam", "buurtcode", "budget"],
            [1, "Oude Haven", "BU99990101", 1000],
        ]
        perform("opruimen", calc)
        assert not owned_columns(sheet)
        assert sheet.used_range.address == "$A$1:$F$9"


def filled_rows_from(sheet: xw.Sheet, kop: int) -> list[int]:
    """Give the rows (from 1) that carry a result, under a header in another row than the first."""
    return [row + kop - 1 for row in filled_rows(sheet)]


# Large


@pytest.fixture(params=["memory", "calc"])
def codes(request: pytest.FixtureRequest) -> Iterator[xw.Sheet]:
    """Give a sheet with fourteen thousand codes in each program in turn."""
    values = [["code"], *([f"BU{number:08d}"] for number in range(3_630_000, 3_630_000 + ROWS))]
    if request.param == "memory":
        app = start({"schema": 1, "werkmap": {"bladen": [{"naam": "b", "waarden": values}]}})
        yield app.books.active.sheets[0]
        app.quit()
        return
    app = request.getfixturevalue("calc")
    app.activate()
    book = app.books.add()
    book.sheets[0]["A1"].value = values
    yield book.sheets[0]
    book.close()


def test_fourteen_thousand_rows_are_one_block(codes: xw.Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[int, int]] = []
    real = ranges.write_block
    monkeypatch.setattr(ranges, "write_block", lambda cells, *rest: (calls.append(cells), real(cells, *rest)))
    counted = getattr(codes.book.app.impl, "model", None)
    block = read_sheet(codes.book, codes)
    own = find_own_rows(block.rijen)
    assert own is not None
    kinds = [CelSoort.TEKST, CelSoort.SCORE] * COLUMNS
    columns = tuple(WrittenColumn(f"Bwz risico {n}", f"Bwz_risico_{n}", kinds[n], 12.0) for n in range(COLUMNS))
    rows = {code: tuple(f"{code} {n}" if n % 2 == 0 else n / 4 for n in range(COLUMNS)) for code in own.codes.values()}
    beside, written = Beside(codes, block, own, ()), Written(columns, rows)
    if counted is not None:
        counted.aantal.clear()
    with Journal(CellPlace("m.xlsx", "b")) as journal:
        addresses = write(beside, plan(beside, written, own.codes), written, own.codes, journal, keep_rest=True)
    assert addresses == [f"B1:N{ROWS + 1}"]
    assert (counted.aantal["schrijven"] if counted is not None else len(calls)) == 1
    found = codes.range(f"A2:N{ROWS + 1}").options(ndim=2).value
    assert [tuple(row[1:]) for row in found] == [rows[row[0]] for row in found]
