"""Who several lines reach together: the people of one target group in an area, against how many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from buurtwijzer.core.codes import contains
from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import AreaPlace
from buurtwijzer.valuation.build.checked import LONGEST, TINY, Checked
from buurtwijzer.valuation.build.room import HOUSEHOLDS, word_of
from buurtwijzer.valuation.expressions import Condition, Ref, compare, total
from buurtwijzer.valuation.issue_kinds import W131
from buurtwijzer.valuation.model import Controle, Regel, Waardemodel

_SHOWN = 8
"""Lines of one group that are named under the check."""


def lines_that_meet(regels: Sequence[Regel]) -> list[tuple[Regel, ...]]:
    """Give the lines that are for the same people: same kind of unit and the same words for who it is for.

    They are in one area, or in areas inside it; those of the area itself come first. Lines for other people may reach
    each all there are: who isolates a home and who visits it reach the same home.
    """
    found: dict[tuple[bool, str], list[Regel]] = defaultdict(list)
    for regel in regels:
        unit, who = regel.interventie.bereik.eenheid, " ".join(regel.interventie.doelgroep.casefold().split())
        if unit != "gebieden":
            found[unit in HOUSEHOLDS, who].append(regel)
    return [group for alike in found.values() for group in _per_area(alike) if len(group) > 1]


def _per_area(regels: Sequence[Regel]) -> Iterator[tuple[Regel, ...]]:
    for code in dict.fromkeys(regel.plan.gebied for regel in regels):
        own = [regel for regel in regels if regel.plan.gebied == code]
        yield (*own, *(regel for regel in regels if contains(code, regel.plan.gebied)))


def within_reach_together(built: Checked) -> Iterator[Condition]:
    """Tell per group and year whether its lines together reach no more people than there are."""
    for group in lines_that_meet(built.regels):
        room = built.there(group[0])
        if room is None:
            continue
        for year in built.years:
            reached = [Ref(f"{regel.id}_bereikt") * Ref(f"{regel.id}_actief_j{year}") for regel in group]
            yield compare(total(list(reached)), "<=", room + TINY)


def with_lines_named(controle: Controle, regels: Sequence[Regel]) -> Controle:
    """Give the check with the lines and areas it is about, as many as fit: a formula holds texts of 255 characters."""
    groups = [f"{_numbers(group)} in {group[0].gebied_naam}" for group in lines_that_meet(regels)]
    if not groups:
        return controle
    shown = len(groups)
    while len(text := _named(controle.uitleg, groups, shown)) > LONGEST and shown > 1:
        shown -= 1
    return replace(controle, uitleg=text)


def _named(uitleg: str, groups: Sequence[str], shown: int) -> str:
    more = f"; en nog {len(groups) - shown} keer" if shown < len(groups) else ""
    return f"{uitleg} Dezelfde mensen: {'; '.join(groups[:shown])}{more}."


def _numbers(group: Sequence[Regel]) -> str:
    numbers, left = [regel.id.removeprefix("r") for regel in group[:_SHOWN]], len(group) - _SHOWN
    return "regel " + join_words([*numbers, f"nog {left}"] if left > 0 else numbers)


def reached_twice(model: Waardemodel, values: Mapping[str, float]) -> Iterator[Issue]:
    """Tell which lines reach more people together than there are, in the first year in which they do."""
    for group in lines_that_meet(model.regels):
        room = values.get(f"{group[0].id}_aanwezig")
        for year in range(1, model.jaren + 1):
            reached = sum(values[f"{regel.id}_bereikt"] * values[f"{regel.id}_actief_j{year}"] for regel in group)
            if room is not None and reached > room + TINY:
                yield W131.at(
                    AreaPlace("plan", group[0].plan.gebied),
                    regels=_lines(group),
                    gebied=group[0].gebied_naam,
                    jaar=model.plan.start_jaar + year - 1,
                    bereikt=format_number(reached, 0),
                    aanwezig=format_number(room, 0),
                    eenheid=word_of(group[0]),
                )
                break


def _lines(group: Sequence[Regel]) -> str:
    return join_words([f"regel {regel.id.removeprefix('r')} ({regel.interventie.naam})" for regel in group])
