"""What leads for an area: strengths, attention points and what stands out beside comparable areas.

Order of strengths and attention points: first what is high in the country and clearly more than comparable areas, then
what is clearly more, then what is high, then the rest; within each the largest difference first. What is high with
enough certainty never stands behind three that are not. No ranking between areas is made: a list is about one area.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from buurtwijzer.assessment import Assessment
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.interventions.model import Advies
from buurtwijzer.interventions.unadvised import Unadvised
from buurtwijzer.reporting.certainty import Certainty
from buurtwijzer.reporting.levels import Niveaus
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Manier
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores

SHOWN = 3
"""Strengths and attention points of an area that are shown."""

_RAISED, _HIGH = 3, 4
_BOTH, _DIFFERS, _IS_HIGH, _OTHER = range(4)
_FAIR = 1
_CLASSES = (_RAISED, _HIGH)
_SIDES = (OutcomeKind.KRACHT, OutcomeKind.RISICO)
_PLURALS: dict[OutcomeKind | None, str] = {
    OutcomeKind.KRACHT: "krachten",
    OutcomeKind.RISICO: "aandachtspunten",
    None: "scores",
}


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
        valt_op: Whether it clearly differs from comparable areas.
    """

    soort: OutcomeKind
    id: str
    naam: str
    score: float
    vergelijkbaar: float | None
    nummer: int = 0
    valt_op: bool = True

    @property
    def verschil(self) -> float:
        """Give the score against comparable areas; 0 when there are too few of these."""
        return 0.0 if self.vergelijkbaar is None else self.score - self.vergelijkbaar


