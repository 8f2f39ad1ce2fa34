"""S17: every command about evidence on all of the Netherlands within two minutes. Takes minutes; only on request."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.computing import national_files
from tests.bench.measure import Measured, against_limit, seconds

_LIMIT = 120.0
_HERE = "from buurtwijzer_excel.cli.main import main; main()"
_AREAS = "BU03440111,BU03440112,BU03440113,BU03440211"


def measure(folder: Path) -> Iterator[Measured]:
    """Run each command as a user does, from starting Python to the workbook that was written."""
    files = national_files()
    if not files:
        return
    lbm = next(files[0].parent.glob("leefbaarometer3_wijken*.csv"))
    about = ("--codes", _AREAS, "--start", 2025, "--uitkomst", "misdrijven_totaal")
    learned = ("--tegen", "lbm_totaal", "--niveau", "wijk", "--dekking", 30)
    asked = {
        "backtest": ("backtest", *files, "--dekking", 30, "-o", folder / "terugblik.xlsx"),
        "trend": ("trend", *files, "-o", folder / "trend.xlsx"),
        "effect meting": ("effect", "meting", *files, *about, "-o", folder / "effect.xlsx"),
        "rules gewichten": ("rules", "gewichten", *files, lbm, *learned, "-o", folder / "voorstel"),
    }
    for name, words in asked.items():
        took = seconds(lambda words=words: _run(*words))
        yield against_limit("S17", f"{name}, heel Nederland, tegen twee minuten", took, _LIMIT, "s")


def _run(*words: object) -> None:
    subprocess.run([sys.executable, "-c", _HERE, *map(str, words)], check=True, capture_output=True)
