"""Reads data files into one `BuurtData`: the entry of this layer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.blocks import SheetBlock
from buurtwijzer.data.join import join_files
from buurtwijzer.data.join_issues import about_joining
from buurtwijzer.data.own_sources import with_columns
from buurtwijzer.data.source import FileTable, read_file
from buurtwijzer.data.table import BuurtData
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_columns import OwnColumns

_ABOUT_COLUMNS = {kind.code for kind in (kinds.KOLOMMEN_GEBLOKKEERD, kinds.KOLOMMEN_ONGEBRUIKT, kinds.KOLOMMEN_LEEG)}


def read_buurten(
    paths: Sequence[Path | SheetBlock],
    rulebook: Rulebook,
    *,
    kolommen: Sequence[OwnColumns] = (),
    progress: Callable[[str, float], None] | None = None,
) -> BuurtData:
    """Read files and join them on area code.

    Args:
        paths: Files, or sheets that are open elsewhere, in a known layout; order decides only who wins when values
            differ.
        rulebook: Says which indicators are wanted and from which columns they come.
        kolommen: What the columns of files of the user's own mean, one per file at most.
        progress: Gets the name of the step and the part that is done (0-1).

    Returns:
        Areas of all levels, ordered by code, by all indicators of the rulebook, ordered by id.

    Raises:
        InputError: Some file cannot be used; the mistakes of all files at once.
    """
    if not paths:
        raise InputError([kinds.GEEN_BESTAND.at(FilePlace("opdracht"))])
    files: list[FileTable] = []
    mistakes: list[Issue] = []
    for number, (path, columns) in enumerate(with_columns(paths, kolommen, rulebook)):
        if progress is not None:
            progress(f"{path.name} lezen", number / len(paths))
        try:
            files.append(read_file(path, rulebook, columns))
        except InputError as error:
            mistakes.extend(error.issues)
    if mistakes:
        raise InputError(mistakes)
    joined = join_files(files, rulebook)
    if progress is not None:
        progress("bestanden gekoppeld", 1.0)
    issues = [*_told_once(files), *about_joining(files, joined, rulebook)]
    differing = tuple(found for file in files for found in file.strijdig)
    return BuurtData(joined.table, sort_issues(issues), differing)


def _told_once(files: Sequence[FileTable]) -> Iterator[Issue]:
    """Give what is to be told of each file; of two with the same columns, what is said of those only once."""
    seen = set()
    for file in files:
        for issue in file.issues:
            key = (issue.code, issue.message, file.koppen, file.bron.jaar)
            if issue.code not in _ABOUT_COLUMNS or key not in seen:
                yield issue
            seen.add(key)
