"""Rows of a sheet as the XML that XlsxWriter would write, column by column, so that a national file takes seconds.

Text is only ever written as text: there is no way from here to a formula or a link. Knows cells, not workbooks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from buurtwijzer.reporting.blad import Blad, Cel, CelSoort, Rij
from buurtwijzer.reporting.clean import Changes, clean_text
from buurtwijzer.reporting.heights import points, row_height

MEASURED_ROWS = 2_000
"""In a longer sheet every row gets the same height: measuring all of them would take longer than writing them."""

_CHUNK = 512
_SURELY_SHORT = 16_000
_NUMBER_TYPES = {int, float}
_LOOKS_ESCAPED = re.compile("(_x[0-9a-fA-F]{4}_)")
_SHARED_KINDS = (CelSoort.TEKST, CelSoort.CODE)
_Encoder = Callable[[Sequence[str], Sequence[Cel]], list[str]]


class Texts(Protocol):
    """Where the short texts of cells go."""

    used: int

    def cell(self, text: str) -> str:
        """Give the type and the content of a cell with a text, and its end."""


@dataclass(slots=True)
class InlineTexts:
    """Every cell holds its own text, so that no other part of a workbook need change."""

    used: int = 0

    def cell(self, text: str) -> str:
        """Give the type and the content of a cell with a text, and its end."""
        return f't="inlineStr"><is>{text_element(text)}</is></c>'


@dataclass(slots=True)
class SharedTexts:
    """The texts that many cells share, in the order of first use.

    Attributes:
        numbers: Number of every text.
        used: How many cells refer to one.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    used: int = 0

    def number(self, text: str) -> int:
        """Give the number of a text, a new one when it is new."""
        return self.numbers.setdefault(text, len(self.numbers))

    def cell(self, text: str) -> str:
        """Give the type and the content of a cell with a text, and its end."""
        return f't="s"><v>{self.number(text)}</v></c>'

    def xml(self) -> Iterator[bytes]:
        """Give the part that holds them."""
        yield (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'count="{self.used}" uniqueCount="{len(self.numbers)}">'
        ).encode()
        for text in self.numbers:
            yield f"<si>{text_element(text)}</si>".encode()
        yield b"</sst>"


def text_element(text: str) -> str:
    """Give a text as the element ``t``: escaped, spaces kept, and never read as an escape of Excel itself."""
    if _is_plain(text):
        return f"<t>{text}</t>"
    keep = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{keep}>{escape(text)}</t>"


