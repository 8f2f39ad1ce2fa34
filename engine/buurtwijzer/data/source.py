"""Reads one file into a `FileTable`: recognised, its areas and indicators read, everything odd kept as an issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import join_words, plural
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, IssueKind, has_errors, sort_issues
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.areas import issue_kinds as area_kinds
from buurtwijzer.data.areas.named_areas import with_codes
from buurtwijzer.data.areas.reading import Areas, read_areas
from buurtwijzer.data.areas.register import Register
from buurtwijzer.data.cells import SheetCells
from buurtwijzer.data.coverage import Coverage, hide_false_zeros
from buurtwijzer.data.doubled import Once, doubled_areas, refusal, use_once
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.files.no_figures import NoFigures
from buurtwijzer.data.files.opening import OpenFile
from buurtwijzer.data.files.workbook import Sheet
from buurtwijzer.data.forms import issue_kinds as forms
from buurtwijzer.data.indicators import IndicatorColumn, Maat, read_indicators
from buurtwijzer.data.layouts import layouts
from buurtwijzer.data.layouts.eigen import Eigen
from buurtwijzer.data.layouts.model import Header, Layout, View, Where
from buurtwijzer.data.left_out import leave_out
from buurtwijzer.data.long_cells import LongCells
from buurtwijzer.data.misnamed import misnamed_columns
from buurtwijzer.data.numbers import Mark, parse_text
from buurtwijzer.data.own.area_codes import OwnCodes, with_own_codes
from buurtwijzer.data.own.cells import OwnCells
from buurtwijzer.data.recognise import Table, is_coded, open_table
from buurtwijzer.data.table import FloatArray, IntArray, SourceFile, State
from buurtwijzer.rulebook.column_targets import OWN_LAYOUT
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_columns import OwnColumns


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
        rij: 1-based sheet rows, or lines of a text file.
        inwoners: Residents, NaN when unknown.
        huishoudens: Households, NaN when unknown.
        gewijzigd: Code of boundary change, 0 unknown.
        indicatoren: What it carries of the rulebook, per id latest year first.
        maten: Header and 1-based number of the columns with residents and households.
        dekking: Per layout in which gemeenten buurten do not add up.
        koppen: How its headers were used.
        toestand: Per used header the number of cells per state.
        strijdig: Areas whose rows differ, which are left out, with the reason.
        issues: Everything worth telling (no errors: those are raised).
        omgezet: Areas whose figures were carried over from areas of an earlier division.
        indeling: Year of the division of a table with several periods, all made for the areas of its last; 0 for that
            of the figures.
    """

    bron: SourceFile
    gebieden: Areas
    rij: IntArray
    inwoners: FloatArray
    huishoudens: FloatArray
    gewijzigd: IntArray
    indicatoren: dict[str, tuple[IndicatorColumn, ...]]
    maten: Mapping[Maat, tuple[str, int]]
    dekking: Mapping[str, Coverage]
    koppen: Headers
    toestand: dict[str, dict[str, int]]
    strijdig: tuple[tuple[str, Issue], ...]
    issues: tuple[Issue, ...]
    omgezet: frozenset[str] = frozenset()
    indeling: int = 0


def read_file(
    path: Path | SheetBlock,
    rulebook: Rulebook,
    registers: Sequence[Register] = (),
    columns: OwnColumns | None = None,
) -> FileTable:
    """Guard, recognise and read one file.

    Args:
        path: The file, or a sheet that is open elsewhere.
        rulebook: Says which indicators are wanted and from which columns they come.
        registers: Where the areas of a table with names and no codes are looked up.
        columns: What the columns of a file of the user's own mean.

    Raises:
        InputError: The file cannot be used; all mistakes in it at once.
    """
    file = open_table(path, rulebook, columns)
    if isinstance(file, NoFigures):
        raise InputError([file.issue])
    return read_table(file, rulebook, registers)


def _source(table: Table, jaar: int, jaar_uit: str, areas: Areas) -> SourceFile:
    return SourceFile(
        naam=table.sheet.bestand,
        sha256=table.file.sha256,
        layout=table.layout.id,
        blad=table.sheet.report.naam,
        jaar=jaar,
        jaar_uit=jaar_uit,
        draagt_inwoners=table.layout.draagt_inwoners,
        rijen=_rows_per_level(areas),
    )


