"""A buurt that stands twice on a sheet with figures: the button goes on, unless its rows differ and it is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import python_calamine

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer_excel.workbook.kept import forget
from buurtwijzer_excel.workbook.run import OwnWorkbook, run_on_workbook
from buurtwijzer_excel.workbook.settings import Settings

SHEET, INHABITANTS = "kwb-2023", "a_inw"


@pytest.fixture
def rows(root: Path) -> list[list[Any]]:
    path = root / "sample_data" / "kwb2023_voorbeeldstad.xlsx"
    return python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()


def _run(rows: list[list[Any]], chosen: set[int]) -> list[str]:
    forget()
    found = run_on_workbook(
        OwnWorkbook("mijn.xlsx", None, (SheetBlock("mijn.xlsx", SHEET, rows),)), SHEET, chosen, settings=Settings()
    )
    return [issue.code for issue in (*found.issues, *found.assessment.issues)]


def _buurten(rows: list[list[Any]]) -> list[int]:
    return [number for number, row in enumerate(rows) if str(row[0]).startswith("BU")]


def test_the_same_row_twice_is_told(rows: list[list[Any]]) -> None:
    first, *_ = _buurten(rows)
    assert "D243" in _run([*rows, list(rows[first])], {first})


def test_other_figures_elsewhere_do_not_stop_the_button(rows: list[list[Any]]) -> None:
    first, second, *_ = _buurten(rows)
    other = list(rows[first])
    other[rows[0].index(INHABITANTS)] = 12345
    assert "D244" in _run([*rows, other], {second})


def test_other_figures_of_a_chosen_buurt_are_refused_with_both_rows(rows: list[list[Any]]) -> None:
    first, second, *_ = _buurten(rows)
    other = list(rows[first])
    other[rows[0].index(INHABITANTS)] = 12345
    with pytest.raises(InputError) as caught:
        _run([*rows, other], {first, second})
    (issue,) = caught.value.issues
    assert issue.code == "D211"
    assert f"rij {first + 1} en {len(rows) + 1}" in issue.message
    assert issue.place == f"mijn.xlsx, blad {SHEET}, cel A{len(rows) + 1}"
