"""What leads for an area: strengths, attention points and what stands out, ordered by deviation from comparable areas.

No ranking between areas is made anywhere: every list is about one area.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from buurtwijzer.assessment import Assessment
from buurtwijzer.interventions.model import Advies
from buurtwijzer.interventions.unadvised import Unadvised
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
        nummer: Place of the outcome in the assessment.
    """

    soort: OutcomeKind
    id: str
    naam: str
    score: float
    vergelijkbaar: float | None
    nummer: int = 0

    @property
    def verschil(self) -> float:
        """Give the score against comparable areas; 0 when there are too few of these."""
        return 0.0 if self.vergelijkbaar is None else self.score - self.vergelijkbaar


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """Makes the lists of one area with the boundaries of the rulebook.

    Attributes:
        assessment: The result.
        niveaus: Boundaries of the levels of an attention point.
        genoemd: Per area the numbers of the outcomes that make a strength or an attention point.
        opvallend: Per area the numbers of the outcomes that clearly differ from comparable areas.
        vergeleken: Per area whether any score can be compared.
        zonder_advies: Says why an attention point has no advice.
    """

    assessment: Assessment
    niveaus: Niveaus
    genoemd: list[list[int]]
    opvallend: list[list[int]]
    vergeleken: list[bool]
    zonder_advies: Unadvised
    _said: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, assessment: Assessment) -> Findings:
        """Look for every area at once which outcomes are worth a sentence, with the boundaries of the rulebook."""
        rulebook = assessment.rulebook
        niveaus = Niveaus.from_rulebook(rulebook)
        least, strong, lowest = (
            rulebook.getal("zekerheid", name) for name in ("opvallend_punten", "sterk_punten", "kracht_minimaal_punten")
        )
        n, outcomes = len(assessment.table), assessment.uitkomsten
        score = np.array([o.score for o in outcomes]).reshape(len(outcomes), n)
        difference = score - np.array([o.vergelijkbaar for o in outcomes]).reshape(len(outcomes), n)
        limits = np.array([_named_from(o, niveaus, strong) for o in outcomes])[:, None]
        floors = np.array([lowest if o.soort is OutcomeKind.KRACHT else -np.inf for o in outcomes])[:, None]
        can_be_named = np.isfinite(limits) & (score >= floors)
        return cls(
            assessment,
            niveaus,
            _numbers_per_area(can_be_named & ((difference >= least) | (score >= limits))),
            _numbers_per_area(np.abs(difference) >= least),
            np.isfinite(difference).any(axis=0).tolist(),
            Unadvised.of(assessment.table, outcomes, rulebook),
        )

    def krachten(self, row: int) -> tuple[Bevinding, ...]:
        """Give the strengths: clearly stronger than comparable areas, or strong as such, and never below the floor."""
        return self._named(row, OutcomeKind.KRACHT)

    def aandachtspunten(self, row: int) -> tuple[Bevinding, ...]:
        """Give the attention points: clearly more than comparable areas, or raised in the country."""
        return self._named(row, OutcomeKind.RISICO)

    def opvallende(self, row: int) -> tuple[Bevinding, ...]:
        """Give what clearly differs from comparable areas, in either direction, largest first, one a leefgebied."""
        differing = [_finding(self.assessment, number, row) for number in self.opvallend[row]]
        by_theme: dict[str, Bevinding] = {}
        for found in sorted(differing, key=lambda b: (-abs(b.verschil), b.soort, b.id)):
            by_theme.setdefault(self._theme(found), found)
        return tuple(by_theme.values())

    def has_comparison(self, row: int) -> bool:
        """Tell whether any score of the area can be compared."""
        return self.vergeleken[row]

    def adviezen(self, row: int) -> tuple[Advies, ...]:
        """Give the interventions that may be advised, in the order of the assessment."""
        return tuple(advies for advies in self.assessment.adviezen[row] if advies.is_advies)

    def without_advice(self, row: int, most: int) -> list[str]:
        """Say for each of the first attention points that has no advice why it has none; two sheets tell it."""
        if (row, most) not in self._said:
            advised = [advies.interventie for advies in self.adviezen(row)]
            said = (self.zonder_advies.sentence(found.id, row, advised) for found in self.aandachtspunten(row)[:most])
            self._said[row, most] = tuple(filter(None, said))
        return [*self._said[row, most]]

    def _theme(self, found: Bevinding) -> str:
        is_risk = found.soort is OutcomeKind.RISICO
        return self.assessment.rulebook.risicos[found.id].leefgebied if is_risk else found.id

    def _named(self, row: int, soort: OutcomeKind) -> tuple[Bevinding, ...]:
        outcomes = self.assessment.uitkomsten
        numbers = (number for number in self.genoemd[row] if outcomes[number].soort is soort)
        return _by_deviation(_finding(self.assessment, number, row) for number in numbers)


def _named_from(outcome: OutcomeScores, niveaus: Niveaus, strong: float) -> float:
    """Give the score from which an outcome is named by itself; infinite for a leefgebied."""
    if outcome.soort is OutcomeKind.RISICO:
        return niveaus.grenzen(outcome.id)[_RAISED - 1]
    return strong if outcome.soort is OutcomeKind.KRACHT else np.inf


def _numbers_per_area(mask: npt.NDArray[np.bool_]) -> list[list[int]]:
    per_area: list[list[int]] = [[] for _ in range(mask.shape[1])]
    for row, number in np.argwhere(mask.T).tolist():
        per_area[row].append(number)
    return per_area


def _by_deviation(found: Iterable[Bevinding]) -> tuple[Bevinding, ...]:
    return tuple(sorted(found, key=lambda b: (-b.verschil, -b.score, b.id)))


def _finding(assessment: Assessment, number: int, row: int) -> Bevinding:
    outcome = assessment.uitkomsten[number]
    comparable = outcome.vergelijkbaar.item(row)
    return Bevinding(
        soort=outcome.soort,
        id=outcome.id,
        naam=outcome.naam,
        score=outcome.score.item(row),
        vergelijkbaar=None if math.isnan(comparable) else comparable,
        nummer=number,
    )
