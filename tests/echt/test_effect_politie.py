"""The goal of the effect study, on the real counts of the police: a planted effect is found as often as it says.

Areas that take part have 100 residents, 20 crimes in the years before the start together, and a known composition. In
a trial some of them lose 15 % of their crimes from the start on (each crime is left out with that chance). All areas
are matched once; in a real study the treated areas are not among the comparable areas of others, here they are, without
the effect. With 500 trials the share itself is known to about 1 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.read import read_years
from buurtwijzer.data.table import BuurtData, FloatArray, IntArray
from buurtwijzer.evidence.effect.estimate import Chance, placebo, smallest
from buurtwijzer.evidence.effect.fit import Fitted, fit
from buurtwijzer.evidence.effect.measure import estimate, measure_effect
from buurtwijzer.evidence.effect.model import EffectVraag, Maat, Oordeel
from buurtwijzer.evidence.effect.numbers import Numbers
from buurtwijzer.evidence.effect.series import make_series
from buurtwijzer.evidence.effect.sets import Drawer
from buurtwijzer.rulebook.model import Rulebook
from tests.waarheid.files import NEDERLAND

ZAAD = 20261123
WERKT = -0.15
PROEVEN = 500


@dataclass(frozen=True)
class Uitslag:
    """What the trials of one design gave."""

    dekking: float
    vals_alarm: float
    vertekening: float
    gezien: float
    zichtbaar_vanaf: float


@pytest.fixture(scope="module")
def jaren(testdata: Path, regels: Rulebook) -> YearFigures:
    return read_years([testdata / name for name in NEDERLAND.bestanden], regels)


def _fitted(jaren: YearFigures, nederland: BuurtData, regels: Rulebook, start: int) -> Fitted:
    span = tuple(range(2021, 2026))
    indicator = regels.indicatoren["misdrijven_totaal"]
    series = make_series(jaren, nederland.table, indicator, Niveau.BUURT, (span, start - 2021), regels).eligible()
    none = np.zeros(len(series.code), dtype=np.bool_)
    return fit(series, none, none, Numbers.of(regels))


@pytest.fixture(scope="module")
def in_2025(jaren: YearFigures, nederland: BuurtData, regels: Rulebook) -> Fitted:
    return _fitted(jaren, nederland, regels, 2025)


@pytest.fixture(scope="module")
def in_2024(jaren: YearFigures, nederland: BuurtData, regels: Rulebook) -> Fitted:
    return _fitted(jaren, nederland, regels, 2024)


def _planted(fitted: Fitted, rows: IntArray, rng: np.random.Generator) -> FloatArray:
    series = fitted.series
    after = slice(series.voor_n, None)
    left = rng.binomial(np.round(series.boven[after][:, rows]).astype(np.int64), 1.0 + WERKT)
    na = fitted.na.copy()
    na[rows] = left.sum(axis=0) / series.onder[after][:, rows].sum(axis=0) * series.schaal
    return na


def _try(fitted: Fitted, choices: list[IntArray], numbers: Numbers) -> Uitslag:
    rng = np.random.default_rng(ZAAD)
    cover, alarm, seen, values, visible = 0, 0, 0, [], []
    for number, rows in enumerate(choices):
        sets = Drawer(fitted, rows, numbers, f"proef {number}").draw(range(len(rows)))
        chance = Chance.of(placebo(fitted, sets), numbers.zekerheid_frac)
        nothing, error = estimate(fitted, rows, fitted.na, chance)
        found, _ = estimate(fitted, rows, _planted(fitted, rows, rng), chance)
        alarm += not nothing.laag <= 0.0 <= nothing.hoog
        cover += found.laag <= WERKT <= found.hoog
        seen += found.hoog < 0.0
        values.append(found.waarde)
        visible.append(smallest(Maat.VERHOUDING, error, chance, numbers.kracht_frac))
    n = len(choices)
    return Uitslag(cover / n, alarm / n, float(np.mean(values)) - WERKT, seen / n, float(np.median(visible)))


def _anywhere(fitted: Fitted, size: int, trials: int) -> list[IntArray]:
    rng = np.random.default_rng(ZAAD + size)
    return [np.sort(rng.choice(len(fitted.series.code), size, replace=False)) for _ in range(trials)]


def _together(fitted: Fitted, size: int, trials: int) -> list[IntArray]:
    rng = np.random.default_rng(ZAAD + size)
    large = np.flatnonzero(np.bincount(fitted.stad) >= size)
    return [
        np.sort(rng.choice(np.flatnonzero(fitted.stad == rng.choice(large)), size, replace=False))
        for _ in range(trials)
    ]


def _bad_last_year(fitted: Fitted, size: int, trials: int) -> list[IntArray]:
    """Of ten times as many areas those with the largest jump in the last year before the start."""
    rates, last = fitted.series.rates(), fitted.series.voor_n - 1
    jump = rates[last] / np.maximum(rates[:last].mean(axis=0), 1.0)
    return [np.sort(some[np.argsort(-jump[some])[:size]]) for some in _anywhere(fitted, 10 * size, trials)]


@pytest.mark.parametrize("start", ["in_2024", "in_2025"])
def test_goal_twenty_random_buurten(start: str, regels: Rulebook, request: pytest.FixtureRequest) -> None:
    fitted: Fitted = request.getfixturevalue(start)
    found = _try(fitted, _anywhere(fitted, 20, PROEVEN), Numbers.of(regels))
    assert 0.93 <= found.dekking <= 0.97
    assert 0.03 <= found.vals_alarm <= 0.07
    assert abs(found.vertekening) < 0.1 * abs(WERKT)


@pytest.mark.parametrize(("size", "trials"), [(4, 150), (10, 150), (50, 60)])
def test_other_numbers_of_buurten(size: int, trials: int, in_2025: Fitted, regels: Rulebook) -> None:
    found = _try(in_2025, _anywhere(in_2025, size, trials), Numbers.of(regels))
    assert found.dekking >= 0.9
    assert found.vals_alarm <= 0.1


@pytest.mark.parametrize("size", [4, 20])
def test_all_in_one_municipality(size: int, in_2025: Fitted, regels: Rulebook) -> None:
    found = _try(in_2025, _together(in_2025, size, 120), Numbers.of(regels))
    assert found.dekking >= 0.9
    assert found.vals_alarm <= 0.1


@pytest.mark.parametrize("size", [4, 20])
def test_chosen_for_a_bad_last_year(size: int, in_2025: Fitted, regels: Rulebook) -> None:
    found = _try(in_2025, _bad_last_year(in_2025, size, 120), Numbers.of(regels))
    assert found.dekking >= 0.9
    assert found.vals_alarm <= 0.1
    assert abs(found.vertekening) < 0.03


def test_what_is_called_visible_is_seen_as_often_as_said(in_2025: Fitted, regels: Rulebook) -> None:
    numbers = Numbers.of(regels)
    seen = []
    for number, rows in enumerate(_anywhere(in_2025, 10, 150)):
        sets = Drawer(in_2025, rows, numbers, f"zicht {number}").draw(range(len(rows)))
        chance = Chance.of(placebo(in_2025, sets), numbers.zekerheid_frac)
        _, error = estimate(in_2025, rows, in_2025.na, chance)
        na = in_2025.na * (1.0 - smallest(Maat.VERHOUDING, error, chance, numbers.kracht_frac))
        seen.append(estimate(in_2025, rows, na, chance)[0].hoog < 0.0)
    assert 0.72 <= np.mean(seen) <= 0.88


def test_a_question_about_real_buurten(jaren: YearFigures, nederland: BuurtData, regels: Rulebook) -> None:
    codes = ("BU03440111", "BU03440112", "BU03440113", "BU03440211")
    found = measure_effect(jaren, nederland.table, EffectVraag("misdrijven_totaal", codes, 2025), regels)
    assert found.oordeel is Oordeel.NIET_AANTOONBAAR
    assert 0.1 < found.zichtbaar_vanaf < 0.4
    assert found.kandidaten_n > 10_000
    assert [item.jaar for item in found.jaren] == [2021, 2022, 2023, 2024, 2025]
    assert {issue.code for issue in found.issues} >= {"B266"}
    modelled = EffectVraag("goed_ervaren_gezondheid", codes, 2022)
    refused = measure_effect(jaren, nederland.table, modelled, regels)
    assert refused.oordeel is Oordeel.GEWEIGERD
    assert "schatting" in refused.redenen[0]
