"""Sheet ``Overzicht``: one row per area with what leads; no ranking and no total. The rest is folded away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
_NOTHING_FOUND: Rij = (None,) * (3 * SHOWN + 1)
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
        notes = score_notes.counted(row)
        found: Rij = _NOTHING_FOUND
        if word is not Zekerheid.GEEN_UITSPRAAK:
            found, without = _found(findings, certainty, figures, row)
            notes = [certain, *without, *_notes(assessment, certainty, row), *notes]
        segments = _segment_cells(assessment, row)
        yield (*start, _kern(findings, word, row), word.value, *segments, *found, None, joined(notes))


def _columns(assessment: Assessment, certainty: Certainty) -> Iterator[Kolom]:
    wide = CelSoort.LANGE_TEKST
    advies = (
        "Eerste stap, geen besluit." if not certainty.is_verkenning else "Verkenning: te veel aannames voor advies."
    )
    coverage = "Deel van het gewicht waarvoor er gegevens zijn, gemiddeld over alle uitkomsten."
    yield from identity_columns(coverage, naam=17, short=True)
    yield Kolom("kern", wide, 30, "Wat hier opvalt naast vergelijkbare gebieden.", begint_groep=True)
    yield Kolom(
        "zekerheid",
        CelSoort.TEKST,
        10,
        "Van de rij als geheel: stevig, redelijk, zwak of geen uitspraak. Achter elke kracht en elk aandachtspunt "
        "staat de zekerheid van dat ene getal. Verantwoording zegt waar het op rust.",
    )
    yield from _segment_columns(assessment)
    floor = format_number(assessment.rulebook.getal("zekerheid", "kracht_minimaal_punten"))
    strong = (
        f"Wat hier sterk is, of duidelijk sterker dan vergelijkbaar, en minstens {floor} van 100. Wie u kunt vragen: "
        "blad Krachten."
    )
    yield from _numbered("kracht", 16, strong, 2)
    yield from _numbered("aandachtspunt", 21, "Wat duidelijk hoger is dan vergelijkbaar, of hoog in Nederland.", 2)
    yield from _numbered("advies", 17, advies, 2)
    yield Kolom(
        "trekker",
        CelSoort.TEKST,
        11,
        "Wie het eerste advies trekt. Wat elke partij kan doen en wat bewoners zelf doen: blad Interventies, eerste "
        "rij van het gebied.",
    )
    yield Kolom(
        "herkenning", CelSoort.TEKST, 12, "Zelf in te vullen met bewoners en professionals: ja, deels of nee.", True
    )
    yield closing_column(
        "Hoe zeker deze rij is, waarom er geen advies is en hoeveel scores ontbreken.", width=44, lines=6
    )


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
                16,
                "" if folded else note,
                begint_groep=not folded,
                gevouwen=folded,
            )
            size = CelSoort.PUNTEN if first.maat == "gelijkenis" else CelSoort.PROCENT
            yield Kolom(f"{first.maat} {place}", size, 11, "" if folded else _SIZE_NOTES[first.maat], gevouwen=folded)
    if groups(assessment) is not None:
        yield Kolom(
            "kenmerkend",
            CelSoort.TEKST,
            16,
            f"Welke bewoners hier meer wonen dan in Nederland; {LEGENDA}. Of zij elkaar aanvullen: blad Samenleven.",
        )
    if first is not None:
        yield Kolom(
            "benaderstijl",
            CelSoort.TEKST,
            13,
            "Hoe u mensen hier het best benadert. Via wie, waarmee en wat u vermijdt: blad Leefstijlen.",
        )


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
    findings: Findings, certainty: Certainty, figures: Mapping[str, OfficialFigures], row: int
) -> tuple[Rij, list[str]]:
    """Give the cells of what leads, and the sentence on attention points without advice."""
    krachten, aandacht = findings.krachten(row)[:SHOWN], findings.aandachtspunten(row)[:SHOWN]
    adviezen = findings.adviezen(row)

    def firm(found: Bevinding) -> str:
        return certainty.word(found.nummer, row).value

    strong = [strength_text(found, firm(found)) for found in krachten]
    attention = [
        attention_text(found, findings.niveaus, figures[found.id].beside(found.naam, row), firm(found))
        for found in aandacht
    ]
    advice = [advies.naam for advies in adviezen[:SHOWN]]
    without = findings.without_advice(row, SHOWN)
    if not advice:
        advice = [f"Geen advies. {without.pop(0)}." if without else "Geen advies: geen aandachtspunt."]
    cells = (
        *_padded(strong, "Geen kracht springt eruit." if not strong else "Verder geen kracht."),
        *_padded(attention, "Geen aandachtspunt springt eruit." if not attention else ""),
        *_padded(advice),
        adviezen[0].trekker if adviezen else None,
    )
    return cells, [f"Zonder advies: {'; '.join(without)}."] if without else []


def _padded(texts: Sequence[str], closing: str = "") -> tuple[Cel, ...]:
    """Fill up to the columns there are; the first one left says that there is no more."""
    filled = [*texts, *([closing] if closing and len(texts) < SHOWN else [])]
    return (*filled, *([None] * (SHOWN - len(filled))))


def _notes(assessment: Assessment, certainty: Certainty, row: int) -> Iterator[str]:
    if certainty.gebieden.aanname_frac[row] > certainty.verkenning_frac:
        yield "Verkenning, geen advies: meer dan de helft van de invoer is aanname."
    if int(assessment.table.gewijzigd[row]) == _CHANGED_BOUNDARY:
        yield "De grens van dit gebied is gewijzigd: vergelijk niet zonder meer met eerdere jaren."


def _certainty_notes(certainty: Certainty) -> Iterator[str]:
    """Say per area what its certainty rests on."""
    assumed = certainty.gebieden.aanname_frac.tolist()
    counted = [part.tolist() for part in certainty.counts()]
    for word, given, firm, fair, share in zip(certainty.of_areas(), *counted, assumed, strict=True):
        yield (
            f"Zekerheid {word.value}: van {plural(given, 'score', 'scores')} {firm} stevig, {fair} redelijk en "
            f"{given - firm - fair} zwak; {format_number(_FRAC_TO_PCT * share, 0)} % aanname."
        )
