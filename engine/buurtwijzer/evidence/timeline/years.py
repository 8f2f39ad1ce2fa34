"""The figures of every year as tables that scoring understands, and the sizes that say which areas are too small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray, State

_NOT_MEASURED = int(State.AANGEVULD)


@dataclass(frozen=True, slots=True, eq=False)
class Years:
    """Areas (n) of one level in y years.

    Attributes:
        figures: Where everything comes from.
        rijen: (n,) rows of the areas in `figures`.
        inwoners: (y, n) residents, where unknown those of the nearest year that is known.
        huishoudens: (y, n) households, likewise.
        ouderdom: A figure counts in a year when it is at most so many years older.
    """

    figures: YearFigures
    rijen: IntArray
    inwoners: FloatArray
    huishoudens: FloatArray
    ouderdom: int

    @classmethod
    def of(cls, figures: YearFigures, rows: IntArray, ouderdom: int) -> Years:
        """Take some areas.

        Args:
            figures: Figures of several years.
            rows: The areas.
            ouderdom: As the attribute.
        """
        residents, households = (
            nearest_known(sizes[:, rows], figures.jaren) for sizes in (figures.inwoners, figures.huishoudens)
        )
        return cls(figures, rows, residents, households, ouderdom)

    @property
    def codes(self) -> tuple[str, ...]:
        """Give the codes of the areas."""
        return tuple(map(self.figures.codes.__getitem__, self.rijen.tolist()))

    def measured(self, indicator: str) -> tuple[FloatArray, IntArray]:
        """Give (y, n) figures that were really measured, and the year of each (0 where there is none)."""
        shape = (len(self.figures.jaren), len(self.rijen))
        found, since = np.full(shape, np.nan), np.zeros(shape, dtype=np.int64)
        if indicator not in self.figures.indicatoren:
            return found, since
        column = self.figures.column(indicator)
        values = self.figures.waarden[:, self.rijen, column]
        is_known = self.figures.state[:, self.rijen, column] < _NOT_MEASURED
        for place, year in enumerate(self.figures.jaren):
            for earlier in range(place, -1, -1):
                if year - self.figures.jaren[earlier] > self.ouderdom:
                    break
                better = is_known[earlier] & (since[place] == 0)
                found[place, better] = values[earlier, better]
                since[place, better] = self.figures.jaren[earlier]
        return found, since

    def nearest(self, indicator: str) -> FloatArray:
        """Give (y, n) figures of each year, where unknown those of the nearest year: for what areas are, not do."""
        values = self.measured(indicator)[0]
        return nearest_known(values, self.figures.jaren)

    def table(self, place: int, columns: dict[str, FloatArray]) -> BuurtTable:
        """Give the table of one year with some figures.

        Args:
            place: Which year.
            columns: Per indicator (n,) its figures.
        """
        ids, n = tuple(sorted(columns)), len(self.rijen)
        values = np.stack([columns[name] for name in ids], axis=1) if ids else np.empty((n, 0))
        taken = self.rijen.tolist()
        return BuurtTable(
            code=self.codes,
            naam=tuple(map(self.figures.naam.__getitem__, taken)),
            gemeente=tuple(map(self.figures.gemeente.__getitem__, taken)),
            niveau=tuple(map(self.figures.niveau.__getitem__, taken)),
            inwoners=self.inwoners[place],
            huishoudens=self.huishoudens[place],
            indicatoren=ids,
            values=values,
            state=np.where(np.isnan(values), State.ONTBREEKT, State.GEMETEN).astype(np.uint8),
            jaar=np.zeros(values.shape, dtype=np.int64),
            gebruik=np.full(values.shape, -1, dtype=np.int64),
            rij=np.zeros((n, 0), dtype=np.int64),
            gewijzigd=np.zeros(n, dtype=np.int64),
            telt_vanaf=np.zeros(n, dtype=np.int64),
            kolomgebruik=(),
            bestanden=(),
        )


def nearest_known(values: FloatArray, years: Sequence[int]) -> FloatArray:
    """Give (y, n) values, and where there is none that of the nearest year with one; of two as near the later.

    Example:
        >>> nearest_known(np.array([[1.0], [np.nan], [3.0]]), (2020, 2021, 2022)).ravel().tolist()
        [1.0, 3.0, 3.0]
    """
    found = values.copy()
    for place, year in enumerate(years):
        order = sorted(range(len(years)), key=lambda other, year=year: (abs(years[other] - year), -years[other]))  # type: ignore[misc]
        for other in order:
            found[place] = np.where(np.isnan(found[place]), values[other], found[place])
    return found
