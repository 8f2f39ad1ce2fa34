"""Edits of a part: bytes put in at a place, or in the place of others. What is not named stays, to the byte."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from buurtwijzer.reporting.injection.nodes import Node, XmlError, attribute_span, prefix


@dataclass(frozen=True, slots=True)
class Edit:
    """New bytes for those from `start` up to `end`; an insertion when these are the same."""

    start: int
    end: int
    text: bytes


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Make the edits; those at the same place in the order in which they are given.

    Raises:
        ValueError: Two edits are about the same bytes.
    """
    pieces: list[bytes | memoryview] = []
    view, at = memoryview(data), 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < at:
            raise ValueError("twee bewerkingen op dezelfde plaats")
        pieces += (view[at : edit.start], edit.text)
        at = edit.end
    return b"".join((*pieces, view[at:]))


def set_attribute(data: bytes, node: Node, naam: str, value: str) -> Edit | None:
    """Give the edit that gives an attribute another value; None when the element does not have it or has it already."""
    span = attribute_span(data, node, naam)
    text = escape(value, {'"': "&quot;", "'": "&apos;"}).encode()
    return None if span is None or data[span[0] : span[1]] == text else Edit(*span, text)


def append_inside(data: bytes, node: Node, text: bytes) -> Edit:
    """Give the edit that puts bytes at the end of an element, also when it is written as ``<a/>``."""
    if not node.is_closed_at_once:
        return Edit(node.close, node.close, text)
    end_tag = f"</{prefix(data, node)}{node.naam}>".encode()
    if data[node.inner - 2 : node.inner] != b"/>":
        raise XmlError
    return Edit(node.inner - 2, node.inner, b">" + text + end_tag)
