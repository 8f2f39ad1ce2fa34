"""Finds the areas in a sheet of the user's own: the column with area codes, its header, and which rows are areas."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from buurtwijzer.core.codes import clean_code, gemeente_code, niveau_of, normalise_code
from buurtwijzer.data.files.workbook import Row

_CODE_START = re.compile(r"\s*['\u2019]?\s*(?:BU|WK|GM|NL|\d\d)\d", re.IGNORECASE)
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


def bare_code(cell: object) -> object:
    """Give a cell without the apostrophe that was typed to keep a code a text; Excel takes it off, others do not."""
    return cell.strip().lstrip("'\u2019").strip() if isinstance(cell, str) else cell


def find_own_rows(rows: Sequence[Row]) -> OwnRows | None:
    """Find the column with most area codes, the leftmost when several have as many.

    A number of eight digits may as well be a date: it counts only under a header that speaks of a code or an area.

    Args:
        rows: Cells from A1 on.

    Returns:
        The areas, or None when no column holds an area code.
    """
    return _largest(_all_areas(rows))


def meant_rows(rows: Sequence[Row], kolommen: Collection[int] = ()) -> tuple[OwnRows, ...]:
    """Find the column with area codes that is meant; more than one when that cannot be told.

    Two columns can both be meant when they name different areas of one level in the same row, as in two tables side by
    side; a few rows that differ between columns of one table are a slip. When both can be meant, the column among those
    chosen decides, else the nearest one left of them, in the same table.

    Args:
        rows: Cells from A1 on.
        kolommen: Columns the user chose, from 0.

    Returns:
        None, one or more columns, from left to right.
    """
    found = _all_areas(rows)
    rivals = [own for own in found if any(_contradict(rows, own, other) for other in found)]
    best = _largest(found)
    if best is None or best not in rivals:
        return () if best is None else (best,)
    inside = [own for own in rivals if own.kolom in kolommen]
    if inside or not kolommen:
        return tuple(inside or rivals)
    first = min(kolommen)
    table = [own for own in rivals if _is_one_table(rows, own.kolom, first)] or rivals
    left = [own for own in table if own.kolom < first]
    return (left[-1],) if left else (table[0],)


def _all_areas(rows: Sequence[Row]) -> list[OwnRows]:
    columns = enumerate(zip_longest(*rows, fillvalue=""))
    return [found for column, cells in columns if (found := _areas_in(rows, column, cells)) is not None]


def _largest(found: Sequence[OwnRows]) -> OwnRows | None:
    return max(found, key=lambda own: len(own.codes), default=None)


def _contradict(rows: Sequence[Row], one: OwnRows, other: OwnRows) -> bool:
    shared = [
        code == other.codes[row]
        for row, code in one.codes.items()
        if row in other.codes and niveau_of(code) is niveau_of(other.codes[row])
    ]
    same = sum(shared)
    is_slip = 2 * same > len(shared) and _is_one_table(rows, one.kolom, other.kolom)
    return same < len(shared) and not is_slip


def _is_one_table(rows: Sequence[Row], one: int, other: int) -> bool:
    """Tell whether no column between two columns is empty."""
    between = range(min(one, other), max(one, other) + 1)
    return all(any(column < len(row) and row[column] != "" for row in rows) for column in between)


def _areas_in(rows: Sequence[Row], column: int, cells: Sequence[object]) -> OwnRows | None:
    whole: dict[int, str] = {}
    bare: dict[int, str] = {}
    for position, cell in enumerate(cells):
        code = normalise_code(bare_code(cell)) if _may_be_code(cell) else None
        if code is not None:
            (whole if niveau_of(str(cell).strip().upper()) else bare)[position] = code
    bare = {at: code for at, code in bare.items() if not _lands_elsewhere(cells[at], code, whole.values())}
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


def _lands_elsewhere(cell: object, code: str, whole: Collection[str]) -> bool:
    """Tell whether zeros put before a code make it one of a gemeente that no whole code beside it is in."""
    is_filled_up = code[2:] not in clean_code(cell)
    return is_filled_up and bool(whole) and gemeente_code(code) not in set(map(gemeente_code, whole))


def _may_be_code(cell: object) -> bool:
    if isinstance(cell, float):
        return _LEAST <= cell < _MOST
    return isinstance(cell, str) and _CODE_START.match(cell) is not None


def _header_above(rows: Sequence[Row], column: int, first: int) -> int:
    for position in range(first - 1, -1, -1):
        cell = rows[position][column] if column < len(rows[position]) else ""
        if isinstance(cell, str) and cell.strip() and normalise_code(bare_code(cell)) is None:
            return position
    return -1
