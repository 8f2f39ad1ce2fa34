"""The ways an indicator can be filled from the files at hand, best first: latest year, then the order of the files.

A count whose denominator is the size of an area takes that from every file that has it, so that each value keeps the
two cells it was made from. Buurten that another file shows to be false zeros are hidden here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.dutch import join_words, name_some, plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import place_in
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.coverage import Coverage, positions_under, too_many_for_nothing, whole_gemeenten
from buurtwijzer.data.forms.issue_kinds import ALLEMAAL_NUL
from buurtwijzer.data.indicators import IndicatorColumn, Maat
from buurtwijzer.data.source import FileTable
from buurtwijzer.data.table import ColumnUse, FloatArray, IntArray, State, StateArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Indicator

_T = TypeVar("_T", bound=np.generic)
_SHOWN = 10
_NOTHING = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One way to fill an indicator; arrays are (n,) over the joined areas.

    Attributes:
        use: The file and columns.
        jaar: Year of the figures.
        waarden: NaN where `state` is ONDERDRUKT or ONTBREEKT.
        state: `State`.
        er: Whether the area is in the file.
        noemer: What a rate was divided by; None where it is no rate that was made here.
        noemer_jaar: Year of that.
        maat: The size of an area that it is; None for parts of another whole.
        factor: What the result of the division was multiplied by.
    """

    use: ColumnUse
    jaar: int
    waarden: FloatArray
    state: StateArray
    er: npt.NDArray[np.bool_]
    noemer: FloatArray | None = None
    noemer_jaar: int = 0
    maat: Maat | None = None
    factor: float = 1.0


def newest_first(files: Sequence[FileTable]) -> list[int]:
    """Give file numbers, latest year first; files of one year in the order given."""
    return sorted(range(len(files)), key=lambda i: -files[i].bron.jaar)


def taken(values: npt.NDArray[_T], at: IntArray, missing: float) -> npt.NDArray[_T]:
    """Give the values at positions, and `missing` where the position is -1."""
    if not len(values):
        return np.full(len(at), missing, dtype=values.dtype)
    found = values[np.maximum(at, 0)]
    found[at < 0] = missing
    return found


