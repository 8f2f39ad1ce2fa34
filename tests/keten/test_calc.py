"""The buttons in a live LibreOffice, and its engine: the same stories as on the engine in memory."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
import xlwings as xw
from openpyxl.comments import Comment

from buurtwijzer_excel.commands.perform import perform
from buurtwijzer_excel.engines.calc.bridge import OfficeError, enum
from buurtwijzer_excel.engines.memory import start as start_memory
from tests.calc import opened
from tests.keten.scenario_excel import (
    CHOICES,
    DATA,
    SELECTION,
    STORIES,
    filled_rows,
    ours,
    save_payload,
    select,
    selection_means,
    snapshot,
    standard_payload,
)


def at(*parts: int) -> dt.datetime:
    """Give a moment as a cell holds it: without a time zone."""
    return dt.datetime(*parts)  # noqa: DTZ001


@pytest.fixture(scope="module")
def standard(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("calc") / "mijn buurten.xlsx"
    save_payload(standard_payload(root), path)
    return path


@pytest.fixture
def app(calc: xw.App, standard: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[xw.App]:
    """Give LibreOffice with the standard workbook in front and its rows selected."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("BUURTWIJZER_REGELS", raising=False)
    with opened(calc, standard):
        select(calc, SELECTION)
        yield calc


@pytest.fixture
def sheet(calc: xw.App) -> Iterator[xw.Sheet]:
    """Give an empty sheet."""
    calc.activate()
    book = calc.books.add()
    yield book.sheets[0]
    book.close()


@pytest.mark.parametrize("story", STORIES.values(), ids=list(STORIES))
def test_story(story: Callable[[xw.App], None], app: xw.App) -> None:
    story(app)


@pytest.mark.parametrize("address", ["A4:A5,C8:D9", "A12:A13", "D:E"])
def test_what_a_selection_means(address: str, app: xw.App) -> None:
    assert address in CHOICES
    selection_means(app, address)


def test_the_same_values_as_in_memory(app: xw.App, root: Path) -> None:
    memory = start_memory(json.loads(json.dumps(standard_payload(root))))
    texts = []
    for program in (app, memory):
        program.engine.activate()
        select(program, SELECTION)
        texts.append([perform("analyseer_selectie", program), perform("advies", program)])
    assert texts[0] == texts[1]
    for name in (DATA, "Advies", "Meldingen (2)"):
        found = [program.books.active.sheets[name].used_range for program in (app, memory)]
        values = [cells.options(ndim=2).value for cells in found]
        assert values[0] == values[1]
    assert ours(app.books.active.sheets[DATA]) == ours(memory.books.active.sheets[DATA])
    memory.quit()


# --- values ---------------------------------------------------------------------------------------------------------


def test_values_come_back_as_they_went_in(sheet: xw.Sheet) -> None:
    moment = at(2026, 11, 22, 13, 30, 15)
    rows = [
        [1.0, -2.5, 1e-9, 1e15],
        ["tekst", "0363", "1-2", "1,5"],
        [True, False, None, "WAAR"],
        [moment, at(1962, 11, 3), "2026-11-22", "  spaties "],
        ["é ☃ 𝛼", "a\nb", "+1", "@x"],
    ]
    sheet["B2"].value = rows
    assert sheet["B2:E6"].options(ndim=2).value == rows
    assert sheet["B2:E6"].options(ndim=2, dates=dt.date).value[3][1] == dt.date(1962, 11, 3)
    assert isinstance(sheet["B4"].value, bool)


def test_an_apostrophe_in_front_goes_and_equals_makes_a_formula(sheet: xw.Sheet) -> None:
    sheet["A1"].value = ["'=1+1", "''t Zand", "=1+1", "="]
    assert sheet["A1:D1"].value == ["=1+1", "'t Zand", 2.0, "="]
    assert sheet["A1:D1"].formula == (("=1+1", "'t Zand", "=1+1", "="),)
    sheet["A2:B2"].number_format = "@"
    sheet["A2"].value = ["=1+1", "'=1+1"]
    assert sheet["A2:B2"].value == ["=1+1", "=1+1"]


