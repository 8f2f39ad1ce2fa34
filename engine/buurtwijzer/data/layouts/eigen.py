"""A file of the user's own: which column is what stands in a table of columns, not in this module."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.layouts.model import (
    Header,
    Row,
    Selection,
    Where,
    Year,
    rows_without_footers,
    year_in_name,
)
from buurtwijzer.data.own import figure_issue_kinds as figure_kinds
from buurtwijzer.data.table import State
from buurtwijzer.rulebook.column_targets import OWN_LAYOUT, Target

# No header of a file can be called like this: a cell holds no such sign.
CODE, NAAM, GEMEENTE, NIVEAU = "\0code", "\0naam", "\0gemeente", "\0niveau"
INWONERS, HUISHOUDENS = "a_inw", "a_hh"


def goal_name(indicator: str) -> str:
    """Give the name under which a column carries an indicator itself; no header can be called so."""
    return f"\0doel {indicator}"


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """A column with figures, found.

    Attributes:
        positie: Its position from 0.
        target: What it stands for.
        jaar: Year of the figures; None for that of the file.
        factor: What each figure is multiplied by.
        eenheid: Unit that was said; empty when it is taken to be that of the target.
        is_gezegd: Whether a unit or factor was said.
    """

    positie: int
    target: Target
    jaar: int | None = None
    factor: float = 1.0
    eenheid: str = ""
    is_gezegd: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Eigen:
    """Layout ``eigen``, as found in one file.

    Attributes:
        cijfers: Its columns with figures.
        kop: Its header.
        jaar_gezegd: Year that the table of columns names.
        jaar_van_regel: The one year that the rules of its own figures name.
    """

    cijfers: tuple[OwnFigures, ...]
    kop: Header
    jaar_gezegd: int | None = None
    jaar_van_regel: int | None = None
    id: str = OWN_LAYOUT
    naam: str = "Eigen bestand"
    leverancier: str = "uw eigen bestand"
    verwacht: str = "een eigen bestand met een kolomtabel"
    bekende_waarde: State = State.GEMETEN
    code: tuple[str, ...] = (CODE,)
    naam_kolom: tuple[str, ...] = (NAAM,)
    gemeente: tuple[str, ...] = (GEMEENTE,)
    niveau: tuple[str, ...] = (NIVEAU,)
    gewijzigd: str = ""
    identiteit: frozenset[str] = frozenset({CODE, NAAM, GEMEENTE, NIVEAU, INWONERS, HUISHOUDENS})
    lang: None = None
    hele_aantallen: bool = True
    minste_dekking: float | None = None

    @property
    def draagt_inwoners(self) -> bool:
        """Its areas become rows when it has residents, as those of any file."""
        return bool(self.inwoners)

    @property
    def inwoners(self) -> str:
        """The column with residents, when there is one."""
        return INWONERS if INWONERS in self.kop.kolommen else ""

    @property
    def huishoudens(self) -> str:
        """The column with households, when there is one."""
        return HUISHOUDENS if HUISHOUDENS in self.kop.kolommen else ""

    def recognise(self, rows: Sequence[Row]) -> Header | None:
        """Give the header that was found."""
        del rows
        return self.kop

    def year(self, header: Header, rows: Sequence[Row], where: Where) -> Year:
        """Take the year from the table of columns, else the columns in it, the sheet, the file name, the rules."""
        del header, rows
        found = self._year(where)
        rule = self.jaar_van_regel
        if found.jaar is None or rule in (None, found.jaar):
            return found
        told = figure_kinds.JAAR_ANDERS_DAN_REGEL.at(where.place(), jaar=found.jaar, uit=found.jaar_uit, regel=rule)
        return replace(found, issues=(*found.issues, told))

    def _year(self, where: Where) -> Year:
        of_columns = {figures.jaar for figures in self.cijfers if figures.jaar is not None}
        if self.jaar_gezegd is not None:
            return Year(self.jaar_gezegd, "de kolomtabel")
        if of_columns and all(figures.jaar is not None for figures in self.cijfers):
            return Year(max(of_columns), "de kolomtabel")
        year = year_in_name(where.blad)
        if year is not None:
            return Year(year, "de naam van het blad", (figure_kinds.JAAR_UIT_BLAD.at(where.place(), jaar=year),))
        year = year_in_name(where.bestand)
        if year is not None:
            return Year(year, "de bestandsnaam", (kinds.JAAR_UIT_NAAM.at(where.place(), jaar=year, past=""),))
        if self.jaar_van_regel is not None:
            return Year(self.jaar_van_regel, "de regel van het eigen cijfer")
        advice = "Zet 'jaar' in de kolomtabel, of het jaar in de bestandsnaam."
        sought = "kolomtabel en naam van het bestand"
        return Year(None, "", (kinds.JAAR_ONBEKEND.at(where.place(), gezocht=sought, raad=advice),))

    def select(self, header: Header, rows: Sequence[Row], where: Where) -> Selection:
        """Take every filled row under the header but footers that name the source."""
        return rows_without_footers(header, rows, where)

    def guests(self, header: Header) -> Iterator[tuple[int | None, str, int]]:
        """Columns of other kinds are named in the table of columns."""
        del header
        yield from ()

    def is_count(self, name: str) -> bool:
        """Residents and households are counts."""
        return name in (INWONERS, HUISHOUDENS)
