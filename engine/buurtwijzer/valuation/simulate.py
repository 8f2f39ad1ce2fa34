"""How certain a plan is: every uncertain input drawn many times, the same chance for the same input in every plan.

Each input has a triangular distribution (lowest, most likely, highest). A draw depends on the seed and on what the
input is alone (`draw_keys`), so two plans that share an input meet the same luck and their difference is no noise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.draws import uniform
from buurtwijzer.data.table import FloatArray
from buurtwijzer.valuation.draw_keys import draw_keys, moves_together
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.model import Waardemodel

SALDO, PER_EURO = "t_saldo", "t_per_euro"
REST = "samen"
_BLOCK = 2_000
"""Draws that are computed at a time: all cells of a large plan over all draws would not fit in memory."""
_TENTHS = (10.0, 50.0, 90.0)


@dataclass(frozen=True, slots=True, eq=False)
class Simulatie:
    """What the draws gave.

    Attributes:
        trekkingen: Number of draws D.
        zaad: Seed.
        saldi: (D,) net present value per draw.
        saldo: P10, P50 and P90 of it.
        per_euro: P10, P50 and P90 of value per euro; None where it has none.
        gemiddelde: Mean net present value.
        kans_positief: Share of draws with a net present value above 0.
        aandelen: Per input, with all that is drawn as one with it, the share of the variance of the net present value
            that goes with it alone, largest first, then `REST`: what only inputs together explain. Adds up to 1; empty
            when nothing varies.
        per_regel: Per line P10, P50 and P90 of its value per euro, as `per_euro`.
        saldo_per_regel: Per line P10, P50 and P90 of its net present value.
    """

    trekkingen: int
    zaad: int
    saldi: FloatArray
    saldo: tuple[float, float, float]
    per_euro: tuple[float, float, float] | None
    gemiddelde: float
    kans_positief: float
    aandelen: tuple[tuple[str, float], ...]
    per_regel: Mapping[str, tuple[float, float, float] | None]
    saldo_per_regel: Mapping[str, tuple[float, float, float]]


def simulate(model: Waardemodel, *, trekkingen: int, zaad: int) -> Simulatie:
    """Draw every uncertain input and compute the plan each time.

    Args:
        model: The plan.
        trekkingen: Number of draws, at least 1.
        zaad: Seed; the same seed gives the same draws for ever.
    """
    drawn = draw_inputs(model, trekkingen=trekkingen, zaad=zaad)
    lines = {regel.id: f"{regel.id}_per_euro" for regel in model.regels}
    saldi, ratio = np.empty(trekkingen), np.empty(trekkingen)
    ratios = {id_: np.empty(trekkingen) for id_ in lines}
    worth = {id_: np.empty(trekkingen) for id_ in lines}
    wanted = (SALDO, PER_EURO, *lines.values(), *(f"{id_}_saldo" for id_ in lines))
    for start in range(0, trekkingen, _BLOCK):
        part = slice(start, start + _BLOCK)
        values = model.compute({naam: draws[part] for naam, draws in drawn.items()}, alleen=wanted)
        saldi[part], ratio[part] = values[SALDO], values[PER_EURO]
        for id_, naam in lines.items():
            ratios[id_][part] = values[naam]
            worth[id_][part] = values[f"{id_}_saldo"]
    return Simulatie(
        trekkingen,
        zaad,
        saldi,
        _percentiles(saldi),
        _band(ratio),
        float(saldi.mean()),
        float((saldi > 0).mean()),
        variance_shares({naam: drawn[naam] for naam in moves_together(model)}, saldi),
        {id_: _band(own) for id_, own in ratios.items()},
        {id_: _percentiles(own) for id_, own in worth.items()},
    )


def draw_inputs(model: Waardemodel, *, trekkingen: int, zaad: int) -> dict[str, FloatArray]:
    """Give per uncertain input its draws (D,)."""
    keys = draw_keys(model)
    return {
        naam: triangular(uniform(f"{zaad}|{keys[naam]}", trekkingen), item)
        for naam, item in model.invoer.items()
        if item.laag is not None and item.hoog is not None
    }


def triangular(chance: FloatArray, item: Invoer) -> FloatArray:
    """Turn chances 0-1 into values of a triangular distribution.

    Args:
        chance: (D,) uniform numbers.
        item: An input with a range.

    Returns:
        (D,) values between its lowest and highest.
    """
    low, mode, high = item.laag, item.waarde, item.hoog
    if low is None or high is None or low == high:
        return np.full(chance.shape, mode)
    split = (mode - low) / (high - low)
    below = low + np.sqrt(chance * (high - low) * (mode - low))
    above = high - np.sqrt((1 - chance) * (high - low) * (high - mode))
    return np.where(chance < split, below, above)


def variance_shares(drawn: Mapping[str, FloatArray], saldi: FloatArray) -> tuple[tuple[str, float], ...]:
    """Split the variance over the inputs by squared correlation; what is left goes to inputs together.

    Squares of independent inputs add up to at most 1; chance in the sample may lift them over it, then they are brought
    back to 1 in proportion and nothing is left.
    """
    spread = saldi - saldi.mean()
    whole = float(spread @ spread)
    if np.ptp(saldi) == 0:
        return ()
    found = []
    for naam, values in drawn.items():
        own = values - values.mean()
        size = float(own @ own)
        if size > 0:
            found.append((naam, float(own @ spread) ** 2 / (size * whole)))
    explained = sum(share for _, share in found)
    if explained > 1:
        found = [(naam, share / explained) for naam, share in found]
    found.sort(key=lambda item: (-item[1], item[0]))
    return (*found, (REST, max(0.0, 1 - explained)))


def _band(ratios: FloatArray) -> tuple[float, float, float] | None:
    return _percentiles(ratios) if bool(np.isfinite(ratios).all()) else None


def _percentiles(values: FloatArray) -> tuple[float, float, float]:
    low, middle, high = np.percentile(values, _TENTHS)
    return float(low), float(middle), float(high)