class Ways:
    """Finds the ways to fill every indicator.

    Args:
        files: The f files.
        where: (n, f) position of every area in each file, -1 where it is not in it.
        rulebook: Has the limits.

    Attributes:
        rijen: (n,) rows of the areas per file, and after those the rows of columns that stand elsewhere.
        issues: What is worth telling.
    """

    def __init__(self, files: Sequence[FileTable], where: IntArray, rulebook: Rulebook) -> None:
        self._files = files
        self._where = where
        self._rulebook = rulebook
        self.rijen = [taken(file.rij, where[:, number], 0) for number, file in enumerate(files)]
        self.issues: list[Issue] = []
        self._hidden = [self._find_hidden(file) for file in files]

    def find(self, indicator: Indicator) -> list[Way]:
        """Give the ways to fill one indicator, best first."""
        found = [
            way
            for number, file in enumerate(self._files)
            for column in file.indicatoren.get(indicator.id, ())
            for way in self._of(number, column, indicator)
        ]
        return sorted(found, key=lambda way: -way.jaar)

    def _of(self, number: int, column: IndicatorColumn, indicator: Indicator) -> Iterator[Way]:
        at = self._where[:, number]
        own, own_state = column.waarden.copy(), column.state.copy()
        hidden = self._hidden[number].get(column.layout, _NOTHING)
        own[hidden], own_state[hidden] = np.nan, State.ONTBREEKT
        values, state = taken(own, at, np.nan), taken(own_state, at, int(State.ONTBREEKT))
        use = ColumnUse(number, indicator.id, column.kolommen, rijen=self._add_rows(column, at))
        if column.deler is None:
            own_year = self._files[number].bron.jaar if column.maat is not None else column.jaar
            divisor = None if column.noemer is None else taken(column.noemer, at, np.nan)
            yield Way(
                use, column.jaar, values, state, at >= 0, divisor, own_year, maat=column.maat, factor=column.factor
            )
            return
        for other in newest_first(self._files):
            if column.deler in self._files[other].maten:
                way = Way(use, column.jaar, values, state, at >= 0)
                yield self._divided(way, column.deler, other, column.factor)

    def _add_rows(self, column: IndicatorColumn, at: IntArray) -> tuple[int, ...]:
        if column.regels is None:
            return ()
        start = len(self.rijen)
        self.rijen += [taken(part, at, 0) for part in column.regels.T]
        return tuple(range(start, len(self.rijen)))

    def _divided(self, way: Way, maat: Maat, other: int, factor: float) -> Way:
        """Divide counts by the size of areas in another file; where that is not known nothing is."""
        file, number = self._files[other], way.use.bestand
        sizes = taken(file.inwoners if maat == "inwoners" else file.huishoudens, self._where[:, other], np.nan)
        # In the same order as within one file, so that both give the same figure to the last bit.
        values = np.divide(way.waarden, sizes, out=np.full(len(sizes), np.nan), where=sizes > 0) * factor
        state = np.where(np.isnan(values) & (way.state < State.ONDERDRUKT), State.ONTBREEKT, way.state)
        parts = (number,) * len(way.use.kolommen)
        use = replace(
            way.use,
            kolommen=(*way.use.kolommen, file.maten[maat]),
            bestanden=(*parts, other),
            rijen=(*(way.use.rijen or parts), other),
        )
        there = way.er & (self._where[:, other] >= 0)
        year = file.bron.jaar
        return Way(use, way.jaar, values, state.astype(np.uint8), there, sizes, year, maat=maat, factor=factor)

    def _find_hidden(self, file: FileTable) -> dict[str, IntArray]:
        """Find per layout the buurten of this file that are false zeros, as other files show."""
        found: dict[str, IntArray] = {}
        for layout in sorted({column.layout for columns in file.indicatoren.values() for column in columns}):
            own = file.dekking.get(layout, Coverage())
            others = [other for other in self._files if layout in other.dekking and other is not file]
            shown = {code for other in others for code in other.dekking[layout].onjuist}
            bad = (shown - own.in_orde - own.onjuist) | self._settled(file, own)
            positions = positions_under(file.gebieden, bad)
            if len(positions):
                self._tell(file, {file.gebieden.code[i][2:6] for i in positions.tolist()}, others or [file])
            nothing = too_many_for_nothing(file.gebieden, self._residents_of(file), own.niets - bad, self._rulebook)
            if nothing:
                codes = [f"GM{code}" for code in sorted(nothing)]
                count, named = plural(len(codes), "gemeente", "gemeenten"), name_some(codes, _SHOWN)
                place = place_in(file.bron.naam, file.bron.blad)
                self.issues.append(ALLEMAAL_NUL.at(place, aantal=count, codes=named))
            positions = positions_under(file.gebieden, bad | nothing)
            if len(positions):
                found[layout] = positions
        return found

    def _settled(self, file: FileTable, own: Coverage) -> set[str]:
        """Settle doubt with residents from other files: is every buurt of the gemeente in this file."""
        if not own.twijfel:
            return set()
        whole = whole_gemeenten(file.gebieden, self._residents_of(file))
        return {code for code in own.twijfel if whole.get(code, False)}

    def _residents_of(self, file: FileTable) -> FloatArray:
        """Give (n,) the residents of the areas of a file, as any file has them."""
        residents: dict[str, float] = {}
        for number in reversed(newest_first(self._files)):
            counts = zip(self._files[number].gebieden.code, self._files[number].inwoners.tolist(), strict=True)
            residents.update({code: count for code, count in counts if not np.isnan(count)})
        return np.array([residents.get(code, np.nan) for code in file.gebieden.code])

    def _tell(self, file: FileTable, gemeenten: set[str], others: Sequence[FileTable]) -> None:
        codes = [f"GM{code}" for code in sorted(gemeenten)]
        self.issues.append(
            kinds.VALSE_NULLEN_ELDERS.at(
                place_in(file.bron.naam, file.bron.blad),
                aantal=plural(len(codes), "gemeente", "gemeenten"),
                codes=", ".join(codes[:_SHOWN]) + (" en meer" if len(codes) > _SHOWN else ""),
                ander=join_words(sorted({other.bron.naam for other in others})),
            )
        )
