"""Shares from log scores, in blocks that stay in the cache; and their rounding, so that a row still adds up to 1."""

from __future__ import annotations

import numpy as np

from buurtwijzer.data.table import FloatArray

_BLOCK_ROWS = 1024
_DECIMALS = 6


def shares(scores: FloatArray) -> FloatArray:
    """Give the softmax of every row.

    Args:
        scores: (n, s) of any size; a row with NaN gives NaN.

    Returns:
        (n, s) positive or 0, every row adds up to 1 within 1e-12.
    """
    result = np.empty_like(scores, dtype=np.float64)
    for first in range(0, len(scores), _BLOCK_ROWS):
        rows = slice(first, first + _BLOCK_ROWS)
        # Segments along the first axis: then every step runs along the rows, many at a time.
        part = np.array(scores[rows].T, dtype=np.float64, order="C")
        part -= part.max(axis=0)
        np.exp(part, out=part)
        part /= part.sum(axis=0)
        result[rows] = part.T
    return result


def rounded(found: FloatArray) -> FloatArray:
    """Round shares to 6 decimals; what rounding leaves goes to the largest, so that every row adds up to 1.

    Args:
        found: (n, s) rows that add up to 1, or NaN.

    Returns:
        (n, s) rounded; NaN stays NaN.
    """
    result = np.round(found, _DECIMALS)
    known = np.flatnonzero(np.isfinite(result).all(axis=1))
    largest = result[known].argmax(axis=1)
    left = 1.0 - result[known].sum(axis=1)
    result[known, largest] = np.round(result[known, largest] + left, _DECIMALS)
    return np.asarray(result)
