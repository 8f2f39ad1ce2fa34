"""A figure that orders areas just as one input does is that input, whatever it is called and wherever it is read."""

from __future__ import annotations

import numpy as np

from buurtwijzer.evidence.backtest.areas import Gebieden
from buurtwijzer.evidence.statistics import spearman


def nearly_same(areas: Gebieden, uitkomst: str, cijfer: str) -> tuple[str, float] | None:
    """Give the input that a figure is nearly the same as, and their rank correlation; None when there is none.

    Args:
        areas: The areas.
        uitkomst: Id of the outcome.
        cijfer: Id of the figure that is to judge it.
    """
    judge, found = areas.values(cijfer), []
    for name in areas.recepten[uitkomst].indicatoren:
        values = areas.values(name)
        both = np.isfinite(judge) & np.isfinite(values)
        if both.sum() >= areas.rulebook.getal("terugblik", "gebieden_n"):
            found.append((name, spearman(judge[both], values[both])))
    usable = [pair for pair in found if abs(pair[1]) >= areas.rulebook.getal("terugblik", "zelfde_cijfer_frac")]
    return max(usable, key=lambda pair: abs(pair[1]), default=None)
