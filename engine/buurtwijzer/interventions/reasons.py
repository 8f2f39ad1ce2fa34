"""The reason of an advice in plain Dutch (B1), with the numbers it rests on.

Source: practice.md 2 and 3.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from buurtwijzer.core.dutch import format_number
from buurtwijzer.data.table import IntArray
from buurtwijzer.interventions.gates import DOELGROEP, VOOR_IEDEREEN, Situation, needs_decision
from buurtwijzer.interventions.model import Antwoord, PoortUitslag
from buurtwijzer.interventions.wording import (
    GEBIEDEN,
    assumption_word,
    evidence_text,
    level_words,
    party_name,
    points,
)
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Bereik, Bewijs, Interventie, Kosten, Status
from buurtwijzer.scoring.outcomes import OutcomeScores

NIET_BEWEZEN = (Bewijs.E0A, Bewijs.E0B)
_NO_GAP = points(0.0)


def situation_texts(outcome: OutcomeScores, rows: IntArray, situation: Situation) -> list[str]:
    """Write the score, its level and the difference from comparable areas, for rows that have a score.

    Example: ``Eenzaamheid: score 72,0 (verhoogd), 8,0 punten hoger dan vergelijkbare buurten.``
    """
    score = outcome.score[rows]
    difference = (score - outcome.vergelijkbaar[rows]).tolist()
    areas = [GEBIEDEN[situation.table.niveau[row]] for row in rows.tolist()]
    notable = situation.rulebook.getal("zekerheid", "opvallend_punten")
    name = outcome.naam[:1].upper() + outcome.naam[1:]
    words = level_words(score, outcome.soort, outcome.id, situation.rulebook)
    return [
        f"{name}: score {points(own)} ({word}){_compared(gap, notable, many)}."
        for own, word, gap, many in zip(score.tolist(), words, difference, areas, strict=True)
    ]


def _compared(difference: float, notable: float, areas: str) -> str:
    if math.isnan(difference):
        return f"; er zijn te weinig vergelijkbare {areas}, dus telt alleen het niveau"
    gap = points(abs(difference))
    if gap == _NO_GAP:
        return f", gelijk aan vergelijkbare {areas}"
    if abs(difference) < notable:
        return f", ongeveer gelijk aan vergelijkbare {areas} (verschil {gap})"
    return f", {gap} punten {'hoger' if difference > 0 else 'lager'} dan vergelijkbare {areas}"


def backing_text(interventie: Interventie, uitkomst: str, rulebook: Rulebook) -> str:
    """Write evidence, lead, cost and reach, and say which of cost and effect (on this outcome) is an assumption."""
    sentences = [
        f"Bewijs: {evidence_text(interventie.bewijs.niveau)}{_unread(interventie)}.",
        f"Trekker: {party_name(interventie.trekker)}.",
        f"Kosten: {cost_text(interventie.kosten)}.",
    ]
    if interventie.bereik.aantal_max > 1:
        sentences.append(f"Bereik: {reach_text(interventie.bereik)}.")
    aimed = [effect for effect in interventie.effecten if uitkomst in rulebook.uitkomsten[effect.uitkomst].raakt]
    soft = [effect.status for effect in aimed or interventie.effecten if effect.status is not Status.VASTGESTELD]
    if soft:
        sentences.append(f"De grootte van het effect is een {soft[0].value}.")
    return " ".join(sentences)


def _unread(interventie: Interventie) -> str:
    """Say so when nobody has read any of the studies behind the grade."""
    is_read = any(found.status is Status.VASTGESTELD for found in interventie.bewijs.bevindingen)
    return "" if is_read else " (bron nog niet nagelezen)"


def findings_text(interventie: Interventie) -> str:
    """Write every finding on the evidence, as whole sentences."""
    return " ".join(
        found.bevinding if found.bevinding.endswith((".", "!", "?")) else f"{found.bevinding}."
        for found in interventie.bewijs.bevindingen
    )


def cost_text(kosten: Kosten) -> str:
    """Write the range of the cost with unit, rhythm, price year and mark.

    Example: ``€ 70.000 tot € 90.000 per fte per jaar (prijzen van 2024, aanname)``
    """
    low, high = (format_number(value) for value in (kosten.bedrag_eur.min, kosten.bedrag_eur.max))
    amount = f"€ {low}" if low == high else f"€ {low} tot € {high}"
    rhythm = " per jaar" if kosten.ritme == "jaarlijks" else ", eenmalig"
    mark = assumption_word(kosten.status)
    return f"{amount} per {kosten.per}{rhythm} (prijzen van {kosten.prijsjaar}{', ' + mark if mark else ''})"


def reach_text(bereik: Bereik) -> str:
    """Write how many one unit of the cost reaches.

    Example: ``500 tot 900 woningen per fte``
    """
    low, high = format_number(bereik.aantal_min), format_number(bereik.aantal_max)
    return f"{low if low == high else f'{low} tot {high}'} {bereik.eenheid} per {bereik.per}"


def target_text(poorten: tuple[PoortUitslag, ...]) -> str:
    """Write the number that shows that the target group is there; empty where it is for everyone."""
    for poort in poorten:
        if poort.naam == DOELGROEP:
            return poort.waarom if poort.antwoord is Antwoord.JA and poort.waarom != VOOR_IEDEREEN else ""
    raise ValueError("no gate tells the target group")


def hurdle_texts(
    interventie: Interventie, situation: Situation, gates: Iterable[tuple[PoortUitslag, ...]]
) -> Iterator[str]:
    """Write per area what stands in the way of advice: a gate, a decision, running already, or the evidence."""
    doubt = "Geen advies uit zichzelf" if needs_decision(interventie, situation.policy) else "Nog geen advies"
    is_running = interventie.id in situation.policy.lopend
    running = "Loopt al volgens het lokale beleid, dus geen nieuw advies." if is_running else ""
    evidence = f"Geen advies. {findings_text(interventie)}" if interventie.bewijs.niveau in NIET_BEWEZEN else ""
    for poorten in gates:
        closed = " ".join([poort.waarom for poort in poorten if poort.antwoord is Antwoord.NEE])
        if closed:
            yield f"Geen advies. {closed}"
            continue
        unknown = " ".join([poort.waarom for poort in poorten if poort.antwoord is Antwoord.ONBEKEND])
        before = f"{doubt}. {unknown}" if unknown else running
        yield f"{before} {evidence}" if before and evidence else before or evidence
