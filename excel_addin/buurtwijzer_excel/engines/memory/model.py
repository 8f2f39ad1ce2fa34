"""A workbook in plain Python: what the engine works on. Knows neither xlwings nor JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from buurtwijzer_excel.engines.addresses import Area, parse_reference
from buurtwijzer_excel.workbook.ownership import quoted

TEXT_FORMAT = "@"
STANDARD_FORMAT = "General"
STANDARD_WIDTH = 8.43
_DEFAULTS: dict[str, Any] = {
    "number_format": STANDARD_FORMAT,
    "color": None,
    "bold": False,
    "italic": False,
    "font_color": (0, 0, 0),
    "font_size": 11.0,
    "font_name": "Calibri",
    "wrap_text": False,
    "horizontal_alignment": "general",
    "vertical_alignment": "bottom",
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that is computed; this engine computes nothing and keeps the value it came with."""

    tekst: str
    waarde: Any = None


@dataclass(slots=True)
class TableModel:
    """A table of Excel."""

    naam: str
    gebied: Area
    kop: bool = True


@dataclass(slots=True, eq=False)
class NameModel:
    """A defined name; with a sheet it is local to that sheet."""

    naam: str
    verwijzing: str
    blad: SheetModel | None = None


@dataclass(slots=True, eq=False)
class SheetModel:
    """A sheet: cells by (row, column) from 1, only those that are filled or have a format of their own."""

    naam: str
    cellen: dict[tuple[int, int], Any] = field(default_factory=dict)
    opmaak: dict[str, dict[tuple[int, int], Any]] = field(default_factory=dict)
    breedtes: dict[int, float] = field(default_factory=dict)
    hoogtes: dict[int, float] = field(default_factory=dict)
    verborgen: set[int] = field(default_factory=set)
    samengevoegd: list[Area] = field(default_factory=list)
    tabellen: list[TableModel] = field(default_factory=list)
    notities: dict[tuple[int, int], str] = field(default_factory=dict)
    keuzes: list[dict[str, Any]] = field(default_factory=list)
    kleuren: list[dict[str, Any]] = field(default_factory=list)
    grafieken: list[dict[str, Any]] = field(default_factory=list)
    beveiligd: bool = False
    zichtbaar: bool = True

    def read(self, area: Area) -> list[list[Any]]:
        """Give the values of an area, row by row; None for an empty cell."""
        get = self.cellen.get
        columns = range(area.column, area.last_column + 1)
        found = ([get((row, column)) for column in columns] for row in range(area.row, area.last_row + 1))
        return [[cell.waarde if isinstance(cell, Formula) else cell for cell in row] for row in found]

    def write(self, area: Area, values: list[list[Any]]) -> None:
        """Put values in an area, each as Excel would take it."""
        texts = self.opmaak.get("number_format", {})
        for row, line in enumerate(values, start=area.row):
            for column, value in enumerate(line, start=area.column):
                cell = entered(value, as_text=texts.get((row, column)) == TEXT_FORMAT)
                if cell is None:
                    self.cellen.pop((row, column), None)
                else:
                    self.cellen[row, column] = cell

    def formats(self, kind: str, area: Area) -> Any:
        """Give a format that all cells of an area share; None when they differ."""
        own = self.opmaak.get(kind, {})
        standard = _DEFAULTS[kind]
        first = own.get((area.row, area.column), standard)
        if not own:
            return first
        return first if all(own.get(cell, standard) == first for cell in cells_of(area)) else None

    def set_format(self, kind: str, area: Area, value: Any) -> None:
        """Give all cells of an area the same format."""
        own = self.opmaak.setdefault(kind, {})
        if value == _DEFAULTS[kind]:
            for cell in cells_of(area):
                own.pop(cell, None)
        else:
            own.update(dict.fromkeys(cells_of(area), value))

    def clear_formats(self, area: Area) -> None:
        """Take all formats from an area."""
        for kind in list(self.opmaak):
            self.set_format(kind, area, _DEFAULTS[kind])

    def used(self) -> Area:
        """Give the smallest area from the first to the last cell in use."""
        used = [*self.cellen, *(cell for own in self.opmaak.values() for cell in own)]
        if not used:
            return Area(1, 1, 1, 1)
        top, bottom = min(row for row, _ in used), max(row for row, _ in used)
        left, right = min(column for _, column in used), max(column for _, column in used)
        return Area(top, left, bottom - top + 1, right - left + 1)


