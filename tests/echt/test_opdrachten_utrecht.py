"""The button on the real rows of Utrecht with a second sheet of health figures: the engine's values are written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import python_calamine
import xlwings as xw

from buurtwijzer.assessment import Options
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.read import read_buurten
from buurtwijzer.pipeline import assess
from buurtwijzer.reporting.written import Written, written_columns
from buurtwijzer_excel.commands.perform import perform
from buurtwijzer_excel.engines.memory import answer, start
from buurtwijzer_excel.live.reading import owned_columns
from tests.geladen import meegeleverd

KWB, SMAP = "kwb2023_utrecht_cbs-formaat.xlsx", "smap2020_18plus_landelijk_50090NED.xlsx"
DATA, HEALTH = "kwb-2023", "RIVM_gezondheid2020_18+"
SELECTION, FIRST, LAST = "B5:F20", 5, 20


def _rows(path: Path, keep: Any = None) -> list[list[Any]]:
    rows = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [row for number, row in enumerate(rows) if keep is None or number == 0 or keep(row)]


@pytest.fixture(scope="module")
def sheets(testdata: Path) -> dict[str, list[list[Any]]]:
    """Give the Utrecht rows and the health rows of the same areas."""
    inside = ("GM0344", "WK0344", "BU0344", "NL01")
    return {
        DATA: _rows(testdata / KWB),
        HEALTH: _rows(testdata / SMAP, lambda row: str(row[3]).startswith(inside)),
    }


@pytest.fixture(scope="module")
def payload(sheets: dict[str, list[list[Any]]]) -> dict[str, Any]:
    bladen = [{"naam": naam, "waarden": rows} for naam, rows in sheets.items()]
    selection = {"blad": DATA, "adres": SELECTION}
    return {"schema": 1, "werkmap": {"naam": "utrecht.xlsx", "bladen": bladen, "selectie": selection}}


@pytest.fixture(scope="module")
def expected(sheets: dict[str, list[list[Any]]]) -> Written:
    """Give what the engine says by itself about the buurten in the selection."""
    rulebook = meegeleverd()
    codes = tuple(row[0] for row in sheets[DATA][FIRST - 1 : LAST] if str(row[0]).startswith("BU"))
    data = read_buurten([SheetBlock("utrecht.xlsx", naam, rows) for naam, rows in sheets.items()], rulebook)
    return written_columns(assess(data, rulebook, Options(codes=codes)))


@pytest.fixture
def app(payload: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> xw.App:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return start(payload)


def test_written_values_are_the_engines(app: xw.App, expected: Written) -> None:
    before = answer(app)["werkmap"]
    sheet = app.books.active.sheets[DATA]
    text = perform("analyseer_selectie", app)
    assert "[X" not in text
    columns = owned_columns(sheet)
    assert [column.naam for column in columns] == [column.naam for column in expected.kolommen]
    written = sheet.range((1, columns[0].kolom + 1), (LAST, columns[-1].kolom + 1)).options(ndim=2).value
    assert written[0] == [column.kop for column in expected.kolommen]
    codes = sheet.range((1, 1), (LAST, 1)).options(ndim=1).value
    seen = 0
    for code, row in zip(codes[1:], written[1:], strict=True):
        if code in expected.rijen:
            assert row == list(expected.rijen[code])
            seen += 1
        else:
            assert set(row) == {None}
    assert seen == len(expected.rijen) >= 10
    again = perform("analyseer_selectie", app)
    assert again == text
    assert owned_columns(sheet) == columns
    perform("opruimen", app)
    assert answer(app)["werkmap"]["bladen"] == before["bladen"]
