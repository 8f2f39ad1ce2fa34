"""What the valuation knows of an area: how many people, and the figures that tell how often something happens there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from buurtwijzer.core.places import place_in
from buurtwijzer.data.indicators import MATEN
from buurtwijzer.data.table import BuurtTable, State

ONBEKEND = "het gebied"
"""What stands for the place of a figure that came from no file, such as one typed in a plan."""


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where a figure of an area stands.

    Attributes:
        plaats: File, sheet and cell, and the year.
        is_gemeten: Whether it was measured; an estimate, or a figure filled in, is an assumption.
    """

    plaats: str
    is_gemeten: bool


def nowhere(_: str) -> Herkomst | None:
    """Give no origin: for an area that was not read from a file."""
    return None


@dataclass(frozen=True, slots=True)
class Gebied:
    """An area.

    Attributes:
        code: Its code.
        naam: Its name.
        inwoners: Residents; None when unknown.
        huishoudens: Households; None when unknown.
        cijfers: Per indicator its value, in the unit of the indicator; unknown ones are absent.
        jaren: Per indicator the year of that value.
        herkomst: Gives for an indicator, and for ``inwoners`` and ``huishoudens``, where it stands; asked when needed.
    """

    code: str
    naam: str
    inwoners: float | None
    huishoudens: float | None
    cijfers: Mapping[str, float]
    jaren: Mapping[str, int]
    herkomst: Callable[[str], Herkomst | None] = field(default=nowhere, compare=False)

    def plaats(self, naam: str) -> str:
        """Give where a figure stands, in words."""
        found = self.herkomst(naam)
        return ONBEKEND if found is None else found.plaats


def areas_of(table: BuurtTable) -> dict[str, Gebied]:
    """Give every area of a table by its code."""
    return {code: _area(table, row) for row, code in enumerate(table.code)}


def _area(table: BuurtTable, row: int) -> Gebied:
    known = [number for number in range(len(table.indicatoren)) if np.isfinite(table.values[row, number])]
    return Gebied(
        table.code[row],
        table.naam[row],
        _known(float(table.inwoners[row])),
        _known(float(table.huishoudens[row])),
        {table.indicatoren[number]: float(table.values[row, number]) for number in known},
        {table.indicatoren[number]: int(table.jaar[row, number]) for number in known},
        partial(_origin, table, row),
    )


def _origin(table: BuurtTable, row: int, naam: str) -> Herkomst | None:
    if naam in MATEN.values():
        return _size(table, row, naam)
    if naam not in table.indicatoren:
        return None
    number = table.column(naam)
    place = " / ".join(str(cell) for cell in table.places(row, naam)) or ONBEKEND
    measured = State(int(table.state[row, number])) is State.GEMETEN
    return Herkomst(f"{place} ({int(table.jaar[row, number])})", measured)


def _size(table: BuurtTable, row: int, naam: str) -> Herkomst | None:
    """Give where the number of residents or households stands: the row of the latest file with sizes."""
    files = [at for at, file in enumerate(table.bestanden) if file.draagt_inwoners and table.rij[row, at] > 0]
    if not files:
        return None
    at = max(files, key=lambda number: table.bestanden[number].jaar)
    file = table.bestanden[at]
    columns = {
        column
        for use in table.kolomgebruik
        if use.bestand == at and not use.bestanden
        for header, column in use.kolommen
        if MATEN.get(header) == naam
    }
    place = place_in(file.naam, file.blad, int(table.rij[row, at]), min(columns, default=0) or None)
    return Herkomst(f"{place} ({file.jaar})", is_gemeten=True)


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None
