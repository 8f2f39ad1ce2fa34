"""What is ours in a user's workbook: told by a defined name, the header it refers to and a record, all three.

A written column carries a name of its sheet (``Bwz_leefstijl_1``) that refers to its header down to its last row. A
sheet of ours carries a name of the workbook (``Bwz_blad_meldingen``) that refers to its first cell. Which name goes
with which header: `buurtwijzer.reporting.marks`. Which cells in them are still ours: `buurtwijzer.reporting.ours`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from buurtwijzer.core.places import column_letters
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.reporting import marks, written
from buurtwijzer.reporting.ours import last_written
from buurtwijzer.reporting.record import Record
from buurtwijzer.reporting.written import MARK

SHEET_MARK = written.SHEET_MARK
"""How the names of our own sheets begin; the rest is the sheet's first name in small letters."""
SOURCE_MARK = marks.SOURCE_MARK
"""How the names begin that say from which cell a sheet of ours was made, so that it can be made again."""

_NAMED = 8
_CELLS = re.compile(r"!\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$")


@dataclass(frozen=True, slots=True)
class OwnedColumn:
    """A column that carries a name of ours; positions from 0.

    Attributes:
        naam: The defined name, without its sheet.
        kolom: Its column.
        kop: Row of its header.
        laatste: Its last row.
    """

    naam: str
    kolom: int
    kop: int
    laatste: int

    def holds(self, rij: int, kolom: int) -> bool:
        """Tell whether a cell belongs to this column."""
        return kolom == self.kolom and self.kop <= rij <= self.laatste


def owned_column(naam: str, verwijzing: str) -> OwnedColumn | None:
    """Read a defined name of a sheet.

    Args:
        naam: The name, with or without its sheet (``Blad1!Bwz_zekerheid``).
        verwijzing: What it refers to, as Excel writes it (``='Blad 1'!$H$4:$H$20``).

    Returns:
        The column, or None when the name is not of a column of ours or its cells are gone (``#REF!``). Whether its
        header is ours too, `split_names` tells.
    """
    bare = naam.rsplit("!", 1)[-1]
    found = _CELLS.search(verwijzing)
    if not marks.is_column_name(bare) or found is None:
        return None
    first, top, last, bottom = found.groups()
    if last not in (None, first):
        return None
    return OwnedColumn(bare, column_index(first), int(top) - 1, int(bottom or top) - 1)


def split_names(
    blad: str, names: Iterable[tuple[str, str]], cell: Callable[[int, int], object]
) -> tuple[tuple[OwnedColumn, ...], tuple[str, ...]]:
    """Split the names of a sheet into columns of ours and names that only look like ours.

    Args:
        blad: The sheet.
        names: Its names, each with what it refers to.
        cell: Gives the cell of the sheet in a row and column from 0.

    Returns:
        The columns from left to right, and the other names that begin as ours and still refer to cells.
    """
    columns, others = [], []
    for naam, verwijzing in names:
        bare, place = naam.rsplit("!", 1)[-1], referred_sheet(verwijzing)
        column = owned_column(naam, verwijzing)
        is_here = place is not None and place.casefold() == blad.casefold()
        if column is not None and is_here and marks.has_its_header(bare, cell(column.kop, column.kolom)):
            columns.append(column)
        elif bare.startswith(f"{MARK}_") and not is_gone(verwijzing):
            others.append(bare)
    return tuple(sorted(columns, key=lambda column: column.kolom)), tuple(others)


def split_recorded(
    record: Record, blad: str, columns: Iterable[OwnedColumn]
) -> tuple[tuple[OwnedColumn, ...], tuple[OwnedColumn, ...]]:
    """Split columns with a name and a header of ours into those that we know we wrote, and those that are the user's.

    Args:
        record: What we wrote, by the names that the sheets have now.
        blad: The sheet.
        columns: The columns, as `split_names` gives them.
    """
    wrote = record.bladen.get(blad)
    known = () if wrote is None else wrote.kolommen
    found = [*columns]
    return tuple(c for c in found if c.naam in known), tuple(c for c in found if c.naam not in known)


