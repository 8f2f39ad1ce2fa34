"""The clean package the native reader gets: parts that were checked, and nothing else of the original file.

A part that may go on as it is keeps its packing: what was unpacked, measured and summed in the check is what the reader
unpacks, and a national sheet is not held twice.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from buurtwijzer.data.files.container import Container

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_CT = "http://schemas.openxmlformats.org/package/2006/content-types"
_CT_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
# Midnight of the first day the format knows: no clock in what is read.
_DAY = 0x21


@dataclass(frozen=True, slots=True)
class Packed:
    """A part as it stands in a package.

    Attributes:
        data: Its bytes, packed by `methode`.
        methode: How they are packed.
        maat: Number of bytes unpacked.
        som: Checksum of the bytes unpacked.
    """

    data: bytes
    methode: int
    maat: int
    som: int


def as_it_is(container: Container, part: str) -> Packed:
    """Give a part of a checked package without unpacking it."""
    entry = container.entries[part.lower()]
    return Packed(bytes(container.packed(entry)), entry.compress_type, entry.file_size, entry.CRC)


def stored(data: bytes) -> Packed:
    """Give bytes as a part that is not packed."""
    return Packed(data, zipfile.ZIP_STORED, len(data), zlib.crc32(data))


def clean_package(sheets: Sequence[str], parts: Mapping[str, Packed]) -> bytes:
    """Make a workbook.

    Args:
        sheets: Names of the sheets, in order.
        parts: Per name in the package its part; sheets first, in the same order.
    """
    kind_of = {"xl/sharedStrings.xml": "sharedStrings", "xl/styles.xml": "styles"}
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_DOC}/{kind_of.get(name, "worksheet")}" Target="/{name}"/>'
        for n, name in enumerate(parts, start=1)
    )
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, start=1)
    )
    fixed = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_CT}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_CT_SHEET}"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_REL}"><Relationship Id="rId1" Type="{_DOC}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_DOC}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_REL}">{relations}</Relationships>',
    }
    return _zip({**{name: stored(text.encode()) for name, text in fixed.items()}, **parts})


def _zip(parts: Mapping[str, Packed]) -> bytes:
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, part in parts.items():
        raw = name.encode("ascii")
        fields = (_VERSION, 0, part.methode, 0, _DAY, part.som, len(part.data), part.maat, len(raw), 0)
        directory.append(_CENTRAL.pack(b"PK\x01\x02", _VERSION, *fields, 0, 0, 0, 0, at) + raw)
        pieces += [_LOCAL.pack(b"PK\x03\x04", *fields), raw, part.data]
        at += _LOCAL.size + len(raw) + len(part.data)
    listed = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(parts), len(parts), len(listed), at, 0)
    return b"".join([*pieces, listed, end])
