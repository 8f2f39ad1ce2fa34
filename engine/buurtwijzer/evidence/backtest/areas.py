"""The areas that are looked back on: figures, scores, and the groups that are drawn again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from buurtwijzer.core.codes import Niveau, gemeente_code, wijk_code
from buurtwijzer.core.dutch import format_number
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.normalise import raw_points
from buurtwijzer.scoring.outcomes import OutcomeScores
from buurtwijzer.scoring.recipe import Recipe, recipes
from buurtwijzer.scoring.urbanity import corrected, log_density


@dataclass(frozen=True, eq=False)
class Gebieden:
    """Scored areas: n rows of a table with their scores and recipes, in order of the rulebook."""

    table: BuurtTable
    uitkomsten: tuple[OutcomeScores, ...]
    rulebook: Rulebook

    @cached_property
    def recepten(self) -> dict[str, Recipe]:
        """Give the recipe of every outcome."""
        return {recipe.id: recipe for recipe in recipes(self.rulebook)}

    @cached_property
    def dichtheid(self) -> FloatArray:
        """Give (n,) the natural logarithm of address density; NaN where unknown."""
        return log_density(self.table, self.rulebook)

    def has(self, indicator: str) -> bool:
        """Tell whether the files have an indicator for any of these areas."""
        return bool(np.isfinite(self.values(indicator)).any())

    def values(self, indicator: str) -> FloatArray:
        """Give (n,) values of an indicator; NaN everywhere when the files do not have it."""
        if indicator not in self.table.indicatoren:
            return np.full(len(self.table), np.nan)
        return np.asarray(self.table.values[:, self.table.column(indicator)])

    def equal_weights(self, uitkomst: str) -> FloatArray:
        """Give (n,) the plain mean of the points of the inputs that are there, with the goalposts of the score."""
        recipe = self.recepten[uitkomst]
        values = np.stack([self.values(name) for name in recipe.indicatoren])
        columns = corrected(values, self.dichtheid, recipe.schalen).T
        points = np.clip(raw_points(columns, recipe.laag, recipe.hoog, recipe.stijgend), 0.0, 100.0)
        there = np.isfinite(points)
        total = np.where(there, points, 0.0).sum(axis=1)
        empty = np.full(len(points), np.nan)
        return np.asarray(np.divide(total, there.sum(axis=1), out=empty, where=there.any(axis=1)))

    @cached_property
    def gemeenten(self) -> tuple[str, ...]:
        """Give (n,) the gemeente of every area; an own area has the name of its gemeente."""
        return tuple(
            gemeente_code(code) or name for code, name in zip(self.table.code, self.table.gemeente, strict=True)
        )

    @cached_property
    def wijken(self) -> tuple[str, ...]:
        """Give (n,) the wijk of every buurt; of another area itself."""
        return tuple(
            (wijk_code(code) or code) if level is Niveau.BUURT else code
            for code, level in zip(self.table.code, self.table.niveau, strict=True)
        )

    def groups(self, rows: IntArray) -> tuple[list[str], str]:
        """Give the group of some areas and what the groups are: gemeenten, or when those are too few wijken."""
        named = [self.gemeenten[row] for row in rows.tolist()]
        if len(set(named)) >= self.rulebook.getal("terugblik", "groepen_n"):
            return named, "gemeenten"
        wijken = [self.wijken[row] for row in rows.tolist()]
        return wijken, "wijken" if self._are_buurten(rows) else "gebieden"

    def _are_buurten(self, rows: IntArray) -> bool:
        return all(self.table.niveau[row] is Niveau.BUURT for row in rows.tolist())


def class_names(limits: Sequence[float], words: str) -> tuple[str, ...]:
    """Give the names of the classes between limits.

    Example:
        >>> class_names([500, 1000], "inwoners")
        ('1: tot 500 inwoners', '2: 500 tot 1.000 inwoners', '3: 1.000 of meer inwoners')
    """
    shown = [format_number(limit, 0) for limit in limits]
    between = [f"{low} tot {high} {words}" for low, high in pairwise(shown)]
    names = [f"tot {shown[0]} {words}", *between, f"{shown[-1]} of meer {words}"]
    return tuple(f"{number}: {name}" for number, name in enumerate(names, 1))
