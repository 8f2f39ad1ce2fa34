"""`Panel`: one subject over all areas and years, of which every number is a start plus parts, over any set of parts.

A score is made of points between fixed goalposts, so the same figure gives the same points in every year; over a set of
indicators the weights are spread again, as in any score. A figure is its own part, or the sum of what it consists of.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.timeline.model import Subject
from buurtwijzer.evidence.timeline.years import Years
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Eenheid, Indicator, Richting, Soort
from buurtwijzer.scoring.outcomes import OutcomeKind
from buurtwijzer.scoring.points import plain_points
from buurtwijzer.scoring.recipe import Recipe, recipes
from buurtwijzer.scoring.score import contributions

# Finer than anything shown, so that published parts add up to their published sum.
_FINE = 9
_DECIMALS = 6
BoolArray = npt.NDArray[np.bool_]


class Panel(Protocol):
    """A subject with p parts over n areas in y years.

    Attributes:
        onderwerp: What it is.
        indicatoren: Ids of the p parts.
        cijfers: (y, p, n) figures in their own unit; NaN where not measured.
        jaren: (y, p, n) year of each figure; 0 where there is none.
        aanwezig: (y, p, n) whether a part can take part.
        vertrekpunt: What parts are added to.
    """

    onderwerp: Subject
    indicatoren: tuple[str, ...]
    cijfers: FloatArray
    jaren: IntArray
    aanwezig: BoolArray
    vertrekpunt: float

    def dekking(self, chosen: BoolArray) -> float:
        """Give the share of the weight of some parts, 0-1."""

    def shared(self, one: BoolArray, other: BoolArray) -> BoolArray:
        """Give the (p,) parts over which two years can be compared."""

    def delen(self, year: int, chosen: BoolArray) -> FloatArray:
        """Give (p, n) what each part adds in a year over some parts, 0 for others; rounded."""


@dataclass(eq=False)
class ScorePanel:
    """A leefgebied, kracht or risico as a `Panel`."""

    recipe: Recipe
    years: Years
    rulebook: Rulebook
    onderwerp: Subject = field(init=False)
    indicatoren: tuple[str, ...] = field(init=False)
    cijfers: FloatArray = field(init=False)
    jaren: IntArray = field(init=False)
    aanwezig: BoolArray = field(init=False)
    vertrekpunt: float = field(init=False)
    _punten: FloatArray = field(init=False)

    def __post_init__(self) -> None:
        """Place every figure of every year on its scale."""
        recipe, rules = self.recipe, self.rulebook
        figures = [rules.indicatoren[name] for name in recipe.indicatoren]
        self.onderwerp = Subject(
            id=recipe.id,
            naam=recipe.naam,
            soort=recipe.soort.value,
            eenheid=Eenheid.PUNTEN.value,
            hoog_is_gunstig=recipe.soort is not OutcomeKind.RISICO,
            is_schatting=all(figure.soort is Soort.SCHATTING for figure in figures),
        )
        self.indicatoren = recipe.indicatoren
        self.vertrekpunt = rules.getal("score", "vertrekpunt")
        found = [self.years.measured(name) for name in recipe.indicatoren]
        self.cijfers = np.stack([values for values, _ in found], axis=1)
        self.jaren = np.stack([since for _, since in found], axis=1)
        measure = rules.indicator_voor("adressendichtheid")
        # What an area is, not what it does: that of the nearest year serves to correct with.
        urban = self.years.nearest(measure) if measure else np.full(self.cijfers[:, 0].shape, np.nan)
        log_density = np.log(np.where(urban > 0, urban, np.nan))
        found_points = [
            plain_points(values, own, recipe.schalen) for values, own in zip(self.cijfers, log_density, strict=True)
        ]
        points = np.stack([own for own, _ in found_points])
        points[:, ~recipe.stijgend] = 100.0 - points[:, ~recipe.stijgend]
        self._punten = points
        self.aanwezig = np.stack([present for _, present in found_points])

    def dekking(self, chosen: BoolArray) -> float:
        """Give the share of the weight of some parts, 0-1."""
        return float(np.round(self.recipe.gewichten[chosen].sum(), _DECIMALS))

    def shared(self, one: BoolArray, other: BoolArray) -> BoolArray:
        """Give the parts that both years have."""
        return one & other

    def delen(self, year: int, chosen: BoolArray) -> FloatArray:
        """Give (p, n) signed points over some indicators, their weights spread as in any score."""
        present = np.broadcast_to(chosen[:, None], self._punten[year].shape)
        return contributions(self._punten[year], present, self.recipe.gewichten, self.vertrekpunt).punten


@dataclass(eq=False)
class FigurePanel:
    """An indicator as a `Panel`: the first part is the figure itself, or what its parts leave of it."""

    regel: Indicator
    years: Years
    rulebook: Rulebook
    vertrekpunt: float = 0.0
    onderwerp: Subject = field(init=False)
    indicatoren: tuple[str, ...] = field(init=False)
    cijfers: FloatArray = field(init=False)
    jaren: IntArray = field(init=False)
    aanwezig: BoolArray = field(init=False)

    def __post_init__(self) -> None:
        """Read the figure and its parts."""
        rule = self.regel
        favourable = {Richting.HOGER_IS_GUNSTIGER: True, Richting.LAGER_IS_GUNSTIGER: False}.get(rule.richting)
        self.onderwerp = Subject(
            id=rule.id,
            naam=rule.naam,
            soort="indicator",
            eenheid=rule.eenheid.value,
            hoog_is_gunstig=favourable,
            is_schatting=rule.soort is Soort.SCHATTING,
        )
        self.indicatoren = (rule.id, *rule.bestaat_uit)
        found = [self.years.measured(name) for name in self.indicatoren]
        self.cijfers = np.stack([values for values, _ in found], axis=1)
        self.jaren = np.stack([since for _, since in found], axis=1)
        self.aanwezig = np.isfinite(self.cijfers)

    def dekking(self, chosen: BoolArray) -> float:
        """Give 1 where the figure is there: it needs nothing else."""
        return float(chosen[0])

    def shared(self, one: BoolArray, other: BoolArray) -> BoolArray:
        """Give all parts when both years have them all; else the figure alone."""
        both = one & other
        if not both.all():
            both[1:] = False
        return both

    def delen(self, year: int, chosen: BoolArray) -> FloatArray:
        """Give (p, n) the parts, of which the first is what the others leave."""
        own = np.where(chosen[:, None] & np.isfinite(self.cijfers[year]), self.cijfers[year], 0.0)
        own = np.round(own, _FINE)
        own[0] -= own[1:].sum(axis=0)
        return np.asarray(np.round(own, _FINE) + 0.0)


def panel_of(id_: str, years: Years, rulebook: Rulebook) -> Panel:
    """Make the panel of an outcome or indicator.

    Args:
        id_: Its id.
        years: The areas and their figures.
        rulebook: The rules.

    Raises:
        KeyError: The rulebook has neither.
    """
    for recipe in recipes(rulebook):
        if recipe.id == id_:
            return ScorePanel(recipe, years, rulebook)
    return FigurePanel(rulebook.indicatoren[id_], years, rulebook)
