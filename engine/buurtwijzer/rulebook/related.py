"""What figures have in common: the same columns, a part and its whole, what is left of a whole, one model.

Names do not count: a figure that reads the columns of another is that other, whatever it is called.
"""

from __future__ import annotations

from functools import cached_property

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Indicator, Kolom, Soort

_Columns = frozenset[tuple[str, str]]


def wholes(rules: Rulebook, id_: str) -> tuple[str, ...]:
    """Give what a figure is a part of, by itself or by the whole, from near to far; ends where it would begin again."""
    found: list[str] = []
    todo = [id_]
    while todo:
        fresh = [name for name in _next_wholes(rules, todo.pop(0)) if name not in found]
        found += fresh
        todo += fresh
    return tuple(found)


def counted(item: Indicator) -> frozenset[tuple[str, str]]:
    """Give the columns above the line, per layout."""
    return frozenset[tuple[str, str]]().union(*map(_columns, item.kolommen))


def _next_wholes(rules: Rulebook, id_: str) -> list[str]:
    item = rules.indicatoren.get(id_)
    above = [item.deel_van] if item is not None and item.deel_van is not None else []
    above += [whole.id for whole in rules.indicatoren.values() if id_ in whole.bestaat_uit]
    return list(dict.fromkeys(above))


def layouts(item: Indicator) -> set[str]:
    """Give the kinds of file that a figure is read from."""
    return {str(way.layout) for way in item.kolommen}


def modelled_layouts(rules: Rulebook) -> set[str]:
    """Give the kinds of file with figures that come out of a model."""
    return {item.id for item in rules.kolommen.values() if item.gemodelleerd}


class Related:
    """The figures of a rulebook beside each other."""

    def __init__(self, rules: Rulebook) -> None:
        """Look at the figures of a rulebook.

        Args:
            rules: The rules.
        """
        self._rules = rules
        self._known = rules.indicatoren
        self._ways = {
            id_: {_columns(way) for way in item.kolommen} - {frozenset()} for id_, item in self._known.items()
        }
        self._counted = {id_: counted(item) for id_, item in self._known.items()}
        self._modelled = modelled_layouts(rules)

    def shared(self, judge: str, item: str) -> str:
        """Say in Dutch what a figure has in common with an input; empty when nothing.

        Args:
            judge: Id of the figure that is to judge.
            item: Id of the input of the outcome.
        """
        columns = self._counted[judge] & self._counted[item]
        if columns:
            return f"het telt dezelfde kolom '{min(columns)[1]}' als '{item}', dat er invoer van is"
        if self._holds(judge, item):
            return f"het omvat '{item}', dat er invoer van is"
        if self._holds(item, judge):
            return f"het is een deel van '{item}', dat er invoer van is"
        if judge in self._rests[item] or item in self._rests[judge]:
            return f"het is wat '{item}', dat er invoer van is, overlaat: wie het een weet, weet het ander"
        return ""

    def same_model(self, judge: str, item: str) -> bool:
        """Tell whether both are estimates out of the same kind of file, so of one model, whatever they are called."""
        one, two = self._known[judge], self._known[item]
        both = layouts(one) & layouts(two) - {"eigen"}
        said = one.soort is Soort.SCHATTING and two.soort is Soort.SCHATTING
        return bool(both if said else both & self._modelled)

    def _holds(self, whole: str, part: str) -> bool:
        """Tell whether one is what the other is a part of, or counts what that counts, or a part of the whole does."""
        if any(name == whole or self._counted[name] & self._counted[whole] for name in self._above[part]):
            return True
        # A figure that counts a column of some part of the whole is partly that part.
        parts = (name for name, above in self._above.items() if whole in above)
        return any(self._counted[name] & self._counted[part] for name in parts)

    @cached_property
    def _twins(self) -> dict[str, list[str]]:
        """Give per figure itself and all that count just the same columns in some layout."""
        return {
            id_: [other for other in self._known if other == id_ or own & self._ways[other]]
            for id_, own in self._ways.items()
        }

    @cached_property
    def _above(self) -> dict[str, set[str]]:
        """Give per figure what it is a part of, by the word of it or of its twins, at every step."""
        return {id_: self._climb(id_) for id_ in self._known}

    def _climb(self, id_: str) -> set[str]:
        found: set[str] = set()
        ask = [id_]
        while ask:
            for twin in self._twins[ask.pop()]:
                fresh = [whole for whole in _next_wholes(self._rules, twin) if whole in self._known]
                ask += [whole for whole in fresh if whole not in found]
                found.update(fresh)
        return found - {id_}

    @cached_property
    def _rests(self) -> dict[str, set[str]]:
        """Give per figure what it leaves of its whole, by the word of it or of its twins."""
        said = {
            id_: {self._known[twin].aanvulling_van for twin in twins} & self._known.keys()
            for id_, twins in self._twins.items()
        }
        return {id_: {twin for name in names if name for twin in self._twins[name]} for id_, names in said.items()}


def _columns(way: Kolom) -> _Columns:
    """Give the columns above the line."""
    names = [*([way.waarde] if way.waarde else []), *(way.teller or [])]
    return frozenset((str(way.layout), name) for name in names)
