"""A neutral calculation sheet: cells with texts, numbers and formulas, charts and choices. Knows no program.

A writer gives it its form: a file (`write`), or a workbook that stands open. Rows and columns count from 0. What a
chart, a choice or a rule of appearance refers to is a `Bereik`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from buurtwijzer.reporting.cells import column_letter

_LITERAL = 120
"""Signs of one text in a formula, before quotes are doubled; a worksheet takes 255."""
_LINE = re.compile(r"^r(?=\d)")


@dataclass(frozen=True, slots=True)
class Formule:
    """A live formula.

    Attributes:
        tekst: The formula in English as it stands in a file, without the equals sign in front.
        waarde: What the engine computed for it.
    """

    tekst: str
    waarde: float | str


Inhoud = str | float | date | Formule | None


@dataclass(frozen=True, slots=True)
class Rekencel:
    """A cell: what stands in it, and the name of its look (`stijlen.look`)."""

    inhoud: Inhoud
    stijl: str


@dataclass(frozen=True, slots=True)
class Bereik:
    """A block of cells on a sheet.

    Attributes:
        blad: Name of the sheet.
        rij: First row.
        kolom: First column.
        rijen: Number of rows.
        kolommen: Number of columns.
    """

    blad: str
    rij: int
    kolom: int
    rijen: int = 1
    kolommen: int = 1

    @property
    def lokaal(self) -> str:
        """Give its address on its own sheet, e.g. ``D5:H5``."""
        first = f"{column_letter(self.kolom)}{self.rij + 1}"
        if self.rijen == self.kolommen == 1:
            return first
        return f"{first}:{column_letter(self.kolom + self.kolommen - 1)}{self.rij + self.rijen}"

    @property
    def vast(self) -> str:
        """Give its address with the sheet, which does not move when copied, e.g. ``'Scenario''s'!$D$5:$H$5``."""
        corners = [(self.rij, self.kolom), (self.rij + self.rijen - 1, self.kolom + self.kolommen - 1)]
        ends = [f"${column_letter(column)}${row + 1}" for row, column in corners]
        return f"{quoted(self.blad)}!{':'.join(dict.fromkeys(ends))}"


def quoted(blad: str) -> str:
    """Give the name of a sheet as a formula writes it."""
    return blad if blad.isalnum() and blad.isascii() and not blad[0].isdigit() else "'" + blad.replace("'", "''") + "'"


def long_text(tekst: str) -> str:
    """Give a text as a formula writes it, in parts that a worksheet takes."""
    parts = [tekst[at : at + _LITERAL] for at in range(0, len(tekst), _LITERAL)] or [""]
    return "&".join('"' + part.replace('"', '""') + '"' for part in parts)


def defined_name(naam: str) -> str:
    """Give the name in a workbook of an input of the engine.

    Excel takes a name that begins with r1 or c1 for a row or column, whatever follows, and repairs the file; so the
    number of a line of the plan follows a whole word.

    Example:
        >>> defined_name("r12_bedrag"), defined_name("discontovoet")
        ('regel12_bedrag', 'discontovoet')
    """
    return _LINE.sub("regel", naam)


@dataclass(frozen=True, slots=True)
class Keuze:
    """What may be typed in a cell; anything else, such as text, is refused.

    Attributes:
        waar: The cells.
        soort: A number, a whole number, a date, or a text of at most 255 signs.
        minimum: Least value; None without.
        maximum: Largest.
        titel: Heading of the note beside the cell, at most 32 signs.
        uitleg: That note, at most 255 signs.
        fout: What is said when something else is typed, at most 255 signs.
    """

    waar: Bereik
    soort: Literal["getal", "geheel", "datum", "tekst"]
    minimum: float | None
    maximum: float | None
    titel: str
    uitleg: str
    fout: str


@dataclass(frozen=True, slots=True)
class Kleurregel:
    """A look that cells get while they hold a certain number or text, or while a formula holds.

    Attributes:
        waar: The cells.
        gelijk_aan: The number or text; for a formula empty.
        stijl: The look.
        formule: A condition in place of a value, written for the first cell.
    """

    waar: Bereik
    gelijk_aan: float | str
    stijl: str
    formule: str = ""


@dataclass(frozen=True, slots=True)
class Reeks:
    """A series of a chart.

    Attributes:
        naam: Its name.
        labels: Cells with the names of its points, or their x for a line.
        waarden: Cells with its values.
        kleur: Its colour as ``#RRGGBB``; None makes it invisible: the base that others stand on.
        dikte: Of a line, in points: a thick one stays in sight under a thin one.
    """

    naam: str
    labels: Bereik
    waarden: Bereik
    kleur: str | None
    dikte: float = 1.5


@dataclass(frozen=True, slots=True)
class Grafiek:
    """A native chart.

    Attributes:
        soort: Stacked columns, stacked bars (first row on top) or a line through points.
        titel: Its title.
        alt: What a reader who cannot see it should know.
        reeksen: Its series; they read cells, so the chart lives.
        rij: Row of its top left corner.
        kolom: Column of it.
        breedte: Width in pixels.
        hoogte: Height.
        getal: Number format of the axis of values.
        as_labels: Title of the axis of names, or of x.
        as_waarden: Title of the axis of values.
        legenda: Whether the names of the series are shown.
        stap: Step between the marks of x of a line, 1 for years; 0 leaves it to the program.
    """

    soort: Literal["kolommen", "staven", "lijn"]
    titel: str
    alt: str
    reeksen: tuple[Reeks, ...]
    rij: int
    kolom: int
    breedte: int = 760
    hoogte: int = 360
    getal: str = "#,##0"
    as_labels: str = ""
    as_waarden: str = ""
    legenda: bool = False
    stap: float = 0.0


@dataclass(frozen=True, slots=True)
class Afdruk:
    """How a sheet is printed: one page wide, on its side unless said otherwise.

    Attributes:
        rijen: Number of rows from the top that come back on every page.
        einden: Rows before which a new page begins.
        tot_rij: Row before which print ends: what a chart reads and nobody has to see on paper stands below; None
            prints all.
        staand: Whether it stands upright, as a letter.
    """

    rijen: int = 0
    einden: tuple[int, ...] = ()
    tot_rij: int | None = None
    staand: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Rekenblad:
    """A calculation sheet; no cells are merged.

    Attributes:
        naam: Name of the sheet.
        cellen: Its cells by row and column.
        breedtes: Width per column in characters.
        hoogtes: Height per row in points; other rows have one line.
        vaste_rijen: Rows that stay in sight.
        vaste_kolommen: Columns that stay in sight.
        namen: Defined names and the cell they stand for.
        stappen: Where inputs and formulas of the model stand on this sheet, by the name the engine has for them.
        keuzes: What may be typed where.
        kleuren: Looks that follow values.
        grafieken: Its charts.
        afdruk: How it prints.
        tabkleur: Colour of its tab; empty without.
    """

    naam: str
    cellen: Mapping[tuple[int, int], Rekencel]
    breedtes: Mapping[int, float]
    hoogtes: Mapping[int, float] = field(default_factory=dict)
    vaste_rijen: int = 0
    vaste_kolommen: int = 0
    namen: Mapping[str, Bereik] = field(default_factory=dict)
    stappen: Mapping[str, Bereik] = field(default_factory=dict)
    keuzes: tuple[Keuze, ...] = ()
    kleuren: tuple[Kleurregel, ...] = ()
    grafieken: tuple[Grafiek, ...] = ()
    afdruk: Afdruk = Afdruk()
    tabkleur: str = ""
