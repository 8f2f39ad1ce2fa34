"""Breaks of series: years from which a figure was made in another way, as the rules say."""

from __future__ import annotations

from collections.abc import Iterable

from buurtwijzer.rulebook.model import Rulebook


def breaks_between(indicators: Iterable[str], van: int, tot: int, rulebook: Rulebook) -> tuple[str, ...]:
    """Give what is different about how some figures were made between two years, each thing once.

    Args:
        indicators: Ids of the figures.
        van: First year.
        tot: Last year.
        rulebook: Has the breaks, of a figure and of everything a source gives.
    """
    found: dict[str, None] = {}
    for name in indicators:
        rule = rulebook.indicatoren[name]
        sources = {column.layout for column in rule.kolommen} & set(rulebook.kolommen)
        breaks = [*rule.breuken, *(item for source in sorted(sources) for item in rulebook.kolommen[source].breuken)]
        found.update({item.wat: None for item in breaks if van < item.vanaf_jaar <= tot})
    return tuple(found)
