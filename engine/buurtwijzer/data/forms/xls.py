"""An old Excel workbook (.xls) for input: checked, and made into a clean copy that the native reader may open.

It is only read: writing results back needs an .xlsx, which keeps what is in it.
"""

from __future__ import annotations

import hashlib

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import IssueKind
from buurtwijzer.core.places import FilePlace, column_letters
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.files.guard import MAX_CELLS, GuardReport, SheetReport, is_far
from buurtwijzer.data.files.shared_texts import MAX_TEXT
from buurtwijzer.data.files.workbook import Sheet, read_sheet
from buurtwijzer.data.forms import old_issue_kinds as old_kinds
from buurtwijzer.data.forms.biff import (
    BiffSheet,
    BrokenBiffError,
    DoubleCellError,
    EncryptedError,
    OlderBiffError,
    scan_workbook,
)
from buurtwijzer.data.forms.ole import BrokenOleError, clean_file, read_streams

_NAMES = ("Workbook", "Book", "EncryptedPackage")


def guard_xls(naam: str, data: bytes) -> GuardReport:
    """Check the bytes of an .xls workbook and give a clean copy to read.

    Raises:
        InputError: It is encrypted, older than Excel 97, damaged, too large, or no workbook.
    """
    try:
        streams = read_streams(data, _NAMES)
        if "encryptedpackage" in streams:
            raise _refuse(naam, kinds.VERSLEUTELD)
        if "workbook" not in streams and "book" not in streams:
            raise _refuse(naam, kinds.GEEN_WERKMAP, gezien="een ander oud Office-bestand")
        sheets, clean = scan_workbook(streams.get("workbook") or streams.get("book", b""))
    except EncryptedError as error:
        raise _refuse(naam, kinds.VERSLEUTELD) from error
    except OlderBiffError as error:
        raise _refuse(naam, old_kinds.HEEL_OUD_EXCEL) from error
    except DoubleCellError as error:
        raise _refuse(naam, kinds.CELADRES_FOUT, blad=str(error)) from error
    except BrokenOleError as error:
        raise _broken(naam, data, str(error)) from error
    except BrokenBiffError as error:
        raise _refuse(naam, kinds.BESCHADIGD, reden=str(error)) from error
    _check_size(naam, sheets)
    return GuardReport(naam, hashlib.sha256(data).hexdigest(), tuple(map(_report, sheets)), clean_file(clean))


def read_xls_sheet(guarded: GuardReport, index: int) -> Sheet:
    """Read one sheet of a guarded .xls workbook; its numbers come as in other workbooks.

    Raises:
        InputError: The reader cannot read it after all.
    """
    sheet = read_sheet(guarded, index)
    rows = [[float(cell) if type(cell) is int else cell for cell in row] for row in sheet.rijen]
    return Sheet(sheet.bestand, sheet.report, rows)


def _broken(naam: str, data: bytes, reden: str) -> InputError:
    """Say what a file whose parts cannot be followed was, by the names that stand in it."""
    names = [name for name in _NAMES if name.encode("utf-16-le") in data]
    if "EncryptedPackage" in names:
        return _refuse(naam, kinds.VERSLEUTELD)
    if not names:
        return _refuse(naam, kinds.GEEN_WERKMAP, gezien="een ander oud Office-bestand")
    return _refuse(naam, kinds.BESCHADIGD, reden=reden)


def _check_size(naam: str, sheets: list[BiffSheet]) -> None:
    if not sheets:
        raise _refuse(naam, kinds.GEEN_BLADEN)
    if sum(sheet.tekst for sheet in sheets) > MAX_TEXT:
        raise _refuse(naam, kinds.TE_VEEL_TEKST)
    if sum(sheet.cellen for sheet in sheets) > MAX_CELLS:
        raise _refuse(naam, kinds.TE_VEEL_CELLEN, blad=sheets[0].naam, grens=MAX_CELLS)
    for sheet in sheets:
        if is_far((sheet.rij, sheet.kolom), sheet.cellen):
            cell = f"{column_letters(sheet.kolom)}{sheet.rij}"
            raise _refuse(naam, kinds.VERRE_CEL, blad=sheet.naam, cel=cell, aantal=sheet.cellen)


def _report(sheet: BiffSheet) -> SheetReport:
    # A formula in this form always has a stored result, so none can be told to be empty.
    return SheetReport(
        naam=sheet.naam,
        zichtbaar=sheet.zichtbaar,
        cellen=sheet.cellen,
        foutcellen=frozenset(sheet.foutcellen),
        lege_formules=frozenset(),
        formules=sheet.formules,
    )


def _refuse(naam: str, kind: IssueKind, **values: object) -> InputError:
    return InputError([kind.at(FilePlace(naam), **values)])
