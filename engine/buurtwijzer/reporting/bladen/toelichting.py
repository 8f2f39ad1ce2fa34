"""Sheet ``Toelichting``: per area and outcome the sum behind the score, the five largest drivers and the rest."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.assessment import Assessment
from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom, Rij, number
from buurtwijzer.reporting.bladen.gebied import PINNED, closing_column, identity, identity_columns, joined, score_notes
from buurtwijzer.reporting.certainty import Certainty
from buurtwijzer.reporting.official import official_figure
from buurtwijzer.reporting.parts import parts_of
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores

DRIVERS = 5
_PART_DECIMALS = 12


def toelichting(assessment: Assessment, certainty: Certainty) -> Blad:
    """Build the sheet; ``score = vertrekpunt + the bijdragen + rest`` in every row."""
    rows = (
        _row(assessment, certainty, place, outcome, row)
        for row in range(len(assessment.table))
        for place, outcome in enumerate(assessment.uitkomsten)
    )
    return Blad("Toelichting", "bwz_toelichting", tuple(_columns()), tuple(rows), PINNED)


def _columns() -> Iterator[Kolom]:
    yield from identity_columns("Deel van het gewicht waarvoor er gegevens zijn, voor deze uitkomst.")
    yield Kolom("uitkomst", CelSoort.TEKST, 24, begint_groep=True)
    yield Kolom("soort", CelSoort.TEKST, 16, "Leefgebied, kracht of risico; bij een risico het soort cijfer.")
    yield Kolom("zekerheid", CelSoort.TEKST, 12, "Van deze ene score.")
    yield Kolom("score", CelSoort.PUNTEN, 9, "vertrekpunt + bijdrage 1 tot en met 5 + rest.", begint_groep=True)
    yield Kolom("vertrekpunt", CelSoort.PUNTEN, 12, "De score als geen enkele indicator duwt.")
    for place in range(1, DRIVERS + 1):
        yield Kolom(f"driver {place}", CelSoort.TEKST, 26, "Indicator en jaar." if place == 1 else "", True)
        yield Kolom(f"bijdrage {place}", CelSoort.VERSCHIL, 11, "Punten erbij of eraf." if place == 1 else "")
    yield Kolom("rest", CelSoort.VERSCHIL, 8, "Afronding en de indicatoren die niet zijn getoond.", begint_groep=True)
    yield Kolom("officieel cijfer", CelSoort.TEKST, 34, "Gepubliceerd cijfer van het verschijnsel zelf.")
    yield closing_column("Waarom een score ontbreekt, en of hij op weinig gegevens rust.", width=44)


def _row(assessment: Assessment, certainty: Certainty, place: int, outcome: OutcomeScores, row: int) -> Rij:
    return (
        *identity(assessment, row, float(outcome.dekking[row])),
        outcome.naam,
        _kind(assessment, outcome),
        certainty.of_outcome(place, row).value,
        *_sum(assessment, outcome, row),
        official_figure(assessment, outcome, row) or None,
        joined(score_notes(assessment, (outcome,), row)),
    )


def _kind(assessment: Assessment, outcome: OutcomeScores) -> str:
    if outcome.soort is not OutcomeKind.RISICO:
        return outcome.soort.value
    return f"{outcome.soort.value} ({assessment.rulebook.risicos[outcome.id].soort.value})"


def _driver(assessment: Assessment, indicator: str, row: int) -> str:
    table = assessment.table
    return f"{assessment.rulebook.indicatoren[indicator].naam} ({int(table.jaar[row, table.column(indicator)])})"


def _sum(assessment: Assessment, outcome: OutcomeScores, row: int) -> Rij:
    if outcome.reden[row]:
        return (None,) * (2 + 2 * DRIVERS + 1)
    parts = parts_of(outcome, row).shown(DRIVERS)
    drivers = [
        cell
        for indicator, points in parts.bijdragen
        for cell in (_driver(assessment, indicator, row), number(points, _PART_DECIMALS))
    ]
    return (
        number(float(outcome.score[row])),
        number(parts.vertrekpunt),
        *drivers,
        *([None] * (2 * DRIVERS - len(drivers))),
        number(parts.rest, _PART_DECIMALS),
    )
