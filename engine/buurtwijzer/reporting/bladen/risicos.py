"""Sheet ``Risico's``: a level per attention point, 100 is much; the official figure is in the toelichting."""

from __future__ import annotations

from buurtwijzer.assessment import Assessment
from buurtwijzer.reporting.blad import Blad
from buurtwijzer.reporting.bladen.scores import score_sheet
from buurtwijzer.reporting.official import official_figure
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores


def risicos(assessment: Assessment) -> Blad:
    """Build the sheet."""
    uitleg = {
        item.id: f"{item.omschrijving} Soort cijfer: {item.soort.value}."
        for item in assessment.rulebook.risicos.values()
    }

    def official(outcome: OutcomeScores, row: int) -> str:
        figure = official_figure(assessment, outcome, row)
        return f"Officieel cijfer bij {outcome.naam}: {figure}." if figure else ""

    return score_sheet(assessment, OutcomeKind.RISICO, "Risico's", "bwz_risicos", uitleg, official)
