"""A list of old to new codes of the user: what part of an old area lies in a new one, and figures carried over by it.

Counts go over by that part, other figures as a mean weighted with residents (or households) of the parts. Such a figure
is an estimate and says so. A new area of which a part is not in the file gets no figure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from buurtwijzer.core.codes import clean_code, niveau_of, normalise_code
from buurtwijzer.core.dutch import format_number, name_some, plural
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data.areas import issue_kinds as kinds
from buurtwijzer.data.areas.reading import Areas
from buurtwijzer.data.files.no_figures import NoFigures
from buurtwijzer.data.files.opening import open_file
from buurtwijzer.data.files.workbook import Sheet
from buurtwijzer.data.indicators import IndicatorColumn
from buurtwijzer.data.layouts.model import SEARCH_ROWS, Where
from buurtwijzer.data.numbers import Mark, parse_text
from buurtwijzer.data.source import FileTable
from buurtwijzer.data.table import FloatArray, IntArray, State, StateArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Eenheid, Indicator
from buurtwijzer.rulebook.shares import figures_to_read

_OLD = re.compile(r"(oud|van)\w*([\s_-]*(code|buurt|gebied)\w*)?", re.IGNORECASE)
_NEW = re.compile(r"(nieuw|naar)\w*([\s_-]*(code|buurt|gebied)\w*)?", re.IGNORECASE)
_PART = re.compile(r"(aan)?deel\w*|fractie|gewicht", re.IGNORECASE)
# Parts that were rounded may pass one by this much.
_SLACK = 0.005

_Parts = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Conversion:
    """A list of old to new codes.

    Attributes:
        bron: Name of the file.
        delen: Per old code the new codes with the part of the old area that lies in each, 0-1.
    """

    bron: str
    delen: Mapping[str, _Parts]


def read_conversion(path: Path) -> Conversion:
    """Read a list with columns old code, new code and part.

    Raises:
        InputError: It cannot be used; all mistakes at once.
    """
    file = open_file(path)
    if isinstance(file, NoFigures):
        raise InputError([kinds.OMZETTING_VORM.at(FilePlace(path.name))])
    sheet = file.lees(0)
    where = Where(sheet.bestand, sheet.report.naam, sheet.regels)
    found = _columns(sheet)
    if found is None:
        raise InputError([kinds.OMZETTING_VORM.at(where.place())])
    header, old, new, part = found
    parts: dict[str, dict[str, float]] = defaultdict(dict)
    mistakes: list[Issue] = []
    for i, row in enumerate(sheet.rijen[header + 1 :], start=header + 1):
        cells = [row[old], row[new]]
        if not any(str(cell).strip() for cell in cells):
            continue
        codes = [normalise_code(cell) for cell in cells]
        share = 1.0 if part is None else _part(row[part])
        mistakes += _wrong(cells, codes, share, where, i, (old, new, part))
        if codes[0] is not None and codes[1] is not None and share is not None:
            parts[codes[0]][codes[1]] = parts[codes[0]].get(codes[1], 0.0) + share
    mistakes += [
        kinds.OMZETTING_SOM.at(where.place(), code=code, som=format_number(sum(to.values()), 3))
        for code, to in sorted(parts.items())
        if sum(to.values()) > 1 + _SLACK
    ]
    if mistakes:
        raise InputError(mistakes)
    return Conversion(sheet.bestand, {code: tuple(sorted(to.items())) for code, to in sorted(parts.items())})


def convert_files(
    files: Sequence[FileTable], conversion: Conversion, rulebook: Rulebook
) -> tuple[list[FileTable], list[Issue]]:
    """Carry the files of earlier years over to the areas of the newest.

    Returns:
        The files, and what there is to tell.
    """
    newest = max(file.bron.jaar for file in files)
    done = [file if file.bron.jaar == newest else _converted(file, conversion, rulebook) for file in files]
    issues = []
    for before, after in zip(files, done, strict=True):
        if after.omgezet:
            count = plural(len(after.omgezet), "gebied", "gebieden")
            place = FilePlace(before.bron.naam)
            example = min(after.omgezet)
            issues.append(kinds.OMGEZET.at(place, aantal=count, lijst=conversion.bron, voorbeeld=example))
        lost = _lost(before, after, conversion)
        if lost:
            count, place = plural(len(lost), "gebied", "gebieden"), FilePlace(before.bron.naam)
            issues.append(kinds.OMZETTING_ONVOLLEDIG.at(place, aantal=count, codes=name_some(lost)))
    short = _short(conversion, {code for file in files if file.bron.jaar != newest for code in file.gebieden.code})
    if short:
        count = plural(len(short), "oud gebied", "oude gebieden")
        issues.append(kinds.OMZETTING_NERGENS.at(FilePlace(conversion.bron), aantal=count, codes=name_some(short)))
    if not any(file.omgezet for file in done):
        issues.append(kinds.OMZETTING_ONGEBRUIKT.at(FilePlace(conversion.bron)))
    return done, issues


def _short(conversion: Conversion, there: Collection[str]) -> list[str]:
    """Name the old areas in these files of which a part goes nowhere, with that part."""
    rest = {code: 1.0 - sum(share for _, share in to) for code, to in conversion.delen.items() if code in there}
    return [f"{code} ({format_number(100 * part)} %)" for code, part in sorted(rest.items()) if part > _SLACK]


def _columns(sheet: Sheet) -> tuple[int, int, int, int | None] | None:
    for i, row in enumerate(sheet.rijen[:SEARCH_ROWS]):
        names = [str(cell).strip() for cell in row]
        at = [next((j for j, name in enumerate(names) if kind.fullmatch(name)), None) for kind in (_OLD, _NEW, _PART)]
        if at[0] is not None and at[1] is not None:
            return i, at[0], at[1], at[2]
    return None


def _part(cell: object) -> float | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        value = float(cell)
    else:
        value, mark, _ = parse_text(str(cell))
        # From 0 to 1 a point or comma can be nothing but a decimal sign.
        if mark not in (Mark.WAARDE, Mark.ONDUIDELIJK):
            return None
    return value if 0 <= value <= 1 else None


def _wrong(
    cells: Sequence[object],
    codes: Sequence[str | None],
    share: float | None,
    where: Where,
    row: int,
    at: tuple[int, int, int | None],
) -> list[Issue]:
    found = [
        kinds.OMZETTING_CODE.at(where.place(row, column), code=clean_code(cell)[:20])
        for cell, code, column in zip(cells, codes, at, strict=False)
        if code is None
    ]
    if None not in codes and niveau_of(str(codes[0])) is not niveau_of(str(codes[1])):
        found.append(kinds.OMZETTING_NIVEAU.at(where.place(row, at[1])))
    if share is None:
        found.append(kinds.OMZETTING_DEEL.at(where.place(row, at[2])))
    return found


def _converted(file: FileTable, conversion: Conversion, rulebook: Rulebook) -> FileTable:
    """Give a file with the new areas in place of the old ones."""
    at = {code: i for i, code in enumerate(file.gebieden.code)}
    parts: dict[str, dict[str, float]] = defaultdict(dict)
    for old, to in conversion.delen.items():
        for new, share in to:
            parts[new][old] = share
    for new, own in parts.items():
        if new in at and new not in conversion.delen:
            own[new] = 1.0
    if not any(old in at for old in conversion.delen):
        return file
    whole = {new: own for new, own in parts.items() if all(old in at for old, share in own.items() if share > 0)}
    kept = [i for i, code in enumerate(file.gebieden.code) if code not in conversion.delen and code not in parts]
    codes = sorted(new for new, own in whole.items() if any(own.values()))
    sources = sorted({at[old] for new in codes for old, share in whole[new].items() if share > 0})
    place = {position: i for i, position in enumerate(sources)}
    mix = np.zeros((len(codes), len(sources)))
    for row, code in enumerate(codes):
        for old, share in whole[code].items():
            if share > 0:
                mix[row, place[at[old]]] = share
    carried = _Mix(np.array(kept, dtype=np.int64), np.array(sources, dtype=np.int64), mix)
    return _mixed(file, tuple(codes), carried, rulebook)


def _mixed(file: FileTable, codes: tuple[str, ...], mix: _Mix, rulebook: Rulebook) -> FileTable:
    areas, kept, main = file.gebieden, mix.kept.tolist(), mix.largest().tolist()
    nothing, figures = ("",) * len(codes), figures_to_read(rulebook)
    indicators = {
        name: tuple(_column(column, file, mix, figures[name]) for column in columns)
        for name, columns in file.indicatoren.items()
    }
    return replace(
        file,
        gebieden=Areas(
            code=(*(areas.code[i] for i in kept), *codes),
            naam=(*(areas.naam[i] for i in kept), *nothing),
            gemeente=(*(areas.gemeente[i] for i in kept), *nothing),
            niveau=(*(areas.niveau[i] for i in kept), *(areas.niveau[i] for i in main)),
            fout={},
        ),
        rij=np.concatenate([file.rij[kept], file.rij[main]]),
        inwoners=np.concatenate([file.inwoners[kept], mix.added(file.inwoners)]),
        huishoudens=np.concatenate([file.huishoudens[kept], mix.added(file.huishoudens)]),
        gewijzigd=np.concatenate([file.gewijzigd[kept], np.zeros(len(codes), dtype=np.int64)]),
        indicatoren=indicators,
        omgezet=frozenset(codes),
    )


def _column(column: IndicatorColumn, file: FileTable, mix: _Mix, rule: Indicator) -> IndicatorColumn:
    if column.deler is not None or rule.eenheid is Eenheid.AANTAL:
        values = mix.added(column.waarden)
    else:
        per_household = any(kolom.noemer == "a_hh" for kolom in rule.kolommen if kolom.layout == column.layout)
        values = mix.mean(column.waarden, file.huishoudens if per_household else file.inwoners)
    state = mix.state(column.state)
    values[state >= State.ONDERDRUKT] = np.nan
    state[np.isnan(values) & (state < State.ONDERDRUKT)] = State.ONTBREEKT
    main, regels, divisor = mix.largest(), column.regels, column.noemer
    return replace(
        column,
        waarden=np.concatenate([column.waarden[mix.kept], values]),
        state=np.concatenate([column.state[mix.kept], state]),
        regels=None if regels is None else np.concatenate([regels[mix.kept], regels[main]]),
        noemer=None if divisor is None else np.concatenate([divisor[mix.kept], mix.added(divisor)]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Mix:
    """How m new areas are made of s old ones.

    Attributes:
        kept: Positions in the file of areas that stay as they are.
        bron: (s,) positions in the file of the old areas.
        deel: (m, s) part of each old area that lies in each new one.
    """

    kept: IntArray
    bron: IntArray
    deel: FloatArray

    def largest(self) -> IntArray:
        """Give (m,) the position in the file of the largest part: the row that stands for the new area."""
        found: IntArray = self.bron[self.deel.argmax(axis=1)] if len(self.bron) else self.bron[:0]
        return found

    def added(self, column: FloatArray) -> FloatArray:
        """Add up the parts; one that is not known makes the whole not known."""
        values = column[self.bron]
        total = self.deel @ np.nan_to_num(values)
        total[(self.deel > 0) @ np.isnan(values)] = np.nan
        return np.asarray(total)

    def mean(self, column: FloatArray, sizes: FloatArray) -> FloatArray:
        """Give the mean of the parts weighted by their size; where a size is not known by the part alone."""
        values, weights = column[self.bron], self.deel * np.nan_to_num(sizes[self.bron])
        unknown = (self.deel > 0) @ np.isnan(sizes[self.bron]) | (weights.sum(axis=1) <= 0)
        weights[unknown] = self.deel[unknown]
        found = weights @ np.nan_to_num(values) / weights.sum(axis=1)
        found[(self.deel > 0) @ np.isnan(values)] = np.nan
        return np.asarray(found)

    def state(self, column: StateArray) -> StateArray:
        """Give the state of what is made of parts: an estimate, but for one whole; a part that is hidden hides it."""
        is_part, own = self.deel > 0, column[self.bron]
        found = np.full(len(self.deel), int(State.GESCHAT), dtype=np.uint8)
        found[is_part @ (own == State.ONTBREEKT)] = State.ONTBREEKT
        found[is_part @ (own == State.ONDERDRUKT)] = State.ONDERDRUKT
        whole = (is_part.sum(axis=1) == 1) & (self.deel.max(axis=1, initial=0.0) == 1.0)
        found[whole] = own[self.deel.argmax(axis=1)[whole]] if len(own) else found[whole]
        return found


def _lost(before: FileTable, after: FileTable, conversion: Conversion) -> list[str]:
    """Give the old areas of a file that could not be carried over, as another part of the new area is not in it."""
    if before is after:
        return []
    made = after.omgezet
    return sorted(
        old
        for old in set(before.gebieden.code) & conversion.delen.keys()
        if not any(new in made for new, share in conversion.delen[old] if share > 0)
    )
