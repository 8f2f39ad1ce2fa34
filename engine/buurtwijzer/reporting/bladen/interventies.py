"""Sheet ``Interventies``: per area what may help, with its gate, factors and reason; never carried out by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import join_words
from buurtwijzer.interventions.model import Advies, Antwoord
from buurtwijzer.interventions.wording import EVIDENCE_SCALE, party_name, party_names
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
from buurtwijzer.reporting.certainty import Certainty
from buurtwijzer.reporting.findings import Findings
from buurtwijzer.reporting.mirror.mirrored import Mirror
from buurtwijzer.reporting.texts import lowered, sentence_case, unknown_text
from buurtwijzer.rulebook.schema import Interventie, Manier, Partij
from buurtwijzer.scoring.outcomes import OutcomeKind

_EMPTY_COLUMNS = 11
_MANIEREN = {
    Manier.OGEN: "ogen op straat",
    Manier.GESPREK: "gesprek",
    Manier.FYSIEK: "iets aan de omgeving veranderen",
    Manier.REGELS: "regels",
    Manier.BEWONERS_ZELF: "samen met bewoners",
    Manier.NIET_INGRIJPEN: "bewust niet ingrijpen",
}
_CORPORATIE = {
    "ja": "Een corporatie mag hieraan meebetalen.",
    "alleen_eigen_bezit": "Een corporatie mag hieraan alleen bij eigen bezit meebetalen.",
    "nee": "Een corporatie mag hier niet aan meebetalen.",
}
_MEERVOUD = {party_name(partij) for partij in (Partij.BEWONERS, Partij.ONDERNEMERS, Partij.SCHOLEN)}
_WITHOUT = "Geen interventie die hier past."
_MOST_WITHOUT = 3
_SUPPORTED = Kolom(
    "draagvlak",
    CelSoort.LANGE_TEKST,
    24,
    "Wat elke rol van dit voorstel vindt: ja, mits of nee, met hoeveel mensen er zijn gesproken. Het verandert geen "
    "volgorde. Leeg is niet gevraagd.",
    begint_groep=True,
)
_POORTEN = {"betaler en trekker": "wie betaalt en trekt"}


def interventies(
    assessment: Assessment, findings: Findings, certainty: Certainty, mirror: Mirror | None = None
) -> Blad:
    """Build the sheet; an area without any entry keeps one row that says so."""
    amount = sum(max(1, len(shown)) for shown in assessment.adviezen)
    asked = Mirror.of(assessment) if mirror is None else mirror
    rows = LuieRijen(amount, lambda: _rows(assessment, findings, certainty, asked))
    columns = tuple(_columns(is_mirrored=assessment.spiegeling is not None))
    return Blad("Interventies", "bwz_interventies", columns, rows, PINNED, regels=4)


def _columns(*, is_mirrored: bool) -> Iterator[Kolom]:
    yield from identity_columns(
        "Deel van het gewicht waarvoor er gegevens zijn, gemiddeld over alle uitkomsten.", naam=20, short=True
    )
    yield Kolom(
        "interventie",
        CelSoort.LANGE_TEKST,
        26,
        "Volgorde: eerst adviezen, op nodig x bewijs x haalbaar; aansluiting kan daar hoogstens een vijfde vanaf "
        "halen. Dan wat geen advies kan zijn (geen werking aangetoond, loopt al, of eerst een lokaal besluit), dan wat "
        "nog onbekend is.",
        begint_groep=True,
    )
    yield Kolom(
        "poort",
        CelSoort.TEKST,
        10,
        "Poort: is aan alle voorwaarden voldaan (aandachtspunt, doelgroep, beleid, wie betaalt en trekt)? Onbekend "
        "telt nooit als ja.",
    )
    yield Kolom("nodig", CelSoort.PUNTEN, 8, "0-100: niveau en verschil met vergelijkbare gebieden.", begint_groep=True)
    yield Kolom("bewijs", CelSoort.PUNTEN, 8, f"0-100, uit het bewijsniveau. {EVIDENCE_SCALE}")
    yield Kolom("haalbaar", CelSoort.PUNTEN, 10, "0-100: ruimte bij de trekker, looptijd en uitvoering.")
    yield Kolom("aansluiting", CelSoort.PUNTEN, 11, "0-100: past de vorm bij hoe mensen hier leven; leeg is onbekend.")
    yield Kolom(
        "uitkomst",
        CelSoort.LANGE_TEKST,
        23,
        "Waar het hier op gericht is, met de zekerheid van die score.",
        begint_groep=True,
    )
    yield Kolom(
        "vorm",
        CelSoort.LANGE_TEKST,
        30,
        "De vorm die past bij de benaderstijl van het gebied als geheel; wie het aandachtspunt heeft, kan iets anders "
        "nodig hebben.",
    )
    yield Kolom("reden", CelSoort.LANGE_TEKST, 56, "Waarom wel of niet, met de getallen, kosten en bewijs.")
    yield Kolom("trekker", CelSoort.TEKST, 13, "Wie dit trekt.", begint_groep=True)
    yield Kolom("betaler", CelSoort.LANGE_TEKST, 16, "Wie dit kan betalen.")
    if is_mirrored:
        yield _SUPPORTED
    yield closing_column(
        "Eerste rij van een gebied: welke partij wat kan doen, wat bewoners zelf doen en welk aandachtspunt geen "
        "advies heeft. Daarna per maatregel: manier, partners en voorwaarden.",
        width=48,
        lines=10,
    )


def _rows(assessment: Assessment, findings: Findings, certainty: Certainty, mirror: Mirror) -> Iterator[Rij]:
    is_mirrored = assessment.spiegeling is not None
    score_notes = ScoreNotes.of(assessment, assessment.uitkomsten)
    conditions = _Conditions.of(assessment)
    who: dict[str, tuple[str, ...]] = {}
    starts = identity(assessment, mean_coverage(assessment.uitkomsten))
    for row, (start, shown) in enumerate(zip(starts, assessment.adviezen, strict=True)):
        if not shown:
            unknown = findings.unknown(row, OutcomeKind.RISICO)
            is_in_part = unknown is not None and unknown.aantal < unknown.van
            notes = [unknown_text(unknown) if unknown and is_in_part else _WITHOUT, *score_notes.counted(row)]
            yield (*start, *([None] * (_EMPTY_COLUMNS + is_mirrored)), joined(notes))
        for place, advies in enumerate(shown):
            if advies.interventie not in who:
                who[advies.interventie] = _who(assessment, advies.interventie)
            together = _of_the_area(findings, row) if place == 0 else ()
            said = (*together, *who[advies.interventie], *_notes(advies, conditions, row))
            cells = _cells(advies, _firmness(findings, certainty, advies, row))
            yield (*start, *cells, *(_support(mirror, advies, row) if is_mirrored else ()), joined(said))


def _support(mirror: Mirror, advies: Advies, row: int) -> Rij:
    found = mirror.of_advice(advies.interventie, row)
    return (None if found is None else found.tekst,)


def _of_the_area(findings: Findings, row: int) -> Iterator[str]:
    """Say, once per area, which party can do what, what residents do themselves and what has no advice."""
    adviezen = findings.adviezen(row)
    if adviezen:
        by_lead: dict[str, list[str]] = {}
        for advies in adviezen:
            by_lead.setdefault(advies.trekker, []).append(advies.naam)
        leads = "; ".join(f"{lead} {_pulls(lead)} {join_words(names)}" for lead, names in by_lead.items())
        yield f"Wie kan hier wat doen: {leads}."
        yield from _residents(findings, adviezen)
    without = findings.without_advice(row, _MOST_WITHOUT)
    if not adviezen and not without:
        unknown = findings.unknown(row, OutcomeKind.RISICO)
        yield f"Geen advies. {unknown_text(unknown)}" if unknown else "Geen advies: geen aandachtspunt."
    if without:
        yield f"Zonder advies: {'; '.join(without)}."


def _pulls(lead: str) -> str:
    return "trekken" if lead in _MEERVOUD else "trekt"


def _residents(findings: Findings, adviezen: Sequence[Advies]) -> Iterator[str]:
    """Say what residents lead themselves and, apart from that, in what they take part while another party leads."""
    rules = findings.assessment.rulebook.interventies
    known = [(advies.naam, rules[advies.interventie]) for advies in adviezen if advies.interventie in rules]
    own = [naam for naam, rule in known if rule.trekker is Partij.BEWONERS]
    along = [naam for naam, rule in known if rule.trekker is not Partij.BEWONERS and _with_residents(rule)]
    yield (f"Bewoners trekken zelf {join_words(own)}." if own else "Bewoners trekken geen van deze maatregelen zelf.")
    if along:
        yield f"Bewoners doen mee bij {join_words(along)}."


def _with_residents(interventie: Interventie) -> bool:
    return interventie.manier is Manier.BEWONERS_ZELF or Partij.BEWONERS in interventie.partners


def _firmness(findings: Findings, certainty: Certainty, advies: Advies, row: int) -> str:
    """Give the outcome it aims at with the certainty of that score."""
    number_of = findings.nummers.get(advies.uitkomst)
    naam = sentence_case(advies.uitkomst)
    return naam if number_of is None else f"{naam} (zekerheid {certainty.word(number_of, row).value})"


@dataclass(frozen=True, slots=True, eq=False)
class _Conditions:
    """What the conditions of an advice rest on.

    Attributes:
        onbekend: Per intervention the outcomes it may be for, each with its name and whether an area lacks its score.
        beleid: Names of the policy that counts.
    """

    onbekend: dict[str, tuple[tuple[str, list[bool]], ...]]
    beleid: str

    @classmethod
    def of(cls, assessment: Assessment) -> _Conditions:
        lacks = {o.id: (o.naam, np.isnan(o.score).tolist()) for o in assessment.uitkomsten}
        items = assessment.rulebook.interventies.values()
        unknown = {
            item.id: tuple(lacks[entry.uitkomst] for entry in item.poorten.probleem if entry.uitkomst in lacks)
            for item in items
        }
        policies = [file.naam for _, file in sorted(assessment.rulebook.beleid.items()) if file.actief]
        return cls(unknown, join_words(policies))

    def sentences(self, advies: Advies, row: int) -> Iterator[str]:
        """Say of an advice what its conditions rest on and what of them is unknown."""
        source = f"; beleid en ruimte bij de trekker komen uit {self.beleid}" if self.beleid else ""
        yield f"Volgens de cijfers aan de voorwaarden voldaan{source}: kijk na of dat hier klopt."
        lacking = [lowered(naam) for naam, lacks in self.onbekend.get(advies.interventie, ()) if lacks[row]]
        if lacking:
            yield f"Onbekend is {join_words(lacking)}; dat hoeft niet, want één aanleiding is genoeg."


def _who(assessment: Assessment, interventie: str) -> tuple[str, ...]:
    """Say in which way an intervention works, who takes part and whether a corporatie may pay."""
    rule = assessment.rulebook.interventies.get(interventie)
    if rule is None:
        return ()
    partners = f" Partners: {party_names(rule.partners)}." if rule.partners else ""
    is_own = rule.manier is Manier.BEWONERS_ZELF and rule.trekker is Partij.BEWONERS
    manier = "bewoners doen het zelf" if is_own else _MANIEREN[rule.manier]
    return (f"Manier: {manier}.{partners} {_CORPORATIE[rule.mag_corporatie]}",)


def _cells(advies: Advies, uitkomst: str) -> Rij:
    factors = (advies.nodig, advies.bewijs, advies.haalbaar, advies.aansluiting)
    return (
        advies.naam,
        advies.poort.value,
        *(None if factor is None else number(factor) for factor in factors),
        uitkomst,
        advies.vorm,
        advies.reden,
        advies.trekker,
        advies.betaler,
    )


def _notes(advies: Advies, conditions: _Conditions, row: int) -> Iterator[str]:
    if advies.poort is Antwoord.JA:
        yield from conditions.sentences(advies, row)
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
