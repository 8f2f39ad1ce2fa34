"""A filtered list: what is out of sight is not analysed, in memory and with a real filter in a live LibreOffice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from buurtwijzer_excel.commands.perform import perform
from buurtwijzer_excel.engines.memory import start
from buurtwijzer_excel.live.reading import owned_columns
from tests.keten.scenario_excel import DATA, filled_rows, ours, save_payload, select, snapshot, standard_payload

LIST = "A1:DQ29"
WIJK = range(4, 12)  # the buurten of the first wijk
HIDDEN = [2, 3, *range(12, 30)]
CHOICES: dict[str, list[int]] = {
    "A1": [*WIJK],
    LIST: [*WIJK],
    "D:E": [*WIJK],
    "A4:F20": [*WIJK],
    "C7": [7],
    "A8:A9,A11:B14": [8, 9, 11],
}


@pytest.fixture(scope="module")
def werkmap(root: Path) -> dict[str, Any]:
    return standard_payload(root, verborgen_rijen=HIDDEN)


@pytest.fixture(scope="module")
def saved(werkmap: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workbook with a filter on the list, as Excel saves it: the condition, and the rows it hides."""
    path = tmp_path_factory.mktemp("filter") / "mijn buurten.xlsx"
    save_payload(werkmap, path)
    book = openpyxl.load_workbook(path)
    sheet = book[DATA]
    sheet.auto_filter.ref = LIST
    shown = [str(sheet.cell(row, 1).value) for row in WIJK]
    sheet.auto_filter.add_filter_column(0, shown)
    book.save(path)
    return path


def show_all(sheet: xw.Sheet) -> None:
    """Take the filter away, as a user does."""
    if sheet.book.app.engine.name == "memory":
        sheet.range("A1:A30").rows.hidden = False
        return
    filters = sheet.book.api.getPropertyValue("UnnamedDatabaseRanges").getByTable(0)
    assert filters.getFilterDescriptor().getFilterFields(), "LibreOffice las het filter niet: de proef zegt niets"
    cells = sheet.range(LIST).impl.xl
    cells.filter(cells.createFilterDescriptor(True))
    assert not any(sheet.range((row, 1)).rows.hidden for row in HIDDEN)


@pytest.mark.parametrize("app", ["calc"], indirect=True)  # in memory nobody can say whether there is a filter
def test_a_filter_beside_our_columns_is_told_once(app: xw.App) -> None:
    select(app, "A4:A6")
    assert perform("analyseer_selectie", app).count("sorteren niet mee") == 1
    sheet = app.books.active.sheets["Meldingen (2)" if "Meldingen (2)" in app.books.active.sheet_names else "Meldingen"]
    assert [row[1] for row in sheet.used_range.options(ndim=2).value].count("X248") == 1


@pytest.mark.parametrize("address", CHOICES)
def test_only_rows_in_sight_are_analysed(address: str, app: xw.App) -> None:
    sheet = select(app, address)
    text = perform("analyseer_selectie", app)
    assert filled_rows(sheet) == CHOICES[address]
    assert "[X" not in text
    show_all(sheet)
    assert filled_rows(sheet) == CHOICES[address]


def test_rows_that_were_filtered_away_keep_what_they_had_and_go_with_the_rest(app: xw.App) -> None:
    book = app.books.active
    sheet = book.sheets[DATA]
    before = snapshot(sheet)
    hidden = {row: sheet.range((row, 1)).row_height for row in HIDDEN}
    select(app, "A1")
    perform("analyseer_selectie", app)
    first = ours(sheet)
    perform("ververs", app)
    assert ours(sheet) == first
    perform("opruimen", app)
    assert {row: sheet.range((row, 1)).row_height for row in HIDDEN} == hidden, "het filter staat er nog"
    assert snapshot(sheet) == before


@pytest.mark.parametrize("address", ["A14", "A13:F20", "2:3"])
def test_a_choice_that_is_out_of_sight_is_told_and_nothing_is_written(address: str, app: xw.App) -> None:
    sheet = select(app, address)
    before = snapshot(sheet)
    said = "[X461]" if app.selection is not None else "[X213]"  # LibreOffice selects no cells out of sight
    for command in ("analyseer_selectie", "advies"):
        text = perform(command, app)
        assert said in text, command
        assert "filter" in text
    assert snapshot(sheet) == before
    assert app.books.active.sheet_names == [DATA, "gezondheid 'n meer é", "Meldingen"]


def test_a_filter_that_leaves_nothing_is_told(root: Path) -> None:
    app = start(standard_payload(root, verborgen_rijen=[*range(2, 30)]))
    for address in ("A1", "D:E", LIST):
        select(app, address)
        assert "[X461]" in perform("analyseer_selectie", app), address
    app.quit()


