"""The forms between Excel and LibreOffice that need no program: sizes, colours, formulas, names of sheets, edges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtwijzer_excel.engines.calc import formulas, units
from buurtwijzer_excel.engines.calc.names import sheet_mark
from buurtwijzer_excel.engines.calc.ranges import _steps_to_edge


@given(st.integers(0, 8180).map(lambda twips: twips / 20))
def test_points_come_back_exactly(points: float) -> None:
    assert units.to_points(units.from_points(points)) == points


@given(st.integers(0, 25_500).map(lambda hundredths: hundredths / 100))
def test_a_width_in_characters_comes_back(characters: float) -> None:
    # LibreOffice keeps a twentieth of a point, about a hundredth of a character
    assert units.to_characters(units.from_characters(characters)) == pytest.approx(characters, abs=0.011)


@pytest.mark.parametrize(("characters", "pixels"), [(8.43, 64), (10, 75), (1, 12), (0.5, 6), (0, 0)])
def test_a_width_is_that_of_excel(characters: float, pixels: int) -> None:
    assert units.from_characters(characters) == pytest.approx(pixels * 0.75 * 2540 / 72, abs=1)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_colours_come_back_however_they_are_given(rgb: tuple[int, int, int]) -> None:
    red, green, blue = rgb
    for given_as in (rgb, list(rgb), f"#{red:02x}{green:02X}{blue:02x}", red + 256 * green + 65_536 * blue):
        assert units.to_rgb(units.from_color(given_as)) == rgb
    assert units.from_color(None) == units.NO_COLOR


@pytest.mark.parametrize(
    ("libreoffice", "excel"),
    [
        ("unique(A2:A10)", "UNIQUE(A2:A10)"),
        ('IF(A1="unique(x)",xlookup(A1,B1:B2),2)', 'IF(A1="unique(x)",XLOOKUP(A1,B1:B2),2)'),
        ("'blad (x)'!A1+sum2(B1)", "'blad (x)'!A1+SUM2(B1)"),
        ("bwz_naam+1", "bwz_naam+1"),
    ],
)
def test_functions_it_does_not_know_are_written_as_excel_does(libreoffice: str, excel: str) -> None:
    assert formulas._capitals(libreoffice) == excel


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("Sheet1", "Sheet1"),
        ("Gezondheid", "Gezondheid"),
        ("kwb-2023", "'kwb-2023'"),
        ("Jan's blad", "'Jan''s blad'"),
        ("2023", "'2023'"),
        ("KWB2023", "'KWB2023'"),
        ("Blad2", "Blad2"),
        ("R1C1", "'R1C1'"),
        ("é", "é"),
    ],
)
def test_a_sheet_is_in_quotes_when_it_must_be(name: str, mark: str) -> None:
    assert sheet_mark(name) == mark


@pytest.mark.parametrize(
    ("filled", "steps"),
    [("xxx-", 2), ("xxx", 2), ("x--x", 3), ("x---", None), ("-xx-", 1), ("--", None), ("x", None), ("xx", 1)],
)
def test_how_far_ctrl_and_an_arrow_go(filled: str, steps: int | None) -> None:
    assert _steps_to_edge([sign == "x" for sign in filled]) == steps
