"""Writes our columns beside the user's rows, and takes them away again without a trace."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import CellPlace, column_letters
from buurtwijzer.data.blocks import SheetBlock
from buurtwijzer.data.own_rows import OwnRows
from buurtwijzer.reporting.written import Written
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.workbook.blocks_out import Run, cell_out, runs, same_formats
from buurtwijzer_excel.workbook.issue_kinds import X219
from buurtwijzer_excel.workbook.ownership import OwnedColumn, column_reference
from buurtwijzer_excel.workbook.placement import COLUMNS, Placement, place_columns

if TYPE_CHECKING:
    import xlwings as xw

HEADER_COLOR = (221, 230, 239)
_TRIES = 6
_FORMATS = slice(2, 4)


@dataclass(frozen=True, slots=True)
class Beside:
    """A sheet of the user with what is ours on it.

    Attributes:
        sheet: The sheet in the program.
        blok: Its cells.
        own: Where its areas stand.
        kolommen: Columns that are ours now.
    """

    sheet: xw.Sheet
    blok: SheetBlock
    own: OwnRows
    kolommen: tuple[OwnedColumn, ...]

    @property
    def in_table(self) -> bool:
        """Tell whether the codes stand in a table of Excel."""
        head = (max(self.own.kop, 0) + 1, self.own.kolom + 1)
        return any(_holds(table.range, *head) for table in self.sheet.tables)


def plan(beside: Beside, written: Written, rows: Collection[int]) -> Placement:
    """Decide where the columns go, past columns that look empty but are formatted or merged.

    Raises:
        InputError: There is no room, or someone merged cells in our columns.
    """
    names = [column.naam for column in written.kolommen]
    taken: set[int] = set()
    for _ in range(_TRIES):
        found = place_columns(beside.blok, beside.own, names, beside.kolommen, rows, bezet=taken, tabel=beside.in_table)
        new = [column for column in found.kolommen if not _is_kept(column, beside.kolommen)]
        wrong = _not_plain(beside.sheet, new)
        if not wrong:
            _check_merged(beside, found)
            return found
        taken |= wrong
    return found  # formats everywhere: the user's own choice for the whole sheet


def write(
    beside: Beside,
    placement: Placement,
    written: Written,
    gekozen: Mapping[int, str],
    journal: Journal,
    *,
    keep_rest: bool,
) -> list[str]:
    """Write the columns.

    Args:
        beside: The sheet.
        placement: Where they go.
        written: What they hold.
        gekozen: Code per row that gets a value.
        journal: Remembers how to undo it.
        keep_rest: Whether other rows keep what an earlier time wrote.

    Returns:
        Addresses of the blocks.
    """
    sheet, blok = beside.sheet, beside.blok
    for column in placement.vervallen:
        journal.undo_with(partial(_put_back, sheet, blok, column))
        remove_column(sheet, column)
    kept = [column for column in beside.kolommen if _is_kept(column, placement.kolommen)]
    addresses = []
    for run in runs(placement, written, gekozen, blok.rijen, kept, keep_rest=keep_rest):
        columns = [placement.kolommen[number] for number in run.nummers]
        cells = _cells(sheet, columns[0].kop, run.eerste, len(run.cellen), len(columns))
        journal.undo_with(_undo_run(sheet, blok, columns, kept, cells))
        _write_run(sheet, run, columns, written, cells, new=[c for c in columns if not _is_kept(c, kept)])
        addresses.append(cells.get_address(row_absolute=False, column_absolute=False))
    for column in placement.kolommen:
        if column not in kept:
            sheet.names.add(column.naam, column_reference(sheet.name, column))
    return addresses


def remove_column(sheet: xw.Sheet, column: OwnedColumn) -> None:
    """Take a column of ours away: cells, formats, width and name; the cells look as those never touched."""
    cells = _cells(sheet, column.kop, column.kolom, column.laatste - column.kop + 1, 1)
    cells.clear_contents()
    _make_plain(sheet, cells)
    _remove_name(sheet, column.naam)


def remove_columns(sheet: xw.Sheet, columns: Collection[OwnedColumn]) -> None:
    """Take columns of ours away, those side by side in one go."""
    for run in _stretches(columns):
        first = run[0]
        cells = _cells(sheet, first.kop, first.kolom, first.laatste - first.kop + 1, len(run))
        cells.clear_contents()
        _make_plain(sheet, cells)
        for column in run:
            _remove_name(sheet, column.naam)


def columns_text(columns: Collection[OwnedColumn]) -> str:
    """Name columns for a message: ``H tot en met AK``."""
    numbers = sorted(column.kolom for column in columns)
    first, last = column_letters(numbers[0] + 1), column_letters(numbers[-1] + 1)
    return first if first == last else f"{first} tot en met {last}"


def _write_run(
    sheet: xw.Sheet, run: Run, columns: list[OwnedColumn], written: Written, cells: xw.Range, *, new: list[OwnedColumn]
) -> None:
    """Write one block: first the formats, so that a text is text before it stands there, then all cells in one call."""
    rows = len(run.cellen)
    chosen = [written.kolommen[number] for number in run.nummers]
    for start, count, form in same_formats([column.soort for column in chosen]):
        if rows > 1:
            _cells(sheet, run.kop + 1, run.eerste + start, rows - 1, count).number_format = form
    cells.options(ndim=2).value = run.cellen
    _check_written(cells, run)
    _cells(sheet, run.kop, run.eerste, 1, len(columns)).color = HEADER_COLOR
    for column, what in zip(columns, chosen, strict=True):
        if column in new:
            _cells(sheet, column.kop, column.kolom, 1, 1).column_width = what.breedte


def _check_written(cells: xw.Range, run: Run) -> None:
    """Look whether the cells stand there: a program may refuse to write and say nothing.

    Raises:
        OSError: They do not.
    """
    found: list[list[object]] = cells.options(ndim=2, empty=None).value
    wanted = [[cell is not None for cell in row] for row in run.cellen]
    if found[0] != run.cellen[0] or [[cell is not None for cell in row] for row in found] != wanted:
        raise OSError("wat is geschreven, staat er niet")


def _undo_run(
    sheet: xw.Sheet, blok: SheetBlock, columns: list[OwnedColumn], kept: list[OwnedColumn], cells: xw.Range
) -> Callable[[], None]:
    old = {column.naam: column for column in kept}

    def undo() -> None:
        cells.clear_contents()
        for column in columns:
            if column.naam in old:
                before = old[column.naam]
                if column.laatste > before.laatste:
                    below = column.laatste - before.laatste
                    _make_plain(sheet, _cells(sheet, before.laatste + 1, column.kolom, below, 1), is_new=False)
                _put_back(sheet, blok, before)
            else:
                remove_column(sheet, column)

    return undo


def _put_back(sheet: xw.Sheet, blok: SheetBlock, column: OwnedColumn) -> None:
    """Put the cells and the name of a column as they were read."""
    rows = blok.rijen[column.kop : column.laatste + 1]
    values = [[cell_out(row[column.kolom])] for row in rows]
    cells = _cells(sheet, column.kop, column.kolom, len(values), 1)
    if any(isinstance(row[0], str) for row in values[1:]):
        _cells(sheet, column.kop + 1, column.kolom, len(values) - 1, 1).number_format = "@"
    cells.options(ndim=2).value = values
    sheet.names.add(column.naam, column_reference(sheet.name, column))


def _not_plain(sheet: xw.Sheet, columns: list[OwnedColumn]) -> set[int]:
    """Give the columns that do not look as a column of the sheet that was never touched."""
    if not columns:
        return set()
    first, last = columns[0], columns[-1]
    rows = first.laatste - first.kop + 1
    untouched = _looks(sheet, first.kop, COLUMNS - 1, rows, 1)
    # Not every program tells a fill here and there from no fill at all: within the part in use each column is asked.
    is_beyond = first.kolom >= sheet.used_range.last_cell.column and last.kolom - first.kolom == len(columns) - 1
    if is_beyond and _looks(sheet, first.kop, first.kolom, rows, len(columns)) == untouched:
        return set()
    return {column.kolom for column in columns if not _is_untouched(sheet, first.kop, column.kolom, rows, untouched)}


def _is_untouched(sheet: xw.Sheet, row: int, column: int, rows: int, untouched: tuple[Any, ...]) -> bool:
    if _looks(sheet, row, column, rows, 1) != untouched:
        return False
    if None not in untouched[_FORMATS]:
        return True
    # Both have several number formats: they may still differ from each other.
    return _formats(sheet, row, column, rows) == _formats(sheet, row, COLUMNS - 1, rows)


def _looks(sheet: xw.Sheet, row: int, column: int, rows: int, columns: int) -> tuple[Any, ...]:
    head = _cells(sheet, row, column, 1, columns)
    body = _cells(sheet, row + 1, column, max(1, rows - 1), columns)
    width = head.column_width
    return (
        head.merge_cells,
        body.merge_cells,
        head.number_format,
        body.number_format,
        head.color,
        body.color,
        None if width is None else round(width, 1),
    )


def _make_plain(sheet: xw.Sheet, cells: xw.Range, *, is_new: bool = True) -> None:
    """Give cells the looks of the last column of the sheet, which nobody touches.

    Only what we change is put back: the fill of the header, and number formats, which may differ per row. The fill of
    the rows is the user's all the time.
    """
    rows, columns = cells.shape
    top, left = cells.row - 1, cells.column - 1
    for first, count, form in _formats(sheet, top, COLUMNS - 1, rows):
        _cells(sheet, top + first, left, count, columns).number_format = form
    if not is_new:
        return
    untouched = _cells(sheet, top, COLUMNS - 1, 1, 1)
    _cells(sheet, top, left, 1, columns).color = untouched.color
    if untouched.column_width is not None:
        cells.column_width = untouched.column_width


def _formats(sheet: xw.Sheet, row: int, column: int, rows: int) -> list[tuple[int, int, str]]:
    """Give first row (from 0), number of rows and number format of each strip of a column that shares one."""
    found: list[tuple[int, int, str]] = []
    parts = [(0, rows)]
    while parts:
        first, count = parts.pop()
        form: str | None = _cells(sheet, row + first, column, count, 1).number_format  # None when cells differ
        if form is None and count > 1:
            half = count // 2
            parts += [(first + half, count - half), (first, half)]
        elif found and found[-1][2] == form:
            found[-1] = (found[-1][0], found[-1][1] + count, form)
        else:
            found.append((first, count, form or "General"))
    return found


def _check_merged(beside: Beside, placement: Placement) -> None:
    for run in _stretches(placement.kolommen):
        first = run[0]
        cells = _cells(beside.sheet, first.kop, first.kolom, first.laatste - first.kop + 1, len(run))
        if cells.merge_cells is not False:
            place = CellPlace(beside.blok.werkmap, beside.blok.blad, first.kop + 1, first.kolom + 1)
            raise InputError([X219.at(place)])


def _stretches(columns: Collection[OwnedColumn]) -> list[list[OwnedColumn]]:
    """Group columns that lie side by side over the same rows."""
    found: list[list[OwnedColumn]] = []
    for column in sorted(columns, key=lambda c: c.kolom):
        before = found[-1][-1] if found else None
        same = before and (before.kolom + 1, before.kop, before.laatste) == (column.kolom, column.kop, column.laatste)
        if same:
            found[-1].append(column)
        else:
            found.append([column])
    return found


def _is_kept(column: OwnedColumn, others: Collection[OwnedColumn]) -> bool:
    return any((o.naam, o.kolom, o.kop) == (column.naam, column.kolom, column.kop) for o in others)


def _remove_name(sheet: xw.Sheet, name: str) -> None:
    found = next((n for n in sheet.names if n.name.rpartition("!")[2].casefold() == name.casefold()), None)
    if found is not None:
        found.delete()


def _cells(sheet: xw.Sheet, row: int, column: int, rows: int, columns: int) -> xw.Range:
    return sheet.range((row + 1, column + 1), (row + rows, column + columns))


def _holds(cells: xw.Range, row: int, column: int) -> bool:
    rows, columns = cells.shape
    return cells.row <= row < cells.row + rows and cells.column <= column < cells.column + columns
