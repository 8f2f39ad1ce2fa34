"""Calibration to known shares: planted tables come back, published ones stay, and noise is not taken for knowledge."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.calibration.calibrate import why_not
from buurtwijzer.evidence.calibration.forward import changed, forward, reconciled, sizes
from buurtwijzer.evidence.calibration.measures import (
    GEIJKT,
    LANDELIJK,
    METHODEN,
    ONGEWIJZIGD,
    Comparison,
    Resample,
    compare,
)
from buurtwijzer.evidence.calibration.tune import hold, loss, tune
from buurtwijzer.evidence.calibration.validate import choose, fit, held_out, parts_of
from buurtwijzer.segmentation.indextable import IndexTable, fit_factors
from tests.unit.ijking import FOLDS, GRIP, Wereld, mensen, zoals_gepubliceerd
from tests.unit.regels import parameters, rulebook

REGELS = replace(rulebook(), parameters={"ijking": parameters("ijking", {"winst_minimaal_punten": 0.1})})


@dataclass(frozen=True, slots=True, eq=False)
class Gemeten:
    """What a calibration found, and how it does on areas that were in no survey."""

    vergelijking: Comparison
    tabel: IndexTable
    schatting: FloatArray
    fout: dict[str, float]
    helling: dict[str, float]
    goed: dict[str, float]


def gemeten(wereld: Wereld, gemeenten_n: int = 12, gevraagd: int = 60) -> Gemeten:
    problem = wereld.problem
    known, gemeenten, rows = wereld.survey(3, gemeenten_n, gevraagd)
    tuned = held_out(problem, known, gemeenten, FOLDS)
    table = fit(problem, known, FOLDS, choose(problem, known, gemeenten, FOLDS))
    pi = problem.start.pi
    estimates = {
        LANDELIJK: np.repeat(pi[None, :], len(rows), axis=0),
        ONGEWIJZIGD: forward(known.gebieden, problem.start).aandeel,
        GEIJKT: tuned,
    }
    found = compare(known.aandeel, known.gewicht, estimates, pi, gemeenten, Resample(300, 5, 1))
    rest = np.setdiff1d(np.arange(len(wereld.waar)), rows)
    true, areas = wereld.waar[rest], wereld.gebieden.take(rest)
    ours = {ONGEWIJZIGD: forward(areas, problem.start).aandeel, GEIJKT: forward(areas, table).aandeel}
    return Gemeten(
        found,
        table,
        tuned,
        {name: 100 * float(np.abs(own - true).mean()) for name, own in ours.items()},
        {name: float(((own - pi) * (true - pi)).sum() / np.square(own - pi).sum()) for name, own in ours.items()},
        {name: float((own.argmax(axis=1) == true.argmax(axis=1)).mean()) for name, own in ours.items()},
    )


@pytest.fixture(scope="module")
def geplant() -> Gemeten:
    return gemeten(mensen(1, n=300))


@pytest.fixture(scope="module")
def gepubliceerd() -> Gemeten:
    return gemeten(zoals_gepubliceerd(2, n=300))


def test_planted_tables_are_found_where_nobody_was_asked(geplant: Gemeten) -> None:
    assert geplant.fout[GEIJKT] < 0.7 * geplant.fout[ONGEWIJZIGD]
    assert abs(np.log(geplant.helling[GEIJKT])) < abs(np.log(geplant.helling[ONGEWIJZIGD]))
    assert geplant.helling[GEIJKT] == pytest.approx(1, abs=0.25)
    assert geplant.goed[GEIJKT] > geplant.goed[ONGEWIJZIGD] + 0.1


def test_what_is_reported_is_what_happens_elsewhere(geplant: Gemeten) -> None:
    found = geplant.vergelijking
    assert found.winst_pp.laag > 0
    assert why_not(found, REGELS) == ""
    # Without the noise of the survey the figure is that of the areas that were in no survey.
    elsewhere = geplant.fout[GEIJKT] * np.sqrt(np.pi / 2)
    assert found.maten[GEIJKT].rmse_pp == pytest.approx(elsewhere, rel=0.35)
    assert found.maten[GEIJKT].mae_pp.waarde > found.ruis_pp
    assert found.maten[GEIJKT].drie_frac.waarde > found.maten[LANDELIJK].drie_frac.waarde
    assert found.grootste_hoogstens_frac >= found.maten[GEIJKT].grootste_frac.laag


def test_nothing_is_proposed_when_the_published_tables_are_true(gepubliceerd: Gemeten) -> None:
    found = gepubliceerd.vergelijking
    assert found.winst_pp.waarde == pytest.approx(0, abs=0.05)
    assert why_not(found, REGELS) != ""
    assert gepubliceerd.fout[GEIJKT] < 0.3


def test_a_handful_of_answers_is_not_taken_for_knowledge() -> None:
    found = gemeten(zoals_gepubliceerd(4, n=150), gemeenten_n=8, gevraagd=6)
    assert found.fout[GEIJKT] < 0.5  # the noise of the survey itself is about ten points
    assert found.vergelijking.ruis_pp > 8
    assert why_not(found.vergelijking, REGELS) != ""


def test_the_country_keeps_its_shares(geplant: Gemeten) -> None:
    wereld = mensen(1, n=300)
    own = forward(wereld.gebieden, geplant.tabel).aandeel
    people = wereld.gebieden.inwoners / wereld.gebieden.inwoners.sum()
    assert people @ own == pytest.approx(wereld.tabel.pi, abs=1e-9)


def test_factors_are_those_of_the_engine() -> None:
    wereld = mensen(2, n=60, people=100)
    ours, _, _ = reconciled(wereld.gebieden, wereld.tabel)
    theirs = fit_factors(wereld.gebieden.verdeling, wereld.gebieden.inwoners, wereld.tabel)
    assert ours.factoren == pytest.approx(theirs, rel=1e-7)


def test_slopes_are_those_of_small_steps() -> None:
    wereld = mensen(5, n=60, people=100)
    known, _, _ = wereld.survey(1, 3)
    held = hold(wereld.tabel, GRIP)
    theta = np.random.default_rng(2).normal(0, 0.2, sizes(wereld.tabel))
    _, slope = loss(theta, known, wereld.gebieden, wereld.tabel, held)
    for place in (0, 9, 25, len(theta) - 6, len(theta) - 2, len(theta) - 1):
        step = np.zeros(len(theta))
        step[place] = 1e-5
        up, down = (loss(theta + way * step, known, wereld.gebieden, wereld.tabel, held)[0] for way in (1, -1))
        assert slope[place] == pytest.approx((up - down) / 2e-5, abs=1e-8)


def test_held_strongly_enough_nothing_moves() -> None:
    wereld = mensen(5, n=60, people=100)
    known, _, _ = wereld.survey(1, 3)
    assert not tune(known, wereld.gebieden, wereld.tabel, GRIP, float("inf")).any()
    strong, weak = (np.abs(tune(known, wereld.gebieden, wereld.tabel, GRIP, kracht)).max() for kracht in (1e4, 0.1))
    assert strong < 0.02 < weak
    moved = changed(wereld.tabel, np.full(sizes(wereld.tabel), 0.3))
    assert all(np.allclose(own.sum(axis=1), 1) for own in moved.tabellen)


def test_the_same_survey_gives_the_same_bytes() -> None:
    wereld = mensen(6, n=50, people=50)
    known, gemeenten, _ = wereld.survey(1, 4)
    one, two = (held_out(wereld.problem, known, gemeenten, FOLDS) for _ in range(2))
    assert one.tobytes() == two.tobytes()


def test_a_gemeente_is_never_on_both_sides_and_order_does_not_matter() -> None:
    names = [f"GM{number % 9:04d}" for number in range(100)]
    parts = parts_of(names, 4, "proef")
    assert {
        name: len({int(p) for p, n in zip(parts, names, strict=True) if n == name}) for name in names
    } == dict.fromkeys(names, 1)
    turned = parts_of(names[::-1], 4, "proef")
    assert turned.tolist() == parts[::-1].tolist()
    assert np.bincount(parts).min() > 15


def test_measures_are_what_they_say() -> None:
    pi = np.array([0.5, 0.3, 0.2])
    known = np.array([[0.6, 0.3, 0.1], [0.2, 0.5, 0.3]] * 4)
    half = pi + 0.5 * (known - pi)
    estimates = {LANDELIJK: np.repeat(pi[None, :], 8, axis=0), ONGEWIJZIGD: half, GEIJKT: known}
    found = compare(known, np.full(8, np.nan), estimates, pi, list("aabbccdd"), Resample(200, 10, 3))
    assert set(found.maten) == set(METHODEN)
    assert found.maten[GEIJKT].mae_pp.waarde == 0
    assert found.maten[ONGEWIJZIGD].helling.waarde == pytest.approx(2)
    assert np.isnan(found.maten[LANDELIJK].helling.waarde)
    assert found.maten[LANDELIJK].grootste_frac.waarde == 0.5
    assert found.maten[LANDELIJK].mae_pp.waarde == pytest.approx(100 * np.abs(known - pi).mean())
    assert found.winst_pp.waarde == pytest.approx(found.maten[ONGEWIJZIGD].mae_pp.waarde)
    assert np.isnan(found.ruis_pp)
    assert np.isnan(found.grootste_hoogstens_frac)
