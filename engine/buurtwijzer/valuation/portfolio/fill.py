"""A choice under construction: items go in one by one as long as they fit, and out again."""

from __future__ import annotations

import numpy as np

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.valuation.portfolio.problem import BoolArray, slack_of
from buurtwijzer.valuation.portfolio.rest import Rest

_CHUNK = 4096


class Choice:
    """Items chosen so far, with what is left of every limit. Floors are counted, not kept."""

    def __init__(self, rest: Rest) -> None:
        self.rest = rest
        self.taken: BoolArray = np.zeros(rest.n * rest.m, dtype=np.bool_)
        self.budget: FloatArray = rest.budget + slack_of(rest.budget)
        self.capacity: FloatArray = rest.capacity.copy()
        self.most: IntArray = rest.most.copy()
        self.blocked: IntArray = np.zeros(rest.n * rest.m, dtype=np.int64)

    @property
    def items(self) -> IntArray:
        """Chosen items, in order."""
        return np.flatnonzero(self.taken)

    @property
    def value(self) -> float:
        """Value of the chosen items."""
        return float(self.rest.value[self.taken].sum())

    def copy(self) -> Choice:
        """Give a copy that can be changed apart."""
        other = Choice.__new__(Choice)
        other.rest = self.rest
        other.taken, other.budget, other.capacity = self.taken.copy(), self.budget.copy(), self.capacity.copy()
        other.most, other.blocked = self.most.copy(), self.blocked.copy()
        return other

    def fits(self, items: IntArray) -> BoolArray:
        """Tell per item whether it fits, the others left out."""
        areas, columns = np.divmod(items, self.rest.m)
        fits = self.rest.open[items] & ~self.taken[items] & (self.blocked[items] == 0)
        fits &= (self.most[areas] > 0) & (self.capacity[self.rest.of[columns]] > 0)
        for use, left in zip(self.rest.use, self.budget, strict=True):
            fits &= use[items] <= left
        return np.asarray(fits)

    def add(self, item: int) -> None:
        """Take an item in."""
        self._move(item, 1)

    def drop(self, item: int) -> None:
        """Take an item out."""
        self._move(item, -1)

    def add_all(self, items: IntArray) -> None:
        """Take items in that are known to fit together."""
        areas, columns = np.divmod(items, self.rest.m)
        self.taken[items] = True
        self.budget -= self.rest.use[:, items].sum(axis=1)
        self.capacity -= np.bincount(self.rest.of[columns], minlength=len(self.capacity))
        self.most -= np.bincount(areas, minlength=self.rest.n)
        for column in np.unique(columns).tolist():
            own, others = items[columns == column], self.rest.groups.neighbours[column]
            if len(others):
                np.add.at(self.blocked, (own[:, np.newaxis] - column + others).ravel(), 1)

    def fill(self, order: IntArray) -> None:
        """Take in every item that still fits, in this order."""
        for start in range(0, len(order), _CHUNK):
            part = order[start : start + _CHUNK]
            for item in part[self.fits(part)].tolist():
                if self.has_room(item):
                    self._move(item, 1)

    def missing(self) -> FloatArray:
        """Give per floor what it is short of (f,)."""
        rest = self.rest
        if not len(rest.floor):
            return np.zeros(0)
        counted = np.bincount(
            rest.floor_row, rest.floor_weight * self.taken[rest.floor_item], minlength=len(rest.floor)
        )
        short = rest.floor - counted
        return np.where(short > slack_of(rest.floor), short, 0.0)

    def has_room(self, item: int) -> bool:
        """Tell whether one item fits."""
        area, column = divmod(item, self.rest.m)
        return bool(
            self.most[area] > 0
            and self.capacity[self.rest.of[column]] > 0
            and self.blocked[item] == 0
            and not self.taken[item]
            and (self.rest.use[:, item] <= self.budget).all()
        )

    def _move(self, item: int, sign: int) -> None:
        area, column = divmod(item, self.rest.m)
        self.taken[item] = sign > 0
        self.budget -= sign * self.rest.use[:, item]
        self.capacity[self.rest.of[column]] -= sign
        self.most[area] -= sign
        others = self.rest.groups.neighbours[column]
        if len(others):
            self.blocked[area * self.rest.m + others] += sign
