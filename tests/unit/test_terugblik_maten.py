"""The measures of the back-test on made series with a known truth: correlation, interval, calibration, verdict."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from sklearn.isotonic import IsotonicRegression

from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.backtest.areas import class_names
from buurtwijzer.evidence.backtest.calibration import expected, folds, mean_elsewhere, never_falling, shares_of_ten
from buurtwijzer.evidence.backtest.compare import verdict
from buurtwijzer.evidence.backtest.model import Oordeel
from buurtwijzer.evidence.backtest.resampling import Draws, slope_influence, spearman_influence
from buurtwijzer.evidence.statistics import bootstrap, spearman

ZAAD = 20260101


def draws(groups: list[str]) -> Draws:
    return Draws.of(groups, ZAAD, 400, 5.0, 95.0)


def series(
    rng: np.random.Generator, groups: int, each: int, rho: float, shared: float
) -> tuple[FloatArray, FloatArray]:
    """Make two series of a known correlation; a part of both is shared by all areas of a group."""
    own, of_group = rng.normal(size=(2, groups * each)), rng.normal(size=(2, groups)).repeat(each, axis=1)
    both = np.sqrt(shared) * of_group + np.sqrt(1 - shared) * own
    return both[0], rho * both[0] + np.sqrt(1 - rho**2) * both[1]


def test_rank_correlation_is_the_known_one() -> None:
    een = np.array([1.0, 2.0, 2.0, 4.0, 9.0, 7.0])
    assert spearman(een, een**3) == pytest.approx(1.0)
    assert spearman(een, -een) == pytest.approx(-1.0)
    assert spearman(np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 1.0, 4.0, 3.0])) == pytest.approx(0.6)
    zwaar = spearman(np.array([1.0, 2.0, 3.0]), np.array([1.0, 3.0, 2.0]), np.array([1.0, 1.0, 0.0]))
    assert zwaar == pytest.approx(1.0)
    rng = np.random.default_rng(1)
    x, y = series(rng, 300, 1, 0.6, 0.0)
    assert spearman_influence(x, y)[0] == pytest.approx(stats.spearmanr(x, y).statistic)
    tied = np.round(x)
    assert spearman_influence(tied, y)[0] == pytest.approx(stats.spearmanr(tied, y).statistic)


def test_influence_is_what_leaving_an_area_out_does() -> None:
    rng = np.random.default_rng(2)
    x, y = series(rng, 400, 1, 0.7, 0.0)
    x = np.round(x, 1)
    whole, influence = spearman_influence(x, y)
    assert influence.mean() == pytest.approx(0.0, abs=1e-12)
    for row in range(0, 400, 40):
        without = spearman(np.delete(x, row), np.delete(y, row))
        assert (whole - without) * 399 == pytest.approx(influence[row], abs=0.05)


def test_no_spread_gives_no_number() -> None:
    assert np.isnan(spearman_influence(np.ones(40), np.arange(40.0))[0])
    assert np.isnan(slope_influence(np.ones(40), np.arange(40.0))[0])


@pytest.mark.parametrize("rho", [0.0, 0.8])
def test_the_interval_holds_the_truth_about_as_often_as_it_says(rho: float) -> None:
    """90 % intervals, 300 trials of 40 groups of 8 areas that resemble each other: 3 standard errors is 5 %."""
    rng = np.random.default_rng(3)
    truth = 6 / np.pi * np.arcsin(rho / 2)
    groups = [f"g{number:02d}" for number in range(40) for _ in range(8)]
    within = {"groepen": 0, "los": 0}
    for _ in range(300):
        x, y = series(rng, 40, 8, rho, 0.3)
        value, influence = spearman_influence(x, y)
        for name, names in (("groepen", groups), ("los", [str(number) for number in range(320)])):
            own = draws(names)
            low, high = own.interval(own.around(value, influence))
            within[name] += low <= truth <= high
    assert 0.84 <= within["groepen"] / 300 <= 0.95
    # Drawing loose areas instead of groups would promise too much.
    assert within["los"] < within["groepen"] - 9


def test_the_same_areas_in_another_order_give_the_same_interval() -> None:
    rng = np.random.default_rng(4)
    x, y = series(rng, 30, 5, 0.5, 0.3)
    groups = np.repeat([f"g{number:02d}" for number in range(30)], 5)
    order = rng.permutation(150)
    ends = []
    for rows in (np.arange(150), order):
        value, influence = spearman_influence(x[rows], y[rows])
        own = draws(groups[rows].tolist())
        ends.append(own.interval(own.around(value, influence)))
    assert ends[0] == pytest.approx(ends[1], abs=1e-12)


def test_drawing_with_ranks_that_stay_holds_the_correlation_too() -> None:
    rng = np.random.default_rng(1)
    waarde = rng.normal(size=400)
    doel = waarde + rng.normal(size=400)
    groepen = [str(nummer % 40) for nummer in range(400)]
    (marge,) = bootstrap(waarde[None], doel, groepen, zaad=7, trekkingen=500)
    (weer,) = bootstrap(waarde[None], doel, groepen, zaad=7, trekkingen=500)
    (anders,) = bootstrap(waarde[None], doel, groepen, zaad=8, trekkingen=500)
    assert marge.shape == (500,)
    assert (marge == weer).all()
    assert (marge != anders).any()
    assert np.quantile(marge, 0.05) < spearman(waarde, doel) < np.quantile(marge, 0.95)


def test_slope_and_its_interval() -> None:
    rng = np.random.default_rng(5)
    x = rng.uniform(0, 100, 600)
    y = 10 + 0.5 * x + rng.normal(size=600)
    slope, start, influence = slope_influence(x, y)
    assert slope == pytest.approx(0.5, abs=0.01)
    assert start == pytest.approx(10, abs=0.5)
    own = draws([str(number % 60) for number in range(600)])
    low, high = own.interval(own.around(slope, influence))
    assert low < 0.5 < high
    # As wide as the textbook says: twice 1.645 standard errors.
    assert high - low == pytest.approx(2 * 1.645 / (x.std() * np.sqrt(600)), rel=0.3)


def test_levels_never_fall_as_scikit_learn_has_them() -> None:
    rng = np.random.default_rng(6)
    level, weight = rng.normal(size=40).cumsum(), rng.uniform(1, 5, 40)
    theirs = IsotonicRegression().fit_transform(np.arange(40.0), level, sample_weight=weight)
    assert never_falling(level, weight) == pytest.approx(theirs)


def test_expected_levels_are_learnt_elsewhere() -> None:
    rng = np.random.default_rng(7)
    groups = [f"g{number:02d}" for number in range(50) for _ in range(20)]
    fold = folds(groups, 5, ZAAD)
    assert all(len(set(fold[np.array(groups) == name])) == 1 for name in set(groups))
    assert np.bincount(fold).tolist() == [200] * 5
    x = rng.uniform(0, 100, 1000)
    curve = 30 + 0.002 * x**2
    found = expected(x, curve, fold, 20)
    assert np.abs(curve - found).mean() < 0.1 * np.abs(curve - mean_elsewhere(curve, fold)).mean()
    falling = expected(x, -curve, fold, 20)
    assert spearman(falling, -curve) > 0.99
    # What says nothing gains nothing, and must not seem to.
    noise = rng.normal(size=1000)
    assert (
        np.abs(noise - expected(x, noise, fold, 20)).mean() > 0.98 * np.abs(noise - mean_elsewhere(noise, fold)).mean()
    )


def test_tenths_are_equal_and_keep_equal_scores_together() -> None:
    assert np.bincount(shares_of_ten(np.arange(100.0))).tolist() == [10] * 10
    tied = np.concatenate([np.zeros(35), np.arange(1.0, 66.0)])
    assert len(set(shares_of_ten(tied)[:35])) == 1


@pytest.mark.parametrize(
    ("verschil", "laag", "hoog", "wat"),
    [
        (0.05, 0.02, 0.08, Oordeel.MEER),
        (0.05, -0.01, 0.11, Oordeel.GELIJK),
        (0.004, 0.001, 0.007, Oordeel.GELIJK),
        (-0.004, -0.007, -0.001, Oordeel.GELIJK),
        (-0.05, -0.08, -0.02, Oordeel.MINDER),
        (-0.05, -0.11, 0.01, Oordeel.GELIJK),
    ],
)
def test_the_verdict_needs_an_interval_without_zero_and_a_difference_that_shows(
    verschil: float, laag: float, hoog: float, wat: Oordeel
) -> None:
    assert verdict(verschil, laag, hoog, 0.01) is wat


def test_classes_are_named_by_their_limits() -> None:
    assert class_names([500, 1000], "inwoners")[1] == "2: 500 tot 1.000 inwoners"
