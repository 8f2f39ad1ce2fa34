"""Reading of number cells: values, signs for missing, and mistakes that are never guessed away."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from buurtwijzer.data.numbers import Mark, NumberReader, parse_text
from buurtwijzer.data.table import State


def marks(*cells: object) -> list[Mark]:
    return [Mark(m) for m in NumberReader().read(cells).merken.tolist()]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("78.4", 78.4),
        ("    78.4", 78.4),
        ("78,4  ", 78.4),
        ("0", 0.0),
        ("-8.5", -8.5),
        ("+3", 3.0),
        ("0.512", 0.512),
        ("0,512", 0.512),
        ("1.234.567", 1234567.0),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("12345", 12345.0),
        ("\u00a0 12 ", 12.0),
        (3.0, 3.0),
        (0.0, 0.0),
        (7, 7.0),
    ],
)
def test_value(cell: object, value: float) -> None:
    column = NumberReader().read([cell])
    assert column.merken.tolist() == [Mark.WAARDE]
    assert column.waarden.tolist() == [value]


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        (".", Mark.PUNT),
        ("       .", Mark.PUNT),
        (",", Mark.PUNT),
        ("x", Mark.GEHEIM),
        ("X", Mark.GEHEIM),
        ("", Mark.LEEG),
        ("   ", Mark.LEEG),
        (None, Mark.LEEG),
        ("-", Mark.LEEG),
        ("NA", Mark.LEEG),
        (-99997.0, Mark.LEEG),
        (-99999999.0, Mark.LEEG),
        ("-99997", Mark.LEEG),
        (" -99995 ", Mark.LEEG),
        (-99991, Mark.LEEG),
    ],
)
def test_sign_for_missing(cell: object, mark: Mark) -> None:
    column = NumberReader().read([cell])
    assert column.merken.tolist() == [mark]
    assert math.isnan(column.waarden[0])


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("n.v.t.", Mark.TEKST),
        ("12%", Mark.TEKST),
        ("€ 12", Mark.TEKST),
        ("1 234", Mark.TEKST),
        ("1e5", Mark.TEKST),
        ("1e999", Mark.TEKST),
        ("nan", Mark.TEKST),
        ("inf", Mark.TEKST),
        ("-inf", Mark.TEKST),
        ("1.2.3", Mark.TEKST),
        ("12,34,5", Mark.TEKST),
        ("--5", Mark.TEKST),
        ("5.", Mark.TEKST),
        (".5", Mark.TEKST),
        ("٣", Mark.TEKST),
        ("²", Mark.TEKST),
        ("9" * 400, Mark.TEKST),
        ("#N/A", Mark.TEKST),
        ("=1+1", Mark.TEKST),
        (True, Mark.LOGISCH),
        (False, Mark.LOGISCH),
        (dt.datetime(2023, 1, 1), Mark.DATUM),  # noqa: DTZ001 - as a cell gives it
        (dt.date(2023, 1, 1), Mark.DATUM),
        (dt.timedelta(days=1), Mark.DATUM),
        (math.inf, Mark.ONEINDIG),
        (-math.inf, Mark.ONEINDIG),
        (math.nan, Mark.ONEINDIG),
        (1e300, Mark.ONEINDIG),
        ("1.234", Mark.ONDUIDELIJK),
        ("1,234", Mark.ONDUIDELIJK),
    ],
)
@pytest.mark.parametrize("among", [(), (5.0,), ("x", 5.0)])
def test_mistake_is_never_a_value(cell: object, mark: Mark, among: tuple[object, ...]) -> None:
    column = NumberReader().read([cell, *among])
    assert column.merken[0] == mark
    assert math.isnan(column.waarden[0])
    assert column.mistakes().tolist() == [0]


def test_true_is_not_the_number_one() -> None:
    assert marks(1.0, True, 1) == [Mark.WAARDE, Mark.LOGISCH, Mark.WAARDE]


def test_thousand_or_decimal_is_settled_only_by_its_own_column() -> None:
    assert marks("1.234", "26.4") == [Mark.WAARDE, Mark.WAARDE]
    assert NumberReader().read(["1.234", "26.4"]).waarden.tolist() == [1.234, 26.4]
    assert NumberReader().read(["1,234", "26,4"]).waarden.tolist() == [1.234, 26.4]
    assert marks("1.234", "26,4") == [Mark.ONDUIDELIJK, Mark.WAARDE]
    assert marks("1,234", "26.4") == [Mark.ONDUIDELIJK, Mark.WAARDE]
    assert marks("1.234", "26.4", "26,4") == [Mark.ONDUIDELIJK, Mark.WAARDE, Mark.WAARDE]
    assert marks("1.234", "55", 3.5) == [Mark.ONDUIDELIJK, Mark.WAARDE, Mark.WAARDE]


def test_an_earlier_column_does_not_settle_the_next() -> None:
    reader = NumberReader()
    assert reader.read(["1.234", "26.4"]).merken.tolist() == [Mark.WAARDE] * 2
    assert reader.read(["1.234", "26,4"]).merken.tolist() == [Mark.ONDUIDELIJK, Mark.WAARDE]


def test_mixed_signs_are_told() -> None:
    assert NumberReader().read(["26,4", "26.4"]).gemengd
    assert not NumberReader().read(["26,4", "27,5", 3.5, "."]).gemengd


def test_a_point_is_hidden_only_where_the_column_was_delivered() -> None:
    delivered = NumberReader().read([5.0, ".", "", "x"]).states(State.GEMETEN)
    assert delivered.tolist() == [State.GEMETEN, State.ONDERDRUKT, State.ONTBREEKT, State.ONDERDRUKT]
    empty = NumberReader().read([".", ".", "", "x"]).states(State.GEMETEN)
    assert empty.tolist() == [State.ONTBREEKT, State.ONTBREEKT, State.ONTBREEKT, State.ONDERDRUKT]


def test_zero_is_a_value_and_no_sign_for_missing() -> None:
    column = NumberReader().read([0.0, "0", ".", " 0 "])
    assert column.states(State.GESCHAT).tolist() == [State.GESCHAT, State.GESCHAT, State.ONDERDRUKT, State.GESCHAT]
    assert column.waarden[[0, 1, 3]].tolist() == [0.0, 0.0, 0.0]


@given(st.floats(min_value=-1e9, max_value=1e9).map(lambda x: round(x, 2)), st.sampled_from(".,"), st.integers(0, 9))
def test_every_written_decimal_reads_back(number: float, sign: str, padding: int) -> None:
    assume(number not in (-99991, -99995, -99997, -99999997, -99999998, -99999999))
    text = f"{number:.2f}".replace(".", sign).rjust(padding + 4)
    assert NumberReader().read([text]).waarden[0] == number


@given(st.text(max_size=12))
def test_any_text_is_a_value_a_sign_or_a_mistake(text: str) -> None:
    value, mark, _ = parse_text(text)
    assert math.isnan(value) == (mark not in (Mark.WAARDE, Mark.ONDUIDELIJK))
    assert not math.isinf(value)
    if mark is Mark.WAARDE:
        assert any(c.isdigit() for c in text)


@given(st.lists(st.one_of(st.floats(-1e6, 1e6), st.sampled_from(["", ".", "x"])), min_size=1))
def test_one_cell_never_changes_another(cells: list[object]) -> None:
    together = NumberReader().read(cells)
    alone = np.array([NumberReader().read([cell]).waarden[0] for cell in cells])
    np.testing.assert_array_equal(together.waarden, alone)
