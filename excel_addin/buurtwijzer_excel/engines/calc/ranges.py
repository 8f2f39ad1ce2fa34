"""A range: its address, its values and formulas, and the way from one range to another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from buurtwijzer_excel.engines.addresses import COLUMNS, ROWS, Area
from buurtwijzer_excel.engines.calc.cells import (
    CONTENTS,
    DATES,
    EVERYTHING,
    FORMATS,
    FORMULAS,
    NUMBERS,
    TEXTS,
    area_of,
)
from buurtwijzer_excel.engines.calc.formulas import parsed, put_formulas, read_formulas
from buurtwijzer_excel.engines.calc.layout import LaidOut
from buurtwijzer_excel.engines.calc.looks import Looking
from buurtwijzer_excel.engines.calc.names import Name, name_of
from buurtwijzer_excel.engines.calc.notes import Note, add_note, note_at
from buurtwijzer_excel.engines.calc.tables import Table, table_at
from buurtwijzer_excel.engines.calc.values import read_block, write_block
from buurtwijzer_excel.workbook.ownership import quoted

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.calc.books import Book

_BLOCK = 5_000_000
_DIRECTIONS = {"d": "down", "u": "up", "l": "left", "r": "right"}
_CONSTANTS = {None: NUMBERS | DATES | TEXTS, "numbers": NUMBERS | DATES, "text": TEXTS}
_RESULTS = {None: 7, "numbers": 1, "text": 2, "errors": 4}


class Range(Looking, LaidOut, base_classes.Range):
    """Cells of a sheet."""

    options: dict[str, Any]

    @property
    def api(self) -> Any:
        return self.xl

    @property
    def coords(self) -> tuple[Any, int, int, int, int]:
        area = self.area
        return self.sheet.xl, area.row, area.column, area.rows, area.columns

    def __len__(self) -> int:
        return sum(area.rows * area.columns for area in self.areas)

    @property
    def row(self) -> int:
        return self.area.row

    @property
    def column(self) -> int:
        return self.area.column

    @property
    def shape(self) -> tuple[int, int]:
        return self.area.rows, self.area.columns

    @property
    def max_cells_per_read(self) -> int:
        return _BLOCK

    @property
    def max_cells_per_write(self) -> int:
        return _BLOCK

    @property
    def raw_value(self) -> Any:
        if self.is_empty:
            return None
        rows = read_block(self.xl, self.document, self.sheet.book.formats)
        return rows[0][0] if self.area.is_one_cell else rows

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        self._write(data)

    def _write(self, data: Any) -> None:
        book = self.sheet.book
        for area, cells in zip(self.areas, self.parts, strict=False):
            values = data if _is_block(data) else [[data] * area.columns] * area.rows
            with book.undo.remembered(cells, values) as place:
                write_block(place, book.xl, book.formats, values, partial(put_formulas, book.parser))

    @property
    def formula(self) -> Any:
        if self.is_empty:
            return None
        rows = read_formulas(self.xl, self.sheet.book)
        return rows[0][0] if self.area.is_one_cell else rows

    @formula.setter
    def formula(self, value: Any) -> None:
        if isinstance(value, str) and value.startswith("=") and not self.area.is_one_cell:
            self._fill(value)
        else:
            self._write(value)

    formula2 = formula

    def _fill(self, formula: str) -> None:
        """Put one formula in every cell, relative to it, as Excel does."""
        parser = self.sheet.book.parser
        for cells in self.parts:
            tokens = parsed(parser, formula, cells.getCellByPosition(0, 0).getCellAddress())
            address = cells.getRangeAddress()
            for row in range(address.EndRow - address.StartRow + 1):
                for column in range(address.EndColumn - address.StartColumn + 1):
                    cells.getCellByPosition(column, row).setTokens(tokens)

    @property
    def formula_array(self) -> str | None:
        found = "" if self.is_empty else str(self.xl.getArrayFormula())
        if not found:
            return None
        parser = self.sheet.book.parser
        corner = self.xl.getCellByPosition(0, 0).getCellAddress()
        return f"={parser.printFormula(self.xl.getArrayTokens(), corner)}"

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        corner = self.xl.getCellByPosition(0, 0).getCellAddress()
        self.xl.setArrayTokens(parsed(self.sheet.book.parser, value, corner))

    @property
    def has_array(self) -> bool:
        return not self.is_empty and bool(self.xl.getCellByPosition(0, 0).getArrayFormula())

    def clear_contents(self) -> None:
        for cells in self.parts:
            cells.clearContents(CONTENTS)

    def clear_formats(self) -> None:
        for cells in self.parts:
            cells.clearContents(FORMATS)

    def clear(self) -> None:
        for cells in self.parts:
            cells.clearContents(EVERYTHING)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        address = ",".join(area.address(row_absolute, col_absolute) for area in self.areas)
        if not external:
            return address
        book, sheet = self.sheet.book.name, self.sheet.name
        return f"'[{book}]{sheet}'!{address}".replace("''", "'")

    @property
    def address(self) -> str:
        if self.is_empty:
            corner = Area(self.row, self.column, 1, 1).address()
            return f"{corner}{{{self.area.rows}x{self.area.columns}}}"
        return ",".join(area.address() for area in self.areas)

    def __call__(self, *position: int) -> Range:
        row, column = position if len(position) == 2 else self._nth(position[0])
        if row + self.row < 2 or column + self.column < 2:
            raise IndexError("voor de eerste rij of kolom van het blad")
        return Range(self.sheet, (Area(self.row + row - 1, self.column + column - 1, 1, 1),))

    def _nth(self, number: int) -> tuple[int, int]:
        row, column = divmod(number - 1, self.area.columns)
        return row + 1, column + 1

    @property
    def rows(self) -> Range:
        return self

    @property
    def columns(self) -> Range:
        return self

    def end(self, direction: str) -> Range:
        """Go to the edge of the filled cells, as Ctrl and an arrow do."""
        way = _DIRECTIONS.get(direction, direction)
        row, column = self.row, self.column
        used = self.sheet.used_range.area
        bottom, right = max(used.last_row, row), max(used.last_column, column)
        line = {
            "down": Area(row, column, bottom - row + 1, 1),
            "up": Area(1, column, row, 1),
            "right": Area(row, column, 1, right - column + 1),
            "left": Area(row, 1, 1, column),
        }[way]
        filled = [cell != "" for cells in self.part(line).getDataArray() for cell in cells]
        if way in ("up", "left"):
            filled.reverse()
        steps = _steps_to_edge(filled)
        if steps is None:
            steps = {"down": ROWS - row, "up": row - 1, "right": COLUMNS - column, "left": column - 1}[way]
        down, across = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}[way]
        return Range(self.sheet, (Area(row + down * steps, column + across * steps, 1, 1),))

    @property
    def current_region(self) -> Range:
        cursor = self.sheet.xl.createCursorByRange(self.xl)
        cursor.collapseToCurrentRegion()
        return Range(self.sheet, (area_of(cursor.getRangeAddress()),))

    def get_special_cells(self, cell_type: str, value_type: str | None) -> list[Range]:
        """Give the areas with cells of a kind: visible, blanks, constants or formulas."""
        found: list[Range] = []
        for cells in self.seen:
            match cell_type:
                case "visible":
                    group = cells.queryVisibleCells()
                case "blanks":
                    group = cells.queryEmptyCells()
                case "constants" if value_type in _CONSTANTS:
                    group = cells.queryContentCells(_CONSTANTS[value_type])
                case "formulas" if value_type in _RESULTS:
                    wanted = _RESULTS[value_type]
                    group = cells.queryFormulaCells(wanted) if value_type else cells.queryContentCells(FORMULAS)
                case _:
                    raise NotImplementedError(f"{cell_type}, {value_type}")
            found += [Range(self.sheet, (area_of(address),)) for address in group.getRangeAddresses()]
        return found

    def select(self) -> None:
        group = self.document.createInstance("com.sun.star.sheet.SheetCellRanges")
        group.addRangeAddresses(tuple(part.getRangeAddress() for part in self.seen), False)
        self.sheet.show()
        self.sheet.book.controller.select(group if len(self.areas) > 1 else self.xl)

    @property
    def name(self) -> Name | None:
        return None if self.is_empty else name_of(self)

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.book.names.add(value, f"={quoted(self.sheet.name)}!{self.address}")

    @property
    def table(self) -> Table | None:
        return table_at(self.sheet, self.area)

    @property
    def note(self) -> Note | None:
        return note_at(self.sheet, self.area)

    def add_note(self, text: str) -> Note:
        return add_note(self.sheet, self.area, text)


def range_of(book: Book, selected: Any) -> Range | None:
    """Give what is selected as a range; None when it is something else than cells."""
    if selected.supportsService("com.sun.star.sheet.SheetCellRanges"):
        addresses: Sequence[Any] = selected.getRangeAddresses()
    elif selected.supportsService("com.sun.star.sheet.SheetCellRange"):
        addresses = (selected.getRangeAddress(),)
    else:
        return None
    return Range(book.sheet_at(addresses[0].Sheet), tuple(map(area_of, addresses))) if addresses else None


def _is_block(data: Any) -> bool:
    return isinstance(data, list | tuple)


def _steps_to_edge(filled: Sequence[bool]) -> int | None:
    """Give how far Ctrl and an arrow go over cells, the first one where it starts; None to the edge of the sheet."""
    if len(filled) > 1 and filled[0] and filled[1]:
        return next((step - 1 for step in range(1, len(filled)) if not filled[step]), len(filled) - 1)
    return next((step for step in range(1, len(filled)) if filled[step]), None)
