"""Places a message or a trace can point at. Only names and numbers, never a value from a cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

# No sheet of a workbook can have a bracket in its name.
RECORDS = "[records]"
"""What stands in the place of a sheet for a file of records (JSON)."""


@lru_cache(maxsize=16_384)
def column_letters(column: int) -> str:
    """Give the spreadsheet letters of a 1-based column number.

    Example:
        >>> column_letters(1), column_letters(28), column_letters(16384)
        ('A', 'AB', 'XFD')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True, order=True)
class FilePlace:
    """A place in a text file, by line and column (1-based)."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Give ``file:line:column``, as editors and compilers do."""
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(parts)


@dataclass(frozen=True, slots=True, order=True)
class CellPlace:
    """A place in a workbook: file, sheet, and where known row and column (1-based)."""

    file: str
    sheet: str
    row: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Give ``file, blad sheet, cel H12`` (or ``kolom H``, or ``rij 12``)."""
        text = f"{self.file}, blad {self.sheet}"
        if self.row is not None and self.column is not None:
            return f"{text}, cel {column_letters(self.column)}{self.row}"
        if self.column is not None:
            return f"{text}, kolom {column_letters(self.column)}"
        if self.row is not None:
            return f"{text}, rij {self.row}"
        return text


@dataclass(frozen=True, slots=True, order=True)
class RecordPlace(FilePlace):
    """A place in a file of records: the line is the number of the record, the column that of its field (1-based)."""

    def __str__(self) -> str:
        """Give ``file, record 5, veld 7``."""
        parts = [("record", self.line), ("veld", self.column)]
        return ", ".join([self.file, *(f"{word} {number}" for word, number in parts if number is not None)])


@dataclass(frozen=True, slots=True, order=True)
class AreaPlace:
    """An area in a file that has no cells, by its code."""

    file: str
    area: str

    def __str__(self) -> str:
        """Give ``file, gebied BU03440111``."""
        return f"{self.file}, gebied {self.area}"


def place_in(file: str, sheet: str, row: int | None = None, column: int | None = None) -> FilePlace | CellPlace:
    """Give the place in a table: a cell of a sheet, or a line and field of a text file, which has no sheets.

    Example:
        >>> str(place_in("kwb.xlsx", "kwb-2023", 3, 2)), str(place_in("kwb.csv", "", 3, 2))
        ('kwb.xlsx, blad kwb-2023, cel B3', 'kwb.csv:3:2')
        >>> str(place_in("kwb.json", RECORDS, 3, 2))
        'kwb.json, record 3, veld 2'
    """
    if sheet == RECORDS:
        return RecordPlace(file, row, column if row is not None else None)
    if sheet:
        return CellPlace(file, sheet, row, column)
    # A column without a row is not a line; the message names the column.
    return FilePlace(file, row, column if row is not None else None)
