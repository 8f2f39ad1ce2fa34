"""What one rulebook changes in another: per rule and per key, with the place, in words.

Works on what the files say, so also on rules that do not pass the check yet; only broken YAML stops it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from buurtwijzer.core.dutch import plural
from buurtwijzer.core.errors import RulebookError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.core.places import FilePlace
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.folders import MANIFEST
from buurtwijzer.rulebook.keyed import keyed, name_key, same
from buurtwijzer.rulebook.overlay import SHIPPED, RuleFile, find_layers, is_overlay, raw_bytes, read_dropped
from buurtwijzer.rulebook.strict_yaml import YamlFile, YamlPath, parse_yaml
from buurtwijzer.rulebook.words import ABSENT, say_keys, say_value

What = Literal["gewijzigd", "nieuw", "vervallen"]
_LONG = 60


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs, or a whole rule that came or went.

    Attributes:
        map: Folder of the rule.
        id: Id of the rule.
        naam: Its name on screen, or its id.
        wat: What happened to the rule.
        sleutel: Keys down to the value, list items by their name; empty for a whole rule.
        oud: Value before; `ABSENT` when there was none.
        nieuw: Value after; `ABSENT` when there is none.
        plaats: Where the difference stands.
        reden: Why a rule went, when that is known.
    """

    map: str
    id: str
    naam: str
    wat: What
    sleutel: tuple[str, ...]
    oud: Any
    nieuw: Any
    plaats: FilePlace
    reden: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Give the JSON form; a value that is not there is left out."""
        form: dict[str, Any] = {"map": self.map, "id": self.id, "naam": self.naam, "wat": self.wat}
        if self.sleutel:
            form["sleutel"] = list(self.sleutel)
            form |= {name: value for name, value in (("oud", self.oud), ("nieuw", self.nieuw)) if value is not ABSENT}
        if self.reden:
            form["reden"] = self.reden
        return form | {"plaats": str(self.plaats)}

    def text(self) -> str:
        """Say one changed value in words, on one line or, when it is long, on three."""
        key = self.sleutel[-1]
        old, new = say_value(self.oud, key), say_value(self.nieuw, key)
        where = say_keys(self.sleutel)
        if self.oud is ABSENT:
            return f"{where}: erbij: {new}  [{self.plaats}]"
        if self.nieuw is ABSENT:
            return f"{where}: weg: {old}  [{self.plaats}]"
        if len(old) + len(new) > _LONG:
            return f"{where}:  [{self.plaats}]\n    was:   {old}\n    wordt: {new}"
        return f"{where}: {old} -> {new}  [{self.plaats}]"


def diff_rulebooks(van: Path, naar: Path, basis: Path | None = None) -> tuple[Change, ...]:
    """List what differs between two rulebooks, each a complete one or an overlay.

    Args:
        van: Folder to compare with.
        naar: Folder that is looked at.
        basis: Complete rulebook under an overlay; None takes the shipped one.

    Returns:
        Changes ordered by folder and id, keys in the order of the file. The manifest is left out.

    Raises:
        RulebookError: A folder is no rulebook, or a file is not valid YAML.
    """
    before, after = _files(van, basis), _files(naar, basis)
    issues: list[Issue] = []
    found: list[Change] = []
    reasons = _reasons(naar)
    for name in sorted({*before, *after} - {MANIFEST}):
        found += _rule(name, before.get(name), after.get(name), reasons, issues)
    if issues:
        raise RulebookError(sort_issues(issues))
    return tuple(found)


def diff_lines(changes: Iterable[Change]) -> Iterator[str]:
    """Say the changes in words, a heading per rule."""
    shown: tuple[str, str] | None = None
    for change in changes:
        if shown != (change.map, change.id):
            shown = change.map, change.id
            yield _heading(change)
        if change.sleutel:
            yield f"  {change.text()}"


def count_line(changes: Iterable[Change]) -> str:
    """Count the rules that changed, came and went."""
    rules = {(change.map, change.id): change.wat for change in changes}
    counts = [sum(what == wanted for what in rules.values()) for wanted in ("gewijzigd", "nieuw", "vervallen")]
    if not rules:
        return "Geen verschillen."
    return f"{plural(counts[0], 'regel', 'regels')} gewijzigd, {counts[1]} nieuw, {counts[2]} vervallen."


def _heading(change: Change) -> str:
    title = f"{change.map}/{change.id} ({change.naam}): {change.wat}"
    if change.reden:
        title = f"{title}: {change.reden}"
    return title if change.wat == "gewijzigd" else f"{title}  [{change.plaats}]"


def _files(root: Path, basis: Path | None) -> dict[str, RuleFile]:
    if not root.is_dir():
        raise RulebookError([kinds.MAP_ONTBREEKT.at(FilePlace(root.resolve().name), via="gekozen map")])
    if not (root / MANIFEST).is_file():
        raise RulebookError([kinds.MANIFEST_ONTBREEKT.at(FilePlace(root.resolve().name), via="gekozen map")])
    return {file.naam: file for file in find_layers(root, basis).bestanden}


def _reasons(root: Path) -> dict[str, tuple[str, FilePlace]]:
    """Give per dropped rule why, and where that stands."""
    dropped, source, _ = read_dropped(root) if is_overlay(root) else (None, None, ())
    if dropped is None or source is None:
        return {}
    return {
        f"{line.map}/{line.id}.yaml": (line.reden, source.values["vervallen", str(number), "id"])
        for number, line in enumerate(dropped.vervallen)
    }


def _rule(
    name: str,
    before: RuleFile | None,
    after: RuleFile | None,
    reasons: dict[str, tuple[str, FilePlace]],
    issues: list[Issue],
) -> Iterator[Change]:
    old, new = (_read(file, issues) for file in (before, after))
    folder, _, file_name = name.rpartition("/")
    id_ = file_name.removesuffix(".yaml")
    if before is not None and after is not None:
        if old is not None and new is not None and not same(old.data, new.data):
            for keys, path, was, now in _values(old.data, new.data, (), ()):
                place = _place(new, path, after.plaats)
                yield Change(folder, id_, _title(new, id_), "gewijzigd", keys, was, now, place)
    elif after is not None:
        yield Change(folder, id_, _title(new, id_), "nieuw", (), ABSENT, ABSENT, FilePlace(after.plaats, 1))
    elif before is not None:
        reason, place = reasons.get(name, ("", FilePlace(before.plaats.removeprefix(f"{SHIPPED}:"), 1)))
        yield Change(folder, id_, _title(old, id_), "vervallen", (), ABSENT, ABSENT, place, reason)


def _read(file: RuleFile | None, issues: list[Issue]) -> YamlFile | None:
    if file is None:
        return None
    raw = raw_bytes(file.pad)
    if raw is None:
        issues.append(kinds.NIET_LEESBAAR.at(FilePlace(file.plaats)))
        return None
    source = parse_yaml(raw, file.plaats)
    issues += source.issues
    return None if source.issues else source


def _title(source: YamlFile | None, id_: str) -> str:
    for key in ("naam", "titel", "vraag"):
        if source is not None and isinstance(source.data.get(key), str):
            return str(source.data[key])
    return id_


def _values(
    old: Any, new: Any, keys: tuple[str, ...], path: YamlPath
) -> Iterator[tuple[tuple[str, ...], YamlPath, Any, Any]]:
    """Give every value that differs: keys in words, path in the new version (of the parent, when it is gone)."""
    if same(old, new):
        return
    parts = _parts(old, new)
    if parts is None:
        yield keys, path, old, new
        return
    before, after, numbers = parts
    for name in (*after, *(name for name in before if name not in after)):
        below = (*path, numbers.get(name, name)) if name in after else path
        was, now = before.get(name, ABSENT), after.get(name, ABSENT)
        if was is ABSENT or now is ABSENT:
            yield (*keys, name), below, was, now
        else:
            yield from _values(was, now, (*keys, name), below)
    if list(before) != list(after) and before.keys() == after.keys() and isinstance(new, list):
        yield (*keys, "volgorde"), path, list(before), list(after)


def _parts(old: Any, new: Any) -> tuple[dict[str, Any], dict[str, Any], dict[str, str]] | None:
    """Give two values as parts with names, where both have them, and the number of each new list item."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old, new, {}
    if isinstance(old, list) and isinstance(new, list):
        key = name_key(old or new)
        before, after = keyed(old, key), keyed(new, key)
        if before is not None and after is not None:
            return before, after, {name: str(number) for number, name in enumerate(after)}
    return None


def _place(source: YamlFile, path: YamlPath, file: str) -> FilePlace:
    for end in range(len(path), 0, -1):
        for places in (source.keys, source.values):
            if path[:end] in places:
                return places[path[:end]]
    return FilePlace(file, 1)
