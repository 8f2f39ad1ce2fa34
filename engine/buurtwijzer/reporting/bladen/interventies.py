"""Sheet ``Interventies``: per area what may help, with its gate, factors and reason; never carried out by itself."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import join_words
from buurtwijzer.interventions.model import Advies
from buurtwijzer.interventions.wording import party_names
from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom, LuieRijen, Rij, number
from buurtwijzer.reporting.bladen.gebied import (
    PINNED,
    ScoreNotes,
    closing_column,
    identity,
    identity_columns,
    joined,
    mean_coverage,
)
from buurtwijzer.rulebook.schema import Manier

_EMPTY_COLUMNS = 11
_MANIEREN = {
    Manier.OGEN: "ogen op straat",
    Manier.GESPREK: "gesprek",
    Manier.FYSIEK: "de omgeving zelf",
    Manier.REGELS: "regels",
    Manier.BEWONERS_ZELF: "bewoners doen het zelf",
    Manier.NIET_INGRIJPEN: "bewust niet ingrijpen",
}
_CORPORATIE = {
    "ja": "Een corporatie mag hieraan meebetalen.",
    "alleen_eigen_bezit": "Een corporatie mag hieraan alleen bij eigen bezit meebetalen.",
    "nee": "Een corporatie mag hier niet aan meebetalen.",
}
_WITHOUT = "Geen interventie waarvan de poorten hier open zijn."


def interventies(assessment: Assessment) -> Blad:
    """Build the sheet; an area without any entry keeps one row that says so."""
    amount = sum(max(1, len(shown)) for shown in assessment.adviezen)
    rows = LuieRijen(amount, lambda: _rows(assessment))
    return Blad("Interventies", "bwz_interventies", tuple(_columns()), rows, PINNED, regels=4)


def _columns() -> Iterator[Kolom]:
    yield from identity_columns(
        "Deel van het gewicht waarvoor er gegevens zijn, gemiddeld over alle uitkomsten.", short=True
    )
    yield Kolom("interventie", CelSoort.LANGE_TEKST, 26, begint_groep=True)
    yield Kolom("poort", CelSoort.TEKST, 10, "Ja als aan alle voorwaarden is voldaan; onbekend opent nooit vanzelf.")
    yield Kolom("nodig", CelSoort.PUNTEN, 8, "0-100: niveau en verschil met vergelijkbare gebieden.", begint_groep=True)
    yield Kolom("bewijs", CelSoort.PUNTEN, 8, "0-100, uit het bewijsniveau; de woorden staan in de reden.")
    yield Kolom("haalbaar", CelSoort.PUNTEN, 10, "0-100: ruimte bij de trekker, looptijd en uitvoering.")
    yield Kolom("aansluiting", CelSoort.PUNTEN, 11, "0-100: past de vorm bij hoe mensen hier leven; leeg is onbekend.")
    yield Kolom("uitkomst", CelSoort.TEKST, 23, "Waar het hier op gericht is.", begint_groep=True)
    yield Kolom("vorm", CelSoort.LANGE_TEKST, 32)
    yield Kolom("reden", CelSoort.LANGE_TEKST, 62)
    yield Kolom("trekker", CelSoort.TEKST, 13, "Wie dit trekt.", begint_groep=True)
    yield Kolom("betaler", CelSoort.LANGE_TEKST, 16, "Wie dit kan betalen.")
    yield closing_column("Manier, partners, de antwoorden per poort, en waarom een getal ontbreekt.", width=52, lines=6)


def _rows(assessment: Assessment) -> Iterator[Rij]:
    score_notes = ScoreNotes.of(assessment, assessment.uitkomsten)
    who: dict[str, tuple[str, ...]] = {}
    starts = identity(assessment, mean_coverage(assessment.uitkomsten))
    for row, (start, shown) in enumerate(zip(starts, assessment.adviezen, strict=True)):
        if not shown:
            notes = [_WITHOUT, *score_notes.in_short(row)]
            yield (*start, *([None] * _EMPTY_COLUMNS), joined(notes))
        for advies in shown:
            if advies.interventie not in who:
                who[advies.interventie] = _who(assessment, advies.interventie)
            yield (*start, *_cells(advies), joined((*who[advies.interventie], *_notes(advies))))


def _who(assessment: Assessment, interventie: str) -> tuple[str, ...]:
    """Say in which way an intervention works, who takes part and whether a corporatie may pay."""
    rule = assessment.rulebook.interventies.get(interventie)
    if rule is None:
        return ()
    partners = f" Partners: {party_names(rule.partners)}." if rule.partners else ""
    return (f"Manier: {_MANIEREN[rule.manier]}.{partners} {_CORPORATIE[rule.mag_corporatie]}",)


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


def _notes(advies: Advies) -> Iterator[str]:
    answers = [f"{poort.naam} {poort.antwoord.value}" for poort in advies.poorten]
    yield f"Poorten: {join_words(answers)}."
    if advies.nodig is None:
        yield "Nodig is leeg: er is geen score voor waar dit op gericht is."
    if advies.haalbaar is None:
        yield "Haalbaar is leeg: de ruimte bij de trekker is niet ingevuld."
    if advies.aansluiting is None:
        yield "Aansluiting is leeg: er is nog geen benaderstijl bekend."
