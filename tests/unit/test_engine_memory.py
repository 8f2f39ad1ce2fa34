"""The engine in plain Python behind xlwings: what Excel does with cells, names, tables, sheets and the selection."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pandas as pd
import pytest
import xlwings as xw

from buurtwijzer_excel.engines.addresses import Area, parse_areas, parse_reference
from buurtwijzer_excel.engines.memory import answer, start
from buurtwijzer_excel.engines.memory.payload import PayloadError, book_from

MOMENT = datetime.fromisoformat("2024-01-02T03:04:00")


@pytest.fixture
def app() -> Iterator[xw.App]:
    app = start()
    app.books.add()
    yield app
    app.quit()


@pytest.fixture
def sheet(app: xw.App) -> xw.Sheet:
    return app.books.active.sheets[0]


def test_it_is_the_active_engine_of_xlwings(app: xw.App) -> None:
    assert xw.engines.active.name == "memory"
    assert xw.apps.active == app
    assert xw.books.active.name == "Map1"
    other = start()
    app.activate()
    assert xw.apps.active == app
    other.quit()


@pytest.mark.parametrize(
    ("value", "back"),
    [
        ("0363", "0363"),
        ("'0363", "0363"),
        ("''t Zand", "'t Zand"),
        ("'=1+1", "=1+1"),
        ("=", "="),
        ("", None),
        (None, None),
        (float("nan"), None),
        (3, 3.0),
        (True, True),
        ("WAAR", "WAAR"),
        ("1-2", "1-2"),
        (MOMENT, MOMENT),
    ],
)
def test_values_keep_their_type(sheet: xw.Sheet, value: Any, back: Any) -> None:
    sheet.range("B2").value = value
    assert sheet.range("B2").value == back
    assert type(sheet.range("B2").value) is type(back)


def test_an_equals_sign_makes_a_formula_unless_the_cell_is_text(sheet: xw.Sheet) -> None:
    sheet.range("A1:A2").value = [["=1+1"], ["=SUM(A1)"]]
    assert sheet.range("A1").formula == "=1+1"
    assert sheet.range("A1").value is None
    sheet.range("B1").number_format = "@"
    sheet.range("B1").value = "=1+1"
    assert sheet.range("B1").value == "=1+1"


def test_blocks_and_frames(sheet: xw.Sheet) -> None:
    sheet.range("B2").value = [["a", "b"], [1, 2], [3, 4]]
    assert sheet.range("B2").expand().address == "$B$2:$C$4"
    assert sheet.range("C3").current_region.address == "$B$2:$C$4"
    assert sheet.range("B2").end("down").row == 4
    assert sheet.range("B9").end("up").row == 4
    assert sheet.range("A1").end("right").column == 16_384
    assert sheet.used_range.address == "$B$2:$C$4"
    frame = sheet.range("B2").options(pd.DataFrame, expand="table", index=False).value
    assert frame["b"].tolist() == [2.0, 4.0]
    sheet.range("F1").options(index=False).value = frame
    assert sheet.range("F1:G2").value == [["a", "b"], [1.0, 2.0]]
    assert sheet.range("B2:C4").options(ndim=2, numbers=int).value[1] == [1, 2]


def test_a_scalar_fills_and_one_column_stays_one(sheet: xw.Sheet) -> None:
    sheet.range("A1:A3").value = "x"
    assert sheet.range("A1:A3").value == ["x", "x", "x"]
    sheet.range("A2").clear_contents()
    assert sheet.range("A:A").options(ndim=1).value == ["x", None, "x"]


def test_formats(sheet: xw.Sheet) -> None:
    cells = sheet.range("A1:B2")
    assert (cells.number_format, cells.color, cells.font.bold) == ("General", None, False)
    cells.number_format = "0.0"
    sheet.range("A1").color = "#FF8000"
    sheet.range("B1").color = 0x0000FF
    cells.font.bold = True
    cells.column_width = 20
    assert cells.number_format == "0.0"
    assert sheet.range("A1").color == (255, 128, 0)
    assert sheet.range("B1").color == (255, 0, 0)
    assert sheet.range("A1:C1").number_format is None
    assert sheet.range("A1:C1").column_width is None
    cells.clear_formats()
    assert (cells.number_format, cells.color, cells.font.bold) == ("General", None, False)
    sheet.range("2:2").color = (1, 2, 3)
    assert sheet.range("A2").color == (1, 2, 3)


def test_hidden_rows_and_several_areas(app: xw.App, sheet: xw.Sheet) -> None:
    sheet.range("A1:A9").value = 1
    sheet.range("A3:A4").rows.hidden = True
    sheet.range("A7").rows.hidden = True
    sheet.range("A2:B8,D1").select()
    assert app.selection.address == "$A$2:$B$8,$D$1"
    found = [area.address for area in app.selection.get_special_cells("visible")]
    assert found == ["$A$2:$B$2", "$A$5:$B$6", "$A$8:$B$8", "$D$1"]
    assert sheet.range("A3").rows.hidden is True
    assert sheet.range("A2:A3").rows.hidden is None


def test_names_of_book_and_sheet(app: xw.App, sheet: xw.Sheet) -> None:
    book = app.books.active
    sheet.name = "Jan's blad"
    sheet.names.add("Bwz_x", "='Jan''s blad'!$A$1:$A$3")
    book.names.add("Alles", "='Jan''s blad'!$B$1")
    assert {name.name for name in book.names} == {"'Jan''s blad'!Bwz_x", "Alles"}
    assert [name.name for name in sheet.names] == ["'Jan''s blad'!Bwz_x"]
    assert sheet.names["Bwz_x"].refers_to_range.address == "$A$1:$A$3"
    assert sheet.range("Alles").address == "$B$1"
    sheet.name = "Anders"
    assert book.names["Alles"].refers_to == "='Anders'!$B$1"
    book.sheets.add("Nieuw", after=book.sheets[-1])
    sheet.delete()
    assert [name.refers_to for name in book.names] == ["=#REF!"]


def test_tables_merges_and_notes(sheet: xw.Sheet) -> None:
    sheet.range("A1:B3").value = [["a", "b"], [1, 2], [3, 4]]
    table = sheet.tables.add(sheet.range("A1:B3"), name="Tabel")
    assert table.data_body_range.address == "$A$2:$B$3"
    assert sheet.range("B2").table.name == "Tabel"
    assert sheet.range("C2").table is None
    sheet.range("D1:E2").merge()
    assert sheet.range("D1:E2").merge_cells is True
    assert sheet.range("D1:F1").merge_cells is None
    assert sheet.range("G1").merge_cells is False
    sheet.range("A1").add_note("let op")
    assert sheet.range("A1").note.text == "let op"
    sheet.range("A1").note.delete()
    assert sheet.range("A1").note is None


def test_sheets(app: xw.App) -> None:
    book = app.books.active
    book.sheets.add("Twee", after=book.sheets[0])
    assert book.sheet_names == ["Blad1", "Twee"]
    assert book.sheets.active.name == "Twee"
    with pytest.raises(ValueError, match="already present"):
        book.sheets.add("twee")
    with pytest.raises(KeyError):
        book.sheets["Drie"]
    book.sheets["Twee"].delete()
    with pytest.raises(xw.XlwingsError):
        book.sheets[0].delete()


def test_a_protected_sheet_refuses(sheet: xw.Sheet) -> None:
    sheet.impl.model.beveiligd = True
    with pytest.raises(xw.XlwingsError, match="beveiligd"):
        sheet.range("A1").value = 1
    with pytest.raises(xw.XlwingsError, match="beveiligd"):
        sheet.range("A1").color = (1, 2, 3)


def test_what_the_user_sees(app: xw.App) -> None:
    app.status_bar = "bezig"
    assert app.status_bar == "bezig"
    with app.properties(screen_updating=False):
        assert app.screen_updating is False
    assert app.alert("Klaar", title="T", buttons="yes_no") == "yes"
    assert app.impl.model.berichten[-1]["tekst"] == "Klaar"


PAYLOAD: dict[str, Any] = {
    "schema": 1,
    "werkmap": {
        "naam": "m.xlsx",
        "pad": "/map/m.xlsx",
        "bladen": [
            {
                "naam": "A é",
                "waarden": [["code", {"datum": "2024-01-02T00:00:00"}], ["0363", {"formule": "=A1", "waarde": 3}]],
                "verborgen_rijen": [2],
                "samengevoegd": ["D1:E1"],
                "tabellen": [{"naam": "T", "adres": "A1:B2", "kop": True}],
                "breedtes": {"2": 30},
                "notities": {"A1": "let op"},
                "opmaak": [{"adres": "A1:A2", "getalnotatie": "@"}, {"adres": "B1", "kleur": [1, 2, 3]}],
            },
            {"naam": "B", "waarden": [], "beveiligd": True, "zichtbaar": False},
        ],
        "namen": [{"naam": "Bwz_x", "verwijst_naar": "='A é'!$A$1:$A$2", "blad": "A é"}],
        "selectie": {"blad": "A é", "adres": "$A$1:$A$2,$B$2"},
    },
}


def test_json_in_is_json_out() -> None:
    app = start(json.loads(json.dumps(PAYLOAD)))
    out = answer(app)
    again = start(json.loads(json.dumps(out)))
    assert answer(again) == out
    assert out["berichten"] == []
    form, wanted = out["werkmap"], PAYLOAD["werkmap"]
    assert form["selectie"] == wanted["selectie"]
    assert form["namen"] == wanted["namen"]
    assert {**form["bladen"][0], "opmaak": 0} == {**wanted["bladen"][0], "opmaak": 0}
    assert form["bladen"][1]["beveiligd"] is True
    assert app.books.active.fullname == "/map/m.xlsx"
    assert app.books.active.sheets[0].range("B1").value == datetime.fromisoformat("2024-01-02")
    app.quit()
    again.quit()


@pytest.mark.parametrize("payload", [{}, {"schema": 2, "werkmap": {}}, {"schema": 1, "werkmap": {"bladen": []}}])
def test_json_that_is_no_workbook(payload: dict[str, Any]) -> None:
    with pytest.raises(PayloadError):
        book_from(payload)


@pytest.mark.parametrize("address", ["", "A", "1", "A0", "ZZZ1", "A1:B2:C3", "A1048577", "blad!A1", "A1;B2"])
def test_no_address(address: str) -> None:
    with pytest.raises(ValueError, match=r"adres|buiten"):
        parse_areas(address)


def test_addresses() -> None:
    assert parse_areas("$B$2:A1, C:C") == (Area(1, 1, 2, 2), Area(1, 3, 1_048_576, 1))
    assert [area.address() for area in parse_areas("A1,B2:C3,D:E,4:5")] == ["$A$1", "$B$2:$C$3", "$D:$E", "$4:$5"]
    assert parse_reference("='a!b''c'!$A$1") == ("a!b'c", Area(1, 1, 1, 1))
    assert parse_reference("=#REF!") is None
