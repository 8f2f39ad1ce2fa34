"""Gezondheid per wijk en buurt (SMAP) of RIVM in the form of OData: Leeftijd, Marges, Perioden, then Name_<number>.

The number behind a name changes between years and even within a table, so names are matched without it.
Source: data-facts 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.forms import old_issue_kinds as old_kinds
from buurtwijzer.data.layouts.crosswalk import Crosswalk
from buurtwijzer.data.layouts.model import (
    Header,
    Row,
    Selection,
    Where,
    Year,
    filled_rows,
    header_rows,
    names_not_codes,
    positions,
)
from buurtwijzer.data.layouts.periods import PeriodColumn, latest_year
from buurtwijzer.data.table import State

_SUFFIX = re.compile(r"_\d+$")
_PERIOD = re.compile(r"((?:19|20)\d{2})(?:JJ\d{2})?\*{0,2}")
_LABEL = "wijkenenbuurten_label"
_REQUIRED = ("leeftijd", "marges", "perioden")
_ADULTS, _VALUE = "20300", "MW00000"
_NO_TITLES: Mapping[str, str] = {}
_KNOWN = frozenset(
    {
        "ervarengezondheidgoedzeergoed",
        "eenzaam",
        "roker",
        "overgewicht",
        "mantelzorger",
        "vrijwilligerswerk",
        "moeitemetrondkomen",
        "voldoetaanbeweegrichtlijn",
        "beperktvanwegegezondheid",
        "heelveelstressinafgelopen4weken",
    }
)


def _key(cell: object, titles: Mapping[str, str] = _NO_TITLES) -> str:
    """Give a key as text, also when a title stands for it; a program that saw numbers writes 20300.0."""
    text = str(cell).strip().removesuffix(".0")
    return titles.get(" ".join(text.upper().split()), text)


def _period(cell: object) -> int | None:
    found = _PERIOD.fullmatch(_key(cell))
    return int(found.group(1)) if found else None


class RivmGezondheid:
    """Layout ``rivm_gezondheid``.

    Args:
        crosswalk: What its columns are called in files of others.
    """

    id = "rivm_gezondheid"
    naam = "Gezondheid per wijk en buurt (RIVM, GGD'en, CBS)"
    leverancier = "RIVM"
    verwacht = "een kopregel van RIVM met Leeftijd, Marges, Perioden, Codering_3 en kolommen zoals Eenzaam_28"
    bekende_waarde = State.GESCHAT
    draagt_inwoners = False
    code = ("Codering", "WijkenEnBuurten")
    naam_kolom = (_LABEL,)
    gemeente = ("Gemeentenaam",)
    niveau = ("SoortRegio",)
    inwoners = ""
    huishoudens = ""
    gewijzigd = ""
    identiteit = frozenset(
        {"id", "leeftijd", "marges", "wijkenenbuurten", _LABEL, "perioden", "gemeentenaam", "soortregio", "codering"}
    )
    lang = None
    hele_aantallen = False
    minste_dekking = None
    perioden = PeriodColumn("Perioden", _period)

    def __init__(self, crosswalk: Crosswalk) -> None:
        self._crosswalk = crosswalk

    def recognise(self, rows: Sequence[Row]) -> Header | None:
        """Find the row with the keys of the table and at least one of its figures."""
        for position, names in header_rows(rows):
            columns = positions([_SUFFIX.sub("", name) for name in names])
            has_code = any(name.lower() in columns for name in self.code)
            known = sum(1 for name in columns if name in _KNOWN)
            if has_code and known and all(name in columns for name in _REQUIRED):
                columns = names_not_codes(columns, rows[position + 1 :], areas="wijkenenbuurten", name=_LABEL)
                return Header(position, names, columns, min(1.0, 0.5 + known / len(_KNOWN)))
        return None

    def year(self, header: Header, rows: Sequence[Row], where: Where) -> Year:
        """Take the latest period; others are told."""
        return latest_year(header, rows, where, "Perioden", _period, "2020JJ00")

    def select(self, header: Header, rows: Sequence[Row], where: Where) -> Selection:
        """Take the rows of the latest period for residents of 18 and over, the value itself and not its margins."""
        latest = self.year(header, rows, where).jaar
        age, margin = header.column("leeftijd") or 0, header.column("marges") or 0
        period = header.column("perioden") or 0
        filled = filled_rows(rows, header.rij + 1)
        ages, margins = self._crosswalk.keys_of("Leeftijd"), self._crosswalk.keys_of("Marges")
        adults = {cell for cell in {row[age] for row in rows} if _key(cell, ages) == _ADULTS}
        values = {cell for cell in {row[margin] for row in rows} if _key(cell, margins) == _VALUE}
        now = {cell for cell in {row[period] for row in rows} if _period(cell) == latest}
        chosen = [
            i
            for i in filled.tolist()
            if rows[i][age] in adults and rows[i][margin] in values and rows[i][period] in now
        ]
        issues: tuple[Issue, ...] = ()
        if len(filled) and not chosen:
            issues = (kinds.GEEN_VOLWASSENEN.at(where.place(None, age)),)
        elif len(chosen) < len(filled):
            count = plural(len(filled) - len(chosen), "rij", "rijen")
            issues = (old_kinds.ANDERE_RIJEN.at(where.place(), aantal=count),)
        return Selection(np.array(chosen, dtype=np.int64), issues)

    def guests(self, header: Header) -> Iterator[tuple[int | None, str, int]]:
        """Find columns of RIVM that someone put into another table."""
        return self._crosswalk.guests(header.koppen)

    def is_count(self, name: str) -> bool:
        """All figures are percentages."""
        del name
        return False
