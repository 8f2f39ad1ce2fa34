"""Codes as files have them: what is repaired, what the column decides, and what is told with both readings."""

from __future__ import annotations

from pathlib import Path

import pytest

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.areas.bare_codes import bare_levels
from buurtwijzer.data.read import read_buurten
from tests.gegevens.regelboek import regelboek
from tests.gegevens.werkmappen import KWB_KOPPEN, kwb_rij, schrijf_kwb

A, WK, GM = "BU03440111", "WK034401", "GM0344"
_KOPPEN = [kop for kop in KWB_KOPPEN if kop not in ("gwb_code_10", "gwb_code_8", "recs")]


def gelezen(path: Path, *codes: object) -> tuple[str, ...]:
    """Read a file whose only word on its areas is one column with codes."""
    rijen = [{**kwb_rij(A), "gwb_code": code, "regio": f"Gebied {i}"} for i, code in enumerate(codes)]
    return read_buurten([schrijf_kwb(path / "kwb.xlsx", rijen, koppen=_KOPPEN)], regelboek()).table.code


@pytest.mark.parametrize(
    "code",
    [
        *(A, " bu03440111 ", "BU 0344 01 11", "BU\u00a003440111", "\u200bBU03440111\ufeff", "BU-03440111"),
        *("bu_0344_0111", "03440111", "3440111", 3440111.0, "3440111.0", "3,440111E+06", "BU3440111"),
    ],
)
def test_one_buurt_however_it_is_written(code: object, tmp_path: Path) -> None:
    assert gelezen(tmp_path, code, "BU03440112") == (A, "BU03440112")


def test_letters_of_amsterdam_and_an_exponent_that_is_none(tmp_path: Path) -> None:
    assert gelezen(tmp_path, "bu0363aa01", "0363 12E3") == ("BU036312E3", "BU0363AA01")


def test_short_numbers_are_what_the_gemeente_of_the_others_makes_of_them(tmp_path: Path) -> None:
    assert gelezen(tmp_path, A, 34401.0, 344.0) == (A, GM, WK)


def test_six_digits_take_the_reading_whose_gemeente_is_in_the_column(tmp_path: Path) -> None:
    assert gelezen(tmp_path, "BU00140000", "140001") == ("BU00140000", "BU00140001")
    assert gelezen(tmp_path, "BU14000101", "140001") == ("BU14000101", "WK140001")


def test_six_digits_in_a_column_of_buurten_are_a_buurt() -> None:
    levels = bare_levels("Buurtcode", ["3440111", "140001"], [None, None])
    assert levels == [Niveau.BUURT, Niveau.BUURT]
    assert bare_levels("wk_code", ["140001"], [None]) == [Niveau.WIJK]


def test_what_a_row_says_of_its_level_goes_first() -> None:
    assert bare_levels("Buurtcode", ["140001"], [Niveau.WIJK]) == [Niveau.WIJK]


@pytest.mark.parametrize(
    ("code", "soort", "woorden"),
    [
        (140001.0, "D441", ("WK140001", "BU00140001")),
        ("WK00141908", "D441", ("WK001419", "BU00141908")),
        ("3,44E+06", "D442", ()),
    ],
)
def test_two_readings_and_lost_digits_are_told(
    code: object, soort: str, woorden: tuple[str, ...], tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        gelezen(tmp_path, "WK034401", "BU03440111", code)
    (issue,) = [found for found in caught.value.issues if found.code == soort]
    assert all(woord in issue.message for woord in woorden)
    assert issue.place.endswith("4")
