"""What a layout knows: how to recognise a file, where its year, rows and areas stand, and what its values are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from buurtwijzer.core.issues import Issue
from buurtwijzer.data.table import IntArray, State

Row = Sequence[object]
SEARCH_ROWS = 20


@dataclass(frozen=True, slots=True, eq=False)
class Header:
    """A recognised header row.

    Attributes:
        rij: Position of the header row, from 0.
        koppen: Headers as they stand, without padding.
        kolommen: Column positions (from 0) per name of the layout: lower case, without unstable suffix.
        zekerheid: How sure the recognition is, 0-1.
    """

    rij: int
    koppen: tuple[str, ...]
    kolommen: Mapping[str, tuple[int, ...]]
    zekerheid: float

    def column(self, *names: str) -> int | None:
        """Give the position of the first of these names that is there."""
        for name in names:
            found = self.kolommen.get(name.lower())
            if found:
                return found[0]
        return None


@dataclass(frozen=True, slots=True)
class Year:
    """The year of the figures and where it was taken from; None when it could not be found."""

    jaar: int | None
    jaar_uit: str
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """The rows (positions from 0 in the sheet) that hold areas, and what was left out."""

    rijen: IntArray
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """Names for messages: file, sheet and the file name without ending."""

    bestand: str
    blad: str


class Layout(Protocol):
    """A kind of source file.

    Attributes:
        id: Id that `Kolom.layout` in the rulebook uses.
        naam: Dutch name.
        leverancier: Who publishes it, for messages.
        verwacht: What its header looks like, for the message when nothing is recognised.
        bekende_waarde: State of a cell with a value.
        draagt_inwoners: Whether its areas define the rows of a table.
        code: Columns for the area code, best first.
        naam_kolom: Columns for the name of the area.
        gemeente: Columns for the name of the gemeente.
        niveau: Columns for the level.
        inwoners: Column for residents; empty when it has none.
        huishoudens: Column for households.
        gewijzigd: Column for the code of boundary change.
        identiteit: All columns that are no figures.
    """

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def naam(self) -> str: ...  # noqa: D102
    @property
    def leverancier(self) -> str: ...  # noqa: D102
    @property
    def verwacht(self) -> str: ...  # noqa: D102
    @property
    def bekende_waarde(self) -> State: ...  # noqa: D102
    @property
    def draagt_inwoners(self) -> bool: ...  # noqa: D102
    @property
    def code(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def naam_kolom(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def gemeente(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def niveau(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def inwoners(self) -> str: ...  # noqa: D102
    @property
    def huishoudens(self) -> str: ...  # noqa: D102
    @property
    def gewijzigd(self) -> str: ...  # noqa: D102
    @property
    def identiteit(self) -> frozenset[str]: ...  # noqa: D102

    def recognise(self, rows: Sequence[Row]) -> Header | None:
        """Find this layout's header in the first rows of a sheet, or None."""
        ...

    def year(self, header: Header, rows: Sequence[Row], where: Where) -> Year:
        """Find the year of the figures."""
        ...

    def select(self, header: Header, rows: Sequence[Row], where: Where) -> Selection:
        """Choose the rows that hold areas in the form the rulebook uses."""
        ...

    def is_count(self, name: str) -> bool:
        """Tell whether a column holds a number of people or things, which cannot be under zero."""
        ...


def header_rows(rows: Sequence[Row]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give the first rows of a sheet as stripped text, with their position."""
    for position, row in enumerate(rows[:SEARCH_ROWS]):
        yield position, tuple(str(cell).replace("\u00a0", " ").strip() for cell in row)


def positions(names: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Give the positions of every name that is not empty; names in lower case."""
    found: dict[str, tuple[int, ...]] = {}
    for position, name in enumerate(names):
        if name:
            found[name.lower()] = (*found.get(name.lower(), ()), position)
    return found


def filled_rows(rows: Sequence[Row], start: int) -> IntArray:
    """Give the positions, from `start` on, of rows in which any cell is filled."""
    return np.array(
        [i for i in range(start, len(rows)) if any(not isinstance(cell, str) or cell.strip() for cell in rows[i])],
        dtype=np.int64,
    )
