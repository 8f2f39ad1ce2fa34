"""Three versions of one rule become one: only the base changed, it is taken over; both did, a person chooses.

Compared key by key, lists by the name of their items. The result is proved: the merged text is read again and must say
exactly what was worked out; if not, the whole rule is left as it was and every change is shown as a choice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from buurtwijzer.core.places import FilePlace
from buurtwijzer.rulebook.keyed import keyed, name_key, same
from buurtwijzer.rulebook.strict_yaml import YamlPath, parse_yaml
from buurtwijzer.rulebook.words import ABSENT
from buurtwijzer.rulebook.yaml_edit import (
    CannotEditError,
    Document,
    Edit,
    delete_entry,
    insert_entry,
    replace_value,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A change of the base that is taken over."""

    sleutel: tuple[str, ...]
    oud: Any
    nieuw: Any


@dataclass(frozen=True, slots=True)
class Choice:
    """A change of the base that a person must weigh; the own value stands until then.

    Attributes:
        sleutel: Keys down to the value, list items by their name.
        plaats: Where the own value stands.
        basis_oud: Value in the base the overlay was made on; `ABSENT` when there was none.
        eigen: Own value.
        basis_nieuw: Value in the new base.
    """

    sleutel: tuple[str, ...]
    plaats: FilePlace
    basis_oud: Any
    eigen: Any
    basis_nieuw: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome for one rule.

    Attributes:
        raw: Bytes of the rule; those of the own version when nothing was taken over.
        taken: What was taken over.
        choices: What is left to a person.
    """

    raw: bytes
    taken: tuple[Taken, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class _At:
    """Where the walk is: keys in words, and the path in the own and in the new version."""

    words: tuple[str, ...] = ()
    mine: YamlPath = ()
    new: YamlPath = ()

    def down(self, word: str, mine: str | None = None, new: str | None = None) -> _At:
        return _At(
            (*self.words, word),
            (*self.mine, word if mine is None else mine),
            (*self.new, word if new is None else new),
        )


@dataclass(slots=True)
class _Merge:
    mine: Document
    new: Document
    may_edit: bool
    edits: list[Edit] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)

    def value(self, at: _At, old: Any, mine: Any, new: Any) -> Any:
        """Merge one value that both the own and the new version have."""
        if same(mine, new):
            return mine
        if same(old, mine) and self.is_one_piece(at) and self.replace(at, old, new):
            return new
        if isinstance(mine, dict) and isinstance(new, dict):
            return self.group(at, old if isinstance(old, dict) else {}, mine, new)
        if isinstance(mine, list) and isinstance(new, list) and mine and new:
            # The base writes the name of an item first; an organisation may have put the keys in another order.
            key = name_key(new)
            parts = [keyed(part, key) for part in (old if isinstance(old, list) else [], mine, new)]
            if parts[0] is not None and parts[1] is not None and parts[2] is not None:
                return self.items(at, parts[0], parts[1], parts[2])
        if same(old, new):
            return mine
        if same(old, mine) and self.replace(at, old, new):
            return new
        return self.choice(at, old, mine, new)

    def is_one_piece(self, at: _At) -> bool:
        """Tell whether the own value is written on one line, so that there is nothing inside it to spare."""
        return bool(at.mine) and not self.mine.spans[at.mine].is_blok

    def replace(self, at: _At, old: Any, new: Any) -> bool:
        """Take the value of the base over; tell whether that could be done."""
        if not self.edit(lambda: replace_value(self.mine, at.mine, self.new, at.new)):
            return False
        self.taken.append(Taken(at.words, old, new))
        return True

    def group(self, at: _At, old: dict[str, Any], mine: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
        """Merge keys with values."""
        result: dict[str, Any] = {}
        for key, value in mine.items():
            below = at.down(key)
            was = old.get(key, ABSENT)
            if key in new:
                result[key] = self.value(below, was, value, new[key])
            elif self.stays(below, was, value, is_last=len(mine) == 1):
                result[key] = value
        before: str | None = None
        for key, value in new.items():
            if key not in mine:
                was = old.get(key, ABSENT)
                beside = before if before is not None else next(iter(mine), None)
                if self.comes(at.down(key), was, value, at.mine, beside, after=before is not None):
                    result[key] = value
            else:
                before = key
        return result

    def items(self, at: _At, old: dict[str, Any], mine: dict[str, Any], new: dict[str, Any]) -> list[Any]:
        """Merge a list by the names of its items; which items there are may be changed by one side only."""
        number = {name: str(i) for i, name in enumerate(mine)}
        fresh = {name: str(i) for i, name in enumerate(new)}
        own_members = list(old) != list(mine)
        result: dict[str, Any] = {}
        for name, value in mine.items():
            below = at.down(name, number[name], fresh.get(name))
            was = old.get(name, ABSENT)
            if name in new:
                result[name] = self.value(below, was, value, new[name])
            elif own_members and name in old:
                result[name] = self.choice(below, was, value, ABSENT)
            elif self.stays(below, was, value, is_last=len(mine) == 1):
                result[name] = value
        order = list(result)
        before: str | None = None
        for name, value in new.items():
            below = at.down(name, number.get(name), fresh[name])
            if name in mine:
                before = name
            elif own_members and not same(old.get(name, ABSENT), value):
                self.choice(below, old.get(name, ABSENT), ABSENT, value, near=at.mine)
            else:
                beside = number[before] if before is not None else "0"
                if self.comes(below, old.get(name, ABSENT), value, at.mine, beside, after=before is not None):
                    result[name] = value
                    order = _put(order, name, mine, before)
        return [result[name] for name in order if name in result]

    def stays(self, at: _At, old: Any, mine: Any, *, is_last: bool) -> bool:
        """Decide about an entry that the new base does not have."""
        if old is ABSENT:
            return True
        if same(old, mine) and not is_last and self.edit(lambda: delete_entry(self.mine, at.mine)):
            self.taken.append(Taken(at.words, old, ABSENT))
            return False
        self.choice(at, old, mine, ABSENT)
        return True

    def comes(self, at: _At, old: Any, new: Any, parent: YamlPath, beside: str | None, *, after: bool) -> bool:
        """Decide about an entry that the own version does not have."""
        if same(old, new):  # taken out by the organisation, untouched by the base
            return False
        if old is ABSENT and beside is not None:
            neighbour = (*parent, beside)
            if self.edit(lambda: insert_entry(self.mine, neighbour, self.new, at.new, after=after)):
                self.taken.append(Taken(at.words, ABSENT, new))
                return True
        self.choice(at, old, ABSENT, new, near=parent)
        return False

    def edit(self, make: Callable[[], Edit]) -> bool:
        """Note an edit; tell whether it could be made."""
        if not self.may_edit:
            return False
        try:
            self.edits.append(make())
        except CannotEditError:
            return False
        return True

    def choice(self, at: _At, old: Any, mine: Any, new: Any, *, near: YamlPath | None = None) -> Any:
        self.choices.append(Choice(at.words, _place(self.mine, at.mine if near is None else near), old, mine, new))
        return mine


def _put(order: list[str], name: str, mine: Mapping[str, Any], before: str | None) -> list[str]:
    """Put a new item where its text goes: behind the item before it and behind what was put there already."""
    start = 0 if before is None else order.index(before) + 1
    while start < len(order) and order[start] not in mine:
        start += 1
    return [*order[:start], name, *order[start:]]


def merge_rule(old: Mapping[str, Any] | None, mine: Document, new: Document) -> Merged:
    """Merge one rule.

    Args:
        old: What the base said when the overlay was made; None when that is not known: then every difference is a
            choice.
        mine: The own version.
        new: The version of the new base.
    """
    was = dict(old or {})
    merge = _Merge(mine, new, may_edit=old is not None)
    expected = merge.value(_At(), was, mine.data(), new.data())
    raw = mine.with_edits([])
    try:
        raw = mine.with_edits(merge.edits)
        read = parse_yaml(raw, "")
        is_right = not read.issues and same(read.data, expected)
    except CannotEditError:
        is_right = False
    if is_right:
        return Merged(raw, tuple(merge.taken), tuple(merge.choices))
    return only_choices(was, mine, new)


def only_choices(old: Mapping[str, Any] | None, mine: Document, new: Document) -> Merged:
    """Leave a rule as it is and show every change of the base as a choice."""
    merge = _Merge(mine, new, may_edit=False)
    merge.value(_At(), dict(old or {}), mine.data(), new.data())
    return Merged(mine.with_edits([]), (), tuple(merge.choices))


def _place(document: Document, path: YamlPath) -> FilePlace:
    for end in range(len(path), 0, -1):
        for places in (document.source.keys, document.source.values):
            if path[:end] in places:
                return places[path[:end]]
    return FilePlace(document.file, 1)
