"""What the buttons must do in any program: the same stories for the engine in memory and for a live program.

A story gets a running program in which `standard_payload` is open (as JSON, or as the workbook `save_payload` makes)
and touches it only through xlwings; it closes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine
import xlwings as xw

from buurtwijzer_excel.commands.perform import perform
from buurtwijzer_excel.live.reading import names_of_own_sheets, owned_columns

DATA, HEALTH = "kwb-2023", "gezondheid 'n meer é"
SELECTION = "B5:F20"
SMOKERS = "Roker_11"
WIDE, STRIP = 40, 10
LOOKS = (
    *(f"{side}Border" for side in ("Top", "Bottom", "Left", "Right")),
    "RotateAngle",
    "CharUnderline",
    "CharStrikeout",
    "ParaIndent",
)
Cell = tuple[Any, ...]


def rows_of(path: Path) -> list[list[Any]]:
    """Read the first sheet of a file as cells of a payload."""
    rows = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return {"datum": value.isoformat()}
    return None if value == "" else value


def standard_payload(root: Path, *, naam: str = "mijn buurten.xlsx", **extra: Any) -> dict[str, Any]:
    """Give a workbook with the sample municipality, a sheet with its health figures and a sheet of the user's own."""
    sample = root / "sample_data"
    data = {"naam": DATA, "waarden": rows_of(sample / "kwb2023_voorbeeldstad.xlsx"), **extra}
    health = {"naam": HEALTH, "waarden": rows_of(sample / "gezondheid2020_voorbeeldstad.xlsx")}
    own = {
        "naam": "Meldingen",
        "waarden": [["Eigen meldingen van de gebruiker", 3.0], ["0363", "'t Zand"]],
        "opmaak": [{"adres": "A1", "kleur": [255, 255, 0]}, {"adres": "A2:B2", "getalnotatie": "@"}],
    }
    return {
        "schema": 1,
        "werkmap": {
            "naam": naam,
            "bladen": [data, health, own],
            "namen": [{"naam": "EigenNaam", "verwijst_naar": f"='{DATA}'!$A$1:$A$3"}],
            "selectie": {"blad": DATA, "adres": SELECTION},
        },
    }


