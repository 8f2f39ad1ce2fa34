"""`ShrunkenWeights`: non-negative weights that sum to 1, pulled to those of the experts, as scikit-learn does it.

The one place where weights are learned, with scikit-learn (interface, ridge) and SciPy (non-negative least squares).
Weights stand on points 0-100, as the scoring uses them: put into the rules they give the same order of areas.

Source: non-negative least squares of Lawson and Hanson (1974); shrinkage to a prior as generalised ridge (Hoerl and
Kennard, 1970); averaging over resampled clusters as bagging (Breiman, 1996); OECD/JRC Handbook on Constructing
Composite Indicators (2008), weights from statistical models.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy.optimize import nnls  # type: ignore[import-untyped]
from sklearn.base import BaseEstimator, RegressorMixin  # type: ignore[import-untyped]
from sklearn.linear_model import RidgeCV  # type: ignore[import-untyped]
from sklearn.utils.validation import check_is_fitted, validate_data  # type: ignore[import-untyped]

from buurtwijzer.core.draws import uniform
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.statistics import ranks, spearman
from buurtwijzer.evidence.weights.moments import Moments

STRENGTHS = (0.001, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, float("inf"))
"""Strengths tried by cross-validation, as a share of the mean variance of the points; infinite is the prior itself."""
_RIDGES = tuple(np.logspace(-2, 4, 13).tolist())
_TINY = 1e-9


class ShrunkenWeights(RegressorMixin, BaseEstimator):  # type: ignore[misc]
    """Weights for a weighted mean of points, from how well that mean orders areas as a known figure does.

    Attributes:
        coef_: (p,) weights, not negative, sum 1.
        rising_: (p,) whether points count as they are; False for a column of `either` that counts turned round.
        strength_: Pull to the prior that was used.
        draws_: (draws, p) weights in every resample of the groups; without any the weights themselves.
        slope_: From the weighted mean to the target, not negative.
        intercept_: See `slope_`.

    Example:
        >>> points = np.array([[10.0, 40], [40, 80], [70, 0], [100, 60]])
        >>> ShrunkenWeights(strength=0.001, keep=0.0).fit(points, [1.0, 2.0, 3.0, 4.0]).coef_.round(2).tolist()
        [1.0, 0.0]
    """

    def __init__(
        self,
        prior: Sequence[float] | None = None,
        *,
        either: Sequence[bool] | None = None,
        strength: float | None = None,
        strengths: Sequence[float] = STRENGTHS,
        keep: float = 0.1,
        give: float = 0.0,
        folds: int = 5,
        draws: int = 0,
        top: float = 100.0,
        seed: int = 0,
    ) -> None:
        """Store the settings.

        Args:
            prior: (p,) weights of the experts, sum 1; None gives all the same.
            either: (p,) columns of which the figures may say which way they count; None for none.
            strength: Pull to the prior; None chooses by cross-validation over the groups.
            strengths: What is chosen from.
            keep: Share 0-1 of every weight of the prior that always stays.
            give: Rank correlation that may be given up for a stronger pull to the prior.
            folds: Number of parts of the cross-validation.
            draws: Resamples of the groups over which the weights are averaged; 0 for none.
            top: Highest number of points, to turn a column round.
            seed: For folds and resamples.
        """
        self.prior = prior
        self.either = either
        self.strength = strength
        self.strengths = strengths
        self.keep = keep
        self.give = give
        self.folds = folds
        self.draws = draws
        self.top = top
        self.seed = seed

    def fit(self, X: Any, y: Any, groups: Any = None) -> Self:  # noqa: N803 - names of scikit-learn
        """Learn the weights.

        Args:
            X: (n, p) points, no NaN.
            y: (n,) figure to agree with; only its order counts.
            groups: (n,) municipality of each row, which resamples and folds keep together; None: every row its own.
        """
        points, aim = validate_data(self, X, y, y_numeric=True, dtype=np.float64)
        aim = np.asarray(aim, dtype=np.float64)
        names = np.arange(len(aim)) if groups is None else np.asarray(groups)
        # In one order, so that sums have the same bits whatever the order of the rows.
        order = np.lexsort((*points.T, aim, names))
        points, aim = points[order], aim[order]
        own = np.unique(names[order], return_inverse=True)[1]
        prior, either = self._prior(points.shape[1])
        self.strength_ = (
            self._chosen(points, aim, own, prior, either) if self.strength is None else float(self.strength)
        )
        whole = Moments.of(points, ranks(aim), own, self.top)
        self.rising_ = self._sides(whole, prior, either)
        turned = whole.turned(self.rising_)
        self.draws_ = self._resampled(turned, prior)
        mean = self.draws_.mean(axis=0)
        self.coef_ = mean / mean.sum()
        self._calibrate(points, aim)
        return self

    def mean_points(self, X: Any) -> FloatArray:  # noqa: N803
        """Give (n,) the weighted mean of the points: the score that these weights give."""
        check_is_fitted(self)
        points = np.asarray(validate_data(self, X, reset=False, dtype=np.float64))
        return np.asarray(np.where(self.rising_, points, self.top - points) @ self.coef_)

    def predict(self, X: Any) -> FloatArray:  # noqa: N803
        """Give (n,) the figure that goes with these points: a straight line on their weighted mean."""
        mean = self.mean_points(X)
        return np.asarray(self.intercept_ + self.slope_ * mean)

    def _prior(self, p: int) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
        prior = np.full(p, 1.0 / p) if self.prior is None else np.asarray(self.prior, dtype=np.float64)
        either = np.zeros(p, dtype=bool) if self.either is None else np.asarray(self.either, dtype=bool)
        if prior.shape != (p,) or either.shape != (p,):
            raise ValueError(f"prior and either must have {p} entries, one for each column")
        if (prior < 0).any() or not np.isclose(prior.sum(), 1.0):
            raise ValueError("prior must not be negative and must sum to 1")
        if (prior[either] > 0).any():
            raise ValueError("what has a prior weight has its direction from the rules")
        return prior, either

    def _chosen(
        self, points: FloatArray, y: FloatArray, own: IntArray, prior: FloatArray, either: npt.NDArray[np.bool_]
    ) -> float:
        """Choose the strongest pull with which areas of other groups are ordered best, or nearly so."""
        ordered = sorted(self.strengths, reverse=True)
        if own.max(initial=0) + 1 < 2 * self.folds:
            return float(ordered[0])
        part = group_folds(own, self.folds, f"{self.seed}|sterkte")
        found = np.empty((len(ordered), len(y)))
        for number in range(self.folds):
            there, away = part != number, part == number
            moments = Moments.of(points[there], ranks(y[there]), own[there], self.top)
            for row, strength in enumerate(ordered):
                rising = _sides(moments.total(), moments.top, prior, either, strength, self.keep)
                weights = solve(moments.turned(rising).total(), prior, strength, self.keep)
                found[row, away] = np.where(rising, points[away], self.top - points[away]) @ weights
        agreement = np.nan_to_num([round(spearman(row, y), 6) for row in found], nan=-1.0)
        return float(ordered[int(np.argmax(agreement >= agreement.max() - self.give))])

    def _sides(self, moments: Moments, prior: FloatArray, either: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        return _sides(moments.total(), moments.top, prior, either, self.strength_, self.keep)

    def _resampled(self, moments: Moments, prior: FloatArray) -> FloatArray:
        if self.draws == 0:
            return solve(moments.total(), prior, self.strength_, self.keep)[None]
        k = len(moments.sums)
        picked = np.minimum((uniform(f"{self.seed}|trekking", self.draws * k) * k).astype(np.int64), k - 1)
        times = [np.bincount(row, minlength=k).astype(np.float64) for row in picked.reshape(self.draws, k)]
        return np.stack([solve(moments.total(row), prior, self.strength_, self.keep) for row in times])

    def _calibrate(self, points: FloatArray, y: FloatArray) -> None:
        mean = np.where(self.rising_, points, self.top - points) @ self.coef_
        spread = mean.var()
        slope = float(((mean - mean.mean()) * (y - y.mean())).mean() / spread) if spread > _TINY else 0.0
        self.slope_ = max(slope, 0.0)
        self.intercept_ = float(y.mean() - self.slope_ * mean.mean())

    def __sklearn_tags__(self) -> Any:
        """Say that it is no good at what points cannot say, such as a figure that falls with every column."""
        tags = super().__sklearn_tags__()
        tags.regressor_tags.poor_score = True
        return tags


def solve(total: FloatArray, prior: FloatArray, strength: float, keep: float) -> FloatArray:
    """Give (p,) the weights that fit best, with the pull to the prior.

    With ``u`` weights times slope, ``u >= 0``, this is least squares of the target on the points plus ``strength``
    times the squared distance of ``u`` to ``sum(u) * prior``: so only the shape of the weights is pulled, not how
    strongly they go with the target.

    Args:
        total: (p + 2, p + 2) sums of products of the p columns, the target and 1; see `Moments`.
        prior: (p,) weights of the experts, sum 1.
        strength: Pull, as a share of the mean variance of the columns.
        keep: Share of the prior that always stays.
    """
    p, n = len(prior), total[-1, -1]
    means = total[:-1, -1] / n
    spread = total[:-1, :-1] / n - np.outer(means, means)
    size, target = np.trace(spread[:p, :p]) / p, spread[p, p]
    if not np.isfinite(strength) or size <= _TINY or target <= _TINY:
        return prior.copy()
    shape = np.eye(p) - np.outer(prior, np.ones(p))
    mixed = (1.0 - keep) * np.eye(p) + keep * np.outer(prior, np.ones(p))
    square = mixed.T @ (spread[:p, :p] / size + strength * shape.T @ shape) @ mixed
    right = mixed.T @ spread[:p, p] / np.sqrt(size * target)
    lower = np.linalg.cholesky(square + _TINY * max(1.0, float(np.trace(square)) / p) * np.eye(p))
    found = mixed @ nnls(lower.T, np.linalg.solve(lower, right), maxiter=50 * p)[0]
    return np.asarray(found / found.sum() if found.sum() > _TINY else prior.copy())


def _sides(
    total: FloatArray,
    top: float,
    prior: FloatArray,
    either: npt.NDArray[np.bool_],
    strength: float,
    keep: float,
) -> npt.NDArray[np.bool_]:
    """Give (p,) whether a column counts as it is: both ways are offered at once and the heavier one is taken."""
    p, free = len(prior), np.flatnonzero(either)
    if not len(free):
        return np.ones(p, dtype=bool)
    widen = np.zeros((p + len(free) + 2, p + 2))
    widen[:p, :p] = np.eye(p)
    widen[p + np.arange(len(free)), free] = -1.0
    widen[p : p + len(free), -1] = top
    widen[-2:, -2:] = np.eye(2)
    both = solve(widen @ total @ widen.T, np.r_[prior, np.zeros(len(free))], strength, keep)
    rising = np.ones(p, dtype=bool)
    rising[free] = both[free] >= both[p:]
    return rising


def group_folds(own: IntArray, folds: int, key: str) -> IntArray:
    """Give (n,) the part 0..folds-1 of each row; rows of one group (numbers from 0) are in one part."""
    order = np.argsort(uniform(key, int(own.max()) + 1), kind="stable")
    part = np.empty(len(order), dtype=np.int64)
    part[order] = np.arange(len(order)) % folds
    return np.asarray(part[own])


def free_ridge(points: FloatArray, y: FloatArray, new: FloatArray) -> FloatArray:
    """Give (m,) what a ridge without any constraint says of (m, p) new rows: how far one could get without rules."""
    middle, spread = points.mean(axis=0), points.std(axis=0)
    spread[spread <= _TINY] = 1.0
    model = RidgeCV(_RIDGES).fit((points - middle) / spread, y)
    return np.asarray(model.predict((new - middle) / spread), dtype=np.float64)
