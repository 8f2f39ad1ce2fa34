"""A choice that keeps every limit with a proven upper bound beside it, fast: no solver, no clock, no chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.draws import uniform
from buurtwijzer.valuation.portfolio.exchange import exchange
from buurtwijzer.valuation.portfolio.fill import Choice
from buurtwijzer.valuation.portfolio.lagrange import Bound, bound_at, first_prices, lower
from buurtwijzer.valuation.portfolio.repair import choose, improve
from buurtwijzer.valuation.portfolio.rest import Rest

_TRIES, _SPREAD = 12, 0.01
"""Choices are made at the best prices and at so many others around them, at most this share away."""
_EXCHANGED = 3
"""So many of the best choices are looked through once more for pairs of moves."""


@dataclass(frozen=True, slots=True, eq=False)
class Certified:
    """What was found, forced choices not counted.

    Attributes:
        choice: The best choice; None when no choice was found that meets the floors (there may be one).
        bound: Upper bound and its prices.
    """

    choice: Choice | None
    bound: Bound

    @property
    def gap(self) -> float:
        """Share of the bound that may be missing from the choice; infinite without a choice."""
        return np.inf if self.choice is None else gap_of(self.choice.value, self.bound.value)


def gap_of(value: float, bound: float) -> float:
    """Give the share of the bound that a value may be short of."""
    most = max(abs(value), abs(bound))
    return 0.0 if most == 0 else max(0.0, bound - value) / most


def certify(rest: Rest, *, gap: float, start: Bound | None = None, tries: int = _TRIES) -> Certified:
    """Find a choice and a bound.

    Args:
        rest: What is to be chosen.
        gap: Relative gap that is small enough to stop at.
        start: Bound of a problem with other limits, to begin at its prices.
        tries: How many prices around the best to make choices at.
    """
    first = first_prices(rest) if start is None else bound_at(rest, start.prices)
    found = choose(rest, first)
    target = -np.inf if found is None else found.value
    best = Certified(found, lower(rest, first, target, gap))
    made: list[Choice] = []
    for number in range(1 + tries):
        if best.gap <= gap:
            break
        choice = choose(rest, best.bound if number == 0 else _around(rest, best.bound, number))
        if choice is None:
            continue
        improve(choice, best.bound)
        made.append(choice)
        if best.choice is None or choice.value > best.choice.value:
            best = Certified(choice, best.bound)
    for choice in sorted(made, key=lambda own: -own.value)[:_EXCHANGED]:
        if best.gap <= gap:
            break
        exchange(choice, best.bound)
        if best.choice is None or choice.value > best.choice.value:
            best = Certified(choice, best.bound)
    return best


def _around(rest: Rest, bound: Bound, number: int) -> Bound:
    """Give the bound at prices a little away from these, always the same ones for the same number."""
    chance = 2 * uniform(f"portefeuille|{number}", len(bound.prices)) - 1
    return bound_at(rest, bound.prices * (1 + _SPREAD * chance))
