"""A comparison in plain words: what was compared, what came out, and what that is worth."""

from __future__ import annotations

import math

from buurtwijzer.core.dutch import format_number
from buurtwijzer.evidence.backtest.model import Bewijs, Ijkoordeel, Manier, Oordeel, Tegenstander, Toetsuitslag
from buurtwijzer.reporting.explain_value import UNIT_WORDS
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Eenheid

BEWIJS_UITLEG = {
    Bewijs.CONSISTENTIE: "een cijfer uit een model dat op de scores lijkt: samenhang is te verwachten, geen bewijs",
    Bewijs.ONAFHANKELIJKER: "een model van een andere maker, geen invoer: zegt meer, maar is geen bewijs",
    Bewijs.ONAFHANKELIJK: "een telling of onderzoek dat los staat van de score",
}
_FEW = "te weinig gebieden"
_LEARNED = "telt niet mee"
_LEVELS = {
    Ijkoordeel.PAST: "de verschillen zijn ongeveer even groot",
    Ijkoordeel.OVERDRIJFT: "de score overdrijft de verschillen",
    Ijkoordeel.DEMPT: "de verschillen zijn groter dan de score laat zien",
}


def two(value: float) -> str:
    """Write a correlation in Dutch."""
    return "-" if math.isnan(value) else format_number(value, 2)


def between(low: float, high: float) -> str:
    """Write an interval in Dutch; a dash without one."""
    return "-" if math.isnan(low) else f"{two(low)} tot {two(high)}"


def unit(row: Toetsuitslag) -> str:
    """Give the unit of the figure in words."""
    return UNIT_WORDS[Eenheid(row.eenheid)] or "aantal"


def verdict(row: Toetsuitslag) -> str:
    """Give the verdict in a few words."""
    if row.reden:
        return _LEARNED
    return row.oordeel.value if row.is_geteld else _FEW


def in_sentence(item: Tegenstander, rulebook: Rulebook) -> str:
    """Name an opponent inside a sentence."""
    if item.manier is Manier.KOLOM:
        return f"het {item.manier.value}, {rulebook.indicatoren[item.indicator].naam}"
    return item.manier.value


def opponent(item: Tegenstander, rulebook: Rulebook) -> str:
    """Name an opponent, with the figure it reads."""
    if item.manier is Manier.KOLOM:
        return f"{item.manier.value}: {rulebook.indicatoren[item.indicator].naam}"
    return item.manier.value


def sentence(row: Toetsuitslag, rulebook: Rulebook) -> str:
    """Give one comparison as a sentence or three."""
    if row.reden:
        return f"Niet vergeleken: de gewichten van deze score zijn {row.reden}."
    if not row.is_geteld:
        return f"Niet uitgerekend: {format_number(row.n, 0)} gebieden hebben een score en dit cijfer."
    best = in_sentence(row.tegenstanders[0], rulebook)
    told = [_verdict_sentence(row, best), _level_sentence(row)]
    if row.samenhang < 0:
        told.append("De samenhang gaat de andere kant op dan de regels verwachten.")
    return " ".join(part for part in told if part)


def _verdict_sentence(row: Toetsuitslag, best: str) -> str:
    numbers = f"({two(row.samenhang)} tegen {two(row.tegenstanders[0].samenhang)})"
    match row.oordeel:
        case Oordeel.MEER:
            return f"De score voegt iets toe aan {best} {numbers}."
        case Oordeel.GELIJK:
            return f"De score doet niet meer dan {best} {numbers}."
        case Oordeel.MINDER:
            return f"De score volgt dit cijfer minder goed dan {best} {numbers}."
        case Oordeel.GEEN:
            return f"Te weinig {row.groep} voor een oordeel; naast {best} {numbers}."


def _level_sentence(row: Toetsuitslag) -> str:
    if row.ijking is None or row.ijking.oordeel is Ijkoordeel.GEEN:
        return ""
    if row.ijking.oordeel is Ijkoordeel.ANDERS:
        return ""
    points = format_number(10 * row.ijking.helling, 1)
    return f"10 punten score meer gaat samen met {points} punten van het cijfer: {_LEVELS[row.ijking.oordeel]}."


def counted(rows: tuple[Toetsuitslag, ...]) -> str:
    """Count the verdicts of some comparisons, in words."""
    parts = [f"{sum(row.oordeel is word for row in rows)} keer '{word.value}'" for word in Oordeel]
    return ", ".join(part for part in parts if not part.startswith("0 "))
