"""The draws themselves, written out: scores of an outcome with other weights, goalposts, aggregation and input.

Only what compares areas needs these, such as ranks: a draw that is high for one area is high for the others, and only
common draws know that. Bands come from mean and spread, see `uncertainty`. What belongs to an indicator (goalposts,
input error) is the same in every outcome that uses it; input errors belong to an area code.

Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), uncertainty analysis with common random numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.draws import Float32Array, normal_rows, offsets, uniform
from buurtwijzer.data.table import FloatArray
from buurtwijzer.scoring.recipe import Recipe
from buurtwijzer.scoring.uncertainty import UncertaintySettings, geometric_pull

_BLOCK_ROWS = 128
_FAR = 1e6


def drawn_scores(
    codes: Sequence[str],
    place: FloatArray,
    fout: FloatArray,
    gewichten: FloatArray,
    recipe: Recipe,
    settings: UncertaintySettings,
) -> Float32Array:
    """Score areas anew in every draw.

    Args:
        codes: n area codes; an area's own error depends on nothing else.
        place: (p, n) values on the scale of their goalposts, 0 at the start and 1 at the end; NaN where missing.
        fout: (p, n) one standard error on that scale; NaN, where unknown, counts as none.
        gewichten: (p, n) weights that sum to 1 in an area with a score, and are 0 in one without.
        recipe: The outcome.
        settings: How the draws are made.

    Returns:
        (n, t) scores 0-100 in single precision, in the order of `codes`; 0 for an area without a score. Only products,
        sums and comparisons of numbers around 1, in a fixed order: the same bits on every machine, in every block.
    """
    draws = [_Draws(settings, recipe, number) for number in range(len(recipe.indicatoren))]
    noise = normal_rows(settings.zaad, settings.trekkingen_n)
    starts = [offsets(tuple(codes), 1, name)[:, 0] for name in recipe.indicatoren]
    mix = settings.meetkundig_frac * (2.0 * uniform(f"{settings.zaad}|optelling", settings.trekkingen_n) - 1.0)
    down_mix, up_mix = (np.maximum(sign * mix, 0.0).astype(np.float32) for sign in (1.0, -1.0))
    near = np.clip(np.nan_to_num(place), -_FAR, _FAR).astype(np.float32)
    spread = np.minimum(np.nan_to_num(fout), _FAR).astype(np.float32)
    capped = np.clip(100.0 * np.nan_to_num(place), 0.0, 100.0)
    capped = np.where(recipe.stijgend[:, None], capped, 100.0 - capped)
    pulls = [geometric_pull(points, gewichten).astype(np.float32)[:, None] for points in (capped, 100.0 - capped)]
    shares = gewichten.astype(np.float32)
    result = np.empty((len(codes), settings.trekkingen_n), dtype=np.float32)
    for first in range(0, len(codes), _BLOCK_ROWS):
        rows = slice(first, first + _BLOCK_ROWS)
        total, weight = np.zeros((2, *result[rows].shape), dtype=np.float32)
        for number, draw in enumerate(draws):
            points = noise[starts[number][rows]]
            points *= spread[number, rows, None]
            points += near[number, rows, None]
            points *= draw.helling
            points += draw.start
            np.clip(points, np.float32(0), np.float32(100), out=points)
            own = shares[number, rows, None] * draw.gewicht
            weight += own
            points *= own
            total += points
        np.divide(total, weight, out=total, where=weight > 0)
        down, up = pulls[0][rows] * down_mix, pulls[1][rows] * up_mix
        total *= np.float32(1) - down - up
        total += np.float32(100) * up
        total[gewichten[:, rows].max(axis=0, initial=0.0) == 0] = 0.0
        result[rows] = total
    return result


class _Draws:
    """What is common to all areas for one indicator: t weights, and points as a line ``helling * place + start``."""

    def __init__(self, settings: UncertaintySettings, recipe: Recipe, number: int) -> None:
        name, t = recipe.indicatoren[number], settings.trekkingen_n
        low, high = settings.doelwaarden_frac * (2.0 * uniform(f"{settings.zaad}|{name}", 2 * t).reshape(2, t) - 1.0)
        slope = 100.0 / (1.0 + high - low)
        start = -low * slope
        if not recipe.stijgend[number]:
            slope, start = -slope, 100.0 - start
        weight = 2.0 * uniform(f"{settings.zaad}|{recipe.id}|{name}", t) - 1.0
        self.gewicht: npt.NDArray[np.float32] = (1.0 + settings.gewicht_frac * weight).astype(np.float32)
        self.helling: npt.NDArray[np.float32] = slope.astype(np.float32)
        self.start: npt.NDArray[np.float32] = start.astype(np.float32)
