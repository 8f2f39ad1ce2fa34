"""Where cells are: sizes of rows and columns, hidden ones, inserting, deleting, merging and copying."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from buurtwijzer_excel.engines.calc.bridge import enum
from buurtwijzer_excel.engines.calc.cells import Cells, area_of
from buurtwijzer_excel.engines.calc.units import from_characters, from_points, to_characters, to_points
from buurtwijzer_excel.engines.memory.addresses import COLUMNS, ROWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from buurtwijzer_excel.engines.calc.ranges import Range

_ONE_BY_ONE = 16
_BORDER = 1  # LibreOffice counts a hair line before every cell but the first


class LaidOut(Cells):
    """The place of a range on its sheet."""

    @property
    def width(self) -> float:
        return 0.0 if self.is_empty else _total(self.xl.getColumns(), "Width", self.xl.Size.Width)

    @property
    def height(self) -> float:
        return 0.0 if self.is_empty else _total(self.xl.getRows(), "Height", self.xl.Size.Height)

    @property
    def left(self) -> float:
        return 0.0 if self.is_empty else to_points(max(0, self.xl.Position.X - _BORDER))

    @property
    def top(self) -> float:
        return 0.0 if self.is_empty else to_points(max(0, self.xl.Position.Y - _BORDER))

    @property
    def row_height(self) -> float | None:
        """Give the height in points, 0 for rows that are hidden or filtered out; None when rows differ."""
        if self.is_empty:
            return 0.0
        hidden = self.row_hidden
        return (
            None
            if hidden is None
            else 0.0
            if hidden
            else _same(self.xl.getRows(), "Height", self.xl.Size.Height, to_points)
        )

    @row_height.setter
    def row_height(self, value: float) -> None:
        for cells in self.parts:
            cells.getRows().Height = from_points(value)

    @property
    def column_width(self) -> float | None:
        if self.is_empty:
            return 0.0
        hidden = self.column_hidden
        return (
            None
            if hidden is None
            else 0.0
            if hidden
            else _same(self.xl.getColumns(), "Width", self.xl.Size.Width, to_characters)
        )

    @column_width.setter
    def column_width(self, value: float) -> None:
        for cells in self.parts:
            cells.getColumns().Width = from_characters(value)

    @property
    def row_hidden(self) -> bool | None:
        column = self.xl.getCellRangeByPosition(0, 0, 0, self.area.rows - 1)
        shown = sum(area_of(address).rows for address in column.queryVisibleCells().getRangeAddresses())
        if shown == 0 and not self.sheet.xl.getColumns().getByIndex(self.area.column - 1).IsVisible:
            return _all_or_none([not row.IsVisible for row in column.getRows()])
        return _all_or_none([shown == 0, shown < self.area.rows])

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        for cells in self.parts:
            cells.getRows().IsVisible = not value

    @property
    def column_hidden(self) -> bool | None:
        if self.area.columns > _ONE_BY_ONE:
            return False
        return _all_or_none([not column.IsVisible for column in self.xl.getColumns()])

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        for cells in self.parts:
            cells.getColumns().IsVisible = not value

    def autofit(self, axis: str | None = None) -> None:
        for cells in self.parts:
            if axis in (None, "c", "columns"):
                cells.getColumns().OptimalWidth = True
            if axis in (None, "r", "rows"):
                cells.getRows().OptimalHeight = True

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Insert cells; whole rows and columns move as such, else a tall range moves what is there to the right."""
        tall = self.area.rows > self.area.columns
        mode = self._whole() or {"down": "DOWN", "right": "RIGHT", None: "RIGHT" if tall else "DOWN"}[shift]
        self.sheet.xl.insertCells(self.xl.getRangeAddress(), enum("sheet.CellInsertMode", mode))
        self._xl = None

    def delete(self, shift: str | None = None) -> None:
        tall = self.area.rows >= self.area.columns
        mode = self._whole() or {"up": "UP", "left": "LEFT", None: "LEFT" if tall else "UP"}[shift]
        self.sheet.xl.removeRange(self.xl.getRangeAddress(), enum("sheet.CellDeleteMode", mode))
        self._xl = None

    def _whole(self) -> str | None:
        if self.area.columns == COLUMNS:
            return "ROWS"
        return "COLUMNS" if self.area.rows == ROWS else None

    def copy(self, destination: Any = None) -> None:
        """Copy to a range of the same workbook, or keep it for `paste`."""
        if destination is None:
            self.sheet.book.app.cut = self  # type: ignore[assignment] # a range is the only one that is laid out
        else:
            self.copy_to(destination.impl)

    def copy_to(self, target: LaidOut) -> None:
        """Copy cells with their looks to the corner of another range."""
        if target.document != self.document:
            raise NotImplementedError("kopiëren naar een andere werkmap")
        corner = target.xl.getCellByPosition(0, 0).getCellAddress()
        target.sheet.xl.copyRange(corner, self.xl.getRangeAddress())

    def paste(
        self, paste: str | None = None, operation: str | None = None, skip_blanks: bool = False, transpose: bool = False
    ) -> None:
        source = self.sheet.book.app.cut
        if source is None or operation or skip_blanks or transpose or paste not in (None, "all", "values"):
            raise NotImplementedError(paste)
        if paste == "values":
            rows, columns = source.shape
            row, column = self.area.row - 1, self.area.column - 1
            target = self.sheet.xl.getCellRangeByPosition(column, row, column + columns - 1, row + rows - 1)
            target.setDataArray(tuple(tuple(_plain(cell) for cell in line) for line in source.xl.getDataArray()))
        else:
            source.copy_to(self)

    @property
    def merge_cells(self) -> bool | None:
        cells = self.xl
        return (
            None if cells.getPropertyState("IsMerged").value == "AMBIGUOUS_VALUE" else bool(self._merged() != self.area)
        )

    @property
    def merge_area(self) -> Range:
        return self.sheet.range(self._merged().address())

    def _merged(self) -> Any:
        cursor = self.sheet.xl.createCursorByRange(self.xl.getCellByPosition(0, 0))
        cursor.collapseToMergedArea()
        return area_of(cursor.getRangeAddress())

    def merge(self, across: bool) -> None:
        self.unmerge()
        for cells in self.parts:
            address = cells.getRangeAddress()
            width = address.EndColumn - address.StartColumn
            height = address.EndRow - address.StartRow
            for first, last in [(row, row) for row in range(height + 1)] if across else [(0, height)]:
                cells.getCellRangeByPosition(0, first, width, last).merge(True)

    def unmerge(self) -> None:
        for cells in self.parts:
            cells.merge(False)

    def group(self, by: str) -> None:
        self.sheet.xl.group(self.xl.getRangeAddress(), enum("table.TableOrientation", _orientation(by)))

    def ungroup(self, by: str) -> None:
        self.sheet.xl.ungroup(self.xl.getRangeAddress(), enum("table.TableOrientation", _orientation(by)))

    def to_pdf(self, path: str, quality: str) -> None:
        self.sheet.book.to_pdf(path, quality, self.xl)


def _orientation(by: str) -> str:
    return "COLUMNS" if by.startswith("col") else "ROWS"


def _plain(cell: Any) -> Any:
    return "" if cell is None else cell


def _same(lines: Any, name: str, size: int, convert: Callable[[float], float]) -> float | None:
    """Give the size that rows or columns share; of very many only their sum is looked at."""
    count, first = lines.getCount(), getattr(lines, name)
    if abs(first * count - size) > count:
        return None
    if count <= _ONE_BY_ONE and any(getattr(lines.getByIndex(place), name) != first for place in range(1, count)):
        return None
    return convert(first)


def _total(lines: Any, name: str, size: int) -> float:
    """Give the size of rows or columns together: LibreOffice rounds each of them."""
    count, first = lines.getCount(), getattr(lines, name)
    return to_points(first) * count if abs(first * count - size) <= count else to_points(size)


def _all_or_none(claims: list[bool]) -> bool | None:
    return claims[0] if len(set(claims)) == 1 else None
