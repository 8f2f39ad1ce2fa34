"""Sheet ``Risico's``: a level per attention point, 100 is much; the official figure leads the toelichting."""

from __future__ import annotations

from buurtwijzer.assessment import Assessment
from buurtwijzer.reporting.blad import Blad
from buurtwijzer.reporting.bladen.scores import score_sheet
from buurtwijzer.reporting.official import OfficialFigures
from buurtwijzer.reporting.texts import lowered
from buurtwijzer.scoring.outcomes import OutcomeKind

_WIDTH = 110.0
"""Risico's takes two pages beside each other anyhow; so wide, its rows stay low."""


def risicos(assessment: Assessment) -> Blad:
    """Build the sheet."""
    uitleg = {
        item.id: f"{item.omschrijving} Soort cijfer: {item.soort.value}."
        for item in assessment.rulebook.risicos.values()
    }
    figures = [
        (outcome.naam, OfficialFigures.of(assessment, outcome)) for outcome in assessment.of_kind(OutcomeKind.RISICO)
    ]

    def official(row: int) -> list[str]:
        found = [(naam, figure.of_area(row)) for naam, figure in figures]
        named = [f"{naam}: {lowered(figure)}" for naam, figure in found if figure]
        return [f"Officiële cijfers. {'; '.join(named)}."] if named else []

    return score_sheet(assessment, OutcomeKind.RISICO, "Risico's", "bwz_risicos", uitleg, official, breedte=_WIDTH)
