"""Chooses the table of a year. What the service says of a table decides, never its number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from buurtwijzer.core.dutch import join_words
from buurtwijzer.data import opendata_issue_kinds as kinds
from buurtwijzer.opendata.service import Clause, Table
from buurtwijzer.opendata.transport import WebError
from buurtwijzer.rulebook.schema import Opendata, Opendatatabel

_PERIOD = re.compile(r"((?:19|20)\d{2})(JJ00|MM(?:0[1-9]|1[0-2]))")
_MONTHS = 12

OpenTable = Callable[[Opendatatabel], Table]
Warn = Callable[[WebError, Opendatatabel], None]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A table and the year that is fetched from it.

    Attributes:
        tabel: The table in the rules.
        table: The same, opened.
        jaar: Year of its figures.
        perioden: What the periods of the rows begin with; empty for a table of one year.
    """

    tabel: Opendatatabel
    table: Table
    jaar: int
    perioden: tuple[Clause, ...] = ()


def choose_table(source: Opendata, jaar: int, open_table: OpenTable, warn: Warn) -> Chosen:
    """Find the table with the figures of a year.

    Args:
        source: The tables of one kind.
        jaar: The year asked.
        open_table: Opens one.
        warn: Takes what is wrong with a table when another one can stand in for it.

    Raises:
        WebError: There is none, or it turns out to be about another year.
    """
    if any(tabel.jaar is not None for tabel in source.tabellen):
        return _of_one_year(source, jaar, open_table)
    found: dict[int, Chosen] = {}
    for tabel in source.tabellen:
        try:
            for chosen in _with_periods(tabel, open_table(tabel)):
                found.setdefault(chosen.jaar, chosen)
        except WebError as error:
            if error.kind is not kinds.TABEL_WEG or (tabel is source.tabellen[-1] and not found):
                raise
            warn(error, tabel)
        if jaar in found:
            return found[jaar]
    earlier = [year for year in found if year < jaar] if source.eerder_jaar else []
    if not earlier:
        raise WebError(kinds.GEEN_TABEL, jaar=jaar, jaren=_years(found))
    return found[max(earlier)]


def _of_one_year(source: Opendata, jaar: int, open_table: OpenTable) -> Chosen:
    tabel = next((tabel for tabel in source.tabellen if tabel.jaar == jaar), None)
    if tabel is None:
        known = [tabel.jaar for tabel in source.tabellen if tabel.jaar is not None]
        raise WebError(kinds.GEEN_TABEL, jaar=jaar, jaren=_years(known))
    table = open_table(tabel)
    if table.info.jaren != (jaar,):
        about = join_words([str(year) for year in table.info.jaren]) or "een onbekend jaar"
        raise WebError(kinds.ANDER_JAAR, gevraagd=jaar, gevonden=about)
    return Chosen(tabel, table, jaar)


def _with_periods(tabel: Opendatatabel, table: Table) -> Iterator[Chosen]:
    """Give every year a table has whole: as a year, or as twelve months."""
    keys = [_PERIOD.fullmatch(str(row.get("Key", "")).strip()) for row in table.rows("Perioden")]
    periods = {(int(key[1]), key[2]) for key in keys if key}
    for year in sorted({year for year, _ in periods}, reverse=True):
        months = sum(1 for other, part in periods if other == year and part.startswith("MM"))
        if tabel.periode == "jaar" and (year, "JJ00") in periods:
            yield Chosen(tabel, table, year, (("Perioden", f"{year}JJ"),))
        elif tabel.periode == "maand" and months == _MONTHS:
            yield Chosen(tabel, table, year, (("Perioden", f"{year}MM"),))


def _years(years: Iterable[int]) -> str:
    return join_words([str(year) for year in sorted(years)]) or "geen enkel jaar"
