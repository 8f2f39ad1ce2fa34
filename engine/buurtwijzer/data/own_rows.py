"""Finds the areas in a sheet of the user's own: the column with area codes, its header, and which rows are areas."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from buurtwijzer.core.codes import niveau_of, normalise_code
from buurtwijzer.data.workbook import Row

_CODE_START = re.compile(r"\s*(?:BU|WK|GM|NL|\d\d)\d", re.IGNORECASE)
_LEAST, _MOST = 10_000_000, 100_000_000
_CODE_HEADER = re.compile(r"code|buurt|wijk|gemeente|gebied|regio|gwb", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OwnRows:
    """The areas in a sheet; positions from 0.

    Attributes:
        kop: Row of the header; -1 when nothing stands above the codes.
        kolom: Column with the codes.
        codes: Per row with an area its complete code, in the order of the sheet.
    """

    kop: int
    kolom: int
    codes: Mapping[int, str]


def find_own_rows(rows: Sequence[Row]) -> OwnRows | None:
    """Find the column with most area codes, the leftmost when several have as many.

    A number of eight digits may as well be a date: it counts only under a header that speaks of a code or an area.

    Args:
        rows: Cells from A1 on.

    Returns:
        The areas, or None when no column holds an area code.
    """
    width = max(map(len, rows), default=0)
    best: OwnRows | None = None
    for column in range(width):
        found = _areas_in(rows, column)
        if found is not None and (best is None or len(found.codes) > len(best.codes)):
            best = found
    return best


def _areas_in(rows: Sequence[Row], column: int) -> OwnRows | None:
    whole: dict[int, str] = {}
    bare: dict[int, str] = {}
    for position, row in enumerate(rows):
        cell = row[column] if column < len(row) else ""
        code = normalise_code(cell) if _may_be_code(cell) else None
        if code is not None:
            (whole if niveau_of(str(cell).strip().upper()) else bare)[position] = code
    first = min((*whole, *bare), default=None)
    if first is None:
        return None
    header = _header_above(rows, column, first)
    if bare and header >= 0 and _CODE_HEADER.search(str(rows[header][column])):
        codes = dict(sorted({**bare, **whole}.items()))
    elif whole:
        codes = whole
        header = _header_above(rows, column, min(whole))
    else:
        return None
    return OwnRows(header, column, codes)


def _may_be_code(cell: object) -> bool:
    if isinstance(cell, float):
        return _LEAST <= cell < _MOST
    return isinstance(cell, str) and _CODE_START.match(cell) is not None


def _header_above(rows: Sequence[Row], column: int, first: int) -> int:
    for position in range(first - 1, -1, -1):
        cell = rows[position][column] if column < len(rows[position]) else ""
        if isinstance(cell, str) and cell.strip() and normalise_code(cell) is None:
            return position
    return -1
