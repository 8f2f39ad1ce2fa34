"""How cells look: colour, font, number format, alignment, links."""

from __future__ import annotations

from typing import Any

from buurtwijzer_excel.engines.calc.bridge import enum
from buurtwijzer_excel.engines.calc.cells import Cells
from buurtwijzer_excel.engines.calc.fonts import Characters, Font
from buurtwijzer_excel.engines.calc.units import NO_COLOR, Rgb, from_color, to_rgb

_HORIZONTAL = {
    "general": "STANDARD",
    "left": "LEFT",
    "center": "CENTER",
    "right": "RIGHT",
    "justify": "BLOCK",
    "fill": "REPEAT",
}
_VERTICAL = {"top": 1, "center": 2, "bottom": 3, "justify": 4}
_BY_ITSELF = 0  # at the bottom
_UNTOUCHED = {"CellBackColor": NO_COLOR, "NumberFormat": 0}
_LINK = "com.sun.star.text.TextField.URL"


class Looking(Cells):
    """The looks of a range."""

    def _shared(self, name: str) -> Any:
        """Give a property that all cells share, None when they differ."""
        cells = self.xl
        if cells is None:
            return None
        if not self.area.is_one_cell and cells.getPropertyState(name).value == "AMBIGUOUS_VALUE":
            return None
        return cells.getPropertyValue(name)

    def _set(self, name: str, value: Any) -> None:
        """Set a property; what a cell has when nobody touched it, is taken away rather than set."""
        for cells in self.parts:
            self.sheet.book.undo.reach(cells)
            if value == _UNTOUCHED.get(name):
                cells.setPropertyToDefault(name)
            if value != _UNTOUCHED.get(name) or cells.getPropertyValue(name) != value:
                cells.setPropertyValue(name, value)

    def _place(self, name: str, value: Any, *alike: Any) -> None:
        """Set where text stands; where the cell has that by itself, or something that looks alike, nothing is set."""
        for cells in self.parts:
            self.sheet.book.undo.reach(cells)
            cells.setPropertyToDefault(name)
            if cells.getPropertyValue(name) not in (value, *alike):
                cells.setPropertyValue(name, value)

    @property
    def color(self) -> Rgb | None:
        """Give the colour; None for none, and black when cells differ, as xlwings says it of Excel."""
        color = self._shared("CellBackColor")
        if color is None:
            return None if self.is_empty else (0, 0, 0)
        return None if color == NO_COLOR else to_rgb(color)

    @color.setter
    def color(self, value: Rgb | str | int | None) -> None:
        self._set("CellBackColor", from_color(value))

    @property
    def font(self) -> Font:
        self.sheet.book.undo.count()
        return Font(self, self.seen)

    @property
    def characters(self) -> Characters:
        return Characters(self, self.xl.getCellByPosition(0, 0))

    @property
    def number_format(self) -> str | None:
        key = self._shared("NumberFormat")
        return None if key is None else self.sheet.book.formats.code_of(key)

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._set("NumberFormat", self.sheet.book.formats.key_of(value))

    @property
    def wrap_text(self) -> bool | None:
        wrapped = self._shared("IsTextWrapped")
        return None if wrapped is None else bool(wrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._place("IsTextWrapped", bool(value))

    @property
    def horizontal_alignment(self) -> str | None:
        found = self._shared("HoriJustify")
        return None if found is None else next((n for n, v in _HORIZONTAL.items() if v == found.value), "general")

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        if value not in _HORIZONTAL:
            raise NotImplementedError(value)
        self._place("HoriJustify", enum("table.CellHoriJustify", _HORIZONTAL[value]))

    @property
    def vertical_alignment(self) -> str | None:
        found = self._shared("VertJustify")
        return None if found is None else next((n for n, v in _VERTICAL.items() if v == found), "bottom")

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        if value not in _VERTICAL:
            raise NotImplementedError(value)
        self._place("VertJustify", _VERTICAL[value], *((_BY_ITSELF,) if value == "bottom" else ()))

    @property
    def hyperlink(self) -> str:
        fields = self.xl.getCellByPosition(0, 0).getTextFields().createEnumeration()
        if not fields.hasMoreElements():
            raise ValueError("in de cel staat geen koppeling")
        return str(fields.nextElement().URL)

    def add_hyperlink(self, address: str, text_to_display: str | None = None, screen_tip: str | None = None) -> None:
        link = self.document.createInstance(_LINK)
        link.URL, link.Representation = address, text_to_display or address
        cell = self.xl.getCellByPosition(0, 0)
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), link, False)
