"""The short table on the terminal: scores and what leads per area, ordered by code, no ranking."""

from __future__ import annotations

import math

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.reporting.findings import Findings
from buurtwijzer.reporting.texts import level_text, sentence_case
from buurtwijzer.scoring.outcomes import OutcomeKind

WIDTH = 100
_NAME, _RESIDENTS = 24, 8
_LEAST_SCORE, _MOST_SCORE = 5, 12
_LEAST_TEXT = 16
_GAP = "  "


def summary(assessment: Assessment, *, width: int = WIDTH, most_rows: int = 30) -> str:
    """Give the table as text.

    Args:
        assessment: The result.
        width: Most characters in a line.
        most_rows: Areas shown; the line below counts the others.
    """
    outcomes = assessment.of_kind(OutcomeKind.LEEFGEBIED)
    room = width - _NAME - _RESIDENTS - 2 * len(_GAP)
    score_room = (room - 2 * (_LEAST_TEXT + len(_GAP))) // max(1, len(outcomes)) - len(_GAP)
    score = max(_LEAST_SCORE, min(_MOST_SCORE, score_room, max((len(o.naam) for o in outcomes), default=0)))
    text = (room - len(outcomes) * (score + len(_GAP)) - len(_GAP)) // 2
    widths = [-_NAME, _RESIDENTS, *([score] * len(outcomes)), -text, -text]
    header = ["naam", "inwoners", *(o.naam for o in outcomes), "aandachtspunt", "advies"]
    shown = min(most_rows, len(assessment.table))
    findings = Findings.of(assessment)
    lines = [_line(header, widths, width), _GAP.join("-" * abs(w) for w in widths if w)[:width]]
    lines += [_line(_cells(assessment, findings, row), widths, width) for row in range(shown)]
    if len(assessment.table) > shown:
        lines.append(f"... en nog {plural(len(assessment.table) - shown, 'gebied', 'gebieden')} in de werkmap")
    return "\n".join(lines)


def _cells(assessment: Assessment, findings: Findings, row: int) -> list[str]:
    table = assessment.table
    attention = findings.aandachtspunten(row)
    advice = findings.adviezen(row)
    first = (
        f"{sentence_case(attention[0].naam)}: {level_text(attention[0].score, findings.niveaus)}" if attention else "-"
    )
    scores = [float(outcome.score[row]) for outcome in assessment.of_kind(OutcomeKind.LEEFGEBIED)]
    return [
        table.naam[row],
        format_number(float(table.inwoners[row]), 0),
        *("-" if math.isnan(score) else format_number(score, 0) for score in scores),
        first,
        advice[0].naam if advice else "-",
    ]


def _line(cells: list[str], widths: list[int], width: int) -> str:
    padded = [_fit(cell, wanted) for cell, wanted in zip(cells, widths, strict=True) if wanted]
    return _GAP.join(padded)[:width].rstrip()


def _fit(cell: str, wanted: int) -> str:
    room = abs(wanted)
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in cell)
    text = text if len(text) <= room else f"{text[: room - 1]}…"
    return text.ljust(room) if wanted < 0 else text.rjust(room)
