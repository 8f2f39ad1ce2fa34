"""S12: computing and writing as parts of a run, each against reading the same file and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import buurtwijzer
from buurtwijzer.core.resources import shipped
from tests.bench.files import wide_file
from tests.bench.measure import Measured, compare
from tests.bench.reading import bare

_AREAS = 2_400


def measure(folder: Path) -> Iterator[Measured]:
    """Measure scoring and writing on a hundred copies of the sample against reading the same file with calamine.

    These ratios have no goal yet: they show where the time of a run goes, and when a change moves it.
    """
    rules = buurtwijzer.load_rulebook()
    path = wide_file(shipped("sample_data") / "kwb2023_voorbeeldstad.xlsx", folder, areas=_AREAS)
    data = buurtwijzer.read_buurten([path], rules)
    result = buurtwijzer.assess(data, rules)

    def write() -> None:
        buurtwijzer.write_workbook(result, folder / "uit.xlsx", overschrijf=True)

    for id_, what, ours in (
        ("S12a", "scoren en adviseren", lambda: buurtwijzer.assess(data, rules)),
        ("S12b", "werkmap schrijven", write),
    ):
        yield compare(id_, f"{what} ({_AREAS}) tegen calamine alleen", ours, lambda: bare(path), goal=None, rounds=3)
