"""Whether a score of the n-th tenth goes with a matching level of the figure."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.backtest.calibration import shares_of_ten
from buurtwijzer.evidence.backtest.model import NAN, Ijking, Ijkoordeel, Tiende
from buurtwijzer.evidence.backtest.resampling import Draws, slope_influence
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.reference import has_reference
from buurtwijzer.scoring.recipe import schaal

_LOW, _HIGH = 5, 95


def calibrate(
    score: FloatArray, way: float, figure: FloatArray, draws: Draws | None, cijfer: str, rulebook: Rulebook
) -> Ijking:
    """Set the figure, as points 0-100 in the direction of the score, against the score.

    Args:
        score: (n,) scores.
        way: 1 when more of the figure should give a higher score, else -1.
        figure: (n,) values in the unit of the figure.
        draws: The groups drawn again; None when they are too few.
        cijfer: Id of the figure.
        rulebook: Has its goalposts, if any.
    """
    low, high, where = goalposts(figure, cijfer, rulebook)
    points = np.clip(100.0 * (figure - low) / (high - low), 0.0, 100.0)
    points = points if way > 0 else 100.0 - points
    slope, _, influence = slope_influence(score, points)
    ends = (NAN, NAN) if draws is None else draws.interval(draws.around(slope, influence))
    return Ijking(slope, *ends, judge(*ends, rulebook), where, tuple(_tenths(score, points, figure, draws)))


def goalposts(figure: FloatArray, cijfer: str, rulebook: Rulebook) -> tuple[float, float, str]:
    """Give what stands for 0 and 100 points of a figure: the rules, else the 5th and 95th percentile of these areas."""
    if rulebook.indicatoren[cijfer].doelwaarden is not None or has_reference(rulebook, cijfer):
        found = schaal(cijfer, rulebook)
        if found.correctie is None:
            return found.laag, found.hoog, "doelwaarden van het regelboek"
    low, high = (float(end) for end in np.percentile(figure, (_LOW, _HIGH)))
    if high == low:
        low, high = float(figure.min()), float(figure.max())
    return low, high, "5e en 95e percentiel van deze gebieden"


def judge(low: float, high: float, rulebook: Rulebook) -> Ijkoordeel:
    """Say whether differences in the score are as large as in the figure, by the interval of the slope."""
    if np.isnan(low):
        return Ijkoordeel.GEEN
    if high < 0:
        return Ijkoordeel.ANDERS
    if high < rulebook.getal("terugblik", "ijking_laag_frac"):
        return Ijkoordeel.OVERDRIJFT
    return Ijkoordeel.DEMPT if low > rulebook.getal("terugblik", "ijking_hoog_frac") else Ijkoordeel.PAST


def _tenths(score: FloatArray, points: FloatArray, figure: FloatArray, draws: Draws | None) -> Iterator[Tiende]:
    part = shares_of_ten(score)
    for number in np.unique(part).tolist():
        inside = part == number
        mean, ends = float(figure[inside].mean()), (NAN, NAN)
        if draws is not None:
            # The mean of a part: only its own areas move it, and more of them weigh it less.
            influence = np.where(inside, figure - mean, 0.0) / inside.mean()
            ends = draws.interval(draws.around(mean, influence))
        yield Tiende(
            number + 1, int(inside.sum()), float(score[inside].mean()), mean, *ends, float(points[inside].mean())
        )
