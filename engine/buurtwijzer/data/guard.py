"""The guard: looks at a workbook before a reader opens it, and refuses in words what could harm or mislead.

The native reader ends the whole process on some files of two kilobytes, which nobody can catch; so nothing reaches it
but a clean package made here, holding the bytes that were checked, without what a sheet says about its own size. The
guard does not judge the figures.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.parsers.expat import ExpatError
from xml.sax.saxutils import quoteattr

from buurtwijzer.core.places import column_letters
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.container import MAX_UNPACKED, Container, open_container, read_bytes
from buurtwijzer.data.package import Package, SheetPart, open_package, plain_xml
from buurtwijzer.data.shared_texts import count_lies, too_much_text
from buurtwijzer.data.sheet_scan import AddressError, SheetScan, filled_extent, scan_sheet, without_extent

# A cell costs the reader about 100 bytes in all: this stays under 1 GiB. All of the Netherlands x 180 columns is 3.3 M.
MAX_CELLS = 8_000_000
_SMALL_BOX = 200_000
_SPARSE = 50

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_CT = "http://schemas.openxmlformats.org/package/2006/content-types"
_CT_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What the guard saw in one sheet; cells are (row, column), 1-based. The last two are as in `SheetScan`."""

    naam: str
    zichtbaar: bool
    cellen: int
    foutcellen: frozenset[tuple[int, int]]
    lege_formules: frozenset[tuple[int, int]]
    gewoon: bool = False
    formules: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class GuardReport:
    """A workbook that may be read.

    Attributes:
        naam: File name without folders.
        sha256: Hash of the bytes of the original file.
        bladen: Its worksheets, in order.
        werkmap: Clean package with exactly what was checked, for the reader.
    """

    naam: str
    sha256: str
    bladen: tuple[SheetReport, ...]
    werkmap: bytes


def guard_workbook(path: Path) -> GuardReport:
    """Check a workbook from the outside in and give a clean copy to read.

    Raises:
        InputError: The file cannot or may not be read; the message says why and what to do.
    """
    return guard_bytes(path.name, read_bytes(path))


def guard_bytes(naam: str, data: bytes) -> GuardReport:
    """Check the bytes of a workbook, as `guard_workbook` does for a file.

    Raises:
        InputError: The file cannot or may not be read.
    """
    container = open_container(naam, data)
    package = open_package(container)
    _check_total(container, package)
    parts: dict[str, bytes] = {}
    reports, scans = [], []
    for number, sheet in enumerate(package.bladen, start=1):
        data = without_extent(plain_xml(container, sheet.part))
        scan = _scan(container, sheet, data)
        parts[f"xl/worksheets/sheet{number}.xml"] = data
        scans.append((data, scan.teksten))
        reports.append(_report(sheet, scan))
    if package.teksten is not None:
        parts["xl/sharedStrings.xml"] = _texts(container, package.teksten, scans)
    if package.stijlen is not None:
        parts["xl/styles.xml"] = plain_xml(container, package.stijlen)
    return GuardReport(container.naam, container.sha256, tuple(reports), _clean_package(package.bladen, parts))


def _check_total(container: Container, package: Package) -> None:
    needed = [*(sheet.part for sheet in package.bladen), package.teksten, package.stijlen]
    total = sum(container.entries[part.lower()].file_size for part in needed if part is not None)
    if total > MAX_UNPACKED:
        raise container.refuse(kinds.TE_GROOT_UITGEPAKT, onderdeel="alle bladen samen")


def _scan(container: Container, sheet: SheetPart, data: bytes) -> SheetScan:
    try:
        scan = scan_sheet(data)
    except AddressError as error:
        raise container.refuse(kinds.CELADRES_FOUT, blad=sheet.naam) from error
    except ExpatError as error:
        raise container.refuse(kinds.XML_FOUT, onderdeel=sheet.part) from error
    _check_extent(container, sheet, scan, data)
    if scan.cellen > MAX_CELLS:
        raise container.refuse(kinds.TE_VEEL_CELLEN, blad=sheet.naam, grens=MAX_CELLS)
    return scan


def _check_extent(container: Container, sheet: SheetPart, scan: SheetScan, data: bytes) -> None:
    if not is_far((scan.rij, scan.kolom), scan.cellen):
        return
    # Cells that are only formatted cost the reader nothing: people leave many of those.
    if scan.gewoon and not is_far(filled_extent(data), scan.cellen):
        return
    cell = f"{column_letters(scan.kolom)}{scan.rij}"
    raise container.refuse(kinds.VERRE_CEL, blad=sheet.naam, cel=cell, aantal=scan.cellen)


def is_far(extent: tuple[int, int], cells: int) -> bool:
    """Tell whether the rectangle up to the last cell is much larger than its number of cells."""
    box = extent[0] * extent[1]
    return box > MAX_CELLS or (box > _SMALL_BOX and box > _SPARSE * cells)


def _report(sheet: SheetPart, scan: SheetScan) -> SheetReport:
    return SheetReport(
        naam=sheet.naam,
        zichtbaar=sheet.zichtbaar,
        cellen=scan.cellen,
        foutcellen=frozenset(scan.foutcellen),
        lege_formules=frozenset(scan.lege_formules),
        gewoon=scan.gewoon,
        formules=scan.formules,
    )


def _texts(container: Container, part: str, sheets: Sequence[tuple[bytes, int]]) -> bytes:
    data = plain_xml(container, part)
    if count_lies(data):
        raise container.refuse(kinds.TEKSTLIJST_LIEGT)
    if too_much_text(data, sheets):
        raise container.refuse(kinds.TE_VEEL_TEKST)
    return data


def _clean_package(sheets: Sequence[SheetPart], parts: dict[str, bytes]) -> bytes:
    names = list(parts)
    kind_of = {"xl/sharedStrings.xml": "sharedStrings", "xl/styles.xml": "styles"}
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_DOC}/{kind_of.get(name, "worksheet")}" Target="/{name}"/>'
        for n, name in enumerate(names, start=1)
    )
    listed = "".join(
        f'<sheet name={quoteattr(sheet.naam)} sheetId="{n}" r:id="rId{n}"/>' for n, sheet in enumerate(sheets, start=1)
    )
    fixed = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_CT}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_CT_SHEET}"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_REL}"><Relationship Id="rId1" Type="{_DOC}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_DOC}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_REL}">{relations}</Relationships>',
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, text in fixed.items():
            package.writestr(zipfile.ZipInfo(name), text)
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data)
    return target.getvalue()
