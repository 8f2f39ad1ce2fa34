"""Sheet ``Krachten``: a score per strength, 100 is strong; the toelichting says what is strongest and whom to ask."""

from __future__ import annotations

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.reporting.blad import Blad
from buurtwijzer.reporting.bladen.scores import score_sheet
from buurtwijzer.reporting.findings import Bevinding, Findings
from buurtwijzer.reporting.segments import leading, style_of
from buurtwijzer.reporting.texts import lowered, strength_text, unknown_text
from buurtwijzer.scoring.outcomes import OutcomeKind

_MOST = 3


def krachten(assessment: Assessment, findings: Findings) -> Blad:
    """Build the sheet."""
    uitleg = {item.id: item.omschrijving for item in assessment.rulebook.krachten.values()}

    def notes(row: int) -> list[str]:
        return [*_strongest(findings, row), *_whom_to_ask(assessment, row)]

    return score_sheet(assessment, OutcomeKind.KRACHT, "Krachten", "bwz_krachten", uitleg, notes)


def _strongest(findings: Findings, row: int) -> list[str]:
    assessment = findings.assessment
    if all(outcome.reden[row] for outcome in assessment.of_kind(OutcomeKind.KRACHT)):
        return []
    found = findings.krachten(row)[:_MOST]
    unknown = findings.unknown(row, OutcomeKind.KRACHT)
    if not found and unknown:
        return [unknown_text(unknown)]
    if not found:
        floor = format_number(assessment.rulebook.getal("zekerheid", "kracht_minimaal_punten"))
        return [f"Geen kracht springt eruit: niets is minstens {floor} van 100 en sterk of sterker dan vergelijkbaar."]
    closing = unknown_text(unknown, has_findings=True) if unknown else "Verder springt geen kracht eruit."
    more = "" if len(found) == _MOST else f" {closing}"
    return [f"Sterk hier: {join_words([_named(kracht) for kracht in found])}.{more}"]


def _named(kracht: Bevinding) -> str:
    name, _, figures = strength_text(kracht).partition(": ")
    return f"{lowered(name)} ({figures})"


def _whom_to_ask(assessment: Assessment, row: int) -> list[str]:
    segments = leading(assessment)
    style = None if segments is None else style_of(assessment, segments, row)
    return [] if style is None else [f"Vraag bewoners via {join_words(style.via_wie, 'of')} ({style.naam})."]
