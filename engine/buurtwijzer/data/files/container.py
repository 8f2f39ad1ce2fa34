"""The outside of a workbook: is this file what it says, and can each part be unpacked within limits.

Everything is checked on one copy of the bytes in memory, so that what was checked is what is read later.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import IssueKind
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data import issue_kinds as kinds

MAX_FILE_MB = 150
MAX_PARTS = 5_000
MAX_UNPACKED = 256 * 1024 * 1024
# A table full of the same text packs about 1:60; deflate ends at 1:1032. Small parts cannot hurt.
_MAX_RATIO = 250
_RATIO_FROM = 16 * 1024 * 1024

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCAL = struct.Struct("<4s5H3L2H")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile raises on damage or on a packing it does not know; none of these is a case we left unbuilt.
_BROKEN_ZIP = (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, struct.error, IndexError, OverflowError)


@dataclass(frozen=True, slots=True)
class Container:
    """A zip file whose directory was checked.

    Attributes:
        naam: File name without folders.
        data: All bytes of the file.
        sha256: Hash of the bytes.
        entries: Directory by lower-case name, as readers look parts up.
    """

    naam: str
    data: bytes
    sha256: str
    entries: Mapping[str, zipfile.ZipInfo]

    def refuse(self, kind: IssueKind, **values: object) -> InputError:
        """Make the error that refuses this file."""
        return InputError([kind.at(FilePlace(self.naam), **values)])

    def has(self, part: str) -> bool:
        """Tell whether the container has a part."""
        return part.lower() in self.entries

    def packed(self, entry: zipfile.ZipInfo) -> memoryview:
        """Give the bytes of a part as they stand in the file."""
        return memoryview(self.data)[_start(self.data, entry) :][: entry.compress_size]

    def unpack(self, part: str) -> bytes:
        """Give the bytes of a part, never more than its directory says.

        Raises:
            InputError: The part is missing, too large, damaged or not what the directory says.
        """
        entry = self.entries.get(part.lower())
        if entry is None:
            raise self.refuse(kinds.ONDERDEEL_ONTBREEKT, onderdeel=part)
        suspicious = entry.file_size > _RATIO_FROM and entry.file_size > _MAX_RATIO * entry.compress_size
        if suspicious or entry.file_size > MAX_UNPACKED:
            raise self.refuse(kinds.TE_GROOT_UITGEPAKT, onderdeel=part)
        raw = self.packed(entry)
        unpacked = bytes(raw) if entry.compress_type == zipfile.ZIP_STORED else self._inflate(raw, entry)
        if len(unpacked) != entry.file_size:
            raise self.refuse(kinds.MATEN_KLOPPEN_NIET, onderdeel=part)
        if zlib.crc32(unpacked) != entry.CRC:
            raise self.refuse(kinds.BESCHADIGD, reden=f"de controlesom van {part} klopt niet")
        return unpacked

    def _inflate(self, raw: memoryview, entry: zipfile.ZipInfo) -> bytes:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            # One byte more than promised is enough to see a lie; nothing beyond it is ever unpacked.
            unpacked = stream.decompress(raw, entry.file_size + 1)
        except zlib.error as error:
            raise self.refuse(kinds.BESCHADIGD, reden=f"{entry.filename} is niet uit te pakken") from error
        if len(unpacked) <= entry.file_size and not stream.eof:
            raise self.refuse(kinds.BESCHADIGD, reden=f"{entry.filename} is afgekapt")
        return unpacked


def open_container(naam: str, data: bytes) -> Container:
    """Check that the bytes of a file are a sound zip package.

    Raises:
        InputError: The file is no workbook, encrypted, old, damaged or made to mislead.
    """
    container = Container(naam, data, hashlib.sha256(data).hexdigest(), {})
    _check_kind(container)
    return Container(container.naam, data, container.sha256, _directory(container))


def read_bytes(path: Path) -> bytes:
    """Give the bytes of a file that is there, is readable, not empty and not too large.

    Raises:
        InputError: It is not.
    """
    place = FilePlace(path.name)
    try:
        if path.is_dir():
            raise InputError([kinds.IS_MAP.at(place)])
        size = path.stat().st_size
        if not path.is_file():
            raise InputError([kinds.ONLEESBAAR.at(place, reden="het is geen gewoon bestand")])
        if size > MAX_FILE_MB * 1024 * 1024:
            raise InputError([kinds.BESTAND_TE_GROOT.at(place, grens=MAX_FILE_MB)])
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError([kinds.NIET_GEVONDEN.at(place)]) from error
    except PermissionError as error:
        raise InputError([kinds.ONLEESBAAR.at(place, reden="geen toestemming of in gebruik")]) from error
    except (OSError, ValueError) as error:
        raise InputError([kinds.ONLEESBAAR.at(place, reden="het systeem meldt een leesfout")]) from error
    if not data:
        raise InputError([kinds.LEEG_BESTAND.at(place)])
    return data


def _check_kind(container: Container) -> None:
    data = container.data
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise container.refuse(kinds.VERSLEUTELD)
        if any(name.encode("utf-16-le") + b"\0\0" in data for name in ("Workbook", "Book")):
            raise container.refuse(kinds.OUD_XLS)
        raise container.refuse(kinds.GEEN_WERKMAP, gezien="een ander oud Office-bestand")
    if not data.startswith(b"PK"):
        raise container.refuse(kinds.GEEN_WERKMAP, gezien=looks_like(data))


def looks_like(data: bytes) -> str:
    """Name in Dutch words what bytes that are no workbook look like."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    known = (
        (rb"%PDF", "een PDF"),
        (rb"(?i)<!doctype html|<html|<table", "een webpagina"),
        (rb"<\?xml|<", "een XML-bestand"),
        (rb"[\[{]", "een JSON-bestand"),
        (rb"\x1f\x8b|Rar!|7z\xbc\xaf|BZh", "een ander soort ingepakt bestand"),
    )
    for pattern, words in known:
        if re.match(pattern, head):
            return words
    if b"\0" in head:
        return "een binair bestand"
    first = head.split(b"\n", 1)[0]
    return "een CSV-bestand" if first.count(b";") + first.count(b",") + first.count(b"\t") > 0 else "gewone tekst"


