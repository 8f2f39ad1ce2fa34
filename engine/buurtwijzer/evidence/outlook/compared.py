"""Comparable areas as rows of a series: nearest on composition, among the areas of the same level in the files."""

from __future__ import annotations

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.table import BuurtTable, IntArray
from buurtwijzer.peers.nearest import find_peers
from buurtwijzer.rulebook.model import Rulebook


def comparable(
    years: YearFigures, rows: IntArray, niveau: Niveau, gebieden: BuurtTable, rulebook: Rulebook
) -> tuple[IntArray, str] | None:
    """Give (n, q) comparable areas as places in `rows`, -1 for none, and what they are chosen from; None without any.

    Args:
        years: The figures over years.
        rows: (n,) rows of one level.
        niveau: That level.
        gebieden: The areas with their composition.
        rulebook: Says on what areas are compared.
    """
    table = gebieden.take(gebieden.rows_of(niveau))
    found = find_peers(table, table, rulebook)
    place = {years.codes[row]: number for number, row in enumerate(rows.tolist())}
    there = np.array([place.get(code, -1) for code in table.code] + [-1], dtype=np.int64)
    peers = np.full((len(rows), found.buren.shape[1]), -1, dtype=np.int64)
    own = there[:-1]
    peers[own[own >= 0]] = there[found.buren][own >= 0]
    return (peers, found.bron) if (peers >= 0).any() else None
