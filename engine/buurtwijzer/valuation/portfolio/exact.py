"""From a certified answer to the best: what no better choice can hold is decided, the rest goes to the solver."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.valuation.portfolio.certified import Certified, gap_of
from buurtwijzer.valuation.portfolio.fill import Choice
from buurtwijzer.valuation.portfolio.independent import CLOSED, best_of_interventions, best_option
from buurtwijzer.valuation.portfolio.lagrange import Bound
from buurtwijzer.valuation.portfolio.milp import Answer, Milp, core_problem
from buurtwijzer.valuation.portfolio.problem import BoolArray
from buurtwijzer.valuation.portfolio.rest import Rest

_ROUNDING = 1e-9
_NEAR = 600
_FIRST_SHARE = 0.3
Solver = Callable[[Milp, float], Answer | None]
"""Answers a problem within a share of all time; None when that time was over first."""


@dataclass(frozen=True, slots=True, eq=False)
class Finished:
    """What came of it, forced choices not counted.

    Attributes:
        choice: The best choice; None when there is none, or none was found.
        bound: No choice is worth more; minus infinity when there is no choice at all.
        done: Whether the solver came to its end.
    """

    choice: Choice | None
    bound: float
    done: bool

    @property
    def value(self) -> float:
        """Value of the choice; minus infinity without one."""
        return -np.inf if self.choice is None else self.choice.value


def finish(rest: Rest, found: Certified, solver: Solver, *, gap: float) -> Finished:
    """Look for the best choice.

    When much is undecided, items whose place is least certain go first, all others as they are: that seldom misses a
    better choice and soon finds it. What then still may be better is asked for as a whole.

    Args:
        rest: The problem.
        found: A choice and a bound; without a choice the whole problem goes to the solver.
        solver: The exact solver.
        gap: Relative gap that is small enough.
    """
    now = Finished(found.choice, found.bound.value, done=False)
    if found.choice is None:
        return _ask(rest, now, np.flatnonzero(rest.open), np.zeros(0, dtype=np.int64), solver, 1.0)
    losses = losses_of(rest, found.bound)
    free, taken = undecided(rest, now, losses)
    share = 1.0
    if len(free) > 2 * _NEAR:
        near, kept = _nearest(rest, found.bound, losses)
        first = _ask(rest, now, near, kept, solver, _FIRST_SHARE)
        now, share = Finished(first.choice, now.bound, done=False), 1.0 - _FIRST_SHARE
        if gap_of(now.value, now.bound) <= gap:
            return now
        free, taken = undecided(rest, now, losses)
    if not len(free):
        return Finished(now.choice, now.value, done=True)
    return _ask(rest, now, free, taken, solver, share)


def undecided(rest: Rest, now: Finished, losses: Losses) -> tuple[IntArray, IntArray]:
    """Give items still to decide, and items that are in every better choice.

    An item is decided when the bound with it, or without it, is below the value in hand.
    """
    items = np.flatnonzero(rest.open)
    room = losses.bound - now.value + _ROUNDING * abs(losses.bound)
    can_be_in, can_be_out = losses.within[items] <= room, losses.without[items] <= room
    return items[can_be_in & can_be_out], items[~can_be_out]


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """What a bound falls when an item has to be in, and when it has to be out.

    Attributes:
        bound: The bound.
        within: (n * m,) fall with the item in.
        without: (n * m,) fall with it out.
    """

    bound: float
    within: FloatArray
    without: FloatArray


def losses_of(rest: Rest, bound: Bound) -> Losses:
    """Give the losses of a bound: exact per item, all limits that couple areas at their prices."""
    values, every = bound.reduced.reshape(rest.n, rest.m), np.arange(rest.n)
    top, first = best_option(values, rest.groups)
    best, _ = best_of_interventions(top, rest.most, rest.groups)
    within, without = np.empty(values.shape), np.zeros(values.shape)
    fewer = np.maximum(rest.most - 1, 0)
    second = values.copy()
    np.put_along_axis(second, first, CLOSED, axis=1)
    next_best, _ = best_option(second, rest.groups)
    for number, others in enumerate(rest.groups.next_to):
        lacking, own = top.copy(), rest.groups.opties[number]
        lacking[:, number] = next_best[:, number]
        without[every, first[:, number]] = best - best_of_interventions(lacking, rest.most, rest.groups)[0]
        lacking[:, [number, *others]] = CLOSED
        around = best_of_interventions(lacking, fewer, rest.groups)[0]
        within[:, own] = (best - around)[:, np.newaxis] - values[:, own]
    return Losses(bound.value, within.ravel(), without.ravel())


def _nearest(rest: Rest, bound: Bound, losses: Losses) -> tuple[IntArray, IntArray]:
    """Give items that might as well be the other way, and what areas chose themselves of the others."""
    items = np.flatnonzero(rest.open)
    doubt = np.where(bound.chosen, losses.without, losses.within)[items]
    near = np.sort(items[np.argsort(doubt, kind="stable")[:_NEAR]])
    is_far = bound.chosen.copy()
    is_far[near] = False
    return near, np.flatnonzero(is_far)


def _ask(rest: Rest, now: Finished, free: IntArray, taken: IntArray, solver: Solver, share: float) -> Finished:
    """Ask the solver about some items; the bound is one of all choices only when the others are decided."""
    answer = solver(core_problem(rest, free, taken), share)
    if answer is None:
        return now
    bound = min(now.bound, max(now.value, answer.bound + float(rest.value[taken].sum())))
    if answer.chosen is None:
        return Finished(now.choice, bound, answer.done)
    choice = _kept(rest, np.concatenate([taken, free[answer.chosen]]))
    if choice is None or choice.value <= now.value:
        return Finished(now.choice, bound, answer.done and now.choice is not None)
    return Finished(choice, max(bound, choice.value), answer.done)


def _kept(rest: Rest, items: IntArray) -> Choice | None:
    """Give a choice of these items, checked again by our own measure; None when it breaks a limit."""
    choice = Choice(rest)
    choice.add_all(items)
    clash: BoolArray = choice.blocked[items] > 0
    fine = (choice.budget >= 0).all() and (choice.capacity >= 0).all() and (choice.most >= 0).all()
    return choice if fine and not clash.any() and rest.open[items].all() and not choice.missing().any() else None
