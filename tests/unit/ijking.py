"""A made country of areas whose shares are known, for tests of calibration: people of seven groups, five attributes.

As the synthetic test of domain.md A9: people have a group, and attributes that hang together within it; the estimate
sees only how each attribute is spread over the area.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.calibration.forward import Areas, forward, reconciled
from buurtwijzer.evidence.calibration.tune import Grip, Known
from buurtwijzer.evidence.calibration.validate import Folds, Problem
from buurtwijzer.segmentation.indextable import IndexTable

NIVEAUS = (4, 2, 2, 3, 3)
PI = np.array([0.2, 0.09, 0.12, 0.25, 0.18, 0.1, 0.06])
GRIP = Grip(steekproef_n=(3000.0, 200.0, 200.0, 200.0, 200.0), vorm_n=200.0, stappen_n=25)
FOLDS = Folds(delen_n=3, delen_binnen_n=2, krachten=(10.0, 0.5, 0.03), zaad=1)


@dataclass(frozen=True, slots=True, eq=False)
class Wereld:
    """Areas with their true shares, and the tables as published."""

    gebieden: Areas
    waar: FloatArray
    tabel: IndexTable
    gemeente: tuple[str, ...]

    @property
    def problem(self) -> Problem:
        return Problem(self.gebieden, reconciled(self.gebieden, self.tabel)[0], GRIP)

    def survey(self, seed: int, gemeenten_n: int, gevraagd: int = 60) -> tuple[Known, tuple[str, ...], FloatArray]:
        """Ask people in some gemeenten; give what they say, the gemeente of each area, and which areas they are."""
        rng = np.random.default_rng([seed, 7])
        names = sorted(set(self.gemeente))[:gemeenten_n]
        rows = np.array([row for row, name in enumerate(self.gemeente) if name in names])
        asked = rng.integers(gevraagd // 2, 2 * gevraagd, len(rows))
        said = np.stack([rng.multinomial(n, share) / n for n, share in zip(asked, self.waar[rows], strict=True)])
        known = Known(self.gebieden.take(rows), said, asked.astype(float))
        return known, tuple(self.gemeente[row] for row in rows.tolist()), rows


def _tables(rng: np.random.Generator) -> tuple[FloatArray, ...]:
    return tuple(rng.dirichlet(np.full(levels, 2.0), len(PI)) for levels in NIVEAUS)


def _other(own: FloatArray, far: float, rng: np.random.Generator) -> FloatArray:
    moved = own * np.exp(rng.normal(0.0, far, own.shape))
    return np.asarray(moved / moved.sum(axis=1, keepdims=True))


def mensen(seed: int, far: float = 0.8, n: int = 400, people: int = 400) -> Wereld:
    """Make people; the published tables lie `far` (in logarithms) from the true ones, the first about right."""
    rng = np.random.default_rng(seed)
    true = _tables(rng)
    gemeente = np.arange(n) // 10
    effect = rng.normal(0, 0.35, (n // 10 + 1, len(PI)))[gemeente] + rng.normal(0, 0.6, (n, len(PI)))
    share = PI * np.exp(effect)
    share /= share.sum(axis=1, keepdims=True)
    group = (rng.random((n, people, 1)) > np.cumsum(share, axis=1)[:, None, :-1]).sum(axis=2)
    together, alone = rng.random((n, people)), rng.random((n, people)) > 0.35
    margins = []
    for table in true:
        chance = np.where(alone, rng.random((n, people)), together)
        level = (chance[:, :, None] > np.cumsum(table, axis=1)[group][:, :, :-1]).sum(axis=2)
        margins.append(np.stack([(level == j).mean(axis=1) for j in range(table.shape[1])], axis=1))
    found = np.stack([(group == c).mean(axis=1) for c in range(len(PI))], axis=1)
    published = tuple(_other(own, 0.1 if k == 0 else far, rng) for k, own in enumerate(true))
    pi = np.asarray(found.mean(axis=0))
    tabel = IndexTable(pi, np.ones(len(pi)), published, np.ones(len(NIVEAUS)), 0.6, 100.0)
    areas = Areas(tuple(margins), np.full(n, float(people)))
    return Wereld(areas, found, tabel, tuple(f"GM{number:04d}" for number in gemeente.tolist()))


def zoals_gepubliceerd(seed: int, n: int = 400) -> Wereld:
    """Make areas whose shares are exactly what the published tables say."""
    rng = np.random.default_rng(seed)
    margins = tuple(rng.dirichlet(np.full(levels, 4.0), n) for levels in NIVEAUS)
    areas = Areas(margins, rng.integers(200, 3000, n).astype(float))
    tabel = IndexTable(PI, np.ones(len(PI)), _tables(rng), np.ones(len(NIVEAUS)), 0.6, 100.0)
    whole, step, _ = reconciled(areas, tabel)
    own = forward(areas, whole).aandeel
    assert np.allclose(own, step.aandeel)
    return Wereld(areas, own, replace(whole), tuple(f"GM{number // 10:04d}" for number in range(n)))
