"""Rows under a header that are no areas: totals, notes and loose figures, told by what stands in them.

Such a row is left out and told. A row that looks like an area and does not say which one refuses a file, for an area
would be lost; on a sheet that somebody works in, it costs that row only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from buurtwijzer.core.codes import niveau_of
from buurtwijzer.core.dutch import name_some, plural
from buurtwijzer.core.issues import Issue, IssueKind
from buurtwijzer.core.places import RECORDS, column_letters
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.areas.reading import area_code, read_areas, stated_level
from buurtwijzer.data.cells import SheetCells
from buurtwijzer.data.files.workbook import Row, Sheet
from buurtwijzer.data.layouts.model import Header, Layout, Selection, Where
from buurtwijzer.data.numbers import Mark, parse_text
from buurtwijzer.data.table import IntArray

_SUMMARY = re.compile(
    r"\b(?:sub|eind)?tota(?:al|len)\b"
    r"|^\W*(?:som|gemiddelde?n?|mediaan|minimum|maximum|bron|noot|let op|toelichting|opmerking(?:en)?)\b",
    re.IGNORECASE,
)
_LIKE_CODE = re.compile(r"(?:BU|WK|GM|NL)[\s_-]*\w*\d|[\d.,+E-]+$", re.IGNORECASE)
# The shortest number that may be what a spreadsheet left of a code.
_LEAST_CODE = 1000

_Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Identity:
    """The columns (from 0) that say which area a row is about; what a file does not have is None."""

    code: int
    naam: int | None
    niveau: int | None
    alle: frozenset[int]

    @property
    def heeft_labels(self) -> bool:
        """Tell whether a row says more about its area than the code."""
        return self.naam is not None or self.niveau is not None


def leave_out(sheet: Sheet, layout: Layout, header: Header, rijen: IntArray, *, forgiving: bool) -> Selection:
    """Leave out the rows that are no areas.

    Args:
        sheet: The sheet.
        layout: What kind of table it is.
        header: Its header.
        rijen: Rows that may hold areas, from 0.
        forgiving: Whether a row of which the area cannot be read is left out too, unless that leaves nothing.

    Returns:
        The rows that are used and what there is to tell; cells that hide which area a row is about are mistakes.
    """
    identity = _identity(layout, header)
    where = Where(sheet.bestand, sheet.report.naam, sheet.regels, sheet.herkomst)
    hidden = list(_hidden(sheet, header, identity))
    unseen = {cell[0] for _, cell in hidden}
    rest = [row for row in rijen.tolist() if row not in unseen and _is_no_area(sheet.rijen[row], identity)]
    areas = np.setdiff1d(rijen, np.array(rest, dtype=np.int64))
    told = [_told(kinds.GEEN_GEBIED, where, [(row, _first_filled(sheet.rijen[row])) for row in rest])] if rest else []
    broken = _broken(sheet, layout, header, areas, [cell for _, cell in hidden]) if forgiving else {}
    readable = np.setdiff1d(areas, np.array([*broken], dtype=np.int64))
    if broken and len(readable):
        return Selection(readable, (*told, _told(kinds.GEBIED_ONLEESBAAR, where, sorted(broken.items()))))
    mistakes = [kind.at(where.place(*cell), kolom=header.koppen[cell[1]]) for kind, cell in hidden]
    return Selection(areas, (*told, *mistakes))


def is_summary(cell: object) -> bool:
    """Tell whether a cell names a total, a mean or a note, and no area."""
    return isinstance(cell, str) and _SUMMARY.search(cell) is not None


def _identity(layout: Layout, header: Header) -> _Identity:
    code = header.column(*layout.code) or 0
    naam = header.column(*layout.naam_kolom)
    return _Identity(
        code,
        None if naam == code else naam,
        header.column(*layout.niveau),
        frozenset(chain.from_iterable(header.kolommen.get(name, ()) for name in layout.identiteit)),
    )


def _hidden(sheet: Sheet, header: Header, identity: _Identity) -> Iterator[tuple[IssueKind, _Cell]]:
    """Find error cells and formulas without a value in columns that say which area, year or kind a row is about.

    The reader sees nothing there, so such a row would silently lose its name, or not be selected at all.
    """
    found = ((kinds.CEL_FOUTWAARDE, sheet.report.foutcellen), (kinds.CEL_FORMULE_LEEG, sheet.report.lege_formules))
    for kind, cells in found:
        for row, column in sorted(cells):
            if column - 1 in identity.alle and row - 1 > header.rij:
                yield kind, (row - 1, column - 1)


def _broken(sheet: Sheet, layout: Layout, header: Header, rijen: IntArray, hidden: list[_Cell]) -> dict[int, int]:
    """Give the rows of which the area cannot be read, each with a column that says so."""
    areas = read_areas(SheetCells(sheet, layout, header, rijen), layout)
    return {**{int(rijen[at]): column for at, column in areas.fout.items()}, **dict(hidden)}


def _is_no_area(row: Row, identity: _Identity) -> bool:
    """Tell whether nothing in a row speaks of an area."""
    code = row[identity.code]
    if isinstance(code, str) and niveau_of(code.strip().upper()):
        return False
    level = "" if identity.niveau is None else row[identity.niveau]
    stated = stated_level(level)
    if stated is not None or area_code(code, None):
        return False
    name = "" if identity.naam is None else row[identity.naam]
    is_like_code = _may_be_damaged(code) or (isinstance(code, str) and _LIKE_CODE.match(code.strip()) is not None)
    if not is_like_code and any(map(is_summary, (code, name, level))):
        return True
    has_figures = any(_is_figure(cell) for at, cell in enumerate(row) if at not in (identity.code, identity.naam))
    if isinstance(code, str) and code.strip():
        return not has_figures and not is_like_code
    if not _is_filled(code) and not has_figures:
        return True
    is_bare = not _is_filled(name) and not _is_filled(level) and (identity.heeft_labels or not has_figures)
    return is_bare and not is_like_code


def _may_be_damaged(code: object) -> bool:
    return isinstance(code, float) and code >= _LEAST_CODE


def _is_figure(cell: object) -> bool:
    if isinstance(cell, str):
        return bool(cell.strip()) and parse_text(cell)[1] in (Mark.WAARDE, Mark.ONDUIDELIJK)
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _is_filled(cell: object) -> bool:
    return not isinstance(cell, str) or bool(cell.strip())


def _first_filled(row: Row) -> int:
    return next((at for at, cell in enumerate(row) if _is_filled(cell)), 0)


def _told(kind: IssueKind, where: Where, cells: list[_Cell]) -> Issue:
    names = [
        f"{column_letters(column + 1)}{where.line(row)}"
        if where.blad not in ("", RECORDS)
        else f"{'record' if where.blad else 'regel'} {where.line(row)}"
        for row, column in cells
    ]
    return kind.at(
        where.place(), aantal=plural(len({row for row, _ in cells}), "rij", "rijen"), cellen=name_some(names)
    )
