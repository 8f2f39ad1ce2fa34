"""The judgements in a user's own workbook: its sheet ``Spiegeling`` is read before it is written again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from buurtwijzer.core.issues import Issue
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.judgements import Spiegeling
from buurtwijzer.evidence.mirror.reading import is_mirror_sheet
from buurtwijzer.evidence.mirror.together import add_other, read_mirror_file, read_together
from buurtwijzer.reporting.bladen.spiegeling import NAAM, session_rules
from buurtwijzer.reporting.mirror.attach import with_mirror
from buurtwijzer.rulebook.schema import Spiegelgesprek
from buurtwijzer_excel.workbook.file_route import FileReading, FileRun


def with_judgements(reading: FileReading, found: FileRun, werkmap: Path | None) -> FileRun:
    """Add judgements to a run: those in the workbook itself, and those in another one when that is named.

    Args:
        reading: The user's workbook.
        found: The run.
        werkmap: Workbook named with ``--spiegeling``; the user's own one asks for an empty sheet.

    Returns:
        The run; as it was when there is no sheet and none is asked for.

    Raises:
        InputError: A sheet with judgements has mistakes, or the named workbook has none.
    """
    blocks = judgement_sheets(reading)
    if not blocks and werkmap is None:
        return found
    gesprek = session_rules(found.run.assessment.rulebook)
    own, issues = read_together(blocks, gesprek)
    other, more = _named(reading, werkmap, gesprek)
    oordelen = add_other(own.oordelen, other.oordelen)
    said = Spiegeling(oordelen, (), own.bron or other.bron or reading.file.pad.name)
    run = replace(found.run, assessment=with_mirror(found.run.assessment, said, (*issues, *more)))
    return replace(found, run=run)


def judgement_sheets(reading: FileReading) -> list[SheetBlock]:
    """Find the sheets with judgements: the one of ours, and every one in sight that has its headers."""
    own = reading.file.own_sheets().get(NAAM.casefold())
    ours = [] if own is None else [reading.file.block(own)]
    return [*ours, *(block for block in reading.bladen.values() if is_mirror_sheet(block.rijen))]


def _named(reading: FileReading, werkmap: Path | None, gesprek: Spiegelgesprek) -> tuple[Spiegeling, tuple[Issue, ...]]:
    if werkmap is None or werkmap.resolve() == reading.file.pad.resolve():
        return Spiegeling(), ()
    return read_mirror_file(werkmap, gesprek)
