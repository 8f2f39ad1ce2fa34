"""Where formulas stand in a sheet, whatever they show: one that gives an empty text looks like an empty cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from buurtwijzer.data.files.sheet_scan import column_number
from buurtwijzer.reporting.injection.ranges import Rectangle
from buurtwijzer.reporting.injection.rows import find_rows
from buurtwijzer.reporting.injection.sheet import SheetForm

_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^<>]*>\s*<f((?:\s[^<>]*)?)/?>')
_ANY_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f(\s[^<>]*)>")
_AREA = re.compile(rb"""\sref\s*=\s*["']([^"']+)["']""")
_SHARED = re.compile(rb"""\st\s*=\s*["']shared["']""")


def formula_cells(form: SheetForm) -> frozenset[tuple[int, int]]:
    """Give row and column (from 0) of every formula, and of every cell that an array formula or a what-if table fills.

    Raises:
        XmlError: The sheet cannot be followed.
    """
    if form.gewoon:
        return frozenset(_common(form.data)) if b"<f" in form.data else frozenset()
    return frozenset(_parsed(form))


def _common(data: bytes) -> Iterator[tuple[int, int]]:
    for found in _FORMULA.finditer(data):
        yield int(found.group(2)) - 1, column_number(found.group(1)) - 1
        yield from _filled_by(found.group(3))


def _parsed(form: SheetForm) -> Iterator[tuple[int, int]]:
    rows = find_rows(form.data, form.sheet_data, 0, common=False)
    for row in rows.rijen:
        for cell in rows.cells_from(row, 0):
            if cell.formule:
                yield row.rij, cell.kolom
                said = _ANY_FORMULA.search(form.data, cell.start, cell.end)
                yield from _filled_by(said.group(1) if said else b"")


def _filled_by(said: bytes) -> Iterator[tuple[int, int]]:
    """Give the cells that one formula fills, from its attributes; cells that share one each have their own."""
    found = None if _SHARED.search(said) else _AREA.search(said)
    area = Rectangle.read(found.group(1).decode()) if found else None
    if area is not None:
        yield from ((row, column) for row in range(area.boven, area.onder + 1) for column in area.kolommen)
