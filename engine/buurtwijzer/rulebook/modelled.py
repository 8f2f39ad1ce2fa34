"""A figure out of a model is called an estimate: not a fact, and not what people said."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.modelled_issue_kinds import MODEL_HEET_ANDERS
from buurtwijzer.rulebook.related import layouts, modelled_layouts
from buurtwijzer.rulebook.schema import Soort

_ESTIMATES = frozenset({Soort.SCHATTING, Soort.VERWACHTING})


def check_modelled(rules: Rulebook) -> Iterator[Issue]:
    """Find figures from files of a model that are called something else.

    Args:
        rules: The rules.
    """
    models = modelled_layouts(rules)
    for item in rules.indicatoren.values():
        read = sorted(layouts(item) & models)
        if read and item.soort not in _ESTIMATES:
            place = rules.place("indicatoren", item.id, "soort")
            yield MODEL_HEET_ANDERS.at(place, id=item.id, soort=item.soort.value, layout=read[0])
