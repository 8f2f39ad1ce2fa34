"""Files that are known and hold no figures about areas: code lists, boundaries, documentation of CBS.

They are named by what they are, so that nobody has to guess why they cannot be scored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.files.container import looks_like
from buurtwijzer.data.files.workbook import Sheet

_NEEDS = "Gebruik een bestand met cijfers, zoals de Kerncijfers wijken en buurten van CBS."
_LEVEL = {4: Niveau.GEMEENTE, 6: Niveau.WIJK, 8: Niveau.BUURT}
_CODE = re.compile(r"(?:GM|WK|BU)?(\d{4}|\d{4}[0-9A-Z]{2}|\d{4}[0-9A-Z]{4})")
_YEAR = re.compile(r"((?:19|20)\d{2})$")
_HEAD = 4096
_NUMBERED = re.compile(r"_\d+$")
_PREFIX = {Niveau.GEMEENTE: "GM", Niveau.WIJK: "WK", Niveau.BUURT: "BU"}


@dataclass(frozen=True, slots=True)
class NoFigures:
    """A known file without figures.

    Attributes:
        naam: File name without folders.
        sha256: Hash of its bytes.
        soort: What it is, in one word, as other files have a layout.
        jaar: Year it is about; None when it says none.
        rijen: Number of areas per level.
        issue: Why it cannot be scored and what to do.
    """

    naam: str
    sha256: str
    soort: str
    jaar: int | None
    rijen: tuple[tuple[Niveau, int], ...]
    issue: Issue


def known_document(naam: str, sha256: str, data: bytes) -> NoFigures | None:
    """Recognise a document by its first bytes: boundaries, metadata of OData, a PDF."""
    head = data[:_HEAD]
    place = FilePlace(naam)
    if head.startswith(b"%PDF"):
        return NoFigures(naam, sha256, "documentatie", None, (), kinds.GEEN_WERKMAP.at(place, gezien=looks_like(data)))
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return None
    if b'"viewBox"' in head or (b'"FeatureCollection"' in head and b'"geometry"' in data[: 16 * _HEAD]):
        return _found(naam, sha256, "grenzen", "een bestand met grenzen om te tekenen")
    if b'"odata.type"' in head or (b'"ShortTitle"' in head and b'"Identifier"' in head):
        return _found(naam, sha256, "documentatie", "de beschrijving van een tabel (metadata van OData)")
    return None


def described_codes(
    naam: str, sha256: str, koppen: Sequence[str], rijen: Sequence[Sequence[object]]
) -> NoFigures | None:
    """Recognise the records of OData that only describe: titles of codes, or the parts of a table."""
    names = set(koppen)
    if {"name", "url"} <= names or {"Key", "Title", "ParentID"} <= names or {"MeasureGroupId", "Identifier"} <= names:
        return _found(naam, sha256, "documentatie", "de beschrijving van een tabel (metadata van OData)")
    key = "Key" if {"Key", "Title"} <= names else "Identifier" if {"Identifier", "Title"} <= names else None
    if key is None or any(_NUMBERED.search(name) for name in koppen):
        return None
    codes = [str(row[koppen.index(key)]).strip().upper()[:2] for row in rijen]
    levels = tuple((level, codes.count(start)) for level, start in _PREFIX.items() if start in codes)
    return NoFigures(naam, sha256, "codelijst", None, levels, _issue(naam, "een lijst met codes en namen"))


def code_list(sheet: Sheet, sha256: str) -> NoFigures | None:
    """Recognise a sheet with only codes and names."""
    rows = [[str(cell).strip() for cell in row] for row in sheet.rijen]
    filled = [[cell for cell in row if cell] for row in rows]
    # A title stands above the table in a row of its own.
    header = next((row for row in filled if len(row) > 1), [])
    body = filled[filled.index(header) + 1 :] if header else []
    if len(header) != 2 or not any("naam" in word.lower() for word in header):
        return None
    found = [match for row in body if row and (match := _CODE.fullmatch(row[0].upper()))]
    if not found or len(found) < 0.9 * sum(1 for row in body if row):
        return None
    lengths = [len(match.group(1)) for match in found]
    levels = tuple((level, lengths.count(size)) for size, level in reversed(_LEVEL.items()) if size in lengths)
    year = next((int(match.group(1)) for word in header if (match := _YEAR.search(word))), None)
    issue = _issue(sheet.bestand, "een lijst met codes en namen")
    return NoFigures(sheet.bestand, sha256, "codelijst", year, levels, issue)


def _found(naam: str, sha256: str, soort: str, words: str) -> NoFigures:
    return NoFigures(naam, sha256, soort, None, (), _issue(naam, words))


def _issue(naam: str, words: str) -> Issue:
    return kinds.GEEN_CIJFERS.at(FilePlace(naam), soort=words, raad=_NEEDS)
