"""Which figures of an intervention a plan may put its own value for, and between which bounds."""

from __future__ import annotations

import math
from collections.abc import Mapping

from buurtwijzer.rulebook.schema import Interventie

_SHARE, _COUNT, _YEAR, _ANY = (0.0, 1.0), (0.0, math.inf), (1995.0, 2100.0), (-math.inf, math.inf)
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
        found[f"e{number}_effect"] = _ANY
        if effect.eenheid == "deel_van_nulsituatie":
            found[f"e{number}_nul"] = _COUNT
    return found
