"""What is written where in a user's sheet: decided outside, in plain row and column numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from buurtwijzer.reporting.written import Written


class Place(Protocol):
    """A column of ours in a sheet; positions from 0."""

    @property
    def naam(self) -> str:
        """Give the defined name that marks it."""

    @property
    def kolom(self) -> int:
        """Give its column."""

    @property
    def kop(self) -> int:
        """Give the row of its header."""

    @property
    def laatste(self) -> int:
        """Give its last row."""


@dataclass(frozen=True, slots=True, eq=False)
class WritePlan:
    """Results and their places.

    Attributes:
        blad: Name of the user's sheet.
        rijen: Row from 0 and the code of its area.
        geschreven: Columns and their values.
        kolommen: Per column of `geschreven`, in the same order, where it will stand.
        oud: Columns that are ours now; what is not written again there is emptied.
        laten: (row, column) from 0 of cells in those columns that are the user's: they stay, whatever they hold.
    """

    blad: str
    rijen: Mapping[int, str]
    geschreven: Written
    kolommen: Sequence[Place]
    oud: Sequence[Place]
    laten: Collection[tuple[int, int]] = ()
