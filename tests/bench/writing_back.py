"""S11: writing back into a national workbook of the user's own, against reading that file and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from buurtwijzer.core.resources import shipped
from buurtwijzer.reporting.injection.opened import open_own_file
from buurtwijzer_excel.workbook.file_route import FileReading, read_own_file, run_on_file, write_run
from tests.bench.files import wide_file
from tests.bench.measure import Measured, compare
from tests.bench.reading import bare

_AREAS = 14_500
_WHAT = "terugschrijven (14.500 x 121) tegen calamine"


def measure(folder: Path) -> Iterator[Measured]:
    """Measure a first run and a second one, which finds its own columns; the scoring itself is left out.

    These ratios have no goal of their own: a few seconds for the whole country is what a user may expect.
    """
    national = wide_file(shipped("sample_data") / "kwb2023_voorbeeldstad.xlsx", folder, areas=_AREAS)
    own = read_own_file(open_own_file(national))
    found = run_on_file(own, own.settings)
    copy = folder / "kopie.xlsx"

    def write(reading: FileReading, target: Path) -> None:
        write_run(replace(reading, file=open_own_file(reading.file.pad)), found, target, overschrijf=True)

    def read() -> None:
        bare(national)

    yield compare("S11b", f"{_WHAT}, eerste keer", lambda: write(own, copy), read, goal=None, rounds=3)
    written = read_own_file(open_own_file(copy))
    again = folder / "weer.xlsx"
    yield compare("S11c", f"{_WHAT}, tweede keer", lambda: write(written, again), read, goal=None, rounds=3)
