"""Opens a file and finds the table in it: which sheet, which kind of source, which header row."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import RECORDS, FilePlace
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.areas.named_areas import has_codes
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.files.no_figures import NoFigures, code_list
from buurtwijzer.data.files.opening import OpenFile, open_file
from buurtwijzer.data.files.workbook import Row, Sheet
from buurtwijzer.data.layouts import layouts
from buurtwijzer.data.layouts.model import SEARCH_ROWS, Header, Layout, Where
from buurtwijzer.data.own.seen import what_was_seen
from buurtwijzer.data.own.sheet import columns_of_file
from buurtwijzer.data.own.table import any_table_by_names, own_table
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_columns import OwnColumns

_KNOWN = "een tabel van een bekende bron (README, bij Welke bestanden), of een eigen lijst met een kolomtabel"


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A recognised table in an open file.

    Attributes:
        file: The file.
        sheet: Its sheet.
        layout: The kind of table that fits best.
        header: Its header.
        ook: Other kinds that fit almost as well, with their certainty.
    """

    file: OpenFile
    sheet: Sheet
    layout: Layout
    header: Header
    issues: tuple[Issue, ...] = ()
    ook: tuple[tuple[Layout, float], ...] = ()


def open_table(path: Path | SheetBlock, rulebook: Rulebook, columns: OwnColumns | None = None) -> Table | NoFigures:
    """Open a file and find the table in it, or say what it is when it holds no figures.

    Args:
        path: The file, or a sheet that is open elsewhere.
        rulebook: Has the known tables.
        columns: What its columns mean, when the user says so; a sheet ``Kolommen`` of the file itself comes after it.

    Raises:
        InputError: The file cannot be opened, nothing in it is recognised, or what it holds is of no use here.
    """
    file = path.open() if isinstance(path, SheetBlock) else open_file(path)
    if isinstance(file, NoFigures):
        return file
    columns = columns if file.in_werkmap else columns_of_file(file, columns, rulebook)
    if columns is None:
        return _recognise(file, rulebook, _doubt(rulebook))
    found = own_table(file, columns, rulebook)
    return Table(file, found.sheet, found.layout, found.layout.kop, issues=found.issues)


def is_coded(table: Table) -> bool:
    """Tell whether a table says by code which areas its rows are about."""
    return has_codes(table.sheet, table.layout, table.header)


def _doubt(rulebook: Rulebook) -> float:
    """Give how near the certainty of another layout must be to make a table doubtful."""
    own = rulebook.kolommen.get("cbs_kwb")
    return 0.0 if own is None or own.gebieden is None else own.gebieden.opmaak_verschil_frac


def _recognise(file: OpenFile, rulebook: Rulebook, doubt: float) -> Table | NoFigures:
    seen, known = "", layouts(rulebook)
    for index in [i for i, report in enumerate(file.bladen) if report.zichtbaar]:
        sheet = file.lees(index)
        candidates = [(found, layout) for layout in known if (found := layout.recognise(sheet.rijen)) is not None]
        if candidates:
            header, layout = max(candidates, key=lambda item: item[0].zekerheid)
            if header.weigering is not None:
                where = Where(sheet.bestand, sheet.report.naam, sheet.regels)
                raise InputError([header.weigering(where.place(header.rij, None))])
            near = [
                (other, found.zekerheid) for found, other in candidates if found.zekerheid > header.zekerheid - doubt
            ]
            return Table(file, sheet, layout, header, ook=tuple(pair for pair in near if pair[0] is not layout))
        codes = code_list(sheet, file.sha256)
        if codes is not None:
            return codes
        seen = seen or _describe(sheet)
    by_name = any_table_by_names(file, rulebook)
    if by_name is not None:
        return Table(file, by_name.sheet, by_name.layout, by_name.layout.kop, issues=by_name.issues)
    more = [*what_was_seen(file, rulebook)]
    # What was seen says how to go on; the headers of every known source would only bury it.
    expected = _KNOWN if more else join_words([layout.verwacht for layout in known], "of")
    unknown = kinds.NIET_HERKEND.at(FilePlace(file.naam), gezien=seen or "alleen lege bladen", verwacht=expected)
    raise InputError([unknown, *more])


def _describe(sheet: Sheet) -> str:
    """Name the first headers of a sheet that was not recognised."""

    def texts(row: Row) -> list[str]:
        return ["".join(c for c in cell if c.isprintable()).strip()[:30] for cell in row if isinstance(cell, str)]

    fullest = max(
        (texts(row) for row in sheet.rijen[:SEARCH_ROWS]), key=lambda t: len(list(filter(None, t))), default=[]
    )
    headers = [text for text in fullest if text][:6]
    if not headers:
        return ""
    has_name = sheet.report.naam not in ("", RECORDS)
    where = f"blad {sheet.report.naam} met kolommen " if has_name else "kolommen "
    return where + ", ".join(f"'{text}'" for text in headers)
