"""What may be chosen: figures an intervention acts on, and ids that look like what was typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

import numpy as np

from buurtwijzer.core.dutch import name_some
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Eenheid, Indicator, Interventie, Richting, Soort

COUNTED = (Soort.FEIT, Soort.BELEVING)
_SIMILAR = 0.6
_STEM = 5
_MOST = 3


def acts_on(interventie: Interventie, rulebook: Rulebook) -> Iterator[str]:
    """Give the indicators an intervention acts on, the nearest first; one may come more than once.

    First what its own outcomes count, then of the risks it acts on the figure that measures the risk, then what the
    risk is made of.
    """
    outcomes = [rulebook.uitkomsten[effect.uitkomst] for effect in interventie.effecten]
    yield from _goals(interventie, rulebook)
    touched = [item for outcome in outcomes for item in outcome.raakt]
    touched += [gate.uitkomst for gate in interventie.poorten.probleem]
    risks = [rulebook.risicos[item] for item in dict.fromkeys(touched) if item in rulebook.risicos]
    yield from (risk.officieel_cijfer for risk in risks if risk.officieel_cijfer is not None)
    yield from (driver.indicator for risk in risks for driver in risk.druk)


def usable(interventie: Interventie | None, years: YearFigures, rulebook: Rulebook) -> str:
    """Name the figures in the files that may be measured, the most fitting first; empty where there is none.

    Who lives somewhere and how far things are is never offered: an intervention is not meant to change it.
    """
    asked = [*rulebook.interventies.values()] if interventie is None else [interventie]
    goals = dict.fromkeys(found for item in asked for found in _goals(item, rulebook))
    wanted = [*goals, *(found for item in asked for found in acts_on(item, rulebook))]
    composition = {item.indicator for item in rulebook.vergelijking["samenstelling"].kenmerken}
    found = [
        item
        for item in dict.fromkeys(wanted)
        if item not in composition
        and _may_change(rulebook.indicatoren[item], is_goal=item in goals)
        and has_figures(item, years)
    ]
    return name_some([f"{item} ({rulebook.indicatoren[item].naam})" for item in found])


def has_figures(indicator: str, years: YearFigures) -> bool:
    """Tell whether any area has a figure in any of the years."""
    if indicator not in years.indicatoren:
        return False
    return bool(np.isfinite(years.waarden[:, :, years.column(indicator)]).any())


def alike(typed: str, items: Mapping[str, Interventie] | Mapping[str, Indicator]) -> list[str]:
    """Give ids that look like what was typed, or whose name or description has a word that begins or ends as it does.

    Example:
        >>> alike("niets", {})
        []
    """
    word = typed.casefold()
    near = get_close_matches(word, items, n=_MOST, cutoff=_SIMILAR)
    named = [id_ for id_, item in items.items() if _speaks_of(word, item.naam)]
    told = [id_ for id_, item in items.items() if _speaks_of(word, _text(item))]
    return list(dict.fromkeys([*near, *named, *told]))[:_MOST]


def _goals(interventie: Interventie, rulebook: Rulebook) -> Iterator[str]:
    """Give what the outcomes of an intervention count."""
    outcomes = (rulebook.uitkomsten[effect.uitkomst] for effect in interventie.effecten)
    return (outcome.indicator for outcome in outcomes if outcome.indicator is not None)


def _may_change(rule: Indicator, *, is_goal: bool) -> bool:
    """Tell whether a change of a figure says anything: an outcome says itself which way is meant."""
    has_way = is_goal or rule.richting is not Richting.GEEN
    return rule.soort in COUNTED and has_way and rule.eenheid is not Eenheid.KM


def _text(item: Interventie | Indicator) -> str:
    if isinstance(item, Indicator):
        return item.definitie
    parts = [item.doel, item.mechanisme, item.standaardvorm, item.kosten.toelichting or ""]
    return " ".join([*parts, *(finding.bevinding for finding in item.bewijs.bevindingen)])


def _speaks_of(typed: str, text: str) -> bool:
    """Tell whether a text has a word with the same beginning, or the typed word in it."""
    words = [word.strip(".,;:()'") for word in text.casefold().replace("-", " ").split()]
    for part in typed.replace("_", " ").replace("-", " ").split():
        stem = part[:_STEM]
        if len(part) >= _STEM and any(word.startswith(stem) or part in word for word in words):
            return True
    return False
