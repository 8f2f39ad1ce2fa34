"""Reads one file into a `FileTable`: recognised, its areas and indicators read, everything odd kept as an issue."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import join_words, plural
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, has_errors, sort_issues
from buurtwijzer.core.places import CellPlace, FilePlace
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.areas import Areas, read_areas
from buurtwijzer.data.cells import SheetCells
from buurtwijzer.data.guard import GuardReport, guard_workbook
from buurtwijzer.data.indicators import IndicatorColumn, read_indicators
from buurtwijzer.data.layouts import LAYOUTS
from buurtwijzer.data.layouts.model import SEARCH_ROWS, Header, Layout, Where
from buurtwijzer.data.numbers import Mark
from buurtwijzer.data.table import FloatArray, IntArray, SourceFile, State
from buurtwijzer.data.workbook import Row, Sheet, read_sheet
from buurtwijzer.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Headers:
    """How the headers of a file were used."""

    gebruikt: tuple[str, ...]
    ongebruikt: tuple[str, ...]
    geblokkeerd: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class FileTable:
    """One file, read and checked; arrays are (n,) in the order of the sheet.

    Attributes:
        bron: The file.
        gebieden: Its areas.
        rij: 1-based sheet rows.
        inwoners: Residents, NaN when unknown.
        huishoudens: Households, NaN when unknown.
        gewijzigd: Code of boundary change, 0 unknown.
        indicatoren: What it carries of the rulebook.
        koppen: How its headers were used.
        toestand: Per used header the number of cells per state.
        issues: Everything worth telling (no errors: those are raised).
    """

    bron: SourceFile
    gebieden: Areas
    rij: IntArray
    inwoners: FloatArray
    huishoudens: FloatArray
    gewijzigd: IntArray
    indicatoren: dict[str, IndicatorColumn]
    koppen: Headers
    toestand: dict[str, dict[str, int]]
    issues: tuple[Issue, ...]


def read_file(path: Path, rulebook: Rulebook) -> FileTable:
    """Guard, recognise and read one file.

    Raises:
        InputError: The file cannot be used; all mistakes in it at once.
    """
    guarded = guard_workbook(path)
    sheet, layout, header = _recognise(guarded)
    where = Where(sheet.bestand, sheet.report.naam)
    year = layout.year(header, sheet.rijen, where)
    selection = layout.select(header, sheet.rijen, where)
    issues = [*year.issues, *selection.issues, *_other_sheets(guarded, sheet, where)]
    if not len(selection.rijen) and not has_errors(issues):
        issues.append(kinds.GEEN_GEBIEDEN.at(CellPlace(where.bestand, where.blad)))
    if has_errors(issues) or year.jaar is None:
        raise InputError(issues)
    cells = SheetCells(sheet, layout, header, selection.rijen)
    areas = read_areas(cells, layout)
    inwoners, huishoudens = _sizes(cells, layout)
    indicators = read_indicators(cells, layout, year.jaar, rulebook)
    headers = _headers(header, layout, cells)
    issues += [*cells.issues, *_about_columns(cells, layout, headers, indicators)]
    if has_errors(issues):
        raise InputError(issues)
    return FileTable(
        bron=SourceFile(
            naam=sheet.bestand,
            sha256=guarded.sha256,
            layout=layout.id,
            blad=sheet.report.naam,
            jaar=year.jaar,
            jaar_uit=year.jaar_uit,
            draagt_inwoners=layout.draagt_inwoners,
            rijen=_rows_per_level(areas),
        ),
        gebieden=areas,
        rij=selection.rijen + 1,
        inwoners=inwoners,
        huishoudens=huishoudens,
        gewijzigd=_changed(cells, layout),
        indicatoren=indicators,
        koppen=headers,
        toestand=_states(cells, layout),
        issues=sort_issues(issues),
    )


def _recognise(guarded: GuardReport) -> tuple[Sheet, Layout, Header]:
    seen = ""
    visible = [i for i, report in enumerate(guarded.bladen) if report.zichtbaar]
    for index in visible:
        sheet = read_sheet(guarded, index)
        candidates = [(found, layout) for layout in LAYOUTS if (found := layout.recognise(sheet.rijen)) is not None]
        if candidates:
            header, layout = max(candidates, key=lambda item: item[0].zekerheid)
            return sheet, layout, header
        seen = seen or _describe(sheet)
    expected = join_words([layout.verwacht for layout in LAYOUTS], "of")
    place = FilePlace(guarded.naam)
    raise InputError([kinds.NIET_HERKEND.at(place, gezien=seen or "alleen lege bladen", verwacht=expected)])


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
    return f"blad {sheet.report.naam} met kolommen " + ", ".join(f"'{text}'" for text in headers)


def _other_sheets(guarded: GuardReport, sheet: Sheet, where: Where) -> list[Issue]:
    others = sum(1 for report in guarded.bladen if report.cellen and report is not sheet.report)
    if not others:
        return []
    count = plural(others, "ander blad", "andere bladen")
    return [kinds.ANDERE_BLADEN.at(CellPlace(where.bestand, where.blad), aantal=count)]


def _sizes(cells: SheetCells, layout: Layout) -> tuple[FloatArray, FloatArray]:
    sizes = []
    for name, missing in ((layout.inwoners, kinds.GEEN_INWONERS), (layout.huishoudens, kinds.GEEN_HUISHOUDENS)):
        column = cells.column(name) if name else None
        if column is None and name:
            cells.issues.append(missing.at(cells.place(None, None), kolom=name))
        sizes.append(np.full(len(cells.rows), np.nan) if column is None else column.waarden)
    return sizes[0], sizes[1]


def _changed(cells: SheetCells, layout: Layout) -> IntArray:
    column = cells.header.column(layout.gewijzigd) if layout.gewijzigd else None
    known = {"1": 1, "2": 2, "3": 3, "1.0": 1, "2.0": 2, "3.0": 3}
    raw = [] if column is None else cells.raw(column)
    return np.array([known.get(str(c).strip(), 0) for c in raw] or [0] * len(cells.rows), dtype=np.int64)


def _headers(header: Header, layout: Layout, cells: SheetCells) -> Headers:
    used = {header.kolommen[name][0] for name in cells.gelezen}
    identity = {p for name in layout.identiteit for p in header.kolommen.get(name, ())}
    rest = [i for i, text in enumerate(header.koppen) if text and i not in used]
    blocked = [i for i in rest if is_blocked(header.koppen[i])]
    unused = [i for i in rest if i not in identity and not is_blocked(header.koppen[i])]

    def names(positions: list[int]) -> tuple[str, ...]:
        return tuple(header.koppen[i] for i in positions)

    return Headers(names(sorted(used)), names(unused), names(blocked))


def _about_columns(
    cells: SheetCells, layout: Layout, headers: Headers, indicators: dict[str, IndicatorColumn]
) -> list[Issue]:
    place = cells.place(None, None)
    issues = []
    if headers.geblokkeerd:
        count = plural(len(headers.geblokkeerd), "kolom", "kolommen")
        issues.append(kinds.KOLOMMEN_GEBLOKKEERD.at(place, aantal=count))
    if headers.ongebruikt:
        issues.append(kinds.KOLOMMEN_ONGEBRUIKT.at(place, aantal=plural(len(headers.ongebruikt), "kolom", "kolommen")))
    empty = [
        cells.header.koppen[cells.header.kolommen[name][0]]
        for name, column in cells.gelezen.items()
        if not (column.merken == Mark.WAARDE).any()
    ]
    if cells.gelezen and len(empty) == len(cells.gelezen):
        issues.append(kinds.ALLES_ONTBREEKT.at(place))
    elif empty:
        issues.append(kinds.KOLOMMEN_LEEG.at(place, levering=layout.leverancier, kolommen=join_words(sorted(empty))))
    if not indicators:
        issues.append(kinds.GEEN_GEBRUIKTE_KOLOM.at(place))
    return issues


def _states(cells: SheetCells, layout: Layout) -> dict[str, dict[str, int]]:
    counts = {}
    for name, column in sorted(cells.gelezen.items(), key=lambda item: cells.header.kolommen[item[0]][0]):
        states = column.states(layout.bekende_waarde)
        counts[cells.header.koppen[cells.header.kolommen[name][0]]] = {
            state.name.lower(): int((states == state).sum()) for state in State if (states == state).any()
        }
    return counts


def _rows_per_level(areas: Areas) -> tuple[tuple[Niveau, int], ...]:
    return tuple((level, areas.niveau.count(level)) for level in Niveau if level in areas.niveau)
