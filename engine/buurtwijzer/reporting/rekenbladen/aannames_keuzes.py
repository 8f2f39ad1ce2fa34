"""What may be typed on sheet ``Aannames``, as the program guards it while somebody types."""

from __future__ import annotations

from buurtwijzer.reporting.rekenbladen.aannames_kolommen import DATUM, FUNCTIE, WAARDE
from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.reporting.rekenbladen.invoergrenzen import HIGHEST, LOWEST, is_whole, limits, said_limit
from buurtwijzer.reporting.rekenbladen.model import Keuze
from buurtwijzer.valuation.inputs import Invoer

_MOST_UNIT = 120


def number_choice(draft: Draft, row: int, item: Invoer, eenheid: str) -> Keuze:
    """Give what may be typed in the cell of an input, and the words for who types something else."""
    low, high = limits(item)
    kind = "een heel getal" if is_whole(item) else "een getal"
    if low != LOWEST and high != HIGHEST:
        words = f"{kind} van {said_limit(low, item)} tot en met {said_limit(high, item)}"
    else:
        words = kind if low == LOWEST else f"{kind} van {said_limit(low, item)} of meer"
    return Keuze(
        draft.area(row, WAARDE),
        "geheel" if is_whole(item) else "getal",
        low,
        high,
        "Eigen waarde",
        f"In {eenheid[:_MOST_UNIT]}: {words}. Vul ook functie, datum en reden in.",
        f"Vul hier {words} in, zonder tekst of teken erbij.",
    )


def why_choices(draft: Draft, row: int, rows: int) -> tuple[Keuze, ...]:
    """Give what may be typed beside own values: a function that is no name, and a day."""
    return (
        Keuze(
            draft.area(row, FUNCTIE, rows),
            "tekst",
            None,
            255,
            "Door welke functie",
            "Schrijf de functie op, bijvoorbeeld 'controller sociaal domein'. Nooit de naam van een persoon.",
            "Dit is te lang; gebruik hoogstens 255 tekens.",
        ),
        Keuze(
            draft.area(row, DATUM, rows),
            "datum",
            None,
            None,
            "Op welke datum",
            "De dag waarop deze waarde is vastgesteld, bijvoorbeeld 1-3-2026.",
            "Vul hier een datum in.",
        ),
    )
