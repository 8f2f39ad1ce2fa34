"""What leads for an area: strengths, attention points and what stands out, ordered by deviation from comparable areas.

No ranking between areas is made anywhere: every list is about one area.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.interventions.model import Advies
from buurtwijzer.reporting.levels import Niveaus
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores

_RAISED = 3


@dataclass(frozen=True, slots=True)
class Bevinding:
    """A score of one area that is worth naming.

    Attributes:
        soort: Kind of outcome.
        id: Id of the outcome.
        naam: Name on screen.
        score: 0-100.
        vergelijkbaar: Mean of comparable areas, or None when there are too few.
    """

    soort: OutcomeKind
    id: str
    naam: str
    score: float
    vergelijkbaar: float | None

    @property
    def verschil(self) -> float:
        """Give the score against comparable areas; 0 when there are too few of these."""
        return 0.0 if self.vergelijkbaar is None else self.score - self.vergelijkbaar


@dataclass(frozen=True, slots=True)
class Findings:
    """Makes the lists of one area with the boundaries of the rulebook.

    Attributes:
        assessment: The result.
        niveaus: Boundaries of the levels of an attention point.
        opvallend: Least difference in points from comparable areas that is worth a sentence.
        sterk: Score from which a strength is strong whatever comparable areas have.
    """

    assessment: Assessment
    niveaus: Niveaus
    opvallend: float
    sterk: float

    @classmethod
    def of(cls, assessment: Assessment) -> Findings:
        """Take the boundaries from the rulebook of the result."""
        rulebook = assessment.rulebook
        return cls(
            assessment,
            Niveaus.from_rulebook(rulebook),
            rulebook.getal("zekerheid", "opvallend_punten"),
            rulebook.getal("zekerheid", "sterk_punten"),
        )

    def krachten(self, row: int) -> tuple[Bevinding, ...]:
        """Give the strengths: clearly stronger than comparable areas, or strong as such."""
        scored = self._scored(self.assessment.of_kind(OutcomeKind.KRACHT), row)
        return _by_deviation(b for b in scored if b.verschil >= self.opvallend or b.score >= self.sterk)

    def aandachtspunten(self, row: int) -> tuple[Bevinding, ...]:
        """Give the attention points: clearly more than comparable areas, or raised in the country."""
        scored = self._scored(self.assessment.of_kind(OutcomeKind.RISICO), row)
        return _by_deviation(
            b for b in scored if b.verschil >= self.opvallend or self.niveaus.klasse(b.score) >= _RAISED
        )

    def opvallende(self, row: int) -> tuple[Bevinding, ...]:
        """Give what clearly differs from comparable areas, in either direction, largest first, one a leefgebied."""
        differing = [b for b in self._scored(self.assessment.uitkomsten, row) if abs(b.verschil) >= self.opvallend]
        by_theme: dict[str, Bevinding] = {}
        for found in sorted(differing, key=lambda b: (-abs(b.verschil), b.soort, b.id)):
            by_theme.setdefault(self._theme(found), found)
        return tuple(by_theme.values())

    def _theme(self, found: Bevinding) -> str:
        is_risk = found.soort is OutcomeKind.RISICO
        return self.assessment.rulebook.risicos[found.id].leefgebied if is_risk else found.id

    def has_comparison(self, row: int) -> bool:
        """Tell whether any score of the area can be compared."""
        return any(b.vergelijkbaar is not None for b in self._scored(self.assessment.uitkomsten, row))

    def adviezen(self, row: int) -> tuple[Advies, ...]:
        """Give the interventions that may be advised, in the order of the assessment."""
        return tuple(advies for advies in self.assessment.adviezen[row] if advies.is_advies)

    def _scored(self, outcomes: Iterable[OutcomeScores], row: int) -> list[Bevinding]:
        return [_finding(outcome, row) for outcome in outcomes if np.isfinite(outcome.score[row])]


def _by_deviation(found: Iterable[Bevinding]) -> tuple[Bevinding, ...]:
    return tuple(sorted(found, key=lambda b: (-b.verschil, -b.score, b.id)))


def _finding(outcome: OutcomeScores, row: int) -> Bevinding:
    comparable = float(outcome.vergelijkbaar[row])
    return Bevinding(
        soort=outcome.soort,
        id=outcome.id,
        naam=outcome.naam,
        score=float(outcome.score[row]),
        vergelijkbaar=None if np.isnan(comparable) else comparable,
    )
