"""Comparable areas as rows of a series: nearest on composition, among the areas of the same level in the files."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.table import BuurtTable, IntArray
from buurtwijzer.peers.nearest import find_peers
from buurtwijzer.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Missing:
    """What areas of a level lack to be compared on.

    Attributes:
        cijfers: Names of the figures that no area of the level has.
        bestanden: Names of the files in which they stand.
    """

    cijfers: tuple[str, ...]
    bestanden: tuple[str, ...]


def missing_for(niveau: Niveau, gebieden: BuurtTable, rulebook: Rulebook) -> Missing:
    """Give what is missing to find comparable areas of a level.

    Args:
        niveau: The level.
        gebieden: The areas with their composition.
        rulebook: Says on what areas are compared.
    """
    rows, files = gebieden.rows_of(niveau), dict[str, None]()
    names = []
    for kenmerk in rulebook.vergelijking["samenstelling"].kenmerken:
        id_, rule = kenmerk.indicator, rulebook.indicatoren[kenmerk.indicator]
        if id_ in gebieden.indicatoren and np.isfinite(gebieden.values[rows, gebieden.column(id_)]).any():
            continue
        names.append(rule.naam.lower())
        kinds = (rulebook.kolommen.get(way.layout) for way in rule.kolommen)
        files.update({kind.naam: None for kind in kinds if kind is not None})
    counts = {"inwoners": gebieden.inwoners, "huishoudens": gebieden.huishoudens}
    names += [f"aantal {word}" for word, own in counts.items() if not np.isfinite(own[rows]).any()]
    return Missing(tuple(names), tuple(files))


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
