"""Writes our columns beside the user's rows, and takes them away again without a trace."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import CellPlace
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.own.rows import OwnRows
from buurtwijzer.reporting.written import Written, WrittenColumn
from buurtwijzer_excel.live.blocks import empty_block, write_block
from buurtwijzer_excel.live.heads import give_looks, looks_of
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.workbook.blocks_out import Cell, Run, around, cell_out, runs, same_formats
from buurtwijzer_excel.workbook.issue_kinds import X219
from buurtwijzer_excel.workbook.ownership import OwnedColumn, column_reference
from buurtwijzer_excel.workbook.placement import COLUMNS, Placement, place_columns

if TYPE_CHECKING:
    import xlwings as xw

HEADER_COLOR = (221, 230, 239)
_UNTOUCHED = COLUMNS - 1 - 256
"""A column that nobody touches. Not the last: where one is deleted, a program adds one there with looks of its own."""
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
        vaste: Cells in them that are the user's, as (row, column) from 0: never written, never emptied.
        namen: Names of the sheet, each with what it refers to.
    """

    sheet: xw.Sheet
    blok: SheetBlock
    own: OwnRows
    kolommen: tuple[OwnedColumn, ...]
    vaste: frozenset[Cell] = frozenset()
    namen: Mapping[str, str] = field(default_factory=dict)

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
    taken, full = {column for _, column in beside.vaste}, set[int]()
    for _ in range(_TRIES):
        found = place_columns(
            beside.blok, beside.own, names, beside.kolommen, rows, bezet=taken, vol=full, tabel=beside.in_table
        )
        grown = _grown_over_formats(beside, found)
        if grown:
            full |= grown
            continue
        new = [column for column in found.kolommen if not _is_kept(column, beside.kolommen)]
        wrong = _not_plain(beside.sheet, new, max(beside.own.codes))
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
    sheet = beside.sheet
    for column in placement.vervallen:
        journal.undo_with(remembered(beside, [column]))
        remove_columns(sheet, [column], beside.vaste)
    kept = [column for column in beside.kolommen if _is_kept(column, placement.kolommen)]
    addresses = []
    for run in runs(placement, written, gekozen, beside.blok.rijen, kept, keep_rest=keep_rest):
        columns = [placement.kolommen[number] for number in run.nummers]
        cells = _cells(sheet, columns[0].kop, run.eerste, len(run.cellen), len(columns))
        journal.undo_with(partial(_undo_run, beside, columns, kept))
        _write_run(beside, run, [written.kolommen[number] for number in run.nummers])
        for column, number in zip(columns, run.nummers, strict=True):
            if not _is_kept(column, kept):
                _cells(sheet, column.kop, column.kolom, 1, 1).column_width = written.kolommen[number].breedte
        addresses.append(cells.get_address(row_absolute=False, column_absolute=False))
    new = [column for column in placement.kolommen if column not in kept]
    journal.undo_with(partial(_names_back, beside, [column.naam for column in new]))
    for column in new:
        sheet.names.add(column.naam, column_reference(sheet.name, column))
    return addresses


def remove_columns(sheet: xw.Sheet, columns: Collection[OwnedColumn], vaste: Collection[Cell] = ()) -> None:
    """Take columns of ours away: cells, formats, width and name; the cells look as those never touched.

    Args:
        sheet: The sheet.
        columns: The columns; those side by side go in one call.
        vaste: Cells of the user in them, which stay as they are.
    """
    for run in _stretches(columns):
        _clear(sheet, run, vaste)
        for column in run:
            _remove_name(sheet, column.naam)


def remembered(beside: Beside, columns: Collection[OwnedColumn]) -> Callable[[], None]:
    """Remember columns of ours as they are; gives what puts their cells, looks and names back."""
    sheet = beside.sheet
    looks = []
    for column in columns:
        head = _cells(sheet, column.kop, column.kolom, 1, 1)
        forms = _formats(sheet, column.kop, column.kolom, column.laatste - column.kop + 1)
        looks.append((column, forms, head.color, head.column_width))
    heads = [_cells(sheet, run[0].kop, run[0].kolom, 1, len(run)) for run in _stretches(columns)]
    texts = [(cells, looks_of(cells)) for head in heads for cells in _alike(head)]

    def put_back() -> None:
        for column, forms, color, width in looks:
            for first, count, form in forms:
                for part in around(column.kop + first, column.kolom, count, 1, beside.vaste):
                    _cells(sheet, *part).number_format = form
            _put_back(beside, column)
            head = _cells(sheet, column.kop, column.kolom, 1, 1)
            head.color = color
            if width is not None:
                head.column_width = width
            sheet.names.add(column.naam, column_reference(sheet.name, column))
        for cells, text in texts:
            give_looks(cells, text)

    return put_back


def _alike(head: xw.Range) -> list[xw.Range]:
    """Give headers side by side as one when they look the same, else one by one."""
    return [*head] if None in dict(looks_of(head)).values() else [head]


def _write_run(beside: Beside, run: Run, chosen: Sequence[WrittenColumn]) -> None:
    """Write one block: first the formats, so that a text is text before it stands there, then all cells in one call.

    Where a cell of the user stands in it, it is written around that cell.
    """
    sheet, rows = beside.sheet, len(run.cellen)
    for start, count, form in same_formats([column.soort for column in chosen]):
        for part in around(run.kop + 1, run.eerste + start, rows - 1, count, beside.vaste):
            _cells(sheet, *part).number_format = form
    for row, column, height, width in around(run.kop, run.eerste, rows, len(chosen), beside.vaste):
        top, left = row - run.kop, column - run.eerste
        block = [line[left : left + width] for line in run.cellen[top : top + height]]
        write_block(_cells(sheet, row, column, height, width), block)
    _cells(sheet, run.kop, run.eerste, 1, len(chosen)).color = HEADER_COLOR


