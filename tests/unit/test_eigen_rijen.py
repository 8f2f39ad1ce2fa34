"""Rows of a user's own list that are not what they seem: told with their place, never skipped in silence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from buurtwijzer.core.resources import shipped
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.reporting.written import written_columns
from buurtwijzer_excel.workbook.run import OwnRun, OwnWorkbook, run_on_workbook
from buurtwijzer_excel.workbook.settings import Settings

HEAD = ("Mijn lijst", "", ""), ("code", "naam", "budget")
GOOD = ("BU99990202", "Zonneveld-Oost", 1000.0)


def run(*rows: Sequence[object]) -> OwnRun:
    sheet = SheetBlock("mijn.xlsx", "Lijst", [*HEAD, *rows])
    data = shipped("sample_data") / "kwb2023_voorbeeldstad.xlsx"
    return run_on_workbook(OwnWorkbook("mijn.xlsx", None, (sheet,)), "Lijst", None, settings=Settings(bronnen=(data,)))


def told(found: OwnRun, code: str) -> str:
    return next((issue.message for issue in found.issues if issue.code == code), "")


@pytest.mark.parametrize("kapot", ["BU9999020", "BU 9999 02 02", "9999-0202", 999902.0])
def test_a_broken_code_is_told_with_its_cell(kapot: object) -> None:
    found = run(GOOD, (kapot, "Oude Haven", 500.0), ("BU99990101", "Oude Haven", 1.0))
    assert "A4" in told(found, "X241")
    assert "4" not in told(found, "X203")


@pytest.mark.parametrize("leeg", ["", "Totaal", "Zonneveld-Oost"])
def test_a_row_without_a_code_is_told_with_its_number(leeg: str) -> None:
    found = run(GOOD, (leeg, "Oude Haven", 500.0), ("BU99990101", "Oude Haven", 1.0))
    assert told(found, "X203").endswith(": 4.")
    assert not told(found, "X241")


def test_a_name_without_a_code_says_which_code_and_is_no_total() -> None:
    found = run(GOOD, ("", "Oude Haven", 1.0), ("BU99990102", "Zilverzand", 1.0), ("onbekend", "Lindenbuurt", 2.0))
    assert "B4 (BU99990101)" in told(found, "D462")
    assert told(found, "X203").endswith(": 6.")


def test_notes_below_the_list_are_not_told() -> None:
    found = run(GOOD, ("Totaal", "", 1.0), ("onbekend", "x", 1.0))
    assert not found.issues


def test_the_name_of_another_area_beside_a_code_is_told() -> None:
    found = run(GOOD, ("BU99990101", "Zonneveld-Oost", 1.0), ("BU99990102", "eigen naam", 1.0))
    assert told(found, "X243").startswith("In deze rijen")
    assert "code: 4." in told(found, "X243")


def test_an_area_in_two_rows_is_told() -> None:
    assert "BU99990202" in told(run(GOOD, GOOD), "X242")
    assert not told(run(GOOD), "X242")


def test_an_area_without_figures_says_so_in_its_own_row() -> None:
    found = run(GOOD, ("BU99998888", "Onbekend", 1.0))
    written = written_columns(found.assessment, found.gekozen.values())
    assert written.kolommen[-1].kop == "Bwz toelichting"
    assert written.rijen["BU99998888"][-1] == "Geen uitkomst: er zijn geen cijfers over dit gebied."
    assert set(written.rijen["BU99998888"][:-1]) == {None}
    assert "BU99998888" in told(found, "X204")
