"""Fitting: the same rows give the same profiles, in an order that does not hang on chance."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from buurtwijzer.segmentation.fit import FitSettings, fit_profiles, same_profiles
from buurtwijzer.segmentation.prototypes import gelijkenis

INSTELLING = FitSettings(
    indicatoren=("a", "b", "c", "d"),
    logaritme=(False, False, False, True),
    gewichten=(1.0, 1.0, 2.0, 0.5),
    aantal_n=3,
    pogingen_n=10,
    zaad=1,
    afkap_pct=1.0,
    gelijkenis_frac=0.6,
)
MIDDENS = np.array([[20.0, 30, 40, 5], [40, 30, 20, 6], [30, 60, 30, 8]])


def rows(sizes: tuple[int, ...] = (300, 200, 100), seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    values = np.concatenate(
        [middle + rng.normal(0, (3, 3, 3, 0.3), (n, 4)) for n, middle in zip(sizes, MIDDENS, strict=True)]
    )
    values[:, 3] = np.exp(values[:, 3])
    return values


def people(n: int = 600) -> np.ndarray:
    return np.random.default_rng(2).integers(100, 5000, n).astype(float)


def test_planted_profiles_are_found_by_size() -> None:
    found = fit_profiles(rows(), people(), INSTELLING, resamples=3)
    assert found.grootste_frac.tolist() == pytest.approx([1 / 2, 1 / 3, 1 / 6], abs=0.01)
    assert found.buurten_n == 600
    assert found.stabiliteit > 0.95
    assert found.landelijk_frac.sum() == pytest.approx(1, abs=1e-3)
    scale = found.prototypes
    back = scale.middelpunten * scale.spreiding + scale.gemiddelde
    assert np.abs(back - MIDDENS).max() < 1.5


def test_order_of_rows_does_not_matter() -> None:
    values, residents = rows(), people()
    order = np.random.default_rng(3).permutation(600)
    a, b = (fit_profiles(v, p, INSTELLING) for v, p in ((values, residents), (values[order], residents[order])))
    for name in ("middelpunten", "laag", "hoog", "gemiddelde", "spreiding", "temperatuur"):
        assert np.array_equal(getattr(a.prototypes, name), getattr(b.prototypes, name)), name
    assert np.array_equal(a.landelijk_frac, b.landelijk_frac)


def test_temperature_puts_the_median_of_the_highest_at_sixty() -> None:
    values = rows()
    found = fit_profiles(values, people(), INSTELLING)
    highest = 100 * gelijkenis(values, found.prototypes).max(axis=1)
    assert np.median(highest) == pytest.approx(60, abs=0.1)


def test_incomplete_areas_are_left_out() -> None:
    values, residents = rows(), people()
    spoiled = np.concatenate([values, np.full((5, 4), np.nan), [[1e9, np.nan, 0, 0]]])
    a = fit_profiles(values, residents, INSTELLING)
    b = fit_profiles(spoiled, np.concatenate([residents, np.full(6, 1e9)]), INSTELLING)
    assert np.array_equal(a.prototypes.middelpunten, b.prototypes.middelpunten)
    assert np.array_equal(a.landelijk_frac, b.landelijk_frac)


def test_too_few_areas_are_refused() -> None:
    with pytest.raises(ValueError, match="2 complete areas for 3 profiles"):
        fit_profiles(rows()[:2], people(2), INSTELLING)


def test_names_stay_with_what_they_describe() -> None:
    old = fit_profiles(rows(), people(), INSTELLING).prototypes
    grown = fit_profiles(rows((100, 250, 400), seed=7), people(750), INSTELLING).prototypes
    found = same_profiles(old.middelpunten, grown.middelpunten, old.gewichten)
    assert sorted(found.tolist()) == [0, 1, 2]
    assert found.tolist() == [2, 1, 0]
    assert same_profiles(old.middelpunten, old.middelpunten, old.gewichten).tolist() == [0, 1, 2]


def test_another_seed_may_be_asked_for() -> None:
    a, b = (fit_profiles(rows(), people(), replace(INSTELLING, zaad=seed)) for seed in (1, 2))
    assert np.allclose(a.prototypes.middelpunten, b.prototypes.middelpunten, atol=1e-3)


def test_scoring_never_loads_what_fits() -> None:
    code = (
        "import sys, buurtwijzer.pipeline, buurtwijzer.segmentation.segment, buurtwijzer.segmentation.fit\n"
        "sys.exit(any(name.split('.')[0] in ('sklearn', 'scipy') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
