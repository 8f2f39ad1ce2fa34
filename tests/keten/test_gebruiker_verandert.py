"""A user goes on working between two clicks: whatever she does, hers stays where it is, and Opruimen leaves hers alone.

Random edits go to the workbook in which the buttons are pressed and to a copy in which they are not: afterwards both
must be the same. Only what she typed over one of our headers makes a column hers, results and all.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from buurtwijzer_excel.commands.perform import perform
from buurtwijzer_excel.engines.addresses import Area, parse_reference
from buurtwijzer_excel.engines.memory import start
from buurtwijzer_excel.engines.memory.model import BookModel, Formula, SheetModel
from buurtwijzer_excel.engines.memory.payload import book_from
from buurtwijzer_excel.live.reading import names_of_own_sheets, owned_columns
from buurtwijzer_excel.workbook.ownership import quoted
from tests.calc import opened
from tests.keten.scenario_excel import DATA, rows_of, save_payload, select, snapshot, standard_payload

LIST, SEEDS = "lijst", 20
WIDTH = 5
"""Columns of the list of the user."""
COMMANDS = (
    *["analyseer_selectie"] * 4, *["ververs"] * 3, "advies", "leg_uit", "opruimen", "instellingen"
)  # fmt: skip
Cell = tuple[int, int]


@pytest.fixture(scope="module")
def figures(root: Path) -> list[list[Any]]:
    return rows_of(root / "sample_data" / "kwb2023_voorbeeldstad.xlsx")


def list_payload(figures: list[list[Any]], chance: random.Random) -> dict[str, Any]:
    """Give a workbook with a list of the user, the figures, and a sheet of hers that is called as one of ours."""
    codes = chance.sample([row[0] for row in figures if str(row[0]).startswith("BU")], chance.randint(2, 9))
    rows: list[list[Any]] = [["titel"]] * chance.choice([0, 0, 1, 3])
    rows.append(["nr", "code", "naam", "budget", "opmerking"])
    rows += [[float(n), code, f"naam {n}", n * 10.5, f"noot {n}"] for n, code in enumerate(codes)]
    if chance.random() < 0.3:
        rows.append([None, None, "totaal", {"formule": "=SUM(D2:D9)", "waarde": 3.0}])
    sheets = [
        {"naam": LIST, "waarden": rows, "opmaak": [{"adres": "L5", "getalnotatie": "0.000"}]},
        {"naam": "kwb-2023", "waarden": figures},
        {"naam": "Meldingen", "waarden": [["eigen blad"]]},
    ]
    return {"schema": 1, "werkmap": {"naam": "eigen.xlsx", "bladen": sheets}}


# What the user does, the same in both workbooks


def shift(book: BookModel, sheet: SheetModel, at: int, axis: int, *, by: int) -> None:
    """Insert (by 1) or delete (by -1) a row (axis 0) or column (axis 1), as Excel does: names follow."""

    def moved(cell: Cell) -> Cell | None:
        place = list(cell)
        if by < 0 and place[axis] == at:
            return None
        place[axis] += by if place[axis] >= at else 0
        return place[0], place[1]

    def all_moved(cells: dict[Cell, Any]) -> dict[Cell, Any]:
        return {to: value for cell, value in cells.items() if (to := moved(cell)) is not None}

    sheet.cellen, sheet.notities = all_moved(sheet.cellen), all_moved(sheet.notities)
    sheet.opmaak = {kind: all_moved(cells) for kind, cells in sheet.opmaak.items()}
    if axis:
        sheet.breedtes = {to[1]: width for c, width in sheet.breedtes.items() if (to := moved((1, c))) is not None}
    for name in book.namen:
        found = parse_reference(name.verwijzing)
        if found is None or found[0].casefold() != sheet.naam.casefold():
            continue
        ends = [*range(found[1].row, found[1].last_row + 1)], [*range(found[1].column, found[1].last_column + 1)]
        left = [to for row in ends[0] for column in ends[1] if (to := moved((row, column))) is not None]
        rows, columns = {row for row, _ in left}, {column for _, column in left}
        area = (
            Area(min(rows), min(columns), max(rows) - min(rows) + 1, max(columns) - min(columns) + 1) if left else None
        )
        name.verwijzing = f"={quoted(sheet.naam)}!{area.address()}" if area else "=#REF!"


def sort_rows(sheet: SheetModel, first: int, count: int, width: int, key: int) -> None:
    """Sort rows by a column, backwards."""
    rows = range(first, first + count)
    taken = {row: {c: sheet.cellen.pop((row, c), None) for c in range(1, width + 1)} for row in rows}
    order = sorted(rows, key=lambda row: str(taken[row][key] or ""), reverse=True)
    for to, row in zip(rows, order, strict=True):
        sheet.cellen |= {(to, c): value for c, value in taken[row].items() if value is not None}


@dataclass(frozen=True)
class Edit:
    """Where and what the user types, clears, inserts or sorts."""

    row: int
    column: int
    text: str
    kop: int
    width: int


def an_edit(chance: random.Random, number: int, our_columns: list[int], kop: int) -> tuple[str, Edit]:
    """Give one thing a user does, in our columns as often as outside them."""
    column = chance.choice(our_columns) if our_columns and chance.random() < 0.6 else chance.randint(1, 42)
    width = max([WIDTH, *our_columns]) if chance.random() < 0.5 else WIDTH
    kind = chance.choice(["typ", "typ", *EDITS])
    return kind, Edit(chance.randint(kop + 1, 14), column, f"van mij {number}", kop, width)


def fill(sheet: SheetModel, edit: Edit, value: object) -> None:
    sheet.cellen[edit.row, edit.column] = value


def paste(sheet: SheetModel, edit: Edit) -> None:
    places = [(edit.row + row, edit.column + column) for row in range(3) for column in range(2)]
    sheet.cellen |= {place: f"{edit.text} {place}" for place in places}


EDITS: dict[str, Callable[[BookModel, SheetModel, Edit], object]] = {
    "typ": lambda _, sheet, edit: fill(sheet, edit, edit.text),
    "getal": lambda _, sheet, edit: fill(sheet, edit, edit.row + 0.125),
    "formule": lambda _, sheet, edit: fill(sheet, edit, Formula(f'="{edit.text}"&1', "")),
    "leeg": lambda _, sheet, edit: sheet.cellen.pop((edit.row, edit.column), None),
    "rij": lambda book, sheet, edit: shift(book, sheet, edit.row, 0, by=1),
    "rij weg": lambda book, sheet, edit: shift(book, sheet, edit.row, 0, by=-1),
    "kolom": lambda book, sheet, edit: shift(book, sheet, max(edit.column, WIDTH + 1), 1, by=1),
    "kolom weg": lambda book, sheet, edit: shift(book, sheet, max(edit.column, WIDTH + 1), 1, by=-1),
    "sorteer": lambda _, sheet, edit: sort_rows(sheet, edit.kop + 1, 9, edit.width, 3),
    "notitie": lambda _, sheet, edit: sheet.notities.setdefault((edit.row, edit.column), edit.text),
    "verberg": lambda _, sheet, edit: sheet.verborgen.add(edit.row),
    "plak": lambda _, sheet, edit: paste(sheet, edit),
}
"""What a user may do to a sheet; the header of our columns she leaves alone."""


def texts(book: BookModel) -> dict[tuple[str, Cell], Any]:
    """Give what the user typed, wherever it stands: nothing of ours holds such words."""
    found = {}
    for sheet in book.bladen:
        for cell, value in (*sheet.cellen.items(), *(((r, -c), text) for (r, c), text in sheet.notities.items())):
            shown = plain(value)
            if isinstance(shown, str) and shown.startswith(("van mij", '="van mij', "noot", "titel", "eigen blad")):
                found[sheet.naam, cell] = shown
    return found


def plain(value: Any) -> Any:
    return value.tekst if isinstance(value, Formula) else value


def cells(sheet: SheetModel | None) -> dict[Cell, Any]:
    assert sheet is not None
    return {cell: plain(value) for cell, value in sheet.cellen.items()}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_of_the_user_is_lost_and_nothing_of_ours_is_left(seed: int, figures: list[list[Any]]) -> None:
    chance = random.Random(seed)
    payload = json.dumps(list_payload(figures, chance))
    app, apart = start(json.loads(payload)), book_from(json.loads(payload))
    book, done = app.books.active.impl.model, []
    kop = next(row for (row, _), value in sorted(apart.sheet(LIST).cellen.items()) if value == "code")
    for number in range(chance.randint(4, 12)):
        sheet = app.books.active.sheets[LIST]
        sheet.activate()
        mine = [column.kolom + 1 for column in owned_columns(sheet)]
        if chance.random() < 0.4:
            first, last = sorted(chance.choices(range(1, 15), k=2))
            sheet.range("A1" if chance.random() < 0.3 else f"A{first}:C{last}").select()
            before, command = texts(book), chance.choice(COMMANDS)
            done.append((command, perform(command, app)))
            assert "[X900]" not in done[-1][1], done
            assert texts(book).items() >= before.items(), done
            continue
        kind, edit = an_edit(chance, number, mine, kop)
        done.append((kind, str(edit)))
        for one in (book, apart):
            EDITS[kind](one, one.sheet(LIST), edit)
    app.books.active.sheets[LIST].activate()
    done.append(("opruimen", perform("opruimen", app)))
    sheet, wanted = book.sheet(LIST), apart.sheet(LIST)
    assert cells(sheet) == cells(wanted), done
    assert (sheet.notities, sheet.verborgen, sheet.breedtes) == (wanted.notities, wanted.verborgen, wanted.breedtes)
    # a cell of hers in a column of ours keeps the number format it had there
    forms = {cell: form for cell, form in sheet.opmaak.get("number_format", {}).items() if cell not in wanted.cellen}
    assert forms.items() <= wanted.opmaak.get("number_format", {}).items(), done
    assert [cells(book.sheet(name)) for name in ("kwb-2023", "Meldingen")] == [
        cells(apart.sheet(name)) for name in ("kwb-2023", "Meldingen")
    ]
    assert [blad.naam for blad in book.bladen] == [blad.naam for blad in apart.bladen], done
    assert not book.namen, done
    app.quit()


# What random edits seldom hit


@pytest.fixture
def listed(figures: list[list[Any]]) -> Iterator[xw.Sheet]:
    """Give a list of six areas of which the first two have results."""
    codes = [row[0] for row in figures if str(row[0]).startswith("BU")][:6]
    rows = [["nr", "code", "naam"], *([n, code, f"naam {n}"] for n, code in enumerate(codes))]
    sheets = [{"naam": LIST, "waarden": rows}, {"naam": "kwb-2023", "waarden": figures}]
    selection = {"blad": LIST, "adres": "A2:A3"}
    app = start({"schema": 1, "werkmap": {"naam": "eigen.xlsx", "bladen": sheets, "selectie": selection}})
    perform("analyseer_selectie", app)
    yield app.books.active.sheets[LIST]
    app.quit()


def results(sheet: xw.Sheet) -> dict[str, Any]:
    """Give a result per code, wherever its row stands."""
    column = next(one.kolom + 1 for one in owned_columns(sheet) if one.naam == "Bwz_gelijkenis_1")
    found = {sheet.range((row, 2)).value: sheet.range((row, column)).value for row in range(2, 12)}
    return {code: value for code, value in found.items() if value is not None}


def test_rows_that_a_sort_moved_to_below_our_columns_are_still_ours(listed: xw.Sheet) -> None:
    app, model, before = listed.book.app, listed.impl.model, results(listed)
    assert len(before) == 2
    sort_rows(model, 2, 6, 40, 1)
    assert results(listed) == before
    assert owned_columns(listed)[0].laatste == 2, "de namen reiken verder: de proef zegt niets"
    perform("ververs", app)
    assert results(listed) == before
    perform("opruimen", app)
    assert not [cell for cell in model.cellen if cell[1] > 3]


def test_a_copy_of_a_row_of_ours_below_the_list_is_the_users(listed: xw.Sheet) -> None:
    model, app = listed.impl.model, listed.book.app
    copy = {(10, column): value for (row, column), value in model.cellen.items() if row == 2 and column > 3}
    model.cellen |= copy
    for command in ("ververs", "opruimen"):
        perform(command, app)
        assert copy.items() <= model.cellen.items(), command


def test_results_beside_a_code_that_changed_are_still_ours(listed: xw.Sheet) -> None:
    app, model = listed.book.app, listed.impl.model
    listed.range("B3").value = listed.range("B7").value
    for address in ("A4:A5", "A6"):
        listed.range(address).select()
        text = perform("analyseer_selectie", app)
        assert "zelf iets ingevuld" not in text
    assert "blijft staan" not in perform("opruimen", app)
    assert not [cell for cell in model.cellen if cell[1] > 3]


def test_columns_that_the_user_deletes_in_calc_change_no_widths(calc: xw.App, root: Path, tmp_path: Path) -> None:
    save_payload(standard_payload(root), tmp_path / "mijn buurten.xlsx")
    with opened(calc, tmp_path / "mijn buurten.xlsx") as book:
        sheet = book.sheets[DATA]
        sheet.range("EX:EY").delete("left")
        before = snapshot(sheet)
        select(calc, "A4:A6")
        perform("analyseer_selectie", calc)
        assert owned_columns(sheet)[0].kolom == 121
        sheet.range("FA:FA").delete("left")
        perform("opruimen", calc)
        assert snapshot(sheet) == before


def test_a_format_of_the_user_further_down_the_list_keeps_its_column_free(listed: xw.Sheet) -> None:
    app = listed.book.app
    perform("opruimen", app)
    listed.range("H6").number_format = "0.000"
    before = snapshot(listed)
    for address in ("A2:A3", "A2:A7"):
        listed.range(address).select()
        perform("analyseer_selectie", app)
        assert owned_columns(listed)[0].kolom > 7
    perform("opruimen", app)
    assert snapshot(listed) == before
    assert listed.range("H6").number_format == "0.000"


@pytest.mark.parametrize("place", ["G2", "D5", "A90"])
def test_what_the_user_writes_on_the_hidden_sheet_stays(place: str, listed: xw.Sheet) -> None:
    book = listed.book
    hidden = book.sheets["Bwz geschreven"]
    hidden.visible = True
    hidden.range(place).value = "mijn aantekening"
    text = perform("ververs", book.app)
    assert "Bwz geschreven (2)" in text
    perform("ververs", book.app)
    perform("opruimen", book.app)
    assert book.sheet_names == [LIST, "kwb-2023", "Bwz geschreven"]
    assert hidden.range(place).value == "mijn aantekening"


def test_cleaning_up_leaves_a_hidden_sheet_the_user_wrote_on(listed: xw.Sheet) -> None:
    book = listed.book
    book.sheets["Bwz geschreven"].range("G2").value = "mijn aantekening"
    assert "blijft staan: blad 'Bwz geschreven'" in perform("opruimen", book.app)
    assert book.sheets["Bwz geschreven"].range("G2").value == "mijn aantekening"
    assert not names_of_own_sheets(book)


def point(sheet: xw.Sheet, name: str, refers_to: str | None) -> None:
    """Let a name of a sheet refer to other cells, as a user can; or take it away."""
    for found in [one for one in sheet.names if one.name.endswith(f"!{name}")]:
        found.delete()
    if refers_to is not None:
        sheet.names.add(name, refers_to)


def user_column(sheet: xw.Sheet) -> None:
    point(sheet, "Bwz_leefstijl_1", f"='{DATA}'!$F$1:$F$20")


def our_other_column(sheet: xw.Sheet) -> None:
    point(sheet, "Bwz_leefstijl_1", f"='{DATA}'!$DS$1:$DS$9")


def other_sheet(sheet: xw.Sheet) -> None:
    point(sheet, "Bwz_leefstijl_1", "='Meldingen'!$A$1:$A$2")


def longer(sheet: xw.Sheet) -> None:
    sheet.range("DR25").value = "van mij"
    point(sheet, "Bwz_leefstijl_1", f"='{DATA}'!$DR$1:$DR$29")


def a_lookalike(sheet: xw.Sheet) -> None:
    sheet.range("FA1").value = [["Bwz leefstijl 1"], ["van mij"], ["van mij"]]
    point(sheet, "Bwz_leefstijl_1", f"='{DATA}'!$FA$1:$FA$9")


def exchanged(sheet: xw.Sheet) -> None:
    point(sheet, "Bwz_leefstijl_1", f"='{DATA}'!$DT$1:$DT$9")
    point(sheet, "Bwz_leefstijl_2", f"='{DATA}'!$DR$1:$DR$9")


def gone(sheet: xw.Sheet) -> None:
    point(sheet, "Bwz_leefstijl_1", None)


def all_gone(sheet: xw.Sheet) -> None:
    for name in [one.name.rpartition("!")[2] for one in sheet.names]:
        point(sheet, name, None)


def users_sheet(sheet: xw.Sheet) -> None:
    names = sheet.book.names
    names["Bwz_blad_meldingen"].delete()
    names.add("Bwz_blad_meldingen", "='Meldingen'!$A$1")


POINTED = (user_column, our_other_column, other_sheet, longer, a_lookalike, exchanged, gone, all_gone, users_sheet)


def everything(book: xw.Book, only: set[str]) -> dict[tuple[str, int, int], Any]:
    return {
        (sheet.name, row, column): value
        for sheet in book.sheets
        if sheet.name in only
        for row, line in enumerate(sheet.range("A1:FZ40").options(ndim=2, empty=None).value)
        for column, value in enumerate(line)
        if value is not None
    }


@pytest.mark.parametrize("change", POINTED, ids=[change.__name__ for change in POINTED])
@pytest.mark.parametrize("program", ["memory", "calc"])
def test_a_name_of_ours_that_the_user_points_elsewhere_costs_her_nothing(
    program: str, change: Callable[[xw.Sheet], None], request: pytest.FixtureRequest, root: Path, tmp_path: Path
) -> None:
    payload = standard_payload(root)
    if program == "memory":
        app = start(payload)
        _point_and_press(app, change)
        app.quit()
        return
    save_payload(payload, tmp_path / "mijn buurten.xlsx")
    app = request.getfixturevalue("calc")
    with opened(app, tmp_path / "mijn buurten.xlsx"):
        _point_and_press(app, change)


def _point_and_press(app: xw.App, change: Callable[[xw.Sheet], None]) -> None:
    book = app.books.active
    hers = set(book.sheet_names)
    before = everything(book, hers)
    sheet = select(app, "A4:A9")
    perform("analyseer_selectie", app)
    change(sheet)
    typed = {place: cell for place, cell in everything(book, hers).items() if cell == "van mij"}
    for command in ("ververs", "analyseer_selectie", "opruimen"):
        select(app, "A4:A9")
        text = perform(command, app)
        assert "[X900]" not in text, command
        assert everything(book, hers).items() >= {**before, **typed}.items(), (command, text)
