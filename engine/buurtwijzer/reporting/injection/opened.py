"""A user's own workbook, opened once: its cells for the engine, and its parts to write a copy from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import CellPlace, FilePlace
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.files.container import Container, open_container, read_bytes
from buurtwijzer.data.files.guard import GuardReport, SheetReport, guard_bytes
from buurtwijzer.data.files.package import Package, Relation, open_package, plain_xml, read_relations, relations_part
from buurtwijzer.data.files.workbook import Row, read_sheet
from buurtwijzer.reporting.injection import issue_kinds as kinds
from buurtwijzer.reporting.injection.book import Book
from buurtwijzer.reporting.injection.formulas import formula_cells
from buurtwijzer.reporting.injection.nodes import Node, XmlError, parse_nodes
from buurtwijzer.reporting.injection.ranges import Rectangle
from buurtwijzer.reporting.injection.rows import common_range
from buurtwijzer.reporting.injection.sheet import SheetForm
from buurtwijzer.reporting.marks import is_sheet_of_ours
from buurtwijzer.reporting.record import KEY, Record, read_record
from buurtwijzer.reporting.written import SHEET_MARK

SUFFIXES = (".xlsx", ".xlsm")
_TABLE_NAME = re.compile(r"(?![A-Za-z]{1,3}\d+$|[RrCc]$)(?:[^\W\d]|\\)[\w.]*")
_CORNER = re.compile(r"=?(?:'((?:[^']|'')+)'|([^'!]+))!\$?A\$?1(?::\$?A\$?1)?")


@dataclass(frozen=True, slots=True)
class Table:
    """An Excel table; `bereik` is None when its range cannot be read."""

    deel: str
    relatie: str
    id: int
    naam: str
    bereik: Rectangle | None


@dataclass(frozen=True, slots=True, eq=False)
class OwnFile:
    """A user's workbook as it was on disk at one moment.

    Attributes:
        pad: Where it stands.
        container: Its parts.
        guarded: What the guard saw, and the copy to read.
        package: Its worksheets.
        book: The part that lists sheets and names.
        relaties: What that part points at.
        eigen: The sheets that are ours; see `own_sheets`.
    """

    pad: Path
    container: Container
    guarded: GuardReport
    package: Package
    book: Book
    relaties: Mapping[str, Relation]
    eigen: Mapping[str, str] = field(default_factory=dict)

    @property
    def bladen(self) -> tuple[str, ...]:
        """Give the names of the worksheets in sight that are not ours, in order."""
        ours = {*self.own_sheets().values()}
        return tuple(blad.naam for blad in self.package.bladen if blad.zichtbaar and blad.naam not in ours)

    def own_sheets(self) -> Mapping[str, str]:
        """Give the sheets that are ours: what follows `SHEET_MARK` in the name that marks one, and its own name."""
        return self.eigen

    def block(self, blad: str) -> SheetBlock:
        """Read the cells of a worksheet.

        Raises:
            InputError: The XML inside it is damaged.
        """
        number = [sheet.naam for sheet in self.package.bladen].index(blad)
        sheet = read_sheet(self.guarded, number)
        return SheetBlock(self.pad.name, blad, sheet.rijen, sheet.report.foutcellen, self._formulas(blad))

    def top(self, blad: str, rijen: int) -> Sequence[Row]:
        """Read the first rows of a worksheet."""
        return read_sheet(self.guarded, [sheet.naam for sheet in self.package.bladen].index(blad), rijen).rijen

    def _formulas(self, blad: str) -> frozenset[tuple[int, int]]:
        if not self.report(blad).formules:
            return frozenset()
        try:
            return frozenset((row + 1, column + 1) for row, column in formula_cells(self.form(blad)))
        except XmlError as error:
            raise self.container.refuse(kinds.X301, onderdeel=self.part(blad)) from error

    def record(self) -> Record:
        """Give what we wrote, as the workbook itself remembers it; empty when it does not.

        Raises:
            InputError: The sheet with it is damaged.
        """
        hidden = self.own_sheets().get(KEY)
        return Record() if hidden is None else read_record(self.block(hidden).rijen)

    def names(self, blad: str) -> Iterator[tuple[str, str]]:
        """Give the defined names of one sheet, each with what it refers to."""
        place = self.book.sheet(blad).plek
        return ((name.naam, name.verwijzing) for name in self.book.namen if name.plek == place)

    def part(self, blad: str) -> str:
        """Give the name of the part of a sheet."""
        return self.relaties[self.book.sheet(blad).relatie].target

    def report(self, blad: str) -> SheetReport:
        """Give what the guard saw in a worksheet."""
        return next(report for report in self.guarded.bladen if report.naam == blad)

    def form(self, blad: str) -> SheetForm:
        """Follow a worksheet to its bytes.

        Raises:
            InputError: It cannot be followed.
        """
        data = plain_xml(self.container, self.part(blad))
        skip = common_range(data) if self.report(blad).gewoon else None
        return SheetForm(data, self.nodes(self.part(blad), 3, data, skip), skip is not None)

    def nodes(self, part: str, depth: int, data: bytes, skip: tuple[int, int] | None = None) -> Node:
        """Follow a part to its bytes.

        Raises:
            InputError: It cannot be followed.
        """
        try:
            return parse_nodes(data, depth, skip)
        except XmlError as error:
            raise self.container.refuse(kinds.X301, onderdeel=part) from error

    def sheet_relations(self, part: str) -> Mapping[str, Relation]:
        """Give what a part points at; nothing when it points at nothing."""
        return read_relations(self.container, part) if self.container.has(relations_part(part)) else {}

    def tables(self, part: str) -> tuple[Table, ...]:
        """Give the tables on a worksheet."""
        found = []
        for number, relation in self.sheet_relations(part).items():
            if relation.kind.endswith("/table") and not relation.external:
                found.append(self._table(number, relation.target))
        return tuple(found)

    def _table(self, relation: str, part: str) -> Table:
        node = self.nodes(part, 1, plain_xml(self.container, part))
        naam = node.attributes.get("displayName", "")
        if not _TABLE_NAME.fullmatch(naam) or not node.attributes.get("id", "").isdecimal():
            raise self.container.refuse(kinds.X301, onderdeel=part)
        return Table(part, relation, node.number("id"), naam, Rectangle.read(node.attributes.get("ref", "")))

    def place(self, blad: str, rij: int | None = None, kolom: int | None = None) -> CellPlace:
        """Give a place in a sheet, from positions from 0."""
        row, column = (None if number is None else number + 1 for number in (rij, kolom))
        return CellPlace(self.pad.name, blad, row, column)


def open_own_file(path: Path) -> OwnFile:
    """Open a user's workbook.

    Raises:
        InputError: It cannot be read, or may not be written into; the message says why and what to do.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise InputError([kinds.X307.at(FilePlace(path.name))])
    return open_own_bytes(path, read_bytes(path))


