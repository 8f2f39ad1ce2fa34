"""Where areas stand on figures of the organisation's own, among the areas of one level in the files at hand.

Such a figure need not have goalposts: there is no country to lay it beside. Its place among the others is all that can
be said of it then, and that place is another one in another file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.data.areas.small_areas import size_reasons
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray, StateArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own import is_own

_DECIMALS = 1
_LEAST = 2


@dataclass(frozen=True, slots=True, eq=False)
class OwnStanding:
    """Own figures of n areas, k of them.

    Attributes:
        indicatoren: Ids, in the order of the rulebook.
        waarden: (n, k) values; NaN where unknown, hidden, or the area is too small.
        state: (n, k) `State`.
        jaar: (n, k) year of each value, 0 where there is none.
        plaats: (n, k) 0-100: 0 is the lowest of the file, 100 the highest; NaN where unknown.
        aantal_n: (k,) how many areas are compared.
        reden: Per area why it is too small for any figure; empty where it is not.
    """

    indicatoren: tuple[str, ...]
    waarden: FloatArray
    state: StateArray
    jaar: IntArray
    plaats: FloatArray
    aantal_n: IntArray
    reden: tuple[str, ...]

    def take(self, rows: IntArray) -> OwnStanding:
        """Give some areas; their place stays that among all."""
        return replace(
            self,
            waarden=self.waarden[rows],
            state=self.state[rows],
            jaar=self.jaar[rows],
            plaats=self.plaats[rows],
            reden=tuple(self.reden[row] for row in rows.tolist()),
        )


def own_standing(table: BuurtTable, rulebook: Rulebook, rows: IntArray) -> OwnStanding | None:
    """Give where areas stand on own figures; None when no file has any.

    Args:
        table: Areas of one level, all that are compared.
        rulebook: Says which figures are the organisation's own.
        rows: The n areas among these that are asked for.
    """
    ids = tuple(_present(table, (rule.id for rule in rulebook.indicatoren.values() if is_own(rule))))
    if not ids:
        return None
    columns = [table.column(id_) for id_ in ids]
    small = size_reasons(
        table, rulebook.getal("kleine_gebieden", "inwoners_n"), rulebook.getal("kleine_gebieden", "huishoudens_n")
    )
    shown = np.array([not reason for reason in small], dtype=bool)
    values = np.where(shown[:, None] & np.isfinite(table.values[:, columns]), table.values[:, columns], np.nan)
    found = OwnStanding(
        indicatoren=ids,
        waarden=values,
        state=table.state[:, columns],
        jaar=table.jaar[:, columns],
        plaats=np.stack([place_in_file(column) for column in values.T], axis=1),
        aantal_n=np.isfinite(values).sum(axis=0),
        reden=small,
    )
    return found.take(rows)


def place_in_file(values: FloatArray) -> FloatArray:
    """Give (n,) the share of the other areas with a lower value, 0-100; equal values share the middle of their places.

    Args:
        values: (n,) NaN where unknown: stays NaN and does not count. With one known value there is no place.

    Example:
        >>> place_in_file(np.array([3.0, 1.0, np.nan, 2.0])).tolist()
        [100.0, 0.0, nan, 50.0]
    """
    known = np.sort(values[np.isfinite(values)])
    if len(known) < _LEAST:
        return np.full(len(values), np.nan)
    lower, upto = np.searchsorted(known, values, side="left"), np.searchsorted(known, values, side="right")
    place = 100.0 * (lower + (upto - lower - 1) / 2.0) / (len(known) - 1)
    return np.where(np.isfinite(values), np.round(place, _DECIMALS), np.nan)


def _present(table: BuurtTable, ids: Iterable[str]) -> Iterable[str]:
    for id_ in ids:
        if id_ in table.indicatoren and (table.gebruik[:, table.column(id_)] >= 0).any():
            yield id_
