"""How far off a figure is when it is read from the score, by size of the area and by how urban it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.backtest.areas import Gebieden, class_names
from buurtwijzer.evidence.backtest.calibration import expected, folds, mean_elsewhere
from buurtwijzer.evidence.backtest.model import Klassefout
from buurtwijzer.rulebook.model import Rulebook

BoolArray = npt.NDArray[np.bool_]

_CLASSES = 4
URBAN = ("niet stedelijk", "weinig stedelijk", "matig stedelijk", "sterk stedelijk", "zeer sterk stedelijk")


def class_errors(
    areas: Gebieden,
    rows: IntArray,
    groups: Sequence[str],
    score: FloatArray,
    rival: FloatArray,
    figure: FloatArray,
) -> Iterator[Klassefout]:
    """Give the error over all areas, then per class of residents and per class of density.

    Args:
        areas: The areas.
        rows: The n rows that are compared.
        groups: (n,) group of each.
        score: (n,) scores.
        rival: (n,) values of the best opponent.
        figure: (n,) the figure that judges.
    """
    rulebook = areas.rulebook
    bins, parts = int(rulebook.getal("terugblik", "bakken_n")), int(rulebook.getal("terugblik", "delen_n"))
    fold = folds(groups, parts, int(rulebook.getal("terugblik", "zaad")))
    left = figure - expected(score, figure, fold, bins)
    its, plain = figure - expected(rival, figure, fold, bins), figure - mean_elsewhere(figure, fold)
    least = rulebook.getal("terugblik", "gebieden_n")
    for division, name, inside in _classes(areas, rows, rulebook):
        n = int(inside.sum())
        if n < least:
            yield Klassefout(division, name, n)
            continue
        own, other, none = (float(np.abs(error[inside]).mean()) for error in (left, its, plain))
        yield Klassefout(division, name, n, own, other, none, scheef=float(left[inside].mean()))


def _classes(areas: Gebieden, rows: IntArray, rulebook: Rulebook) -> Iterator[tuple[str, str, BoolArray]]:
    yield "alle", "alle gebieden", np.ones(len(rows), dtype=bool)
    limits = _limits(rulebook, "grootte", "_n")
    residents = areas.table.inwoners[rows]
    place = np.searchsorted(limits, residents, side="right")
    for number, name in enumerate(class_names(limits, "inwoners")):
        yield "inwoners", name, (place == number) & np.isfinite(residents)
    density = np.exp(areas.dichtheid[rows])
    place = np.searchsorted(_limits(rulebook, "stedelijk", ""), density, side="right")
    for number, name in enumerate(URBAN):
        yield "stedelijkheid", f"{len(URBAN) - number}: {name}", (place == number) & np.isfinite(density)


def _limits(rulebook: Rulebook, name: str, tail: str) -> list[float]:
    return [rulebook.getal("terugblik", f"{name}_{number}{tail}") for number in range(1, _CLASSES + 1)]
