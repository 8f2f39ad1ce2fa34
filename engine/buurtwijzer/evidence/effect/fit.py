"""`Fitted`: of every area what would be expected from the start on, and how far areas stray from that by chance.

Expected is what the area was before the start times the change of its comparable areas, after a correction for what
still differs between them in level, size and last year (bias-corrected matching). How far areas stray by chance is
learned from areas where nothing was done: it falls with size, is never nothing, is more after a jump in the last year
before the start, and a part is shared by the areas of a municipality.

Source: Abadie and Imbens (2011); quasi-likelihood of McCullagh and Nelder (1989); moments as in Hedges (1983).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.effect.model import Maat
from buurtwijzer.evidence.effect.numbers import Numbers
from buurtwijzer.evidence.effect.series import BoolArray, Series
from buurtwijzer.evidence.effect.space import Space

_ROUNDS = 2
_STEPS = 6
_HALF = 0.5
_LEAST = 1e-12
_FLOOR = 1e-3
# Place of the last year before the start in the signs.
_JUMP = 2
# A working model whose answer leaves this range has nothing to say about an area: e.g. one of a kind.
_LARGEST_LOG = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Variance of what areas stray.

    Attributes:
        delen: (c,) nonnegative parts: what falls with size, what every area has, what areas with a jump in the last
            year before the start have more.
        variantie: (n,) variance per area.
        gemeente: Covariance of two areas in the same municipality; part of the variance of both.
    """

    delen: FloatArray
    variantie: FloatArray
    gemeente: float


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """Areas (n, by code) that take part, and what is expected of them.

    Attributes:
        series: Their figures.
        space: Where they are.
        toegestaan: (n,) whether nothing was done there and it has comparable areas, so that it can be a placebo.
        buren: (n, k) comparable areas, nearest first; -1 where there is none.
        afstand: (n, k) distances.
        voor: (n,) figure before the start.
        na: (n,) figure from the start on.
        verwacht: (n,) what is expected from the start on.
        omvang: (n,) what the chance of counting falls with: expected count, or residents.
        tekens: (n, c) what the variance is made of, see `Spread.delen`.
        spreiding: Variance of what areas stray.
        stad: (n,) number of the municipality; a number of its own where unknown.
    """

    series: Series
    space: Space
    toegestaan: BoolArray
    buren: IntArray
    afstand: FloatArray
    voor: FloatArray
    na: FloatArray
    verwacht: FloatArray
    omvang: FloatArray
    tekens: FloatArray
    spreiding: Spread
    stad: IntArray

    def strays(self, na: FloatArray) -> FloatArray:
        """Give (n,) how far figures from the start on are from what is expected: a fraction, or points."""
        return na / self.verwacht - 1.0 if self.series.maat is Maat.VERHOUDING else na - self.verwacht


def mean_rates(series: Series, span: slice) -> FloatArray:
    """Give (n,) the figure over some years: the sum of counts over the sum of denominators."""
    above, below = series.boven[span].sum(axis=0), series.onder[span].sum(axis=0)
    return np.asarray(above / below * series.schaal)


def fit(series: Series, treated: BoolArray, excluded: BoolArray, numbers: Numbers) -> Fitted:
    """Match every area and estimate what is expected of it and how far areas stray.

    Args:
        series: Areas that take part.
        treated: (n,) where it was done: never a comparison.
        excluded: (n,) what else may not be one.
        numbers: Numbers of the rulebook.
    """
    allowed = ~treated & ~excluded
    size = _size(series)
    signs = _signs(series, size)
    middle, spread = signs[allowed].mean(axis=0), signs[allowed].std(axis=0)
    signs = (signs - middle) / np.where(spread > _LEAST, spread, 1.0)
    space = Space(series.samenstelling, signs, numbers.uitkomst_frac)
    rows = np.arange(len(series.code))
    near, far = space.nearest(rows, allowed, min(numbers.vergelijkbaar_n, max(1, int(allowed.sum()) - 1)))
    voor, na = mean_rates(series, slice(0, series.voor_n)), mean_rates(series, slice(series.voor_n, None))
    terms = _terms(signs, int(allowed.sum()), numbers)
    allowed = allowed & ((near >= 0).sum(axis=1) >= min(numbers.vergelijkbaar_minimaal_n, near.shape[1]))
    town = _towns(series.gemeente)
    parts = np.column_stack([1.0 / size, np.ones(len(size)), *(signs[:, _JUMP:] ** 2).T])
    found = Spread(np.ones(1), 1.0 / size, 0.0)
    for _ in range(_ROUNDS):
        expected = _expected(series.maat, (voor, na), found.variantie, terms, near, allowed)
        made = Fitted(series, space, allowed, near, far, voor, na, expected, size, parts, found, town)
        found = spread_of(made.strays(na), parts, town, allowed)
    return replace(made, verwacht=_centred(made, found), spreiding=found)


def _centred(made: Fitted, spread: Spread) -> FloatArray:
    """Give what is expected so that areas where nothing was done stray by nothing on the whole.

    A mean of few comparable areas stands under the line, which lifts what areas stray by a little.
    """
    strays = made.strays(made.na)
    rows = made.toegestaan & np.isfinite(strays)
    mean = float(np.average(strays[rows], weights=1.0 / spread.variantie[rows]))
    return made.verwacht * (1.0 + mean) if made.series.maat is Maat.VERHOUDING else made.verwacht + mean


def _towns(gemeente: npt.NDArray[np.str_]) -> IntArray:
    """Number the municipalities; an area without one gets a number of its own."""
    _, own = np.unique(gemeente, return_inverse=True)
    return np.where(gemeente == "", len(gemeente) + np.arange(len(gemeente)), own).astype(np.int64)


