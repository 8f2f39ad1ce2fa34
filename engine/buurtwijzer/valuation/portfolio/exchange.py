"""Two moves at once: what fits in no limit alone may fit together, so that the last of every budget is put to use.

A move takes an item in, takes one out, or does both within one area. Pairs of moves in different areas are looked
through all at once; the best that keeps every limit is made, until there is none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.valuation.portfolio.fill import Choice
from buurtwijzer.valuation.portfolio.lagrange import Bound
from buurtwijzer.valuation.portfolio.problem import slack_of

_MOVES, _ROUNDS, _TRIED = 700, 40, 12
"""So many moves that lose least are paired, so many times; so many of the best pairs are tried when limits are met."""
_NEAR = 1500
_NONE = -1


@dataclass(frozen=True, slots=True, eq=False)
class _Moves:
    """Moves: what goes out and in (-1 for nothing), what that gains, and what more it uses of every budget (q, k)."""

    out: IntArray
    into: IntArray
    area: IntArray
    gain: FloatArray
    use: FloatArray


def exchange(choice: Choice, bound: Bound) -> None:
    """Make pairs of moves while that gives more value and keeps every limit."""
    for _ in range(_ROUNDS):
        moves = _moves(choice, bound)
        if not _make_best(choice, moves):
            return


def _moves(choice: Choice, bound: Bound) -> _Moves:
    """Give the moves that lose least at the prices."""
    rest = choice.rest
    reduced = bound.reduced
    taken = choice.items
    idle = np.flatnonzero(rest.open & ~choice.taken)
    idle = idle[np.argsort(-reduced[idle], kind="stable")[:_NEAR]]
    free = idle[(choice.blocked[idle] == 0) & (choice.most[idle // rest.m] > 0)]
    outs, ins = _within_area(choice, taken, idle)
    nothing = np.full(max(len(taken), len(free)), _NONE, dtype=np.int64)
    out = np.concatenate([taken, nothing[: len(free)], outs])
    into = np.concatenate([nothing[: len(taken)], free, ins])
    loss = _of(reduced, out) - _of(reduced, into)
    kept = np.argsort(loss, kind="stable")[:_MOVES]
    out, into = out[kept], into[kept]
    gain = _of(rest.value, into) - _of(rest.value, out)
    use = np.stack([_of(row, into) - _of(row, out) for row in rest.use]) if len(rest.use) else np.zeros((0, len(out)))
    return _Moves(out, into, np.where(out >= 0, out, into) // rest.m, gain, use)


def _of(values: FloatArray, items: IntArray) -> FloatArray:
    return np.where(items >= 0, values[items], 0.0)


def _within_area(choice: Choice, taken: IntArray, idle: IntArray) -> tuple[IntArray, IntArray]:
    """Give every chosen item with every other one of its area that it makes room for."""
    rest = choice.rest
    near = np.eye(len(choice.capacity), dtype=np.int64)
    for number, others in enumerate(rest.groups.next_to):
        near[number, others] = 1
    first = np.searchsorted(taken // rest.m, idle // rest.m, side="left")
    last = np.searchsorted(taken // rest.m, idle // rest.m, side="right")
    count = last - first
    ins = np.repeat(idle, count)
    offset = np.arange(len(ins)) - np.repeat(np.cumsum(count) - count, count)
    outs = taken[np.repeat(first, count) + offset]
    fits = choice.blocked[ins] == near[rest.of[outs % rest.m], rest.of[ins % rest.m]]
    return outs[fits], ins[fits]


def _make_best(choice: Choice, moves: _Moves) -> bool:
    """Make the best pair of moves that keeps every limit; tell whether there was one."""
    value = float(np.abs(choice.rest.value[choice.taken]).max(initial=1.0))
    gain = moves.gain[:, np.newaxis] + moves.gain
    good = (gain > slack_of(value)) & (moves.area[:, np.newaxis] < moves.area)
    for use, left in zip(moves.use, choice.budget, strict=True):
        good &= use[:, np.newaxis] + use <= left
    rows, columns = np.nonzero(good)
    order = np.argsort(-gain[rows, columns], kind="stable")[:_TRIED]
    return any(_made(choice, moves, (int(rows[at]), int(columns[at]))) for at in order)


def _made(choice: Choice, moves: _Moves, pair: tuple[int, ...]) -> bool:
    """Make moves, and take them back when they break a limit."""
    outs = [int(moves.out[at]) for at in pair if moves.out[at] >= 0]
    ins = [int(moves.into[at]) for at in pair if moves.into[at] >= 0]
    for item in outs:
        choice.drop(item)
    for item in ins:
        choice.add(item)
    if (choice.capacity >= 0).all() and not choice.missing().any():
        return True
    for item in ins:
        choice.drop(item)
    for item in outs:
        choice.add(item)
    return False
