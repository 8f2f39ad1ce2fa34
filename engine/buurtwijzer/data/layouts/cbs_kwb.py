"""Kerncijfers wijken en buurten in the Excel form of CBS: a row of mnemonics such as a_inw and p_koopw.

Source: data-facts 2 (forms), 2.1 (names), 2.2 (which name belongs to which years).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace, FilePlace
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.layouts.model import Header, Row, Selection, Where, Year, filled_rows, header_rows, positions
from buurtwijzer.data.table import State

_MNEMONIC = re.compile(r"(a|p|g|m|af|pst|ste|bev)_\w+|ind_wb[iz]|gwb_code(_8|_10)?|regio|gm_naam|recs")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_SHEET_YEAR = re.compile(r"kwb[-_ ]?((?:19|20)\d{2})(?!\d)", re.IGNORECASE)
_FOOTER = re.compile(r"\s*(bron\b|©|\(c\)|copyright)", re.IGNORECASE)
# First and last year in which CBS delivers a column, where that tells years apart.
_PERIODS: dict[str, tuple[int, int]] = {
    "g_woz": (1900, 2019),
    "g_wozbag": (2020, 2100),
    "a_w_all": (1900, 2022),
    "a_nw_all": (1900, 2022),
    "a_nl_all": (2023, 2100),
    "p_bjj2k": (1900, 2023),
    "p_bjo2k": (1900, 2023),
    "p_bj_me10": (2024, 2100),
    "p_bj_mi10": (2024, 2100),
    "p_hh_osm": (1900, 2023),
    "p_ink_ar": (2024, 2100),
    "p_1gezw_tw": (2024, 2100),
}


class CbsKwb:
    """Layout ``cbs_kwb``."""

    id = "cbs_kwb"
    naam = "Kerncijfers wijken en buurten (CBS)"
    leverancier = "CBS"
    verwacht = "een kopregel van CBS met gwb_code, regio, recs, a_inw en kolommen zoals p_koopw"
    bekende_waarde = State.GEMETEN
    draagt_inwoners = True
    code = ("gwb_code_10", "gwb_code", "gwb_code_8")
    naam_kolom = ("regio",)
    gemeente = ("gm_naam",)
    niveau = ("recs",)
    inwoners = "a_inw"
    huishoudens = "a_hh"
    gewijzigd = "ind_wbi"
    identiteit = frozenset(
        {"gwb_code_10", "gwb_code", "gwb_code_8", "regio", "gm_naam", "recs", "ind_wbi", "ind_wbz", "a_inw", "a_hh"}
    )

    def recognise(self, rows: Sequence[Row]) -> Header | None:
        """Find the row of mnemonics: a code column and at least half of the headers in the form of CBS."""
        for position, names in header_rows(rows):
            columns = positions(names)
            filled = [name for name in names if name]
            known = sum(1 for name in filled if _MNEMONIC.fullmatch(name.lower()))
            if known >= 4 and known * 2 >= len(filled) and any(name in columns for name in self.code):
                return Header(position, names, columns, known / len(filled))
        return None

    def year(self, header: Header, rows: Sequence[Row], where: Where) -> Year:
        """Take the year from the sheet name (kwb-2023), else from the file name, and hold it against the columns."""
        del rows
        place = FilePlace(where.bestand)
        on_sheet = _SHEET_YEAR.search(where.blad)
        if on_sheet:
            year, source = int(on_sheet.group(1)), "de naam van het blad"
            return Year(year, source, tuple(_misfits(header, year, source, where)))
        in_name = sorted(set(_YEAR.findall(where.bestand)))
        if len(in_name) != 1:
            advice = "Noem het blad kwb-2023 (met het juiste jaar), of zet het jaar in de bestandsnaam."
            issue = kinds.JAAR_ONBEKEND.at(place, gezocht="naam van het blad en van het bestand", raad=advice)
            return Year(None, "", (issue,))
        year, source = int(in_name[0]), "de bestandsnaam"
        told = kinds.JAAR_UIT_NAAM.at(place, jaar=year)
        return Year(year, source, (told, *_misfits(header, year, source, where)))

    def select(self, header: Header, rows: Sequence[Row], where: Where) -> Selection:
        """Take every filled row under the header but footers that name the source."""
        filled = filled_rows(rows, header.rij + 1)
        footers = {int(i) for i in filled if _is_footer(rows[int(i)])}
        issues: tuple[Issue, ...] = ()
        if footers:
            place = CellPlace(where.bestand, where.blad)
            issues = (kinds.REGELS_OVERGESLAGEN.at(place, aantal=plural(len(footers), "regel", "regels")),)
        return Selection(np.array([i for i in filled if int(i) not in footers], dtype=np.int64), issues)

    def is_count(self, name: str) -> bool:
        """CBS writes a_ before every number of people or things."""
        return name.lower().startswith("a_")


def _misfits(header: Header, year: int, source: str, where: Where) -> Iterable[Issue]:
    for name, (first, last) in _PERIODS.items():
        column = header.column(name)
        if column is not None and not first <= year <= last:
            period = f"{first} en later" if last == 2100 else f"{last} en eerder"
            place = CellPlace(where.bestand, where.blad, header.rij + 1, column + 1)
            yield kinds.JAAR_PAST_NIET.at(place, bron=source, jaar=year, kolom=name, periode=period)


def _is_footer(row: Row) -> bool:
    filled = (cell for cell in row if not isinstance(cell, str) or cell.strip())
    first, second = next(filled, None), next(filled, None)
    return second is None and isinstance(first, str) and bool(_FOOTER.match(first))
