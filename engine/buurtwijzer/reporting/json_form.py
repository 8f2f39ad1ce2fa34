"""`assessment_json()`: a result as plain JSON values for other programs; missing is null, every sum adds up."""

from __future__ import annotations

import math

from buurtwijzer.assessment import Assessment
from buurtwijzer.interventions.model import Advies
from buurtwijzer.reporting.blad import count, number
from buurtwijzer.reporting.parts import parts_of
from buurtwijzer.scoring.outcomes import OutcomeScores

SCHEMA = 1


def assessment_json(assessment: Assessment) -> dict[str, object]:
    """Give a result as JSON values, in a fixed order.

    Returns:
        Areas by code with their outcomes and advice, the findings and the receipt. In every outcome with a score
        ``sum(bijdragen.values()) + rest == score``; ``vertrekpunt`` is the first of the ``bijdragen``.
    """
    return {
        "schema": SCHEMA,
        "niveau": assessment.options.niveau.value,
        "vergelijking": assessment.vergelijking,
        "gebieden": [_area(assessment, row) for row in range(len(assessment.table))],
        "meldingen": [issue.as_dict() for issue in assessment.issues],
        "verantwoording": [
            {"onderdeel": onderdeel, "waarde": waarde} for onderdeel, waarde in assessment.verantwoording
        ],
    }


def _area(assessment: Assessment, row: int) -> dict[str, object]:
    table = assessment.table
    return {
        "code": table.code[row],
        "naam": table.naam[row],
        "gemeente": table.gemeente[row],
        "niveau": table.niveau[row].value,
        "inwoners": count(float(table.inwoners[row])),
        "huishoudens": count(float(table.huishoudens[row])),
        "uitkomsten": {outcome.id: _outcome(outcome, row) for outcome in assessment.uitkomsten},
        "adviezen": [_advies(advies) for advies in assessment.adviezen[row]],
    }


def _outcome(outcome: OutcomeScores, row: int) -> dict[str, object]:
    score = float(outcome.score[row])
    form: dict[str, object] = {
        "soort": outcome.soort.value,
        "naam": outcome.naam,
        "score": number(score),
        "laag": number(float(outcome.laag[row])),
        "hoog": number(float(outcome.hoog[row])),
        "dekking": number(float(outcome.dekking[row]), 6),
        "vergelijkbaar": number(float(outcome.vergelijkbaar[row])),
        "vertrekpunt": float(outcome.vertrekpunt),
        "bijdragen": {},
        "rest": None,
        "reden": outcome.reden[row] or None,
    }
    if not math.isnan(score):
        parts = parts_of(outcome, row)
        form |= {"bijdragen": {"vertrekpunt": parts.vertrekpunt, **dict(parts.bijdragen)}, "rest": parts.rest}
    return form


def _advies(advies: Advies) -> dict[str, object]:
    return {
        "interventie": advies.interventie,
        "naam": advies.naam,
        "poort": advies.poort.value,
        "poorten": [
            {"naam": poort.naam, "antwoord": poort.antwoord.value, "waarom": poort.waarom} for poort in advies.poorten
        ],
        "nodig": _factor(advies.nodig),
        "bewijs": _factor(advies.bewijs),
        "bewijs_tekst": advies.bewijs_tekst,
        "haalbaar": _factor(advies.haalbaar),
        "aansluiting": _factor(advies.aansluiting),
        "volgorde": _factor(advies.volgorde),
        "is_advies": advies.is_advies,
        "uitkomst": advies.uitkomst,
        "vorm": advies.vorm,
        "reden": advies.reden,
        "trekker": advies.trekker,
        "betaler": advies.betaler,
    }


def _factor(value: float | None) -> float | None:
    return None if value is None else number(value)
