"""`write_workbook()`: the neutral sheets as an Excel workbook. Text stays text; same result, same bytes."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.errors import OutputError
from buurtwijzer.reporting.blad import Blad, Cel, CelSoort
from buurtwijzer.reporting.files import check_target, write_safely
from buurtwijzer.reporting.heights import header_height, row_height
from buurtwijzer.reporting.issue_kinds import X106, X107
from buurtwijzer.reporting.page import footer, set_up_page
from buurtwijzer.reporting.sheets import build_sheets
from buurtwijzer.reporting.styles import RAMP_START, RAMPS, Styles
from buurtwijzer.reporting.texts import STANDING_LINE

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_FIXED_DATE = date(2000, 1, 1)
_NOTE = {"x_scale": 2, "y_scale": 1.2, "author": "Buurtwijzer", "font_size": 9}
_OPTIONS = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}


def write_workbook(
    assessment: Assessment,
    path: Path,
    *,
    overschrijf: bool = False,
    datum: date | None = None,
    invoer: Sequence[Path] = (),
) -> None:
    """Write a result as a workbook, whole or not at all.

    Args:
        assessment: The result.
        path: File to write; its name ends on ``.xlsx``.
        overschrijf: Whether an existing file may be replaced; a file that was read never is.
        datum: Date for the properties and Verantwoording; None gives a fixed one: equal results, equal files.
        invoer: The files that were read, as far as the caller knows their places.

    Raises:
        OutputError: The file could not be written; what was there is untouched.
    """
    if path.suffix.lower() != ".xlsx":
        raise OutputError([X107.at(path.name or str(path))])
    check_target(path, overschrijf=overschrijf, invoer=invoer)
    if path.exists() and _hash(path) in {source.sha256 for source in assessment.table.bestanden}:
        raise OutputError([X106.at(path.name)])
    write_safely(path, workbook_bytes(assessment, datum=datum), overschrijf=overschrijf, invoer=invoer)


def workbook_bytes(assessment: Assessment, *, datum: date | None = None) -> bytes:
    """Give a result as the bytes of a workbook.

    Args:
        assessment: The result.
        datum: As for `write_workbook`.
    """
    import xlsxwriter  # noqa: PLC0415 - heavy, only when a workbook is written

    buffer = BytesIO()
    workbook = xlsxwriter.Workbook(buffer, _OPTIONS)
    workbook.set_properties(_properties(datum))
    workbook.set_size(2400, 1400)
    styles = Styles.of(workbook)
    sources = footer(assessment.table.bestanden)
    for blad in build_sheets(assessment, datum=datum):
        _write_sheet(workbook, styles, blad, sources)
    workbook.close()
    return buffer.getvalue()


def _properties(datum: date | None) -> dict[str, object]:
    day = datum or _FIXED_DATE
    return {
        "title": "Buurtwijzer: uitkomsten per gebied",
        "author": "Buurtwijzer",
        "comments": STANDING_LINE,
        "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001 - a day, no moment
    }


def _write_sheet(workbook: Workbook, styles: Styles, blad: Blad, sources: str) -> None:
    sheet = workbook.add_worksheet(blad.naam)
    rows = blad.rijen or ((None,) * len(blad.kolommen),)
    _add_table(sheet, styles, blad, len(rows))
    formats = [styles.cell(kolom) for kolom in blad.kolommen]
    for number, row in enumerate(rows, 1):
        sheet.set_row(number, row_height(blad.kolommen, row))
        for column, (cell, cell_format) in enumerate(zip(row, formats, strict=True)):
            _write_cell(sheet, number, column, cell, cell_format)
    _set_columns(sheet, blad, len(rows))
    sheet.freeze_panes(1, blad.vast)
    sheet.hide_gridlines(2)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + 1}"})
    set_up_page(sheet, blad, len(rows), sources)


def _add_table(sheet: Worksheet, styles: Styles, blad: Blad, rows: int) -> None:
    columns = [{"header": kolom.kop, "header_format": styles.header(kolom)} for kolom in blad.kolommen]
    options = {"name": blad.tabel, "columns": columns, "style": None, "title": blad.naam}
    if sheet.add_table(0, 0, rows, len(columns) - 1, options) != 0:
        raise ValueError(f"tabel {blad.tabel} is niet te maken")
    sheet.set_row(0, header_height(blad.kolommen))


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cel, cell_format: Format) -> None:
    if cell is None:
        sheet.write_blank(row, column, None, cell_format)
    elif isinstance(cell, str):
        if sheet.write_string(row, column, cell, cell_format) != 0:
            raise ValueError(f"tekst past niet in een cel (rij {row + 1}, kolom {column + 1})")
    elif math.isfinite(cell):
        sheet.write_number(row, column, cell, cell_format)
    else:
        raise ValueError(f"geen eindig getal (rij {row + 1}, kolom {column + 1})")


def _set_columns(sheet: Worksheet, blad: Blad, rows: int) -> None:
    for column, kolom in enumerate(blad.kolommen):
        is_detail = kolom.soort is CelSoort.BAND
        sheet.set_column(column, column, kolom.breedte, None, {"level": 1} if is_detail else {})
        if kolom.uitleg:
            sheet.write_comment(0, column, kolom.uitleg, _NOTE)
        if kolom.soort in RAMPS:
            sheet.conditional_format(1, column, rows, column, _ramp(RAMPS[kolom.soort]))


def _ramp(colour: str) -> dict[str, object]:
    return {
        "type": "2_color_scale",
        "min_type": "num",
        "max_type": "num",
        "min_value": 0,
        "max_value": 100,
        "min_color": RAMP_START,
        "max_color": colour,
    }


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
