"""Puts results in blocks of cells that a program can take in one call. Pure: cells in, cells out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from buurtwijzer.data.files.workbook import Row
from buurtwijzer.reporting.blad import Cel, CelSoort
from buurtwijzer.reporting.styles import number_format
from buurtwijzer.reporting.written import Written
from buurtwijzer_excel.workbook.ownership import OwnedColumn
from buurtwijzer_excel.workbook.placement import Placement

Cell = tuple[int, int]
Rectangle = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """Columns side by side that are written together; positions from 0.

    Attributes:
        eerste: First column.
        kop: Row of the header.
        nummers: Which of the written columns, in order.
        cellen: Header and rows below it.
    """

    eerste: int
    kop: int
    nummers: tuple[int, ...]
    cellen: list[list[object]]


def runs(
    placement: Placement,
    written: Written,
    gekozen: Mapping[int, str],
    rijen: Sequence[Row],
    kept: Collection[OwnedColumn],
    *,
    keep_rest: bool,
) -> list[Run]:
    """Make the blocks.

    Args:
        placement: Where each column goes.
        written: The columns and their cells per area.
        gekozen: Code per row that gets a value; an area without a result gets empty cells.
        rijen: The sheet as it is.
        kept: Columns that are ours now: their other rows stay as they are.
        keep_rest: Whether rows that are not chosen keep what an earlier time wrote.
    """
    names = {column.naam: column for column in kept}
    ordered = sorted(range(len(placement.kolommen)), key=lambda number: placement.kolommen[number].kolom)
    found = []
    for numbers in _side_by_side(ordered, placement):
        columns = [placement.kolommen[number] for number in numbers]
        last = max(column.laatste for column in columns)
        cells: list[list[object]] = [[written.kolommen[number].kop for number in numbers]]
        old = [names.get(column.naam) if keep_rest else None for column in columns]
        for row in range(columns[0].kop + 1, last + 1):
            if row in gekozen:
                result = written.rijen.get(gekozen[row])
                cells.append([None if result is None else cell_out(result[number]) for number in numbers])
            else:
                cells.append([_existing(rijen, row, column) for column in old])
        found.append(Run(columns[0].kolom, columns[0].kop, tuple(numbers), cells))
    return found


def around(rij: int, kolom: int, rijen: int, kolommen: int, niet: Collection[Cell]) -> list[Rectangle]:
    """Cut a rectangle in the fewest stretches of rows that leave some cells out; positions from 0.

    Args:
        rij: First row.
        kolom: First column.
        rijen: Number of rows.
        kolommen: Number of columns.
        niet: (row, column) of cells that may not be in one.

    Returns:
        First row, first column, number of rows and number of columns of each; one when nothing is left out.

    Example:
        >>> around(0, 0, 3, 3, {(1, 1)})
        [(0, 0, 1, 3), (1, 0, 1, 1), (1, 2, 1, 1), (2, 0, 1, 3)]
    """
    out: dict[int, list[int]] = {}
    for row, column in sorted(niet):
        if rij <= row < rij + rijen and kolom <= column < kolom + kolommen:
            out.setdefault(row, []).append(column)
    found = []
    for holes, rows in groupby(range(rij, rij + rijen), key=lambda row: out.get(row, [])):
        numbers = [*rows]
        start = kolom
        for hole in (*holes, kolom + kolommen):
            if start < hole:
                found.append((numbers[0], start, len(numbers), hole - start))
            start = hole + 1
    return found


def same_formats(kinds: Sequence[CelSoort]) -> Iterator[tuple[int, int, str]]:
    """Give first column, number of columns and number format of each stretch with one format, so few calls do."""
    start = 0
    for form, group in groupby(kinds, key=number_format):
        count = len(list(group))
        yield start, count, form
        start += count


def cell_out(cell: Cel | object) -> object:
    """Give a cell as a program takes it in a column with the format for text.

    A program takes a first apostrophe away (``'t Zand``), so it gets two. Nothing else of a text means anything there.
    """
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith("'") else cell or None
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def _side_by_side(ordered: Sequence[int], placement: Placement) -> Iterator[list[int]]:
    """Group columns that touch and end in the same row; the same row, as one block may not reach below another."""
    run: list[int] = []
    for number in ordered:
        column = placement.kolommen[number]
        before = placement.kolommen[run[-1]] if run else None
        if before and (column.kolom != before.kolom + 1 or column.laatste != before.laatste):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _existing(rijen: Sequence[Row], row: int, column: OwnedColumn | None) -> object:
    if column is None or row > column.laatste or row >= len(rijen) or column.kolom >= len(rijen[row]):
        return None
    return cell_out(rijen[row][column.kolom])
