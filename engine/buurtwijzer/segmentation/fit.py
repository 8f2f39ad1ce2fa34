"""Fitting of profiles on the composition of areas: the one place where scikit-learn is used, and never while scoring.

Same rows, same settings, same profiles: rows are put in a fixed order first, the start is seeded, profiles come out by
size, and figures are rounded before they are published.

Source: k-means on standardised census shares as in the UK Output Area Classification (Vickers and Rees, 2007).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.segmentation.prototypes import Prototypes, distances, gelijkenis, standing

_DECIMALS = 4
_STEPS = 60


@dataclass(frozen=True, slots=True)
class FitSettings:
    """How profiles are fitted.

    Attributes:
        indicatoren: The a attributes.
        logaritme: Which of them are taken as logarithm.
        gewichten: Weight of the squared distance on each.
        aantal_n: Number of profiles.
        pogingen_n: Starts of which the best is kept.
        zaad: Seed.
        afkap_pct: So many percent of the areas on either side count as the limit there.
        gelijkenis_frac: Median of the highest gelijkenis, which sets the temperature.
    """

    indicatoren: tuple[str, ...]
    logaritme: tuple[bool, ...]
    gewichten: tuple[float, ...]
    aantal_n: int
    pogingen_n: int
    zaad: int
    afkap_pct: float
    gelijkenis_frac: float


@dataclass(frozen=True, slots=True, eq=False)
class FittedProfiles:
    """Profiles, the largest first.

    Attributes:
        prototypes: Ready to lay areas beside; every number rounded as it is published.
        grootste_frac: (s,) share of the fitted areas that are most like each profile.
        landelijk_frac: (s,) mean gelijkenis over residents.
        buurten_n: Number of areas fitted on: those with every attribute.
        stabiliteit: Mean adjusted Rand index over resamples; NaN when none were asked for.
        herkend: (s,) mean Jaccard overlap of each profile with itself over resamples; NaN when none were asked for.
    """

    prototypes: Prototypes
    grootste_frac: FloatArray
    landelijk_frac: FloatArray
    buurten_n: int
    stabiliteit: float
    herkend: FloatArray


def fit_profiles(
    values: FloatArray, inwoners: FloatArray, settings: FitSettings, *, resamples: int = 0
) -> FittedProfiles:
    """Fit profiles on areas that have every attribute.

    Args:
        values: (n, a) in the unit of each indicator, only areas large enough; rows with NaN are left out.
        inwoners: (n,) residents; the fit itself counts every area once.
        settings: Attributes, weights, number of profiles, seed.
        resamples: Number of bootstrap resamples for `stabiliteit`.

    Raises:
        ValueError: Fewer complete areas than profiles.
    """
    complete = np.isfinite(values).all(axis=1)
    rows, people = values[complete], inwoners[complete]
    if len(rows) < settings.aantal_n:
        raise ValueError(f"{len(rows)} complete areas for {settings.aantal_n} profiles")
    canonical = np.lexsort((people, *rows.T[::-1]))
    rows, people = rows[canonical], people[canonical]
    scale = _scale(rows, settings)
    weighted = standing(rows, scale) * np.sqrt(scale.gewichten)
    found = _centres(weighted, settings, settings.zaad)
    labels = _nearest(weighted, found)
    order = np.argsort(-np.bincount(labels, minlength=settings.aantal_n), kind="stable")
    centres = np.round(found[order] / np.sqrt(scale.gewichten), _DECIMALS) + 0.0
    temperature = _temperature(standing(rows, scale), centres, scale.gewichten, settings.gelijkenis_frac)
    prototypes = replace(scale, middelpunten=centres, temperatuur=temperature)
    likeness = gelijkenis(rows, prototypes)
    stable, again = _stability(weighted, labels, settings, resamples)
    best = likeness.argmax(axis=1)
    return FittedProfiles(
        prototypes=prototypes,
        grootste_frac=np.bincount(best, minlength=settings.aantal_n) / len(rows),
        landelijk_frac=np.round(people @ likeness / people.sum(), _DECIMALS),
        buurten_n=len(rows),
        stabiliteit=stable,
        herkend=again[order],
    )


def same_profiles(old: FloatArray, new: FloatArray, gewichten: FloatArray) -> IntArray:
    """Tell which new profile carries on each old one, so that names stay with what they describe.

    Args:
        old: (s, a) centres that have names, in spreads.
        new: (s, a) centres of a new fit.
        gewichten: (a,) weights of the squared distance.

    Returns:
        (s,) for every old profile the number of the new one, each used once, total distance as small as can be.
    """
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped] # noqa: PLC0415 - comes with scikit-learn, needed here only

    _, columns = linear_sum_assignment(distances(old, new, gewichten))
    return np.asarray(columns, dtype=np.int64)


def _scale(rows: FloatArray, settings: FitSettings) -> Prototypes:
    """Give clip, mean and spread per attribute, without profiles yet."""
    limits = (settings.afkap_pct, 100.0 - settings.afkap_pct)
    low, high = np.round(np.percentile(rows, limits, axis=0), _DECIMALS)
    logs = np.array(settings.logaritme, dtype=bool)
    clipped = np.clip(rows, low, high)
    clipped[:, logs] = np.log(clipped[:, logs])
    return Prototypes(
        indicatoren=settings.indicatoren,
        logaritme=logs,
        gewichten=np.array(settings.gewichten),
        laag=low,
        hoog=high,
        gemiddelde=np.round(clipped.mean(axis=0), _DECIMALS),
        spreiding=np.round(clipped.std(axis=0), _DECIMALS),
        middelpunten=np.empty((0, len(low))),
        temperatuur=1.0,
    )


def _centres(weighted: FloatArray, settings: FitSettings, seed: int) -> FloatArray:
    from sklearn.cluster import KMeans  # type: ignore[import-untyped] # noqa: PLC0415 - takes a second to load
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped] # noqa: PLC0415 - comes along

    model = KMeans(n_clusters=settings.aantal_n, n_init=settings.pogingen_n, random_state=seed)
    # One thread sums in one order, so that the number of cores does not show in the profiles.
    with threadpool_limits(limits=1):
        model.fit(weighted)
    return np.asarray(model.cluster_centers_, dtype=np.float64)


def _nearest(weighted: FloatArray, centres: FloatArray) -> IntArray:
    return np.asarray(distances(weighted, centres, np.ones(weighted.shape[1])).argmin(axis=1), dtype=np.int64)


def _temperature(z: FloatArray, centres: FloatArray, gewichten: FloatArray, wanted: float) -> float:
    """Find the temperature at which the median of the highest gelijkenis is as wanted (on all fitted areas)."""
    far = distances(z, centres, gewichten)
    far -= far.min(axis=1, keepdims=True)
    low, high = 1e-3, 1e3
    for _ in range(_STEPS):
        middle = float(np.sqrt(low * high))
        highest = 1.0 / np.exp(-far / middle).sum(axis=1)
        low, high = (middle, high) if np.median(highest) > wanted else (low, middle)
    return float(round(float(np.sqrt(low * high)), _DECIMALS))


def overlap(one: IntArray, other: IntArray, aantal_n: int, weights: FloatArray | None = None) -> FloatArray:
    """Give (s, s) how many areas, or how much weight, lie in each pair of an old and a new profile."""
    pairs = np.bincount(one * aantal_n + other, weights=weights, minlength=aantal_n * aantal_n)
    return np.asarray(pairs.reshape(aantal_n, aantal_n), dtype=np.float64)


def carried_on(shared: FloatArray) -> IntArray:
    """Give for every old profile the new one that takes over most in all, each used once."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - see `same_profiles`

    return np.asarray(linear_sum_assignment(-shared)[1], dtype=np.int64)


