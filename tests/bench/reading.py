"""S10: reading with the guard and all checks, against calamine alone on the same file, and the memory it takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

import buurtwijzer
from buurtwijzer.core.resources import shipped
from buurtwijzer.data.source import open_table
from tests.bench.files import wide_file
from tests.bench.measure import Measured, against_limit, compare, peak_mb

_GOAL_READING = 1.6
_GOAL_MB = 400
_AREAS = 18_310
_ROUNDS = 5


def bare(path: Path) -> None:
    """Read every cell with calamine, and do nothing with it."""
    CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


_READ = """
import sys
from pathlib import Path
import buurtwijzer
buurtwijzer.read_buurten([Path(sys.argv[1])], buurtwijzer.load_rulebook())
"""


def measure(folder: Path) -> Iterator[Measured]:
    """Measure on a workbook as large as that of CBS: every area of the Netherlands, every column."""
    rules = buurtwijzer.load_rulebook()
    national = wide_file(shipped("sample_data") / "kwb2023_voorbeeldstad.xlsx", folder, areas=_AREAS)
    yield compare(
        "S10a",
        "wacht, lezen en herkennen (18.310 x 121) tegen calamine alleen",
        lambda: open_table(national, rules),
        lambda: bare(national),
        goal=_GOAL_READING,
        rounds=_ROUNDS,
    )
    yield compare(
        "S10",
        "wacht, lezen en controles (18.310 x 121) tegen calamine alleen",
        lambda: buurtwijzer.read_buurten([national], rules),
        lambda: bare(national),
        goal=_GOAL_READING,
        rounds=_ROUNDS,
    )
    peak = peak_mb(_READ, str(national))
    yield against_limit("S10m", "geheugen van het hele proces bij dat lezen", peak, _GOAL_MB, "MB")
