"""Finds the table in a file of the user's own: its header row, and in which column everything stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace, column_letters
from buurtwijzer.data import issue_kinds
from buurtwijzer.data.files.opening import OpenFile
from buurtwijzer.data.files.workbook import Row, Sheet
from buurtwijzer.data.layouts.eigen import CODE, GEMEENTE, HUISHOUDENS, INWONERS, NAAM, NIVEAU, Eigen, OwnFigures
from buurtwijzer.data.layouts.model import Header, Where, positions
from buurtwijzer.data.layouts.own_columns import own_names, own_positions, wanted_names
from buurtwijzer.data.own import issue_kinds as kinds
from buurtwijzer.data.own.clean import clean_rows, header_text, plain_header
from buurtwijzer.data.own.rows import find_own_rows
from buurtwijzer.rulebook.column_targets import OWN_LAYOUT, Target, known_targets
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_columns import OwnColumns
from buurtwijzer.rulebook.shares import figures_to_read
from buurtwijzer.rulebook.suggest import did_you_mean

_SEARCH_ROWS = 200
_MNEMONIC = re.compile(r"[a-z]+\d*(_\w+)+")
_IDENTITY = ((CODE, "code"), (NAAM, "naam"), (GEMEENTE, "gemeente"), (NIVEAU, "niveau"))


@dataclass(frozen=True, slots=True, eq=False)
class OwnTable:
    """The table that was found.

    Attributes:
        sheet: Its sheet, with markers for missing and signs of units taken off.
        layout: Its columns.
        issues: What is worth telling about how it was read.
    """

    sheet: Sheet
    layout: Eigen
    issues: tuple[Issue, ...]


def own_table(file: OpenFile, columns: OwnColumns, rulebook: Rulebook) -> OwnTable:
    """Find the table by what the user says of its columns.

    Raises:
        InputError: A sheet or a header is not there, or is there twice; all at once.
    """
    sheet, top = _place_of_table(file, columns)
    heads = tuple(map(header_text, sheet.rijen[top])) if top < len(sheet.rijen) else ()
    finder = _Finder(sheet, top, heads, columns)
    found = {name: at for name, key in _IDENTITY if (at := finder.key(key)) is not None}
    figures = [
        OwnFigures(at, item.target, item.jaar, item.factor, item.eenheid, item.is_gezegd)
        for item in columns.kolommen
        if (at := finder.column(item.kop, item.nummer, item.plaats)) is not None
    ]
    where = Where(sheet.bestand, sheet.report.naam, sheet.regels)
    if columns.code is None and columns.naam is None:
        own = find_own_rows(sheet.rijen[top:])
        if own is None:
            finder.issues.append(kinds.KOLOMTABEL_ZONDER_GEBIEDEN.at(columns.plaats, waar=where.place()))
        else:
            found[CODE] = own.kolom
    if finder.issues:
        raise InputError(finder.issues)
    taken = {*found.values(), *(item.positie for item in figures)}
    said = {item.target.naam for item in figures}
    by_name = [item for item in certain_columns(heads, rulebook, taken) if item.target.naam not in said]
    by_name = by_name if CODE in found else []
    told = [*columns.meldingen, *_told(columns, where, heads, figures, by_name)]
    return _with_year(_made(sheet, top, heads, found, [*figures, *by_name], columns, told), heads, rulebook)


def table_by_names(sheet: Sheet, rulebook: Rulebook) -> OwnTable | None:
    """Find a table that nobody described: area codes, and beside them headers that are certainly those of CBS."""
    own = find_own_rows(sheet.rijen)
    if own is None or own.kop < 0:
        return None
    heads = tuple(map(header_text, sheet.rijen[own.kop]))
    figures = certain_columns(heads, rulebook, {own.kolom})
    if not figures and not own_indicator_columns(heads, rulebook):
        return None
    where = Where(sheet.bestand, sheet.report.naam, sheet.regels)
    columns = OwnColumns(FilePlace(sheet.bestand), {})
    told = list(_by_name(where, heads, figures))
    return _with_year(_made(sheet, own.kop, heads, {CODE: own.kolom}, figures, columns, told), heads, rulebook)


def any_table_by_names(file: OpenFile, rulebook: Rulebook) -> OwnTable | None:
    """Find the first sheet in sight that `table_by_names` finds a table on."""
    for index in [i for i, report in enumerate(file.bladen) if report.zichtbaar]:
        found = table_by_names(file.lees(index), rulebook)
        if found is not None:
            return found
    return None


def certain_columns(heads: Sequence[str], rulebook: Rulebook, taken: set[int]) -> list[OwnFigures]:
    """Give the columns whose header is exactly the short name of a column of CBS, and stands there once."""
    known = known_targets(rulebook)
    lower = [head.lower() for head in heads]
    found = []
    for at, head in enumerate(lower):
        target: Target | None = known.get(head) if _MNEMONIC.fullmatch(head) else None
        if target is not None and target.layout == "cbs_kwb" and at not in taken and lower.count(head) == 1:
            found.append(OwnFigures(at, target))
    return found


def own_indicator_columns(heads: Sequence[str], rulebook: Rulebook) -> list[str]:
    """Give the headers that a rule for figures or shares of the user's own names."""
    names = wanted_names(figures_to_read(rulebook).values())
    return [heads[at] for at in sorted({at for _, at in own_positions(heads, names)})]


