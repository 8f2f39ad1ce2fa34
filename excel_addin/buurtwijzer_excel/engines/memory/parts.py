"""Parts of a range in the memory engine: its font and its note."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.memory.ranges import Range


class Font:
    """The font of a range: only whether it is bold."""

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
