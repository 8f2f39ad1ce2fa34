"""The inside of a workbook package: which part is the workbook, which are its sheets, are those parts plain XML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml import ElementTree as DefusedTree

from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.files.container import Container

_STRICT = "http://purl.oclc.org/ooxml/"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ENCODING = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']""")
_OTHER_PACKAGES = (("word/", "een Word-document"), ("ppt/", "een PowerPoint-presentatie"))


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet in order of the workbook."""

    naam: str
    zichtbaar: bool
    part: str


@dataclass(frozen=True, slots=True)
class Package:
    """What a workbook consists of, as far as reading needs it; `boek` is the part that lists the sheets."""

    bladen: tuple[SheetPart, ...]
    teksten: str | None
    stijlen: str | None
    boek: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points at: a kind, and a part or something outside the package."""

    kind: str
    target: str
    external: bool


def plain_xml(container: Container, part: str) -> bytes:
    """Unpack a part and check that it is UTF-8 XML without DOCTYPE or entities.

    Raises:
        InputError: The part is missing, damaged or no plain XML.
    """
    data = container.unpack(part)
    declared = _ENCODING.match(data[:400].removeprefix(b"\xef\xbb\xbf").lstrip())
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or (
        declared and declared.group(1).lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii")
    ):
        raise container.refuse(kinds.TEKENSET, onderdeel=part)
    if b"<!" in data and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):
        raise container.refuse(kinds.DOCTYPE, onderdeel=part)
    if b"\0" in data:
        raise container.refuse(kinds.XML_FOUT, onderdeel=part)
    return data


def open_package(container: Container) -> Package:
    """Find the workbook and its sheets.

    Raises:
        InputError: This is another kind of file, a strict or binary workbook, or its parts do not fit together.
    """
    workbook_part = _workbook_part(container)
    workbook = _parse(container, workbook_part)
    if workbook.tag.startswith("{" + _STRICT):
        raise container.refuse(kinds.STRICT)
    if not workbook.tag.endswith("}workbook"):
        raise container.refuse(kinds.XML_FOUT, onderdeel=workbook_part)
    relations = read_relations(container, workbook_part)
    sheets = _sheets(container, workbook, relations)
    if not sheets:
        raise container.refuse(kinds.GEEN_BLADEN)
    _check_unique(container, [sheet.part for sheet in sheets] + [workbook_part])
    texts, styles = (_one(container, relations, ending) for ending in ("/sharedStrings", "/styles"))
    return Package(sheets, texts, styles, workbook_part)


def _parse(container: Container, part: str) -> Element:
    data = plain_xml(container, part)
    try:
        root: Element = DefusedTree.fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise container.refuse(kinds.XML_FOUT, onderdeel=part) from error
    return root


def relations_part(part: str) -> str:
    """Give the part that holds what a part points at; an empty name is the package itself."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def read_relations(container: Container, part: str) -> Mapping[str, Relation]:
    """Give what a part points at, by id; targets without a slash before them.

    Raises:
        InputError: The part with the relations is missing, damaged or no plain XML.
    """
    folder = posixpath.dirname(part)
    found: dict[str, Relation] = {}
    for node in _parse(container, relations_part(part)):
        target = node.get("Target", "")
        external = node.get("TargetMode", "") == "External"
        resolved = target if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[node.get("Id", "")] = Relation(node.get("Type", ""), resolved, external)
    return found


def _workbook_part(container: Container) -> str:
    if container.has("mimetype"):
        raise container.refuse(kinds.ANDER_PAKKET, gezien="een OpenDocument-bestand (zoals .ods)")
    if not container.has("_rels/.rels"):
        if container.has("xl/workbook.xml"):
            raise container.refuse(kinds.ONDERDEEL_ONTBREEKT, onderdeel="_rels/.rels")
        raise container.refuse(kinds.ANDER_PAKKET, gezien="een zip-bestand")
    found = read_relations(container, "").values()
    targets = [r for r in found if r.kind.endswith("/officeDocument") and not r.external]
    if not targets:
        raise container.refuse(kinds.ONDERDEEL_ONTBREEKT, onderdeel="xl/workbook.xml")
    main = targets[0]
    for prefix, words in _OTHER_PACKAGES:
        if main.target.startswith(prefix):
            raise container.refuse(kinds.ANDER_PAKKET, gezien=words)
    if main.target.endswith(".bin"):
        raise container.refuse(kinds.XLSB)
    if main.kind.startswith(_STRICT):
        raise container.refuse(kinds.STRICT)
    return main.target


def _sheets(container: Container, workbook: Element, relations: Mapping[str, Relation]) -> tuple[SheetPart, ...]:
    sheets = []
    for node in workbook.iterfind("{*}sheets/{*}sheet"):
        relation = relations.get(node.get(_REL_ID, ""))
        name = node.get("name", "")
        if relation is None:
            raise container.refuse(kinds.ONDERDEEL_ONTBREEKT, onderdeel=f"van blad {name}")
        if relation.external:
            raise container.refuse(kinds.VERWIJZING_KRING, onderdeel=f"blad {name}")
        if relation.kind.endswith("/worksheet"):
            sheets.append(SheetPart(name, node.get("state", "visible") == "visible", relation.target))
    return tuple(sheets)


def _check_unique(container: Container, parts: list[str]) -> None:
    seen: set[str] = set()
    for part in parts:
        if not container.has(part):
            raise container.refuse(kinds.ONDERDEEL_ONTBREEKT, onderdeel=part)
        if part.lower() in seen:
            raise container.refuse(kinds.VERWIJZING_KRING, onderdeel=part)
        seen.add(part.lower())


def _one(container: Container, relations: Mapping[str, Relation], ending: str) -> str | None:
    found = [r.target for r in relations.values() if r.kind.endswith(ending) and not r.external]
    if len(found) > 1:
        raise container.refuse(kinds.VERWIJZING_KRING, onderdeel=found[1])
    if found and not container.has(found[0]):
        raise container.refuse(kinds.ONDERDEEL_ONTBREEKT, onderdeel=found[0])
    return found[0] if found else None
