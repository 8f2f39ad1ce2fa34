"""Chains: outcomes that may not both count for one person. The first counts; the next only people beyond it."""

from __future__ import annotations

from collections.abc import Sequence

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.valuation.expressions import Expression, Number, Together, total

_NIL = Number(0.0)


def chain_order(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """Give per uitkomst those of its chain that are counted first: lower rank, then id."""
    rank = {id_: (item.keten_rang, id_) for id_, item in rulebook.uitkomsten.items()}
    return {
        id_: tuple(sorted((o for o in item.keten if o in rank and rank[o] < rank[id_]), key=lambda o: rank[o]))
        for id_, item in rulebook.uitkomsten.items()
    }


def chain_off(here: Expression, first: Sequence[Expression]) -> Expression:
    """Give what a chain takes off: as many as count already, and never more than there are.

    A change for the worse takes nothing off and nothing is taken off it.

    Args:
        here: How much there is of what is counted.
        first: Of the outcomes that go first, how much of each counts.
    """
    return Together("MAX", (_NIL, Together("MIN", (here, total(list(first)))))) if first else _NIL
