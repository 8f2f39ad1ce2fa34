"""Cells that the user filled inside columns of ours: they stay what they are, and the user is told where they stand."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace, column_letters
from buurtwijzer.data.blocks import SheetBlock
from buurtwijzer_excel.workbook.issue_kinds import X232
from buurtwijzer_excel.workbook.ownership import OwnedColumn

if TYPE_CHECKING:
    import xlwings as xw

_NUMBERS = ("Bwz_gelijkenis_", "Bwz_aandeel_", "Bwz_risico_")
_FEW = 3
_NAMED = 8
Cell = tuple[int, int]


def users_cells(blok: SheetBlock, columns: Collection[OwnedColumn], codes: Collection[int]) -> tuple[Cell, ...]:
    """Find what cannot be ours: a formula, another kind of value, or a lone cell in a row without an area.

    Args:
        blok: The sheet.
        columns: Columns that are ours.
        codes: Rows with an area, from 0.

    Returns:
        (row, column) from 0, in order. A text the user put in place of a text of ours cannot be told from ours.
    """
    found = set()
    for row, line in enumerate(blok.rijen):
        here = [c for c in columns if c.kop < row <= c.laatste and c.kolom < len(line)]
        filled = [c for c in here if line[c.kolom] not in ("", None)]
        is_lone = row not in codes and len(filled) < _FEW
        found |= {
            (row, c.kolom) for c in filled if is_lone or isinstance(line[c.kolom], str) == c.naam.startswith(_NUMBERS)
        }
        found |= {(row, c.kolom) for c in here if (row + 1, c.kolom + 1) in blok.formules}
    return tuple(sorted(found))


def keeper(sheet: xw.Sheet, cells: Collection[Cell]) -> Callable[[], None]:
    """Remember cells as they are; gives what puts them back."""
    steps = []
    for row, column in cells:
        cell = sheet.range((row + 1, column + 1))
        steps.append(partial(_put_back, cell, cell.number_format, cell.formula, cell.value))

    def put_back() -> None:
        for step in steps:
            step()

    return put_back


def told(blok: SheetBlock, cells: Collection[Cell]) -> list[Issue]:
    """Tell the user where they stand."""
    if not cells:
        return []
    names = [f"{column_letters(column + 1)}{row + 1}" for row, column in cells]
    rest = f" en nog {len(names) - _NAMED}" if len(names) > _NAMED else ""
    place = CellPlace(blok.werkmap, blok.blad)
    return [X232.at(place, aantal=plural(len(names), "cel", "cellen"), cellen=", ".join(names[:_NAMED]) + rest)]


def _put_back(cell: xw.Range, form: str, formula: object, value: object) -> None:
    cell.number_format = form
    if isinstance(formula, str) and formula.startswith("="):
        cell.formula = formula
    else:
        cell.value = value
