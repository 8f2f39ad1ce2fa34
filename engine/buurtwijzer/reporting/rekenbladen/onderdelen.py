"""Which part of a check is red: the line, outcome, party and year that a comparison is about, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from buurtwijzer.core.dutch import name_some
from buurtwijzer.interventions.wording import party_name
from buurtwijzer.reporting.rekenbladen.layout import Layout
from buurtwijzer.reporting.rekenbladen.model import Bereik, Formule, quoted
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.valuation.expressions import Expression, names_in
from buurtwijzer.valuation.model import SOORTEN, Controle, Waardemodel

_LINE, _EFFECT, _OVERLAP = re.compile(r"^(r\d+)_"), re.compile(r"^(r\d+_e\d+)_"), re.compile(r"^(s\d+)_")
_YEAR, _PARTY = re.compile(r"_j(\d+)$"), re.compile(r"^(?:p|budget|btw_last)_([a-z]+)_")
_CALENDAR = re.compile(r"_(20\d\d)$")
_KINDS = (*SOORTEN, "kosten", "kassaldo")
_MOST = 3


def parts_of(layout: Layout, controle: Controle) -> list[str]:
    """Give the comparisons of a check that have a cell of their own."""
    return [naam for naam in layout.waarden if naam.startswith(f"{controle.id}_") and "__" in naam]


def red_parts(layout: Layout, controle: Controle) -> list[str]:
    """Say in words where a check is red; nothing when it is not, or is one comparison about all."""
    if layout.waarden[controle.id] != 0:
        return []
    parts = parts_of(layout, controle)
    found = [part_words(layout.model, layout.expression(naam)) for naam in parts if layout.waarden[naam] == 0]
    if not parts:
        found = [part_words(layout.model, layout.model.cellen[controle.id])]
    return [words for words in dict.fromkeys(found) if words]


def where_words(layout: Layout, controle: Controle) -> str:
    """Say in one sentence where a check is red; empty when that cannot be told."""
    found = red_parts(layout, controle)
    return f"Waar: {name_some(found, _MOST)}." if found else ""


def first_red(cellen: Bereik, rood: Sequence[str]) -> Formule:
    """Name the first part that is 0, with its cell and how many more there are.

    Args:
        cellen: The parts, below each other; what each is about stands in the first column of their sheet.
        rood: What those are about that are 0 now.
    """
    parts = f"{quoted(cellen.blad)}!{cellen.lokaal}"
    words = f"{quoted(cellen.blad)}!{Bereik(cellen.blad, cellen.rij, 0, cellen.rijen).lokaal}"
    found = f"MATCH(0,{parts},0)"
    more = f'IF(COUNTIF({parts},0)>1," en nog "&(COUNTIF({parts},0)-1),"")'
    also = f" en nog {len(rood) - 1}" if len(rood) > 1 else ""
    said = f"Waar: {rood[0]}{also}. " if rood else ""
    return Formule(f'"Waar: "&INDEX({words},{found})&{more}&". "', said)


def part_words(model: Waardemodel, formule: Expression) -> str:
    """Say what a comparison is about."""
    names = sorted(names_in(formule))
    return ", ".join([*_lines(model, names), *_effects(model, names), *_parties(names), *_years(model, names)])


def _lines(model: Waardemodel, names: Iterable[str]) -> Iterator[str]:
    ids = _found(_LINE, names)
    for regel in model.regels:
        if regel.id in ids and len(ids) <= _MOST:
            yield f"regel {regel.id.removeprefix('r')} ({regel.interventie.naam} in {regel.gebied_naam})"
    overlap = _found(_OVERLAP, names)
    areas = {regel.plan.gebied: regel.gebied_naam for regel in model.regels}
    for item in model.samenloop:
        if item.id in overlap and len(overlap) == 1:
            yield f"samenloop van {item.uitkomst.naam} in {areas.get(item.gebied, item.gebied)}"


def _effects(model: Waardemodel, names: Iterable[str]) -> Iterator[str]:
    ids = _found(_EFFECT, names)
    yield from dict.fromkeys(
        effect.uitkomst.naam for regel in model.regels for effect in regel.effecten if effect.id in ids
    )


def _parties(names: Iterable[str]) -> Iterator[str]:
    known = {partij.value: partij for partij in Partij}
    ids = [naam for naam in _found(_PARTY, names) if naam in known]
    if len(ids) == 1:
        yield party_name(known[ids[0]])
    of_party = [naam for naam in names if naam.startswith(("p_", "t_"))]
    kinds = {kind for naam in of_party for kind in _KINDS if f"_{kind}_" in naam}
    if len(kinds) == 1:
        yield kinds.pop()


def _years(model: Waardemodel, names: Iterable[str]) -> Iterator[str]:
    years = {int(naam) for naam in _found(_YEAR, names)}
    calendar = _found(_CALENDAR, names)
    if calendar:
        yield next(iter(calendar))
    elif len(years) == 1:
        yield str(model.plan.start_jaar + years.pop() - 1)


def _found(pattern: re.Pattern[str], names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(match[1] for naam in names if (match := pattern.search(naam))))
