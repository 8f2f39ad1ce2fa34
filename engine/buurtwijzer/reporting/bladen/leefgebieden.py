"""Sheet ``Leefgebieden``: a score per life domain and the overall picture, 100 is favourable."""

from __future__ import annotations

import math

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number
from buurtwijzer.reporting.blad import Blad
from buurtwijzer.reporting.bladen.scores import score_sheet
from buurtwijzer.scoring.outcomes import OutcomeKind
from buurtwijzer.scoring.ranks import Ranks


def leefgebieden(assessment: Assessment) -> Blad:
    """Build the sheet."""
    uitleg = {item.id: item.omschrijving for item in assessment.rulebook.leefgebieden.values()}

    def notes(row: int) -> list[str]:
        return [*_overall(assessment, row)]

    return score_sheet(
        assessment,
        OutcomeKind.LEEFGEBIED,
        "Leefgebieden",
        "bwz_leefgebieden",
        uitleg,
        notes,
        assessment.totaalbeeld,
    )


def _overall(assessment: Assessment, row: int) -> list[str]:
    """Say what the arithmetic mean would be and what is missing; without an overall picture why there is none."""
    total = assessment.totaalbeeld
    if total is None:
        return []
    if math.isnan(float(total.score[row])):
        return [total.reden[row]] if total.reden[row] else []
    missing = f" Niet meegeteld, want zonder score: {total.ontbreekt[row]}." if total.ontbreekt[row] else ""
    arithmetic = format_number(float(total.rekenkundig[row]), 1)
    score = format_number(float(total.score[row]), 1)
    return [f"Totaalbeeld {score} (rekenkundig gemiddelde {arithmetic}).{missing}{_place(total.rangen, row)}"]


def _place(ranks: Ranks, row: int) -> str:
    """Give the margin of the rank; the rank itself would look more certain than it is."""
    if not ranks.rang[row]:
        return ""
    low, high = ranks.laag[row], ranks.hoog[row]
    margin = f"op de {low}e plaats" if low == high else f"tussen de {low}e en de {high}e plaats"
    return f" Binnen dit bestand {margin} van {ranks.aantal_n} (1e is het gunstigst)."
