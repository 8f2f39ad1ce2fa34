"""Scores written out plainly: whole arrays, one outcome after the other, straight from the formulas."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from buurtwijzer.core.draws import uniform
from buurtwijzer.data.margins import standard_errors
from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.reasons import Limits
from buurtwijzer.scoring.recipe import Recipe, recipes
from buurtwijzer.scoring.uncertainty import UncertaintySettings
from buurtwijzer.scoring.urbanity import log_density

PlainScores = list[tuple[FloatArray, FloatArray, FloatArray, FloatArray]]


class Placed:
    """Values of p indicators on their scale: 0 at the first goalpost, 1 at the second, with their error."""

    def __init__(self, table: BuurtTable, rulebook: Rulebook) -> None:
        scales = {scale.indicator: scale for recipe in recipes(rulebook) for scale in recipe.schalen}
        self.names = tuple(scales)
        values = table.values[:, [table.column(name) for name in self.names]]
        density = log_density(table, rulebook)
        for column, scale in enumerate(scales.values()):
            if scale.correctie is not None:
                values[:, column] -= scale.correctie.helling * (density - scale.correctie.midden_log)
        low = np.array([scale.laag for scale in scales.values()])
        span = np.array([scale.hoog for scale in scales.values()]) - low
        self.place = (values - low) / span
        self.error = standard_errors(self.names, table, rulebook) / span


def plain_scores(table: BuurtTable, rulebook: Rulebook) -> PlainScores:
    """Give score, contributions and both ends of the band of every outcome."""
    placed = Placed(table, rulebook)
    settings = UncertaintySettings.from_rulebook(rulebook)
    points = 100.0 * np.clip(placed.place, 0.0, 1.0)
    mean, variance = _moments(placed, settings)
    limits, start = Limits.of(rulebook), rulebook.getal("score", "vertrekpunt")
    large = (table.inwoners >= limits.inwoners_n) & (table.huishoudens >= limits.huishoudens_n)
    result = []
    for recipe in recipes(rulebook):
        columns = [placed.names.index(name) for name in recipe.indicatoren]
        own = np.where(recipe.stijgend, points[:, columns], 100.0 - points[:, columns])
        middle = np.where(recipe.stijgend, mean[:, columns], 100.0 - mean[:, columns])
        present = np.isfinite(own)
        own, middle = np.where(present, own, 50.0), np.where(present, middle, 0.0)
        weights = np.where(present, recipe.gewichten, 0.0)
        covered = weights.sum(axis=1, keepdims=True)
        given = large[:, None] & (covered >= limits.dekking_frac - 1e-9) & (covered > 0)
        weights = np.where(given, weights / np.where(covered > 0, covered, 1.0), 0.0)
        parts = weights * (own - start)
        score = np.where(given[:, 0], start + parts.sum(axis=1), np.nan)
        ends = _band(weights, own, middle, np.nan_to_num(variance[:, columns]), settings)
        low, high = (np.where(given[:, 0], end, np.nan) for end in ends)
        result.append((score, parts, low, high))
    return result


def goalposts(settings: UncertaintySettings) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Give places from -0.5 to 1.5 with the mean and mean square of the points there when goalposts move."""
    low, high = settings.doelwaarden_frac * (
        2.0 * uniform(f"{settings.zaad}|doelwaarden", 2 * settings.trekkingen_n) - 1.0
    ).reshape(2, -1)
    at = np.linspace(-0.5, 1.5, 2001)[:, None]
    points = np.clip(100.0 * (at - low) / (1.0 + high - low), 0.0, 100.0)
    points = np.hstack([points, 100.0 - points[::-1]])
    return at[:, 0], points.mean(axis=1), (points**2).mean(axis=1)


def _moments(placed: Placed, settings: UncertaintySettings) -> tuple[FloatArray, FloatArray]:
    at, mean, square = goalposts(settings)
    nodes = ((0.0, 2 / 3), (np.sqrt(3.0), 1 / 6), (-np.sqrt(3.0), 1 / 6))
    moved = [(weight, placed.place + node * np.nan_to_num(placed.error)) for node, weight in nodes]
    first = sum((weight * np.interp(where, at, mean) for weight, where in moved), np.zeros(placed.place.shape))
    second = sum((weight * np.interp(where, at, square) for weight, where in moved), np.zeros(placed.place.shape))
    return first, np.maximum(second - first**2, 0.0)


def _band(
    weights: FloatArray, own: FloatArray, middle: FloatArray, variance: FloatArray, settings: UncertaintySettings
) -> tuple[FloatArray, FloatArray]:
    mean = (weights * middle).sum(axis=1, keepdims=True)
    noise = settings.gewicht_frac**2 / 3.0
    spread = (weights**2 * ((1.0 + noise) * variance + noise * (middle - mean) ** 2)).sum(axis=1)
    mean = mean[:, 0]
    down, up = _pull(own, weights), _pull(100.0 - own, weights)
    factor = 1.0 - (down + up) / 8.0
    square = (spread + mean**2) * (1.0 - (down + up) / 4.0 + (down**2 + up**2) / 24.0)
    square += 200.0 * mean * up * (1 / 8 - up / 24.0) + 1e4 * up**2 / 24.0
    centre = mean * factor + 12.5 * up
    spread = np.sqrt(np.maximum(square - centre**2, 0.0))
    low, high = (NormalDist().inv_cdf(pct / 100.0) for pct in (settings.laag_pct, settings.hoog_pct))
    return np.clip(centre + low * spread, 0.0, 100.0), np.clip(centre + high * spread, 0.0, 100.0)


def _pull(own: FloatArray, weights: FloatArray) -> FloatArray:
    floored = np.maximum(own, 1.0)
    arithmetic = np.maximum((weights * floored).sum(axis=1), 1.0)
    return np.asarray(np.clip(1.0 - np.exp((weights * np.log(floored)).sum(axis=1)) / arithmetic, 0.0, 1.0))


def leefgebieden(rulebook: Rulebook) -> list[Recipe]:
    """Give the recipes that make the overall picture."""
    wanted = {item.id for item in rulebook.leefgebieden.values() if item.gewicht_totaalbeeld is not None}
    return [recipe for recipe in recipes(rulebook) if recipe.id in wanted]
