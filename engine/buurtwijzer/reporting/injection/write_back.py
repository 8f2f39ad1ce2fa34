"""`write_back()`: results written into a copy of a user's own workbook. Same workbook and result, same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import join_words, name_some, plural
from buurtwijzer.core.errors import InputError, OutputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace, column_letters
from buurtwijzer.reporting.files import check_target, write_safely
from buurtwijzer.reporting.injection import issue_kinds as kinds
from buurtwijzer.reporting.injection.archive import write_package
from buurtwijzer.reporting.injection.book import BookChange
from buurtwijzer.reporting.injection.copy import Copy, quoted
from buurtwijzer.reporting.injection.nodes import XmlError, check_well_formed
from buurtwijzer.reporting.injection.opened import SUFFIXES, OwnFile, open_own_file
from buurtwijzer.reporting.injection.own_parts import own_parts
from buurtwijzer.reporting.injection.own_sheets import Homes
from buurtwijzer.reporting.injection.plan import WritePlan
from buurtwijzer.reporting.injection.sheet import SheetChange
from buurtwijzer.reporting.injection.styles import StyleSheet
from buurtwijzer.reporting.record import Record, SheetRecord
from buurtwijzer.reporting.styles import number_format


def write_back(
    assessment: Assessment,
    werkmap: Path | OwnFile,
    plan: WritePlan,
    kopie: Path,
    *,
    record: Record | None = None,
    overschrijf: bool = False,
    datum: date | None = None,
    invoer: Sequence[Path] = (),
    issues: Sequence[Issue] = (),
) -> tuple[Issue, ...]:
    """Write results beside the rows of a user's workbook, in a copy: whole or not at all, the workbook untouched.

    Args:
        assessment: The result.
        werkmap: The user's workbook, or the same already opened.
        plan: What goes where.
        kopie: File to write, with the same ending as the workbook.
        overschrijf: Whether an existing copy may be replaced; a file that was read never is.
        record: What we wrote in the workbook before, under the names its sheets have now; None takes what it says.
        datum: Date for Verantwoording; None names none, so that equal results give equal files.
        invoer: Other files that were read.
        issues: What the user should know of the run besides what the result says; for the sheet Meldingen.

    Returns:
        What the user should know about the writing itself.

    Raises:
        InputError: The workbook cannot be read, or may not be written into.
        OutputError: The copy could not be written; what was there is untouched.
    """
    file = werkmap if isinstance(werkmap, OwnFile) else open_own_file(werkmap)
    if plan.blad not in file.bladen:
        known = join_words([f"'{blad}'" for blad in file.bladen])
        raise InputError([kinds.X308.at(FilePlace(file.pad.name), blad=plan.blad, bladen=known)])
    check_copy(file.pad, kopie, overschrijf=overschrijf, invoer=invoer)
    try:
        copy = Copy(file)
        told = _Filled(copy, file.record() if record is None else record).fill(assessment, plan, tuple(issues), datum)
    except XmlError as error:
        raise InputError([kinds.X301.at(FilePlace(file.pad.name), onderdeel=file.part(plan.blad))]) from error
    write_safely(
        kopie,
        lambda target: write_package(file.container, copy.changed, copy.added, target),
        overschrijf=overschrijf,
        invoer=(file.pad, *invoer),
    )
    return told


def check_copy(werkmap: Path, kopie: Path, *, overschrijf: bool = False, invoer: Sequence[Path] = ()) -> None:
    """Refuse a copy that cannot or may not be written, before any work is done for it.

    Raises:
        InputError: What it would be a copy of is no workbook.
        OutputError: Its name ends otherwise than that of the workbook, or it cannot be written.
    """
    if werkmap.suffix.lower() not in SUFFIXES:
        raise InputError([kinds.X307.at(FilePlace(werkmap.name))])
    if kopie.suffix.lower() != werkmap.suffix.lower():
        raise OutputError([kinds.X306.at(kopie.name or str(kopie), soort=werkmap.suffix.lower())])
    check_target(kopie, overschrijf=overschrijf, invoer=(werkmap, *invoer))


@dataclass(slots=True, eq=False)
class _Filled:
    """A copy with results beside the rows of the user, and our own sheets."""

    copy: Copy
    record: Record

    @property
    def file(self) -> OwnFile:
        """Give the workbook."""
        return self.copy.file

    def fill(
        self, assessment: Assessment, plan: WritePlan, issues: tuple[Issue, ...], datum: date | None
    ) -> tuple[Issue, ...]:
        """Make the parts and tell what the user should know."""
        book, homes = BookChange(self.file.book), Homes.of(self.file, self.record)
        styles = self.copy.styles()
        names = dict(zip(assessment.table.code, assessment.table.naam, strict=True))
        beside = {row: names.get(code, code) for row, code in plan.rijen.items()}
        told = self._user_sheet(plan, styles[1], book, beside)
        wrote = SheetRecord.of(plan.geschreven, plan.rijen.values())
        record = self.record.with_sheet(plan.blad, wrote)
        parts = own_parts(assessment, homes, styles[1], record, (*issues, *told), datum)
        self.copy.finish(parts, book, styles, homes)
        return (*told, *homes.issues)

    def _user_sheet(
        self, plan: WritePlan, styles: StyleSheet, book: BookChange, beside: Mapping[int, str]
    ) -> tuple[Issue, ...]:
        form, part = self.file.form(plan.blad), self.file.part(plan.blad)
        if form.gewoon:
            check_well_formed(form.data)
        tables = [table.bereik for table in self.file.tables(part) if table.bereik is not None]
        change = SheetChange(
            form, plan, styles.header, lambda base, soort: styles.over(base, number_format(soort)), tables
        )
        self.copy.change(part, form.data, change.edits())
        sheet = self.file.book.sheet(plan.blad)
        for place in plan.oud:
            book.set_name(place.naam, sheet.plek, None)
        for place in plan.kolommen:
            column = f"${column_letters(place.kolom + 1)}$"
            cells = f"{quoted(sheet.naam)}!{column}{place.kop + 1}:{column}{place.laatste + 1}"
            book.set_name(place.naam, sheet.plek, cells)
        if not change.gebleven:
            return ()
        left = [
            f"{column_letters(number + 1)}{row + 1}" + (f" (nu naast {beside[row]})" if row in beside else "")
            for row, number in sorted(change.gebleven)
        ]
        count = plural(len(left), "cel", "cellen")
        return (kinds.X312.at(self.file.place(plan.blad), aantal=count, cellen=name_some(left)),)
