"""The year of a table with a column of years or periods: the latest one counts, others are told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from buurtwijzer.core.issues import Issue
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.layouts.model import Header, Row, Where, Year


@dataclass(frozen=True, slots=True)
class PeriodColumn:
    """The column that says of which year a row is, in a table that may hold several years.

    Attributes:
        naam: Its header.
        lees: Gives the year of a cell; None when it holds none.
    """

    naam: str
    lees: Callable[[object], int | None]


def latest_year(
    header: Header, rows: Sequence[Row], where: Where, naam: str, read: Callable[[object], int | None], voorbeeld: str
) -> Year:
    """Give the latest year in a column.

    Args:
        header: The header of the table.
        rows: Its rows.
        where: The table that messages point into.
        naam: Header of the column.
        read: Gives the year of a cell; None when it holds none.
        voorbeeld: A cell as it should be, for the message when no cell holds a year.
    """
    column = header.column(naam) or 0
    cells = {row[column] for row in rows[header.rij + 1 :]}
    years = sorted({year for cell in cells if (year := read(cell)) is not None})
    place = where.place(None, column)
    if not years:
        advice = f"In de kolom {naam} hoort een jaar te staan zoals {voorbeeld}."
        return Year(None, "", (kinds.JAAR_ONBEKEND.at(place, gezocht=f"kolom {naam}", raad=advice),))
    issues: tuple[Issue, ...] = ()
    if len(years) > 1:
        issues = (kinds.MEER_PERIODEN.at(place, aantal=len(years), jaar=years[-1]),)
    return Year(years[-1], f"de kolom {naam}", issues)
