"""What to know of own values: without a range they are certain, and of own costs it matters how firm they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from buurtwijzer.core.dutch import format_number, name_some
from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook.plan_doubts import told_of_own
from buurtwijzer.rulebook.schema.plannen import GRONDSLAGEN
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.issue_kinds import W143, W144
from buurtwijzer.valuation.model import Waardemodel

_UNSURE = ("_bedrag", "_bereik", "_effect", "_anders_ook", "_toerekening", "_verplaatsing", "_lekkage", "_verlies")
"""Ends of the names of inputs that have a range in the rules."""
_GRADE = "_grondslag"
_SHOWN = 5
_HUNDRED = 100.0


def own_told(model: Waardemodel) -> Iterator[Issue]:
    """Tell which own values count as certain, and what was taken for own costs of which nothing was said."""
    place = f"plan {model.plan.id}"
    own = [item for item in model.invoer.values() if item.overschrijving is not None]
    yield from _typed_doubts(model, own)
    certain = [_named(item) for item in own if item.laag is None and _is_unsure(item.naam)]
    if certain:
        yield W143.at(place, namen=name_some(certain, _SHOWN))
    assumed = [item for item in own if item.naam.endswith(_GRADE) and item.volgt is not None]
    if assumed:
        grade = GRONDSLAGEN[int(assumed[0].waarde) - 1]
        share = format_number(model.invoer[f"opslag_{grade}"].waarde * _HUNDRED, 0)
        names = name_some([item.groep for item in assumed], _SHOWN)
        yield W144.at(place, namen=names, grondslag=grade, opslag=share)


def _typed_doubts(model: Waardemodel, own: Sequence[Invoer]) -> Iterator[Issue]:
    """Give what may be a slip in reasons that were typed on a sheet; those of the plan itself are told there."""
    plan = model.plan
    of_plan = [*plan.eigen_prijzen.values(), *(item for line in plan.regels for item in line.eigen.values())]
    known = {(item.functie, item.reden) for item in of_plan}
    for item in own:
        over = item.overschrijving
        if over is not None and item.volgt is None and (over.functie, over.reden) not in known:
            yield from told_of_own(item.omschrijving, over.functie, over.reden, f"plan {plan.id}")


def _is_unsure(naam: str) -> bool:
    return naam.startswith(("prijs_", "hoeveel_")) or naam.endswith(_UNSURE)


def _named(item: Invoer) -> str:
    return item.omschrijving if item.naam.startswith(("prijs_", "hoeveel_")) else f"{item.groep}: {item.omschrijving}"
