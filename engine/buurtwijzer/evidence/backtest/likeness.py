"""Whether scores say the same: every two risico's beside each other, and a risico beside its own inputs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.backtest.areas import Gebieden
from buurtwijzer.evidence.backtest.model import Paar
from buurtwijzer.evidence.statistics import spearman
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores


def pairs(areas: Gebieden) -> Iterator[Paar]:
    """Compare every two risico's."""
    risicos = [item for item in areas.uitkomsten if item.soort is OutcomeKind.RISICO]
    for one, two in combinations(risicos, 2):
        yield _pair(areas, one.id, one.score, two.id, two.score)


def nearest_inputs(areas: Gebieden) -> Iterator[Paar]:
    """Give per risico the input that its score resembles most; none without scores."""
    for item in areas.uitkomsten:
        found = _nearest(areas, item) if item.soort is OutcomeKind.RISICO else None
        if found is not None:
            yield found


def _nearest(areas: Gebieden, outcome: OutcomeScores) -> Paar | None:
    found = [_pair(areas, outcome.id, outcome.score, name, areas.values(name)) for name in outcome.indicatoren]
    usable = [pair for pair in found if np.isfinite(pair.samenhang)]
    most = max((pair.n for pair in usable), default=0)
    known = (pair for pair in usable if pair.n >= areas.rulebook.getal("terugblik", "kolom_frac") * most)
    return max(known, key=lambda pair: abs(pair.samenhang), default=None)


def _pair(areas: Gebieden, one: str, first: FloatArray, two: str, second: FloatArray) -> Paar:
    there = np.isfinite(first) & np.isfinite(second)
    n = int(there.sum())
    enough = n >= areas.rulebook.getal("terugblik", "gebieden_n")
    return Paar(one, two, n, spearman(first[there], second[there]) if enough else float("nan"))
