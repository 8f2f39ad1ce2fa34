"""What to expect next year: the level of now and a damped trend, with how far it may be off before any calibration.

The level is the mean of two: that of `levels`, which fits its memory to the noise, and a plain weighted mean of all
years. Together they miss less than either, and depend less on how well the noise is known.

Source: Bates and Granger (1969), the combination of forecasts; Gardner and McKenzie (1985), damped trend.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.outlook.drift import trends
from buurtwijzer.evidence.outlook.level import levels
from buurtwijzer.evidence.outlook.noise import Noise, estimate
from buurtwijzer.evidence.outlook.series import Series
from buurtwijzer.evidence.outlook.settings import Settings

# The level wanders as in the last step, but a step in which none was found is no promise that it will stand still.
_LEAST_WANDER = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """Forecasts of n areas for h years on the even scale; NaN where the last year or too many others are unknown.

    Attributes:
        vooruit: (h,) years after the last one known.
        midden: (h, n) what is expected.
        spreiding: (h, n) standard deviation of what will be seen, by the model alone.
        ruis: The noise it rests on.
        trend: (n,) the yearly step.
    """

    vooruit: FloatArray
    midden: FloatArray
    spreiding: FloatArray
    ruis: Noise
    trend: FloatArray


def forecast(series: Series, ahead: FloatArray, settings: Settings, fading: float = 1.0) -> Forecast:
    """Forecast every area.

    Args:
        series: Years up to now; at least three.
        ahead: (h,) years after the last.
        settings: The numbers of the rulebook.
        fading: How many times as fast old years fade as the noise alone asks for; see `trial.best_fading`.
    """
    noise = estimate(series)
    noise = replace(noise, dwalen=noise.dwalen * fading)
    step = trends(series, noise)
    now = levels(series, noise, step, settings.uitschieter_sd, settings.krimp_grens_sd)
    ready = (series.known() >= settings.jaren_minimaal_n) & np.isfinite(series.waarden[-1])
    plain = weighted_mean(series.scaled() + step * (series.jaren[-1] - series.jaren)[:, None])
    middle = (
        (1.0 - settings.combinatie_frac) * now.midden
        + settings.combinatie_frac * plain
        + step * _damped(ahead, settings.demping_frac)[:, None]
    )
    wander = np.maximum(noise.dwalen[-1], _LEAST_WANDER * noise.dwalen.mean(axis=0))
    spread = np.sqrt(now.onzeker + wander * ahead[:, None] + noise.jaar)
    return Forecast(ahead, np.where(ready, middle, np.nan), np.where(ready, spread, np.nan), noise, step)


def weighted_mean(values: FloatArray) -> FloatArray:
    """Give (n,) the mean of (t, n) years with weights 1, 2, 3, ... from old to new; NaN without a figure."""
    weight = np.arange(1.0, len(values) + 1.0)[:, None] * np.isfinite(values)
    total = weight.sum(axis=0)
    above = (weight * np.where(np.isfinite(values), values, 0.0)).sum(axis=0)
    return np.asarray(np.divide(above, total, out=np.full(values.shape[1], np.nan), where=total > 0))


def _damped(ahead: FloatArray, damping: float) -> FloatArray:
    """Give (h,) how many yearly steps remain after so many years: d + d^2 + ..., also for part of a year."""
    if damping >= 1.0:
        return ahead
    return np.asarray(damping * (1.0 - damping**ahead) / (1.0 - damping))
