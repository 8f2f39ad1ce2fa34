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


def why_learned(rules: Rulebook, uitkomst: str, cijfer: str) -> str:
    """Say why a figure is no judge of weights that were learned: from itself, its whole, or a part of it.

    Args:
        rules: The rules.
        uitkomst: Id of a leefgebied, kracht or risico.
        cijfer: Id of the figure that would judge.

    Returns:
        Dutch words, e.g. ``geleerd uit dit cijfer``; empty when it may judge.
    """
    judge = rules.indicatoren.get(cijfer)
    for item in _learned_from(rules, uitkomst) if judge is not None else ():
        if item.id == cijfer:
            return "geleerd uit dit cijfer"
        if item.id in _wholes(rules, cijfer):
            return f"geleerd uit '{item.id}', waar dit cijfer een deel van is"
        if cijfer in _wholes(rules, item.id):
            return f"geleerd uit '{item.id}', een deel van dit cijfer"
        if judge is not None and (columns := _counted(judge) & _counted(item)):
            return f"geleerd uit '{item.id}', dat dezelfde kolom '{min(columns)[1]}' telt"
    return ""


def learned_from_same_model(rules: Rulebook, uitkomst: str, cijfer: str) -> bool:
    """Tell whether weights were learned from another estimate of the same model: agreement is to be expected then."""
    judge = rules.indicatoren[cijfer]
    return any(_same_model(judge, item) for item in _learned_from(rules, uitkomst))


def _learned_from(rules: Rulebook, uitkomst: str) -> Iterator[Indicator]:
    """Give the figures from which weights of an outcome were learned."""
    home = rules.leefgebieden.get(uitkomst) or rules.krachten.get(uitkomst) or rules.risicos.get(uitkomst)
    for name in home.bron if home is not None else ():
        source = rules.bronnen.get(name)
        item = rules.indicatoren.get(source.geleerd_van or "") if source is not None else None
        if item is not None:
            yield item


def _is_own(rules: Rulebook, toetsing: str) -> bool:
    """Tell whether an organisation wrote this itself, over the shipped rules."""
    return rules.basis is not None and f"toetsing/{toetsing}" in {*rules.basis.gewijzigd, *rules.basis.nieuw}


def _untold(rules: Rulebook) -> Iterator[Issue]:
    for item in rules.bronnen.values():
        if item.zelflerend != (item.geleerd_van is not None):
            told, absent = (
                ("'zelflerend: true'", "'geleerd_van'") if item.zelflerend else ("'geleerd_van'", "'zelflerend: true'")
            )
            place = rules.place("bronnen", item.id, "zelflerend" if item.zelflerend else "geleerd_van")
            yield kinds.ZELFLEREND_ZONDER_CIJFER.at(place, id=item.id, gezegd=told, ontbreekt=absent)


def check_judges(rules: Rulebook) -> Iterator[Issue]:
    """Find figures that may not judge the outcome they are put beside."""
    yield from _circles(rules)
    yield from _untold(rules)
    seen: dict[tuple[str, str], str] = {}
    for item in rules.toetsing.values():
        own = _is_own(rules, item.id)
        for number, pair in enumerate(item.vergelijkingen):
            at = ("toetsing", item.id, "vergelijkingen", str(number))
            if own and (why := why_learned(rules, pair.uitkomst, pair.cijfer)):
                words = {"cijfer": pair.cijfer, "uitkomst": pair.uitkomst}
                yield kinds.GELEERD_ALS_TOETS.at(rules.place(*at, "cijfer"), **words, waarom=why)
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
    """Give what a figure is a part of, by itself or by the whole, from near to far; ends where it would begin again."""
    found: list[str] = []
    todo = [id_]
    while todo:
        part = todo.pop(0)
        item = rules.indicatoren.get(part)
        above = [item.deel_van] if item is not None and item.deel_van is not None else []
        above += [whole.id for whole in rules.indicatoren.values() if part in whole.bestaat_uit]
        fresh = [name for name in dict.fromkeys(above) if name not in found]
        found += fresh
        todo += fresh
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