def test_a_number_after_a_boolean_is_a_number(sheet: xw.Sheet) -> None:
    sheet["A1:B3"].value = True
    sheet["A2"].value = [3.0, "x"]
    assert sheet["A1:B3"].value == [[True, True], [3.0, "x"], [True, True]]
    assert sheet["A1"].number_format == sheet["A2"].number_format == "General"


def test_missing_values_are_empty_cells(sheet: xw.Sheet) -> None:
    sheet["A1:D1"].value = 9
    sheet["A1"].value = [None, float("nan"), np.float32("nan"), pd.NaT]
    assert sheet["A1:D1"].value == [None] * 4
    sheet["A2"].value = [np.int64(3), np.bool_(True), np.datetime64("2020-02-29T12:00"), pd.Timestamp("2020-03-01")]
    assert sheet["A2:D2"].value == [3.0, True, at(2020, 2, 29, 12), at(2020, 3, 1)]


def test_errors_are_none_or_their_name(sheet: xw.Sheet) -> None:
    sheet["A1"].formula = [["=1/0", "=NA()", "=bestaat_niet", "=10^400", '=1+"a"', '=""']]
    cells = sheet["A1:F1"]
    assert cells.value == [None] * 6
    assert cells.options(err_to_str=True).value == ["#DIV/0!", "#N/A", "#NAME?", "#NUM!", "#VALUE!", None]


def test_formulas_are_those_of_excel(sheet: xw.Sheet) -> None:
    sheet.book.sheets.add("Blad 2", after=sheet)
    sheet["A1"].value = [[1, 2], [3, 4]]
    texts = ["=SUM(A1:B2,1.5)", "='Blad 2'!A1", '=IF(A1>0,"ja;nee",FALSE)', "=$A$1*B2", "=SUM({1,2;3,4})"]
    sheet["D1"].formula = [[text] for text in texts]
    assert [row[0] for row in sheet["D1:D5"].formula] == [*texts[:2], '=IF(A1>0,"ja;nee",FALSE())', *texts[3:]]
    assert sheet["D1:D5"].value == [11.5, 0.0, "ja;nee", 4.0, 10.0]
    sheet["E1:E3"].formula = "=A1*10"
    assert sheet["E1:E3"].formula == (("=A1*10",), ("=A2*10",), ("=A3*10",))


def test_a_result_of_a_formula_keeps_its_kind(sheet: xw.Sheet) -> None:
    sheet["A1"].formula = [["=1>0", "=DATE(2020,1,2)"]]
    assert sheet["A1:B1"].value == [True, at(2020, 1, 2)]


def test_notes_survive_what_is_written_in_their_cells(sheet: xw.Sheet) -> None:
    sheet["A1:C4"].value = 1
    sheet["B2"].add_note("blijft")
    sheet["C4"].add_note("ook")
    sheet["A1"].value = [[row * 10 + column for column in range(3)] for row in range(4)]
    assert sheet["A1:C4"].value == [[row * 10.0 + column for column in range(3)] for row in range(4)]
    assert [(note.location.address, note.text) for note in sheet.notes] == [("$B$2", "blijft"), ("$C$4", "ook")]
    sheet["B2"].note.delete()
    assert sheet["B2"].note is None


def test_blocks_of_another_size_are_refused(sheet: xw.Sheet) -> None:
    with pytest.raises(ValueError, match="vorm"):
        sheet["A1:B2"].raw_value = [[1, 2], [3]]
    with pytest.raises(ValueError, match="vorm"):
        sheet["A1:B3"].raw_value = [[1, 2], [3, 4]]
    assert sheet["A1:B2"].value == [[None, None], [None, None]]


def test_data_frame(sheet: xw.Sheet) -> None:
    frame = pd.DataFrame({"naam": ["a", "b"], "deel": [0.5, None]}, index=pd.Index(["0363", "0344"], name="code"))
    sheet["B2"].value = frame
    found = sheet["B2"].options(pd.DataFrame, expand="table").value
    pd.testing.assert_frame_equal(found, frame)


