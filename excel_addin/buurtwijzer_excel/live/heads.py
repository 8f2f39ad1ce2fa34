"""How headers of ours look, as far as xlwings reaches: seen, remembered, and made as a cell that nobody touched."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xlwings as xw

_FONT = ("bold", "italic", "color", "size", "name")
_CELL = ("horizontal_alignment", "vertical_alignment", "wrap_text")
Looks = tuple[tuple[str, Any], ...]


def looks_of(cells: xw.Range) -> Looks:
    """Give how the text of cells looks; None for what differs between them or what the program cannot tell."""
    found = []
    for name in (*_FONT, *_CELL):
        value = None
        with suppress(Exception):
            value = getattr(cells.font if name in _FONT else cells, name)
        found.append((name, value))
    return tuple(found)


def give_looks(cells: xw.Range, wanted: Looks) -> None:
    """Let the text of cells look in a way; only what differs is set."""
    now = dict(looks_of(cells))
    for name, value in wanted:
        if value is not None and now[name] != value:
            setattr(cells.font if name in _FONT else cells, name, value)