def escape(text: str) -> str:
    """Escape a text for an element or an attribute, also what Excel would read as ``_xHHHH_``."""
    text = _LOOKS_ESCAPED.sub(r"_x005F\1", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def rows_xml(blad: Blad, styles: Sequence[str], shared: Texts, changes: Changes) -> Iterator[bytes]:
    """Give the rows of a sheet as XML, a few hundred at a time.

    Args:
        blad: The sheet; its rows are made while this is read.
        styles: Number of the format of each column.
        shared: Takes up the texts that cells share.
        changes: Counts texts that had to be changed.

    Raises:
        ValueError: A column of numbers holds something else, or the sheet gives another number of rows than it said.
    """
    encoders = [
        _encoder(kolom.soort)(f'<c r="{column_letter(number)}', f'" s="{style}"', shared, changes)
        for number, (kolom, style) in enumerate(zip(blad.kolommen, styles, strict=True))
    ]
    first = 2
    for chunk in _chunks(blad.rijen):
        places = [*map(str, range(first, first + len(chunk)))]
        columns = [encode(places, cells) for encode, cells in zip(encoders, zip(*chunk, strict=True), strict=True)]
        pieces = map("".join, zip(_openings(blad, chunk, places), *columns, strict=True))
        yield "</row>".join((*pieces, "")).encode()
        first += len(chunk)
    if first - 2 != len(blad.rijen):
        raise ValueError(f"blad {blad.naam} geeft {first - 2} rijen, geen {len(blad.rijen)}")


def column_letter(number: int) -> str:
    """Give the letters of a column, by its 0-based number."""
    number, letters = number + 1, ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _is_plain(text: str) -> bool:
    """Tell whether a text can be written as it is: the usual case, so checked without a regular expression."""
    return (
        text.isprintable()
        and "&" not in text
        and "<" not in text
        and ">" not in text
        and "_x" not in text
        and text[:1] != " "
        and text[-1:] != " "
        and len(text) < _SURELY_SHORT
    )


def _chunks(rows: Iterable[Rij]) -> Iterator[list[Rij]]:
    source = iter(rows)
    while chunk := list(islice(source, _CHUNK)):
        yield chunk


def _openings(blad: Blad, chunk: Sequence[Rij], places: Sequence[str]) -> list[str]:
    if len(blad.rijen) > MEASURED_ROWS:
        rest = f'" ht="{points(blad.regels):g}" customHeight="1">'
        return [f'<row r="{place}{rest}' for place in places]
    return [
        f'<row r="{place}" ht="{row_height(blad.kolommen, rij):g}" customHeight="1">'
        for place, rij in zip(places, chunk, strict=True)
    ]


def _encoder(soort: CelSoort) -> Callable[[str, str, Texts, Changes], _Encoder]:
    if soort in _SHARED_KINDS:
        return _shared_texts
    return _own_texts if soort is CelSoort.LANGE_TEKST else _numbers


def _numbers(start: str, style: str, _shared: Texts, _changes: Changes) -> _Encoder:
    empty, value = f"{style}/>", f"{style}><v>"

    def encode(places: Sequence[str], cells: Sequence[Cel]) -> list[str]:
        known = [cell for cell in cells if cell is not None]
        if not {*map(type, known)} <= _NUMBER_TYPES or not all(map(math.isfinite, known)):  # type: ignore[arg-type]
            raise ValueError("een kolom met getallen bevat iets anders")
        return [
            f"{start}{place}{empty}" if cell is None else f"{start}{place}{value}{cell!r}</v></c>"
            for place, cell in zip(places, cells, strict=True)
        ]

    return encode


def _own_texts(start: str, style: str, shared: Texts, changes: Changes) -> _Encoder:
    """Encode a column of long texts, few of which are the same: each stands in its own cell."""
    inline = f'{style} t="inlineStr"><is>'
    fall_back = _Pieces(style, shared)

    def piece(cell: Cel) -> str:
        if isinstance(cell, str):
            if _is_plain(cell):
                return f"{inline}<t>{cell}</t></is></c>"
            cleaned = changes.clean(cell)
            if not _LOOKS_ESCAPED.search(cleaned):  # some readers undo an escape only in shared texts
                return f"{inline}{text_element(cleaned)}</is></c>"
            shared.used += 1
            return fall_back[cleaned]
        return fall_back[cell]

    def encode(places: Sequence[str], cells: Sequence[Cel]) -> list[str]:
        return [f"{start}{place}{piece(cell)}" for place, cell in zip(places, cells, strict=True)]

    return encode


def _shared_texts(start: str, style: str, shared: Texts, changes: Changes) -> _Encoder:
    """Encode a column of short texts that come back often: the cell refers to one place for all."""
    pieces = _Pieces(style, shared)

    def encode(places: Sequence[str], cells: Sequence[Cel]) -> list[str]:
        encoded = [f"{start}{place}{pieces[cell]}" for place, cell in zip(places, cells, strict=True)]
        shared.used += len(cells) - cells.count(None)
        if pieces.changed:
            for cell in cells:
                if cell in pieces.changed:
                    changes.clean(str(cell))
        return encoded

    return encode


class _Pieces(dict[Cel, str]):
    """What stands in a cell after its place, per text, made when first asked for; None is an empty cell."""

    def __init__(self, style: str, shared: Texts) -> None:
        super().__init__({None: f"{style}/>"})
        self._start, self._shared = f"{style} ", shared
        self.changed: set[Cel] = set()

    def __missing__(self, cell: Cel) -> str:
        if not isinstance(cell, str):
            raise TypeError("een kolom met tekst bevat iets anders")
        text = cell if _is_plain(cell) else clean_text(cell)
        if text != cell:
            self.changed.add(cell)
        self[cell] = f"{self._start}{self._shared.cell(text)}"
        return self[cell]
