"""The inside of an .xls workbook (BIFF8): what stands in each sheet, and a clean copy with only its cells.

The copy holds what was checked and no more: no macros, drawings, links or formulas; of a formula its stored result.
Whether a formula has such a result cannot be known: this form always stores one, 0 when a program never calculated.
Source: Microsoft, MS-XLS.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.forms.texts import BrokenTextError, text_lengths, whole_text

_BOF, _EOF, _CONTINUE, _FILEPASS = 0x809, 0x0A, 0x3C, 0x2F
_BOUNDSHEET, _SST = 0x85, 0xFC
_NUMBER, _RK, _MULRK, _LABELSST, _LABEL, _RSTRING, _BOOLERR = 0x203, 0x27E, 0xBD, 0xFD, 0x204, 0xD6, 0x205
_FORMULA, _STRING = 0x06, 0x207
# Code page, dates since 1904, formats and their numbers: what the reader needs to know a date from a number.
_KEPT_GLOBALS = frozenset({0x42, 0x22, 0x41E, 0xE0})
# Records that may stand between a formula and its text.
_BETWEEN = frozenset({0x4BC, 0x221, 0x236})
_BIFF8, _GLOBALS, _WORKSHEET = 0x600, 0x0005, 0x0010
_MOST_DATA = 8224
_SIZES = {_NUMBER: 14, _RK: 10, _LABELSST: 10, _BOOLERR: 8}
_LEAST = {0x41E: 5, 0xE0: 4}
_FORMULA_SIZE, _TEXT_AT, _SHEET_KIND = 20, 9, 0
_IS_TEXT, _IS_BOOL, _IS_ERROR, _IS_EMPTY = 0, 1, 2, 3
MAX_COLUMNS = 256
_T = TypeVar("_T")


class BrokenBiffError(Exception):
    """The stream is no sound workbook; the text says in Dutch what is wrong."""


class EncryptedError(Exception):
    """The workbook is protected with a password."""


class OlderBiffError(Exception):
    """The workbook is in the form before Excel 97."""


class DoubleCellError(Exception):
    """Cells of a sheet, named by the text, are double or out of order."""


@dataclass(slots=True)
class BiffSheet:
    """One worksheet; cells are (row, column), 1-based.

    Attributes:
        naam: Name.
        zichtbaar: Whether it is shown.
        cellen: Number of filled cells.
        rij: Last row with a filled cell.
        kolom: Last column with a filled cell.
        foutcellen: Cells with an Excel error.
        formules: Whether it holds formulas.
        tekst: Number of characters of shared text its cells hold together.
    """

    naam: str
    zichtbaar: bool
    cellen: int = 0
    rij: int = 0
    kolom: int = 0
    foutcellen: set[tuple[int, int]] = field(default_factory=set)
    formules: bool = False
    tekst: int = 0


def scan_workbook(stream: bytes) -> tuple[list[BiffSheet], bytes]:
    """Scan the stream of a workbook.

    Returns:
        Its worksheets in order, and a clean stream with exactly those.

    Raises:
        OlderBiffError: It is older than Excel 97.
        EncryptedError: It has a password.
        DoubleCellError: A cell is double or out of order.
        BrokenBiffError: It is cut or damaged.
    """
    kept: list[bytes] = []
    listed: list[tuple[int, BiffSheet, bytes]] = []
    lengths = np.zeros(0, dtype=np.int64)
    _check_start(stream, 0, _GLOBALS)
    for kind, at, length in _records(stream, 0):
        if kind == _FILEPASS:
            raise EncryptedError
        if kind in _KEPT_GLOBALS and length >= _LEAST.get(kind, 2):
            kept.append(stream[at - 4 : at + length])
        elif kind == _BOUNDSHEET:
            listed += _listed(stream[at : at + length])
        elif kind == _SST:
            parts = _with_continued(stream, at, length)
            lengths = np.array(_checked(text_lengths, parts, 8), dtype=np.int64)
            kept.append(b"".join(_record(_CONTINUE if n else _SST, part) for n, part in enumerate(parts)))
        elif kind == _EOF:
            break
    sheets = [(name, _SheetScan(stream, start, sheet, lengths).clean()) for start, sheet, name in listed]
    return [sheet for _, sheet, _ in listed], _assemble(b"".join(kept), sheets)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Give kind, start and length of the data of every record from a place on."""
    unpack = struct.Struct("<2H").unpack_from
    while at + 4 <= len(stream):
        kind, length = unpack(stream, at)
        at += 4
        if at + length > len(stream):
            raise BrokenBiffError("een blad is afgekapt")
        yield kind, at, length
        at += length
    raise BrokenBiffError("een blad is afgekapt")


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<2H", kind, len(data)) + data


