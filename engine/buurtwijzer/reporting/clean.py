"""Text that a workbook can hold: forbidden characters replaced, too long text cut, headers unique; each change counted.

Nothing happens silently: `clean_sheet` gives a finding for every kind of change, for the sheet Meldingen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.reporting.blad import Blad, Cel, Kolom
from buurtwijzer.reporting.issue_kinds import X121, X122, X123

CELL_UNITS = 32_767
HEADER_UNITS = 255
CUT_MARK = "… [ingekort]"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")
_HEADER_SPACE = re.compile(r"[\n\t]+")


@dataclass(slots=True)
class _Changes:
    replaced: int = 0
    cut: int = 0
    headers: int = 0
    taken: set[str] = field(default_factory=set)


def clean_sheet(blad: Blad) -> tuple[Blad, tuple[Issue, ...]]:
    """Make every text of a sheet fit for a workbook.

    Returns:
        The sheet, and a finding for each kind of change that was needed.
    """
    changes = _Changes()
    kolommen = tuple(_clean_column(kolom, changes) for kolom in blad.kolommen)
    rijen = tuple(tuple(_clean_cell(cell, changes) for cell in rij) for rij in blad.rijen)
    return replace(blad, kolommen=kolommen, rijen=rijen), tuple(_issues(blad.naam, changes))


def clean_text(text: str, units: int = CELL_UNITS) -> str:
    """Replace what a workbook cannot hold and cut what is too long for one cell.

    Args:
        text: Any text, also with lone surrogates or control characters.
        units: Most UTF-16 units, which is how Excel counts.
    """
    return _cut(_without_forbidden(text), units)


def _without_forbidden(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", _LINE_END.sub("\n", text))


def _cut(text: str, units: int) -> str:
    if len(text) <= units // 2 or _units(text) <= units:
        return text
    kept = text.encode("utf-16-le")[: 2 * (units - len(CUT_MARK))]
    return kept.decode("utf-16-le", errors="ignore") + CUT_MARK


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _clean_cell(cell: Cel, changes: _Changes) -> Cel:
    if not isinstance(cell, str):
        return cell
    allowed = _without_forbidden(cell)
    changes.replaced += bool(_FORBIDDEN.search(cell))
    shorter = _cut(allowed, CELL_UNITS)
    changes.cut += shorter != allowed
    return shorter


def _clean_column(kolom: Kolom, changes: _Changes) -> Kolom:
    wanted = _HEADER_SPACE.sub(" ", _without_forbidden(kolom.kop)).strip() or "kolom"
    kop, number = _cut(wanted, HEADER_UNITS - 8), 1
    while kop.casefold() in changes.taken:
        number += 1
        kop = f"{_cut(wanted, HEADER_UNITS - 8)} ({number})"
    changes.taken.add(kop.casefold())
    changes.headers += kop != kolom.kop
    return replace(kolom, kop=kop, uitleg=clean_text(kolom.uitleg))


def _issues(naam: str, changes: _Changes) -> list[Issue]:
    place = f"blad {naam}"
    found = []
    if changes.replaced:
        found.append(X121.at(place, aantal=plural(changes.replaced, "cel", "cellen")))
    if changes.cut:
        found.append(X122.at(place, aantal=plural(changes.cut, "cel", "cellen"), merk=CUT_MARK))
    if changes.headers:
        found.append(X123.at(place, aantal=plural(changes.headers, "kolom", "kolommen")))
    return found
