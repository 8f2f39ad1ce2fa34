"""The reason of an advice in plain Dutch (B1), with the numbers it rests on.

Source: practice.md 2 and 3.
"""

from __future__ import annotations

import math

from buurtwijzer.core.dutch import format_number
from buurtwijzer.data.table import IntArray
from buurtwijzer.interventions.gates import Situation, needs_decision
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
from buurtwijzer.rulebook.schema import Bewijs, Interventie, Kosten, Status
from buurtwijzer.scoring.outcomes import OutcomeScores

NIET_BEWEZEN = (Bewijs.E0A, Bewijs.E0B)
_GELIJK = 0.05


def situation_texts(outcome: OutcomeScores, rows: IntArray, situation: Situation) -> list[str]:
    """Write the score, its level and the difference from comparable areas, for rows that have a score.

    Example: ``Eenzaamheid: score 72,0 (verhoogd), 8,0 punten hoger dan vergelijkbare buurten.``
    """
    score = outcome.score[rows]
    difference = (score - outcome.vergelijkbaar[rows]).tolist()
    areas = [GEBIEDEN[situation.table.niveau[row]] for row in rows.tolist()]
    name = outcome.naam[:1].upper() + outcome.naam[1:]
    words = level_words(score, outcome.soort, outcome.id, situation.rulebook)
    return [
        f"{name}: score {points(own)} ({word}){_compared(gap, many)}."
        for own, word, gap, many in zip(score.tolist(), words, difference, areas, strict=True)
    ]


def _compared(difference: float, areas: str) -> str:
    if math.isnan(difference):
        return f"; er zijn te weinig vergelijkbare {areas}, dus telt alleen het niveau"
    if abs(difference) < _GELIJK:
        return f", gelijk aan vergelijkbare {areas}"
    return f", {points(abs(difference))} punten {'hoger' if difference > 0 else 'lager'} dan vergelijkbare {areas}"


def backing_text(interventie: Interventie, uitkomst: str, rulebook: Rulebook) -> str:
    """Write evidence, lead and cost, and say which of cost and effect (on this outcome) is an assumption."""
    lead = party_name(interventie.trekker)
    sentence = (
        f"Bewijs: {evidence_text(interventie.bewijs.niveau)}. {lead[:1].upper()}{lead[1:]} trekt dit. "
        f"Kosten: {cost_text(interventie.kosten)}."
    )
    aimed = [effect for effect in interventie.effecten if uitkomst in rulebook.uitkomsten[effect.uitkomst].raakt]
    soft = [effect.status for effect in aimed or interventie.effecten if effect.status is not Status.VASTGESTELD]
    return f"{sentence} Hoe groot het effect is, is een {soft[0].value}." if soft else sentence


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
    rhythm = "per jaar" if kosten.ritme == "jaarlijks" else "eenmalig"
    mark = assumption_word(kosten.status)
    return f"{amount} per {kosten.per} {rhythm} (prijzen van {kosten.prijsjaar}{', ' + mark if mark else ''})"


def hurdle_text(interventie: Interventie, poorten: tuple[PoortUitslag, ...], situation: Situation) -> str:
    """Write what stands in the way of advice: a gate, a decision, running already, or the evidence."""
    closed = [poort.waarom for poort in poorten if poort.antwoord is Antwoord.NEE]
    if closed:
        return f"Geen advies. {' '.join(closed)}"
    parts = []
    unknown = [poort.waarom for poort in poorten if poort.antwoord is Antwoord.ONBEKEND]
    if unknown:
        decision = needs_decision(interventie, situation.policy)
        parts.append(f"{'Geen advies uit zichzelf' if decision else 'Nog geen advies'}. {' '.join(unknown)}")
    elif interventie.id in situation.policy.lopend:
        parts.append("Loopt al volgens het lokale beleid, dus geen nieuw advies.")
    if interventie.bewijs.niveau in NIET_BEWEZEN:
        parts.append(f"Geen advies. {findings_text(interventie)}")
    return " ".join(parts)
