"""The part that lists sheets and defined names: read with its bytes, and the edits that add to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from buurtwijzer.reporting.injection.edits import Edit, append_inside
from buurtwijzer.reporting.injection.nodes import Node, XmlError, parse_nodes, prefix

_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL_ID = f"{_DOC} id"
_REL_PREFIX = re.compile(rb"""\sxmlns:([\w.-]+)\s*=\s*["']""" + re.escape(_DOC.encode()) + rb"""["']""")
_STATE = ("", ' state="hidden"')
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet of any kind; `plek` is its position from 0, `relatie` the id of what it points at."""

    naam: str
    plek: int
    relatie: str


@dataclass(frozen=True, slots=True)
class BookName:
    """A defined name; `plek` is the position of the sheet it belongs to, None for the whole workbook."""

    naam: str
    plek: int | None
    verwijzing: str
    node: Node


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """The part as it is.

    Attributes:
        data: Its bytes.
        root: Its elements, three levels deep.
        bladen: Its sheets in order.
        namen: Its defined names in order.
    """

    data: bytes
    root: Node
    bladen: tuple[BookSheet, ...]
    namen: tuple[BookName, ...]

    @classmethod
    def read(cls, data: bytes) -> Book:
        """Read the part.

        Raises:
            XmlError: It cannot be followed.
        """
        root = parse_nodes(data, 3)
        sheets, names = root.first("sheets"), root.first("definedNames")
        if sheets is None:
            raise XmlError
        return cls(
            data,
            root,
            tuple(
                BookSheet(node.attributes.get("name", ""), number, node.attributes.get(_REL_ID, ""))
                for number, node in enumerate(sheets.all("sheet"))
            ),
            tuple(_names(names)) if names is not None else (),
        )

    @property
    def is_locked(self) -> bool:
        """Tell whether its structure is protected, so that no sheet may be added."""
        protection = self.root.first("workbookProtection")
        return protection is not None and protection.attributes.get("lockStructure", "0") in ("1", "true")

    def sheet(self, naam: str) -> BookSheet:
        """Give a sheet by its name, as Excel compares names.

        Raises:
            KeyError: There is none.
        """
        for blad in self.bladen:
            if blad.naam.casefold() == naam.casefold():
                return blad
        raise KeyError(naam)

    def name(self, naam: str, plek: int | None) -> BookName | None:
        """Give a defined name of one sheet, or of the whole workbook."""
        wanted = naam.casefold()
        return next((name for name in self.namen if name.plek == plek and name.naam.casefold() == wanted), None)


def _names(names: Node) -> Iterator[BookName]:
    for node in names.all("definedName"):
        place = node.number("localSheetId") if "localSheetId" in node.attributes else None
        yield BookName(node.attributes.get("name", ""), place, node.text.strip(), node)


@dataclass(slots=True, eq=False)
class BookChange:
    """What is added to the part, until it is turned into edits.

    Attributes:
        book: The part as it is.
        bladen: Names and relation ids of new sheets, which come last, and whether they are hidden.
        namen: By name and sheet what it will refer to; None for one that goes.
    """

    book: Book
    bladen: list[tuple[str, str, bool]] = field(default_factory=list)
    namen: dict[tuple[str, int | None], str | None] = field(default_factory=dict)

    def add_sheet(self, naam: str, relatie: str, *, verborgen: bool = False) -> int:
        """Add a sheet after all others and give its position."""
        self.bladen.append((naam, relatie, verborgen))
        return len(self.book.bladen) + len(self.bladen) - 1

    def set_name(self, naam: str, plek: int | None, verwijzing: str | None) -> None:
        """Let a defined name refer to something, or nothing any more."""
        self.namen[naam, plek] = verwijzing

    def edits(self) -> Iterator[Edit]:
        """Give the edits of the part."""
        if self.bladen:
            yield self._new_sheets()
        new = []
        for (naam, plek), verwijzing in self.namen.items():
            known = self.book.name(naam, plek)
            if known is not None:
                yield from self._changed(known, verwijzing)
            elif verwijzing is not None:
                new.append(self._name(naam, plek, verwijzing))
        if new:
            yield self._new_names("".join(new))

    def _changed(self, known: BookName, verwijzing: str | None) -> Iterator[Edit]:
        node = known.node
        if verwijzing is None:
            yield Edit(node.start, node.end, b"")
        elif known.verwijzing != verwijzing:
            yield Edit(node.start, node.end, self._name(known.naam, known.plek, verwijzing).encode())

    def _new_sheets(self) -> Edit:
        sheets = self.book.root.first("sheets")
        if sheets is None:
            raise XmlError
        ids = [node.number("sheetId") for node in sheets.all("sheet")]
        declared = _REL_PREFIX.search(self.book.data, self.book.root.start, self.book.root.inner)
        rel = f"{declared.group(1).decode()}:id=" if declared else f'xmlns:r="{_DOC}" r:id='
        text = "".join(
            f"<{self._prefix}sheet name={quoteattr(naam)} sheetId={quoteattr(str(number))}{_STATE[verborgen]} "
            f"{rel}{quoteattr(relatie)}/>"
            for number, (naam, relatie, verborgen) in enumerate(self.bladen, max(ids, default=0) + 1)
        )
        return append_inside(self.book.data, sheets, text.encode())

    def _new_names(self, text: str) -> Edit:
        names = self.book.root.first("definedNames")
        if names is not None:
            return append_inside(self.book.data, names, text.encode())
        before = max(node.end for name in _BEFORE_NAMES for node in self.book.root.all(name))
        own = f"<{self._prefix}definedNames>{text}</{self._prefix}definedNames>"
        return Edit(before, before, own.encode())

    def _name(self, naam: str, plek: int | None, verwijzing: str) -> str:
        local = "" if plek is None else f' localSheetId="{plek}"'
        tag = f"{self._prefix}definedName"
        return f"<{tag} name={quoteattr(naam)}{local}>{escape(verwijzing)}</{tag}>"

    @property
    def _prefix(self) -> str:
        return prefix(self.book.data, self.book.root)