def _with_year(found: OwnTable, heads: Sequence[str], rulebook: Rulebook) -> OwnTable:
    """Add the year that the rules of the own figures name, when they agree."""
    years = {
        kolom.jaar
        for rule in rulebook.indicatoren.values()
        for kolom in rule.kolommen
        if kolom.layout == OWN_LAYOUT and any(own_positions(heads, own_names(kolom)))
    }
    year = years.pop() if len(years) == 1 else None
    return replace(found, layout=replace(found.layout, jaar_van_regel=year))


def header_row(rows: Sequence[Row], columns: OwnColumns) -> int | None:
    """Find the row with most of the headers that a table of columns names; None when no row has any."""
    wanted = {plain_header(text) for text in _named(columns)}
    best, most = None, 0
    for position, row in enumerate(rows[:_SEARCH_ROWS]):
        hits = len(wanted & {plain_header(header_text(cell)) for cell in row})
        if hits > most:
            best, most = position, hits
    return best


def header_hits(rows: Sequence[Row], columns: OwnColumns) -> int:
    """Count the headers of a table of columns that stand in one row of a sheet."""
    top = header_row(rows, columns)
    return 0 if top is None else _hits(rows, top, columns)


def _named(columns: OwnColumns) -> Iterator[str]:
    yield from (text for _, key in _IDENTITY if (text := getattr(columns, key)) is not None)
    yield from (item.kop for item in columns.kolommen)


def _place_of_table(file: OpenFile, columns: OwnColumns) -> tuple[Sheet, int]:
    """Give the sheet and the header row (from 0).

    Raises:
        InputError: The sheet that is named is not there.
    """
    shown = [i for i, report in enumerate(file.bladen) if report.zichtbaar and report.naam.casefold() != "kolommen"]
    if columns.blad is not None:
        names = [file.bladen[i].naam for i in shown]
        shown = [i for i in shown if file.bladen[i].naam.casefold() == columns.blad.casefold()]
        if not shown:
            place = columns.plaatsen.get("blad", columns.plaats)
            raise InputError([kinds.BLAD_ONBEKEND.at(place, blad=columns.blad, hoe=did_you_mean(columns.blad, names))])
    first: tuple[Sheet, int] | None = None
    for index in shown:
        sheet = file.lees(index)
        top = header_row(sheet.rijen, columns)
        if columns.kop is not None:
            top = _row_of(sheet, columns.kop)
        if first is None or (
            top is not None and _hits(sheet.rijen, top, columns) > _hits(first[0].rijen, first[1], columns)
        ):
            first = (sheet, top or 0)
    if first is None:
        raise InputError([issue_kinds.GEEN_GEBIEDEN.at(FilePlace(file.naam))])
    return first


def _row_of(sheet: Sheet, line: int) -> int:
    """Give the position of a row that people count from 1."""
    if sheet.regels is None:
        return line - 1
    return next((at for at, own in enumerate(sheet.regels) if own >= line), len(sheet.rijen))


