"""From prices to a choice that keeps every limit: floors first, then by what is left after paying, then swaps."""

from __future__ import annotations

import numpy as np

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.valuation.portfolio.fill import Choice
from buurtwijzer.valuation.portfolio.lagrange import Bound
from buurtwijzer.valuation.portfolio.problem import BoolArray, slack_of
from buurtwijzer.valuation.portfolio.rest import Rest

_OUT, _IN, _ROUNDS = 150, 300, 60
"""Swaps look at so many chosen items of least worth and so many others of most, so many times."""


def choose(rest: Rest, bound: Bound) -> Choice | None:
    """Make a choice that keeps every limit out of prices; None when floors could not be met this way."""
    order = _order(bound)
    choice: Choice | None = Choice(rest)
    for floors_first in (False, True):
        choice = _meet_floors(rest, bound.reduced) if floors_first else choice
        if choice is None:
            return None
        _take_bulk(choice, order[bound.chosen[order]])
        choice.fill(order[(rest.value[order] > 0) | bound.chosen[order]])
        if not choice.missing().any():
            return choice
    return None


def improve(choice: Choice, bound: Bound) -> None:
    """Swap one chosen item for another while that gives more value and keeps every limit."""
    rest = choice.rest
    order = _order(bound)
    for _ in range(_ROUNDS):
        taken = choice.taken[order]
        outs, ins = order[taken][-_OUT:], order[~taken][:_IN]
        pair = _best_swap(choice, outs, ins)
        if pair is None:
            return
        choice.drop(pair[0])
        choice.add(pair[1])
        choice.fill(ins[rest.value[ins] > 0])


def _order(bound: Bound) -> IntArray:
    """Give items that are worth taking, by what is left after paying: what areas chose themselves first."""
    worth = np.flatnonzero(bound.reduced > -1e17)
    key = np.lexsort((-bound.reduced[worth], ~bound.chosen[worth]))
    return worth[key]


def _take_bulk(choice: Choice, items: IntArray) -> None:
    """Take the longest first part of what areas chose themselves that fits: as one by one, but faster."""
    rest = choice.rest
    fitting = items[choice.fits(items)]
    if choice.taken.any() or not len(fitting):
        return
    numbers = rest.of[fitting % rest.m]
    rank = np.empty(len(fitting))
    for number in range(len(choice.capacity)):
        own = numbers == number
        rank[own] = np.arange(own.sum())
    fitting = fitting[rank < choice.capacity[numbers]]
    within = (np.cumsum(rest.use[:, fitting], axis=1) <= choice.budget[:, np.newaxis]).all(axis=0)
    choice.add_all(fitting[: len(fitting) if within.all() else int(within.argmin())])


def _meet_floors(rest: Rest, reduced: FloatArray) -> Choice | None:
    """Take in what floors need, of most worth first; when that does not do, of most weight first."""
    for by_weight in (False, True):
        choice = Choice(rest)
        for floor in range(len(rest.floor)):
            own = rest.floor_row == floor
            items, weights = rest.floor_item[own], rest.floor_weight[own]
            useful = (weights > 0) & rest.open[items]
            items, weights = items[useful], weights[useful]
            key = np.lexsort((-reduced[items], -weights)) if by_weight else np.argsort(-reduced[items], kind="stable")
            _fill_floor(choice, items[key], weights[key], float(rest.floor[floor]))
        if not choice.missing().any():
            return choice
    return None


def _fill_floor(choice: Choice, items: IntArray, weights: FloatArray, needed: float) -> None:
    reached = float(weights[choice.taken[items]].sum())
    for item, weight in zip(items.tolist(), weights.tolist(), strict=True):
        if reached >= needed - slack_of(needed):
            return
        if choice.has_room(item):
            choice.add(item)
            reached += weight


def _best_swap(choice: Choice, outs: IntArray, ins: IntArray) -> tuple[int, int] | None:
    """Find the pair that gains most, of pairs that keep every limit."""
    rest = choice.rest
    gain = rest.value[ins][np.newaxis, :] - rest.value[outs][:, np.newaxis]
    good = gain > slack_of(rest.value[outs])[:, np.newaxis]
    for use, left in zip(rest.use, choice.budget, strict=True):
        good &= use[ins][np.newaxis, :] - use[outs][:, np.newaxis] <= left
    out_area, out_column = np.divmod(outs, rest.m)
    in_area, in_column = np.divmod(ins, rest.m)
    same_area = out_area[:, np.newaxis] == in_area
    same_intervention = rest.of[out_column][:, np.newaxis] == rest.of[in_column]
    good &= (choice.most[in_area] > 0) | same_area
    good &= (choice.capacity[rest.of[in_column]] > 0) | same_intervention
    near = np.eye(len(choice.capacity), dtype=np.int64)
    for number, others in enumerate(rest.groups.next_to):
        near[number, others] = 1
    own_block = np.where(same_area, near[rest.of[out_column]][:, rest.of[in_column]], 0)
    good &= choice.blocked[ins] - own_block == 0
    _keep_floors(choice, outs, ins, good)
    if not good.any():
        return None
    best_row, best_column = np.unravel_index(int(np.where(good, gain, -np.inf).argmax()), gain.shape)
    return int(outs[best_row]), int(ins[best_column])


def _keep_floors(choice: Choice, outs: IntArray, ins: IntArray, good: BoolArray) -> None:
    """Strike pairs that would leave a floor unmet."""
    rest = choice.rest
    if not len(rest.floor):
        return
    out_here, in_here = _places(rest, outs)[rest.floor_item], _places(rest, ins)[rest.floor_item]
    counted = np.bincount(rest.floor_row, rest.floor_weight * choice.taken[rest.floor_item], minlength=len(rest.floor))
    margin = counted - rest.floor + slack_of(rest.floor)
    needed = np.flatnonzero((out_here >= 0) & (rest.floor_weight > margin[rest.floor_row]))
    won_at = np.flatnonzero((in_here >= 0) & (rest.floor_weight > 0))
    for floor in np.unique(rest.floor_row[needed]).tolist():
        lost_by, won_by = (at[rest.floor_row[at] == floor] for at in (needed, won_at))
        won = np.zeros(len(ins))
        won[in_here[won_by]] = rest.floor_weight[won_by]
        good[out_here[lost_by]] &= rest.floor_weight[lost_by, np.newaxis] - won <= margin[floor]


def _places(rest: Rest, items: IntArray) -> IntArray:
    place = np.full(rest.n * rest.m, -1, dtype=np.int64)
    place[items] = np.arange(len(items))
    return place
