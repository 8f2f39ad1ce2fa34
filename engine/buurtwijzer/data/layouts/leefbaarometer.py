"""Leefbaarometer 3.0 of the ministry: a row per area and year, a total and five dimensions, written by R.

Source: data-facts 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.forms import old_issue_kinds as old_kinds
from buurtwijzer.data.layouts.model import (
    Header,
    Refusal,
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

_FIGURES = ("lbm", "afw", "fys", "onv", "soc", "vrz", "won")
_AT_LEAST = 4
_POSTCODE = ("pc4", "pc6", "postcode", "postcode4")
# Leefbaarometer 2.0 had other dimensions and another reference: its figures say something else.
_OLD = re.compile(r"rlb\w+|gbd", re.IGNORECASE)


def _year(cell: object) -> int | None:
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() and text[:2] in ("19", "20") else None


class Leefbaarometer:
    """Layout ``leefbaarometer``."""

    id = "leefbaarometer"
    naam = "Leefbaarometer 3.0 (ministerie van BZK)"
    leverancier = "Leefbaarometer"
    verwacht = "een kopregel van de Leefbaarometer met wk_code of bu_code, jaar, lbm, afw, fys, onv, soc, vrz en won"
    bekende_waarde = State.GESCHAT
    draagt_inwoners = False
    code = ("bu_code", "wk_code", "gm_code")
    naam_kolom = ("bu_naam", "wk_naam", "gm_naam")
    gemeente = ()
    niveau = ()
    inwoners = ""
    huishoudens = ""
    gewijzigd = ""
    identiteit = frozenset({*code, *naam_kolom, "jaar"})
    lang = None
    hele_aantallen = False
    minste_dekking = None
    perioden = PeriodColumn("jaar", _year)

    def recognise(self, rows: Sequence[Row]) -> Header | None:
        """Find the row with a code, the year and the figures; other columns do not matter."""
        for position, names in header_rows(rows):
            columns = positions(names)
            known = sum(1 for name in _FIGURES if name in columns)
            refusal = _refusal(names, columns, known)
            if refusal is not None:
                return Header(position, names, columns, 1.0, weigering=refusal)
            has_area = any(name in columns for name in (*self.code, *self.naam_kolom))
            if known >= _AT_LEAST and "lbm" in columns and "jaar" in columns and has_area:
                return Header(position, names, columns, known / len(_FIGURES))
        return None

    def year(self, header: Header, rows: Sequence[Row], where: Where) -> Year:
        """Take the latest year; others are told."""
        return latest_year(header, rows, where, "jaar", _year, "2022")

    def select(self, header: Header, rows: Sequence[Row], where: Where) -> Selection:
        """Take the rows of the latest year; a year that is none is a mistake, not another year."""
        column, code = header.column("jaar") or 0, header.column(*self.code) or 0
        told = rows_without_footers(header, rows, where)
        years = {i: _year(rows[i][column]) for i in told.rijen.tolist()}
        # A row without year and code is a row of units or a note: whoever looks at areas tells so.
        bad = [i for i, year in years.items() if year is None and _is_filled(rows[i][code], rows[i][column])]
        latest = max((year for year in years.values() if year is not None), default=None)
        chosen = [i for i, year in years.items() if year == latest or (year is None and i not in bad)]
        issues = tuple(kinds.PERIODE_ONBEKEND.at(where.place(i, column)) for i in bad[:5])
        return Selection(np.array(chosen, dtype=np.int64), (*told.issues, *issues))

    def guests(self, header: Header) -> Iterator[tuple[int | None, str, int]]:
        """Columns of the Leefbaarometer in another table have no year, so they are not taken."""
        del header
        yield from ()

    def is_count(self, name: str) -> bool:
        """All figures are differences or an index."""
        del name
        return False


def _refusal(names: Sequence[str], columns: Mapping[str, tuple[int, ...]], known: int) -> Refusal | None:
    """Say why a file of the Leefbaarometer cannot be used; None when it can, or is something else."""
    has_area = any(name in columns for name in (*Leefbaarometer.code, *_POSTCODE))
    if has_area and any(map(_OLD.fullmatch, names)):
        return partial(old_kinds.OUDE_LEEFBAAROMETER.at, kolom=next(filter(_OLD.fullmatch, names)))
    has_code = any(name in columns for name in Leefbaarometer.code)
    is_by_postcode = not has_code and any(name in columns for name in _POSTCODE)
    return old_kinds.GEEN_CBS_GEBIED.at if known >= _AT_LEAST and "lbm" in columns and is_by_postcode else None


def _is_filled(*cells: object) -> bool:
    return any(not isinstance(cell, str) or cell.strip() for cell in cells)
