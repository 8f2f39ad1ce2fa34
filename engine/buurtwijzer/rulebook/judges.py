"""Links of the back-test: a figure never judges an outcome that it feeds, not as a part, a total or a shared column."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook import judge_issue_kinds as kinds
from buurtwijzer.rulebook.learned_judges import untold, why_learned
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.related import Related, wholes
from buurtwijzer.rulebook.schema import Richting, Toetsvergelijking


def inputs_of(rules: Rulebook, uitkomst: str) -> tuple[str, ...]:
    """Give the ids of the indicators that an outcome is made of; empty when there is no such outcome."""
    if (scored := rules.leefgebieden.get(uitkomst) or rules.krachten.get(uitkomst)) is not None:
        return tuple(part.indicator for part in scored.onderdelen)
    risico = rules.risicos.get(uitkomst)
    return () if risico is None else tuple(part.indicator for part in (*risico.druk, *risico.buffers))


def _is_own(rules: Rulebook, toetsing: str) -> bool:
    """Tell whether an organisation wrote this itself, over the shipped rules."""
    return rules.basis is not None and f"toetsing/{toetsing}" in {*rules.basis.gewijzigd, *rules.basis.nieuw}


def check_judges(rules: Rulebook) -> Iterator[Issue]:
    """Find figures that may not judge the outcome they are put beside."""
    yield from _circles(rules)
    yield from untold(rules)
    related = Related(rules)
    seen: dict[tuple[str, str], str] = {}
    for item in rules.toetsing.values():
        own = _is_own(rules, item.id)
        for number, pair in enumerate(item.vergelijkingen):
            at = ("toetsing", item.id, "vergelijkingen", str(number))
            if own and (why := why_learned(rules, pair.uitkomst, pair.cijfer)):
                words = {"cijfer": pair.cijfer, "uitkomst": pair.uitkomst}
                yield kinds.GELEERD_ALS_TOETS.at(rules.place(*at, "cijfer"), **words, waarom=why)
            yield from _unfit(rules, related, pair, at, independent=item.soort == "onafhankelijk")
            key = (pair.uitkomst, pair.cijfer)
            if key in seen:
                place = rules.place(*at, "cijfer")
                yield kinds.TOETS_DUBBEL.at(place, uitkomst=key[0], cijfer=key[1], waar=seen[key])
            seen.setdefault(key, f"toetsing/{item.id}.yaml")


def _unfit(
    rules: Rulebook, related: Related, pair: Toetsvergelijking, at: tuple[str, ...], *, independent: bool
) -> Iterator[Issue]:
    judge = rules.indicatoren.get(pair.cijfer)
    if judge is None:
        return
    place, words = rules.place(*at, "cijfer"), {"cijfer": pair.cijfer, "uitkomst": pair.uitkomst}
    inputs = inputs_of(rules, pair.uitkomst)
    if pair.cijfer in inputs:
        yield kinds.INVOER_ALS_TOETS.at(place, **words)
        return
    known = [name for name in inputs if name in rules.indicatoren]
    shared = next((how for name in known if (how := related.shared(pair.cijfer, name))), "")
    if shared:
        yield kinds.DEEL_ALS_TOETS.at(place, **words, hoe=shared)
    elif independent and (same := next((name for name in known if related.same_model(pair.cijfer, name)), "")):
        yield kinds.MODEL_ALS_TOETS.at(place, **words, invoer=same)
    if judge.richting is Richting.GEEN and pair.hoger_is_meer is None:
        yield kinds.TOETS_ZONDER_RICHTING.at(place, **words)


def _circles(rules: Rulebook) -> Iterator[Issue]:
    for item in rules.indicatoren.values():
        chain_of = wholes(rules, item.id)
        if item.id in chain_of:
            chain = " in ".join((item.id, *chain_of))
            yield kinds.DEEL_VAN_ZICHZELF.at(rules.place("indicatoren", item.id, "deel_van"), id=item.id, keten=chain)
