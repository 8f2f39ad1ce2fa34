"""Segments: shares that add up, reasons that add up, the same verdict alone and among others."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.segmentation.from_profiles import prototypes_of
from buurtwijzer.segmentation.from_tables import table_margins
from buurtwijzer.segmentation.indextable import contributions, fit_factors, group_shares, index_table
from buurtwijzer.segmentation.model import Segments
from buurtwijzer.segmentation.prototypes import gelijkenis
from buurtwijzer.segmentation.segment import segment_areas
from buurtwijzer.segmentation.softmax import rounded, shares
from tests.unit.regels import NAN, buurten
from tests.unit.segmentaties import GETALLEN, KENMERKEN, eigen, groepen, profielen, regels

LEEG = {"hulp": NAN, "inzet": NAN}


def gebieden(n: int, seed: int = 1, ontbreekt: float = 0.0, **velden: object) -> BuurtTable:
    rng = np.random.default_rng(seed)
    kolommen = {naam: rng.uniform(5, 60, n) for naam in KENMERKEN[:4]}
    kolommen["stad"] = np.exp(rng.uniform(3, 9, n))
    for waarden in kolommen.values():
        waarden[rng.random(n) < ontbreekt] = NAN
    kolommen |= {naam: np.full(n, waarde) for naam, waarde in LEEG.items()}
    return buurten({naam: waarden.tolist() for naam, waarden in kolommen.items()}, **velden)


def een(waarden: dict[str, float], **velden: object) -> BuurtTable:
    volledig = {**dict.fromkeys(KENMERKEN, 30.0), "stad": 400.0, **LEEG, **waarden}
    return buurten({naam: [waarde] for naam, waarde in volledig.items()}, **velden)


def gelijk(a: Segments, b: Segments) -> bool:
    vlakken = ("aandeel", "bijdragen", "rest", "grootste", "is_kenmerkend", "stabiliteit", "benadering", "dekking")
    return all(np.array_equal(getattr(a, v), getattr(b, v), equal_nan=True) for v in vlakken) and (
        (a.benaderstijl, a.reden) == (b.benaderstijl, b.reden)
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.floats(-1e4, 1e4), min_size=8, max_size=8),
        min_size=1,
        max_size=30,
    )
)
def test_shares_add_up_whatever_the_scores(scores: list[list[float]]) -> None:
    found = shares(np.array(scores))
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    assert np.abs(found.sum(axis=1) - 1).max() <= 1e-12
    assert np.abs(rounded(found).sum(axis=1) - 1).max() <= 1e-12


@pytest.mark.parametrize("n", [0, 1, 511, 512, 513, 2500])
def test_blocks_change_nothing(n: int) -> None:
    scores = np.random.default_rng(n).normal(0, 30, (n, 8))
    scores[: n // 2, 0] = 1e4
    whole = np.exp(scores - scores.max(axis=1, keepdims=True)) if n else scores
    assert np.allclose(shares(scores), whole / whole.sum(axis=1, keepdims=True), rtol=1e-14, atol=0)


def test_a_row_without_number_stays_without() -> None:
    found = rounded(shares(np.array([[1.0, NAN], [0.0, 0.0]])))
    assert np.isnan(found[0]).all()
    assert found[1].tolist() == [0.5, 0.5]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.floats(0, 0.2))
def test_log_odds_are_a_sum_of_parts(seed: int, ontbreekt: float) -> None:
    for found in segment_areas(gebieden(20, seed, ontbreekt), regels(profielen(8.0), groepen())):
        score = found.vertrekpunt + found.bijdragen.sum(axis=2) + found.rest
        known = [row for row, text in enumerate(found.reden) if not text]
        for row in known:
            for a, b in combinations(range(3), 2):
                if min(found.aandeel[row, a], found.aandeel[row, b]) > 0.01:
                    odds = np.log(found.aandeel[row, a] / found.aandeel[row, b])
                    assert odds == pytest.approx(score[row, a] - score[row, b], abs=2e-4)


def test_profiles_need_no_rest_and_the_sum_is_the_distance() -> None:
    table = gebieden(50)
    rules = regels(profielen())
    (found,) = segment_areas(table, rules)
    assert not found.rest.any()
    score = found.bijdragen.sum(axis=2)
    exact = gelijkenis(table.values[:, [table.column(naam) for naam in KENMERKEN]], prototypes_of(profielen()))
    assert np.allclose(shares(score), exact, atol=1e-5)


def test_an_area_at_a_centre_is_most_like_that_profile() -> None:
    at_centre = {"jong": 45.0, "koop": 20.0, "kinderen": 25.0, "oud": 20.0, "stad": float(np.exp(7.5))}
    (found,) = segment_areas(een(at_centre), regels(profielen()))
    assert found.namen[found.grootste[0, 0]] == "Groep 0"
    assert not found.bijdragen[0, 0].any()
    assert found.benaderstijl == ("dichtbij",)
    assert found.is_duidelijk[0]
    assert found.oordeel(0) == ""


def test_between_two_profiles_there_is_no_clear_dominance() -> None:
    middle = {"jong": 37.5, "koop": 30.0, "kinderen": 35.0, "oud": 22.5, "stad": float(np.exp(6.5))}
    (found,) = segment_areas(een(middle), regels(profielen()))
    assert abs(found.aandeel[0, 0] - found.aandeel[0, 1]) < 1e-6
    assert not found.is_duidelijk[0]
    assert found.oordeel(0) == "geen duidelijke dominantie"


def test_at_least_four_attributes_or_the_reason() -> None:
    vier, drie = een({"stad": NAN}), een({"stad": NAN, "oud": NAN})
    (found,), (none,) = (segment_areas(table, regels(profielen())) for table in (vier, drie))
    assert found.reden == ("",)
    assert found.dekking[0] == 0.8
    assert not found.bijdragen[0, :, KENMERKEN.index("stad")].any()
    assert none.reden == ("Geen leefstijl: 3 van 5 kenmerken bekend (minimaal 4); er ontbreekt oud en stad.",)
    assert np.isnan(none.aandeel).all()
    assert np.isnan(none.stabiliteit).all()
    assert none.grootste.tolist() == [[-1, -1, -1]]
    assert none.benaderstijl == (None,)
    assert none.kenmerkend(0) == ()
    assert not none.is_kenmerkend.any()


@pytest.mark.parametrize(
    ("velden", "woord"),
    [
        ({"inwoners": [85.0]}, "85 inwoners (minimaal 100)"),
        ({"huishoudens": [40.0]}, "40 huishoudens (minimaal 50)"),
        ({"inwoners": [NAN]}, "het aantal inwoners is onbekend"),
    ],
)
def test_small_areas_get_nothing_from_any_method(velden: dict[str, list[float]], woord: str) -> None:
    brought = {"eigen": np.array([[50.0, 30.0, 20.0]])}
    found = segment_areas(een({}, **velden), regels(), brought)
    assert len(found) == 3
    for segments in found:
        assert woord in segments.reden[0]
        assert np.isnan(segments.aandeel).all()


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000))
def test_an_area_alone_is_the_same_as_among_others(seed: int) -> None:
    table = gebieden(40, seed, 0.1)
    order = np.random.default_rng(seed).permutation(40)
    rules = regels()
    brought = np.random.default_rng(seed).dirichlet(np.ones(3), 40) * 100
    whole = segment_areas(table, rules, {"eigen": brought})
    shuffled = segment_areas(table.take(order), rules, {"eigen": brought[order]})
    alone = segment_areas(table.take(order[:1]), rules, {"eigen": brought[order[:1]]})
    for a, b, c in zip(whole, shuffled, alone, strict=True):
        assert gelijk(a.take(order), b)
        assert gelijk(a.take(order[:1]), c)


def test_the_same_again() -> None:
    table, rules = gebieden(30, 3, 0.1), regels(profielen(), groepen())
    assert all(gelijk(a, b) for a, b in zip(segment_areas(table, rules), segment_areas(table, rules), strict=True))


def test_order_is_brought_then_profiles_then_groups() -> None:
    table = gebieden(4)
    assert [s.id for s in segment_areas(table, regels())] == ["profielen", "groepen"]
    brought = {"eigen": np.full((4, 3), 100.0 / 3)}
    assert [s.id for s in segment_areas(table, regels(), brought)] == ["eigen", "profielen", "groepen"]
    assert segment_areas(table, regels(profielen()), {}) != ()
    assert [s.maat for s in segment_areas(table, regels(), brought)] == ["aandeel", "gelijkenis", "aandeel"]


def national(table: BuurtTable) -> tuple[tuple[FloatArray, ...], FloatArray]:
    return table_margins(groepen(), table), table.inwoners


def test_an_average_area_has_the_published_shares() -> None:
    # the tables' own mean: 49 % young, 59 % owned
    table = een({"jong": 49.0, "oud": 51.0, "koop": 59.0})
    (found,) = segment_areas(table, regels(groepen()))
    assert found.aandeel[0].tolist() == pytest.approx([0.2, 0.5, 0.3], abs=1e-6)
    assert not found.is_kenmerkend.any()
    assert found.index[0].tolist() == pytest.approx([100, 100, 100], abs=0.01)


def test_contributions_are_tempered_weighted_log_indices() -> None:
    table = een({"jong": 80.0, "oud": 20.0, "koop": 20.0}, inwoners=[1e9])
    (found,) = segment_areas(table, regels(groepen()))
    age = 0.6 * np.log(0.8 * 0.8 / 0.49 + 0.2 * 0.2 / 0.51)
    tenure = 0.6 * 0.5 * np.log(0.2 * 0.2 / 0.59 + 0.8 * 0.8 / 0.41)
    assert found.bijdragen[0, 0].tolist() == pytest.approx([age, tenure], abs=1e-6)
    assert found.kenmerken == ("leeftijd", "eigendom")
    assert found.kenmerkend(0)[0] == "Groep 0"


def test_few_residents_pull_towards_the_country() -> None:
    waarden = {"jong": 90.0, "oud": 10.0, "koop": 10.0}
    size = (100.0, 1000.0, 100_000.0)
    each = [segment_areas(een(waarden, inwoners=[n]), regels(groepen()))[0].aandeel[0, 0] for n in size]
    assert each == sorted(each)
    assert each[0] - 0.2 == pytest.approx((each[2] - 0.2) / 2, rel=0.01)


def test_factors_bring_back_the_published_shares_elsewhere() -> None:
    table = gebieden(4000, 5)
    spread, people = national(table)
    tables = index_table(groepen(), 0.6, 100.0)
    odd = np.arange(4000) % 2 == 1
    factors = fit_factors(tuple(margin[odd] for margin in spread), people[odd], tables)
    assert factors.max() >= 1.0
    fitted = replace(tables, factoren=factors)
    rest = tuple(margin[~odd] for margin in spread)
    scores = np.log(tables.pi) + contributions(rest, fitted).sum(axis=2)
    mean = people[~odd] @ group_shares(scores, people[~odd], fitted) / people[~odd].sum()
    assert np.abs(mean - tables.pi).max() < 0.01
    unfitted = people[~odd] @ group_shares(scores, people[~odd], tables) / people[~odd].sum()
    assert np.abs(unfitted - tables.pi).max() > np.abs(mean - tables.pi).max()


def test_a_missing_table_is_told() -> None:
    (found,) = segment_areas(een({"koop": NAN}), regels(groepen()))
    assert found.reden == ("Geen leefstijl: 1 van 2 kenmerken bekend (minimaal 2); er ontbreekt eigendom.",)


@pytest.mark.parametrize(
    ("rij", "woorden"),
    [
        ([50.0, 30.0, 20.0], ""),
        ([50.0, 30.0, 19.0], ""),
        ([50.0, 30.0, NAN], "1 kolommen van Eigen zijn leeg"),
        ([50.0, 30.0, 10.0], "tellen op tot 90,0 %"),
        ([70.0, 50.0, -20.0], "tellen op tot 100,0 %"),
        ([0.0, 0.0, 0.0], "tellen op tot 0,0 %"),
    ],
)
def test_brought_shares_add_up_or_say_why_not(rij: list[float], woorden: str) -> None:
    (found,) = segment_areas(een({}), regels(eigen()), {"eigen": np.array([rij])})
    assert woorden in found.reden[0]
    assert bool(found.reden[0]) == bool(woorden)
    if not woorden:
        assert found.aandeel[0].sum() == pytest.approx(1, abs=1e-12)
        assert found.aandeel[0, 0] == pytest.approx(50 / sum(rij), abs=1e-6)
        assert found.bijdragen.shape == (1, 3, 0)
        assert np.isnan(found.stabiliteit[0])
        assert found.oordeel(0) == ""


def test_one_bad_cell_moves_only_its_own_row() -> None:
    table = gebieden(30, 9)
    rules = regels(profielen(), groepen())
    clean = segment_areas(table, rules)
    for value in (NAN, 1e300, -1e300, 0.0):
        values = table.values.copy()
        values[7, table.column("stad")] = value
        others = np.array([row for row in range(30) if row != 7])
        spoiled = segment_areas(replace(table, values=values), rules)
        assert all(gelijk(a.take(others), b.take(others)) for a, b in zip(clean, spoiled, strict=True))


def test_nothing_without_segmentations_or_areas() -> None:
    rules = regels(profielen(), groepen())
    assert segment_areas(gebieden(3), replace(rules, segmentaties={})) == ()
    (found, _) = segment_areas(gebieden(3).take(np.array([], dtype=np.int64)), rules)
    assert found.aandeel.shape == (0, 3)


def test_every_number_of_the_rules_is_used() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for path in (Path(segment_areas.__code__.co_filename).parent).glob("*.py")
    )
    assert [naam for naam in GETALLEN if f'"{naam}"' not in source] == []
