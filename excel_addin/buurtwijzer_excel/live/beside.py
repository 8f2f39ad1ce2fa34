"""From chosen rows of a sheet to results beside them: the part that Analyseer selectie and Ververs share."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.core.places import CellPlace, column_letters
from buurtwijzer.data.own_rows import OwnRows, meant_rows
from buurtwijzer.reporting.bladen.meldingen import meldingen
from buurtwijzer.reporting.written import Written, written_columns
from buurtwijzer_excel.live.columns import Beside, plan, write
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.own_sheets import fill_sheet, own_sheet
from buurtwijzer_excel.live.owned_cells import keeper, told, users_cells
from buurtwijzer_excel.live.reading import Reading
from buurtwijzer_excel.workbook.issue_kinds import X201, X220, X261
from buurtwijzer_excel.workbook.placement import Placement
from buurtwijzer_excel.workbook.run import OwnRun, Progress, run_on_workbook


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is ready to be written on one sheet; nothing is written yet.

    Attributes:
        beside: The sheet.
        run: The result.
        written: Its columns.
        placement: Where they go.
        issues: All findings.
    """

    beside: Beside
    run: OwnRun
    written: Written
    placement: Placement
    issues: tuple[Issue, ...]


def find_areas(reading: Reading, blad: str, kolommen: Collection[int] = ()) -> OwnRows:
    """Find the areas on a sheet of the user.

    Args:
        reading: The workbook.
        blad: The sheet.
        kolommen: Columns the user chose, from 0; they decide between two tables side by side.

    Raises:
        InputError: There are none, or it cannot be told which of two columns with codes is meant.
    """
    block = reading.werkmap.sheet(blad)
    found = () if block is None else meant_rows(block.rijen, kolommen)
    if not found:
        raise InputError([X201.at(CellPlace(reading.werkmap.naam, blad))])
    if len(found) > 1:
        raise InputError([X261.at(CellPlace(reading.werkmap.naam, blad), kolommen=join_words([*map(_address, found)]))])
    return found[0]


def _address(own: OwnRows) -> str:
    letters = column_letters(own.kolom + 1)
    return f"{letters}{min(own.codes) + 1}:{letters}{max(own.codes) + 1}"


def compute(reading: Reading, blad: str, own: OwnRows, rows: Collection[int], tell: Progress) -> Outcome:
    """Do all computing for one sheet.

    Raises:
        InputError: See `run_on_workbook` and `columns.plan`.
        RulebookError: The rules have mistakes.
    """
    run = run_on_workbook(reading.werkmap, blad, rows, settings=reading.settings, own=own, progress=tell)
    written = written_columns(run.assessment, run.gekozen.values())
    beside = Beside(reading.book.sheets[blad], reading.bladen[blad], own, reading.kolommen[blad])
    placement = plan(beside, written, run.gekozen)
    issues = [*run.issues, *run.assessment.issues]
    issues += told(beside.blok, users_cells(beside.blok, beside.kolommen, own.codes))
    if beside.in_table:
        issues.append(X220.at(CellPlace(reading.werkmap.naam, blad)))
    return Outcome(beside, run, written, placement, sort_issues(issues))


def put(outcome: Outcome, journal: Journal, *, keep_rest: bool) -> list[str]:
    """Write the columns of one sheet; gives the addresses of the blocks."""
    beside = outcome.beside
    put_back = keeper(beside.sheet, users_cells(beside.blok, beside.kolommen, beside.own.codes))
    journal.undo_with(put_back)
    addresses = write(beside, outcome.placement, outcome.written, outcome.run.gekozen, journal, keep_rest=keep_rest)
    put_back()
    return addresses


def put_findings(reading: Reading, issues: Collection[Issue], journal: Journal) -> str:
    """Write the sheet with findings, when there are any or it is there already; gives a sentence for the message."""
    issues = [*issues, *reading.vreemd]
    if not issues and own_sheet(reading.book, "meldingen") is None:
        return ""
    sheet = fill_sheet(reading.book, meldingen(issues), journal)
    return f" Bevindingen: {len(sort_issues(issues))}, op blad '{sheet.name}'." if issues else ""
