"""Row heights: enough lines for wrapped text, never more than a screen."""

from __future__ import annotations

import pytest

from buurtwijzer.reporting.blad import CelSoort, Kolom
from buurtwijzer.reporting.heights import header_height, lines_needed, row_height

LONG = Kolom("reden", CelSoort.LANGE_TEKST, 30)
SCORE = Kolom("gezondheid t.o.v. vergelijkbaar", CelSoort.SCORE, 12)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("kort", 10, 1),
        ("twee hele regels", 10, 2),
        ("eerste\ntweede", 40, 2),
        ("x" * 50, 20, 3),
        ("een woord dat veel te breed is: " + "x" * 40, 20, 4),
    ],
)
def test_lines_of_wrapped_text(text: str, width: float, lines: int) -> None:
    assert lines_needed(text, width) == lines


def test_height_follows_the_longest_text_and_ignores_numbers() -> None:
    low, high = row_height((LONG, SCORE), ("kort", 12.5)), row_height((LONG, SCORE), ("woord " * 30, None))
    assert low < high
    assert row_height((LONG,), ("woord " * 5_000,)) < 409, "Excel kent geen hogere rij"


def test_header_keeps_a_line_for_the_filter_button() -> None:
    assert header_height((LONG,)) > row_height((LONG,), ("reden",))
    assert header_height((LONG, SCORE)) > header_height((LONG,))
