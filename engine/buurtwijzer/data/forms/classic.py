"""The classic table of StatLine: titles, rows with topics (``|`` paths), a row with units, data, a source at the end.

The rows above the data become one header, in its own row; every other row keeps its place, so that lines stay true.
Nothing under the header is touched. Source: data-facts 2 (form 3) and 11.6.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from buurtwijzer.data.numbers import Mark, parse_text

_TOPIC = re.compile(r"onderwerp(en)?([ _]?\d+)?", re.IGNORECASE)
_UNIT = re.compile(
    r"aantal( inwoners per km[2²]?)?|%|x 1[\s.]?000( euro| kg| m3)?|1[\s.]?000 euro|euro|per 1[\s.]?000 inwoners"
    r"|per huishouden|per km[2²]?|km[2²]?|m|m[23²³]|ha|kwh|gj|code|naam|omschrijving|index|score|jaar",
    re.IGNORECASE,
)
_SEARCH = 20
_AREAS = "Wijken en buurten"

Cells = Sequence[object]


@dataclass(frozen=True, slots=True, eq=False)
class Classic:
    """A classic table with one header.

    Attributes:
        rijen: Rows as they were, but for those above the data: empty, and the last one of them the header.
        titel: What stands above the table.
        kop: Position of the header.
    """

    rijen: list[Cells]
    titel: str
    kop: int


def as_classic(rows: Sequence[Cells]) -> Classic | None:
    """Give a table one header when it has rows with topics or units above its data; None when it has not."""
    texts = [[str(cell).replace("\u00a0", " ").strip() for cell in row] for row in rows[:_SEARCH]]
    start = _start(texts)
    if start is None:
        return None
    data = next((i for i in range(start, len(texts)) if _is_data(texts[i])), None)
    if data is None or data == start:
        return None
    block = [row for row in texts[start:data] if any(row)]
    units = [row for row in block if _is_units(row)]
    names = [row for row in block if row not in units]
    at_row = max(i for i in range(start, data) if any(texts[i]) and (texts[i] in names or not names))
    width = max(map(len, rows[start:]))
    header: list[object] = [_first(block), *(_path(names, units, at) for at in range(1, width))]
    if sum(map(bool, header)) < 3:
        return None
    empty: Cells = [""] * width
    title = " ".join(cell for row in texts[:start] for cell in row if cell)
    above: list[Cells] = [header if i == at_row else empty for i in range(data)]
    return Classic([*above, *rows[data:]], title, at_row)


def _start(texts: Sequence[Sequence[str]]) -> int | None:
    """Find the first row with topics: by its word, by its paths, or as the row above the units."""
    for at, row in enumerate(texts):
        if row and _TOPIC.fullmatch(row[0]):
            return at
        if sum("|" in cell for cell in row) >= 2:
            return at
        if at and _is_units(row):
            return next((i for i in range(at - 1, -1, -1) if sum(map(bool, texts[i])) > 2), None)
        if _is_data(row):
            return None
    return None


def _is_units(row: Sequence[str]) -> bool:
    filled = [cell for cell in row[1:] if cell]
    return len(filled) >= 2 and all(_UNIT.fullmatch(cell) for cell in filled)


def _is_data(row: Sequence[str]) -> bool:
    """Tell whether a row has a name and figures."""
    if len(row) < 2 or not row[0] or _TOPIC.fullmatch(row[0]) or _is_units(row):
        return False
    return any(cell and parse_text(cell)[1] not in (Mark.TEKST, Mark.LEEG) for cell in row[1:])


def _first(block: Sequence[Sequence[str]]) -> str:
    # The unit of a figure that stands in the first column is not its name.
    words = [row[0] for row in block if row and row[0]]
    names = [word for word in words if not _TOPIC.fullmatch(word) and not _UNIT.fullmatch(word)]
    return names[-1] if names else _AREAS


def _path(names: Sequence[Sequence[str]], units: Sequence[Sequence[str]], at: int) -> str:
    """Give the path of a column, with its unit as StatLine writes it elsewhere."""
    parts = dict.fromkeys(row[at] for row in names if at < len(row) and row[at])
    unit = next((row[at] for row in units if at < len(row) and row[at]), "")
    path = "|".join(parts)
    return f"{path} ({unit})" if path and unit and "|" in path else path
