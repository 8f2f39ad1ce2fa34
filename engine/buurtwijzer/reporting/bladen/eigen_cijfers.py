"""Sheet ``Eigen cijfers``: figures of the organisation's own, with their place among the areas in the files."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.data.table import State
from buurtwijzer.interventions.wording import GEBIEDEN
from buurtwijzer.reporting.blad import Blad, Cel, CelSoort, Kolom, LuieRijen, Rij, numbers
from buurtwijzer.reporting.bladen.gebied import PINNED, closing_column, identity, identity_columns, joined
from buurtwijzer.reporting.texts import lowered
from buurtwijzer.rulebook.own import is_scored, used_in
from buurtwijzer.rulebook.schema import Eenheid, Indicator
from buurtwijzer.scoring.own_standing import OwnStanding

_UNITS = {
    Eenheid.PCT: "In procenten",
    Eenheid.FRACTIE: "Als deel van 1",
    Eenheid.PER_1000: "Per 1.000",
    Eenheid.EURO: "In euro",
    Eenheid.DUIZEND_EURO: "In duizenden euro's",
}


def eigen_cijfers(assessment: Assessment, found: OwnStanding) -> Blad:
    """Build the sheet."""
    rows = LuieRijen(len(assessment.table), lambda: _rows(assessment, found))
    return Blad("Eigen cijfers", "bwz_eigen_cijfers", tuple(_columns(assessment, found)), rows, PINNED, regels=2)


def _columns(assessment: Assessment, found: OwnStanding) -> Iterator[Kolom]:
    yield from identity_columns("Deel van de eigen cijfers dat bekend is.", short=True)
    areas = GEBIEDEN[assessment.options.niveau]
    for id_, count in zip(found.indicatoren, found.aantal_n.tolist(), strict=True):
        rule = assessment.rulebook.indicatoren[id_]
        unit = _UNITS.get(rule.eenheid, f"Eenheid: {rule.eenheid.value}")
        note = f"{rule.definitie} {unit}. {_counts_in(assessment, rule)}"
        yield Kolom(rule.naam, CelSoort.GETAL, _width(rule.naam), note, begint_groep=True)
        yield Kolom(
            f"{rule.naam} plaats",
            CelSoort.PUNTEN,
            _width(rule.naam),
            f"Plaats tussen de {count} {areas} met dit cijfer in uw bestanden: 0 is het laagste, 100 het hoogste. In "
            "andere bestanden is het een andere plaats.",
        )
    yield closing_column("Waarom een cijfer ontbreekt, en van welk jaar de cijfers zijn.", lines=4)


def _width(naam: str) -> float:
    return max(12.0, max(len(word) for word in naam.split()) + 3.0)


def _counts_in(assessment: Assessment, rule: Indicator) -> str:
    names = used_in(assessment.rulebook, rule.id)
    if names:
        return f"Telt mee in {join_words([lowered(name) for name in names])}."
    return "Telt in geen score mee." if is_scored(assessment.rulebook, rule) else "Geen doelwaarden, dus geen score."


def _rows(assessment: Assessment, found: OwnStanding) -> Iterator[Rij]:
    columns: list[list[Cel]] = []
    for number in range(len(found.indicatoren)):
        columns.append([*numbers(found.waarden[:, number])])
        columns.append([*numbers(found.plaats[:, number], 1)])
    coverage = np.isfinite(found.waarden).mean(axis=1)
    starts = identity(assessment, coverage)
    for row, (start, own) in enumerate(zip(starts, zip(*columns, strict=True), strict=True)):
        yield (*start, *own, joined(_notes(assessment, found, row)))


def _notes(assessment: Assessment, found: OwnStanding, row: int) -> Iterator[str]:
    if found.reden[row]:
        yield found.reden[row].replace("Geen score", "Geen eigen cijfers", 1)
        return
    names = [assessment.rulebook.indicatoren[id_].naam for id_ in found.indicatoren]
    for state, words in ((State.ONDERDRUKT, "Verborgen (te weinig antwoorden)"), (State.ONTBREEKT, "Ontbreekt")):
        absent = [lowered(name) for name, own in zip(names, found.state[row].tolist(), strict=True) if own == state]
        if absent:
            yield f"{words}: {join_words(absent)}."
    years = sorted({year for year in found.jaar[row].tolist() if year})
    if years:
        yield f"Jaar: {join_words([format_number(year, 0).replace('.', '') for year in years])}."
