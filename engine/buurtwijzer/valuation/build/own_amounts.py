"""What to know of own values: without a range they are certain, and of own costs it matters how firm they are."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.core.dutch import format_number, name_some
from buurtwijzer.core.issues import Issue
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
    certain = [_named(item) for item in own if item.laag is None and _is_unsure(item.naam)]
    if certain:
        yield W143.at(place, namen=name_some(certain, _SHOWN))
    assumed = [item for item in own if item.naam.endswith(_GRADE) and item.volgt is not None]
    if assumed:
        grade = GRONDSLAGEN[int(assumed[0].waarde) - 1]
        share = format_number(model.invoer[f"opslag_{grade}"].waarde * _HUNDRED, 0)
        names = name_some([item.groep for item in assumed], _SHOWN)
        yield W144.at(place, namen=names, grondslag=grade, opslag=share)


def _is_unsure(naam: str) -> bool:
    return naam.startswith(("prijs_", "hoeveel_")) or naam.endswith(_UNSURE)


def _named(item: Invoer) -> str:
    return item.omschrijving if item.naam.startswith(("prijs_", "hoeveel_")) else f"{item.groep}: {item.omschrijving}"
