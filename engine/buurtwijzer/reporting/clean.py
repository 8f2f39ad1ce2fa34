"""Text that a workbook can hold: forbidden characters replaced, too long text cut, headers unique; each change counted.

Nothing happens silently: every `Changes` gives a finding for each kind of change, for the sheet Meldingen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.reporting.blad import Blad, Cel, Kolom
from buurtwijzer.reporting.issue_kinds import X121, X122, X123

CELL_UNITS = 32_767
HEADER_UNITS = 255
CUT_MARK = "… [ingekort]"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")
_LOOKS_ESCAPED = re.compile("(_x[0-9a-fA-F]{4}_)")
_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
_HEADER_SPACE = re.compile(r"[\n\t]+")


@dataclass(slots=True)
class Changes:
    """Counts what had to be changed in the texts of one sheet.

    Attributes:
        naam: Name of the sheet.
        replaced: Cells with characters that a workbook cannot hold.
        cut: Cells with too long a text.
        headers: Headers that were not short and unique.
    """

    naam: str
    replaced: int = 0
    cut: int = 0
    headers: int = 0

    def clean(self, text: str) -> str:
        """Make a text of a cell fit and count what that took."""
        allowed = _without_forbidden(text)
        self.replaced += bool(_FORBIDDEN.search(text))
        shorter = _cut(allowed, CELL_UNITS)
        self.cut += shorter != allowed
        return shorter

    def issues(self) -> tuple[Issue, ...]:
        """Give a finding for each kind of change."""
        place = f"blad {self.naam}"
        found = []
        if self.replaced:
            found.append(X121.at(place, aantal=plural(self.replaced, "cel", "cellen")))
        if self.cut:
            found.append(X122.at(place, aantal=plural(self.cut, "cel", "cellen"), merk=CUT_MARK))
        if self.headers:
            found.append(X123.at(place, aantal=plural(self.headers, "kolom", "kolommen")))
        return tuple(found)


def clean_columns(blad: Blad) -> tuple[Blad, Changes]:
    """Make the headers and notes of a sheet fit for a table; the rows are left as they are.

    Returns:
        The sheet and the start of its count.
    """
    changes = Changes(blad.naam)
    taken: set[str] = set()
    return replace(blad, kolommen=tuple(_clean_column(k, taken, changes) for k in blad.kolommen)), changes


def clean_sheet(blad: Blad) -> tuple[Blad, Changes]:
    """Make every text of a sheet fit for a workbook, rows included.

    Returns:
        The sheet, its rows all made, and what was changed.
    """
    cleaned, changes = clean_columns(blad)
    rijen = tuple(tuple(_clean_cell(cell, changes) for cell in rij) for rij in blad.rijen)
    return replace(cleaned, rijen=rijen), changes


def clean_text(text: str, units: int = CELL_UNITS) -> str:
    """Replace what a workbook cannot hold and cut what is too long for one cell.

    Args:
        text: Any text, also with lone surrogates or control characters.
        units: Most UTF-16 units, which is how Excel counts.
    """
    return _cut(_without_forbidden(text), units)


def cached_text(text: str) -> str:
    """Give a text as the remembered outcome of a formula: never read as an escape or an error."""
    cleaned = clean_text(text)
    return "" if cleaned in _ERRORS else _LOOKS_ESCAPED.sub(r"_x005F\1", cleaned)


def _without_forbidden(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", _LINE_END.sub("\n", text))


def _cut(text: str, units: int) -> str:
    if len(text) <= units // 2 or _units(text) <= units:
        return text
    kept = text.encode("utf-16-le")[: 2 * (units - len(CUT_MARK))]
    return kept.decode("utf-16-le", errors="ignore") + CUT_MARK


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _clean_cell(cell: Cel, changes: Changes) -> Cel:
    return changes.clean(cell) if isinstance(cell, str) else cell


def _clean_column(kolom: Kolom, taken: set[str], changes: Changes) -> Kolom:
    wanted = _HEADER_SPACE.sub(" ", _without_forbidden(kolom.kop)).strip() or "kolom"
    kop, number = _cut(wanted, HEADER_UNITS - 8), 1
    while kop.casefold() in taken:
        number += 1
        kop = f"{_cut(wanted, HEADER_UNITS - 8)} ({number})"
    taken.add(kop.casefold())
    changes.headers += kop != kolom.kop
    return replace(kolom, kop=kop, uitleg=clean_text(kolom.uitleg))
