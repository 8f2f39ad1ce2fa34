"""Going from cells to other cells as Excel does: to the end of a block, the block around a cell, the visible parts."""

from __future__ import annotations

from itertools import pairwise

from buurtwijzer_excel.engines.addresses import COLUMNS, ROWS, Area, between
from buurtwijzer_excel.engines.memory.model import SheetModel

_STEPS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}


def end(blad: SheetModel, row: int, column: int, direction: str) -> tuple[int, int]:
    """Go to the end of a block of filled cells, or over a gap to the next one, or to the edge of the sheet."""
    down, right = _STEPS[direction]
    if down:
        line = sorted(r for r, c in blad.cellen if c == column)
        return _end(line, row, down, ROWS), column
    line = sorted(c for r, c in blad.cellen if r == row)
    return row, _end(line, column, right, COLUMNS)


def _end(filled: list[int], start: int, step: int, last: int) -> int:
    cells = set(filled)
    if start in cells and start + step in cells:
        while start + step in cells:
            start += step
        return start
    beyond = [cell for cell in filled if (cell - start) * step > 0]
    if not beyond:
        return last if step > 0 else 1
    return beyond[0] if step > 0 else beyond[-1]


def current_region(blad: SheetModel, area: Area) -> Area:
    """Grow an area over all filled cells that touch it, corners included."""
    start = Area(area.row, area.column, 1, 1)
    while True:
        top, left = max(1, start.row - 1), max(1, start.column - 1)
        around = Area(top, left, start.last_row - top + 2, start.last_column - left + 2)
        grown = start
        for row, column in blad.cellen:
            cell = Area(row, column, 1, 1)
            if cell.meets(around):
                grown = between(grown, cell)
        if grown == start:
            return start
        start = grown


def visible_areas(blad: SheetModel, area: Area) -> list[Area]:
    """Cut the hidden rows out of an area."""
    hidden = sorted(row for row in blad.verborgen if area.row <= row <= area.last_row)
    edges = [area.row - 1, *hidden, area.last_row + 1]
    return [Area(a + 1, area.column, b - a - 1, area.columns) for a, b in pairwise(edges) if b - a > 1]
