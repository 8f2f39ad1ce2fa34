"""Discounting and payback on random flows, against numpy_financial and a loop over exact fractions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy_financial
import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtwijzer.valuation.build.costs import present_value
from buurtwijzer.valuation.build.totals import add_payback
from buurtwijzer.valuation.expressions import Number, Ref, compute
from buurtwijzer.valuation.model import Sheet

bedragen = st.integers(0, 10_000_000).map(lambda cents: cents / 100)
stromen = st.lists(st.tuples(bedragen, bedragen | st.just(0.0)), min_size=1, max_size=12)


@given(stroom=stromen, voet=st.integers(0, 2000).map(lambda n: n / 10_000))
def test_present_value(stroom: list[tuple[float, float]], voet: float) -> None:
    gains, costs = [gain for gain, _ in stroom], [cost for _, cost in stroom]
    values = {"discontovoet": voet}
    at_end = compute(present_value([Number(gain) for gain in gains], at_start=False), values)
    at_start = compute(present_value([Number(cost) for cost in costs], at_start=True), values)
    assert at_end == pytest.approx(numpy_financial.npv(voet, [0, *gains]), rel=1e-12, abs=1e-9)
    assert at_start == pytest.approx(numpy_financial.npv(voet, costs), rel=1e-12, abs=1e-9)


def terugverdienjaar(stroom: list[tuple[float, float]]) -> int | None:
    som, gevonden, betaald = Fraction(0), None, False
    for jaar, (bij, af) in enumerate(stroom, start=1):
        som, betaald = som + Fraction(round(100 * bij)) - Fraction(round(100 * af)), betaald or af > 0
        gevonden = None if som < 0 or not betaald else gevonden or jaar
    return gevonden


@given(stroom=stromen)
def test_payback(stroom: list[tuple[float, float]]) -> None:
    sheet = Sheet()
    add_payback(sheet, "x", [Number(gain) for gain, _ in stroom], [Number(cost) for _, cost in stroom])
    values: dict[str, float] = {}
    for naam, formule in sheet.cellen.items():
        values[naam] = float(compute(formule, values))
    expected = terugverdienjaar(stroom)
    assert np.isnan(values["x_terugverdien"]) if expected is None else values["x_terugverdien"] == expected


@pytest.mark.parametrize(
    ("stroom", "jaar"),
    [
        ([(50.0, 100.0), (50.0, 0.0), (50.0, 0.0)], 2),
        ([(0.0, 0.0), (0.0, 100.0), (100.0, 0.0)], 3),
        ([(20.0, 10.0), (20.0, 10.0)], 1),
        ([(100.0, 50.0), (0.0, 100.0), (60.0, 0.0)], 3),
        ([(1.0, 2.0), (0.5, 0.0)], None),
        ([(5.0, 0.0), (5.0, 0.0)], None),
        ([(0.1, 0.3), (0.2, 0.0)], 2),
    ],
    ids=["gewoon", "later begonnen", "meteen", "weer onder nul", "nooit", "geen kosten", "op de cent"],
)
def test_payback_by_hand(stroom: list[tuple[float, float]], jaar: int | None) -> None:
    assert terugverdienjaar(stroom) == jaar
    test_payback.hypothesis.inner_test(stroom)


def test_a_long_sum_is_made_in_steps() -> None:
    sheet = Sheet()
    values = {f"a{number}": float(number) for number in range(1, 2001)}
    sheet.cell("som", present_value([Ref(naam) for naam in values], at_start=True))
    values |= {"discontovoet": 0.0}
    for naam, formule in sheet.cellen.items():
        values[naam] = float(compute(formule, values))
    assert values["som"] == 2001 * 1000
    assert len(sheet.cellen) > 60
