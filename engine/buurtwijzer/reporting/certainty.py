"""How certain a number is (stevig, redelijk, zwak, geen uitspraak), from coverage, band and share of estimate.

The limits stand in ``parameters/zekerheid.yaml``. This module judges scores that are there; it changes none.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from buurtwijzer.assessment import Assessment
from buurtwijzer.data.table import FloatArray, State
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Indicator, Soort, Status
from buurtwijzer.scoring.outcomes import OutcomeScores
from buurtwijzer.scoring.recipe import recipes

_MODELLED = (Soort.SCHATTING, Soort.VERWACHTING)


class Zekerheid(StrEnum):
    """How firmly a number may be used; the value is the word on screen."""

    STEVIG = "stevig"
    REDELIJK = "redelijk"
    ZWAK = "zwak"
    GEEN_UITSPRAAK = "geen uitspraak"


@dataclass(frozen=True, slots=True, eq=False)
class Kwaliteit:
    """What certainty rests on, for n areas.

    Attributes:
        gegeven: (n,) whether there is a score.
        dekking: (n,) share of the weight with a value, 0-1.
        band: (n,) width of the band in points; NaN where unknown.
        schatting_frac: (n,) share of the used weight that is modelled or rests on an assumption; NaN without score.
        aanname_frac: (n,) share of the used weight that rests on an assumption; NaN without score.
    """

    gegeven: npt.NDArray[np.bool_]
    dekking: FloatArray
    band: FloatArray
    schatting_frac: FloatArray
    aanname_frac: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Certainty:
    """Certainty of every score and of every area.

    Attributes:
        uitkomsten: Quality per outcome, in the order of the assessment.
        gebieden: Quality per area, the mean over its outcomes.
        aanname_frac: Share of assumption over all scores, 0-1; NaN without any score.
        verkenning_frac: From this share on a result is called ``verkenning`` and not ``advies``.
    """

    uitkomsten: tuple[Kwaliteit, ...]
    gebieden: Kwaliteit
    aanname_frac: float
    verkenning_frac: float
    _limits: _Limits

    @property
    def is_verkenning(self) -> bool:
        """Tell whether more than the allowed share rests on assumptions."""
        return self.aanname_frac > self.verkenning_frac

    def of_area(self, row: int) -> Zekerheid:
        """Give the certainty of an area."""
        return self._limits.judge(self.gebieden, row)

    def of_outcome(self, outcome: int, row: int) -> Zekerheid:
        """Give the certainty of one score, by the number of its outcome in the assessment."""
        return self._limits.judge(self.uitkomsten[outcome], row)


@dataclass(frozen=True, slots=True)
class _Limit:
    dekking_frac: float
    band_punten: float
    schatting_frac: float

    def holds(self, quality: Kwaliteit, row: int) -> bool:
        return bool(
            quality.dekking[row] >= self.dekking_frac
            and quality.band[row] <= self.band_punten
            and quality.schatting_frac[row] <= self.schatting_frac
        )


@dataclass(frozen=True, slots=True)
class _Limits:
    stevig: _Limit
    redelijk: _Limit

    def judge(self, quality: Kwaliteit, row: int) -> Zekerheid:
        if not quality.gegeven[row]:
            return Zekerheid.GEEN_UITSPRAAK
        if self.stevig.holds(quality, row):
            return Zekerheid.STEVIG
        return Zekerheid.REDELIJK if self.redelijk.holds(quality, row) else Zekerheid.ZWAK


def judge_certainty(assessment: Assessment) -> Certainty:
    """Judge how certain every score and every area is.

    Args:
        assessment: The result; its rulebook holds the limits.
    """
    weights = {(r.soort, r.id): r.gewichten for r in recipes(assessment.rulebook)}
    uitkomsten = tuple(_quality(o, weights[o.soort, o.id], assessment) for o in assessment.uitkomsten)
    gebieden = _mean_quality(uitkomsten, len(assessment.table))
    given = gebieden.gegeven
    return Certainty(
        uitkomsten=uitkomsten,
        gebieden=gebieden,
        aanname_frac=round(float(gebieden.aanname_frac[given].mean()), 6) if given.any() else float("nan"),
        verkenning_frac=assessment.rulebook.getal("zekerheid", "verkenning_frac"),
        _limits=_Limits(_limit(assessment.rulebook, "stevig"), _limit(assessment.rulebook, "redelijk")),
    )


def _limit(rulebook: Rulebook, word: str) -> _Limit:
    return _Limit(
        *(rulebook.getal("zekerheid", f"{word}_{part}") for part in ("dekking_frac", "band_punten", "schatting_frac"))
    )


def _quality(outcome: OutcomeScores, weights: FloatArray, assessment: Assessment) -> Kwaliteit:
    table = assessment.table
    rules = [assessment.rulebook.indicatoren[i] for i in outcome.indicatoren]
    state = table.state[:, [table.column(i) for i in outcome.indicatoren]]
    assumed = np.array([_is_assumed(rule) for rule in rules]) | (state == State.AANGEVULD)
    modelled = np.array([rule.soort in _MODELLED for rule in rules]) | (state == State.GESCHAT)
    given = np.isfinite(outcome.score)
    used = np.where(outcome.aanwezig & given[:, None], weights, 0.0)
    return Kwaliteit(
        gegeven=given,
        dekking=outcome.dekking,
        band=outcome.hoog - outcome.laag,
        schatting_frac=_share(used, assumed | modelled),
        aanname_frac=_share(used, assumed),
    )


def _is_assumed(indicator: Indicator) -> bool:
    posts = indicator.doelwaarden
    return indicator.status is not Status.VASTGESTELD or (posts is not None and posts.status is not Status.VASTGESTELD)


def _share(used: FloatArray, counts: npt.NDArray[np.bool_]) -> FloatArray:
    total = used.sum(axis=1)
    part = np.where(counts, used, 0.0).sum(axis=1)
    return np.asarray(np.round(np.divide(part, total, out=np.full(len(total), np.nan), where=total > 0), 6))


def _mean_quality(parts: tuple[Kwaliteit, ...], n: int) -> Kwaliteit:
    given = np.zeros(n, dtype=bool)
    for part in parts:
        given |= part.gegeven
    return Kwaliteit(
        gegeven=given,
        dekking=_mean([part.dekking for part in parts], n),
        band=_mean([part.band for part in parts], n),
        schatting_frac=_mean([part.schatting_frac for part in parts], n),
        aanname_frac=_mean([part.aanname_frac for part in parts], n),
    )


def _mean(columns: list[FloatArray], n: int) -> FloatArray:
    total, known = np.zeros(n), np.zeros(n)
    for column in columns:
        is_known = np.isfinite(column)
        total += np.where(is_known, column, 0.0)
        known += is_known
    return np.asarray(np.round(np.divide(total, known, out=np.full(n, np.nan), where=known > 0), 6))
