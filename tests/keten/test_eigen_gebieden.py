"""The list of own areas on the command line: a workbook comes out, a score is explained, what cannot be is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.keten.conftest import Ran

VOORBEELD = Path(__file__).parents[2] / "sample_data" / "kwb2023_voorbeeldstad.xlsx"
LIJST = """gebied;soort;code;aandeel;inwoners
Buiten;samengevoegd;BU99990306;;
Buiten;;BU99990308;;
9999AB;pc6;BU99990104;0,1;60
"""


Run = Callable[..., Ran]


@pytest.fixture
def lijst(tmp_path: Path) -> Path:
    pad = tmp_path / "gebieden.csv"
    pad.write_text(LIJST, "utf-8")
    return pad


def test_score_takes_the_areas_of_the_list(run: Run, lijst: Path, tmp_path: Path) -> None:
    uit = tmp_path / "uit.xlsx"
    klaar = run("score", VOORBEELD, "--gebieden", lijst, "-o", uit)
    assert klaar.exit_code == 0, klaar.err
    assert "2 eigen gebieden" in klaar.out
    kop, *rijen = CalamineWorkbook.from_path(str(uit)).get_sheet_by_name("Overzicht").to_python()
    gevonden = [(rij[kop.index("code")], rij[kop.index("niveau")], rij[kop.index("inwoners")]) for rij in rijen]
    assert gevonden == [("EG-9999AB", "pc6", 60), ("EG-BUITEN", "samengevoegd", 780)]


def test_another_level_can_still_be_asked(run: Run, lijst: Path) -> None:
    klaar = run("score", VOORBEELD, "--gebieden", lijst, "--niveau", "wijk", "--json")
    assert {area["niveau"] for area in klaar.json["gebieden"]} == {"wijk"}


def test_one_area_by_its_own_code_and_by_its_name(run: Run, lijst: Path) -> None:
    for code in ("buiten", "EG-BUITEN"):
        klaar = run("explain", VOORBEELD, "--gebieden", lijst, "--code", code, "--uitkomst", "Wonen")
        assert "BU99990308" in klaar.out, klaar.err
    klaar = run("score", VOORBEELD, "--gebieden", lijst, "--codes", "buiten", "--json")
    assert [area["code"] for area in klaar.json["gebieden"]] == ["EG-BUITEN"]


def test_without_a_list_there_are_none(run: Run) -> None:
    klaar = run("score", VOORBEELD, "--niveau", "eigen", "--json")
    assert klaar.exit_code == 1
    assert "--gebieden" in klaar.err


def test_writing_beside_own_rows_is_not_offered(run: Run, lijst: Path) -> None:
    klaar = run("score", "--terugschrijven", VOORBEELD, "--gebieden", lijst, "-o", "kopie.xlsx")
    assert klaar.exit_code == 2
    assert "--gebieden" in klaar.err
    assert not Path("kopie.xlsx").exists()
