"""What stands beside an area: comparable areas, its gemeente, everywhere; the same areas in every year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.codes import gemeente_code
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.timeline.model import Beside, Group
from buurtwijzer.evidence.timeline.panels import Panel
from buurtwijzer.evidence.timeline.years import Years
from buurtwijzer.peers.nearest import find_peers
from buurtwijzer.rulebook.model import Rulebook

_DECIMALS = 6
_PLURAL = {"buurt": "buurten", "wijk": "wijken", "gemeente": "gemeenten"}
BoolArray = npt.NDArray[np.bool_]
Used = Sequence[tuple[int, BoolArray]]
"""The years of a timeline, each with the (p,) parts that take part in it."""


class Others:
    """The other areas of a level.

    Args:
        years: All areas of the level.
        rulebook: How many areas are enough.
        groot: (y, n) whether an area is large enough for a number.
    """

    def __init__(self, years: Years, rulebook: Rulebook, groot: BoolArray) -> None:
        self._years = years
        self._rulebook = rulebook
        self.groot = groot
        self._gemeente = np.array([gemeente_code(code) or "" for code in years.codes])
        wanted = [kenmerk.indicator for kenmerk in rulebook.vergelijking["samenstelling"].kenmerken]
        last = len(years.figures.jaren) - 1
        self._composed = years.table(last, {name: years.nearest(name)[last] for name in wanted})
        self._needed = max(1, round(rulebook.getal("vergelijkbaar", "minimaal_n")))

    def beside(self, panel: Panel, row: int, used: Used) -> Circle:
        """Choose who stands beside one area: only areas that have the same parts in the same years.

        Args:
            panel: What is followed.
            row: The area.
            used: The years and their parts.
        """
        complete = np.full(len(self._gemeente), bool(used), dtype=np.bool_)
        for year, chosen in used:
            complete &= self.groot[year] & panel.aanwezig[year][chosen].all(axis=0)
        own = self._gemeente == self._gemeente[row]
        members = (
            self._enough(self._near(row, np.flatnonzero(complete))),
            self._enough(np.flatnonzero(complete & own)),
            self._enough(np.flatnonzero(complete) if (complete & ~own).any() else np.zeros(0, dtype=np.int64)),
        )
        return Circle(members, self._weights(), self._names(row, members))

    def _near(self, row: int, among: IntArray) -> IntArray:
        """Find the comparable areas of an area among some, on what they were in the last year that says so."""
        found = find_peers(self._composed.take(np.array([row])), self._composed.take(among), self._rulebook).buren[0]
        return np.asarray(among[found[found >= 0]])

    def _enough(self, rows: IntArray) -> IntArray:
        return rows if len(rows) >= self._needed else rows[:0]

    def _weights(self) -> FloatArray:
        """Give (n,) residents, the same in every year: a mean may not change because people moved between areas."""
        return np.asarray(np.nan_to_num(self._years.inwoners[-1]))

    def _names(self, row: int, members: tuple[IntArray, IntArray, IntArray]) -> tuple[str, str, str]:
        figures, place = self._years.figures, int(self._years.rijen[row])
        many = _PLURAL.get(figures.niveau[place].value, "gebieden")
        whole = len(np.unique(self._gemeente[members[2]])) >= self._rulebook.getal("tijdlijn", "landelijk_gemeenten_n")
        return (
            f"vergelijkbare {many}",
            f"gemeente {figures.gemeente[place]}",
            "Nederland" if whole else f"alle {many} in de bestanden",
        )


@dataclass(frozen=True, slots=True, eq=False)
class Circle:
    """Who stands beside one area.

    Attributes:
        leden: Rows of comparable areas, of the gemeente and of everywhere; none where there are too few.
        gewicht: (n,) weight of every area in the last two.
        namen: What they are called.
    """

    leden: tuple[IntArray, IntArray, IntArray]
    gewicht: FloatArray
    namen: tuple[str, str, str]

    def groups(self) -> tuple[Group, Group, Group]:
        """Give who they are."""
        one, two, three = (Group(name, len(rows)) for name, rows in zip(self.namen, self.leden, strict=True))
        return one, two, three

    def mean(self, values: FloatArray) -> Beside:
        """Give the means of (n,) values."""
        near, gemeente, everywhere = self.leden
        return Beside(
            float(np.round(values[near].mean(), _DECIMALS)) if len(near) else float("nan"),
            self._weighted(values, gemeente),
            self._weighted(values, everywhere),
        )

    def _weighted(self, values: FloatArray, rows: IntArray) -> float:
        total = self.gewicht[rows].sum()
        return float(np.round((values[rows] * self.gewicht[rows]).sum() / total, _DECIMALS)) if total > 0 else np.nan
