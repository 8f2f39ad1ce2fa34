"""The one strict YAML reader: only plain data, every key and value with its line and column.

Built on the event stream and not on ``safe_load``, which turns ``0363`` into 243 and ``no`` into false, loses double
keys in silence and follows aliases. Scalars are those of YAML 1.2: only ``true``, ``false``, ``null``, nothing and
plain numbers are not text. This module does not know the schema.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from buurtwijzer.core.issues import Issue, IssueKind
from buurtwijzer.core.places import FilePlace
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.yaml_words import explain_problem

YamlPath = tuple[str, ...]

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_DIGITS = 30

_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_STARTS_NUMBER = frozenset("+-.0123456789")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_CONSTANTS: dict[str, bool | None] = {"": None, "null": None, "~": None, "true": True, "false": False}
# Control characters, line ends other than LF, direction marks that make text read differently than it is, surrogates.
_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2060\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_C_LOADER: type | None = getattr(yaml, "CLoader", None)


@dataclass(frozen=True, slots=True, eq=False)
class YamlFile:
    """What one file holds.

    Attributes:
        data: The keys and values; meaningless when there are issues.
        keys: Place of every key, by its path; list items count from 0, as text.
        values: Place of every value and list item.
        issues: Everything that is not allowed; empty for a good file.
    """

    data: dict[str, Any]
    keys: Mapping[YamlPath, FilePlace]
    values: Mapping[YamlPath, FilePlace]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One step of the parser through a text, in characters from its start.

    Attributes:
        wat: A group or list begins, the innermost of them ends, or a single key or value.
        begin: Where it begins.
        eind: Just past it.
        tekst: What a single key or value says.
        in_haken: Whether a group or list is written between braces or brackets.
    """

    wat: Literal["groep", "lijst", "sluit", "waarde"]
    begin: int
    eind: int
    tekst: str = ""
    in_haken: bool = False


