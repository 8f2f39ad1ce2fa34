"""Sheet ``Verantwoording``: the receipt of the run, how to read it, and what it may never be used for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom
from buurtwijzer.reporting.certainty import MATEN, Certainty
from buurtwijzer.reporting.levels import Niveaus
from buurtwijzer.reporting.texts import MUST_NEVER, STANDING_LINE
from buurtwijzer.scoring.outcomes import OutcomeKind

_COLUMNS = (Kolom("onderdeel", CelSoort.TEKST, 30), Kolom("waarde", CelSoort.LANGE_TEKST, 110))
_FRAC_TO_PCT = 100.0


def verantwoording(assessment: Assessment, certainty: Certainty, datum: date | None) -> Blad:
    """Build the sheet."""
    lines = (
        ("Gebruik", STANDING_LINE),
        *_standing(certainty),
        *_questions(assessment),
        ("Vergelijkbare gebieden", assessment.vergelijking),
        *_reading(assessment),
        *MUST_NEVER,
        *([("Datum", datum.isoformat())] if datum is not None else []),
        *assessment.verantwoording,
    )
    return Blad("Verantwoording", "bwz_verantwoording", _COLUMNS, lines, vast=1)


def _questions(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Say for every question that can be answered now on which sheets the answer stands."""
    for question in sorted(assessment.rulebook.vragen.values(), key=lambda v: (v.nummer, v.id)):
        if question.bladen:
            sheets = join_words(question.bladen)
            yield f"Vraag {question.nummer}: kijk op {sheets}", f"{question.vraag} {question.uitleg}"


def _standing(certainty: Certainty) -> Iterator[tuple[str, str]]:
    share = certainty.aanname_frac
    limit = _percent(certainty.verkenning_frac)
    if np.isnan(share):
        yield "Soort uitkomst", "Geen uitspraak: geen enkel gebied heeft een score."
        return
    yield "Aandeel aanname", f"{_percent(share)} van de gebruikte invoer, gewogen; gemiddeld over de gebieden."
    if certainty.is_verkenning:
        yield "Soort uitkomst", f"Verkenning, geen advies: meer dan {limit} van de invoer is aanname."
    else:
        yield "Soort uitkomst", f"Advies: niet meer dan {limit} van de invoer is aanname."


def _reading(assessment: Assessment) -> Iterator[tuple[str, str]]:
    for word in ("stevig", "redelijk"):
        dekking, band, schatting, ouderdom = (
            assessment.rulebook.getal("zekerheid", f"{word}_{maat}") for maat in MATEN
        )
        rule = (
            f"Dekking minstens {_percent(dekking)}, band hoogstens {format_number(band)} punten breed, hoogstens "
            f"{_percent(schatting)} schatting of aanname en cijfers gemiddeld hoogstens {format_number(ouderdom)} jaar "
            "ouder dan het nieuwste bestand."
        )
        yield f"Zekerheid van een score: {word}", rule
    yield "Zekerheid van een score: zwak", "Alles waarvoor wel een score is, maar dat niet aan redelijk voldoet."
    firm, fair = (assessment.rulebook.getal("zekerheid", f"gebied_{word}_frac") for word in ("stevig", "redelijk"))
    stevig = f"Stevig: minstens {_percent(firm)} van de scores is stevig."
    redelijk = f"Redelijk: minstens {_percent(fair)} van de scores is redelijk of stevig."
    yield "Zekerheid van een gebied", f"{stevig} {redelijk} Anders zwak."
    niveaus = Niveaus.from_rulebook(assessment.rulebook)
    near = f"Binnen {format_number(niveaus.marge)} punten van een grens staat er 'op de grens'."
    for grenzen, names in _by_boundaries(assessment, niveaus).items():
        yield "Niveaus", f"Grenzen bij een score van {grenzen}: {join_words(names)}. {near}"
    least = format_number(assessment.rulebook.getal("zekerheid", "opvallend_punten"))
    yield "Opvallend", f"Minstens {least} punten verschil met vergelijkbare gebieden."


def _by_boundaries(assessment: Assessment, niveaus: Niveaus) -> dict[str, list[str]]:
    """Give the names of the attention points by their boundaries."""
    found: dict[str, list[str]] = {}
    for outcome in assessment.of_kind(OutcomeKind.RISICO):
        grenzen = " / ".join(format_number(grens) for grens in niveaus.grenzen(outcome.id))
        found.setdefault(grenzen, []).append(outcome.naam)
    return found


def _percent(frac: float) -> str:
    return f"{format_number(_FRAC_TO_PCT * frac, 0)} %"