@dataclass(frozen=True, slots=True)
class Onbekend:
    """How many outcomes of an area have no score, where these are too many to say that nothing stands out.

    Attributes:
        soort: What they are, in the plural.
        aantal: Those without a score.
        van: All of them.
    """

    soort: str
    aantal: int
    van: int


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """Makes the lists of one area with the boundaries of the rulebook.

    Attributes:
        assessment: The result.
        niveaus: Boundaries of the levels of an attention point.
        genoemd: Per kind and area the numbers of the outcomes that make a strength or an attention point, in order.
        hoog: Per area the numbers of the attention points that are ``hoog`` in the country, in order.
        opvallend: Per area the numbers of the outcomes that clearly differ from comparable areas, largest first.
        themas: Per outcome the leefgebied it is about; a strength is its own.
        vergeleken: Per area whether any score can be compared.
        zonder_advies: Says why an attention point has no advice.
        nummers: Number of every outcome, by its name on screen.
        zonder_score: Per kind, and None for all together, how many there are and per area how many have no score.
        genoeg: Least part with a score to say that nothing stands out.
    """

    assessment: Assessment
    niveaus: Niveaus
    genoemd: dict[OutcomeKind, list[list[int]]]
    hoog: list[list[int]]
    opvallend: list[list[int]]
    themas: list[str]
    vergeleken: list[bool]
    zonder_advies: Unadvised
    nummers: dict[str, int]
    zonder_score: dict[OutcomeKind | None, tuple[int, list[int]]]
    genoeg: float
    _said: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, assessment: Assessment, certainty: Certainty | None = None) -> Findings:
        """Look for every area at once which outcomes are worth a sentence, with the boundaries of the rulebook.

        Args:
            assessment: The result.
            certainty: How certain its scores are; it moves only the third place, so None will do for the first two.
        """
        rulebook, outcomes = assessment.rulebook, assessment.uitkomsten
        niveaus = Niveaus.from_rulebook(rulebook)
        least, strong, lowest = (
            rulebook.getal("zekerheid", name) for name in ("opvallend_punten", "sterk_punten", "kracht_minimaal_punten")
        )
        shape = (len(outcomes), len(assessment.table))
        score = np.array([o.score for o in outcomes]).reshape(shape)
        difference = score - np.array([o.vergelijkbaar for o in outcomes]).reshape(shape)
        limits, peaks = (np.array([_named_from(o, niveaus, strong, c) for o in outcomes])[:, None] for c in _CLASSES)
        floors = np.array([lowest if o.soort is OutcomeKind.KRACHT else -np.inf for o in outcomes])[:, None]
        differs, is_high = difference >= least, score >= peaks
        is_named = np.isfinite(limits) & (score >= floors) & (differs | (score >= limits))
        groups = np.where(differs, np.where(is_high, _BOTH, _DIFFERS), np.where(is_high, _IS_HIGH, _OTHER))
        is_sure = np.zeros(shape, dtype=bool) if certainty is None else certainty.woorden <= _FAIR
        order = _Order(score, np.nan_to_num(difference), groups, is_named, is_high & is_sure)
        named = {kind: order.lists([n for n, o in enumerate(outcomes) if o.soort is kind], outcomes) for kind in _SIDES}
        peaked = is_high.T.tolist()
        return cls(
            assessment,
            niveaus,
            named,
            [[n for n in own if peaked[row][n]] for row, own in enumerate(named[OutcomeKind.RISICO])],
            _largest_first(np.abs(difference), least, outcomes),
            [_theme(outcome, rulebook) for outcome in outcomes],
            np.isfinite(difference).any(axis=0).tolist(),
            Unadvised.of(assessment.table, outcomes, rulebook),
            {o.naam: number for number, o in enumerate(outcomes)},
            {kind: _without_score(score, outcomes, kind) for kind in (*_SIDES, None)},
            rulebook.getal("zekerheid", "genoeg_scores_frac"),
        )

    def krachten(self, row: int) -> tuple[Bevinding, ...]:
        """Give the strengths in order: clearly stronger than comparable areas, or strong; never below the floor."""
        return self._named(row, OutcomeKind.KRACHT)

    def aandachtspunten(self, row: int) -> tuple[Bevinding, ...]:
        """Give the attention points in order: clearly more than comparable areas, or raised in the country."""
        return self._named(row, OutcomeKind.RISICO)

    def also_high(self, row: int, shown: int) -> list[str]:
        """Give the names of the attention points that are ``hoog`` in the country and not among the first shown."""
        first = self.genoemd[OutcomeKind.RISICO][row][:shown]
        return [self.assessment.uitkomsten[number].naam for number in self.hoog[row] if number not in first]

    def opvallende(self, row: int, most: int) -> tuple[Bevinding, ...]:
        """Give what clearly differs from comparable areas, in either direction, largest first, one a leefgebied."""
        by_theme: dict[str, int] = {}
        for number in self.opvallend[row]:
            by_theme.setdefault(self.themas[number], number)
            if len(by_theme) == most:
                break
        return tuple([_finding(self.assessment, number, row) for number in by_theme.values()])

    def has_comparison(self, row: int) -> bool:
        """Tell whether any score of the area can be compared."""
        return self.vergeleken[row]

    def unknown(self, row: int, soort: OutcomeKind | None = None) -> Onbekend | None:
        """Give how many outcomes of a kind have no score; None where enough of them have one.

        Args:
            row: The area.
            soort: Kind of outcome; None takes all scores together.
        """
        total, missing = self.zonder_score[soort]
        if not total or total - missing[row] >= self.genoeg * total:
            return None
        return Onbekend(_PLURALS[soort], missing[row], total)

    def adviezen(self, row: int) -> tuple[Advies, ...]:
        """Give the interventions that may be advised, in the order of the assessment."""
        return tuple(advies for advies in self.assessment.adviezen[row] if advies.is_advies)

    def named_advice(self, row: int, most: int) -> list[str]:
        """Give the names of the first pieces of advice; to do and to leave it never stand there both at once."""
        found, rules = self.adviezen(row)[:most], self.assessment.rulebook.interventies
        leaves = [a.interventie in rules and rules[a.interventie].manier is Manier.NIET_INGRIJPEN for a in found]
        return [
            a.naam if place == 0 or leaves[place] == leaves[0] else _or_else(a.naam, is_weighing=leaves[place])
            for place, a in enumerate(found)
        ]

    def without_advice(self, row: int, most: int) -> list[str]:
        """Say for each of the first attention points that has no advice why it has none; two sheets tell it."""
        if (row, most) not in self._said:
            advised = [advies.interventie for advies in self.adviezen(row)]
            said = (self.zonder_advies.sentence(found.id, row, advised) for found in self.aandachtspunten(row)[:most])
            self._said[row, most] = tuple(filter(None, said))
        return [*self._said[row, most]]

    def _named(self, row: int, soort: OutcomeKind) -> tuple[Bevinding, ...]:
        return tuple([_finding(self.assessment, number, row) for number in self.genoemd[soort][row]])


