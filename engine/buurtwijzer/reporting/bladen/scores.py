"""The shared form of Leefgebieden, Krachten and Risico's: four columns per outcome, in the order of the rulebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from buurtwijzer.assessment import Assessment
from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom, Rij, number
from buurtwijzer.reporting.bladen.gebied import (
    PINNED,
    closing_column,
    identity,
    identity_columns,
    joined,
    mean_coverage,
    score_notes,
)
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores

Notes = Callable[[OutcomeScores, int], str]


def score_sheet(
    assessment: Assessment,
    soort: OutcomeKind,
    naam: str,
    tabel: str,
    uitleg: dict[str, str],
    notes: Notes | None = None,
) -> Blad:
    """Build a sheet with the scores of one kind of outcome.

    Args:
        assessment: The result.
        soort: Kind of outcome.
        naam: Name of the sheet.
        tabel: Name of its table.
        uitleg: Per outcome id what it is.
        notes: Gives a sentence for the toelichting about one outcome of one area, or an empty text.
    """
    outcomes = assessment.of_kind(soort)
    coverage = mean_coverage(outcomes)
    rows = (
        (
            *identity(assessment, row, float(coverage[row])),
            *(cell for outcome in outcomes for cell in _cells(outcome, row)),
            joined([*score_notes(assessment, outcomes, row), *_extra(outcomes, row, notes)]),
        )
        for row in range(len(assessment.table))
    )
    return Blad(
        naam=naam,
        tabel=tabel,
        kolommen=(
            *identity_columns("Deel van het gewicht waarvoor er gegevens zijn, gemiddeld over dit blad."),
            *(kolom for outcome in outcomes for kolom in _columns(outcome, uitleg[outcome.id])),
            closing_column("Waarom een score ontbreekt, en welke score op weinig gegevens rust."),
        ),
        rijen=tuple(rows),
        vast=PINNED,
    )


def _columns(outcome: OutcomeScores, uitleg: str) -> Iterator[Kolom]:
    is_risk = outcome.soort is OutcomeKind.RISICO
    meaning = "0 = laag, 100 = hoog." if is_risk else "0 = ongunstig, 100 = gunstig."
    word = 1.15 * max(len(part) for part in outcome.naam.split(" ")) + 2.0
    own, detail = max(11.0, min(28.0, word)), max(10.0, min(16.0, word))
    kind = CelSoort.DRUKSCORE if is_risk else CelSoort.SCORE
    yield Kolom(outcome.naam, kind, own, f"{uitleg} {meaning}", begint_groep=True)
    yield Kolom(
        f"{outcome.naam} laag", CelSoort.BAND, detail, "Onderkant van de band: 10 % van de trekkingen ligt lager."
    )
    yield Kolom(
        f"{outcome.naam} hoog", CelSoort.BAND, detail, "Bovenkant van de band: 10 % van de trekkingen ligt hoger."
    )
    yield Kolom(
        f"{outcome.naam} t.o.v. vergelijkbaar",
        CelSoort.VERSCHIL,
        max(14.0, detail),
        "Score min het gemiddelde van vergelijkbare gebieden, in punten. Leeg als er te weinig zijn.",
    )


def _cells(outcome: OutcomeScores, row: int) -> Rij:
    return (
        number(float(outcome.score[row])),
        number(float(outcome.laag[row])),
        number(float(outcome.hoog[row])),
        number(float(outcome.score[row] - outcome.vergelijkbaar[row])),
    )


def _extra(outcomes: tuple[OutcomeScores, ...], row: int, notes: Notes | None) -> list[str]:
    if notes is None:
        return []
    return [sentence for outcome in outcomes if (sentence := notes(outcome, row))]
