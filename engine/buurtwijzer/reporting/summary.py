"""The short table on the terminal: what leads per area, ordered by code, no ranking. Scores stand in the workbook."""

from __future__ import annotations

from collections.abc import Sequence

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.reporting.findings import Findings
from buurtwijzer.reporting.texts import sentence_case

# Header and most characters of every column: with two spaces between them a line of 100.
_COLUMNS = (("naam", 22), ("inwoners", 8), ("kracht", 17), ("aandachtspunt", 24), ("advies", 21))
_TO_RIGHT = "inwoners"
_GAP = "  "
_NOTHING = "-"


def summary_lines(assessment: Assessment, *, most_rows: int = 30) -> list[str]:
    """Give the table, a line an area: the first strength, point of attention and advice.

    Args:
        assessment: The result.
        most_rows: Areas shown; the line below counts the others.
    """
    shown = min(most_rows, len(assessment.table))
    findings = Findings.of(assessment)
    rows = [[header for header, _ in _COLUMNS]]
    rows += [_cells(assessment, findings, row) for row in range(shown)]
    widths = [min(most, max(len(row[column]) for row in rows)) for column, (_, most) in enumerate(_COLUMNS)]
    lines = [_line(cells, widths) for cells in rows]
    lines.insert(1, _GAP.join("-" * own for own in widths))
    if len(assessment.table) > shown:
        lines.append(f"... en nog {plural(len(assessment.table) - shown, 'gebied', 'gebieden')} in de werkmap")
    return lines


def _cells(assessment: Assessment, findings: Findings, row: int) -> list[str]:
    table = assessment.table
    leading = [
        [sentence_case(found.naam) for found in findings.krachten(row)],
        [sentence_case(found.naam) for found in findings.aandachtspunten(row)],
        [advies.naam for advies in findings.adviezen(row)],
    ]
    first = [names[0] if names else _NOTHING for names in leading]
    return [table.naam[row], format_number(float(table.inwoners[row]), 0), *first]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        _fit(cell, own, to_right=header == _TO_RIGHT)
        for cell, own, (header, _) in zip(cells, widths, _COLUMNS, strict=True)
    ]
    return _GAP.join(padded).rstrip()


def _fit(cell: str, room: int, *, to_right: bool) -> str:
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in cell)
    text = text if len(text) <= room else f"{text[: room - 1]}…"
    return text.rjust(room) if to_right else text.ljust(room)
