"""The shares of the index tables as a function of what may be tuned, with the slope of a loss towards each of these.

What may be tuned is one vector: the logarithm of every cell of every table, of the weight of every table, of the
tempering, and of the number of residents at which an area counts half for itself; all zero are the tables as published.
The national shares are kept exactly: the factors of the groups follow from the rest, also in the slopes.

Source: domain.md A9 for the model; implicit differentiation of the national constraint for the slopes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.segmentation.indextable import IndexTable
from buurtwijzer.segmentation.softmax import shares

_LEAST = 1e-3
_LEAST_CELL = 1e-4
_ROUNDS = 60
_CLOSE = 1e-11


@dataclass(frozen=True, slots=True, eq=False)
class Areas:
    """What is known of n areas besides their shares.

    Attributes:
        verdeling: Per table (n, j) how residents are spread over its levels.
        inwoners: (n,) residents.
    """

    verdeling: tuple[FloatArray, ...]
    inwoners: FloatArray

    def take(self, rows: FloatArray | np.ndarray[tuple[int], np.dtype[np.int64]]) -> Areas:
        """Give some areas."""
        return Areas(tuple(own[rows] for own in self.verdeling), self.inwoners[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What the slopes need of one pass over areas."""

    areas: Areas
    table: IndexTable
    log_index: tuple[FloatArray, ...]
    index: tuple[FloatArray, ...]
    softmax: FloatArray
    mixed: FloatArray
    eigen: FloatArray
    aandeel: FloatArray


def sizes(table: IndexTable) -> int:
    """Give how many numbers may be tuned."""
    return sum(own.size for own in table.tabellen) + len(table.tabellen) + 2


def changed(start: IndexTable, theta: FloatArray) -> IndexTable:
    """Give the tables after a change.

    Args:
        start: The tables as published.
        theta: (p,) cells of each table in turn, weights, tempering, shrinking; all as logarithm of the change.
    """
    cells, at = [], 0
    for own in start.tabellen:
        moved = np.maximum(own, _LEAST_CELL) * np.exp(theta[at : at + own.size].reshape(own.shape))
        cells.append(np.asarray(moved / moved.sum(axis=1, keepdims=True)))
        at += own.size
    k = len(cells)
    return replace(
        start,
        tabellen=tuple(cells),
        gewichten=start.gewichten * np.exp(theta[at : at + k]),
        demping=start.demping * float(np.exp(theta[at + k])),
        krimp_n=start.krimp_n * float(np.exp(theta[at + k + 1])),
    )


def forward(areas: Areas, table: IndexTable) -> Step:
    """Lay areas beside tables, keeping what the slopes need."""
    index, logs = [], []
    scores = np.repeat(np.log(table.pi)[None, :], len(areas.inwoners), axis=0)
    for margin, own, weight in zip(areas.verdeling, table.tabellen, table.gewichten, strict=True):
        found = np.maximum(margin @ (own / (table.pi @ own)).T, _LEAST)
        index.append(found)
        logs.append(np.log(found))
        scores += table.demping * weight * logs[-1]
    own_part = (areas.inwoners / (areas.inwoners + table.krimp_n))[:, None]
    soft = shares(scores)
    mixed = own_part * soft + (1.0 - own_part) * table.pi
    found = mixed * table.factoren
    return Step(
        areas,
        table,
        tuple(logs),
        tuple(index),
        soft,
        mixed,
        own_part,
        np.asarray(found / found.sum(axis=1, keepdims=True)),
    )


def slopes(step: Step, upstream: FloatArray) -> FloatArray:
    """Carry the slope of a loss towards the log of the shares before they are made whole back to what may be tuned.

    Args:
        step: The pass.
        upstream: (n, s) slope towards ``ln(mixed * factor)``.

    Returns:
        (p,) slopes, in the order of `changed`.
    """
    table = step.table
    to_mixed = upstream / step.mixed
    to_soft = step.eigen * to_mixed
    to_scores = step.softmax * (to_soft - (to_soft * step.softmax).sum(axis=1, keepdims=True))
    cells, weights = [], []
    for k, (margin, own) in enumerate(zip(step.areas.verdeling, table.tabellen, strict=True)):
        force = table.demping * table.gewichten[k]
        weights.append(force * float((to_scores * step.log_index[k]).sum()))
        cells.append(_to_cells(own, table.pi, force * (to_scores / step.index[k]).T @ margin).ravel())
    to_eigen = (to_mixed * (step.softmax - table.pi)).sum(axis=1, keepdims=True)
    to_krimp = -float((to_eigen * step.eigen * (1.0 - step.eigen)).sum())
    return np.concatenate([*cells, weights, [sum(weights), to_krimp]])


def _to_cells(own: FloatArray, pi: FloatArray, to_ratio: FloatArray) -> FloatArray:
    """Carry slopes towards cell over national share back to the logarithm of the cells, rows kept whole."""
    national = pi @ own
    to_own = to_ratio / national - pi[:, None] * ((to_ratio * own).sum(axis=0) / national**2)
    logs = own * to_own
    return np.asarray(logs - own * logs.sum(axis=1, keepdims=True))


def reconciled(land: Areas, table: IndexTable, start: FloatArray | None = None) -> tuple[IndexTable, Step, FloatArray]:
    """Find the factors that keep the national shares.

    Args:
        land: Areas of the country.
        table: The tables; their factors are not used.
        start: (s,) logarithm of factors to begin with.

    Returns:
        The tables with factors, the pass over the country with these, and the (s, s) slope of the national means
        towards the logarithms of the factors.

    Source: Newton on the s national means; the last step is kept short so that it cannot run away.
    """
    people = land.inwoners / land.inwoners.sum()
    step = forward(land, replace(table, factoren=np.ones(len(table.pi))))
    logs = np.zeros(len(table.pi)) if start is None else start
    for _ in range(_ROUNDS):
        here = step.mixed * np.exp(logs)
        here /= here.sum(axis=1, keepdims=True)
        gap = people @ here - table.pi
        steep = np.diag(people @ here) - here.T @ (here * people[:, None])
        if np.abs(gap).max() < _CLOSE:
            break
        logs = logs - np.clip(np.linalg.pinv(steep) @ gap, -2.0, 2.0)
    whole = replace(table, factoren=np.exp(logs - logs[int(table.pi.argmax())]))
    return whole, replace(step, table=whole, aandeel=here), np.asarray(steep)
