"""How much each indicator matters to a score: what the score would be without it.

Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), robustness; leave one indicator out, as
``remove_elements`` of COINr; domain.md B3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.scoring.outcomes import OutcomeScores
from buurtwijzer.scoring.recipe import Recipe
from buurtwijzer.scoring.score import effective_weights

_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Influence:
    """What one indicator does to an outcome over all areas that have it.

    Attributes:
        indicator: Id of the indicator.
        gebieden_n: Areas with a score that have it beside another indicator.
        verschuiving: Mean of how far scores move without it, in points; NaN without such areas.
        rangcorrelatie: Spearman correlation of the scores with and without it; NaN for fewer than three areas or when
            one of both does not vary.
    """

    indicator: str
    gebieden_n: int
    verschuiving: float
    rangcorrelatie: float


def without_each(outcome: OutcomeScores, recipe: Recipe) -> FloatArray:
    """Give (n, p) the score without each indicator, its weight spread over the others.

    NaN where there is no score, where the indicator is missing, or where nothing else is left.
    """
    weights = effective_weights(recipe.gewichten, outcome.aanwezig)
    left = 1.0 - weights
    known = np.isfinite(outcome.score)[:, None] & outcome.aanwezig & (left > 1e-9)
    others = outcome.bijdragen.sum(axis=1, keepdims=True) - outcome.bijdragen
    without = outcome.vertrekpunt + np.divide(others, left, out=np.zeros_like(others), where=known)
    return np.where(known, np.round(without, _DECIMALS), np.nan)


def influences(outcome: OutcomeScores, recipe: Recipe) -> tuple[Influence, ...]:
    """Sum up over all areas what each indicator does, in the order of the recipe."""
    without = without_each(outcome, recipe)
    return tuple(_influence(name, outcome.score, without[:, place]) for place, name in enumerate(recipe.indicatoren))


def _influence(name: str, score: FloatArray, without: FloatArray) -> Influence:
    rows = np.flatnonzero(np.isfinite(without))
    shift = float(np.abs(score[rows] - without[rows]).mean()) if len(rows) else float("nan")
    return Influence(name, len(rows), round(shift, _DECIMALS), _spearman(score[rows], without[rows]))


def _spearman(one: FloatArray, other: FloatArray) -> float:
    if len(one) < 3 or np.ptp(one) == 0 or np.ptp(other) == 0:
        return float("nan")
    return round(float(np.corrcoef(_mean_ranks(one), _mean_ranks(other))[0, 1]), _DECIMALS)


def _mean_ranks(values: FloatArray) -> FloatArray:
    """Give ranks from 1; equal values share the mean of theirs."""
    _, group, count = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(count) - (count - 1) / 2.0)[group])
