"""A neutral sheet: columns with a kind, rows of plain values. Knows no Excel; a writer gives it its form."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np

from buurtwijzer.data.table import FloatArray

Cel = str | int | float | None
Rij = tuple[Cel, ...]


class CelSoort(StrEnum):
    """What a column holds; a writer picks alignment and number format from it."""

    TEKST = "tekst"
    LANGE_TEKST = "lange_tekst"
    CODE = "code"
    SCORE = "score"
    DRUKSCORE = "drukscore"
    PUNTEN = "punten"
    BAND = "band"
    VERSCHIL = "verschil"
    PROCENT = "procent"
    AANTAL = "aantal"
    GETAL = "getal"
    FIJN = "fijn"
    FIJN_VERSCHIL = "fijn_verschil"


class Rijen(Protocol):
    """Rows of which the number is known before they are made; they can be gone through more than once."""

    def __len__(self) -> int:
        """Give the number of rows."""

    def __iter__(self) -> Iterator[Rij]:
        """Go through the rows from the start."""


@dataclass(frozen=True, slots=True)
class LuieRijen:
    """Rows that are made while they are read, so that a national file never holds them all.

    Attributes:
        aantal: Number of rows.
        maak: Gives a fresh iterator over exactly that many rows.
    """

    aantal: int
    maak: Callable[[], Iterable[Rij]]

    def __len__(self) -> int:
        """Give the number of rows."""
        return self.aantal

    def __iter__(self) -> Iterator[Rij]:
        """Make the rows from the start."""
        return iter(self.maak())


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column of a sheet.

    Attributes:
        kop: Header; unique within the sheet.
        soort: Kind of its cells.
        breedte: Width in characters.
        uitleg: What the column means, in Dutch; empty when the header says it.
        begint_groep: Whether a group of columns that belong together starts here.
        gevouwen: Whether the column is folded away until the reader asks for everything ("kort / volledig").
        hoogstens: Most lines of this column that a row makes room for; the rest is read in the cell itself.
    """

    kop: str
    soort: CelSoort
    breedte: float
    uitleg: str = ""
    begint_groep: bool = False
    gevouwen: bool = False
    hoogstens: int = 20


@dataclass(frozen=True, slots=True)
class Blad:
    """A sheet: a header row and rows of equal length.

    Attributes:
        naam: Name of the sheet.
        tabel: Safe name of its table, unique in the workbook.
        kolommen: The columns.
        rijen: The rows; None is an empty cell, NaN does not occur.
        vast: How many columns stay in sight when scrolling.
        regels: Lines of text a row shows in a sheet that is too long to measure every row.
        zoom: How large the sheet opens on screen, in percent.
    """

    naam: str
    tabel: str
    kolommen: tuple[Kolom, ...]
    rijen: Rijen
    vast: int = 0
    regels: int = 1
    zoom: int = 100


def number(value: float, decimals: int = 4) -> float | None:
    """Turn a computed number into a cell: rounded, missing as an empty cell, never minus zero.

    Args:
        value: Number; NaN where there is none.
        decimals: Decimals kept, so that equal results give equal bytes.

    Raises:
        ValueError: The number is infinite, which no calculation may produce.
    """
    if math.isnan(value):
        return None
    if math.isinf(value):
        raise ValueError("oneindig getal in de uitkomst")
    return round(float(value), decimals) + 0.0


def numbers(values: FloatArray, decimals: int = 4) -> list[float | None]:
    """Turn a column of computed numbers into cells, as `number` does for one.

    Args:
        values: (n,) numbers; NaN where there is none.
        decimals: Decimals kept.

    Raises:
        ValueError: A number is infinite.
    """
    if np.isinf(values).any():
        raise ValueError("oneindig getal in de uitkomst")
    rounded: list[float] = (np.round(values, decimals) + 0.0).tolist()
    return [None if value != value else value for value in rounded]  # noqa: PLR0124 - only NaN differs from itself


def counts(values: FloatArray) -> list[int | None]:
    """Turn a column of counts into cells; None where unknown."""
    return [None if value is None else int(value) for value in numbers(values, 0)]


def count(value: float) -> int | None:
    """Turn a count into a cell; None where it is unknown."""
    rounded = number(value, 0)
    return None if rounded is None else int(rounded)
