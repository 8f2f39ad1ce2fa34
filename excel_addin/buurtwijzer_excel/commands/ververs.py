"""*Ververs*: compute everything anew that we wrote, in the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buurtwijzer.core.codes import niveau_of
from buurtwijzer.core.dutch import join_words, name_some, plural
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace
from buurtwijzer.core.trace import TraceNode
from buurtwijzer.data.own.rows import find_own_rows
from buurtwijzer.reporting.blad import Blad
from buurtwijzer_excel.commands.advies import SHEET as ADVIES
from buurtwijzer_excel.commands.advies import advice_sheet
from buurtwijzer_excel.commands.leg_uit import explained
from buurtwijzer_excel.live.beside import Outcome, beside, compute, find_areas, put, put_findings
from buurtwijzer_excel.live.columns import Beside
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.ledger import Ledger
from buurtwijzer_excel.live.own_sheets import own_sheet
from buurtwijzer_excel.live.plans import Worth, plan_block, value
from buurtwijzer_excel.live.reading import Reading, open_book, read_book, read_sheet
from buurtwijzer_excel.live.rekenbladen import VOORBLAD, write_sheets
from buurtwijzer_excel.workbook.explained import SHEET as UITLEG
from buurtwijzer_excel.workbook.explained import explained_sheet
from buurtwijzer_excel.workbook.issue_kinds import X216, X249
from buurtwijzer_excel.workbook.ownership import SOURCE_MARK, owned_cell
from buurtwijzer_excel.workbook.run import Progress, figures_of, run_on_workbook

if TYPE_CHECKING:
    import xlwings as xw


_NAMED = 3
"""Rows that are named; who analysed only a few rows of a long list knows the rest."""


def run(app: xw.App, tell: Progress) -> str:
    """Compute again what stands beside rows, and the sheets Advies and Uitleg where they are.

    Raises:
        BuurtwijzerError: There is nothing of ours, or something is in the way; nothing is written then.
    """
    book = open_book(app)
    reading = read_book(book)
    outcomes = [_again(reading, blad, tell) for blad, columns in reading.kolommen.items() if columns]
    sheets = [blad for blad in (_advice(reading, tell), _explained(reading, tell)) if blad is not None]
    worth = _valued(reading, tell)
    if not outcomes and not sheets and worth is None:
        raise InputError([X216.at(CellPlace(book.name, book.sheets.active.name))])
    tell("schrijven", 0.95)
    issues: list[Issue] = []
    lines = []
    with Journal(CellPlace(book.name, book.sheets.active.name)) as journal:
        ledger = Ledger(book, reading.record, journal)
        for outcome in outcomes:
            addresses = put(outcome, ledger, keep_rest=False)
            count = plural(len(outcome.run.gekozen), "rij", "rijen")
            lines.append(f"blad '{outcome.beside.sheet.name}' ({count}, {join_words(addresses)})")
            issues += [*outcome.issues, *_not_yet(reading, outcome)]
        lines += [f"blad '{ledger.fill(blad).name}'" for blad in sheets]
        if worth is not None:
            lines.append(f"blad '{write_sheets(ledger, worth.bladen).name}' met de bladen erbij")
        findings = put_findings(reading, issues, ledger)
    new = [f" {issue.message} {issue.remedy}" for issue in issues if issue.code == X249.code]
    return f"Ververst: {join_words(lines)}.{''.join(new)}{findings}"


def _valued(reading: Reading, tell: Progress) -> Worth | None:
    """Compute the plan again, when it and its calculation sheets are there."""
    blok = plan_block(reading)
    if blok is None or own_sheet(reading.book, VOORBLAD) is None:
        return None
    return value(reading, blok, tell, beside=False)


def _again(reading: Reading, blad: str, tell: Progress) -> Outcome:
    sheet = beside(reading, blad, find_areas(reading, blad))
    return compute(reading, sheet, written_rows(sheet), tell)


def _not_yet(reading: Reading, outcome: Outcome) -> list[Issue]:
    """Tell of rows with an area that no click was about: a row that was added since."""
    blad, own = outcome.beside.blok.blad, outcome.beside.own
    known, level = reading.record.bladen[blad].rijen, outcome.run.assessment.options.niveau
    new = {row: code for row, code in own.codes.items() if code not in known and niveau_of(code) is level}
    if not new:
        return []
    _, data = figures_of(reading.werkmap, blad, reading.settings, codes=set(new.values()))
    names = dict(zip(data.table.code, data.table.naam, strict=True))
    rows = [f"rij {row + 1} ({names[code]})" for row, code in new.items() if code in names]
    if not rows:
        return []
    told = f"{name_some(rows, _NAMED)} {'heeft' if len(rows) == 1 else 'hebben'}"
    return [X249.at(CellPlace(reading.werkmap.naam, blad), rijen=told[0].upper() + told[1:])]


def written_rows(sheet: Beside) -> set[int]:
    """Give the rows with an area in which a cell of ours holds something."""
    rows = sheet.blok.rijen
    return {
        row
        for row in sheet.own.codes
        if any(
            c.kop < row <= c.laatste
            and c.kolom < len(rows[row])
            and rows[row][c.kolom] != ""
            and (row, c.kolom) not in sheet.vaste
            for c in sheet.kolommen
        )
    }


def _advice(reading: Reading, tell: Progress) -> Blad | None:
    """Make the sheet Advies again for the areas that stand on it, when it is there."""
    sheet, source = own_sheet(reading.book, ADVIES.casefold()), _source(reading, ADVIES)
    if sheet is None or source is None:
        return None
    shown = find_own_rows(read_sheet(reading.book, sheet).rijen)
    own = find_areas(reading, source[0], (source[2],))
    codes = set(shown.codes.values()) if shown else set()
    rows = {row for row, code in own.codes.items() if code in codes}
    if not rows:
        return None
    run = run_on_workbook(reading.werkmap, source[0], rows, settings=reading.settings, own=own, progress=tell)
    return advice_sheet(run.assessment)


def _explained(reading: Reading, tell: Progress) -> Blad | None:
    """Make the sheet Uitleg again for its cell, when both are still there."""
    source = _source(reading, UITLEG)
    if own_sheet(reading.book, UITLEG.casefold()) is None or source is None:
        return None
    try:
        node: TraceNode = explained(reading, *source, tell)
    except InputError:
        return None  # the explained cell is gone; the sheet stays as it was
    return explained_sheet(node)


def _source(reading: Reading, key: str) -> tuple[str, int, int] | None:
    wanted = SOURCE_MARK + key.casefold()
    found = next((name.refers_to for name in reading.book.names if name.name == wanted), None)
    cell = owned_cell(found or "")
    return cell if cell is not None and cell[0] in reading.bladen else None
