"""What lines take from each other when they meet the same people: interaction and chains over lines.

Lines meet in one area, and in areas that hold each other. Within an area each finds what the others left; what a line
for a whole wijk did is gone in each of its buurten in proportion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from buurtwijzer.core.codes import contains
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import AreaPlace
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan
from buurtwijzer.rulebook.schema import Status, Uitkomst
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.build.baseline import baseline_count, source_title
from buurtwijzer.valuation.build.benefits import add_benefits
from buurtwijzer.valuation.build.chains import chain_off
from buurtwijzer.valuation.build.meeting import (
    Actor,
    Pair,
    actors,
    clusters,
    groups_of_areas,
    room_in,
    same_place,
)
from buurtwijzer.valuation.build.room import number_of
from buurtwijzer.valuation.build.units import a_year
from buurtwijzer.valuation.expressions import Expression, Number, Ref, Together, compare, near, total, when
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.issue_kinds import W103
from buurtwijzer.valuation.model import Regel, Samenloop, Sheet

SAMENLOOP = "Samenloop"
_NIL = Number(0.0)
_OF_PEOPLE = {"persoon_jaar": "inwoners", "huishouden_jaar": "huishoudens", "woning_jaar": "huishoudens"}
"""Outcomes of which one has at most one a year: there are never more than there are people or homes."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Where lines meet, and what of it could not be computed."""

    samenloop: tuple[Samenloop, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Areas that hold each other, while their overlap is built; the first holds the others.

    Attributes:
        gebieden: The areas.
        pairs: Per uitkomst and area its lines with their effect.
        alone: Per uitkomst, area and year what its lines do there together.
        counted: Per uitkomst and year how much of it counts in all.
    """

    gebieden: tuple[Gebied, ...]
    pairs: Mapping[str, Mapping[str, list[Pair]]]
    alone: dict[str, dict[str, list[Expression]]] = field(default_factory=dict)
    counted: dict[str, list[Expression]] = field(default_factory=dict)

    def of(self, id_: str) -> list[Pair]:
        """Give the lines with this uitkomst, in all areas."""
        return [pair for gebied in self.gebieden for pair in self.pairs.get(id_, {}).get(gebied.code, ())]


@dataclass(frozen=True, slots=True)
class _Book:
    """What does not change while overlap is built."""

    sheet: Sheet
    plan: Plan
    rulebook: Rulebook

    @property
    def years(self) -> range:
        return range(1, self.plan.looptijd_jaren + 1)


def add_overlap(
    sheet: Sheet,
    plan: Plan,
    rulebook: Rulebook,
    regels: Sequence[Regel],
    gebieden: Mapping[str, Gebied],
    chains: Mapping[str, tuple[str, ...]],
) -> Overlap:
    """Add overlap per uitkomst and place where more than one line is concerned.

    Per year and area, with n the changes per intervention before chains and B what happens without the plan: together
    ``T = B (1 - prod(max(0, 1 - n / B)))``, the sum of n where B is unknown; of the T of an area that others hold is
    left what these left: ``prod(max(0, 1 - n / B))`` of each. Interaction is the sum of these less all n; of what
    counts a chain takes what `chain_off` says, less what lines took off themselves.
    """
    book, found, issues = _Book(sheet, plan, rulebook), list[Samenloop](), list[Issue]()
    for place, id_, first in _places(regels, gebieden, rulebook, chains):
        pairs = place.of(id_)
        if len({regel.id for other in (id_, *first) for regel, _ in place.of(other)}) < 2:
            _by_line(book, place, id_)
            continue
        item = _one(book, place, rulebook.uitkomsten[id_], first, f"s{len(found) + 1}")
        found.append(item)
        if item.onbekend:
            root = place.gebieden[0]
            where = AreaPlace("plan", root.code)
            issues.append(W103.at(where, uitkomst=pairs[0][1].uitkomst.naam, gebied=root.naam))
    return Overlap(tuple(found), tuple(issues))


def _places(
    regels: Sequence[Regel], gebieden: Mapping[str, Gebied], rulebook: Rulebook, chains: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[_Place, str, list[str]]]:
    """Give every uitkomst of every place, with those of its chain that go first, in the order to count them."""
    pairs: dict[str, dict[str, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    for regel in regels:
        for effect in regel.effecten:
            pairs[effect.uitkomst.id][regel.plan.gebied].append((regel, effect))
    order = list(dict.fromkeys(regel.plan.gebied for regel in regels))
    found: list[tuple[int, int, str, _Place, list[str]]] = []
    for cluster in clusters(list(pairs), chains):
        codes = [code for code in order if any(code in pairs[id_] for id_ in cluster)]
        for group in groups_of_areas(codes):
            place = _Place(tuple(gebieden[code] for code in group), pairs)
            at = min(order.index(code) for code in group)
            here = [id_ for id_ in cluster if place.of(id_)]
            for id_ in here:
                first = [other for other in chains.get(id_, ()) if other in here]
                found.append((at, rulebook.uitkomsten[id_].keten_rang, id_, place, first))
    for _, _, id_, place, first in sorted(found, key=lambda item: item[:3]):
        yield place, id_, first


def _by_line(book: _Book, place: _Place, id_: str) -> None:
    """Keep what the only line there counts, and what it does before chains."""
    ((regel, effect),) = place.of(id_)
    place.alone[id_] = {regel.plan.gebied: [Ref(f"{effect.id}_n_j{year}") for year in book.years]}
    place.counted[id_] = [Ref(f"{effect.id}_telt_j{year}") for year in book.years]


def _one(book: _Book, place: _Place, uitkomst: Uitkomst, first: Sequence[str], name: str) -> Samenloop:
    pairs, meeting = place.of(uitkomst.id), _Meeting(book, place, uitkomst, name)
    place.alone[uitkomst.id] = {code: [] for code in meeting.actors}
    place.counted[uitkomst.id] = []
    changed: list[Expression] = []
    for year in book.years:
        som = book.sheet.cell(f"{name}_som_j{year}", total([Ref(f"{effect.id}_n_j{year}") for _, effect in pairs]))
        together = meeting.together(year)
        interactie = book.sheet.cell(f"{name}_interactie_j{year}", _NIL if together is None else together - som)
        taken = total([Ref(f"{effect.id}_keten_j{year}") for _, effect in pairs])
        goes = _goes(place, uitkomst.id, first, som + interactie, year)
        keten = book.sheet.cell(f"{name}_keten_j{year}", taken - goes)
        off = book.sheet.cell(f"{name}_af_j{year}", interactie + keten)
        changed.append(off)
        counts = book.sheet.cell(f"{name}_telt_j{year}", som + off - taken)
        place.counted[uitkomst.id].append(counts)
        again = total([Ref(f"{effect.id}_n_j{year}") for _, effect in pairs]) if together is None else together
        book.sheet.eenmaal.append(near(counts, again - goes))
    root = place.gebieden[0]
    baten = add_benefits(book.sheet, book.plan, book.rulebook, name, uitkomst, root.code, changed)
    ids = tuple(effect.id for _, effect in pairs)
    return Samenloop(
        name, root.code, uitkomst, ids, meeting.is_known, baten, meeting.bases if meeting.is_known else {},
        meeting.unknown, tuple(gebied.naam for gebied in place.gebieden),
    )  # fmt: skip


def _goes(place: _Place, id_: str, first: Sequence[str], here: Expression, year: int) -> Expression:
    """Give what the chain takes off: never more than in the areas where both are, each with those that hold it."""
    off = chain_off(here, [place.counted[other][year - 1] for other in first])
    if not first or len(place.gebieden) == 1:
        return off
    parts = []
    for code, own in place.alone[id_].items():
        near_by = [
            years[year - 1] for other in first for at, years in place.alone[other].items() if same_place(code, at)
        ]
        parts.append(chain_off(own[year - 1], near_by))
    return Together("MIN", (off, total(parts)))


class _Meeting:
    """One uitkomst in one place: who is there, and how much there is."""

    def __init__(self, book: _Book, place: _Place, uitkomst: Uitkomst, name: str) -> None:
        self._book, self._place, self._uitkomst, self._name = book, place, uitkomst, name
        areas = {g.code: g for g in place.gebieden if place.pairs[uitkomst.id].get(g.code)}
        self._areas = list(areas.values())
        self.actors: dict[str, list[Actor]] = {
            code: actors(place.pairs[uitkomst.id][code], gebied) for code, gebied in areas.items()
        }
        self._is_alone = len(place.of(uitkomst.id)) == 1
        self.bases: dict[str, str] = {}
        self.is_known = not self._is_alone and self._add_bases()
        if not self.is_known and not self._is_alone:
            self._add_people()

    @property
    def unknown(self) -> tuple[str, ...]:
        """Give the lines of which nobody knows how many of their people they share; empty when it is known."""
        every = [actor for own in self.actors.values() for actor in own]
        if self.is_known or self._is_alone or (len(every) == 1 and every[0].is_sure):
            return ()
        return tuple(dict.fromkeys(regel.id for actor in every for regel, _ in actor.paren))

    def together(self, year: int) -> Expression | None:
        """Give what all lines do together; None when that is just their sum."""
        alone, left = self._place.alone[self._uitkomst.id], dict[str, Expression]()
        is_sum = True
        for gebied in self._areas:
            changes = self._changes(gebied, year)
            some = total(list(changes))
            is_sum &= all(len(actor.paren) == 1 for actor in self.actors[gebied.code])
            if gebied.code in self.bases and (len(changes) > 1 or len(self._areas) > 1):
                base, is_sum = Ref(self.bases[gebied.code]), False
                part = Together("PRODUCT", tuple(Together("MAX", (_NIL, 1 - n / base)) for n in changes))
                left[gebied.code] = when(compare(base, ">", 0), part, 1)
                if len(changes) > 1:
                    some = when(compare(base, ">", 0), base * (1 - part), some)
            alone[gebied.code].append(some)
        if is_sum:
            return None
        return alone[self._areas[0].code][-1] if len(self._areas) == 1 else self._nested(left, year)

    def _nested(self, left: Mapping[str, Expression], year: int) -> Expression:
        """Add per area what its lines do, and of that what the areas that hold it left."""
        alone, parts = self._place.alone[self._uitkomst.id], list[Expression]()
        cells: dict[str, Ref] = {}
        for number, gebied in enumerate(self._areas, start=1):
            own = self._book.sheet.cell(f"{self._name}_gebied{number}_j{year}", alone[gebied.code][-1])
            alone[gebied.code][-1] = own
            if gebied.code in left:
                over = f"{self._name}_over{number}_j{year}"
                cells[gebied.code] = self._book.sheet.cell(over, left[gebied.code])
            around = [cells[o.code] for o in self._areas if contains(o.code, gebied.code) and o.code in cells]
            parts.append(own * Together("PRODUCT", tuple(around)) if around else own)
        return total(parts)

    def _changes(self, gebied: Gebied, year: int) -> list[Expression]:
        room, found = room_in(self._book.sheet, gebied), list[Expression]()
        for number, actor in enumerate(self.actors[gebied.code], start=1):
            change = actor.changed(year, room)
            if len(actor.paren) > 1:
                at = self._areas.index(gebied) + 1
                change = self._book.sheet.cell(f"{self._name}_soort{at}_{number}_j{year}", change)
            found.append(change)
        return found

    def _add_bases(self) -> bool:
        """Add per area how often it happens without the plan; tell whether that is known everywhere."""
        found = [(gebied, baseline_count(self._book.rulebook, self._uitkomst, gebied)) for gebied in self._areas]
        if any(nul.waarde is None for _, nul in found):
            return False
        for gebied, nul in found:
            words = f"Zonder het plan, per jaar in {gebied.naam}: {self._uitkomst.naam}"
            bron = source_title(self._book.rulebook, nul.bron)
            self._base(gebied, words, nul.waarde or 0.0, bron, nul.status)
        return True

    def _add_people(self) -> None:
        """Add per area how many there are to whom it can happen: more than all of them it cannot be."""
        word = _OF_PEOPLE.get(self._uitkomst.eenheid, "")
        numbers = [number_of(gebied, word) if word else None for gebied in self._areas]
        if any(number is None for number in numbers):
            return
        for gebied, number in zip(self._areas, numbers, strict=True):
            words = f"Hoogstens, per jaar in {gebied.naam}: {self._uitkomst.naam} (alle {word})"
            self._base(gebied, words, number or 0.0, gebied.plaats(word), Status.VASTGESTELD)

    def _base(self, gebied: Gebied, words: str, waarde: float, bron: str, status: Status) -> None:
        number = len(self.bases) + 1
        naam = f"{self._name}_nul" if number == 1 else f"{self._name}_nul_{number}"
        unit = a_year(self._uitkomst.eenheid)
        self._book.sheet.input(Invoer(naam, words, waarde, unit, SAMENLOOP, bron=bron, status=status, minimum=0.0))
        self.bases[gebied.code] = naam


def overlap_unknown(samenloop: Sequence[Samenloop]) -> list[str]:
    """Give which lines meet without it being known how often, with the uitkomst."""
    return [
        f"{item.uitkomst.naam} in {item.gebieden[0]} ({_lines(item.onbekend)})" for item in samenloop if item.onbekend
    ]


def _lines(ids: Sequence[str]) -> str:
    return f"regel {', '.join(id_.removeprefix('r') for id_ in ids)}"
