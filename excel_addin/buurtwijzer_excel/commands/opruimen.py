"""*Opruimen*: take away everything we wrote: columns, sheets and names. The user's cells are as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buurtwijzer.core.dutch import join_words, plural
from buurtwijzer.core.errors import OutputError
from buurtwijzer.core.places import CellPlace
from buurtwijzer.reporting.marks import SOURCES, is_contract_name
from buurtwijzer_excel.cli.log import log_crash
from buurtwijzer_excel.live.columns import columns_text, remove_columns
from buurtwijzer_excel.live.own_sheets import own_sheet, remove_sheet
from buurtwijzer_excel.live.reading import names_of_own_sheets, open_book, owned_columns, read_sheet
from buurtwijzer_excel.workbook.issue_kinds import X215
from buurtwijzer_excel.workbook.ownership import SHEET_MARK, is_gone
from buurtwijzer_excel.workbook.run import Progress
from buurtwijzer_excel.workbook.settings import SHEET, has_choices

if TYPE_CHECKING:
    import xlwings as xw


def run(app: xw.App, tell: Progress) -> str:
    """Take everything of ours away; a sheet Instellingen that the user filled in stays.

    Raises:
        BuurtwijzerError: A sheet cannot be written.
    """
    book = open_book(app)
    tell("opruimen", 0.2)
    lines = [line for sheet in book.sheets if (line := _clear_columns(book, sheet))]
    stays = _filled_settings(book)
    removed = []
    for key, name in names_of_own_sheets(book).items():
        if key != stays:
            _guarded(book, name, key)
            removed.append(f"'{name}'")
    _remove_left_names(book)
    if removed:
        lines.append(f"{plural(len(removed), 'blad', 'bladen')} ({join_words(removed)})")
    text = f"Opgeruimd: {join_words(lines)}." if lines else "Er was niets van Buurtwijzer om op te ruimen."
    if stays:
        text += f" Blad '{names_of_own_sheets(book)[stays]}' blijft staan, want u hebt het ingevuld."
    return text


def _clear_columns(book: xw.Book, sheet: xw.Sheet) -> str:
    columns = owned_columns(sheet)
    if not columns:
        return ""
    try:
        remove_columns(sheet, columns)
    except Exception as error:
        log_crash("opruimen", error)
        raise OutputError([X215.at(CellPlace(book.name, sheet.name))]) from error
    return f"kolom {columns_text(columns)} op blad '{sheet.name}'"


def _guarded(book: xw.Book, name: str, key: str) -> None:
    try:
        remove_sheet(book, key)
    except Exception as error:
        log_crash("opruimen", error)
        raise OutputError([X215.at(CellPlace(book.name, name))]) from error


def _filled_settings(book: xw.Book) -> str:
    """Give the key of the sheet with settings when the user chose something on it."""
    sheet = own_sheet(book, SHEET.casefold())
    return SHEET.casefold() if sheet is not None and has_choices(read_sheet(book, sheet)) else ""


def _remove_left_names(book: xw.Book) -> None:
    """Take away names of ours whose cells or sheets are gone; any other name that looks like ours is the user's."""
    kept = names_of_own_sheets(book)
    for name in list(book.names):
        bare = name.name.rpartition("!")[2]
        is_source = name.name in SOURCES and bare.rpartition("_")[2] not in kept
        is_left = is_contract_name(bare) and is_gone(name.refers_to or "")
        if (is_left or is_source) and bare.removeprefix(SHEET_MARK) not in kept:
            name.delete()
