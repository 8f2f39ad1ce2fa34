"""Lets the user undo a command in one step, though LibreOffice does not remember all of it by itself.

- It does not remember a block that is written, but does remember what is copied: so a block is copied to another sheet,
  written there and copied back.
- It keeps a hundred changes in a step and drops the first ones: so changes are put in steps inside the step.
- It makes a column when it is first used, and forgets how that column looked before: so a column is touched first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from buurtwijzer_excel.engines.addresses import COLUMNS
from buurtwijzer_excel.engines.calc.bridge import struct

PREFIX = "Buurtwijzer: "
"""How the titles of our steps begin."""
_SCRATCH = "Buurtwijzer schrijft"
_OURS = 0x42575A  # the colour that marks the sheet, also in a file that was saved meanwhile
_TOGETHER = 20  # a change here is at most a few for LibreOffice
_FURTHER = 40
_MOST = 80 * _TOGETHER


class UndoList:
    """The undo list of a document."""

    def __init__(self, document: Any) -> None:
        self._sheets = document.getSheets()
        self._manager = document.getUndoManager()
        self._records = False
        self._missed = False
        self._changes = 0
        self._reached: dict[int, int] = {}
        self._title = ""

    @property
    def records(self) -> bool:
        """Tell whether a step is being made."""
        return self._records

    @contextmanager
    def one_step(self, title: str) -> Iterator[None]:
        """Make everything inside one step in the list, with this title.

        What could not be remembered would be left standing by an undo of the rest. The list is emptied then, as Excel
        does after every macro.
        """
        if self._records:
            yield
            return
        self._records, self._missed, self._changes, self._title = True, False, 0, title
        self._reached.clear()
        self._manager.enterUndoContext(title)
        self._manager.enterUndoContext(title)
        try:
            yield
        finally:
            self._records = False
            self._manager.leaveUndoContext()
            self._manager.leaveUndoContext()
            if self._missed or self._changes > _MOST:
                self._manager.clear()

    def roll_back(self) -> bool:
        """Undo a step of ours that was never finished: the program that made it was ended. Tells whether there was one.

        The step itself stands in the list from its beginning, and is dropped at its end when nothing changed in it.
        """
        titles = self._manager.getAllUndoActionTitles()
        if self._records or not titles or not titles[0].startswith(PREFIX) or not self._close_steps():
            return False
        if len(self._manager.getAllUndoActionTitles()) == len(titles):
            self._manager.undo()
            self._manager.clearRedo()
        return True

    def _close_steps(self) -> bool:
        """Close every step that is still open; tells whether there was any."""
        found = False
        with suppress(Exception):  # there is no other way to ask whether one is open
            while True:
                self._manager.leaveUndoContext()
                found = True
        return found

    def remove_scratch(self) -> bool:
        """Take a sheet away on which a program of ours was writing when it was ended; tells whether there was one."""
        found = [name for name in self._sheets.getElementNames() if name.rstrip(".") == _SCRATCH]
        ours = [name for name in found if self._sheets.getByName(name).TabColor == _OURS]
        for name in ours:
            self._sheets.removeByName(name)
        return bool(ours)

    def count(self) -> None:
        """Count a change that is about to be made."""
        if self._records:
            self._changes += 1
            if self._changes % _TOGETHER == 0:
                self._manager.leaveUndoContext()
                self._manager.enterUndoContext(self._title)

    def reach(self, cells: Any) -> None:
        """Touch the last column of some cells, or one past it, before their looks change."""
        if not self._records:
            return
        address = cells.getRangeAddress()
        if self._reached.get(address.Sheet, -1) < address.EndColumn:
            last = min(address.EndColumn + _FURTHER, COLUMNS - 1)
            corner = cells.getSpreadsheet().getCellByPosition(last, address.StartRow)
            corner.CellBackColor = corner.CellBackColor
            self._reached[address.Sheet] = last

    @contextmanager
    def remembered(self, cells: Any, values: Sequence[Sequence[Any]]) -> Iterator[Any]:
        """Give the cells to write a block in: a copy of the cells when it must be possible to undo it.

        Args:
            cells: Where the block goes.
            values: What is written. A formula would come to refer to other cells on its way, and rules for formatting
                would be cut in pieces: neither is copied.
        """
        if not self._records:
            yield cells
            return
        sheet = cells.getSpreadsheet()
        if _has_formula(values) or sheet.ConditionalFormats.getConditionalFormats():
            self._missed = True
            yield cells
            return
        address = cells.getRangeAddress()
        place = self._sheets.getCount()
        name = self._free_name()
        self._sheets.insertNewByName(name, place)
        try:
            scratch = self._sheets.getByIndex(place)
            scratch.TabColor = _OURS
            scratch.copyRange(struct("table.CellAddress", Sheet=place), address)
            right, bottom = address.EndColumn - address.StartColumn, address.EndRow - address.StartRow
            copy = scratch.getCellRangeByPosition(0, 0, right, bottom)
            yield copy
            corner = struct("table.CellAddress", Sheet=address.Sheet, Column=address.StartColumn, Row=address.StartRow)
            sheet.copyRange(corner, copy.getRangeAddress())
        finally:
            self._sheets.removeByName(name)

    def _free_name(self) -> str:
        taken = {name.casefold() for name in self._sheets.getElementNames()}
        name = _SCRATCH
        while name.casefold() in taken:
            name += "."
        return name


def _has_formula(values: Sequence[Sequence[Any]]) -> bool:
    return any(isinstance(value, str) and value.startswith("=") for row in values for value in row)
