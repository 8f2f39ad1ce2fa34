"""`Series`: the figures of all areas of one level over the years of a question, and why an area has none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray
from buurtwijzer.evidence.effect.model import Maat
from buurtwijzer.evidence.effect.numbers import Numbers
from buurtwijzer.peers.nearest import Composition, composition
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Eenheid, Indicator

BoolArray = npt.NDArray[np.bool_]

_DIFFERENCE = (Eenheid.PCT, Eenheid.PUNTEN, Eenheid.FRACTIE, Eenheid.KLASSE)
_COUNTED = {Eenheid.PER_1000: 1000.0, Eenheid.AANTAL: 1.0}


class Gap(StrEnum):
    """Why an area does not take part; the first that holds."""

    KLEIN = "klein"
    GRENS = "grens"
    JAREN = "jaren"
    WEINIG = "weinig"
    SAMENSTELLING = "samenstelling"


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Areas (n, by code) of one level in y years, those before the start first.

    Attributes:
        code: Codes.
        naam: Names; the code where unknown.
        gemeente: (n,) municipality as text, empty where unknown.
        jaren: The years.
        voor_n: How many of them are before the start.
        maat: Scale of the effect.
        telling: Whether the outcome is a count per something, so that counts are known.
        schaal: What a rate is per: 1000, or 1.
        boven: (y, n) counts; the figure itself when it is no count.
        onder: (y, n) denominators; 1 when it is no count.
        omvang: (n,) residents.
        samenstelling: What the areas are compared on.
        redenen: Per area why it does not take part; None when it does.
        vaste_noemer: Whether the denominators are those of another year.
    """

    code: tuple[str, ...]
    naam: tuple[str, ...]
    gemeente: npt.NDArray[np.str_]
    jaren: tuple[int, ...]
    voor_n: int
    maat: Maat
    telling: bool
    schaal: float
    boven: FloatArray
    onder: FloatArray
    omvang: FloatArray
    samenstelling: Composition
    redenen: tuple[Gap | None, ...]
    vaste_noemer: bool

    @property
    def doet_mee(self) -> BoolArray:
        """Give (n,) whether an area takes part."""
        return np.array([reden is None for reden in self.redenen], dtype=np.bool_)

    def eligible(self) -> Series:
        """Give the areas that take part."""
        return self.take(np.flatnonzero(self.doet_mee))

    def take(self, rows: IntArray) -> Series:
        """Give some areas."""
        own = self.samenstelling
        picked = replace(own, z=own.z[rows], aanwezig=own.aanwezig[rows], is_bruikbaar=own.is_bruikbaar[rows])
        return replace(
            self,
            code=tuple(self.code[row] for row in rows),
            naam=tuple(self.naam[row] for row in rows),
            gemeente=self.gemeente[rows],
            boven=self.boven[:, rows],
            onder=self.onder[:, rows],
            omvang=self.omvang[rows],
            samenstelling=picked,
            redenen=tuple(self.redenen[row] for row in rows),
        )

    def rates(self) -> FloatArray:
        """Give (y, n) the figures in the unit of the indicator."""
        return self.boven / self.onder * self.schaal


def scale_of(indicator: Indicator) -> Maat:
    """Give on what scale an indicator is compared."""
    return Maat.PUNTEN if indicator.eenheid in _DIFFERENCE else Maat.VERHOUDING


def make_series(
    years: YearFigures,
    table: BuurtTable,
    indicator: Indicator,
    niveau: Niveau,
    span: tuple[tuple[int, ...], int],
    rulebook: Rulebook,
) -> Series:
    """Bring the figures together.

    Args:
        years: Figures of every year.
        table: Has the composition and the residents of the areas.
        indicator: The outcome.
        niveau: Level of the areas.
        span: The years and how many of them are before the start.
        rulebook: Says which areas are small and how many counts are needed.
    """
    chosen, voor_n = span
    rows = np.array(sorted(np.flatnonzero([own is niveau for own in years.niveau]), key=years.codes.__getitem__))
    codes = tuple(years.codes[row] for row in rows)
    column = years.column(indicator.id)
    at = [years.jaren.index(year) for year in chosen]
    values, below = years.waarden[at][:, rows, column], years.noemer[at][:, rows, column]
    below_year = years.noemer_jaar[at][:, rows, column]
    counted = indicator.eenheid in _COUNTED and (indicator.eenheid is Eenheid.AANTAL or bool(np.isfinite(below).any()))
    scale = _COUNTED[indicator.eenheid] if counted else 1.0
    below = below if counted and indicator.eenheid is not Eenheid.AANTAL else np.ones_like(values)
    own = _rows_in(table, codes)
    size = np.append(table.inwoners, np.nan)[own]
    basis = _composition(table, rulebook, indicator.id, own)
    made = Series(
        codes,
        tuple(years.naam[row] or years.codes[row] for row in rows),
        np.array([years.gemeente[row] for row in rows], dtype=np.str_),
        chosen,
        voor_n,
        scale_of(indicator),
        counted,
        scale,
        np.round(values * below / scale, 9),
        below,
        size,
        basis,
        (None,) * len(rows),
        counted and bool(((below_year != np.array(chosen)[:, None]) & (below_year > 0)).any()),
    )
    return replace(made, redenen=_gaps(made, years, rulebook))


def _rows_in(table: BuurtTable, codes: tuple[str, ...]) -> IntArray:
    place = {code: row for row, code in enumerate(table.code)}
    return np.array([place.get(code, -1) for code in codes], dtype=np.int64)


def _composition(table: BuurtTable, rulebook: Rulebook, outcome: str, rows: IntArray) -> Composition:
    found = composition(table, rulebook, without=outcome)
    blank = np.zeros((1, found.z.shape[1]))
    return replace(
        found,
        z=np.vstack([found.z, blank])[rows],
        aanwezig=np.vstack([found.aanwezig, blank])[rows],
        is_bruikbaar=np.append(found.is_bruikbaar, np.False_)[rows],
    )


def _gaps(series: Series, years: YearFigures, rulebook: Rulebook) -> tuple[Gap | None, ...]:
    refused = {item.code for item in years.geweigerd if item.jaar in series.jaren}
    known = np.isfinite(series.boven).all(axis=0) & (series.onder > 0).all(axis=0)
    before = series.boven[: series.voor_n]
    if series.telling:
        few = before.sum(axis=0) < Numbers.of(rulebook).aantal_vooraf_n
    else:
        few = (before <= 0).any(axis=0) & np.full(len(series.code), series.maat is Maat.VERHOUDING)
    small = ~(series.omvang >= rulebook.getal("kleine_gebieden", "inwoners_n"))
    moved = ~known & np.array([code in refused for code in series.code], dtype=np.bool_)
    rules = np.column_stack([small, moved, ~known, few, ~series.samenstelling.is_bruikbaar])
    first = np.where(rules.any(axis=1), rules.argmax(axis=1), -1)
    return tuple(None if at < 0 else list(Gap)[at] for at in first.tolist())
