"""Notes on cells; LibreOffice has no other kind of comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from buurtwijzer_excel.engines.addresses import Area
from buurtwijzer_excel.engines.calc.bridge import struct

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.calc.ranges import Range
    from buurtwijzer_excel.engines.calc.sheets import Sheet


class Note(base_classes.Note):
    """The note of a cell."""

    def __init__(self, sheet: Sheet, xl: Any) -> None:
        self.sheet = sheet
        self.xl = xl

    @property
    def api(self) -> Any:
        return self.xl

    @property
    def text(self) -> str:
        return str(self.xl.getString())

    @text.setter
    def text(self, value: str) -> None:
        self.xl.setString(value)

    @property
    def author(self) -> str:
        return str(self.xl.getAuthor())

    @property
    def location(self) -> Range:
        position = self.xl.getPosition()
        return self.sheet.range((position.Row + 1, position.Column + 1))

    def delete(self) -> None:
        at = self.xl.getPosition()
        notes = self.sheet.xl.getAnnotations()
        for number in range(notes.getCount()):
            position = notes.getByIndex(number).getPosition()
            if (position.Row, position.Column) == (at.Row, at.Column):
                notes.removeByIndex(number)
                return


def notes_of(sheet: Sheet) -> list[Note]:
    """Give the notes of a sheet."""
    notes = sheet.xl.getAnnotations()
    return [Note(sheet, notes.getByIndex(number)) for number in range(notes.getCount())]


def note_at(sheet: Sheet, area: Area) -> Note | None:
    """Give the note of the first cell of an area."""
    for note in notes_of(sheet):
        position = note.xl.getPosition()
        if (position.Row, position.Column) == (area.row - 1, area.column - 1):
            return note
    return None


def add_note(sheet: Sheet, area: Area, text: str) -> Note:
    """Give a cell a note."""
    at = struct("table.CellAddress", Sheet=sheet.index - 1, Column=area.column - 1, Row=area.row - 1)
    sheet.xl.getAnnotations().insertNew(at, text)
    note = note_at(sheet, area)
    if note is None:
        raise OSError("LibreOffice nam de notitie niet aan")
    return note
