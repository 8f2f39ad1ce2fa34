"""A first sheet ``Plan``: per chosen area the first advice that a party can pay, to be changed by the user."""

from __future__ import annotations

from buurtwijzer.assessment import Assessment
from buurtwijzer.interventions.wording import party_name
from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom, Rij
from buurtwijzer_excel.workbook.plan_limit_cells import LIMIT
from buurtwijzer_excel.workbook.plan_sheet import BUDGET, LINE, SHEET, WHOLE

PLAN = "Voorstel"
_WIDTHS = {"naam gebied": 24, "interventie": 30, "verdeling": 28, "taakveld": 20, "financiering": 24}
_WIDE = {
    "over plan": 16,
    "nulalternatief": 50,
    "budget van plan": 16,
    "grens van plan": 16,
    "soort grens": 14,
    "van interventie": 22,
}
_NUMBERS = ("aantal", "start", "jaren", "eigen uren", "tarief", "opstart", "eerste jaar", "looptijd", "prijspeil")


def proposal(assessment: Assessment, jaar: int) -> Blad:
    """Give the sheet; an area without an advice that somebody pays has no line.

    Args:
        assessment: The chosen areas.
        jaar: Year in which everything starts.
    """
    rows = [line for number in range(len(assessment.table)) if (line := _line(assessment, number, jaar)) is not None]
    years = assessment.rulebook.getal("waarde", "looptijd_jaren")
    about: Rij = (PLAN, None, jaar, int(years), jaar)
    empty: Rij = (None,) * len(about)
    last: Rij = (None,) * (len(BUDGET) + len(LIMIT))
    filled = rows or [(None,) * len(LINE)]
    return Blad(
        SHEET,
        "bwz_plan",
        tuple(_column(kop) for kop in (*LINE, *WHOLE, *BUDGET, *LIMIT)),
        tuple((*line, *(empty if place else about), *last) for place, line in enumerate(filled)),
    )


def _line(assessment: Assessment, row: int, jaar: int) -> Rij | None:
    rules = assessment.rulebook.interventies
    found = next((a for a in assessment.adviezen[row] if a.is_advies and rules[a.interventie].betalers), None)
    if found is None:
        return None
    rule = rules[found.interventie]
    years = int(assessment.rulebook.getal("waarde", "looptijd_jaren")) if rule.kosten.ritme == "jaarlijks" else 1
    payer = party_name(rule.betalers[0])
    table = assessment.table
    return (PLAN, table.code[row], table.naam[row], rule.id, 1, jaar, years, payer, 0, 0, 0, None, None)


def _column(kop: str) -> Kolom:
    is_number = kop in _NUMBERS or kop in ("jaar", "bedrag", "in jaar", "grens aantal")
    return Kolom(kop, CelSoort.GETAL if is_number else CelSoort.TEKST, _WIDTHS.get(kop, _WIDE.get(kop, 11)))