@dataclass(slots=True)
class _Level:
    """A mapping or list that is still open."""

    content: dict[str, Any] | list[Any]
    path: YamlPath
    is_braces: bool
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Turns events into data; notes every issue and goes on."""

    file: str
    root: Any = None
    has_root: bool = False
    stack: list[_Level] = field(default_factory=list)
    keys: dict[YamlPath, FilePlace] = field(default_factory=dict)
    values: dict[YamlPath, FilePlace] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def note(self, kind: IssueKind, place: FilePlace, **words: object) -> None:
        self.issues.append(kind.at(place, **words))

    def place(self, event: Any) -> FilePlace:
        return FilePlace(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def open(self, event: Any) -> None:
        self.check_node(event)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        is_braces = is_mapping and bool(event.flow_style)
        if is_braces and any(level.is_braces for level in self.stack):
            self.note(kinds.ACCOLADES, self.place(event))
        content: dict[str, Any] | list[Any] = {} if is_mapping else []
        path = self.add(content, event)
        self.stack.append(_Level(content, path, is_braces))

    def scalar(self, event: Any) -> None:
        self.check_node(event)
        if self.stack and isinstance(self.stack[-1].content, dict) and self.stack[-1].key is None:
            self.start_key(self.stack[-1], event)
        else:
            self.add(self.resolve(event), event)

    def alias(self, event: Any) -> None:
        self.note(kinds.ALIAS, self.place(event), naam=event.anchor)
        self.add(None, event)

    def check_node(self, event: Any) -> None:
        if event.anchor is not None:
            self.note(kinds.ANKER, self.place(event), naam=event.anchor)
        if event.tag is not None:
            self.note(kinds.TAG, self.place(event), tag=event.tag)

    def start_key(self, level: _Level, event: Any) -> None:
        text: str = event.value
        value = self.resolve(event)
        if value is None:
            self.note(kinds.LEGE_SLEUTEL, self.place(event))
        elif not isinstance(value, str):
            self.note(kinds.SLEUTEL_GEEN_TEKST, self.place(event), sleutel=text)
        elif text == "<<" and event.implicit[0]:
            self.note(kinds.SAMENVOEGEN, self.place(event))
        path = (*level.path, text)
        if text in level.content:
            self.note(kinds.DUBBELE_SLEUTEL, self.place(event), sleutel=text, regel=self.keys[path].line)
        level.key = text
        self.keys[path] = self.place(event)

    def add(self, value: Any, event: Any) -> YamlPath:
        """Put a value where it belongs and give its path."""
        if not self.stack:
            self.root, self.has_root = value, True
            return ()
        level = self.stack[-1]
        if isinstance(level.content, list):
            name = str(len(level.content))
            level.content.append(value)
        elif level.key is None:
            self.note(kinds.SLEUTEL_GEEN_TEKST, self.place(event), sleutel="(een lijst of groep)")
            name = level.key = "?"
            self.keys[*level.path, name] = self.place(event)
        else:
            name, level.key = level.key, None
            level.content[name] = value
            if value is None and level.is_braces and isinstance(event, yaml.ScalarEvent) and not event.value:
                self.note(kinds.WAARDELOZE_SLEUTEL, self.keys[*level.path, name], sleutel=name)
        path = (*level.path, name)
        self.values[path] = self.place(event)
        return path

    def resolve(self, event: Any) -> Any:
        text: str = event.value
        # Only an escape can hide a sign here: those of the file itself were looked for before it was parsed.
        if event.style == '"' and (hidden := _HIDDEN.search(text)):
            self.note(kinds.STUURTEKEN, self.place(event), teken=_name(hidden.group()))
        if not event.implicit[0]:
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if text[0] not in _STARTS_NUMBER:
            return text
        if _NOT_FINITE.fullmatch(text):
            self.note(kinds.NIET_EINDIG, self.place(event), tekst=text)
        if not _NUMBER.fullmatch(text):
            return text
        if sum(c.isdigit() for c in text) > MAX_DIGITS:
            self.note(kinds.TE_VEEL_CIJFERS, self.place(event), grens=MAX_DIGITS)
            return text
        number = int(text) if _WHOLE.fullmatch(text) else float(text)
        if math.isinf(number):
            self.note(kinds.NIET_EINDIG, self.place(event), tekst=text)
        return number


def parse_yaml(raw: bytes, file: str, *, pure: bool = False) -> YamlFile:
    """Read one YAML file strictly.

    Args:
        raw: The bytes of the file.
        file: Its name for messages.
        pure: Use the parser written in Python, also where the quick one in C is there; the results are the same.

    Returns:
        Data, places and issues. A mistake in the YAML itself ends the reading of this file; all others are collected.
    """
    text, issues = _decode(raw, file)
    builder = _Builder(file, issues=issues)
    if not issues:
        loader: Any = yaml.Loader if pure or _C_LOADER is None else _C_LOADER
        try:
            _walk(yaml.parse(text, Loader=loader), builder)
        except yaml.MarkedYAMLError as error:
            _note_syntax(error, builder)
    if not builder.issues:
        _check_root(builder)
    data = builder.root if isinstance(builder.root, dict) else {}
    return YamlFile(data, builder.keys, builder.values, tuple(builder.issues))


def yaml_marks(text: str) -> Iterator[Mark]:
    """Walk through a text that `parse_yaml` accepts, for editing it in place.

    Args:
        text: The text, with line feeds only.
    """
    events: Iterator[Any] = yaml.parse(text, Loader=yaml.SafeLoader)  # its marks count characters, also beyond ASCII
    for event in events:
        begin, end = event.start_mark.index, event.end_mark.index
        match event:
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                what: Literal["groep", "lijst"] = "groep" if isinstance(event, yaml.MappingStartEvent) else "lijst"
                yield Mark(what, begin, end, in_haken=bool(event.flow_style))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                yield Mark("sluit", begin, end)
            case yaml.ScalarEvent():
                yield Mark("waarde", begin, end, event.value)


def _decode(raw: bytes, file: str) -> tuple[str, list[Issue]]:
    if len(raw) > MAX_BYTES:
        return "", [kinds.TE_GROOT.at(FilePlace(file), grens="1 MB")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        return "", [kinds.NIET_UTF8.at(FilePlace(file, line, error.start - before.rfind(b"\n")))]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, list(_hidden_characters(text, file))


def _hidden_characters(text: str, file: str) -> Iterator[Issue]:
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _HIDDEN.search(line):
            kind = kinds.TAB if found.group() == "\t" else kinds.STUURTEKEN
            yield kind.at(FilePlace(file, number, found.start() + 1), teken=_name(found.group()))


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"


def _walk(events: Iterator[Any], builder: _Builder) -> None:
    for event in events:
        match event:  # what there is most of comes first
            case yaml.ScalarEvent():
                builder.scalar(event)
            case yaml.DocumentStartEvent():
                if builder.has_root:
                    builder.note(kinds.MEER_DOCUMENTEN, builder.place(event))
                    return
                if event.version or event.tags:
                    builder.note(kinds.AANWIJZING, builder.place(event))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                if len(builder.stack) >= MAX_DEPTH:
                    builder.note(kinds.TE_DIEP, builder.place(event), grens=MAX_DEPTH)
                    return
                builder.open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                builder.stack.pop()
            case yaml.AliasEvent():
                builder.alias(event)


def _note_syntax(error: yaml.MarkedYAMLError, builder: _Builder) -> None:
    what, how = explain_problem(error.problem or "")
    mark = error.problem_mark or error.context_mark
    place = FilePlace(builder.file, mark.line + 1, mark.column + 1) if mark else FilePlace(builder.file)
    builder.issues.append(kinds.YAML_FOUT.at(place, wat=what, hoe=how))


def _check_root(builder: _Builder) -> None:
    if not builder.has_root or builder.root is None:
        builder.issues.append(kinds.LEEG_BESTAND.at(FilePlace(builder.file)))
    elif not isinstance(builder.root, dict):
        builder.issues.append(kinds.GEEN_SLEUTELS.at(FilePlace(builder.file, 1)))
