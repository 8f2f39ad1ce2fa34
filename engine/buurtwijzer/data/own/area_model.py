"""Own areas of the user, as parts of buurten: what a dorp, cluster, complex or street is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from buurtwijzer.data.table import BuurtTable


@dataclass(frozen=True, slots=True)
class AreaPart:
    """A buurt, or the part of it, that lies in an own area.

    Attributes:
        code: Code of the buurt.
        rij: Its row in the table the areas were made of.
        aandeel: Share 0-1 of its residents and dwellings that lies in the area.
    """

    code: str
    rij: int
    aandeel: float

    @property
    def is_heel(self) -> bool:
        """Tell whether the whole buurt lies in the area."""
        return self.aandeel >= 1.0


@dataclass(frozen=True, slots=True)
class OwnArea:
    """An own area.

    Attributes:
        code: Own code, with the prefix that tells it from codes of CBS.
        naam: Name.
        soort: Word of the rulebook for what it is; empty when not said.
        delen: Its parts, ordered by code; at least one.
        inwoners: Own number of residents; None when not given.
        huishoudens: Own number of households; None when not given.
        eigen_bezit: Share 0-1 of the dwellings that the corporatie owns; None when not given.
    """

    code: str
    naam: str
    soort: str
    delen: tuple[AreaPart, ...]
    inwoners: float | None = None
    huishoudens: float | None = None
    eigen_bezit: float | None = None

    @property
    def is_deel(self) -> bool:
        """Tell whether it holds no whole buurt, so that no figure of a buurt is about it."""
        return not any(deel.is_heel for deel in self.delen)

    @property
    def is_heel(self) -> bool:
        """Tell whether it is made of whole buurten only."""
        return all(deel.is_heel for deel in self.delen)


@dataclass(frozen=True, slots=True, eq=False)
class OwnAreas:
    """Own areas of a table.

    Attributes:
        gebieden: By code.
        basis: The table before they were added: the buurten with their cells.
        naam: The list they come from: file, and sheet where it has one.
        sha256: Hash of that file.
    """

    gebieden: Mapping[str, OwnArea]
    basis: BuurtTable
    naam: str
    sha256: str
