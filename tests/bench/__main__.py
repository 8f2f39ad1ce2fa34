"""Runs the benchmarks and prints a table: ``python -m tests.bench [part ...]``. Never in CI: a busy box is no judge.

A new goal gets a module with ``measure(folder)`` that yields `Measured`, and a place in ``PARTS``. The parts
``computing``, ``evidence`` and ``national`` need the national files (environment variable BUURTWIJZER_TESTDATA) and
are left out without them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.measure import Measured

PARTS = (
    "starting",
    "reading",
    "scoring",
    "shares",
    "explaining",
    "drawing",
    "valuing",
    "choosing",
    "computing",
    "writing",
    "running",
    "writing_back",
    "calc",
)
ON_REQUEST = ("evidence", "national")
"""Parts that take minutes, measured only when they are named."""


def main(chosen: list[str]) -> int:
    """Measure the chosen parts (all by default) and tell which goals are missed."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    known = (*PARTS, *ON_REQUEST)
    unknown = set(chosen) - set(known)
    if unknown:
        sys.stderr.write(f"onbekend: {', '.join(sorted(unknown))}; kies uit {', '.join(known)}\n")
        return 2
    _say(f"{'doel':<6} {'wat':<62} {'verhouding':>10} {'grens':>6}  {'oordeel':<13} {'wij':>8} {'ander':>8}")
    missed = 0
    with TemporaryDirectory() as folder:
        for part in chosen or PARTS:
            measure: Callable[[Path], Iterator[Measured]] = import_module(f"tests.bench.{part}").measure
            for found in measure(Path(folder)):
                missed += found.goal is not None and found.ratio > found.goal
                _say(_line(found))
    _say("Verhouding: mediaan per ronde, om en om gemeten. Seconden geven alleen de orde van grootte.")
    return 1 if missed else 0


def _line(found: Measured) -> str:
    goal = "-" if found.goal is None else f"{found.goal:.2f}"
    times = f"{found.ours:8.3f} {found.reference:8.3f} {found.unit}"
    return f"{found.id:<6} {found.what:<62} {found.ratio:>10.2f} {goal:>6}  {found.verdict:<13} {times}"


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
