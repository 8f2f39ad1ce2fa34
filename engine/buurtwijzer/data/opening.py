"""Opens a file of any kind by its content: sheets to look for a table in, or the word that it holds no figures.

The name of a file says nothing here. Which table it is, is for the layouts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.container import looks_like, read_bytes
from buurtwijzer.data.delimited import GZIP, is_text, read_text_table, unzip
from buurtwijzer.data.forms.dbf import is_dbf, read_dbf
from buurtwijzer.data.forms.geopackage import MAGIC as SQLITE
from buurtwijzer.data.forms.geopackage import read_geopackage
from buurtwijzer.data.forms.ole import MAGIC as OLE
from buurtwijzer.data.forms.tables import ReadTable
from buurtwijzer.data.forms.xls import guard_xls, read_xls_sheet
from buurtwijzer.data.guard import SheetReport, guard_bytes
from buurtwijzer.data.no_figures import NoFigures, known_document
from buurtwijzer.data.workbook import Sheet, read_sheet

_WORKBOOK = b"PK"
_NO_TABLES = ("%PDF", "<", "{", "[")


@dataclass(frozen=True, slots=True, eq=False)
class OpenFile:
    """A file whose sheets can be read; a text file is one sheet without a name.

    Attributes:
        naam: File name without folders.
        sha256: Hash of the bytes of the file as it is on disk.
        bladen: What is known of each sheet before it is read.
        lees: Reads the sheet with that number.
        issues: What is worth telling about the file itself.
        in_werkmap: Whether it is a sheet of a workbook that somebody works in: a row that cannot be read then costs
            that row only.
    """

    naam: str
    sha256: str
    bladen: tuple[SheetReport, ...]
    lees: Callable[[int], Sheet]
    issues: tuple[Issue, ...] = ()
    in_werkmap: bool = False


def open_file(path: Path) -> OpenFile | NoFigures:
    """Open a file.

    Raises:
        InputError: It is not there, unsafe, damaged, or nothing that can be read; all mistakes at once.
    """
    packed = read_bytes(path)
    digest = hashlib.sha256(packed).hexdigest()
    data = unzip(path.name, packed) if packed.startswith(GZIP) else packed
    if data.startswith((_WORKBOOK, OLE)):
        return _workbook(path.name, data, digest)
    if data.startswith(SQLITE):
        return _one_table(read_geopackage(path.name, data), path.name, digest)
    if is_dbf(data):
        return _one_table(read_dbf(path.name, data), path.name, digest)
    document = known_document(path.name, digest, data)
    if document is not None:
        return document
    head = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not data.strip() or head.startswith(tuple(sign.encode() for sign in _NO_TABLES)) or not is_text(data):
        raise _no_table(path.name, data)
    return _text(path.name, data, digest)


def _workbook(naam: str, data: bytes, digest: str) -> OpenFile:
    if data.startswith(OLE):
        old = guard_xls(naam, data)
        return OpenFile(naam, digest, old.bladen, lambda number: read_xls_sheet(old, number))
    guarded = guard_bytes(naam, data)
    return OpenFile(naam, digest, guarded.bladen, lambda number: read_sheet(guarded, number))


def _one_table(table: ReadTable, naam: str, digest: str) -> OpenFile:
    report = table.report()
    return OpenFile(naam, digest, (report,), lambda _: table.sheet(naam, report), table.issues)


def _text(naam: str, data: bytes, digest: str) -> OpenFile:
    table = read_text_table(naam, data)
    if table is None:
        raise _no_table(naam, data)
    filled = sum(map(len, table.rijen))
    report = SheetReport(naam="", zichtbaar=True, cellen=filled, foutcellen=frozenset(), lege_formules=frozenset())
    return OpenFile(naam, digest, (report,), lambda _: Sheet(naam, report, table.rijen, table.regels), table.issues)


def _no_table(naam: str, data: bytes) -> InputError:
    place = FilePlace(naam)
    return InputError(
        [kinds.LEEG_BESTAND.at(place) if not data else kinds.GEEN_WERKMAP.at(place, gezien=looks_like(data))]
    )
