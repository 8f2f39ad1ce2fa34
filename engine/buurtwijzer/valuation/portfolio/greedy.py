"""What people do without a solver: the most value per euro first, as long as it fits. Shown beside the answer."""

from __future__ import annotations

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.valuation.portfolio.fill import Choice
from buurtwijzer.valuation.portfolio.rest import Rest


def greedy(rest: Rest, cost: FloatArray) -> Choice:
    """Choose by value per euro; floors are not looked at.

    Args:
        rest: What is to be chosen.
        cost: (n * m,) euros an item costs over all budgets; what costs nothing comes first.
    """
    worth = np.flatnonzero(rest.open & (rest.value > 0))
    with np.errstate(divide="ignore"):
        ratio = rest.value[worth] / cost[worth]
    choice = Choice(rest)
    choice.fill(worth[np.lexsort((-rest.value[worth], -ratio))])
    return choice
