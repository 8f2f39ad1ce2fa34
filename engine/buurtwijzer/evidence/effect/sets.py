"""Placebo sets: as many areas where nothing was done, alike the treated ones and as clustered in municipalities.

An area that is the only treated one of its municipality is replaced by one that strays as much by chance: that depends
on its size and on a jump in its last year. Several in one municipality are replaced by several of another municipality,
so that what a municipality shares stays in the spread.

Source: Conley and Taber (2011); Abadie, Diamond and Hainmueller (2010).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from buurtwijzer.core.draws import uniform
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.effect.fit import Fitted
from buurtwijzer.evidence.effect.numbers import Numbers

_FEW = 5


class Drawer:
    """Draws placebo sets for some treated areas.

    Attributes:
        samen: Whether some treated areas share a municipality and there are other municipalities to draw from.
        te_weinig: Whether some share a municipality and there are too few others.
    """

    def __init__(self, fitted: Fitted, treated: IntArray, numbers: Numbers, key: str) -> None:
        """Look up who is alike and what municipalities there are."""
        self._numbers = numbers
        self._key = f"{numbers.zaad}|effect|{key}"
        self._gemeente = fitted.stad[treated]
        pool = np.flatnonzero(fitted.toegestaan & np.isfinite(fitted.verwacht))
        self._near = _same_chance(fitted.spreiding.variantie, pool, treated, numbers.placebo_buren_n)
        pool = pool[~np.isin(fitted.stad[pool], fitted.stad[treated])]
        pool = pool[np.argsort(fitted.stad[pool], kind="stable")]
        _, first = np.unique(fitted.stad[pool], return_index=True)
        several = [town for town in np.split(pool, first[1:]) if len(town) > 1]
        self._towns = np.array([len(town) for town in several], dtype=np.int64)
        self._in_towns = np.concatenate(several) if several else np.zeros(0, dtype=np.int64)
        shared = any(len(group) > 1 for group in _groups(self._gemeente))
        self.te_weinig = shared and len(self._towns) < _FEW
        self.samen = shared and not self.te_weinig

    def draw(self, places: Sequence[int], labels: IntArray | None = None) -> IntArray:
        """Give (placebo_n, m) rows for treated areas by their place; -1 where a municipality has too few.

        Args:
            places: Which treated areas; one may be there more than once.
            labels: (m,) municipality of each, if other than its own.
        """
        sets = np.full((self._numbers.placebo_n, len(places)), -1, dtype=np.int64)
        chance = uniform(f"{self._key}|{len(places)}", sets.size * 2).reshape(2, *sets.shape)
        who = np.asarray(places, dtype=np.int64)
        for group in _groups(self._gemeente[who] if labels is None else labels):
            if len(group) == 1 or not self.samen:
                for at in group:
                    self._from_alike(sets, int(at), self._near[int(who[at])], chance[0])
            else:
                self._from_towns(sets, group, chance)
        return sets

    def _from_alike(self, sets: IntArray, at: int, near: IntArray, chance: FloatArray) -> None:
        pick = (chance[:, at] * len(near)).astype(np.int64)
        for _ in range(len(near)):
            taken = near[pick % len(near)]
            twice = (sets == taken[:, None]).any(axis=1)
            if not twice.any():
                break
            pick[twice] += 1
        sets[:, at] = near[pick % len(near)]

    def _from_towns(self, sets: IntArray, group: IntArray, chance: FloatArray) -> None:
        """Choose a municipality by its number of areas, and in it as many areas as asked, or all it has."""
        size = self._towns
        enough = np.flatnonzero(size >= len(group))
        if len(enough) < self._numbers.gemeenten_minimaal_n:
            enough = np.argsort(-size, kind="stable")[: self._numbers.gemeenten_minimaal_n]
        share = np.cumsum(size[enough]) / size[enough].sum()
        which = enough[np.minimum(np.searchsorted(share, chance[0][:, group[0]], side="right"), len(enough) - 1)]
        width = size[which]
        first = (np.cumsum(size) - size)[which]
        chosen = np.full((len(sets), len(group)), -1, dtype=np.int64)
        for number, at in enumerate(group.tolist()):
            pick = (chance[1][:, at] * width).astype(np.int64)
            for _ in range(number):
                twice = (chosen[:, :number] == pick[:, None]).any(axis=1)
                if not twice.any():
                    break
                pick[twice] = (pick[twice] + 1) % width[twice]
            chosen[:, number] = np.where(number < width, pick, -1)
            sets[:, at] = np.where(number < width, self._in_towns[first + pick], -1)


def _groups(town: IntArray) -> list[IntArray]:
    """Give places per municipality."""
    found, own = np.unique(town, return_inverse=True)
    return [np.flatnonzero(own == at) for at in range(len(found))]


def _same_chance(variance: FloatArray, pool: IntArray, treated: IntArray, wanted: int) -> list[IntArray]:
    """Give per treated area the areas of about its variance, as many below as above it where there are."""
    ordered = pool[np.argsort(variance[pool], kind="stable")]
    first = np.searchsorted(variance[ordered], variance[treated]) - wanted // 2
    first = np.clip(first, 0, max(0, len(ordered) - wanted))
    return [ordered[begin : begin + wanted] for begin in first]
