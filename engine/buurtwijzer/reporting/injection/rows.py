"""The rows and cells of a sheet with the bytes they stand on.

A sheet of all the Netherlands has millions of cells. In the common form (``<row r="..."`` and ``<c r="..."``, as Excel,
LibreOffice, openpyxl and XlsxWriter write it) rows are found as bytes and cells only where they are needed; any other
form goes through an XML parser, slower but just as exact.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from xml.parsers import expat

from buurtwijzer.core.places import column_letters
from buurtwijzer.data.files.sheet_scan import column_number
from buurtwijzer.reporting.injection.nodes import Node, XmlError, tag_end

_ROW = re.compile(rb'<row((?:\s+[\w:.-]+="[^"<]*")*)\s*(/?)>')
_NUMBER = re.compile(rb'\sr="(\d{1,7})"')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d+)")?([^<>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?(?:v|is)[\s>]")


class CellAt(NamedTuple):
    """A cell; its column from 0.

    Attributes:
        kolom: Its column.
        start: Where it begins.
        end: Where it ends.
        stijl: Number of its format; None when it has none.
        gevuld: Whether it holds a value, a text or a formula.
        formule: Whether it holds a formula.
    """

    kolom: int
    start: int
    end: int
    stijl: str | None
    gevuld: bool
    formule: bool


@dataclass(frozen=True, slots=True)
class RowAt:
    """A row; its number from 0. `inner` and `close` are where its content begins and ends, as in `Node`."""

    rij: int
    start: int
    inner: int
    close: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The rows of a sheet in order.

    Attributes:
        data: The sheet.
        rijen: Its rows.
        cellen: Per row its cells, for a sheet that was followed by a parser; None for the common form.
    """

    data: bytes
    rijen: tuple[RowAt, ...]
    cellen: dict[int, list[CellAt]] | None

    def cells_from(self, row: RowAt, first: int) -> list[CellAt]:
        """Give the cells of a row from a column on, in order.

        Raises:
            XmlError: A cell in the common form stands in another row than it says.
        """
        if self.cellen is not None:
            return [cell for cell in self.cellen.get(row.rij, ()) if cell.kolom >= first]
        start = self.data.find(f'<c r="{column_letters(first + 1)}{row.rij + 1}"'.encode(), row.inner, row.close)
        if start < 0:
            start = self._first_from(row, first)
        return [_common_cell(found, row.rij) for found in _CELL.finditer(self.data, start, row.close)]

    def _first_from(self, row: RowAt, first: int) -> int:
        start, at = row.close, row.close
        while (at := self.data.rfind(b"<c ", row.inner, at)) >= 0:
            found = _CELL.match(self.data, at)
            if found is None or _common_cell(found, row.rij).kolom < first:
                return start
            start = at
        return start

    def after(self, rij: int) -> RowAt | None:
        """Give the first row from that number on."""
        at = bisect_left(self.rijen, rij, key=lambda row: row.rij)
        return self.rijen[at] if at < len(self.rijen) else None


def common_range(data: bytes) -> tuple[int, int] | None:
    """Give the range between ``<sheetData>`` and its end, of a sheet whose cells are in the common form.

    Returns:
        None when its rows are not, or when this range cannot be told from the bytes alone.
    """
    start, end = data.find(b"<sheetData>"), data.rfind(b"</sheetData>")
    if start < 0 or end < start or data.find(b":row", start, end) >= 0 or data.find(b"<?", start, end) >= 0:
        return None
    before = data[:start]
    return None if b"<!" in before or b"<sheetData" in before else (start + len(b"<sheetData>"), end)


def find_rows(data: bytes, sheet_data: Node, first: int, *, common: bool) -> Rows:
    """Find the rows of a sheet.

    Args:
        data: The sheet.
        sheet_data: Its element ``sheetData``.
        first: Column from 0 from which cells may be asked for.
        common: Whether it is in the common form, so far as was seen.

    Raises:
        XmlError: The rows do not follow each other.
    """
    found = _common_rows(data, sheet_data) if common else None
    rows = Rows(data, found, None) if found is not None else _parsed_rows(data, first)
    if any(later.rij <= earlier.rij for earlier, later in pairwise(rows.rijen)):
        raise XmlError
    return rows


