"""From chosen rows of a sheet to results beside them: the part that Analyseer selectie and Ververs share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from buurtwijzer.core.dutch import join_words, name_some, plural
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.core.places import CellPlace, column_letters
from buurtwijzer.data.own.rows import OwnRows, meant_rows
from buurtwijzer.reporting.bladen.meldingen import meldingen
from buurtwijzer.reporting.ours import areas_written, users_cells
from buurtwijzer.reporting.record import SheetRecord
from buurtwijzer.reporting.written import Written, written_columns
from buurtwijzer_excel.live.columns import Beside, plan, write
from buurtwijzer_excel.live.filters import has_filter
from buurtwijzer_excel.live.ledger import Ledger
from buurtwijzer_excel.live.own_sheets import own_sheet
from buurtwijzer_excel.live.reading import Reading
from buurtwijzer_excel.workbook.issue_kinds import X201, X220, X232, X234, X235, X236, X248, X261
from buurtwijzer_excel.workbook.ownership import cell_in, cells_text, names_in_use, split_names
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
        kolommen: Columns the user chose, from 0; they decide between two tables side by side. Without any, or with only
            results of ours, the table that those belong to is meant.

    Raises:
        InputError: There are none, or it cannot be told which of two columns with codes is meant.
    """
    block = reading.werkmap.sheet(blad)
    mine = {column.kolom for column in reading.kolommen.get(blad, ())}
    chosen = () if mine.issuperset(kolommen) else kolommen
    found = () if block is None else meant_rows(block.rijen, chosen)
    if not found:
        raise InputError([X201.at(CellPlace(reading.werkmap.naam, blad))])
    owner = _written_for(reading, blad, found) if len(found) > 1 and not chosen else None
    if len(found) > 1 and owner is None:
        raise InputError([X261.at(CellPlace(reading.werkmap.naam, blad), kolommen=join_words([*map(_address, found)]))])
    return owner or found[0]


def beside(reading: Reading, blad: str, own: OwnRows) -> Beside:
    """Give a sheet with what is ours on it, and which cells in our columns are the user's all the same.

    Raises:
        InputError: What is ours there belongs to another table.
    """
    block, columns = reading.bladen[blad], reading.kolommen[blad]
    if columns:
        found = meant_rows(block.rijen)
        owner = _written_for(reading, blad, found) if len(found) > 1 else None
        if owner is not None and owner.kolom != own.kolom:
            place = CellPlace(reading.werkmap.naam, blad)
            raise InputError([X235.at(place, tabel=_address(owner), gekozen=_address(own))])
    cells = users_cells(block, columns, own.codes, reading.record.bladen[blad]) if columns else ()
    return Beside(reading.book.sheets[blad], block, own, columns, frozenset(cells), reading.namen[blad])


def compute(reading: Reading, sheet: Beside, rows: Collection[int], tell: Progress) -> Outcome:
    """Do all computing for one sheet.

    Raises:
        InputError: See `run_on_workbook` and `columns.plan`, or the user has a name that is called as one of ours.
        RulebookError: The rules have mistakes.
    """
    blad, own = sheet.blok.blad, sheet.own
    run = run_on_workbook(reading.werkmap, blad, rows, settings=reading.settings, own=own, progress=tell)
    written = written_columns(run.assessment, run.gekozen.values())
    placement = plan(sheet, written, run.gekozen)
    _check_names(reading, sheet, placement)
    issues = [*run.issues, *run.assessment.issues]
    place = CellPlace(reading.werkmap.naam, blad)
    if sheet.vaste:
        aantal = plural(len(sheet.vaste), "cel", "cellen")
        names = dict(zip(run.assessment.table.code, run.assessment.table.naam, strict=True))
        naast = {row: names.get(code, code) for row, code in own.codes.items()}
        issues.append(X232.at(place, aantal=aantal, cellen=cells_text(sheet.vaste, naast)))
    if sheet.in_table:
        issues.append(X220.at(place))
    elif has_filter(sheet.sheet):
        issues.append(X248.at(place))
    return Outcome(sheet, run, written, placement, sort_issues(issues))


def put(outcome: Outcome, ledger: Ledger, *, keep_rest: bool) -> list[str]:
    """Write the columns of one sheet; gives the addresses of the blocks."""
    sheet, chosen = outcome.beside, outcome.run.gekozen
    addresses = write(sheet, outcome.placement, outcome.written, chosen, ledger.journal, keep_rest=keep_rest)
    blad = sheet.blok.blad
    older = ledger.record.bladen.get(blad)
    # also of an area whose code was changed since: what was written for it still stands in its row
    kept = set() if older is None or not keep_rest else set(older.rijen)
    wrote = SheetRecord.of(outcome.written, chosen.values()).before(older, kept)
    ledger.record = ledger.record.with_sheet(blad, wrote)
    return addresses


def put_findings(reading: Reading, issues: Collection[Issue], ledger: Ledger) -> str:
    """Write the sheet with findings, when there are any or it is there already; gives sentences for the message.

    The last that a command writes: what was written is recorded here.
    """
    found = sort_issues([*issues, *reading.vreemd, *ledger.issues])
    text = ""
    if found or own_sheet(reading.book, "meldingen") is not None:
        sheet = ledger.fill(meldingen(found))
        text = f" Bevindingen: {len(found)}, op blad '{sheet.name}'." if found else ""
    ledger.keep()
    stays = [issue for issue in (*issues, *reading.vreemd) if issue.code in {X232.code, X234.code}]
    return text + "".join(f" {issue.message}" for issue in stays) + ledger.told()


def _check_names(reading: Reading, sheet: Beside, placement: Placement) -> None:
    """Refuse to write when the user has a name that a column needs, of the sheet or of the workbook."""
    blad = sheet.blok.blad
    marked, _ = split_names(blad, sheet.namen.items(), cell_in(sheet.blok.rijen))
    wrote = reading.record.bladen.get(blad)
    ours = {*(() if wrote is None else wrote.kolommen), *(column.naam for column in marked)}
    wanted = [column.naam for column in placement.kolommen]
    taken = {*names_in_use(wanted, sheet.namen, ours), *names_in_use(wanted, reading.boeknamen, ())}
    if taken:
        raise InputError([X236.at(CellPlace(reading.werkmap.naam, blad), namen=name_some(sorted(taken)))])


def _address(own: OwnRows) -> str:
    letters = column_letters(own.kolom + 1)
    return f"{letters}{min(own.codes) + 1}:{letters}{max(own.codes) + 1}"


def _written_for(reading: Reading, blad: str, tables: Sequence[OwnRows]) -> OwnRows | None:
    """Give the table that our columns on a sheet belong to; None when there are none or it cannot be told."""
    columns = reading.kolommen[blad]
    if not columns:
        return None
    block, wrote = reading.bladen[blad], reading.record.bladen[blad]
    counts = {own.kolom: areas_written(block, columns, own.codes, wrote) for own in tables}
    best = max(tables, key=lambda own: counts[own.kolom])
    return best if [*counts.values()].count(counts[best.kolom]) == 1 else None
