"""The glossary of the rulebook and the catalogue of messages, each taken from the one place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import Formatter

from buurtwijzer.core.issues import IssueKind
from buurtwijzer.core.resources import shipped
from buurtwijzer.reporting.catalogue import LAYERS, Layer
from buurtwijzer.reporting.handbook.page import Alinea, Deel, Kop, Pagina, Tabel

_HEADING = re.compile(r"^#{2,3} (.+)$")
_ENTRY = re.compile(r"^\| `([a-z0-9_.]+)` \| (.+?) \|$")
_CODE = re.compile(r"`([^`]+)`")
_ABOUT_MESSAGES = (
    "Elke bevinding heeft een code die nooit voor iets anders wordt gebruikt. Een melding is ter informatie, bij een "
    "waarschuwing is er wel een uitkomst, bij een fout niet. Alle bevindingen komen tegelijk."
)


def glossary() -> dict[str, tuple[tuple[str, str], ...]]:
    """Give the words of ``rules/README.md`` with their meaning, by heading."""
    text = (shipped("rules") / "README.md").read_text(encoding="utf-8")
    found: dict[str, list[tuple[str, str]]] = {}
    heading, is_glossary = "", False
    for line in text.splitlines():
        if match := _HEADING.match(line):
            heading = match[1]
            is_glossary = is_glossary or heading == "Woordenlijst"
        elif is_glossary and (match := _ENTRY.match(line)):
            found.setdefault(heading, []).append((match[1], _CODE.sub(r"\1", match[2])))
    return {name: tuple(entries) for name, entries in found.items()}


def glossary_page() -> Pagina:
    """Make the page with the words of the rulebook."""
    parts: list[Deel] = []
    for heading, entries in glossary().items():
        parts.append(Kop(2, heading))
        parts.append(Tabel(("sleutel", "betekenis"), tuple(((word,), (meaning,)) for word, meaning in entries)))
    return Pagina("woordenlijst", "Woordenlijst", tuple(parts))


def messages(lagen: Sequence[Layer] = LAYERS) -> Iterator[tuple[str, IssueKind]]:
    """Give every kind of message with the name of its layer, ordered by code."""
    for _, layer, found in lagen:
        yield from ((layer, kind) for kind in sorted(found, key=lambda kind: kind.code))


def messages_page(lagen: Sequence[Layer] = LAYERS) -> Pagina:
    """Make the page with every message."""
    parts: list[Deel] = [
        Alinea((_ABOUT_MESSAGES,)),
    ]
    for letter, layer, found in lagen:
        parts.append(Kop(2, f"{layer} ({letter})"))
        rows = tuple(
            (
                (kind.code,),
                (kind.severity.value,),
                (kind.title,),
                (open_text(kind.template),),
                (open_text(kind.remedy),),
            )
            for kind in sorted(found, key=lambda kind: kind.code)
        )
        parts.append(Tabel(("code", "ernst", "soort", "melding", "wat te doen"), rows))
    return Pagina("meldingen", "Meldingen", tuple(parts))


def open_text(template: str) -> str:
    """Show the open places of a message as three dots."""
    return "".join(text + ("…" if field is not None else "") for text, field, _, _ in Formatter().parse(template))
