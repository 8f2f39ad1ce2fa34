"""By what an input is drawn: the same thing in two plans meets the same chance, whatever place its line has in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from buurtwijzer.valuation.model import Waardemodel


def draw_keys(model: Waardemodel) -> Mapping[str, str]:
    """Give per input the key it is drawn by.

    What stands under a line is known by its intervention, its area, how many times both stood in the plan before, and
    its own name; anything else by its name alone.
    """
    lines, seen = {}, Counter[tuple[str, str]]()
    for regel in model.regels:
        what = (regel.plan.interventie, regel.plan.gebied)
        lines[regel.id] = f"{what[0]}|{what[1]}|{seen[what]}"
        seen[what] += 1
    found = {}
    for naam in model.invoer:
        line, _, own = naam.partition("_")
        found[naam] = f"{lines[line]}|{own}" if line in lines and own else naam
    return found
