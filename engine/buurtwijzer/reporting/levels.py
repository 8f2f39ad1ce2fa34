"""Level of an attention point in the country: five classes with four boundaries, and whether a score is near one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.levels import boundaries


@dataclass(frozen=True, slots=True)
class Niveaus:
    """Boundaries between the five levels of every outcome.

    Attributes:
        landelijk: Per outcome id the four boundaries in the country, ascending.
        overig: The boundaries of every other outcome.
        marge: Distance to a boundary within which a score is called ``op de grens``.
    """

    landelijk: Mapping[str, tuple[float, ...]]
    overig: tuple[float, ...]
    marge: float

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> Niveaus:
        """Take the boundaries of the country, else of the parameters, and the margin from ``zekerheid.yaml``."""
        entries = () if rulebook.landelijk is None else rulebook.landelijk.uitkomsten
        return cls(
            {entry.uitkomst: boundaries(rulebook, entry.uitkomst) for entry in entries},
            boundaries(rulebook, ""),
            rulebook.getal("zekerheid", "op_de_grens_punten"),
        )

    def grenzen(self, uitkomst: str) -> tuple[float, ...]:
        """Give the four boundaries of an outcome; a score on a boundary is in the higher class."""
        return self.landelijk.get(uitkomst, self.overig)

    def klasse(self, uitkomst: str, score: float) -> int:
        """Give the class of a score: 0 (laag) to 4 (hoog)."""
        return bisect_right(self.grenzen(uitkomst), score)

    def is_op_de_grens(self, uitkomst: str, score: float) -> bool:
        """Tell whether a score stands so near a boundary that it could as well be in the next class."""
        return any(abs(score - grens) <= self.marge for grens in self.grenzen(uitkomst))
