"""The Netherlands for real: seconds of computing, and the whole run against calamine and XlsxWriter."""

from __future__ import annotations

import csv
import gzip
import os
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from python_calamine import CalamineWorkbook

import buurtwijzer
from buurtwijzer.assessment import Options
from buurtwijzer.reporting.sheets import build_sheets
from tests.bench.measure import Measured, against_limit, compare, seconds
from tests.bench.writing import cells_of, line_by_line

_VARIABLE = "BUURTWIJZER_TESTDATA"
_FILES = (
    "kwb2024_landelijk_selectie.csv.gz",
    "kwb2024_buurten_leeftijd_misdrijven.csv.gz",
    "smap2020_18plus_landelijk_50090NED.xlsx",
)
_BUURTEN = 14_574
_MOST_SECONDS = 3.0
_GOAL_RUN = 1.3


def measure(folder: Path) -> Iterator[Measured]:
    """Measure on the national files, with the coverage that gives every buurt its place."""
    where = os.environ.get(_VARIABLE)
    if not where:
        sys.stderr.write(f"national overgeslagen: zet {_VARIABLE} op de map met de landelijke bestanden\n")
        return
    files = [Path(where) / name for name in _FILES]
    rules, options = buurtwijzer.load_rulebook(), Options(dekking_pct=30)
    data = buurtwijzer.read_buurten(files, rules)
    result = buurtwijzer.assess(data, rules, options)
    assert len(result.table) == _BUURTEN
    best = min(seconds(lambda: buurtwijzer.assess(data, rules, options)) for _ in range(3))
    yield against_limit("S12n", "heel Nederland rekenen tegen 3 seconden (kortste van drie)", best, _MOST_SECONDS, "s")
    cells = cells_of(build_sheets(result))

    def whole() -> None:
        fresh = buurtwijzer.assess(buurtwijzer.read_buurten(files, rules), rules, options)
        buurtwijzer.write_workbook(fresh, folder / "uit.xlsx", overschrijf=True)

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
        list(csv.reader(TextIOWrapper(file, "utf-8"), delimiter=","))
