"""Sheet ``Overzicht``: one row per area with what leads; no ranking and no total. The rest is folded away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number, join_words, plural
from buurtwijzer.reporting.blad import Blad, Cel, CelSoort, Kolom, LuieRijen, Rij, numbers
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
from buurtwijzer.reporting.findings import SHOWN, Bevinding, Findings
from buurtwijzer.reporting.mirror.mirrored import Mirror
from buurtwijzer.reporting.official import OfficialFigures
from buurtwijzer.reporting.segments import (
    LEGENDA,
    NIET_GEVALIDEERD,
    groups,
    largest_names,
    leading,
    style_name,
    typical_names,
    unvalidated,
)
from buurtwijzer.reporting.texts import IN_KERN, attention_text, kern_sentence, lowered, strength_text, unknown_text
from buurtwijzer.scoring.outcomes import OutcomeKind

IN_SIGHT = 2
_ZOOM = 82
_NOTHING_FOUND: Rij = (None,) * (3 * SHOWN + 1)
_CHANGED_BOUNDARY = 3
_FRAC_TO_PCT = 100.0
_SIZE_NOTES = {
    "gelijkenis": "0-100: hoeveel het gebied op het profiel lijkt; geen aandeel van de bewoners.",
    "aandeel": "Aandeel van de bewoners.",
}


def overzicht(
    assessment: Assessment,
    findings: Findings,
    certainty: Certainty,
    leeg: OutcomeKind | None = None,
    mirror: Mirror | None = None,
) -> Blad:
    """Build the sheet.

    Args:
        assessment: The result.
        findings: What leads per area.
        certainty: How certain it is.
        leeg: Kind of which the reader sees an empty cell per missing score; what is missing is then said first.
        mirror: What residents and workers said of it; None when nobody was asked.
    """
    asked = Mirror.of(assessment) if mirror is None else mirror
    rows = LuieRijen(len(assessment.table), lambda: _rows(assessment, findings, certainty, leeg, asked))
    return Blad(
        "Overzicht", "bwz_overzicht", tuple(_columns(assessment, certainty)), rows, PINNED, regels=5, zoom=_ZOOM
    )


def _rows(
    assessment: Assessment, findings: Findings, certainty: Certainty, leeg: OutcomeKind | None, mirror: Mirror
) -> Iterator[Rij]:
    words = certainty.of_areas()
    score_notes = ScoreNotes.of(assessment, assessment.uitkomsten)
    figures = {o.id: OfficialFigures.of(assessment, o) for o in assessment.of_kind(OutcomeKind.RISICO)}
    starts = identity(assessment, mean_coverage(assessment.uitkomsten))
    said = zip(
        starts,
        words,
        _certainty_notes(certainty, words),
        _segment_cells(assessment),
        _unvalidated_notes(assessment),
        strict=True,
    )
    for row, (start, word, certain, segments, estimate) in enumerate(said):
        notes = score_notes.counted(row, leeg)
        found: Rij = _NOTHING_FOUND
        if word is not Zekerheid.GEEN_UITSPRAAK:
            found, without = _found(findings, certainty, figures, row)
            told = [*_notes(findings, certainty, row), *without, certain, *mirror.area_notes(row)]
            notes = [*notes, *told] if leeg else [*told, *notes]
        yield (
            *start,
            _kern(findings, word, row),
            word.value,
            *segments,
            *found,
            mirror.summary(row) or None,
            joined([*notes, *estimate]),
        )


def _columns(assessment: Assessment, certainty: Certainty) -> Iterator[Kolom]:
    wide = CelSoort.LANGE_TEKST
    advies = (
        "Eerste stap, geen besluit." if not certainty.is_verkenning else "Verkenning: te veel aannames voor advies."
    )
    coverage = "Deel van het gewicht waarvoor er gegevens zijn, gemiddeld over alle uitkomsten."
    yield from identity_columns(coverage, naam=16, short=True)
    compared = f"vergelijkbare gebieden ({assessment.vergelijking})"
    yield Kolom(
        "kern",
        wide,
        28,
        f"Wat hier het meest verschilt van {compared}: de score van dit gebied tegen hun gemiddelde score. Een score "
        "is een plaats op een schaal van 0 tot 100, geen percentage.",
        begint_groep=True,
    )
    yield Kolom(
        "zekerheid",
        CelSoort.TEKST,
        11,
        "Van de rij als geheel: stevig, redelijk, zwak of geen uitspraak. Achter elke kracht en elk aandachtspunt "
        "staat de zekerheid van dat ene getal. Verantwoording zegt waar het op rust.",
    )
    yield from _segment_columns(assessment)
    yield from _finding_columns(assessment, compared)
    yield from _numbered("advies", 18, f"{advies} Waarom, en wat ervoor geldt: blad Interventies.", IN_SIGHT)
    yield Kolom(
        "trekker",
        CelSoort.TEKST,
        10,
        "Wie het eerste advies trekt. Wat elke partij kan doen en wat bewoners zelf doen: blad Interventies, eerste "
        "rij van het gebied.",
    )
    yield Kolom(
        "herkenning",
        CelSoort.TEKST,
        12 if assessment.spiegeling is None else 20,
        "Wat bewoners en professionals van deze bevindingen vinden, per rol, met hoeveel er zijn gesproken. Leeg is "
        "niet gevraagd, en dat is geen nee. U legt het vast op blad Spiegeling ('buurtwijzer spiegeling').",
        begint_groep=True,
    )
    yield closing_column(
        "Wat verder hoog is, waarom er geen advies is, hoe zeker deze rij is en hoeveel scores ontbreken. "
        "Aanname gaat alleen over de invoer: gewichten, ook een aanname, tellen daarin niet mee.",
        width=70,
        lines=6,
    )


def _finding_columns(assessment: Assessment, compared: str) -> Iterator[Kolom]:
    """Give the columns of strengths and attention points; their notes tell the order."""
    floor, least = (
        format_number(assessment.rulebook.getal("zekerheid", name))
        for name in ("kracht_minimaal_punten", "opvallend_punten")
    )
    yield from _numbered(
        "kracht",
        17,
        f"Score 0-100 (100 is sterk) en hoeveel punten sterker dan {compared}. Minstens {floor} van 100. Volgorde: "
        "eerst wat sterk is in Nederland en hier duidelijk sterker dan vergelijkbaar, dan wat alleen duidelijk sterker "
        "is, dan wat alleen sterk is; daarbinnen het grootste verschil eerst. Wie u kunt vragen: blad Krachten.",
        IN_SIGHT,
    )
    yield from _numbered(
        "aandachtspunt",
        23,
        "Eerst het officiële cijfer, als dat er is; dan onze verwachting: het niveau naast Nederland, hoeveel punten "
        f"de score (0-100) verschilt van {compared}, en hoe zeker dat is. Volgorde: eerst wat hoog is in Nederland en "
        f"hier duidelijk hoger dan vergelijkbaar ({least} punten of meer), dan wat alleen duidelijk hoger is, dan wat "
        "alleen hoog is, dan wat verhoogd is; daarbinnen het grootste verschil eerst. Hoog met zekerheid redelijk of "
        "stevig komt nooit na drie die alleen verschillen. Wat verder hoog is, staat in de toelichting.",
        IN_SIGHT,
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
        findings.opvallende(row, IN_KERN),
        has_score=word is not Zekerheid.GEEN_UITSPRAAK,
        has_comparison=findings.has_comparison(row),
        onbekend=_unknown(findings, None, row),
    )


def _unknown(findings: Findings, soort: OutcomeKind | None, row: int, *, has_findings: bool = False) -> str:
    """Say that too little is known to call it nothing; empty where enough is known."""
    found = findings.unknown(row, soort)
    return unknown_text(found, has_findings=has_findings) if found else ""


def _segment_columns(assessment: Assessment) -> Iterator[Kolom]:
    first = leading(assessment)
    if first is not None:
        note = f"Waar dit gebied als geheel het meest op lijkt; geen aandeel van de bewoners. Legenda: {LEGENDA}."
        if first.maat == "aandeel":
            note = f"De grootste groep bewoners. Legenda: {LEGENDA}."
        if any(unvalidated(assessment, first)):
            note += f" Schatting, {NIET_GEVALIDEERD} tenzij Verantwoording anders zegt."
        for place in range(1, SHOWN + 1):
            folded = place > 1
            yield Kolom(
                f"leefstijl {place}",
                CelSoort.TEKST,
                14,
                "" if folded else note,
                begint_groep=not folded,
                gevouwen=folded,
            )
            size = CelSoort.PUNTEN if first.maat == "gelijkenis" else CelSoort.PROCENT
            yield Kolom(f"{first.maat} {place}", size, 13, "" if folded else _SIZE_NOTES[first.maat], gevouwen=True)
    if groups(assessment) is not None:
        yield Kolom(
            "kenmerkend",
            CelSoort.TEKST,
            16,
            f"Welke bewoners hier meer wonen dan in Nederland ({LEGENDA}); dat hoeft niet de grootste groep te zijn: "
            "zie blad Bewonersgroepen. Of zij elkaar aanvullen: blad Samenleven.",
        )
    if first is not None:
        yield Kolom(
            "benaderstijl",
            CelSoort.TEKST,
            13,
            "Hoe u de bewoners als geheel het best benadert; wie het aandachtspunt heeft, kan iets anders nodig "
            "hebben. Via wie, waarmee, wat u vermijdt en de tweede stijl: blad Leefstijlen.",
        )


def _segment_cells(assessment: Assessment) -> Iterator[tuple[Cel, ...]]:
    """Give per area the cells of lifestyles, groups and style."""
    first, groepen = leading(assessment), groups(assessment)
    columns: list[Sequence[Cel]] = []
    if first is not None:
        factor, decimals = (_FRAC_TO_PCT, 4) if first.maat == "gelijkenis" else (1.0, SHARE_DECIMALS)
        own = np.take_along_axis(first.aandeel, np.maximum(first.grootste[:, :SHOWN], 0), axis=1)
        sizes = np.where(first.grootste[:, :SHOWN] < 0, np.nan, factor * own)
        for place in range(SHOWN):
            columns += [largest_names(first, place), numbers(sizes[:, place], decimals)]
    if groepen is not None:
        columns.append(typical_names(groepen))
    if first is not None:
        columns.append([style_name(assessment, first, row) for row in range(len(assessment.table))])
    return zip(*columns, strict=True) if columns else repeat((), len(assessment.table))


def _unvalidated_notes(assessment: Assessment) -> Iterator[tuple[str, ...]]:
    """Give per area the sentence that its lifestyles were not checked there; nothing where they were."""
    shown = {found.id: found for found in (leading(assessment), groups(assessment)) if found is not None}
    flags = [unvalidated(assessment, found) for found in shown.values()]
    names = [found.naam for found in shown.values()]
    for row in range(len(assessment.table)):
        here = [lowered(name) for name, own in zip(names, flags, strict=True) if own[row]]
        yield (f"{join_words(here).capitalize()}: {NIET_GEVALIDEERD}.",) if here else ()


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
    advice = findings.named_advice(row, SHOWN)
    without = findings.without_advice(row, SHOWN)
    if not advice:
        nothing = _unknown(findings, OutcomeKind.RISICO, row) or "Geen advies: geen aandachtspunt."
        advice = [f"Geen advies. {without.pop(0)}." if without else nothing]
    no_more = _unknown(findings, OutcomeKind.KRACHT, row, has_findings=bool(strong))
    no_other = _unknown(findings, OutcomeKind.RISICO, row, has_findings=bool(attention))
    cells = (
        *_padded(strong, no_more or ("Geen kracht springt eruit." if not strong else "Verder geen kracht.")),
        *_padded(attention, no_other or ("Geen aandachtspunt springt eruit." if not attention else "")),
        *_padded(advice),
        adviezen[0].trekker if adviezen else None,
    )
    return cells, [f"Zonder advies: {'; '.join(without)}."] if without else []


def _padded(texts: Sequence[str], closing: str = "") -> tuple[Cel, ...]:
    """Fill up to the columns there are; the first one left says that there is no more."""
    filled = [*texts, *([closing] if closing and len(texts) < SHOWN else [])]
    return (*filled, *([None] * (SHOWN - len(filled))))


def _notes(findings: Findings, certainty: Certainty, row: int) -> Iterator[str]:
    also = findings.also_high(row, IN_SIGHT)
    if also:
        yield f"Ook hoog in Nederland: {join_words([lowered(naam) for naam in also])}."
    shared = _one_basis(findings, certainty, row)
    if shared:
        yield shared
    if certainty.gebieden.aanname_frac.item(row) > certainty.verkenning_frac:
        yield "Verkenning, geen advies: meer dan de helft van de invoer is aanname."
    if findings.assessment.table.gewijzigd.item(row) == _CHANGED_BOUNDARY:
        yield "De grens van dit gebied is gewijzigd: vergelijk niet zonder meer met eerdere jaren."


def _one_basis(findings: Findings, certainty: Certainty, row: int) -> str:
    """Say so when the first two pieces of advice rest on one attention point, and how certain that is."""
    first = findings.adviezen(row)[:IN_SIGHT]
    if len(first) < IN_SIGHT or first[0].uitkomst != first[1].uitkomst:
        return ""
    number = findings.nummers.get(first[0].uitkomst)
    firm = "" if number is None else f" (zekerheid {certainty.word(number, row).value})"
    return f"Advies 1 en 2 rusten op hetzelfde: {lowered(first[0].uitkomst)}{firm}."


def _certainty_notes(certainty: Certainty, words: Sequence[Zekerheid]) -> Iterator[str]:
    """Say per area what its certainty rests on."""
    assumed = certainty.gebieden.aanname_frac.tolist()
    counted = [part.tolist() for part in certainty.counts()]
    moves = certainty.moved_counts().tolist()
    for word, given, firm, fair, moved, share in zip(words, *counted, moves, assumed, strict=True):
        of_talks = f" ({moved} verschoven door de spiegeling; de rij als geheel volgt de cijfers)" if moved else ""
        assumption = format_number(_FRAC_TO_PCT * share, 0)
        yield (
            f"Zekerheid {word.value}: van {plural(given, 'score', 'scores')} {firm} stevig, {fair} redelijk en "
            f"{given - firm - fair} zwak{of_talks}; {assumption} % van de invoer is aanname."
        )
