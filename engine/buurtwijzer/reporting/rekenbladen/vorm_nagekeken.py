"""`other_looks()`: where a sheet that came back shows something else than it holds, or hides it.

A program that saves a file writes a number format its own way, and gives a formula without one that of the cells it
reads; both are no difference. On a cell for the reader only a format that shows another number is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace, column_letters
from buurtwijzer.reporting.rekenbladen.issue_kinds import X341, X342
from buurtwijzer.reporting.rekenbladen.model import Formule, Rekenblad
from buurtwijzer.reporting.rekenbladen.stijlen import formats, look

_ANY = "General"
_ESCAPED = re.compile(r"\\([-+ ()/])")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].')
_CONDITION = re.compile(r"\[[^\]]*\]")
_SHOWS = re.compile(r"General|[0#?@]|[dmyhs]", re.IGNORECASE)
_FLAT, _NARROW = 3.0, 0.5
"""Height in points and width in characters under which nothing can be read."""
_LEAST = 1.5
"""Contrast under which letters are lost in what is behind them; ours is at least 4.5."""
_THEME = {0: "FFFFFF", 1: "000000"}


def other_looks(file: str, sheet: Any, blad: Rekenblad) -> Iterator[Issue]:
    """Compare number formats, and tell what cannot be seen.

    Args:
        file: Name of the workbook.
        sheet: The sheet that came back, as openpyxl has it.
        blad: The sheet as we write it.
    """
    if sheet.sheet_state != "visible":
        yield X342.at(CellPlace(file, blad.naam), wat="Dit blad is verborgen")
    yield from _hidden(file, sheet, blad)
    for (rij, kolom), cel in blad.cellen.items():
        if cel.inhoud in (None, ""):
            continue
        cell, place = sheet.cell(rij + 1, kolom + 1), CellPlace(file, blad.naam, rij + 1, kolom + 1)
        form = look(cel.stijl)
        if not _is_fine(cell.number_format, form.getal, is_open=form.open, is_formula=isinstance(cel.inhoud, Formule)):
            yield X341.at(place)
        if _contrast(*_colours(cell)) < _LEAST:
            yield X342.at(place, wat="De letters hebben de kleur van wat erachter staat")
    for found in sheet.conditional_formatting:
        if any(rule.dxf is not None and rule.dxf.numFmt is not None for rule in found.rules):
            yield X341.at(CellPlace(file, blad.naam, *min((area.min_row, area.min_col) for area in found.sqref.ranges)))


def _hidden(file: str, sheet: Any, blad: Rekenblad) -> Iterator[Issue]:
    last_row, last_column = max(rij for rij, _ in blad.cellen) + 1, max(kolom for _, kolom in blad.cellen) + 1
    rows = [number for number in range(1, last_row + 1) if _is_hidden_row(sheet, number)]
    for first, last in _runs(rows):
        yield X342.at(CellPlace(file, blad.naam, first), wat=f"Verborgen: rij {first} tot en met {last}")
    columns: set[int] = set()
    for found in sheet.column_dimensions.values():
        if found.hidden or (found.width is not None and found.width < _NARROW):
            columns |= set(range(found.min, min(found.max, last_column) + 1))
    for first, last in _runs(sorted(columns)):
        wat = f"Verborgen: kolom {column_letters(first)} tot en met {column_letters(last)}"
        yield X342.at(CellPlace(file, blad.naam, None, first), wat=wat)


def _is_hidden_row(sheet: Any, number: int) -> bool:
    if number not in sheet.row_dimensions:
        return bool(sheet.sheet_format.zeroHeight)
    found = sheet.row_dimensions[number]
    return bool(found.hidden) or (found.height is not None and found.height < _FLAT)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give numbers that follow each other as first and last."""
    begin = 0
    for place, number in enumerate(numbers):
        if place + 1 == len(numbers) or numbers[place + 1] != number + 1:
            yield numbers[begin], number
            begin = place + 1


@cache
def _is_fine(held: str, wanted: str, *, is_open: bool, is_formula: bool) -> bool:
    plain = _plain(held)
    if plain == _plain(wanted):
        return True
    if is_open:
        return not _misleads(held)
    return wanted == _ANY and is_formula and plain in {_plain(code) for code in formats()}


def _plain(code: str) -> str:
    """Write a code as we do, whatever signs a program put a backslash before."""
    return _ESCAPED.sub(r"\1", code)


def _misleads(code: str) -> bool:
    """Tell whether a format shows digits of its own, or nothing."""
    for part in code.split(";")[:3]:
        literal = "".join("".join(found) for found in _LITERAL.findall(part))
        rest = _CONDITION.sub("", _LITERAL.sub("", part))
        if re.search(r"\d", literal) or not _SHOWS.search(rest):
            return True
    return bool(re.search(r"[1-9]", _CONDITION.sub("", code)))


def _colours(cell: Any) -> tuple[str, str]:
    """Give the colour of the letters and of what is behind them, RRGGBB; empty when it cannot be told."""
    behind = _rgb(cell.fill.fgColor, "") if cell.fill.fill_type == "solid" else "FFFFFF"
    return _rgb(cell.font.color, "000000"), behind


def _rgb(colour: Any, usual: str) -> str:
    if colour is None:
        return usual
    if colour.type == "theme":
        return "" if colour.tint else _THEME.get(colour.theme, "")
    return str(colour.rgb)[-6:] if colour.type == "rgb" else ""


@cache
def _contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21; much when one is not known.

    Source: WCAG 2.1, 1.4.3.
    """
    if not one or not other:
        return 21.0
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
