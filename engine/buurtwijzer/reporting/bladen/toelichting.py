"""Sheet ``Toelichting``: per area and outcome the sum behind the score, the five largest drivers and the rest."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import join_words
from buurtwijzer.data.table import IntArray
from buurtwijzer.reporting.blad import Blad, Cel, CelSoort, Kolom, LuieRijen, Rij, number, numbers
from buurtwijzer.reporting.bladen.gebied import (
    PINNED,
    ScoreNotes,
    closing_column,
    identity,
    identity_columns,
    joined,
)
from buurtwijzer.reporting.capped import capped_notes
from buurtwijzer.reporting.certainty import Certainty
from buurtwijzer.reporting.mirror.mirrored import Mirror
from buurtwijzer.reporting.official import OfficialFigures
from buurtwijzer.reporting.parts import PART_DECIMALS, LargestParts
from buurtwijzer.reporting.texts import sentence_case
from buurtwijzer.rulebook.schema import Soort
from buurtwijzer.scoring.influence import without_each
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores
from buurtwijzer.scoring.recipe import recipes

DRIVERS = 5
_YEARS = 10_000
_RECOGNISED = Kolom(
    "herkenning",
    CelSoort.LANGE_TEKST,
    24,
    "Wat elke rol van deze bevinding vindt, met hoeveel mensen er zijn gesproken. Het verandert geen score; wat het "
    "met de zekerheid doet, staat in toelichting. Leeg is niet gevraagd.",
)


def toelichting(assessment: Assessment, certainty: Certainty, mirror: Mirror) -> Blad:
    """Build the sheet; ``score = vertrekpunt + the bijdragen + rest`` in every row."""
    amount = len(assessment.table) * len(assessment.uitkomsten)
    rows = LuieRijen(amount, lambda: _rows(assessment, certainty, mirror))
    columns = tuple(_columns(is_mirrored=assessment.spiegeling is not None))
    return Blad("Toelichting", "bwz_toelichting", columns, rows, PINNED, regels=2)


def _columns(*, is_mirrored: bool) -> Iterator[Kolom]:
    yield from identity_columns("Deel van het gewicht waarvoor er gegevens zijn, voor deze uitkomst.", short=True)
    yield Kolom(
        "uitkomst",
        CelSoort.TEKST,
        24,
        "Leefgebied, kracht of aandachtspunt. Namen die op elkaar lijken (gezondheid, gezond leven) rusten op andere "
        "cijfers en kunnen dus verschillen: zie de drivers.",
        begint_groep=True,
    )
    yield Kolom("soort", CelSoort.TEKST, 22, "Leefgebied, kracht of risico, en wat voor cijfers erachter zitten.")
    yield Kolom(
        "zekerheid",
        CelSoort.TEKST,
        12,
        "Van deze ene score: stevig, redelijk, zwak of geen uitspraak. Verantwoording zegt waar dit op rust.",
    )
    if is_mirrored:
        yield _RECOGNISED
    yield Kolom("score", CelSoort.PUNTEN, 9, "vertrekpunt + bijdrage 1 tot en met 5 + rest.", begint_groep=True)
    yield Kolom(
        "percentiel",
        CelSoort.AANTAL,
        11,
        "Zo veel procent van de buurten in Nederland heeft een lagere score. Leeg: in de regels staat voor "
        "deze score geen landelijke verdeling.",
    )
    yield Kolom(
        "vertrekpunt", CelSoort.PUNTEN, 12, "Waar elke score begint, voordat de cijfers hem omhoog of omlaag duwen."
    )
    for place in range(1, DRIVERS + 1):
        yield Kolom(
            f"driver {place}",
            CelSoort.TEKST,
            26,
            "Driver: het cijfer dat de score het meest omhoog of omlaag duwt, met soort en jaar." if place == 1 else "",
            True,
        )
        yield Kolom(f"bijdrage {place}", CelSoort.VERSCHIL, 11, "Punten erbij of eraf." if place == 1 else "")
    yield Kolom("rest", CelSoort.VERSCHIL, 8, "Afronding en de cijfers die niet zijn getoond.", begint_groep=True)
    yield Kolom("gevoeligst voor", CelSoort.TEKST, 26, "Het cijfer zonder welke de score het meest anders zou zijn.")
    yield Kolom(
        "score zonder", CelSoort.PUNTEN, 9, "De score zonder dat cijfer; het gewicht ervan gaat naar de andere."
    )
    yield Kolom("officieel cijfer", CelSoort.TEKST, 34, "Gepubliceerd cijfer van het verschijnsel zelf.")
    yield closing_column("Waarom een score ontbreekt, en of hij op weinig gegevens rust.", width=100)


def _rows(assessment: Assessment, certainty: Certainty, mirror: Mirror) -> Iterator[Rij]:
    uitkomsten = range(len(assessment.uitkomsten))
    starts = [identity(assessment, outcome.dekking) for outcome in assessment.uitkomsten]
    explained = [_explained(assessment, certainty, mirror, place) for place in uitkomsten]
    for start, own in zip(zip(*starts, strict=True), zip(*explained, strict=True), strict=True):
        yield from map(_joined_cells, start, own)


def _joined_cells(start: Rij, own: Rij) -> Rij:
    return (*start, *own)


def _explained(assessment: Assessment, certainty: Certainty, mirror: Mirror, place: int) -> Iterator[Rij]:
    """Give the cells after the identity for one outcome, an area at a time."""
    outcome = assessment.uitkomsten[place]
    n = len(assessment.table)
    official = OfficialFigures.of(assessment, outcome)
    notes = ScoreNotes.of(assessment, (outcome,))
    ends, reasons = capped_notes(assessment, outcome), _reasons(mirror, place)
    return zip(
        repeat(outcome.naam, n),
        repeat(_kind(assessment, outcome), n),
        (word.value for word in certainty.of_outcome(place)),
        *([_said(mirror, place, n)] if assessment.spiegeling is not None else []),
        *_sum(assessment, outcome),
        (official.of_area(row) or None for row in range(n)),
        (joined((*(part[row] for part in (reasons, ends) if row in part), *notes.of_area(row))) for row in range(n)),
        strict=True,
    )


def _said(mirror: Mirror, place: int, n: int) -> list[Cel]:
    found = (mirror.of_outcome(place, row) for row in range(n))
    return [None if own is None else own.tekst for own in found]


def _reasons(mirror: Mirror, place: int) -> dict[int, str]:
    """Give, by row, why what people said moved a certainty or did not; of most areas there is nothing to say."""
    found = {row: mirror.of_outcome(place, row) for row in mirror.uitslagen}
    return {row: f"{sentence_case(own.reden)}." for row, own in found.items() if own is not None and own.reden}


def _sum(assessment: Assessment, outcome: OutcomeScores) -> Iterator[list[Cel]]:
    """Give the columns of the sum: score, vertrekpunt, the drivers with their points, rest; empty without a score."""
    start = number(float(outcome.vertrekpunt))
    parts = LargestParts.of(outcome, DRIVERS)
    yield [*numbers(outcome.score)]
    unknown = np.full(len(outcome.score), np.nan)
    yield [*numbers(unknown if outcome.percentiel is None else outcome.percentiel, 1)]
    yield [None if reden else start for reden in outcome.reden]
    for place in range(DRIVERS):
        yield _labels(assessment, outcome, parts.kolom[:, place])
        yield [*numbers(parts.bijdrage[:, place], PART_DECIMALS)]
    yield [*numbers(parts.rest, PART_DECIMALS)]
    yield from _most_sensitive(assessment, outcome)


def _most_sensitive(assessment: Assessment, outcome: OutcomeScores) -> Iterator[list[Cel]]:
    """Give per area the indicator without which the score would differ most, and the score without it."""
    recipe = next(r for r in recipes(assessment.rulebook) if (r.soort, r.id) == (outcome.soort, outcome.id))
    without = without_each(outcome, recipe)
    shift = np.nan_to_num(np.round(np.abs(without - outcome.score[:, None]), 4), nan=-1.0)
    most = shift.argmax(axis=1)
    names: list[Cel] = [assessment.rulebook.indicatoren[indicator].naam for indicator in recipe.indicatoren]
    known = shift.max(axis=1) >= 0
    yield [names[number] if has else None for number, has in zip(most.tolist(), known.tolist(), strict=True)]
    yield [*numbers(without[np.arange(len(without)), most])]


def _labels(assessment: Assessment, outcome: OutcomeScores, column: IntArray) -> list[Cel]:
    """Give name, kind and year of the indicator in each row; few of them differ, so each is made once."""
    table = assessment.table
    rules = [assessment.rulebook.indicatoren[indicator] for indicator in outcome.indicatoren]
    names = [f"{rule.naam} ({rule.soort.value}" for rule in rules]
    columns = np.array([table.column(indicator) for indicator in outcome.indicatoren])
    years = table.jaar[np.arange(len(table)), columns[column]]
    keys, which = np.unique(np.where(column < 0, -1, column * _YEARS + years), return_inverse=True)
    texts = [None if key < 0 else f"{names[key // _YEARS]}, {key % _YEARS})" for key in keys.tolist()]
    return [texts[number] for number in which.tolist()]


def _kind(assessment: Assessment, outcome: OutcomeScores) -> str:
    """Give the kind of outcome with the kinds of figures it is made of; a risico is an expectation of ours."""
    if outcome.soort is OutcomeKind.RISICO:
        return f"{outcome.soort.value} ({assessment.rulebook.risicos[outcome.id].soort.value})"
    used = {assessment.rulebook.indicatoren[indicator].soort for indicator in outcome.indicatoren}
    return f"{outcome.soort.value} (uit {join_words([soort.value for soort in Soort if soort in used])})"
