"""The cells of one recognised sheet: columns read as numbers once, every mistake kept with its cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter

import numpy as np

from buurtwijzer.core.issues import Issue, IssueKind
from buurtwijzer.core.places import CellPlace
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.layouts.model import Header, Layout
from buurtwijzer.data.numbers import SOORT_IN_WOORDEN, Mark, NumberReader, ParsedColumn
from buurtwijzer.data.table import IntArray
from buurtwijzer.data.workbook import Sheet

# Per column and kind of mistake: enough to see the pattern, the rest as one count.
_SHOWN = 5


class SheetCells:
    """Number columns of the selected rows of a sheet.

    Attributes:
        issues: Mistakes found so far.
        gelezen: Columns read so far, by name of the layout.
    """

    def __init__(self, sheet: Sheet, layout: Layout, header: Header, rows: IntArray) -> None:
        self.sheet = sheet
        self.header = header
        self.rows = rows
        self.issues: list[Issue] = []
        self.gelezen: dict[str, ParsedColumn] = {}
        self._layout = layout
        self._numbers = NumberReader()
        self._selected = [sheet.rijen[i] for i in rows.tolist()]
        self._errors = _by_column(sheet.report.foutcellen)
        self._formulas = _by_column(sheet.report.lege_formules)

    def column(self, name: str) -> ParsedColumn | None:
        """Read a column by its name in the layout; None when the sheet has no such column."""
        key = name.strip().lower()
        found = self.header.kolommen.get(key, ())
        if not found:
            return None
        if key not in self.gelezen:
            if len(found) > 1:
                self.issues.append(
                    kinds.KOLOM_DUBBEL.at(self.place(None, found[1]), kolom=self.header.koppen[found[1]])
                )
            parsed = self._numbers.read(self.raw(found[0]))
            self._check(key, found[0], parsed)
            self.gelezen[key] = parsed
        return self.gelezen[key]

    def raw(self, column: int) -> Sequence[object]:
        """Give the cells of a column (from 0) in the selected rows."""
        return list(map(itemgetter(column), self._selected))

    def place(self, position: int | None, column: int | None) -> CellPlace:
        """Give the place of a selected row (by position) and a column (from 0)."""
        row = None if position is None else int(self.rows[position]) + 1
        return CellPlace(self.sheet.bestand, self.sheet.report.naam, row, None if column is None else column + 1)

    def report(self, kind: IssueKind, column: int, at: Sequence[int], **values: object) -> None:
        """Keep a mistake in some cells of a column: the first few one by one, the rest as a count."""
        header = self.header.koppen[column]
        for position in at[:_SHOWN]:
            self.issues.append(kind.at(self.place(position, column), kolom=header, **values))
        if len(at) > _SHOWN:
            rest = len(at) - _SHOWN
            self.issues.append(
                kinds.MEER_CELLEN.at(self.place(None, column), kolom=header, aantal=rest, code=kind.code)
            )

    def refused(self, column: int) -> set[int]:
        """Give the positions of error cells and formulas without a value in a column, and keep them as mistakes."""
        hidden: set[int] = set()
        for kind, by_column in ((kinds.CEL_FOUTWAARDE, self._errors), (kinds.CEL_FORMULE_LEEG, self._formulas)):
            bad_rows = by_column.get(column + 1, set())
            at = [i for i, row in enumerate(self.rows.tolist()) if row + 1 in bad_rows] if bad_rows else []
            self.report(kind, column, at)
            hidden.update(at)
        return hidden

    def _check(self, name: str, column: int, parsed: ParsedColumn) -> None:
        self.refused(column)
        mistakes = parsed.mistakes()
        for mark in np.unique(parsed.merken[mistakes]).tolist():
            at = np.flatnonzero(parsed.merken == mark).tolist()
            if mark == Mark.ONDUIDELIJK:
                self.report(kinds.SCHEIDING_ONDUIDELIJK, column, at)
            else:
                self.report(kinds.CEL_GEEN_GETAL, column, at, soort=SOORT_IN_WOORDEN[Mark(mark)])
        if parsed.gemengd:
            self.issues.append(kinds.SCHEIDING_GEMENGD.at(self.place(None, column), kolom=self.header.koppen[column]))
        if self._layout.is_count(name):
            self.report(kinds.NEGATIEF_AANTAL, column, np.flatnonzero(parsed.waarden < 0).tolist())


def _by_column(cells: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for row, column in cells:
        found[column].add(row)
    return found
