"""Units and ranges of the numbers in ``parameters/``, alone and together."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.required import BOUNDS, NOT_FALLING, RISING, SUM_TO_ONE
from buurtwijzer.rulebook.schema import Eenheid

_SUM_TOLERANCE = 1e-9
_NO_LIMIT = (-math.inf, math.inf)
_LIMITS = {
    Eenheid.PCT: (0.0, 100.0),
    Eenheid.FRACTIE: (0.0, 1.0),
    Eenheid.PUNTEN: (0.0, 100.0),
    Eenheid.AANTAL: (0.0, math.inf),
    Eenheid.MAANDEN: (0.0, math.inf),
    Eenheid.JAREN: (0.0, math.inf),
}


def check_parameters(rules: Rulebook) -> Iterator[Issue]:
    """Find numbers outside what their unit or use allows, sums that are not 1 and boundaries that do not rise."""
    for group in rules.parameters.values():
        for name in group.getallen:
            yield from _alone(rules, group.id, name)
    for group_id, names in SUM_TO_ONE:
        numbers = _numbers(rules, group_id, names)
        if numbers and abs(sum(numbers) - 1) > _SUM_TOLERANCE:
            what = f"{join_words(names)} tellen op tot {format_number(sum(numbers))}, niet tot 1"
            yield kinds.GETALLENREEKS.at(rules.place("parameters", group_id, "getallen", names[0]), wat=what)
    for group_id, names in RISING:
        numbers = _numbers(rules, group_id, names)
        if any(a >= b for a, b in pairwise(numbers)):
            what = f"{join_words(names)} moeten oplopen"
            yield kinds.GETALLENREEKS.at(rules.place("parameters", group_id, "getallen", names[0]), wat=what)
    for group_id, names in NOT_FALLING:
        if any(a > b for a, b in pairwise(_numbers(rules, group_id, names))):
            what = f"{join_words(names)} mogen niet dalen"
            yield kinds.GETALLENREEKS.at(rules.place("parameters", group_id, "getallen", names[0]), wat=what)


def _alone(rules: Rulebook, group_id: str, name: str) -> Iterator[Issue]:
    number = rules.parameters[group_id].getallen[name]
    place = rules.place("parameters", group_id, "getallen", name, "waarde")
    low, high = BOUNDS.get((group_id, name)) or _LIMITS.get(number.eenheid, _NO_LIMIT)
    if not low <= number.waarde <= high:
        least, most = f"ten minste {format_number(low)}", f" en hoogstens {format_number(high)}"
        demand = least if math.isinf(high) else least + most
        yield kinds.BUITEN_BEREIK.at(place, sleutel=name, waarde=format_number(number.waarde), eis=demand)
    elif number.eenheid is Eenheid.AANTAL and not number.waarde.is_integer():
        yield kinds.GEEN_HEEL_GETAL.at(place, sleutel=name, hoe="Schrijf het zonder decimalen.")


def _numbers(rules: Rulebook, group_id: str, names: tuple[str, ...]) -> list[float]:
    """Give the numbers, or none when one of them is missing: that is reported elsewhere."""
    group = rules.parameters.get(group_id)
    if group is None or any(name not in group.getallen for name in names):
        return []
    return [group.getallen[name].waarde for name in names]


def limit_of(rules: Rulebook, name: str) -> float | None:
    """Give a limit from ``parameters/bewaking``; None when it is not there, which is told elsewhere."""
    group = rules.parameters.get("bewaking")
    found = None if group is None else group.getallen.get(name)
    return None if found is None else found.waarde
