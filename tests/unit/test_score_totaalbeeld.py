"""The overall picture, ranks, percentiles and influence: what stands beside a score and never instead of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtwijzer.data.table import BuurtTable
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Kwantielen, Leefgebied
from buurtwijzer.scoring import draws, overall
from buurtwijzer.scoring.draws import drawn_scores
from buurtwijzer.scoring.influence import without_each
from buurtwijzer.scoring.overall import Totaalbeeld, overall_picture
from buurtwijzer.scoring.percentile import percentile
from buurtwijzer.scoring.points import Points, Scale
from buurtwijzer.scoring.ranks import rank_intervals, ranks_per_draw
from buurtwijzer.scoring.recipe import recipes
from buurtwijzer.scoring.score import score_outcomes
from buurtwijzer.scoring.uncertainty import UncertaintySettings
from tests.unit import regels
from tests.unit.regels import ITEM, MERK, NAN, buurten, indicator, rulebook

POSTS: dict[str, Any] = {"laag": 0.0, "hoog": 100.0, "eenheid": "pct", "jaar": 2023, "methode": "proef", **MERK}
GEBIEDEN = {"wonen": 1.0, "werken": 1.0, "leren": 2.0, "veiligheid": None}
MARGE = regels.foutmarge("model", 3.0)


def area(name: str, weight: float | None) -> Leefgebied:
    parts = [
        {"indicator": f"{name}_{end}", "gewicht_frac": share, "waarom": "proef"}
        for end, share in (("a", 0.6), ("b", 0.4))
    ]
    return Leefgebied(id=name, naam=name, omschrijving="proef", onderdelen=parts, gewicht_totaalbeeld=weight, **ITEM)


def rules(least: int = 2) -> Rulebook:
    names = [f"{name}_{end}" for name in GEBIEDEN for end in "ab"]
    book = rulebook(indicatoren=[indicator(name, doelwaarden=POSTS, foutmarge=MARGE) for name in names])
    groups = {
        "score": regels.parameters("score", {"vertrekpunt": 50, "totaalbeeld_n": least}),
        "onzekerheid": regels.parameters("onzekerheid", {**regels.GETALLEN["onzekerheid"], "rangtrekkingen_n": 200}),
    }
    return replace(
        book,
        leefgebieden={name: area(name, weight) for name, weight in GEBIEDEN.items()},
        parameters={**book.parameters, **groups},
    )


REGELS = rules()


def flat(**scores: list[float]) -> BuurtTable:
    """Both indicators of a leefgebied at the score itself."""
    n = len(next(iter(scores.values())))
    return buurten({f"{name}_{end}": scores.get(name, [NAN] * n) for name in GEBIEDEN for end in "ab"})


def table(n: int, seed: int, missing: float = 0.1) -> BuurtTable:
    rng = np.random.default_rng(seed)
    columns = {f"{name}_{end}": rng.uniform(5, 95, n) for name in GEBIEDEN for end in "ab"}
    for column in columns.values():
        column[rng.random(n) < missing] = NAN
    return buurten({name: column.tolist() for name, column in columns.items()})


def picture(areas: BuurtTable, book: Rulebook = REGELS) -> Totaalbeeld:
    found = overall_picture(areas, score_outcomes(areas, book), book)
    assert found is not None
    return found


def test_worked_out_by_hand() -> None:
    found = picture(flat(wonen=[100.0], werken=[0.0], leren=[50.0], veiligheid=[0.0]))
    assert found.leefgebieden == ("wonen", "werken", "leren")
    assert found.gewichten.tolist() == [0.25, 0.25, 0.5]
    assert found.score[0] == pytest.approx(100**0.25 * 1**0.25 * 50.5**0.5, abs=1e-3)
    assert found.rekenkundig[0] == pytest.approx(0.25 * 100 + 0.25 * 1 + 0.5 * 50.5)
    assert found.ontbreekt == ("",)
    assert found.dekking.tolist() == [1.0]


def test_missing_ones_are_named_and_too_few_give_a_reason() -> None:
    found = picture(flat(wonen=[80.0, 80.0], werken=[80.0, NAN], veiligheid=[10.0, 10.0]))
    assert found.ontbreekt == ("leren", "werken en leren")
    assert found.score[0] == pytest.approx(80.2, abs=1e-3)
    assert found.dekking.tolist() == [0.5, 0.25]
    assert np.isnan(found.score[1])
    assert found.reden[1] == (
        "Totaalbeeld: niet gegeven; 1 leefgebied heeft een score (minimaal 2 van 3). Zonder score: werken en leren."
    )


def test_without_weights_there_is_no_overall_picture() -> None:
    book = replace(REGELS, leefgebieden={"veiligheid": area("veiligheid", None)})
    areas = flat(veiligheid=[10.0])
    assert overall_picture(areas, score_outcomes(areas, book), book) is None


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_log_parts_add_up_and_the_geometric_mean_is_never_the_higher(seed: int) -> None:
    found = picture(table(30, seed, 0.3))
    given_ = np.isfinite(found.score)
    total = found.bijdragen.sum(axis=1) + found.rest
    assert np.exp(total[given_]) == pytest.approx(found.score[given_], abs=1e-9)
    assert (np.abs(found.rest[given_]) < 1e-4).all()
    assert (found.score[given_] <= found.rekenkundig[given_] + 1e-3).all()
    assert [not text for text in found.reden] == given_.tolist()
    assert np.array_equal(np.isfinite(found.laag), given_)
    assert ((found.rangen.rang > 0) == given_).all()


def test_everything_but_ranks_is_the_same_for_a_row_alone() -> None:
    areas = table(60, 4)
    among = picture(areas)
    for row in range(0, 60, 7):
        alone = picture(areas.take(np.array([row])))
        for name in ("score", "laag", "hoog", "rekenkundig", "bijdragen", "rest"):
            one, other = getattr(alone, name)[0], getattr(among, name)[row]
            assert np.array_equal(one, other, equal_nan=True), name


def test_ranks_follow_the_score_and_their_interval_the_draws() -> None:
    found = picture(table(200, 9, 0.0))
    order = np.argsort(-found.score, kind="stable")
    assert found.rangen.rang[order].tolist() == list(range(1, 201))
    assert (found.rangen.laag <= found.rangen.hoog).all()
    inside = (found.rangen.laag <= found.rangen.rang) & (found.rangen.rang <= found.rangen.hoog)
    assert inside.mean() > 0.95
    assert found.rangen.take(np.array([3])).aantal_n == 200


def test_far_apart_areas_never_change_places_and_near_ones_do() -> None:
    found = picture(flat(**{name: [90.0, 50.0, 49.0, 10.0] for name in GEBIEDEN}))
    assert found.rangen.laag.tolist() == [1, 2, 2, 4]
    assert found.rangen.hoog.tolist() == [1, 3, 3, 4]


def test_shared_draws_make_intervals_narrower_than_the_bands_say() -> None:
    """Goalposts and weights move all areas together; only common draws know it."""
    areas = table(100, 3, 0.0)
    book = replace(
        REGELS, indicatoren={k: v.model_copy(update={"foutmarge": None}) for k, v in REGELS.indicatoren.items()}
    )
    found = picture(areas, book)
    width = np.mean(found.rangen.hoog - found.rangen.laag)
    overlap = np.mean(
        [((found.laag < high) & (found.hoog > low)).sum() for low, high in zip(found.laag, found.hoog, strict=True)]
    )
    assert width < 0.7 * overlap


def test_equal_scores_rank_by_code_and_none_takes_no_part() -> None:
    drawn = np.array([[50.0, 50.0], [50.0, 50.0], [60.0, 40.0]], dtype=np.float32)
    found = rank_intervals(np.array([50.0, 50.0, NAN, 50.0]), np.array([0, 1, 3]), drawn, 0.0, 100.0)
    assert found.rang.tolist() == [1, 2, 0, 3]
    assert found.laag.tolist() == [1, 2, 0, 1]
    assert found.hoog.tolist() == [2, 3, 0, 3]
    nobody = rank_intervals(np.array([NAN]), np.array([], dtype=np.int64), np.empty((0, 5), np.float32), 10, 90)
    assert nobody.rang.tolist() == [0]


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), n=st.integers(1, 40))
def test_ranks_of_every_draw_are_a_permutation_in_order(seed: int, n: int) -> None:
    drawn = np.random.default_rng(seed).uniform(0, 100, (n, 5)).astype(np.float32)
    ranks = ranks_per_draw(drawn)
    assert (np.sort(ranks, axis=0) == np.arange(1, n + 1)[:, None]).all()
    for draw in range(5):
        in_order = drawn[np.argsort(ranks[:, draw]), draw]
        assert (np.diff(in_order) <= 0.002).all()


def scored(areas: BuurtTable, book: Rulebook = REGELS) -> tuple[np.ndarray, np.ndarray]:
    """Draws of the first leefgebied, and the band that its outcome has."""
    recipe, outcome = recipes(book)[0], score_outcomes(areas, book)[0]
    scale = Scale.of([recipe], areas)
    how = UncertaintySettings.from_rulebook(book)
    points = Points.of(areas, slice(None), scale, book, how)
    own = [scale.indicatoren.index(name) for name in recipe.indicatoren]
    weights = np.where(points.aanwezig[own], recipe.gewichten[:, None], 0.0)
    weights /= weights.sum(axis=0)
    drawn = drawn_scores(areas.code, points.plaats[own], points.fout[own], weights, recipe, how)
    return drawn, np.array([outcome.laag, outcome.hoog]).T


@pytest.mark.parametrize("block", [1, 7, 1000])
def test_draws_do_not_depend_on_blocks(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    areas = table(50, 2, 0.0)
    expected = scored(areas)[0]
    found = picture(areas)
    monkeypatch.setattr(draws, "_BLOCK_ROWS", block)
    monkeypatch.setattr(overall, "_BLOCK_ROWS", block)
    assert np.array_equal(scored(areas)[0], expected)
    assert np.array_equal(picture(areas).laag, found.laag)


def test_draws_written_out_have_the_band_that_is_worked_out() -> None:
    drawn, band = scored(table(300, 8, 0.0))
    gap = np.abs(np.percentile(drawn, [10, 90], axis=1).T - band)
    assert np.median(gap) < 0.7
    assert np.percentile(gap, 95) < 2.5


def test_a_low_draw_is_low_for_everyone() -> None:
    drawn, _ = scored(table(40, 5, 0.0))
    common = drawn.mean(axis=0)
    towards = [np.corrcoef(common, own)[0, 1] for own in drawn]
    assert np.mean(towards) > 0.4


KWANTIELEN = Kwantielen(p1=0, p5=10, p10=20, p25=30, p30=40, p50=50, p70=60, p75=70, p90=100, p95=100, p99=100)


def test_percentile_between_at_and_beyond_quantiles() -> None:
    found = percentile(np.array([-5.0, 0.0, 15.0, 50.0, 55.0, 100.0, 101.0, NAN]), KWANTIELEN)
    assert found[:-1].tolist() == [1.0, 1.0, 7.5, 50.0, 60.0, 94.5, 99.0]
    assert np.isnan(found[-1])


@settings(max_examples=50, deadline=None)
@given(scores=st.lists(st.floats(0, 100), min_size=2, max_size=20).map(sorted))
def test_a_higher_score_never_has_a_lower_percentile(scores: list[float]) -> None:
    found = percentile(np.array(scores), KWANTIELEN)
    assert (np.diff(found) >= 0).all()
    assert found.min() >= 1
    assert found.max() <= 99


def test_without_an_indicator_the_score_is_that_of_the_others() -> None:
    areas = buurten({"wonen_a": [80.0, 80.0], "wonen_b": [30.0, NAN]})
    book = replace(rules(), leefgebieden={"wonen": area("wonen", 1.0)})
    outcome, recipe = score_outcomes(areas, book)[0], recipes(book)[0]
    found = without_each(outcome, recipe)
    assert found[0].tolist() == [30.0, 80.0]
    assert np.isnan(found[1]).all()
