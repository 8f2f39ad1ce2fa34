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
_TOO_MUCH = "Dat is te veel voor toeval. De vergelijking klopt hier dus niet goed."
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
    end = "Zo'n verschil past bij toeval: ze liepen gelijk op." if p >= doubt else _TOO_MUCH
    text = (
        f"Voor de start werd het cijfer hier per jaar {_apart(fitted.series.maat, found.waarde)} dan in vergelijkbare "
        f"gebieden. {end}"
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
    end = "Zo'n verschil past bij toeval, zoals het hoort." if p >= numbers.twijfel_p_frac else _TOO_MUCH
    text = (
        f"Doen we alsof de aanpak al in {year} begon, toen er nog niets gebeurde, dan is het cijfer in dat jaar "
        f"{_apart(series.maat, found.waarde)} dan te verwachten was. {end}"
    )
    return Toets("start_eerder", True, found, p, p >= numbers.twijfel_p_frac, text)


def other_areas(found: Schatting, t: float, chance: Chance, doubt: float) -> Toets:
    """Tell how often sets of areas where nothing was done stray as much."""
    p = chance.p(t)
    beyond = int((chance.t <= t).sum() if t < 0 else (chance.t >= t).sum())
    groups = f"in {format_number(beyond, 0)}" if beyond else "in geen enkele"
    text = (
        f"Hoe vaak is er zonder aanpak een verschil als dit: {groups} van de {format_number(len(chance.t), 0)} andere "
        f"groepen gebieden was het cijfer minstens zo veel {'lager' if t < 0 else 'hoger'} dan te verwachten was. "
        f"{'Toeval is dus niet waarschijnlijk.' if p < doubt else 'Het kan dus toeval zijn.'}"
    )
    return Toets("andere_gebieden", True, found, p, p < doubt, text)


def _not(name: str, why: str) -> Toets:
    return Toets(name, False, _NONE, float("nan"), False, why)


def _apart(maat: Maat, value: float) -> str:
    """Say how much higher or lower, before ``dan``."""
    size = round(abs(value) * (1 if maat is Maat.PUNTEN else 100), 1)
    if size == 0.0:
        return "niet hoger of lager"
    unit = "punt" if maat is Maat.PUNTEN else "%"
    return f"{format_number(size, 1)} {unit} {'lager' if value < 0 else 'hoger'}"
