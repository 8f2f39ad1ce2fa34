"""Tables with names and no codes: every name is looked up within its gemeente in the files that have both.

What is found gets a column of its own behind the table, so that all other reading stays the same and places point at
the cells of the user. A row of which the area is not certain is left out and told; nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from buurtwijzer.core.codes import LAND_CODE, Niveau, normalise_code
from buurtwijzer.core.dutch import join_words, name_some, plural
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.areas import issue_kinds as kinds
from buurtwijzer.data.areas.names import plain_name, without_number
from buurtwijzer.data.areas.reading import stated_level
from buurtwijzer.data.areas.register import Register, nearest_first
from buurtwijzer.data.files.workbook import Sheet
from buurtwijzer.data.layouts.model import Header, Layout, Where
from buurtwijzer.data.left_out import is_summary
from buurtwijzer.data.own import area_issue_kinds as own_kinds
from buurtwijzer.data.own.area_codes import OwnCodes

_LOOKED_AT = 200
_DIGITS = re.compile(r"\d{3}")
_LEVEL_IN_HEADER = (
    (Niveau.BUURT, re.compile(r"(bu|buurt)[\s_.-]*na(am|men)", re.IGNORECASE)),
    (Niveau.WIJK, re.compile(r"(wk|wijk)[\s_.-]*na(am|men)", re.IGNORECASE)),
    (Niveau.GEMEENTE, re.compile(r"(gm|gemeente)[\s_.-]*na(am|men)", re.IGNORECASE)),
)
_SMALL = (Niveau.WIJK, Niveau.BUURT)


@dataclass(frozen=True, slots=True)
class _Row:
    """What one row says about its area."""

    rij: int
    naam: str
    gemeente: str
    niveau: Niveau | None


@dataclass(slots=True)
class _Found:
    """What was found for the rows: a code per row, and the names of those left out."""

    codes: dict[int, str]
    onbekend: list[str]
    dubbelzinnig: list[str]
    zonder_gemeente: list[str]
    ook_eigen: list[str] = field(default_factory=list)


def has_codes(sheet: Sheet, layout: Layout, header: Header) -> bool:
    """Tell whether a table says by code which area a row is about; a column of names under that header does not."""
    column = header.column(*layout.code)
    if column is None:
        return False
    if column != header.column(*layout.naam_kolom):
        return True
    cells = [row[column] for row in sheet.rijen[header.rij + 1 : header.rij + 1 + _LOOKED_AT]]
    filled = [cell for cell in cells if not isinstance(cell, str) or cell.strip()]
    words = sum(isinstance(cell, str) and normalise_code(cell) is None and not _DIGITS.search(cell) for cell in filled)
    return words * 2 <= len(filled)


def count_names(sheet: Sheet, layout: Layout, header: Header) -> int:
    """Give the number of rows with a name."""
    return sum(1 for row in _rows(sheet, layout, header))


def with_codes(
    sheet: Sheet,
    layout: Layout,
    header: Header,
    registers: Sequence[Register],
    jaar: int | None,
    own: OwnCodes | None = None,
) -> tuple[Sheet, Header, tuple[Issue, ...]]:
    """Give a table a column with codes behind it.

    Args:
        sheet: The sheet.
        layout: What kind of table it is.
        header: Its header.
        registers: Where names are looked up.
        jaar: Year of its figures when that is known already: the register nearest to it is asked first.
        own: Areas of the user's own, which a row may be about as well.

    Returns:
        The table, in which rows without a certain area are empty, its header, and what there is to tell.

    Raises:
        InputError: There is no register, or no name is in one.
    """
    where = Where(sheet.bestand, sheet.report.naam, sheet.regels)
    rows = list(_rows(sheet, layout, header))
    count = plural(len(rows), "rij", "rijen")
    if not registers and own is None:
        raise InputError([kinds.NAMEN_ZONDER_CODES.at(where.place(), aantal=count)])
    ordered = nearest_first(registers, jaar)
    found = _resolve(rows, ordered, own)
    lists = [] if own is None else [own.lijst]
    sources = join_words([*sorted({register.bron for register in ordered}), *lists])
    if not found.codes:
        raise InputError([kinds.NAMEN_ZONDER_CODES.at(where.place(), aantal=count), *_told(found, where, sources)])
    width = len(header.koppen)
    cells = [
        (*(row if i <= header.rij or i in found.codes else ("",) * len(row)), found.codes.get(i, ""))
        for i, row in enumerate(sheet.rijen)
    ]
    columns = {**header.kolommen, layout.code[0].lower(): (width,)}
    first = min(found.codes)
    example = f"{next(row.naam for row in rows if row.rij == first)} = {found.codes[first]}"
    told = kinds.NAMEN_GEVONDEN.at(
        where.place(first), aantal=plural(len(found.codes), "rij", "rijen"), register=sources, voorbeeld=example
    )
    return (
        replace(sheet, rijen=cells),
        replace(header, koppen=(*header.koppen, ""), kolommen=columns),
        (told, *_told(found, where, sources), *_told_own(found, where, lists)),
    )


def _told(found: _Found, where: Where, sources: str) -> Iterable[Issue]:
    told = (
        (kinds.NAAM_NIET_GEVONDEN, found.onbekend),
        (kinds.NAAM_DUBBELZINNIG, found.dubbelzinnig),
        (kinds.NAAM_ZONDER_GEMEENTE, found.zonder_gemeente),
    )
    for kind, names in told:
        if names:
            yield kind.at(
                where.place(), aantal=plural(len(names), "rij", "rijen"), namen=name_some(names), register=sources
            )


def _told_own(found: _Found, where: Where, lists: Sequence[str]) -> Iterable[Issue]:
    if found.ook_eigen:
        yield own_kinds.NAAM_OOK_EIGEN.at(where.place(), lijst=join_words(lists), namen=name_some(found.ook_eigen))


def _rows(sheet: Sheet, layout: Layout, header: Header) -> Iterable[_Row]:
    """Give what the rows under the header say; a row without a name or with nothing but a name is no area."""
    where = Where(sheet.bestand, sheet.report.naam, sheet.regels)
    name, level = header.column(*layout.naam_kolom, *layout.code), header.column(*layout.niveau)
    gemeente = header.column(*layout.gemeente)
    if name is None:
        return
    by_header = next((own for own, pattern in _LEVEL_IN_HEADER if pattern.fullmatch(header.koppen[name])), None)
    for i in layout.select(header, sheet.rijen, where).rijen.tolist():
        row = sheet.rijen[i]
        text = str(row[name]).strip()
        others = [cell for at, cell in enumerate(row) if at != name]
        if text and any(not isinstance(cell, str) or cell.strip() for cell in others):
            within = "" if gemeente is None else str(row[gemeente]).strip()
            yield _Row(i, text, within, by_header if level is None else stated_level(row[level]))


def _resolve(rows: Sequence[_Row], registers: Sequence[Register], own: OwnCodes | None) -> _Found:
    found = _Found({}, [], [], [])
    within = list(_gemeenten(rows, registers))
    pairs = list(zip(rows, within, strict=True))
    # What stands there once as wijk and once as buurt is told apart by its place: a wijk stands above its buurten.
    times = Counter((gemeente, plain_name(row.naam)) for row, gemeente in pairs)
    # Where wijken are written with their number, a name without one is no wijk that lost it.
    numbered = {gemeente for row, gemeente in pairs if without_number(row.naam) != row.naam}
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for row, gemeente in pairs:
        key = (gemeente, plain_name(row.naam))
        seen[key] += 1
        by_level = _candidates(row, gemeente, registers, loose=gemeente not in numbered) if gemeente else {}
        mine = own.find(row.naam) if own is not None and row.niveau in (None, Niveau.EIGEN) else None
        if mine is not None:
            found.codes[row.rij] = mine
            other = sorted(code for codes in by_level.values() for code in codes)
            if other:
                found.ook_eigen.append(f"{row.naam} ({mine}, niet {join_words(other, 'of')})")
        elif row.niveau is Niveau.LAND or (row.niveau is None and key[1] == "nederland" and not by_level):
            found.codes[row.rij] = LAND_CODE
        elif gemeente:
            _choose(row, by_level, seen[key], times[key], found)
        else:
            found.zonder_gemeente.append(row.naam)
    return found


def _choose(row: _Row, by_level: Mapping[Niveau, frozenset[str]], nth: int, times: int, found: _Found) -> None:
    codes = sorted(code for one in by_level.values() for code in one)
    levels = [level for level in (Niveau.GEMEENTE, *_SMALL) if level in by_level]
    if len(codes) == 1:
        found.codes[row.rij] = codes[0]
    elif not codes:
        # A total is no name that somebody should write in another way.
        found.onbekend += [] if is_summary(row.naam) else [row.naam]
    elif all(len(one) == 1 for one in by_level.values()) and times == len(levels):
        found.codes[row.rij] = next(iter(by_level[levels[nth - 1]]))
    else:
        found.dubbelzinnig.append(f"{row.naam} ({join_words(codes, 'of')})")


def _candidates(
    row: _Row, gemeente: str, registers: Sequence[Register], *, loose: bool
) -> dict[Niveau, frozenset[str]]:
    """Give the codes a row may stand for, per level, from the first register that knows its name in its gemeente."""
    levels = (row.niveau,) if row.niveau is not None else (Niveau.GEMEENTE, *_SMALL)
    is_numbered = without_number(row.naam) != row.naam
    if row.niveau is None and is_numbered:
        levels = (Niveau.WIJK,) if row.naam.casefold().startswith("wijk") else (Niveau.BUURT,)
    as_it_is = loose or is_numbered or row.niveau is not None
    for register in registers:
        found = {
            level: codes for level in levels if (codes := register.find(gemeente, level, row.naam, loose=as_it_is))
        }
        if found:
            return found
    return {}


def _gemeenten(rows: Sequence[_Row], registers: Sequence[Register]) -> Iterable[str]:
    """Give the code of the gemeente per row: as it says, else the last one above it, else the only one there is."""
    only = {register.only_gemeente() for register in registers}
    alone = (only.pop() or "") if len(only) == 1 else ""
    above = ""
    for row in rows:
        if row.gemeente:
            yield _gemeente(row.gemeente, registers)
            continue
        named = _gemeente(row.naam, registers) if row.niveau in (None, Niveau.GEMEENTE) else ""
        if named and (row.niveau is Niveau.GEMEENTE or not _is_within(row, above, registers)):
            above = named
        yield above or alone


def _is_within(row: _Row, gemeente: str, registers: Sequence[Register]) -> bool:
    return bool(gemeente) and any(
        register.find(gemeente, level, row.naam) for register in registers for level in _SMALL
    )


def _gemeente(name: str, registers: Sequence[Register]) -> str:
    code = normalise_code(name, Niveau.GEMEENTE)
    if code is not None and name.upper().startswith("GM"):
        return code
    for register in registers:
        found = register.gemeenten.get(plain_name(name), frozenset())
        if len(found) == 1:
            return next(iter(found))
    return ""
