"""What a click asks of LibreOffice: a bounded number of calls, and not one more for every row that is chosen.

How long a click takes stands in the benchmark (``python -m tests.bench calc``): a busy machine is no judge.
"""

from __future__ import annotations

from pathlib import Path

import xlwings as xw

from buurtwijzer_excel.commands.perform import perform
from tests.bridge_calls import Calls, counted
from tests.calc import opened
from tests.keten.scenario_excel import DATA, save_payload, select, standard_payload
from tests.keten.test_waarde_knoppen import HEAD, NOTHING, OURS

FEW, MANY = ("A4:A6", 3), ("A1", 24)
MOST_FIRST, MOST_AGAIN = 1_100, 600
MOST_SHEETS, MOST_SHEETS_AGAIN = 6_900, 10_000
"""What was measured on five sheets, Narekening with every step once more among them, plus a fifth."""


def click(calc: xw.App, calls: Calls, chosen: tuple[str, int]) -> int:
    """Click once on some rows and give how many calls that took."""
    address, rows = chosen
    select(calc, address)
    calls.clear()
    assert perform("analyseer_selectie", calc).startswith(f"{rows} rijen met een buurt bekeken")
    return calls.total()


def test_a_click_asks_a_bounded_number_of_calls_whatever_the_rows(calc: xw.App, root: Path, tmp_path: Path) -> None:
    save_payload(standard_payload(root), tmp_path / "buurten.xlsx")
    with counted(calc) as calls, opened(calc, tmp_path / "buurten.xlsx"):
        first = click(calc, calls, FEW)
        few = click(calc, calls, FEW)
        click(calc, calls, MANY)
        many = click(calc, calls, MANY)
    assert first <= MOST_FIRST, (first, calls)
    assert max(few, many) <= MOST_AGAIN, (few, many, calls)
    # One call per row would make a difference of at least that many.
    assert many - few < MANY[1] - FEW[1], (few, many, calls)


def test_the_count_sees_cells_that_are_read_one_by_one(calc: xw.App, root: Path, tmp_path: Path) -> None:
    save_payload(standard_payload(root), tmp_path / "buurten.xlsx")
    with counted(calc) as calls, opened(calc, tmp_path / "buurten.xlsx") as book:
        sheet = book.sheets[DATA]
        calls.clear()
        block = sheet.range("A1:A30").value
        at_once = calls.total()
        assert [sheet.range((row, 1)).value for row in range(1, 31)] == block
        assert calls.total() - at_once >= at_once + 29


def test_the_calculation_sheets_are_written_in_blocks(calc: xw.App, root: Path, tmp_path: Path) -> None:
    """Nearly a thousand formulas, each with a look: asking for every cell would take tens of thousands of calls."""
    save_payload(standard_payload(root), tmp_path / "buurten.xlsx")
    with counted(calc) as calls, opened(calc, tmp_path / "buurten.xlsx") as book:
        select(calc, "A4:A6")
        perform("waarde_per_euro", calc)
        plan = book.sheets["Plan"]
        plan.range((2, HEAD.index("nulalternatief") + 1)).value = NOTHING
        calls.clear()
        assert "saldo" in perform("waarde_per_euro", calc)
        first = calls.total()
        formulas = sum(
            text.startswith("=") for name in OURS for line in book.sheets[name].used_range.formula for text in line
        )
        calls.clear()
        assert "saldo" in perform("waarde_per_euro", calc)
        again = calls.total()
    assert formulas > 900
    assert first <= MOST_SHEETS, (first, calls)
    assert again <= MOST_SHEETS_AGAIN, (again, calls)
