"""`ShrunkenWeights`: planted weights come back, little is learned from little, and it behaves as scikit-learn asks."""

from __future__ import annotations

import doctest
import warnings

import numpy as np
import pytest
from sklearn.exceptions import NotFittedError
from sklearn.utils.estimator_checks import check_estimator

from buurtwijzer.evidence.weights import estimator
from buurtwijzer.evidence.weights.estimator import STRENGTHS, ShrunkenWeights, free_ridge, group_folds

WAAR = np.array([0.5, 0.3, 0.2, 0.0])
DESKUNDIGEN = np.array([0.1, 0.2, 0.3, 0.4])


def areas(n: int = 800, ruis: float = 4.0, zaad: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Make points, a figure that follows the planted weights, and municipalities."""
    rng = np.random.default_rng(zaad)
    gemeente = rng.integers(0, 40, n)
    punten = np.clip(50 + rng.normal(0, 20, (n, 4)) + rng.normal(0, 5, (40, 4))[gemeente], 0, 100)
    return punten, punten @ WAAR + rng.normal(0, ruis, n), gemeente


def learned(**anders: object) -> ShrunkenWeights:
    return ShrunkenWeights(DESKUNDIGEN, **{"keep": 0.01, "draws": 20, **anders})


def test_scikit_learn_accepts_it() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = check_estimator(ShrunkenWeights(folds=2), on_fail=None)
    assert [(one["check_name"], one["exception"]) for one in found if one["status"] == "failed"] == []
    assert len(found) > 40


def test_the_example_in_its_docstring() -> None:
    assert doctest.testmod(estimator, extraglobs={"np": np}).failed == 0


def test_planted_weights_come_back() -> None:
    model = learned().fit(*areas())
    assert model.coef_ == pytest.approx(WAAR, abs=0.03)
    assert model.coef_.sum() == pytest.approx(1.0)
    assert (model.coef_ >= 0).all()
    assert model.draws_.shape == (20, 4)
    assert (model.draws_.std(axis=0) > 0).any()
    assert model.strength_ < STRENGTHS[-1]


def test_a_stronger_pull_is_closer_to_the_experts() -> None:
    data = areas()
    away = [np.abs(learned(strength=s, draws=0).fit(*data).coef_ - DESKUNDIGEN).sum() for s in (0.01, 0.3, 3.0, 30.0)]
    assert away == sorted(away, reverse=True)
    assert away[-1] < 0.1
    assert learned(strength=float("inf")).fit(*data).coef_ == pytest.approx(DESKUNDIGEN)


def test_little_data_says_little() -> None:
    punten, doel, gemeente = areas(24)
    assert learned().fit(punten, doel, gemeente % 4).coef_ == pytest.approx(DESKUNDIGEN)  # too few municipalities
    fixed = {n: learned(strength=0.3, draws=0).fit(*areas(n, ruis=60.0)).coef_ for n in (60, 3000)}
    assert np.abs(fixed[60] - WAAR).sum() > np.abs(fixed[3000] - WAAR).sum()


def test_a_figure_without_any_agreement_leaves_the_experts() -> None:
    punten, _, gemeente = areas()
    constant = learned().fit(punten, np.ones(len(punten)), gemeente)
    assert constant.coef_ == pytest.approx(DESKUNDIGEN)
    assert constant.slope_ == 0.0
    opposite = learned(strength=0.01, draws=0, keep=0.5).fit(punten, -punten @ DESKUNDIGEN, gemeente)
    assert opposite.coef_ == pytest.approx(DESKUNDIGEN)


def test_what_experts_gave_never_vanishes_and_nothing_is_negative() -> None:
    punten, doel, gemeente = areas()
    model = learned(keep=0.1).fit(punten, doel - 2 * punten[:, 3], gemeente)
    assert model.coef_[3] == pytest.approx(0.1 * 0.4, abs=1e-9)
    assert (model.draws_ >= 0.1 * DESKUNDIGEN - 1e-12).all()


def test_giving_in_takes_a_stronger_pull() -> None:
    data = areas(ruis=40.0)
    strict, gentle = learned().fit(*data), learned(give=0.02).fit(*data)
    assert gentle.strength_ > strict.strength_
    assert np.abs(gentle.coef_ - DESKUNDIGEN).sum() < np.abs(strict.coef_ - DESKUNDIGEN).sum()


def test_order_of_rows_and_a_second_run_change_no_bit() -> None:
    punten, doel, gemeente = areas(300)
    once = learned().fit(punten, doel, gemeente)
    again = learned().fit(punten, doel, gemeente)
    mixed = np.random.default_rng(9).permutation(len(doel))
    other = learned().fit(punten[mixed], doel[mixed], gemeente[mixed])
    for model in (again, other):
        assert model.coef_.tobytes() == once.coef_.tobytes()
        assert model.draws_.tobytes() == once.draws_.tobytes()
    assert learned(seed=5).fit(punten, doel, gemeente).coef_.tobytes() != once.coef_.tobytes()


def test_only_the_order_of_the_figure_counts_for_the_weights() -> None:
    punten, doel, gemeente = areas(300)
    assert learned().fit(punten, np.exp(doel / 10), gemeente).coef_ == pytest.approx(
        learned().fit(punten, doel, gemeente).coef_
    )


def test_a_free_column_finds_its_side() -> None:
    punten, _, gemeente = areas()
    doel = 0.5 * punten[:, 0] + 0.5 * (100 - punten[:, 3])
    prior, free = np.array([0.5, 0.3, 0.2, 0.0]), [False, False, False, True]
    model = ShrunkenWeights(prior, either=free, keep=0.01, strength=0.001).fit(punten, doel, gemeente)
    assert model.rising_.tolist() == [True, True, True, False]
    assert model.coef_ == pytest.approx([0.5, 0.0, 0.0, 0.5], abs=0.02)
    assert model.score(punten, doel) > 0.98
    turned = np.where(model.rising_, punten, 100 - punten)
    assert model.mean_points(punten) == pytest.approx(turned @ model.coef_)


def test_prediction_is_a_rising_line_on_the_weighted_mean() -> None:
    punten, doel, gemeente = areas()
    model = learned().fit(punten, doel, gemeente)
    assert model.predict(punten) == pytest.approx(model.intercept_ + model.slope_ * (punten @ model.coef_))
    assert model.slope_ > 0
    assert model.score(punten, doel) > 0.8
    with pytest.raises(NotFittedError):
        learned().predict(punten)


@pytest.mark.parametrize(
    ("prior", "either"),
    [([0.5, 0.5], None), ([0.5, 0.5, 0.5, 0.5], None), ([-0.5, 0.5, 0.5, 0.5], None), (DESKUNDIGEN, [True] * 4)],
)
def test_settings_that_cannot_be(prior: list[float], either: list[bool] | None) -> None:
    with pytest.raises(ValueError, match="prior"):
        ShrunkenWeights(prior, either=either).fit(*areas(50))


def test_folds_keep_municipalities_together_and_are_even() -> None:
    own = np.repeat(np.arange(41), 3)
    part = group_folds(own, 10, "proef")
    assert all(len(set(part[own == number])) == 1 for number in range(41))
    assert np.ptp(np.bincount(part[::3])) == 1
    assert (group_folds(own, 10, "anders") != part).any()


def test_the_free_ridge_may_go_below_zero() -> None:
    punten, _, _ = areas()
    doel = punten[:, 0] - punten[:, 1]
    assert np.corrcoef(free_ridge(punten[:400], doel[:400], punten[400:]), doel[400:])[0, 1] > 0.99