def _common_rows(data: bytes, sheet_data: Node) -> tuple[RowAt, ...] | None:
    rows: list[RowAt] = []
    at, number = sheet_data.inner, -1
    while (at := data.find(b"<row", at, sheet_data.close)) >= 0:
        tag = _ROW.match(data, at, sheet_data.close)
        if tag is None:
            return None
        said = _NUMBER.search(tag.group(1))
        number = int(said.group(1)) - 1 if said else number + 1
        close = end = tag.end()
        if not tag.group(2):
            close = data.find(b"</row>", tag.end(), sheet_data.close)
            if close < 0 or data.find(b"<row", tag.end(), close) >= 0:
                return None
            end = close + len(b"</row>")
        rows.append(RowAt(number, at, tag.end(), close, end))
        at = end
    return tuple(rows)


def _common_cell(found: re.Match[bytes], rij: int) -> CellAt:
    letters, number, style, attributes, content = found.groups()
    if int(number) != rij + 1 or (content and b"<c " in content):
        raise XmlError
    if style is None and b"s" in attributes:
        later = _STYLE.search(attributes)
        style = later.group(1) if later else None
    formula = content is not None and b"<f" in content
    filled = formula or (content is not None and (b"<v" in content or b"<is" in content))
    return CellAt(_column(letters), *found.span(), None if style is None else style.decode(), filled, formula)


@cache
def _column(letters: bytes) -> int:
    return column_number(letters) - 1


def _parsed_rows(data: bytes, first: int) -> Rows:
    reader = _CellReader(data, first)
    try:
        reader.parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise XmlError from error
    return Rows(data, tuple(reader.rows), reader.cells)


class _CellReader:
    """Follows rows and cells through a parser, with the rules of the format for those without a number."""

    def __init__(self, data: bytes, first: int) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.rows: list[RowAt] = []
        self.cells: dict[int, list[CellAt]] = {}
        self._data, self._first = data, first
        self._level, self._in_rows = 0, False
        self._rij, self._kolom = -1, -1
        self._row_start, self._cell_start = 0, 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._level += 1
        if self._level == 2:
            self._in_rows = name.endswith(" sheetData")
        elif not self._in_rows or self._level > 4:
            return
        elif self._level == 3:
            self._row_start = self.parser.CurrentByteIndex
            self._rij = int(attributes["r"]) - 1 if "r" in attributes else self._rij + 1
            self._kolom = -1
        else:
            self._cell_start = self.parser.CurrentByteIndex
            self._kolom = self._place(attributes["r"]) if "r" in attributes else self._kolom + 1

    def _end(self, _name: str) -> None:
        self._level -= 1
        if not self._in_rows:
            return
        if self._level == 2:
            self.rows.append(RowAt(self._rij, self._row_start, *self._span(self._row_start)))
        elif self._level == 3 and self._kolom >= self._first:
            inner, close, end = self._span(self._cell_start)
            style = _STYLE.search(self._data, self._cell_start, inner)
            content = self._data[inner:close]
            formula = _FORMULA.search(content) is not None
            filled = formula or _VALUE.search(content) is not None
            number = style.group(1).decode() if style else None
            cell = CellAt(self._kolom, self._cell_start, end, number, filled, formula)
            self.cells.setdefault(self._rij, []).append(cell)

    def _place(self, reference: str) -> int:
        found = _REFERENCE.fullmatch(reference)
        if found is None or int(found.group(2)) != self._rij + 1:
            raise XmlError
        return column_number(found.group(1)) - 1

    def _span(self, start: int) -> tuple[int, int, int]:
        inner = tag_end(self._data, start)
        if self._data[inner - 2 : inner] == b"/>":
            return inner, inner, inner
        close = self.parser.CurrentByteIndex
        return inner, close, self._data.index(b">", close) + 1
