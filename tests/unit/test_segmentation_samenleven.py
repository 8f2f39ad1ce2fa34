"""Living together: how mixed, how far apart, need against capacity, and sentences that say what they rest on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtwijzer.segmentation.model import Samenleven
from buurtwijzer.segmentation.samenleven import diversity, expected_distance, live_together
from buurtwijzer.segmentation.segment import segment_areas
from tests.unit.regels import NAN, buurten
from tests.unit.segmentaties import KENMERKEN, groepen, profielen, regels

PLAATSEN = np.array([[-1.0, 0.0], [0.0, 0.0], [1.0, 0.0]])


def oordeel(hulp: float = NAN, inzet: float = NAN, **waarden: float) -> Samenleven:
    kolommen = {**dict.fromkeys(KENMERKEN, 30.0), "jong": 49.0, "oud": 51.0, "koop": 59.0, **waarden}
    table = buurten({**{n: [w] for n, w in kolommen.items()}, "hulp": [hulp], "inzet": [inzet]}, inwoners=[1e6])
    found = live_together(table, segment_areas(table, regels()), regels())
    assert found is not None
    return found


def test_diversity_runs_from_one_group_to_all_equal() -> None:
    share = np.array([[1.0, 0.0, 0.0], [1 / 3, 1 / 3, 1 / 3], [0.5, 0.5, 0.0], [NAN, NAN, NAN]])
    found = diversity(share)
    assert found[:2].tolist() == pytest.approx([0.0, 100.0], abs=1e-9)
    assert found[2] == pytest.approx(100 * np.log(2) / np.log(3))
    assert np.isnan(found[3])


def test_distance_is_that_of_two_residents_at_random() -> None:
    share = np.array([[0.0, 1.0, 0.0], [0.5, 0.0, 0.5], [0.5, 0.5, 0.0]])
    assert expected_distance(share, PLAATSEN).tolist() == pytest.approx([0.0, 50.0, 25.0])


@given(st.lists(st.floats(0.001, 1), min_size=3, max_size=3))
def test_both_stay_within_their_scale(weights: list[float]) -> None:
    share = np.array([weights]) / sum(weights)
    assert 0 <= diversity(share)[0] <= 100 + 1e-9
    assert 0 <= expected_distance(share, PLAATSEN)[0] <= 100


def test_the_country_itself_is_at_one_hundred() -> None:
    found = oordeel()
    assert found.segmentatie == "groepen"
    assert found.vraag_pct[0] == pytest.approx(100 * (0.2 * 0.1 + 0.5 * 0.2 + 0.3 * 0.3), abs=0.01)
    assert found.draagkracht_pct[0] == pytest.approx(100 * (0.2 * 0.5 + 0.5 * 0.4 + 0.3 * 0.3), abs=0.01)
    assert found.verhouding[0] == pytest.approx(100, abs=0.01)
    assert not found.is_gemeten[0]
    assert "ongeveer in evenwicht" in found.zelfredzaamheid[0]
    assert "het is hier niet gemeten" in found.zelfredzaamheid[0]
    assert "heeft 21 % steun van anderen nodig en kan 39 %" in found.zelfredzaamheid[0]


@pytest.mark.parametrize(
    ("hulp", "inzet", "woorden"),
    [
        (10.0, 30.0, "ruim draagkracht"),
        (20.0, 30.0, "in evenwicht"),
        (20.0, 24.0, "krap"),
        (40.0, 20.0, "reken op hulp van buiten"),
    ],
)
def test_measured_figures_lead(hulp: float, inzet: float, woorden: str) -> None:
    found = oordeel(hulp, inzet)
    assert found.is_gemeten[0]
    assert found.verhouding[0] == pytest.approx(100 * (hulp / 20) / (inzet / 30), abs=1e-4)
    assert woorden in found.zelfredzaamheid[0]
    assert "Cijfers van het gebied zelf" in found.zelfredzaamheid[0]


@pytest.mark.parametrize(
    ("inzet", "woorden"), [(20.0, "Minder mensen"), (30.0, "even veel mensen"), (40.0, "Meer mensen")]
)
def test_taking_part(inzet: float, woorden: str) -> None:
    found = oordeel(20.0, inzet)
    assert woorden in found.participatie[0]
    assert found.is_meedoen_gemeten[0]
    assert found.meedoen[0] == pytest.approx(100 * inzet / 30, abs=1e-4)


def test_one_measure_alone_does_not_lead() -> None:
    found = oordeel(40.0, NAN)
    assert not found.is_gemeten[0]
    assert found.verhouding[0] == pytest.approx(100, abs=0.01)
    assert np.isnan(found.draagkracht_gemeten[0])


def test_composition_names_the_largest_groups() -> None:
    text = oordeel().samenstelling[0]
    assert "Groep 1 (50 %) en Groep 2 (30 %)" in text
    mixed = oordeel(jong=20.0, oud=80.0, koop=45.0).samenstelling[0]
    assert mixed != text


def test_without_verdict_nothing_is_said() -> None:
    found = oordeel(20.0, 30.0, koop=NAN)
    assert found.reden[0].startswith("Geen leefstijl")
    assert (found.samenstelling, found.zelfredzaamheid, found.participatie) == (("",),) * 3
    assert np.isnan([found.diversiteit[0], found.afstand[0], found.vraag_pct[0], found.verhouding[0]]).all()
    assert np.isnan([found.vraag_gemeten[0], found.meedoen[0]]).all()
    assert not found.is_gemeten[0]


def test_only_shares_of_residents_will_do() -> None:
    table = buurten({**{key: [30.0] for key in KENMERKEN}, "hulp": [NAN], "inzet": [NAN]})
    alone = regels(profielen())
    assert live_together(table, segment_areas(table, alone), alone) is None
    bare = regels(groepen().model_copy(update={"samenleven": None}))
    assert live_together(table, segment_areas(table, bare), bare) is None
    assert live_together(table, (), replace(bare, segmentaties={})) is None


def test_take_keeps_rows_together() -> None:
    table = buurten(
        {**{key: [30.0, 40.0, 50.0] for key in KENMERKEN}, "hulp": [10.0, 20.0, 30.0], "inzet": [30.0, 30.0, 30.0]}
    )
    whole = live_together(table, segment_areas(table, regels()), regels())
    assert whole is not None
    part = whole.take(np.array([2, 0]))
    assert part.segmentatie == "groepen"
    assert part.verhouding.tolist() == [whole.verhouding[2], whole.verhouding[0]]
    assert part.zelfredzaamheid == (whole.zelfredzaamheid[2], whole.zelfredzaamheid[0])