def save_payload(payload: dict[str, Any], path: Path) -> None:
    """Write a payload as a workbook that a program can open; hidden rows, tables and the selection included."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for item in payload["werkmap"]["bladen"]:
        sheet = book.create_sheet(item["naam"])
        for line in item["waarden"]:
            sheet.append([datetime.fromisoformat(c["datum"]) if isinstance(c, dict) else c for c in line])
        for row in item.get("verborgen_rijen", ()):
            sheet.row_dimensions[row].hidden = True
        for form in item.get("opmaak", ()):
            for line in sheet[form["adres"]] if ":" in form["adres"] else [[sheet[form["adres"]]]]:
                for cell in line:
                    _format(cell, form)
        for table in item.get("tabellen", ()):
            sheet.add_table(openpyxl.worksheet.table.Table(displayName=table["naam"], ref=table["adres"]))
    for name in payload["werkmap"].get("namen", ()):
        book.defined_names[name["naam"]] = openpyxl.workbook.defined_name.DefinedName(
            name["naam"], attr_text=name["verwijst_naar"].removeprefix("=")
        )
    book.save(path)


def _format(cell: Any, form: dict[str, Any]) -> None:
    if "getalnotatie" in form:
        cell.number_format = form["getalnotatie"]
    if "kleur" in form:
        color = "".join(f"{part:02X}" for part in form["kleur"])
        cell.fill = openpyxl.styles.PatternFill("solid", fgColor=color)


def select(app: xw.App, address: str, blad: str = DATA) -> xw.Sheet:
    """Select cells and give their sheet."""
    sheet = app.books.active.sheets[blad]
    sheet.activate()
    sheet.range(address).select()
    return sheet


def snapshot(sheet: xw.Sheet) -> dict[str, Any]:
    """Give what a user sees of a sheet: every cell, the looks of each column past the data, and of each row."""
    last = sheet.used_range.last_cell
    rows, columns = max(last.row, 3), last.column + WIDE
    values = sheet.range((1, 1), (rows, columns)).options(ndim=2).value
    filled = [(r, c, v) for r, line in enumerate(values) for c, v in enumerate(line) if v not in (None, "")]
    columns = max((c for _, c, _ in filled), default=0) + WIDE
    # a live program takes its time for every question: several columns at once, which show a difference as well
    strip = 1 if sheet.book.app.engine.name == "memory" else STRIP
    looks = []
    for column in range(1, columns + 1, strip):
        last = column + strip - 1
        parts = [sheet.range((1, column), (1, last)), sheet.range((2, column), (30, last))]
        width = parts[0].column_width
        looks.append((*(look_of(part) for part in parts), width and round(width, 1)))
    heights = [_height(sheet.range((row, 1))) for row in range(1, 32)]
    return {
        "cellen": filled,
        "uiterlijk": looks,
        "hoogtes": heights,
        "namen": [(n.name, n.refers_to) for n in sheet.names],
    }


def look_of(cells: xw.Range) -> tuple[Any, ...]:
    """Give all that can be read of how cells look, in Calc also what xlwings does not reach."""
    font = cells.font
    found = (font.bold, font.italic, font.color, font.size, font.name)
    placed = (cells.horizontal_alignment, cells.vertical_alignment, cells.wrap_text)
    live = cells.impl.xl if cells.sheet.book.app.engine.name == "calc" else None
    more = () if live is None else tuple(_property(live, name) for name in LOOKS)
    return (cells.number_format, cells.color, *found, *placed, *more)


def _height(cells: xw.Range) -> Any:
    """Give the height of a row, 0 when it is hidden; nothing where Calc chooses it by what stands in the row."""
    rows = cells.impl.xl.getRows() if cells.sheet.book.app.engine.name == "calc" else None
    if rows is not None and rows.OptimalHeight and rows.IsVisible:
        return None
    height = cells.row_height
    return height and round(height, 1)


def _property(cells: Any, name: str) -> Any:
    if cells.getPropertyState(name).value == "AMBIGUOUS_VALUE":
        return None
    value = cells.getPropertyValue(name)
    return (value.OuterLineWidth, value.InnerLineWidth, value.Color) if name.endswith("Border") else value


def ours(sheet: xw.Sheet) -> dict[str, list[Any]]:
    """Give per column of ours, by name, its cells from the header down."""
    found = {}
    for column in owned_columns(sheet):
        cells = sheet.range((column.kop + 1, column.kolom + 1), (column.laatste + 1, column.kolom + 1))
        found[column.naam] = [row[0] for row in cells.options(ndim=2).value]
    return found


def formulas(app: xw.App) -> list[str]:
    """Give the address of every formula in the workbook."""
    found = []
    for sheet in app.books.active.sheets:
        last = sheet.used_range.last_cell
        cells = sheet.range((1, 1), (last.row, last.column))
        texts, values = cells.formula, cells.options(ndim=2).value
        texts = texts if isinstance(texts, list | tuple) else ((texts,),)
        texts = texts if isinstance(texts[0], list | tuple) else (texts,)
        for r, line in enumerate(texts):
            for c, text in enumerate(line):
                if isinstance(text, str) and text.startswith("=") and values[r][c] != text:
                    found.append(f"{sheet.name}!{r + 1},{c + 1}")
    return found


# --- the stories ----------------------------------------------------------------------------------------------------


def analyse_twice_and_tidy_up(app: xw.App) -> None:
    """Written once, nothing doubles the second time, and afterwards every sheet is as it was, cell by cell."""
    book = app.books.active
    before = {sheet.name: snapshot(sheet) for sheet in book.sheets}
    names = sorted(name.name for name in book.names)
    sheet = select(app, SELECTION)
    text = perform("analyseer_selectie", app)
    first, columns = ours(sheet), owned_columns(sheet)
    assert len(first) >= 25
    assert "kwb-2023" in text
    assert "kolom DR tot en met" in text
    assert all(len(cells) == 20 for cells in first.values())
    assert sheet.range("DR1").value == "Bwz leefstijl 1"
    assert any(isinstance(cell, float) for cell in first["Bwz_risico_eenzaamheid"])
    assert book.sheets.active.name == DATA
    assert names_of_own_sheets(book) == {"meldingen": "Meldingen (2)", "geschreven": "Bwz geschreven"}
    perform("analyseer_selectie", app)
    assert ours(sheet) == first
    assert owned_columns(sheet) == columns
    assert [s.name for s in book.sheets] == [*before, "Meldingen (2)", "Bwz geschreven"]
    assert [s.name for s in book.sheets if not s.visible] == ["Bwz geschreven"]
    assert not formulas(app)
    perform("opruimen", app)
    assert {s.name: snapshot(s) for s in book.sheets} == before
    assert sorted(name.name for name in book.names) == names


def own_lookalike_is_left_alone(app: xw.App) -> None:
    """A column of the user that looks like ours is the user's; ours goes to the first free columns right of it."""
    sheet = select(app, SELECTION)
    sheet.range("DS1").value = "Bwz leefstijl 1"
    sheet.range("DS7").value = "mijn eigen tekst"
    before = snapshot(sheet)
    perform("analyseer_selectie", app)
    assert sheet.range("DS1").value == "Bwz leefstijl 1"
    assert sheet.range("DS7").value == "mijn eigen tekst"
    assert owned_columns(sheet)[0].kolom == 123
    perform("ververs", app)
    assert sheet.range("DS7").value == "mijn eigen tekst"
    perform("opruimen", app)
    assert snapshot(sheet) == before


