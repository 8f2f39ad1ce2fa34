"""What the checks of a plan say, in words and as data: in order, not, told, or not to be tested and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from buurtwijzer.reporting.rekenbladen.layout import Layout
from buurtwijzer.reporting.rekenbladen.onderdelen import red_parts, where_words
from buurtwijzer.valuation.appraise import Waardering

Stand = Literal["in orde", "niet in orde", "niet te toetsen", "met een melding"]
_UNTESTED = "niet te toetsen: "


@dataclass(frozen=True, slots=True)
class Controlestand:
    """What a check says.

    Attributes:
        id: Its id.
        naam: What is checked.
        stand: How it stands.
        reden: Why it cannot be tested, or what it tells; empty otherwise.
        waar: Where it is not in order, one per line, outcome, party and year; empty where that is not known.
        uitleg: What to do when it is not in order.
        zin: Where it is not in order in one sentence, the first few.
    """

    id: str
    naam: str
    stand: Stand
    reden: str
    waar: tuple[str, ...]
    uitleg: str
    zin: str


def check_states(waardering: Waardering) -> tuple[Controlestand, ...]:
    """Give every check of the calculation as the sheet of the plan shows it."""
    layout, found = Layout(waardering.model, {}), []
    for item in waardering.model.controles:
        value = layout.waarden[item.id]
        stand: Stand = "in orde" if value == 1 else "niet in orde"
        if isinstance(value, str):
            stand = "met een melding" if item.meldt else "niet te toetsen"
        reason = value.removeprefix(_UNTESTED) if isinstance(value, str) else ""
        where = tuple(red_parts(layout, item))
        found.append(Controlestand(item.id, item.naam, stand, reason, where, item.uitleg, where_words(layout, item)))
    return tuple(found)


def state_lines(waardering: Waardering, voor: str = "") -> list[str]:
    """Say which checks are not in order and where, and which cannot be tested and why.

    Args:
        waardering: The plan.
        voor: Stands in front of every line.
    """
    states = check_states(waardering)
    told = []
    for item in states:
        match item.stand:
            case "niet in orde":
                told.append(f"{voor}Niet in orde: {item.naam}. {' '.join(t for t in (item.zin, item.uitleg) if t)}")
            case "niet te toetsen":
                told.append(f"{voor}Niet te toetsen: {item.naam}: {item.reden}.")
            case "met een melding":
                told.append(f"{voor}Met een melding: {item.naam}: {item.reden}.")
            case _:
                continue
    order = ("Niet in orde", "Niet te toetsen", "Met een melding")
    told.sort(key=lambda line: next(n for n, words in enumerate(order) if line.removeprefix(voor).startswith(words)))
    return told or [f"{voor}Alle {len(states)} controles zijn in orde."]
