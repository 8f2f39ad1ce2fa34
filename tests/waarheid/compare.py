"""One outcome beside its baselines against one figure, all on exactly the same areas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.statistics import bootstrap, spearman
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Richting
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores
from tests.waarheid.files import Gebieden
from tests.waarheid.targets import WOZ

FEWEST = 30
_SHARE_THERE = 0.9


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """What was found; every correlation is positive when it goes the way the rules expect.

    Attributes:
        uitkomst: Id of the outcome.
        soort: Its kind.
        cijfer: Id of the figure it is compared with.
        n: Number of areas; under `FEWEST` the numbers are NaN.
        score: Rank correlation of our score.
        laag: Lower end of its interval (5 %).
        hoog: Upper end (95 %).
        gewogen: The same correlation, weighted by residents.
        gelijk: Of the plain mean of its inputs.
        kolom: Id of the single input that agrees most; empty without any.
        beste: Correlation of that input, as strong as it is, in either direction.
        woz: Of the WOZ value alone, seen as favourable.
        verschil_laag: Lower end of the interval of score minus best input.
        verschil_hoog: Upper end of that interval.
    """

    uitkomst: str
    soort: OutcomeKind
    cijfer: str
    n: int
    score: float = float("nan")
    laag: float = float("nan")
    hoog: float = float("nan")
    gewogen: float = float("nan")
    gelijk: float = float("nan")
    kolom: str = ""
    beste: float = float("nan")
    woz: float = float("nan")
    verschil_laag: float = float("nan")
    verschil_hoog: float = float("nan")

    @property
    def voegt_toe(self) -> bool:
        """Tell whether the score agrees more than its best single input, as shown in two decimals."""
        return round(self.score, 2) > round(abs(self.beste), 2)


def compare(areas: Gebieden, uitkomst: OutcomeScores, cijfer: str, rulebook: Rulebook) -> Vergelijking:
    """Compare one outcome with one figure.

    Raises:
        ValueError: The figure is an input of the outcome, or has no favourable direction.
    """
    recipe = areas.recepten[uitkomst.id]
    richting = rulebook.indicatoren[cijfer].richting
    if cijfer in recipe.indicatoren or richting is Richting.GEEN:
        raise ValueError(f"{uitkomst.id} is niet te vergelijken met {cijfer}")
    target, woz = areas.values(cijfer), areas.values(WOZ)
    base = np.isfinite(uitkomst.score) & np.isfinite(target) & np.isfinite(woz)
    if base.sum() < FEWEST:
        return Vergelijking(uitkomst.id, uitkomst.soort, cijfer, int(base.sum()))
    columns = [name for name in recipe.indicatoren if np.isfinite(areas.values(name)[base]).mean() >= _SHARE_THERE]
    for name in columns:
        base &= np.isfinite(areas.values(name))
    many_is_good = uitkomst.soort is not OutcomeKind.RISICO
    way = 1.0 if (richting is Richting.HOGER_IS_GUNSTIGER) == many_is_good else -1.0
    aim = way * target[base]
    singles = {
        name: spearman(areas.values(name)[base] * (1 if up else -1), aim)
        for name, up in zip(recipe.indicatoren, recipe.stijgend.tolist(), strict=True)
        if name in columns
    }
    kolom = max(singles, key=lambda name: abs(singles[name]))
    return _with_intervals(areas, uitkomst, cijfer, base, aim, kolom, singles[kolom], 1 if many_is_good else -1)


def _with_intervals(
    areas: Gebieden,
    uitkomst: OutcomeScores,
    cijfer: str,
    base: np.ndarray,
    aim: FloatArray,
    kolom: str,
    beste: float,
    woz_way: int,
) -> Vergelijking:
    score = uitkomst.score[base]
    clusters = [name for name, taken in zip(areas.clusters(), base.tolist(), strict=True) if taken]
    own, single = bootstrap(np.stack([score, areas.values(kolom)[base]]), aim, clusters)
    low, high = np.quantile(own, (0.05, 0.95))
    less, more = np.quantile(own - np.abs(single), (0.05, 0.95))
    return Vergelijking(
        uitkomst.id,
        uitkomst.soort,
        cijfer,
        int(base.sum()),
        score=spearman(score, aim),
        laag=float(low),
        hoog=float(high),
        gewogen=spearman(score, aim, areas.table.inwoners[base]),
        gelijk=spearman(areas.equal_weights(uitkomst.id)[base], aim),
        kolom=kolom,
        beste=beste,
        woz=spearman(woz_way * areas.values(WOZ)[base], aim),
        verschil_laag=float(less),
        verschil_hoog=float(more),
    )


@dataclass(frozen=True, slots=True)
class Paar:
    """The rank correlation of two series over n areas; NaN with fewer than `FEWEST`."""

    een: str
    ander: str
    n: int
    samenhang: float


def pairs(areas: Gebieden) -> Iterator[Paar]:
    """Compare every two risico's."""
    risicos = [item for item in areas.uitkomsten if item.soort is OutcomeKind.RISICO]
    for one, two in combinations(risicos, 2):
        yield _pair(one.id, one.score, two.id, two.score)


def nearest_input(areas: Gebieden, uitkomst: OutcomeScores) -> Paar | None:
    """Give the input that a score resembles most; None without scores."""
    found = [_pair(uitkomst.id, uitkomst.score, name, areas.values(name)) for name in uitkomst.indicatoren]
    usable = [pair for pair in found if np.isfinite(pair.samenhang)]
    most = max((pair.n for pair in usable), default=0)
    return max(
        (pair for pair in usable if pair.n >= _SHARE_THERE * most), key=lambda pair: abs(pair.samenhang), default=None
    )


def _pair(one: str, first: FloatArray, two: str, second: FloatArray) -> Paar:
    there = np.isfinite(first) & np.isfinite(second)
    enough = there.sum() >= FEWEST
    return Paar(one, two, int(there.sum()), spearman(first[there], second[there]) if enough else float("nan"))
