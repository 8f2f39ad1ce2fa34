"""Sheets of our own in a user's workbook: at the end, found by their defined name, never a sheet of the user's."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from buurtwijzer.reporting.blad import Blad, CelSoort
from buurtwijzer.reporting.clean import clean_sheet
from buurtwijzer_excel.live.columns import HEADER_COLOR
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.reading import names_of_own_sheets
from buurtwijzer_excel.workbook.blocks_out import cell_out, same_formats
from buurtwijzer_excel.workbook.ownership import SHEET_MARK, SOURCE_MARK, quoted

if TYPE_CHECKING:
    import xlwings as xw

_LONGEST = 31


def own_sheet(book: xw.Book, key: str) -> xw.Sheet | None:
    """Find a sheet of ours, whatever it is called now."""
    name = names_of_own_sheets(book).get(key)
    return next((sheet for sheet in book.sheets if sheet.name == name), None) if name else None


def fill_sheet(book: xw.Book, blad: Blad, journal: Journal, *, bron: str = "") -> xw.Sheet:
    """Write a sheet of ours anew; it is made at the end of the workbook when it is not there.

    Args:
        book: The workbook.
        blad: What it holds; its name is the one wanted, with a number behind it when a sheet of the user has that.
        journal: Remembers how to undo it.
        bron: Reference to the cell it is made from, kept so that it can be made again.

    Returns:
        The sheet; the sheet in front stays in front.
    """
    key = blad.naam.casefold()
    sheet = own_sheet(book, key)
    if sheet is None:
        sheet = _add(book, blad.naam, key, journal)
    else:
        journal.undo_with(_restore(sheet))
        sheet.clear()
    _write(sheet, clean_sheet(blad)[0])
    if bron:
        set_name(book, SOURCE_MARK + key, bron)
    return sheet


def remove_sheet(book: xw.Book, key: str) -> None:
    """Take a sheet of ours away, with its names."""
    sheet = own_sheet(book, key)
    remove_name(book, SHEET_MARK + key)
    remove_name(book, SOURCE_MARK + key)
    if sheet is not None:
        sheet.delete()


def set_name(book: xw.Book, name: str, refers_to: str) -> None:
    """Let a name of the workbook refer to something; one whose cells are gone is made anew."""
    remove_name(book, name)
    book.names.add(name, refers_to)


def remove_name(book: xw.Book, name: str) -> None:
    """Take a name of the workbook away."""
    found = next((n for n in book.names if n.name == name), None)
    if found is not None:
        found.delete()


def _add(book: xw.Book, naam: str, key: str, journal: Journal) -> xw.Sheet:
    front, selection = book.sheets.active, book.app.selection
    sheet = book.sheets.add(_free_name(book, naam), after=book.sheets[-1])
    journal.undo_with(partial(remove_sheet, book, key))
    set_name(book, SHEET_MARK + key, f"={quoted(sheet.name)}!$A$1")
    front.activate()
    if selection is not None:
        selection.select()
    return sheet


def _free_name(book: xw.Book, naam: str) -> str:
    taken = {sheet.name.casefold() for sheet in book.sheets}
    wanted, number = naam[:_LONGEST], 1
    while wanted.casefold() in taken:
        number += 1
        wanted = f"{naam[: _LONGEST - 5]} ({number})"
    return wanted


def _write(sheet: xw.Sheet, blad: Blad) -> None:
    rows = [[kolom.kop for kolom in blad.kolommen], *([cell_out(cell) for cell in row] for row in blad.rijen)]
    last = len(rows)
    for start, count, form in same_formats([kolom.soort for kolom in blad.kolommen]):
        sheet.range((2, start + 1), (max(2, last), start + count)).number_format = form
    head = sheet.range((1, 1), (1, len(blad.kolommen)))
    head.number_format = "@"
    sheet.range((1, 1), (last, len(blad.kolommen))).options(ndim=2).value = rows
    head.color = HEADER_COLOR
    head.font.bold = True
    for number, kolom in enumerate(blad.kolommen, start=1):
        cells = sheet.range((2, number), (max(2, last), number))
        cells.column_width = kolom.breedte
        if kolom.soort is CelSoort.LANGE_TEKST:
            cells.wrap_text = True


def _restore(sheet: xw.Sheet) -> partial[None]:
    last = sheet.used_range.last_cell
    cells = sheet.range((1, 1), (last.row, last.column))
    return partial(_put, cells, cells.options(ndim=2).value)


def _put(cells: xw.Range, rows: list[list[object]]) -> None:
    cells.sheet.clear()
    cells.number_format = "@"
    cells.options(ndim=2).value = [[cell_out(cell) for cell in row] for row in rows]
