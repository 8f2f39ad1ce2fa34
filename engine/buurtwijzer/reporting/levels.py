"""Level of an attention point in the country: five classes with four boundaries, and whether a score is near one."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from buurtwijzer.rulebook.model import Rulebook

_BOUNDARIES = ("laag_tot", "licht_tot", "gemiddeld_tot", "verhoogd_tot")


@dataclass(frozen=True, slots=True)
class Niveaus:
    """Boundaries between the five levels of an attention point.

    Attributes:
        grenzen: The four boundaries, ascending; a score on a boundary is in the higher class.
        marge: Distance to a boundary within which a score is called ``op de grens``.
    """

    grenzen: tuple[float, ...]
    marge: float

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> Niveaus:
        """Take the boundaries from ``parameters/niveaus.yaml`` and the margin from ``zekerheid.yaml``."""
        return cls(
            tuple(rulebook.getal("niveaus", name) for name in _BOUNDARIES),
            rulebook.getal("zekerheid", "op_de_grens_punten"),
        )

    def klasse(self, score: float) -> int:
        """Give the class of a score: 0 (laag) to 4 (hoog)."""
        return bisect_right(self.grenzen, score)

    def is_op_de_grens(self, score: float) -> bool:
        """Tell whether a score stands so near a boundary that it could as well be in the next class."""
        return any(abs(score - grens) <= self.marge for grens in self.grenzen)
