"""What the valuation knows of an area: how many people, and the figures that tell how often something happens there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import BuurtTable


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
    """

    code: str
    naam: str
    inwoners: float | None
    huishoudens: float | None
    cijfers: Mapping[str, float]
    jaren: Mapping[str, int]


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
    )


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None
