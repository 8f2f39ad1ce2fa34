"""Kerncijfers in the names of the wijk- en buurtkaart of CBS and PDOK, and of the Kerncijfers of 2003-2012.

It is the same table as the Kerncijfers, so its indicators are those of the Kerncijfers. Shares stand in it as whole
percentages. Large waters are rows of their own there, and are no areas.
Source: data-facts 2 item 6; CBS, Toelichting variabelen kwb 2003-2012 and Toelichting Wijk- en Buurtkaart 2021.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.forms import old_issue_kinds as kinds
from buurtwijzer.data.layouts.cbs_kwb import CbsKwb
from buurtwijzer.data.layouts.crosswalk import Crosswalk
from buurtwijzer.data.layouts.model import Header, Row, Selection, Where, Year, header_rows
from buurtwijzer.data.numbers import FILLERS, Mark
from buurtwijzer.rulebook.schema import Kolommen

_AT_LEAST = 5
_WATER, _NO_LAND = "water", frozenset({"JA", "B"})
_MEANING = {"onderdrukt": Mark.GEHEIM, "ontbreekt": Mark.LEEG}
_YEAR = re.compile(r"(?:19|20)\d{2}")


class WijkEnBuurtkaart(CbsKwb):
    """Layout ``cbs_kwb`` in other names.

    Args:
        crosswalk: Names of the Kerncijfers, with the totals that tell a year.
        kolommen: What the columns are called here.
    """

    naam = "Wijk- en buurtkaart (CBS, PDOK)"
    verwacht = (
        "een kopregel van de wijk- en buurtkaart met BU_CODE, AANT_INW, P_00_14_JR, of buurtcode, aantal_inwoners"
    )
    code = ("gwb_code", "bu_code", "wk_code", "gm_code")
    naam_kolom = ("regio", "bu_naam", "wk_naam", "gm_naam")
    identiteit = frozenset({*code, *naam_kolom, "recs", "ind_wbi", "a_inw", "a_hh", "jaar", "fid", _WATER})

    def __init__(self, crosswalk: Crosswalk, kolommen: Kolommen | None) -> None:
        # Of today's names only the totals count here: which years a name has is another matter in these files.
        own = Crosswalk(None)
        own.totalen = crosswalk.totalen
        super().__init__(own)
        listed = () if kolommen is None else kolommen.merktekens
        known = {item.getal: _MEANING[item.toestand] for item in listed}
        self.merktekens: Mapping[float, Mark] = {**FILLERS, **known}
        self._names: dict[str, list[str]] = defaultdict(list)
        for row in () if kolommen is None else kolommen.kolommen:
            self._names[(row.kop or row.kolom).lower()].append(row.kolom)

    def recognise(self, rows: Sequence[Row]) -> Header | None:
        """Find the row with a code, the number of residents and some other figures."""
        for position, names in header_rows(rows):
            columns: dict[str, list[int]] = defaultdict(list)
            known = 0
            for column, name in enumerate(names):
                found = [] if is_blocked(name) else self._names.get(name.lower(), [])
                known += bool(found)
                for own in found or [name.lower()]:
                    columns[own].append(column)
            old = any(name.lower().startswith(("aant_inw", "aantal_inwoners")) for name in names)
            if old and known >= _AT_LEAST and any(name in columns for name in self.code):
                return Header(position, names, {name: tuple(at) for name, at in columns.items()}, 1.0)
        return None

    def year(self, header: Header, rows: Sequence[Row], where: Where) -> Year:
        """Take the year from its own column or the name of the table, else as for the Kerncijfers."""
        column = header.column("jaar")
        if column is not None:
            cells = {str(row[column]).strip().removesuffix(".0") for row in rows[header.rij + 1 :]}
            found = sorted(cell for cell in cells if _YEAR.fullmatch(cell))
            if len(found) == 1:
                return Year(int(found[0]), f"de kolom {header.koppen[column]}")
        in_table = _YEAR.findall(where.blad)
        if len(in_table) == 1:
            return Year(int(in_table[0]), "de naam van de tabel")
        return super().year(header, rows, where)

    def select(self, header: Header, rows: Sequence[Row], where: Where) -> Selection:
        """Take every filled row but water and what lies in Belgium; those are told."""
        chosen = super().select(header, rows, where)
        column = header.column(_WATER)
        if column is None:
            return chosen
        wet = [i for i in chosen.rijen.tolist() if str(rows[i][column]).strip().upper() in _NO_LAND]
        if not wet:
            return chosen
        told: Issue = kinds.WATER_WEG.at(
            where.place(), aantal=plural(len(wet), "rij", "rijen"), kolom=header.koppen[column]
        )
        return Selection(np.setdiff1d(chosen.rijen, wet), (*chosen.issues, told))

    def guests(self, header: Header) -> Iterator[tuple[int | None, str, int]]:
        """Columns of CBS in a file of another kind are not taken."""
        del header
        yield from ()