def _directory(container: Container) -> dict[str, zipfile.ZipInfo]:
    data = container.data
    # Counted before zipfile makes an object of each.
    if data.count(b"PK\x01\x02") > 4 * MAX_PARTS:
        raise container.refuse(kinds.TE_VEEL_ONDERDELEN, grens=MAX_PARTS)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            directory_start = package.start_dir
    except _BROKEN_ZIP as error:
        raise container.refuse(kinds.BESCHADIGD, reden="de inhoudsopgave is niet te lezen") from error
    if len(infos) > MAX_PARTS:
        raise container.refuse(kinds.TE_VEEL_ONDERDELEN, grens=MAX_PARTS)
    if not infos:
        raise container.refuse(kinds.BESCHADIGD, reden="het pakket is leeg")
    entries: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        _check_entry(container, info)
        if entries.setdefault(info.filename.lower(), info) is not info:
            raise container.refuse(kinds.DUBBEL_ONDERDEEL, onderdeel=info.filename)
    _check_overlap(container, infos, directory_start)
    return entries


def _check_entry(container: Container, info: zipfile.ZipInfo) -> None:
    name = info.orig_filename
    parts = name.replace("\\", "/").split("/")
    if "\0" in name or "\\" in name or name.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", name):
        raise container.refuse(kinds.ONVEILIG_PAD)
    if info.flag_bits & 0x1:
        raise container.refuse(kinds.VERSLEUTELD_ONDERDEEL, onderdeel=name)
    if info.compress_type not in _METHODS:
        raise container.refuse(kinds.BESCHADIGD, reden=f"{name} is ingepakt op een manier die niet bij Excel hoort")


def _check_overlap(container: Container, infos: list[zipfile.ZipInfo], directory_start: int) -> None:
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = [info.header_offset for info in ordered[1:]] + [directory_start]
    for info, end in zip(ordered, ends, strict=True):
        start = _start(container.data, info)
        if start < 0 or start + info.compress_size > end:
            raise container.refuse(kinds.MATEN_KLOPPEN_NIET, onderdeel=info.filename)


def _start(data: bytes, info: zipfile.ZipInfo) -> int:
    """Give where the packed bytes begin, or -1 when the local header does not match the directory."""
    header = data[info.header_offset : info.header_offset + _LOCAL.size]
    if len(header) < _LOCAL.size or info.header_offset < 0:
        return -1
    fields = _LOCAL.unpack(header)
    name_at = info.header_offset + _LOCAL.size
    name = data[name_at : name_at + fields[9]]
    encoding = "utf-8" if fields[2] & 0x800 else "cp437"
    same = name.decode(encoding, "replace") == info.orig_filename
    return name_at + int(fields[9]) + int(fields[10]) if fields[0] == b"PK\x03\x04" and same else -1
