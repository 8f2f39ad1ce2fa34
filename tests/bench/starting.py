"""S15: how long ``buurtwijzer --help`` takes against a Python that does nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Measured, compare

_GOAL = 4.0


def measure(_folder: Path) -> Iterator[Measured]:
    """Measure the console script, as a user starts it, against ``python -c pass``."""
    script = Path(sys.executable).with_name("buurtwijzer")
    command = [str(script)] if script.exists() else [shutil.which("buurtwijzer") or sys.executable]
    if command == [sys.executable]:
        command += ["-m", "buurtwijzer_excel.cli.main"]

    def start(words: list[str]) -> None:
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)

    yield compare(
        "S15",
        "buurtwijzer --help tegen kale Python",
        lambda: start([*command, "--help"]),
        lambda: start([sys.executable, "-c", "pass"]),
        goal=_GOAL,
        rounds=31,
    )
