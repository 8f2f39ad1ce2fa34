"""Where cells are: sizes of rows and columns, hidden ones, inserting, deleting, merging and copying."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from buurtwijzer_excel.engines.addresses import COLUMNS, ROWS, Area, between
from buurtwijzer_excel.engines.calc.bridge import enum
from buurtwijzer_excel.engines.calc.cells import Cells, area_of
from buurtwijzer_excel.engines.calc.units import from_characters, from_points, to_characters, to_points

if TYPE_CHECKING:
    from collections.abc import Callable

    from buurtwijzer_excel.engines.calc.ranges import Range

_ONE_BY_ONE = 4


class LaidOut(Cells):
    """The place of a range on its sheet."""

    @property
    def width(self) -> float:
        return 0.0 if self.is_empty else _total(self.xl.Size.Width, self.area.columns, self.xl.getColumns, "Width")

    @property
    def height(self) -> float:
        return 0.0 if self.is_empty else _total(self.xl.Size.Height, self.area.rows, self.xl.getRows, "Height")

    @property
    def left(self) -> float:
        before = self.area.column - 1
        if self.is_empty or not before:
            return 0.0
        columns = self.part(Area(self.area.row, 1, 1, before))
        return _total(columns.Size.Width, before, columns.getColumns, "Width")

    @property
    def top(self) -> float:
        before = self.area.row - 1
        if self.is_empty or not before:
            return 0.0
        rows = self.part(Area(1, self.area.column, before, 1))
        return _total(rows.Size.Height, before, rows.getRows, "Height")

    @property
    def row_height(self) -> float | None:
        """Give the height in points, 0 for rows that are hidden or filtered out; None when rows differ."""
        hidden = None if self.is_empty else self.row_hidden
        if hidden is None:
            return 0.0 if self.is_empty else None
        return 0.0 if hidden else _same(self.xl.getRows(), "Height", self.xl.Size.Height, to_points)

    @row_height.setter
    def row_height(self, value: float) -> None:
        for cells in self.lines:
            cells.getRows().Height = from_points(value)

    @property
    def column_width(self) -> float | None:
        """Give the width in characters, 0 for hidden columns; None when columns differ."""
        if self.is_empty:
            return 0.0
        columns = self.xl.getColumns()
        if self.area.columns == 1:
            return to_characters(columns.Width) if columns.IsVisible else 0.0
        hidden = self.column_hidden
        if hidden is None:
            return None
        return 0.0 if hidden else _same(columns, "Width", self.xl.Size.Width, to_characters)

    @column_width.setter
    def column_width(self, value: float) -> None:
        for cells in self.parts:
            cells.getColumns().Width = from_characters(value)

    @property
    def row_hidden(self) -> bool | None:
        shown = self._shown()
        if not shown:
            return not self.xl.getRows().IsVisible
        rows = {row for part in shown for row in range(part.row, part.last_row + 1)}
        return False if len(rows) == self.area.rows else None

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        for cells in self.lines:
            cells.getRows().IsVisible = not value

    @property
    def column_hidden(self) -> bool | None:
        shown = self._shown()
        if not shown:
            return not self.xl.getColumns().IsVisible
        columns = {column for part in shown for column in range(part.column, part.last_column + 1)}
        return False if len(columns) == self.area.columns else None

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        for cells in self.lines:
            cells.getColumns().IsVisible = not value

    def _shown(self) -> list[Area]:
        return [area_of(address) for address in self.xl.queryVisibleCells().getRangeAddresses()]

    def autofit(self, axis: str | None = None) -> None:
        for cells in self.lines:
            if axis in (None, "c", "columns"):
                cells.getColumns().OptimalWidth = True
            if axis in (None, "r", "rows"):
                cells.getRows().OptimalHeight = True

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Insert cells; whole rows and columns move as such, else a tall range moves what is there to the right."""
        tall = self.area.rows > self.area.columns
        mode = self._whole() or {"down": "DOWN", "right": "RIGHT", None: "RIGHT" if tall else "DOWN"}[shift]
        cells = self.lines[0]
        self.sheet.xl.insertCells(cells.getRangeAddress(), enum("sheet.CellInsertMode", mode))
        self._xl = None
        self.sheet.book.look_again()

    def delete(self, shift: str | None = None) -> None:
        tall = self.area.rows >= self.area.columns
        mode = self._whole() or {"up": "UP", "left": "LEFT", None: "LEFT" if tall else "UP"}[shift]
        cells = self.lines[0]
        self.sheet.xl.removeRange(cells.getRangeAddress(), enum("sheet.CellDeleteMode", mode))
        self._xl = None
        self.sheet.book.look_again()

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
        """Tell whether the cells are one merged cell or part of it; None when that holds for some of them."""
        cursor = self.sheet.xl.createCursorByRange(self.xl)
        cursor.collapseToMergedArea()
        if area_of(cursor.getRangeAddress()) == self.area and not self.xl.getIsMerged():
            return False
        merged = self._merged()
        return True if not merged.is_one_cell and between(merged, self.area) == merged else None

    @property
    def merge_area(self) -> Range:
        return self.sheet.range(self._merged().address())

    def _merged(self) -> Area:
        cursor = self.sheet.xl.createCursorByRange(self.xl.getCellByPosition(0, 0))
        cursor.collapseToMergedArea()
        return area_of(cursor.getRangeAddress())

    def merge(self, across: bool) -> None:
        self.unmerge()
        for cells in self.lines:
            address = cells.getRangeAddress()
            width = address.EndColumn - address.StartColumn
            height = address.EndRow - address.StartRow
            for first, last in [(row, row) for row in range(height + 1)] if across else [(0, height)]:
                cells.getCellRangeByPosition(0, first, width, last).merge(True)

    def unmerge(self) -> None:
        for cells in self.lines:
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


def _total(size: int, count: int, lines: Callable[[], Any], name: str) -> float:
    """Give the size of rows or columns together: LibreOffice rounds each of them."""
    if count == 1:
        return to_points(size)
    first = getattr(lines(), name)
    return to_points(first) * count if abs(first * count - size) <= count else to_points(size)
