"""The part with formats: what we need is looked up in it, and added at the end of its lists when it is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import quoteattr

from buurtwijzer.reporting.injection.edits import Edit, append_inside, set_attribute
from buurtwijzer.reporting.injection.nodes import Node, parse_nodes, prefix

EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""A part for a workbook that has none: only what Excel itself takes for granted."""

_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_FIRST = {
    "fonts": (b"<font/>",),
    "fills": (b'<fill><patternFill patternType="none"/></fill>', b'<fill><patternFill patternType="gray125"/></fill>'),
    "borders": (b"<border/>",),
    "cellXfs": (b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
}
_BUILT_IN = {"General": 0, "0": 1, "0.00": 2, "#,##0": 3, "0%": 9, "@": 49}
_FIRST_OWN = 164
_TAG = re.compile(
    rb"""<(/?)(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/?)>|([^<]+)""",
)
_ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ALIGNMENT = re.compile(rb"<(?:[\w.-]+:)?alignment(\s[^<>]*)>")
_PLACES = (
    ("horizontal", ("left", "center", "right")),
    ("vertical", ("top", "center", "bottom")),
    ("wrapText", ("1", "true")),
)
_FANCY = re.compile(rb"<(?:[\w.-]+:)?(?:u|strike|vertAlign|outline|shadow|condense|extend)[\s/>]")
_REFERS = ("numFmtId", "fontId", "fillId", "borderId", "xfId")
_Key = tuple[object, ...]


class StyleSheet:
    """The formats of a workbook; asking for one adds it when needed."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._root = parse_nodes(data, 3)
        self._lists = {name: self._root.first(name) for name in _ORDER}
        self._known: dict[str, dict[_Key, int]] = {}
        self._size: dict[str, int] = {}
        self._added: dict[str, list[bytes]] = {name: [] for name in _ORDER}
        self._formats = {
            node.attributes.get("formatCode", ""): node.number("numFmtId") for node in self._children("numFmts")
        }
        for name in _ORDER[1:]:
            found = [_key(data[node.start : node.end]) for node in self._children(name)]
            self._size[name] = len(found)
            self._known[name] = {key: number for number, key in reversed(list(enumerate(found)))}
            if not found:
                for first in _FIRST.get(name, ()):
                    self._add(name, first)

    def plain(self, code: str) -> int:
        """Give the number of the workbook's own plain format with another number format.

        Args:
            code: Number format as English Excel writes it.
        """
        base = self._plain_parts()
        refers = "".join(f" {name}={quoteattr(base[name])}" for name in _REFERS[1:] if name in base)
        return self._index(
            "cellXfs", f'<xf numFmtId="{self._number_format(code)}"{refers} applyNumberFormat="1"/>'.encode()
        )

    def over(self, base: int, code: str) -> int:
        """Give the number of a format of the workbook with another number format; all else of it stays.

        Args:
            base: Number of the format.
            code: Number format as English Excel writes it.
        """
        formats = self._children("cellXfs")
        if not 0 < base < len(formats):
            return self.plain(code)
        own = prefix(self._data, self._root).encode()
        xml = re.sub(rb"(</?)" + own, rb"\1", self._data[formats[base].start : formats[base].end])
        for name, value in ((b"applyNumberFormat", b"1"), (b"numFmtId", b"%d" % self._number_format(code))):
            said = re.compile(rb"""(\s""" + name + rb"""\s*=\s*)(?:"[^"]*"|'[^']*')""")
            xml, times = said.subn(rb'\1"' + value + b'"', xml, count=1)
            if not times:
                xml = xml.replace(b"<xf", b'<xf %s="%s"' % (name, value), 1)
        return self._index("cellXfs", xml)

    def header(self, base: int) -> int:
        """Give the number of a format like that of a header of the user, with only what *Opruimen* can take away again.

        That is font, fill, and where the text stands; no border, no turned text, no underlining and no protection.

        Args:
            base: Number of the format of the header.
        """
        formats, plain = self._children("cellXfs"), self._plain_parts()
        if not 0 < base < len(formats):
            return base
        said, xml = formats[base].attributes, self._data[formats[base].start : formats[base].end]
        refers = {name: said.get(name, "0") for name in _REFERS[:3]}
        refers |= {name: plain[name] for name in _REFERS[3:] if name in plain}
        if self._is_fancy(refers["fontId"]):
            refers["fontId"] = plain.get("fontId", "0")
        found = _ALIGNMENT.search(xml)
        places = {k.decode(): a or b for k, a, b in _ATTRIBUTE.findall(found.group(1) if found else b"")}
        kept = "".join(
            f' {name}="{word}"' for name, known in _PLACES if (word := places.get(name, b"").decode()) in known
        )
        inside = f' applyAlignment="1"><alignment{kept}/></xf>' if kept else "/>"
        told = "".join(f" {name}={quoteattr(value)}" for name, value in refers.items())
        applied = ' applyNumberFormat="1" applyFill="1"'
        if refers["fontId"] != plain.get("fontId", "0"):
            applied += ' applyFont="1"'
        return self._index("cellXfs", f"<xf{told}{applied}{inside}".encode())

    def _is_fancy(self, font: str) -> bool:
        fonts = self._children("fonts")
        node = fonts[int(font)] if font.isdecimal() and int(font) < len(fonts) else None
        return node is not None and _FANCY.search(self._data, node.start, node.end) is not None

    def looks(self, number: int) -> tuple[object, ...]:
        """Give what can be seen of an empty cell with a format: its fill, and the number format that waits in it."""
        formats, fills = self._children("cellXfs"), self._children("fills")
        if not number < len(formats):
            return ("0", None)
        said = formats[number].attributes
        fill = said.get("fillId", "0")
        node = fills[int(fill)] if fill.isdecimal() and int(fill) < len(fills) else None
        return said.get("numFmtId", "0"), None if node is None else _key(self._data[node.start : node.end])

    def adopt(self, other: bytes, wanted: Iterable[int]) -> Mapping[int, int]:
        """Take over formats of a workbook of ours.

        Args:
            other: Its part with formats.
            wanted: Numbers of the formats that are used.

        Returns:
            By its number there the number here.
        """
        theirs = StyleSheet(other)
        formats = theirs._children("cellXfs")
        return {number: self._adopt(theirs, formats[number]) for number in sorted({*wanted})}

    def result(self) -> tuple[Edit, ...]:
        """Give the edits of the part."""
        return tuple(self._edits())

    def _adopt(self, theirs: StyleSheet, node: Node) -> int:
        codes = {number: code for code, number in theirs._formats.items()}
        number = int(node.attributes["numFmtId"])
        refers = {"numFmtId": str(self._number_format(codes[number])) if number in codes else str(number)}
        for name, attribute in (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId")):
            part = theirs._children(name)[int(node.attributes[attribute])]
            refers[attribute] = str(self._index(name, theirs._data[part.start : part.end]))
        xml = theirs._data[node.start : node.end]
        if "xfId" not in self._plain_parts():
            xml = re.sub(rb'\sxfId="\d+"', b"", xml)
        for name, value in refers.items():
            xml = re.sub(rf'\s{name}="\d+"'.encode(), f' {name}="{value}"'.encode(), xml, count=1)
        return self._index("cellXfs", xml)

    def _plain_parts(self) -> dict[str, str]:
        formats = self._children("cellXfs")
        known = formats[0].attributes if formats else {"fontId": "0", "fillId": "0", "borderId": "0"}
        return {name: known[name] for name in _REFERS if name in known}

    def _number_format(self, code: str) -> int:
        if code in _BUILT_IN:
            return _BUILT_IN[code]
        if code not in self._formats:
            self._formats[code] = max(_FIRST_OWN - 1, *self._formats.values(), 0) + 1
            self._added["numFmts"].append(
                f'<numFmt numFmtId="{self._formats[code]}" formatCode={quoteattr(code)}/>'.encode()
            )
        return self._formats[code]

    def _index(self, name: str, xml: bytes) -> int:
        known = self._known[name].get(_key(xml))
        return self._add(name, xml) if known is None else known

    def _add(self, name: str, xml: bytes) -> int:
        number = self._size[name] + len(self._added[name])
        self._added[name].append(xml)
        self._known[name].setdefault(_key(xml), number)
        return number

    def _children(self, name: str) -> list[Node]:
        node = self._lists[name]
        return [] if node is None else node.children

    def _edits(self) -> Iterator[Edit]:
        own = prefix(self._data, self._root).encode()
        at = self._root.inner
        for name in _ORDER:
            node, added = self._lists[name], self._added[name]
            if added:
                text = re.sub(rb"<(/?)(?=[A-Za-z])", rb"<\1" + own, b"".join(added))
                yield from (
                    self._existing(node, text, len(added))
                    if node is not None
                    else self._new(name, at, text, len(added), own)
                )
            at = node.end if node is not None else at

    def _existing(self, node: Node, text: bytes, more: int) -> Iterator[Edit]:
        count = set_attribute(self._data, node, "count", str(len(node.children) + more))
        if count is not None:
            yield count
        yield append_inside(self._data, node, text)

    def _new(self, name: str, at: int, text: bytes, size: int, own: bytes) -> Iterator[Edit]:
        tag = own + name.encode()
        yield Edit(at, at, b'<%s count="%d">%s</%s>' % (tag, size, text, tag))


def _key(xml: bytes) -> _Key:
    """Give what an element says, however it is written: names without prefix, attributes in order."""
    found: list[object] = []
    for closes, name, attributes, at_once, text in _TAG.findall(xml):
        if closes:
            found.append(None)
        elif name:
            found.append((name, frozenset((k, a or b) for k, a, b in _ATTRIBUTE.findall(attributes))))
            if at_once:
                found.append(None)
        elif text.strip():
            found.append(text)
    return tuple(found)