def filled_rows(sheet: xw.Sheet) -> list[int]:
    """Give the rows (from 1) that carry a result."""
    cells = ours(sheet).get("Bwz_zekerheid", [])
    return [row for row, cell in enumerate(cells[1:], start=2) if cell not in (None, "")]


CHOICES: dict[str, list[int]] = {
    "C7": [7],
    "A4:C6": [4, 5, 6],
    "A4:A5,C8:D9": [4, 5, 8, 9],
    "A12:A13": [13],
    "A1": [*range(4, 12), *range(13, 21), *range(22, 30)],
    "D:E": [*range(4, 12), *range(13, 21), *range(22, 30)],
    "A28:B60": [28, 29],
}
"""What a selection means: rows from 1 that get a result."""


def selection_means(app: xw.App, address: str) -> None:
    """Every kind of selection gives the rows a user expects, and nothing else."""
    sheet = select(app, address)
    perform("analyseer_selectie", app)
    assert filled_rows(sheet) == CHOICES[address]


def earlier_rows_stay(app: xw.App) -> None:
    """A second selection adds its rows; what the first one gave stays."""
    sheet = select(app, "A4:A5")
    perform("analyseer_selectie", app)
    before = ours(sheet)
    select(app, "A8")
    perform("analyseer_selectie", app)
    after = ours(sheet)
    assert filled_rows(sheet) == [4, 5, 8]
    assert {name: cells[:5] for name, cells in after.items()} == {name: cells[:5] for name, cells in before.items()}


def hidden_rows_are_not_chosen(app: xw.App) -> None:
    """Rows that a filter hides get nothing."""
    sheet = select(app, "A4:A9")
    for row in (5, 6):
        sheet.range((row, 1)).rows.hidden = True
    sheet.range("A4:A9").select()
    perform("analyseer_selectie", app)
    assert filled_rows(sheet) == [4, 7, 8, 9]


def every_result_is_explained(app: xw.App) -> None:
    """Each written column has a reason in Dutch, and the sheet Uitleg holds the steps."""
    sheet = select(app, "A5")
    perform("analyseer_selectie", app)
    kinds = {column.naam.rstrip("_123").partition("_risico_")[0]: column for column in owned_columns(sheet)}
    assert len(kinds) >= 9
    for column in kinds.values():
        select(app, sheet.range((5, column.kolom + 1)).address)
        text = perform("leg_uit", app)
        assert "Alle stappen staan op blad 'Uitleg'" in text, (column.naam, text)
        assert "[X" not in text
    assert app.books.active.sheets.active.name == "Uitleg"
    select(app, sheet.range((5, 1)).address)
    assert "[X217]" in perform("leg_uit", app)
    perform("opruimen", app)
    assert "Uitleg" not in [s.name for s in app.books.active.sheets]


