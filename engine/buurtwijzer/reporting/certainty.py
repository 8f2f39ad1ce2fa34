"""How certain a number is (stevig, redelijk, zwak, geen uitspraak).

It rests on six measures: coverage, width of the band, levels the band reaches, share of estimate, share of assumption,
age of the figures. The limits stand in ``parameters/zekerheid.yaml``. This module judges scores that are there; it
changes none.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from buurtwijzer.assessment import Assessment
from buurtwijzer.data.table import FloatArray, IntArray, State
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.reference import outcome_reference
from buurtwijzer.rulebook.schema import Indicator, Soort, Status
from buurtwijzer.scoring.levels import boundaries
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores
from buurtwijzer.scoring.recipe import recipes, schaal

_MODELLED = (Soort.SCHATTING, Soort.VERWACHTING)
_NONE = 3
MATEN = ("dekking_frac", "band_punten", "grenzen_n", "schatting_frac", "aanname_frac", "ouderdom_jaren")


class Zekerheid(StrEnum):
    """How firmly a number may be used; the value is the word on screen."""

    STEVIG = "stevig"
    REDELIJK = "redelijk"
    ZWAK = "zwak"
    GEEN_UITSPRAAK = "geen uitspraak"


_WORDS = tuple(Zekerheid)


@dataclass(frozen=True, slots=True, eq=False)
class Kwaliteit:
    """What certainty rests on, for n areas.

    Attributes:
        gegeven: (n,) whether there is a score.
        dekking: (n,) share of the weight with a value, 0-1.
        band: (n,) width of the band in points; NaN where unknown.
        grenzen: (n,) how many boundaries between levels fall inside the band; 0 where the country has none.
        schatting_frac: (n,) share of the used weight that is modelled or rests on an assumption; NaN without score.
        aanname_frac: (n,) share of the used weight that rests on an assumption; NaN without score.
        ouderdom_jaren: (n,) weighted mean age of the used figures, in years before the newest file; NaN without score.
    """

    gegeven: npt.NDArray[np.bool_]
    dekking: FloatArray
    band: FloatArray
    grenzen: FloatArray
    schatting_frac: FloatArray
    aanname_frac: FloatArray
    ouderdom_jaren: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Certainty:
    """Certainty of every score and of every area.

    An area is as certain as its scores: stevig when enough of them are, redelijk when enough are at least that.

    Attributes:
        uitkomsten: Quality per outcome, in the order of the assessment.
        gebieden: Quality per area, the mean over its outcomes.
        woorden: Number of the word of every score, (u, n); see `Zekerheid`.
        aanname_frac: Share of assumption over all scores, 0-1; NaN without any score.
        verkenning_frac: From this share on a result is called ``verkenning`` and not ``advies``.
        gebied_stevig_frac: Least share of scores that is stevig in an area that is.
        gebied_redelijk_frac: Least share of scores that is redelijk or better in an area that is redelijk.
        gebied_stap: (n,) step that residents and workers move an area: -1 less, 1 more certain; None moves none.
        op_cijfers: The words by the figures alone, where residents and workers moved some of `woorden`; an area rests
            on these, so that it never moves more than its own step.
    """

    uitkomsten: tuple[Kwaliteit, ...]
    gebieden: Kwaliteit
    woorden: IntArray
    aanname_frac: float
    verkenning_frac: float
    gebied_stevig_frac: float
    gebied_redelijk_frac: float
    gebied_stap: IntArray | None = None
    op_cijfers: IntArray | None = None

    @property
    def is_verkenning(self) -> bool:
        """Tell whether more than the allowed share rests on assumptions."""
        return self.aanname_frac > self.verkenning_frac

    def of_areas(self) -> list[Zekerheid]:
        """Give the certainty of every area."""
        given, firm, fair = _counted(self.woorden if self.op_cijfers is None else self.op_cijfers)
        stevig = firm >= self.gebied_stevig_frac * given
        redelijk = firm + fair >= self.gebied_redelijk_frac * given
        word = np.where(stevig, 0, np.where(redelijk, 1, 2))
        if self.gebied_stap is not None:
            word = np.clip(word - self.gebied_stap, 0, 2)
        return _words(np.where(given == 0, _NONE, word))

    def of_outcome(self, outcome: int) -> list[Zekerheid]:
        """Give the certainty of one score for every area, by the number of its outcome in the assessment."""
        return _words(self.woorden[outcome])

    def word(self, outcome: int, row: int) -> Zekerheid:
        """Give the certainty of one score of one area."""
        return _WORDS[self.woorden.item(outcome, row)]

    def counts(self) -> tuple[IntArray, IntArray, IntArray]:
        """Give per area how many scores there are, how many of them are stevig and how many redelijk."""
        return _counted(self.woorden)

    def moved_counts(self) -> IntArray:
        """Give per area how many scores residents and workers made more or less certain."""
        moved = np.zeros_like(self.woorden) if self.op_cijfers is None else self.woorden != self.op_cijfers
        return np.asarray(moved.sum(axis=0))


@dataclass(frozen=True, slots=True)
class _Limit:
    dekking_frac: float
    band_punten: float
    grenzen_n: float
    schatting_frac: float
    aanname_frac: float
    ouderdom_jaren: float

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook, word: str) -> _Limit:
        return cls(*(rulebook.getal("zekerheid", f"{word}_{maat}") for maat in MATEN))

    def holds(self, quality: Kwaliteit) -> npt.NDArray[np.bool_]:
        return np.asarray(
            (quality.dekking >= self.dekking_frac)
            & (quality.band <= self.band_punten)
            & (quality.grenzen <= self.grenzen_n)
            & (quality.schatting_frac <= self.schatting_frac)
            & (quality.aanname_frac <= self.aanname_frac)
            & (quality.ouderdom_jaren <= self.ouderdom_jaren)
        )


@dataclass(frozen=True, slots=True)
class _Limits:
    stevig: _Limit
    redelijk: _Limit

    def judge(self, quality: Kwaliteit) -> IntArray:
        word = np.where(self.stevig.holds(quality), 0, np.where(self.redelijk.holds(quality), 1, 2))
        return np.where(quality.gegeven, word, _NONE)


def _counted(words: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    given, firm, fair = (test.sum(axis=0) for test in (words < _NONE, words == 0, words == 1))
    return given, firm, fair


def _words(numbers: IntArray) -> list[Zekerheid]:
    return [_WORDS[number] for number in numbers.tolist()]


def judge_certainty(assessment: Assessment) -> Certainty:
    """Judge how certain every score and every area is.

    Args:
        assessment: The result; its rulebook holds the limits.
    """
    weights = {(r.soort, r.id): r.gewichten for r in recipes(assessment.rulebook)}
    uitkomsten = tuple(_quality(o, weights[o.soort, o.id], assessment) for o in assessment.uitkomsten)
    gebieden = _mean_quality(uitkomsten, len(assessment.table))
    given = gebieden.gegeven
    rulebook = assessment.rulebook
    limits = _Limits(_Limit.from_rulebook(rulebook, "stevig"), _Limit.from_rulebook(rulebook, "redelijk"))
    return Certainty(
        uitkomsten=uitkomsten,
        gebieden=gebieden,
        woorden=np.array([limits.judge(quality) for quality in uitkomsten]).reshape(len(uitkomsten), len(given)),
        aanname_frac=round(float(gebieden.aanname_frac[given].mean()), 6) if given.any() else float("nan"),
        verkenning_frac=rulebook.getal("zekerheid", "verkenning_frac"),
        gebied_stevig_frac=rulebook.getal("zekerheid", "gebied_stevig_frac"),
        gebied_redelijk_frac=rulebook.getal("zekerheid", "gebied_redelijk_frac"),
    )


def _quality(outcome: OutcomeScores, weights: FloatArray, assessment: Assessment) -> Kwaliteit:
    table = assessment.table
    rules = [assessment.rulebook.indicatoren[i] for i in outcome.indicatoren]
    columns = [table.column(i) for i in outcome.indicatoren]
    state = table.state[:, columns]
    assumed = np.array([_is_assumed(rule, assessment.rulebook) for rule in rules]) | (state == State.AANGEVULD)
    modelled = np.array([rule.soort in _MODELLED for rule in rules]) | (state == State.GESCHAT)
    age = max((source.jaar for source in table.bestanden), default=0) - table.jaar[:, columns]
    given = np.isfinite(outcome.score)
    used = np.where(outcome.aanwezig & given[:, None], weights, 0.0)
    return Kwaliteit(
        gegeven=given,
        dekking=outcome.dekking,
        band=outcome.hoog - outcome.laag,
        grenzen=_boundaries_inside(outcome, assessment.rulebook),
        schatting_frac=_weighted(used, assumed | modelled),
        aanname_frac=_weighted(used, assumed),
        ouderdom_jaren=_weighted(used, np.maximum(age, 0)),
    )


def _boundaries_inside(outcome: OutcomeScores, rulebook: Rulebook) -> FloatArray:
    """Count the boundaries inside the band: with none, the whole band has one level and the word on screen holds."""
    if outcome.soort is not OutcomeKind.RISICO and outcome_reference(rulebook, outcome.id) is None:
        return np.zeros(len(outcome.score))
    limits = np.array(boundaries(rulebook, outcome.id))[:, None]
    return np.asarray(((outcome.laag < limits) & (limits <= outcome.hoog)).sum(axis=0), dtype=np.float64)


def _is_assumed(indicator: Indicator, rulebook: Rulebook) -> bool:
    statuses = (indicator.status, schaal(indicator.id, rulebook).status)
    return any(status is not Status.VASTGESTELD for status in statuses)


def _weighted(used: FloatArray, values: npt.NDArray[np.generic]) -> FloatArray:
    total = used.sum(axis=1)
    part = (used * values.astype(np.float64)).sum(axis=1)
    return np.asarray(np.round(np.divide(part, total, out=np.full(len(total), np.nan), where=total > 0), 6))


def _mean_quality(parts: tuple[Kwaliteit, ...], n: int) -> Kwaliteit:
    given = np.zeros(n, dtype=bool)
    for part in parts:
        given |= part.gegeven
    return Kwaliteit(
        gegeven=given,
        dekking=_mean([part.dekking for part in parts], n),
        band=_mean([part.band for part in parts], n),
        grenzen=_mean([part.grenzen for part in parts], n),
        schatting_frac=_mean([part.schatting_frac for part in parts], n),
        aanname_frac=_mean([part.aanname_frac for part in parts], n),
        ouderdom_jaren=_mean([part.ouderdom_jaren for part in parts], n),
    )


def _mean(columns: list[FloatArray], n: int) -> FloatArray:
    total, known = np.zeros(n), np.zeros(n)
    for column in columns:
        is_known = np.isfinite(column)
        total += np.where(is_known, column, 0.0)
        known += is_known
    return np.asarray(np.round(np.divide(total, known, out=np.full(n, np.nan), where=known > 0), 6))
