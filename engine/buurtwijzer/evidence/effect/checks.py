"""Checks before the start: another course than the comparable areas, and an effect when nothing had begun."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from buurtwijzer.core.dutch import format_number
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.effect.estimate import Chance, combine, interval, placebo
from buurtwijzer.evidence.effect.fit import Fitted, fit, spread_of
from buurtwijzer.evidence.effect.model import Maat, Schatting, Toets
from buurtwijzer.evidence.effect.numbers import Numbers
from buurtwijzer.evidence.effect.sets import Drawer

# A year to start in and one before it.
_TWO = 2
_NONE = Schatting(float("nan"), float("nan"), float("nan"))


def path_of_comparable(fitted: Fitted) -> FloatArray:
    """Give (y, n) what comparable areas make of every area in every year: at its own level before the start.

    From the start on the years together are what is expected.
    """
    weight = 1.0 / fitted.spreiding.variantie
    there = fitted.buren >= 0
    own = np.where(there, weight[fitted.buren], 0.0)
    own /= own.sum(axis=1, keepdims=True)
    rates = fitted.series.rates()
    ratio = fitted.series.maat is Maat.VERHOUDING

    def theirs(values: FloatArray) -> FloatArray:
        change = values / fitted.voor if ratio else values - fitted.voor
        return np.asarray((own * change[fitted.buren]).sum(axis=1))

    after = theirs(fitted.na)
    made = []
    for year, values in enumerate(rates):
        change = theirs(values)
        if year < fitted.series.voor_n:
            made.append(fitted.voor * change if ratio else fitted.voor + change)
        else:
            made.append(fitted.verwacht * change / after if ratio else fitted.verwacht + change - after)
    return np.stack(made)


def trend_before(fitted: Fitted, treated: IntArray, sets: IntArray, zekerheid: float, doubt: float) -> Toets:
    """Compare the course before the start with that of the comparable areas: the difference in change per year."""
    if fitted.series.voor_n < _TWO:
        return _not("trend_vooraf", "Er is maar een jaar voor de start.")
    years = np.array(fitted.series.jaren[: fitted.series.voor_n], dtype=np.float64)
    rates, path = fitted.series.rates()[: len(years)], path_of_comparable(fitted)[: len(years)]
    if fitted.series.maat is Maat.VERHOUDING:
        rates, path = rates / fitted.voor, path / fitted.voor
    centred = years - years.mean()
    slope = (centred[:, None] * (rates - path)).sum(axis=0) / (centred**2).sum()
    spread = spread_of(slope, fitted.tekens, fitted.stad, fitted.toegestaan)
    mean, error = combine(slope, spread, fitted.stad, treated[None, :])
    others, errors = combine(slope, spread, fitted.stad, sets)
    chance = Chance.of(others / errors, zekerheid)
    p = chance.p(float(mean[0] / error[0]))
    found = interval(Maat.PUNTEN, float(mean[0]), float(error[0]), chance)
    word = f"{_size(fitted.series.maat, found.waarde)} per jaar"
    text = (
        f"Voor de start was het verschil met vergelijkbare gebieden {word}; "
        f"dat {'is meer dan toeval' if p < doubt else 'past bij toeval'}."
    )
    return Toets("trend_vooraf", True, found, p, p >= doubt, text)


def start_earlier(fitted: Fitted, treated: IntArray, zekerheid: float, numbers: Numbers, key: str) -> Toets:
    """Pretend that it started in the last year before the start."""
    series = fitted.series
    year = series.jaren[series.voor_n - 1]
    if series.voor_n < _TWO:
        return _not("start_eerder", "Er is maar een jaar voor de start.")
    early = replace(
        series,
        jaren=series.jaren[: series.voor_n],
        boven=series.boven[: series.voor_n],
        onder=series.onder[: series.voor_n],
        voor_n=series.voor_n - 1,
    )
    some = np.ones(len(series.code), dtype=np.bool_)
    if series.maat is Maat.VERHOUDING:
        some = early.boven[: early.voor_n].sum(axis=0) > 0
    is_treated = np.isin(np.arange(len(some)), treated)
    excluded = ~fitted.toegestaan & ~is_treated
    rows = np.flatnonzero(some)
    place = np.searchsorted(rows, treated[some[treated]])
    if len(place) == 0:
        return _not("start_eerder", "Er zijn te weinig gevallen voor de start.")
    again = fit(early.take(rows), is_treated[rows], excluded[rows], numbers)
    sets = Drawer(again, place, numbers, f"{key}|eerder").draw(range(len(place)))
    chance = Chance.of(placebo(again, sets), zekerheid)
    mean, error = combine(again.strays(again.na), again.spreiding, again.stad, place[None, :])
    p = chance.p(float(mean[0] / error[0]))
    found = interval(series.maat, float(mean[0]), float(error[0]), chance)
    text = (
        f"Doen alsof de start in {year} was, geeft {_size(series.maat, found.waarde)}; "
        f"dat {'is meer dan toeval' if p < numbers.twijfel_p_frac else 'past bij toeval'}."
    )
    return Toets("start_eerder", True, found, p, p >= numbers.twijfel_p_frac, text)


def other_areas(found: Schatting, t: float, chance: Chance, doubt: float) -> Toets:
    """Tell how often sets of areas where nothing was done stray as much."""
    p = chance.p(t)
    beyond = int((chance.t <= t).sum() if t < 0 else (chance.t >= t).sum())
    strayed = format_number(beyond, 0) if beyond else "geen enkele"
    text = (
        f"Van {format_number(len(chance.t), 0)} groepen gebieden zonder aanpak {'weken' if beyond > 1 else 'week'} er "
        f"{strayed} minstens zo ver naar {'onder' if t < 0 else 'boven'} af."
    )
    return Toets("andere_gebieden", True, found, p, p < doubt, text)


def _not(name: str, why: str) -> Toets:
    return Toets(name, False, _NONE, float("nan"), False, why)


def _size(maat: Maat, value: float) -> str:
    if maat is Maat.PUNTEN:
        return format_number(value, 1)
    return f"{format_number(value * 100, 1)} %"
