"""Areas that stand in more than one row of a file: equal rows count once, rows that differ are not used at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.dutch import join_words, name_some, plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.areas.reading import Areas
from buurtwijzer.data.cells import SheetCells
from buurtwijzer.data.numbers import Mark, ParsedColumn
from buurtwijzer.data.table import IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Once:
    """What is left of a file when every area counts once.

    Attributes:
        rijen: Rows of the sheet that are used.
        strijdig: Per area whose rows differ, and of which none is used, why it cannot be assessed.
        issues: What to tell about it.
    """

    rijen: IntArray
    strijdig: tuple[tuple[str, Issue], ...] = ()
    issues: tuple[Issue, ...] = ()


def doubled_areas(areas: Areas) -> dict[str, list[int]]:
    """Give the positions of every area that stands there more than once."""
    if len(set(areas.code)) == len(areas.code):
        return {}
    at: dict[str, list[int]] = defaultdict(list)
    for position, code in enumerate(areas.code):
        if code:
            at[code].append(position)
    return {code: positions for code, positions in at.items() if len(positions) > 1}


def use_once(cells: SheetCells, areas: Areas, doubled: Mapping[str, Sequence[int]]) -> Once:
    """Choose the rows that count.

    Args:
        cells: The file, with every column read that is used.
        areas: Its (n) areas.
        doubled: Positions of the areas that stand there more than once.

    Returns:
        The rows of which one is left per area. A row without any figure says nothing, so it makes no difference.
    """
    equal: dict[str, list[int]] = {}
    drop: set[int] = set()
    strijdig = []
    for code, positions in doubled.items():
        filled = [position for position in positions if _is_filled(cells, position)] or list(positions[:1])
        if all(_is_same(cells, areas, filled[0], other) for other in filled[1:]):
            equal[code] = list(positions)
            drop.update(position for position in positions if position != filled[0])
        else:
            strijdig.append((code, refusal(cells, code, filled)))
            drop.update(positions)
    differ = {code: list(doubled[code]) for code, _ in strijdig}
    place = cells.place(None, None)
    issues = [
        kind.at(place, aantal=plural(len(found), "gebied", "gebieden"), rijen=_rows(cells, found))
        for kind, found in ((kinds.GEBIED_GELIJK, equal), (kinds.GEBIED_STRIJDIG, differ))
        if found
    ]
    return Once(np.delete(cells.rows, sorted(drop)), tuple(strijdig), tuple(issues))


def refusal(cells: SheetCells, code: str, positions: Sequence[int]) -> Issue:
    """Say why an area cannot be assessed, at its second row."""
    column = cells.header.column(*cells.layout.code) or 0
    if not cells.head(column):
        # The codes were looked up by name and stand in no column of the file.
        column = cells.header.column(*cells.layout.naam_kolom) or 0
    place = cells.place(positions[1], column)
    return kinds.CODE_DUBBEL.at(place, code=code, rijen=_lines(cells, positions))


def _is_filled(cells: SheetCells, position: int) -> bool:
    return any(column.merken[position] != Mark.LEEG for column in cells.gelezen.values())


def _is_same(cells: SheetCells, areas: Areas, one: int, other: int) -> bool:
    """Tell whether two rows give one area the same name and the same figures."""
    names = {areas.naam[position].casefold() for position in (one, other)} - {""}
    return len(names) < 2 and all(_is_equal(column, one, other) for column in cells.gelezen.values())


def _is_equal(column: ParsedColumn, one: int, other: int) -> bool:
    same_kind = column.merken[one] == column.merken[other]
    return bool(same_kind and np.array_equal(column.waarden[one], column.waarden[other], equal_nan=True))


def _rows(cells: SheetCells, found: Mapping[str, Sequence[int]]) -> str:
    return name_some([f"{code} ({_lines(cells, at)})" for code, at in sorted(found.items())])


def _lines(cells: SheetCells, positions: Sequence[int]) -> str:
    return f"rij {join_words([str(cells.where.line(int(cells.rows[position]))) for position in positions])}"
