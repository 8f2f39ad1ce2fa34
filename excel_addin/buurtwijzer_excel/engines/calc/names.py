"""Defined names, of the workbook and of one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from buurtwijzer_excel.engines.calc.bridge import struct
from buurtwijzer_excel.engines.calc.cells import area_of
from buurtwijzer_excel.engines.memory.addresses import Area
from buurtwijzer_excel.workbook.ownership import quoted

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.calc.books import Book
    from buurtwijzer_excel.engines.calc.ranges import Range
    from buurtwijzer_excel.engines.calc.sheets import Sheet

_BUILT_IN = "_xlnm."


class Names(base_classes.Names):
    """The names of a workbook, those of its sheets included, or only those of one sheet."""

    def __init__(self, book: Book, sheet: Sheet | None = None) -> None:
        self.book = book
        self.sheet = sheet

    @property
    def api(self) -> Any:
        return (self.sheet or self.book).xl.NamedRanges

    def _all(self) -> Iterator[Name]:
        scopes = [self.sheet] if self.sheet else [None, *self.book.sheets]
        for scope in scopes:
            for text in (scope or self.book).xl.NamedRanges.getElementNames():
                if not text.startswith(_BUILT_IN):
                    yield Name(self.book, text, scope)

    def snapshot(self) -> list[tuple[str, Name]]:
        return [(name.name, name) for name in self._all()]

    def __call__(self, name_or_index: str | int) -> Name:
        if isinstance(name_or_index, int):
            return list(self._all())[name_or_index - 1]
        for text, name in self.snapshot():
            if name_or_index.casefold() in (text.casefold(), name.text.casefold()):
                return name
        raise KeyError(name_or_index)

    def contains(self, name_or_index: str | int) -> bool:
        try:
            self(name_or_index)
        except (KeyError, IndexError):
            return False
        return True

    def __len__(self) -> int:
        return sum(1 for _ in self._all())

    def add(self, name: str, refers_to: str) -> Name:
        """Add a name, or change what it refers to; one with a sheet in front belongs to that sheet."""
        scope, text = self.sheet, name
        if "!" in name:
            sheet, _, text = name.rpartition("!")
            scope = self.book.sheets(sheet.strip("'").replace("''", "'"))
        ranges = (scope or self.book).xl.NamedRanges
        if not ranges.hasByName(text):
            ranges.addNewByName(text, "", _corner(scope), 0)
        made = Name(self.book, text, scope)
        made.refers_to = refers_to
        return made


class Name(base_classes.Name):
    """A defined name."""

    def __init__(self, book: Book, text: str, sheet: Sheet | None) -> None:
        self.book = book
        self.text = text
        self.sheet = sheet

    @property
    def _ranges(self) -> Any:
        return (self.sheet or self.book).xl.NamedRanges

    @property
    def api(self) -> Any:
        return self._ranges.getByName(self.text)

    def delete(self) -> None:
        self._ranges.removeByName(self.text)

    @property
    def name(self) -> str:
        return self.text if self.sheet is None else f"{quoted(self.sheet.name)}!{self.text}"

    @name.setter
    def name(self, value: str) -> None:
        self.api.setName(value.rpartition("!")[2])
        self.text = value.rpartition("!")[2]

    @property
    def refers_to(self) -> str:
        return f"={self.book.parser.printFormula(self.api.getTokens(), _corner(self.sheet))}"

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        tokens = self.book.parser.parseFormula(value.removeprefix("="), _corner(self.sheet))
        self.api.setTokens(tokens)

    @property
    def refers_to_range(self) -> Range:
        cells = self.api.getReferredCells()
        if cells is None:
            raise ValueError(f"de naam {self.text} verwijst niet naar cellen")
        address = cells.getRangeAddress()
        return self.book.sheet_at(address.Sheet).range(area_of(address).address())


def find_name(sheet: Sheet, text: str) -> Area | None:
    """Give the cells on a sheet that a name stands for: first the sheet's own, then the workbook's."""
    for scope in (sheet, sheet.book):
        for known in scope.xl.NamedRanges.getElementNames():
            if known.casefold() == text.rpartition("!")[2].casefold():
                cells = scope.xl.NamedRanges.getByName(known).getReferredCells()
                address = cells.getRangeAddress() if cells else None
                if address is not None and address.Sheet == sheet.index - 1:
                    return area_of(address)
    return None


def name_of(cells: Range) -> Name | None:
    """Give the name that stands for exactly these cells."""
    for _, name in cells.sheet.book.names.snapshot():
        referred = name.api.getReferredCells()
        if referred is not None:
            address = referred.getRangeAddress()
            if address.Sheet == cells.sheet.index - 1 and area_of(address) == cells.area:
                return name
    return None


def _corner(sheet: Sheet | None) -> Any:
    """Give the cell from which a name without fixed rows and columns counts."""
    return struct("table.CellAddress", Sheet=0 if sheet is None else sheet.index - 1)
