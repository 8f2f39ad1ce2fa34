"""Widths of our columns among those the user's sheet has: ranges that cover ours are split, nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

from buurtwijzer.reporting.injection.edits import Edit, append_inside, set_attribute
from buurtwijzer.reporting.injection.nodes import Node, XmlError, attribute_span, prefix


def width_edits(data: bytes, root: Node, widths: Mapping[int, float]) -> Iterator[Edit]:
    """Give the edits that set widths.

    Args:
        data: The sheet.
        root: Its elements, three levels deep.
        widths: Width in characters by column from 1; only columns that were free until now.
    """
    if not widths:
        return
    own = prefix(data, root)
    cols = root.first("cols")
    if cols is None:
        sheet_data = root.first("sheetData")
        if sheet_data is None:
            raise XmlError
        text = "".join(_col(own, column, widths[column]) for column in sorted(widths))
        yield Edit(sheet_data.start, sheet_data.start, f"<{own}cols>{text}</{own}cols>".encode())
        return
    waiting = sorted(widths)
    for node in cols.all("col"):
        first, last = node.number("min"), node.number("max")
        before = [column for column in waiting if column < first]
        inside = [column for column in waiting if first <= column <= last]
        waiting = [column for column in waiting if column > last]
        if before:
            yield Edit(node.start, node.start, _cols(own, before, widths))
        if inside:
            yield from _split(data, node, inside, widths, own)
    if waiting:
        yield append_inside(data, cols, _cols(own, waiting, widths))


def _split(data: bytes, node: Node, ours: list[int], widths: Mapping[int, float], own: str) -> Iterator[Edit]:
    """Keep the element for the user's first columns in its range, and repeat it for those further on."""
    first, last = node.number("min"), node.number("max")
    rest = _ranges(first, last, ours)
    if not rest:
        shown = set_attribute(data, node, "hidden", "0")
        if shown is not None:
            yield shown
        return
    style = node.attributes.get("style")
    pieces = [(column, column, _col(own, column, widths[column], style).encode()) for column in ours]
    pieces += [(start, end, _with_range(data, node, start, end)) for start, end in rest]
    yield Edit(node.start, node.end, b"".join(text for _, _, text in sorted(pieces)))


def _ranges(first: int, last: int, ours: list[int]) -> list[tuple[int, int]]:
    found, start = [], first
    for column in (*ours, last + 1):
        if start < column:
            found.append((start, column - 1))
        start = column + 1
    return found


def _with_range(data: bytes, node: Node, first: int, last: int) -> bytes:
    text = data[node.start : node.end]
    spans = [(attribute_span(data, node, name), value) for name, value in (("min", first), ("max", last))]
    for span, value in sorted(spans, key=lambda item: -(item[0] or (0, 0))[0]):
        if span is None:
            raise XmlError
        text = text[: span[0] - node.start] + str(value).encode() + text[span[1] - node.start :]
    return text


def _cols(own: str, columns: list[int], widths: Mapping[int, float]) -> bytes:
    return "".join(_col(own, column, widths[column]) for column in columns).encode()


def _col(own: str, column: int, width: float, style: str | None = None) -> str:
    kept = "" if style is None else f" style={quoteattr(style)}"
    return f'<{own}col min="{column}" max="{column}" width="{width:g}"{kept} customWidth="1"/>'
