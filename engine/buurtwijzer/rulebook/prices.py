"""What an uitkomst is worth: prices that fit it, transfers that cancel out, chains with an order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Baat, Uitkomst

# Counted in amounts; all other units count cases, people, households or homes.
_AMOUNTS = ("euro", "uur")
_TOLERANCE = 1e-9


def check_prices(rules: Rulebook) -> Iterator[Issue]:
    """Find what would make euros wrong without anybody seeing it; ids that do not exist are told elsewhere."""
    for uitkomst in rules.uitkomsten.values():
        for number, baat in enumerate(uitkomst.partijen):
            yield from _price(rules, uitkomst, number, baat)
        yield from _transfers(rules, uitkomst)
        yield from _chain(rules, uitkomst)
        yield from _apart(rules, uitkomst)
    yield from _shared_prices(rules)


def _price(rules: Rulebook, uitkomst: Uitkomst, number: int, baat: Baat) -> Iterator[Issue]:
    price = rules.prijzen.get(baat.prijs or "")
    if price is None:
        return
    place = rules.place("uitkomsten", uitkomst.id, "partijen", str(number), "prijs")
    if price.alleen_vergelijking:
        yield kinds.PRIJS_ALLEEN_VERGELIJKING.at(place, prijs=price.id)
    if price.per != uitkomst.eenheid and baat.hoeveelheid is None:
        yield kinds.PRIJS_ANDERE_EENHEID.at(place, prijs=price.id, per=price.per, eenheid=uitkomst.eenheid)


def _transfers(rules: Rulebook, uitkomst: Uitkomst) -> Iterator[Issue]:
    """What one gets another misses: per price the quantities of both signs are the same."""
    rest: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for baat in uitkomst.partijen:
        if baat.soort == "overdracht" and baat.prijs is not None:
            amount = baat.hoeveelheid
            sizes = (1.0, 1.0, 1.0) if amount is None else (amount.min, amount.modus, amount.max)
            sign = 1 if baat.teken == "plus" else -1
            rest[baat.prijs] = [so_far + sign * size for so_far, size in zip(rest[baat.prijs], sizes, strict=True)]
    both_signs = len({baat.teken for baat in uitkomst.partijen if baat.soort == "overdracht"}) > 1
    for price, left in rest.items():
        if both_signs and any(abs(size) > _TOLERANCE for size in left):
            yield kinds.OVERDRACHT_ONGELIJK.at(rules.place("uitkomsten", uitkomst.id, "partijen"), prijs=price)


def _chain(rules: Rulebook, uitkomst: Uitkomst) -> Iterator[Issue]:
    for number, other in enumerate(uitkomst.keten):
        found = rules.uitkomsten.get(other)
        if found is None or uitkomst.id >= other:
            continue  # told once, at the first of the two
        place = rules.place("uitkomsten", uitkomst.id, "keten", str(number))
        if uitkomst.keten_rang == found.keten_rang:
            yield kinds.KETEN_ZELFDE_RANG.at(place, id=uitkomst.id, ander=other, rang=found.keten_rang)
        here, there = uitkomst.eenheid, found.eenheid
        if here != there and (here in _AMOUNTS or there in _AMOUNTS):
            yield kinds.KETEN_ANDERE_MAAT.at(place, id=uitkomst.id, hier=here, ander=other, daar=there)


def _apart(rules: Rulebook, uitkomst: Uitkomst) -> Iterator[Issue]:
    for number, item in enumerate(uitkomst.los_van):
        if item.uitkomst in uitkomst.keten:
            place = rules.place("uitkomsten", uitkomst.id, "los_van", str(number), "uitkomst")
            yield kinds.LOS_EN_KETEN.at(place, id=uitkomst.id, ander=item.uitkomst)


def _shared_prices(rules: Rulebook) -> Iterator[Issue]:
    """Find outcomes that carry one price without a word on whether that is the same thing; a euro is always another."""
    carried: dict[str, dict[str, int]] = defaultdict(dict)
    for uitkomst in rules.uitkomsten.values():
        for number, baat in enumerate(uitkomst.partijen):
            price = rules.prijzen.get(baat.prijs or "")
            if price is not None and price.per != "euro":
                carried[price.id].setdefault(uitkomst.id, number)
    for price_id, found in sorted(carried.items()):
        for id_, other in combinations(sorted(found), 2):
            if not _is_told(rules.uitkomsten[id_], rules.uitkomsten[other]):
                place = rules.place("uitkomsten", id_, "partijen", str(found[id_]), "prijs")
                yield kinds.PRIJS_TWEE_KEER.at(place, id=id_, ander=other, prijs=price_id)


def _is_told(one: Uitkomst, other: Uitkomst) -> bool:
    if other.id in one.keten or one.id in other.keten:
        return True
    return any(item.uitkomst == b.id for a, b in ((one, other), (other, one)) for item in a.los_van)
