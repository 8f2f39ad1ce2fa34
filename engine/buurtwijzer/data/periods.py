"""A table with rows of several years, taken apart into one table per year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from buurtwijzer.data.layouts.periods import PeriodColumn
from buurtwijzer.data.recognise import Table


def per_period(table: Table) -> Sequence[Table]:
    """Give a table per year, latest first; the table itself when its kind has no years in its rows.

    Rows of other years are emptied, so that every message still names the line of the file. A row without a year is
    in the latest table alone: what is odd about it is told once.
    """
    # Only a kind of table with a year per row says which column that is.
    column: PeriodColumn | None = getattr(table.layout, "perioden", None)
    at = None if column is None else table.header.column(column.naam)
    if column is None or at is None:
        return (table,)
    rows, start = table.sheet.rijen, table.header.rij + 1
    known = {cell: column.lees(cell) for cell in {row[at] for row in rows[start:]}}
    own = [known[row[at]] for row in rows[start:]]
    years = sorted({year for year in own if year is not None}, reverse=True)
    if len(years) < 2:
        return (table,)
    empty = ("",) * len(rows[table.header.rij])
    head = list(rows[:start])
    parts = []
    for year in years:
        wanted = {year, None} if year == years[0] else {year}
        kept = [row if one in wanted else empty for row, one in zip(rows[start:], own, strict=True)]
        parts.append(replace(table, sheet=replace(table.sheet, rijen=[*head, *kept])))
    return tuple(parts)