def test_a_large_block_in_one_call(sheet: xw.Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    from buurtwijzer_excel.engines.calc import ranges

    calls = []
    real = ranges.write_block
    monkeypatch.setattr(ranges, "write_block", lambda cells, *rest: (calls.append(cells), real(cells, *rest)))
    rows = [[float(row), f"BU{row:08}", *([row / 7] * 11)] for row in range(14_000)]
    sheet["A1"].value = rows
    assert len(calls) == 1
    assert sheet["A1:M14000"].value == rows


# --- looks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code", ["General", "@", "0", "0.0%", "#,##0.00", "yyyy-mm-dd", "d mmmm yyyy", "[h]:mm", '0.0 "m²"', "[Red]-0;0"]
)
def test_number_formats_are_in_english_whatever_the_user_speaks(code: str, sheet: xw.Sheet) -> None:
    sheet["A1:B2"].number_format = code
    assert sheet["A1:B2"].number_format == code
    sheet["B2"].number_format = "0.000"
    assert sheet["A1:B2"].number_format is None


def test_numbers_are_shown_as_the_user_writes_them(sheet: xw.Sheet) -> None:
    sheet["A1"].number_format = "#,##0.00"
    sheet["A1"].value = 1234.5
    sheet["A2"].value = True
    assert [sheet[cell].api.getCellByPosition(0, 0).getString() for cell in ("A1", "A2")] == ["1.234,50", "WAAR"]


def test_looks_of_cells(sheet: xw.Sheet) -> None:
    cells = sheet["A1:C2"]
    cells.color = (221, 230, 239)
    assert cells.color == (221, 230, 239)
    cells.font.bold, cells.font.size, cells.font.color = True, 14, "#102030"
    assert (cells.font.bold, cells.font.size, cells.font.color) == (True, 14, (16, 32, 48))
    sheet["A1"].font.bold = False
    assert cells.font.bold is None
    cells.wrap_text = True
    assert sheet["B2"].wrap_text is True
    sheet["B2"].color = None
    assert cells.color == (0, 0, 0)
    cells.color = None
    assert cells.color is None
    for width in (8.43, 14, 80, 0.5):
        cells.column_width = width
        assert cells.column_width == pytest.approx(width, abs=0.07)
    cells.row_height = 33
    assert sheet["C2"].row_height == 33
    assert cells.height == 66


