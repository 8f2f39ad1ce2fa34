"""Cells on a sheet, one or more areas of them: what every property of a range starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import XlwingsError

from buurtwijzer_excel.engines.addresses import Area
from buurtwijzer_excel.engines.calc.bridge import struct

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.calc.sheets import Sheet

# sheet.CellFlags
NUMBERS, DATES, TEXTS, NOTES, FORMULAS, LOOKS, STYLES, OBJECTS, RICH_TEXT = 1, 2, 4, 8, 16, 32, 64, 128, 256
CONTENTS = NUMBERS | DATES | TEXTS | FORMULAS
FORMATS = LOOKS | STYLES | RICH_TEXT
EVERYTHING = CONTENTS | FORMATS | NOTES
_PROTECTED = "het blad is beveiligd"


class Cells:
    """Areas of a sheet. As in Excel a property of several areas is that of the first; what is done, is done to all."""

    def __init__(self, sheet: Sheet, areas: tuple[Area, ...]) -> None:
        self.sheet = sheet
        self.areas = areas
        self._xl: Any = None

    @property
    def area(self) -> Area:
        """Give the first area."""
        return self.areas[0]

    @property
    def is_empty(self) -> bool:
        """Tell whether it has no cell at all, as a slice may."""
        return not (self.area.rows and self.area.columns)

    @property
    def xl(self) -> Any:
        """Give the first area in LibreOffice; None when there is no cell."""
        if self._xl is None and not self.is_empty:
            self._xl = self.part(self.area)
        return self._xl

    @property
    def parts(self) -> list[Any]:
        """Give every area in LibreOffice, to change its cells.

        Raises:
            XlwingsError: The sheet is protected, and so are some of the cells. LibreOffice would change nothing then,
                and say nothing.
        """
        found = self.seen
        if self.sheet.xl.isProtected() and any(map(_is_locked, found)):
            raise XlwingsError(_PROTECTED)
        self.sheet.book.undo.count()
        return found

    @property
    def lines(self) -> list[Any]:
        """Give every area in LibreOffice, to change its rows, its columns or where its cells are.

        Raises:
            XlwingsError: The sheet is protected, whatever holds for its cells.
        """
        if self.sheet.xl.isProtected():
            raise XlwingsError(_PROTECTED)
        self.sheet.book.undo.count()
        return self.seen

    @property
    def seen(self) -> list[Any]:
        """Give every area in LibreOffice, to look at it."""
        return [] if self.is_empty else [self.xl, *(self.part(area) for area in self.areas[1:])]

    @property
    def document(self) -> Any:
        """Give the document it is in."""
        return self.sheet.book.xl

    def part(self, area: Area) -> Any:
        """Give an area in LibreOffice."""
        return self.sheet.xl.getCellRangeByPosition(
            area.column - 1, area.row - 1, area.last_column - 1, area.last_row - 1
        )


def _is_locked(cells: Any) -> bool:
    """Tell whether any of these cells may not be changed while the sheet is protected."""
    if cells.getPropertyState("CellProtection").value != "AMBIGUOUS_VALUE":
        return bool(cells.CellProtection.IsLocked)
    groups = cells.getUniqueCellFormatRanges()
    return any(groups.getByIndex(number).CellProtection.IsLocked for number in range(groups.getCount()))


def area_of(address: Any) -> Area:
    """Give the area of an address of LibreOffice."""
    rows, columns = address.EndRow - address.StartRow + 1, address.EndColumn - address.StartColumn + 1
    return Area(address.StartRow + 1, address.StartColumn + 1, rows, columns)


def address_of(sheet: Sheet, area: Area) -> Any:
    """Give an area as an address of LibreOffice."""
    return struct(
        "table.CellRangeAddress",
        Sheet=sheet.index - 1,
        StartColumn=area.column - 1,
        StartRow=area.row - 1,
        EndColumn=area.last_column - 1,
        EndRow=area.last_row - 1,
    )
