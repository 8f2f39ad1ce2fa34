"""A page per kind of rule: each rule with its text, its numbers and what they rest on, its lists, owner and source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from buurtwijzer.reporting.handbook.formulas import formula
from buurtwijzer.reporting.handbook.kinds import Soort
from buurtwijzer.reporting.handbook.leaves import (
    LAST,
    TITLES,
    Data,
    Getal,
    Leaf,
    Part,
    as_data,
    describe,
    in_words,
    label,
    leaves,
    parts,
    source_year,
    targets,
    title_of,
)
from buurtwijzer.reporting.handbook.page import Alinea, Deel, Kop, Lijst, Pagina, Tabel, Tekst, Verwijzing, plain
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.words import say_number, say_value

_INTRO = ("definitie", "omschrijving", "doel")
_BESIDE_NUMBERS = ("bron", "status", "eenheid")
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_MANY = 5


def kind_page(soort: Soort, rulebook: Rulebook) -> Pagina:
    """Make the page of one kind of rule."""
    found: list[Deel] = [Alinea((soort.inleiding,))] if soort.inleiding else []
    rules = [as_data(item) for item in getattr(rulebook, soort.map).values()]
    if not rules:
        found.append(Alinea(("Er zijn nog geen regels van deze soort.",)))
    if len(rules) > _MANY:
        links = [(Verwijzing(title_of(data), soort.map, str(data["id"])),) for data in rules]
        found.append(Alinea(_joined(links), "Op deze bladzijde:"))
    for data in rules:
        found += _rule(soort, data, rulebook)
    return Pagina(soort.map, soort.titel, tuple(found))


def _rule(soort: Soort, data: Data, rulebook: Rulebook) -> Iterator[Deel]:
    intro = next((key for key in _INTRO if isinstance(data.get(key), str)), "")
    title = next((key for key in TITLES if key in data), "")
    shown = [part for part in parts(data) if part.weg[0] not in ("id", title, intro, *LAST)]
    yield Kop(2, title_of(data), str(data["id"]))
    yield Alinea((f"id: {data['id']}",))
    if intro:
        yield Alinea((data[intro],))
    yield from formula(soort.map, str(data["id"]), rulebook)
    single = [part for part in shown if not part.is_tabel]
    yield from _facts([part for part in single if not _is_number(part)], rulebook)
    found = [leaf for part in single if _is_number(part) for leaf in part.leaves()]
    yield from _numbers_table([describe(leaf, rulebook) for leaf in found], rulebook)
    for part in shown:
        if part.is_tabel:
            yield from _list_table(part, rulebook)
    yield _footer(data, rulebook)


def _is_number(part: Part) -> bool:
    return any(leaf.is_getal for leaf in part.leaves())


def _facts(found: Sequence[Part], rulebook: Rulebook) -> Iterator[Deel]:
    """Say everything that is no number; what belongs to a number stands beside it."""
    shown = [part for part in found if len(part.weg) == 1 or part.weg[-1] not in _BESIDE_NUMBERS]
    if shown:
        lines = (Alinea(_joined([words(leaf, rulebook) for leaf in p.leaves()]), f"{label(p.weg)}:") for p in shown)
        yield Lijst(tuple(lines))


def _numbers_table(found: Sequence[Getal], rulebook: Rulebook) -> Iterator[Deel]:
    if found:
        rows = tuple(
            (
                (label(getal.pad),),
                (say_number(getal.waarde),),
                (getal.eenheid,),
                ("" if getal.jaar is None else str(getal.jaar),),
                sources(getal.bron, rulebook),
                (getal.status,),
            )
            for getal in found
        )
        yield Tabel(("getal", "waarde", "eenheid", "jaar", "bron", "status"), rows)


def _list_table(table: Part, rulebook: Rulebook) -> Iterator[Deel]:
    rows = [list(parts(item, (), table.spoor)) for item in table.waarde]
    ways = tuple(dict.fromkeys(part.weg for row in rows for part in row))
    has_unit = ("eenheid",) in ways
    units = {way: "" if has_unit else _one_unit([p for r in rows for p in r if p.weg == way], rulebook) for way in ways}
    heads = tuple(_head(label(way), units[way]) for way in ways)
    body = []
    for number, row in enumerate(rows):
        known = {part.weg: part for part in row}
        cells = [_cell(known.get(way), rulebook, with_unit=not units[way] and not has_unit) for way in ways]
        body.append((*(((label((table.namen[number],)),),) if table.namen else ()), *cells))
    yield Kop(3, label(table.weg))
    yield Tabel((*(("naam",) if table.namen else ()), *heads), tuple(body))


def _head(name: str, unit: str) -> str:
    return f"{name} ({unit})" if unit and unit != name else name


def _one_unit(found: Sequence[Part], rulebook: Rulebook) -> str:
    """Give the unit that all numbers of a column share; empty when they differ or are no numbers."""
    units = {
        describe(leaf, rulebook).eenheid
        for part in found
        if not part.is_tabel
        for leaf in part.leaves()
        if leaf.is_getal
    }
    return units.pop() if len(units) == 1 else ""


def _cell(part: Part | None, rulebook: Rulebook, *, with_unit: bool) -> Tekst:
    if part is None:
        return ("",)
    if part.is_tabel:
        return ("; ".join(item_text(item, part, rulebook) for item in part.waarde),)
    found: list[Tekst] = []
    for leaf in part.leaves():
        unit = f" {describe(leaf, rulebook).eenheid}" if with_unit and leaf.is_getal else ""
        found.append((*words(leaf, rulebook), unit))
    return _joined(found)


def item_text(item: Any, part: Part, rulebook: Rulebook) -> str:
    """Write an item of a list on one line: its name, then what it says, each key named once."""
    found = list(leaves(item, part.weg, part.spoor))
    said = [plain(words(leaf, rulebook)) for leaf in found]
    if not isinstance(item, dict) or len(found) < 2:
        return ", ".join(said)
    if len(found) == 2:
        return f"{said[0]}: {said[1]}"
    texts, before = [], ""
    for leaf, text in zip(found[1:], said[1:], strict=True):
        key = label(key for key, _ in leaf.spoor[len(part.spoor) :])
        texts.append(text if key == before else f"{key} {text}")
        before = key
    return f"{said[0]}: {', '.join(texts)}"


def _footer(data: Data, rulebook: Rulebook) -> Deel:
    found: list[str | Verwijzing] = []
    if isinstance(data.get("bron"), list):
        found += ["Bron: ", *sources(tuple(data["bron"]), rulebook), ". "]
    for key, name in (("status", "Status"), ("eigenaar", "Eigenaar")):
        if key in data:
            found.append(f"{name}: {data[key]}. ")
    if "herzien_voor" in data:
        found.append(f"Herzien voor: {say_date(str(data['herzien_voor']))}.")
    return Alinea(tuple(found))


def words(leaf: Leaf, rulebook: Rulebook) -> Tekst:
    """Say one value; the id of another rule becomes a link with its name, that of a source keeps its id."""
    if not isinstance(leaf.waarde, str):
        return (say_value(leaf.waarde, leaf.sleutel),)
    for folder in targets(leaf):
        item = getattr(rulebook, folder).get(leaf.waarde)
        if item is not None:
            return (Verwijzing(leaf.waarde if folder == "bronnen" else title_of(as_data(item)), folder, leaf.waarde),)
    return (in_words(leaf.waarde),)


def sources(ids: Sequence[str], rulebook: Rulebook) -> Tekst:
    """Name sources, each with its year where it has one."""
    return _joined([_source(id_, rulebook) for id_ in ids])


def _source(id_: str, rulebook: Rulebook) -> Tekst:
    if id_ not in rulebook.bronnen:
        return (id_,)
    year = source_year(id_, rulebook)
    return (Verwijzing(id_, "bronnen", id_), "" if year is None else f" ({year})")


def say_date(text: str) -> str:
    """Write a date in Dutch.

    Example:
        >>> say_date("2027-12-01")
        '1 december 2027'
    """
    day = date.fromisoformat(text)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _joined(found: Sequence[Tekst]) -> Tekst:
    together: list[str | Verwijzing] = []
    for number, part in enumerate(found):
        together += [", "] if number else []
        together += part
    return tuple(together)
