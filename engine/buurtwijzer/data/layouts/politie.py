"""Registered crime of the police (47018NED per year, 47022NED per month): a row per kind of crime, area and period.

Counts, not rates. What the kinds add up to, and when buurten cannot be right, stands in the rulebook.
Source: data-facts 6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from buurtwijzer.data.layouts.crosswalk import Crosswalk, plain
from buurtwijzer.data.layouts.model import (
    Header,
    LongForm,
    Row,
    Selection,
    Where,
    Year,
    header_rows,
    positions,
    rows_without_footers,
)
from buurtwijzer.data.table import State

_NUMBER = re.compile(r"_\d+$")
_UNIT = re.compile(r"\s*\([^()]*\)\s*$")
_KIND, _AREA, _PERIOD, _COUNT = "soortmisdrijf", "wijkenenbuurten", "perioden", "geregistreerdemisdrijven"


class Politie:
    """Layout ``politie``.

    Args:
        crosswalk: Which kinds of crime are added up, and what columns are called in files of others.
    """

    id = "politie"
    naam = "Geregistreerde misdrijven (politie)"
    leverancier = "politie"
    verwacht = "een kopregel van de politie met SoortMisdrijf, WijkenEnBuurten, Perioden en GeregistreerdeMisdrijven_1"
    bekende_waarde = State.GEMETEN
    draagt_inwoners = False
    code = ("codering", _AREA)
    naam_kolom = ()
    gemeente = ("gemeentenaam",)
    niveau = ("soortregio",)
    inwoners = ""
    huishoudens = ""
    gewijzigd = ""
    identiteit = frozenset({"id", "codering", _AREA, _KIND, _PERIOD, _COUNT, "gemeentenaam", "soortregio"})
    hele_aantallen = True

    def __init__(self, crosswalk: Crosswalk) -> None:
        self._crosswalk = crosswalk
        parts = {row.kolom: tuple(row.soorten) for row in crosswalk.rijen if row.soorten}
        self.lang = LongForm(_KIND, _PERIOD, _COUNT, parts)
        self.minste_dekking = crosswalk.minste_dekking

    def recognise(self, rows: Sequence[Row]) -> Header | None:
        """Find the row with the keys of the table, or its titles in StatLine."""
        for position, names in header_rows(rows):
            columns = positions([_short(name) for name in names])
            if all(name in columns for name in (_KIND, _AREA, _PERIOD, _COUNT)):
                return Header(position, names, columns, 1.0)
        return None

    def year(self, header: Header, rows: Sequence[Row], where: Where) -> Year:
        """Leave the year to the columns that are made from the periods; here the latest that stands in the file."""
        del where
        column = header.column(_PERIOD) or 0
        years = {int(found.group(1)) for row in rows[header.rij + 1 :] if (found := PERIOD.fullmatch(key(row[column])))}
        # Without any year every row is told as a mistake when the rows are read.
        return Year(max(years, default=0), "de kolom Perioden")

    def select(self, header: Header, rows: Sequence[Row], where: Where) -> Selection:
        """Take every filled row under the header but footers that name the source."""
        return rows_without_footers(header, rows, where)

    def guests(self, header: Header) -> Iterator[tuple[int | None, str, int]]:
        """Find columns on crime that someone put into another table."""
        return self._crosswalk.guests(header.koppen)

    def is_count(self, name: str) -> bool:
        """All figures are numbers of crimes."""
        del name
        return True


PERIOD = re.compile(r"((?:19|20)\d{2})(?:JJ00|MM(0[1-9]|1[0-2]))?")


def key(cell: object) -> str:
    """Give a key as text, without padding; Excel may have made a number of it."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip().upper()


def _short(name: str) -> str:
    return plain(_NUMBER.sub("", _UNIT.sub("", name))).rpartition("/")[2].replace(" ", "")
