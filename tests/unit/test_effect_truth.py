"""Effects in a made country, where the truth is known: cover, bias, overdispersion, shared shocks, a bad last year."""

from __future__ import annotations

import numpy as np
import pytest

from buurtwijzer.data.table import IntArray
from buurtwijzer.evidence.effect.fit import Fitted
from buurtwijzer.evidence.effect.numbers import Numbers
from tests.unit.effecten import land, passend, proeven, regels

BOEK = regels()
GETALLEN = Numbers.of(BOEK)


def keuzes(fitted: Fitted, aantal: int, keer: int, zaad: int) -> list[IntArray]:
    rng = np.random.default_rng(zaad)
    return [np.sort(rng.choice(len(fitted.series.code), aantal, replace=False)) for _ in range(keer)]


def in_een_gemeente(fitted: Fitted, aantal: int, keer: int, zaad: int) -> list[IntArray]:
    rng = np.random.default_rng(zaad)
    groot = np.flatnonzero(np.bincount(fitted.stad) >= aantal)
    return [
        np.sort(rng.choice(np.flatnonzero(fitted.stad == rng.choice(groot)), aantal, replace=False))
        for _ in range(keer)
    ]


@pytest.mark.parametrize("werkt", [0.0, -0.15, -0.4])
def test_interval_covers_the_truth_and_is_not_biased(werkt: float) -> None:
    fitted = passend(land(1, n=900), BOEK)
    na = fitted.na * (1.0 + werkt)
    found = proeven(fitted, keuzes(fitted, 12, 400, 2), GETALLEN, na)
    assert 0.925 <= found.dekking(werkt) <= 0.975
    assert abs(found.waarde.mean() - werkt) < 0.01


def test_what_happens_everywhere_is_no_effect() -> None:
    stil, druk = (passend(land(3, schok=schok), BOEK) for schok in (1.0, 1.8))
    for fitted in (stil, druk):
        found = proeven(fitted, keuzes(fitted, 10, 150, 4), GETALLEN, fitted.na)
        assert abs(found.waarde.mean()) < 0.01
        assert found.dekking(0.0) > 0.9
    assert druk.na.mean() > 1.6 * stil.na.mean()


def test_more_than_chance_of_counting_widens_the_interval() -> None:
    fouten = []
    for los in (0.0, 0.3):
        fitted = passend(land(5, los=los), BOEK)
        found = proeven(fitted, keuzes(fitted, 10, 100, 6), GETALLEN, fitted.na)
        fouten.append(float(found.fout.mean()))
        assert found.fout.mean() == pytest.approx(found.waarde.std(), rel=0.4)
        assert found.dekking(0.0) > 0.9
    assert fouten[1] > 2.0 * fouten[0]


def test_what_a_municipality_shares_widens_the_interval_of_areas_in_one_municipality() -> None:
    fitted = passend(land(7, n=900, gemeenten=45, samen=0.15), BOEK)
    apart = proeven(fitted, keuzes(fitted, 8, 200, 8), GETALLEN, fitted.na)
    samen = proeven(fitted, in_een_gemeente(fitted, 8, 300, 9), GETALLEN, fitted.na)
    assert (samen.hoog - samen.laag).mean() > 1.5 * (apart.hoog - apart.laag).mean()
    # Only 45 municipalities, and the same one comes by several times.
    assert samen.dekking(0.0) > 0.88


def test_nothing_shared_is_not_widened() -> None:
    fitted = passend(land(10, n=900, gemeenten=45), BOEK)
    apart = proeven(fitted, keuzes(fitted, 8, 100, 8), GETALLEN, fitted.na)
    samen = proeven(fitted, in_een_gemeente(fitted, 8, 100, 9), GETALLEN, fitted.na)
    assert (samen.hoog - samen.laag).mean() < 1.3 * (apart.hoog - apart.laag).mean()


def test_areas_chosen_for_a_bad_last_year_give_no_false_effect() -> None:
    """Last year against this year they fall by a fifth on their own."""
    fitted = passend(land(11, n=1200, los=0.2), BOEK)
    boven = fitted.series.boven
    sprong = boven[fitted.series.voor_n - 1] / np.maximum(boven[: fitted.series.voor_n - 1].mean(axis=0), 1.0)
    slecht = [np.sort(groep[np.argsort(-sprong[groep])[:10]]) for groep in keuzes(fitted, 80, 300, 12)]
    terug = [boven[-1][rijen].sum() / boven[-2][rijen].sum() - 1.0 for rijen in slecht]
    found = proeven(fitted, slecht, GETALLEN, fitted.na)
    assert np.mean(terug) < -0.2
    assert abs(found.waarde.mean()) < 0.025
    assert found.dekking(0.0) > 0.9


def test_points_of_a_survey() -> None:
    fitted = passend(land(13, n=700), BOEK, "tevreden")
    found = proeven(fitted, keuzes(fitted, 10, 300, 14), GETALLEN, fitted.na + 4.0)
    assert 0.92 <= found.dekking(4.0) <= 0.98
    assert found.waarde.mean() == pytest.approx(4.0, abs=0.15)
