"""A proven upper bound: limits that couple areas get a price, and each area then chooses the best for itself.

For any prices of at least 0, ``sum of the areas' best at those prices + prices . limits`` is at least the value of
every choice that keeps all limits. Steps look for the prices with the lowest bound.

Source: Lagrangian relaxation with subgradient steps (Held, Wolfe and Crowder, 1974; Fisher, 1981), the direction
deflected as in Camerini, Fratta and Maffioli (1975).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.valuation.portfolio.independent import best_per_area
from buurtwijzer.valuation.portfolio.problem import BoolArray
from buurtwijzer.valuation.portfolio.rest import Rest

_HALVINGS = 14
_STEPS, _PATIENCE, _KEEP = 300, 4, 0.7
_HOPE, _ENOUGH = 0.02, 2e-6
"""How far below the lowest bound a step aims, as a share of it: at first, and when to stop."""


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """An upper bound, and what proves it.

    Attributes:
        value: The bound, forced choices not counted.
        prices: (R,) price of each row.
        reduced: (n * m,) value of items after paying.
        chosen: (n * m,) what areas choose for themselves at these prices.
        slope: (R,) what that uses more than there is.
    """

    value: float
    prices: FloatArray
    reduced: FloatArray
    chosen: BoolArray
    slope: FloatArray


def bound_at(rest: Rest, prices: FloatArray) -> Bound:
    """Give the bound at prices of at least 0."""
    reduced = rest.reduced(prices)
    worth, chosen = best_per_area(reduced.reshape(rest.n, rest.m), rest.most, rest.groups)
    taken = chosen.ravel()
    value = float(worth.sum() + prices @ rest.limit)
    return Bound(value, prices, reduced, taken, rest.used(np.flatnonzero(taken)) - rest.limit)


def first_prices(rest: Rest) -> Bound:
    """Give the lowest bound where every budget that is too small has one price per share of it; halving finds it."""
    q = len(rest.budget)
    free = bound_at(rest, np.zeros(len(rest.limit)))
    way = np.zeros(len(rest.limit))
    scarce = free.slope[:q] > 0
    way[:q][scarce] = 1 / np.maximum(rest.budget[scarce], 1.0)
    best, low, high = free, 0.0, free.value
    for _ in range(_HALVINGS if scarce.any() else 0):
        middle = (low + high) / 2
        here = bound_at(rest, way * middle)
        best = here if here.value < best.value else best
        low, high = (middle, high) if here.slope @ way > 0 else (low, middle)
    return best


def lower(rest: Rest, start: Bound, target: float, gap: float) -> Bound:
    """Look for prices with a lower bound.

    A step aims at a value a little below the lowest bound so far; when that no longer helps, a smaller little.

    Args:
        rest: What is to be chosen.
        start: Where to begin.
        target: Value of a choice in hand; no bound is lower.
        gap: Share of the bound above the target at which to stop.
    """
    scale = np.maximum(np.abs(rest.limit), 1.0)
    now = best = start
    hope, stuck, direction = _HOPE, 0, np.zeros(len(scale))
    for _ in range(_STEPS):
        slope = now.slope / scale
        slope = np.where((now.prices <= 0) & (slope < 0), 0.0, slope)
        kept = slope + _KEEP * direction
        direction = kept if kept @ slope > 0 else slope
        length = float(direction @ direction)
        if length == 0 or best.value - target <= gap * abs(best.value):
            break
        aim = max(target, best.value - hope * abs(best.value))
        moved = now.prices * scale + (now.value - aim) / length * direction
        now = bound_at(rest, np.maximum(0.0, moved) / scale)
        stuck = 0 if best.value - now.value > hope / 10 * abs(best.value) else stuck + 1
        best = now if now.value < best.value else best
        if stuck >= _PATIENCE:
            now, stuck, direction, hope = best, 0, np.zeros(len(scale)), hope / 2
            if hope < _ENOUGH:
                break
    return best
