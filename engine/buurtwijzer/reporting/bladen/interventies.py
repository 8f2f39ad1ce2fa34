"""Sheet ``Interventies``: per area what may help, with its gate, factors and reason; never carried out by itself."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import join_words
from buurtwijzer.interventions.model import Advies, Antwoord
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
from buurtwijzer.reporting.findings import shown_interventions

_BEST = 5
_EMPTY_COLUMNS = 11


def interventies(assessment: Assessment) -> Blad:
    """Build the sheet; an area without any entry keeps one row that says so."""
    return Blad("Interventies", "bwz_interventies", tuple(_columns()), tuple(_rows(assessment)), PINNED)


def _columns() -> Iterator[Kolom]:
    yield from identity_columns("Deel van het gewicht waarvoor er gegevens zijn, gemiddeld over alle uitkomsten.")
    yield Kolom("interventie", CelSoort.LANGE_TEKST, 30, begint_groep=True)
    yield Kolom("poort", CelSoort.TEKST, 11, "Ja als aan alle voorwaarden is voldaan; onbekend opent nooit vanzelf.")
    yield Kolom("nodig", CelSoort.SCORE, 9, "0-100: niveau en verschil met vergelijkbare gebieden.", begint_groep=True)
    yield Kolom("bewijs", CelSoort.SCORE, 9, "0-100, uit het bewijsniveau; de woorden staan in de toelichting.")
    yield Kolom("haalbaar", CelSoort.SCORE, 10, "0-100: ruimte bij de trekker, looptijd en uitvoering.")
    yield Kolom("aansluiting", CelSoort.SCORE, 12, "0-100: past de vorm bij hoe mensen hier leven; leeg is onbekend.")
    yield Kolom("uitkomst", CelSoort.TEKST, 22, "Waar het hier op gericht is.", begint_groep=True)
    yield Kolom("vorm", CelSoort.LANGE_TEKST, 36)
    yield Kolom("reden", CelSoort.LANGE_TEKST, 50)
    yield Kolom("trekker", CelSoort.TEKST, 13, "Wie dit trekt.", begint_groep=True)
    yield Kolom("betaler", CelSoort.LANGE_TEKST, 18, "Wie dit kan betalen.")
    yield closing_column("Bewijs in woorden, en welke voorwaarde niet vervuld of onbekend is.")


def _rows(assessment: Assessment) -> Iterator[Rij]:
    coverage = mean_coverage(assessment.uitkomsten)
    for row in range(len(assessment.table)):
        start = identity(assessment, row, float(coverage[row]))
        shown = shown_interventions(assessment, row, _BEST)
        if not shown:
            notes = ["Geen interventie om te tonen.", *score_notes(assessment, assessment.uitkomsten, row)]
            yield (*start, *([None] * _EMPTY_COLUMNS), joined(notes))
        for advies in shown:
            yield (*start, *_cells(advies), joined(_notes(assessment, advies)))


def _cells(advies: Advies) -> Rij:
    factors = (advies.nodig, advies.bewijs, advies.haalbaar, advies.aansluiting)
    return (
        advies.naam,
        advies.poort.value,
        *(None if factor is None else number(factor) for factor in factors),
        advies.uitkomst,
        advies.vorm,
        advies.reden,
        advies.trekker,
        advies.betaler,
    )


def _notes(assessment: Assessment, advies: Advies) -> Iterator[str]:
    if not advies.is_advies:
        yield f"Geen advies: {join_words(list(_why_not(assessment, advies)))}."
    yield f"Bewijs: {advies.bewijs_tekst}."
    for poort in advies.poorten:
        if poort.antwoord is not Antwoord.JA:
            yield f"{poort.naam.capitalize()} {poort.antwoord.value}: {poort.waarom}"


def _why_not(assessment: Assessment, advies: Advies) -> Iterator[str]:
    poorten = assessment.rulebook.interventies[advies.interventie].poorten
    if poorten.alleen_na_lokaal_besluit:
        yield "alleen na lokaal besluit"
    if advies.bewijs_tekst.startswith("E0"):
        yield "geen effect gevonden of uitkomsten die elkaar tegenspreken"
    if advies.poort is not Antwoord.JA:
        yield f"poort {advies.poort.value}"