def read_table(
    table: Table, rulebook: Rulebook, registers: Sequence[Register] = (), own: OwnCodes | None = None
) -> FileTable:
    """Read a recognised table.

    Args:
        table: The table.
        rulebook: As of `read_file`.
        registers: As of `read_file`.
        own: Areas of the user's own, which the rows of a table of the user's own may be about.

    Raises:
        InputError: The file cannot be used; all mistakes in it at once.
    """
    table = _coded(table, registers, own if table.layout.id == OWN_LAYOUT else None)
    sheet, layout, header = table.sheet, table.layout, table.header
    where = Where(sheet.bestand, sheet.report.naam, sheet.regels, sheet.herkomst)
    year = layout.year(header, sheet.rijen, where)
    selection = layout.select(header, sheet.rijen, where)
    issues = [*table.file.issues, *table.issues, *year.issues, *selection.issues]
    issues += [*_other_sheets(table.file, sheet, where), *_other_layouts(table, where)]
    left = leave_out(sheet, layout, header, selection.rijen, forgiving=table.file.in_werkmap)
    if not len(left.rijen) and not has_errors(issues):
        issues.append(kinds.GEEN_GEBIEDEN.at(where.place()))
    if has_errors(issues) or year.jaar is None:
        raise InputError(issues)
    cells, areas, once = _every_area_once(table, left.rijen, year.jaar, rulebook)
    issues += [*left.issues, *once.issues]
    changed = _changed(cells, layout)
    views = cells.views(year.jaar, [other for other in layouts(rulebook) if other.id != layout.id])
    maten = _sizes(cells, views[0]) if views else {}
    inwoners, huishoudens = (_size(cells, views, name) for name in (layout.inwoners, layout.huishoudens))
    coverage = hide_false_zeros(cells, views, areas, inwoners)
    indicators = read_indicators(cells, views, rulebook)
    headers = _headers(header, layout, cells)
    issues += misnamed_columns(cells, views, rulebook)
    issues += [*cells.issues, *_about_columns(cells, headers, indicators)]
    if has_errors(issues):
        raise InputError(issues)
    return FileTable(
        bron=_source(table, year.jaar, year.jaar_uit, areas),
        gebieden=areas,
        rij=cells.lines(),
        inwoners=inwoners,
        huishoudens=huishoudens,
        gewijzigd=changed,
        indicatoren=indicators,
        maten=maten,
        dekking=coverage,
        koppen=headers,
        toestand=_states(cells),
        strijdig=once.strijdig,
        issues=sort_issues(issues),
    )


def _coded(table: Table, registers: Sequence[Register], own: OwnCodes | None) -> Table:
    """Give a table that has only names a column with codes.

    Raises:
        InputError: It has no codes and its names are in no register.
    """
    sheet = table.sheet
    if is_coded(table):
        if own is None:
            return table
        sheet, told = with_own_codes(sheet, table.layout, table.header, own)
        return replace(table, sheet=sheet, issues=(*table.issues, *told))
    where = Where(sheet.bestand, sheet.report.naam, sheet.regels)
    year = table.layout.year(table.header, sheet.rijen, where).jaar
    sheet, header, told = with_codes(sheet, table.layout, table.header, registers, year, own)
    return replace(table, sheet=sheet, header=header, issues=(*table.issues, *told))


def _cells(sheet: Sheet, layout: Layout, header: Header, rows: IntArray) -> SheetCells:
    if isinstance(layout, Eigen):
        return OwnCells(sheet, layout, header, rows)
    if layout.lang is None:
        return SheetCells(sheet, layout, header, rows)
    return LongCells(sheet, layout, header, rows, layout.lang)


def _every_area_once(table: Table, rows: IntArray, jaar: int, rulebook: Rulebook) -> tuple[SheetCells, Areas, Once]:
    """Read the areas, each from one row.

    Raises:
        InputError: Every area has rows that differ.
    """
    cells = _cells(table.sheet, table.layout, table.header, rows)
    areas = read_areas(cells, table.layout)
    doubled = doubled_areas(areas)
    if not doubled:
        return cells, areas, Once(rows)
    if table.layout.lang is not None:
        # Written in two ways, an area of a long table has its figures scattered over rows: none can be left out.
        return cells, areas, Once(rows, issues=tuple(refusal(cells, code, at) for code, at in doubled.items()))
    views = cells.views(jaar, [other for other in layouts(rulebook) if other.id != table.layout.id])
    for name in (table.layout.inwoners, table.layout.huishoudens):
        _size(cells, views, name)
    read_indicators(cells, views, rulebook)
    once = use_once(cells, areas, doubled)
    if not len(once.rijen):
        raise InputError([issue for _, issue in once.strijdig])
    cells = _cells(table.sheet, table.layout, table.header, once.rijen)
    return cells, read_areas(cells, table.layout), once


def _other_sheets(file: OpenFile, sheet: Sheet, where: Where) -> list[Issue]:
    others = sum(1 for report in file.bladen if report.cellen and report is not sheet.report)
    if not others:
        return []
    count = plural(others, "ander blad", "andere bladen")
    return [kinds.ANDERE_BLADEN.at(where.place(), aantal=count)]


