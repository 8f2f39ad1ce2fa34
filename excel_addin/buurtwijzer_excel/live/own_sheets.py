"""Sheets of our own in a user's workbook: at the end, found by their defined name, never a sheet of the user's."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from buurtwijzer.core.dutch import name_some
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data.files.workbook import Row
from buurtwijzer.reporting.blad import Blad, CelSoort, Rij
from buurtwijzer.reporting.marks import SOURCES, is_contract_name
from buurtwijzer.reporting.roomy import roomy
from buurtwijzer_excel.live.blocks import write_block
from buurtwijzer_excel.live.columns import HEADER_COLOR
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.names import set_name
from buurtwijzer_excel.live.reading import names_of_own_sheets
from buurtwijzer_excel.workbook.blocks_out import cell_out, same_formats
from buurtwijzer_excel.workbook.dressing import CHART_MARK
from buurtwijzer_excel.workbook.issue_kinds import X236
from buurtwijzer_excel.workbook.ownership import SHEET_MARK, SOURCE_MARK, names_in_use, quoted

if TYPE_CHECKING:
    import xlwings as xw

_LONGEST = 31
_CONTROL = "form_control"
"""What Excel also calls the arrows of a filter, which are no addition of the user."""


def own_sheet(book: xw.Book, key: str) -> xw.Sheet | None:
    """Find a sheet of ours, whatever it is called now."""
    name = names_of_own_sheets(book, key).get(key)
    return None if name is None else book.sheets[name]


def add_sheet(book: xw.Book, naam: str, key: str, journal: Journal, wrote: Collection[str] = ()) -> xw.Sheet:
    """Add a sheet of ours at the end; the sheet in front stays in front.

    Args:
        book: The workbook.
        naam: The name wanted; it gets a number when a sheet of the user has it.
        key: What follows `SHEET_MARK` in the name that marks it.
        journal: Remembers how to undo it.
        wrote: Keys of sheets that we wrote in this workbook: their names are ours, whatever they refer to by now.

    Raises:
        InputError: The user has a name that is called as the one that marks it.
    """
    _check_mark(book, key, wrote)
    front, selection = book.sheets.active, book.app.selection
    journal.undo_with(partial(_show, front, selection))
    sheet = book.sheets.add(_free_name(book, naam), after=book.sheets[-1])
    journal.undo_with(sheet.delete)
    set_name(book, SHEET_MARK + key, f"={quoted(sheet.name)}!$A$1", journal)
    _show(front, selection)
    return sheet


def write_sheet(sheet: xw.Sheet, blad: Blad) -> None:
    """Write an empty sheet."""
    rows: list[list[object]] = [
        [kolom.kop for kolom in blad.kolommen],
        *([cell_out(cell) for cell in row] for row in blad.rijen),
    ]
    last = len(rows)
    for start, count, form in same_formats([kolom.soort for kolom in blad.kolommen]):
        sheet.range((2, start + 1), (max(2, last), start + count)).number_format = form
    _write_cells(sheet, rows)
    for number, kolom in enumerate(roomy(blad.kolommen), start=1):
        cells = sheet.range((2, number), (max(2, last), number))
        cells.column_width = kolom.breedte
        if kolom.soort is CelSoort.LANGE_TEKST:
            cells.wrap_text = True


def rewrite_sheet(sheet: xw.Sheet, blad: Blad, rijen: Sequence[Row], journal: Journal) -> None:
    """Write a sheet of ours anew.

    Args:
        sheet: The sheet.
        blad: What it will hold.
        rijen: Its cells now, which are ours.
        journal: Remembers how to undo it.
    """
    journal.undo_with(partial(_write_back, sheet, blad, rijen))
    sheet.clear()
    write_sheet(sheet, blad)


def remove_sheet(book: xw.Book, key: str, journal: Journal) -> None:
    """Take a sheet of ours away, with its names; it is made again when something fails further on."""
    sheet = own_sheet(book, key)
    drop_marks(book, key, journal)
    if sheet is not None:
        journal.undo_with(_maker(book, sheet))
        sheet.delete()


def drop_marks(book: xw.Book, key: str, journal: Journal) -> None:
    """Take the names of a sheet of ours away: a sheet without them is the user's."""
    for name in (SHEET_MARK + key, SOURCE_MARK + key):
        if is_contract_name(name):
            set_name(book, name, None, journal)


