"""Bring an effect to figures a reader knows: in the unit of the indicator, per area and per year."""

from __future__ import annotations

import numpy as np

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.effect.checks import path_of_comparable
from buurtwijzer.evidence.effect.estimate import Chance, interval
from buurtwijzer.evidence.effect.fit import Fitted
from buurtwijzer.evidence.effect.model import GebiedEffect, Jaarcijfer, Maat, Schatting, Vergelijkbaar


def in_units(
    fitted: Fitted, treated: IntArray, found: Schatting
) -> tuple[Schatting | None, Schatting, Schatting | None]:
    """Give the effect as a fraction of what was expected, in the unit of the indicator, and as a count a year."""
    series = fitted.series
    after = slice(series.voor_n, None)
    below = series.onder[after].sum(axis=0)[treated] if series.telling else series.omvang[treated]
    expected = float((fitted.verwacht[treated] * below).sum() / below.sum())
    if series.maat is Maat.PUNTEN:
        return (_times(found, 1.0 / expected) if expected > 0 else None), found, None
    years = len(series.jaren) - series.voor_n
    count = _times(found, expected * float(below.sum()) / series.schaal / years) if series.telling else None
    return found, _times(found, expected), count


def _times(found: Schatting, factor: float) -> Schatting:
    return Schatting(found.waarde * factor, found.laag * factor, found.hoog * factor)


def areas_of(fitted: Fitted, treated: IntArray, zekerheid: float) -> tuple[GebiedEffect, ...]:
    """Give every treated area with its own effect and its comparable areas."""
    series, strays = fitted.series, fitted.strays(fitted.na)
    error = np.sqrt(fitted.spreiding.variantie)
    pool = np.flatnonzero(fitted.toegestaan & np.isfinite(strays))
    chance = Chance.of(strays[pool] / error[pool], zekerheid)
    weight = 1.0 / fitted.spreiding.variantie[treated]
    share = weight / weight.sum()
    return tuple(
        GebiedEffect(
            series.code[row],
            series.naam[row],
            str(series.gemeente[row]),
            float(fitted.voor[row]),
            float(fitted.na[row]),
            float(fitted.verwacht[row]),
            interval(series.maat, float(strays[row]), float(error[row]), chance),
            float(share[at]),
            tuple(
                Vergelijkbaar(series.code[other], series.naam[other], float(far))
                for other, far in zip(fitted.buren[row].tolist(), fitted.afstand[row].tolist(), strict=True)
                if other >= 0
            ),
        )
        for at, row in enumerate(treated.tolist())
    )


def figures_of(fitted: Fitted, treated: IntArray) -> tuple[Jaarcijfer, ...]:
    """Give the figures of every year: treated, comparable and country."""
    series = fitted.series
    rates, path = series.rates(), path_of_comparable(fitted)
    everyone = np.arange(len(series.code))

    def mean(values: FloatArray, year: int, rows: IntArray) -> float:
        weight = series.onder[year, rows] if series.telling else series.omvang[rows]
        return float((values[year, rows] * weight).sum() / weight.sum())

    return tuple(
        Jaarcijfer(
            jaar,
            year >= series.voor_n,
            mean(rates, year, treated),
            mean(path, year, treated),
            mean(rates, year, everyone),
        )
        for year, jaar in enumerate(series.jaren)
    )
