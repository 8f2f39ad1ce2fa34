"""*Instellingen*: show the sheet with choices for this workbook, made when it is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buurtwijzer.core.places import CellPlace
from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.own_sheets import add_sheet, own_sheet, write_sheet
from buurtwijzer_excel.live.reading import open_book, read_sheet
from buurtwijzer_excel.workbook.run import Progress
from buurtwijzer_excel.workbook.settings import EXPLAINED, SHEET, is_settings

if TYPE_CHECKING:
    import xlwings as xw


def run(app: xw.App, tell: Progress) -> str:
    """Show the sheet with settings.

    Raises:
        BuurtwijzerError: The sheet cannot be made.
    """
    book = open_book(app)
    tell("instellingen", 0.5)
    sheet = own_sheet(book, SHEET.casefold()) or _by_hand(book)
    if sheet is None:
        with Journal(CellPlace(book.name, SHEET)) as journal:
            sheet = add_sheet(book, SHEET, SHEET.casefold(), journal)
            write_sheet(sheet, settings_sheet())
    sheet.activate()
    return (
        f"Op blad '{sheet.name}' kiest u in kolom B wat anders moet; leeg laten is goed. "
        "Kies daarna Ververs om alles opnieuw te berekenen."
    )


def settings_sheet() -> Blad:
    """Give the sheet with every setting, its value to fill in and what it means."""
    columns = (
        Kolom("instelling", CelSoort.TEKST, 16),
        Kolom("waarde", CelSoort.TEKST, 40),
        Kolom("uitleg", CelSoort.LANGE_TEKST, 80),
    )
    return Blad(SHEET, "bwz_instellingen", columns, tuple((name, None, text) for name, text in EXPLAINED))


def _by_hand(book: xw.Book) -> xw.Sheet | None:
    """Find a sheet with settings that the user made."""
    found = next((sheet for sheet in book.sheets if sheet.name.casefold() == SHEET.casefold()), None)
    return found if found is not None and is_settings(read_sheet(book, found)) else None