def agreement(one: IntArray, other: IntArray) -> float:
    """Give how much two divisions of the same areas agree, corrected for chance (adjusted Rand index)."""
    from sklearn.metrics import adjusted_rand_score  # type: ignore[import-untyped] # noqa: PLC0415 - takes a second to load

    return float(adjusted_rand_score(one, other))


def _stability(
    weighted: FloatArray, labels: IntArray, settings: FitSettings, resamples: int
) -> tuple[float, FloatArray]:
    """Lay this fit beside fits on resamples of the areas.

    Returns:
        The mean agreement corrected for chance, and per profile the mean Jaccard overlap with itself.

    Source: Hennig (2007), cluster-wise assessment of cluster stability.
    """
    found, again = [], []
    many = settings.aantal_n
    for number in range(resamples):
        drawn = np.random.default_rng([settings.zaad, number]).integers(0, len(weighted), len(weighted))
        centres = _centres(weighted[drawn], settings, settings.zaad + number)
        other = _nearest(weighted, centres)
        found.append(agreement(labels, other))
        shared = overlap(labels, other, many)
        either = shared.sum(axis=1)[:, None] + shared.sum(axis=0) - shared
        jaccard = shared / np.maximum(either, 1.0)
        again.append(jaccard[np.arange(many), carried_on(jaccard)])
    if not found:
        return float("nan"), np.full(many, np.nan)
    return float(np.mean(found)), np.asarray(np.mean(again, axis=0))
