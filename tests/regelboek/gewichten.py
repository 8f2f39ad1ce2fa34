"""Made-up areas with figures for the whole shipped rulebook, and a figure that follows weights of our own choice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from buurtwijzer.data.table import BuurtTable
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.recipe import schaal
from tests.geladen import meegeleverd
from tests.unit.regels import buurten

GEMEENTEN, PER_GEMEENTE = 30, 10
N = GEMEENTEN * PER_GEMEENTE
ZWAAR = ("woz_waarde", "roken")
ONBEKEND = ("vermogen", "afstand_cafe")


def regels() -> Rulebook:
    """Give the shipped rules, with fewer draws and repeats so that a test is quick."""
    shared = meegeleverd()
    numbers = dict(shared.parameters["gewichten"].getallen)
    for naam, waarde in (("trekkingen_n", 20), ("herhalingen_n", 1), ("vouwen_n", 5)):
        numbers[naam] = numbers[naam].model_copy(update={"waarde": waarde})
    light = shared.parameters["gewichten"].model_copy(update={"getallen": numbers})
    return replace(shared, parameters={**shared.parameters, "gewichten": light})


def gebieden(*, doel: str = "lbm_totaal", ruis: float = 5.0, zaad: int = 3) -> BuurtTable:
    """Give areas where the figure `doel` goes with two indicators only; what is in `ONBEKEND` nobody knows."""
    rules, rng = meegeleverd(), np.random.default_rng(zaad)
    punten = {}
    for naam, regel in rules.indicatoren.items():
        if any(kolom.layout == "leefbaarometer" for kolom in regel.kolommen):
            continue
        try:
            schaal(naam, rules)
        except ValueError:
            continue
        punten[naam] = rng.uniform(0, 100, N)
    kolommen = {naam: np.full(N, np.nan) for naam in rules.indicatoren}
    for naam, eigen in punten.items():
        if naam not in ONBEKEND:
            post = schaal(naam, rules)
            kolommen[naam] = post.laag + eigen / 100 * (post.hoog - post.laag)
    goed = punten["woz_waarde"] + (100 - punten["roken"])
    kolommen[doel] = 4 + 0.002 * (goed + rng.normal(0, ruis, N))
    code = [f"BU{1000 + g:04d}{i:04d}" for g in range(GEMEENTEN) for i in range(PER_GEMEENTE)]
    return buurten({naam: eigen.tolist() for naam, eigen in kolommen.items()}, code=code)


def zonder(table: BuurtTable, indicator: str) -> BuurtTable:
    """Give the areas without one figure."""
    values = table.values.copy()
    values[:, table.column(indicator)] = np.nan
    return replace(table, values=values)
