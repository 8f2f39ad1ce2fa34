"""Which outcomes have weights that were learned from figures: the answer to 'zelflerend' in the accounting."""

from __future__ import annotations

from buurtwijzer.core.dutch import join_words
from buurtwijzer.rulebook.model import Rulebook


def learned_outcomes(rulebook: Rulebook) -> tuple[str, ...]:
    """Give the names of outcomes that rest on a source marked ``zelflerend``."""
    learned = {id_ for id_, source in rulebook.bronnen.items() if source.zelflerend}
    groups = (rulebook.leefgebieden, rulebook.krachten, rulebook.risicos)
    return tuple(item.naam for group in groups for item in group.values() if learned & set(item.bron))


def learning_words(rulebook: Rulebook) -> str:
    """Say whether these rules learn: ``niet zelflerend``, or which weights a person took over from figures."""
    names = learned_outcomes(rulebook)
    if not names:
        return "niet zelflerend"
    return (
        f"zelflerend: ja, de gewichten van {join_words(names)} zijn uit cijfers geleerd en door een mens overgenomen "
        "(een signaal, geen waarheid); tijdens het rekenen verandert er niets"
    )
