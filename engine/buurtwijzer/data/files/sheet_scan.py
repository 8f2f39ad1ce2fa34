"""What a sheet will cost and hide, seen before the reader opens it: extent, addresses, error cells, empty formulas.

A reader allocates the whole rectangle between the first and the last cell, so one far cell can end the process. The
common form (every cell ``<c r="..."``, as Excel, LibreOffice, openpyxl and XlsxWriter write it) is scanned as bytes
with numpy, exact and without an object per cell; any other form goes through an XML parser, slower but just as exact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

import numpy as np
import numpy.typing as npt

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_BLOCK = 4 * 1024 * 1024
_TAIL = 24

_Bytes = npt.NDArray[np.uint8]
_Ints = npt.NDArray[np.int64]

_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"([^<>]*)>\s*<f(?:\s[^<>]*)?(?:/>|>[^<]*</f\s*>)\s*'
    rb"(<v\s*/>|<v[^<>]*>\s*</v\s*>)?\s*</c\s*>"
)
_CELL_START = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
# Only what is certainly empty: a ">" may stand inside an attribute.
_EMPTY = re.compile(rb'<c r="[A-Z]{1,3}\d{1,7}"(?:\s+[\w:.-]+="[^"<]*")*\s*(?:/>|>\s*</c\s*>)')
_DIMENSION = re.compile(rb'(<dimension\s[^<>]*?ref\s*=\s*)(?:"[^"<>]*"|\'[^\'<>]*\')')
_EXTENT = re.compile(rb'<dimension ref="(?:[A-Z]{1,3}[0-9]{1,7}:)?([A-Z]{1,3})([0-9]{1,7})"/>')
# What a sheet says about itself stands before its cells.
_HEAD = 65_536
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


class AddressError(Exception):
    """Cells stand at addresses that do not exist, are double or are out of order."""


@dataclass(slots=True)
class SheetScan:
    """What was seen in a sheet.

    Attributes:
        cellen: Number of cells.
        teksten: Number of cells that point into the shared texts.
        rij: Last row with a cell, 1-based.
        kolom: Last column with a cell, 1-based.
        foutcellen: (row, column) of cells with an Excel error.
        lege_formules: (row, column) of formulas without a stored value.
        gewoon: Whether it is written in the common form.
        formules: Whether it holds formulas.
    """

    cellen: int = 0
    teksten: int = 0
    rij: int = 0
    kolom: int = 0
    foutcellen: list[tuple[int, int]] = field(default_factory=list)
    lege_formules: list[tuple[int, int]] = field(default_factory=list)
    gewoon: bool = False
    formules: bool = False


def column_number(letters: str | bytes) -> int:
    """Give the 1-based number of column letters.

    Example:
        >>> column_number("A"), column_number("AB"), column_number(b"XFD")
        (1, 28, 16384)
    """
    number = 0
    for value in letters.encode() if isinstance(letters, str) else letters:
        number = number * 26 + value - 64
    return number


def without_extent(data: bytes) -> bytes:
    """Take out of a sheet how far it says to reach: only its cells tell, and a program may count empty rows in it."""
    return _DIMENSION.sub(rb'\1"A1"', data[:_HEAD], count=1) + data[_HEAD:]


def told_extent(data: bytes) -> tuple[int, int] | None:
    """Give the last row and column a sheet says to reach; None when it does not say so in the common form.

    Example:
        >>> told_extent(b'<worksheet><dimension ref="A1:AB12"/>'), told_extent(b"<worksheet>")
        ((12, 28), None)
    """
    found = _EXTENT.search(data, 0, _HEAD)
    return None if found is None else (int(found.group(2)), column_number(found.group(1)))


def scan_sheet(data: bytes) -> SheetScan:
    """Scan the XML of a worksheet.

    Raises:
        AddressError: An address cannot be.
        ExpatError: An uncommon sheet is not well-formed.
    """
    return _scan_bytes(data) or _scan_xml(data)


def filled_extent(data: bytes) -> tuple[int, int]:
    """Give the last row and column of cells that are not just formatting; only for sheets in the common form."""
    rows, columns = 0, 0
    for found in _CELL_START.finditer(data):
        if _EMPTY.match(data, found.start()):
            continue
        rows = max(rows, int(found.group(2)))
        columns = max(columns, column_number(found.group(1)))
    return rows, columns


def _scan_bytes(data: bytes) -> SheetScan | None:
    """Scan the common form; None when something in it is written otherwise."""
    scan = SheetScan(teksten=data.count(b'"s"'), gewoon=True)
    whole = np.frombuffer(data, dtype=np.uint8)
    last = np.int64(0)
    has_formulas = False
    for start in range(0, len(data), _BLOCK):
        size = min(_BLOCK, len(data) - start)
        array = _block(whole, start, size)
        if _is_uncommon(array, size):
            return None
        opens = np.flatnonzero(array[:size] == ord("<"))
        first = array[opens + 1]
        has_formulas = has_formulas or bool((first == ord("f")).any())
        if (first == ord("!")).any():
            return None
        cells = opens[first == ord("c")]
        cells = cells[_is_separator(array[cells + 2])]
        decoded = _addresses(array, cells)
        if decoded is None:
            return None
        last = _count(scan, *decoded, last)
    _find_errors(data, scan)
    scan.formules = has_formulas
    if has_formulas:
        _find_formulas(data, scan)
    return scan


def _count(scan: SheetScan, rows: _Ints, columns: _Ints, last: np.int64) -> np.int64:
    if not len(rows):
        return last
    # One number that must rise from cell to cell: rows in order, and columns in order inside a row.
    order = rows * (MAX_COLUMN + 1) + columns
    if order[0] <= last or not np.all(np.diff(order) > 0) or columns.max() > MAX_COLUMN or rows.max() > MAX_ROW:
        raise AddressError
    scan.cellen += len(rows)
    scan.rij = int(rows[-1])
    scan.kolom = max(scan.kolom, int(columns.max()))
    return np.int64(order[-1])


def _is_separator(values: _Bytes) -> npt.NDArray[np.bool_]:
    separators: npt.NDArray[np.bool_] = (values <= ord(" ")) | (values == ord(">")) | (values == ord("/"))
    return separators


def _block(whole: _Bytes, start: int, size: int) -> _Bytes:
    """Give a block and what follows it, so that a cell that begins in it can be read; zeros follow the end."""
    block = whole[start : start + size + _TAIL]
    short = size + _TAIL - len(block)
    return np.concatenate([block, np.zeros(short, dtype=np.uint8)]) if short else block


def _is_uncommon(array: _Bytes, size: int) -> bool:
    """Tell whether cells have a prefix (``:c``) or a type in single quotes."""
    colons = np.flatnonzero(array[:size] == ord(":"))
    if ((array[colons + 1] == ord("c")) & _is_separator(array[colons + 2])).any():
        return True
    quotes = np.flatnonzero(array[:size] == ord("'"))
    kinds = array[quotes + 1]
    return bool((((kinds == ord("e")) | (kinds == ord("s"))) & (array[quotes + 2] == ord("'"))).any())


def _addresses(array: _Bytes, cells: _Ints) -> tuple[_Ints, _Ints] | None:
    """Decode ``<c r="AB12"`` at every position into rows and columns; None when one is written otherwise."""
    for offset, char in enumerate(b' r="', start=2):
        if not np.all(array[cells + offset] == char):
            return None
    columns = np.zeros(len(cells), dtype=np.int64)
    at = cells + 6
    for _ in range(3):
        letters = array[at]
        is_letter = (letters >= ord("A")) & (letters <= ord("Z"))
        columns = np.where(is_letter, columns * 26 + letters - 64, columns)
        at = at + is_letter
    rows = np.zeros(len(cells), dtype=np.int64)
    for _ in range(7):
        digits = array[at] - np.uint8(48)
        is_digit = digits <= 9
        if not is_digit.any():
            break
        rows = np.where(is_digit, rows * 10 + digits, rows)
        at = at + is_digit
    sound = (array[at] == ord('"')) & (columns > 0) & (rows > 0)
    return (rows, columns) if bool(sound.all()) else None


def _find_errors(data: bytes, scan: SheetScan) -> None:
    at = data.find(b'"e"')
    while at >= 0:
        cell = _CELL_START.match(data, max(data.rfind(b"<c ", 0, at), 0))
        between = data[cell.end() : at] if cell else b">"
        if cell and b">" not in between and re.search(rb"\st\s*=\s*$", between):
            scan.foutcellen.append((int(cell.group(2)), column_number(cell.group(1))))
        at = data.find(b'"e"', at + 1)


def _find_formulas(data: bytes, scan: SheetScan) -> None:
    for found in _FORMULA.finditer(data):
        # A text formula may have "" as its result: an empty <v> is then a value.
        if not (b'"str"' in found.group(3) and found.group(4)):
            scan.lege_formules.append((int(found.group(2)), column_number(found.group(1))))


def _scan_xml(data: bytes) -> SheetScan:
    reader = _XmlReader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.Parse(data, True)
    return reader.scan


class _XmlReader:
    """Follows cells through an XML parser, with the rules of the format for cells and rows without address."""

    def __init__(self) -> None:
        self.scan = SheetScan()
        self._row = 0
        self._column = 0
        self._last = (0, 0)
        self._kind = ""
        self._in_cell = False
        self._in_value = False
        self._has_formula = False
        self._has_value = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self._row = self._row + 1 if "r" not in attributes else _whole(attributes["r"])
            self._column = 0
        elif name == "c":
            self._start_cell(attributes)
        elif self._in_cell and name == "f":
            self._has_formula = self.scan.formules = True
        elif self._in_cell and name in ("v", "is"):
            self._in_value = True
            self._has_value = self._has_value or name == "is" or self._kind == "str"

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("v", "is"):
            self._in_value = False
        elif name == "c" and self._in_cell:
            self._in_cell = False
            if self._has_formula and not self._has_value:
                self.scan.lege_formules.append((self._row, self._column))

    def text(self, text: str) -> None:
        if self._in_value and text.strip():
            self._has_value = True

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            found = _REFERENCE.fullmatch(reference)
            if found is None:
                raise AddressError
            self._row, self._column = int(found.group(2)), column_number(found.group(1))
        place = (self._row, self._column)
        if place <= self._last or not (1 <= self._row <= MAX_ROW and self._column <= MAX_COLUMN):
            raise AddressError
        self._last = place
        self._kind = attributes.get("t", "")
        self._in_cell, self._has_formula, self._has_value = True, False, False
        self._count(place)

    def _count(self, place: tuple[int, int]) -> None:
        self.scan.cellen += 1
        self.scan.rij, self.scan.kolom = place[0], max(self.scan.kolom, place[1])
        self.scan.teksten += self._kind == "s"
        if self._kind == "e":
            self.scan.foutcellen.append(place)


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 7:
        raise AddressError
    return int(text)
