"""What floats over the cells of a sheet: charts, pictures, shapes and buttons, by the cells they lie on.

It is only looked at, to tell the user what lies over our columns; a drawing that cannot be followed is left out of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from itertools import accumulate

from buurtwijzer.reporting.injection.nodes import Node, XmlError, parse_nodes
from buurtwijzer.reporting.injection.opened import OwnFile
from buurtwijzer.reporting.injection.ranges import Rectangle

_DEPTH = 6
_PIXEL, _POINT = 9525, 12_700
_DEFAULT_WIDTH, _DEFAULT_HEIGHT = 9.14, 15.0
_COLUMNS = 16_384
_NOTE = b"Note"
_SHAPE = re.compile(rb'<(?:\w+:)?ClientData\s[^<>]*ObjectType="(\w+)"[^<>]*>(.*?)</(?:\w+:)?ClientData>', re.DOTALL)
_ANCHOR = re.compile(rb"<(?:\w+:)?Anchor>([\d\s,-]+)</")


def floating(file: OwnFile, blad: str) -> tuple[Rectangle, ...]:
    """Give the cells under everything that floats over a sheet, notes apart; from left to right.

    Raises:
        InputError: The sheet or what it refers to is damaged.
    """
    found: set[Rectangle] = set()
    for relation in file.sheet_relations(file.part(blad)).values():
        if relation.external or not file.container.has(relation.target):
            continue
        if relation.kind.endswith("/drawing"):
            found |= {*_drawn(file, blad, relation.target)}
        elif relation.kind.endswith("/vmlDrawing"):
            found |= {*_old_shapes(file.container.unpack(relation.target))}
    return tuple(sorted(found, key=lambda area: (area.links, area.boven, area.rechts, area.onder)))


def _drawn(file: OwnFile, blad: str, part: str) -> Iterator[Rectangle]:
    try:
        grid, root = _Grid(file.form(blad).root), parse_nodes(file.container.unpack(part), _DEPTH)
    except (XmlError, ValueError):
        return
    for anchor in _anchors(root):
        with suppress(ValueError):
            area = grid.under(anchor)
            if area is not None:
                yield area


def _anchors(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.naam in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"):
            yield child
        elif child.naam in ("AlternateContent", "Choice"):
            yield from _anchors(child)


class _Grid:
    """Where columns and rows begin, in the units of a drawing; a row is as high as most are."""

    def __init__(self, root: Node) -> None:
        form, cols = root.first("sheetFormatPr"), root.first("cols")
        said = form.attributes if form is not None else {}
        width = float(said.get("defaultColWidth", _DEFAULT_WIDTH))
        self._height = max(1.0, float(said.get("defaultRowHeight", _DEFAULT_HEIGHT)) * _POINT)
        widths = [_emu(width)] * _COLUMNS
        for node in cols.all("col") if cols is not None else ():
            is_hidden = node.attributes.get("hidden", "0") in ("1", "true")
            own = 0.0 if is_hidden else _emu(float(node.attributes.get("width", width)))
            first, last = node.number("min") - 1, min(node.number("max"), _COLUMNS)
            widths[first:last] = [own] * (last - first)
        self._starts = [0.0, *accumulate(widths)]

    def under(self, anchor: Node) -> Rectangle | None:
        start, end, size = anchor.first("from"), anchor.first("to"), anchor.first("ext")
        if start is not None and end is not None:
            (row, column), (last_row, last_column) = _corner(start), _corner(end)
            last_row -= _is_on_edge(end, "rowOff")
            last_column -= _is_on_edge(end, "colOff")
            return Rectangle(row, column, max(row, last_row), max(column, last_column))
        if size is None:
            return None
        left, top = self._corner_of(anchor, start)
        column, last_column = self._column(left), self._column(left + float(size.attributes.get("cx", 0)) - 1)
        bottom = top + float(size.attributes.get("cy", 0)) - 1
        return Rectangle(int(top // self._height), column, int(max(top, bottom) // self._height), last_column)

    def _corner_of(self, anchor: Node, start: Node | None) -> tuple[float, float]:
        if start is None:
            place = anchor.first("pos")
            said = place.attributes if place is not None else {}
            return float(said.get("x", 0)), float(said.get("y", 0))
        row, column = _corner(start)
        return self._starts[column] + _number(start, "colOff"), row * self._height + _number(start, "rowOff")

    def _column(self, at: float) -> int:
        return max(0, min(bisect_right(self._starts, at), _COLUMNS) - 1)


def _emu(width: float) -> float:
    return round(width * 7) * float(_PIXEL)


def _corner(node: Node) -> tuple[int, int]:
    return _number(node, "row"), min(_number(node, "col"), _COLUMNS - 1)


def _is_on_edge(node: Node, naam: str) -> bool:
    return _number(node, naam) <= 0


def _number(node: Node, naam: str) -> int:
    child = node.first(naam)
    return int(child.text) if child is not None else 0


def _old_shapes(data: bytes) -> Iterator[Rectangle]:
    """Give the cells under buttons and the like, which Excel keeps in a form of its own beside notes."""
    for found in _SHAPE.finditer(data):
        anchor = _ANCHOR.search(found.group(2)) if found.group(1) != _NOTE else None
        numbers = [int(number) for number in anchor.group(1).split(b",")] if anchor else []
        if len(numbers) == 8:
            left, _, top, _, right, _, bottom, _ = numbers
            yield Rectangle(top, left, bottom, right)
