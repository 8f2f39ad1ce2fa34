"""Which rows the user means by what is selected.

A cell or area in the data means its rows; hidden and filtered rows are not meant. Only the header (or what stands above
it) means the whole list that is in sight, as in Excel's own sorting and filtering; what lies below the list means none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import CellPlace
from buurtwijzer.data.own.rows import OwnRows
from buurtwijzer_excel.live.reading import Reading
from buurtwijzer_excel.workbook.issue_kinds import X213, X214, X461

if TYPE_CHECKING:
    import xlwings as xw


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
        Rows from 0, below the header and no further than the last; none when only cells below the list are selected.

    Raises:
        InputError: Every row that is selected is hidden.
    """
    rows = _rows(selection, own.kop, last)
    if rows:
        return rows
    ends = [first + count - 1 for first, count in _parts(selection, last) if count > 0]
    if ends and max(ends) <= own.kop + 1:
        whole = selection.sheet.range((own.kop + 2, own.kolom + 1), (last + 1, own.kolom + 1))
        rows, ends = _rows(whole, own.kop, last), [last + 1]
    # A click below the list means no row of it. A row that was clicked and filtered away since is not meant any longer,
    # but the user did not ask for all the others either.
    if not rows and any(end > own.kop + 1 for end in ends):
        raise InputError([X461.at(CellPlace(selection.sheet.book.name, selection.sheet.name))])
    return rows


def selected_columns(selection: xw.Range) -> range:
    """Give the columns of what is selected, from 0; of its first area when there are more."""
    first = selection.column - 1
    return range(first, first + selection.shape[1])


def _rows(cells: xw.Range, kop: int, last: int) -> set[int]:
    """Give the visible rows of a list, from 0: below its header, no further than its last row."""
    found: set[int] = set()
    for first, count in _spans(cells, last):
        found.update(range(max(first - 1, kop + 1), min(first - 1 + count, last + 1)))
    return found


def _spans(cells: xw.Range, last: int) -> list[tuple[int, int]]:
    """Give first row and number of rows of every visible area."""
    try:
        areas = cells.get_special_cells("visible")
    except Exception:  # noqa: BLE001 - a protected sheet, an older program, or nothing visible in an Excel in Dutch
        return [span for part in _parts(cells, last) for span in _visible(cells.sheet, *part)]
    return [(area.row, area.shape[0]) for area in cast("list[xw.Range]", areas)]


def _visible(sheet: xw.Sheet, first: int, count: int) -> list[tuple[int, int]]:
    """Cut the hidden rows out of rows, asking for the height of as many at once as possible."""
    if count < 1:
        return []
    height: float | None = sheet.range((first, 1), (first + count - 1, 1)).row_height  # None when rows differ
    if height == 0:
        return []
    if height is not None or count == 1:
        return [(first, count)]
    half = count // 2
    return [*_visible(sheet, first, half), *_visible(sheet, first + half, count - half)]


def _parts(cells: xw.Range, last: int) -> list[tuple[int, int]]:
    """Give first row and number of rows of every area, no further than the last; whole columns begin in row 1."""
    found = []
    for address in cells.address.split(","):
        rows = [int(row) for row in re.findall(r"\d+", address)] or [1, last + 1]
        found.append((min(rows), min(max(rows), last + 1) - min(rows) + 1))
    return found
