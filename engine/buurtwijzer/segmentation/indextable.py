"""Method ``indextabel``: shares of residents per group, from published shares and tables laid beside the area.

``idx[c,k] = sum_j m[k,j] * T[c,k,j] / T_nl[k,j]`` and ``score[c] = ln pi[c] + demping * sum_k w[k] * ln idx[c,k]``; the
softmax of that is shrunk to the national shares by size, then calibrated with factors fitted on the whole country. What
a table adds, ``demping * w * ln idx``, is a plain number that adds up.

Source: domain.md A9 (tempered log-index with national reconciliation).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.rulebook.schema import Deel, Segmentatie, Tabelkenmerk
from buurtwijzer.segmentation.softmax import shares

# A group that a table leaves empty somewhere keeps a trace of itself: the logarithm needs a number above 0.
_LEAST_INDEX = 1e-3
_ROUNDS = 200
_CLOSE = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class IndexTable:
    """Published shares and tables of s groups over k tables.

    Attributes:
        pi: (s,) national shares, sum 1.
        factoren: (s,) calibration.
        tabellen: Per table (s, j) the distribution of every group over its levels, rows add up to 1.
        gewichten: (k,) weight of each table.
        demping: Tempering for tables that partly say the same.
        krimp_n: Number of residents at which an area counts half for itself.
    """

    pi: FloatArray
    factoren: FloatArray
    tabellen: tuple[FloatArray, ...]
    gewichten: FloatArray
    demping: float
    krimp_n: float


def index_table(segmentatie: Segmentatie, demping: float, krimp_n: float) -> IndexTable:
    """Take the tables of a segmentation from the rulebook.

    Args:
        segmentatie: The segmentation.
        demping: Tempering, unless the tables were tuned with one of their own.
        krimp_n: Residents at which an area counts half for itself, with the same exception.

    Raises:
        ValueError: The segmentation has no tables; the loader refuses such a rule.
    """
    own = segmentatie.indextabel
    if own is None:
        raise ValueError(f"{segmentatie.id} has no indextabel")
    segments = segmentatie.segmenten
    pi = np.array([segment.landelijk_frac or 0.0 for segment in segments])
    return IndexTable(
        pi=pi / pi.sum(),
        factoren=np.array([segment.ijkfactor or 1.0 for segment in segments]),
        tabellen=tuple(_table(segmentatie, kenmerk) for kenmerk in own.kenmerken),
        gewichten=np.array([kenmerk.gewicht for kenmerk in own.kenmerken]),
        demping=demping if own.demping_frac is None else own.demping_frac,
        krimp_n=krimp_n if own.krimp_n is None else own.krimp_n,
    )


def margins(kenmerk: Tabelkenmerk, columns: dict[str, FloatArray], n: int) -> FloatArray:
    """Give how the residents of areas are spread over the levels of a table.

    Args:
        kenmerk: The table with the parts of indicators that make up its levels.
        columns: (n,) values per indicator id; NaN where missing.
        n: Number of areas.

    Returns:
        (n, j) rows add up to 1; NaN where an indicator is missing or nothing is left to divide.
    """
    found = np.stack([_level([_part(deel, columns) for deel in level.delen], n) for level in kenmerk.niveaus], axis=1)
    for number, level in enumerate(kenmerk.niveaus):
        if level.is_rest:
            found[:, number] = np.maximum(100.0 - found.sum(axis=1), 0.0)
    total = found.sum(axis=1, keepdims=True)
    return np.asarray(found / np.where(total > 0, total, np.nan))


def log_index(margin: FloatArray, table: FloatArray, pi: FloatArray) -> FloatArray:
    """Give (n, s) the logarithm of how strongly an area draws each group on one table; 0 where it is unknown."""
    national = pi @ table
    index = np.maximum(margin @ (table / national).T, _LEAST_INDEX)
    return np.asarray(np.where(np.isfinite(index), np.log(index), 0.0))


def contributions(spread: tuple[FloatArray, ...], table: IndexTable) -> FloatArray:
    """Give (n, s, k) what each table adds to the log score.

    Args:
        spread: Per table the (n, j) margins of the areas.
        table: The tables.
    """
    parts = [
        table.demping * weight * log_index(margin, own, table.pi)
        for margin, own, weight in zip(spread, table.tabellen, table.gewichten, strict=True)
    ]
    return np.stack(parts, axis=2)


def group_shares(log_scores: FloatArray, inwoners: FloatArray, table: IndexTable) -> FloatArray:
    """Turn log scores into shares: softmax, shrink by size, calibrate.

    Args:
        log_scores: (n, s) ``ln pi`` plus the contributions.
        inwoners: (n,) residents, NaN when unknown (the share is NaN).
        table: Shares, factors and shrinking.

    Returns:
        (n, s) rows add up to 1.
    """
    own = (inwoners / (inwoners + table.krimp_n))[:, None]
    calibrated = (own * shares(log_scores) + (1.0 - own) * table.pi) * table.factoren
    return np.asarray(calibrated / calibrated.sum(axis=1, keepdims=True))


def fit_factors(spread: tuple[FloatArray, ...], inwoners: FloatArray, table: IndexTable) -> FloatArray:
    """Find the factors with which the resident-weighted mean over areas equals the published shares.

    Args:
        spread: Per table (n, j) margins; areas with NaN are left out.
        inwoners: (n,) residents.
        table: Shares and tables; its own factors are not used.

    Returns:
        (s,) factors, the largest group at 1.

    Source: iterative proportional fitting on the group totals.
    """
    known = np.isfinite(inwoners) & np.all([np.isfinite(margin).all(axis=1) for margin in spread], axis=0)
    people = inwoners[known]
    scores = np.log(table.pi) + contributions(tuple(margin[known] for margin in spread), table).sum(axis=2)
    own = (people / (people + table.krimp_n))[:, None]
    start = own * shares(scores) + (1.0 - own) * table.pi
    factors = np.ones(len(table.pi))
    for _ in range(_ROUNDS):
        here = start * factors
        mean = people @ (here / here.sum(axis=1, keepdims=True)) / people.sum()
        factors *= table.pi / mean
        if np.abs(mean - table.pi).max() < _CLOSE:
            break
    return np.asarray(factors / factors[int(table.pi.argmax())])


def _table(segmentatie: Segmentatie, kenmerk: Tabelkenmerk) -> FloatArray:
    rows = [next(v.pct for v in segment.verdeling if v.kenmerk == kenmerk.id) for segment in segmentatie.segmenten]
    table = np.array(rows, dtype=np.float64)
    return np.asarray(table / table.sum(axis=1, keepdims=True))


def _part(deel: Deel, columns: dict[str, FloatArray]) -> FloatArray:
    values = columns[deel.indicator]
    if deel.vanaf is None and deel.tot is None:
        return np.asarray(deel.deel_frac * values)
    low = -np.inf if deel.vanaf is None else deel.vanaf
    high = np.inf if deel.tot is None else deel.tot
    inside = np.where((values >= low) & (values < high), 100.0, 0.0)
    return np.asarray(np.where(np.isfinite(values), deel.deel_frac * inside, np.nan))


def _level(parts: list[FloatArray], n: int) -> FloatArray:
    return np.asarray(np.sum(parts, axis=0)) if parts else np.zeros(n)