def _check_start(stream: bytes, at: int, wanted: int) -> None:
    if at + 8 > len(stream):
        raise BrokenBiffError("het begin van een blad ontbreekt")
    kind, _, version, what = struct.unpack_from("<4H", stream, at)
    if kind in (0x09, 0x209, 0x409) or (kind == _BOF and version in (0x200, 0x300, 0x400, 0x500)):
        raise OlderBiffError
    if kind != _BOF or version != _BIFF8 or what != wanted:
        raise BrokenBiffError("het begin van een blad ontbreekt")


def _listed(data: bytes) -> Iterator[tuple[int, BiffSheet, bytes]]:
    if len(data) < 8:
        raise BrokenBiffError("de lijst met bladen klopt niet")
    start, state, kind, count, flags = struct.unpack_from("<I4B", data)
    wide = flags & 1
    name = data[8 : 8 + count * (1 + wide)]
    if kind == _SHEET_KIND:
        text = name.decode("utf-16-le" if wide else "latin-1", "replace").replace("\0", "")
        yield start, BiffSheet(text, state & 3 == 0), bytes((len(name) // (1 + wide), wide)) + name


def _with_continued(stream: bytes, at: int, length: int) -> list[bytes]:
    """Give the data of a record with those that continue it."""
    parts = [stream[at : at + length]]
    for kind, start, size in _records(stream, at + length):
        if kind != _CONTINUE:
            break
        parts.append(stream[start : start + size])
    return parts


def _checked(read: Callable[[Sequence[bytes], int], _T], parts: Sequence[bytes], at: int) -> _T:
    try:
        return read(parts, at)
    except BrokenTextError as error:
        raise BrokenBiffError("een tekst is afgekapt") from error


class _SheetScan:
    """Goes through the records of one sheet once, and keeps those of filled cells."""

    def __init__(self, stream: bytes, start: int, sheet: BiffSheet, lengths: npt.NDArray[np.int64]) -> None:
        _check_start(stream, start, _WORKSHEET)
        self._stream, self._start, self._sheet, self._lengths = stream, start, sheet, lengths
        self._out: list[bytes] = []
        self._rows, self._columns, self._texts = array("H"), array("H"), array("I")
        self._formula: tuple[int, int] | None = None

    def clean(self) -> bytes:
        """Give the records of the cells, and fill in what was seen of the sheet."""
        depth = 0
        for kind, at, length in _records(self._stream, self._start):
            if kind == _BOF:
                depth += 1
            elif kind == _EOF:
                depth -= 1
                if not depth:
                    break
            elif depth == 1:
                self._see(kind, at, length)
        self._count()
        return b"".join(self._out)

    def _see(self, kind: int, at: int, length: int) -> None:
        if kind in _SIZES:
            if length != _SIZES[kind]:
                raise BrokenBiffError("een cel is afgekapt")
            self._cell(at)
            self._out.append(self._stream[at - 4 : at + length])
            if kind == _LABELSST:
                self._texts.append(int.from_bytes(self._stream[at + 6 : at + 10], "little"))
            elif kind == _BOOLERR and self._stream[at + 7]:
                self._error()
        elif kind == _MULRK:
            self._many(at, length)
        elif kind == _FORMULA:
            self._result(at, length)
        elif kind in (_LABEL, _RSTRING) and length >= _TEXT_AT:
            self._cell(at)
            self._text(self._stream[at : at + 6], at + 6, length - 6)
        elif kind == _STRING and self._formula is not None:
            self._text(self._stream[slice(*self._formula)], at, length)
        if kind not in _BETWEEN and kind != _FORMULA:
            self._formula = None

    def _cell(self, at: int) -> None:
        row, column = struct.unpack_from("<2H", self._stream, at)
        self._rows.append(row)
        self._columns.append(column)

    def _error(self) -> None:
        self._sheet.foutcellen.add((self._rows[-1] + 1, self._columns[-1] + 1))

    def _many(self, at: int, length: int) -> None:
        if length < 12 or length % 6:
            raise BrokenBiffError("een rij getallen is afgekapt")
        row, first = struct.unpack_from("<2H", self._stream, at)
        count = length // 6 - 1
        if struct.unpack_from("<H", self._stream, at + length - 2)[0] != first + count - 1:
            raise BrokenBiffError("een rij getallen is afgekapt")
        self._rows.extend([row] * count)
        self._columns.extend(range(first, first + count))
        self._out.append(self._stream[at - 4 : at + length])

    def _result(self, at: int, length: int) -> None:
        """Keep the stored result of a formula as if it was typed."""
        if length < _FORMULA_SIZE:
            raise BrokenBiffError("een formule is afgekapt")
        self._sheet.formules = True
        head, result = self._stream[at : at + 6], self._stream[at + 6 : at + 14]
        what = result[0] if result[6:] == b"\xff\xff" else None
        if what is None:
            self._out.append(_record(_NUMBER, head + result))
        elif what in (_IS_BOOL, _IS_ERROR):
            self._out.append(_record(_BOOLERR, head + bytes((result[2], what == _IS_ERROR))))
        elif what == _IS_TEXT:
            self._formula = (at, at + 6)
        # What is left is an empty text, which is an empty cell.
        if what != _IS_EMPTY:
            self._cell(at)
        if what == _IS_ERROR:
            self._error()

    def _text(self, head: bytes, at: int, length: int) -> None:
        text = _checked(whole_text, _with_continued(self._stream, at, length), 0)
        raw = text.encode("utf-16-le", "replace")
        if len(raw) > _MOST_DATA - 9:
            raise BrokenBiffError("een tekst in een cel is te lang")
        self._out.append(_record(_LABEL, head + struct.pack("<HB", len(raw) // 2, 1) + raw))

    def _count(self) -> None:
        rows = np.frombuffer(self._rows, dtype=np.uint16).astype(np.int64)
        columns = np.frombuffer(self._columns, dtype=np.uint16).astype(np.int64)
        texts = np.frombuffer(self._texts, dtype=np.uint32).astype(np.int64)
        if len(texts) and texts.max() >= len(self._lengths):
            raise BrokenBiffError("een cel wijst naar een tekst die er niet is")
        self._sheet.tekst = int(self._lengths[texts].sum())
        self._sheet.cellen = len(rows)
        if not len(rows):
            return
        # One number that must rise from cell to cell: the reader counts on it.
        if columns.max() >= MAX_COLUMNS or not np.all(np.diff(rows * MAX_COLUMNS + columns) > 0):
            raise DoubleCellError(self._sheet.naam)
        self._sheet.rij, self._sheet.kolom = int(rows.max()) + 1, int(columns.max()) + 1


def _assemble(globals_: bytes, sheets: Sequence[tuple[bytes, bytes]]) -> bytes:
    """Put the kept records into a stream, each sheet where the list of sheets says it stands."""
    start, end = _record(_BOF, struct.pack("<8H", _BIFF8, _GLOBALS, *[0] * 6)), _record(_EOF, b"")
    at = len(start) + len(globals_) + len(end) + sum(10 + len(name) for name, _ in sheets)
    bodies, lines = [], []
    for name, cells in sheets:
        body = _record(_BOF, struct.pack("<8H", _BIFF8, _WORKSHEET, *[0] * 6)) + cells + end
        lines.append(_record(_BOUNDSHEET, struct.pack("<IH", at, 0) + name))
        bodies.append(body)
        at += len(body)
    return b"".join((start, *lines, globals_, end, *bodies))
