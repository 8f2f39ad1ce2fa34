"""Our own sheets in a user's workbook: which there are, under which name, and where their parts go.

A sheet of ours carries a name of the workbook and is replaced as a whole, unless it is not as we wrote it: then it is
the user's from now on, and ours gets a name of its own.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.evidence.mirror.reading import is_form, is_mirror_sheet
from buurtwijzer.reporting.injection import issue_kinds as kinds
from buurtwijzer.reporting.injection.opened import OwnFile, Table
from buurtwijzer.reporting.injection.ranges import Rectangle
from buurtwijzer.reporting.injection.rows import find_rows
from buurtwijzer.reporting.record import KEY, SHEET, Record, sheet_fingerprint

FILLED_IN = "Spiegeling"
"""The sheet of ours that people fill in: it is written again with what they wrote, which was read before."""
_OURS = ("/table", "/printerSettings")
_SINGLE = ("styles{}.xml",)
_FORM_ROWS = 20
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Home:
    """Where a sheet of ours stands.

    Attributes:
        naam: Name on its tab.
        sleutel: What follows `SHEET_MARK` in the name that marks it.
        deel: Its part.
        is_new: Whether there was no such sheet yet.
        tabel: Its table.
        heeft_tabel: Whether that table was there.
    """

    naam: str
    sleutel: str
    deel: str
    is_new: bool
    tabel: Table
    heeft_tabel: bool


@dataclass(slots=True, eq=False)
class Homes:
    """Gives sheets of ours their place.

    Attributes:
        file: The user's workbook.
        record: What we wrote in it.
        issues: What the user should know about it.
    """

    file: OwnFile
    record: Record
    issues: list[Issue] = field(default_factory=list)
    _sheets: set[str] = field(default_factory=set)
    _parts: set[str] = field(default_factory=set)
    _tables: list[Table] = field(default_factory=list)
    _names: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, file: OwnFile, record: Record) -> Homes:
        """Look what names, parts and tables there are."""
        worksheets = [sheet.part for sheet in file.package.bladen]
        tables = [table for part in worksheets for table in file.tables(part)]
        names = {name.naam.casefold() for name in file.book.namen} | {table.naam.casefold() for table in tables}
        return cls(file, record, [], {blad.naam.casefold() for blad in file.book.bladen}, set(), tables, names)

    def find(self, eerste: str) -> str | None:
        """Give the name of the sheet of ours that began with a name, None when there is none or it is the user's."""
        key = self._key(eerste)
        naam = self.file.own_sheets().get(key)
        if naam is None or _has_more(self.file, naam) or not (key == KEY or self._may_be_replaced(key, naam)):
            return None
        return naam

    def users_form(self) -> str | None:
        """Give the sheet for judgements that the user pasted or added to: it is read, and no second one is made."""
        ours = self.find(FILLED_IN)
        marked = self.file.own_sheets().get(FILLED_IN.casefold())
        if marked is not None and ours is None:
            return marked
        return next((naam for naam in self.file.bladen if is_mirror_sheet(self.file.top(naam, _FORM_ROWS))), None)

    def _may_be_replaced(self, key: str, naam: str) -> bool:
        if key == FILLED_IN.casefold():
            blok = self.file.block(naam)
            return not blok.formules and not blok.foutcellen and is_form(blok.rijen)
        return self._is_as_written(key, naam)

    def _is_as_written(self, key: str, naam: str) -> bool:
        blok = self.file.block(naam)
        is_plain = not blok.formules and not blok.foutcellen
        return is_plain and self.record.eigen.get(key) == sheet_fingerprint(blok.rijen)

    @staticmethod
    def _key(eerste: str) -> str:
        return KEY if eerste == SHEET else eerste.casefold()

    def give(self, eerste: str, tabel: str) -> Home:
        """Give a sheet its place.

        Args:
            eerste: The name it would like.
            tabel: The name its table would like.
        """
        known, key = self.find(eerste), self._key(eerste)
        if known is not None:
            part = self.file.part(known)
            own = self.file.tables(part)
            ids = {*self.file.sheet_relations(part)}
            return Home(known, key, part, False, own[0] if own else self._table(tabel, next_relation(ids)), bool(own))
        before = self.file.own_sheets().get(key)
        naam = self._free_name(eerste)
        if before is not None:
            self.issues.append(kinds.X313.at(FilePlace(self.file.pad.name), blad=before, nieuw=naam))
        return Home(naam, key, self.free_part("worksheets/sheet{}.xml"), True, self._table(tabel, "rId1"), False)

    def free_part(self, pattern: str) -> str:
        """Give the name of a part that does not exist yet, beside the part with the sheets."""
        folder = posixpath.dirname(self.file.package.boek)
        for number in count(1):
            # readers that look for styles by name know only the name without a number
            part = posixpath.join(folder, pattern.format("" if number == 1 and pattern in _SINGLE else number))
            if not self.file.container.has(part) and part.lower() not in self._parts:
                self._parts.add(part.lower())
                return part
        raise AssertionError("count() ends never")

    def _table(self, naam: str, relatie: str) -> Table:
        free = next(name for name in _numbered(naam, "_{}") if name.casefold() not in self._names)
        number = max((table.id for table in self._tables), default=0) + 1
        found = Table(self.free_part("tables/table{}.xml"), relatie, number, free, None)
        self._tables.append(found)
        self._names.add(free.casefold())
        return found

    def _free_name(self, eerste: str) -> str:
        naam = next(name for name in _numbered(eerste, " ({})") if name.casefold() not in self._sheets)
        self._sheets.add(naam.casefold())
        return naam


def _numbered(first: str, more: str) -> Iterator[str]:
    yield first
    yield from (first + more.format(number) for number in count(2))


def _has_more(file: OwnFile, naam: str) -> bool:
    """Tell whether the user put something on a sheet of ours: a drawing, a note, or a cell outside our table."""
    part = file.part(naam)
    if any(not relation.kind.endswith(_OURS) for relation in file.sheet_relations(part).values()):
        return True
    tables = file.tables(part)
    if not tables:
        return False
    area = tables[0].bereik
    return len(tables) > 1 or area is None or _has_cell_outside(file, naam, area)


def _has_cell_outside(file: OwnFile, naam: str, area: Rectangle) -> bool:
    form = file.form(naam)
    rows = find_rows(form.data, form.sheet_data, 0, common=form.gewoon)
    return any(
        cell.gevuld
        for row in rows.rijen
        for cell in rows.cells_from(row, area.rechts + 1 if area.boven <= row.rij <= area.onder else 0)
    )


def next_relation(ids: set[str]) -> str:
    """Give an id for a relation that is not in use, and put it in use."""
    numbers = [int(found.group()) for known in ids if (found := _NUMBER.search(known))]
    free = f"rId{max(numbers, default=0) + 1}"
    ids.add(free)
    return free