def as_far_as_written(columns: tuple[OwnedColumn, ...], blok: SheetBlock, record: Record) -> tuple[OwnedColumn, ...]:
    """Let columns of ours reach down to the last row with what we wrote: sorting may have moved rows to below them."""
    if not columns:
        return ()
    last = last_written(blok, columns, record.bladen[blok.blad])
    return tuple(replace(column, laatste=max(column.laatste, last)) for column in columns)


def names_in_use(wanted: Iterable[str], names: Mapping[str, str], ours: Collection[str]) -> list[str]:
    """Give the names that we want and that are the user's: never ours, and they still refer to something.

    Args:
        wanted: The names, without a sheet.
        names: Names that are there, each with what it refers to.
        ours: Names that we gave here, whatever they refer to by now.
    """
    taken = {naam.casefold() for naam, verwijzing in names.items() if not is_gone(verwijzing)}
    known = {naam.casefold() for naam in ours}
    return [naam for naam in wanted if naam.casefold() in taken and naam.casefold() not in known]


def columns_text(columns: Collection[OwnedColumn]) -> str:
    """Name columns for a message: ``H tot en met AK``."""
    numbers = sorted(column.kolom for column in columns)
    first, last = column_letters(numbers[0] + 1), column_letters(numbers[-1] + 1)
    return first if first == last else f"{first} tot en met {last}"


def cells_text(cells: Collection[tuple[int, int]], naast: Mapping[int, str] | None = None) -> str:
    """Name cells for a message, the first few by their address: ``DR7, DS8``.

    Args:
        cells: (row, column) from 0.
        naast: What stands in a row, to be named with its cells: ``DR7 (nu naast Lombok-West)``.
    """
    beside = {row: f" (nu naast {name})" for row, name in (naast or {}).items()}
    names = [f"{column_letters(column + 1)}{row + 1}{beside.get(row, '')}" for row, column in sorted(cells)]
    rest = f" en nog {len(names) - _NAMED}" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + rest


def cell_in(rijen: Sequence[Sequence[object]]) -> Callable[[int, int], object]:
    """Give a function that gives a cell of rows by its row and column from 0; None outside them."""
    return lambda row, column: rijen[row][column] if row < len(rijen) and column < len(rijen[row]) else None


def is_gone(verwijzing: str) -> bool:
    """Tell whether the cells that a name referred to were deleted."""
    return "#REF!" in verwijzing


def column_reference(blad: str, column: OwnedColumn) -> str:
    """Give what the name of a column refers to, as Excel writes it.

    Example:
        >>> column_reference("Jan's blad", OwnedColumn("Bwz_zekerheid", 7, 3, 19))
        "='Jan''s blad'!$H$4:$H$20"
    """
    letters = column_letters(column.kolom + 1)
    return f"={quoted(blad)}!${letters}${column.kop + 1}:${letters}${column.laatste + 1}"


def referred_sheet(verwijzing: str) -> str | None:
    """Give the sheet that a name refers to; None when its cells are gone.

    Example:
        >>> referred_sheet("='Jan''s blad'!$H$4"), referred_sheet("=#REF!")
        ("Jan's blad", None)
    """
    if _CELLS.search(verwijzing) is None:
        return None
    blad = verwijzing.removeprefix("=").rpartition("!")[0]
    return blad[1:-1].replace("''", "'") if blad.startswith("'") else blad


def owned_cell(verwijzing: str) -> tuple[str, int, int] | None:
    """Give sheet, row and column (from 0) of a name that refers to one cell; None when that is gone."""
    blad, found = referred_sheet(verwijzing), _CELLS.search(verwijzing)
    if blad is None or found is None:
        return None
    return blad, int(found[2]) - 1, column_index(found[1])


def quoted(blad: str) -> str:
    """Give the name of a sheet as a reference needs it: always between quotes."""
    return "'" + blad.replace("'", "''") + "'"


def column_index(letters: str) -> int:
    """Give the position of a column from 0.

    Example:
        >>> column_index("A"), column_index("AB"), column_index("XFD")
        (0, 27, 16383)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
