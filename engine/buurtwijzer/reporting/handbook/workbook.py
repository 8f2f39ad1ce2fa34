"""The handbook as a workbook: a sheet per kind of rule with real tables, and every number of the rules in one list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from buurtwijzer.reporting.blad import Blad, Cel, CelSoort, Kolom, Rij
from buurtwijzer.reporting.catalogue import LAYERS, Layer
from buurtwijzer.reporting.handbook.explanation import explanation_page
from buurtwijzer.reporting.handbook.glossary import glossary, messages, open_text
from buurtwijzer.reporting.handbook.kinds import Soort, kinds
from buurtwijzer.reporting.handbook.leaves import Data, Part, as_data, label, numbers, parts, title_of
from buurtwijzer.reporting.handbook.page import Alinea, Kop, Lijst, plain
from buurtwijzer.reporting.handbook.rules import item_text, words
from buurtwijzer.reporting.plain_workbook import plain_bytes
from buurtwijzer.rulebook.model import Rulebook

_SHEET_NAME = 31
_WIDE, _NARROW, _NUMBER = 60, 24, 12
_LONG = 40
_MOST_TEXT = 6_000
_TITLE = "Buurtwijzer: handboek"


def handbook_sheets(rulebook: Rulebook, lagen: Sequence[Layer] = LAYERS) -> tuple[Blad, ...]:
    """Give the handbook as neutral sheets, in order.

    Args:
        rulebook: The rules; also an overlay, which is then shown as it works out.
        lagen: Layers of which the messages are explained.
    """
    return (
        _reading_guide(rulebook),
        *(_kind_sheet(soort, rulebook) for soort in kinds() if getattr(rulebook, soort.map)),
        _numbers_sheet(rulebook),
        _glossary_sheet(),
        _messages_sheet(lagen),
    )


def handbook_bytes(rulebook: Rulebook, lagen: Sequence[Layer] = LAYERS) -> bytes:
    """Give the handbook as the bytes of a workbook. Same rules, same bytes."""
    foot = f"&L&8Handboek bij {_in_foot(rulebook)}&R&8&A, blad &P van &N"
    return plain_bytes(handbook_sheets(rulebook, lagen), _TITLE, foot)


def _in_foot(rulebook: Rulebook) -> str:
    name = f"{rulebook.manifest.naam} {rulebook.manifest.versie}"
    return name[:100].replace("&", "&&")


def _reading_guide(rulebook: Rulebook) -> Blad:
    rows: list[Rij] = [
        ("Regelboek", f"{rulebook.manifest.naam} {rulebook.manifest.versie}"),
        ("Kenmerk (sha256)", rulebook.sha256),
    ]
    heading = ""
    for deel in explanation_page(rulebook).delen:
        match deel:
            case Kop():
                heading = deel.tekst
            case Alinea():
                rows.append((heading, plain(deel.tekst)))
            case Lijst():
                rows += [(regel.vooraf.rstrip("."), plain(regel.tekst)) for regel in deel.regels]
            case _:
                continue
    columns = (Kolom("onderwerp", CelSoort.TEKST, _NARROW), Kolom("uitleg", CelSoort.LANGE_TEKST, 110))
    return Blad("Leeswijzer", "hb_leeswijzer", columns, tuple(rows), vast=1)


def _kind_sheet(soort: Soort, rulebook: Rulebook) -> Blad:
    rows = [_flat(as_data(item), rulebook) for item in getattr(rulebook, soort.map).values()]
    heads = tuple(dict.fromkeys(head for row in rows for head in row))
    columns = tuple(_column(head, [row.get(head) for row in rows]) for head in heads)
    body = tuple(tuple(_fit(row.get(k.kop), k) for k in columns) for row in rows)
    return Blad(soort.titel[:_SHEET_NAME], f"hb_{soort.map}", columns, body, vast=min(2, len(columns)))


def _flat(data: Data, rulebook: Rulebook) -> dict[str, Cel]:
    """Lay a rule out in one row; what stands in a list comes together in one cell, one line an item."""
    row: dict[str, Cel] = {}
    for part in parts(data):
        head = label(part.weg)
        if isinstance(part.waarde, list):
            row[head] = _list_text(part, rulebook)
        else:
            (leaf,) = part.leaves()
            row[head] = _plain_cell(leaf.waarde) if not isinstance(leaf.waarde, str) else plain(words(leaf, rulebook))
    return row


def _list_text(part: Part, rulebook: Rulebook) -> str:
    names = part.namen or ("",) * len(part.waarde)
    lines = [
        f"{label((name,))}: {text}" if name else text
        for name, item in zip(names, part.waarde, strict=True)
        if (text := item_text(item, part, rulebook))
    ]
    if sum(map(len, lines)) > _MOST_TEXT:
        return f"{len(lines)} onderdelen; zie het blad Getallen en de bladzijde in Markdown."
    return "\n".join(lines)


def _plain_cell(value: Any) -> Cel:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return value if isinstance(value, int | float) else str(value)


def _column(head: str, cells: Sequence[Cel]) -> Kolom:
    known = [cell for cell in cells if cell is not None]
    if known and all(isinstance(cell, int | float) for cell in known):
        return Kolom(head, CelSoort.GETAL, max(_NUMBER, len(head) + 2))
    longest = max((len(str(cell)) for cell in known), default=0)
    if longest > _LONG:
        return Kolom(head, CelSoort.LANGE_TEKST, _WIDE)
    return Kolom(head, CelSoort.TEKST, max(len(head) + 2, min(_NARROW + 10, longest + 2)))


def _fit(cell: Cel, kolom: Kolom) -> Cel:
    """Make a cell of the kind of its column."""
    return cell if cell is None or kolom.soort is CelSoort.GETAL else str(cell)


def _numbers_sheet(rulebook: Rulebook) -> Blad:
    columns = (
        Kolom("soort", CelSoort.TEKST, 16),
        Kolom("id", CelSoort.TEKST, 30),
        Kolom("regel", CelSoort.TEKST, 36),
        Kolom("getal", CelSoort.TEKST, 44),
        Kolom("waarde", CelSoort.GETAL, 14),
        Kolom("eenheid", CelSoort.TEKST, 24),
        Kolom("jaar", CelSoort.GETAL, 8),
        Kolom("bron", CelSoort.TEKST, 30),
        Kolom("status", CelSoort.TEKST, 14),
        Kolom("eigenaar", CelSoort.TEKST, 24),
    )
    return Blad("Getallen", "hb_getallen", columns, tuple(_number_rows(rulebook)), vast=2)


def _number_rows(rulebook: Rulebook) -> Iterator[Rij]:
    for soort in kinds():
        for item in getattr(rulebook, soort.map).values():
            data = as_data(item)
            start = (soort.titel, str(data["id"]), title_of(data))
            for getal in numbers(data, rulebook):
                rest = (getal.eenheid, getal.jaar, ", ".join(getal.bron), getal.status, str(data.get("eigenaar", "")))
                yield (*start, label(getal.pad), getal.waarde, *rest)


def _glossary_sheet() -> Blad:
    columns = (
        Kolom("onderdeel", CelSoort.TEKST, 34),
        Kolom("sleutel", CelSoort.TEKST, 28),
        Kolom("betekenis", CelSoort.LANGE_TEKST, 90),
    )
    rows = tuple((heading, *entry) for heading, entries in glossary().items() for entry in entries)
    return Blad("Woordenlijst", "hb_woordenlijst", columns, rows, vast=2)


def _messages_sheet(lagen: Sequence[Layer]) -> Blad:
    columns = (
        Kolom("code", CelSoort.TEKST, 8),
        Kolom("ernst", CelSoort.TEKST, 16),
        Kolom("onderdeel", CelSoort.TEKST, 26),
        Kolom("soort", CelSoort.TEKST, 34),
        Kolom("melding", CelSoort.LANGE_TEKST, 60),
        Kolom("wat te doen", CelSoort.LANGE_TEKST, 60),
    )
    rows = tuple(
        (kind.code, kind.severity.value, layer, kind.title, open_text(kind.template), open_text(kind.remedy))
        for layer, kind in messages(lagen)
    )
    return Blad("Meldingen", "hb_meldingen", columns, rows, vast=1)
