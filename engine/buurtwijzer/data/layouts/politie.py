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
    names_not_codes,
    positions,
    rows_without_footers,
)
from buurtwijzer.data.table import State

_NUMBER = re.compile(r"_\d+$")
_UNIT = re.compile(r"\s*\([^()]*\)\s*$")
_LABEL = "wijkenenbuurten_label"
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
    naam_kolom = (_LABEL,)
    gemeente = ("gemeentenaam",)
    niveau = ("soortregio",)
    inwoners = ""
    huishoudens = ""
    gewijzigd = ""
    identiteit = frozenset({"id", "codering", _AREA, _LABEL, _KIND, _PERIOD, _COUNT, "gemeentenaam", "soortregio"})
    hele_aantallen = True

    def __init__(self, crosswalk: Crosswalk) -> None:
        self._crosswalk = crosswalk
        parts = {row.kolom: tuple(row.soorten) for row in crosswalk.rijen if row.soorten}
        self.lang = LongForm(_KIND, _PERIOD, _COUNT, parts, crosswalk.keys_of(_KIND))
        self.minste_dekking = crosswalk.minste_dekking

    def recognise(self, rows: Sequence[Row]) -> Header | None:
        """Find the row with the keys of the table, or its titles in StatLine."""
        for position, names in header_rows(rows):
            columns = positions([_short(name) for name in names])
            if all(name in columns for name in (_KIND, _AREA, _PERIOD, _COUNT)):
                columns = names_not_codes(columns, rows[position + 1 :], areas=_AREA, name=_LABEL)
                return Header(position, names, columns, 1.0)
        return None

    def year(self, header: Header, rows: Sequence[Row], where: Where) -> Year:
        """Leave the year to the columns that are made from the periods; here the latest that stands in the file."""
        del where
        column = header.column(_PERIOD) or 0
        cells = {row[column] for row in rows[header.rij + 1 :]}
        years = {found[0] for cell in cells if (found := period_of(cell)) is not None}
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


# A key (2024JJ00, 2024MM03) or the title that stands for it (2024, 2024 maart); a star means provisional.
_PERIOD_FORM = re.compile(r"((?:19|20)\d{2})(?:JJ00|MM(0[1-9]|1[0-2])|\s+([A-Z]+))?\*{0,2}")
_MONTHS = (
    *("JANUARI", "FEBRUARI", "MAART", "APRIL", "MEI", "JUNI"),
    *("JULI", "AUGUSTUS", "SEPTEMBER", "OKTOBER", "NOVEMBER", "DECEMBER"),
)


def period_of(cell: object) -> tuple[int, int] | None:
    """Give the year and the month (0 for a whole year) of a period; None when it is none."""
    found = _PERIOD_FORM.fullmatch(key(cell))
    if found is None or (found.group(3) and found.group(3) not in _MONTHS):
        return None
    month = _MONTHS.index(found.group(3)) + 1 if found.group(3) else int(found.group(2) or 0)
    return int(found.group(1)), month


def key(cell: object) -> str:
    """Give a key as text, without padding; Excel may have made a number of it."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip().upper()


def _short(name: str) -> str:
    return plain(_NUMBER.sub("", _UNIT.sub("", name))).rpartition("/")[2].replace(" ", "")
