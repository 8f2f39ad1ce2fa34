"""The guard: looks at a workbook before a reader opens it, and refuses in words what could harm or mislead.

The native reader ends the whole process on some files of two kilobytes, which nobody can catch; so nothing reaches it
but a clean package made here, holding the bytes that were checked, without what a sheet says untruly about its own
size. The guard does not judge the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.parsers.expat import ExpatError

from buurtwijzer.core.places import column_letters
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.files.clean_package import Packed, as_it_is, clean_package, stored
from buurtwijzer.data.files.container import MAX_UNPACKED, Container, open_container, read_bytes
from buurtwijzer.data.files.package import Package, SheetPart, open_package, plain_xml
from buurtwijzer.data.files.shared_texts import count_lies, too_much_text
from buurtwijzer.data.files.sheet_scan import (
    AddressError,
    SheetScan,
    filled_extent,
    scan_sheet,
    told_extent,
    without_extent,
)

# A cell costs the reader about 100 bytes in all: this stays under 1 GiB. All of the Netherlands x 180 columns is 3.3 M.
MAX_CELLS = 8_000_000
# As many as a sheet of Excel has: nobody has a table that is wider, and finding out what it is takes too long.
MAX_COLUMNS = 16_384
_SMALL_BOX = 200_000
_SPARSE = 50


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
    parts: dict[str, Packed] = {}
    reports, scans = [], []
    for number, sheet in enumerate(package.bladen, start=1):
        data = plain_xml(container, sheet.part)
        scan = _scan(container, sheet, data)
        parts[f"xl/worksheets/sheet{number}.xml"] = _part(container, sheet, scan, data)
        scans.append((data, scan.teksten))
        reports.append(_report(sheet, scan))
    if package.teksten is not None:
        _check_texts(container, package.teksten, scans)
        parts["xl/sharedStrings.xml"] = as_it_is(container, package.teksten)
    if package.stijlen is not None:
        plain_xml(container, package.stijlen)
        parts["xl/styles.xml"] = as_it_is(container, package.stijlen)
    names = [sheet.naam for sheet in package.bladen]
    return GuardReport(container.naam, container.sha256, tuple(reports), clean_package(names, parts))


def _part(container: Container, sheet: SheetPart, scan: SheetScan, data: bytes) -> Packed:
    """Give a sheet for the reader: as it is when it says no more of its own size than its cells do."""
    told = told_extent(data)
    most = min(MAX_CELLS, max(_SMALL_BOX, _SPARSE * scan.cellen))
    is_true = told is not None and told[0] <= scan.rij and told[1] <= scan.kolom and told[0] * told[1] <= most
    return as_it_is(container, sheet.part) if is_true else stored(without_extent(data))


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


def _check_texts(container: Container, part: str, sheets: Sequence[tuple[bytes, int]]) -> None:
    data = plain_xml(container, part)
    if count_lies(data):
        raise container.refuse(kinds.TEKSTLIJST_LIEGT)
    if too_much_text(data, sheets):
        raise container.refuse(kinds.TE_VEEL_TEKST)
