"""`BuurtTable`: areas by indicators, every cell with a state, a year and a place it came from."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import AreaPlace, CellPlace, FilePlace, place_in
from buurtwijzer.data.joining.koppeling import JoinReport
from buurtwijzer.data.own.area_model import OwnArea, OwnAreas

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
StateArray = npt.NDArray[np.uint8]


class State(IntEnum):
    """What is known of a cell; missing is never 0."""

    GEMETEN = 0
    GESCHAT = 1
    AANGEVULD = 2
    ONDERDRUKT = 3
    ONTBREEKT = 4


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read.

    Attributes:
        naam: File name without folders.
        sha256: Hash of its bytes.
        layout: Id of the recognised layout.
        blad: Sheet that was read (empty for text files).
        jaar: Year of the figures.
        jaar_uit: Where the year was taken from, in Dutch words.
        draagt_inwoners: Whether its areas define the rows.
        rijen: Number of rows per level.
    """

    naam: str
    sha256: str
    layout: str
    blad: str
    jaar: int
    jaar_uit: str
    draagt_inwoners: bool
    rijen: tuple[tuple[Niveau, int], ...]


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """One way an indicator was taken from one file.

    Attributes:
        bestand: Index in `BuurtTable.bestanden`.
        indicator: Id of the indicator.
        kolommen: Header and 1-based column number of every column used (numerators first, denominator last); number 0
            when the file has no cells.
        bestanden: Per column the file it stands in, when that is not always `bestand`.
        rijen: Per column the column of `BuurtTable.rij` with its row, when that is not the one of its file.
    """

    bestand: int
    indicator: str
    kolommen: tuple[tuple[str, int], ...]
    bestanden: tuple[int, ...] = ()
    rijen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class BuurtTable:
    """Areas (n, ordered by code) by indicators (k, ordered by id).

    Attributes:
        code: Area codes, unique.
        naam: Names as in the first file that has them.
        gemeente: Names of the gemeente.
        niveau: Level per area.
        inwoners: (n,) residents, NaN when unknown.
        huishoudens: (n,) households, NaN when unknown.
        indicatoren: Ids of the columns.
        values: (n, k); NaN exactly where `state` is ONDERDRUKT or ONTBREEKT.
        state: (n, k) `State`.
        jaar: (n, k) year of each value, 0 where there is none.
        gebruik: (n, k) index in `kolomgebruik`, -1 where the value is in no file, or made of parts (`eigen`).
        rij: (n, r) 1-based sheet row or line per file, 0 where the area is not in it; after the f files come rows of
            columns that do not stand in the row of their area.
        kolomgebruik: How indicators were taken from files.
        bestanden: The f files read, in the order given.
        gewijzigd: (n,) CBS code of boundary change (1 same, 2 recoded, 3 changed), 0 unknown.
        telt_vanaf: (n,) year from which figures are about the area as it is now: its last change of boundary, else 0.
        eigen: What the user's own areas are made of; None without any.
    """

    code: tuple[str, ...]
    naam: tuple[str, ...]
    gemeente: tuple[str, ...]
    niveau: tuple[Niveau, ...]
    inwoners: FloatArray
    huishoudens: FloatArray
    indicatoren: tuple[str, ...]
    values: FloatArray
    state: StateArray
    jaar: IntArray
    gebruik: IntArray
    rij: IntArray
    gewijzigd: IntArray
    telt_vanaf: IntArray
    kolomgebruik: tuple[ColumnUse, ...]
    bestanden: tuple[SourceFile, ...]
    eigen: OwnAreas | None = None

    def __len__(self) -> int:
        """Give the number of areas."""
        return len(self.code)

    def column(self, indicator: str) -> int:
        """Give the column number of an indicator.

        Raises:
            KeyError: The table has no such indicator.
        """
        try:
            return self.indicatoren.index(indicator)
        except ValueError:
            raise KeyError(indicator) from None

    def take(self, rows: IntArray) -> BuurtTable:
        """Give the table of some rows, in the order asked."""
        picked: list[int] = rows.tolist()
        changed: dict[str, Any] = {}
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, np.ndarray):
                changed[item.name] = value[rows]
            elif item.name in ("code", "naam", "gemeente", "niveau"):
                changed[item.name] = tuple(map(value.__getitem__, picked))
        return replace(self, **changed)

    def rows_of(self, niveau: Niveau) -> IntArray:
        """Give the row numbers of one level."""
        return np.array([i for i, own in enumerate(self.niveau) if own is niveau], dtype=np.int64)

    def own_area(self, row: int) -> OwnArea | None:
        """Give what an own area is made of; None for an area of CBS, or one that no list describes."""
        return None if self.eigen is None else self.eigen.gebieden.get(self.code[row])

    def level_word(self, row: int) -> str:
        """Give the level of an area in Dutch; of an own area what it is, when that is known."""
        area = self.own_area(row)
        return (area.soort if area is not None else "") or self.niveau[row].value

    def draw_keys(self) -> tuple[str, ...]:
        """Give per area what its draws are keyed by: its code; an own area of one buurt draws as that buurt."""
        if self.eigen is None:
            return self.code
        one = {own: area.delen[0].code for own, area in self.eigen.gebieden.items() if len(area.delen) == 1}
        return tuple(one.get(code, code) for code in self.code)

    def parts_n(self) -> IntArray | None:
        """Give (n,) of how many buurten a count is the sum, 1 for an area of CBS; None without own areas."""
        if self.eigen is None:
            return None
        areas = [self.own_area(row) for row in range(len(self))]
        return np.array([1 if area is None else len(area.delen) for area in areas], dtype=np.int64)

    def places(self, row: int, indicator: str) -> tuple[FilePlace | CellPlace | AreaPlace, ...]:
        """Give the cells a value was made from; empty when it is in no file. A file without cells gives the area."""
        use = int(self.gebruik[row, self.column(indicator)])
        if use < 0:
            return self._places_of_parts(row, indicator)
        taken = self.kolomgebruik[use]
        files = taken.bestanden or (taken.bestand,) * len(taken.kolommen)
        found: list[FilePlace | CellPlace | AreaPlace] = []
        for file, at, (_, column) in zip(files, taken.rijen or files, taken.kolommen, strict=True):
            source = self.bestanden[file]
            if not column:
                found.append(AreaPlace(source.naam, self.code[row]))
                continue
            found.append(place_in(source.naam, source.blad, int(self.rij[row, at]) or None, column))
        return tuple(found)

    def _places_of_parts(self, row: int, indicator: str) -> tuple[FilePlace | CellPlace | AreaPlace, ...]:
        area = self.own_area(row)
        if area is None or self.eigen is None or self.state[row, self.column(indicator)] >= State.ONDERDRUKT:
            return ()
        basis = self.eigen.basis
        return tuple(place for deel in area.delen if deel.is_heel for place in basis.places(deel.rij, indicator))


@dataclass(frozen=True, slots=True, eq=False)
class BuurtData:
    """What reading files gives.

    Attributes:
        table: The table.
        issues: Everything worth telling (no errors: those are raised).
        strijdig: Areas of which a file says different things in different rows, and why none of those is used. An area
            may still have figures from another file.
        koppeling: How the files fit together; None when there are no files.
    """

    table: BuurtTable
    issues: tuple[Issue, ...]
    strijdig: tuple[tuple[str, Issue], ...] = ()
    koppeling: JoinReport | None = None
