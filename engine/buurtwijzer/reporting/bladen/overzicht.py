"""Sheet ``Overzicht``: one row per area with what leads; no ranking and no total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number
from buurtwijzer.reporting.blad import Blad, Cel, CelSoort, Kolom, Rij
from buurtwijzer.reporting.bladen.gebied import (
    PINNED,
    closing_column,
    identity,
    identity_columns,
    joined,
    mean_coverage,
    score_notes,
)
from buurtwijzer.reporting.certainty import Certainty, Zekerheid
from buurtwijzer.reporting.findings import Findings
from buurtwijzer.reporting.texts import attention_text, kern_sentence, strength_text

SHOWN = 3
_CHANGED_BOUNDARY = 3
_FRAC_TO_PCT = 100.0


def overzicht(assessment: Assessment, findings: Findings, certainty: Certainty) -> Blad:
    """Build the sheet."""
    coverage = mean_coverage(assessment.uitkomsten)
    rows = (
        (
            *identity(assessment, row, float(coverage[row])),
            *_leading(findings, certainty, row),
            None,
            joined(_notes(assessment, findings, certainty, row)),
        )
        for row in range(len(assessment.table))
    )
    return Blad("Overzicht", "bwz_overzicht", tuple(_columns(certainty)), tuple(rows), PINNED)


def _columns(certainty: Certainty) -> Iterator[Kolom]:
    wide = CelSoort.LANGE_TEKST
    advies = (
        "Eerste stap, geen besluit." if not certainty.is_verkenning else "Verkenning: te veel aannames voor advies."
    )
    yield from identity_columns("Deel van het gewicht waarvoor er gegevens zijn, gemiddeld over alle uitkomsten.")
    yield Kolom("kern", wide, 40, "Wat hier opvalt naast vergelijkbare gebieden.", begint_groep=True)
    yield Kolom("zekerheid", CelSoort.TEKST, 12, "Stevig, redelijk, zwak of geen uitspraak; zie Verantwoording.")
    yield from _numbered("kracht", 23, "Score 0-100 van wat hier sterk is of duidelijk sterker dan vergelijkbaar.")
    yield from _numbered("aandachtspunt", 25, "Wat duidelijk hoger is dan vergelijkbaar, of hoog in Nederland.")
    yield from _numbered("advies", 21, advies)
    yield Kolom("trekker", CelSoort.TEKST, 13, "Wie het eerste advies trekt.")
    yield Kolom(
        "herkenning", CelSoort.TEKST, 13, "Zelf in te vullen met bewoners en professionals: ja, deels of nee.", True
    )
    yield closing_column("Waarom een score ontbreekt, en hoe zeker deze rij is.")


def _numbered(kop: str, breedte: float, uitleg: str) -> Iterator[Kolom]:
    for place in range(1, SHOWN + 1):
        yield Kolom(f"{kop} {place}", CelSoort.LANGE_TEKST, breedte, uitleg if place == 1 else "", place == 1)


def _leading(findings: Findings, certainty: Certainty, row: int) -> Rij:
    adviezen = findings.adviezen(row)
    kern = kern_sentence(
        findings.assessment.table.niveau[row],
        findings.opvallende(row),
        has_score=bool(certainty.gebieden.gegeven[row]),
        has_comparison=findings.has_comparison(row),
    )
    return (
        kern,
        certainty.of_area(row).value,
        *_padded([strength_text(found) for found in findings.krachten(row)]),
        *_padded([attention_text(found, findings.niveaus) for found in findings.aandachtspunten(row)]),
        *_padded([advies.naam for advies in adviezen]),
        adviezen[0].trekker if adviezen else None,
    )


def _padded(texts: Sequence[str]) -> tuple[Cel, ...]:
    shown: list[Cel] = list(texts[:SHOWN])
    return (*shown, *([None] * (SHOWN - len(shown))))


def _notes(assessment: Assessment, findings: Findings, certainty: Certainty, row: int) -> Iterator[str]:
    yield from score_notes(assessment, assessment.uitkomsten, row)
    if certainty.of_area(row) is Zekerheid.GEEN_UITSPRAAK:
        return
    yield _certainty_note(certainty, row)
    if not findings.krachten(row):
        yield "Geen kracht die sterk is of duidelijk sterker dan vergelijkbaar."
    if not findings.aandachtspunten(row):
        yield "Geen aandachtspunt dat duidelijk hoger is dan vergelijkbaar of hoog in Nederland."
    if certainty.gebieden.aanname_frac[row] > certainty.verkenning_frac:
        yield "Verkenning, geen advies: meer dan de helft van de invoer is aanname."
    if int(assessment.table.gewijzigd[row]) == _CHANGED_BOUNDARY:
        yield "De grens van dit gebied is gewijzigd: vergelijk niet zonder meer met eerdere jaren."


def _certainty_note(certainty: Certainty, row: int) -> str:
    quality = certainty.gebieden
    band = float(quality.band[row])
    width = "onbekend" if np.isnan(band) else f"{format_number(band, 0)} punten breed"
    share = format_number(_FRAC_TO_PCT * float(quality.schatting_frac[row]), 0)
    return (
        f"Zekerheid {certainty.of_area(row).value}: dekking "
        f"{format_number(_FRAC_TO_PCT * float(quality.dekking[row]), 0)} %, band {width}, "
        f"{share} % schatting of aanname."
    )