def _size(series: Series) -> FloatArray:
    """Give what chance falls with: the count after the start if nothing changed, else residents."""
    if not series.telling:
        return series.omvang
    before = mean_rates(series, slice(0, series.voor_n)) / series.schaal
    return np.asarray(before * series.onder[series.voor_n :].sum(axis=0))


def _signs(series: Series, size: FloatArray) -> FloatArray:
    """Give (n, q): level before the start, size, and the last year before the start against those before it."""
    voor = mean_rates(series, slice(0, series.voor_n))
    ratio = series.maat is Maat.VERHOUDING
    signs = [np.log(voor) if ratio else voor, np.log(size)]
    if series.voor_n > 1:
        last, early = slice(series.voor_n - 1, series.voor_n), slice(0, series.voor_n - 1)
        if series.telling:
            expected = mean_rates(series, early) * series.onder[last].sum(axis=0) / series.schaal
            signs.append(np.log((series.boven[last].sum(axis=0) + _HALF) / (expected + _HALF)))
        elif ratio:
            signs.append(np.log(mean_rates(series, last) / mean_rates(series, early)))
        else:
            signs.append(mean_rates(series, last) - mean_rates(series, early))
    return np.column_stack(signs)


def _terms(signs: FloatArray, areas: int, numbers: Numbers) -> FloatArray:
    """Give (n, t) the terms of the correction: squares and products only when there are areas enough."""
    one = np.ones((len(signs), 1))
    q = signs.shape[1]
    pairs = [signs[:, a] * signs[:, b] for a in range(q) for b in range(a, q)]
    for terms in (np.column_stack([one, signs, *pairs]), np.column_stack([one, signs])):
        if areas >= numbers.gebieden_per_term_n * terms.shape[1]:
            return terms
    return one


def _expected(
    maat: Maat,
    figures: tuple[FloatArray, FloatArray],
    variance: FloatArray,
    terms: FloatArray,
    near: IntArray,
    allowed: BoolArray,
) -> FloatArray:
    voor, na = figures
    weight = 1.0 / variance
    there = near >= 0
    if maat is Maat.PUNTEN:
        change = na - voor
        change = change - _linear(terms, change, weight, allowed)
        return np.asarray(na - change + _mean_of(change, weight, near, there))
    change = na / voor
    model = _growth(terms, change, weight, allowed)
    return np.asarray(voor * model * _mean_of(change / model, weight, near, there))


def _mean_of(values: FloatArray, weight: FloatArray, near: IntArray, there: BoolArray) -> FloatArray:
    """Give (n,) the weighted mean of the comparable areas; NaN without any."""
    own = np.where(there, weight[near], 0.0)
    total = own.sum(axis=1)
    return np.where(total > 0, (own * values[near]).sum(axis=1) / np.where(total > 0, total, 1.0), np.nan)


def _linear(terms: FloatArray, change: FloatArray, weight: FloatArray, allowed: BoolArray) -> FloatArray:
    root = np.sqrt(weight[allowed])
    found = np.linalg.lstsq(terms[allowed] * root[:, None], change[allowed] * root, rcond=None)[0]
    return np.asarray(terms @ found)


def _growth(terms: FloatArray, change: FloatArray, weight: FloatArray, allowed: BoolArray) -> FloatArray:
    """Fit the change as a ratio with a log link; where the model runs off, its edge counts."""
    start = np.log(np.average(change[allowed], weights=weight[allowed]))
    guess = np.full(len(change), start)
    for _ in range(_STEPS):
        mean = np.exp(guess)
        guess = _linear(terms, guess + (change - mean) / mean, weight, allowed)
        guess = np.clip(guess, start - _LARGEST_LOG, start + _LARGEST_LOG)
    return np.asarray(np.exp(guess))


def spread_of(strays: FloatArray, parts: FloatArray, town: IntArray, allowed: BoolArray) -> Spread:
    """Fit the variance of what areas stray.

    Args:
        strays: (n,) how far areas are from what is expected.
        parts: (n, c) what the variance may be made of.
        town: (n,) number of the municipality.
        allowed: (n,) whether nothing was done there.
    """
    rows = np.flatnonzero(allowed & np.isfinite(strays))
    own, some = strays[rows] ** 2, parts[rows]
    found = np.array([0.0, max(float(own.mean()), _LEAST), *np.zeros(parts.shape[1] - 2)])
    for _ in range(_STEPS):
        found = _nonnegative(some, own, 1.0 / (some @ found))
    variance = parts @ found
    weight = 1.0 / variance[rows]

    def squares(values: FloatArray) -> float:
        return float((np.bincount(town[rows], weights=values) ** 2).sum() - (values**2).sum())

    pairs = squares(weight)
    shared = squares(weight * strays[rows]) / pairs if pairs > _LEAST * weight.sum() else 0.0
    return Spread(found, variance, max(0.0, shared))


def _nonnegative(parts: FloatArray, own: FloatArray, weight: FloatArray) -> FloatArray:
    """Fit squares as a sum of parts, leaving out the part that is furthest below zero until none is."""
    found, keep = np.zeros(parts.shape[1]), np.arange(parts.shape[1])
    while len(keep):
        answer = np.linalg.lstsq(parts[:, keep] * weight[:, None], own * weight, rcond=None)[0]
        if (answer >= 0).all():
            found[keep] = answer
            break
        keep = np.delete(keep, int(np.argmin(answer * parts[:, keep].mean(axis=0))))
    # What every area has is never quite nothing: a variance of zero would make one area count for everything.
    found[1] = max(found[1], _FLOOR * float(own.mean()), _LEAST)
    return found