def _hits(rows: Sequence[Row], top: int, columns: OwnColumns) -> int:
    there = {plain_header(header_text(cell)) for cell in rows[top]} if top < len(rows) else set()
    return len(there & {plain_header(text) for text in _named(columns)})


class _Finder:
    """Looks up headers; what is not there, or there twice, is kept as a mistake."""

    def __init__(self, sheet: Sheet, top: int, heads: Sequence[str], columns: OwnColumns) -> None:
        self.issues: list[Issue] = []
        self._heads = heads
        self._columns = columns
        self._at = positions([plain_header(head) for head in heads])
        line = Where(sheet.bestand, sheet.report.naam, sheet.regels).line(top) if top < len(sheet.rijen) else top + 1
        word = "rij" if sheet.report.naam else "regel"
        name = f"{sheet.bestand}, blad {sheet.report.naam}" if sheet.report.naam else sheet.bestand
        self._where = f"{name}, {word} {line}"

    def key(self, key: str) -> int | None:
        """Find the column that a key of the table names."""
        kop: str | None = getattr(self._columns, key)
        return None if kop is None else self.column(kop, None, self._columns.plaatsen.get(key, self._columns.plaats))

    def column(self, kop: str, nummer: int | None, place: object) -> int | None:
        """Find a column by its header."""
        found = self._at.get(plain_header(kop), ())
        if not found or (nummer is not None and nummer > len(found)):
            hint = did_you_mean(kop, [head for head in self._heads if head])
            how = hint if hint.startswith("Bedoelt") else f"Koppen in die rij: {_some(self._heads)}."
            self.issues.append(kinds.KOP_ONBEKEND.at(place, kop=kop, waar=self._where, hoe=how))
            return None
        if nummer is None and len(found) > 1:
            letters = join_words([column_letters(at + 1) for at in found])
            self.issues.append(
                kinds.KOP_DUBBEL.at(place, kop=kop, aantal=len(found), waar=self._where, letters=letters)
            )
            return None
        return found[(nummer or 1) - 1]


def _some(heads: Sequence[str]) -> str:
    filled = [f"'{head[:40]}'" for head in heads if head]
    return ", ".join([*filled[:12], *(["..."] if len(filled) > 12 else [])]) or "geen"


def _made(
    sheet: Sheet,
    top: int,
    heads: tuple[str, ...],
    found: dict[str, int],
    figures: list[OwnFigures],
    columns: OwnColumns,
    told: list[Issue],
) -> OwnTable:
    rows, extra = clean_rows(sheet.rijen, top, found, figures, columns)
    names = positions([head if not is_blocked(head) else "" for head in heads])
    sizes = {
        item.target.naam: (item.positie,)
        for item in figures
        if item.target.naam in (INWONERS, HUISHOUDENS) and item.jaar in (None, columns.jaar)
    }
    own = {name: (at,) for name, at in {**found, **extra}.items()}
    names = {name: at for name, at in names.items() if name not in (INWONERS, HUISHOUDENS)}
    header = Header(top, (*heads, *[""] * len(extra)), {**names, **sizes, **own}, 1.0)
    return OwnTable(replace(sheet, rijen=rows), Eigen(tuple(figures), header, columns.jaar), tuple(told))


def _told(
    columns: OwnColumns, where: Where, heads: Sequence[str], figures: list[OwnFigures], by_name: list[OwnFigures]
) -> Iterator[Issue]:
    if figures:
        words = [f"'{heads[item.positie]}' is {item.target.naam}{_times(item)}" for item in figures]
        yield kinds.KOLOMMEN_GELEZEN.at(where.place(), tabel=columns.plaats, kolommen=join_words(words))
    yield from _by_name(where, heads, by_name)


def _by_name(where: Where, heads: Sequence[str], figures: list[OwnFigures]) -> Iterator[Issue]:
    if figures:
        names = join_words([heads[item.positie] for item in figures])
        yield kinds.KOLOM_BIJ_NAAM.at(where.place(), kolommen=names)


def _times(item: OwnFigures) -> str:
    return "" if item.factor == 1 else f" (maal {format_number(item.factor)})"
