"""Level five: is a rule still fresh, and how much of it is assumption. The date comes from outside, no clock here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import NoneType
from typing import Any

from pydantic import BaseModel

from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.core.places import FilePlace
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook import own_issue_kinds as own_kinds
from buurtwijzer.rulebook.folders import FOLDERS, MANIFEST
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Item, Profielen, Status

# Most of what stands in a rule; told apart first, because asking pydantic whether a text is a model is slow.
_PLAIN = (str, float, int, date, NoneType)


def check_freshness(rulebook: Rulebook, on: date) -> tuple[Issue, ...]:
    """Find rules whose review date has passed and prices that are too old.

    Args:
        rulebook: The rules.
        on: The day to look from.
    """
    found: list[Issue] = []
    for folder in FOLDERS:
        for item in getattr(rulebook, folder).values():
            if isinstance(item, Item) and item.herzien_voor < on:
                place = rulebook.place(folder, item.id, "herzien_voor")
                words = {"naam": item.naam, "datum": item.herzien_voor.isoformat(), "eigenaar": item.eigenaar}
                found.append(kinds.HERZIEN.at(place, **words))
    found += _licences(rulebook, on)
    years = round(rulebook.getal("bewaking", "prijs_jaren"))
    for item in rulebook.interventies.values():
        if on.year - item.kosten.prijsjaar > years:
            place = rulebook.place("interventies", item.id, "kosten", "prijsjaar")
            found.append(kinds.OUDE_PRIJS.at(place, naam=item.naam, jaar=item.kosten.prijsjaar, grens=years))
    return sort_issues(found)


def _licences(rulebook: Rulebook, on: date) -> Iterator[Issue]:
    for item in rulebook.segmentaties.values():
        if item.inlezen is not None and item.inlezen.geldig_tot is not None and item.inlezen.geldig_tot < on:
            place = rulebook.place("segmentaties", item.id, "inlezen", "geldig_tot")
            words = {"naam": item.naam, "datum": item.inlezen.geldig_tot.isoformat()}
            yield own_kinds.LICENTIE_VERLOPEN.at(place, houder=item.inlezen.licentiehouder, **words)


def count_assumptions(rulebook: Rulebook) -> tuple[Issue, ...]:
    """Say in one message how much of the rulebook is assumption or example."""
    items = (item for folder in FOLDERS for item in getattr(rulebook, folder).values())
    states = [state for item in items for state in _states(item)]
    loose = sum(state is not Status.VASTGESTELD for state in states)
    if not loose:
        return ()
    return (kinds.AANNAMES.at(FilePlace(MANIFEST), deel=loose, totaal=len(states)),)


def _states(value: Any) -> Iterator[Status]:
    if isinstance(value, Status):
        yield value
    elif isinstance(value, _PLAIN):
        return
    elif isinstance(value, Profielen):
        return  # stands in its segmentation too, and is counted there
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _states(getattr(value, name))
    elif isinstance(value, list):
        for part in value:
            yield from _states(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _states(part)
