"""The table on the terminal: aligned, narrow, by code, without control characters."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from buurtwijzer.reporting.summary import summary_lines
from buurtwijzer.scoring.outcomes import OutcomeKind
from tests.unit.assessments import NAN, assessment, outcome, table, uitkomsten
from tests.unit.segments import full_assessment


def test_the_table_reads_as_a_table() -> None:
    assert summary_lines(assessment()) == [
        "naam           inwoners  kracht             aandachtspunt         advies",
        "-------------  --------  -----------------  --------------------  ----------",
        "Centrum           2.500  Vrijwillige inzet  Eenzaamheid           Buurtkamer",
        "De Hoek             800  -                  Moeite met rondkomen  Buurtkamer",
        "Bedrijvenpark        85  -                  -                     -",
    ]


def test_with_lifestyles_they_come_first_and_an_unclear_one_is_not_named() -> None:
    lines = summary_lines(full_assessment())
    assert lines[0].split() == ["naam", "inwoners", "leefstijl", "aandachtspunt", "advies"]
    assert "Gemengde stadswijken" in lines[2]
    assert "Stadse starters" not in lines[3]
    assert max(len(line) for line in lines) <= 100


@pytest.mark.parametrize("domains", [0, 1, 2, 5, 8, 9])
def test_never_wider_than_the_terminal(domains: int) -> None:
    many = tuple(
        outcome(OutcomeKind.LEEFGEBIED, f"gebied_{n}", f"leefgebied {n}", {"a_koop": (1.0, 2.0, NAN)})
        for n in range(domains)
    )
    rest = tuple(o for o in uitkomsten() if o.soort is not OutcomeKind.LEEFGEBIED)
    lines = summary_lines(assessment(uitkomsten=(*many, *rest)))
    assert max(len(line) for line in lines) <= 100
    assert lines[2].startswith("Centrum")
    assert "Eenzaamheid" in lines[2]


def test_no_escape_code_reaches_the_terminal() -> None:
    text = "\n".join(summary_lines(assessment(table=table(naam="\x1b[31mrood\x07\n"))))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert len(text.splitlines()) == 5


def test_long_results_are_counted_not_hidden() -> None:
    assert summary_lines(assessment(), most_rows=1)[-1] == "... en nog 2 gebieden in de werkmap"


def test_unknown_residents_are_called_unknown() -> None:
    result = assessment()
    unknown = replace(result.table, inwoners=np.array([np.nan, 800.0, 85.0]))
    assert "onbekend" in summary_lines(replace(result, table=unknown))[2]
