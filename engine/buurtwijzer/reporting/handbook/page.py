"""A neutral page: headings, paragraphs, lists and tables of plain text and links to other rules. Knows no Markdown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """A link to a rule.

    Attributes:
        tekst: What is shown.
        pagina: Name of the page.
        anker: Id of the rule on that page.
    """

    tekst: str
    pagina: str
    anker: str


Tekst = tuple[str | Verwijzing, ...]


@dataclass(frozen=True, slots=True)
class Kop:
    """A heading; `anker` makes it a target of links."""

    niveau: int
    tekst: str
    anker: str = ""


@dataclass(frozen=True, slots=True)
class Alinea:
    """A paragraph, with a word in bold before it where that helps."""

    tekst: Tekst
    vooraf: str = ""


@dataclass(frozen=True, slots=True)
class Lijst:
    """A list; each line may begin with a word in bold."""

    regels: tuple[Alinea, ...]


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table with as many cells a row as headers."""

    koppen: tuple[str, ...]
    rijen: tuple[tuple[Tekst, ...], ...]


Deel = Kop | Alinea | Lijst | Tabel


@dataclass(frozen=True, slots=True)
class Pagina:
    """A page of the handbook.

    Attributes:
        naam: Name of its file, without extension.
        titel: Title on the page.
        delen: What stands on it.
    """

    naam: str
    titel: str
    delen: tuple[Deel, ...]


def plain(tekst: Tekst) -> str:
    """Give a text without its links."""
    return "".join(part if isinstance(part, str) else part.tekst for part in tekst)
