"""The same question once more with other limits, begun at the prices of before, and proven like the first answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.valuation.portfolio.certified import certify, gap_of
from buurtwijzer.valuation.portfolio.exact import Finished, Solver, finish
from buurtwijzer.valuation.portfolio.lagrange import bound_at
from buurtwijzer.valuation.portfolio.problem import BoolArray, Probleem
from buurtwijzer.valuation.portfolio.rest import make_rest

_TRIES = 3


@dataclass(frozen=True, slots=True, eq=False)
class Opnieuw:
    """An answer with its proof, in the order of the problem.

    Attributes:
        waarde: Value of the best choice found; NaN when none was.
        grens: No choice is worth more; minus infinity when there is none at all.
        keuze: (n, m) the choice; None when there is none.
        prijzen: Prices of the bound, to begin another search at; None when there is no bound.
    """

    waarde: float
    grens: float
    keuze: BoolArray | None
    prijzen: FloatArray | None

    @property
    def gat_frac(self) -> float:
        """Share of the bound that may be missing; NaN when there is no choice."""
        return np.nan if self.keuze is None else gap_of(self.waarde, self.grens)


def again(problem: Probleem, *, gap: float, prijzen: FloatArray | None = None, solver: Solver | None = None) -> Opnieuw:
    """Find a choice and a bound.

    Args:
        problem: What can be chosen, areas and interventions in order of code.
        gap: Relative gap that is small enough.
        prijzen: Prices to begin at; left aside when the problem has other limits than they are for.
        solver: The exact solver, for what is certified less well than asked; None leaves it out.
    """
    rest = make_rest(problem)
    if rest is None:
        return Opnieuw(np.nan, -np.inf, None, prijzen)
    fits = prijzen is not None and len(prijzen) == len(rest.limit)
    start = bound_at(rest, prijzen) if fits and prijzen is not None else None
    found = certify(rest, gap=gap, start=start, tries=_TRIES)
    final = Finished(found.choice, found.bound.value, done=found.gap <= gap)
    if solver is not None and not final.done:
        final = finish(rest, found, solver, gap=gap)
    bound = final.bound + rest.forced_value
    if final.choice is None:
        return Opnieuw(np.nan, bound, None, found.bound.prices)
    value = final.choice.value + rest.forced_value
    chosen = rest.forced | final.choice.taken.reshape(rest.n, rest.m)
    return Opnieuw(value, max(bound, value), chosen, found.bound.prices)


@dataclass(frozen=True, slots=True)
class Schaduwprijs:
    """What one euro more in a budget brings, and what one less costs: between what and what, proven.

    The mean over a step of the budget, both sides chosen anew; the gaps of both answers are in the interval.

    Attributes:
        stap: How much the budget was changed.
        meer: At least and at most per euro more.
        minder: At least and at most per euro less; None when no choice fits with so much less.
        gaten_frac: Gap with so much less and with so much more; NaN where there is no choice.
    """

    stap: float
    meer: tuple[float, float]
    minder: tuple[float, float] | None
    gaten_frac: tuple[float, float]


def shadow_price(now: tuple[float, float], less: Opnieuw, more: Opnieuw, step: float) -> Schaduwprijs:
    """Give the shadow price out of value and bound at three sizes of a budget; more money is never worth less.

    Args:
        now: Value and bound with the budget as it is.
        less: The answer with a step less.
        more: The answer with a step more.
        step: The step, above 0.
    """
    low, high = now
    most = max(more.grens, high)
    least = max(low, more.waarde) if more.keuze is not None else low
    gain = _per(least - min(high, most), most - low, step)
    loss = None
    if less.keuze is not None:
        loss = _per(low - min(less.grens, high), high - min(less.waarde, high), step)
    return Schaduwprijs(step, gain, loss, (less.gat_frac, more.gat_frac))


def _per(least: float, most: float, step: float) -> tuple[float, float]:
    return max(0.0, least) / step, max(0.0, most) / step


def shares_of_time(number: int) -> Sequence[float]:
    """Give for so many questions the share each gets of the time that is then left, so that all get as much."""
    return [1 / (number - place) for place in range(number)]
