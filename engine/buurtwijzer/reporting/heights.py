"""Row heights for wrapped text. Excel could find them itself, LibreOffice and viewers do not; so they are set."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from buurtwijzer.reporting.blad import Cel, CelSoort, Kolom

_LINE_POINTS = 13.5
_PADDING_POINTS = 3.0
_MOST_LINES = 20
_INDENT = 2.0
_BOLD = 1.1
_NARROW = 1.2
_WRAPPED = (CelSoort.TEKST, CelSoort.LANGE_TEKST)


def row_height(kolommen: Sequence[Kolom], row: Sequence[Cel]) -> float:
    """Give the height in points that shows every wrapped text of a row that is not folded away.

    Args:
        kolommen: The columns.
        row: Their cells.

    Returns:
        At most 20 lines: a longer text is read in the cell itself.
    """
    lines = [
        min(kolom.hoogstens, lines_needed(cell, kolom.breedte - _INDENT))
        for cell, kolom in zip(row, kolommen, strict=True)
        if isinstance(cell, str) and kolom.soort in _WRAPPED and not kolom.gevouwen
    ]
    return points(max(lines, default=1))


def header_height(kolommen: Sequence[Kolom]) -> float:
    """Give the height in points of the bold header; its last line stays free for the filter button."""
    in_sight = [kolom for kolom in kolommen if not kolom.gevouwen]
    return points(1 + max(lines_needed(k.kop, (k.breedte - _INDENT) / _BOLD) for k in in_sight))


def lines_needed(text: str, width: float) -> int:
    """Count the lines a text takes when it wraps between words.

    Args:
        text: The text; line ends start a new line.
        width: Room in digits, the unit of a column width; running text is a little narrower than digits.
    """
    room = max(1, int(_NARROW * width))
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(_wrapped_lines(paragraph, room) for paragraph in text[: _MOST_LINES * 200].split("\n"))


def _wrapped_lines(paragraph: str, width: int) -> int:
    lengths = [len(word) for word in paragraph.split(" ")]
    lines, used = 1, lengths[0]
    for _, length in pairwise(lengths):
        if used + 1 + length > width:
            lines, used = lines + 1, length
        else:
            used += 1 + length
    return lines + sum(max(0, (length - 1) // width) for length in lengths)


def points(lines: int) -> float:
    """Give the height in points of a row with so many lines of text."""
    return min(lines, _MOST_LINES) * _LINE_POINTS + _PADDING_POINTS
