"""A figure that weights were learned from does not judge them: not itself, not its whole, not a part of it."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook import judge_issue_kinds as kinds
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.related import Related, counted, wholes
from buurtwijzer.rulebook.schema import Indicator


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
        if item.id in wholes(rules, cijfer):
            return f"geleerd uit '{item.id}', waar dit cijfer een deel van is"
        if cijfer in wholes(rules, item.id):
            return f"geleerd uit '{item.id}', een deel van dit cijfer"
        if judge is not None and (columns := counted(judge) & counted(item)):
            return f"geleerd uit '{item.id}', dat dezelfde kolom '{min(columns)[1]}' telt"
    return ""


def learned_from_same_model(rules: Rulebook, uitkomst: str, cijfer: str) -> bool:
    """Tell whether weights were learned from another estimate of the same model: agreement is to be expected then."""
    related = Related(rules)
    return any(related.same_model(cijfer, item.id) for item in _learned_from(rules, uitkomst))


def _learned_from(rules: Rulebook, uitkomst: str) -> Iterator[Indicator]:
    """Give the figures from which weights of an outcome were learned."""
    home = rules.leefgebieden.get(uitkomst) or rules.krachten.get(uitkomst) or rules.risicos.get(uitkomst)
    for name in home.bron if home is not None else ():
        source = rules.bronnen.get(name)
        item = rules.indicatoren.get(source.geleerd_van or "") if source is not None else None
        if item is not None:
            yield item


def untold(rules: Rulebook) -> Iterator[Issue]:
    """Find sources that say that they learned and not from which figure, or the other way round."""
    for item in rules.bronnen.values():
        if item.zelflerend != (item.geleerd_van is not None):
            told, absent = (
                ("'zelflerend: true'", "'geleerd_van'") if item.zelflerend else ("'geleerd_van'", "'zelflerend: true'")
            )
            place = rules.place("bronnen", item.id, "zelflerend" if item.zelflerend else "geleerd_van")
            yield kinds.ZELFLEREND_ZONDER_CIJFER.at(place, id=item.id, gezegd=told, ontbreekt=absent)
