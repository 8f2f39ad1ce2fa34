"""What is held up to residents and workers: a few findings and proposals of one area, in plain words without scores.

Strengths stand before attention points; no area is compared with another by name, and nothing is called a problem.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from buurtwijzer.core.dutch import join_words
from buurtwijzer.data.judgements import KERN, VOORSTEL
from buurtwijzer.interventions.model import Advies
from buurtwijzer.interventions.wording import GEBIEDEN
from buurtwijzer.reporting.findings import SHOWN, Bevinding, Findings
from buurtwijzer.reporting.official import OfficialFigures
from buurtwijzer.reporting.segments import leading
from buurtwijzer.reporting.texts import IN_KERN, LEVELS, lowered, sentence_case, unknown_text
from buurtwijzer.scoring.outcomes import OutcomeKind

GEHEEL = "Het beeld als geheel"
_NAMES = {OutcomeKind.KRACHT: "kracht", OutcomeKind.RISICO: "aandachtspunt", OutcomeKind.LEEFGEBIED: "leefgebied"}
_MORE_LESS = {
    OutcomeKind.LEEFGEBIED: ("gunstiger", "minder gunstig"),
    OutcomeKind.KRACHT: ("sterker", "minder sterk"),
    OutcomeKind.RISICO: ("hoger", "lager"),
}
_COMMON = 2
"""From this level down an attention point is no more than usual in the country."""


@dataclass(frozen=True, slots=True)
class Voorlegging:
    """One thing that is held up.

    Attributes:
        kenmerk: Mark that stays the same when the order of findings changes, e.g. ``kracht:groen``.
        soort: ``bevinding`` or ``voorstel``.
        groep: Which questions go with it: leefstijl, kracht, aandachtspunt, geheel or voorstel.
        onderwerp: Name on screen.
        tekst: What we say of it.
    """

    kenmerk: str
    soort: str
    groep: str
    onderwerp: str
    tekst: str


def held_up(findings: Findings, row: int) -> tuple[Voorlegging, ...]:
    """Give what is held up about one area, in the order of the conversation; nothing of an area without scores."""
    if all(outcome.reden[row] for outcome in findings.assessment.uitkomsten):
        return ()
    strong, attention = findings.krachten(row)[:SHOWN], findings.aandachtspunten(row)[:SHOWN]
    return (
        *_lifestyle(findings, row),
        *(_finding(found, _strength(findings, found, row)) for found in strong),
        *(_finding(found, _attention(findings, found, row)) for found in attention),
        _whole(findings, row),
        *(_proposal(advies) for advies in findings.adviezen(row)[:SHOWN]),
    )


def known_marks(findings: Findings, row: int) -> set[str]:
    """Give the marks of everything that is said about an area now, also what is not among the first three."""
    shown = {voorlegging.kenmerk for voorlegging in held_up(findings, row)}
    named = (findings.krachten(row), findings.aandachtspunten(row))
    proposals = {f"{VOORSTEL}:{advies.interventie}" for advies in findings.assessment.adviezen[row]}
    return shown | {mark(found.soort, found.id) for found in (*named[0], *named[1])} | proposals


def mark(soort: OutcomeKind, uitkomst: str) -> str:
    """Give the mark of an outcome."""
    return f"{_NAMES[soort]}:{uitkomst}"


def _lifestyle(findings: Findings, row: int) -> Iterator[Voorlegging]:
    found = leading(findings.assessment)
    number = -1 if found is None else int(found.grootste[row, 0])
    if found is None or number < 0:
        return
    naam = found.namen[number]
    tekst = f"De grootste groep bewoners is hier: {naam}."
    if found.maat == "gelijkenis":
        tekst = f"Als geheel lijkt dit gebied het meest op: {naam}."
    if math.isfinite(found.stabiliteit[row]) and not found.is_duidelijk[row]:
        tekst += " Dat is niet duidelijk: een andere soort past bijna even goed."
    yield Voorlegging(
        f"leefstijl:{found.ids[number]}",
        "bevinding",
        "leefstijl",
        f"Wie hier wonen: {naam}",
        f"{tekst} Dat zegt niets over één bewoner.",
    )


def _finding(found: Bevinding, tekst: str) -> Voorlegging:
    groep = _NAMES[found.soort]
    return Voorlegging(mark(found.soort, found.id), "bevinding", groep, sentence_case(found.naam), tekst)


def _strength(findings: Findings, found: Bevinding, row: int) -> str:
    is_strong = found.score >= findings.assessment.rulebook.getal("zekerheid", "sterk_punten")
    more = f"sterker dan in vergelijkbare {_areas(findings, row)}"
    if found.valt_op and found.verschil > 0:
        return f"Volgens de cijfers hier sterk, en {more}." if is_strong else f"Volgens de cijfers hier {more}."
    return "Volgens de cijfers is dit hier sterk."


def _attention(findings: Findings, found: Bevinding, row: int) -> str:
    klasse = findings.niveaus.klasse(found.id, found.score)
    text = f"Volgens de cijfers {LEVELS[klasse]} vergeleken met Nederland"
    if found.valt_op and found.verschil > 0:
        text += f", {'maar' if klasse <= _COMMON else 'en'} hoger dan in vergelijkbare {_areas(findings, row)}"
    figure = OfficialFigures.of(findings.assessment, findings.assessment.uitkomsten[found.nummer])
    official = figure.beside(found.naam, row)
    return f"{text}. Gepubliceerd cijfer: {official}." if official else f"{text}."


def _whole(findings: Findings, row: int) -> Voorlegging:
    leads, areas, unknown = findings.opvallende(row, IN_KERN), _areas(findings, row), findings.unknown(row)
    marks = sorted(f"{_NAMES[found.soort]}.{found.id}" for found in leads)
    if leads:
        tekst = f"Anders dan vergelijkbare {areas}: {join_words([_difference(found) for found in leads])}."
    elif unknown is not None:
        tekst = unknown_text(unknown)
    elif not findings.has_comparison(row):
        tekst = f"Er zijn te weinig vergelijkbare {areas} om te zeggen wat hier opvalt."
    else:
        tekst = f"Wijkt niet duidelijk af van vergelijkbare {areas}."
    return Voorlegging(f"{KERN}:{'+'.join(marks) or 'niets'}", "bevinding", "geheel", GEHEEL, tekst)


def _difference(found: Bevinding) -> str:
    more, less = _MORE_LESS[found.soort]
    return f"{lowered(found.naam)} {more if found.verschil > 0 else less}"


def _proposal(advies: Advies) -> Voorlegging:
    tekst = f"Voor {lowered(advies.uitkomst)}. Trekker: {advies.trekker}. Een eerste stap, geen besluit."
    return Voorlegging(f"{VOORSTEL}:{advies.interventie}", VOORSTEL, VOORSTEL, sentence_case(advies.naam), tekst)


def _areas(findings: Findings, row: int) -> str:
    return GEBIEDEN[findings.assessment.table.niveau[row]]
