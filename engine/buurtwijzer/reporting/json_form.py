"""`assessment_json()`: a result as plain JSON values for other programs; missing is null, every sum adds up."""

from __future__ import annotations

import math

from buurtwijzer.assessment import Assessment
from buurtwijzer.data.judgements import Spiegeling
from buurtwijzer.data.own.area_model import OwnArea
from buurtwijzer.interventions.model import Advies
from buurtwijzer.reporting.blad import count, number
from buurtwijzer.reporting.parts import parts_of
from buurtwijzer.rulebook.validation import validated
from buurtwijzer.scoring.outcomes import OutcomeScores
from buurtwijzer.segmentation.model import Samenleven, Segments

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
        "koppeling": None if assessment.koppeling is None else assessment.koppeling.as_dict(),
        **({} if assessment.spiegeling is None else {"spiegeling": _said(assessment.spiegeling)}),
        "meldingen": [issue.as_dict() for issue in assessment.issues],
        "verantwoording": [
            {"onderdeel": onderdeel, "waarde": waarde} for onderdeel, waarde in assessment.verantwoording
        ],
    }


def _said(said: Spiegeling) -> list[dict[str, object]]:
    """Give what was answered, without the free texts: those are for people."""
    return [
        {
            "code": oordeel.code,
            "kenmerk": oordeel.kenmerk,
            "rol": oordeel.rol,
            "antwoord": oordeel.antwoord,
            "gesprokenen": oordeel.personen,
            "datum": oordeel.datum or None,
        }
        for oordeel in said.oordelen
        if oordeel.telt
    ]


def _area(assessment: Assessment, row: int) -> dict[str, object]:
    table = assessment.table
    own = table.own_area(row)
    return {
        "code": table.code[row],
        "naam": table.naam[row],
        "gemeente": table.gemeente[row],
        "niveau": table.niveau[row].value,
        "inwoners": count(float(table.inwoners[row])),
        "huishoudens": count(float(table.huishoudens[row])),
        **({} if own is None else {"eigen": _own(own)}),
        "uitkomsten": {outcome.id: _outcome(outcome, row) for outcome in assessment.uitkomsten},
        "leefstijlen": {
            segments.id: {**_segments(segments, row), "gevalideerd_hier": _checked(assessment, segments, row)}
            for segments in assessment.segmenten
        },
        "samenleven": None if assessment.samenleven is None else _living(assessment.samenleven, row),
        "adviezen": [_advies(advies) for advies in assessment.adviezen[row]],
    }


def _own(area: OwnArea) -> dict[str, object]:
    return {
        "soort": area.soort,
        "delen": [{"code": deel.code, "aandeel": deel.aandeel} for deel in area.delen],
        "aandeel_eigen_bezit": area.eigen_bezit,
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


def _segments(segments: Segments, row: int) -> dict[str, object]:
    form: dict[str, object] = {
        "naam": segments.naam,
        "maat": segments.maat,
        "segmenten": {},
        "grootste": [segments.ids[number] for number in segments.grootste[row].tolist() if number >= 0],
        "kenmerkend": list(segments.kenmerkend(row)),
        "stabiliteit": number(float(segments.stabiliteit[row])),
        "oordeel": segments.oordeel(row) or None,
        "benaderstijl": segments.benaderstijl[row],
        "dekking": number(float(segments.dekking[row]), 6),
        "reden": segments.reden[row] or None,
    }
    if not segments.reden[row]:
        form["segmenten"] = {id_: _segment(segments, row, place) for place, id_ in enumerate(segments.ids)}
    return form


def _checked(assessment: Assessment, segments: Segments, row: int) -> bool | None:
    """Tell whether an estimate was laid beside known shares in this gemeente; None for shares that were brought."""
    rule = assessment.rulebook.segmentaties.get(segments.id)
    if rule is None or rule.inlezen is not None:
        return None
    return validated(rule, (assessment.table.code[row],))[0]


def _segment(segments: Segments, row: int, place: int) -> dict[str, object]:
    """Give one segment; ``vertrekpunt + sum(bijdragen) + rest`` differs between segments as ``ln`` of their sizes."""
    return {
        "naam": segments.namen[place],
        "aandeel": number(float(segments.aandeel[row, place]), 6),
        "landelijk": number(float(segments.landelijk[place]), 6),
        "vertrekpunt": number(float(segments.vertrekpunt[place]), 6),
        "bijdragen": dict(zip(segments.kenmerken, segments.bijdragen[row, place].tolist(), strict=True)),
        "rest": number(float(segments.rest[row, place]), 6),
    }


def _living(living: Samenleven, row: int) -> dict[str, object]:
    return {
        "segmentatie": living.segmentatie,
        "diversiteit": number(float(living.diversiteit[row])),
        "afstand": number(float(living.afstand[row])),
        "vraag_pct": number(float(living.vraag_pct[row])),
        "draagkracht_pct": number(float(living.draagkracht_pct[row])),
        "vraag_gemeten": number(float(living.vraag_gemeten[row])),
        "draagkracht_gemeten": number(float(living.draagkracht_gemeten[row])),
        "verhouding": number(float(living.verhouding[row])),
        "is_gemeten": bool(living.is_gemeten[row]),
        "meedoen": number(float(living.meedoen[row])),
        "is_meedoen_gemeten": bool(living.is_meedoen_gemeten[row]),
        "samenstelling": living.samenstelling[row],
        "zelfredzaamheid": living.zelfredzaamheid[row],
        "participatie": living.participatie[row],
        "reden": living.reden[row] or None,
    }


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
