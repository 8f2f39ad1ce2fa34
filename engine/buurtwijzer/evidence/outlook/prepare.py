"""From figures over years to one series per indicator and level: which years and areas count, and why others do not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.codes import Niveau, gemeente_code
from buurtwijzer.data.joining.join import BoolArray
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.outlook.breaks import last_break
from buurtwijzer.evidence.outlook.series import Series
from buurtwijzer.evidence.outlook.settings import Settings
from buurtwijzer.rulebook.schema import Eenheid, Indicator

NIVEAUS = (Niveau.BUURT, Niveau.WIJK, Niveau.GEMEENTE)
_PER = {Eenheid.PER_1000: 1000.0}


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A series that is ready to forecast.

    Attributes:
        indicator: Id.
        rijen: (n,) rows in the figures over years.
        reeks: The series.
        zichtbaar: (n,) areas that are large enough to show.
        breuk: The years before and after the last break; None without one.
    """

    indicator: str
    rijen: IntArray
    reeks: Series
    zichtbaar: BoolArray
    breuk: tuple[int, int] | None


def prepare(figures: YearFigures, rows: IntArray, rule: Indicator, settings: Settings) -> Prepared | None:
    """Give the series of an indicator; None when too few years have enough areas, or none after a break.

    Args:
        figures: The figures over years.
        rows: (n,) rows of one level.
        rule: The indicator.
        settings: The numbers of the rulebook.
    """
    column = figures.column(rule.id)
    values = figures.waarden[:, rows, column]
    enough = np.isfinite(values).sum(axis=1) >= settings.gebieden_minimaal_n
    if enough.sum() <= settings.jaren_minimaal_n:
        return None
    years = np.flatnonzero(enough)
    series = Series(
        jaren=np.array(figures.jaren, dtype=np.int64)[years],
        waarden=values[years],
        noemer=_times(figures, rows, column, rule),
        groep=_groups(figures, rows),
        inwoners=latest(figures.inwoners)[rows],
    )
    start = last_break(series, settings)
    broken = None if start is None else (int(series.jaren[start - 1]), int(series.jaren[start]))
    series = series.take(slice(start or 0, None))
    whole = np.isfinite(series.waarden).all(axis=0).sum()
    if len(series.jaren) <= settings.jaren_minimaal_n or whole < settings.gebieden_minimaal_n:
        return None if broken is None else Prepared(rule.id, rows, series, np.zeros(len(rows), dtype=bool), broken)
    households = latest(figures.huishoudens)[rows]
    shown = (series.inwoners >= settings.inwoners_n) & (households >= settings.huishoudens_n)
    return Prepared(rule.id, rows, series, shown, broken)


def latest(sizes: FloatArray) -> FloatArray:
    """Give (n,) the last size that is known of (y, n)."""
    found = np.full(sizes.shape[1], np.nan)
    for own in sizes:
        found = np.where(np.isfinite(own), own, found)
    return found


def _times(figures: YearFigures, rows: IntArray, column: int, rule: Indicator) -> FloatArray:
    """Give (n,) what turns the rate into a count: its last divisor; NaN for a figure that is no rate of a count."""
    if rule.eenheid not in _PER:
        return np.full(len(rows), np.nan)
    divisor = latest(figures.noemer[:, rows, column])
    return np.where(divisor > 0, divisor / _PER[rule.eenheid], np.nan)


def _groups(figures: YearFigures, rows: IntArray) -> IntArray:
    """Give (n,) the number of the gemeente; gemeenten themselves are one group."""
    names = [
        "" if figures.niveau[row] is Niveau.GEMEENTE else gemeente_code(figures.codes[row]) or ""
        for row in rows.tolist()
    ]
    return np.asarray(np.unique(np.array(names, dtype=np.str_), return_inverse=True)[1], dtype=np.int64)
