"""The formula of a leefgebied, kracht or risico in words, from the same recipe that the engine scores with."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from buurtwijzer.reporting.handbook.leaves import in_words
from buurtwijzer.reporting.handbook.page import Alinea, Deel, Tabel, Tekst, Verwijzing
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.words import say_number
from buurtwijzer.scoring.recipe import Recipe, recipes

_HEADERS = ("indicator", "weegt", "0 punten bij", "100 punten bij")


def formula(folder: str, id_: str, rulebook: Rulebook) -> Iterator[Deel]:
    """Say how a score is made; nothing for rules that are no score.

    Source: `recipes`, which the scores themselves are made with.
    """
    recipe = _by_place(rulebook).get((folder, id_))
    if recipe is None:
        return
    how = "Elk onderdeel geeft 0 tot 100 punten. De score is het gemiddelde, gewogen zoals hieronder."
    if folder == "risicos":
        how += " Een buffer telt andersom: hoe meer ervan, hoe minder punten."
    yield Alinea((how,), "Formule.")
    yield Tabel(_HEADERS, tuple(_row(recipe, number, rulebook) for number in range(len(recipe.indicatoren))))


def _row(recipe: Recipe, number: int, rulebook: Rulebook) -> tuple[Tekst, ...]:
    indicator = rulebook.indicatoren[recipe.indicatoren[number]]
    ends = [float(recipe.laag[number]), float(recipe.hoog[number])]
    first, last = ends if recipe.stijgend[number] else ends[::-1]
    unit = in_words(indicator.eenheid.value).replace("pct", "procent")
    return (
        (Verwijzing(indicator.naam, "indicatoren", indicator.id),),
        (say_number(round(float(recipe.gewichten[number]), 6)),),
        (f"{say_number(round(first, 6))} {unit}",),
        (f"{say_number(round(last, 6))} {unit}",),
    )


@lru_cache(maxsize=1)
def _by_place(rulebook: Rulebook) -> dict[tuple[str, str], Recipe]:
    return {(recipe.paden[0][0], recipe.id): recipe for recipe in recipes(rulebook)}