def test_hidden_rows_and_columns(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [[n] for n in range(9)]
    sheet["A3:A4"].rows.hidden = True
    assert [sheet.range((row, 1)).row_height == 0 for row in range(1, 6)] == [False, False, True, True, False]
    assert sheet["A3:A4"].row_height == 0
    assert sheet["A2:A3"].row_height is None
    assert [part.address for part in sheet["A1:B9"].get_special_cells("visible")] == ["$A$1:$B$2", "$A$5:$B$9"]
    sheet["B:B"].columns.hidden = True
    assert sheet["B1"].columns.hidden is True
    assert sheet["A2"].rows.hidden is False
    assert sheet["B3"].rows.hidden is True


def test_rows_that_a_filter_hides(calc: xw.App, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (["k"], ["a"], ["b"], ["a"]):
        book.active.append(line)
    book.active.auto_filter.ref = "A1:A4"
    book.active.auto_filter.add_filter_column(0, ["a"])
    book.active.row_dimensions[3].hidden = True
    book.save(tmp_path / "filter.xlsx")
    with opened(calc, tmp_path / "filter.xlsx") as found:
        sheet = found.sheets[0]
        assert [sheet.range((row, 1)).row_height == 0 for row in range(1, 5)] == [False, False, True, False]


def test_merged_cells(sheet: xw.Sheet) -> None:
    sheet["B2:C3"].merge()
    assert sheet["B2:C3"].merge_cells is True
    assert sheet["C3"].merge_cells is True
    assert sheet["A1:D4"].merge_cells is None
    assert sheet["A1:A4"].merge_cells is False
    assert sheet["C3"].merge_area.address == "$B$2:$C$3"


# --- books, sheets, names and tables ----------------------------------------------------------------------------------


def test_selection_of_several_areas(sheet: xw.Sheet) -> None:
    app = sheet.book.app
    sheet["B5:F20"].select()
    assert app.selection.address == "$B$5:$F$20"
    sheet.range("A1:B2,D5").select()
    assert app.selection.address == "$A$1:$B$2,$D$5"
    sheet["C:D"].select()
    assert app.selection.address == "$C:$D"


def test_names_of_workbook_and_sheet(sheet: xw.Sheet) -> None:
    book = sheet.book
    sheet.name = "Jan's blad"
    sheet.names.add("Bwz_x", "='Jan''s blad'!$B$2:$B$9")
    book.names.add("overal", "='Jan''s blad'!$A$1")
    assert [(name.name, name.refers_to) for name in sheet.names] == [
        ("'Jan''s blad'!Bwz_x", "='Jan''s blad'!$B$2:$B$9")
    ]
    assert [name.name for name in book.names] == ["overal", "'Jan''s blad'!Bwz_x"]
    assert sheet.names["Bwz_x"].refers_to_range.address == "$B$2:$B$9"
    assert sheet.range("Bwz_x").shape == (8, 1)
    sheet["1:1"].insert("down")
    assert sheet.names["Bwz_x"].refers_to == "='Jan''s blad'!$B$3:$B$10"
    sheet.names.add("Bwz_x", "='Jan''s blad'!$C$1")
    assert len(sheet.names) == 1
    sheet["A:C"].delete()
    assert "#REF!" in sheet.names["Bwz_x"].refers_to
    sheet.names["Bwz_x"].delete()
    assert "Bwz_x" not in sheet.names


def test_saved_as_a_workbook_of_excel(sheet: xw.Sheet, tmp_path: Path) -> None:
    book = sheet.book
    sheet["A1"].value = [["code", "deel", "dag", "is"], ["0363", 0.25, dt.date(2026, 11, 22), True]]
    sheet["B2"].number_format = "0.0%"
    sheet.tables.add(sheet["A1:D2"], name="Buurten")
    sheet.names.add("Bwz_x", f"={sheet.name}!$A$1:$A$2")
    sheet["A1"].add_note("let op")
    book.save(tmp_path / "uit.xlsx")
    assert book.fullname == str(tmp_path / "uit.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "uit.xlsx")
    found = saved.active
    assert [cell.value for cell in found[2]] == ["0363", 0.25, at(2026, 11, 22), True]
    assert found["B2"].number_format == "0.0%"
    assert found.tables["Buurten"].ref == "A1:D2"
    assert found.defined_names["Bwz_x"].attr_text.replace("$", "").endswith("!A1:A2")
    assert found["A1"].comment.text == "let op"


def test_tables_charts_and_pictures(sheet: xw.Sheet, tmp_path: Path) -> None:
    sheet["A1"].value = [["naam", "score"], ["a", 1], ["b", 2]]
    table = sheet.tables.add(sheet["A1:B3"], name="T")
    assert table.data_body_range.address == "$A$2:$B$3"
    assert table.header_row_range.value == ["naam", "score"]
    assert sheet["B2"].table == table
    chart = sheet.charts.add(left=100, top=50, width=300, height=200, chart_type="bar_clustered", source=sheet["A1:B3"])
    assert (chart.chart_type, chart.left, chart.width) == ("bar_clustered", 100, 300)
    chart.title = "Scores"
    assert chart.title == "Scores"
    (tmp_path / "stip.png").write_bytes(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000000301010"
            "0c9fe92ef0000000049454e44ae426082"
        )
    )
    sheet.pictures.add(tmp_path / "stip.png", name="stip", width=30, height=20)
    assert [(p.name, p.width, p.height) for p in sheet.pictures] == [("stip", 30, 20)]
    assert [shape.type for shape in sheet.shapes] == ["chart", "picture"]
    chart.delete()
    assert sheet.charts.count == 0


def test_a_stray_note_of_the_user_is_read(calc: xw.App, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["B2"].comment = Comment("van mij", "ik")
    book.save(tmp_path / "n.xlsx")
    with opened(calc, tmp_path / "n.xlsx") as found:
        assert found.sheets[0]["B2"].note.text == "van mij"


def test_screen_modes_and_messages(sheet: xw.Sheet) -> None:
    app = sheet.book.app
    assert app.status_bar is False
    app.status_bar = "bezig"
    app.status_bar = "nog bezig"
    assert app.status_bar == "nog bezig"
    app.status_bar = False
    with app.properties(screen_updating=False, display_alerts=False):
        assert app.screen_updating is False
        sheet["A1"].value = 1
    assert app.screen_updating is True
    assert app.alert("Klaar", buttons="ok_cancel") == "cancel"
    assert app.impl.told[-1] == "Klaar"
    sheet["B1"].formula = "=A1*2"
    app.calculation = "manual"
    sheet["A1"].value = 5
    assert sheet["B1"].value == 2
    app.calculation = "automatic"
    app.calculate()
    assert sheet["B1"].value == 10


def test_freeze_and_pdf(sheet: xw.Sheet, tmp_path: Path) -> None:
    sheet["A1"].value = 1
    sheet.freeze_panes.freeze_at("1:1")
    assert sheet.book.api.getCurrentController().hasFrozenPanes()
    sheet.freeze_panes.unfreeze()
    assert not sheet.book.api.getCurrentController().hasFrozenPanes()
    sheet["A1:B2"].to_pdf(tmp_path / "deel.pdf")
    assert (tmp_path / "deel.pdf").read_bytes().startswith(b"%PDF")


def test_a_command_is_one_step_to_undo(app: xw.App) -> None:
    book = app.books.active
    sheet = book.sheets[DATA]
    sheet["C6"].add_note("van mij")

    def seen() -> tuple[object, ...]:
        return snapshot(sheet), book.sheet_names, [name.name for name in book.names]

    before = seen()
    perform("analyseer_selectie", app)
    after = seen()
    manager = book.api.getUndoManager()
    assert manager.getCurrentUndoActionTitle() == "Buurtwijzer: Analyseer selectie"
    manager.undo()
    assert seen() == before
    assert [note.text for note in sheet.notes] == ["van mij"]
    manager.redo()
    assert seen() == after
    perform("opruimen", app)
    assert seen() == before
    manager.undo()
    assert seen() == after


def test_what_cannot_be_undone_whole_is_not_undone_in_part(sheet: xw.Sheet) -> None:
    manager = sheet.book.api.getUndoManager()
    with sheet.book.impl.undo_group("Buurtwijzer: proef"):
        sheet["A1"].value = [["a", 1.0], ["b", True]]
        sheet["A1:B2"].color = (1, 2, 3)
    assert manager.getAllUndoActionTitles() == ("Buurtwijzer: proef",)
    assert sheet["A1:B2"].value == [["a", 1.0], ["b", True]]
    with sheet.book.impl.undo_group("Buurtwijzer: formule"):
        sheet["D1"].value = [["=A1", "=B1*2"]]
    assert not manager.isUndoPossible()
    assert sheet["D1:E1"].value == ["a", 2.0]
    assert [one.name for one in sheet.book.sheets] == [sheet.name]


@pytest.mark.parametrize(
    ("filled", "start", "way", "end"),
    [
        ("B2:D5", "B2", "down", "$B$5"),
        ("B2:D5", "B2", "right", "$D$2"),
        ("B2:D5", "D5", "up", "$D$2"),
        ("B2:D5", "A2", "right", "$B$2"),
        ("B2:D5", "B5", "down", "$B$1048576"),
        ("B2:D5", "D2", "right", "$XFD$2"),
        ("B2:D5", "A9", "up", "$A$1"),
    ],
)
def test_to_the_edge(filled: str, start: str, way: str, end: str, sheet: xw.Sheet) -> None:
    sheet[filled].value = 1
    assert sheet[start].end(way).address == end


def test_regions(sheet: xw.Sheet) -> None:
    sheet["B2:D5"].value = 1
    sheet["H9"].value = 1
    assert sheet["C3"].current_region.address == "$B$2:$D$5"
    assert sheet["B2"].expand().address == "$B$2:$D$5"
    assert sheet.used_range.address == "$B$2:$H$9"


def test_zebra_rows_stay_as_they_were(app: xw.App) -> None:
    sheet = app.books.active.sheets[DATA]
    for row in range(4, 30, 2):
        sheet.range(f"{row}:{row}").color = (230, 240, 250)
    sheet.range("8:8").number_format = "0.00"

    def looks() -> list[object]:
        cells = [sheet.range((row, column)) for row in (1, 4, 5, 6, 8, 9) for column in (122, 130, 300)]
        return [(cell.color, cell.number_format) for cell in cells]

    before = looks()
    perform("analyseer_selectie", app)
    assert sheet.range("DR4").color == (230, 240, 250)
    perform("opruimen", app)
    assert looks() == before


def test_a_protected_sheet_is_told(app: xw.App) -> None:
    sheet = app.books.active.sheets[DATA]
    sheet.impl.xl.protect("x")
    assert "[X215]" in perform("analyseer_selectie", app)
    assert sheet.range("DR1").value is None
    sheet.impl.xl.unprotect("x")
    assert "[X" not in perform("analyseer_selectie", app)
    sheet.impl.xl.protect("x")
    assert "[X215]" in perform("opruimen", app)
    assert sheet.range("DR1").value is not None


@pytest.mark.parametrize("first", [0, 4], ids=["bovenaan", "in het midden"])
@pytest.mark.parametrize(
    "kind", ["rijen erbij", "rijen eraf", "kolommen erbij", "kolommen eraf", "blad ervoor", "andere naam"]
)
def test_what_the_user_does_between_two_commands_is_seen(sheet: xw.Sheet, kind: str, first: int) -> None:
    book, xl = sheet.book, sheet.impl.xl
    sheet["H8"].value = "van mij"
    for name in ("eigen", "Bwz_leefstijl_1"):
        sheet.names.add(name, f"='{sheet.name}'!$H$8")
    book.names.add("Bwz_blad_x", f"='{sheet.name}'!$A$1")
    assert {name.refers_to for name in sheet.names} == {f"={sheet.name}!$H$8"}
    address = sheet["A1"].resize(2, 2).offset(first, first).impl.xl.getRangeAddress()
    column, row = "H", 8
    match kind:
        case "rijen erbij":
            xl.insertCells(address, enum("sheet.CellInsertMode", "ROWS"))
            row += 2
        case "rijen eraf":
            xl.removeRange(address, enum("sheet.CellDeleteMode", "ROWS"))
            row -= 2
        case "kolommen erbij":
            xl.insertCells(address, enum("sheet.CellInsertMode", "COLUMNS"))
            column = "J"
        case "kolommen eraf":
            xl.removeRange(address, enum("sheet.CellDeleteMode", "COLUMNS"))
            column = "F"
        case "blad ervoor":
            book.impl.xl.getSheets().insertNewByName("ervoor", 0)
        case "andere naam":
            xl.setName("anders")
    assert sheet.book.app.books.active.name == book.name  # a command begins with looking
    found = book.sheets["anders" if kind == "andere naam" else sheet.name]
    assert found[f"{column}{row}"].value == "van mij"
    assert {name.refers_to for name in found.names} == {f"={found.name}!${column}${row}"}
    found["XFD1048576"].value = "hoek"
    assert found["XFD1048576"].value == "hoek"
    found.names["eigen"].delete()
    found.names.add("eigen", f"='{found.name}'!$A$1:$B$2")
    assert found.names["eigen"].refers_to == f"={found.name}!$A$1:$B$2"


def free(sheet: xw.Sheet, address: str) -> None:
    """Let cells be filled in while their sheet is protected."""
    cells = sheet.range(address).impl.xl
    protection = cells.CellProtection
    protection.IsLocked = False
    cells.CellProtection = protection


def test_on_a_protected_sheet_free_cells_can_be_filled_in(app: xw.App) -> None:
    sheet = app.books.active.sheets[DATA]
    free(sheet, "DR1:EU20")
    sheet.impl.xl.protect("x")
    before = {one.name: snapshot(one) for one in app.books.active.sheets}
    assert "[X" not in perform("analyseer_selectie", app)
    assert filled_rows(sheet)
    perform("opruimen", app)
    assert {one.name: snapshot(one) for one in app.books.active.sheets} == before


def test_on_a_protected_sheet_one_cell_that_is_not_free_stops_everything(app: xw.App) -> None:
    sheet = app.books.active.sheets[DATA]
    free(sheet, "DR1:EU20")
    cells = sheet.range("EA9").impl.xl
    protection = cells.CellProtection
    protection.IsLocked = True
    cells.CellProtection = protection
    sheet.impl.xl.protect("x")
    before = {one.name: snapshot(one) for one in app.books.active.sheets}
    assert "[X215]" in perform("analyseer_selectie", app)
    assert {one.name: snapshot(one) for one in app.books.active.sheets} == before


@pytest.mark.parametrize("command", ["analyseer_selectie", "advies", "instellingen", "regels_controleren"])
def test_no_sheet_comes_in_a_workbook_whose_structure_is_protected(app: xw.App, command: str) -> None:
    book = app.books.active
    book.impl.xl.protect("x")
    before = {one.name: snapshot(one) for one in book.sheets}
    names = [(name.name, name.refers_to) for name in book.names]
    assert "[X455]" in perform(command, app)
    assert {one.name: snapshot(one) for one in book.sheets} == before
    assert [(name.name, name.refers_to) for name in book.names] == names


def test_no_sheet_goes_from_a_workbook_whose_structure_is_protected(app: xw.App) -> None:
    book = app.books.active
    perform("analyseer_selectie", app)
    before = {one.name: snapshot(one) for one in book.sheets}
    book.impl.xl.protect("x")
    assert "[X455]" in perform("opruimen", app)
    assert {one.name: snapshot(one) for one in book.sheets} == before
    sheet = book.sheets[0]
    changes = (
        sheet.delete,
        lambda: setattr(sheet, "name", "x"),
        lambda: setattr(sheet, "visible", False),
        lambda: sheet.copy(after=sheet),
        lambda: sheet.impl.move(None, sheet.impl),
    )
    for change in changes:
        with pytest.raises(OfficeError, match="X455"):
            change()


def test_a_protected_sheet_keeps_its_rows_and_columns(sheet: xw.Sheet) -> None:
    free(sheet, "A1:C3")
    sheet["A1"].value = 1.0
    sheet.impl.xl.protect("")
    cells = sheet["A1:B2"]
    changes = (
        lambda: cells.insert("down"),
        cells.delete,
        cells.merge,
        cells.autofit,
        lambda: setattr(cells, "row_height", 30),
        sheet.clear,
    )
    for change in changes:
        with pytest.raises(xw.XlwingsError, match="beveiligd"):
            change()
    assert sheet["A1"].value == 1.0
    sheet["A1:B2"].value = [[2.0, "x"], [None, 3.0]]
    sheet["A1:B2"].color = (255, 0, 0)
    assert sheet["A1:B2"].value == [[2.0, "x"], [None, 3.0]]
    sheet["A1:C3"].clear_contents()
    assert sheet["A1:B2"].value == [[None, None], [None, None]]


def test_an_error_and_a_formula_without_a_result_are_cells_of_the_user(app: xw.App) -> None:
    sheet = app.books.active.sheets[DATA]
    sheet.range("DR7").formula, sheet.range("DS8").formula = "=NA()", '=IF(A5="","x","")'
    perform("analyseer_selectie", app)
    perform("opruimen", app)
    assert [sheet.range(cell).formula for cell in ("DR7", "DS8")] == ["=NA()", '=IF(A5="","x","")']
