"""Spearman with ranks that share ties, by hand so that the bootstrap over municipalities costs one matrix product.

Source: Spearman (1904); cluster bootstrap as in Efron and Tibshirani (1993), with the ranks of the whole kept fixed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd

from buurtwijzer.core.draws import uniform
from buurtwijzer.data.table import FloatArray

_NOTHING = 1e-12


def ranks(values: FloatArray) -> FloatArray:
    """Give the ranks of (n,) values, ties share their mean rank."""
    return np.asarray(pd.Series(values).rank(), dtype=np.float64)


def spearman(first: FloatArray, second: FloatArray, weights: FloatArray | None = None) -> float:
    """Give the rank correlation of two (n,) series; weights make a large area count more. NaN without spread."""
    one, two = ranks(first), ranks(second)
    share = np.full(len(one), 1.0) if weights is None else weights
    one, two = one - np.average(one, weights=share), two - np.average(two, weights=share)
    below = np.sqrt((share * one**2).sum() * (share * two**2).sum())
    return float((share * one * two).sum() / below) if below > 0 else float("nan")


def bootstrap(
    series: FloatArray, target: FloatArray, clusters: Sequence[str], *, zaad: int, trekkingen: int
) -> FloatArray:
    """Give rank correlations of some series with a target, with whole clusters drawn again.

    Args:
        series: (k, n) values.
        target: (n,) values.
        clusters: n names of what is drawn together.
        zaad: Seed; the same gives the same draws.
        trekkingen: How many draws.

    Returns:
        (k, draws) correlations; NaN for a draw in which a series, or the target, is the same everywhere.
    """
    names, own = np.unique(np.asarray(clusters), return_inverse=True)
    times = _times(len(names), zaad, trekkingen)
    aim = _scaled(target)
    size = times @ np.bincount(own, minlength=len(names)).astype(float)

    def total(values: FloatArray) -> FloatArray:
        return np.asarray(times @ np.bincount(own, weights=values, minlength=len(names)) / size)

    found = []
    mean_aim = total(aim)
    spread_aim = total(aim**2) - mean_aim**2
    for values in series:
        item = _scaled(values)
        mean = total(item)
        spread = np.sqrt(np.maximum((total(item**2) - mean**2) * spread_aim, 0.0))
        there = spread > _NOTHING
        found.append(
            np.divide(total(item * aim) - mean * mean_aim, spread, out=np.full(len(spread), np.nan), where=there)
        )
    return np.stack(found)


def drawn_times(sleutel: str, groepen: int, trekkingen: int) -> FloatArray:
    """Give (draws, groups) how often every group is drawn; as floats, which is what a product needs.

    Args:
        sleutel: The same key gives the same draws, on every machine.
        groepen: How many groups there are, and are drawn.
        trekkingen: How many draws.
    """
    drawn = (uniform(sleutel, trekkingen * groepen) * groepen).astype(np.int64)
    flat = drawn + np.repeat(np.arange(trekkingen), groepen) * groepen
    return np.bincount(flat, minlength=trekkingen * groepen).reshape(trekkingen, groepen).astype(np.float64)


@cache
def _times(clusters: int, zaad: int, trekkingen: int) -> FloatArray:
    """Give (draws, clusters) how often every cluster is drawn; as floats, which is what a product needs."""
    chance = np.full(clusters, 1 / clusters)
    return np.random.default_rng(zaad).multinomial(clusters, chance, trekkingen).astype(np.float64)


def _scaled(values: FloatArray) -> FloatArray:
    own = ranks(values)
    return np.asarray((own - own.mean()) / own.std())
