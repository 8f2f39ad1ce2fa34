"""Changing one entry in the text of a rule and leaving every other character as it was.

New text is taken over from another version of the rule, so its own layout and comments come along. What cannot be
done by touching one entry is refused with `CannotEditError`; the caller then leaves the choice to a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from buurtwijzer.rulebook.strict_yaml import YamlFile, YamlPath, parse_yaml
from buurtwijzer.rulebook.yaml_spans import Span, find_spans

_BOM = "\ufeff"


class CannotEditError(Exception):
    """This change would touch more than one entry."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters from `begin` up to `eind`."""

    begin: int
    eind: int
    tekst: str


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One version of a rule: text with line feeds only, what it says, and where.

    Attributes:
        file: Its name for messages.
        text: The text, without byte order mark.
        source: Data and places of the strict reader.
        spans: Place of every entry.
        line_end: Line ends of the file it came from.
        has_bom: Whether that file began with a byte order mark.
    """

    file: str
    text: str
    source: YamlFile
    spans: dict[YamlPath, Span]
    line_end: str
    has_bom: bool

    @classmethod
    def read(cls, raw: bytes, file: str) -> Self | None:
        """Read a rule; None when the strict reader does not accept it or its line ends are mixed."""
        source = parse_yaml(raw, file)
        if source.issues:
            return None
        text = raw.decode("utf-8")
        line_end = "\r\n" if "\r\n" in text else "\n"
        plain = text.removeprefix(_BOM).replace("\r\n", "\n")
        if "\r" in plain or (line_end == "\r\n" and text.count("\n") != text.count("\r\n")):
            return None
        return cls(file, plain, source, find_spans(plain), line_end, text.startswith(_BOM))

    def data(self) -> dict[str, Any]:
        """Give the keys and values."""
        return self.source.data

    def with_edits(self, edits: Iterable[Edit]) -> bytes:
        """Give the bytes of the file after some edits.

        Raises:
            CannotEditError: Two edits touch the same characters.
        """
        ordered = sorted(enumerate(edits), key=lambda pair: (pair[1].begin, pair[1].eind, pair[0]))
        text, last = self.text, len(self.text) + 1
        for _, edit in reversed(ordered):
            if edit.eind > last:
                raise CannotEditError
            text, last = text[: edit.begin] + edit.tekst + text[edit.eind :], edit.begin
        return ((_BOM if self.has_bom else "") + text.replace("\n", self.line_end)).encode()


def replace_value(mine: Document, path: YamlPath, new: Document, new_path: YamlPath) -> Edit:
    """Put the value of one version in the place of another's.

    Raises:
        CannotEditError: A comment would be lost or become part of the new text, or braces are in the way.
    """
    old, fresh = mine.spans[path], new.spans[new_path]
    if old.is_blok or fresh.is_blok:
        if old.in_haken or fresh.in_haken:
            raise CannotEditError
        begin, text = old.na_merk, new.text[fresh.na_merk : fresh.eind]
    else:
        begin, text = old.waarde, new.text[fresh.waarde : fresh.eind]
        if begin == old.na_merk and text:
            text = f" {text}"
    if _has_comment(mine, begin, old.eind):
        raise CannotEditError
    if "\n" in text and mine.text[old.eind : _line_end(mine.text, old.eind)].strip():
        raise CannotEditError
    return Edit(begin, old.eind, _shifted(text, old.kolom - fresh.kolom))


def insert_entry(mine: Document, neighbour: YamlPath, new: Document, new_path: YamlPath, *, after: bool) -> Edit:
    """Put an entry of one version after (or before) an entry of another.

    Raises:
        CannotEditError: One of the two stands between braces.
    """
    beside, fresh = mine.spans[neighbour], new.spans[new_path]
    if beside.in_haken or fresh.in_haken:
        raise CannotEditError
    text = _shifted(new.text[fresh.begin : fresh.eind], beside.kolom - fresh.kolom)
    indent = "\n" + " " * beside.kolom
    if after:
        end = _line_end(mine.text, beside.eind)
        return Edit(end, end, indent + text)
    return Edit(beside.begin, beside.begin, text + indent)


def delete_entry(mine: Document, path: YamlPath) -> Edit:
    """Take the lines of an entry out.

    Raises:
        CannotEditError: It shares its first line with something else, stands between braces, or holds a comment.
    """
    span = mine.spans[path]
    start, end = mine.text.rfind("\n", 0, span.begin), _line_end(mine.text, span.eind)
    if span.in_haken or start < 0 or mine.text[start : span.begin].strip() or _has_comment(mine, start, end):
        raise CannotEditError
    return Edit(start, end, "")


def _has_comment(document: Document, begin: int, end: int) -> bool:
    """Tell whether someone wrote a comment there: a hash that is not inside a value."""
    values = [(s.waarde, s.eind) for s in document.spans.values() if not s.is_blok and begin <= s.waarde <= end]
    marks = (at for at in range(begin, end) if document.text[at] == "#")
    return any(not any(start <= at < stop for start, stop in values) for at in marks)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _shifted(text: str, columns: int) -> str:
    """Move every line but the first to the right, or as far to the left as there are spaces."""
    first, *rest = text.split("\n")
    if columns > 0:
        rest = [" " * columns + line if line.strip() else line for line in rest]
    elif columns < 0:
        rest = [line[min(-columns, len(line) - len(line.lstrip(" "))) :] for line in rest]
    return "\n".join([first, *rest])
