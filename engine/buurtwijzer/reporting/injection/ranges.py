"""Ranges of cells: of tables, merged cells and formulas in a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from buurtwijzer.core.places import column_letters
from buurtwijzer.data.files.sheet_scan import column_number

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A range of cells; positions from 0, all of them inside it."""

    boven: int
    links: int
    onder: int
    rechts: int

    @classmethod
    def read(cls, text: str) -> Rectangle | None:
        """Read a range as ``A1:B2``; None when it is none."""
        found = _RANGE.fullmatch(text)
        if found is None:
            return None
        left, top, right, bottom = found.groups()
        return cls(int(top) - 1, column_number(left) - 1, int(bottom or top) - 1, column_number(right or left) - 1)

    def __str__(self) -> str:
        """Give the range as ``A1:B2``, one cell as ``A1``."""
        first = f"{column_letters(self.links + 1)}{self.boven + 1}"
        last = f"{column_letters(self.rechts + 1)}{self.onder + 1}"
        return first if first == last else f"{first}:{last}"

    def holds(self, rij: int, kolom: int) -> bool:
        """Tell whether a cell is inside it."""
        return self.boven <= rij <= self.onder and self.links <= kolom <= self.rechts

    def crosses(self, boven: int, onder: int) -> bool:
        """Tell whether it has a row between two rows, these included."""
        return self.boven <= onder and boven <= self.onder

    @property
    def kolommen(self) -> range:
        """Give its columns."""
        return range(self.links, self.rechts + 1)
