"""Takes off the cells of a file of the user's own what is no part of a figure or a code; nothing is guessed here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from buurtwijzer.data.areas.reading import area_code, stated_level
from buurtwijzer.data.files.workbook import Row
from buurtwijzer.data.layouts.eigen import CODE, GEMEENTE, NAAM, NIVEAU, OwnFigures
from buurtwijzer.data.left_out import is_summary
from buurtwijzer.data.own.rows import bare_code
from buurtwijzer.rulebook.own_columns import OwnColumns

_PERCENT = re.compile(r"\s*([-+]?[\d.,]+)\s*%\s*")
_EURO = re.compile(r"\s*€\s*([-+]?[\d.,]+)\s*(?:,-)?\s*")
_DIGIT = re.compile(r"\d")


def header_text(cell: object) -> str:
    """Give a header as text on one line; a year that is a number loses its decimals."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).replace("\u00a0", " ").split())


def plain_header(text: str) -> str:
    """Give a header as it is compared."""
    return header_text(text).casefold()


def clean_rows(
    rows: Sequence[Row], top: int, found: Mapping[str, int], figures: Sequence[OwnFigures], columns: OwnColumns
) -> tuple[list[Row], dict[str, int]]:
    """Clean the rows under a header, and put what holds for all of them in columns at the end.

    Args:
        rows: Rows of the sheet.
        top: Position of the header.
        found: Columns that say which area a row is about.
        figures: Columns with figures.
        columns: What the user says of the file.

    Returns:
        The rows, equally long, and the columns that were added.
    """
    width = max(map(len, rows), default=0)
    extra = {
        name: width + number
        for number, name in enumerate(
            name for name, said in ((GEMEENTE, columns.gemeente_is), (NIVEAU, columns.niveau_is)) if said is not None
        )
    }
    markers = {plain_header(text) for text in columns.ontbreekt}
    made: list[Row] = []
    for number, row in enumerate(rows):
        cells = list(row) + [""] * (width - len(row) + len(extra))
        if number > top:
            _clean(cells, found, figures, markers)
            _fill(cells, found, extra, columns)
        made.append(cells)
    return made, extra


def _clean(cells: list[object], found: Mapping[str, int], figures: Sequence[OwnFigures], markers: set[str]) -> None:
    code = found.get(CODE)
    if code is not None:
        cells[code] = bare_code(cells[code])
    for item in figures:
        cell = cells[item.positie]
        if plain_header(header_text(cell)) in markers:
            cells[item.positie] = ""
        elif isinstance(cell, str):
            cells[item.positie] = _figure(cell, item)


def _figure(cell: str, item: OwnFigures) -> str:
    unit = item.eenheid or item.target.eenheid
    sign = {"pct": _PERCENT, "euro": _EURO, "duizend_euro": _EURO}.get(unit)
    match = sign.fullmatch(cell) if sign is not None else None
    return match.group(1) if match else cell


def _fill(cells: list[object], found: Mapping[str, int], extra: Mapping[str, int], columns: OwnColumns) -> None:
    if not any(cell != "" for cell in cells):
        return
    if GEMEENTE in extra:
        cells[extra[GEMEENTE]] = columns.gemeente_is
    if NIVEAU in extra and _is_meant_as_area(cells, found, columns):
        cells[extra[NIVEAU]] = columns.niveau_is


def _is_meant_as_area(cells: Sequence[object], found: Mapping[str, int], columns: OwnColumns) -> bool:
    """Tell whether a row is about an area, so that the level of all rows is that of this row."""
    cell = cells[found[CODE] if CODE in found else found[NAAM]]
    if cell == "" or is_summary(cell):
        return False
    if CODE not in found:
        return True
    return bool(area_code(cell, stated_level(columns.niveau_is))) or _DIGIT.search(str(cell)) is not None
