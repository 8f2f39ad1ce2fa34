"""The attribute table of a shapefile (dBase III and IV): strict, because the form has no mark of its own.

Own reader: it is small, and the libraries for it read on where a file is cut or its code page is not known.
Source: dBase III file structure; the code pages as ESRI and dBase number them.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data.files.workbook import Row
from buurtwijzer.data.forms import old_issue_kinds as kinds
from buurtwijzer.data.forms.tables import ReadTable, check_size, refuse
from buurtwijzer.data.numbers import Mark, parse_text

_VERSIONS = frozenset({0x03, 0x04, 0x83, 0x8B})
_HEAD, _FIELD, _END = 32, 32, 0x0D
_KINDS = frozenset("CNFDL")
# Code page by the number in the file; 0 says nothing and 87 says "that of the computer".
_CODE_PAGES = {0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x58: "cp1252", 0x59: "cp1252", 0x64: "cp852"}
_UNKNOWN, _OF_THE_COMPUTER = 0x00, 0x57
_WORDS = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "cp437": "DOS 437", "cp850": "DOS 850", "cp852": "DOS 852"}


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    kind: str
    start: int
    width: int


def is_dbf(data: bytes) -> bool:
    """Tell whether bytes are a dBase table: its sizes must agree with each other and with the file."""
    if len(data) < _HEAD + 1 or data[0] not in _VERSIONS or not (1 <= data[2] <= 12 and 1 <= data[3] <= 31):
        return False
    header, width = struct.unpack_from("<2H", data, 8)
    fields = (header - _HEAD - 1) // _FIELD
    if header > len(data) or fields < 1 or data[_HEAD + fields * _FIELD] != _END or width < 2:
        return False
    widths = sum(data[_HEAD + i * _FIELD + 16] for i in range(fields))
    return bool(widths + 1 == width)


def read_dbf(naam: str, data: bytes) -> ReadTable:
    """Read a dBase table.

    Raises:
        InputError: It is cut, holds a kind of field that is not read, or is too large.
    """
    count, header, width = struct.unpack_from("<I2H", data, 4)
    if header + count * width > len(data):
        raise refuse(naam, kinds.DBASE_KAPOT, reden="het bestand is afgekapt")
    fields = _fields(naam, data, header)
    check_size(naam, count, len(fields))
    # A record that was deleted stays in the file with a star before it.
    kept = [n for n in range(count) if data[header + n * width] != ord("*")]
    records = [data[header + n * width : header + (n + 1) * width] for n in kept]
    encoding, issues = _encoding(naam, data[29], records, fields)
    try:
        names = tuple(field.name for field in fields)
        rows: list[Row] = [names, *(tuple(_cell(record, field, encoding) for field in fields) for record in records)]
    except UnicodeDecodeError as error:
        raise refuse(naam, kinds.DBASE_KAPOT, reden="de tekst past niet bij de tekenset") from error
    # Counted as other programs show them: the names of the fields are row 1.
    return ReadTable("", rows, [1, *(n + 2 for n in kept)], issues)


def _fields(naam: str, data: bytes, header: int) -> list[_Field]:
    found: list[_Field] = []
    at = 1
    for start in range(_HEAD, header - 1, _FIELD):
        if data[start] == _END:
            break
        name = data[start : start + 11].split(b"\0")[0].decode("ascii", "replace").strip()
        kind, width = chr(data[start + 11]), data[start + 16]
        if kind not in _KINDS:
            raise refuse(naam, kinds.DBASE_KAPOT, reden=f"de kolom {name} is van een soort die hier niet gelezen wordt")
        found.append(_Field(name, kind, at, width))
        at += width
    return found


def _encoding(
    naam: str, number: int, records: Sequence[bytes], fields: Sequence[_Field]
) -> tuple[str, tuple[Issue, ...]]:
    """Give the character set: what the file says, else UTF-8 when every text fits in it, else Windows-1252."""
    if number not in (_UNKNOWN, _OF_THE_COMPUTER):
        return _CODE_PAGES.get(number, "cp1252"), ()
    texts = [record[f.start : f.start + f.width] for record in records for f in fields if f.kind == "C"]
    foreign = [text for text in texts if not text.isascii()]
    if not foreign:
        return "cp1252", ()
    encoding = "utf-8" if all(map(_is_utf8, foreign)) else "cp1252"
    return encoding, (kinds.TEKENSET_AANGENOMEN.at(FilePlace(naam), tekenset=_WORDS[encoding]),)


def _is_utf8(text: bytes) -> bool:
    # A text that fills its field may have lost the last bytes of a character.
    for end in range(len(text), max(len(text) - 4, -1), -1):
        try:
            text[:end].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return True
    return False


def _cell(record: bytes, field: _Field, encoding: str) -> object:
    raw = record[field.start : field.start + field.width]
    if field.kind in "NF":
        text = raw.decode("latin-1").replace("\0", " ").strip()
        value, mark, _ = parse_text(text)
        # One sign before three digits is a decimal point here: the form knows no other.
        return value if mark in (Mark.WAARDE, Mark.ONDUIDELIJK) and "," not in text else text
    errors = "ignore" if encoding == "utf-8" else "strict"
    return raw.decode(encoding, errors).rstrip(" \0")
