"""Defined names, of the workbook and of one sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from buurtwijzer_excel.engines.addresses import Area
from buurtwijzer_excel.engines.calc.bridge import struct
from buurtwijzer_excel.engines.calc.cells import area_of
from buurtwijzer_excel.engines.calc.formulas import parsed
from buurtwijzer_excel.engines.calc.marks import sheet_mark

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.calc.books import Book
    from buurtwijzer_excel.engines.calc.ranges import Range
    from buurtwijzer_excel.engines.calc.sheets import Sheet

_BUILT_IN = "_xlnm."
_CELL = r"(\$?[A-Z]{1,3}\$?\d+)"
_CELLS = re.compile(rf"\$?('(?:[^']|'')+'|[^.'$]+)\.{_CELL}(?::{_CELL})?$")
"""Cells of a sheet as LibreOffice writes them, the usual case; anything else is turned into Excel's words by it."""
_FIXED = re.compile(r"=('(?:[^']|'')+'|[A-Za-z]+)!(\$[A-Z]{1,3}\$\d+(?::\$[A-Z]{1,3}\$\d+)?)")


class Names(base_classes.Names):
    """The names of a workbook, those of its sheets included, or only those of one sheet."""

    def __init__(self, book: Book, sheet: Sheet | None = None) -> None:
        self.book = book
        self.sheet = sheet

    @property
    def api(self) -> Any:
        return (self.sheet or self.book).named_ranges

    def _all(self) -> Iterator[Name]:
        scopes = [self.sheet] if self.sheet else [None, *self.book.sheets]
        for scope in scopes:
            texts = (scope or self.book).named_ranges.getElementNames()
            found = [text for text in texts if not text.startswith(_BUILT_IN)]
            sheet_name = scope.name if scope and found else None
            yield from (Name(self.book, text, scope, sheet_name) for text in found)

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
        self.book.undo.count()
        ranges = (scope or self.book).named_ranges
        made = Name(self.book, text, scope)
        if ranges.hasByName(text):
            made.refers_to = refers_to
            return made
        fixed = _FIXED.fullmatch(refers_to)
        # as LibreOffice reads it, whatever the sheet is called: to change a name afterwards takes many calls
        ranges.addNewByName(text, _content(*fixed.groups()) if fixed else "", _corner(scope), 0)
        if not fixed:
            made.refers_to = refers_to
        return made


class Name(base_classes.Name):
    """A defined name."""

    def __init__(self, book: Book, text: str, sheet: Sheet | None, sheet_name: str | None = None) -> None:
        self.book = book
        self.text = text
        self.sheet = sheet
        self._sheet_name = sheet_name

    @property
    def _ranges(self) -> Any:
        return (self.sheet or self.book).named_ranges

    @property
    def api(self) -> Any:
        """Give the name in LibreOffice, which finds itself by its text: it holds for as long as its sheet does."""
        ranges, known = self._ranges, (self.sheet or self.book).known_names
        if self.text not in known:
            known[self.text] = ranges.getByName(self.text)
        return known[self.text]

    def delete(self) -> None:
        self.book.undo.count()
        (self.sheet or self.book).known_names.pop(self.text, None)
        self._ranges.removeByName(self.text)

    @property
    def name(self) -> str:
        if self.sheet is None:
            return self.text
        self._sheet_name = self._sheet_name or self.sheet.name
        return f"{sheet_mark(self._sheet_name)}!{self.text}"

    @name.setter
    def name(self, value: str) -> None:
        bare = value.rpartition("!")[2]
        self.api.setName(bare)
        (self.sheet or self.book).known_names.clear()
        self.text = bare

    @property
    def refers_to(self) -> str:
        name = self.api
        simple = _CELLS.match(name.getContent())
        if simple:
            sheet, first, last = simple.groups()
            bare = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
            return f"={sheet_mark(bare)}!{first}:{last}" if last else f"={sheet_mark(bare)}!{first}"
        return f"={self.book.parser.printFormula(name.getTokens(), _corner(self.sheet))}"

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.api.setTokens(parsed(self.book.parser, value, _corner(self.sheet)))

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
        for known in scope.named_ranges.getElementNames():
            if known.casefold() == text.rpartition("!")[2].casefold():
                cells = scope.named_ranges.getByName(known).getReferredCells()
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


def _content(sheet: str, cells: str) -> str:
    """Give fixed cells as LibreOffice names them: between quotes no sheet name can be anything else."""
    return f"${sheet}.{cells}" if sheet.startswith("'") else f"$'{sheet}'.{cells}"


def _corner(sheet: Sheet | None) -> Any:
    """Give the cell from which a name without fixed rows and columns counts."""
    return struct("table.CellAddress", Sheet=0 if sheet is None else sheet.index - 1)
