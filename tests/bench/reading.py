"""S10: reading with the guard and all checks, against calamine alone on the same file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

import buurtwijzer
from buurtwijzer.core.resources import shipped
from buurtwijzer.data.guard import guard_workbook
from buurtwijzer.data.workbook import read_sheet
from tests.bench.files import wide_file
from tests.bench.measure import Measured, compare

_GOAL_READING = 1.6


def bare(path: Path) -> None:
    """Read every cell with calamine, and do nothing with it."""
    CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def measure(folder: Path) -> Iterator[Measured]:
    """Measure on the sample file, and on a file with as many rows as the Netherlands has buurten."""
    rules = buurtwijzer.load_rulebook()
    national = wide_file(shipped("sample_data") / "kwb2023_voorbeeldstad.xlsx", folder, areas=14_500)
    yield compare(
        "S10a",
        "wacht en lezen (14.500 x 121) tegen calamine alleen",
        lambda: read_sheet(guard_workbook(national), 0),
        lambda: bare(national),
        goal=_GOAL_READING,
        rounds=3,
    )
    yield compare(
        "S10",
        "wacht, lezen en controles (14.500 x 121) tegen calamine alleen",
        lambda: buurtwijzer.read_buurten([national], rules),
        lambda: bare(national),
        goal=_GOAL_READING,
        rounds=3,
    )
