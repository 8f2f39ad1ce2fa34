"""Texts in the records of an .xls workbook, which may go on in the next record in another width of character.

Source: Microsoft, MS-XLS 2.5.293 and 2.5.294.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

_WIDE, _EXTRA, _RICH = 0x01, 0x04, 0x08
_HEAD = 3


class BrokenTextError(Exception):
    """A text goes on where nothing stands."""


class _Reader:
    def __init__(self, parts: Sequence[bytes], at: int) -> None:
        self._parts, self._part, self._at = parts, 0, at

    def is_done(self) -> bool:
        self._next_part()
        return self._part >= len(self._parts)

    def text(self, *, keep: bool) -> tuple[int, str]:
        """Pass one text; give its number of characters, and itself when asked."""
        count, flags = struct.unpack("<HB", self._whole(_HEAD))
        runs = struct.unpack("<H", self._whole(2))[0] if flags & _RICH else 0
        extra = struct.unpack("<I", self._whole(4))[0] if flags & _EXTRA else 0
        found = self._characters(count, flags, keep=keep)
        self._skip(4 * runs + extra)
        return count, found

    def _characters(self, left: int, flags: int, *, keep: bool) -> str:
        found = []
        while left:
            if self._at >= len(self._parts[self._part]):
                # Where a text goes on, the first byte says how wide its characters are from there.
                self._next_part()
                flags = self._whole(1)[0]
            width = 1 + (flags & _WIDE)
            here = min(left, (len(self._parts[self._part]) - self._at) // width)
            if not here:
                raise BrokenTextError
            if keep:
                raw = self._parts[self._part][self._at : self._at + here * width]
                found.append(raw.decode("utf-16-le" if width == 2 else "latin-1", "replace"))
            self._at += here * width
            left -= here
        return "".join(found)

    def _skip(self, left: int) -> None:
        while left:
            if self.is_done():
                raise BrokenTextError
            here = min(left, len(self._parts[self._part]) - self._at)
            self._at += here
            left -= here

    def _whole(self, size: int) -> bytes:
        if self._part >= len(self._parts) or self._at + size > len(self._parts[self._part]):
            raise BrokenTextError
        self._at += size
        return self._parts[self._part][self._at - size : self._at]

    def _next_part(self) -> None:
        while self._part < len(self._parts) and self._at >= len(self._parts[self._part]):
            self._part, self._at = self._part + 1, 0


def text_lengths(parts: Sequence[bytes], at: int) -> list[int]:
    """Give the number of characters of every text from a place in the first part on.

    Raises:
        BrokenTextError: A text is cut.
    """
    reader = _Reader(parts, at)
    found = []
    while not reader.is_done():
        found.append(reader.text(keep=False)[0])
    return found


def whole_text(parts: Sequence[bytes], at: int) -> str:
    """Give the text at a place in the first part.

    Raises:
        BrokenTextError: It is cut.
    """
    return _Reader(parts, at).text(keep=True)[1]
