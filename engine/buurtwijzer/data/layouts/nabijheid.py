"""Nabijheid voorzieningen of CBS, as StatLine gives it: headers are paths with a unit, one year per file.

Source: data-facts 7. The year stands nowhere in the table, so it is taken from the file name and told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.layouts.crosswalk import Crosswalk
from buurtwijzer.data.layouts.model import (
    Header,
    Row,
    Selection,
    Where,
    Year,
    codes_not_names,
    header_rows,
    names_not_codes,
    positions,
    rows_without_footers,
    year_in_name,
    year_of_origin,
)
from buurtwijzer.data.table import State

_OWN = "nab_"
_AT_LEAST = 3


class Nabijheid:
    """Layout ``nabijheid``.

    Args:
        crosswalk: Which path in StatLine is which column.
    """

    id = "nabijheid"
    naam = "Nabijheid voorzieningen (CBS)"
    leverancier = "CBS"
    verwacht = "een kopregel van StatLine met paden zoals Onderwijs/Basisonderwijs/Afstand tot school (km)"
    bekende_waarde = State.GEMETEN
    draagt_inwoners = False
    code = ("gwb_code", "wijken_en_buurten")
    naam_kolom = ("regio", "wijken_en_buurten")
    gemeente = ("gm_naam",)
    niveau = ("recs",)
    inwoners = ""
    huishoudens = ""
    gewijzigd = "ind_wbi"
    identiteit = frozenset({*code, *naam_kolom, "gm_naam", "recs", "ind_wbi", "id"})
    lang = None
    hele_aantallen = False
    minste_dekking = None

    def __init__(self, crosswalk: Crosswalk) -> None:
        self._crosswalk = crosswalk

    def recognise(self, rows: Sequence[Row]) -> Header | None:
        """Find the row with a code column and some of the paths."""
        for position, names in header_rows(rows):
            resolved = self._crosswalk.resolve(names)
            columns = positions(resolved.namen)
            known = sum(1 for name in columns if name.startswith(_OWN))
            if known >= _AT_LEAST and any(name in columns for name in (*self.code, *self.naam_kolom)):
                named = sum(map(bool, resolved.namen)) / sum(map(bool, names))
                # A few columns of this table look like some of the Kerncijfers; all of them known here says more.
                sure = max(min(1.0, 0.5 + known / len(self._crosswalk.rijen)), named + 0.01 if named == 1 else named)
                body = rows[position + 1 :]
                columns = names_not_codes(columns, body, areas="wijken_en_buurten", name="regio")
                if not any(name in columns for name in self.code):
                    columns = codes_not_names(columns, body, name="regio", code="gwb_code")
                return Header(position, names, columns, sure, resolved.onduidelijk, resolved.vertaald)
        return None

    def year(self, header: Header, rows: Sequence[Row], where: Where) -> Year:
        """Take the year from what the table says of itself, else from the file name, and tell so."""
        del header, rows
        own = year_of_origin(self._crosswalk.year_of_table, where)
        if own is not None:
            return own
        year = year_in_name(where.bestand)
        if year is not None:
            return Year(year, "de bestandsnaam", (kinds.JAAR_UIT_NAAM.at(where.place(), jaar=year, past=""),))
        advice = "Zet het jaar van de cijfers in de bestandsnaam."
        issue = kinds.JAAR_ONBEKEND.at(where.place(), gezocht="naam van het bestand", raad=advice)
        return Year(None, "", (issue,))

    def select(self, header: Header, rows: Sequence[Row], where: Where) -> Selection:
        """Take every filled row under the header but footers that name the source."""
        return rows_without_footers(header, rows, where)

    def guests(self, header: Header) -> Iterator[tuple[int | None, str, int]]:
        """Find columns on proximity that someone put into another table."""
        return self._crosswalk.guests(header.koppen)

    def is_count(self, name: str) -> bool:
        """Distances and mean numbers within a distance are all zero or more."""
        return name.lower().startswith(_OWN)
