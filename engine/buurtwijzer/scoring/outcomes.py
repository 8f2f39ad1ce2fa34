"""`OutcomeScores`: the scores of one leefgebied, kracht or risico over all areas, with the parts they are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import FloatArray, IntArray


class OutcomeKind(StrEnum):
    """What is scored; the value is the word in JSON."""

    LEEFGEBIED = "leefgebied"
    KRACHT = "kracht"
    RISICO = "risico"


@dataclass(frozen=True, slots=True, eq=False)
class OutcomeScores:
    """Scores 0-100 of one outcome for n areas.

    For a leefgebied and kracht 100 is favourable, for a risico 100 is much of the problem.

    Attributes:
        soort: Kind of outcome.
        id: Id in the rulebook.
        naam: Name on screen.
        score: (n,) rounded to 4 decimals; NaN where not given.
        laag: (n,) lower end of the band (p10 of the draws), NaN where no score.
        hoog: (n,) upper end of the band (p90 of the draws).
        dekking: (n,) share of the weight for which there is a value, 0-1.
        vergelijkbaar: (n,) mean score of comparable areas; NaN when there are too few.
        vertrekpunt: Score without any push, the start of the sum.
        indicatoren: Ids of the p indicators it is made of.
        bijdragen: (n, p) signed points each indicator adds; 0 where its value is missing.
        aanwezig: (n, p) whether the indicator took part.
        rest: (n,) what the sum leaves: score - vertrekpunt - sum of bijdragen (rounding); NaN where no score.
        reden: (n,) Dutch reason why no score is given; empty where there is one.
        percentiel: (n,) percentage of buurten in the country with a lower score, 1-99; None when the national
            reference does not have this outcome, NaN where no score.
    """

    soort: OutcomeKind
    id: str
    naam: str
    score: FloatArray
    laag: FloatArray
    hoog: FloatArray
    dekking: FloatArray
    vergelijkbaar: FloatArray
    vertrekpunt: float
    indicatoren: tuple[str, ...]
    bijdragen: FloatArray
    aanwezig: npt.NDArray[np.bool_]
    rest: FloatArray
    reden: tuple[str, ...]
    percentiel: FloatArray | None = None

    @property
    def verschil(self) -> FloatArray:
        """Give (n,) the score against comparable areas, rounded to 4 decimals; NaN where either is missing."""
        return np.round(self.score - self.vergelijkbaar, 4)

    def take(self, rows: IntArray) -> OutcomeScores:
        """Give the scores of some areas, in the order asked."""
        return replace(
            self,
            score=self.score[rows],
            laag=self.laag[rows],
            hoog=self.hoog[rows],
            dekking=self.dekking[rows],
            vergelijkbaar=self.vergelijkbaar[rows],
            bijdragen=self.bijdragen[rows],
            aanwezig=self.aanwezig[rows],
            rest=self.rest[rows],
            reden=tuple(map(self.reden.__getitem__, rows.tolist())),
            percentiel=None if self.percentiel is None else self.percentiel[rows],
        )
