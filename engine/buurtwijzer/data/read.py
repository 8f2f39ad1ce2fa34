"""Reads data files into one `BuurtData`: the entry of this layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.areas.divisions import about_divisions
from buurtwijzer.data.areas.register import Register, make_register
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.files.no_figures import NoFigures
from buurtwijzer.data.joining.conversion import convert_files, read_conversion
from buurtwijzer.data.joining.issues import about_joining
from buurtwijzer.data.joining.join import join_files
from buurtwijzer.data.joining.report import make_report
from buurtwijzer.data.joining.years import YearFigures, comparable_years
from buurtwijzer.data.own.area_codes import OwnCodes
from buurtwijzer.data.own.figures import about_own_figures
from buurtwijzer.data.own.sources import with_columns
from buurtwijzer.data.periods import per_period
from buurtwijzer.data.recognise import Table, is_coded, open_table
from buurtwijzer.data.source import FileTable, read_table
from buurtwijzer.data.table import BuurtData, BuurtTable
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_columns import OwnColumns

_ABOUT_COLUMNS = {kind.code for kind in (kinds.KOLOMMEN_GEBLOKKEERD, kinds.KOLOMMEN_ONGEBRUIKT, kinds.KOLOMMEN_LEEG)}


def read_buurten(
    paths: Sequence[Path | SheetBlock],
    rulebook: Rulebook,
    *,
    kolommen: Sequence[OwnColumns] = (),
    naamlijst: BuurtTable | None = None,
    omzetting: Path | None = None,
    eigen: OwnCodes | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> BuurtData:
    """Read files and join them on area code.

    A file with names and no codes is read last: its areas are looked up in the other files.

    Args:
        paths: Files, or sheets that are open elsewhere, in a known layout; order decides only who wins when values
            differ.
        rulebook: Says which indicators are wanted and from which columns they come.
        kolommen: What the columns of files of the user's own mean, one per file at most.
        naamlijst: More areas with their names to look names up in, such as those of the whole country.
        omzetting: List of old to new codes, by which figures of earlier years are carried over.
        eigen: Areas of the user's own: files may have figures about them, under their code or name.
        progress: Gets the name of the step and the part that is done (0-1).

    Returns:
        Areas of all levels, ordered by code, by all indicators of the rulebook, ordered by id.

    Raises:
        InputError: Some file cannot be used; the mistakes of all files at once.
    """
    if not paths:
        raise InputError([kinds.GEEN_BESTAND.at(FilePlace("opdracht"))])
    country = [] if naamlijst is None else [_country(naamlijst)]
    read = _read_all(with_columns(paths, kolommen, rulebook), rulebook, country, progress or _silent, eigen)
    divisions = list(about_divisions(read, country, rulebook))
    files, carried = _convert(read, omzetting, rulebook)
    joined = join_files(files, rulebook, frozenset() if eigen is None else eigen.codes)
    if progress is not None:
        progress("bestanden gekoppeld", 1.0)
    issues = [*_told_once(files), *divisions, *carried, *about_joining(files, joined, rulebook)]
    issues += about_own_figures(files, joined.table, rulebook)
    differing = tuple(found for file in files for found in file.strijdig)
    report = make_report(files, joined, issues, rulebook)
    return BuurtData(joined.table, sort_issues(issues), differing, report)


def read_years(
    paths: Sequence[Path | SheetBlock],
    rulebook: Rulebook,
    *,
    kolommen: Sequence[OwnColumns] = (),
    omzetting: Path | None = None,
    eigen: OwnCodes | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> YearFigures:
    """Read files of several years as figures that may be compared over time; of a long file every period.

    Args:
        paths: As of `read_buurten`; a file of the user's own may be there once per year.
        rulebook: As of `read_buurten`.
        kolommen: As of `read_buurten`.
        omzetting: As of `read_buurten`.
        eigen: As of `read_buurten`.
        progress: As of `read_buurten`.

    Raises:
        InputError: Some file cannot be used; the mistakes of all files at once.
    """
    if not paths:
        raise InputError([kinds.GEEN_BESTAND.at(FilePlace("opdracht"))])
    sources = with_columns(paths, kolommen, rulebook)
    read = _read_all(sources, rulebook, [], progress or _silent, eigen, apart=per_period)
    files, carried = _convert(read, omzetting, rulebook)
    issues = [*_told_once(files), *carried]
    return comparable_years(files, rulebook, frozenset() if eigen is None else eigen.codes, issues)


def _as_one(table: Table) -> Sequence[Table]:
    return (table,)


def _convert(files: list[FileTable], omzetting: Path | None, rulebook: Rulebook) -> tuple[list[FileTable], list[Issue]]:
    return (files, []) if omzetting is None else convert_files(files, read_conversion(omzetting), rulebook)


def _read_all(
    sources: Sequence[tuple[Path | SheetBlock, OwnColumns | None]],
    rulebook: Rulebook,
    country: Sequence[Register],
    progress: Callable[[str, float], None],
    own: OwnCodes | None = None,
    apart: Callable[[Table], Sequence[Table]] = _as_one,
) -> list[FileTable]:
    """Read every file, those with only names last.

    Raises:
        InputError: Some file cannot be used; the mistakes of all files at once.
    """
    files: dict[int, list[FileTable]] = {}
    named: dict[int, Table] = {}
    mistakes: list[Issue] = []
    for number, (path, columns) in enumerate(sources):
        progress(f"{path.name} lezen", number / len(sources))
        try:
            table = open_table(path, rulebook, columns)
            if isinstance(table, NoFigures):
                mistakes.append(table.issue)
            elif is_coded(table):
                files[number] = _parts(apart(table), rulebook, (), own, mistakes)
            else:
                named[number] = table
        except InputError as error:
            mistakes.extend(error.issues)
    registers = [*_registers(chain.from_iterable(files.values())), *country] if named else []
    for number, table in named.items():
        files[number] = _parts(apart(table), rulebook, registers, own, mistakes)
    if mistakes:
        raise InputError(mistakes)
    return [file for _, parts in sorted(files.items()) for file in parts]


def _parts(
    tables: Iterable[Table],
    rulebook: Rulebook,
    registers: Sequence[Register],
    own: OwnCodes | None,
    mistakes: list[Issue],
) -> list[FileTable]:
    found = []
    for table in tables:
        try:
            found.append(read_table(table, rulebook, registers, own))
        except InputError as error:
            mistakes.extend(error.issues)
    if len(found) < 2:
        return found
    # Health, SES-WOA and the Leefbaarometer give earlier periods for the areas of the last one.
    last = max(file.bron.jaar for file in found)
    return [replace(file, indeling=last) for file in found]


def _registers(files: Iterable[FileTable]) -> Iterator[Register]:
    for file in files:
        if any(file.gebieden.naam):
            areas = file.gebieden
            own = zip(areas.code, areas.naam, areas.gemeente, areas.niveau, strict=True)
            yield make_register(file.bron.naam, file.bron.jaar, own)


def _country(table: BuurtTable) -> Register:
    source = table.bestanden[0]
    own = zip(table.code, table.naam, table.gemeente, table.niveau, strict=True)
    return make_register(source.naam, source.jaar, own, is_landelijk=True)


def _silent(_step: str, _done: float) -> None:
    return


def _told_once(files: Sequence[FileTable]) -> Iterator[Issue]:
    """Give what is to be told of each file; of two with the same columns, what is said of those only once."""
    seen = set()
    for file in files:
        for issue in file.issues:
            key = (issue.code, issue.message, file.koppen, file.bron.jaar)
            if issue.code not in _ABOUT_COLUMNS or key not in seen:
                yield issue
            seen.add(key)
