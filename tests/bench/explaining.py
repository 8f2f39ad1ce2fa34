"""S5: the parts of every score and the five largest of them, against the same parts by plain broadcasting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

import buurtwijzer
from buurtwijzer.reporting.parts import LargestParts
from buurtwijzer.scoring.points import Points, Scale
from buurtwijzer.scoring.recipe import recipes
from buurtwijzer.scoring.score import contributions, score_outcomes
from buurtwijzer.scoring.uncertainty import UncertaintySettings
from tests.bench.areas import made_areas
from tests.bench.measure import Measured, compare

_AREAS, _BLOCK_ROWS, _LARGEST_N = 14_500, 2048, 5


def measure(folder: Path) -> Iterator[Measured]:
    """Measure all outcomes; both ways make only the pairs of outcome and indicator that have a weight."""
    rules = buurtwijzer.load_rulebook()
    table, wanted = made_areas(_AREAS, rules), recipes(rules)
    scale, settings = Scale.of(wanted, table), UncertaintySettings.from_rulebook(rules)
    start = rules.getal("score", "vertrekpunt")
    columns = [np.array([scale.indicatoren.index(name) for name in recipe.indicatoren]) for recipe in wanted]
    slices = [slice(first, first + _BLOCK_ROWS) for first in range(0, _AREAS, _BLOCK_ROWS)]
    blocks = [Points.of(table, rows, scale, rules, settings) for rows in slices]
    points = np.hstack([np.where(block.aanwezig, block.punten, np.nan) for block in blocks]).T
    outcomes = score_outcomes(table, rules, dekking_pct=0)

    def ours() -> list[np.ndarray]:
        made = [np.empty((len(own), _AREAS)) for own in columns]
        for rows, block in zip(slices, blocks, strict=True):
            for recipe, own, parts in zip(wanted, columns, made, strict=True):
                turned = block.punten[own]
                np.subtract(100.0, turned, out=turned, where=~recipe.stijgend[:, None])
                parts[:, rows] = contributions(turned, block.aanwezig[own], recipe.gewichten, start).punten
        return made

    def plain() -> list[np.ndarray]:
        made = []
        for recipe, own in zip(wanted, columns, strict=True):
            theirs = np.where(recipe.stijgend, points[:, own], 100.0 - points[:, own])
            present = np.isfinite(theirs)
            weights = present * recipe.gewichten
            total = weights.sum(axis=1, keepdims=True)
            weights = weights / np.where(total > 0, total, np.inf)
            made.append(np.round(weights * (np.where(present, theirs, start) - start), 6))
        return made

    def largest() -> list[LargestParts]:
        return [LargestParts.of(outcome, _LARGEST_N) for outcome in outcomes]

    for own, other, outcome in zip(ours(), plain(), outcomes, strict=True):
        assert np.allclose(own.T, other, atol=2e-6)
        known = np.isfinite(outcome.score)
        total = outcome.vertrekpunt + outcome.bijdragen.sum(axis=1) + outcome.rest
        assert np.allclose(total[known], outcome.score[known], rtol=0, atol=1e-12)
    yield compare("S5", "alle bijdragen (14.500) tegen kale NumPy", ours, plain, goal=0.9)
    yield compare("S5b", "de vijf grootste tegen alle bijdragen", largest, plain, goal=5.0)