@pytest.mark.parametrize("address", ["A40", "DZ45:EB50"])
def test_a_click_below_the_list_does_not_mean_the_whole_list(address: str, root: Path) -> None:
    app = start(standard_payload(root))
    select(app, address)
    assert "[X202]" in perform("analyseer_selectie", app)
    app.quit()


@pytest.mark.parametrize("address", CHOICES)
def test_where_the_program_cannot_name_the_visible_parts(
    address: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from buurtwijzer_excel.engines.memory.ranges import Range

    def refused(*_: Any) -> None:
        raise OSError("het blad is beveiligd")

    monkeypatch.setattr(Range, "get_special_cells", refused)
    app = start(standard_payload(root, verborgen_rijen=HIDDEN))
    sheet = select(app, address)
    perform("analyseer_selectie", app)
    assert filled_rows(sheet) == CHOICES[address]
    app.quit()


# Excel itself: a block in a range that is filtered in part goes wrong (xlwings #679 and #747)


@pytest.fixture
def as_excel_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program in memory do with a filtered range as Excel does; hidden rows are hidden by a filter here."""
    from buurtwijzer_excel.engines.addresses import Area
    from buurtwijzer_excel.engines.memory.model import SheetModel
    from buurtwijzer_excel.engines.memory.ranges import Range

    write, clear = SheetModel.write, Range.clear_contents

    def parts(sheet: SheetModel, area: Area) -> list[int]:
        rows = range(area.row, area.last_row + 1)
        shown = [row for row in rows if row not in sheet.verborgen]
        return shown if 0 < len(shown) < area.rows else []

    def written(self: SheetModel, area: Area, values: Any) -> None:
        shown = parts(self, area)
        for row in shown:
            write(self, Area(row, area.column, 1, area.columns), [[values[0][0]] * area.columns])
        if not shown:
            write(self, area, values)

    def cleared(self: Range) -> None:
        shown = parts(self.sheet.model, self.area)
        for row in shown:
            clear(Range(self.sheet, (Area(row, self.column, 1, self.area.columns),)))
        if not shown:
            clear(self)

    monkeypatch.setattr(SheetModel, "write", written)
    monkeypatch.setattr(Range, "clear_contents", cleared)


SOME = [2, 3, 6, 7, 9, *range(12, 30)]


@pytest.mark.usefixtures("as_excel_does")
def test_in_excel_each_row_in_sight_gets_its_own_values(root: Path) -> None:
    plain = start(standard_payload(root))
    select(plain, "A4:A5,A8,A10:A11")
    perform("analyseer_selectie", plain)
    wanted = ours(plain.books.active.sheets[DATA])
    app = start(standard_payload(root, verborgen_rijen=SOME))
    sheet = select(app, "A1")
    assert "[X" not in perform("analyseer_selectie", app)
    assert ours(sheet) == wanted
    app.quit()
    plain.activate()
    plain.quit()


@pytest.mark.usefixtures("as_excel_does")
def test_in_excel_refreshing_and_tidying_up_reach_the_rows_out_of_sight(root: Path) -> None:
    app = start(standard_payload(root))
    sheet = select(app, "A1")
    before = snapshot(sheet)
    perform("analyseer_selectie", app)
    first, column = ours(sheet), sheet.range("AM4:AM29")
    values = column.options(ndim=2).value
    column.value = [[None]] * len(values)
    perform("ververs", app)
    other = ours(sheet)
    assert other != first
    column.value = values
    sheet.range("A6:A20").rows.hidden = True
    select(app, "A4")
    perform("ververs", app)
    assert ours(sheet) == first
    perform("opruimen", app)
    sheet.range("A6:A20").rows.hidden = False
    assert snapshot(sheet) == before
    app.quit()


@pytest.mark.parametrize("command", ["ververs", "opruimen"])
def test_rows_out_of_sight_that_cannot_be_reached_are_told(
    command: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from buurtwijzer_excel.engines.memory.ranges import Range

    app = start(standard_payload(root))
    sheet = select(app, "A1")
    perform("analyseer_selectie", app)
    first, columns = ours(sheet), owned_columns(sheet)
    sheet.range("AM4:AM29").value = 150.0
    real, clear = Range._may_write, Range.clear_contents
    monkeypatch.setattr(Range, "clear_contents", lambda self: real(self, "wissen"))
    if command == "ververs":
        monkeypatch.setattr(Range, "raw_value", property(Range.raw_value.fget, lambda self, _: real(self, "schrijven")))
    text = perform(command, app)
    assert "[X215]" in text
    assert "filter" in text
    assert (ours(sheet), owned_columns(sheet)) == (first, columns)
    monkeypatch.setattr(Range, "clear_contents", clear)
    app.quit()
