"""What a layout knows: how to recognise a file, where its year, rows and areas stand, and what its values are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace, FilePlace, place_in
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.table import IntArray, State

Row = Sequence[object]
Refusal = Callable[[FilePlace | CellPlace], Issue]
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
SEARCH_ROWS = 20
_AREA_CODE = re.compile(r"(NL|GM|WK|BU)[\s_-]*\w*\d|\d[\d.]*$", re.IGNORECASE)
_WHOLE_CODE = re.compile(r"NL0[01]|GM\d{4}|WK\d{4}\w{2}|BU\d{4}\w{4}", re.IGNORECASE)
_LOOK_AT = 200
_FOOTER = re.compile(r"\s*(bron\b|©|\(c\)|copyright)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Header:
    """A recognised header row.

    Attributes:
        rij: Position of the header row, from 0.
        koppen: Headers as they stand, without padding.
        kolommen: Column positions (from 0) per name of the layout: lower case, without unstable suffix.
        zekerheid: How sure the recognition is, 0-1.
        onduidelijk: Positions of headers that may stand for more than one column.
        vertaald: Positions of headers known by a name of others.
        weigering: Says at a place why a table that is known cannot be used; None when it can.
    """

    rij: int
    koppen: tuple[str, ...]
    kolommen: Mapping[str, tuple[int, ...]]
    zekerheid: float
    onduidelijk: tuple[int, ...] = ()
    vertaald: tuple[int, ...] = ()
    weigering: Refusal | None = None

    def column(self, *names: str) -> int | None:
        """Give the position of the first of these names that is there."""
        return first_position(self.kolommen, *names)


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """Columns of a file that belong together: one kind of source, one year. A file may hold several.

    Attributes:
        layout: The kind of source.
        jaar: Year of its figures.
        kolommen: Column positions per name of the layout, lower case.
    """

    layout: Layout
    jaar: int
    kolommen: Mapping[str, tuple[int, ...]]

    def column(self, *names: str) -> int | None:
        """Give the position of the first of these names that is there."""
        return first_position(self.kolommen, *names)


@dataclass(frozen=True, slots=True)
class LongForm:
    """A table with a row per area, kind and period instead of a column per kind.

    Attributes:
        soort: Column with the kind.
        periode: Column with the period.
        waarde: Column with the figure.
        onderdelen: Per name in the rulebook the kinds that add up to it.
        titels: Per title in capitals the kind that it stands for.
    """

    soort: str
    periode: str
    waarde: str
    onderdelen: Mapping[str, tuple[str, ...]]
    titels: Mapping[str, str] = field(default_factory=dict)


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
    """The table that messages point into.

    Attributes:
        bestand: File name.
        blad: Name of the sheet; empty for a text file.
        regels: Line of each row of a text file.
        herkomst: What the file says of itself outside its table.
    """

    bestand: str
    blad: str
    regels: Sequence[int] | None = None
    herkomst: str = ""

    def place(self, row: int | None = None, column: int | None = None) -> FilePlace | CellPlace:
        """Give the place of a row and a column (both from 0)."""
        line = row if row is None else self.line(row)
        return place_in(self.bestand, self.blad, line, None if column is None else column + 1)

    def line(self, row: int) -> int:
        """Give the number of a row (from 0) as people count it."""
        return row + 1 if self.regels is None else self.regels[row]


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
        lang: How rows become columns, for a table with a row per kind and period.
        hele_aantallen: Whether its counts are whole; a mean number of facilities nearby is not.
        minste_dekking: Share of the total of a gemeente that its buurten must have together; None when not asked.
    """

    # Properties, so that a frozen dataclass may fill them in; what each means stands once, in the list above (D102).

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
    @property
    def lang(self) -> LongForm | None: ...  # noqa: D102
    @property
    def hele_aantallen(self) -> bool: ...  # noqa: D102
    @property
    def minste_dekking(self) -> float | None: ...  # noqa: D102

    def recognise(self, rows: Sequence[Row]) -> Header | None:
        """Find this layout's header in the first rows of a sheet, or None."""
        ...

    def year(self, header: Header, rows: Sequence[Row], where: Where) -> Year:
        """Find the year of the figures."""
        ...

    def select(self, header: Header, rows: Sequence[Row], where: Where) -> Selection:
        """Choose the rows that hold areas in the form the rulebook uses."""
        ...

    def guests(self, header: Header) -> Iterator[tuple[int | None, str, int]]:
        """Find columns of this kind of source in a file of another kind.

        Yields:
            Year (None for that of the file), name and position.
        """
        ...

    def is_count(self, name: str) -> bool:
        """Tell whether a column holds a number of people or things, which cannot be under zero."""
        ...


