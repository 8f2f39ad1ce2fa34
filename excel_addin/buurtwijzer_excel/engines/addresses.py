"""Addresses as Excel writes them: ``A1``, ``$B$2:$D$9``, ``C:C``, ``3:7`` and several areas with commas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from buurtwijzer.core.places import column_letters
from buurtwijzer_excel.workbook.ownership import column_index

ROWS, COLUMNS = 1_048_576, 16_384
_PART = re.compile(r"\$?([A-Za-z]{1,3})?\$?(\d{1,7})?$")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; rows and columns from 1, as xlwings counts."""

    row: int
    column: int
    rows: int
    columns: int

    @property
    def last_row(self) -> int:
        """Give its last row."""
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        """Give its last column."""
        return self.column + self.columns - 1

    @property
    def is_one_cell(self) -> bool:
        """Tell whether it is a single cell."""
        return self.rows == self.columns == 1

    def meets(self, other: Area) -> bool:
        """Tell whether two areas share a cell."""
        return (
            self.row <= other.last_row
            and other.row <= self.last_row
            and self.column <= other.last_column
            and other.column <= self.last_column
        )

    def address(self, row_absolute: bool = True, column_absolute: bool = True) -> str:
        """Give the address; of whole rows or columns the short form."""
        row_sign, column_sign = "$" * row_absolute, "$" * column_absolute
        first, last = column_letters(self.column), column_letters(self.last_column)
        if self.rows == ROWS:
            return f"{column_sign}{first}:{column_sign}{last}"
        if self.columns == COLUMNS:
            return f"{row_sign}{self.row}:{row_sign}{self.last_row}"
        start = f"{column_sign}{first}{row_sign}{self.row}"
        return start if self.is_one_cell else f"{start}:{column_sign}{last}{row_sign}{self.last_row}"


def parse_areas(address: str) -> tuple[Area, ...]:
    """Read an address without a sheet.

    Raises:
        ValueError: It is no address.
    """
    return tuple(_parse(part.strip()) for part in address.split(","))


def between(first: Area, last: Area) -> Area:
    """Give the smallest area with both."""
    row, column = min(first.row, last.row), min(first.column, last.column)
    bottom, right = max(first.last_row, last.last_row), max(first.last_column, last.last_column)
    return Area(row, column, bottom - row + 1, right - column + 1)


def rectangles(places: Iterable[tuple[int, int]]) -> list[Area]:
    """Join cells, by (row, column) from 1, to stretches in a row, and equal stretches below each other to areas."""
    found: list[Area] = []
    lying: dict[tuple[int, int], int] = {}
    for row, left, columns in _stretches(places):
        number = lying.get((left, columns))
        if number is not None and found[number].last_row == row - 1:
            found[number] = Area(found[number].row, left, found[number].rows + 1, columns)
        else:
            lying[left, columns] = len(found)
            found.append(Area(row, left, 1, columns))
    return found


def _stretches(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    at: tuple[int, int, int] | None = None
    for row, column in sorted(places):
        if at is not None and at[0] == row and at[1] + at[2] == column:
            at = (row, at[1], at[2] + 1)
            continue
        if at is not None:
            yield at
        at = (row, column, 1)
    if at is not None:
        yield at


def parse_reference(reference: str) -> tuple[str, Area] | None:
    """Read what a name refers to, e.g. ``='Blad 1'!$A$1:$A$9``; None when that is not one area of a sheet."""
    sheet, mark, address = reference.removeprefix("=").rpartition("!")
    if not mark or not sheet:
        return None
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    try:
        areas = parse_areas(address)
    except ValueError:
        return None
    return (sheet, areas[0]) if len(areas) == 1 else None


def _parse(part: str) -> Area:
    corners = [_PART.match(corner) for corner in part.split(":")]
    if len(corners) > 2 or not all(corners) or not part:
        raise ValueError(f"geen adres: {part}")
    found = [corner.groups() for corner in corners if corner]
    if len(found) == 1 and None in found[0]:
        raise ValueError(f"geen adres: {part}")
    columns = [column_index(letters.upper()) + 1 for letters, _ in found if letters]
    rows = [int(row) for _, row in found if row]
    left, right = (min(columns), max(columns)) if columns else (1, COLUMNS)
    top, bottom = (min(rows), max(rows)) if rows else (1, ROWS)
    if not (1 <= top <= bottom <= ROWS and right <= COLUMNS):
        raise ValueError(f"buiten het blad: {part}")
    return Area(top, left, bottom - top + 1, right - left + 1)
