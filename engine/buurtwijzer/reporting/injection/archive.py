"""Writes a package anew: parts that did not change go over as they are packed, the others are packed again.

Same parts, same bytes: new parts get a fixed date, all others keep theirs.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO
from zipfile import ZIP_DEFLATED, ZipInfo

from buurtwijzer.data.files.container import Container

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_UTF8 = 0x800
_KEPT_FLAGS = _UTF8 | 0x6
_FIXED_MOMENT = (0, (1 << 5) | 1)
_LEVEL = 4
_ZIP64 = 1


@dataclass(frozen=True, slots=True)
class Packed:
    """The content of a part, packed.

    Attributes:
        data: Its packed bytes.
        crc: Checksum of the content.
        size: Size of the content.
    """

    data: bytes | memoryview
    crc: int
    size: int

    @classmethod
    def of(cls, pieces: Iterable[bytes]) -> Packed:
        """Pack content that is made while this reads it."""
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed, crc, size = [], 0, 0
        for piece in pieces:
            packed.append(packer.compress(piece))
            crc, size = zlib.crc32(piece, crc), size + len(piece)
        return cls(b"".join((*packed, packer.flush())), crc, size)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: bytes
    flags: int
    method: int
    moment: tuple[int, int]
    content: Packed
    extra: bytes = b""
    internal: int = 0
    external: int = 0


def write_package(
    container: Container, changed: Mapping[str, Packed], added: Mapping[str, Packed], target: IO[bytes]
) -> None:
    """Write a package with some parts changed and some added.

    Args:
        container: The package as it is.
        changed: New content by name of the part, in small letters.
        added: Content of new parts, in order.
        target: Where the bytes go.
    """
    central: list[bytes] = []
    at = 0
    for entry in _entries(container, changed, added):
        central.append(_central(entry, at))
        at += target.write(_local(entry)) + target.write(entry.content.data)
    size = sum(map(target.write, central))
    target.write(_END.pack(b"PK\x05\x06", 0, 0, len(central), len(central), size, at, 0))


def _entries(container: Container, changed: Mapping[str, Packed], added: Mapping[str, Packed]) -> Iterator[_Entry]:
    for key, info in container.entries.items():
        utf8 = info.flag_bits & _UTF8
        name = info.orig_filename.encode("utf-8" if utf8 else "cp437")
        attributes = (_moment(info), info.internal_attr, info.external_attr)
        if key in changed:
            yield _Entry(name, utf8, ZIP_DEFLATED, attributes[0], changed[key], b"", *attributes[1:])
        else:
            content = Packed(container.packed(info), info.CRC, info.file_size)
            flags, extra = info.flag_bits & _KEPT_FLAGS, _without_zip64(info.extra)
            yield _Entry(name, flags, info.compress_type, attributes[0], content, extra, *attributes[1:])
    for naam, packed in added.items():
        yield _Entry(naam.encode(), 0 if naam.isascii() else _UTF8, ZIP_DEFLATED, _FIXED_MOMENT, packed)


def _moment(info: ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2, max(year - 1980, 0) << 9 | month << 5 | day


def _without_zip64(extra: bytes) -> bytes:
    """Keep the extra fields of a part, but not the sizes of a large package: these stand in the entry itself now."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        if kind != _ZIP64:
            kept += extra[at : at + 4 + size]
        at += 4 + size
    return kept


def _common(entry: _Entry) -> tuple[int, ...]:
    content = entry.content
    return entry.flags, entry.method, *entry.moment, content.crc, len(content.data), content.size


def _local(entry: _Entry) -> bytes:
    return _LOCAL.pack(b"PK\x03\x04", _VERSION, *_common(entry), len(entry.name), 0) + entry.name


def _central(entry: _Entry, offset: int) -> bytes:
    lengths = (len(entry.name), len(entry.extra), 0, 0, entry.internal, entry.external, offset)
    return _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *_common(entry), *lengths) + entry.name + entry.extra
