"""The outside of an old Office file (compound file): one stream out of it, and a clean file around one stream.

A chain of sectors in such a file may run in a circle, and the native reader then never ends or eats all memory. So the
chains are walked here with a bound, and the native reader only gets a file that was written here.
Source: Microsoft, MS-CFB.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Mapping
from dataclasses import dataclass

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_HEADER = 512
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_LAST_SECTOR = 0xFFFFFFF9
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_MINI, _CUTOFF = 64, 4096
_CLEAN_SECTOR = 4096


class BrokenOleError(Exception):
    """The file is no sound compound file; the text says in Dutch what is wrong."""


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    start: int
    size: int


def read_streams(data: bytes, wanted: tuple[str, ...]) -> dict[str, bytes]:
    """Give the streams with these names (case does not matter), as far as they are there.

    Raises:
        BrokenOleError: A chain is cut, runs in a circle or leaves the file.
    """
    if len(data) < _HEADER or not data.startswith(MAGIC):
        raise BrokenOleError("het begin van het bestand klopt niet")
    sector_shift, mini_shift = struct.unpack_from("<2H", data, 30)
    if sector_shift not in (9, 12) or mini_shift != 6:
        raise BrokenOleError("de indeling van het bestand is onbekend")
    return _Ole(data, 1 << sector_shift).streams({name.casefold() for name in wanted})


class _Ole:
    def __init__(self, data: bytes, sector: int) -> None:
        self._data, self._sector = data, sector
        (self._directory,) = struct.unpack_from("<I", data, 48)
        (self._mini_start,) = struct.unpack_from("<I", data, 60)
        self._fat = self._read_fat()

    def streams(self, wanted: set[str]) -> dict[str, bytes]:
        entries = self._entries()
        found = {name: entry for name, entry in entries.items() if name in wanted and entry.kind == _STREAM}
        if not found:
            return {}
        root = next((entry for entry in entries.values() if entry.kind == _ROOT), None)
        return {name: self._stream(entry, root) for name, entry in found.items()}

    def _stream(self, entry: _Entry, root: _Entry | None) -> bytes:
        if entry.size >= _CUTOFF:
            return self._cut(self._chain(entry.start), entry.size)
        if root is None:
            raise BrokenOleError("de inhoudsopgave heeft geen begin")
        mini = self._chain(root.start)
        table = _numbers(self._chain(self._mini_start))
        parts = [mini[at * _MINI : (at + 1) * _MINI] for at in _walk(entry.start, table, len(mini) // _MINI)]
        return self._cut(b"".join(parts), entry.size)

    def _entries(self) -> Mapping[str, _Entry]:
        raw = self._chain(self._directory)
        found: dict[str, _Entry] = {}
        for at in range(0, len(raw) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", raw, at + 64)
            if kind not in (_STREAM, _ROOT) or not 2 <= length <= 64:
                continue
            name = raw[at : at + length - 2].decode("utf-16-le", "replace").casefold()
            start, size = struct.unpack_from("<IQ", raw, at + 116)
            # In the small form the upper half of the size is not used, and may hold anything.
            size = size & 0xFFFFFFFF if self._sector == 512 else size
            found.setdefault(f"\0{name}" if kind == _ROOT else name, _Entry(kind, start, size))
        return found

    def _read_fat(self) -> array[int]:
        ids = _numbers(self._data[76:_HEADER])
        (following,) = struct.unpack_from("<I", self._data, 68)
        seen = 0
        while following <= _LAST_SECTOR:
            seen += 1
            more = _numbers(self._at(following))
            ids.extend(more[:-1])
            following = more[-1]
            if seen > self._count():
                raise BrokenOleError("de inhoudsopgave loopt in een kring")
        fat: array[int] = array("I")
        for number in ids:
            if number <= _LAST_SECTOR:
                fat.frombytes(self._at(number))
            if len(fat) > self._count() + 2 * self._sector:
                raise BrokenOleError("de inhoudsopgave is groter dan het bestand")
        return fat

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._at, _walk(start, self._fat, self._count())))

    def _count(self) -> int:
        return len(self._data) // self._sector + 1

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        part = self._data[start : start + self._sector]
        if not part:
            raise BrokenOleError("het bestand is afgekapt")
        # Some programs leave the last sector short.
        return part.ljust(self._sector, b"\0")

    @staticmethod
    def _cut(data: bytes, size: int) -> bytes:
        if len(data) < size:
            raise BrokenOleError("het bestand is afgekapt")
        return data[:size]


def _walk(start: int, table: array[int], most: int) -> list[int]:
    found: list[int] = []
    while start != _END:
        if start >= len(table) or len(found) > most:
            raise BrokenOleError("een onderdeel is afgekapt of loopt in een kring")
        found.append(start)
        start = table[start]
    return found


def _numbers(data: bytes) -> array[int]:
    found: array[int] = array("I")
    found.frombytes(data[: len(data) // 4 * 4])
    return found


def clean_file(stream: bytes) -> bytes:
    """Make a compound file with one stream called Workbook and nothing else."""
    stream = stream.ljust(_CUTOFF, b"\0")
    size = _CLEAN_SECTOR
    count = -(-len(stream) // size)
    per_sector = size // 4
    fats = 1
    while fats * per_sector < count + 1 + fats:
        fats += 1
    # The stream first, then its directory, then the table of chains.
    chain = [*range(1, count), _END, _END, *[_FAT] * fats]
    table = array("I", chain + [_FREE] * (fats * per_sector - len(chain)))
    places = array("I", [*range(count + 1, count + 1 + fats), *[_FREE] * (109 - fats)])
    header = MAGIC + bytes(16) + struct.pack("<5H", 0x3E, 4, 0xFFFE, 12, 6) + bytes(6)
    header += struct.pack("<9I", 1, fats, count, 0, _CUTOFF, _END, 0, _END, 0) + places.tobytes()
    directory = _entry("Root Entry", _ROOT, 1, 0, 0) + _entry("Workbook", _STREAM, _FREE, 0, len(stream))
    return b"".join(
        (header.ljust(size, b"\0"), stream.ljust(count * size, b"\0"), directory.ljust(size, b"\0"), table.tobytes())
    )


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text), kind, 1, _FREE, _FREE, child)
    return head.ljust(116, b"\0") + struct.pack("<IQ", start, size)
