"""*Analyseer selectie*: lifestyles, strengths, points of attention and advice beside the selected rows."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from buurtwijzer.core.dutch import name_some, plural
from buurtwijzer.core.places import CellPlace
from buurtwijzer.missing_sources import D388
from buurtwijzer_excel.live.beside import Outcome, beside, compute, find_areas, put, put_findings
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.ledger import Ledger
from buurtwijzer_excel.live.reading import open_book, read_book
from buurtwijzer_excel.live.selection import selected_cells, selected_columns, selected_rows
from buurtwijzer_excel.workbook.issue_kinds import X203, X220, X248
from buurtwijzer_excel.workbook.ownership import columns_text
from buurtwijzer_excel.workbook.run import Progress

if TYPE_CHECKING:
    import xlwings as xw


def run(app: xw.App, tell: Progress) -> str:
    """Analyse the selected rows and write the results beside them.

    Raises:
        BuurtwijzerError: With everything that is in the way; nothing is written then.
    """
    book = open_book(app)
    tell("werkmap lezen", 0.0)
    reading = read_book(book)
    selection = selected_cells(reading)
    blad = selection.sheet.name
    own = find_areas(reading, blad, selected_columns(selection))
    rows = selected_rows(selection, own, max(own.codes))
    outcome = compute(reading, beside(reading, blad, own), rows, tell)
    tell("schrijven", 0.95)
    with Journal(CellPlace(book.name, blad)) as journal:
        ledger = Ledger(book, reading.record, journal)
        put(outcome, ledger, keep_rest=True)
        findings = put_findings(reading, outcome.issues, ledger)
    return done_text(outcome) + findings


def done_text(outcome: Outcome) -> str:
    """Say what was written where, and what was passed over."""
    level = outcome.run.assessment.options.niveau.value
    count = plural(len(outcome.run.gekozen), "rij", "rijen")
    told = " ".join(
        f"{issue.message} {issue.remedy}" if issue.code in {X220.code, X248.code} else issue.message
        for issue in outcome.issues
        if issue.code in {X203.code, X220.code, X248.code, "X204"}
    )
    where = f"kolom {columns_text(outcome.placement.kolommen)}, {_rows_text(outcome.run.gekozen)}"
    return (
        f"{count} met een {level} bekeken. De uitkomsten staan op blad '{outcome.beside.sheet.name}' in {where}. {told}"
    ).rstrip() + _missing_text(outcome)


def _rows_text(rows: Collection[int]) -> str:
    """Name rows (from 0) as a user counts them: ``rij 4 tot en met 11``."""
    parts: list[list[int]] = []
    for row in sorted(rows):
        if parts and row == parts[-1][1] + 1:
            parts[-1][1] = row
        else:
            parts.append([row, row])
    return f"rij {name_some([str(a + 1) if a == b else f'{a + 1} tot en met {b + 1}' for a, b in parts])}"


def _missing_text(outcome: Outcome) -> str:
    """Say so when most scores are nowhere: a count of findings does not tell that."""
    result = outcome.run.assessment
    total = len(result.uitkomsten)
    nowhere = sum(all(score != score for score in found.score.tolist()) for found in result.uitkomsten)  # noqa: PLR0124
    if not total or 2 * nowhere < total:
        return ""
    why = next((issue.remedy for issue in outcome.issues if issue.code == D388.code), "Zie blad Meldingen.")
    return f" {nowhere} van {total} scores ontbreken: {why[0].lower()}{why[1:]}"
