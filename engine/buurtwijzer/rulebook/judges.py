"""Links of the back-test: a figure never judges an outcome that it feeds, not as a part, a total or a shared column."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook import judge_issue_kinds as kinds
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Indicator, Richting, Soort, Toetsvergelijking


def inputs_of(rules: Rulebook, uitkomst: str) -> tuple[str, ...]:
    """Give the ids of the indicators that an outcome is made of; empty when there is no such outcome."""
    if (scored := rules.leefgebieden.get(uitkomst) or rules.krachten.get(uitkomst)) is not None:
        return tuple(part.indicator for part in scored.onderdelen)
    risico = rules.risicos.get(uitkomst)
    return () if risico is None else tuple(part.indicator for part in (*risico.druk, *risico.buffers))


def check_judges(rules: Rulebook) -> Iterator[Issue]:
    """Find figures that may not judge the outcome they are put beside."""
    yield from _circles(rules)
    seen: dict[tuple[str, str], str] = {}
    for item in rules.toetsing.values():
        for number, pair in enumerate(item.vergelijkingen):
            at = ("toetsing", item.id, "vergelijkingen", str(number))
            yield from _unfit(rules, pair, at, independent=item.soort == "onafhankelijk")
            key = (pair.uitkomst, pair.cijfer)
            if key in seen:
                place = rules.place(*at, "cijfer")
                yield kinds.TOETS_DUBBEL.at(place, uitkomst=key[0], cijfer=key[1], waar=seen[key])
            seen.setdefault(key, f"toetsing/{item.id}.yaml")


def _unfit(rules: Rulebook, pair: Toetsvergelijking, at: tuple[str, ...], *, independent: bool) -> Iterator[Issue]:
    judge = rules.indicatoren.get(pair.cijfer)
    if judge is None:
        return
    place, words = rules.place(*at, "cijfer"), {"cijfer": pair.cijfer, "uitkomst": pair.uitkomst}
    inputs = inputs_of(rules, pair.uitkomst)
    if pair.cijfer in inputs:
        yield kinds.INVOER_ALS_TOETS.at(place, **words)
        return
    known = [rules.indicatoren[name] for name in inputs if name in rules.indicatoren]
    shared = next((how for item in known if (how := _shares(rules, judge, item))), "")
    if shared:
        yield kinds.DEEL_ALS_TOETS.at(place, **words, hoe=shared)
    elif independent and (same := next((item for item in known if _same_model(judge, item)), None)) is not None:
        yield kinds.MODEL_ALS_TOETS.at(place, **words, invoer=same.id)
    if judge.richting is Richting.GEEN and pair.hoger_is_meer is None:
        yield kinds.TOETS_ZONDER_RICHTING.at(place, **words)


def _shares(rules: Rulebook, judge: Indicator, item: Indicator) -> str:
    """Say what a figure has in common with an input; empty when nothing."""
    if judge.id in _wholes(rules, item.id):
        return f"het omvat '{item.id}', dat er invoer van is"
    if item.id in _wholes(rules, judge.id):
        return f"het is een deel van '{item.id}', dat er invoer van is"
    columns = _counted(judge) & _counted(item)
    if columns:
        return f"het telt dezelfde kolom '{min(columns)[1]}' als '{item.id}', dat er invoer van is"
    return ""


def _wholes(rules: Rulebook, id_: str) -> tuple[str, ...]:
    """Give what a figure is a part of, from near to far; ends where it would begin again."""
    found: list[str] = []
    item = rules.indicatoren.get(id_)
    while item is not None and item.deel_van is not None and item.deel_van not in found:
        found.append(item.deel_van)
        item = rules.indicatoren.get(item.deel_van)
    return tuple(found)


def _counted(item: Indicator) -> set[tuple[str, str]]:
    """Give the columns above the line, per layout."""
    named = ((way.layout, [*([way.waarde] if way.waarde else []), *(way.teller or [])]) for way in item.kolommen)
    return {(str(layout), name) for layout, names in named for name in names}


def _same_model(judge: Indicator, item: Indicator) -> bool:
    """Tell whether both are estimates out of the same kind of file, so of one model."""
    both = judge.soort is Soort.SCHATTING and item.soort is Soort.SCHATTING
    return both and bool({way.layout for way in judge.kolommen} & {way.layout for way in item.kolommen} - {"eigen"})


def _circles(rules: Rulebook) -> Iterator[Issue]:
    for item in rules.indicatoren.values():
        wholes = _wholes(rules, item.id)
        if item.id in wholes:
            chain = " in ".join((item.id, *wholes))
            yield kinds.DEEL_VAN_ZICHZELF.at(rules.place("indicatoren", item.id, "deel_van"), id=item.id, keten=chain)
