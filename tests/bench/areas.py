"""Made areas for benchmarks of the engine: correlated values on their real scale, with cells and whole rows missing."""

from __future__ import annotations

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.table import BuurtTable, State
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.recipe import recipes, schaal


def made_areas(areas: int, rulebook: Rulebook) -> BuurtTable:
    """Make areas that have every indicator the scores of the rulebook ask for; the same ones every time."""
    chance = np.random.default_rng(1)
    density = rulebook.indicator_voor("adressendichtheid")
    scored = {name for recipe in recipes(rulebook) for name in recipe.indicatoren}
    names = tuple(sorted(scored | {density} if density else scored))
    scales = [schaal(name, rulebook) for name in names if name != density]
    common = chance.normal(0, 1, (areas, 1))
    place = 0.5 + 0.15 * common + 0.25 * chance.normal(0, 1, (areas, len(names)))
    place[chance.random(place.shape) < 0.02] = np.nan
    place[chance.random(areas) < 0.02] = np.nan
    values = np.exp(6.0 + 2.0 * place)
    for scale in scales:
        column = names.index(scale.indicator)
        values[:, column] = scale.laag + (scale.hoog - scale.laag) * place[:, column]
    missing = np.isnan(values)
    return BuurtTable(
        code=tuple(f"BU{number:08}" for number in range(areas)),
        naam=("Buurt",) * areas,
        gemeente=("Gemeente",) * areas,
        niveau=(Niveau.BUURT,) * areas,
        inwoners=np.floor(chance.lognormal(6.8, 0.8, areas)).astype(np.float64),
        huishoudens=np.floor(chance.lognormal(6.0, 0.8, areas)).astype(np.float64),
        indicatoren=names,
        values=values,
        state=np.where(missing, State.ONTBREEKT, State.GEMETEN).astype(np.uint8),
        jaar=np.where(missing, 0, 2024),
        gebruik=np.where(missing, -1, 0),
        rij=np.zeros((areas, 1), dtype=np.int64),
        gewijzigd=np.zeros(areas, dtype=np.int64),
        telt_vanaf=np.zeros(areas, dtype=np.int64),
        kolomgebruik=(),
        bestanden=(),
    )
