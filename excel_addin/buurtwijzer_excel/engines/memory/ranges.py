"""``Range`` of the memory engine: cells of one sheet, read and written in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from xlwings import XlwingsError, base_classes

from buurtwijzer_excel.engines.addresses import COLUMNS, ROWS, Area, between, parse_reference
from buurtwijzer_excel.engines.memory.model import STANDARD_WIDTH, Formula, cells_of
from buurtwijzer_excel.engines.memory.moves import current_region, end, visible_areas
from buurtwijzer_excel.engines.memory.parts import Font, Note
from buurtwijzer_excel.workbook.ownership import quoted

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.memory.sheets import Name, Sheet, Table

_STANDARD_HEIGHT = 15.0


class Range(base_classes.Range):
    """One or more areas of a sheet; what Excel does with the first area only, this does with the first area only."""

    def __init__(self, sheet: Sheet, areas: tuple[Area, ...]) -> None:
        self.sheet = sheet
        self.areas = areas
        self.options: dict[str, Any] = {}

    @property
    def area(self) -> Area:
        """Give the first area."""
        return self.areas[0]

    @property
    def api(self) -> Range:
        """Give the range itself: there is nothing beneath it."""
        return self

    @property
    def coords(self) -> tuple[int, int, int, int]:
        """Give row, column, number of rows and of columns."""
        return self.row, self.column, *self.shape

    @property
    def row(self) -> int:
        """Give the first row, from 1."""
        return self.area.row

    @property
    def column(self) -> int:
        """Give the first column, from 1."""
        return self.area.column

    @property
    def shape(self) -> tuple[int, int]:
        """Give the number of rows and columns."""
        return self.area.rows, self.area.columns

    def __len__(self) -> int:
        return self.area.rows * self.area.columns

    def __call__(self, arg1: int, arg2: int | None = None) -> Range:
        """Give a cell by its number or by row and column within the range, from 1."""
        if arg2 is None:
            row, column = divmod(arg1 - 1, self.area.columns)
            return self._cell(row, column)
        return self._cell(arg1 - 1, arg2 - 1)

    def _cell(self, row: int, column: int) -> Range:
        return Range(self.sheet, (Area(self.row + row, self.column + column, 1, 1),))

    @property
    def address(self) -> str:
        """Give the address of all areas."""
        return ",".join(area.address() for area in self.areas)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        """Give the address; external with workbook and sheet before it."""
        address = ",".join(area.address(row_absolute, col_absolute) for area in self.areas)
        if not external:
            return address
        return f"'[{self.sheet.book.name}]{self.sheet.name.replace(chr(39), chr(39) * 2)}'!{address}"

    # --- values -----------------------------------------------------------------------------------------------------

    @property
    def max_cells_per_read(self) -> None:
        """Say that any number of cells is read in one call."""
        return

    @property
    def max_cells_per_write(self) -> None:
        """Say that any number of cells is written in one call."""
        return

    @property
    def raw_value(self) -> Any:
        """Give the values, row by row; of a single cell the value itself."""
        self._count("lezen")
        values = self.sheet.model.read(self._inside())
        return values[0][0] if self.area.is_one_cell else values

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self._may_write("schrijven")
        if not isinstance(value, (list, tuple)):
            value = [[value] * self.area.columns] * self.area.rows
        elif value and not isinstance(value[0], (list, tuple)):
            value = [value]
        self.sheet.model.write(self.area, value)

    @property
    def formula(self) -> Any:
        """Give formulas as text and other cells as their value."""
        self._count("lezen")
        cells = self.sheet.model.cellen

        def text(row: int, column: int) -> Any:
            cell = cells.get((row, column), "")
            return cell.tekst if isinstance(cell, Formula) else cell

        inside = self._inside()
        columns = range(inside.column, inside.last_column + 1)
        rows = tuple(tuple(text(row, c) for c in columns) for row in range(inside.row, inside.last_row + 1))
        return rows[0][0] if self.area.is_one_cell else rows

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    @property
    def has_array(self) -> bool:
        """Say that there are no array formulas here."""
        return False

    def clear_contents(self) -> None:
        """Empty the cells, formats stay."""
        self._may_write("wissen")
        for area in self.areas:
            for cell in [cell for cell in self.sheet.model.cellen if _holds(area, cell)]:
                del self.sheet.model.cellen[cell]

    def clear_formats(self) -> None:
        """Take the formats away, values stay."""
        self._may_write("opmaken")
        for area in self.areas:
            self.sheet.model.clear_formats(self._clip(area))

    def clear(self) -> None:
        """Empty the cells and take their formats away."""
        self.clear_contents()
        self.clear_formats()

    # --- formats ----------------------------------------------------------------------------------------------------

    @property
    def number_format(self) -> str | None:
        """Give the number format in English codes; None when cells differ."""
        found: str | None = self.shared_format("number_format")
        return found

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.give_format("number_format", value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """Give the fill; None without one, and black where cells differ, as Excel does."""
        found: tuple[int, int, int] | None = self.shared_format("color")
        return found if found is not None or self._has_one_fill() else (0, 0, 0)

    @color.setter
    def color(self, value: Any) -> None:
        if isinstance(value, str):
            value = bytes.fromhex(value.removeprefix("#"))
        elif isinstance(value, int):
            value = value.to_bytes(3, "little")  # Excel counts blue highest
        self.give_format("color", None if value is None else tuple(value))

    @property
    def wrap_text(self) -> bool | None:
        """Tell whether text is wrapped; None when cells differ."""
        found: bool | None = self.shared_format("wrap_text")
        return found

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.give_format("wrap_text", value)

    @property
    def horizontal_alignment(self) -> str | None:
        """Give where text stands in a wide column, e.g. ``center``; None when cells differ."""
        found: str | None = self.shared_format("horizontal_alignment")
        return found

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        self.give_format("horizontal_alignment", value)

    @property
    def vertical_alignment(self) -> str | None:
        """Give where text stands in a high row, e.g. ``top``; None when cells differ."""
        found: str | None = self.shared_format("vertical_alignment")
        return found

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self.give_format("vertical_alignment", value)

    @property
    def font(self) -> Font:
        """Give the font."""
        return Font(self)

    @property
    def column_width(self) -> float | None:
        """Give the width in characters; None when columns differ."""
        own = self.sheet.model.breedtes
        found = {own.get(c, STANDARD_WIDTH) for c in range(self.column, self.area.last_column + 1)}
        return found.pop() if len(found) == 1 else None

    @column_width.setter
    def column_width(self, value: float) -> None:
        self._may_write("opmaken")
        for column in range(self.column, self.area.last_column + 1):
            self.sheet.model.breedtes[column] = value
            if value == STANDARD_WIDTH:
                del self.sheet.model.breedtes[column]

    @property
    def row_height(self) -> float | None:
        """Give the height in points; None when rows differ."""
        own, hidden = self.sheet.model.hoogtes, self.sheet.model.verborgen
        rows = range(self.row, self.area.last_row + 1)
        found = {0.0 if row in hidden else own.get(row, _STANDARD_HEIGHT) for row in rows}
        return found.pop() if len(found) == 1 else None

    @row_height.setter
    def row_height(self, value: float) -> None:
        self._may_write("opmaken")
        for row in range(self.row, self.area.last_row + 1):
            self.sheet.model.hoogtes[row] = value

    @property
    def row_hidden(self) -> bool | None:
        """Tell whether the rows are hidden, also by a filter; None when some are."""
        rows = range(self.row, self.area.last_row + 1)
        found = {row in self.sheet.model.verborgen for row in rows}
        return found.pop() if len(found) == 1 else None

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        rows = range(self.row, self.area.last_row + 1)
        (self.sheet.model.verborgen.update if value else self.sheet.model.verborgen.difference_update)(rows)

    def autofit(self, axis: str | None = None) -> None:
        """Leave widths as they are."""
        self._may_write("opmaken")

    # --- other cells ------------------------------------------------------------------------------------------------

    def end(self, direction: Literal["up", "down", "left", "right"]) -> Range:
        """Give the last cell of a block, as Ctrl and an arrow do."""
        row, column = end(self.sheet.model, self.row, self.column, direction)
        return Range(self.sheet, (Area(row, column, 1, 1),))

    @property
    def current_region(self) -> Range:
        """Give the filled block around the first cell."""
        return Range(self.sheet, (current_region(self.sheet.model, self.area),))

    def get_special_cells(self, cell_type: str, value_type: str | None) -> list[Range]:
        """Give the visible parts of all areas; nothing else is known here."""
        if cell_type != "visible" or value_type is not None:
            raise NotImplementedError
        return [Range(self.sheet, (a,)) for area in self.areas for a in visible_areas(self.sheet.model, area)]

    def select(self) -> None:
        """Select the cells."""
        self.sheet.activate()
        self.sheet.book.model.selectie = self.areas

    def copy(self, destination: Any = None) -> None:
        """Copy values and formats to another place."""
        if destination is None:
            return
        target: Range = destination.impl
        target._may_write("schrijven")
        source, own = self.sheet.model, self.area
        area = Area(target.row, target.column, own.rows, own.columns)
        cells = [
            [source.cellen.get((own.row + r, own.column + c)) for c in range(own.columns)] for r in range(own.rows)
        ]
        target.sheet.model.write(area, cells)

    # --- what lies on the cells -------------------------------------------------------------------------------------

    @property
    def merge_cells(self) -> bool | None:
        """Tell whether the cells are merged; None when some are."""
        meeting = [area for area in self.sheet.model.samengevoegd if area.meets(self.area)]
        if not meeting:
            return False
        return True if any(between(area, self.area) == area for area in meeting) else None

    @property
    def merge_area(self) -> Range:
        """Give the merged area around the first cell, else the cell."""
        cell = Area(self.row, self.column, 1, 1)
        found = next((area for area in self.sheet.model.samengevoegd if area.meets(cell)), cell)
        return Range(self.sheet, (found,))

    def merge(self, across: bool) -> None:
        """Merge the cells."""
        self._may_write("opmaken")
        rows = range(self.row, self.area.last_row + 1)
        parts = [Area(row, self.column, 1, self.area.columns) for row in rows] if across else [self.area]
        self.sheet.model.samengevoegd += parts

    def unmerge(self) -> None:
        """Undo merging."""
        self._may_write("opmaken")
        self.sheet.model.samengevoegd = [a for a in self.sheet.model.samengevoegd if not a.meets(self.area)]

    @property
    def table(self) -> Table | None:
        """Give the table around the first cell."""
        cell = Area(self.row, self.column, 1, 1)
        return next((table for table in self.sheet.tables if table.model.gebied.meets(cell)), None)

    @property
    def name(self) -> Name | None:
        """Give the first name that refers to exactly these cells."""
        wanted = (self.sheet.name, self.area)
        return next((name for name in self.sheet.book.names if parse_reference(name.refers_to) == wanted), None)

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.book.names.add(value, f"={quoted(self.sheet.name)}!{self.address}")

    @property
    def note(self) -> Note | None:
        """Give the note on the first cell."""
        return Note(self) if (self.row, self.column) in self.sheet.model.notities else None

    def add_note(self, text: str) -> Note:
        """Put a note on the first cell."""
        self._may_write("opmaken")
        self.sheet.model.notities[self.row, self.column] = text
        return Note(self)

    # --- inside -----------------------------------------------------------------------------------------------------

    def _inside(self) -> Area:
        return self._clip(self.area)

    def _clip(self, area: Area) -> Area:
        """Cut whole rows and columns off where the sheet is empty, so that they cost nothing."""
        if area.rows != ROWS and area.columns != COLUMNS:
            return area
        used = self.sheet.model.used()
        rows = min(area.rows, max(1, used.last_row - area.row + 1)) if area.rows == ROWS else area.rows
        columns = min(area.columns, max(1, used.last_column - area.column + 1))
        return Area(area.row, area.column, rows, columns if area.columns == COLUMNS else area.columns)

    def _has_one_fill(self) -> bool:
        own = self.sheet.model.opmaak.get("color", {})
        return not own or not any(cell in own for cell in cells_of(self._clip(self.area)))

    def shared_format(self, kind: str) -> Any:
        """Give a format by the name it has in the model; None when cells differ."""
        return self.sheet.model.formats(kind, self._clip(self.area))

    def give_format(self, kind: str, value: Any) -> None:
        """Give all cells a format by the name it has in the model."""
        self._may_write("opmaken")
        for area in self.areas:
            self.sheet.model.set_format(kind, self._clip(area), value)

    def _count(self, what: str) -> None:
        self.sheet.book.app.model.aantal[what] += 1

    def _may_write(self, what: str) -> None:
        self._count(what)
        if self.sheet.model.beveiligd:
            raise XlwingsError("het blad is beveiligd")


def _holds(area: Area, cell: tuple[int, int]) -> bool:
    return area.row <= cell[0] <= area.last_row and area.column <= cell[1] <= area.last_column
