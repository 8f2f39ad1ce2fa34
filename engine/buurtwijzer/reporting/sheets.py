"""`build_sheets()`: a result as neutral sheets, in the order of the contract. Knows no Excel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.issues import Issue
from buurtwijzer.reporting.blad import Blad, Kolom
from buurtwijzer.reporting.bladen.interventies import interventies
from buurtwijzer.reporting.bladen.krachten import krachten
from buurtwijzer.reporting.bladen.leefgebieden import leefgebieden
from buurtwijzer.reporting.bladen.meldingen import meldingen
from buurtwijzer.reporting.bladen.overzicht import overzicht
from buurtwijzer.reporting.bladen.risicos import risicos
from buurtwijzer.reporting.bladen.toelichting import toelichting
from buurtwijzer.reporting.bladen.verantwoording import verantwoording
from buurtwijzer.reporting.certainty import judge_certainty
from buurtwijzer.reporting.clean import clean_sheet
from buurtwijzer.reporting.findings import Findings
from buurtwijzer.scoring.outcomes import OutcomeKind

__all__ = ["Blad", "Kolom", "build_sheets"]


def build_sheets(assessment: Assessment, *, datum: date | None = None) -> tuple[Blad, ...]:
    """Turn a result into sheets that any writer can write as they are.

    Args:
        assessment: The result.
        datum: Date to name in Verantwoording; None names none.

    Returns:
        The sheets in the order of the contract, each text fit for a workbook. Text that had to be changed for that is
        told in Meldingen.
    """
    cleaned = [clean_sheet(blad) for blad in _content(assessment, datum)]
    changes = tuple(issue for _, issues in cleaned for issue in issues)
    sheets = [blad for blad, _ in cleaned]
    sheets.insert(len(sheets) - 1, _messages((*assessment.issues, *changes)))
    return tuple(sheets)


def _content(assessment: Assessment, datum: date | None) -> Iterator[Blad]:
    certainty = judge_certainty(assessment)
    findings = Findings.of(assessment)
    yield overzicht(assessment, findings, certainty)
    for soort, build in (
        (OutcomeKind.LEEFGEBIED, leefgebieden),
        (OutcomeKind.KRACHT, krachten),
        (OutcomeKind.RISICO, risicos),
    ):
        if assessment.of_kind(soort):
            yield build(assessment)
    yield interventies(assessment)
    yield toelichting(assessment, certainty)
    yield verantwoording(assessment, certainty, datum)


def _messages(issues: tuple[Issue, ...]) -> Blad:
    blad, own_changes = clean_sheet(meldingen(issues))
    return clean_sheet(meldingen((*issues, *own_changes)))[0] if own_changes else blad
