"""Which areas and lines meet: a wijk holds its buurten, and lines of one intervention are for other people or homes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from buurtwijzer.core.codes import contains
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.build.room import HOUSEHOLDS, there
from buurtwijzer.valuation.expressions import Expression, Ref, compare, total, when
from buurtwijzer.valuation.model import Effectregel, Regel, Sheet

Pair = tuple[Regel, Effectregel]


def same_place(one: str, other: str) -> bool:
    """Tell whether what happens in one area happens in the other too: the same, or one inside the other."""
    return one == other or contains(one, other) or contains(other, one)


def groups_of_areas(codes: Iterable[str]) -> list[tuple[str, ...]]:
    """Divide areas into groups that hold each other, each with the one that holds the others first."""
    found: list[list[str]] = []
    for code in dict.fromkeys(codes):
        mine = [group for group in found if any(same_place(code, other) for other in group)]
        found = [group for group in found if group not in mine]
        found.append([other for group in mine for other in group] + [code])
    return [tuple(sorted(group, key=lambda c: (sum(contains(o, c) for o in group), c))) for group in found]


def clusters(used: Sequence[str], chains: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Divide outcomes into those that are tied by chains, directly or through others."""
    found: list[set[str]] = []
    for id_ in used:
        tied = {id_, *(other for other in chains.get(id_, ()) if other in used)}
        apart = [group for group in found if not group & tied]
        found = [*apart, tied.union(*(group for group in found if group & tied))]
    return [tuple(sorted(group)) for group in found]


@dataclass(frozen=True, slots=True)
class Actor:
    """Lines that do not meet each other: of one intervention in one area, together as if they were one line.

    Attributes:
        paren: Its lines with their effect on the uitkomst.
        is_sure: Whether it is known that there are as many others to reach.
    """

    paren: tuple[Pair, ...]
    is_sure: bool

    def changed(self, year: int, room: Callable[[Regel], Ref | None]) -> Expression:
        """Give what changes: all of it while the lines together reach no more than there are, else in proportion."""
        own = total([Ref(f"{effect.id}_n_j{year}") for _, effect in self.paren])
        if len(self.paren) == 1:
            return own
        most = room(self.paren[0][0])
        if most is None:
            return own
        reached = total(
            [
                when(compare(Ref(f"{regel.id}_{effect.verloop}_j{year}"), ">", 0), Ref(f"{regel.id}_bereikt"), 0)
                for regel, effect in self.paren
            ]
        )
        return own * when(compare(reached, ">", most), most / reached, 1)


def actors(pairs: Iterable[Pair], gebied: Gebied) -> list[Actor]:
    """Put the lines of one intervention in one area together.

    Who is paid for twice is reached once: a second line of an intervention is for other homes or people. Where it is
    unknown how many there are, each line meets the others.
    """
    found: dict[str, list[Pair]] = defaultdict(list)
    for regel, effect in pairs:
        found[regel.plan.interventie].append((regel, effect))
    result: list[Actor] = []
    for own in found.values():
        unit = own[0][0].interventie.bereik.eenheid
        number = gebied.huishoudens if unit in HOUSEHOLDS else gebied.inwoners
        if unit == "gebieden" or number is None:
            result += [Actor((pair,), is_sure=True) for pair in own]
        else:
            result.append(Actor(tuple(own), is_sure=len(own) == 1 or unit in HOUSEHOLDS))
    return result


def room_in(sheet: Sheet, gebied: Gebied) -> Callable[[Regel], Ref | None]:
    """Give how to ask how many an area has of what a line reaches."""
    return lambda regel: there(sheet, gebied, regel)
