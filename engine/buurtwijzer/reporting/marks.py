"""When a defined name of a workbook marks something as ours. The only place that decides it, for both routes.

A name alone proves nothing: a user may choose it too, or put something else where ours was. It counts only when it is
exactly one of ours and the cell it refers to holds exactly the header that belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from buurtwijzer.reporting.findings import SHOWN
from buurtwijzer.reporting.written import MARK, SHEET_MARK

SOURCE_MARK = f"{MARK}_bron_"
"""How the names begin that say from which cell a sheet of ours was made, so that it can be made again."""

CORNERS = {
    "meldingen": "ernst",
    "advies": "code",
    "uitleg": "stap",
    "instellingen": "instelling",
    "interventies": "code",
    "toelichting": "code",
    "spiegeling": "code",
    "verantwoording": "onderdeel",
    "geschreven": "geschreven",
    "plan": "plan",
    "waarde": "waarde per euro",
    "partijen": "Wie betaalt, wie profiteert",
    "aannames": "Aannames: alles wat u kunt betwisten, met bron",
    "berekening": "Berekening: elke stap van aanname tot uitkomst",
    "narekening": "Narekening: elke stap nog eens uitgerekend",
    "scenarios": "Scenario's naast elkaar",
    "beste_plan": "Beste plan binnen de budgetten",
    "nulmeting": "nulmeting",
}
"""What the first cell of each sheet of ours holds, by what follows `SHEET_MARK`."""
BASELINE = "nulmeting"
"""Key of the sheet with a baseline; a second one has ``nulmeting_2``. It is never replaced and never cleaned up."""
_BASELINE = re.compile(rf"{BASELINE}(_[1-9]\d*)?")
CALCULATED = ("waarde", "partijen", "scenarios", "aannames", "berekening", "narekening", "beste_plan")
"""The calculation sheets; the first cell of the first is a formula, so that its text is only part of what it holds."""
SOURCES = (f"{SOURCE_MARK}advies", f"{SOURCE_MARK}uitleg")

_RISICO = f"{MARK}_risico_"
_ID = re.compile(r"[A-Za-z0-9_]+")


def is_baseline(sleutel: str) -> bool:
    """Tell whether what follows `SHEET_MARK` is that of a baseline.

    Example:
        >>> is_baseline("nulmeting"), is_baseline("nulmeting_2"), is_baseline("nulmetingen")
        (True, True, False)
    """
    return _BASELINE.fullmatch(sleutel) is not None


def _corner(sleutel: str) -> str | None:
    return CORNERS.get(BASELINE if is_baseline(sleutel) else sleutel)


def _names() -> Iterator[str]:
    for kind in ("leefstijl", "gelijkenis", "aandeel", "kracht", "aandachtspunt", "advies"):
        yield from (f"{MARK}_{kind}_{place}" for place in range(1, SHOWN + 1))
    yield from (f"{MARK}_{kind}" for kind in ("benaderstijl", "zekerheid", "toelichting"))


_COLUMNS = frozenset(_names())


def is_column_name(naam: str) -> bool:
    """Tell whether a name (without its sheet) is one that a column of ours carries."""
    return naam in _COLUMNS or (naam.startswith(_RISICO) and _ID.fullmatch(naam.removeprefix(_RISICO)) is not None)


def is_contract_name(naam: str) -> bool:
    """Tell whether a name (without its sheet) is exactly one of ours, of whatever kind."""
    is_sheet = naam.startswith(SHEET_MARK) and _corner(naam.removeprefix(SHEET_MARK)) is not None
    return is_sheet or naam in SOURCES or is_column_name(naam)


def has_its_header(naam: str, kop: object) -> bool:
    """Tell whether a header is the one that belongs to the name of a column.

    Example:
        >>> has_its_header("Bwz_advies_1", "Bwz advies 1"), has_its_header("Bwz_advies_1", "bedrag")
        (True, False)
    """
    if not is_column_name(naam) or not isinstance(kop, str):
        return False
    if naam.startswith(_RISICO):
        start = _RISICO.replace("_", " ")
        return kop.startswith(start) and len(kop) > len(start)
    return kop == naam.replace("_", " ")


def is_sheet_of_ours(sleutel: str, hoek: object) -> bool:
    """Tell whether a sheet is ours.

    Args:
        sleutel: What follows `SHEET_MARK` in the name that refers to its first cell.
        hoek: What that cell holds, or its formula.
    """
    if sleutel == CALCULATED[0]:
        return isinstance(hoek, str) and CORNERS[sleutel] in hoek.casefold()
    return hoek is not None and hoek == _corner(sleutel)
