"""Sheet ``Krachten``: a score per strength, 100 is strong."""

from __future__ import annotations

from buurtwijzer.assessment import Assessment
from buurtwijzer.reporting.blad import Blad
from buurtwijzer.reporting.bladen.scores import score_sheet
from buurtwijzer.scoring.outcomes import OutcomeKind


def krachten(assessment: Assessment) -> Blad:
    """Build the sheet."""
    uitleg = {item.id: item.omschrijving for item in assessment.rulebook.krachten.values()}
    return score_sheet(assessment, OutcomeKind.KRACHT, "Krachten", "bwz_krachten", uitleg)
