"""Parts of a range in the memory engine: its font and its note."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.memory.ranges import Range


class Font:
    """The font of a range."""

    def __init__(self, cells: Range) -> None:
        self.cells = cells

    @property
    def bold(self) -> bool | None:
        """Tell whether the text is bold; None when cells differ."""
        found: bool | None = self.cells.shared_format("bold")
        return found

    @bold.setter
    def bold(self, value: bool) -> None:
        self.cells.give_format("bold", value)

    @property
    def italic(self) -> bool | None:
        """Tell whether the text is italic; None when cells differ."""
        found: bool | None = self.cells.shared_format("italic")
        return found

    @italic.setter
    def italic(self, value: bool) -> None:
        self.cells.give_format("italic", value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """Give the colour of the text; None when cells differ."""
        found: tuple[int, int, int] | None = self.cells.shared_format("font_color")
        return found

    @color.setter
    def color(self, value: tuple[int, int, int]) -> None:
        self.cells.give_format("font_color", tuple(value))

    @property
    def size(self) -> float | None:
        """Give the size of the text in points; None when cells differ."""
        found: float | None = self.cells.shared_format("font_size")
        return found

    @size.setter
    def size(self, value: float) -> None:
        self.cells.give_format("font_size", value)

    @property
    def name(self) -> str | None:
        """Give the name of the font; None when cells differ."""
        found: str | None = self.cells.shared_format("font_name")
        return found

    @name.setter
    def name(self, value: str) -> None:
        self.cells.give_format("font_name", value)


class Note:
    """A note on a cell."""

    def __init__(self, cell: Range) -> None:
        self.location = cell
        self._notes = cell.sheet.model.notities
        self._key = (cell.row, cell.column)

    @property
    def text(self) -> str:
        """Give its text."""
        return self._notes[self._key]

    @text.setter
    def text(self, value: str) -> None:
        self._notes[self._key] = value

    def delete(self) -> None:
        """Take it away."""
        del self._notes[self._key]
