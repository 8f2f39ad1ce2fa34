"""The copy of a user's workbook while it is made: which parts change, which are added. What is not named stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from buurtwijzer.data.files.package import plain_xml, relations_part
from buurtwijzer.reporting.injection.archive import Packed
from buurtwijzer.reporting.injection.book import BookChange
from buurtwijzer.reporting.injection.edits import Edit, append_inside, apply
from buurtwijzer.reporting.injection.nodes import prefix
from buurtwijzer.reporting.injection.opened import OwnFile
from buurtwijzer.reporting.injection.own_parts import AREA, TITLES, OwnPart
from buurtwijzer.reporting.injection.own_sheets import Homes, next_relation
from buurtwijzer.reporting.injection.styles import EMPTY, StyleSheet
from buurtwijzer.reporting.record import KEY
from buurtwijzer.reporting.written import SHEET_MARK

_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "[Content_Types].xml"


@dataclass(slots=True, eq=False)
class Copy:
    """The parts of the copy that differ from those of the workbook.

    Attributes:
        file: The workbook.
        changed: New content by name of the part, in small letters.
        added: Content of new parts, in order.
    """

    file: OwnFile
    changed: dict[str, Packed] = field(default_factory=dict)
    added: dict[str, Packed] = field(default_factory=dict)
    _types: list[tuple[str, str]] = field(default_factory=list)
    _relations: list[tuple[str, str, str]] = field(default_factory=list)

    def styles(self) -> tuple[bytes, StyleSheet]:
        """Give the formats of the workbook: as they are, and to take up those that are used."""
        part = self.file.package.stijlen
        data = EMPTY if part is None else plain_xml(self.file.container, part)
        return data, StyleSheet(data)

    def finish(
        self, parts: Sequence[OwnPart], book: BookChange, styles: tuple[bytes, StyleSheet], homes: Homes
    ) -> None:
        """Put sheets of ours in, and bring the lists of the package up to date."""
        ids = {*self.file.relaties}
        for part in parts:
            self._own_sheet(part, book, ids)
        if self.file.package.stijlen is None:
            part_name = homes.free_part("styles{}.xml")
            self.added[part_name] = Packed.of([apply(styles[0], styles[1].result())])
            self._types.append((part_name, "styles"))
            self._relations.append((next_relation(ids), "styles", part_name))
        else:
            self.change(self.file.package.stijlen, styles[0], styles[1].result())
        self.change(self.file.package.boek, self.file.book.data, book.edits())
        self._lists()

    def change(self, part: str, data: bytes, edits: Iterator[Edit] | Sequence[Edit]) -> None:
        """Make edits in a part."""
        made = [*edits]
        if made:
            self.changed[part.lower()] = Packed.of([apply(data, made)])

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
        book.set_name(SHEET_MARK + home.sleutel, None, f"{quoted(home.naam)}!$A$1")
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
        self.change(part, data, [append_inside(data, root, text.replace("<", f"<{own}").encode())])

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


def quoted(blad: str) -> str:
    """Give the name of a sheet as a reference writes it."""
    return "'" + blad.replace("'", "''") + "'"