def first_position(columns: Mapping[str, tuple[int, ...]], *names: str) -> int | None:
    """Give the position of the first of these names that is there."""
    for name in names:
        found = columns.get(name.lower())
        if found:
            return found[0]
    return None


def header_rows(rows: Sequence[Row]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give the first rows of a sheet as stripped text, with their position."""
    for position, row in enumerate(rows[:SEARCH_ROWS]):
        yield position, tuple(str(cell).replace("\u00a0", " ").strip() for cell in row)


def positions(names: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Give the positions of every name that is not empty; names in lower case."""
    found: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        if name:
            found.setdefault(name.lower(), []).append(position)
    return {name: tuple(own) for name, own in found.items()}


def names_not_codes(
    columns: Mapping[str, tuple[int, ...]], rows: Sequence[Row], *, areas: str, name: str
) -> dict[str, tuple[int, ...]]:
    """Give the columns with the one that holds areas under the name of names, when it holds titles and no codes.

    Programs such as cbsodata put the title of an area where OData has its code.

    Args:
        columns: Positions per name.
        rows: The rows under the header.
        areas: Name of the column with areas.
        name: Name of a column with names.
    """
    cells = _first_texts(columns, rows, areas)
    if not cells or any(_AREA_CODE.match(text) for text in cells):
        return dict(columns)
    return _renamed(columns, areas, name)


def codes_not_names(
    columns: Mapping[str, tuple[int, ...]], rows: Sequence[Row], *, name: str, code: str
) -> dict[str, tuple[int, ...]]:
    """Give the columns with the one with names under the name of codes, when it holds codes."""
    cells = _first_texts(columns, rows, name)
    found = sum(1 for text in cells if _WHOLE_CODE.fullmatch(text))
    return _renamed(columns, name, code) if 2 * found > len(cells) else dict(columns)


def _first_texts(columns: Mapping[str, tuple[int, ...]], rows: Sequence[Row], name: str) -> list[str]:
    at = columns.get(name, ())
    texts = [str(row[at[0]]).strip() for row in rows[:_LOOK_AT]] if at else []
    return [text for text in texts if text and not _FOOTER.match(text)]


def _renamed(columns: Mapping[str, tuple[int, ...]], old: str, new: str) -> dict[str, tuple[int, ...]]:
    rest = {key: value for key, value in columns.items() if key != old}
    return {**rest, new: (*rest.get(new, ()), *columns[old])}


def filled_rows(rows: Sequence[Row], start: int) -> IntArray:
    """Give the positions, from `start` on, of rows in which any cell is filled."""
    return np.array(
        [i for i in range(start, len(rows)) if any(not isinstance(cell, str) or cell.strip() for cell in rows[i])],
        dtype=np.int64,
    )


def year_of_origin(year_of_table: Callable[[str], tuple[int, str] | None], where: Where) -> Year | None:
    """Give the year that a file tells of itself: by the number of its table, or in the title above it."""
    table = year_of_table(where.herkomst)
    if table is not None:
        return Year(table[0], f"het nummer van de tabel ({table[1]})")
    year = None if "://" in where.herkomst else year_in_name(where.herkomst)
    return None if year is None else Year(year, "de titel boven de tabel")


def year_in_name(naam: str) -> int | None:
    """Give the one year in a file name; None when it has none or several."""
    found = set(_YEAR.findall(naam))
    return int(found.pop()) if len(found) == 1 else None


def rows_without_footers(header: Header, rows: Sequence[Row], where: Where) -> Selection:
    """Take every filled row under the header but footers that name the source; those are told."""
    filled = filled_rows(rows, header.rij + 1).tolist()
    footers = {i for i in filled if _is_footer(rows[i])}
    issues: tuple[Issue, ...] = ()
    if footers:
        issues = (kinds.REGELS_OVERGESLAGEN.at(where.place(), aantal=plural(len(footers), "regel", "regels")),)
    return Selection(np.array([i for i in filled if i not in footers], dtype=np.int64), issues)


def _is_footer(row: Row) -> bool:
    filled = (cell for cell in row if not isinstance(cell, str) or cell.strip())
    first, second = next(filled, None), next(filled, None)
    return second is None and isinstance(first, str) and bool(_FOOTER.match(first))
