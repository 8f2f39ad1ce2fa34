"""Chains: outcomes that may not both count for one person. The first counts; the next only people beyond it."""

from __future__ import annotations

from collections.abc import Sequence

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Uitkomst
from buurtwijzer.valuation.expressions import Expression, Number, Together, compare, total, when

_NIL = Number(0.0)
_NO_PEOPLE = ("euro", "uur")


def chain_order(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """Give per uitkomst those of its chain that are counted first: lower rank, then id."""
    rank = {id_: (item.keten_rang, id_) for id_, item in rulebook.uitkomsten.items()}
    return {
        id_: tuple(sorted((o for o in item.keten if o in rank and rank[o] < rank[id_]), key=lambda o: rank[o]))
        for id_, item in rulebook.uitkomsten.items()
    }


def chain_off(uitkomst: Uitkomst, here: Expression, first: Sequence[tuple[Uitkomst, Expression]]) -> Expression:
    """Give what a chain takes off: as many as count already, and never more than there are.

    A change for the worse takes nothing off and nothing is taken off it. Euros and hours are no people: beside one of
    those nothing can be subtracted, so then all of it goes.

    Args:
        uitkomst: What is counted.
        here: How much of it.
        first: The outcomes that go first, with how much of each counts.
    """
    alike = [counted for other, counted in first if _is_alike(uitkomst, other)]
    unlike = [counted for other, counted in first if not _is_alike(uitkomst, other)]
    less = Together("MAX", (_NIL, Together("MIN", (here, total(alike))))) if alike else _NIL
    if not unlike:
        return less
    is_counted = compare(Together("MAX", tuple(unlike)), ">", 0)
    return when(is_counted, Together("MAX", (_NIL, here)), less)


def _is_alike(one: Uitkomst, other: Uitkomst) -> bool:
    return one.eenheid == other.eenheid or not {one.eenheid, other.eenheid} & set(_NO_PEOPLE)
