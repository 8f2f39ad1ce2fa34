"""Writes and empties a block of cells in one call, and looks whether that came out: a filter can stand in the way.

Excel puts the first value of a block in every visible cell of a range that is filtered in part, and leaves the hidden
cells alone. Where that happened, the block is taken apart: each stretch in sight by itself, hidden rows one by one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import xlwings as xw

_TOLERANCE = 1e-9
Rows = Sequence[Sequence[object]]


def write_block(cells: xw.Range, rows: Rows) -> None:
    """Write cells.

    Args:
        cells: Where they go.
        rows: Texts, numbers and None; see `blocks_out.cell_out`.

    Raises:
        OSError: They do not stand there afterwards: a program may refuse to write and say nothing.
    """
    cells.options(ndim=2).value = rows
    wrong = _wrong_rows(cells, rows)
    if not wrong:
        return
    for first, count in _stretches(cells, wrong):
        _part(cells, first, count).options(ndim=2).value = rows[first : first + count]
    if _wrong_rows(cells, rows):
        raise OSError("wat is geschreven, staat er niet")


def empty_block(cells: xw.Range) -> None:
    """Empty cells, formats stay.

    Raises:
        OSError: Something still stands there.
    """
    cells.clear_contents()
    rows = [[None] * cells.shape[1]] * cells.shape[0]
    for first, count in _stretches(cells, _wrong_rows(cells, rows)):
        _part(cells, first, count).clear_contents()
    if _wrong_rows(cells, rows):
        raise OSError("wat is gewist, staat er nog")


def _wrong_rows(cells: xw.Range, rows: Rows) -> list[int]:
    """Give the rows, from 0, in which something else stands."""
    found: Rows = cells.options(ndim=2, empty=None).value
    if found == rows:
        return []
    pairs = enumerate(zip(found, rows, strict=True))
    return [number for number, (now, row) in pairs if now != row and not _are_same(now, row)]


def _are_same(found: Sequence[object], wanted: Sequence[object]) -> bool:
    return all(_is_same(now, cell) for now, cell in zip(found, wanted, strict=True))


def _is_same(found: object, wanted: object) -> bool:
    if isinstance(wanted, str):
        return isinstance(found, str) and _printed(found) == _printed(wanted.removeprefix("'"))
    if isinstance(wanted, float) and isinstance(found, float):
        return math.isclose(found, wanted, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)
    return found == wanted


def _printed(text: str) -> str:
    """Leave out what a program may leave out too."""
    return "".join(sign for sign in text if sign.isprintable())


def _stretches(cells: xw.Range, wrong: Sequence[int]) -> list[tuple[int, int]]:
    """Give first row, from 0, and number of rows of each part to do again: in sight together, hidden one by one."""
    if not wrong:
        return []
    top = cells.row
    areas = cast("list[xw.Range]", cells.get_special_cells("visible"))
    in_sight = sorted({(area.row - top, area.shape[0]) for area in areas})
    seen = {row for first, count in in_sight for row in range(first, first + count)}
    return [*in_sight, *((row, 1) for row in wrong if row not in seen)]


def _part(cells: xw.Range, first: int, count: int) -> xw.Range:
    row, column = cells.row + first, cells.column
    return cells.sheet.range((row, column), (row + count - 1, column + cells.shape[1] - 1))
