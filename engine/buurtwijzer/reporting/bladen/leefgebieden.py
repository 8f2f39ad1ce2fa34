"""Sheet ``Leefgebieden``: a score per life domain, 100 is favourable."""

from __future__ import annotations

from buurtwijzer.assessment import Assessment
from buurtwijzer.reporting.blad import Blad
from buurtwijzer.reporting.bladen.scores import score_sheet
from buurtwijzer.scoring.outcomes import OutcomeKind


def leefgebieden(assessment: Assessment) -> Blad:
    """Build the sheet."""
    uitleg = {item.id: item.omschrijving for item in assessment.rulebook.leefgebieden.values()}
    return score_sheet(assessment, OutcomeKind.LEEFGEBIED, "Leefgebieden", "bwz_leefgebieden", uitleg)
