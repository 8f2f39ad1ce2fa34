"""A neutral sheet: columns with a kind, rows of plain values. Knows no Excel; a writer gives it its form."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column of a sheet.

    Attributes:
        kop: Header; unique within the sheet.
        soort: Kind of its cells.
        breedte: Width in characters.
        uitleg: What the column means, in Dutch; empty when the header says it.
        begint_groep: Whether a group of columns that belong together starts here.
    """

    kop: str
    soort: CelSoort
    breedte: float
    uitleg: str = ""
    begint_groep: bool = False


@dataclass(frozen=True, slots=True)
class Blad:
    """A sheet: a header row and rows of equal length.

    Attributes:
        naam: Name of the sheet.
        tabel: Safe name of its table, unique in the workbook.
        kolommen: The columns.
        rijen: The rows; None is an empty cell, NaN does not occur.
        vast: How many columns stay in sight when scrolling.
    """

    naam: str
    tabel: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[Rij, ...]
    vast: int = 0


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


def count(value: float) -> int | None:
    """Turn a count into a cell; None where it is unknown."""
    rounded = number(value, 0)
    return None if rounded is None else int(rounded)
