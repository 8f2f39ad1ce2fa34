"""Finds the areas in a sheet that has names and no codes, by the names in figures that were read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.areas.names import plain_name
from buurtwijzer.data.files.workbook import Row
from buurtwijzer.data.left_out import is_summary
from buurtwijzer.data.own.rows import OwnRows
from buurtwijzer.data.table import BuurtTable


@dataclass(frozen=True, slots=True)
class NamedRows:
    """The areas found by name.

    Attributes:
        gebieden: As for a sheet with codes; the column is that with the names.
        onbekend: Rows (from 0) with a name that no area has.
        meer: Rows with a name that several areas have, and the codes of those.
    """

    gebieden: OwnRows
    onbekend: tuple[int, ...]
    meer: Mapping[int, tuple[str, ...]]


def find_named_rows(
    rows: Sequence[Row], table: BuurtTable, niveau: Niveau, gemeente: str | None = None
) -> NamedRows | None:
    """Find the column with most names of areas of a level; None when no cell is such a name.

    Args:
        rows: Cells from A1 on.
        table: Areas with their codes, names and gemeenten.
        niveau: Level of the areas.
        gemeente: Name of the gemeente that all lie in, when a row does not say.
    """
    known = _names(table, niveau)
    columns = enumerate(zip_longest(*rows, fillvalue=""))
    hits = {
        column: {at: codes for at, cell in enumerate(cells) if (codes := known.get(_plain(cell), {}))}
        for column, cells in columns
    }
    best = max(hits, key=lambda column: len({_plain(rows[at][column]) for at in hits[column]}), default=None)
    if best is None or not hits[best]:
        return None
    found = {at: _within(rows[at], best, codes, gemeente) for at, codes in hits[best].items()}
    top = min(hits[best])
    header = next((at for at in range(top - 1, -1, -1) if _plain(rows[at][best])), -1)
    filled = [at for at in range(top, len(rows)) if _plain(rows[at][best]) and not is_summary(rows[at][best])]
    return NamedRows(
        OwnRows(header, best, {at: codes[0] for at, codes in found.items() if len(codes) == 1}),
        tuple(at for at in filled if at not in found),
        {at: codes for at, codes in found.items() if len(codes) != 1},
    )


def _names(table: BuurtTable, niveau: Niveau) -> Mapping[str, dict[str, str]]:
    """Give per plain name its codes, each with the plain name of its gemeente."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for code, name, gemeente, level in zip(table.code, table.naam, table.gemeente, table.niveau, strict=True):
        if level is niveau and name != code:
            found[_plain(name)][code] = _plain(gemeente)
    return found


def _within(row: Row, column: int, codes: Mapping[str, str], gemeente: str | None) -> tuple[str, ...]:
    """Keep the areas in the gemeente that the row names, else the one that holds for all rows."""
    said = {_plain(cell) for at, cell in enumerate(row) if at != column} & set(codes.values())
    if not said and gemeente is not None and len(codes) > 1:
        said = {_plain(gemeente)}
    return tuple(sorted(code for code, own in codes.items() if not said or own in said))


def _plain(cell: object) -> str:
    return plain_name(cell) if isinstance(cell, str) else ""
