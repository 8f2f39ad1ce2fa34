"""The benchmarks can be trusted: every part is there, and a ratio is ours divided by the reference."""

from __future__ import annotations

from importlib import import_module
from time import sleep

import pytest

from tests.bench.__main__ import ON_REQUEST, PARTS, main
from tests.bench.measure import Measured, compare


@pytest.mark.parametrize("deel", [*PARTS, *ON_REQUEST])
def test_every_part_can_measure(deel: str) -> None:
    assert callable(import_module(f"tests.bench.{deel}").measure)


def test_ratio_is_ours_against_the_reference() -> None:
    gemeten = compare("S0", "slapen", lambda: sleep(0.16), lambda: sleep(0.04), goal=1.0, rounds=3)
    assert 1.5 < gemeten.ratio < 8
    assert gemeten.verdict == "NIET gehaald"


@pytest.mark.parametrize(
    ("ratio", "doel", "oordeel"), [(3.9, 4.0, "gehaald"), (4.1, 4.0, "NIET gehaald"), (9, None, "-")]
)
def test_verdict(ratio: float, doel: float | None, oordeel: str) -> None:
    assert Measured("S0", "", ratio, doel, 1.0, 1.0).verdict == oordeel


def test_unknown_part_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bestaat_niet"]) == 2
    assert "kies uit starting, reading, scoring, " in (told := capsys.readouterr().err)
    assert told.rstrip().endswith(", national")
