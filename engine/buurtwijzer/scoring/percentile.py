"""Where a score stands in the country: the share of buurten with a lower score, from the quantiles of the reference."""

from __future__ import annotations

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.rulebook.schema import Kwantielen

_DECIMALS = 1


def percentile(score: FloatArray, kwantielen: Kwantielen) -> FloatArray:
    """Give (n,) the percentage of buurten with a lower score, between 1 and 99; NaN stays NaN.

    Between two quantiles it is interpolated; where quantiles are equal it is the middle of their percentages. Below p1
    it is 1 and above p99 it is 99: the reference does not say more.

    Source: design.md 4 (Normalise, percentile as a second view).
    """
    shares, values = 100.0 * np.array(kwantielen.kansen), np.array(kwantielen.waarden)
    first = np.searchsorted(values, score, side="left")
    last = np.searchsorted(values, score, side="right")
    between = np.interp(score, values, shares)
    low, high = shares[np.minimum(first, len(shares) - 1)], shares[np.maximum(last - 1, 0)]
    found = np.where(last > first, (low + high) / 2.0, between)
    return np.where(np.isnan(score), np.nan, np.round(found, _DECIMALS))
