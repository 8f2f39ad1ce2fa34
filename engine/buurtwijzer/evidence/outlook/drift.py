"""The trend of an area: its own, pulled to that of its gemeente, that to the country, and that to nought.

How hard each is pulled follows from the figures: what differs from year to year as much as between areas is no trend.

Source: empirical Bayes (Efron and Morris 1975).
"""

from __future__ import annotations

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.outlook.noise import Noise
from buurtwijzer.evidence.outlook.series import Series

_ENOUGH_STEPS = 3


def trends(series: Series, noise: Noise) -> FloatArray:
    """Give (n,) the yearly step of every area on the even scale.

    Args:
        series: The years that are known.
        noise: Its noise.
    """
    growth = series.growth()
    whole = np.isfinite(series.waarden).all(axis=0) & np.isfinite(growth)
    gaps = np.diff(series.jaren).astype(np.float64)
    steps = np.diff(series.scaled()[:, whole], axis=0) / gaps[:, None]
    own, weight = growth[whole], growth[whole] ** 2
    country = _country((steps * own).sum(axis=1) / weight.sum(), gaps)
    towns = int(series.groep.max()) + 1
    group = series.groep[whole]
    total = np.asarray(np.bincount(group, weight, minlength=towns), dtype=np.float64)
    per_town = np.stack([np.bincount(group, step * own, minlength=towns) for step in steps])
    yearly = np.divide(per_town, total, out=np.zeros_like(per_town), where=total > 0)
    yearly -= (steps * own).sum(axis=1)[:, None] / weight.sum()
    town = _towns(yearly, total, gaps)
    span = gaps.sum()
    slopes = (steps * gaps[:, None]).sum(axis=0) / span / own
    left = slopes - (_mean_step(steps, own, gaps) + (yearly * gaps[:, None]).sum(axis=0)[group] / span)
    wandered = (noise.dwalen[:, whole] * gaps[:, None]).sum(axis=0)
    chance = (2.0 * noise.jaar[whole] + wandered) / (span**2 * weight)
    kept = noise.richting / (noise.richting + chance) if noise.richting > 0 else np.zeros(len(own))
    found = (country + town[series.groep]) * np.where(np.isfinite(growth), growth, 0.0)
    found[whole] += kept * left * own
    return np.asarray(found)


def _mean_step(steps: FloatArray, growth: FloatArray, gaps: FloatArray) -> float:
    yearly = (steps * growth).sum(axis=1) / (growth**2).sum()
    return float((yearly * gaps).sum() / gaps.sum())


def _country(yearly: FloatArray, gaps: FloatArray) -> float:
    """Give the trend of the country as far as it stands out from how much its years differ."""
    mean = float((yearly * gaps).sum() / gaps.sum())
    if len(yearly) < _ENOUGH_STEPS or mean == 0.0:
        return 0.0
    chance = float(((yearly - mean) ** 2).sum() / (len(yearly) - 1) / len(yearly))
    return mean * max(0.0, 1.0 - chance / mean**2)


def _towns(yearly: FloatArray, total: FloatArray, gaps: FloatArray) -> FloatArray:
    """Give per gemeente what its trend differs from that of the country, as far as steps that do not touch agree."""
    mean = (yearly * gaps[:, None]).sum(axis=0) / gaps.sum()
    pairs = [yearly[a] * yearly[b] for a in range(len(yearly)) for b in range(a + 2, len(yearly))]
    there = total > 0
    if not pairs or there.sum() < _ENOUGH_STEPS:
        return np.zeros(len(total))
    weight = np.where(there, total, 0.0)
    real = max(float((np.stack(pairs).mean(axis=0) * weight).sum() / weight.sum()), 0.0)
    if real == 0.0:
        return np.zeros(len(total))
    # The rest of what gemeenten differ is chance that falls with their size.
    chance = max(float(((mean**2 - real) * weight).sum()) / there.sum(), 0.0)
    return np.asarray(mean * real / (real + np.divide(chance, total, out=np.full(len(total), np.inf), where=there)))
