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
    """

    rij: dict[str, str] = field(default_factory=dict)
    hernoemd: list[Other] = field(default_factory=list)
    hergecodeerd: list[Other] = field(default_factory=list)
    andere_naam: list[Other] = field(default_factory=list)


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
        refused = {other.code for other in fit.andere_naam}
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
        for file in files:
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
            is_same = row.jaar == year or level in _ALWAYS_THE_SAME or not name or not row.naam
            if is_same or is_same_name(name, row.naam):
                found.rij[code] = code
            elif self._is_unchanged(code, year, row.jaar) or is_near_name(name, row.naam, self._least):
                found.rij[code] = code
                found.hernoemd.append(Other(code, name, code, row.naam))
            else:
                found.andere_naam.append(Other(code, name, code, row.naam))
        self._by_name(file, rows, found)
        return found

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
