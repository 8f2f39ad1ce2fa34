"""Sheet ``Interventies``: per area what may help, with its gate, factors and reason; never carried out by itself."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import join_words
from buurtwijzer.interventions.model import Advies, Antwoord
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
from buurtwijzer.reporting.findings import Findings
from buurtwijzer.reporting.texts import sentence_case
from buurtwijzer.rulebook.schema import Interventie, Manier, Partij

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
_WITHOUT = "Geen interventie die hier past."
_MOST_WITHOUT = 3
_POORTEN = {"betaler en trekker": "wie betaalt en trekt"}


def interventies(assessment: Assessment, findings: Findings) -> Blad:
    """Build the sheet; an area without any entry keeps one row that says so."""
    amount = sum(max(1, len(shown)) for shown in assessment.adviezen)
    rows = LuieRijen(amount, lambda: _rows(assessment, findings))
    return Blad("Interventies", "bwz_interventies", tuple(_columns()), rows, PINNED, regels=4)


def _columns() -> Iterator[Kolom]:
    yield from identity_columns(
        "Deel van het gewicht waarvoor er gegevens zijn, gemiddeld over alle uitkomsten.", naam=20, short=True
    )
    yield Kolom("interventie", CelSoort.LANGE_TEKST, 26, begint_groep=True)
    yield Kolom(
        "poort",
        CelSoort.TEKST,
        10,
        "Poort: is aan alle voorwaarden voldaan (aandachtspunt, doelgroep, beleid, wie betaalt en trekt)? Onbekend "
        "telt nooit als ja.",
    )
    yield Kolom("nodig", CelSoort.PUNTEN, 8, "0-100: niveau en verschil met vergelijkbare gebieden.", begint_groep=True)
    yield Kolom("bewijs", CelSoort.PUNTEN, 8, "0-100, uit het bewijsniveau; de woorden staan in de reden.")
    yield Kolom("haalbaar", CelSoort.PUNTEN, 10, "0-100: ruimte bij de trekker, looptijd en uitvoering.")
    yield Kolom("aansluiting", CelSoort.PUNTEN, 11, "0-100: past de vorm bij hoe mensen hier leven; leeg is onbekend.")
    yield Kolom("uitkomst", CelSoort.TEKST, 23, "Waar het hier op gericht is.", begint_groep=True)
    yield Kolom("vorm", CelSoort.LANGE_TEKST, 30, "De vorm die past bij de benaderstijl van het gebied.")
    yield Kolom("reden", CelSoort.LANGE_TEKST, 56, "Waarom wel of niet, met de getallen, kosten en bewijs.")
    yield Kolom("trekker", CelSoort.TEKST, 13, "Wie dit trekt.", begint_groep=True)
    yield Kolom("betaler", CelSoort.LANGE_TEKST, 16, "Wie dit kan betalen.")
    yield closing_column(
        "Eerste rij van een gebied: welke partij wat kan doen, wat bewoners zelf doen en welk aandachtspunt geen "
        "advies heeft. Daarna per maatregel: manier, partners en voorwaarden.",
        width=48,
        lines=10,
    )


def _rows(assessment: Assessment, findings: Findings) -> Iterator[Rij]:
    score_notes = ScoreNotes.of(assessment, assessment.uitkomsten)
    who: dict[str, tuple[str, ...]] = {}
    starts = identity(assessment, mean_coverage(assessment.uitkomsten))
    for row, (start, shown) in enumerate(zip(starts, assessment.adviezen, strict=True)):
        if not shown:
            notes = [_WITHOUT, *score_notes.counted(row)]
            yield (*start, *([None] * _EMPTY_COLUMNS), joined(notes))
        for place, advies in enumerate(shown):
            if advies.interventie not in who:
                who[advies.interventie] = _who(assessment, advies.interventie)
            together = _of_the_area(findings, row) if place == 0 else ()
            yield (*start, *_cells(advies), joined((*together, *who[advies.interventie], *_notes(advies))))


def _of_the_area(findings: Findings, row: int) -> Iterator[str]:
    """Say, once per area, which party can do what, what residents do themselves and what has no advice."""
    adviezen = findings.adviezen(row)
    if adviezen:
        by_lead: dict[str, list[str]] = {}
        for advies in adviezen:
            by_lead.setdefault(advies.trekker, []).append(advies.naam)
        leads = "; ".join(f"{lead} trekt {join_words(names)}" for lead, names in by_lead.items())
        yield f"Wie kan hier wat doen: {leads}."
        rules = findings.assessment.rulebook.interventies
        own = [a.naam for a in adviezen if a.interventie in rules and _by_residents(rules[a.interventie])]
        yield f"Wat bewoners zelf doen: {join_words(own)}." if own else "Bewoners doen geen van deze maatregelen zelf."
    without = findings.without_advice(row, _MOST_WITHOUT)
    if not adviezen and not without:
        yield "Geen advies: geen aandachtspunt."
    if without:
        yield f"Zonder advies: {'; '.join(without)}."


def _by_residents(interventie: Interventie) -> bool:
    return interventie.manier is Manier.BEWONERS_ZELF or interventie.trekker is Partij.BEWONERS


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
        sentence_case(advies.uitkomst),
        advies.vorm,
        advies.reden,
        advies.trekker,
        advies.betaler,
    )


def _notes(advies: Advies) -> Iterator[str]:
    if advies.poort is Antwoord.JA:
        yield "Aan alle voorwaarden is voldaan."
    else:
        yield f"Voorwaarden: {_answers(advies)}."
    if advies.nodig is None:
        yield "Nodig is leeg: er is geen score voor waar dit op gericht is."
    if advies.haalbaar is None:
        yield "Haalbaar is leeg: de ruimte bij de trekker is niet ingevuld."
    if advies.aansluiting is None:
        yield "Aansluiting is leeg: er is nog geen benaderstijl bekend."


def _answers(advies: Advies) -> str:
    return ", ".join(f"{_POORTEN.get(poort.naam, poort.naam)}: {poort.antwoord.value}" for poort in advies.poorten)