def _other_layouts(table: Table, where: Where) -> list[Issue]:
    if not table.ook:
        return []
    others = join_words([layout.naam for layout, _ in table.ook], "of")
    return [area_kinds.OPMAAK_DUBBELZINNIG.at(where.place(), soort=table.layout.naam, ander=others)]


def _sizes(cells: SheetCells, view: View) -> dict[Maat, tuple[str, int]]:
    """Find the columns with the size of areas; a layout that should have them and does not is told."""
    found: dict[Maat, tuple[str, int]] = {}
    wanted: tuple[tuple[Maat, str, IssueKind], ...] = (
        ("inwoners", view.layout.inwoners, kinds.GEEN_INWONERS),
        ("huishoudens", view.layout.huishoudens, kinds.GEEN_HUISHOUDENS),
    )
    for maat, name, missing in wanted:
        column = view.column(name) if name else None
        if column is not None:
            found[maat] = cells.sources(column)[0]
        elif name:
            cells.issues.append(missing.at(cells.place(None, None), kolom=name))
    return found


def _size(cells: SheetCells, views: Sequence[View], name: str) -> FloatArray:
    column = cells.column(views[0], name) if views and name else None
    return np.full(len(cells.rows), np.nan) if column is None else column.waarden


def _changed(cells: SheetCells, layout: Layout) -> IntArray:
    column = cells.header.column(layout.gewijzigd) if layout.gewijzigd else None
    known = {"1": 1, "2": 2, "3": 3, "1.0": 1, "2.0": 2, "3.0": 3}
    if column is None:
        return np.zeros(len(cells.rows), dtype=np.int64)
    texts = [str(cell).strip() for cell in cells.raw(column)]
    missing = {text for text in set(texts) if parse_text(text)[1] in (Mark.PUNT, Mark.GEHEIM, Mark.LEEG)}
    cells.report(
        kinds.WIJZIGING_ONBEKEND, column, [i for i, text in enumerate(texts) if text not in {*missing, *known}]
    )
    return np.array([known.get(text, 0) for text in texts], dtype=np.int64)


def _headers(header: Header, layout: Layout, cells: SheetCells) -> Headers:
    used = set(cells.gelezen)
    identity = {p for name in layout.identiteit for p in header.kolommen.get(name, ())}
    rest = [i for i, text in enumerate(header.koppen) if text and i not in used]
    blocked = [i for i in rest if is_blocked(header.koppen[i])]
    unused = [i for i in rest if i not in identity and not is_blocked(header.koppen[i])]

    def names(positions: list[int]) -> tuple[str, ...]:
        return tuple(header.koppen[i] for i in positions)

    return Headers(tuple(cells.head(i) for i in sorted(used)), names(unused), names(blocked))


def _about_columns(
    cells: SheetCells, headers: Headers, indicators: Mapping[str, tuple[IndicatorColumn, ...]]
) -> list[Issue]:
    place = cells.place(None, None)
    issues = []
    if headers.geblokkeerd:
        count = plural(len(headers.geblokkeerd), "kolom", "kolommen")
        issues.append(kinds.KOLOMMEN_GEBLOKKEERD.at(place, aantal=count))
    if headers.ongebruikt:
        issues.append(kinds.KOLOMMEN_ONGEBRUIKT.at(place, aantal=plural(len(headers.ongebruikt), "kolom", "kolommen")))
    if cells.header.vertaald:
        known = {at: name for name, found in cells.header.kolommen.items() for at in found}
        names = join_words([f"{cells.head(at)} ({known[at]})" for at in cells.header.vertaald])
        issues.append(forms.KOLOM_VERTAALD.at(place, kolommen=names))
    if cells.header.onduidelijk:
        unclear = join_words([cells.head(i) for i in cells.header.onduidelijk])
        issues.append(kinds.KOLOM_ONDUIDELIJK.at(place, kolommen=unclear))
    empty = [cells.head(at) for at, column in cells.gelezen.items() if not (column.merken == Mark.WAARDE).any()]
    if cells.gelezen and len(empty) == len(cells.gelezen):
        issues.append(kinds.ALLES_ONTBREEKT.at(place))
    elif empty:
        levering = cells.layout.leverancier
        issues.append(kinds.KOLOMMEN_LEEG.at(place, levering=levering, kolommen=join_words(sorted(empty))))
    if not indicators:
        issues.append(kinds.GEEN_GEBRUIKTE_KOLOM.at(place))
    return issues


def _states(cells: SheetCells) -> dict[str, dict[str, int]]:
    counts = {}
    for at, column in sorted(cells.gelezen.items()):
        states = column.states(cells.bekend[at])
        counts[cells.head(at)] = {
            state.name.lower(): int((states == state).sum()) for state in State if (states == state).any()
        }
    return counts


def _rows_per_level(areas: Areas) -> tuple[tuple[Niveau, int], ...]:
    return tuple((level, areas.niveau.count(level)) for level in Niveau if level in areas.niveau)