def _undo_run(beside: Beside, columns: Sequence[OwnedColumn], kept: Collection[OwnedColumn]) -> None:
    """Put back what stood in columns, and take away those that were not there."""
    sheet, old = beside.sheet, {column.naam: column for column in kept}
    for column in columns:
        before = old.get(column.naam)
        if before is None:
            _clear(sheet, [column], ())
            continue
        rows = column.laatste - column.kop + 1
        for part in around(column.kop, column.kolom, rows, 1, beside.vaste):
            _cells(sheet, *part).clear_contents()
        if column.laatste > before.laatste:
            _plain_formats(sheet, _cells(sheet, before.laatste + 1, column.kolom, column.laatste - before.laatste, 1))
        _put_back(beside, before)


def _put_back(beside: Beside, column: OwnedColumn) -> None:
    """Put the cells of a column as they were read, those of the user aside; their formats are there already."""
    rows = [[cell_out(row[column.kolom])] for row in beside.blok.rijen[column.kop : column.laatste + 1]]
    for row, _, height, _ in around(column.kop, column.kolom, len(rows), 1, beside.vaste):
        cells = _cells(beside.sheet, row, column.kolom, height, 1)
        write_block(cells, rows[row - column.kop : row - column.kop + height])


def _names_back(beside: Beside, names: Collection[str]) -> None:
    """Let names of a sheet refer to what they did, or to nothing."""
    for name in names:
        _remove_name(beside.sheet, name)
        if name in beside.namen:
            beside.sheet.names.add(name, beside.namen[name])


def _clear(sheet: xw.Sheet, columns: Sequence[OwnedColumn], vaste: Collection[Cell]) -> None:
    """Empty columns side by side and make them look as those never touched, cells of the user aside."""
    first = columns[0]
    rows = first.laatste - first.kop + 1
    for part in around(first.kop, first.kolom, rows, len(columns), vaste):
        cells = _cells(sheet, *part)
        empty_block(cells)
        _plain_formats(sheet, cells)
    head = _cells(sheet, first.kop, first.kolom, 1, len(columns))
    untouched = _cells(sheet, first.kop, _UNTOUCHED, 1, 1)
    head.color = untouched.color
    give_looks(head, looks_of(untouched))
    if untouched.column_width is not None:
        head.column_width = untouched.column_width


def _not_plain(sheet: xw.Sheet, columns: list[OwnedColumn], end: int) -> set[int]:
    """Give the columns that do not look as a column of the sheet that was never touched, down to the end of the list.

    A later choice of rows may make them that long.
    """
    if not columns:
        return set()
    first, last = columns[0], columns[-1]
    rows = max(first.laatste, end) - first.kop + 1
    untouched = _looks(sheet, first.kop, _UNTOUCHED, rows, 1)
    # Not every program tells a fill here and there from no fill at all: within the part in use each column is asked.
    is_beyond = first.kolom >= sheet.used_range.last_cell.column and last.kolom - first.kolom == len(columns) - 1
    if is_beyond and _looks(sheet, first.kop, first.kolom, rows, len(columns)) == untouched:
        return set()
    return {column.kolom for column in columns if not _is_untouched(sheet, first.kop, column.kolom, rows, untouched)}


def _grown_over_formats(beside: Beside, placement: Placement) -> set[int]:
    """Give the columns of ours that would grow over empty cells to which the user gave a format."""
    sheet, old = beside.sheet, {column.naam: column.laatste for column in beside.kolommen}
    grown = [
        OwnedColumn(column.naam, column.kolom, old[column.naam] + 1, column.laatste)
        for column in placement.kolommen
        if _is_kept(column, beside.kolommen) and column.laatste > old[column.naam]
    ]
    return {column.kolom for run in _stretches(grown) for column in _not_bare(sheet, run)}


def _not_bare(sheet: xw.Sheet, columns: Sequence[OwnedColumn]) -> list[OwnedColumn]:
    """Give the columns, side by side over the same rows, that do not look there as one that nobody touches."""
    first = columns[0]
    row, rows = first.kop, first.laatste - first.kop + 1
    part, bare = _cells(sheet, row, first.kolom, rows, len(columns)), _cells(sheet, row, _UNTOUCHED, rows, 1)
    if part.color == bare.color and part.number_format == bare.number_format is not None:
        return []
    if len(columns) > 1:
        return [column for column in columns if _not_bare(sheet, [column])]
    is_same = _formats(sheet, row, first.kolom, rows) == _formats(sheet, row, _UNTOUCHED, rows)
    return [] if is_same and part.color == bare.color else [first]


def _is_untouched(sheet: xw.Sheet, row: int, column: int, rows: int, untouched: tuple[Any, ...]) -> bool:
    if _looks(sheet, row, column, rows, 1) != untouched:
        return False
    if None not in untouched[_FORMATS]:
        return True
    # Both have several number formats: they may still differ from each other.
    return _formats(sheet, row, column, rows) == _formats(sheet, row, _UNTOUCHED, rows)


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


def _plain_formats(sheet: xw.Sheet, cells: xw.Range) -> None:
    """Give cells the number formats of a column of the sheet that nobody touches; they may differ per row.

    Only what we change is put back: besides these the fill and the width of the header. Other fill is the user's.
    """
    rows, columns = cells.shape
    top, left = cells.row - 1, cells.column - 1
    for first, count, form in _formats(sheet, top, _UNTOUCHED, rows):
        _cells(sheet, top + first, left, count, columns).number_format = form


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
