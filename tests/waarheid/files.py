"""The three sets of real areas that are compared, each read and scored as a user would."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.normalise import raw_points
from buurtwijzer.scoring.outcomes import OutcomeScores
from buurtwijzer.scoring.recipe import Recipe, recipes
from buurtwijzer.scoring.score import score_outcomes

_RIVM = "smap2020_18plus_landelijk_50090NED.xlsx"
_LAND = "kwb2024_landelijk_selectie.csv.gz"


@dataclass(frozen=True, slots=True)
class Recept:
    """Which files make a set, and how they are scored.

    Attributes:
        naam: Name in the page.
        bestanden: Names of the files.
        niveau: Level that is scored.
        dekking_pct: Least share of weight for a score; None takes the rulebook's.
        cluster: How many signs of the code name the cluster that the bootstrap draws.
    """

    naam: str
    bestanden: tuple[str, ...]
    niveau: Niveau
    dekking_pct: float | None
    cluster: int


NEDERLAND = Recept(
    "Nederland", (_LAND, "kwb2024_buurten_leeftijd_misdrijven.csv.gz", _RIVM), Niveau.BUURT, 30.0, len("BU0363")
)
AMSTERDAM = Recept("Amsterdam", ("kwb2019_amsterdam_84583NED_untyped.csv", _RIVM), Niveau.BUURT, None, len("BU036300"))
WIJKEN = Recept(
    "Wijken", (_LAND, _RIVM, "leefbaarometer3_wijken_2002-2022.csv"), Niveau.WIJK, 30.0, len("WK0363")
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Gebieden:
    """Scored areas: n rows of a table with their scores and recipes, in order of the rulebook."""

    recept: Recept
    table: BuurtTable
    uitkomsten: tuple[OutcomeScores, ...]
    recepten: dict[str, Recipe]

    def values(self, indicator: str) -> FloatArray:
        """Give (n,) values of an indicator."""
        return np.asarray(self.table.values[:, self.table.column(indicator)])

    def clusters(self) -> list[str]:
        """Give per area the municipality (or, within one municipality, the wijk) it belongs to."""
        return [code[: self.recept.cluster] for code in self.table.code]

    def equal_weights(self, uitkomst: str) -> FloatArray:
        """Give (n,) the plain mean of the points of the inputs, with the same goalposts as the score."""
        recipe = self.recepten[uitkomst]
        columns = np.stack([self.values(name) for name in recipe.indicatoren], axis=1)
        points = np.clip(raw_points(columns, recipe.laag, recipe.hoog, recipe.stijgend), 0.0, 100.0)
        there = np.isfinite(points)
        total = np.where(there, points, 0.0).sum(axis=1)
        return np.asarray(
            np.divide(total, there.sum(axis=1), out=np.full(len(points), np.nan), where=there.any(axis=1))
        )


def read(recept: Recept, folder: Path, rulebook: Rulebook) -> BuurtTable:
    """Read the files of one set."""
    return read_buurten([folder / name for name in recept.bestanden], rulebook).table


def scored(recept: Recept, table: BuurtTable, rulebook: Rulebook) -> Gebieden:
    """Score the areas of one set.

    Args:
        recept: How.
        table: What `read` gave for it.
        rulebook: The rules.
    """
    table = table.take(table.rows_of(recept.niveau))
    outcomes = score_outcomes(table, rulebook, dekking_pct=recept.dekking_pct)
    return Gebieden(recept, table, outcomes, {recipe.id: recipe for recipe in recipes(rulebook)})
