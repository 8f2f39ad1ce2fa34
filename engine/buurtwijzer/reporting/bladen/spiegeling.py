"""Sheet ``Spiegeling``: a row per area, subject and role, on which people write what others say of our findings.

Filled in by hand and read back: nothing on it is lost in a next run. What is no longer said stays, marked as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.judgements import DRAAGVLAK, HERKENNING, VOORSTEL, Oordeel
from buurtwijzer.evidence.mirror import issue_kinds as kinds
from buurtwijzer.evidence.mirror.reading import NOT_HERE
from buurtwijzer.reporting.blad import Blad, Cel, CelSoort, Kolom, Rij
from buurtwijzer.reporting.findings import Findings
from buurtwijzer.reporting.mirror.held_up import Voorlegging, held_up, known_marks
from buurtwijzer.reporting.mirror.mirrored import Mirror
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Spiegelgesprek

NAAM = "Spiegeling"
_PINNED = 4
_CURRENT = None
_PREVIOUS, _ELSEWHERE = "vorige bevinding", "niet in deze uitkomst"


def session_rules(rulebook: Rulebook) -> Spiegelgesprek:
    """Give the rules of the mirror session.

    Raises:
        InputError: The rulebook has none.
    """
    if rulebook.spiegelgesprek is None:
        raise InputError([kinds.GEEN_REGELS.at(rulebook.map.name)])
    return rulebook.spiegelgesprek


def spiegeling(assessment: Assessment, findings: Findings, mirror: Mirror) -> Blad:
    """Build the sheet, with every judgement that was written down before.

    Raises:
        InputError: There are too many areas for a form, or the rulebook has no rules for it.
    """
    gesprek = session_rules(assessment.rulebook)
    rows = tuple(_rows(assessment, findings, mirror, gesprek))
    return Blad(NAAM, "bwz_spiegeling", tuple(_columns(gesprek)), rows, _PINNED, regels=4, zoom=90)


def asked_rows(assessment: Assessment) -> list[int]:
    """Give the areas that are asked about, by row.

    Raises:
        InputError: These are too many for a form.
    """
    said = assessment.spiegeling
    codes = {*said.codes} if said is not None and said.codes else {*assessment.table.code}
    found = [row for row, code in enumerate(assessment.table.code) if code in codes]
    most = int(assessment.rulebook.getal("spiegeling", "gebieden_n"))
    if len(found) > most:
        raise InputError([too_many(len(found), most)])
    return found


def too_many(aantal: int, hoogstens: int) -> Issue:
    """Say that a form is not for so many areas."""
    return kinds.TE_VEEL_GEBIEDEN.at(NAAM, aantal=aantal, hoogstens=hoogstens)


def _columns(gesprek: Spiegelgesprek) -> Iterator[Kolom]:
    text, wide = CelSoort.TEKST, CelSoort.LANGE_TEKST
    yield Kolom("code", CelSoort.CODE, 11.5, "Code van het gebied.")
    yield Kolom("naam", text, 14)
    yield Kolom("soort", text, 10, "Bevinding: herkent u dit? Voorstel: is er draagvlak voor?")
    yield Kolom("onderwerp", text, 20)
    yield Kolom("wat wij zeggen", wide, 38, "Wat de cijfers zeggen, zonder scores. Meer staat op Toelichting.")
    yield Kolom(
        "rol",
        text,
        12,
        "In welke rol mensen dit zeiden. Denken mensen in dezelfde rol er verschillend over, of is er nog een rol: "
        "kopieer de rij naar onderaan en verander rol en antwoord.",
        begint_groep=True,
        invoer=True,
        keuzes=tuple(rol.naam for rol in gesprek.rollen),
    )
    yield Kolom(
        "aantal gesprokenen", CelSoort.AANTAL, 12, "Hoeveel mensen in deze rol dit antwoord gaven.", invoer=True
    )
    yield Kolom(
        "herkenning",
        text,
        12,
        "Bij een bevinding: ja, deels of nee. Leeg is niet gevraagd; dat is geen nee.",
        invoer=True,
        keuzes=HERKENNING,
    )
    yield Kolom(
        "draagvlak",
        text,
        11,
        "Bij een voorstel: ja, mits of nee. Leeg is niet gevraagd; dat is geen nee.",
        invoer=True,
        keuzes=DRAAGVLAK,
    )
    yield Kolom("wie doet mee", wide, 20, "Een groep of functie, nooit een naam.", invoer=True)
    yield Kolom("toelichting", wide, 34, "Waarom, in de woorden van wie het zei. Geen namen of adressen.", invoer=True)
    yield Kolom("datum", text, 11.5, "Dag van het gesprek, bijvoorbeeld 2026-11-22.", invoer=True)
    yield Kolom(
        "stand",
        text,
        13,
        "Leeg: dit zeggen wij nu. Vorige bevinding: dit zeggen wij nu niet meer; het antwoord blijft staan en telt "
        "niet mee.",
        begint_groep=True,
    )
    yield Kolom("kenmerk", CelSoort.CODE, 24, "Waaraan een antwoord de volgende keer wordt herkend.", gevouwen=True)


def _rows(assessment: Assessment, findings: Findings, mirror: Mirror, gesprek: Spiegelgesprek) -> Iterator[Rij]:
    table, said = assessment.table, assessment.spiegeling
    written: dict[str, list[Oordeel]] = {}
    for oordeel in () if said is None else said.oordelen:
        written.setdefault(oordeel.code, []).append(oordeel)
    names = {rol.id: rol.naam for rol in gesprek.rollen}
    for row in sorted({*asked_rows(assessment), *(r for r, code in enumerate(table.code) if code in written)}):
        yield from _area(table.naam[row], table.code[row], findings, row, written.get(table.code[row], []), gesprek)
    for oordeel in mirror.elders:
        yield _old(oordeel, names, _ELSEWHERE)


def _area(
    naam: str, code: str, findings: Findings, row: int, written: Sequence[Oordeel], gesprek: Spiegelgesprek
) -> Iterator[Rij]:
    names = {rol.id: rol.naam for rol in gesprek.rollen}
    shown = held_up(findings, row)
    for voorlegging in shown:
        own = [oordeel for oordeel in written if oordeel.kenmerk == voorlegging.kenmerk]
        for oordeel in own:
            yield _filled(code, naam, voorlegging, oordeel, names)
        there = {oordeel.rol for oordeel in own}
        for rol in gesprek.rollen:
            if rol.voorgevuld and rol.id not in there:
                yield _empty(code, naam, voorlegging, rol.naam)
    marks, seen = known_marks(findings, row), {voorlegging.kenmerk for voorlegging in shown}
    for oordeel in written:
        if oordeel.kenmerk not in seen:
            yield _old(oordeel, names, _CURRENT if oordeel.kenmerk in marks else _PREVIOUS)


def _empty(code: str, naam: str, voorlegging: Voorlegging, rol: str) -> Rij:
    start = (code, naam, voorlegging.soort, voorlegging.onderwerp, voorlegging.tekst, rol, None)
    return (*start, *_answers("", voorlegging.soort), None, None, None, _CURRENT, voorlegging.kenmerk)


def _filled(code: str, naam: str, voorlegging: Voorlegging, oordeel: Oordeel, names: dict[str, str]) -> Rij:
    start = (code, naam, voorlegging.soort, voorlegging.onderwerp, voorlegging.tekst)
    return (*start, *_said(oordeel, voorlegging.soort, names), _CURRENT, oordeel.kenmerk)


def _old(oordeel: Oordeel, names: dict[str, str], stand: str | None) -> Rij:
    """Give a judgement about what is not among what is held up now, as it was written."""
    soort = VOORSTEL if oordeel.kenmerk.startswith(VOORSTEL) else "bevinding"
    start = (oordeel.code, oordeel.naam or None, soort, oordeel.onderwerp, oordeel.tekst or None)
    return (*start, *_said(oordeel, soort, names), stand, oordeel.kenmerk)


def _said(oordeel: Oordeel, soort: str, names: dict[str, str]) -> tuple[Cel, ...]:
    free = (oordeel.wie or None, oordeel.toelichting or None, oordeel.datum or None)
    return (names[oordeel.rol], oordeel.personen or None, *_answers(oordeel.antwoord, soort), *free)


def _answers(antwoord: str, soort: str) -> tuple[Cel, Cel]:
    return (NOT_HERE, antwoord or None) if soort == VOORSTEL else (antwoord or None, NOT_HERE)
