"""*Opruimen*: take away everything we wrote: columns, sheets and names. The user's cells are as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buurtwijzer.core.dutch import join_words, plural
from buurtwijzer.core.places import CellPlace
from buurtwijzer.data.own_rows import OwnRows, meant_rows
from buurtwijzer.reporting.marks import CALCULATED, SOURCES, is_contract_name
from buurtwijzer.reporting.ours import areas_written, settle, users_cells
from buurtwijzer.reporting.record import KEY, Record
from buurtwijzer_excel.live.columns import Beside, remembered, remove_columns
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.ledger import ours
from buurtwijzer_excel.live.names import set_name
from buurtwijzer_excel.live.own_sheets import drop_marks, own_sheet, remove_sheet
from buurtwijzer_excel.live.reading import (
    names_of_own_sheets,
    not_recorded,
    open_book,
    owned_columns,
    read_record_of,
    read_sheet,
)
from buurtwijzer_excel.live.rekenbladen import is_users, remove_calculated, remove_names
from buurtwijzer_excel.workbook.ownership import SHEET_MARK, cells_text, columns_text, is_gone, split_recorded
from buurtwijzer_excel.workbook.run import Progress
from buurtwijzer_excel.workbook.settings import SHEET, has_choices

if TYPE_CHECKING:
    import xlwings as xw

_NOWHERE = OwnRows(-1, 0, {})


def run(app: xw.App, tell: Progress) -> str:
    """Take everything of ours away; what the user typed in it stays, as does a sheet Instellingen that was filled in.

    Raises:
        BuurtwijzerError: A sheet cannot be written; nothing is taken away then.
    """
    book = open_book(app)
    tell("opruimen", 0.2)
    record, sheets, told = _ours_in(book)
    with Journal(CellPlace(book.name, book.sheets.active.name)) as journal:
        lines = [_clear_columns(sheet, journal) for sheet in sheets]
        stays = [f"{cells_text(sheet.vaste)} op blad '{sheet.blok.blad}'" for sheet in sheets if sheet.vaste]
        removed, left = _clear_sheets(book, record, journal)
    stays += [f"blad '{name}'" for name in left]
    if removed:
        lines.append(f"{plural(len(removed), 'blad', 'bladen')} ({join_words(removed)})")
    text = f"Opgeruimd: {join_words(lines)}." if lines else "Er was niets van Buurtwijzer om op te ruimen."
    if stays:
        text += f" Wat u zelf hebt ingevuld of veranderd, blijft staan: {join_words(stays)}."
    settings = own_sheet(book, SHEET.casefold())
    if settings is not None:
        text += f" Blad '{settings.name}' blijft staan, want u hebt het ingevuld."
    return " ".join((text, *told))


def _ours_in(book: xw.Book) -> tuple[Record, list[Beside], list[str]]:
    """Give what we wrote, the sheets with columns of ours, and what to tell of columns that are not surely ours."""
    own_sheets = names_of_own_sheets(book)
    users = [sheet for sheet in book.sheets if sheet.name not in own_sheets.values()]
    marked = {sheet.name: columns for sheet in users if (columns := owned_columns(sheet))}
    blocks = {name: read_sheet(book, book.sheets[name]) for name in marked}
    record = settle(read_record_of(book, own_sheets), blocks, marked, book.sheet_names)
    found, told = [], []
    for name, block in blocks.items():
        mine, others = split_recorded(record, name, marked[name])
        if others:
            issue = not_recorded(book.name, name, others)
            told += [issue.message, issue.remedy]
        if mine:
            wrote = record.bladen[name]
            tables = meant_rows(block.rijen) or (_NOWHERE,)
            own = max(tables, key=lambda table: areas_written(block, mine, table.codes, wrote))
            cells = users_cells(block, mine, own.codes, wrote)
            found.append(Beside(book.sheets[name], block, own, mine, frozenset(cells)))
    return record, found, told


def _clear_columns(sheet: Beside, journal: Journal) -> str:
    """Take columns away; gives which, in words."""
    journal.place = CellPlace(sheet.blok.werkmap, sheet.blok.blad)
    journal.undo_with(remembered(sheet, sheet.kolommen))
    remove_columns(sheet.sheet, sheet.kolommen, sheet.vaste)
    return f"kolom {columns_text(sheet.kolommen)} op blad '{sheet.blok.blad}'"


def _clear_sheets(book: xw.Book, record: Record, journal: Journal) -> tuple[list[str], list[str]]:
    """Take our sheets and names away; gives the names of those that went and those that became the user's."""
    stays = _filled_settings(book)
    removed, left = [], []
    # the hidden record last: as long as it stands, what else stands can be told apart
    has_value = is_users(book, record)  # calculation sheets refer to each other: they go or stay together
    if not has_value:
        remove_names(book, journal)
    for key, name in sorted(names_of_own_sheets(book).items(), key=lambda item: item[0] == KEY):
        journal.place = CellPlace(book.name, name)
        if key == stays or (has_value and key == KEY):
            continue
        if key in CALCULATED:
            if has_value:
                left.append(name)
            else:
                remove_calculated(book, key, journal)
                removed.append(f"'{name}'")
            continue
        if key not in (KEY, SHEET.casefold()) and ours(book.sheets[name], key, record) is None:
            drop_marks(book, key, journal)
            left.append(name)
            continue
        remove_sheet(book, key, journal)
        if key != KEY:
            removed.append(f"'{name}'")
    _remove_left_names(book, journal)
    return removed, left


def _filled_settings(book: xw.Book) -> str:
    """Give the key of the sheet with settings when the user chose something on it."""
    sheet = own_sheet(book, SHEET.casefold())
    return SHEET.casefold() if sheet is not None and has_choices(read_sheet(book, sheet)) else ""


def _remove_left_names(book: xw.Book, journal: Journal) -> None:
    """Take away names of ours whose cells or sheets are gone; any other name that looks like ours is the user's."""
    kept = names_of_own_sheets(book)
    for name in [(name.name, name.refers_to or "") for name in book.names]:
        bare = name[0].rpartition("!")[2]
        is_source = name[0] in SOURCES and bare.rpartition("_")[2] not in kept
        is_left = is_contract_name(bare) and is_gone(name[1])
        if (is_left or is_source) and bare.removeprefix(SHEET_MARK) not in kept:
            set_name(book, name[0], None, journal)