def holds_more(sheet: xw.Sheet) -> bool:
    """Tell whether a note, a comment or something drawn by the user stands on a sheet, as far as can be told."""
    with suppress(Exception):
        if len(sheet.notes):
            return True
    with suppress(Exception):
        if len(sheet.comments):
            return True
    with suppress(Exception):
        return any(shape.type != _CONTROL and not shape.name.startswith(CHART_MARK) for shape in sheet.shapes)
    return False


def _show(front: xw.Sheet, selection: xw.Range | None) -> None:
    front.activate()
    if selection is not None:
        selection.select()


def _check_mark(book: xw.Book, key: str, wrote: Collection[str]) -> None:
    names = {name.name: name.refers_to or "" for name in book.names}
    wanted = [SHEET_MARK + key, *({SOURCE_MARK + key} & {*SOURCES})]
    taken = names_in_use(wanted, names, [mark + one for one in wrote for mark in (SHEET_MARK, SOURCE_MARK)])
    if taken and key not in names_of_own_sheets(book, key):
        raise InputError([X236.at(FilePlace(book.name), namen=name_some(taken))])


def _free_name(book: xw.Book, naam: str) -> str:
    taken = {sheet.name.casefold() for sheet in book.sheets}
    wanted, number = naam[:_LONGEST], 1
    while wanted.casefold() in taken:
        number += 1
        wanted = f"{naam[: _LONGEST - 5]} ({number})"
    return wanted


def _write_cells(sheet: xw.Sheet, rows: Sequence[Sequence[object]]) -> None:
    """Write all cells in one call, and make the first row a header."""
    width = len(rows[0])
    head = sheet.range((1, 1), (1, width))
    head.number_format = "@"
    cells = sheet.range((1, 1), (len(rows), width))
    write_block(cells, rows)
    # Beside a long text a short one would stand at the bottom, far from the row above.
    cells.vertical_alignment = "top"
    head.color = HEADER_COLOR
    head.font.bold = True


def _write_back(sheet: xw.Sheet, blad: Blad, rijen: Sequence[Row]) -> None:
    """Write the cells that stood there, in the columns of what came instead: those of a sheet of ours are fixed."""
    width = len(blad.kolommen)
    rows = tuple(cast("Rij", (*row, *("",) * width)[:width]) for row in rijen[1:])
    sheet.clear()
    write_sheet(sheet, replace(blad, rijen=rows))


def _maker(book: xw.Book, sheet: xw.Sheet) -> Callable[[], None]:
    """Remember a sheet of ours as it is; gives what makes it again where it stood."""
    name, place, seen = sheet.name, sheet.index, sheet.visible
    last = sheet.used_range.last_cell
    rows = [[cell_out(cell) for cell in row] for row in sheet.range((1, 1), last).options(ndim=2).value]
    columns = [sheet.range((2, number), (max(2, last.row), number)) for number in range(1, last.column + 1)]
    forms = [(column.number_format, column.column_width, column.wrap_text) for column in columns]

    def again() -> None:
        front, selection = book.sheets.active, book.app.selection
        neighbour = {"after": book.sheets[place - 2]} if place > 1 else {"before": book.sheets[0]}
        made = book.sheets.add(name, **neighbour)
        for number, (form, width, wraps) in enumerate(forms, start=1):
            cells = made.range((2, number), (max(2, len(rows)), number))
            cells.number_format = form or "@"
            if width is not None:
                cells.column_width = width
            if wraps:
                cells.wrap_text = True
        _write_cells(made, rows)
        front.activate()
        if selection is not None:
            selection.select()
        made.visible = seen

    return again
