"""`write_back()`: results written into a copy of a user's own workbook. Same workbook and result, same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import join_words, name_some, plural
from buurtwijzer.core.errors import InputError, OutputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace, column_letters
from buurtwijzer.data.files.package import plain_xml, relations_part
from buurtwijzer.reporting.files import check_target, write_safely
from buurtwijzer.reporting.injection import issue_kinds as kinds
from buurtwijzer.reporting.injection.archive import Packed, write_package
from buurtwijzer.reporting.injection.book import BookChange
from buurtwijzer.reporting.injection.edits import Edit, append_inside, apply
from buurtwijzer.reporting.injection.nodes import XmlError, check_well_formed, prefix
from buurtwijzer.reporting.injection.opened import SUFFIXES, OwnFile, open_own_file
from buurtwijzer.reporting.injection.own_parts import AREA, TITLES, OwnPart, own_parts
from buurtwijzer.reporting.injection.own_sheets import Homes, next_relation
from buurtwijzer.reporting.injection.plan import WritePlan
from buurtwijzer.reporting.injection.sheet import SheetChange
from buurtwijzer.reporting.injection.styles import EMPTY, StyleSheet
from buurtwijzer.reporting.record import KEY, Record, SheetRecord
from buurtwijzer.reporting.styles import number_format
from buurtwijzer.reporting.written import SHEET_MARK

_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "[Content_Types].xml"


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
        copy = _Copy(file, file.record() if record is None else record)
        told = copy.fill(assessment, plan, tuple(issues), datum)
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
class _Copy:
    """The parts of the copy that differ from those of the workbook."""

    file: OwnFile
    record: Record
    changed: dict[str, Packed] = field(default_factory=dict)
    added: dict[str, Packed] = field(default_factory=dict)
    _types: list[tuple[str, str]] = field(default_factory=list)
    _relations: list[tuple[str, str, str]] = field(default_factory=list)

    def fill(
        self, assessment: Assessment, plan: WritePlan, issues: tuple[Issue, ...], datum: date | None
    ) -> tuple[Issue, ...]:
        """Make the parts and tell what the user should know."""
        book, homes = BookChange(self.file.book), Homes.of(self.file, self.record)
        styles = self._styles()
        names = dict(zip(assessment.table.code, assessment.table.naam, strict=True))
        beside = {row: names.get(code, code) for row, code in plan.rijen.items()}
        told = self._user_sheet(plan, styles[1], book, beside)
        wrote = SheetRecord.of(plan.geschreven, plan.rijen.values())
        record = self.record.with_sheet(plan.blad, wrote)
        parts = own_parts(assessment, homes, styles[1], record, (*issues, *told), datum)
        ids = {*self.file.relaties}
        for part in parts:
            self._own_sheet(part, book, ids)
        if self.file.package.stijlen is None:
            part_name = homes.free_part("styles{}.xml")
            self.added[part_name] = Packed.of([apply(styles[0], styles[1].result())])
            self._types.append((part_name, "styles"))
            self._relations.append((next_relation(ids), "styles", part_name))
        else:
            self._change(self.file.package.stijlen, styles[0], styles[1].result())
        self._change(self.file.package.boek, self.file.book.data, book.edits())
        self._lists()
        return (*told, *homes.issues)

    def _styles(self) -> tuple[bytes, StyleSheet]:
        part = self.file.package.stijlen
        data = EMPTY if part is None else plain_xml(self.file.container, part)
        return data, StyleSheet(data)

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
        self._change(part, form.data, change.edits())
        sheet = self.file.book.sheet(plan.blad)
        for place in plan.oud:
            book.set_name(place.naam, sheet.plek, None)
        for place in plan.kolommen:
            column = f"${column_letters(place.kolom + 1)}$"
            cells = f"{_quoted(sheet.naam)}!{column}{place.kop + 1}:{column}{place.laatste + 1}"
            book.set_name(place.naam, sheet.plek, cells)
        if not change.gebleven:
            return ()
        left = [
            f"{column_letters(number + 1)}{row + 1}" + (f" (nu naast {beside[row]})" if row in beside else "")
            for row, number in sorted(change.gebleven)
        ]
        count = plural(len(left), "cel", "cellen")
        return (kinds.X312.at(self.file.place(plan.blad), aantal=count, cellen=name_some(left)),)

    def _own_sheet(self, part: OwnPart, book: BookChange, ids: set[str]) -> None:
        home = part.home
        self._put(home.deel, part.blad)
        self._put(home.tabel.deel, part.tabel)
        if home.is_new:
            relation = next_relation(ids)
            place = book.add_sheet(home.naam, relation, verborgen=home.sleutel == KEY)
            self._relations.append((relation, "worksheet", home.deel))
            self._types.append((home.deel, "worksheet"))
        else:
            place = self.file.book.sheet(home.naam).plek
        if not home.heeft_tabel:
            self._types.append((home.tabel.deel, "table"))
            relations = relations_part(home.deel)
            text = _relation(home.tabel.relatie, "table", home.tabel.deel)
            if self.file.container.has(relations):
                self._append(relations, text)
            else:
                self._put(relations, Packed.of([_relations(text)]))
        book.set_name(SHEET_MARK + home.sleutel, None, f"{_quoted(home.naam)}!$A$1")
        for naam in (AREA, TITLES):
            book.set_name(naam, place, dict(part.namen).get(naam))

    def _lists(self) -> None:
        """Add the new parts to the lists of the package."""
        if self._relations:
            new = "".join(_relation(*relation) for relation in self._relations)
            self._append(relations_part(self.file.package.boek), new)
        if self._types:
            new = "".join(_override(part, kind) for part, kind in self._types)
            self._append(_CONTENT_TYPES, new)

    def _append(self, part: str, text: str) -> None:
        """Put elements at the end of the root of a part."""
        data = plain_xml(self.file.container, part)
        root = self.file.nodes(part, 1, data)
        own = prefix(data, root)
        self._change(part, data, [append_inside(data, root, text.replace("<", f"<{own}").encode())])

    def _change(self, part: str, data: bytes, edits: Iterator[Edit] | Sequence[Edit]) -> None:
        made = [*edits]
        if made:
            self.changed[part.lower()] = Packed.of([apply(data, made)])

    def _put(self, part: str, content: Packed) -> None:
        if self.file.container.has(part):
            self.changed[part.lower()] = content
        else:
            self.added[part] = content


def _relation(number: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{number}" Type="{_DOC}/{kind}" Target="/{target}"/>'


def _relations(text: str) -> bytes:
    return _HEAD + f'<Relationships xmlns="{_RELATIONS}">{text}</Relationships>'.encode()


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{_TYPES}.{kind}+xml"/>'


def _quoted(blad: str) -> str:
    return "'" + blad.replace("'", "''") + "'"
