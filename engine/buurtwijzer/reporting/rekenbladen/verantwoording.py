"""Sheets ``Meldingen`` and ``Verantwoording`` behind calculation sheets: what to know, and what decided the result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from buurtwijzer.core.issues import Issue
from buurtwijzer.reporting.rekenbladen.canvas import Canvas
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Rekenblad
from buurtwijzer.reporting.texts import STANDING_LINE

MELDINGEN, VERANTWOORDING = "Meldingen", "Verantwoording"
_OF_ISSUE = {"ernst": 16.0, "code": 8.0, "plaats": 34.0, "melding": 80.0, "wat te doen": 70.0}
_OF_RECEIPT = {"onderdeel": 34.0, "waarde": 120.0}


def issue_sheet(issues: Iterable[Issue]) -> Rekenblad:
    """Give what was found, as on the sheet of a result."""
    return _texts(MELDINGEN, _OF_ISSUE, [tuple(issue.as_dict().values()) for issue in issues])


def receipt_sheet(regels: Iterable[tuple[str, str]]) -> Rekenblad:
    """Give the receipt: pairs of part and value."""
    return _texts(VERANTWOORDING, _OF_RECEIPT, [("gebruik", STANDING_LINE), *regels])


def _texts(naam: str, breedtes: dict[str, float], rows: Sequence[Sequence[str]]) -> Rekenblad:
    canvas = Canvas(naam, dict(enumerate(breedtes.values())))
    canvas.header(0, [(kop, False) for kop in breedtes])
    for place, row in enumerate(rows, start=1):
        canvas.texts(place, 0, row, "tekst")
    return canvas.finish(vaste_rijen=1, afdruk=Afdruk(1))
