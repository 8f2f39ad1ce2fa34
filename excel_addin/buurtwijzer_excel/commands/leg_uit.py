"""*Leg uit*: why the selected result is what it is, from the figure in its cell to the line of the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buurtwijzer.core.dutch import format_number
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import CellPlace
from buurtwijzer.core.trace import TraceNode
from buurtwijzer.reporting.record import EMPTY, fingerprint
from buurtwijzer.reporting.written import written_columns
from buurtwijzer_excel.live.beside import beside, find_areas
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.ledger import Ledger
from buurtwijzer_excel.live.reading import Reading, open_book, read_book
from buurtwijzer_excel.live.selection import selected_cells
from buurtwijzer_excel.workbook.explained import explain_cell, explained_sheet, short_lines
from buurtwijzer_excel.workbook.issue_kinds import X217, X246, X247
from buurtwijzer_excel.workbook.ownership import OwnedColumn, column_reference
from buurtwijzer_excel.workbook.run import Progress, run_on_workbook

if TYPE_CHECKING:
    import xlwings as xw


def run(app: xw.App, tell: Progress) -> str:
    """Explain the selected cell on a sheet of our own, and in short in the message.

    Raises:
        BuurtwijzerError: No result is selected, or it cannot be computed again.
    """
    book = open_book(app)
    reading = read_book(book)
    cell = selected_cells(reading)
    blad, row, column = cell.sheet.name, cell.row - 1, cell.column - 1
    node = explained(reading, blad, row, column, tell)
    with Journal(CellPlace(book.name, blad)) as journal:
        place = column_reference(blad, OwnedColumn("", column, row, row))
        ledger = Ledger(book, reading.record, journal)
        sheet = ledger.fill(explained_sheet(node), place)
        ledger.keep()
    sheet.activate()
    return "\n".join(
        [
            *_moved(reading, blad, row, column),
            *short_lines(node),
            "",
            f"Alle stappen staan op blad '{sheet.name}'.{ledger.told()}",
        ]
    )


def explained(reading: Reading, blad: str, row: int, column: int, tell: Progress) -> TraceNode:
    """Compute a row again and explain one of its cells; positions from 0.

    Raises:
        InputError: The cell is no result of ours.
    """
    place = CellPlace(reading.werkmap.naam, blad, row + 1, column + 1)
    owned = next((c for c in reading.kolommen.get(blad, ()) if c.holds(row, column)), None)
    own = find_areas(reading, blad)
    if owned is None or row not in own.codes or (row, column) in beside(reading, blad, own).vaste:
        is_theirs = owned is not None and (row, column) in beside(reading, blad, own).vaste
        raise InputError([(X247 if is_theirs else X217).at(place)])
    found = run_on_workbook(reading.werkmap, blad, {row}, settings=reading.settings, own=own, progress=tell)
    node = explain_cell(found.assessment, written_columns(found.assessment), own.codes[row], owned.naam)
    if node is None:
        raise InputError([X217.at(place)])
    return node


def _moved(reading: Reading, blad: str, row: int, column: int) -> list[str]:
    """Say so first when a cell holds what was written for another row: the rows were sorted without our columns."""
    code = find_areas(reading, blad).codes[row]
    cell = reading.bladen[blad].rijen[row][column]
    naam = next(c.naam for c in reading.kolommen[blad] if c.holds(row, column))
    wrote = reading.record.bladen[blad].reader([naam])(code)
    now = fingerprint(cell)
    if now == EMPTY or wrote == (now,):
        return []
    shown = format_number(round(cell, 1)) if isinstance(cell, float | int) else f"'{cell}'"
    issue = X246.at(CellPlace(reading.werkmap.naam, blad, row + 1, column + 1), waarde=shown, gebied=code)
    return [f"{issue.message} {issue.remedy}", ""]
