"""The short table on the terminal: scores and what leads per area, ordered by code, no ranking."""

from __future__ import annotations

import math
from collections.abc import Sequence

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.reporting.findings import Findings
from buurtwijzer.reporting.texts import LEVELS, sentence_case
from buurtwijzer.scoring.outcomes import OutcomeKind

WIDTH = 100
_RESIDENTS = 8
_LEAST_SCORE, _MOST_SCORE = 5, 12
_LEAST_TEXT = 16
_MANY_SCORES = 4
_NUMBER_COLUMNS_FROM = 1


def summary_lines(assessment: Assessment, *, width: int = WIDTH, most_rows: int = 30) -> list[str]:
    """Give the table, a line an area.

    Args:
        assessment: The result.
        width: Most characters in a line; with many leefgebieden the advice is left out.
        most_rows: Areas shown; the line below counts the others.
    """
    names = [outcome.naam for outcome in assessment.of_kind(OutcomeKind.LEEFGEBIED)]
    shown = min(most_rows, len(assessment.table))
    findings = Findings.of(assessment)
    rows = [["naam", "inwoners", *names, "aandachtspunt", "advies"]]
    rows += [_cells(assessment, findings, row) for row in range(shown)]
    gap = " " if len(names) > _MANY_SCORES else "  "
    widths = _widths(rows, len(names), len(gap), width)
    last_number = _NUMBER_COLUMNS_FROM + len(names)
    lines = [_line(cells, widths, gap, last_number) for cells in rows]
    lines.insert(1, gap.join("-" * own for own in widths))
    if len(assessment.table) > shown:
        lines.append(f"... en nog {plural(len(assessment.table) - shown, 'gebied', 'gebieden')} in de werkmap")
    return lines


def _cells(assessment: Assessment, findings: Findings, row: int) -> list[str]:
    table = assessment.table
    attention = findings.aandachtspunten(row)
    advice = findings.adviezen(row)
    scores = [float(outcome.score[row]) for outcome in assessment.of_kind(OutcomeKind.LEEFGEBIED)]
    first = [f"{sentence_case(found.naam)}: {LEVELS[findings.niveaus.klasse(found.score)]}" for found in attention[:1]]
    return [
        table.naam[row],
        format_number(float(table.inwoners[row]), 0),
        *("-" if math.isnan(score) else format_number(score, 0) for score in scores),
        *(first or ["-"]),
        advice[0].naam if advice else "-",
    ]


def _widths(rows: Sequence[Sequence[str]], scores: int, gap: int, width: int) -> list[int]:
    """Give the width per column; one less than there are cells when the advice does not fit."""
    longest = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    name = min(longest[0], 16 if scores > _MANY_SCORES else 24)
    room = width - name - _RESIDENTS - gap
    most = min(_MOST_SCORE, (room - 2 * (_LEAST_TEXT + gap)) // max(1, scores) - gap)
    score = max(_LEAST_SCORE, min(most, max(longest[2 : 2 + scores])) if scores else 0)
    text = room - scores * (score + gap) - gap
    fixed = [name, _RESIDENTS, *([score] * scores)]
    if text < 2 * _LEAST_TEXT + gap:
        return [*fixed, min(longest[-2], text)]
    attention = min(longest[-2], text - min(longest[-1], _LEAST_TEXT) - gap)
    return [*fixed, attention, min(longest[-1], text - attention - gap)]


def _line(cells: Sequence[str], widths: Sequence[int], gap: str, last_number: int) -> str:
    padded = [
        _fit(cell, own, to_right=_NUMBER_COLUMNS_FROM <= place <= last_number)
        for place, (cell, own) in enumerate(zip(cells, widths, strict=False))
    ]
    return gap.join(padded).rstrip()


def _fit(cell: str, room: int, *, to_right: bool) -> str:
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in cell)
    text = text if len(text) <= room else f"{text[: room - 1]}…"
    return text.rjust(room) if to_right else text.ljust(room)
