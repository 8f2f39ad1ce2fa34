"""`Peers`: for every area the areas it is compared with."""

from __future__ import annotations

from dataclasses import dataclass

from buurtwijzer.data.table import IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Peers:
    """Comparable areas of n assessed areas among the m areas of the comparison table.

    Attributes:
        buren: (n, q) row numbers in the comparison table, nearest first; -1 where there is none.
        bron: Where the comparison comes from, in Dutch words, e.g. ``dit bestand (111 buurten)``.
    """

    buren: IntArray
    bron: str
