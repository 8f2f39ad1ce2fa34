"""Forecasts of years that are known by now, made from the years before them: what calibrates and what is tested.

`known_misses` gives what forecasts of every year that can be forecast missed by; `tried` keeps the last year apart,
calibrates on the years before it alone, and measures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.joining.join import BoolArray
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.outlook.forecast import Forecast, forecast, weighted_mean
from buurtwijzer.evidence.outlook.series import Series
from buurtwijzer.evidence.outlook.settings import Settings
from buurtwijzer.evidence.outlook.widths import Widths, calibrate, size_class


@dataclass(frozen=True, slots=True, eq=False)
class Misses:
    """What earlier forecasts missed by.

    Attributes:
        jaren: The years that were forecast.
        vergeten: How fast old years fade: what would have been best in those years.
        maten: (m,) misses in standard deviations of the model.
        klassen: (m,) size class of each.
        groep: (m,) number of the gemeente of each.
    """

    jaren: tuple[int, ...]
    vergeten: float
    maten: FloatArray
    klassen: IntArray
    groep: IntArray

    def widths(self, settings: Settings) -> Widths:
        """Give the ends of the interval that these misses ask for."""
        return calibrate(self.maten, self.klassen, self.groep, settings)


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """A year that was forecast from the years before it, beside what came.

    Attributes:
        jaar: The year.
        geijkt_op: Years whose forecasts set the widths.
        rijen: (m,) rows of the areas that took part.
        klassen: (m,) their size classes.
        werkelijk: (m,) what came, in counts where the figure is made of counts, else as it is.
        verwacht: (m,) what was expected, in the same.
        vorig: (m,) the year before.
        gewogen: (m,) the weighted mean of all years before: the oldest counts once, the next twice, and so on.
        binnen: (m,) whether it came within the interval.
        groep: (m,) number of the gemeente.
    """

    jaar: int
    geijkt_op: tuple[int, ...]
    rijen: IntArray
    klassen: IntArray
    werkelijk: FloatArray
    verwacht: FloatArray
    vorig: FloatArray
    gewogen: FloatArray
    binnen: BoolArray
    groep: IntArray


def known_misses(series: Series, shown: BoolArray, settings: Settings) -> Misses | None:
    """Forecast every year that has enough years before it, and give what was missed; None when there is none.

    Args:
        series: The years that are known.
        shown: (n,) areas that are large enough to show; others set no width.
        settings: The numbers of the rulebook.
    """
    fading = best_fading(series, shown, settings)
    found, classes, towns, years = [], [], [], []
    own = size_class(series.inwoners, settings)
    for last in _testable(series, settings):
        made = forecast(series.take(slice(0, last)), _gap(series, last), settings, fading)
        miss = (series.scaled()[last] - made.midden[0]) / made.spreiding[0]
        used = np.isfinite(miss) & shown
        if used.any():
            found.append(miss[used])
            classes.append(own[used])
            towns.append(series.groep[used])
            years.append(int(series.jaren[last]))
    return Misses(tuple(years), fading, *(np.concatenate(each) for each in (found, classes, towns))) if found else None


def best_fading(series: Series, shown: BoolArray, settings: Settings) -> float:
    """Give how fast old years should have faded to miss least in the years that are known; the first of equals.

    Args:
        series: The years that are known.
        shown: (n,) areas that count.
        settings: The numbers of the rulebook.
    """
    missed = []
    for fading in settings.vergeten:
        total = 0.0
        for last in _testable(series, settings):
            made = forecast(series.take(slice(0, last)), _gap(series, last), settings, fading)
            wrong = np.abs(series.back(made.midden)[0] - series.waarden[last]) * series.times()
            total += float(wrong[np.isfinite(wrong) & shown].sum())
        missed.append(round(total, 6))
    return settings.vergeten[int(np.argmin(missed))]


def _testable(series: Series, settings: Settings) -> range:
    return range(settings.jaren_minimaal_n, len(series.jaren))


def _gap(series: Series, last: int) -> FloatArray:
    return np.array([float(series.jaren[last] - series.jaren[last - 1])])


def tried(series: Series, shown: BoolArray, settings: Settings) -> Trial | None:
    """Forecast the last year from the years before it; None when there are too few to set widths.

    Args:
        series: The years that are known; the last is only looked at to measure.
        shown: (n,) areas that are large enough to show.
        settings: The numbers of the rulebook.
    """
    before = series.take(slice(0, len(series.jaren) - 1))
    misses = known_misses(before, shown, settings) if len(before.jaren) > settings.jaren_minimaal_n else None
    if misses is None:
        return None
    made = forecast(before, _gap(series, len(series.jaren) - 1), settings, misses.vergeten)
    classes = size_class(series.inwoners, settings)
    low, high = interval(made, misses.widths(settings), classes)
    seen = series.scaled()[-1]
    rows = np.flatnonzero(np.isfinite(made.midden[0]) & np.isfinite(seen) & shown)
    times = series.times()
    return Trial(
        jaar=int(series.jaren[-1]),
        geijkt_op=misses.jaren,
        rijen=rows,
        klassen=classes[rows],
        werkelijk=(series.waarden[-1] * times)[rows],
        verwacht=(series.back(made.midden)[0] * times)[rows],
        vorig=(before.waarden[-1] * times)[rows],
        gewogen=(weighted_mean(before.waarden) * times)[rows],
        binnen=((seen >= low[0]) & (seen <= high[0]))[rows],
        groep=series.groep[rows],
    )


def interval(made: Forecast, widths: Widths, classes: IntArray) -> tuple[FloatArray, FloatArray]:
    """Give (h, n) the ends of the interval on the even scale.

    Args:
        made: What is expected.
        widths: Ends per size class.
        classes: (n,) size classes.
    """
    low, high = (made.midden + made.spreiding * end[classes] for end in (widths.laag, widths.hoog))
    return low, high
