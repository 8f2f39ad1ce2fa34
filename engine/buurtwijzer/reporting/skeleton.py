"""The form of the workbook, made by XlsxWriter with one empty row a sheet: styles, tables, notes, charts, print set-up.

The rows are poured in afterwards (`pour`); so a national file costs no more form than a small one.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom
from buurtwijzer.reporting.heights import header_height, lines_needed
from buurtwijzer.reporting.page import set_up_page
from buurtwijzer.reporting.styles import RAMP_START, RAMPS, Styles
from buurtwijzer.reporting.texts import STANDING_LINE

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_FIXED_DATE = date(2000, 1, 1)
_TITLE = "Buurtwijzer: uitkomsten per gebied"
_NOTE = {"x_scale": 2.4, "author": "Buurtwijzer", "font_size": 9}
_NOTE_CHARACTERS, _NOTE_LINE, _NOTE_LEAST = 52, 0.18, 1.0
_OPTIONS = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}
_ADDED_ROWS = 200
"""Rows that people may add under a sheet they fill in, with the same choices."""
_STYLE = re.compile(rb'<c r="[A-Z]+2" s="(\d+)"/>')
_ROW = re.compile(rb'<row r="2".*?</row>', re.DOTALL)

Extra = Callable[["Workbook", Styles], None]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A whole workbook without its rows.

    Attributes:
        parts: Its parts in order, by name.
        texts: The texts its cells share, in order.
        used: How many of its cells refer to one.
        sheets: Name of the part of each sheet, in tab order.
        tables: Name of the part of the table of each sheet that has rows, by the name of the sheet.
    """

    parts: Mapping[str, bytes]
    texts: tuple[str, ...]
    used: int
    sheets: Mapping[str, str]
    tables: Mapping[str, str]

    def around_rows(self, blad: Blad) -> tuple[bytes, bytes, tuple[str, ...]]:
        """Give what stands before and after the rows of a sheet, and the number of the format of each column."""
        part = self.parts[self.sheets[blad.naam]]
        found = _ROW.search(part)
        if found is None:
            raise ValueError(f"blad {blad.naam} heeft geen rij om mee te beginnen")
        styles = tuple(style.decode() for style in _STYLE.findall(found.group()))
        return part[: found.start()], part[found.end() :], styles


def make_skeleton(
    before: Sequence[Blad],
    extra: Extra | None,
    after: Sequence[Blad],
    sources: str,
    datum: date | None,
    titel: str = _TITLE,
) -> Skeleton:
    """Make the form of a workbook.

    Args:
        before: The first sheets.
        extra: Adds a sheet of its own after those; None for none.
        after: The last sheets.
        sources: Foot of every page.
        datum: Date for the properties; None gives a fixed one.
        titel: Title for the properties.
    """
    import xlsxwriter  # noqa: PLC0415 - heavy, only when a workbook is written

    buffer = BytesIO()
    workbook = xlsxwriter.Workbook(buffer, _OPTIONS)
    workbook.set_properties(_properties(datum, titel))
    workbook.set_size(2400, 1400)
    styles = Styles.of(workbook)
    for blad in before:
        _add_sheet(workbook, styles, blad, sources)
    if extra is not None:
        extra(workbook, styles)
    for blad in after:
        _add_sheet(workbook, styles, blad, sources)
    workbook.close()
    with zipfile.ZipFile(buffer) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    return Skeleton(
        parts,
        tuple(workbook.str_table.string_array),
        workbook.str_table.count,
        {str(sheet.name): f"xl/worksheets/sheet{n}.xml" for n, sheet in enumerate(workbook.worksheets(), 1)},
        {blad.naam: f"xl/tables/table{n}.xml" for n, blad in enumerate((*before, *after), 1)},
    )


def _properties(datum: date | None, titel: str) -> dict[str, object]:
    day = datum or _FIXED_DATE
    return {
        "title": titel,
        "author": "Buurtwijzer",
        "comments": STANDING_LINE,
        "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001 - a day, no moment
    }


def _add_sheet(workbook: Workbook, styles: Styles, blad: Blad, sources: str) -> None:
    sheet = workbook.add_worksheet(blad.naam)
    _add_table(sheet, styles, blad)
    for column, kolom in enumerate(blad.kolommen):
        sheet.write_blank(1, column, None, styles.cell(kolom))
    _set_columns(sheet, blad)
    sheet.freeze_panes(1, blad.vast)
    sheet.hide_gridlines(2)
    sheet.set_zoom(blad.zoom)
    last = max(1, len(blad.rijen)) + 1
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last}"})
    set_up_page(sheet, blad, last - 1, sources)


def _add_table(sheet: Worksheet, styles: Styles, blad: Blad) -> None:
    columns = [{"header": kolom.kop, "header_format": styles.header(kolom)} for kolom in blad.kolommen]
    options = {"name": blad.tabel, "columns": columns, "style": None, "title": blad.naam}
    if sheet.add_table(0, 0, 1, len(columns) - 1, options) != 0:
        raise ValueError(f"tabel {blad.tabel} is niet te maken")
    sheet.set_row(0, header_height(blad.kolommen))


def _set_columns(sheet: Worksheet, blad: Blad) -> None:
    last, was_folded = max(1, len(blad.rijen)), False
    for column, kolom in enumerate(blad.kolommen):
        form: dict[str, object] = {"level": 1, "hidden": True} if kolom.gevouwen else {"collapsed": was_folded}
        sheet.set_column(column, column, kolom.breedte, None, form)
        was_folded = kolom.gevouwen
        if kolom.uitleg:
            lines = lines_needed(kolom.uitleg, _NOTE_CHARACTERS) + 1
            sheet.write_comment(0, column, kolom.uitleg, {**_NOTE, "y_scale": max(_NOTE_LEAST, _NOTE_LINE * lines)})
        if kolom.soort in RAMPS:
            sheet.conditional_format(1, column, last, column, _ramp(RAMPS[kolom.soort]))
        if kolom.invoer and (kolom.keuzes or kolom.soort is CelSoort.AANTAL):
            sheet.data_validation(1, column, last + _ADDED_ROWS, column, _choices(kolom))


def _choices(kolom: Kolom) -> dict[str, object]:
    """Let a cell that people fill in take only what can be read back."""
    told = {"error_title": "Dit kan hier niet", "ignore_blank": True}
    if kolom.keuzes:
        words = f"Kies uit: {', '.join(kolom.keuzes)}. Laat de cel leeg als het niet is gevraagd."
        return {**told, "validate": "list", "source": list(kolom.keuzes), "error_message": words}
    words = "Schrijf een heel aantal mensen, of laat de cel leeg."
    return {**told, "validate": "integer", "criteria": ">=", "value": 1, "error_message": words}


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
