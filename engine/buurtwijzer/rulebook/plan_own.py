"""Which figures of an intervention a plan may put its own value for, and between which bounds."""

from __future__ import annotations

import math
from collections.abc import Mapping

from buurtwijzer.core.dutch import format_number
from buurtwijzer.rulebook.schema import Effect, Interventie

_SHARE, _COUNT, _YEAR = (0.0, 1.0), (0.0, math.inf), (1995.0, 2100.0)
_WIDER = 10.0
"""How many times the largest effect of the rule an own effect may be."""
_ALWAYS = {
    "bedrag": _COUNT,
    "prijsjaar": _YEAR,
    "opslag": _SHARE,
    "btw_deel": _SHARE,
    "bereik": _COUNT,
    "deelname": _SHARE,
    "anders_ook": _SHARE,
    "toerekening": _SHARE,
    "verplaatsing": _SHARE,
    "lekkage": _SHARE,
    "korting": _SHARE,
    "wacht": _COUNT,
}


def own_values(rule: Interventie) -> Mapping[str, tuple[float, float]]:
    """Give per name of an input of a line the least and the largest value it may have."""
    found = dict(_ALWAYS)
    if rule.kosten.ritme == "eenmalig" or not rule.stopt_met_inzet:
        found |= {"werkingsduur": _COUNT, "verlies": _SHARE}
    if rule.beheer_na_oplevering is not None:
        found |= {"beheer": _COUNT, "beheer_prijsjaar": _YEAR}
    for number, effect in enumerate(rule.effecten, start=1):
        most = most_effect(effect)
        found[f"e{number}_effect"] = (-most, most)
        if effect.eenheid == "deel_van_nulsituatie":
            found[f"e{number}_nul"] = _COUNT
    return found


def most_effect(effect: Effect) -> float:
    """Give how large an own effect may be: of what happens anyway, all of it; else 1, or ten times what the rule has.

    More is nearly always a slip: 60 where 0.6 was meant. An effect the other way may be as large.
    """
    if effect.eenheid == "deel_van_nulsituatie":
        return 1.0
    return max(1.0, _WIDER * max(abs(effect.laag), abs(effect.midden), abs(effect.hoog)))


def outside_words(naam: str, value: float, bounds: tuple[float, float]) -> tuple[str, str, str]:
    """Give in words a value that is out of bounds, what it must be, and what to do; a year has no point in it."""
    low, high = bounds
    least, most, given = (_said(number, is_year="prijsjaar" in naam) for number in (low, high, value))
    wanted = f"van {least} tot en met {most}"
    if not math.isfinite(high):
        wanted = f"{least} of meer"
    elif not math.isfinite(low):
        wanted = f"hoogstens {most}"
    hint = " Een deel schrijft u als 0.6, niet als 60." if high == 1 else ""
    return given, wanted, f"Verbeter het getal of de eenheid.{hint}"


def _said(number: float, *, is_year: bool) -> str:
    return f"{number:.0f}" if is_year and math.isfinite(number) else format_number(number)
