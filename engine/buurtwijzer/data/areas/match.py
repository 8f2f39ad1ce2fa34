"""Which area of a file is which row of the table, when files are of different years and area divisions.

In another year the same code counts only with the same name, for a code may be given to another area (983 buurten
between 2017 and 2024); with another name it counts when the column of CBS says that nothing changed, or when the name
is the same one written anew. A code that is not there is looked for by its name within the gemeente, and counts when
that name is there once in both. Source: data-facts 2.4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from buurtwijzer.core.codes import Niveau, gemeente_code
from buurtwijzer.data.areas.names import is_near_name, is_same_name, plain_name
from buurtwijzer.data.areas.reading import Areas
from buurtwijzer.data.joining.koppeling import Other
from buurtwijzer.data.source import FileTable
from buurtwijzer.data.table import IntArray
from buurtwijzer.rulebook.model import Rulebook

_UNCHANGED = 1
# Rounding keeps a whole gemeente within a percent; a file with some of its areas has far less.
_WHOLE = 0.9
_ALWAYS_THE_SAME = (Niveau.GEMEENTE, Niveau.LAND, Niveau.EIGEN)
_Named = tuple[str, Niveau, str]


@dataclass(slots=True)
class Fit:
    """How the areas of one file fit.

    Attributes:
        rij: Per code in the file the code of the row it is.
        hernoemd: The same area under another name.
        hergecodeerd: The same area under another code.
        andere_naam: The same code for what may be another area; not used.
        zonder_naam: The same code without a name, while another file shows that it was another area; not used.
        alleen_code: Codes that fit although a name is missing, so that nobody can tell whether it is the same area.
        verdwenen: Codes of an earlier division in gemeenten that a newer file has whole; no rows.
    """

    rij: dict[str, str] = field(default_factory=dict)
    hernoemd: list[Other] = field(default_factory=list)
    hergecodeerd: list[Other] = field(default_factory=list)
    andere_naam: list[Other] = field(default_factory=list)
    zonder_naam: list[Other] = field(default_factory=list)
    alleen_code: list[str] = field(default_factory=list)
    verdwenen: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """The rows of the table and where each stands in the files.

    Attributes:
        codes: The n rows, in order.
        niveau: Their levels.
        positie: (n, f) position of the area in each file, -1 where it is not in it.
        passend: Per file how its areas fit.
    """

    codes: tuple[str, ...]
    niveau: tuple[Niveau, ...]
    positie: IntArray
    passend: tuple[Fit, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    naam: str
    niveau: Niveau
    jaar: int


def defining_files(files: Sequence[FileTable]) -> list[FileTable]:
    """Give the files whose areas are the rows: those with residents, else the first."""
    return [file for file in files if file.bron.draagt_inwoners] or list(files[:1])


def match_areas(files: Sequence[FileTable], rulebook: Rulebook, eigen: Collection[str] = ()) -> Matched:
    """Find the rows of the table, as the newest file has them, and where each stands in every file.

    Args:
        files: The files.
        rulebook: Says how much alike two names must be.
        eigen: Codes of own areas, which are rows as soon as any file has them.
    """
    defining = defining_files(files)
    carriers = sorted((i for i, file in enumerate(files) if file in defining), key=lambda i: -files[i].bron.jaar)
    matcher = _Matcher(files, rulebook)
    rows: dict[str, _Row] = {}
    fits: dict[int, Fit] = {}
    for number in carriers:
        areas, year = files[number].gebieden, files[number].bron.jaar
        fits[number] = fit = matcher.fit(files[number], rows)
        newer = [files[other] for other in carriers if files[other].bron.jaar > year]
        refused = {other.code for other in (*fit.andere_naam, *fit.zonder_naam)}
        fit.verdwenen += vanished(files[number], newer, {*fit.rij, *refused})
        refused |= set(fit.verdwenen)
        for code, name, level in zip(areas.code, areas.naam, areas.niveau, strict=True):
            if code not in fit.rij and code not in refused:
                rows[code] = _Row(name, level, year)
                fit.rij[code] = code
    for file in files:
        for code in file.gebieden.code:
            if code in eigen and code not in rows:
                # Without a name: the list that has them says it.
                rows[code] = _Row("", Niveau.EIGEN, file.bron.jaar)
    for number, file in enumerate(files):
        if number not in fits:
            fits[number] = matcher.fit(file, rows)
    codes = tuple(sorted(rows))
    return Matched(
        codes,
        tuple(rows[code].niveau for code in codes),
        _positions([(files[i].gebieden, fits[i]) for i in range(len(files))], codes),
        tuple(fits[i] for i in range(len(files))),
    )


def _positions(files: Sequence[tuple[Areas, Fit]], codes: Sequence[str]) -> IntArray:
    where = np.full((len(codes), len(files)), -1, dtype=np.int64)
    for number, (areas, fit) in enumerate(files):
        at = {fit.rij[code]: position for position, code in enumerate(areas.code) if code in fit.rij}
        where[:, number] = [at.get(code, -1) for code in codes]
    return where


def vanished(older: FileTable, newer: Sequence[FileTable], fitting: Collection[str]) -> list[str]:
    """Give the codes of an older file that are no areas any more: their successors are rows, and nobody counts twice.

    A newer file shows that only when its areas hold the residents of the whole gemeente.
    """
    whole = set[tuple[str, Niveau]]()
    for file in newer:
        total, then = _residents(file), _residents(older)
        for (gemeente, level), number in total.items():
            own = total.get((gemeente, Niveau.GEMEENTE)) or then.get((gemeente, level), 0.0)
            if level not in _ALWAYS_THE_SAME and number > 0 and number >= _WHOLE * own:
                whole.add((gemeente, level))
    known = {code for file in newer for code in file.gebieden.code}
    areas = zip(older.gebieden.code, older.gebieden.niveau, strict=True)
    return sorted(
        code
        for code, level in areas
        if code not in known and code not in fitting and (gemeente_code(code) or "", level) in whole
    )


def _residents(file: FileTable) -> dict[tuple[str, Niveau], float]:
    found: dict[tuple[str, Niveau], float] = {}
    areas = file.gebieden
    for code, level, number in zip(areas.code, areas.niveau, np.nan_to_num(file.inwoners).tolist(), strict=True):
        key = (gemeente_code(code) or "", level)
        found[key] = found.get(key, 0.0) + number
    return found


class _Matcher:
    """Fits areas of a file on rows.

    Args:
        files: All files: they say in which years an area did not change.
        rulebook: Says how much alike two names must be.
    """

    def __init__(self, files: Sequence[FileTable], rulebook: Rulebook) -> None:
        known = rulebook.kolommen.get("cbs_kwb")
        about = None if known is None else known.gebieden
        self._least = 1.0 if about is None else about.naam_gelijk_frac
        self._changes: dict[int, dict[str, int]] = {}
        self._names: dict[str, dict[int, str]] = {}
        for file in files:
            for code, name in zip(file.gebieden.code, file.gebieden.naam, strict=True):
                if name:
                    self._names.setdefault(code, {}).setdefault(file.bron.jaar, name)
            if file.gewijzigd.any():
                own = zip(file.gebieden.code, file.gewijzigd.tolist(), strict=True)
                self._changes.setdefault(file.bron.jaar, {}).update(own)

    def fit(self, file: FileTable, rows: Mapping[str, _Row]) -> Fit:
        """Fit the areas of a file on the rows there are."""
        found = Fit()
        if not rows:
            return found
        year, areas = file.bron.jaar, file.gebieden
        for code, name, level in zip(areas.code, areas.naam, areas.niveau, strict=True):
            row = rows.get(code)
            if row is None:
                continue
            if row.jaar == year or level in _ALWAYS_THE_SAME:
                found.rij[code] = code
            elif not name or not row.naam:
                self._by_code(code, year, row, found)
            elif is_same_name(name, row.naam):
                found.rij[code] = code
            elif self._is_unchanged(code, year, row.jaar) or is_near_name(name, row.naam, self._least):
                found.rij[code] = code
                found.hernoemd.append(Other(code, name, code, row.naam))
            else:
                found.andere_naam.append(Other(code, name, code, row.naam))
        self._by_name(file, rows, found)
        return found

    def _by_code(self, code: str, year: int, row: _Row, found: Fit) -> None:
        """Fit an area without a name, unless another file shows that its code was another area by then."""
        for then, name in sorted(self._names.get(code, {}).items()):
            is_by_then = year <= then < row.jaar or row.jaar < then <= year
            if row.naam and is_by_then and self._is_other(code, name, then, row):
                found.zonder_naam.append(Other(code, name, code, row.naam))
                return
        found.rij[code] = code
        if not self._is_unchanged(code, year, row.jaar):
            found.alleen_code.append(code)

    def _is_other(self, code: str, name: str, year: int, row: _Row) -> bool:
        is_same = is_same_name(name, row.naam) or is_near_name(name, row.naam, self._least)
        return not is_same and not self._is_unchanged(code, year, row.jaar)

    def _by_name(self, file: FileTable, rows: Mapping[str, _Row], found: Fit) -> None:
        """Find areas under another code: their name is there once within the gemeente, in the file and in the rows."""
        areas, year = file.gebieden, file.bron.jaar
        if not any(areas.naam):
            return
        own = list(_named(zip(areas.code, areas.naam, areas.niveau, strict=True)))
        theirs = list(_named((code, row.naam, row.niveau) for code, row in rows.items() if row.jaar != year))
        ours_once, theirs_once = _once(own), _once(theirs)
        used = set(found.rij.values())
        names = dict(zip(areas.code, areas.naam, strict=True))
        for key, code in ours_once.items():
            other = theirs_once.get(key)
            if other is None or code in found.rij or other in used or code == other:
                continue
            if not self._is_unchanged(other, year, rows[other].jaar):
                found.rij[code] = other
                found.hergecodeerd.append(Other(code, names[code], other, rows[other].naam))

    def _is_unchanged(self, code: str, one: int, other: int) -> bool:
        """Tell whether files for every year between two years say that this area did not change."""
        years = range(min(one, other) + 1, max(one, other) + 1)
        return all(self._changes.get(year, {}).get(code) == _UNCHANGED for year in years)


def _named(areas: Iterator[tuple[str, str, Niveau]] | zip[tuple[str, str, Niveau]]) -> Iterator[tuple[_Named, str]]:
    for code, name, level in areas:
        if name and level not in _ALWAYS_THE_SAME:
            yield (gemeente_code(code) or "", level, plain_name(name)), code


def _once(named: Sequence[tuple[_Named, str]]) -> dict[_Named, str]:
    times = Counter(key for key, _ in named)
    return {key: code for key, code in named if times[key] == 1}
