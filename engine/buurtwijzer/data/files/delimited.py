"""Text files with separated values: from bytes to rows of text, strictly. What cannot be read whole is refused.

Encoding and separator are told from the content: a byte order mark, else UTF-8, else Windows-1252; the separator is the
one that cuts the rows into the same number of fields as the header. Nothing is repaired. Figures are not judged here.
"""

from __future__ import annotations

import csv
import io
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, IssueKind
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.files.container import MAX_UNPACKED
from buurtwijzer.data.files.guard import MAX_CELLS, MAX_COLUMNS
from buurtwijzer.data.forms.classic import as_classic
from buurtwijzer.data.forms.issue_kinds import TE_VEEL_KOLOMMEN

GZIP = b"\x1f\x8b"
_SEPARATORS = (";", ",", "\t", "|")
_SAMPLE_LINES = 60
_SHOWN = 5
# What no table of text holds: control characters other than tab and line ends.
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True, eq=False)
class TextTable:
    """The rows of a text file.

    Attributes:
        rijen: Fields as they stand, padding and all; rows are equally long.
        regels: 1-based line in the file on which each row begins.
        issues: What is worth telling about how the file was read.
        herkomst: The title above the table, when it has one.
    """

    rijen: Sequence[Sequence[str]]
    regels: Sequence[int]
    issues: tuple[Issue, ...]
    herkomst: str = ""


def unzip(naam: str, data: bytes) -> bytes:
    """Unpack a gzip file, within limits.

    Raises:
        InputError: It is damaged or becomes too large.
    """
    parts: list[bytes] = []
    room = MAX_UNPACKED
    while data:
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            parts.append(stream.decompress(data, room + 1))
        except zlib.error as error:
            raise _refuse(naam, kinds.GZIP_KAPOT) from error
        room -= len(parts[-1])
        if room < 0:
            raise _refuse(naam, kinds.TE_GROOT_UITGEPAKT, onderdeel="gzip")
        if not stream.eof:
            raise _refuse(naam, kinds.GZIP_KAPOT)
        data = stream.unused_data
    return b"".join(parts)


def is_text(data: bytes) -> bool:
    """Tell whether bytes may be text; UTF-16 only with its mark."""
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") or _BINARY.search(data) is None


def read_text_table(naam: str, text: str, issues: Sequence[Issue] = ()) -> TextTable | None:
    """Read a text file into rows; None when it is text without any table in it.

    Args:
        naam: File name.
        text: Its text.
        issues: What is worth telling about it already.

    Raises:
        InputError: A quote is not closed, rows differ in length, it is too large or no text; all mistakes at once.
    """
    separator = _separator(text)
    if separator is None:
        return None
    rows: list[Sequence[str]]
    rows, lines = _records(naam, text, separator)
    width = _width(rows)
    classic = as_classic(rows)
    if classic is not None:
        # Titles and topics above the table have lengths of their own; under it a field may not slip.
        rows = [[str(cell) for cell in row] for row in classic.rijen]
    told = [*issues, *_uneven(naam, rows, lines, width)]
    if any(issue.code == kinds.RIJ_BREEDTE.code for issue in told):
        raise InputError(told)
    even = [row if len(row) == width else [*row[:width], *[""] * (width - len(row))] for row in rows]
    return TextTable(even, lines, tuple(told), classic.titel if classic is not None else "")


def decode(naam: str, data: bytes) -> tuple[str, list[Issue]]:
    """Give the text of a file, by its mark, as UTF-8 or as Windows-1252, and what is worth telling about that.

    Raises:
        InputError: It is none of these.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise _refuse(naam, kinds.TEKENSET_KAPOT) from error
        try:
            return data.decode("cp1252"), [kinds.TEKENSET_OUD.at(FilePlace(naam))]
        except UnicodeDecodeError as problem:
            raise _refuse(naam, kinds.TEKENSET_KAPOT) from problem
    if "\0" in text:
        raise _refuse(naam, kinds.TEKENSET_KAPOT)
    return text, []


def _separator(text: str) -> str | None:
    """Give the separator under which most rows are as wide as the widest header; None when nothing is separated."""
    sample = io.StringIO(text[: _SAMPLE_LINES * 20_000], newline="")
    lines = [line for line in (sample.readline() for _ in range(_SAMPLE_LINES)) if line.strip()]
    best: tuple[int, int] = (0, 1)
    found = None
    for separator in _SEPARATORS:
        widths = _widths(lines, separator)
        width, rows = max(Counter(widths).items(), key=lambda item: (item[1] * (item[0] > 1), item[0]), default=(0, 0))
        if width > 1 and (rows, width) > best:
            best, found = (rows, width), separator
    return found


def _widths(lines: Sequence[str], separator: str) -> list[int]:
    try:
        return [len(row) for row in csv.reader(lines, delimiter=separator) if row]
    except csv.Error:
        # Told with its line when the whole file is read: here it is enough to find the separator.
        return [line.count(separator) + 1 for line in lines]


def _records(naam: str, text: str, separator: str) -> tuple[list[Sequence[str]], list[int]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Sequence[str]] = []
    lines: list[int] = []
    cells, line = 0, 1
    try:
        for row in reader:
            rows.append(row)
            lines.append(line)
            line = reader.line_num + 1
            cells += len(row)
            if len(row) > MAX_COLUMNS:
                raise _refuse(naam, TE_VEEL_KOLOMMEN, aantal=len(row), grens=MAX_COLUMNS)
            if cells > MAX_CELLS:
                raise _refuse(naam, kinds.TE_VEEL_VELDEN, grens=MAX_CELLS)
    except csv.Error as error:
        raise InputError([kinds.AANHALING.at(FilePlace(naam, line))]) from error
    return rows, lines


def _width(rows: Sequence[Sequence[str]]) -> int:
    """Give the number of fields that most rows have."""
    counts = Counter(len(row) for row in rows if len(row) > 1)
    return max(counts, key=lambda width: (counts[width], width), default=1)


def _uneven(naam: str, rows: Sequence[Sequence[str]], lines: Sequence[int], width: int) -> list[Issue]:
    """Find rows that are shorter or longer: a field that slipped would put every figure under another header."""
    uneven = [i for i, row in enumerate(rows) if len(row) != width and _slips(row, width)]
    issues = [
        kinds.RIJ_BREEDTE.at(FilePlace(naam, lines[i]), aantal=len(rows[i]), verwacht=width) for i in uneven[:_SHOWN]
    ]
    if len(uneven) > _SHOWN:
        issues.append(kinds.MEER_RIJEN.at(FilePlace(naam), aantal=len(uneven) - _SHOWN, code=kinds.RIJ_BREEDTE.code))
    return issues


def _slips(row: Sequence[str], width: int) -> bool:
    # A title or a source under the table is one field; empty fields at the end do not move anything.
    return any(field.strip() for field in row[width:]) or (len(row) < width and sum(map(bool, row)) > 1)


def _refuse(naam: str, kind: IssueKind, **values: object) -> InputError:
    return InputError([kind.at(FilePlace(naam), **values)])