def open_own_bytes(path: Path, data: bytes) -> OwnFile:
    """Open a workbook that is in memory.

    Args:
        path: Its name.
        data: Its bytes.

    Raises:
        InputError: It cannot be read, or may not be written into.
    """
    guarded = guard_bytes(path.name, data)
    container = open_container(path.name, data)
    package = open_package(container)
    try:
        book = Book.read(plain_xml(container, package.boek))
    except XmlError as error:
        raise container.refuse(kinds.X301, onderdeel=package.boek) from error
    file = OwnFile(path, container, guarded, package, book, read_relations(container, package.boek))
    _refuse(file)
    return replace(file, eigen=_own_sheets(file))


def _own_sheets(file: OwnFile) -> dict[str, str]:
    """Find the sheets of ours: a name that marks one, and in its first cell the header that goes with it."""
    known = {blad.naam.casefold(): number for number, blad in enumerate(file.package.bladen)}
    found: dict[str, str] = {}
    for name in file.book.namen:
        refers = _CORNER.fullmatch(name.verwijzing) if name.plek is None and name.naam.startswith(SHEET_MARK) else None
        naam = (refers.group(1) or refers.group(2)).replace("''", "'") if refers else ""
        number = known.get(naam.casefold())
        if number is None:
            continue
        key, own = name.naam.removeprefix(SHEET_MARK), file.package.bladen[number].naam
        first = [*read_sheet(file.guarded, number, 1).rijen][:1]
        if own not in found.values() and is_sheet_of_ours(key, first[0][0] if first and first[0] else ""):
            found[key] = own
    return found


def _refuse(file: OwnFile) -> None:
    found = [relation.kind for relation in file.relaties.values()]
    if any(kind.endswith("/revisionHeaders") for kind in found):
        raise file.container.refuse(kinds.X302)
    if any("/digital-signature/" in relation.kind for relation in read_relations(file.container, "").values()):
        raise file.container.refuse(kinds.X303)
    if file.book.is_locked:
        raise file.container.refuse(kinds.X304)
