"""Opens a file of any kind by its content: sheets to look for a table in, or the word that it holds no figures.

The name of a file says nothing here. Which table it is, is for the layouts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import RECORDS, FilePlace, RecordPlace
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.files.container import looks_like, read_bytes
from buurtwijzer.data.files.delimited import GZIP, decode, is_text, read_text_table, unzip
from buurtwijzer.data.files.guard import SheetReport, guard_bytes
from buurtwijzer.data.files.no_figures import NoFigures, described_codes, known_document
from buurtwijzer.data.files.workbook import Sheet, read_sheet
from buurtwijzer.data.forms.classic import as_classic
from buurtwijzer.data.forms.dbf import is_dbf, read_dbf
from buurtwijzer.data.forms.geopackage import MAGIC as SQLITE
from buurtwijzer.data.forms.geopackage import read_geopackage
from buurtwijzer.data.forms.json_records import is_long, read_json
from buurtwijzer.data.forms.observations import WideTable, from_records, read_text, separator_of, widen
from buurtwijzer.data.forms.ole import MAGIC as OLE
from buurtwijzer.data.forms.tables import ReadTable
from buurtwijzer.data.forms.xls import guard_xls, read_xls_sheet

_WORKBOOK = b"PK"
_NO_TABLES = ("%PDF", "<")
_JSON = ("{", "[")


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
    text, issues = decode(path.name, data)
    if text.lstrip("\ufeff \t\r\n").startswith(_JSON):
        return _json(path.name, text.lstrip("\ufeff"), issues, digest)
    separator = separator_of(text)
    if separator is not None:
        wide = widen(path.name, read_text(path.name, text, separator), partial(FilePlace, path.name))
        return _made(path.name, wide, "", [*issues, *wide.issues], digest)
    return _text(path.name, text, issues, data, digest)


def _workbook(naam: str, data: bytes, digest: str) -> OpenFile:
    if data.startswith(OLE):
        old = guard_xls(naam, data)
        return OpenFile(naam, digest, old.bladen, lambda number: read_xls_sheet(old, number))
    guarded = guard_bytes(naam, data)

    def read(number: int) -> Sheet:
        sheet = read_sheet(guarded, number)
        classic = as_classic(sheet.rijen)
        return sheet if classic is None else replace(sheet, rijen=classic.rijen, herkomst=classic.titel)

    return OpenFile(naam, digest, guarded.bladen, read)


def _one_table(table: ReadTable, naam: str, digest: str) -> OpenFile:
    report = table.report()
    return OpenFile(naam, digest, (report,), lambda _: table.sheet(naam, report), table.issues)


def _text(naam: str, text: str, issues: Sequence[Issue], data: bytes, digest: str) -> OpenFile:
    table = read_text_table(naam, text, issues)
    if table is None:
        raise _no_table(naam, data)
    report = _report("", sum(map(len, table.rijen)))
    sheet = Sheet(naam, report, table.rijen, table.regels, table.herkomst)
    return OpenFile(naam, digest, (report,), lambda _: sheet, table.issues)


def _json(naam: str, text: str, issues: Sequence[Issue], digest: str) -> OpenFile | NoFigures:
    table = read_json(naam, text)
    described = described_codes(naam, digest, table.koppen, table.rijen)
    if described is not None:
        return described
    told = [*issues, *table.issues]
    if is_long(table.koppen):
        wide = widen(naam, from_records(table.koppen, table.rijen, table.records), partial(RecordPlace, naam))
        return _made(naam, wide, table.herkomst, [*told, *wide.issues], digest, blad=RECORDS)
    report = _report(RECORDS, len(table.koppen) * len(table.rijen))
    rows = [["" if cell is None else cell for cell in row] for row in table.rijen]
    sheet = Sheet(naam, report, [table.koppen, *rows], [1, *table.records], table.herkomst)
    return OpenFile(naam, digest, (report,), lambda _: sheet, tuple(told))


def _made(
    naam: str, wide: WideTable, herkomst: str, issues: Sequence[Issue], digest: str, *, blad: str = ""
) -> OpenFile:
    """Give a table that was made from a longer form; its cells keep their own lines."""
    report = _report(blad, len(wide.rijen) * len(wide.rijen[0]))
    sheet = Sheet(naam, report, wide.rijen, wide.regels, herkomst, wide.cellijnen)
    return OpenFile(naam, digest, (report,), lambda _: sheet, tuple(issues))


def _report(blad: str, cellen: int) -> SheetReport:
    return SheetReport(naam=blad, zichtbaar=True, cellen=cellen, foutcellen=frozenset(), lege_formules=frozenset())


def _no_table(naam: str, data: bytes) -> InputError:
    place = FilePlace(naam)
    return InputError(
        [kinds.LEEG_BESTAND.at(place) if not data else kinds.GEEN_WERKMAP.at(place, gezien=looks_like(data))]
    )
