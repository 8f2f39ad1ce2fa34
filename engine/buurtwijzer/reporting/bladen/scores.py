"""The shared form of Leefgebieden, Krachten and Risico's: four columns per outcome, in the order of the rulebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.reporting.blad import Blad, Cel, CelSoort, Kolom, LuieRijen, Rij, numbers
from buurtwijzer.reporting.bladen.gebied import (
    PINNED,
    ScoreNotes,
    closing_column,
    identity,
    identity_columns,
    joined,
    mean_coverage,
)
from buurtwijzer.reporting.capped import capped_notes
from buurtwijzer.reporting.order import in_order
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores
from buurtwijzer.scoring.overall import Totaalbeeld

Notes = Callable[[int], list[str]]


def score_sheet(
    assessment: Assessment,
    soort: OutcomeKind,
    naam: str,
    tabel: str,
    uitleg: dict[str, str],
    notes: Notes | None = None,
    totaal: Totaalbeeld | None = None,
    breedte: float = 64.0,
) -> Blad:
    """Build a sheet with the scores of one kind of outcome.

    Args:
        assessment: The result.
        soort: Kind of outcome.
        naam: Name of the sheet.
        tabel: Name of its table.
        uitleg: Per outcome id what it is.
        notes: Gives further sentences for the toelichting of one area.
        totaal: The overall picture, which closes the sheet; None for none.
        breedte: Width of the toelichting.
    """
    outcomes, compared = in_order(assessment, soort), assessment.vergelijking
    return Blad(
        naam=naam,
        tabel=tabel,
        kolommen=(
            *identity_columns("Deel van het gewicht waarvoor er gegevens zijn, gemiddeld over dit blad.", short=True),
            *(kolom for outcome in outcomes for kolom in _columns(outcome, uitleg[outcome.id], compared)),
            *(() if totaal is None else _total_columns(compared)),
            closing_column(
                "Wat opvalt, welke score ontbreekt, en wat op weinig gegevens rust.", width=breedte, lines=7
            ),
        ),
        rijen=LuieRijen(len(assessment.table), lambda: _rows(assessment, outcomes, notes, totaal)),
        vast=PINNED,
    )


def _rows(
    assessment: Assessment, outcomes: tuple[OutcomeScores, ...], notes: Notes | None, totaal: Totaalbeeld | None
) -> Iterator[Rij]:
    score_notes = ScoreNotes.of(assessment, outcomes)
    scored = (*outcomes, *(() if totaal is None else (totaal,)))
    ends = [capped_notes(assessment, outcome) for outcome in outcomes]
    cells = zip(*(column for own in scored for column in _cells(own)), strict=True)
    for row, (start, own) in enumerate(zip(identity(assessment, mean_coverage(outcomes)), cells, strict=True)):
        extra = [] if notes is None else notes(row)
        at_end = [found[row] for found in ends if row in found]
        yield (*start, *own, joined([*extra, *at_end, *score_notes.named(row)]))


def _columns(outcome: OutcomeScores, uitleg: str, vergelijking: str) -> Iterator[Kolom]:
    is_risk = outcome.soort is OutcomeKind.RISICO
    nowhere = not np.isfinite(outcome.score).any()
    meaning = "0 = laag, 100 = hoog." if is_risk else "0 = ongunstig, 100 = gunstig."
    kind = CelSoort.DRUKSCORE if is_risk else CelSoort.SCORE
    yield from _four(outcome.naam, kind, f"{uitleg} {meaning}", vergelijking, folded=nowhere)


def _total_columns(vergelijking: str) -> Iterator[Kolom]:
    return _four(
        "totaalbeeld",
        CelSoort.SCORE,
        "Meetkundig gemiddelde van de zeven leefgebieden, 1-100: een hoge score koopt een lage niet af. Veiligheid "
        "telt niet mee: die loopt door de andere leefgebieden heen. Staat alleen hier.",
        vergelijking,
    )


def _four(naam: str, kind: CelSoort, uitleg: str, vergelijking: str, *, folded: bool = False) -> Iterator[Kolom]:
    """Give the columns of one score; one that no area has is folded away as a whole."""
    word = max(len(part) for part in naam.split(" ")) + 2.0
    own, detail = max(11.0, min(24.0, word)), max(10.0, min(16.0, word))
    low, high = (
        f"{end} van de band. De score is honderden keren opnieuw berekend met iets andere gewichten, doelwaarden en "
        "invoer; 10 % van die keren kwam er"
        for end in ("Onderkant", "Bovenkant")
    )
    yield Kolom(naam, kind, own, uitleg, begint_groep=True, gevouwen=folded)
    yield Kolom(f"{naam} laag", CelSoort.BAND, detail, f"{low} minder uit.", gevouwen=True)
    yield Kolom(f"{naam} hoog", CelSoort.BAND, detail, f"{high} meer uit.", gevouwen=True)
    yield Kolom(
        f"{naam} t.o.v. vergelijkbaar",
        CelSoort.VERSCHIL,
        max(14.0, own),
        f"Score min het gemiddelde van vergelijkbare gebieden ({vergelijking}), in punten. Leeg als er te weinig zijn.",
        gevouwen=folded,
    )


def _cells(outcome: OutcomeScores | Totaalbeeld) -> Iterator[list[Cel]]:
    for values in (outcome.score, outcome.laag, outcome.hoog, outcome.score - outcome.vergelijkbaar):
        yield [*numbers(values)]
