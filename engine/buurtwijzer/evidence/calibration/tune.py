"""Tuning the tables to known shares, held back by what the tables rest on.

The loss is the cross-entropy of the known shares, each area counted by how many people were really asked; what holds
back is how far every table moves, counted as if it were a survey of its own of ``kracht`` times the respondents it
rests on. So a published table moves less than an assumed one, and with a high enough ``kracht`` nothing moves.

Source: penalised maximum likelihood with pseudo-observations (Dirichlet prior in its normal form).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.calibration.forward import Areas, changed, forward, reconciled, slopes
from buurtwijzer.segmentation.indextable import IndexTable

_TINY = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Known shares of n areas.

    Attributes:
        gebieden: What else is known of these areas.
        aandeel: (n, s) known shares, rows add up to 1.
        gewicht: (n,) for how many people each area counts.
    """

    gebieden: Areas
    aandeel: FloatArray
    gewicht: FloatArray

    def take(self, rows: FloatArray | np.ndarray[tuple[int], np.dtype[np.int64]]) -> Known:
        """Give some areas."""
        return Known(self.gebieden.take(rows), self.aandeel[rows], self.gewicht[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Grip:
    """What holds the tables back.

    Attributes:
        steekproef_n: Per table the number of respondents it counts for.
        vorm_n: The same for weights, tempering and shrinking, which no survey gave.
        stappen_n: At most so many steps.
    """

    steekproef_n: tuple[float, ...]
    vorm_n: float
    stappen_n: int


def hold(start: IndexTable, grip: Grip) -> FloatArray:
    """Give (p,) for how many people every number that may be tuned stands."""
    cells = [
        (size * start.pi[:, None] * np.maximum(own, _TINY)).ravel()
        for own, size in zip(start.tabellen, grip.steekproef_n, strict=True)
    ]
    return np.concatenate([*cells, np.full(len(start.tabellen) + 2, grip.vorm_n)])


def tune(
    known: Known, land: Areas, start: IndexTable, grip: Grip, kracht: float, begin: FloatArray | None = None
) -> FloatArray:
    """Find the change of the tables that fits the known shares best, held back.

    Args:
        known: The known shares.
        land: Areas of the country, for which the national shares are kept.
        start: The tables as published.
        grip: What holds back.
        kracht: How strongly; infinite leaves all as it is.
        begin: (p,) change to start from.

    Returns:
        (p,) the change, for `changed`.
    """
    from scipy.optimize import minimize  # type: ignore[import-untyped] # noqa: PLC0415 - comes with scikit-learn, needed here only

    held = hold(start, grip)
    if not np.isfinite(kracht):
        return np.zeros(len(held))
    found = minimize(
        lambda theta: loss(theta, known, land, start, kracht * held),
        np.zeros(len(held)) if begin is None else begin,
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": grip.stappen_n, "ftol": 1e-8, "gtol": 1e-6},
    )
    return np.asarray(found.x, dtype=np.float64)


def loss(theta: FloatArray, known: Known, land: Areas, start: IndexTable, held: FloatArray) -> tuple[float, FloatArray]:
    """Give the loss per person that counts, and its (p,) slopes."""
    table, nation, steep = reconciled(land, changed(start, theta))
    step = forward(known.gebieden, table)
    people = float(known.gewicht.sum())
    told = known.gewicht[:, None] * np.log(np.maximum(step.aandeel, _TINY)) * known.aandeel
    miss = known.gewicht[:, None] * (step.aandeel - known.aandeel)
    slope = slopes(step, miss)
    # What a change does to the factors, and through these to the known areas.
    pull = np.linalg.pinv(steep) @ miss.sum(axis=0)
    share = land.inwoners / land.inwoners.sum()
    back = nation.aandeel * (pull - (nation.aandeel @ pull)[:, None]) * share[:, None]
    slope -= slopes(nation, back)
    value = -float(told.sum()) + 0.5 * float((held * theta * theta).sum())
    return value / people, (slope + held * theta) / people
