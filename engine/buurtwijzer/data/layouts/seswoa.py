"""Sociaal-economische status (SES-WOA) of CBS per wijk en buurt: a score from wealth, education and work.

Only to compare with: the score is made of the same figures as indicators are. In OData several columns share a name
(Waarde, GemiddeldeScore), so there only the whole key counts.
Source: data-facts 7 (85163NED; later 85900NED).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.layouts.crosswalk import Crosswalk
from buurtwijzer.data.layouts.model import (
    Header,
    Row,
    Selection,
    Where,
    Year,
    header_rows,
    positions,
    rows_without_footers,
)
from buurtwijzer.data.layouts.periods import PeriodColumn, latest_year
from buurtwijzer.data.table import State

_PERIOD = re.compile(r"((?:19|20)\d{2})(?:JJ00)?(?:\.0)?\*{0,2}")
_SCORE = "ses_totaal"


def _year(cell: object) -> int | None:
    found = _PERIOD.fullmatch(str(cell).strip())
    return int(found.group(1)) if found else None


class SesWoa:
    """Layout ``seswoa``.

    Args:
        crosswalk: Which key or path is which column.
    """

    id = "seswoa"
    naam = "Sociaal-economische status SES-WOA (CBS)"
    leverancier = "CBS"
    verwacht = "een kopregel van SES-WOA met Perioden, een regiocode en SES-WOA/Totaalscore/Gemiddelde score (Getal)"
    bekende_waarde = State.GESCHAT
    draagt_inwoners = False
    code = ("gwb_code", "wijken_en_buurten")
    naam_kolom = ("regio", "wijken_en_buurten")
    gemeente = ()
    niveau = ()
    inwoners = ""
    huishoudens = ""
    gewijzigd = ""
    identiteit = frozenset({*code, *naam_kolom, "perioden", "id"})
    lang = None
    hele_aantallen = False
    minste_dekking = None
    perioden = PeriodColumn("Perioden", _year)

    def __init__(self, crosswalk: Crosswalk) -> None:
        self._crosswalk = crosswalk

    def recognise(self, rows: Sequence[Row]) -> Header | None:
        """Find the row with a code, a period and the total score."""
        for position, names in header_rows(rows):
            resolved = self._crosswalk.resolve(names)
            columns = positions(resolved.namen)
            if all(name in columns for name in (_SCORE, "perioden")) and any(name in columns for name in self.code):
                return Header(position, names, columns, 1.0)
        return None

    def year(self, header: Header, rows: Sequence[Row], where: Where) -> Year:
        """Take the latest period; others are told."""
        return latest_year(header, rows, where, "Perioden", _year, "2019")

    def select(self, header: Header, rows: Sequence[Row], where: Where) -> Selection:
        """Take the rows of the latest period; a period that is none is a mistake, not another period."""
        column = header.column("perioden") or 0
        told = rows_without_footers(header, rows, where)
        years = {i: _year(rows[i][column]) for i in told.rijen.tolist()}
        latest = max((year for year in years.values() if year is not None), default=None)
        bad = [i for i, year in years.items() if year is None]
        issues = tuple(kinds.PERIODE_ONBEKEND.at(where.place(i, column)) for i in bad[:5])
        chosen = [i for i, year in years.items() if year is not None and year == latest]
        return Selection(np.array(chosen, dtype=np.int64), (*told.issues, *issues))

    def guests(self, header: Header) -> Iterator[tuple[int | None, str, int]]:
        """Columns of SES-WOA in another table have no year, so they are not taken."""
        del header
        yield from ()

    def is_count(self, name: str) -> bool:
        """Scores and spreads may be under zero."""
        del name
        return False
