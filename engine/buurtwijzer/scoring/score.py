"""Scores with exact additive parts: starting point plus a signed push per indicator plus rest equals the score.

Missing indicators are left out and the weights of the others re-spread; under the coverage limit there is no score but
the reason. Nothing is filled in. Everything runs in blocks of rows that fit the cache, indicators before areas, so that
sums over indicators are done in one order and a row alone has the same bits as among all (performance.md 0 and 1).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.areas.small_areas import size_reasons
from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.reference import outcome_reference
from buurtwijzer.scoring.outcomes import OutcomeScores
from buurtwijzer.scoring.percentile import percentile
from buurtwijzer.scoring.points import Points, Scale
from buurtwijzer.scoring.reasons import Limits, coverage_reasons
from buurtwijzer.scoring.recipe import Recipe, recipes
from buurtwijzer.scoring.uncertainty import UncertaintySettings, bands

_BLOCK_ROWS = 2048
_SCORE_DECIMALS = 4
_PART_DECIMALS = 6


@dataclass(frozen=True, slots=True, eq=False)
class Contributions:
    """What p indicators add to the score of n areas.

    Attributes:
        gewichten: (p, n) weights that sum to 1 in an area with a score, and are 0 in one without.
        punten: (p, n) signed points, 6 decimals; 0 where a value or the score is missing.
        dekking: (n,) share of the weight for which there is a value, 0-1.
        is_gegeven: (n,) whether there is a score.
    """

    gewichten: FloatArray
    punten: FloatArray
    dekking: FloatArray
    is_gegeven: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """Room for the numbers of one outcome over all n areas, filled block by block; p indicators."""

    recipe: Recipe
    numbers: npt.NDArray[np.int64]
    score: FloatArray
    laag: FloatArray
    hoog: FloatArray
    dekking: FloatArray
    bijdragen: FloatArray
    aanwezig: npt.NDArray[np.bool_]

    @classmethod
    def empty(cls, recipe: Recipe, scale: Scale, n: int) -> _Sheet:
        """Make room."""
        p = len(recipe.indicatoren)
        numbers = np.array([scale.indicatoren.index(name) for name in recipe.indicatoren], dtype=np.int64)
        score, laag, hoog, dekking = np.empty((4, n))
        return cls(recipe, numbers, score, laag, hoog, dekking, np.empty((p, n)), np.empty((p, n), dtype=bool))

    def fill(
        self,
        rows: slice,
        points: Points,
        large: npt.NDArray[np.bool_],
        limits: Limits,
        vertrekpunt: float,
        settings: UncertaintySettings,
    ) -> None:
        """Score a block of areas."""
        own = points.turned(self.numbers, self.recipe.stijgend)
        enough = np.where(large, limits.dekking_frac, np.inf)
        found = contributions(own.punten, own.aanwezig, self.recipe.gewichten, vertrekpunt, enough)
        self.dekking[rows] = found.dekking
        self.aanwezig[:, rows] = own.aanwezig
        self.bijdragen[:, rows] = found.punten
        score = np.round(vertrekpunt + found.punten.sum(axis=0), _SCORE_DECIMALS)
        self.score[rows] = np.where(found.is_gegeven, score, np.nan)
        self.laag[rows], self.hoog[rows] = bands(own.moments, own.punten, found.gewichten, settings)

    def outcome(
        self, table: BuurtTable, rulebook: Rulebook, limits: Limits, too_small: tuple[str, ...], vertrekpunt: float
    ) -> OutcomeScores:
        """Close the sheet, with the reason for every area without a score."""
        recipe = self.recipe
        total = vertrekpunt + self.bijdragen.sum(axis=0)
        national = outcome_reference(rulebook, recipe.id)
        return OutcomeScores(
            soort=recipe.soort,
            id=recipe.id,
            naam=recipe.naam,
            score=self.score,
            laag=self.laag,
            hoog=self.hoog,
            dekking=self.dekking,
            vergelijkbaar=np.full(len(table), np.nan),
            vertrekpunt=vertrekpunt,
            indicatoren=recipe.indicatoren,
            bijdragen=self.bijdragen.T,
            aanwezig=self.aanwezig.T,
            rest=np.round(self.score - total, 12),
            reden=self._reasons(table, rulebook, limits, too_small),
            percentiel=None if national is None else percentile(self.score, national.kwantielen),
        )

    def _reasons(
        self, table: BuurtTable, rulebook: Rulebook, limits: Limits, too_small: tuple[str, ...]
    ) -> tuple[str, ...]:
        without = np.flatnonzero(np.isnan(self.score))
        rows = np.array([row for row in without.tolist() if not too_small[row]], dtype=np.int64)
        if not len(rows):
            return too_small
        texts = list(too_small)
        for row, text in zip(
            rows.tolist(),
            coverage_reasons(self.recipe, table, rows, self.dekking, self.aanwezig, limits, rulebook),
            strict=True,
        ):
            texts[row] = text
        return tuple(texts)


def score_outcomes(
    table: BuurtTable, rulebook: Rulebook, *, dekking_pct: float | None = None
) -> tuple[OutcomeScores, ...]:
    """Score every outcome of the rulebook for every area; each row stands on its own.

    Args:
        table: (n) areas; NaN where a value is missing.
        rulebook: The rules.
        dekking_pct: Least share of the weight (0-100) for a score; None takes the rulebook's.

    Returns:
        One `OutcomeScores` an outcome, without comparable areas (NaN), rows in the order of the table.
    """
    limits = Limits.of(rulebook, dekking_pct)
    vertrekpunt = rulebook.getal("score", "vertrekpunt")
    settings = UncertaintySettings.from_rulebook(rulebook)
    wanted = recipes(rulebook)
    scale = Scale.of(wanted, table)
    sheets = [_Sheet.empty(recipe, scale, len(table)) for recipe in wanted]
    too_small = size_reasons(table, limits.inwoners_n, limits.huishoudens_n)
    large = np.array([not text for text in too_small], dtype=bool)
    for first in range(0, len(table), _BLOCK_ROWS):
        rows = slice(first, first + _BLOCK_ROWS)
        points = Points.of(table, rows, scale, rulebook, settings)
        for sheet in sheets:
            sheet.fill(rows, points, large[rows], limits, vertrekpunt, settings)
    return tuple(sheet.outcome(table, rulebook, limits, too_small, vertrekpunt) for sheet in sheets)


def contributions(
    punten: FloatArray,
    aanwezig: npt.NDArray[np.bool_],
    gewichten: FloatArray,
    vertrekpunt: float,
    dekking_frac: float | FloatArray = 0.0,
) -> Contributions:
    """Spread the weights over what is there and give what each indicator adds to the starting point.

    Args:
        punten: (p, n) points 0-100 in the direction of the outcome; anything finite where missing.
        aanwezig: (p, n) whether there is a value.
        gewichten: (p,) weights, sum 1.
        vertrekpunt: Score without any push.
        dekking_frac: Least coverage for a score, for all or (n,) per area.
    """
    weights = np.where(aanwezig, gewichten[:, None], 0.0)
    total = weights.sum(axis=0)
    dekking = np.round(total, _PART_DECIMALS)
    given = (dekking >= dekking_frac) & (dekking > 0)
    weights /= np.where(given, total, np.inf)
    parts = punten - vertrekpunt
    parts *= weights
    np.round(parts, _PART_DECIMALS, out=parts)
    parts += 0.0
    return Contributions(weights, parts, dekking, given)


def effective_weights(gewichten: FloatArray, present: npt.NDArray[np.bool_]) -> FloatArray:
    """Spread the weights over what is there.

    Returns:
        (n, p) weights that sum to 1 in every row with a value, and 0 in a row without any.
    """
    weights = np.where(present, gewichten, 0.0)
    total = weights.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(weights, total, out=np.zeros_like(weights), where=total > 0))
