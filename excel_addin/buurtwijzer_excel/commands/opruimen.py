"""*Opruimen*: take away everything we wrote: columns, sheets and names. The user's cells are as they were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from buurtwijzer.core.dutch import join_words, plural
from buurtwijzer.core.places import CellPlace
from buurtwijzer.data.own.rows import OwnRows, meant_rows
from buurtwijzer.reporting.marks import CALCULATED, SOURCES, is_baseline, is_contract_name
from buurtwijzer.reporting.ours import areas_written, settle, users_cells
from buurtwijzer.reporting.record import KEY, Record
from buurtwijzer_excel.live.columns import Beside, remembered, remove_columns
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.ledger import is_written_on, ours
from buurtwijzer_excel.live.names import set_name
from buurtwijzer_excel.live.own_sheets import drop_marks, holds_more, own_sheet, remove_sheet
from buurtwijzer_excel.live.reading import (
    names_of_own_sheets,
    not_recorded,
    open_book,
    owned_columns,
    read_record_of,
    read_sheet,
)
from buurtwijzer_excel.live.rekenbladen import is_users, remove_calculated, remove_names
from buurtwijzer_excel.workbook.ownership import (
    SHEET_MARK,
    OwnedColumn,
    as_far_as_written,
    cells_text,
    columns_text,
    is_gone,
    owned_column,
    referred_sheet,
    split_recorded,
)
from buurtwijzer_excel.workbook.run import Progress
from buurtwijzer_excel.workbook.settings import SHEET, is_untouched

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
        text += f" Blad '{settings.name}' blijft staan, want daar staat iets van u op."
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
            mine, wrote = as_far_as_written(mine, block, record), record.bladen[name]
            tables = meant_rows(block.rijen) or (_NOWHERE,)
            own = max(tables, key=lambda table: areas_written(block, mine, table.codes, wrote))
            cells = users_cells(block, mine, own.codes, wrote)
            found.append(Beside(book.sheets[name], block, own, mine, frozenset(cells)))
    return record, found, [*told, *_with_another_header(book, record, marked)]


def _with_another_header(book: xw.Book, record: Record, marked: Mapping[str, Sequence[OwnedColumn]]) -> Iterator[str]:
    """Tell of columns that we wrote and whose header the user changed: they are the user's now."""
    for blad, wrote in record.bladen.items():
        if blad not in book.sheet_names:
            continue
        ours = {column.naam for column in marked.get(blad, ())}
        names = [(name.name, name.refers_to or "") for name in book.sheets[blad].names]
        here = [owned_column(*name) for name in names if referred_sheet(name[1]) == blad]
        left = [column for column in here if column and column.naam in wrote.kolommen and column.naam not in ours]
        if left:
            yield f"Kolom {columns_text(left)} op blad '{blad}' blijft staan, want de kop is veranderd."


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
        if is_baseline(key):
            left.append(name)
            continue
        if _is_users(book.sheets[name], key, record):
            drop_marks(book, key, journal)
            left.append(name)
            continue
        remove_sheet(book, key, journal)
        if key != KEY:
            removed.append(f"'{name}'")
    _remove_left_names(book, record, journal)
    return removed, left


def _is_users(sheet: xw.Sheet, key: str, record: Record) -> bool:
    """Tell whether the user put something on a sheet of ours; what was chosen on Instellingen is another matter."""
    if key == KEY:
        return is_written_on(sheet)
    return key != SHEET.casefold() and ours(sheet, key, record) is None


def _filled_settings(book: xw.Book) -> str:
    """Give the key of the sheet with settings when the user chose something on it, or put something else there."""
    sheet = own_sheet(book, SHEET.casefold())
    if sheet is None or (is_untouched(read_sheet(book, sheet)) and not holds_more(sheet)):
        return ""
    return SHEET.casefold()


def _remove_left_names(book: xw.Book, record: Record, journal: Journal) -> None:
    """Take away names of ours whose cells or sheets are gone; any other name that looks like ours is the user's."""
    kept = names_of_own_sheets(book)
    for name in [(name.name, name.refers_to or "") for name in book.names]:
        bare = name[0].rpartition("!")[2]
        key = bare.rpartition("_")[2]
        is_source = name[0] in SOURCES and key in record.eigen and key not in kept
        is_left = is_contract_name(bare) and is_gone(name[1])
        if (is_left or is_source) and bare.removeprefix(SHEET_MARK) not in kept:
            set_name(book, name[0], None, journal)
