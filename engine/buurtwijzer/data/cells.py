"""The cells of one recognised table: columns read as numbers once, every mistake kept with its cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

import numpy as np

from buurtwijzer.core.issues import Issue, IssueKind
from buurtwijzer.core.places import CellPlace, FilePlace, place_in
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.files.workbook import Sheet
from buurtwijzer.data.forms import issue_kinds as forms
from buurtwijzer.data.layouts.model import Header, Layout, View, Where
from buurtwijzer.data.numbers import FILLERS, SOORT_IN_WOORDEN, Mark, NumberReader, ParsedColumn
from buurtwijzer.data.table import IntArray, State

# Per column and kind of mistake: enough to see the pattern, the rest as one count.
_SHOWN = 5
# What arithmetic in a spreadsheet leaves behind a whole number.
_NOISE = 1e-6


class SheetCells:
    """Number columns of the selected rows of a sheet.

    Attributes:
        issues: Mistakes found so far.
        gelezen: Columns read so far, by position.
        bekend: State of a value in each of those columns.
    """

    def __init__(self, sheet: Sheet, layout: Layout, header: Header, rows: IntArray) -> None:
        self.sheet = sheet
        self.layout = layout
        self.header = header
        self.rows = rows
        self.where = Where(sheet.bestand, sheet.report.naam, sheet.regels, sheet.herkomst)
        self.issues: list[Issue] = []
        self.gelezen: dict[int, ParsedColumn] = {}
        self.bekend: dict[int, State] = {}
        self._selected = [sheet.rijen[i] for i in rows.tolist()]
        # Only a layout that knows what a number for missing means says so.
        fillers = getattr(layout, "merktekens", FILLERS)
        self._numbers = NumberReader(self._texts if sheet.regels is not None else None, fillers)
        self._errors = _by_column(sheet.report.foutcellen)
        self._formulas = _by_column(sheet.report.lege_formules)

    def views(self, jaar: int, others: Sequence[Layout]) -> list[View]:
        """Give what the sheet holds: its own columns, and per other kind of source and year those of guests.

        Args:
            jaar: Year of the figures of the sheet itself.
            others: Kinds of source that may have columns in it.
        """
        found: dict[tuple[str, int], dict[str, tuple[int, ...]]] = {}
        by_id = {layout.id: layout for layout in others}
        for layout in others:
            for year, name, position in layout.guests(self.header):
                columns = found.setdefault((layout.id, year or jaar), {})
                columns[name.lower()] = (*columns.get(name.lower(), ()), position)
        sizes = {
            name: self.header.kolommen[name]
            for name in (self.layout.inwoners, self.layout.huishoudens)
            if name in self.header.kolommen
        }
        own = View(self.layout, jaar, self.header.kolommen)
        guests = [View(by_id[id_], year, {**sizes, **columns}) for (id_, year), columns in sorted(found.items())]
        return [own, *guests]

    def column(self, view: View, name: str) -> ParsedColumn | None:
        """Read a column by its name in a view; None when there is no such column."""
        found = view.kolommen.get(name.strip().lower(), ())
        if not found:
            return None
        at = found[0]
        if at not in self.gelezen:
            parsed = self._read(at)
            for other in found[1:]:
                kind = forms.KOLOM_GELIJK if is_equal(parsed, self._read(other)) else kinds.KOLOM_DUBBEL
                self.issues.append(kind.at(self.place(None, other), kolom=self.head(other)))
            self._check(view.layout, name, at, parsed)
            self.gelezen[at] = parsed
            self.bekend[at] = view.layout.bekende_waarde
        return self.gelezen[at]

    def head(self, column: int) -> str:
        """Give the header of a column as it stands in the file."""
        return self.header.koppen[column]

    def sources(self, column: int) -> tuple[tuple[str, int], ...]:
        """Give the header and the 1-based number of the columns of the file that a column was made from."""
        return ((self.head(column), self._in_file(column) + 1),)

    def own_rows(self, column: int) -> IntArray | None:
        """Give (n, p) lines where the p parts of a column stand, when that is not the row of the area."""
        made = self.sheet.cellijnen
        return None if made is None or column < made.vanaf else made.regel[self.rows, column - made.vanaf][:, None]

    def raw(self, column: int) -> Sequence[object]:
        """Give the cells of a column (from 0) in the selected rows."""
        return list(map(itemgetter(column), self._selected))

    def place(self, position: int | None, column: int | None) -> FilePlace | CellPlace:
        """Give the place of a selected row (by position) and a column (from 0)."""
        row = None if position is None else int(self.rows[position])
        made = self.sheet.cellijnen
        if made is not None and row is not None and column is not None and column >= made.vanaf:
            line = int(made.regel[row, column - made.vanaf]) or None
            return place_in(self.where.bestand, self.where.blad, line, made.kolom + 1)
        return self.where.place(row, column)

    def lines(self) -> IntArray:
        """Give (n,) numbers of the selected rows as people count them."""
        return np.array([self.where.line(row) for row in self.rows.tolist()], dtype=np.int64)

    def report(self, kind: IssueKind, column: int, at: Sequence[int], **values: object) -> None:
        """Keep a mistake in some cells of a column: the first few one by one, the rest as a count."""
        header = self.head(column)
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

    def _in_file(self, column: int) -> int:
        """Give the column of the file (from 0) that a column of the table stands in."""
        made = self.sheet.cellijnen
        return column if made is None or column < made.vanaf else made.kolom

    def _read(self, column: int) -> ParsedColumn:
        return self._numbers.read(self.raw(column))

    def _check(self, layout: Layout, name: str, column: int, parsed: ParsedColumn) -> None:
        self.refused(column)
        mistakes = parsed.mistakes()
        for mark in np.unique(parsed.merken[mistakes]).tolist():
            at = np.flatnonzero(parsed.merken == mark).tolist()
            if mark == Mark.ONDUIDELIJK:
                self.report(kinds.SCHEIDING_ONDUIDELIJK, column, at)
            else:
                self.report(kinds.CEL_GEEN_GETAL, column, at, soort=SOORT_IN_WOORDEN[Mark(mark)])
        if parsed.gemengd:
            self.issues.append(kinds.SCHEIDING_GEMENGD.at(self.place(None, column), kolom=self.head(column)))
        if layout.is_count(name):
            self.report(kinds.NEGATIEF_AANTAL, column, np.flatnonzero(parsed.waarden < 0).tolist())
            broken = np.abs(parsed.waarden - np.round(parsed.waarden)) > _NOISE
            if layout.hele_aantallen:
                self.report(kinds.AANTAL_NIET_HEEL, column, np.flatnonzero(broken).tolist())

    def _texts(self) -> Iterator[str]:
        return (cell for row in self._selected for cell in row if isinstance(cell, str))


def is_equal(one: ParsedColumn, other: ParsedColumn) -> bool:
    """Tell whether two columns say the same in every row."""
    return np.array_equal(one.merken, other.merken) and np.array_equal(one.waarden, other.waarden, equal_nan=True)


def _by_column(cells: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for row, column in cells:
        found[column].add(row)
    return found
