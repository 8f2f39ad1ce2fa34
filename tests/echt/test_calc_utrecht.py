"""The acceptance of the add-in: the real rows of Utrecht in a live LibreOffice, with a second sheet about health."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

import buurtwijzer
from buurtwijzer.assessment import Options
from buurtwijzer.reporting.written import written_columns
from buurtwijzer_excel.commands.perform import perform
from buurtwijzer_excel.live.reading import owned_columns
from tests.calc import opened
from tests.geladen import meegeleverd
from tests.keten.scenario_excel import ours, rows_of, select, snapshot

KWB, SMAP = "kwb2023_utrecht_cbs-formaat.xlsx", "smap2020_18plus_landelijk_50090NED.xlsx"
DATA, HEALTH = "KWB2023", "Gezondheid 2020"
SELECTION = "B5:F20"


@pytest.fixture(scope="module")
def utrecht(testdata: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the workbook of a policy officer: two sheets of others pasted in, and a column of her own."""
    path = tmp_path_factory.mktemp("utrecht") / "buurten Utrecht.xlsx"
    book = openpyxl.Workbook(write_only=True)
    for name, source in ((DATA, KWB), (HEALTH, SMAP)):
        sheet = book.create_sheet(name)
        rows = rows_of(testdata / source)
        keep = rows if name == DATA else [row for n, row in enumerate(rows) if n == 0 or _is_of_utrecht(row)]
        for row in keep:
            sheet.append([None if isinstance(cell, dict) else cell for cell in row])
    book.save(path)
    return path


def _is_of_utrecht(row: list[object]) -> bool:
    return any(isinstance(cell, str) and cell.strip().startswith(("BU0344", "WK0344", "GM0344")) for cell in row[:8])


@pytest.fixture
def book(calc: xw.App, utrecht: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[xw.Book]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("BUURTWIJZER_REGELS", raising=False)
    with opened(calc, utrecht) as found:
        yield found


def test_written_beside_the_selected_rows_and_taken_away_again(book: xw.Book, testdata: Path) -> None:
    app = book.app
    sheet = select(app, SELECTION, DATA)
    width = sheet.used_range.last_cell.column
    sheet.range((1, width + 2)).value = "Bwz leefstijl 1"
    sheet.range((7, width + 2)).value = "van mijzelf"
    before = {one.name: snapshot(one) for one in book.sheets}

    text = perform("analyseer_selectie", app)
    assert "[X" not in text
    columns = owned_columns(sheet)
    assert sheet.range((7, width + 2)).value == "van mijzelf"
    assert min(column.kolom for column in columns) == width + 2
    first = ours(sheet)

    # what stands beside the rows is what the engine says of these areas
    codes = {row: sheet.range((row, 1)).value for row in range(5, 21)}
    chosen = {row: code for row, code in codes.items() if str(code).startswith("BU")}
    rules = meegeleverd()
    data = buurtwijzer.read_buurten([testdata / KWB, testdata / SMAP], rules)
    written = written_columns(buurtwijzer.assess(data, rules, Options(codes=tuple(sorted(chosen.values())))))
    assert len(chosen) >= 10
    assert [column.naam for column in columns] == [column.naam for column in written.kolommen]
    assert [cells[0] for cells in first.values()] == [column.kop for column in written.kolommen]
    for number, (name, cells) in enumerate(first.items()):
        for row in range(2, 21):
            code = chosen.get(row)
            expected = written.rijen[code][number] if code else None
            found = cells[row - 1]
            assert found == (None if expected == "" else expected), (name, row)

    perform("analyseer_selectie", app)
    assert ours(sheet) == first
    assert owned_columns(sheet) == columns

    perform("opruimen", app)
    assert {one.name: snapshot(one) for one in book.sheets} == before
