"""Sheets of a workbook, with their panes and the area that is printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from buurtwijzer_excel.engines.addresses import COLUMNS, ROWS, Area, between, parse_areas
from buurtwijzer_excel.engines.calc.cells import area_of
from buurtwijzer_excel.engines.calc.charts import Charts
from buurtwijzer_excel.engines.calc.dressing import CalcDressing
from buurtwijzer_excel.engines.calc.names import Names, find_name
from buurtwijzer_excel.engines.calc.notes import Note, notes_of
from buurtwijzer_excel.engines.calc.ranges import Range
from buurtwijzer_excel.engines.calc.shapes import Pictures, Shapes
from buurtwijzer_excel.engines.calc.tables import Tables, find_table

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.calc.books import Book

Corner = Range | tuple[int, ...] | str | int


class Sheets(base_classes.Sheets):
    """The sheets of a workbook, in order."""

    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def xl(self) -> Any:
        return self.book.all_sheets

    @property
    def api(self) -> Any:
        return self.xl

    @property
    def active(self) -> Sheet:
        return self(self.book.controller.getActiveSheet().getName())

    def __call__(self, name_or_index: str | int) -> Sheet:
        if isinstance(name_or_index, int):
            return self.book.sheet_at(name_or_index - 1)
        sheets = self.book.sheet_list
        for place, name in enumerate(self.xl.getElementNames()):
            if name.casefold() == name_or_index.casefold():
                return sheets[place]
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return int(self.xl.getCount())

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self.book.sheet_list.copy())

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        place = before.index - 1 if before else after.index if after else self.active.index - 1
        wanted = name or self._free_name()
        self.book.change_sheets()
        self.xl.insertNewByName(wanted, place)
        self.book.look_again()
        sheet = self.book.sheet_at(place)
        sheet.show()
        return sheet

    def _free_name(self) -> str:
        taken = {name.casefold() for name in self.xl.getElementNames()}
        return next(
            name
            for name in (f"Sheet{number}" for number in range(len(taken) + 1, 2 * len(taken) + 2))
            if name.casefold() not in taken
        )


class Sheet(base_classes.Sheet):
    """A sheet."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._xl: Any = None
        self._named_ranges: Any = None
        self.known_as = ""
        self.known_names: dict[str, Any] = {}

    def renew(self, name: str, index: int) -> None:
        """Take another object in LibreOffice for the same sheet when the one it has no longer knows all its cells.

        A new one costs as much as ten questions, and its names have to be new then too.
        """
        if name != self.known_as or not _is_whole(self._xl, index):
            self.known_as, self._xl = name, self.book.all_sheets.getByIndex(index)
            self._named_ranges, self.known_names = None, {}

    @property
    def xl(self) -> Any:
        """Give the sheet in LibreOffice."""
        if not self.book.has_looked:
            self.book.look()
        return self._xl

    @property
    def book(self) -> Book:
        return self._book

    @property
    def api(self) -> Any:
        return self.xl

    @property
    def name(self) -> str:
        xl = self.xl
        return self.known_as if self.book.undo.records else str(xl.getName())

    @name.setter
    def name(self, value: str) -> None:
        self.book.change_sheets()
        self.xl.setName(value)
        self.known_as = value

    @property
    def named_ranges(self) -> Any:
        """Give the defined names of its own in LibreOffice."""
        xl = self.xl
        if self._named_ranges is None:
            self._named_ranges = xl.NamedRanges
        return self._named_ranges

    @property
    def index(self) -> int:
        return int(self.xl.getRangeAddress().Sheet) + 1

    @property
    def names(self) -> Names:
        return Names(self.book, self)

    @property
    def notes(self) -> list[Note]:
        return notes_of(self)

    @property
    def tables(self) -> Tables:
        return Tables(self)

    @property
    def dressing(self) -> CalcDressing:
        """Give what dresses it."""
        return CalcDressing(self)

    @property
    def charts(self) -> Charts:
        return Charts(self)

    @property
    def shapes(self) -> Shapes:
        return Shapes(self)

    @property
    def pictures(self) -> Pictures:
        return Pictures(self)

    @property
    def freeze_panes(self) -> FreezePanes:
        return FreezePanes(self)

    @property
    def page_setup(self) -> PageSetup:
        return PageSetup(self)

    def range(self, arg1: Corner, arg2: Corner | None = None) -> Range:
        if isinstance(arg1, int) and isinstance(arg2, int):
            arg1, arg2 = (arg1, arg2), None
        if isinstance(arg1, tuple) and len(arg1) == 4:
            return Range(self, (Area(*arg1),))
        first = self._areas(arg1)
        if arg2 is None:
            return Range(self, first)
        return Range(self, (between(first[0], self._areas(arg2)[0]),))

    def _areas(self, corner: Corner) -> tuple[Area, ...]:
        if isinstance(corner, Range):
            return corner.areas
        if isinstance(corner, tuple):
            if 0 in corner:
                raise IndexError("Attempted to access 0-based Range. xlwings/Excel Ranges are 1-based.")
            return (Area(corner[0], corner[1], 1, 1),)
        try:
            return parse_areas(str(corner))
        except ValueError:
            found = find_name(self, str(corner)) or find_table(self, str(corner))
            if found is None:
                raise KeyError(corner) from None
            return (found,)

    @property
    def cells(self) -> Range:
        return Range(self, (Area(1, 1, ROWS, COLUMNS),))

    @property
    def used_range(self) -> Range:
        cursor = self.xl.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return Range(self, (area_of(cursor.getRangeAddress()),))

    def show(self) -> None:
        """Put it in front in its own window."""
        self.book.controller.setActiveSheet(self.xl)

    def activate(self) -> None:
        self.show()

    def select(self) -> None:
        self.show()

    def clear_contents(self) -> None:
        self.cells.clear_contents()

    def clear_formats(self) -> None:
        self.cells.clear_formats()

    def clear(self) -> None:
        self.cells.clear()

    def autofit(self, axis: str | None = None) -> None:
        self.used_range.autofit(axis)

    def delete(self) -> None:
        self.book.change_sheets()
        self.book.all_sheets.removeByName(self.name)
        self.book.look_again()

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        beside = before or after
        if beside is None:
            raise ValueError("geef een blad ervoor of erna")
        target, place = beside.book, beside.index - 1 if before else beside.index
        target.change_sheets()
        names = {name.casefold() for name in target.sheets.xl.getElementNames()}
        wanted = self.name
        number = 2
        while wanted.casefold() in names:
            wanted = f"{self.name} ({number})"
            number += 1
        if target.xl == self.book.xl:
            target.sheets.xl.copyByName(self.name, wanted, place)
        else:
            target.sheets.xl.importSheet(self.book.xl, self.name, place)
            target.sheet_at(place).name = wanted
        target.sheet_at(place).show()

    def move(self, before: Sheet | None, after: Sheet | None) -> None:
        beside = before or after
        if beside is None:
            raise ValueError("geef een blad ervoor of erna")
        self.book.change_sheets()
        self.book.sheets.xl.moveByName(self.name, beside.index - 1 if before else beside.index)

    @property
    def visible(self) -> bool:
        return bool(self.xl.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.book.change_sheets()
        self.xl.IsVisible = value

    @property
    def show_gridlines(self) -> bool:
        return bool(self._view().ShowGrid)

    @show_gridlines.setter
    def show_gridlines(self, value: bool) -> None:
        self._view().ShowGrid = value

    def _view(self) -> Any:
        self.show()
        return self.book.controller


def _is_whole(xl: Any, index: int) -> bool:
    if xl is None:
        return False
    address = xl.getRangeAddress()
    corners = (address.StartColumn, address.StartRow, address.EndColumn + 1, address.EndRow + 1)
    return (address.Sheet, corners) == (index, (0, 0, COLUMNS, ROWS))


class FreezePanes:
    """Rows and columns that stay in sight."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def freeze_at(self, frozen_range: str) -> None:
        """Keep the rows and columns of an address in sight, from the top and the left of the sheet."""
        (area,) = parse_areas(frozen_range)
        columns = 0 if area.columns == COLUMNS else area.last_column
        rows = 0 if area.rows == ROWS else area.last_row
        self._at(columns, rows)

    def unfreeze(self) -> None:
        """Let all rows and columns move again."""
        self._at(0, 0)

    def _at(self, columns: int, rows: int) -> None:
        before = self._sheet.book.sheets.active
        self._sheet.show()
        self._sheet.book.controller.freezeAtPosition(columns, rows)
        before.show()


class PageSetup(base_classes.PageSetup):
    """How a sheet is printed."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def api(self) -> Any:
        return self._sheet.xl

    @property
    def print_area(self) -> str | None:
        areas = self._sheet.xl.getPrintAreas()
        return ",".join(area_of(area).address() for area in areas) or None

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        areas = () if value is None else self._sheet.range(value).seen
        self._sheet.xl.setPrintAreas(tuple(part.getRangeAddress() for part in areas))
