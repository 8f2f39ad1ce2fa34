"""A user's workbook as a file: which sheet has the areas, one run on it, and where the results go in a copy.

The same steps as for a workbook that is open; what differs is only how cells are read and written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data.blocks import SheetBlock
from buurtwijzer.data.own_rows import find_own_rows
from buurtwijzer.reporting.injection.issue_kinds import X308, X311
from buurtwijzer.reporting.injection.opened import OwnFile
from buurtwijzer.reporting.injection.plan import WritePlan
from buurtwijzer.reporting.injection.room import room_beside
from buurtwijzer.reporting.injection.write_back import write_back
from buurtwijzer.reporting.marks import SOURCES
from buurtwijzer.reporting.written import MARK, written_columns
from buurtwijzer_excel.live.reading import without
from buurtwijzer_excel.workbook.issue_kinds import X201, X202, X203, X204, X205, X231
from buurtwijzer_excel.workbook.ownership import SHEET_MARK, OwnedColumn, cell_in, is_gone, split_names
from buurtwijzer_excel.workbook.placement import place_columns
from buurtwijzer_excel.workbook.run import OwnRun, OwnWorkbook, Progress, run_on_workbook
from buurtwijzer_excel.workbook.settings import SHEET, Settings, is_settings, read_settings

_NOT_HERE = {X201.code, X202.code, X203.code, X204.code, X205.code}


@dataclass(frozen=True, slots=True, eq=False)
class FileReading:
    """A user's workbook, read from a file.

    Attributes:
        file: The file.
        werkmap: Its cells without anything of ours.
        bladen: Per sheet in sight its cells with our columns.
        kolommen: Per sheet in sight the columns that are ours.
        settings: What the user chose on ``Instellingen``.
        vreemd: Names that look like ours and are not.
    """

    file: OwnFile
    werkmap: OwnWorkbook
    bladen: Mapping[str, SheetBlock]
    kolommen: Mapping[str, tuple[OwnedColumn, ...]]
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
    kolommen = {naam: columns for naam, (columns, _) in split.items()}
    vreemd = [X231.at(file.place(naam), naam=other) for naam, (_, others) in split.items() for other in others]
    vreemd += [X231.at(FilePlace(file.pad.name), naam=other) for other in _strange_names(file)]
    chosen = _settings_block(file, bladen)
    cells = tuple(without(block, kolommen[naam]) for naam, block in bladen.items() if block is not chosen)
    folder = file.pad.absolute().parent
    werkmap = OwnWorkbook(file.pad.name, folder, cells)
    return FileReading(file, werkmap, bladen, kolommen, read_settings(chosen, folder), tuple(vreemd))


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
    for block in _candidates(reading, blad):
        own = find_own_rows(block.rijen)
        rows = None if own is None or not codes else {row for row, code in own.codes.items() if code in codes}
        try:
            run = run_on_workbook(
                reading.werkmap, block.blad, rows, settings=settings, own=own, alle=alle, progress=progress
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
        InputError: There is no room beside the rows, or the sheet is protected.
        OutputError: The copy could not be written; what was there is untouched.
    """
    written = written_columns(found.run.assessment, found.run.gekozen.values())
    gebieden, owned = found.run.gebieden, reading.kolommen[found.blad]
    rows = {row: code for row, code in found.run.gekozen.items() if code in written.rijen}
    room = room_beside(reading.file, found.blad, max(gebieden.kop, 0), max(rows))
    placement = place_columns(
        reading.bladen[found.blad],
        gebieden,
        [kolom.naam for kolom in written.kolommen],
        owned,
        rows,
        bezet=room.bezet,
        tabel=room.tabel,
    )
    plan = WritePlan(found.blad, rows, written, placement.kolommen, owned)
    issues = [*found.run.issues, *reading.vreemd]
    if room.sorteerbaar:
        issues.append(X311.at(reading.file.place(found.blad)))
    told = write_back(
        found.run.assessment,
        reading.file,
        plan,
        kopie,
        overschrijf=overschrijf,
        datum=datum,
        invoer=invoer,
        issues=issues,
    )
    return sort_issues((*issues, *told))


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
