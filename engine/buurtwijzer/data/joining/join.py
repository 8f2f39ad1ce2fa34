"""Joins files on area code into one `BuurtTable`: who defines the rows, which value wins, what to tell about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.issues import Issue
from buurtwijzer.data.areas.match import Matched, match_areas
from buurtwijzer.data.joining.ways import Way, Ways, newest_first, taken
from buurtwijzer.data.source import FileTable
from buurtwijzer.data.table import BuurtTable, ColumnUse, FloatArray, IntArray, State, StateArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.shares import figures_to_read

BoolArray = npt.NDArray[np.bool_]
_BOUNDARY_CHANGED = 3


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """The joined table, and where every row of it stands in each file.

    Attributes:
        table: The table.
        passend: How the areas of each file fit on its rows.
        issues: What joining showed about the figures themselves.
    """

    table: BuurtTable
    passend: Matched
    issues: tuple[Issue, ...] = ()

    @property
    def positie(self) -> IntArray:
        """Give (n, f) the position of the area in each file, -1 where it is not in it."""
        return self.passend.positie


@dataclass(slots=True, eq=False)
class _Grid:
    values: FloatArray
    state: StateArray
    jaar: IntArray
    gebruik: IntArray


def join_files(files: Sequence[FileTable], rulebook: Rulebook, eigen: Collection[str] = ()) -> Joined:
    """Join files; per area and indicator the latest known value wins, within a year that of the first file.

    Args:
        files: The files.
        rulebook: Says which indicators there are.
        eigen: Codes of own areas, which are rows as soon as any file has them.
    """
    matched = match_areas(files, rulebook, eigen)
    codes, where = matched.codes, matched.positie
    figures = figures_to_read(rulebook)
    # Shares only where somebody brings them: without, a table has the indicators of the rulebook and no more.
    ids = tuple(sorted({*rulebook.indicatoren, *(name for file in files for name in file.indicatoren)}))
    naam, gemeente = names_now(files, matched)
    ways = Ways(files, where, rulebook)
    since = counts_from(files, where)
    grid, uses = _fill([ways.find(figures[name]) for name in ids], since, carried_over(files, codes))
    table = BuurtTable(
        code=codes,
        naam=naam,
        gemeente=gemeente,
        niveau=matched.niveau,
        inwoners=_latest(files, where, [file.inwoners for file in files]),
        huishoudens=_latest(files, where, [file.huishoudens for file in files]),
        indicatoren=ids,
        values=grid.values,
        state=grid.state,
        jaar=grid.jaar,
        gebruik=grid.gebruik,
        rij=np.stack(ways.rijen, axis=1),
        gewijzigd=_newest_change(files, where),
        telt_vanaf=since,
        kolomgebruik=tuple(uses),
        bestanden=tuple(file.bron for file in files),
    )
    return Joined(table, matched, tuple(ways.issues))


def names_now(files: Sequence[FileTable], matched: Matched) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give (n,) the names of the areas and of their gemeenten as they are now, whatever the order of the files."""
    order = newest_first(files)
    newest, where, codes = [files[number] for number in order], matched.positie[:, order], matched.codes
    gemeente = _first_text([file.gebieden.gemeente for file in newest], where, [""] * len(codes))
    return _first_text([file.gebieden.naam for file in newest], where, _own_names(codes, gemeente)), gemeente


def carried_over(files: Sequence[FileTable], codes: Sequence[str]) -> BoolArray:
    """Tell (n, f) where figures of a file were carried over to the area as it is now, so that every year counts."""
    return np.array([[code in file.omgezet for file in files] for code in codes], dtype=np.bool_).reshape(
        -1, len(files)
    )


def _fill(ways: Sequence[Sequence[Way]], since: IntArray, over: BoolArray) -> tuple[_Grid, list[ColumnUse]]:
    shape = (len(since), len(ways))
    grid = _Grid(
        values=np.full(shape, np.nan),
        state=np.full(shape, int(State.ONTBREEKT), dtype=np.uint8),
        jaar=np.zeros(shape, dtype=np.int64),
        gebruik=np.full(shape, -1, dtype=np.int64),
    )
    uses: list[ColumnUse] = []
    for column, found in enumerate(ways):
        for way in found:
            counts = (way.jaar >= since) | over[:, way.use.bestand]
            _fill_column(grid, column, replace(way, er=way.er & counts), len(uses))
            uses.append(way.use)
    return grid, uses


def _fill_column(grid: _Grid, column: int, way: Way, use: int) -> None:
    open_cells = (grid.state[:, column] >= State.ONDERDRUKT) & way.er
    better = open_cells & (way.state < State.ONDERDRUKT)
    # Without any value the newest file that has the area says why, so that a place can be named.
    untouched = open_cells & ~better & (grid.gebruik[:, column] < 0)
    grid.values[better, column] = way.waarden[better]
    grid.jaar[better, column] = way.jaar
    for cells in (better, untouched):
        grid.state[cells, column] = way.state[cells]
        grid.gebruik[cells, column] = use


def _latest(files: Sequence[FileTable], where: IntArray, columns: Sequence[FloatArray]) -> FloatArray:
    found = np.full(len(where), np.nan)
    for number in newest_first(files):
        values = taken(columns[number], where[:, number], np.nan)
        found = np.where(np.isnan(found), values, found)
    return found


def counts_from(files: Sequence[FileTable], where: IntArray) -> IntArray:
    """Give (n,) the year from which figures are about the area as it is now: its last change of boundary, else 0."""
    since = np.zeros(len(where), dtype=np.int64)
    for number, file in enumerate(files):
        is_changed = taken(file.gewijzigd, where[:, number], 0) == _BOUNDARY_CHANGED
        since = np.where(is_changed, np.maximum(since, file.bron.jaar), since)
    return since


def _newest_change(files: Sequence[FileTable], where: IntArray) -> IntArray:
    found = np.zeros(len(where), dtype=np.int64)
    for number in newest_first(files):
        values = taken(files[number].gewijzigd, where[:, number], 0)
        found = np.where(found == 0, values, found)
    return found


def _own_names(codes: Sequence[str], gemeente: Sequence[str]) -> list[str]:
    """Give names for areas that no file names: a gemeente by its own name, others by their code."""
    return [
        (name or code) if code.startswith(("GM", "NL")) else code for code, name in zip(codes, gemeente, strict=True)
    ]


def _first_text(texts: Sequence[Sequence[str]], where: IntArray, default: Sequence[str]) -> tuple[str, ...]:
    found = [""] * len(where)
    for number, own in enumerate(texts):
        at = where[:, number].tolist()
        found = [text or (own[i] if i >= 0 else "") for text, i in zip(found, at, strict=True)]
    return tuple(text or fallback for text, fallback in zip(found, default, strict=True))
