"""A list of areas of the user's own, by code or by name: which areas a run is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from buurtwijzer.core.codes import Niveau, gemeente_code, niveau_of
from buurtwijzer.core.dutch import name_some, plural
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, IssueKind
from buurtwijzer.core.places import FilePlace, column_letters
from buurtwijzer.data.areas.named_rows import NamedRows, find_named_rows
from buurtwijzer.data.files.no_figures import NoFigures
from buurtwijzer.data.files.opening import OpenFile, open_file
from buurtwijzer.data.files.workbook import Row, Sheet
from buurtwijzer.data.layouts.model import Where
from buurtwijzer.data.left_out import is_summary
from buurtwijzer.data.own import issue_kinds as kinds
from buurtwijzer.data.own.rows import OwnRows, find_own_rows
from buurtwijzer.data.table import BuurtTable

_CHECK = "Controleer de lijst, het niveau (--niveau) en het jaar van de indeling."
_TWICE = "Zet de gemeente erbij in een eigen kolom, of gebruik codes."


@dataclass(frozen=True, slots=True)
class ListedAreas:
    """What a list says.

    Attributes:
        codes: The areas, each once, in the order of the list.
        issues: Rows that were found by name, and rows that are not used.
    """

    codes: tuple[str, ...]
    issues: tuple[Issue, ...]


def listed_areas(path: Path, table: BuurtTable, niveau: Niveau, gemeente: str | None = None) -> ListedAreas:
    """Give the areas in a list; codes go before names, and a row without a code is looked up by its name.

    Args:
        path: A workbook or a text file; its first sheet with areas counts.
        table: The areas that were read, for their names.
        niveau: Level of the areas; rows of another level are told and not used.
        gemeente: Gemeente of all areas, for a list of names without it.

    Raises:
        InputError: The file cannot be read, or no area in it can be used.
    """
    file = open_file(path)
    if isinstance(file, NoFigures):
        raise InputError([file.issue])
    sheets = _sheets(file)
    for sheet in sheets:
        own = find_own_rows(sheet.rijen)
        if own is not None and any(niveau_of(code) is niveau for code in own.codes.values()):
            return _by_code(sheet, own, table, niveau, gemeente)
    lost: list[str] = []
    for sheet in sheets:
        named = find_named_rows(sheet.rijen, table, niveau, gemeente)
        if named is None:
            continue
        if named.gebieden.codes:
            rows = [*named.onbekend, *named.meer]
            told = _told(kinds.LIJST_NAAM_ONBEKEND, sheet, rows, named.gebieden.kolom, named.meer, niveau=niveau.value)
            return ListedAreas(tuple(dict.fromkeys(named.gebieden.codes.values())), told)
        lost += [f"{_name(sheet.rijen, at, named)} ({name_some(codes)})" for at, codes in named.meer.items()]
    words = name_some(lost) if lost else "geen enkel gebied met een code of naam"
    issue = kinds.LIJST_NIET_GEVONDEN.at(
        FilePlace(path.name), niveau=niveau.value, gebieden=words, hoe=_TWICE if lost else _CHECK
    )
    raise InputError([issue])


def _by_code(sheet: Sheet, own: OwnRows, table: BuurtTable, niveau: Niveau, gemeente: str | None) -> ListedAreas:
    """Give the areas with a code; of the rows below the header that have none, those whose name is certain."""
    codes = {row: code for row, code in own.codes.items() if niveau_of(code) is niveau}
    others = [row for row, code in own.codes.items() if row not in codes]
    known = set(table.code)
    absent = [row for row, code in codes.items() if code not in known]
    start = own.kop + 1 if own.kop >= 0 else min(own.codes)
    bare = [row for row in range(start, len(sheet.rijen)) if row not in own.codes and _may_be_area(sheet.rijen[row])]
    open_rows = [row for row in bare if not _has_digit(sheet.rijen[row], own.kolom)]
    named = find_named_rows(sheet.rijen, table, niveau, gemeente or _only_gemeente(codes.values(), table))
    near = set(map(gemeente_code, codes.values())) if niveau is not Niveau.GEMEENTE and gemeente is None else None
    found = {} if named is None else _found(named, open_rows, near)
    meer = {} if named is None else named.meer
    lost = [row for row in bare if row not in found]
    told = [
        *_told(kinds.LIJST_CODE_ONBEKEND, sheet, absent, own.kolom, {}, niveau=niveau.value),
        *_told(kinds.LIJST_BIJ_NAAM, sheet, list(found), own.kolom, {row: (code,) for row, code in found.items()}),
        *_told(kinds.LIJST_ANDER_NIVEAU, sheet, others, own.kolom, {}, niveau=niveau.value),
        *_told(kinds.LIJST_ZONDER_GEBIED, sheet, lost, own.kolom, {r: c for r, c in meer.items() if r in lost}),
    ]
    inside = {row: code for row, code in {**codes, **found}.items() if code in known}
    if not inside:
        words = "geen enkele code of naam"
        issue = kinds.LIJST_NIET_GEVONDEN.at(FilePlace(sheet.bestand), niveau=niveau.value, gebieden=words, hoe=_CHECK)
        raise InputError([issue, *told])
    return ListedAreas(tuple(dict.fromkeys(inside[row] for row in sorted(inside))), tuple(told))


def _found(named: NamedRows, rows: Iterable[int], near: set[str | None] | None) -> dict[int, str]:
    """Give the codes of rows by name, within the gemeenten of the codes of the list."""
    by_name = named.gebieden.codes
    return {
        row: by_name[row] for row in rows if row in by_name and (near is None or gemeente_code(by_name[row]) in near)
    }


def _may_be_area(row: Row) -> bool:
    return any(str(cell).strip() for cell in row) and not any(map(is_summary, row))


def _has_digit(row: Row, column: int) -> bool:
    """Tell whether the cell for the code holds what was meant as one: that goes before a name."""
    return column < len(row) and any(sign.isdigit() for sign in str(row[column]))


def _only_gemeente(codes: Iterable[str], table: BuurtTable) -> str | None:
    wanted = set(codes)
    names = {name for code, name in zip(table.code, table.gemeente, strict=True) if code in wanted}
    return names.pop() if len(names) == 1 else None


def _name(rows: Sequence[Row], at: int, named: NamedRows) -> str:
    return str(rows[at][named.gebieden.kolom]).strip()


def _told(
    kind: IssueKind, sheet: Sheet, rows: Sequence[int], column: int, codes: Mapping[int, tuple[str, ...]], **words: str
) -> tuple[Issue, ...]:
    """Tell about rows by their cell in a column, with the codes they were found for; nothing when there are none."""
    if not rows:
        return ()
    where = Where(sheet.bestand, sheet.report.naam, sheet.regels)
    cells = []
    for row in sorted(rows):
        cell = f"{column_letters(column + 1)}{where.line(row)}" if where.blad else f"regel {where.line(row)}"
        cells.append(f"{cell} ({name_some(codes[row])})" if codes.get(row) else cell)
    amount = plural(len(rows), "rij", "rijen")
    return (kind.at(where.place(), aantal=amount, cellen=name_some(cells), **words),)


def _sheets(file: OpenFile) -> list[Sheet]:
    return [file.lees(index) for index, report in enumerate(file.bladen) if report.zichtbaar]
