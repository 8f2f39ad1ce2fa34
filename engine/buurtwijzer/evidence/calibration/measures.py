"""How well shares meet known shares: error, spread and the largest group, each with an interval over clusters.

Source: cluster bootstrap as in Efron and Tibshirani (1993); calibration slope as in domain.md A9.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.draws import uniform
from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.statistics import drawn_times

LANDELIJK, ONGEWIJZIGD, GEIJKT = "landelijk", "ongewijzigd", "geijkt"
METHODEN = (LANDELIJK, ONGEWIJZIGD, GEIJKT)
_THREE = 3
_PP = 100.0


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the interval around it."""

    waarde: float
    laag: float
    hoog: float


@dataclass(frozen=True, slots=True)
class Measured:
    """How one way of estimating did.

    Attributes:
        mae_pp: Mean absolute error in percentage points, over areas and segments.
        rmse_pp: Root of the mean squared error without the part that sampling explains; NaN when respondents are
            unknown.
        helling: Known against estimated difference with the country: 1 is the right spread, above 1 estimates are too
            flat; NaN for an estimate without differences.
        grootste_frac: Share of the areas whose largest segment is right.
        drie_frac: Mean overlap of the three largest.
    """

    mae_pp: Interval
    rmse_pp: float
    helling: Interval
    grootste_frac: Interval
    drie_frac: Interval


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ways of estimating beside each other.

    Attributes:
        maten: Per method of `METHODEN`.
        winst_pp: How much smaller the error of the tuned tables is than that of the tables as they were.
        winst_landelijk_pp: The same against national shares everywhere.
        ruis_pp: Error that a perfect estimate would still show, because the known shares are a sample; NaN unknown.
        grootste_hoogstens_frac: Share a perfect estimate would get right for the same reason; NaN unknown.
    """

    maten: Mapping[str, Measured]
    winst_pp: Interval
    winst_landelijk_pp: Interval
    ruis_pp: float
    grootste_hoogstens_frac: float


@dataclass(frozen=True, slots=True)
class Resample:
    """How clusters are drawn again.

    Attributes:
        trekkingen_n: Number of draws.
        buiten_pct: Percent of the draws outside the interval, both sides together.
        zaad: Seed.
    """

    trekkingen_n: int
    buiten_pct: float
    zaad: int


def compare(
    known: FloatArray,
    respondents: FloatArray,
    estimates: Mapping[str, FloatArray],
    pi: FloatArray,
    clusters: Sequence[str],
    how: Resample,
) -> Comparison:
    """Measure estimates against known shares.

    Args:
        known: (n, s) known shares.
        respondents: (n,) people asked, NaN unknown.
        estimates: Per method of `METHODEN` (n, s) shares.
        pi: (s,) national shares.
        clusters: n names; areas of one cluster are drawn together.
        how: How they are drawn.
    """
    times, own = _times(clusters, how)

    def interval(above: FloatArray, below: FloatArray | None = None) -> Interval:
        least = np.ones(len(above)) if below is None else below
        drawn = times @ np.bincount(own, above)
        under = times @ np.bincount(own, least)
        if least.sum() <= 0:
            return Interval(float("nan"), float("nan"), float("nan"))
        ratio = drawn[under > 0] / under[under > 0]
        low, high = np.percentile(ratio, (how.buiten_pct / 2, 100 - how.buiten_pct / 2))
        return Interval(float(above.sum() / least.sum()), float(low), float(high))

    errors = {name: _PP * np.abs(found - known).mean(axis=1) for name, found in estimates.items()}
    noise = known * (1.0 - known) / np.maximum(respondents - 1.0, 1.0)[:, None]
    maten = {}
    for name, found in estimates.items():
        away, truth = found - pi, known - pi
        squared = float((np.square(found - known) - noise).mean())
        maten[name] = Measured(
            interval(errors[name]),
            _PP * float(np.sqrt(max(squared, 0.0))) if np.isfinite(squared) else float("nan"),
            interval((away * truth).sum(axis=1), (away * away).sum(axis=1)),
            interval((found.argmax(axis=1) == known.argmax(axis=1)).astype(np.float64)),
            interval(_overlap(found, known)),
        )
    best = estimates[GEIJKT]
    return Comparison(
        maten,
        interval(errors[ONGEWIJZIGD] - errors[GEIJKT]),
        interval(errors[LANDELIJK] - errors[GEIJKT]),
        float(_PP * np.sqrt(2.0 / np.pi * best * (1.0 - best) / respondents[:, None]).mean()),
        _ceiling(best, respondents, how.zaad),
    )


def _times(clusters: Sequence[str], how: Resample) -> tuple[FloatArray, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Give (draws, clusters) how often each is drawn, and (n,) which cluster an area is in."""
    names, own = np.unique(np.asarray(clusters), return_inverse=True)
    return drawn_times(f"{how.zaad}|ijking|trekking", len(names), how.trekkingen_n), own


def _overlap(found: FloatArray, known: FloatArray) -> FloatArray:
    """Give (n,) which part of the three largest is the same."""
    ours, theirs = (_largest(own) for own in (found, known))
    return np.asarray((ours & theirs).sum(axis=1) / _THREE)


def _largest(own: FloatArray) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    places = np.argsort(np.argsort(-own, axis=1, kind="stable"), axis=1, kind="stable")
    return np.asarray(places < _THREE)


def _ceiling(found: FloatArray, respondents: FloatArray, zaad: int) -> float:
    """Give how often a sample of that size shows the largest group when the estimate is true."""
    if not np.isfinite(respondents).all():
        return float("nan")
    right = 0
    for row, (own, asked) in enumerate(zip(found, respondents.round().astype(int).tolist(), strict=True)):
        answers = np.searchsorted(np.cumsum(own)[:-1], uniform(f"{zaad}|ijking|ruis|{row}", max(asked, 1)))
        right += int(np.bincount(answers, minlength=len(own)).argmax() == own.argmax())
    return right / len(found)
