"""The short table on the terminal: what leads per area, ordered by code, no ranking. Scores stand in the workbook."""

from __future__ import annotations

from collections.abc import Sequence

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.reporting.findings import Findings
from buurtwijzer.reporting.segments import leading
from buurtwijzer.reporting.texts import sentence_case
from buurtwijzer.segmentation.model import Segments

# Most characters of every column: with two spaces between them a line of 100.
_WIDTHS = (18, 8, 26, 22, 18)
_TO_RIGHT = 1
_GAP = "  "
_NOTHING = "-"


def summary_lines(assessment: Assessment, *, most_rows: int = 30) -> list[str]:
    """Give the table, a line an area: the first lifestyle (without one: strength), point of attention and advice.

    Args:
        assessment: The result.
        most_rows: Areas shown; the line below counts the others.
    """
    shown = min(most_rows, len(assessment.table))
    findings = Findings.of(assessment)
    who = "kracht" if leading(assessment) is None else "leefstijl"
    rows = [["naam", "inwoners", who, "aandachtspunt", "advies"]]
    rows += [_cells(assessment, findings, row) for row in range(shown)]
    widths = [min(most, max(len(row[column]) for row in rows)) for column, most in enumerate(_WIDTHS)]
    lines = [_line(cells, widths) for cells in rows]
    lines.insert(1, _GAP.join("-" * own for own in widths))
    if len(assessment.table) > shown:
        lines.append(f"... en nog {plural(len(assessment.table) - shown, 'gebied', 'gebieden')} in de werkmap")
    return lines


def _cells(assessment: Assessment, findings: Findings, row: int) -> list[str]:
    table, segments = assessment.table, leading(assessment)
    strengths = [sentence_case(found.naam) for found in findings.krachten(row)]
    named = [
        strengths if segments is None else _largest(segments, row),
        [sentence_case(found.naam) for found in findings.aandachtspunten(row)],
        [advies.naam for advies in findings.adviezen(row)],
    ]
    first = [names[0] if names else _NOTHING for names in named]
    return [table.naam[row], format_number(float(table.inwoners[row]), 0), *first]


def _largest(segments: Segments, row: int) -> list[str]:
    """Give the largest segment of an area, or nothing where there is no verdict or no clear one."""
    number = int(segments.grootste[row, 0])
    return [] if number < 0 or segments.oordeel(row) else [segments.namen[number]]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        _fit(cell, own, to_right=place == _TO_RIGHT)
        for place, (cell, own) in enumerate(zip(cells, widths, strict=True))
    ]
    return _GAP.join(padded).rstrip()


def _fit(cell: str, room: int, *, to_right: bool) -> str:
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in cell)
    text = text if len(text) <= room else f"{text[: room - 1]}…"
    return text.rjust(room) if to_right else text.ljust(room)