@dataclass(slots=True, eq=False)
class BookModel:
    """A workbook.

    Attributes:
        naam: File name.
        pad: Whole name of the file or its web address; just the file name when it was never saved.
        bladen: The sheets in order.
        namen: Defined names of the workbook and of its sheets.
        actief: The sheet in front.
        selectie: Areas that are selected on it; empty when something else than cells is selected.
    """

    naam: str
    pad: str = ""
    bladen: list[SheetModel] = field(default_factory=list)
    namen: list[NameModel] = field(default_factory=list)
    actief: SheetModel | None = None
    selectie: tuple[Area, ...] = (Area(1, 1, 1, 1),)

    def sheet(self, naam: str) -> SheetModel | None:
        """Find a sheet as Excel compares names."""
        return next((blad for blad in self.bladen if blad.naam.casefold() == naam.casefold()), None)

    def rename(self, blad: SheetModel, naam: str) -> None:
        """Rename a sheet; the names that refer to it follow."""
        for name in self.namen:
            found = parse_reference(name.verwijzing)
            if found and found[0].casefold() == blad.naam.casefold():
                name.verwijzing = f"={quoted(naam)}!{found[1].address()}"
        blad.naam = naam

    def remove(self, blad: SheetModel) -> None:
        """Remove a sheet with its own names; a name of the workbook that refers to it is broken from then on."""
        position = self.bladen.index(blad)
        self.bladen.remove(blad)
        self.namen = [name for name in self.namen if name.blad is not blad]
        for name in self.namen:
            found = parse_reference(name.verwijzing)
            if found and found[0].casefold() == blad.naam.casefold():
                name.verwijzing = "=#REF!"
        if self.actief is blad:
            self.actief = self.bladen[min(position, len(self.bladen) - 1)]
            self.selectie = (Area(1, 1, 1, 1),)


@dataclass(slots=True, eq=False)
class ProgramModel:
    """A program with workbooks.

    Attributes:
        boeken: The open workbooks, the one in front first.
        aantal: How often cells were read and written, in calls.
        berichten: The messages that were shown.
        voortgang: What stood in the status bar, one after the other.
        stand: Settings of the program by xlwings' names.
    """

    boeken: list[BookModel] = field(default_factory=list)
    aantal: Counter[str] = field(default_factory=Counter)
    berichten: list[dict[str, Any]] = field(default_factory=list)
    voortgang: list[str] = field(default_factory=list)
    stand: dict[str, Any] = field(
        default_factory=lambda: {
            "screen_updating": True,
            "display_alerts": True,
            "enable_events": True,
            "interactive": True,
            "visible": False,
            "calculation": "automatic",
            "status_bar": False,
            "cut_copy_mode": None,
        }
    )


def entered(value: Any, *, as_text: bool) -> Any:
    """Give a cell as Excel takes what is put in it.

    Text stays text, also ``0363``. A first apostrophe goes: it says that the rest is text. An equals sign makes a
    formula, except in a cell with the format for text.
    """
    match value:
        case None | "":
            return None
        case bool() | date() | datetime() | Formula():
            return value
        case int() | float():
            return None if value != value else float(value)  # noqa: PLR0124 - only NaN differs from itself
        case str() if value.startswith("'"):
            return value[1:]
        case str() if value.startswith("=") and len(value) > 1 and not as_text:
            return Formula(value)
        case _:
            return str(value)


def cells_of(area: Area) -> Iterator[tuple[int, int]]:
    """Go through the cells of an area."""
    columns = range(area.column, area.last_column + 1)
    return ((row, column) for row in range(area.row, area.last_row + 1) for column in columns)