def _named_from(outcome: OutcomeScores, niveaus: Niveaus, strong: float, klasse: int) -> float:
    """Give the score from which an outcome is in a class, or a strength strong; infinite for a leefgebied."""
    if outcome.soort is OutcomeKind.RISICO:
        return niveaus.grenzen(outcome.id)[klasse - 1]
    return strong if outcome.soort is OutcomeKind.KRACHT else np.inf


@dataclass(frozen=True, slots=True, eq=False)
class _Order:
    """What the order of u outcomes in n areas rests on, each (u, n)."""

    score: FloatArray
    difference: FloatArray
    groups: IntArray
    is_named: npt.NDArray[np.bool_]
    is_surely_high: npt.NDArray[np.bool_]

    def lists(self, numbers: list[int], outcomes: Sequence[OutcomeScores]) -> list[list[int]]:
        """Give per area the numbers, out of some outcomes, that are named there: in order, ties by id."""
        own = np.array(sorted(numbers, key=lambda n: outcomes[n].id), dtype=np.intp)
        keys = (-self.score[own], -self.difference[own], self.groups[own], ~self.is_named[own])
        order = own[np.lexsort(keys, axis=0)]
        amounts = self.is_named[own].sum(axis=0).tolist()
        found = [row[:amount] for row, amount in zip(order.T.tolist(), amounts, strict=True)]
        return [self._kept_in_sight(named, row) for row, named in enumerate(found)]

    def _kept_in_sight(self, named: list[int], row: int) -> list[int]:
        """Put what is surely high third, where it would come after three that only differ."""
        if len(named) <= SHOWN or not (self.groups[named[0], row] == self.groups[named[SHOWN - 1], row] == _DIFFERS):
            return named
        surely = next((number for number in named[SHOWN:] if self.is_surely_high[number, row]), None)
        if surely is None:
            return named
        rest = [number for number in named[SHOWN - 1 :] if number != surely]
        return [*named[: SHOWN - 1], surely, *rest]


def _or_else(naam: str, *, is_weighing: bool) -> str:
    own = naam if naam[1:2].isupper() else naam[:1].lower() + naam[1:]
    return f"Of: {own} (afweging)" if is_weighing else f"Of: {own}"


def _without_score(
    score: FloatArray, outcomes: Sequence[OutcomeScores], soort: OutcomeKind | None
) -> tuple[int, list[int]]:
    own = [number for number, o in enumerate(outcomes) if soort in {None, o.soort}]
    return len(own), np.isnan(score[own]).sum(axis=0).tolist()


def _theme(outcome: OutcomeScores, rulebook: Rulebook) -> str:
    is_known_risk = outcome.soort is OutcomeKind.RISICO and outcome.id in rulebook.risicos
    return rulebook.risicos[outcome.id].leefgebied if is_known_risk else outcome.id


def _largest_first(size: FloatArray, least: float, outcomes: Sequence[OutcomeScores]) -> list[list[int]]:
    """Give per area the numbers of the outcomes of at least a size: largest first, ties by kind and id."""
    own = np.array(sorted(range(len(outcomes)), key=lambda n: (outcomes[n].soort, outcomes[n].id)), dtype=np.intp)
    order = own[np.argsort(-np.where(size >= least, size, -np.inf)[own], axis=0, kind="stable")]
    amounts = (size >= least).sum(axis=0).tolist()
    return [row[:amount] for row, amount in zip(order.T.tolist(), amounts, strict=True)]


def numbers_per_area(mask: npt.NDArray[np.bool_]) -> list[list[int]]:
    """Give per area, the columns of (u, n), the numbers of the rows that hold there."""
    per_area: list[list[int]] = [[] for _ in range(mask.shape[1])]
    for row, number in np.argwhere(mask.T).tolist():
        per_area[row].append(number)
    return per_area


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
        valt_op=abs(outcome.score.item(row) - comparable) >= assessment.rulebook.getal("zekerheid", "opvallend_punten"),
    )
