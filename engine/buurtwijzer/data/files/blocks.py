"""Sheets of a workbook that is open elsewhere, or is the user's own: read by the same rules as a file on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from buurtwijzer.data.files.guard import SheetReport
from buurtwijzer.data.files.opening import OpenFile
from buurtwijzer.data.files.workbook import Row, Sheet


@dataclass(frozen=True, slots=True, eq=False)
class SheetBlock:
    """The cells of one sheet, from A1 on.

    Attributes:
        werkmap: Name of the workbook, without folders.
        blad: Name of the sheet.
        rijen: Rows of equal length; text, float, bool or date, and empty text for an empty cell.
        foutcellen: (row, column) of cells that hold an error, 1-based; the reader sees nothing there.
        formules: (row, column) of cells that hold a formula, 1-based; its result may be empty text.
    """

    werkmap: str
    blad: str
    rijen: Sequence[Row]
    foutcellen: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    formules: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    @property
    def name(self) -> str:
        """Give the name for progress and messages, as a path does."""
        return f"{self.werkmap}, blad {self.blad}"

    def open(self) -> OpenFile:
        """Give the sheet as a file with one sheet."""
        filled = sum(1 for row in self.rijen for cell in row if cell != "")
        report = SheetReport(self.blad, True, filled, self.foutcellen, frozenset())
        sheet = Sheet(self.werkmap, report, self.rijen)
        return OpenFile(self.werkmap, _digest(self.rijen), (report,), lambda _: sheet, in_werkmap=True)


def _digest(rows: Sequence[Row]) -> str:
    """Hash the cells: a sheet that is open has no bytes of its own, its content stands for them."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()
