"""What a sheet wears besides its cells: looks, what may be typed, colours that follow values, and charts.

A program that has a way of its own gives it as ``dressing`` of a sheet of its engine; see `Dressing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from buurtwijzer.reporting.rekenbladen.model import Afdruk, Bereik, Grafiek, Keuze, Kleurregel
from buurtwijzer.reporting.rekenbladen.stijlen import Look
from buurtwijzer_excel.engines.addresses import Area

CHART_MARK = "Buurtwijzer grafiek "
"""How the names of our charts begin; any other drawing on a sheet is the user's."""
CHART_INK, CHART_LINE = "#1F2933", "#C8D0D8"


@dataclass(frozen=True, slots=True)
class Keuzelijst:
    """A list to choose from; what is not in it may be typed too, and is checked when the sheet is read.

    Attributes:
        waar: The cells.
        bron: The cells that hold the list, or the words themselves: at most 255 signs with what stands between.
        titel: Heading of the note beside the cell, at most 32 signs.
        uitleg: That note, at most 255 signs.
    """

    waar: Bereik
    bron: Bereik | tuple[str, ...]
    titel: str
    uitleg: str


@dataclass(frozen=True, slots=True)
class Wear:
    """A look and the cells that get it."""

    look: Look
    areas: tuple[Area, ...]


class Dressing(Protocol):
    """Dresses one sheet. Each of these takes the place of what was there of its kind, of charts only of ours."""

    def wear(self, looks: Sequence[Wear]) -> None:
        """Give cells their looks."""

    def allow(self, keuzes: Sequence[Keuze | Keuzelijst]) -> None:
        """Watch over what is typed, and offer lists."""

    def color(self, regels: Sequence[Kleurregel]) -> None:
        """Let looks follow values."""

    def draw(self, grafieken: Sequence[Grafiek]) -> None:
        """Draw charts."""

    def print_wide(self, afdruk: Afdruk) -> None:
        """Let the sheet print on its side, one page wide."""

    def lock(self) -> None:
        """Refuse typing in cells that are not open, without a password; looking and making room stay allowed."""

    def unlock(self) -> None:
        """Lift that, so that we can write."""


def indents(look: Look) -> bool:
    """Tell whether some room is left beside the text."""
    return look.inspringen and not look.krimp


def area_of(waar: Bereik) -> Area:
    """Give cells counted from 1."""
    return Area(waar.rij + 1, waar.kolom + 1, waar.rijen, waar.kolommen)
