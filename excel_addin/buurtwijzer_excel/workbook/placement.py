"""Decides in which columns and rows of a user's sheet the results go. Writes nothing and knows no program.

A column that is ours keeps its place. Any other goes right of the user's table, and where that is taken to the first
run of columns without a single cell in them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import CellPlace
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.files.workbook import Row
from buurtwijzer.data.own.rows import OwnRows
from buurtwijzer_excel.workbook.issue_kinds import X209, X210
from buurtwijzer_excel.workbook.ownership import OwnedColumn

COLUMNS = 16_384
"""Columns of a sheet in Excel; a program with more is not a reason to write where Excel cannot read."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the results go; positions from 0.

    Attributes:
        kolommen: Per name the column as it will be, in the order asked for: header row to last row.
        vervallen: Columns of ours that must go first, cells and name: no longer written, or no room where they are.
    """

    kolommen: tuple[OwnedColumn, ...]
    vervallen: tuple[OwnedColumn, ...]


def place_columns(
    blok: SheetBlock,
    own: OwnRows,
    namen: Sequence[str],
    owned: Collection[OwnedColumn],
    rijen: Collection[int],
    *,
    bezet: Collection[int] = (),
    vol: Collection[int] = (),
    tabel: bool = False,
) -> Placement:
    """Place columns on a sheet.

    Args:
        blok: The sheet as it is, columns of ours included.
        own: Where its areas stand.
        namen: Defined names of the columns to write, in order.
        owned: Columns that are ours now (`ownership.owned_column`).
        rijen: Rows that get a value.
        bezet: Columns that hold no cell and may not be used all the same: merged, formatted or part of a table.
        vol: Columns of ours that may not grow: something of the user is below them that is not a cell.
        tabel: Whether the rows stand in an Excel table. Excel pulls a column that touches a table into it; one column
            stays free then, so that the user's table does not change.

    Raises:
        InputError: Nothing stands above the codes where a header could go, or the sheet has no columns left.
    """
    kop = _header_row(blok, own)
    last = max(rijen)
    now = _one_per_name(owned)
    kept: dict[str, OwnedColumn] = {}
    for naam in namen:
        column = now.get(naam)
        if column is not None and column.kop == kop and _has_room(blok, column, last, vol):
            kept[naam] = OwnedColumn(naam, column.kolom, kop, max(last, column.laatste))
    new = [naam for naam in namen if naam not in kept]
    taken = taken_columns(blok, owned) | set(bezet)
    start = _right_of_data(taken - set(bezet), own.kolom) + (1 if tabel else 0)
    first = _first_free(taken | {column.kolom for column in kept.values()}, start, len(new))
    if first + len(new) > COLUMNS:
        raise InputError([X209.at(CellPlace(blok.werkmap, blok.blad))])
    placed = {naam: OwnedColumn(naam, first + number, kop, last) for number, naam in enumerate(new)}
    both = {**placed, **kept}
    return Placement(
        tuple(both[naam] for naam in namen),
        tuple(column for column in owned if now[column.naam] is not column or column.naam not in kept),
    )


def taken_columns(blok: SheetBlock, owned: Collection[OwnedColumn]) -> set[int]:
    """Give the columns that hold at least one cell that is not ours; an error or a formula is a cell too."""
    ours: dict[int, list[OwnedColumn]] = {}
    for column in owned:
        ours.setdefault(column.kolom, []).append(column)
    width = max(map(len, blok.rijen), default=0)
    found = {number for number in range(width) if _holds_other(blok.rijen, number, ours.get(number, ()))}
    for row, number in _unseen(blok):
        if not any(column.holds(row, number) for column in ours.get(number, ())):
            found.add(number)
    return found


def _unseen(blok: SheetBlock) -> set[tuple[int, int]]:
    """Give the cells that hold something whatever value they show; positions from 0."""
    return {(row - 1, column - 1) for row, column in (*blok.foutcellen, *blok.formules)}


def _holds_other(rijen: Sequence[Row], number: int, ours: Collection[OwnedColumn]) -> bool:
    return any(
        number < len(row) and _is_filled(row[number]) and not any(column.holds(position, number) for column in ours)
        for position, row in enumerate(rijen)
    )


def _header_row(blok: SheetBlock, own: OwnRows) -> int:
    if own.kop >= 0:
        return own.kop
    first = min(own.codes)
    if first == 0:
        raise InputError([X210.at(CellPlace(blok.werkmap, blok.blad, 1, own.kolom + 1))])
    return first - 1


def _one_per_name(owned: Collection[OwnedColumn]) -> dict[str, OwnedColumn]:
    """Keep the leftmost column of a name."""
    return {column.naam: column for column in sorted(owned, key=lambda column: -column.kolom)}


def _has_room(blok: SheetBlock, column: OwnedColumn, last: int, vol: Collection[int]) -> bool:
    """Tell whether the rows below a column of ours are free down to where it must reach."""
    if last > column.laatste and column.kolom in vol:
        return False
    below = blok.rijen[column.laatste + 1 : last + 1]
    if any(_is_filled(row[column.kolom]) for row in below if column.kolom < len(row)):
        return False
    unseen = (*blok.foutcellen, *blok.formules)
    return not any(number - 1 == column.kolom and column.laatste < row - 1 <= last for row, number in unseen)


def _right_of_data(taken: Collection[int], column: int) -> int:
    while column in taken:
        column += 1
    return column


def _first_free(taken: Collection[int], start: int, number: int) -> int:
    """Give the first column from which a number of columns side by side is free."""
    first = column = start
    while column < first + number and first + number <= COLUMNS:
        column += 1
        if column - 1 in taken:
            first = column
    return first


def _is_filled(cell: object) -> bool:
    return cell is not None and cell != ""
