"""S1 and S3: all scores with parts, bands and reasons against the same in plain NumPy, and how they grow."""

from __future__ import annotations

from collections.abc import Iterator
from math import log
from pathlib import Path

import numpy as np

import buurtwijzer
from buurtwijzer.data.table import BuurtTable
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.outcomes import OutcomeScores
from buurtwijzer.scoring.recipe import recipes
from buurtwijzer.scoring.score import score_outcomes
from tests.bench.areas import made_areas
from tests.bench.measure import Measured, added_mb, against_limit, compare
from tests.bench.plain import plain_scores

_AREAS, _MANY = 14_500, 460_000
_ROOM_MB, _NS_PER_CELL, _EXPONENT = 10.0, 10.0, 1.05


def measure(folder: Path) -> Iterator[Measured]:
    """Measure all outcomes of the shipped rulebook; the bound is two products and one pass over the values."""
    rules = buurtwijzer.load_rulebook()
    table, many = made_areas(_AREAS, rules), made_areas(_MANY, rules)
    _check(table, rules)
    values, present = np.nan_to_num(table.values), np.isfinite(table.values).astype(np.float64)
    weights = np.ones((values.shape[1], len(recipes(rules))))

    def bound() -> np.ndarray:
        score: np.ndarray = values @ weights
        score /= present @ weights + 1.0
        return np.asarray(np.clip(score, 0.0, 100.0, out=score))

    small = compare(
        "S1",
        "scores, bijdragen en banden (14.500) tegen kale NumPy",
        lambda: score_outcomes(table, rules),
        lambda: plain_scores(table, rules),
        goal=0.40,
    )
    yield small
    yield compare(
        "S1b",
        "hetzelfde tegen alleen twee producten en een gang",
        lambda: score_outcomes(table, rules),
        bound,
        goal=3.0,
    )
    answer = sum(_size_mb(outcome) for outcome in score_outcomes(table, rules))
    peak = added_mb(lambda: score_outcomes(table, rules))
    yield against_limit("S1c", "geheugen erbij tegen het antwoord en 10 MB", peak, answer + _ROOM_MB, "MB")
    large = compare(
        "S1d",
        "scores, bijdragen en banden (460.000) tegen kale NumPy",
        lambda: score_outcomes(many, rules),
        lambda: plain_scores(many, rules),
        goal=0.15,
        rounds=1,
        warm=False,
    )
    yield large
    yield from _growth(small.ours, large.ours, table)


def _growth(small: float, large: float, table: BuurtTable) -> Iterator[Measured]:
    exponent = log(large / small) / log(_MANY / _AREAS)
    yield against_limit("S3", "groei van 14.500 naar 460.000: exponent tegen 1,05", exponent, _EXPONENT, "")
    ns = 1e9 * large / (_MANY * table.values.shape[1])
    yield against_limit("S3b", "nanoseconden per waarde (460.000) tegen 10", ns, _NS_PER_CELL, "ns")


def _size_mb(outcome: OutcomeScores) -> float:
    parts = (getattr(outcome, name) for name in OutcomeScores.__slots__)
    return (8 * len(outcome.reden) + sum(part.nbytes for part in parts if isinstance(part, np.ndarray))) / 1e6


def _check(table: BuurtTable, rules: Rulebook) -> None:
    for ours, (score, parts, low, high) in zip(score_outcomes(table, rules), plain_scores(table, rules), strict=True):
        assert np.allclose(ours.score, score, atol=1e-4, equal_nan=True)
        assert np.allclose(ours.bijdragen, parts, atol=1e-6)
        assert np.allclose(ours.laag, low, atol=1e-4, equal_nan=True)
        assert np.allclose(ours.hoog, high, atol=1e-4, equal_nan=True)
