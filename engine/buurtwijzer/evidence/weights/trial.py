"""How good proposed weights are on municipalities they were not learned from, beside the experts and a free ridge.

Everything that is chosen, also the pull to the experts and the side on which a figure counts, is chosen inside the
part that is learned from. Nothing is tuned on what is reported.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.statistics import bootstrap, spearman
from buurtwijzer.evidence.weights.estimator import ShrunkenWeights, free_ridge, group_folds
from buurtwijzer.evidence.weights.question import WeightQuestion
from buurtwijzer.evidence.weights.settings import WeightSettings


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """Rank correlations with the figure, means over the repeats; all on the same areas and the same parts.

    Attributes:
        deskundigen: Of the score with the weights of the experts.
        voorstel: Of the score with weights learned in other municipalities.
        vrij: Of a ridge without any constraint on the same figures, learned in other municipalities.
        winst: Proposal minus experts.
        laag: Lower end of its interval over resampled municipalities.
        hoog: Upper end.
    """

    deskundigen: float
    voorstel: float
    vrij: float
    winst: float
    laag: float
    hoog: float

    @property
    def is_beter(self) -> bool:
        """Tell whether the gain is beyond chance."""
        return self.laag > 0.0


def estimator(question: WeightQuestion, settings: WeightSettings, key: int = 0) -> ShrunkenWeights:
    """Give the estimator for a question, not yet fitted."""
    return ShrunkenWeights(
        question.vooraf.tolist(),
        either=[one.is_vrij for one in question.invoer],
        keep=settings.behoud_frac,
        give=settings.inleveren_frac,
        folds=max(2, settings.vouwen_n // 2),
        draws=settings.trekkingen_n,
        seed=settings.zaad + key,
    )


def try_out(question: WeightQuestion, settings: WeightSettings) -> Trial:
    """Learn in some municipalities and judge in the others, until every municipality has been judged; repeatedly."""
    gemeente = question.gemeente.tolist()
    own = np.unique(question.gemeente, return_inverse=True)[1]
    expert = question.punten @ question.vooraf
    ours, free, gains = [], [], []
    for repeat in range(settings.herhalingen_n):
        part = group_folds(own, settings.vouwen_n, f"{settings.zaad}|proef|{repeat}")
        judged, ridge = _out_of_part(question, settings, part, repeat)
        ours.append(spearman(judged, question.doel))
        free.append(spearman(ridge, question.doel))
        drawn = bootstrap(
            np.stack([judged, expert]),
            question.doel,
            gemeente,
            zaad=settings.zaad,
            trekkingen=settings.winst_trekkingen_n,
        )
        gains.append(drawn[0] - drawn[1])
    low, high = np.quantile(np.mean(gains, axis=0), [settings.laag_pct / 100.0, settings.hoog_pct / 100.0])
    base, mean = spearman(expert, question.doel), float(np.mean(ours))
    return Trial(base, mean, float(np.mean(free)), mean - base, float(low), float(high))


def _out_of_part(
    question: WeightQuestion, settings: WeightSettings, part: np.ndarray, repeat: int
) -> tuple[FloatArray, FloatArray]:
    """Give (n,) scores with weights learned elsewhere, and what the free ridge says."""
    judged, ridge = np.empty((2, len(part)))
    for number in range(settings.vouwen_n):
        there, away = part != number, part == number
        model = estimator(question, settings, repeat)
        model.fit(question.punten[there], question.doel[there], question.gemeente[there])
        judged[away] = model.mean_points(question.punten[away])
        ridge[away] = free_ridge(question.punten[there], question.doel[there], question.punten[away])
    return judged, ridge
