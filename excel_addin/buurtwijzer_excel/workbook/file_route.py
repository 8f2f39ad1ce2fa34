"""A user's workbook as a file: which sheet has the areas, one run on it, and where the results go in a copy.

The same steps as for a workbook that is open; what differs is only how cells are read and written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from buurtwijzer.core.dutch import join_words, name_some
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.own.rows import OwnRows, meant_rows
from buurtwijzer.data.own.sheet import is_columns_sheet
from buurtwijzer.evidence.mirror.reading import is_mirror_sheet
from buurtwijzer.reporting.injection.drawings import floating
from buurtwijzer.reporting.injection.issue_kinds import X308, X311, X322
from buurtwijzer.reporting.injection.opened import OwnFile
from buurtwijzer.reporting.injection.own_parts import WRITTEN
from buurtwijzer.reporting.injection.plan import WritePlan
from buurtwijzer.reporting.injection.rich_text import rich_cells
from buurtwijzer.reporting.injection.room import Room, room_beside
from buurtwijzer.reporting.injection.write_back import write_back
from buurtwijzer.reporting.marks import SOURCES
from buurtwijzer.reporting.ours import areas_written, settle, users_cells
from buurtwijzer.reporting.record import Record
from buurtwijzer.reporting.written import MARK, Written, written_columns
from buurtwijzer_excel.live.reading import without
from buurtwijzer_excel.workbook.floating import told_over
from buurtwijzer_excel.workbook.issue_kinds import X201, X202, X203, X204, X205, X231, X234, X236
from buurtwijzer_excel.workbook.ownership import (
    SHEET_MARK,
    OwnedColumn,
    as_far_as_written,
    cell_in,
    columns_text,
    is_gone,
    names_in_use,
    split_names,
)
from buurtwijzer_excel.workbook.placement import place_columns
from buurtwijzer_excel.workbook.run import OwnRun, OwnWorkbook, Progress, run_on_workbook, tables_text
from buurtwijzer_excel.workbook.settings import SHEET, Settings, is_settings, read_settings

_NOT_HERE = {X201.code, X202.code, X203.code, X204.code, X205.code}


@dataclass(frozen=True, slots=True, eq=False)
class FileReading:
    """A user's workbook, read from a file.

    Attributes:
        file: The file.
        werkmap: Its cells without anything of ours.
        bladen: Per sheet in sight its cells with our columns.
        kolommen: Per sheet in sight the columns that are ours: by name, header and the record of what we wrote.
        onbekend: Per sheet in sight the columns with a name and a header of ours of which nothing is recorded.
        record: What we wrote.
        settings: What the user chose on ``Instellingen``.
        vreemd: Names that look like ours and are not.
    """

    file: OwnFile
    werkmap: OwnWorkbook
    bladen: Mapping[str, SheetBlock]
    kolommen: Mapping[str, tuple[OwnedColumn, ...]]
    onbekend: Mapping[str, tuple[OwnedColumn, ...]]
    record: Record
    settings: Settings
    vreemd: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class FileRun:
    """A run, and the name of the sheet it is about."""

    blad: str
    run: OwnRun


def read_own_file(file: OwnFile) -> FileReading:
    """Read every sheet in sight.

    Raises:
        InputError: A sheet is damaged, or a setting cannot be.
    """
    bladen = {naam: file.block(naam) for naam in file.bladen}
    split = {n: split_names(n, file.names(n), cell_in(block.rijen)) for n, block in bladen.items()}
    named = {naam: columns for naam, (columns, _) in split.items()}
    record = settle(file.record(), bladen, named, [blad.naam for blad in file.book.bladen])
    known, onbekend = _by_record(named, record)
    kolommen = {naam: as_far_as_written(columns, bladen[naam], record) for naam, columns in known.items()}
    vreemd = [X231.at(file.place(naam), naam=other) for naam, (_, others) in split.items() for other in others]
    vreemd += [X231.at(FilePlace(file.pad.name), naam=other) for other in _strange_names(file)]
    chosen = _settings_block(file, bladen)
    others = (naam for naam, block in bladen.items() if block is not chosen and not is_mirror_sheet(block.rijen))
    cells = tuple(without(bladen[naam], kolommen[naam]) for naam in others)
    folder = file.pad.absolute().parent
    werkmap = OwnWorkbook(file.pad.name, folder, cells)
    settings = read_settings(chosen, folder)
    return FileReading(file, werkmap, bladen, kolommen, onbekend, record, settings, tuple(vreemd))


def run_on_file(
    reading: FileReading,
    settings: Settings,
    *,
    blad: str | None = None,
    codes: Collection[str] = (),
    alle: bool = False,
    progress: Progress | None = None,
) -> FileRun:
    """Assess the areas on the first sheet whose areas have figures.

    Args:
        reading: The workbook.
        settings: Choices.
        blad: The sheet, when the user names one.
        codes: Only these areas; empty takes all.
        alle: Show every intervention instead of the best few.
        progress: As for `run_on_workbook`.

    Raises:
        InputError: No sheet has areas, or there are no figures about them; with the reason of the first sheet.
        RulebookError: The rules have mistakes.
    """
    first: InputError | None = None
    candidates = _candidates(reading, blad)
    meant = {block.blad: _meant(reading, block, is_named=blad is not None) for block in candidates}
    for block in candidates:
        own = meant[block.blad]
        rows = None if own is None or not codes else {row for row, code in own.codes.items() if code in codes}
        try:
            run = run_on_workbook(
                reading.werkmap,
                block.blad,
                rows,
                settings=settings,
                own=own,
                # Names only count when no sheet has codes: a name stands in many a note.
                bij_naam=not codes and not any(meant.values()) and not is_columns_sheet(block.blad, block.rijen),
                alle=alle,
                progress=progress,
            )
        except InputError as error:
            if not all(issue.code in _NOT_HERE for issue in error.issues):
                raise
            first = first or error
        else:
            return FileRun(block.blad, run)
    raise first or InputError([X201.at(FilePlace(reading.file.pad.name))])


def write_run(
    reading: FileReading,
    found: FileRun,
    kopie: Path,
    *,
    overschrijf: bool = False,
    datum: date | None = None,
    invoer: Sequence[Path] = (),
) -> tuple[Issue, ...]:
    """Write the results of a run into a copy of the workbook.

    Returns:
        What the user should know besides what the result says.

    Raises:
        InputError: There is no room beside the rows, the sheet is protected, or the user has a name that we need.
        OutputError: The copy could not be written; what was there is untouched.
    """
    written = written_columns(found.run.assessment, found.run.gekozen.values())
    plan, room = _plan(reading, found, written)
    place = reading.file.place(found.blad)
    _check_names(reading, plan)
    issues = [*found.run.issues, *reading.vreemd, *told_over(place, floating(reading.file, found.blad), plan.kolommen)]
    if room.sorteerbaar:
        issues.append(X311.at(place))
    if reading.onbekend[found.blad]:
        issues.append(X234.at(place, blad=found.blad, kolommen=columns_text(reading.onbekend[found.blad])))
    told = write_back(
        found.run.assessment,
        reading.file,
        plan,
        kopie,
        record=reading.record,
        overschrijf=overschrijf,
        datum=datum,
        invoer=invoer,
        issues=issues,
    )
    return sort_issues((*issues, *told))


def _plan(reading: FileReading, found: FileRun, written: Written) -> tuple[WritePlan, Room]:
    """Decide where each column goes; a column of ours in which the user put something takes up its place as well."""
    gebieden, owned, block = found.run.gebieden, reading.kolommen[found.blad], reading.bladen[found.blad]
    rows = {row: code for row, code in found.run.gekozen.items() if code in written.rijen}
    room = room_beside(reading.file, found.blad, max(gebieden.kop, 0), max(rows))
    laten = {*rich_cells(reading.file, found.blad, owned)}
    if owned:
        laten |= {*users_cells(block, owned, gebieden.codes, reading.record.bladen[found.blad])}
    placement = place_columns(
        block,
        gebieden,
        [kolom.naam for kolom in written.kolommen],
        owned,
        rows,
        bezet=room.bezet | {column for _, column in laten},
        tabel=room.tabel,
    )
    return WritePlan(found.blad, rows, written, placement.kolommen, owned, frozenset(laten)), room


def _check_names(reading: FileReading, plan: WritePlan) -> None:
    """Refuse to write when the user has a name that a column or a sheet of ours needs."""
    file, record = reading.file, reading.record
    own, marked = dict(file.names(plan.blad)), (*reading.kolommen[plan.blad], *reading.onbekend[plan.blad])
    wrote = record.bladen.get(plan.blad)
    ours = {*(() if wrote is None else wrote.kolommen), *(column.naam for column in marked)}
    book = {name.naam: name.verwijzing for name in file.book.namen if name.plek is None}
    wanted = [place.naam for place in plan.kolommen]
    sheets = [SHEET_MARK + key for key in WRITTEN]
    known = [SHEET_MARK + key for key in (*record.eigen, *file.own_sheets())]
    taken = {*names_in_use(wanted, own, ours), *names_in_use(wanted, book, ()), *names_in_use(sheets, book, known)}
    if taken:
        raise InputError([X236.at(file.place(plan.blad), namen=name_some(sorted(taken)))])


def _by_record(
    named: Mapping[str, tuple[OwnedColumn, ...]], record: Record
) -> tuple[dict[str, tuple[OwnedColumn, ...]], dict[str, tuple[OwnedColumn, ...]]]:
    """Split columns with a name and a header of ours into those we wrote and those of which that is not recorded."""
    known = {blad: wrote.kolommen for blad, wrote in record.bladen.items()}
    ours = {blad: tuple(c for c in columns if c.naam in known.get(blad, ())) for blad, columns in named.items()}
    others = {blad: tuple(c for c in columns if c not in ours[blad]) for blad, columns in named.items()}
    return ours, others


def _meant(reading: FileReading, block: SheetBlock, *, is_named: bool) -> OwnRows | None:
    """Find the areas on a sheet; of two tables side by side the one that our columns were written for.

    Raises:
        InputError: Nothing tells which of the two is meant.
    """
    found, blad = meant_rows(block.rijen), block.blad
    wrote, owned = reading.record.bladen.get(blad), reading.kolommen[blad]
    if len(found) > 1 and wrote is not None:
        counts = [areas_written(reading.bladen[blad], owned, own.codes, wrote) for own in found]
        if counts.count(max(counts)) == 1:
            return found[counts.index(max(counts))]
    if len(found) > 1:
        others = [other.blad for other in reading.werkmap.bladen if other is not block and meant_rows(other.rijen)]
        of = ", of kies met --blad een ander blad" if others and not is_named else ""
        raise InputError([X322.at(reading.file.place(blad), kolommen=tables_text(found), of=of)])
    return found[0] if found else None


def _strange_names(file: OwnFile) -> list[str]:
    """Give the names of the workbook itself that look like ours and are not."""
    known = {*SOURCES, *(SHEET_MARK + key for key in file.own_sheets())}
    found = [n for n in file.book.namen if n.plek is None and n.naam.startswith(f"{MARK}_") and n.naam not in known]
    return [name.naam for name in found if not is_gone(name.verwijzing)]


def _settings_block(file: OwnFile, bladen: Mapping[str, SheetBlock]) -> SheetBlock | None:
    own = file.own_sheets().get(SHEET.casefold())
    if own is not None:
        return file.block(own)
    by_hand = next((block for naam, block in bladen.items() if naam.casefold() == SHEET.casefold()), None)
    return by_hand if by_hand is not None and is_settings(by_hand) else None


def _candidates(reading: FileReading, blad: str | None) -> Sequence[SheetBlock]:
    if blad is None:
        return reading.werkmap.bladen
    block = reading.werkmap.sheet(blad)
    if block is None:
        known = join_words([f"'{own.blad}'" for own in reading.werkmap.bladen])
        raise InputError([X308.at(FilePlace(reading.file.pad.name), blad=blad, bladen=known)])
    return [block]
