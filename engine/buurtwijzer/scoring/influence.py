"""How much each indicator matters to a score: what the score would be without it.

Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), robustness; leave one indicator out, as
``remove_elements`` of COINr; domain.md B3.
"""

from __future__ import annotations

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.scoring.outcomes import OutcomeScores
from buurtwijzer.scoring.recipe import Recipe
from buurtwijzer.scoring.score import effective_weights

_DECIMALS = 4


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
