"""`write_baseline()`: a baseline into a copy of a user's own workbook, or into a workbook of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from buurtwijzer.core.errors import InputError, OutputError
from buurtwijzer.core.places import FilePlace
from buurtwijzer.evidence.nulmeting import issue_kinds as kinds
from buurtwijzer.evidence.nulmeting.model import Nulmeting
from buurtwijzer.reporting.files import check_target, write_safely
from buurtwijzer.reporting.injection import issue_kinds as injection_kinds
from buurtwijzer.reporting.injection.archive import write_package
from buurtwijzer.reporting.injection.book import BookChange
from buurtwijzer.reporting.injection.copy import Copy
from buurtwijzer.reporting.injection.nodes import XmlError
from buurtwijzer.reporting.injection.opened import OwnFile, open_own_bytes, open_own_file
from buurtwijzer.reporting.injection.own_parts import one_part
from buurtwijzer.reporting.injection.own_sheets import Home, Homes
from buurtwijzer.reporting.injection.write_back import check_copy
from buurtwijzer.reporting.issue_kinds import X107
from buurtwijzer.reporting.marks import BASELINE
from buurtwijzer.reporting.nulmeting.cover import cover_sheet
from buurtwijzer.reporting.nulmeting.read import baselines_in
from buurtwijzer.reporting.nulmeting.sheet import NAAM, TABEL, baseline_sheet
from buurtwijzer.reporting.record import Record
from buurtwijzer.reporting.rekenbladen.write import sheets_bytes

_FOOT = "&L&8Gebiedsgemiddelden: niet voor besluiten over personen&R&8&A, blad &P van &N"
_TITLE = "Buurtwijzer: nulmeting"


def check_baseline_target(
    doel: Path,
    werkmap: Path | None,
    *,
    nieuw: bool = False,
    overschrijf: bool = False,
    invoer: Sequence[Path] = (),
) -> None:
    """Refuse a target that cannot or may not be written, before any work is done for it.

    Args:
        doel: File to write.
        werkmap: The user's workbook of which it will be a copy; None for a workbook of its own.
        nieuw: Whether a second baseline may come beside one that is there.
        overschrijf: Whether an existing file may be replaced; one with a baseline in it never is.
        invoer: Other files that were read.

    Raises:
        InputError: There is a baseline already, or what it would be a copy of is no workbook.
        OutputError: It cannot be written.
    """
    if werkmap is None:
        if doel.suffix.lower() != ".xlsx":
            raise OutputError([X107.at(doel.name or str(doel))])
        check_target(doel, overschrijf=overschrijf, invoer=invoer)
    else:
        check_copy(werkmap, doel, overschrijf=overschrijf, invoer=invoer)
        _check_new(open_own_file(werkmap), nieuw=nieuw)
    if doel.exists():
        _check_new(open_own_file(doel), nieuw=False)


def write_baseline(
    nulmeting: Nulmeting,
    doel: Path,
    werkmap: Path | None = None,
    *,
    nieuw: bool = False,
    overschrijf: bool = False,
    datum: date | None = None,
    invoer: Sequence[Path] = (),
) -> str:
    """Write a baseline, whole or not at all; a workbook it is put into stays as it was but for the new sheet.

    Args:
        nulmeting: The baseline.
        doel: File to write.
        werkmap: The user's workbook of which it is a copy; None makes a workbook of its own.
        nieuw: As of `check_baseline_target`.
        overschrijf: As of `check_baseline_target`.
        datum: Date for the properties; None gives a fixed one.
        invoer: Other files that were read.

    Returns:
        The name of the sheet.

    Raises:
        InputError: The workbook cannot be read or written into, or has a baseline already.
        OutputError: The file could not be written; what was there is untouched.
    """
    check_baseline_target(doel, werkmap, nieuw=nieuw, overschrijf=overschrijf, invoer=invoer)
    if werkmap is None:
        empty = sheets_bytes([cover_sheet(nulmeting)], datum=datum, titel=_TITLE)
        file = open_own_bytes(doel, empty)
    else:
        file = open_own_file(werkmap)
    copy = Copy(file)
    try:
        blad = _fill(copy, nulmeting, datum)
    except XmlError as error:
        onderdeel = file.package.boek
        raise InputError([injection_kinds.X301.at(FilePlace(file.pad.name), onderdeel=onderdeel)]) from error
    write_safely(
        doel,
        lambda target: write_package(file.container, copy.changed, copy.added, target),
        overschrijf=overschrijf,
        invoer=(*invoer, *([werkmap] if werkmap is not None else [])),
    )
    return blad


def _check_new(file: OwnFile, *, nieuw: bool) -> None:
    for blad in baselines_in(file).values():
        if not nieuw:
            raise InputError([kinds.B288.at(FilePlace(file.pad.name), blad=blad)])


def _fill(copy: Copy, nulmeting: Nulmeting, datum: date | None) -> str:
    file = copy.file
    book, homes, styles = BookChange(file.book), Homes.of(file, Record()), copy.styles()
    home = _home(homes, len(baselines_in(file)))
    part = one_part(baseline_sheet(nulmeting), home, styles[1], _FOOT, datum)
    copy.finish([part], book, styles, homes)
    return home.naam


def _home(homes: Homes, there: int) -> Home:
    """Give the sheet a place of its own: never that of a baseline that is there."""
    if not there:
        return homes.give(NAAM, TABEL)
    known = baselines_in(homes.file)
    number = next(n for n in range(2, there + 3) if f"{BASELINE}_{n}" not in known)
    return replace(homes.give(f"{NAAM} {number}", f"{TABEL}_{number}"), sleutel=f"{BASELINE}_{number}")
