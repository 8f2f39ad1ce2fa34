"""Elements of an XML part with the exact bytes they stand on, so that an edit can leave all other bytes alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

_TAG = re.compile(rb"""<[^\s<>/"'=]+(?:\s+[^\s<>/"'=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*/?>""")
_ATTRIBUTE = re.compile(rb"""\s([^\s<>/"'=]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_SEPARATOR = " "


class XmlError(Exception):
    """The part is no well-formed XML, or is written in a way that cannot be followed to the byte."""


@dataclass(slots=True)
class Node:
    """An element.

    Attributes:
        uri: Its namespace.
        naam: Its name without prefix.
        attributes: By name; with namespace and a space before it when the attribute has one.
        start: Where its start tag begins.
        inner: Where its start tag ends.
        close: Where its end tag begins; `inner` when it has none.
        end: Where it ends.
        text: The text directly inside it.
        children: Elements directly inside it.
    """

    uri: str
    naam: str
    attributes: dict[str, str]
    start: int
    inner: int
    close: int = 0
    end: int = 0
    text: str = ""
    children: list[Node] = field(default_factory=list)

    @property
    def is_closed_at_once(self) -> bool:
        """Tell whether it is written as ``<a/>``."""
        return self.end == self.inner

    def all(self, naam: str) -> Iterator[Node]:
        """Give the children of that name in its own namespace."""
        return (child for child in self.children if child.naam == naam and child.uri == self.uri)

    def number(self, naam: str, default: str = "") -> int:
        """Give an attribute as a whole number.

        Raises:
            XmlError: It is none.
        """
        text = self.attributes.get(naam, default)
        if not (text.isascii() and text.isdecimal()):
            raise XmlError
        return int(text)

    def first(self, naam: str) -> Node | None:
        """Give the first child of that name in its own namespace."""
        return next(self.all(naam), None)


def parse_nodes(data: bytes, depth: int, skip: tuple[int, int] | None = None) -> Node:
    """Follow a part to its bytes.

    Args:
        data: The part, as UTF-8 with or without a mark at its start.
        depth: How many levels of elements are kept; 1 is only the root.
        skip: Range that is not looked at; it must hold whole elements.

    Returns:
        The root.

    Raises:
        XmlError: The part cannot be followed.
    """
    reader = _Reader(data, depth)
    start, end = skip or (len(data), len(data))
    view = memoryview(data)
    try:
        reader.read(view[:start])
        reader.skipped = end - start
        reader.read(view[end:], last=True)
    except expat.ExpatError as error:
        raise XmlError from error
    return reader.root()


def check_well_formed(data: bytes) -> None:
    """Check a part of which not every element is looked at.

    Raises:
        XmlError: It is damaged.
    """
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError as error:
        raise XmlError from error


class _Reader:
    def __init__(self, data: bytes, depth: int) -> None:
        self._data, self._depth, self._level = data, depth, 0
        self._open: list[Node] = []
        self._root: Node | None = None
        self._parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self.skipped = 0

    def read(self, piece: memoryview, *, last: bool = False) -> None:
        self._parser.Parse(piece, last)

    def root(self) -> Node:
        if self._root is None or self._open:
            raise XmlError
        return self._root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._level += 1
        if self._level > self._depth:
            return
        at = self._parser.CurrentByteIndex + self.skipped
        uri, _, bare = name.rpartition(_SEPARATOR)
        node = Node(uri, bare, attributes, at, tag_end(self._data, at))
        if self._open:
            self._open[-1].children.append(node)
        elif self._root is None:
            self._root = node
        self._open.append(node)

    def _end(self, _name: str) -> None:
        self._level -= 1
        if self._level >= self._depth:
            return
        node, at = self._open.pop(), self._parser.CurrentByteIndex + self.skipped
        if self._data[node.inner - 2 : node.inner] == b"/>":
            node.close = node.end = node.inner
        else:
            node.close, node.end = at, self._data.index(b">", at) + 1

    def _text(self, text: str) -> None:
        if self._open and self._level == len(self._open):
            self._open[-1].text += text


def tag_end(data: bytes, start: int) -> int:
    """Give where a start tag ends.

    Raises:
        XmlError: There is no tag there.
    """
    found = _TAG.match(data, start)
    if found is None:
        raise XmlError
    return found.end()


def attribute_span(data: bytes, node: Node, naam: str) -> tuple[int, int] | None:
    """Give where the value of an attribute stands, without its quotes; None when the element has none of that name."""
    for found in _ATTRIBUTE.finditer(data, node.start, node.inner):
        if found.group(1) == naam.encode():
            return found.span(2) if found.group(2) is not None else found.span(3)
    return None


def prefix(data: bytes, node: Node) -> str:
    """Give what stands before the name of an element: ``x:``, or nothing."""
    name = re.match(rb"<([^\s<>/]+)", data[node.start : node.inner])
    before, colon, _ = (name.group(1) if name else b"").rpartition(b":")
    return (before + colon).decode()
