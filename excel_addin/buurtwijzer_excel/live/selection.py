"""Which rows the user means by what is selected.

A cell or area in the data means its rows; hidden and filtered rows are not meant. Only the header (or what stands above
it) means the whole list, as in Excel's own sorting and filtering.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import CellPlace
from buurtwijzer.data.own_rows import OwnRows
from buurtwijzer_excel.live.reading import Reading
from buurtwijzer_excel.workbook.issue_kinds import X213, X214

if TYPE_CHECKING:
    import xlwings as xw

_ALL_ROWS = 1_048_576


def selected_cells(reading: Reading) -> xw.Range:
    """Give what is selected in the workbook in front.

    Raises:
        InputError: No cells are selected, or cells of a sheet of ours.
    """
    book = reading.book
    found = book.app.selection
    if found is None:
        raise InputError([X213.at(CellPlace(book.name, book.sheets.active.name))])
    if found.sheet.name in reading.eigen.values():
        raise InputError([X214.at(CellPlace(book.name, found.sheet.name))])
    return found


def selected_rows(selection: xw.Range, own: OwnRows, last: int) -> set[int]:
    """Give the rows that are meant.

    Args:
        selection: What is selected; one or more areas.
        own: Where the areas stand on the sheet.
        last: Last row of the sheet, from 0.

    Returns:
        Rows from 0, no further than the last.
    """
    rows = _rows(selection, last)
    if any(row > own.kop for row in rows):
        return rows
    whole = selection.sheet.range((own.kop + 2, own.kolom + 1), (last + 1, own.kolom + 1))
    return _rows(whole, last)


def selected_columns(selection: xw.Range) -> range:
    """Give the columns of what is selected, from 0; of its first area when there are more."""
    first = selection.column - 1
    return range(first, first + selection.shape[1])


def _rows(cells: xw.Range, last: int) -> set[int]:
    found: set[int] = set()
    for first, count in _spans(cells):
        found.update(range(first - 1, min(first - 1 + count, last + 1)))
    return found


def _spans(cells: xw.Range) -> list[tuple[int, int]]:
    """Give first row and number of rows of every visible area."""
    try:
        areas = cells.get_special_cells("visible")
    except Exception:  # noqa: BLE001 - a protected sheet or an older program: take the areas by their address
        return [_span(part) for part in cells.address.split(",")]
    return [(area.row, area.shape[0]) for area in cast("list[xw.Range]", areas)]


def _span(address: str) -> tuple[int, int]:
    """Read first row and number of rows from an address; whole columns begin in the first row."""
    rows = [int(row) for row in re.findall(r"\d+", address)]
    return (min(rows), max(rows) - min(rows) + 1) if rows else (1, _ALL_ROWS)
