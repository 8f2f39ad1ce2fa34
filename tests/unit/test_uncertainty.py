"""Bands: an area gets the same band alone, among others, in any order and in any block."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtwijzer.core.draws import normal_rows, offsets
from buurtwijzer.data.margins import standard_errors
from buurtwijzer.data.table import FloatArray
from buurtwijzer.scoring import uncertainty
from buurtwijzer.scoring.uncertainty import UncertaintySettings, bands
from tests.unit.regels import NAN, buurten, foutmarge, indicator, rulebook

STANDARD = UncertaintySettings(
    trekkingen_n=500, gewicht_frac=0.25, doelwaarden_frac=0.1, laag_pct=10.0, hoog_pct=90.0, zaad=7
)
NO_NOISE = replace(STANDARD, gewicht_frac=0.0, doelwaarden_frac=0.0)
LAAG, HOOG = np.array([0.0, 10.0, 200.0, -1.0]), np.array([100.0, 30.0, 500.0, 1.0])
UP, WEIGHTS = np.array([True, False, True, True]), np.array([0.4, 0.3, 0.2, 0.1])


def areas(n: int, seed: int, missing: float = 0.2) -> tuple[tuple[str, ...], FloatArray]:
    rng = np.random.default_rng(seed)
    values = LAAG + (HOOG - LAAG) * rng.normal(0.5, 0.35, (n, 4))
    values[rng.random((n, 4)) < missing] = NAN
    return tuple(f"BU{i:08d}" for i in range(n)), values


def band(
    codes: tuple[str, ...],
    values: FloatArray,
    error_frac: float = 0.04,
    how: UncertaintySettings = STANDARD,
    key: str = "eenzaamheid",
) -> FloatArray:
    """(n, 2) lower and upper end, with an error that is a share of the range of each indicator."""
    errors = np.broadcast_to(error_frac * (HOOG - LAAG), values.shape)
    return np.array(bands(codes, values, LAAG, HOOG, UP, WEIGHTS, errors, how, key)).T


def score(values: FloatArray) -> FloatArray:
    points = np.clip(100 * (values - LAAG) / (HOOG - LAAG), 0, 100)
    points = np.where(UP, points, 100 - points)
    weights = np.where(np.isfinite(points), WEIGHTS, 0.0)
    return np.asarray((weights * np.nan_to_num(points)).sum(axis=1) / weights.sum(axis=1))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), row=st.integers(0, 39))
def test_a_row_alone_equals_the_row_among_all(seed: int, row: int) -> None:
    codes, values = areas(40, seed)
    alone = band((codes[row],), values[[row]])
    assert np.array_equal(alone[0], band(codes, values)[row], equal_nan=True)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_order_of_rows_does_not_matter(seed: int) -> None:
    codes, values = areas(40, seed)
    mix = np.random.default_rng(seed).permutation(40)
    mixed = band(tuple(codes[i] for i in mix), values[mix])
    assert np.array_equal(mixed, band(codes, values)[mix], equal_nan=True)


@pytest.mark.parametrize("block", [1, 3, 1000])
def test_block_size_changes_nothing(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    codes, values = areas(300, 4)
    expected = band(codes, values)
    monkeypatch.setattr(uncertainty, "_BLOCK_ROWS", block)
    assert np.array_equal(band(codes, values), expected, equal_nan=True)


@pytest.mark.parametrize("bad", [NAN, np.inf, -np.inf, 1e300, -1e300])
def test_a_bad_row_moves_no_other(bad: float) -> None:
    codes, values = areas(150, 9)
    expected = band(codes, values)
    values[70] = bad
    after = band(codes, values)
    others = np.arange(150) != 70
    assert np.array_equal(after[others], expected[others], equal_nan=True)
    assert np.isnan(after[70]).all() == (not np.isfinite(bad))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), error=st.floats(0, 0.5))
def test_ends_are_points_in_order_and_given_wherever_there_is_a_value(seed: int, error: float) -> None:
    codes, values = areas(30, seed, missing=0.5)
    low, high = band(codes, values, error).T
    known = np.isfinite(values).any(axis=1)
    assert np.array_equal(np.isfinite(low), known)
    assert np.array_equal(np.isfinite(high), known)
    assert (low[known] <= high[known]).all()
    assert (low[known] >= 0).all()
    assert (high[known] <= 100).all()
    assert np.array_equal(low[known], np.round(low[known], 4))


@pytest.mark.parametrize("seed", range(5))
def test_more_input_error_never_gives_narrower_bands_on_average(seed: int) -> None:
    codes, values = areas(400, seed)
    widths = [np.nanmean(np.diff(band(codes, values, error), axis=1)) for error in (0.0, 0.02, 0.05, 0.1, 0.2)]
    assert all(narrow <= wide for narrow, wide in pairwise(widths))
    assert widths[-1] > 1.5 * widths[0]


@pytest.mark.parametrize("choice", ["gewicht_frac", "doelwaarden_frac"])
def test_each_choice_widens_the_band(choice: str) -> None:
    codes, values = areas(200, 2, missing=0.0)
    narrow = np.diff(band(codes, values, 0.0, NO_NOISE), axis=1).mean()
    wide = np.diff(band(codes, values, 0.0, replace(NO_NOISE, **{choice: 0.2})), axis=1).mean()
    assert wide > narrow + 0.5


def test_equal_parts_without_noise_leave_the_score_itself() -> None:
    values = np.array([[30.0, 24.0, 290.0, -0.4], [NAN, 24.0, NAN, -0.4]])
    assert band(("BU00000001", "BU00000002"), values, 0.0, NO_NOISE).tolist() == [[30.0, 30.0], [30.0, 30.0]]


def test_unequal_parts_reach_half_way_to_the_geometric_means() -> None:
    values = np.array([[100.0, 30.0, 500.0, -1.0]])  # points 100, 0, 100, 0
    low, high = band(("BU00000001",), values, 0.0, NO_NOISE)[0]
    down = 1 - 100**0.6 / (0.6 * 100 + 0.4)
    up = 1 - 100**0.4 / (0.4 * 100 + 0.6)
    assert low == pytest.approx(60 * (1 - 0.4 * down), abs=1.5)
    assert high == pytest.approx(100 - 40 * (1 - 0.4 * up), abs=1.5)


def test_a_mirrored_outcome_has_the_mirrored_band() -> None:
    """What is good for a leefgebied is bad for a risico; the band may not know the difference."""
    codes, values = areas(300, 12, missing=0.0)
    errors = np.zeros_like(values)
    plain = np.array(bands(codes, values, LAAG, HOOG, UP, WEIGHTS, errors, STANDARD, "x"))
    turned = np.array(bands(codes, values, LAAG, HOOG, ~UP, WEIGHTS, errors, STANDARD, "x"))
    assert np.abs(plain - (100 - turned[::-1])).mean() < 1.0


def test_nearly_every_score_lies_in_its_band() -> None:
    """Not by force every one: the ends are percentiles of the draws."""
    rng = np.random.default_rng(5)
    shared = rng.normal(0, 0.2, (800, 1))
    place = 0.5 + np.where(UP, 1, -1) * (shared + rng.normal(0, 0.15, (800, 4)))
    values = LAAG + (HOOG - LAAG) * place
    low, high = band(tuple(f"BU{i:08d}" for i in range(800)), values).T
    assert ((low <= score(values)) & (score(values) <= high)).mean() > 0.99


def test_close_to_mixing_the_means_in_every_draw() -> None:
    """The shortcut of one geometric mean an area, against the geometric mean of every draw."""
    codes, values = areas(400, 6, missing=0.0)
    draws = uncertainty._common_draws(WEIGHTS, STANDARD, "eenzaamheid")
    noise = normal_rows(STANDARD.zaad, STANDARD.trekkingen_n)[offsets(codes, 4, "eenzaamheid")]
    place = (values - LAAG) / (HOOG - LAAG)
    place = np.where(UP, place, 1 - place)[:, :, None] + 0.04 * noise
    points = np.clip(place * draws.helling + draws.start, 0, 100)
    weights = draws.gewicht / draws.gewicht.sum(axis=0)
    arithmetic = (points * weights).sum(axis=1)
    low = np.exp((np.log(np.maximum(points, 1)) * weights).sum(axis=1))
    high = 100 - np.exp((np.log(np.maximum(100 - points, 1)) * weights).sum(axis=1))
    target = np.where(draws.meetkundig > 0, np.minimum(low, arithmetic), np.maximum(high, arithmetic))
    literal = np.sort(arithmetic + (target - arithmetic) * np.abs(draws.meetkundig), axis=1)
    gap = np.abs(literal[:, [50, 449]] - band(codes, values))
    assert np.median(gap) < 0.5
    assert np.percentile(gap, 95) < 3.0


def test_other_outcome_other_seed_other_draws() -> None:
    codes, values = areas(50, 1, missing=0.0)
    plain = band(codes, values)
    assert not np.array_equal(plain, band(codes, values, key="rondkomen"))
    assert not np.array_equal(plain, band(codes, values, how=replace(STANDARD, zaad=8)))
    assert np.array_equal(plain, band(codes, values))


def test_areas_with_equal_values_have_their_own_errors() -> None:
    _, values = areas(1, 3, missing=0.0)
    both = band(("BU00000001", "BU00000002"), np.repeat(values, 2, axis=0), 0.2)
    assert not np.array_equal(both[0], both[1])
    assert both[0] == pytest.approx(both[1], abs=4)


def test_the_bits_stay_those_of_the_first_release() -> None:
    """A new numpy or processor may not move a band; a change of the method moves this test with it."""
    values = np.array([[55.0, 18.0, NAN, 0.2]])
    assert band(("BU03440111",), values).tolist() == [[52.8207, 62.3636]]


def test_unknown_error_of_a_value_gives_no_band() -> None:
    values = np.array([[50.0, 20.0, 300.0, 0.0], [50.0, NAN, 300.0, 0.0], [50.0, 20.0, 300.0, 0.0]])
    errors = np.array([[1.0, NAN, 1.0, 0.1], [1.0, NAN, 1.0, 0.1], [1.0, 1.0, 1.0, 0.1]])
    codes = ("BU00000001", "BU00000002", "BU00000003")
    low, high = bands(codes, values, LAAG, HOOG, UP, WEIGHTS, errors, STANDARD, "x")
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, False, False]


def test_goalposts_that_do_not_ascend_are_refused() -> None:
    codes, values = areas(2, 1)
    with pytest.raises(ValueError, match="ascend"):
        bands(codes, values, HOOG, LAAG, UP, WEIGHTS, np.zeros((2, 4)), STANDARD, "x")
    with pytest.raises(ValueError, match="half"):
        band(codes, values, how=replace(STANDARD, doelwaarden_frac=0.5))


def test_no_areas_give_no_bands() -> None:
    assert band((), np.empty((0, 4))).shape == (0, 2)


def test_settings_come_from_the_rulebook() -> None:
    assert UncertaintySettings.from_rulebook(rulebook()) == UncertaintySettings(500, 0.25, 0.05, 10.0, 90.0, 20260101)


MARGES = rulebook(
    indicatoren=[
        indicator("gemodelleerd", foutmarge=foutmarge("model", 1.6)),
        indicator("per_huishouden", noemer="a_hh", foutmarge=foutmarge("afronding", 2.0, "aantal")),
        indicator("per_inwoner", noemer="a_inw", foutmarge=foutmarge("afronding", 2.0, "aantal")),
        indicator("per_duizend", eenheid="per_1000", noemer="a_inw", foutmarge=foutmarge("afronding", 2.0, "aantal")),
        indicator("aantal", eenheid="aantal", foutmarge=foutmarge("afronding", 2.0, "aantal")),
        indicator("zonder"),
    ]
)
NAMEN = tuple(MARGES.indicatoren)


def test_standard_errors_in_the_unit_of_the_indicator() -> None:
    table = buurten({name: [50.0] for name in NAMEN}, inwoners=[1000], huishoudens=[400])
    found = dict(zip(NAMEN, standard_errors(NAMEN, table, MARGES)[0], strict=True))
    assert found["gemodelleerd"] == 1.6
    assert found["per_huishouden"] == pytest.approx(100 * 2 / 400 * np.sqrt(1 + 0.5**2))
    assert found["per_inwoner"] == pytest.approx(100 * 2 / 1000 * np.sqrt(1 + 0.5**2))
    assert found["per_duizend"] == pytest.approx(1000 * 2 / 1000 * np.sqrt(1 + 0.05**2))
    assert found["aantal"] == 2.0
    assert found["zonder"] == 0.0


def test_a_smaller_area_errs_more() -> None:
    table = buurten({name: [50.0, 50.0] for name in NAMEN}, huishoudens=[60, 6000])
    small, large = standard_errors(("per_huishouden",), table, MARGES)[:, 0]
    assert small == pytest.approx(100 * large)


@pytest.mark.parametrize("count", [NAN, 0.0])
def test_unknown_denominator_gives_unknown_error_but_no_value_needs_none(count: float) -> None:
    columns = {name: [50.0, NAN] for name in NAMEN}
    table = buurten(columns, inwoners=[count, count], huishoudens=[count, count])
    found = standard_errors(("per_huishouden", "gemodelleerd"), table, MARGES)
    assert np.isnan(found[0, 0])
    assert found[0, 1] == 1.6
    assert found[1].tolist() == [0.0, 0.0]


@given(share=st.floats(0, 100), count=st.integers(50, 5000))
@settings(max_examples=100, deadline=None)
def test_rounding_error_is_the_first_order_error_of_a_ratio(share: float, count: int) -> None:
    table = buurten({"per_inwoner": [share]}, inwoners=[float(count)])
    error = standard_errors(("per_inwoner",), table, MARGES)[0, 0]
    part = share / 100 * count
    by_part = 100 * (part + 1) / count - share
    by_whole = share - 100 * part / (count + 1)
    assert error == pytest.approx(2.0 * np.hypot(by_part, by_whole), rel=0.03, abs=1e-6)
