"""Writes calculation sheets with live formulas into an open workbook, and knows whether they are still as written.

They are written in place, so that formulas of the user that refer to them keep working. One call per sheet for all its
contents. Names of the inputs belong to the workbook: the formulas are written with them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace
from buurtwijzer.reporting.marks import CALCULATED
from buurtwijzer.reporting.record import Record
from buurtwijzer.reporting.rekenbladen import (
    aannames,
    berekening,
    beste_plan,
    narekening,
    partijen,
    scenarios,
    voorblad,
)
from buurtwijzer.reporting.rekenbladen.aannames_kolommen import ID, WAARDE
from buurtwijzer.reporting.rekenbladen.aannames_kolommen import NAAM as OP_AANNAMES
from buurtwijzer.reporting.rekenbladen.model import Formule, Inhoud, Rekenblad, Rekencel
from buurtwijzer.reporting.rekenbladen.stijlen import Look, look
from buurtwijzer.reporting.rekenbladen.write import ROW_POINTS
from buurtwijzer_excel.engines.addresses import rectangles
from buurtwijzer_excel.live.dressing import dress, undress, unlock
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.ledger import Ledger
from buurtwijzer_excel.live.own_sheets import add_sheet, drop_marks, holds_more, own_sheet
from buurtwijzer_excel.live.reading import names_of_own_sheets, read_sheet
from buurtwijzer_excel.live.screen import quiet_formulas
from buurtwijzer_excel.workbook.dressing import Wear
from buurtwijzer_excel.workbook.own_values import ROWS_ABOVE, TYPED, typed_values
from buurtwijzer_excel.workbook.ownership import SHEET_MARK, owned_cell
from buurtwijzer_excel.workbook.value_issue_kinds import X476, X477

if TYPE_CHECKING:
    import xlwings as xw

KEYS = {
    voorblad.NAAM: "waarde",
    partijen.NAAM: "partijen",
    scenarios.NAAM: "scenarios",
    OP_AANNAMES: "aannames",
    berekening.NAAM: "berekening",
    narekening.NAAM: "narekening",
    beste_plan.NAAM: "beste_plan",
}
"""Per calculation sheet what follows `SHEET_MARK` in the name that marks it."""
AANNAMES, VOORBLAD, SCENARIOS = (KEYS[module.NAAM] for module in (aannames, voorblad, scenarios))
_TEXT, _GENERAL = "@", "General"
_TIGHT = 0.8
"""Part of the width of a column that a text may fill for sure, also in wider letters than those of the file."""
Rows = list[list[object]]


def check_sheets(book: xw.Book, record: Record, bladen: Sequence[Rekenblad]) -> None:
    """See whether the sheets can be written.

    Raises:
        InputError: One of them was changed outside its yellow cells, or a sheet or name of the user is in the way.
    """
    keys = {KEYS[blad.naam] for blad in bladen}
    changed = changed_sheets(book, record, keys)
    issues = [X476.at(CellPlace(book.name, sheet.name), blad=sheet.name) for sheet in changed]
    mine = {key: name for key, name in names_of_own_sheets(book).items() if key in CALCULATED}
    taken = {sheet.name.casefold(): sheet.name for sheet in book.sheets if sheet.name not in mine.values()}
    issues += [
        X477.at(CellPlace(book.name, taken[blad.naam.casefold()]), soort="een blad", naam=blad.naam)
        for blad in bladen
        if blad.naam.casefold() in taken
    ]
    issues += _renamed(book, {key: name for key, name in mine.items() if key in keys})
    wanted = {naam.casefold() for blad in bladen for naam in blad.namen}
    ours = _input_names(book)
    others = [name.name for name in book.names if name.name not in ours and name.name.casefold() in wanted]
    issues += [X477.at(CellPlace(book.name, OP_AANNAMES), soort="de naam", naam=name) for name in others]
    if issues:
        raise InputError(issues)


def changed_sheets(book: xw.Book, record: Record, keys: Collection[str] = CALCULATED) -> tuple[xw.Sheet, ...]:
    """Give the calculation sheets that are not as we wrote them; what stands in yellow cells does not count."""
    return tuple(
        book.sheets[name]
        for key, name in names_of_own_sheets(book).items()
        if key in keys and not _is_as_written(book.sheets[name], key, record)
    )


def is_users(book: xw.Book, record: Record) -> bool:
    """Tell whether something of the user stands on the calculation sheets: a change, or a value of their own."""
    sheet = own_sheet(book, AANNAMES)
    has_own = sheet is not None and bool(typed_values(read_sheet(book, sheet)))
    return has_own or bool(changed_sheets(book, record))


def write_sheets(ledger: Ledger, bladen: Sequence[Rekenblad]) -> xw.Sheet:
    """Write the sheets; on failure all cells hold what they held.

    Args:
        ledger: Keeps what was written; its journal undoes it.
        bladen: The sheets, which `check_sheets` has seen.

    Returns:
        The first of them; the sheet in front stays in front.
    """
    book, journal = ledger.book, ledger.journal
    # First all sheets and names: a formula is only understood when what it refers to is there.
    sheets = [own_sheet(book, KEYS[blad.naam]) or _added(book, blad, journal) for blad in bladen]
    names = {naam: f"={where.vast}" for blad in bladen for naam, where in blad.namen.items()}
    if names:
        _set_names(book, _input_names(book), names, journal)
    with quiet_formulas(book.app):
        for sheet, blad in zip(sheets, bladen, strict=True):
            journal.place = CellPlace(book.name, sheet.name)
            _put(sheet, blad, journal)
    book.app.calculate()
    # last, so that charts know their cells: what is refused here is told and undoes nothing
    for sheet, blad in zip(sheets, bladen, strict=True):
        journal.place = CellPlace(book.name, sheet.name)
        ledger.issues += _dress(sheet, blad)
    for sheet, blad in zip(sheets, bladen, strict=True):
        key = KEYS[blad.naam]
        ledger.record = ledger.record.with_own(key, _plain_rows(sheet, key))
    return sheets[0]


def remove_names(book: xw.Book, journal: Journal) -> None:
    """Take the names of the inputs away."""
    _set_names(book, _input_names(book), {}, journal)
    undress(book)


def remove_calculated(book: xw.Book, key: str, journal: Journal) -> None:
    """Take a calculation sheet away; when something fails further on it is made again with its formulas."""
    sheet = own_sheet(book, key)
    drop_marks(book, key, journal)
    if sheet is not None:
        journal.undo_with(partial(_again, book, sheet.name, _contents(_all_cells(sheet)), sheet.index))
        sheet.delete()


def _again(book: xw.Book, name: str, contents: Rows, place: int) -> None:
    neighbour = {"after": book.sheets[place - 2]} if place > 1 else {"before": book.sheets[0]}
    made = book.sheets.add(name, **neighbour)
    _put_back(made.range((1, 1), (len(contents), len(contents[0]))), contents)


def _all_cells(sheet: xw.Sheet) -> xw.Range:
    return sheet.range((1, 1), sheet.used_range.last_cell)


def _added(book: xw.Book, blad: Rekenblad, journal: Journal) -> xw.Sheet:
    sheet = add_sheet(book, blad.naam, KEYS[blad.naam], journal)
    with suppress(Exception):  # what a program cannot show is no reason to stop
        sheet.show_gridlines = False
    with suppress(Exception):
        corner = sheet.range((1, 1), (max(1, blad.vaste_rijen), max(1, blad.vaste_kolommen)))
        sheet.freeze_panes.freeze_at(corner.get_address(row_absolute=False, column_absolute=False))
    return sheet


def _renamed(book: xw.Book, mine: Mapping[str, str]) -> Iterator[Issue]:
    """Find sheets of ours that the user gave another name: formulas are written with the name they had."""
    for naam, key in KEYS.items():
        if mine.get(key, naam) != naam:
            yield X476.at(CellPlace(book.name, mine[key]), blad=mine[key])


def _put(sheet: xw.Sheet, blad: Rekenblad, journal: Journal) -> None:
    unlock(sheet, journal)
    last = sheet.used_range.last_cell
    rows = max(last.row, max(row for row, _ in blad.cellen) + 1)
    columns = max(last.column, max(column for _, column in blad.cellen) + 1)
    cells = sheet.range((1, 1), (rows, columns))
    journal.undo_with(partial(_put_back, cells, _contents(cells)))
    cells.clear_formats()  # in a cell for text a formula would become text
    block: Rows = [[""] * columns for _ in range(rows)]
    for (row, column), cel in blad.cellen.items():
        block[row][column] = _out(cel.inhoud)
    cells.formula = block
    for (row, column), cel in blad.cellen.items():
        if isinstance(cel.inhoud, date):
            day = datetime(cel.inhoud.year, cel.inhoud.month, cel.inhoud.day)  # noqa: DTZ001 - a day, no moment
            sheet.range((row + 1, column + 1)).value = day


def _out(inhoud: Inhoud) -> object:
    match inhoud:
        case None | "" | date():
            return ""
        case Formule(tekst):
            return f"={tekst}"
        case str():
            return f"'{inhoud}"  # whatever it looks like, it is text
        case _:
            return float(inhoud)


def _dress(sheet: xw.Sheet, blad: Rekenblad) -> list[Issue]:
    """Give a sheet its looks, heights and widths, and all that it wears besides."""
    worn: dict[Look, list[tuple[int, int]]] = {}
    for (row, column), cel in blad.cellen.items():
        form = look(cel.stijl)
        if form.getal == _TEXT and isinstance(cel.inhoud, Formule):
            form = replace(form, getal=_GENERAL)
        worn.setdefault(form, []).append((row + 1, column + 1))
    _widen(sheet, blad.breedtes)
    looks = [Wear(form, tuple(rectangles(places))) for form, places in worn.items()]
    return dress(
        sheet,
        looks=looks,
        fit=partial(_fit, sheet, blad),
        keuzes=blad.keuzes,
        kleuren=blad.kleuren,
        grafieken=blad.grafieken,
        afdruk=blad.afdruk,
        slot=True,
    )


def _widen(sheet: xw.Sheet, breedtes: Mapping[int, float]) -> None:
    """Give columns their widths, neighbours with the same one together."""
    for (width, _), run in groupby(enumerate(sorted(breedtes)), lambda at: (breedtes[at[1]], at[1] - at[0])):
        columns = [column for _, column in run]
        sheet.range((1, columns[0] + 1), (1, columns[-1] + 1)).column_width = width


def _fit(sheet: xw.Sheet, blad: Rekenblad) -> None:
    """Give rows the height they have in a file; where a text may not fit with the letters here, the program decides."""
    tight = {row for (row, column), cel in blad.cellen.items() if _is_tight(cel, blad.breedtes.get(column, 0.0))}
    rows = range(max(row for row, _ in blad.cellen) + 1)
    for height, run in groupby(rows, lambda row: None if row in tight else blad.hoogtes.get(row, ROW_POINTS)):
        found = list(run)
        lines = sheet.range(f"{found[0] + 1}:{found[-1] + 1}")
        if height is None:
            lines.rows.autofit()
        else:
            lines.row_height = height


def _is_tight(cel: Rekencel, width: float) -> bool:
    text = cel.inhoud.waarde if isinstance(cel.inhoud, Formule) else cel.inhoud
    return isinstance(text, str) and look(cel.stijl).terugloop and len(text) > _TIGHT * width


def _contents(cells: xw.Range) -> Rows:
    """Give what stands in cells in a form that can be put back: formulas, and values as they are."""
    values, formulas = cells.options(ndim=2, empty=None).value, _formulas(cells)
    return [
        [_content(text, value) for text, value in zip(texts, line, strict=True)]
        for texts, line in zip(formulas, values, strict=True)
    ]


def _content(formula: str, value: object) -> object:
    if formula.startswith("=") and formula != value:
        return formula
    return f"'{value}" if isinstance(value, str) else value


def _formulas(cells: xw.Range) -> list[list[str]]:
    found: object = cells.formula  # of one cell not a block
    lines = found if isinstance(found, list | tuple) else ((found,),)
    return [[text if isinstance(text, str) else "" for text in line] for line in lines]


def _put_back(cells: xw.Range, contents: Rows) -> None:
    cells.options(ndim=2).value = contents


def _is_as_written(sheet: xw.Sheet, key: str, record: Record) -> bool:
    wrote = record.eigen.get(key)
    return wrote == Record().with_own(key, _plain_rows(sheet, key)).eigen[key] and not holds_more(sheet)


def _plain_rows(sheet: xw.Sheet, key: str) -> Rows:
    """Give the cells of a sheet as they are remembered: formulas and constants; never what a formula came to."""
    rows = _contents(_all_cells(sheet))
    if key == AANNAMES:
        for row in rows[ROWS_ABOVE:]:
            for column in TYPED:
                if column < len(row):
                    row[column] = None
    return rows


def _input_names(book: xw.Book) -> dict[str, str]:
    """Give the defined names of the inputs with what they refer to: they stand on our sheet, beside their own name."""
    blad = names_of_own_sheets(book, AANNAMES).get(AANNAMES)
    if blad is None:
        return {}
    sheet = book.sheets[blad]
    last = sheet.used_range.last_cell.row
    ids = [row[0] for row in sheet.range((1, ID + 1), (last, ID + 1)).options(ndim=2).value]
    found = {}
    for name in book.names:
        place = owned_cell(name.refers_to or "")
        if place is None or place[0] != blad or place[2] != WAARDE or name.name.startswith(SHEET_MARK):
            continue
        if place[1] < len(ids) and ids[place[1]] == name.name:
            found[name.name] = name.refers_to or ""
    return found


def _set_names(book: xw.Book, old: Mapping[str, str], new: Mapping[str, str], journal: Journal) -> None:
    """Let the workbook have some names instead of others, each looked up once."""
    journal.undo_with(partial(_let_names, book, new, old))
    _let_names(book, old, new)


def _let_names(book: xw.Book, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    for name in [name for name in book.names if name.name in before and name.name not in after]:
        name.delete()
    for text, refers_to in after.items():
        if before.get(text, "").replace("'", "") != refers_to.replace("'", ""):
            book.names.add(text, refers_to)
