"""Sheet ``Overzicht``: one row per area with what leads; no ranking and no total. The rest is folded away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.reporting.blad import Blad, Cel, CelSoort, Kolom, LuieRijen, Rij, number
from buurtwijzer.reporting.bladen.gebied import (
    PINNED,
    SHARE_DECIMALS,
    ScoreNotes,
    closing_column,
    identity,
    identity_columns,
    joined,
    mean_coverage,
)
from buurtwijzer.reporting.certainty import Certainty, Zekerheid
from buurtwijzer.reporting.findings import Bevinding, Findings
from buurtwijzer.reporting.official import OfficialFigures
from buurtwijzer.reporting.segments import LEGENDA, groups, largest_name, leading, style_name, typical_names
from buurtwijzer.reporting.texts import attention_text, kern_sentence, strength_text
from buurtwijzer.scoring.outcomes import OutcomeKind

SHOWN = 3
_CHANGED_BOUNDARY = 3
_FRAC_TO_PCT = 100.0
_SIZE_NOTES = {
    "gelijkenis": "0-100: hoeveel het gebied op het profiel lijkt; geen aandeel van de bewoners.",
    "aandeel": "Aandeel van de bewoners.",
}


def overzicht(assessment: Assessment, findings: Findings, certainty: Certainty) -> Blad:
    """Build the sheet."""
    rows = LuieRijen(len(assessment.table), lambda: _rows(assessment, findings, certainty))
    return Blad("Overzicht", "bwz_overzicht", tuple(_columns(assessment, certainty)), rows, PINNED, regels=4)


def _rows(assessment: Assessment, findings: Findings, certainty: Certainty) -> Iterator[Rij]:
    words = certainty.of_areas()
    score_notes = ScoreNotes.of(assessment, assessment.uitkomsten)
    figures = {o.id: OfficialFigures.of(assessment, o) for o in assessment.of_kind(OutcomeKind.RISICO)}
    starts = identity(assessment, mean_coverage(assessment.uitkomsten))
    said = zip(starts, words, _certainty_notes(certainty), strict=True)
    for row, (start, word, certain) in enumerate(said):
        krachten, aandacht = findings.krachten(row), findings.aandachtspunten(row)
        notes = score_notes.in_short(row)
        if word is not Zekerheid.GEEN_UITSPRAAK:
            notes = [certain, *_absent(krachten, aandacht), *_notes(assessment, certainty, row), *notes]
        kern = _kern(findings, word, row)
        segments = _segment_cells(assessment, row)
        yield (
            *start,
            kern,
            word.value,
            *segments,
            *_found(findings, figures, krachten, aandacht, row),
            None,
            joined(notes),
        )


def _columns(assessment: Assessment, certainty: Certainty) -> Iterator[Kolom]:
    wide = CelSoort.LANGE_TEKST
    advies = (
        "Eerste stap, geen besluit." if not certainty.is_verkenning else "Verkenning: te veel aannames voor advies."
    )
    coverage = "Deel van het gewicht waarvoor er gegevens zijn, gemiddeld over alle uitkomsten."
    yield from identity_columns(coverage, naam=18, short=True)
    yield Kolom("kern", wide, 34, "Wat hier opvalt naast vergelijkbare gebieden.", begint_groep=True)
    yield Kolom("zekerheid", CelSoort.TEKST, 11, "Stevig, redelijk, zwak of geen uitspraak; zie Verantwoording.")
    yield from _segment_columns(assessment)
    yield from _numbered("kracht", 17, "Score 0-100 van wat hier sterk is of duidelijk sterker dan vergelijkbaar.", 2)
    yield from _numbered("aandachtspunt", 21, "Wat duidelijk hoger is dan vergelijkbaar, of hoog in Nederland.", 2)
    yield from _numbered("advies", 17, advies, 1)
    yield Kolom("trekker", CelSoort.TEKST, 11, "Wie het eerste advies trekt.")
    yield Kolom(
        "herkenning", CelSoort.TEKST, 12, "Zelf in te vullen met bewoners en professionals: ja, deels of nee.", True
    )
    yield closing_column("Waarom een score ontbreekt, en hoe zeker deze rij is.")


def _numbered(kop: str, breedte: float, uitleg: str, in_sight: int) -> Iterator[Kolom]:
    for place in range(1, SHOWN + 1):
        note = uitleg if place == 1 else ""
        yield Kolom(
            f"{kop} {place}", CelSoort.LANGE_TEKST, breedte, note, begint_groep=place == 1, gevouwen=place > in_sight
        )


def _kern(findings: Findings, word: Zekerheid, row: int) -> str:
    return kern_sentence(
        findings.assessment.table.niveau[row],
        findings.opvallende(row),
        has_score=word is not Zekerheid.GEEN_UITSPRAAK,
        has_comparison=findings.has_comparison(row),
    )


def _segment_columns(assessment: Assessment) -> Iterator[Kolom]:
    first = leading(assessment)
    if first is not None:
        note = f"Waar dit gebied het meest op lijkt. Legenda: {LEGENDA}."
        if first.maat == "aandeel":
            note = f"De grootste groep bewoners. Legenda: {LEGENDA}."
        for place in range(1, SHOWN + 1):
            folded = place > 1
            yield Kolom(
                f"leefstijl {place}",
                CelSoort.TEKST,
                17,
                "" if folded else note,
                begint_groep=not folded,
                gevouwen=folded,
            )
            size = CelSoort.PUNTEN if first.maat == "gelijkenis" else CelSoort.PROCENT
            yield Kolom(f"{first.maat} {place}", size, 13, "" if folded else _SIZE_NOTES[first.maat], gevouwen=folded)
    if groups(assessment) is not None:
        yield Kolom("kenmerkend", CelSoort.TEKST, 17, f"Welke bewoners hier meer wonen dan in Nederland; {LEGENDA}.")
    if first is not None:
        yield Kolom("benaderstijl", CelSoort.TEKST, 14, "Hoe u mensen hier het best benadert; zie blad Leefstijlen.")


def _segment_cells(assessment: Assessment, row: int) -> Iterator[Cel]:
    first, groepen = leading(assessment), groups(assessment)
    if first is not None:
        factor, decimals = (_FRAC_TO_PCT, 4) if first.maat == "gelijkenis" else (1.0, SHARE_DECIMALS)
        for place in range(SHOWN):
            number_of = int(first.grootste[row, place])
            yield largest_name(first, row, place)
            yield None if number_of < 0 else number(factor * float(first.aandeel[row, number_of]), decimals)
    if groepen is not None:
        yield typical_names(groepen, row)
    if first is not None:
        yield style_name(assessment, first, row)


def _found(
    findings: Findings,
    figures: Mapping[str, OfficialFigures],
    krachten: Sequence[Bevinding],
    aandacht: Sequence[Bevinding],
    row: int,
) -> Rij:
    adviezen = findings.adviezen(row)
    return (
        *_padded([strength_text(found) for found in krachten[:SHOWN]]),
        *_padded(
            [
                attention_text(found, findings.niveaus, figures[found.id].beside(found.naam, row))
                for found in aandacht[:SHOWN]
            ]
        ),
        *_padded([advies.naam for advies in adviezen[:SHOWN]]),
        adviezen[0].trekker if adviezen else None,
    )


def _padded(texts: Sequence[str]) -> tuple[Cel, ...]:
    return (*texts, *([None] * (SHOWN - len(texts))))


def _notes(assessment: Assessment, certainty: Certainty, row: int) -> Iterator[str]:
    if certainty.gebieden.aanname_frac[row] > certainty.verkenning_frac:
        yield "Verkenning, geen advies: meer dan de helft van de invoer is aanname."
    if int(assessment.table.gewijzigd[row]) == _CHANGED_BOUNDARY:
        yield "De grens van dit gebied is gewijzigd: vergelijk niet zonder meer met eerdere jaren."


def _absent(krachten: Sequence[Bevinding], aandacht: Sequence[Bevinding]) -> Iterator[str]:
    if not krachten:
        yield "Geen kracht die sterk is of duidelijk sterker dan vergelijkbaar."
    if not aandacht:
        yield "Geen aandachtspunt dat duidelijk hoger is dan vergelijkbaar of hoog in Nederland."


def _certainty_notes(certainty: Certainty) -> Iterator[str]:
    """Say per area what its certainty rests on."""
    quality, words = certainty.gebieden, certainty.of_areas()
    counted = [part.tolist() for part in certainty.counts()]
    for row, (word, given, firm, fair) in enumerate(zip(words, *counted, strict=True)):
        band, age = float(quality.band[row]), float(quality.ouderdom_jaren[row])
        width = "onbekend" if np.isnan(band) else f"{format_number(band, 0)} punten breed"
        share = format_number(_FRAC_TO_PCT * float(quality.schatting_frac[row]), 0)
        yield (
            f"Zekerheid {word.value}: van {plural(given, 'score', 'scores')} zijn er {firm} stevig en {fair} redelijk; "
            f"gemiddeld is de band {width}, {share} % schatting of aanname en zijn de cijfers {format_number(age, 1)} "
            "jaar ouder dan het nieuwste bestand."
        )
