"""By what an input is drawn: the same evidence meets the same chance, wherever it stands.

What is not known of an intervention (its effect, its price, how long it works) is not known in every area alike. Drawn
apart per line, twenty lines of one intervention would level each other out and look far more certain than they are.
"""

from __future__ import annotations

from collections.abc import Mapping

from buurtwijzer.valuation.model import Waardemodel


def draw_keys(model: Waardemodel) -> Mapping[str, str]:
    """Give per input the key it is drawn by: under a line its intervention and its own name, else its name alone."""
    lines = {regel.id: regel.plan.interventie for regel in model.regels}
    found = {}
    for naam in model.invoer:
        line, _, own = naam.partition("_")
        found[naam] = f"{lines[line]}|{own}" if line in lines and own else naam
    return found


def moves_together(model: Waardemodel) -> Mapping[str, tuple[str, ...]]:
    """Give the inputs with a range that are drawn as one, by the first of them."""
    keys, found = draw_keys(model), dict[str, list[str]]()
    for naam, item in model.invoer.items():
        if item.laag is not None and item.hoog is not None:
            found.setdefault(keys[naam], []).append(naam)
    return {names[0]: tuple(names) for names in found.values()}
