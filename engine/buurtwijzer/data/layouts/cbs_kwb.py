"""Kerncijfers wijken en buurten of CBS: mnemonics such as a_inw in Excel, keys of OData, or titles of StatLine.

Source: data-facts 2 (forms), 2.1 (names), 2.2 (which name belongs to which years).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from buurtwijzer.core.codes import normalise_code
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.layouts.broken_headers import about_repairs, repaired
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
    year_in_name,
)
from buurtwijzer.data.numbers import Mark, parse_text
from buurtwijzer.data.table import State

_MNEMONIC = re.compile(r"(a|p|g|m|af|pst|ste|bev)_\w+|ind_wb[iz]|gwb_code(_8|_10)?|regio|gm_naam|recs")
_SHEET_YEAR = re.compile(r"kwb[-_ ]?((?:19|20)\d{2})(?!\d)", re.IGNORECASE)


class CbsKwb:
    """Layout ``cbs_kwb``.

    Args:
        crosswalk: What the columns are called in OData and StatLine, and in which years they exist.
    """

    id = "cbs_kwb"
    naam = "Kerncijfers wijken en buurten (CBS)"
    leverancier = "CBS"
    verwacht = "een kopregel van CBS met gwb_code, regio, recs, a_inw en kolommen zoals p_koopw"
    bekende_waarde = State.GEMETEN
    draagt_inwoners = True
    code: tuple[str, ...] = ("gwb_code_10", "gwb_code", "gwb_code_8", "wijken_en_buurten")
    naam_kolom: tuple[str, ...] = ("regio", "wijken_en_buurten")
    gemeente = ("gm_naam",)
    niveau = ("recs",)
    inwoners = "a_inw"
    huishoudens = "a_hh"
    gewijzigd = "ind_wbi"
    identiteit = frozenset(
        {*code, *naam_kolom, "gm_naam", "recs", "ind_wbi", "ind_wbz", "a_inw", "a_hh", "id"},
    )
    lang = None
    hele_aantallen = True
    minste_dekking = None

    def __init__(self, crosswalk: Crosswalk) -> None:
        self._crosswalk = crosswalk

    def recognise(self, rows: Sequence[Row]) -> Header | None:
        """Find the row of names: a code column and at least half of the headers known, in any of the three forms."""
        for position, names in header_rows(rows):
            resolved = self._crosswalk.resolve(names)
            own = [name or header for name, header in zip(resolved.namen, names, strict=True)]
            columns = positions(own)
            filled = [name for name in own if name]
            is_known = [
                bool(given) or bool(_MNEMONIC.fullmatch(header.lower()))
                for given, header in zip(resolved.namen, names, strict=True)
            ]
            known = sum(is_known)
            columns |= repaired(names, columns, rows[position + 1 :])
            if known >= 4 and known * 2 >= len(filled) and any(name in columns for name in self.code):
                return Header(position, names, columns, known / len(filled), resolved.onduidelijk)
        return None

    def year(self, header: Header, rows: Sequence[Row], where: Where) -> Year:
        """Take the year from the sheet name, a known total, the file name, or the columns, in that order."""
        on_sheet = _SHEET_YEAR.search(where.blad)
        if on_sheet:
            return self._named(int(on_sheet.group(1)), "de naam van het blad", header, where)
        total = self._by_total(header, rows)
        if total is not None:
            return self._named(total[0], f"het aantal inwoners van {total[1]}", header, where)
        first, last = self._span(header)
        in_name = year_in_name(where.bestand)
        if in_name is not None:
            found = self._named(in_name, "de bestandsnaam", header, where)
            fits = f"; de kolommen passen bij {first} tot en met {last}" if first <= in_name <= last < 9999 else ""
            told = kinds.JAAR_UIT_NAAM.at(FilePlace(where.bestand), jaar=in_name, past=fits)
            return Year(found.jaar, found.jaar_uit, (told, *found.issues))
        if first == last:
            return Year(first, "de kolommen")
        advice = "Noem het blad kwb-2023 (met het juiste jaar), of zet het jaar in de bestandsnaam."
        sought = "naam van het blad en van het bestand, totalen en kolommen"
        return Year(None, "", (kinds.JAAR_ONBEKEND.at(FilePlace(where.bestand), gezocht=sought, raad=advice),))

    def select(self, header: Header, rows: Sequence[Row], where: Where) -> Selection:
        """Take every filled row under the header but footers that name the source."""
        chosen = rows_without_footers(header, rows, where)
        return Selection(chosen.rijen, (*chosen.issues, *about_repairs(header, where)))

    def guests(self, header: Header) -> Iterator[tuple[int | None, str, int]]:
        """Columns of CBS in a file of another kind are not taken."""
        del header
        yield from ()

    def is_count(self, name: str) -> bool:
        """CBS writes a_ before every number of people or things."""
        return name.lower().startswith("a_")

    def _named(self, year: int, source: str, header: Header, where: Where) -> Year:
        return Year(year, source, tuple(self._misfits(header, year, source, where)))

    def _by_total(self, header: Header, rows: Sequence[Row]) -> tuple[int, str] | None:
        """Find an area whose published number of residents tells the year."""
        code, people = header.column(*self.code), header.column(self.inwoners)
        if code is None or people is None:
            return None
        known = {(total.code, float(total.inwoners)): total.jaar for total in self._crosswalk.totalen}
        # Only a gemeente or the country is counted exactly; a wijk or buurt is rounded.
        for row in rows[header.rij + 1 :]:
            text = str(row[code]).lstrip()[:2].upper()
            if text in ("NL", "GM"):
                area, value = normalise_code(row[code]), _number(row[people])
                if area is not None and (area, value) in known:
                    return known[area, value], area
        return None

    def _span(self, header: Header) -> tuple[int, int]:
        """Give the first and last year in which all columns that are there can exist together."""
        spans = [years for name, years in self._crosswalk.jaren.items() if header.column(name) is not None]
        return max((first for first, _ in spans), default=0), min((last for _, last in spans), default=9999)

    def _misfits(self, header: Header, year: int, source: str, where: Where) -> Iterable[Issue]:
        for name, (first, last) in self._crosswalk.jaren.items():
            column = header.column(name)
            if column is not None and not first <= year <= last:
                period = f"{first} en later" if year < first else f"{last} en eerder"
                place = where.place(header.rij, column)
                yield kinds.JAAR_PAST_NIET.at(
                    place, bron=source, jaar=year, kolom=header.koppen[column], periode=period
                )


def _number(cell: object) -> float:
    if isinstance(cell, int | float):
        return float(cell)
    value, mark, _ = parse_text(str(cell))
    return value if mark is Mark.WAARDE else -1.0
