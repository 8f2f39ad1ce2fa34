"""Scores: parts add up exactly, a row stands on its own, and what is missing is told and never filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtwijzer.data.table import BuurtTable, State
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Richting
from buurtwijzer.scoring import score as module
from buurtwijzer.scoring.outcomes import OutcomeScores
from buurtwijzer.scoring.score import score_outcomes
from tests.unit import regels
from tests.unit.regels import MERK, NAN, buurten, indicator, rulebook, wonen_en_verhuisdruk

POSTS: dict[str, Any] = {"laag": 20.0, "hoog": 60.0, "eenheid": "pct", "jaar": 2023, "methode": "proef", **MERK}
NAMEN = ("huur", "koop", "leeg")
ABSENT = "niet geleverd of door de bron verborgen:"


def rules(*, afronding: bool = False) -> Rulebook:
    margin = {"foutmarge": regels.foutmarge("afronding", 2.0, "aantal")} if afronding else {}
    book = rulebook(
        indicatoren=[
            indicator("huur", doelwaarden=POSTS, noemer="a_hh", **margin),
            indicator("koop", doelwaarden=POSTS),
            indicator("leeg", doelwaarden=POSTS).model_copy(update={"richting": Richting.LAGER_IS_GUNSTIGER}),
        ],
    )
    return wonen_en_verhuisdruk(book, huur=0.3, koop=0.5, leeg=0.2)


REGELS = rules()


def table(n: int, seed: int, missing: float = 0.2) -> BuurtTable:
    rng = np.random.default_rng(seed)
    columns = rng.uniform(-20, 120, (3, n))
    columns[rng.random((3, n)) < missing] = NAN
    return buurten(
        dict(zip(NAMEN, columns.tolist(), strict=True)),
        inwoners=rng.choice([50.0, 900.0, NAN], n, p=[0.1, 0.8, 0.1]).tolist(),
        huishoudens=rng.choice([20.0, 400.0, NAN], n, p=[0.1, 0.8, 0.1]).tolist(),
    )


def same(one: OutcomeScores, other: OutcomeScores) -> bool:
    arrays = ("score", "laag", "hoog", "dekking", "bijdragen", "aanwezig", "rest")
    return one.reden == other.reden and all(
        np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True) for name in arrays
    )


def test_a_score_worked_out_by_hand() -> None:
    wonen, druk = score_outcomes(buurten({"huur": [30.0], "koop": [50.0], "leeg": [70.0]}), REGELS)
    assert wonen.bijdragen[0].tolist() == [0.3 * (25 - 50), 0.5 * (75 - 50), 0.2 * (0 - 50)]
    assert wonen.score.tolist() == [0.3 * 25 + 0.5 * 75]
    assert druk.score.tolist() == [0.6 * 100 + 0.4 * 25]


def test_weights_are_spread_over_what_is_there_and_coverage_says_so() -> None:
    wonen, druk = score_outcomes(buurten({"huur": [NAN], "koop": [50.0], "leeg": [20.0]}), REGELS)
    assert wonen.dekking.tolist() == [0.7]
    assert wonen.score[0] == pytest.approx((0.5 * 75 + 0.2 * 100) / 0.7, abs=1e-4)
    assert wonen.aanwezig.tolist() == [[False, True, True]]
    assert wonen.bijdragen[0, 0] == 0
    assert druk.dekking.tolist() == [1.0]


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_parts_and_rest_add_up_and_a_reason_stands_exactly_where_no_score_is(seed: int) -> None:
    for found in score_outcomes(table(40, seed), REGELS):
        given_ = np.isfinite(found.score)
        total = found.vertrekpunt + found.bijdragen.sum(axis=1) + found.rest
        assert total[given_] == pytest.approx(found.score[given_], abs=1e-12)
        assert [not text for text in found.reden] == given_.tolist()
        assert np.array_equal(np.isfinite(found.laag), given_)
        assert (found.bijdragen[~given_] == 0).all()
        assert not np.signbit(found.bijdragen[found.bijdragen == 0]).any()
        assert ((found.score[given_] >= 0) & (found.score[given_] <= 100)).all()


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), row=st.integers(0, 39))
def test_a_row_alone_equals_the_row_among_all(seed: int, row: int) -> None:
    areas = table(40, seed)
    rows = np.array([row])
    for alone, among in zip(score_outcomes(areas.take(rows), REGELS), score_outcomes(areas, REGELS), strict=True):
        assert same(alone, among.take(rows))


@pytest.mark.parametrize("block", [1, 7, 100_000])
def test_block_size_changes_nothing(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    areas = table(300, 3)
    expected = score_outcomes(areas, REGELS)
    monkeypatch.setattr(module, "_BLOCK_ROWS", block)
    assert all(same(one, other) for one, other in zip(score_outcomes(areas, REGELS), expected, strict=True))


@pytest.mark.parametrize("bad", [NAN, 1e300, -1e300, 1.7e308])
def test_one_bad_cell_moves_only_its_own_row(bad: float) -> None:
    areas = table(60, 8, missing=0.0)
    before = score_outcomes(areas, REGELS)
    areas.values[20, areas.column("koop")] = bad
    areas.state[20, areas.column("koop")] = State.ONTBREEKT if np.isnan(bad) else State.GEMETEN
    others = np.delete(np.arange(60), 20)
    for one, other in zip(score_outcomes(areas, REGELS), before, strict=True):
        assert same(one.take(others), other.take(others))


def test_reasons_name_what_is_missing_hidden_or_too_small() -> None:
    areas = buurten(
        {"huur": [30.0] * 5, "koop": [NAN] * 3 + [50.0, 50.0], "leeg": [NAN, NAN, 20.0, 20.0, 20.0]},
        inwoners=[1000, 1000, 1000, 85, NAN],
    )
    areas.state[1, areas.column("leeg")] = State.ONDERDRUKT
    reasons = score_outcomes(areas, REGELS)[0].reden
    assert reasons == (
        f"Wonen: geen score; {ABSENT} Koop en Leeg (dekking 30 %, minimaal 60 %).",
        f"Wonen: geen score; {ABSENT} Koop en Leeg (dekking 30 %, minimaal 60 %).",
        f"Wonen: geen score; {ABSENT} Koop (dekking 50 %, minimaal 60 %).",
        "Geen score: 85 inwoners (minimaal 100). Neem de wijk of voeg gebieden samen met een lijst Gebieden.",
        "Geen score: het aantal inwoners is onbekend. Voeg een CBS-bestand met inwoners toe.",
    )


def test_too_few_households_and_a_coverage_of_ones_own() -> None:
    areas = buurten({"huur": [30.0, 30.0], "koop": [NAN, 50.0], "leeg": [NAN, 20.0]}, huishoudens=[500, 49])
    found = score_outcomes(areas, REGELS, dekking_pct=30)[0]
    assert found.score[0] == 25.0
    assert found.reden[1].startswith("Geen score: 49 huishoudens (minimaal 50).")


def test_zero_coverage_is_never_a_score() -> None:
    areas = buurten({"huur": [NAN], "koop": [NAN], "leeg": [NAN]})
    assert all(np.isnan(found.score[0]) for found in score_outcomes(areas, REGELS, dekking_pct=0))


def test_unknown_households_are_not_enough() -> None:
    areas = buurten({"huur": [30.0], "koop": [50.0], "leeg": [20.0]}, huishoudens=[NAN])
    for found in score_outcomes(areas, rules(afronding=True)):
        assert np.isnan(found.score[0])
        assert np.isnan(found.laag[0])
        assert found.reden[0].startswith("Geen score: het aantal huishoudens is onbekend.")


def test_no_areas_and_no_outcomes() -> None:
    none = table(5, 1).take(np.array([], dtype=np.int64))
    assert [len(found.score) for found in score_outcomes(none, REGELS)] == [0, 0]
    assert score_outcomes(table(5, 1), replace(REGELS, leefgebieden={}, risicos={})) == ()