def advice_and_refresh(app: xw.App) -> None:
    """Advies makes its own sheet; Ververs follows a changed figure in place, sheets included."""
    sheet = select(app, "A4:A11")
    perform("analyseer_selectie", app)
    select(app, "A4:A5")
    assert "blad 'Advies'" in perform("advies", app)
    advice = app.books.active.sheets["Advies"]
    assert advice.range("A1").value == "code"
    shown = {row[0] for row in advice.range("A2:A60").options(ndim=2).value if row[0]}
    assert shown == {"BU99990101", "BU99990102"}
    before, places = ours(sheet), [column.kolom for column in owned_columns(sheet)]
    health = app.books.active.sheets[HEALTH]
    column = health.range("A1:AQ1").options(ndim=1).value.index(SMOKERS) + 1
    health.range((5, column)).value = 60.0
    text = perform("ververs", app)
    after = ours(sheet)
    assert "Advies" in text
    assert [column.kolom for column in owned_columns(sheet)] == places
    assert after["Bwz_risico_gezondheidsachterstand"][3] > before["Bwz_risico_gezondheidsachterstand"][3]
    assert after["Bwz_risico_gezondheidsachterstand"][4:] == before["Bwz_risico_gezondheidsachterstand"][4:]
    assert filled_rows(sheet) == list(range(4, 12))


def settings_are_used(app: xw.App) -> None:
    """Instellingen makes the sheet; a choice on it counts, and Opruimen leaves a sheet that was filled in."""
    book = app.books.active
    perform("instellingen", app)
    sheet = book.sheets["Instellingen"]
    assert sheet.range("A1:B1").options(ndim=1).value == ["instelling", "waarde"]
    assert book.sheets.active.name == "Instellingen"
    sheet.range("B3").value = "wijk"
    data = select(app, "A1:A29")
    perform("analyseer_selectie", app)
    assert filled_rows(data) == [3, 12, 21]
    text = perform("opruimen", app)
    assert "blijft staan" in text
    assert not owned_columns(data)
    sheet.range("B3").value = "straat"
    select(app, "A1:A29")
    assert "[X207]" in perform("analyseer_selectie", app)
    sheet.range("B3").value = None
    perform("opruimen", app)
    assert "Instellingen" not in book.sheet_names


def wrong_choices_are_told(app: xw.App) -> None:
    """What cannot be done is said with a code and a way out, and nothing is written."""
    before = [snapshot(sheet) for sheet in app.books.active.sheets]
    select(app, "A2:A3")
    assert "[X202]" in perform("analyseer_selectie", app)
    select(app, "A1", "Meldingen")
    assert "[X201]" in perform("analyseer_selectie", app)
    assert "[X216]" in perform("ververs", app)
    assert "niets van Buurtwijzer" in perform("opruimen", app)
    assert [snapshot(sheet) for sheet in app.books.active.sheets] == before


def codes_and_apostrophes_stay(app: xw.App) -> None:
    """Codes are text on our own sheets too, and a name that begins with an apostrophe keeps it."""
    sheet = select(app, "A5")
    perform("advies", app)
    advice = app.books.active.sheets["Advies"]
    assert advice.range("A2").value == "BU99990102"
    assert advice.range("B2").value == "'t Zilverzand"
    assert sheet.range("B5").value == "99990102"


STORIES: dict[str, Callable[[xw.App], None]] = {
    story.__name__: story
    for story in (
        analyse_twice_and_tidy_up,
        own_lookalike_is_left_alone,
        earlier_rows_stay,
        hidden_rows_are_not_chosen,
        every_result_is_explained,
        advice_and_refresh,
        settings_are_used,
        wrong_choices_are_told,
        codes_and_apostrophes_stay,
    )
}
