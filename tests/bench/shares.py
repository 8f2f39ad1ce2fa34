"""S4: shares of 14,500 areas on 24 attributes and 8 profiles, against plain NumPy on whole arrays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from buurtwijzer.segmentation.prototypes import Prototypes, gelijkenis
from tests.bench.measure import Measured, compare

_AREAS, _ATTRIBUTES, _PROFILES = 14_500, 24, 8


def measure(folder: Path) -> Iterator[Measured]:
    """Measure gelijkenis, missing attributes included, against the same formula written out plainly."""
    chance = np.random.default_rng(4)
    values = chance.normal(30, 10, (_AREAS, _ATTRIBUTES))
    values[chance.random(values.shape) < 0.02] = np.nan
    profiles = Prototypes(
        indicatoren=tuple(f"kenmerk_{number}" for number in range(_ATTRIBUTES)),
        logaritme=np.arange(_ATTRIBUTES) < 2,
        gewichten=np.ones(_ATTRIBUTES),
        laag=np.full(_ATTRIBUTES, 5.0),
        hoog=np.full(_ATTRIBUTES, 60.0),
        gemiddelde=np.where(np.arange(_ATTRIBUTES) < 2, 3.4, 30.0),
        spreiding=np.where(np.arange(_ATTRIBUTES) < 2, 0.4, 10.0),
        middelpunten=chance.normal(0, 1, (_PROFILES, _ATTRIBUTES)),
        temperatuur=3.0,
    )

    def plain() -> np.ndarray:
        clipped = np.clip(values, profiles.laag, profiles.hoog)
        clipped[:, :2] = np.log(clipped[:, :2])
        z = (clipped - profiles.gemiddelde) / profiles.spreiding
        known = np.isfinite(z)
        z = np.where(known, z, 0.0)
        far = (z**2 * profiles.gewichten).sum(axis=1, keepdims=True)
        far = far - 2 * (z * profiles.gewichten) @ profiles.middelpunten.T
        far = far + (known * profiles.gewichten) @ (profiles.middelpunten**2).T
        score = -far / profiles.temperatuur
        score = np.exp(score - score.max(axis=1, keepdims=True))
        return np.asarray(score / score.sum(axis=1, keepdims=True))

    filled, centres = np.nan_to_num(values), profiles.middelpunten.T.copy()

    def bound() -> np.ndarray:
        score = filled @ centres
        np.exp(np.clip(score, -10, 10, out=score), out=score)
        return score

    assert np.allclose(gelijkenis(values, profiles), plain(), atol=1e-12)

    def ours() -> np.ndarray:
        return gelijkenis(values, profiles)

    yield compare("S4", "gelijkenis tegen kale NumPy", ours, plain, goal=0.75, rounds=31)
    yield compare("S4b", "gelijkenis tegen alleen product en exp", ours, bound, goal=None, rounds=31)
