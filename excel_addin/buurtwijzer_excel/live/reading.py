"""Reads an open workbook: one call per sheet, and the names that tell what on it is ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from buurtwijzer.core.dutch import format_number
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace, FilePlace
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.files.workbook import Row
from buurtwijzer.evidence.mirror.reading import is_mirror_sheet
from buurtwijzer.reporting.bladen.spiegeling import NAAM as MIRROR
from buurtwijzer.reporting.marks import SOURCES, is_sheet_of_ours
from buurtwijzer.reporting.ours import settle
from buurtwijzer.reporting.record import KEY, Record, read_record
from buurtwijzer.reporting.written import MARK
from buurtwijzer_excel.workbook.issue_kinds import X212, X218, X231, X234
from buurtwijzer_excel.workbook.ownership import (
    SHEET_MARK,
    OwnedColumn,
    as_far_as_written,
    cell_in,
    columns_text,
    is_gone,
    owned_cell,
    split_names,
    split_recorded,
)
from buurtwijzer_excel.workbook.placement import COLUMNS
from buurtwijzer_excel.workbook.run import OwnWorkbook
from buurtwijzer_excel.workbook.settings import SHEET, Settings, is_settings, read_settings

if TYPE_CHECKING:
    import xlwings as xw

_MOST_CELLS = 20_000_000
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_WEB = "://"


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """An open workbook as it is.

    Attributes:
        book: The workbook in the program.
        werkmap: Its cells without anything of ours.
        bladen: Per sheet of the user, by name, its cells with our columns.
        kolommen: Per sheet of the user the columns that are ours.
        namen: Per sheet of the user its own names, each with what it refers to.
        boeknamen: Names of the workbook as a whole, each with what it refers to.
        eigen: Per sheet of ours, by key (``meldingen``), its name now.
        settings: What the user chose.
        record: What we wrote, by the names that the sheets have now.
        vreemd: Names and columns that look like ours and are not.
    """

    book: xw.Book
    werkmap: OwnWorkbook
    bladen: Mapping[str, SheetBlock]
    kolommen: Mapping[str, tuple[OwnedColumn, ...]]
    namen: Mapping[str, Mapping[str, str]]
    boeknamen: Mapping[str, str]
    eigen: Mapping[str, str]
    settings: Settings
    record: Record
    vreemd: tuple[Issue, ...] = ()


def open_book(app: xw.App) -> xw.Book:
    """Give the workbook in front.

    Raises:
        InputError: None is open.
    """
    if not len(app.books):
        raise InputError([X212.at(FilePlace("Excel"))])
    return app.books.active


def read_book(book: xw.Book) -> Reading:
    """Read every sheet in sight.

    Raises:
        InputError: A setting cannot be, or a sheet is too large; all at once.
    """
    own_sheets = names_of_own_sheets(book)
    sheets = [sheet for sheet in book.sheets if sheet.name not in own_sheets.values() and sheet.visible]
    blocks = {sheet.name: read_sheet(book, sheet) for sheet in sheets}
    names = {sheet.name: dict(_names(sheet)) for sheet in sheets}
    book_names = {name.name: name.refers_to or "" for name in book.names if "!" not in name.name}
    strange = [X231.at(FilePlace(book.name), naam=name) for name in _strange_names(book_names, own_sheets)]
    marked: dict[str, tuple[OwnedColumn, ...]] = {}
    for name, block in blocks.items():
        marked[name], others = split_names(name, names[name].items(), cell_in(block.rijen))
        strange += [X231.at(CellPlace(book.name, name), naam=other) for other in others]
    record = settle(read_record_of(book, own_sheets), blocks, marked, book.sheet_names)
    split = {name: split_recorded(record, name, columns) for name, columns in marked.items()}
    strange += [not_recorded(book.name, name, others) for name, (_, others) in split.items() if others]
    columns = {name: as_far_as_written(ours, blocks[name], record) for name, (ours, _) in split.items()}
    chosen = _settings_block(book, own_sheets, blocks)
    folder = folder_of(book)
    judged = _judgements(book, own_sheets, blocks)
    bare = tuple(without(block, columns[name]) for name, block in blocks.items() if block not in (chosen, *judged))
    werkmap, settings = OwnWorkbook(book.name, folder, bare, judged), read_settings(chosen, folder)
    return Reading(book, werkmap, blocks, columns, names, book_names, own_sheets, settings, record, tuple(strange))


def _judgements(
    book: xw.Book, own_sheets: Mapping[str, str], blocks: Mapping[str, SheetBlock]
) -> tuple[SheetBlock, ...]:
    """Give the sheets with judgements of residents and workers: ours, and every one with its headers."""
    name = own_sheets.get(MIRROR.casefold())
    ours = () if name is None else (read_sheet(book, book.sheets[name]),)
    return (*ours, *(block for block in blocks.values() if is_mirror_sheet(block.rijen)))


def read_record_of(book: xw.Book, own_sheets: Mapping[str, str]) -> Record:
    """Read what we wrote in a workbook, by the names that the sheets had then; nothing when nothing is recorded.

    Args:
        book: The workbook.
        own_sheets: Names of our own sheets by key.
    """
    name = own_sheets.get(KEY)
    if name is None:
        return Record()
    sheet = book.sheets[name]
    return read_record(sheet.range((1, 1), sheet.used_range.last_cell).options(ndim=2).value)


def not_recorded(werkmap: str, blad: str, columns: Sequence[OwnedColumn]) -> Issue:
    """Tell the user of columns that look like ours and are theirs."""
    return X234.at(CellPlace(werkmap, blad), kolommen=columns_text(columns), blad=blad)


def _settings_block(
    book: xw.Book, own_sheets: Mapping[str, str], blocks: Mapping[str, SheetBlock]
) -> SheetBlock | None:
    """Give the sheet with settings: ours, or one that the user made."""
    name = own_sheets.get(SHEET.casefold())
    if name is not None:
        return read_sheet(book, book.sheets[name])
    by_hand = next((block for name, block in blocks.items() if name.casefold() == SHEET.casefold()), None)
    return by_hand if by_hand is not None and is_settings(by_hand) else None


def read_sheet(book: xw.Book, sheet: xw.Sheet) -> SheetBlock:
    """Read a sheet from A1 to its last cell in use: one call for its values, one to know where formulas stand.

    Raises:
        InputError: The part in use is too large; usually because of formats far below the data.
    """
    last = sheet.used_range.last_cell
    if last.row * last.column > _MOST_CELLS:
        count = format_number(float(last.row * last.column), 0)
        raise InputError([X218.at(CellPlace(book.name, sheet.name), aantal=count)])
    cells = sheet.range((1, 1), (last.row, last.column))
    rows: list[list[object]] = cells.options(ndim=2, empty="", err_to_str=True).value
    wrong = {
        (row, column)
        for row, line in enumerate(rows, start=1)
        for column, cell in enumerate(line, start=1)
        if isinstance(cell, str) and cell in _ERRORS
    }
    for row, column in wrong:
        rows[row - 1][column - 1] = ""
    formulas = _formulas(cells)
    if formulas:
        formulas |= _spilled(cells)
    return SheetBlock(book.name, sheet.name, rows, frozenset(wrong), formulas)


def _formulas(cells: xw.Range) -> frozenset[tuple[int, int]]:
    """Give where formulas stand: one that gives an empty text looks like an empty cell, and is not one."""
    found: object = cells.formula  # of one cell not a block
    lines = found if isinstance(found, list | tuple) else ((found,),)
    return frozenset(
        (row, column)
        for row, line in enumerate(lines, start=1)
        for column, text in enumerate(line, start=1)
        if isinstance(text, str) and text.startswith("=")
    )


def _spilled(cells: xw.Range) -> frozenset[tuple[int, int]]:
    """Give where an empty text stands that is no formula, as a formula of Excel leaves in the cells it spills into.

    Only a program that tells an empty cell from an empty text can say it; Calc sees a formula in every such cell.
    """
    last = cells.last_cell
    if cells.sheet.range((last.row, min(last.column + 1, COLUMNS))).raw_value is not None:
        return frozenset()
    found = cells.raw_value
    lines = found if isinstance(found, list | tuple) else ((found,),)
    return frozenset((r, c) for r, line in enumerate(lines, 1) for c, cell in enumerate(line, 1) if cell == "")


def owned_columns(sheet: xw.Sheet) -> tuple[OwnedColumn, ...]:
    """Give the columns of a sheet that are ours: by their name and the header it refers to."""

    def cell(row: int, column: int) -> object:
        return sheet.range((row + 1, column + 1)).value

    return split_names(sheet.name, _names(sheet), cell)[0]


def names_of_own_sheets(book: xw.Book, only: str = "") -> dict[str, str]:
    """Give per sheet of ours, by key, what it is called now, in their order; a copy that the user made is the user's.

    Args:
        book: The workbook.
        only: The one key to look for; empty for all.
    """
    found: dict[str, str] = {}
    sheets = {sheet.name: sheet for sheet in book.sheets}
    for name in book.names:
        key = name.name.removeprefix(SHEET_MARK)
        place = owned_cell(name.refers_to or "") if key != name.name else None
        if only not in ("", key):
            continue
        if place is None or place[1:] != (0, 0) or place[0] not in sheets or place[0] in found.values():
            continue
        corner = sheets[place[0]].range((1, 1))
        if is_sheet_of_ours(key, corner.value or corner.formula):
            found[key] = place[0]
    order = [*sheets]  # programs give names in another order each
    return dict(sorted(found.items(), key=lambda item: order.index(item[1])))


def _names(sheet: xw.Sheet) -> list[tuple[str, str]]:
    return [(name.name.rpartition("!")[2], name.refers_to or "") for name in sheet.names]


def _strange_names(names: Mapping[str, str], own_sheets: Mapping[str, str]) -> list[str]:
    """Give the names of the workbook itself that look like ours and are not."""
    known = {*SOURCES, *(SHEET_MARK + key for key in own_sheets)}
    found = [(name, refers) for name, refers in names.items() if name.startswith(f"{MARK}_")]
    return [name for name, refers in found if name not in known and not is_gone(refers)]


def folder_of(book: xw.Book) -> Path | None:
    """Give the folder of a workbook; None when it was never saved or stands online."""
    try:
        full = book.fullname
    except Exception:  # noqa: BLE001 - xlwings cannot always say where a synchronised file stands
        return None
    folder = Path(full).parent
    return folder if _WEB not in full and Path(full).is_absolute() and folder.is_dir() else None


def without(block: SheetBlock, columns: Sequence[OwnedColumn]) -> SheetBlock:
    """Give a sheet without our columns, cut off where it becomes empty, so that it reads as if we had never been."""
    rows: list[list[object]] = [list(row) for row in block.rijen]
    for column in columns:
        for row in rows[column.kop : column.laatste + 1]:
            if column.kolom < len(row):
                row[column.kolom] = ""
    width = len(rows[0]) if rows else 0
    while width > 1 and all(row[width - 1] == "" for row in rows):
        width -= 1
    while len(rows) > 1 and all(cell == "" for cell in rows[-1]):
        rows.pop()
    cut: list[Row] = [row[:width] for row in rows]
    return SheetBlock(block.werkmap, block.blad, cut, block.foutcellen, block.formules)
