"""What leads for an area: strengths, attention points and what stands out, ordered by deviation from comparable areas.

No ranking between areas is made anywhere: every list is about one area.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.interventions.model import Advies, Antwoord
from buurtwijzer.reporting.levels import Niveaus
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores

_RAISED = 3
_EVIDENCE_NONE = "E0"


@dataclass(frozen=True, slots=True)
class Bevinding:
    """A score of one area that is worth naming.

    Attributes:
        soort: Kind of outcome.
        id: Id of the outcome.
        naam: Name on screen.
        score: 0-100.
        vergelijkbaar: Mean of comparable areas, or None when there are too few.
        klasse: Level in the country, 0 (lowest) to 4.
        is_op_de_grens: Whether the level could as well be the next one.
    """

    soort: OutcomeKind
    id: str
    naam: str
    score: float
    vergelijkbaar: float | None
    klasse: int
    is_op_de_grens: bool

    @property
    def verschil(self) -> float:
        """Give the score against comparable areas; 0 when there are too few of these."""
        return 0.0 if self.vergelijkbaar is None else self.score - self.vergelijkbaar


@dataclass(frozen=True, slots=True)
class Findings:
    """Makes the lists of one area with the boundaries of the rulebook.

    Attributes:
        assessment: The result.
        niveaus: Boundaries of the levels.
        opvallend: Least difference in points from comparable areas that is worth a sentence.
    """

    assessment: Assessment
    niveaus: Niveaus
    opvallend: float

    @classmethod
    def of(cls, assessment: Assessment) -> Findings:
        """Take the boundaries from the rulebook of the result."""
        rulebook = assessment.rulebook
        return cls(assessment, Niveaus.from_rulebook(rulebook), rulebook.getal("zekerheid", "opvallend_punten"))

    def krachten(self, row: int) -> tuple[Bevinding, ...]:
        """Give the strengths: clearly stronger than comparable areas, or strong in the country."""
        return self._leading(OutcomeKind.KRACHT, row)

    def aandachtspunten(self, row: int) -> tuple[Bevinding, ...]:
        """Give the attention points: clearly more than comparable areas, or raised in the country."""
        return self._leading(OutcomeKind.RISICO, row)

    def opvallende(self, row: int) -> tuple[Bevinding, ...]:
        """Give everything that clearly differs from comparable areas, in either direction, largest first."""
        differing = [b for b in self._scored(self.assessment.uitkomsten, row) if abs(b.verschil) >= self.opvallend]
        return tuple(sorted(differing, key=lambda b: (-abs(b.verschil), b.soort, b.id)))

    def has_comparison(self, row: int) -> bool:
        """Tell whether any score of the area can be compared."""
        return any(b.vergelijkbaar is not None for b in self._scored(self.assessment.uitkomsten, row))

    def adviezen(self, row: int) -> tuple[Advies, ...]:
        """Give the interventions that may be advised, in the order of the assessment."""
        return tuple(advies for advies in self.assessment.adviezen[row] if advies.is_advies)

    def _leading(self, soort: OutcomeKind, row: int) -> tuple[Bevinding, ...]:
        scored = self._scored(self.assessment.of_kind(soort), row)
        leading = [b for b in scored if b.verschil >= self.opvallend or b.klasse >= _RAISED]
        return tuple(sorted(leading, key=lambda b: (-b.verschil, -b.score, b.id)))

    def _scored(self, outcomes: Iterable[OutcomeScores], row: int) -> list[Bevinding]:
        return [self._finding(outcome, row) for outcome in outcomes if np.isfinite(outcome.score[row])]

    def _finding(self, outcome: OutcomeScores, row: int) -> Bevinding:
        score, comparable = float(outcome.score[row]), float(outcome.vergelijkbaar[row])
        return Bevinding(
            soort=outcome.soort,
            id=outcome.id,
            naam=outcome.naam,
            score=score,
            vergelijkbaar=None if np.isnan(comparable) else comparable,
            klasse=self.niveaus.klasse(score),
            is_op_de_grens=self.niveaus.is_op_de_grens(score),
        )


def shown_interventions(assessment: Assessment, row: int, best: int) -> tuple[Advies, ...]:
    """Pick the interventions to show for an area.

    Args:
        assessment: The result.
        row: Row number of the area.
        best: How many advised ones.

    Returns:
        The best ones, and every one with evidence E0 or that needs a local decision and would otherwise come up; all of
        them when the user asked so. In the order of the assessment.
    """
    advised = assessment.adviezen[row]
    if assessment.options.alle:
        return advised
    leading = [advies for advies in advised if advies.is_advies][:best]
    kept_in_sight = [a for a in advised if not a.is_advies and _stays_in_sight(assessment, a)]
    return (*leading, *kept_in_sight)


def _stays_in_sight(assessment: Assessment, advies: Advies) -> bool:
    rule = assessment.rulebook.interventies[advies.interventie]
    is_open = advies.poort is not Antwoord.NEE
    return is_open and (advies.bewijs_tekst.startswith(_EVIDENCE_NONE) or rule.poorten.alleen_na_lokaal_besluit)
