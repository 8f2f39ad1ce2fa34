"""What is left to choose once forced choices are in, with every coupling limit as one row ``use . x <= limit``.

Rows stand in one order everywhere: budgets, capacity per intervention, floors (turned around, as ``-weight . x <=
-minimum``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.valuation.portfolio.independent import CLOSED, Groepen, make_groups
from buurtwijzer.valuation.portfolio.problem import BoolArray, Probleem, per_intervention, slack_of


@dataclass(frozen=True, slots=True, eq=False)
class Rest:
    """A problem without forced choices. Items are area x intervention, flat: number = row * m + column.

    Attributes:
        n: Areas.
        m: Options of interventions: the columns.
        of: (m,) intervention that a column is an option of.
        value: (n * m,) value of an item.
        open: (n * m,) items that can be chosen.
        most: (n,) choices left per area.
        groups: How interventions exclude each other.
        use: (q, n * m) what an item uses of each budget.
        budget: (q,) what is left of it.
        capacity: (g,) areas left per intervention; the number of areas where there is no limit.
        floor_item: (s,) items that count for a floor.
        floor_row: (s,) which floor.
        floor_weight: (s,) for how much.
        floor: (f,) how much is still needed, at least 0.
        forced: (n, m) what is in already.
        forced_value: Value of that.
    """

    n: int
    m: int
    of: IntArray
    value: FloatArray
    open: BoolArray
    most: IntArray
    groups: Groepen
    use: FloatArray
    budget: FloatArray
    capacity: FloatArray
    floor_item: IntArray
    floor_row: IntArray
    floor_weight: FloatArray
    floor: FloatArray
    forced: BoolArray
    forced_value: float

    @property
    def limit(self) -> FloatArray:
        """(R,) right-hand side of every row."""
        return np.concatenate([self.budget, self.capacity, -self.floor])

    def used(self, items: IntArray) -> FloatArray:
        """Give what chosen items use of every row (R,)."""
        taken = np.zeros(self.n * self.m)
        taken[items] = 1.0
        counted = np.bincount(self.floor_row, self.floor_weight * taken[self.floor_item], minlength=len(self.floor))
        number = np.bincount(self.of[items % self.m], minlength=len(self.capacity))
        return np.concatenate([self.use[:, items].sum(axis=1), number, -counted])

    def reduced(self, prices: FloatArray) -> FloatArray:
        """Give what is left of the value of every item (n * m,) after paying a price per row; closed items `CLOSED`."""
        q, g = len(self.budget), len(self.capacity)
        left = self.value - prices[:q] @ self.use
        left.reshape(self.n, self.m)[:] -= prices[q : q + g][self.of]
        if len(self.floor):
            bonus = prices[q + g :][self.floor_row] * self.floor_weight
            left += np.bincount(self.floor_item, bonus, minlength=len(left))
        left[~self.open] = CLOSED
        return left


def make_rest(problem: Probleem) -> Rest | None:
    """Take forced choices out of a problem; None when they alone break a limit.

    An item that alone asks more than there is left of a row is closed: no plan holds it.
    """
    n, m = problem.shape
    forced = problem.erin
    most = problem.per_gebied - forced.sum(axis=1)
    whole = per_intervention(problem, forced)
    capacity = np.minimum(np.floor(problem.capaciteit), n) - whole.sum(axis=0)
    allowed = problem.mag & ~problem.uit
    clash = (whole > 1).any() or any((whole[:, a] & whole[:, b]).any() for a, b in problem.sluit_uit)
    use = np.stack([b.gebruik for b in problem.budgetten]) if problem.budgetten else np.zeros((0, n, m))
    limits = np.asarray([b.ten_hoogste for b in problem.budgetten], dtype=np.float64)
    budget = limits - (use * forced).sum(axis=(1, 2))
    room = slack_of(limits)
    if clash or (forced & ~allowed).any() or (most < 0).any() or (capacity < 0).any() or (budget < -room).any():
        return None
    groups = make_groups(problem.sluit_uit, len(problem.capaciteit), int(most.max(initial=0)), problem.optie_van)
    is_open = allowed & ~forced & (most > 0)[:, np.newaxis] & (capacity > 0)[problem.optie_van]
    for row, column in np.argwhere(forced).tolist():
        is_open[row, groups.neighbours[column]] = False
    budget = np.maximum(budget, 0.0)
    is_open &= (use <= (budget + room)[:, np.newaxis, np.newaxis]).all(axis=0)
    items, rows, weights, needed = _floors(problem, forced)
    return Rest(
        n=n,
        m=m,
        of=problem.optie_van,
        value=problem.waarde.ravel(),
        open=is_open.ravel(),
        most=most,
        groups=groups,
        use=np.ascontiguousarray(use.reshape(len(use), n * m)),
        budget=budget,
        capacity=capacity,
        floor_item=items,
        floor_row=rows,
        floor_weight=weights,
        floor=needed,
        forced=forced,
        forced_value=float(problem.waarde[forced].sum()),
    )


def _floors(problem: Probleem, forced: BoolArray) -> tuple[IntArray, IntArray, FloatArray, FloatArray]:
    m = len(problem.interventies)
    items = [(floor.gebieden[:, np.newaxis] * m + np.arange(m)).ravel() for floor in problem.vloeren]
    needed = [max(0.0, f.ten_minste - float(f.gewicht[forced[f.gebieden]].sum())) for f in problem.vloeren]
    return (
        np.concatenate([np.zeros(0, dtype=np.int64), *items]),
        np.repeat(np.arange(len(items)), [len(own) for own in items]).astype(np.int64),
        np.concatenate([np.zeros(0), *(floor.gewicht.ravel() for floor in problem.vloeren)]),
        np.asarray(needed, dtype=np.float64),
    )
