"""The outlook on made panels of which the truth is known: noise, memory, trend, margin, refusals, early warning."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.joining.years import Refused
from buurtwijzer.evidence.outlook.breaks import last_break
from buurtwijzer.evidence.outlook.drift import trends
from buurtwijzer.evidence.outlook.forecast import forecast
from buurtwijzer.evidence.outlook.level import levels
from buurtwijzer.evidence.outlook.model import Outlook
from buurtwijzer.evidence.outlook.noise import estimate
from buurtwijzer.evidence.outlook.outlook import outlook
from buurtwijzer.evidence.outlook.series import Series
from buurtwijzer.evidence.outlook.signals import discoveries, signals
from buurtwijzer.evidence.outlook.told import about_outcomes
from buurtwijzer.evidence.outlook.trial import best_fading, known_misses, tried
from buurtwijzer.evidence.outlook.widths import calibrate, share_error
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Richting, Soort
from tests.geladen import meegeleverd
from tests.unit.panelen import SETTINGS, cijfers, reeks, telling
from tests.unit.regels import indicator, rulebook

EEN = np.array([1.0])
ALLE = np.ones(3000, dtype=bool)


@pytest.fixture(scope="module")
def proef() -> Series:
    return telling()


def regels(**anders: object) -> Rulebook:
    own = indicator("misdrijven", eenheid="per_1000")
    return rulebook(indicatoren=[own.model_copy(update={"richting": Richting.LAGER_IS_GUNSTIGER, **anders})])


def test_the_noise_of_a_poisson_count_is_one_and_wandering_is_found_back(proef: Series) -> None:
    noise = estimate(proef)
    middle = (proef.size() > 20) & (proef.size() < 60)
    assert np.median(noise.jaar[middle]) == pytest.approx(1.0, abs=0.25)
    # On the scale of the root a wandering of 0.1 on the logarithm is 0.1 times the root of the count.
    wanted = 0.1**2 * proef.size()[middle]
    assert np.median(noise.dwalen.mean(axis=0)[middle] / wanted) == pytest.approx(1.0, abs=0.4)


def test_small_areas_get_a_longer_memory_than_large_ones() -> None:
    series = telling(dwalen=0.2)
    noise = estimate(series)
    last_up = Series(series.jaren, series.waarden.copy(), series.noemer, series.groep, series.inwoners)
    last_up.waarden[-1] *= 1.05
    flat = np.zeros(3000)
    moved = levels(last_up, noise, flat, 9.0, 0.0).midden - levels(series, noise, flat, 9.0, 0.0).midden
    small, large = (series.size() < 10) & (series.waarden[-1] > 0), series.size() > 150
    step = last_up.scaled()[-1] - series.scaled()[-1]
    assert np.median(moved[small] / step[small]) < np.median(moved[large] / step[large]) - 0.2


def test_the_pull_goes_to_the_gemeente_and_never_further_than_its_bound() -> None:
    chance = np.random.default_rng(3)
    town = np.repeat([20.0, 60.0], 200)
    series = replace(reeks(chance.poisson(town, (4, 400)) * 1.0, keer=np.ones(400)), groep=np.repeat([0, 1], 200))
    noise, flat = estimate(series), np.zeros(400)
    free = levels(series, noise, flat, 9.0, 0.0)
    pulled = levels(series, noise, flat, 9.0, 9.0)
    bounded = levels(series, noise, flat, 9.0, 0.5)
    aim = np.where(series.groep == 0, 2 * np.sqrt(20.375), 2 * np.sqrt(60.375))
    assert np.abs(pulled.midden - aim).mean() < 0.5 * np.abs(free.midden - aim).mean()
    assert (np.abs(bounded.midden - free.midden) <= 0.5 * np.sqrt(free.onzeker) + 1e-9).all()


def test_a_year_that_jumps_out_counts_for_as_much_as_is_allowed_and_makes_the_margin_wider(proef: Series) -> None:
    wild = Series(proef.jaren, proef.waarden.copy(), proef.noemer, proef.groep, proef.inwoners)
    row = int(np.argmax(proef.size()))
    wild.waarden[-1, row] *= 5
    noise, flat = estimate(proef), np.zeros(3000)
    bounded, free = (levels(wild, noise, flat, bound, 0.0) for bound in (3.0, 99.0))
    assert bounded.midden[row] < free.midden[row]
    assert bounded.onzeker[row] > 2 * free.onzeker[row]


def test_an_own_trend_is_found_where_there_is_one_and_not_where_there_is_none() -> None:
    chance = np.random.default_rng(5)
    slopes = chance.normal(0, 2.0, 500)
    years = np.arange(6.0)[:, None]
    rising = reeks(50 + slopes * years + chance.normal(0, 1.0, (6, 500)))
    found = trends(rising, estimate(rising))
    assert np.corrcoef(found, slopes)[0, 1] > 0.95
    assert found.std() == pytest.approx(2.0, rel=0.15)
    noise = reeks(50 + chance.normal(0, 3.0, (6, 500)))
    assert np.abs(trends(noise, estimate(noise))).mean() < 0.15


def test_a_trend_fades_with_every_year_ahead() -> None:
    chance = np.random.default_rng(6)
    rising = reeks(50 + 3.0 * np.arange(6.0)[:, None] + chance.normal(0, 0.2, (6, 300)))
    made = forecast(rising, np.array([1.0, 2.0, 3.0]), SETTINGS)
    steps = np.diff(made.midden, axis=0).mean(axis=1)
    assert steps[1] / steps[0] == pytest.approx(SETTINGS.demping_frac, abs=0.02)
    assert steps[0] == pytest.approx(3.0 * SETTINGS.demping_frac**2, abs=0.1)


def test_two_steps_are_no_trend_of_the_country() -> None:
    chance = np.random.default_rng(7)
    series = reeks(np.array([[50.0], [55.0], [56.0]]) + chance.normal(0, 1.0, (3, 300)))
    assert np.abs(trends(series, estimate(series))).max() < 1e-9


def test_the_margin_holds_what_it_promises_in_every_size_class() -> None:
    inside, classes = [], []
    for seed in (11, 12, 13):
        trial = tried(telling(zaad=seed, jaren=7), ALLE, SETTINGS)
        assert trial is not None
        inside.append(trial.binnen)
        classes.append(trial.klassen)
    hits, size = np.concatenate(inside), np.concatenate(classes)
    assert hits.mean() == pytest.approx(0.80, abs=0.02)
    for number in range(5):
        assert hits[size == number].mean() == pytest.approx(0.80, abs=0.045)


def test_the_expectation_beats_the_same_as_last_year(proef: Series) -> None:
    trial = tried(proef, ALLE, SETTINGS)
    assert trial is not None
    ours, last = (np.abs(part - trial.werkelijk).mean() for part in (trial.verwacht, trial.vorig))
    assert ours < 0.92 * last


def test_the_last_year_is_not_looked_at_before_it_is_tested(proef: Series) -> None:
    other = Series(proef.jaren, proef.waarden.copy(), proef.noemer, proef.groep, proef.inwoners)
    other.waarden[-1] = proef.waarden[-1][::-1] + 7.0
    one, two = tried(proef, ALLE, SETTINGS), tried(other, ALLE, SETTINGS)
    assert one is not None
    assert two is not None
    np.testing.assert_array_equal(one.verwacht, two.verwacht)


def test_the_order_of_rows_makes_no_difference(proef: Series) -> None:
    order = np.random.default_rng(2).permutation(3000)
    mixed = Series(proef.jaren, proef.waarden[:, order], proef.noemer[order], proef.groep[order], proef.inwoners[order])
    one, two = (forecast(series, EEN, SETTINGS).midden[0] for series in (proef, mixed))
    np.testing.assert_allclose(one[order], two, rtol=1e-9)


def test_memory_is_chosen_on_years_that_are_known() -> None:
    calm, wild = telling(dwalen=0.0), telling(dwalen=0.6)
    assert best_fading(calm, ALLE, SETTINGS) <= best_fading(wild, ALLE, SETTINGS)
    assert known_misses(telling(jaren=3), ALLE, SETTINGS) is None


def test_missing_is_not_nought_and_too_few_years_is_no_forecast(proef: Series) -> None:
    holes = Series(proef.jaren, proef.waarden.copy(), proef.noemer, proef.groep, proef.inwoners)
    holes.waarden[1, 0] = np.nan
    holes.waarden[:3, 1] = np.nan
    holes.waarden[-1, 2] = np.nan
    made = forecast(holes, EEN, SETTINGS)
    assert np.isfinite(made.midden[0, 0])
    assert np.isnan(made.midden[0, 1:3]).all()
    assert made.midden[0, 0] == pytest.approx(forecast(proef, EEN, SETTINGS).midden[0, 0], abs=2.0)


def test_a_break_is_a_step_of_all_that_is_like_no_other() -> None:
    chance = np.random.default_rng(8)
    calm = 70 + chance.normal(0, 0.5, (6, 100))
    broken = calm - np.array([0, 0, 0, 9, 9, 9])[:, None]
    assert last_break(reeks(broken), SETTINGS) == 3
    assert last_break(reeks(calm), SETTINGS) is None
    assert last_break(reeks(calm + 2.0 * np.arange(6)[:, None]), SETTINGS) is None


def test_a_small_class_takes_the_margin_of_all() -> None:
    chance = np.random.default_rng(9)
    misses = chance.normal(0, 1, 1010)
    classes = np.r_[np.zeros(1000, dtype=np.int64), np.full(10, 4)]
    found = calibrate(misses, classes, np.arange(1010), replace(SETTINGS, ijkmarge_se=0.0))
    assert found.aantal.tolist() == [1000, 1010, 1010, 1010, 1010]
    assert found.hoog[0] == pytest.approx(1.28, abs=0.12)
    wider = calibrate(misses, classes, np.arange(1010), SETTINGS)
    assert (wider.hoog > found.hoog).all()


def test_areas_of_one_gemeente_that_are_alike_make_a_share_less_sure() -> None:
    groups = np.repeat(np.arange(50), 20)
    alike = np.repeat(np.arange(50) % 5 > 0, 20)
    assert share_error(alike, groups) > 3 * share_error(alike, np.arange(1000))
    assert share_error(alike, np.zeros(1000, dtype=np.int64)) == pytest.approx(np.sqrt(0.16 / 1000), rel=0.01)


def test_a_planted_worsening_is_found_and_chance_is_not() -> None:
    series = telling(dwalen=0.03, zaad=21)
    peers = np.random.default_rng(1).integers(0, 3000, (3000, 12))
    nothing = signals(series, estimate(series), peers, ALLE, 1, 5, SETTINGS)
    assert nothing.bekeken.all()
    assert nothing.is_signaal.sum() <= 6
    planted = np.flatnonzero(series.size() > 100)[:60]
    worse = Series(series.jaren, series.waarden.copy(), series.noemer, series.groep, series.inwoners)
    worse.waarden[-2:, planted] *= 1.8
    found = signals(worse, estimate(worse), peers, ALLE, 1, 5, SETTINGS)
    hit = found.is_signaal[planted]
    assert hit.mean() > 0.8
    assert found.is_signaal.sum() - hit.sum() <= 0.2 * found.is_signaal.sum()
    better = signals(worse, estimate(worse), peers, ALLE, -1, 5, SETTINGS)
    assert not better.is_signaal[planted].any()


@pytest.mark.parametrize("piek", [-1, -2, 0])
def test_one_wild_year_is_no_signal(piek: int) -> None:
    series = telling(dwalen=0.03, zaad=21)
    peers = np.random.default_rng(1).integers(0, 3000, (3000, 12))
    wild = Series(series.jaren, series.waarden.copy(), series.noemer, series.groep, series.inwoners)
    rows = np.flatnonzero(series.size() > 100)[:20]
    wild.waarden[piek, rows] *= 15
    found = signals(wild, estimate(series), peers, ALLE, 1, 5, SETTINGS)
    assert found.bekeken[rows].all()
    assert not found.is_signaal[rows].any()


def test_years_in_any_order_give_no_signals_also_where_tails_are_long() -> None:
    chance = np.random.default_rng(17)
    series = telling(dwalen=0.0, zaad=23)
    peers = chance.integers(0, 3000, (3000, 12))
    total = 0
    for _ in range(10):
        wild = series.waarden * np.exp(0.3 * chance.standard_t(2.5, series.waarden.shape))
        panel = Series(series.jaren, wild, series.noemer, series.groep, series.inwoners)
        total += int(signals(panel, estimate(panel), peers, ALLE, 1, 5, SETTINGS).is_signaal.sum())
    assert total <= 10


def test_what_may_be_chance_is_counted_with_other_years_last() -> None:
    placebos = np.zeros((4, 100))
    placebos[:, 0] = 5.0
    real = np.zeros(100)
    real[:50] = 5.0
    found, by_chance = discoveries(real, placebos, 0.1)
    assert (int(found.sum()), by_chance) == (50, 1.0)
    nothing, none = discoveries(placebos[0], placebos, 0.1)
    assert (nothing.any(), none) == (False, 0.0)


@pytest.fixture(scope="module")
def gemaakt() -> Outlook:
    series = telling(400, 5)
    values = series.waarden.copy()
    values[0:3, 5] = np.nan
    values[-1, 6] = np.nan
    values[0:3, 7] = np.nan
    residents = np.full((5, 400), 1000.0)
    residents[:, 8] = 60.0
    panel = cijfers(
        {"misdrijven": values},
        (Refused("BU00080007", 2019, "de grens is gewijzigd in 2022"),),
        inwoners=residents,
    )
    return outlook(panel, regels(), vooruit=3)


def test_an_area_without_an_outlook_has_its_own_reason(gemaakt: Outlook) -> None:
    (made,) = gemaakt.delen
    assert "te weinig jaren bekend (2; nodig 3)" in made.reden[5]
    assert made.reden[6] == "geen cijfer over 2023"
    assert "de grens is gewijzigd in 2022" in made.reden[7]
    assert "minder dan 100 inwoners" in made.reden[8]
    assert np.isnan(made.verwacht[:, 5:9]).all()
    assert np.isnan(made.laatste[8])
    assert np.isfinite(made.verwacht[:, 9]).all()
    assert (made.laag[:, 9] < made.verwacht[:, 9]).all()
    width = np.nanmean(made.hoog - made.laag, axis=1)
    assert width[0] < width[1] < width[2]


def test_what_there_is_to_know_is_told(gemaakt: Outlook) -> None:
    codes = {issue.code for issue in gemaakt.issues}
    assert {"B134", "B135", "B136"} <= codes


def test_a_model_is_told_and_a_panel_too_short_is_refused_or_not_tested() -> None:
    short = telling(400, 4).waarden
    codes = {issue.code for issue in outlook(cijfers({"misdrijven": short}), regels(soort=Soort.SCHATTING)).issues}
    assert {"B137", "B140"} <= codes
    with pytest.raises(InputError) as refused:
        outlook(cijfers({"misdrijven": short[:3]}), regels())
    assert [issue.code for issue in refused.value.issues] == ["B131"]


def test_every_score_says_why_it_has_no_outlook() -> None:
    book = meegeleverd()
    names = [item.naam.lower() for group in (book.leefgebieden, book.risicos) for item in group.values()]
    for known in ((), tuple(book.indicatoren), ("misdrijven_totaal",)):
        told = [issue.message for issue in about_outcomes(known, book)]
        assert all(sum(name in text for text in told) >= 1 for name in names)
    assert "genoeg jaren" in next(about_outcomes((), book)).message
    assert "niet te toetsen" in next(about_outcomes(tuple(book.indicatoren), book)).message


def test_a_break_and_a_figure_with_too_few_years_are_told() -> None:
    chance = np.random.default_rng(8)
    broken = 700 + chance.normal(0, 5, (7, 100)) - np.array([0, 0, 90, 90, 90, 90, 90])[:, None]
    short = np.full((7, 100), np.nan)
    short[-2:] = 5.0
    panel = cijfers({"misdrijven": broken, "nieuw": short}, noemer=np.full((7, 100, 2), np.nan))
    own = [indicator(name, eenheid="euro") for name in ("misdrijven", "nieuw")]
    found = outlook(panel, rulebook(indicatoren=own))
    assert found.delen[0].jaren == (2021, 2022, 2023, 2024, 2025)
    told = {issue.code: str(issue) for issue in found.issues}
    assert "tussen 2020 en 2021" in told["B133"]
    assert "Nieuw" in told["B132"]


def test_a_year_unlike_the_others_is_told_as_a_margin_that_failed() -> None:
    values = telling(2000, 5).waarden.copy()
    values[-1] *= np.random.default_rng(4).uniform(0.3, 2.5, 2000)
    found = outlook(cijfers({"misdrijven": values}), regels())
    assert "B138" in {issue.code for issue in found.issues}
