"""What the test of an outlook measured: how far off, beside two simple ways, and how often inside the margin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.joining.join import BoolArray
from buurtwijzer.evidence.outlook.model import IndicatorOutlook, Outlook
from buurtwijzer.evidence.outlook.trial import Trial
from buurtwijzer.evidence.outlook.widths import class_words, share_error

ALL = "alle gebieden"


@dataclass(frozen=True, slots=True)
class Measured:
    """The test of one figure in one size class.

    Attributes:
        deel: What is expected, and of which areas.
        klasse: Size class in words.
        gebieden: Areas that took part.
        fout: Mean error, in counts for a figure that is made of counts.
        fout_vorig: That of "the same as last year".
        fout_gewogen: That of a weighted mean of the years before.
        binnen_frac: Part that fell inside the margin.
        standaardfout_frac: Standard error of that part, with areas of one gemeente taken as alike.
    """

    deel: IndicatorOutlook
    klasse: str
    gebieden: int
    fout: float
    fout_vorig: float
    fout_gewogen: float
    binnen_frac: float
    standaardfout_frac: float


def measured(outlook: Outlook) -> Iterator[Measured]:
    """Give what was measured, per figure for all areas and then per size class with enough of them."""
    words = class_words(outlook.getallen)
    for made in outlook.delen:
        trial = made.toets
        if trial is None:
            continue
        yield _of(made, trial, ALL, np.ones(len(trial.rijen), dtype=bool))
        for number, word in enumerate(words):
            own = trial.klassen == number
            if own.sum() >= outlook.getallen.gebieden_minimaal_n:
                yield _of(made, trial, word, own)


def _of(made: IndicatorOutlook, trial: Trial, klasse: str, own: BoolArray) -> Measured:
    seen = trial.werkelijk[own]
    ours, last, weighted = (
        float(np.abs(part[own] - seen).mean()) for part in (trial.verwacht, trial.vorig, trial.gewogen)
    )
    inside = trial.binnen[own]
    error = share_error(inside, trial.groep[own])
    return Measured(made, klasse, int(own.sum()), ours, last, weighted, float(inside.mean()), error)
