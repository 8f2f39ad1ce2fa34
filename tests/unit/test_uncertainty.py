"""Bands: an area gets the same band alone, among others, in any order and in any block."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtwijzer.data.margins import standard_error
from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.scoring.uncertainty import Moments, UncertaintySettings, bands, point_moments
from tests.unit.regels import NAN, buurten, foutmarge, indicator, rulebook

STANDARD = UncertaintySettings(
    trekkingen_n=500,
    gewicht_frac=0.25,
    doelwaarden_frac=0.1,
    laag_pct=10.0,
    hoog_pct=90.0,
    zaad=7,
    meetkundig_frac=0.5,
)
NO_NOISE = replace(STANDARD, gewicht_frac=0.0, doelwaarden_frac=0.0)
LAAG, HOOG = np.array([0.0, 10.0, 200.0, -1.0]), np.array([100.0, 30.0, 500.0, 1.0])
UP, WEIGHTS = np.array([True, False, True, True]), np.array([0.4, 0.3, 0.2, 0.1])


def areas(n: int, seed: int, missing: float = 0.2) -> FloatArray:
    rng = np.random.default_rng(seed)
    values = LAAG + (HOOG - LAAG) * rng.normal(0.5, 0.35, (n, 4))
    values[rng.random((n, 4)) < missing] = NAN
    return values


def points(values: FloatArray, up: np.ndarray = UP) -> FloatArray:
    place = np.clip(100 * (values - LAAG) / (HOOG - LAAG), 0, 100)
    return np.where(up, place, 100 - place)


def band(
    values: FloatArray,
    error_frac: float | FloatArray = 0.04,
    how: UncertaintySettings = STANDARD,
    up: np.ndarray = UP,
) -> FloatArray:
    """(n, 2) lower and upper end, with an error that is a share of the range of each indicator."""
    place = (values - LAAG) / (HOOG - LAAG)
    moments = point_moments(place.T, np.broadcast_to(error_frac, values.shape).T, how)
    middle = np.where(up[:, None], moments.midden, 100 - moments.midden)
    weights = np.where(np.isfinite(values), WEIGHTS, 0.0)
    weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1e-300)
    shown = np.nan_to_num(points(values, up))
    return np.array(bands(Moments(middle, moments.variantie), shown.T, weights.T, how)).T


def score(values: FloatArray) -> FloatArray:
    weights = np.where(np.isfinite(values), WEIGHTS, 0.0)
    return np.asarray((weights * np.nan_to_num(points(values))).sum(axis=1) / weights.sum(axis=1))


def drawn(values: FloatArray, error_frac: float, how: UncertaintySettings, draws: int) -> FloatArray:
    """(n, draws) the definition, draw by draw, from a generator of its own: independent of how bands are worked out."""
    rng = np.random.default_rng(1)
    place = (values - LAAG) / (HOOG - LAAG)
    place = np.where(UP, place, 1 - place)[:, :, None] + error_frac * rng.normal(size=(*values.shape, draws))
    low, high = how.doelwaarden_frac * rng.uniform(-1, 1, (2, 4, draws))
    shown = np.clip(100 * (place - low) / (1 + high - low), 0, 100)
    weights = WEIGHTS[:, None] * (1 + how.gewicht_frac * rng.uniform(-1, 1, (4, draws)))
    weights = np.where(np.isfinite(shown), weights, 0.0)
    weights /= weights.sum(axis=1, keepdims=True)
    shown = np.nan_to_num(shown)
    arithmetic = (shown * weights).sum(axis=1)
    below = np.exp((np.log(np.maximum(shown, 1)) * weights).sum(axis=1))
    above = 100 - np.exp((np.log(np.maximum(100 - shown, 1)) * weights).sum(axis=1))
    mix = rng.uniform(-0.5, 0.5, draws)
    target = np.where(mix > 0, np.minimum(below, arithmetic), np.maximum(above, arithmetic))
    return np.asarray(arithmetic + (target - arithmetic) * np.abs(mix))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), row=st.integers(0, 39))
def test_a_row_alone_equals_the_row_among_all(seed: int, row: int) -> None:
    values = areas(40, seed)
    assert np.array_equal(band(values[[row]])[0], band(values)[row], equal_nan=True)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_order_of_rows_does_not_matter(seed: int) -> None:
    values = areas(40, seed)
    mix = np.random.default_rng(seed).permutation(40)
    assert np.array_equal(band(values[mix]), band(values)[mix], equal_nan=True)


@pytest.mark.parametrize("bad", [NAN, np.inf, -np.inf, 1e300, -1e300])
def test_a_bad_row_moves_no_other(bad: float) -> None:
    values = areas(150, 9)
    expected = band(values)
    values[70] = bad
    others = np.arange(150) != 70
    assert np.array_equal(band(values)[others], expected[others], equal_nan=True)
    assert np.isnan(band(values)[70]).all() == (not np.isfinite(bad))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), error=st.floats(0, 0.5))
def test_ends_are_points_in_order_and_given_wherever_there_is_a_value(seed: int, error: float) -> None:
    values = areas(30, seed, missing=0.5)
    low, high = band(values, error).T
    known = np.isfinite(values).any(axis=1)
    assert np.array_equal(np.isfinite(low), known)
    assert np.array_equal(np.isfinite(high), known)
    assert (low[known] <= high[known]).all()
    assert (low[known] >= 0).all()
    assert (high[known] <= 100).all()
    assert np.array_equal(low[known], np.round(low[known], 4))


@pytest.mark.parametrize("seed", range(5))
def test_more_input_error_never_gives_narrower_bands_on_average(seed: int) -> None:
    values = areas(400, seed)
    widths = [np.nanmean(np.diff(band(values, error), axis=1)) for error in (0.0, 0.02, 0.05, 0.1, 0.2)]
    assert all(narrow <= wide for narrow, wide in pairwise(widths))
    assert widths[-1] > 1.5 * widths[0]


@pytest.mark.parametrize("choice", ["gewicht_frac", "doelwaarden_frac"])
def test_each_choice_widens_the_band(choice: str) -> None:
    values = areas(200, 2, missing=0.0)
    narrow = np.diff(band(values, 0.0, NO_NOISE), axis=1).mean()
    wide = np.diff(band(values, 0.0, replace(NO_NOISE, **{choice: 0.2})), axis=1).mean()
    assert wide > narrow + 0.5


def test_equal_parts_without_noise_leave_the_score_itself() -> None:
    values = np.array([[30.0, 24.0, 290.0, -0.4], [NAN, 24.0, NAN, -0.4]])
    assert band(values, 0.0, NO_NOISE) == pytest.approx(np.full((2, 2), 30.0), abs=1e-3)


def test_unequal_parts_reach_towards_the_geometric_means() -> None:
    values = np.array([[100.0, 30.0, 500.0, -1.0]])  # points 100, 0, 100, 0
    low, high = band(values, 0.0, NO_NOISE)[0]
    down = 1 - 100**0.6 / (0.6 * 100 + 0.4)
    up = 1 - 100**0.4 / (0.4 * 100 + 0.6)
    assert low == pytest.approx(60 * (1 - 0.4 * down), abs=2.0)
    assert high == pytest.approx(100 - 40 * (1 - 0.4 * up), abs=2.0)


def test_a_mirrored_outcome_has_the_mirrored_band() -> None:
    """What is good for a leefgebied is bad for a risico; the band may not know the difference."""
    values = areas(300, 12, missing=0.0)
    assert band(values, 0.0, up=~UP) == pytest.approx(100 - band(values, 0.0)[:, ::-1], abs=1e-3)


def test_nearly_every_score_lies_in_its_band() -> None:
    """Not by force every one: the ends come from the draws."""
    rng = np.random.default_rng(5)
    shared = rng.normal(0, 0.2, (800, 1))
    place = 0.5 + np.where(UP, 1, -1) * (shared + rng.normal(0, 0.15, (800, 4)))
    values = LAAG + (HOOG - LAAG) * place
    low, high = band(values).T
    assert ((low <= score(values)) & (score(values) <= high)).mean() > 0.99


@pytest.mark.parametrize(("error", "apart"), [(0.0, 0.4), (0.04, 0.4), (0.15, 1.0)])
@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_close_to_the_percentiles_of_the_draws_themselves(error: float, apart: float, missing: float) -> None:
    values = areas(400, 6, missing)
    values = values[np.isfinite(values).any(axis=1)]
    literal = np.percentile(drawn(values, error, STANDARD, 2000), [10, 90], axis=1).T
    gap = np.abs(literal - band(values, error))
    assert np.median(gap) < apart
    assert np.percentile(gap, 95) < 3.5


def test_moments_of_points_are_those_of_moving_goalposts_and_errors() -> None:
    place = np.linspace(-0.6, 1.6, 40)[None, :]
    found = point_moments(place, np.full_like(place, 0.08), STANDARD)
    rng = np.random.default_rng(2)
    low, high = 0.1 * rng.uniform(-1, 1, (2, 1, 40_000))
    shown = np.clip(100 * (place.T + 0.08 * rng.normal(size=(40, 40_000)) - low) / (1 + high - low), 0, 100)
    assert found.midden[0] == pytest.approx(shown.mean(axis=1), abs=0.6)
    assert np.sqrt(found.variantie[0]) == pytest.approx(shown.std(axis=1), abs=0.7)


def test_the_seed_moves_the_band_a_little_and_the_percentages_much() -> None:
    values = areas(50, 1, missing=0.0)
    plain = band(values)
    other = band(values, how=replace(STANDARD, zaad=8))
    assert not np.array_equal(plain, other)
    assert other == pytest.approx(plain, abs=0.5)
    wide = band(values, how=replace(STANDARD, laag_pct=1.0, hoog_pct=99.0))
    inside = (wide[:, 0] > 0) & (wide[:, 1] < 100)
    grown = np.diff(wide, axis=1)[inside] / np.diff(plain, axis=1)[inside]
    assert grown == pytest.approx(NormalDist().inv_cdf(0.99) / NormalDist().inv_cdf(0.9), abs=1e-3)


def test_the_bits_stay_those_of_this_release() -> None:
    """A new numpy or processor may not move a band; a change of the method moves this test with it."""
    values = np.array([[55.0, 18.0, NAN, 0.2]])
    assert band(values).tolist() == [[52.7658, 62.3427]]


def test_unknown_error_of_a_value_gives_no_band() -> None:
    values = np.array([[50.0, 20.0, 300.0, 0.0], [50.0, NAN, 300.0, 0.0], [50.0, 20.0, 300.0, 0.0]])
    errors = np.array([[0.1, NAN, 0.1, 0.1], [0.1, NAN, 0.1, 0.1], [0.1, 0.1, 0.1, 0.1]])
    low, high = band(values, errors).T
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, False, False]


def test_goalposts_that_could_cross_are_refused() -> None:
    with pytest.raises(ValueError, match="half"):
        band(areas(2, 1), how=replace(STANDARD, doelwaarden_frac=0.5))


def test_no_areas_give_no_bands() -> None:
    assert band(np.empty((0, 4))).shape == (0, 2)


def test_settings_come_from_the_rulebook() -> None:
    assert UncertaintySettings.from_rulebook(rulebook()) == UncertaintySettings(
        500, 0.25, 0.05, 10.0, 90.0, 20260101, 0.5
    )


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


def errors(table: BuurtTable) -> dict[str, FloatArray]:
    counts = (table.inwoners, table.huishoudens)
    return {
        name: standard_error(MARGES.indicatoren[name], table.values[:, table.column(name)], *counts)
        for name in table.indicatoren
    }


def test_standard_errors_in_the_unit_of_the_indicator() -> None:
    found = errors(buurten({name: [50.0] for name in NAMEN}, inwoners=[1000], huishoudens=[400]))
    assert found["gemodelleerd"][0] == 1.6
    assert found["per_huishouden"][0] == pytest.approx(100 * 2 / 400 * np.sqrt(1 + 0.5**2))
    assert found["per_inwoner"][0] == pytest.approx(100 * 2 / 1000 * np.sqrt(1 + 0.5**2))
    assert found["per_duizend"][0] == pytest.approx(1000 * 2 / 1000 * np.sqrt(1 + 0.05**2))
    assert found["aantal"][0] == 2.0
    assert found["zonder"][0] == 0.0


def test_a_smaller_area_errs_more() -> None:
    table = buurten({name: [50.0, 50.0] for name in NAMEN}, huishoudens=[60, 6000])
    small, large = errors(table)["per_huishouden"]
    assert small == pytest.approx(100 * large)


@pytest.mark.parametrize("count", [NAN, 0.0])
def test_unknown_denominator_gives_unknown_error_but_no_value_needs_none(count: float) -> None:
    columns = {name: [50.0, NAN] for name in NAMEN}
    found = errors(buurten(columns, inwoners=[count, count], huishoudens=[count, count]))
    assert np.isnan(found["per_huishouden"][0])
    assert found["gemodelleerd"][0] == 1.6
    assert [column[1] for column in found.values()] == [0.0] * len(NAMEN)


@given(share=st.floats(0, 100), count=st.integers(50, 5000))
@settings(max_examples=100, deadline=None)
def test_rounding_error_is_the_first_order_error_of_a_ratio(share: float, count: int) -> None:
    error = errors(buurten({"per_inwoner": [share]}, inwoners=[float(count)]))["per_inwoner"][0]
    part = share / 100 * count
    by_part = 100 * (part + 1) / count - share
    by_whole = share - 100 * part / (count + 1)
    assert error == pytest.approx(2.0 * np.hypot(by_part, by_whole), rel=0.03, abs=1e-6)


def test_a_wider_way_of_adding_up_widens_the_band() -> None:
    values = areas(200, 4, missing=0.0)
    widths = []
    for most in (0.0, 0.5, 1.0):
        ends = band(values, error_frac=0.0, how=replace(NO_NOISE, meetkundig_frac=most))
        widths.append(float(np.mean(ends[:, 1] - ends[:, 0])))
    assert widths[0] == pytest.approx(0, abs=0.1)  # steps of the table of goalposts
    assert widths[0] + 1 < widths[1] < widths[2]
