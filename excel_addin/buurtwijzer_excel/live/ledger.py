"""The record of what we wrote, while a command writes: read from a hidden sheet of ours and kept on it again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace
from buurtwijzer.data.files.workbook import Row
from buurtwijzer.reporting.blad import Blad
from buurtwijzer.reporting.clean import clean_sheet
from buurtwijzer.reporting.record import KEY, SHEET, Record, read_record, record_blad, sheet_fingerprint
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.names import set_name
from buurtwijzer_excel.live.own_sheets import (
    add_sheet,
    drop_marks,
    holds_more,
    own_sheet,
    remove_sheet,
    rewrite_sheet,
    write_sheet,
)
from buurtwijzer_excel.live.reading import read_sheet
from buurtwijzer_excel.workbook.blocks_out import cell_out
from buurtwijzer_excel.workbook.issue_kinds import X233
from buurtwijzer_excel.workbook.ownership import SOURCE_MARK

if TYPE_CHECKING:
    import xlwings as xw

_COLUMNS = 4
"""Columns of the hidden sheet."""


class Ledger:
    """What we write in a workbook, remembered: only what is still as we wrote it is written over.

    Attributes:
        book: The workbook.
        journal: Remembers how to undo it.
        record: What stands there by now; `keep` puts it on the hidden sheet.
        issues: What the user should know about sheets of ours that became theirs.
    """

    def __init__(self, book: xw.Book, record: Record, journal: Journal) -> None:
        self.book = book
        self.journal = journal
        self.record = record
        self.issues: list[Issue] = []
        self._before = record

    def fill(self, blad: Blad, bron: str = "") -> xw.Sheet:
        """Write a sheet of ours anew; one that the user put something on stays, and a new one is made.

        Args:
            blad: What it holds; its name is the one wanted, with a number behind it when a sheet of the user has that.
            bron: Reference to the cell it is made from, kept so that it can be made again.

        Returns:
            The sheet; the sheet in front stays in front.
        """
        key, clean = blad.naam.casefold(), clean_sheet(blad)[0]
        known = own_sheet(self.book, key)
        rows = None if known is None else ours(known, key, self.record)
        if known is not None and rows is not None:
            sheet = known
            rewrite_sheet(sheet, clean, rows, self.journal)
        else:
            sheet = add_sheet(self.book, blad.naam, key, self.journal, self.record.eigen)
            write_sheet(sheet, clean)
        if known is not None and rows is None:
            place = CellPlace(self.book.name, known.name)
            self.issues.append(X233.at(place, blad=known.name, nieuw=sheet.name))
        head = [kolom.kop for kolom in clean.kolommen]
        self.record = self.record.with_own(key, (head, *clean.rijen))
        if bron:
            set_name(self.book, SOURCE_MARK + key, bron, self.journal)
        return sheet

    def keep(self) -> None:
        """Put the record on the hidden sheet; the sheet goes when nothing is left to remember."""
        sheet = own_sheet(self.book, KEY)
        users = sheet if sheet is not None and is_written_on(sheet) else None
        if users is not None:
            drop_marks(self.book, KEY, self.journal)
            sheet = None
        if not self.record.bladen and not self.record.eigen:
            remove_sheet(self.book, KEY, self.journal)
        elif sheet is None:
            sheet = add_sheet(self.book, SHEET, KEY, self.journal, self.record.eigen)
            sheet.visible = False
            _put(sheet, self.record)
            if users is not None:
                place = CellPlace(self.book.name, users.name)
                self.issues.append(X233.at(place, blad=users.name, nieuw=sheet.name))
        elif self.record != self._before:
            self.journal.undo_with(partial(_put, sheet, self._before))
            _put(sheet, self.record)

    def told(self) -> str:
        """Say what the user should know, as the end of a message."""
        return "".join(f" {issue.message}" for issue in self.issues)


def ours(sheet: xw.Sheet, key: str, record: Record) -> Sequence[Row] | None:
    """Give the cells of a sheet of ours; None when the user put something on it or it is not in the record."""
    block = read_sheet(sheet.book, sheet)
    is_same = not block.formules and not block.foutcellen and record.eigen.get(key) == sheet_fingerprint(block.rijen)
    return block.rijen if is_same and not holds_more(sheet) else None


def is_written_on(sheet: xw.Sheet) -> bool:
    """Tell whether the user put something on the hidden sheet with the record; who does, showed it or went past it."""
    if not sheet.visible and sheet.used_range.last_cell.column <= _COLUMNS:
        return False
    rows = read_sheet(sheet.book, sheet).rijen
    blad = record_blad(read_record(rows))
    known = {tuple(kolom.kop for kolom in blad.kolommen), *(tuple(cell or "" for cell in row) for row in blad.rijen)}
    filled = [tuple(row) for row in rows if any(row)]
    return any(row[:_COLUMNS] not in known or any(row[_COLUMNS:]) for row in filled) or holds_more(sheet)


def _put(sheet: xw.Sheet, record: Record) -> None:
    blad = record_blad(record)
    rows = [[kolom.kop for kolom in blad.kolommen], *([cell_out(cell) for cell in row] for row in blad.rijen)]
    cells = sheet.range((1, 1), (len(rows), len(blad.kolommen)))
    sheet.clear_contents()
    cells.number_format = "@"
    cells.options(ndim=2).value = rows
