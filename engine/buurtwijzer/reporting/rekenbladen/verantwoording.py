"""Sheets ``Meldingen`` and ``Verantwoording`` behind calculation sheets: what to know, and what decided the result."""

from __future__ import annotations

from collections.abc import Iterable

from buurtwijzer.core.issues import Issue
from buurtwijzer.reporting.rekenbladen.model import Rekenblad
from buurtwijzer.reporting.rekenbladen.vel import Vel
from buurtwijzer.reporting.texts import STANDING_LINE

MELDINGEN, VERANTWOORDING = "Meldingen", "Verantwoording"


def issue_sheet(issues: Iterable[Issue]) -> Rekenblad:
    """Give what was found, as on the sheet of a result."""
    vel = Vel(MELDINGEN, (14.0, 8.0, 34.0, 80.0, 70.0))
    koppen = ("ernst", "code", "plaats", "melding", "wat te doen")
    vel.header([(kop, False) for kop in koppen])
    for issue in issues:
        vel.row((issue.severity.value, issue.code, issue.place, issue.message, issue.remedy), ["tekst"] * len(koppen))
    return vel.finish(vaste_rijen=1)


def receipt_sheet(regels: Iterable[tuple[str, str]]) -> Rekenblad:
    """Give the receipt: pairs of part and value."""
    vel = Vel(VERANTWOORDING, (34.0, 120.0))
    vel.header([("onderdeel", False), ("waarde", False)])
    for pair in (("gebruik", STANDING_LINE), *regels):
        vel.row(pair, ("tekst", "tekst"))
    return vel.finish(vaste_rijen=1)
