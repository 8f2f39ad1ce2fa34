"""The results of the moment as lines of a baseline: scores with their band, official figures with year and cell."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import join_words
from buurtwijzer.data.table import State
from buurtwijzer.evidence.nulmeting.model import Onderdeel, Regel
from buurtwijzer.evidence.nulmeting.words import unit_words
from buurtwijzer.interventions.wording import points

_DECIMALS = 4


def result_lines(assessment: Assessment, codes: Sequence[str]) -> Iterator[Regel]:
    """Give the scores and official figures of some areas.

    Args:
        assessment: The result.
        codes: The areas.
    """
    for code in codes:
        row = assessment.row(code)
        yield from _scores(assessment, row)
        yield from _official(assessment, row)


def scores_in_words(assessment: Assessment, row: int) -> str:
    """Give all scores of an area with their band in one line."""
    found = [
        f"{outcome.naam} {points(outcome.score[row])} ({points(outcome.laag[row])}-{points(outcome.hoog[row])})"
        for outcome in assessment.uitkomsten
        if not math.isnan(outcome.score[row])
    ]
    return "; ".join(found) or "Geen scores."


def _scores(assessment: Assessment, row: int) -> Iterator[Regel]:
    """Give the scores that are there; the others on one line, by name."""
    missing = []
    for outcome in assessment.uitkomsten:
        if math.isnan(outcome.score[row]):
            missing.append(outcome.naam)
            continue
        mean = outcome.vergelijkbaar[row]
        beside = "" if math.isnan(mean) else f"vergelijkbare gebieden gemiddeld {points(mean)}"
        yield Regel(
            Onderdeel.SCORE,
            f"{outcome.soort.value} {outcome.naam}",
            assessment.table.code[row],
            assessment.table.naam[row],
            waarde=_number(outcome.score[row]),
            laag=_number(outcome.laag[row]),
            hoog=_number(outcome.hoog[row]),
            eenheid="0-100",
            tekst=outcome.reden[row] or beside,
        )
    if missing:
        yield _not_there(Onderdeel.SCORE, "scores die er niet zijn", assessment, row, missing)


def _official(assessment: Assessment, row: int) -> Iterator[Regel]:
    """Give the official figures that are there; the others on one line, by name."""
    table, rulebook = assessment.table, assessment.rulebook
    missing = []
    for risico in rulebook.risicos.values():
        indicator = risico.officieel_cijfer
        if indicator is None or indicator not in table.indicatoren:
            continue
        column = table.column(indicator)
        rule = rulebook.indicatoren[indicator]
        is_known = table.state[row, column] < State.ONDERDRUKT
        small = not table.inwoners[row] >= rulebook.getal("kleine_gebieden", "inwoners_n")
        if not is_known or small:
            missing.append(rule.naam)
            continue
        places = join_words([str(place) for place in table.places(row, indicator)])
        yield Regel(
            Onderdeel.OFFICIEEL,
            f"{rule.naam} ({rule.soort.value})",
            table.code[row],
            table.naam[row],
            int(table.jaar[row, column]) or None,
            _number(table.values[row, column]),
            eenheid=unit_words(rule.eenheid),
            tekst=places,
        )
    if missing:
        yield _not_there(Onderdeel.OFFICIEEL, "cijfers die er niet zijn", assessment, row, missing)


def _not_there(onderdeel: Onderdeel, wat: str, assessment: Assessment, row: int, names: Sequence[str]) -> Regel:
    table = assessment.table
    text = f"Niet te berekenen of niet geleverd: {join_words(list(dict.fromkeys(names)))}."
    return Regel(onderdeel, wat, table.code[row], table.naam[row], tekst=text)


def _number(waarde: float | np.float64) -> float | None:
    return None if np.isnan(waarde) else round(float(waarde), _DECIMALS) + 0.0
