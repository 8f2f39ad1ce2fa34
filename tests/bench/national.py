"""S12 on the real national files: the whole run against calamine and XlsxWriter. Takes minutes; only on request."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from python_calamine import CalamineWorkbook

import buurtwijzer
from buurtwijzer.reporting.sheets import build_sheets
from tests.bench.computing import OPTIONS, national_files
from tests.bench.measure import Measured, compare
from tests.bench.writing import cells_of, line_by_line

_GOAL_RUN = 1.3


def measure(folder: Path) -> Iterator[Measured]:
    """Measure reading, computing and writing; the reference reads the same files and has its cells at hand."""
    files = national_files()
    if not files:
        return
    rules = buurtwijzer.load_rulebook()

    def whole() -> None:
        fresh = buurtwijzer.assess(buurtwijzer.read_buurten(files, rules), rules, OPTIONS)
        buurtwijzer.write_workbook(fresh, folder / "uit.xlsx", overschrijf=True)

    cells = cells_of(build_sheets(buurtwijzer.assess(buurtwijzer.read_buurten(files, rules), rules, OPTIONS)))

    def read_and_write() -> None:
        for file in files:
            _bare(file)
        line_by_line(cells, folder / "zij.xlsx")

    yield compare(
        "S12",
        "de hele run (Nederland) tegen calamine + XlsxWriter",
        whole,
        read_and_write,
        goal=_GOAL_RUN,
        rounds=1,
        warm=False,
    )


def _bare(path: Path) -> None:
    """Read every cell, and do nothing with it."""
    if path.suffix == ".xlsx":
        CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        return
    with gzip.open(path) as file:
        list(csv.reader(TextIOWrapper(file, "utf-8")))
