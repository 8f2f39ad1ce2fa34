"""A table with a row per area, kind and period, read as if it had a column per kind and year.

Mistakes are told where they stand in the file, and every figure keeps the lines it was added up from. A sum is only
known when all of its parts are; a year of months only when all twelve are there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.dutch import join_words, plural
from buurtwijzer.core.issues import IssueKind, has_errors
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.cells import SheetCells
from buurtwijzer.data.files.workbook import Sheet
from buurtwijzer.data.forms.issue_kinds import SOORT_ONBEKEND
from buurtwijzer.data.layouts.model import Header, Layout, LongForm, View
from buurtwijzer.data.layouts.politie import key, period_of
from buurtwijzer.data.numbers import Mark, ParsedColumn
from buurtwijzer.data.table import IntArray

_KIND = re.compile(r"(\d\.\d{1,2}\.\d{1,2})(?!\d)")
_YEAR, _MONTHS = 0, tuple(range(1, 13))
# Places of a sum of more rows than this help nobody; then only the first is given.
_MAX_PARTS = 12

_Key = tuple[int, int] | str


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """Where every figure stands: (areas, kinds, periods) row of the table, -1 where there is none."""

    rij: IntArray
    soorten: tuple[str, ...]
    perioden: tuple[tuple[int, int], ...]

    def rows(self, kind: str, period: tuple[int, int]) -> IntArray:
        """Give (areas,) rows; -1 where there is none."""
        if period not in self.perioden:
            return np.full(len(self.rij), -1, dtype=np.int64)
        return self.rij[:, self.soorten.index(kind), self.perioden.index(period)]


@dataclass(frozen=True, slots=True, eq=False)
class _Made:
    """A column that was made: its name and year, its figures and (n, p) lines of its parts."""

    naam: str
    jaar: int
    cijfers: ParsedColumn
    regels: IntArray


class LongCells(SheetCells):
    """The areas of a long table, with columns made from its rows; positions of those lie behind the real columns."""

    def __init__(self, sheet: Sheet, layout: Layout, header: Header, rows: IntArray, form: LongForm) -> None:
        self._all = SheetCells(sheet, layout, header, rows)
        first: dict[str, int] = {}
        at = [first.setdefault(key(cell), i) for i, cell in enumerate(self._all.raw(header.column(*layout.code) or 0))]
        firsts = np.array(sorted(first.values()), dtype=np.int64)
        super().__init__(sheet, layout, header, rows[firsts])
        self._area = np.searchsorted(firsts, at)
        self._form = form
        self._start = len(header.koppen)
        self._made = self._make()

    def views(self, jaar: int, others: Sequence[Layout]) -> list[View]:
        """Give a view per year."""
        del jaar, others
        by_year: dict[int, dict[str, tuple[int, ...]]] = defaultdict(dict)
        for number, made in enumerate(self._made):
            by_year[made.jaar][made.naam.lower()] = (self._start + number,)
        return [View(self.layout, year, columns) for year, columns in sorted(by_year.items(), reverse=True)]

    def head(self, column: int) -> str:
        """Give the header of a column; of one that was made its name and year."""
        if column < self._start:
            return super().head(column)
        made = self._made[column - self._start]
        return f"{made.naam} {made.jaar}"

    def sources(self, column: int) -> tuple[tuple[str, int], ...]:
        """Give the column with the figures, once for every part."""
        value = self.header.column(self._form.waarde) or 0
        parts = int(self._made[column - self._start].regels.shape[1])
        return ((self.header.koppen[value], value + 1),) * parts

    def own_rows(self, column: int) -> IntArray | None:
        """Give (n, p) lines of the parts."""
        return self._made[column - self._start].regels

    def _read(self, column: int) -> ParsedColumn:
        return self._made[column - self._start].cijfers

    def _make(self) -> list[_Made]:
        figures = self._all.column(View(self.layout, 0, self.header.kolommen), self._form.waarde)
        what = self._kinds()
        when = self._keys(self._form.periode, period_of, kinds.PERIODE_ONBEKEND)
        self.issues += self._all.issues
        if figures is None or has_errors(self.issues):
            return []
        grid = self._grid(what, when)
        return [] if has_errors(self.issues) else list(self._columns(grid, figures))

    def _keys(self, name: str, parse: Callable[[object], _Key | None], kind: IssueKind) -> list[_Key]:
        """Read a column of keys; what is no key is a mistake."""
        column = self.header.column(name) or 0
        cells = self._all.raw(column)
        known = {cell: parse(cell) for cell in set(cells)}
        self._all.report(kind, column, [i for i, cell in enumerate(cells) if known[cell] is None])
        return [known[cell] or "" for cell in cells]

    def _kinds(self) -> list[_Key]:
        """Read the kinds; a title that is not known is left out and told once: a sum that needs it is not made."""
        column = self.header.column(self._form.soort) or 0
        cells = self._all.raw(column)
        known = {cell: self._kind(cell) for cell in set(cells)}
        if not any(known.values()):
            return self._keys(self._form.soort, self._kind, kinds.SOORT_MISDRIJF)
        empty = [i for i, cell in enumerate(cells) if known[cell] is None and not str(cell).strip()]
        self._all.report(kinds.SOORT_MISDRIJF, column, empty)
        odd = [i for i, cell in enumerate(cells) if known[cell] is None and str(cell).strip()]
        if odd:
            self._all.issues.append(
                SOORT_ONBEKEND.at(
                    self._all.place(odd[0], column),
                    aantal=plural(len(odd), "rij", "rijen"),
                    soorten=plural(len({cells[i] for i in odd}), "soort", "soorten"),
                    voorbeeld=" ".join(str(cells[odd[0]]).split())[:60],
                )
            )
        return [known[cell] or "" for cell in cells]

    def _kind(self, cell: object) -> str | None:
        """Give the kind in a cell: its code, alone or before its title, or a title without code."""
        text = " ".join(key(cell).split())
        found = _KIND.match(text)
        return found.group(1) if found else self._form.titels.get(text)

    def _grid(self, what: Sequence[_Key], when: Sequence[_Key]) -> _Grid:
        """Put every row in its place; two rows in one place are a mistake."""
        wanted = {kind for parts in self._form.onderdelen.values() for kind in parts}
        kinds_ = tuple(sorted({str(kind) for kind in what} & wanted))
        periods = tuple(sorted({period for period in when if isinstance(period, tuple)}))
        kind_at = {kind: i for i, kind in enumerate(kinds_)}
        period_at = {period: i for i, period in enumerate(periods)}
        rows = np.array([i for i, kind in enumerate(what) if kind in kind_at], dtype=np.int64)
        shape = (len(self.rows), len(kinds_), len(periods))
        flat = (
            np.ravel_multi_index(
                (
                    self._area[rows],
                    np.array([kind_at[str(what[i])] for i in rows.tolist()], dtype=np.int64),
                    np.array([period_at[when[i]] for i in rows.tolist()], dtype=np.int64),
                ),
                shape,
            )
            if len(rows)
            else rows
        )
        _, first, inverse = np.unique(flat, return_index=True, return_inverse=True)
        self._tell_doubles(rows, rows[first][inverse] if len(rows) else rows)
        where = np.full(shape, -1, dtype=np.int64)
        where.reshape(-1)[flat] = rows
        return _Grid(where, kinds_, periods)

    def _tell_doubles(self, rows: IntArray, first: IntArray) -> None:
        column = self.header.column(self._form.waarde) or 0
        for row, earlier in list(zip(rows.tolist(), first.tolist(), strict=True)):
            if row != earlier:
                line = self._all.where.line(int(self._all.rows[earlier]))
                self.issues.append(kinds.RIJ_DUBBEL.at(self._all.place(row, column), eerste=line))
                if len(self.issues) == _MAX_PARTS:
                    return

    def _columns(self, grid: _Grid, figures: ParsedColumn) -> Iterator[_Made]:
        incomplete = set()
        for name, parts in self._form.onderdelen.items():
            if not set(parts) <= set(grid.soorten):
                continue
            for year in sorted({year for year, _ in grid.perioden}):
                made = self._add_up(grid, figures, parts, year)
                if made is None:
                    incomplete.add(year)
                else:
                    yield _Made(name, year, *made)
        if incomplete:
            years = join_words([str(year) for year in sorted(incomplete)])
            self.issues.append(kinds.JAAR_ONVOLLEDIG.at(self.place(None, None), jaren=years))

    def _add_up(
        self, grid: _Grid, figures: ParsedColumn, kinds_: Sequence[str], year: int
    ) -> tuple[ParsedColumn, IntArray] | None:
        """Add kinds up over a year, from its own rows or else from twelve months; None when it has neither."""
        own = {month for found, month in grid.perioden if found == year}
        months = (_YEAR,) if _YEAR in own else _MONTHS
        if not set(months) <= own:
            return None
        parts = np.stack([grid.rows(kind, (year, month)) for kind in kinds_ for month in months], axis=1)
        values = np.where(parts >= 0, figures.waarden[parts], np.nan).sum(axis=1)
        marks = np.where(parts >= 0, figures.merken[parts], np.uint8(Mark.LEEG))
        lines = np.append(self._all.lines(), 0)[parts]
        shown = lines if lines.shape[1] <= _MAX_PARTS else lines[:, :1]
        return ParsedColumn(values, _together(marks), gemengd=False), shown


def _together(marks: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Give what a sum of parts is: hidden when any part is, else missing when any part is, else known."""
    whole = np.where((marks == Mark.WAARDE).all(axis=1), np.uint8(Mark.WAARDE), np.uint8(Mark.LEEG))
    hidden = np.isin(marks, [Mark.PUNT, Mark.GEHEIM]).any(axis=1)
    return np.where(hidden, np.uint8(Mark.PUNT), whole).astype(np.uint8)
