"""The best choice in each area apart: at most k, none that exclude each other. Exact, all areas at once.

Of the options of one intervention at most one is taken: the best of them stands for all, and what follows is about
interventions. Those that exclude each other form small groups (components of the exclusion graph). Of a group where all
exclude each other at most one is taken, so it counts as one item; of another group the best independent set per size is
found among all of them, and sizes are combined over groups.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.valuation.portfolio.problem import BoolArray

CLOSED = -1e18
"""Value of what may not be chosen: finite, so that it can be multiplied by 0."""
_MOST_SETS = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Groepen:
    """Interventions by how they exclude each other, and the columns that are options of one intervention.

    Attributes:
        cliques: Groups of interventions of which at most one is taken; most of one intervention.
        wider: Other groups, with their independent sets (s, size of the group), the empty one first.
        next_to: Per intervention those it excludes.
        opties: Per intervention its columns.
        neighbours: Per column those it excludes.
    """

    cliques: tuple[IntArray, ...]
    wider: tuple[tuple[IntArray, BoolArray], ...]
    next_to: tuple[IntArray, ...]
    opties: tuple[IntArray, ...]
    neighbours: tuple[IntArray, ...]

    @property
    def single(self) -> bool:
        """Tell whether every intervention is one column, in the same order."""
        return all(len(own) == 1 and own[0] == place for place, own in enumerate(self.opties))


def make_groups(pairs: Sequence[tuple[int, int]], m: int, most: int, optie_van: IntArray | None = None) -> Groepen:
    """Split m interventions into groups that have nothing to do with each other.

    Args:
        pairs: Interventions that exclude each other.
        m: Number of interventions.
        most: Most choices in any area; larger independent sets are not made.
        optie_van: Per column the intervention it is an option of; None when each column is one of its own.

    Raises:
        ValueError: A group has more independent sets than can be gone through.
    """
    near: list[set[int]] = [set() for _ in range(m)]
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)
    cliques, wider = [], []
    for group in _components(near):
        if all(len(near[item]) == len(group) - 1 for item in group):
            cliques.append(np.asarray(group, dtype=np.int64))
        else:
            wider.append((np.asarray(group, dtype=np.int64), _independent_sets(group, near, most)))
    of = np.arange(m) if optie_van is None else optie_van
    options = tuple(np.flatnonzero(of == number) for number in range(m))
    excluded = [np.sort(np.concatenate([options[other] for other in (place, *near[place])])) for place in range(m)]
    neighbours = tuple(excluded[number][excluded[number] != column] for column, number in enumerate(of.tolist()))
    next_to = tuple(np.asarray(sorted(own), dtype=np.int64) for own in near)
    return Groepen(tuple(cliques), tuple(wider), next_to, options, neighbours)


def best_per_area(values: FloatArray, most: IntArray, groups: Groepen) -> tuple[FloatArray, BoolArray]:
    """Choose the best in every area.

    Args:
        values: (n, m) values, `CLOSED` where a choice is not open.
        most: (n,) most choices.
        groups: How interventions exclude each other.

    Returns:
        (n,) value of the best choice, and (n, m) that choice; nothing of value 0 or less is chosen on its own.
    """
    if groups.single:
        return best_of_interventions(values, most, groups)
    best, column = best_option(values, groups)
    worth, taken = best_of_interventions(best, most, groups)
    return worth, _spread(taken, column, values.shape[1])


def best_option(values: FloatArray, groups: Groepen) -> tuple[FloatArray, IntArray]:
    """Give per area and intervention the value of its best option, and which column that is (n, interventions)."""
    return _one_per_clique(values, groups.opties)


def best_of_interventions(values: FloatArray, most: IntArray, groups: Groepen) -> tuple[FloatArray, BoolArray]:
    """Choose the best in every area, of interventions of which there is one option each.

    Args:
        values: (n, interventions) values.
        most: (n,) most choices.
        groups: How interventions exclude each other.
    """
    single, column = _one_per_clique(values, groups.cliques)
    if not groups.wider:
        worth, taken = _best_items(single, most)
        return worth, _spread(taken, column, values.shape[1])
    return _combine(values, single, column, most, groups)


def _components(near: Sequence[set[int]]) -> Iterator[list[int]]:
    seen: set[int] = set()
    for start in range(len(near)):
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            fresh = near[waiting.pop()] - group
            group |= fresh
            waiting += fresh
        seen |= group
        yield sorted(group)


def _independent_sets(group: Sequence[int], near: Sequence[set[int]], most: int) -> BoolArray:
    found: list[tuple[int, ...]] = [()]
    layer: list[tuple[int, ...]] = [()]
    while layer and len(layer[0]) < most:
        layer = [
            (*own, place)
            for own in layer
            for place in range(own[-1] + 1 if own else 0, len(group))
            if not any(group[other] in near[group[place]] for other in own)
        ]
        found += layer
        if len(found) > _MOST_SETS:
            raise ValueError(f"{len(group)} interventions exclude each other in too many ways")
    sets = np.zeros((len(found), len(group)), dtype=np.bool_)
    for row, own in enumerate(found):
        sets[row, list(own)] = True
    return sets


def _one_per_clique(values: FloatArray, cliques: Sequence[IntArray]) -> tuple[FloatArray, IntArray]:
    """Give per clique its best (n, c), and which intervention that is (n, c)."""
    n = len(values)
    best = np.empty((n, len(cliques)))
    column = np.empty((n, len(cliques)), dtype=np.int64)
    alone = [place for place, clique in enumerate(cliques) if len(clique) == 1]
    first = np.asarray([clique[0] for clique in cliques], dtype=np.int64)
    best[:, alone] = values[:, first[alone]]
    column[:] = first
    for place, clique in enumerate(cliques):
        if len(clique) > 1:
            own = values[:, clique]
            at = own.argmax(axis=1)
            best[:, place] = own[np.arange(n), at]
            column[:, place] = clique[at]
    return best, column


def _best_items(items: FloatArray, most: IntArray) -> tuple[FloatArray, BoolArray]:
    """Take the highest items above 0, at most so many per row; of equals the first."""
    n = len(items)
    left, every = items.copy(), np.arange(n)
    worth, taken = np.zeros(n), np.zeros(items.shape, dtype=np.bool_)
    for step in range(min(int(most.max(initial=0)), items.shape[1])):
        at = left.argmax(axis=1)
        gain = left[every, at]
        more = (gain > 0) & (step < most)
        if not more.any():
            break
        worth[more] += gain[more]
        taken[every[more], at[more]] = True
        left[every, at] = CLOSED
    return worth, taken


def _spread(taken: BoolArray, column: IntArray, m: int) -> BoolArray:
    chosen = np.zeros((len(taken), m), dtype=np.bool_)
    row, place = np.nonzero(taken)
    chosen[row, column[row, place]] = True
    return chosen


def _combine(
    values: FloatArray, single: FloatArray, column: IntArray, most: IntArray, groups: Groepen
) -> tuple[FloatArray, BoolArray]:
    """Share the number of choices of an area over cliques together and each wider group."""
    n, size = len(values), int(most.max(initial=0))
    each = np.sort(np.maximum(single, 0.0), axis=1)[:, ::-1][:, :size]
    so_far = np.zeros((n, size + 1))
    so_far[:, 1 : each.shape[1] + 1] = np.cumsum(each, axis=1)
    so_far[:, each.shape[1] + 1 :] = so_far[:, [each.shape[1]]]
    taken_by: list[tuple[IntArray, list[IntArray]]] = []
    for group, sets in groups.wider:
        worth, which = _best_per_size(values[:, group], sets)
        so_far, share = _add_group(so_far, worth)
        taken_by.append((share, which))
    chosen = np.zeros(values.shape, dtype=np.bool_)
    every, left = np.arange(n), most.copy()
    for (group, sets), (share, which) in zip(reversed(groups.wider), reversed(taken_by), strict=True):
        own = share[every, left]
        picked = np.stack(which, axis=1)[every, own]
        chosen[:, group] = sets[picked]
        left = left - own
    _, taken = _best_items(single, left)
    return so_far[every, most], chosen | _spread(taken, column, values.shape[1])


def _best_per_size(values: FloatArray, sets: BoolArray) -> tuple[list[FloatArray], list[IntArray]]:
    """Give per number of choices the best value (n,) of a set of that size, and the number of the set (n,)."""
    worth, which = [], []
    sizes = sets.sum(axis=1)
    for size in range(int(sizes.max()) + 1):
        rows = np.flatnonzero(sizes == size)
        sums = values @ sets[rows].T.astype(np.float64)
        at = sums.argmax(axis=1)
        worth.append(sums[np.arange(len(values)), at])
        which.append(rows[at])
    return worth, which


def _add_group(so_far: FloatArray, worth: Sequence[FloatArray]) -> tuple[FloatArray, IntArray]:
    best, share = so_far.copy(), np.zeros(so_far.shape, dtype=np.int64)
    for size, own in enumerate(worth[1:], start=1):
        if size >= so_far.shape[1]:
            break
        other = so_far[:, :-size] + own[:, np.newaxis]
        better = other > best[:, size:]
        best[:, size:] = np.where(better, other, best[:, size:])
        share[:, size:] = np.where(better, size, share[:, size:])
    return best, share


def exclusion_rows(groups: Groepen) -> list[tuple[int, ...]]:
    """Give sets of columns of which at most one may be chosen that together say all that excludes each other."""
    inside = [tuple(int(item) for item in clique) for clique in groups.cliques]
    pairs = [(a, int(b)) for a, others in enumerate(groups.next_to) for b in others if a < b]
    covered = {pair for clique in inside for pair in combinations(clique, 2)}
    together = [*inside, *(pair for pair in pairs if pair not in covered)]
    rows = [tuple(int(column) for group in own for column in groups.opties[group]) for own in together]
    return [row for row in rows if len(row) > 1]
