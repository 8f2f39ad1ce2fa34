"""Choosing how strongly the tables are held back, and measuring what comes out on areas that had no say in it.

Whole clusters (gemeenten, or wijken within one gemeente) are left out in turn. Inside what is left, clusters are left
out again to choose the strength; so no figure that is reported was chosen on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.draws import uniform
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.calibration.forward import Areas, changed, forward, reconciled
from buurtwijzer.evidence.calibration.tune import Grip, Known, tune
from buurtwijzer.segmentation.indextable import IndexTable

_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Folds:
    """How clusters are left out.

    Attributes:
        delen_n: Parts left out in turn to measure.
        delen_binnen_n: Parts left out in turn to choose the strength.
        krachten: Strengths to choose from, from strong to weak; infinite is not tuned at all.
        zaad: Seed.
    """

    delen_n: int
    delen_binnen_n: int
    krachten: tuple[float, ...]
    zaad: int


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Everything a fit starts from."""

    land: Areas
    start: IndexTable
    grip: Grip


def held_out(problem: Problem, known: Known, clusters: Sequence[str], folds: Folds) -> FloatArray:
    """Give (n, s) tuned shares of every area, each from a fit in which its cluster had no say."""
    parts = parts_of(clusters, folds.delen_n, f"{folds.zaad}|ijking|buiten")
    names = np.asarray(clusters)
    found = np.full_like(known.aandeel, np.nan)
    for part in range(parts.max() + 1):
        inside, outside = np.flatnonzero(parts != part), np.flatnonzero(parts == part)
        kracht = choose(problem, known.take(inside), names[inside].tolist(), folds)
        table = fit(problem, known.take(inside), folds, kracht)
        found[outside] = forward(known.gebieden.take(outside), table).aandeel
    return found


def choose(problem: Problem, known: Known, clusters: Sequence[str], folds: Folds) -> float:
    """Choose the strongest hold that predicts clusters that are left out about as well as the best one does.

    About as well is within one standard error over clusters of the difference.

    Source: the one-standard-error rule of Breiman et al. (1984), on paired differences.
    """
    parts = parts_of(clusters, folds.delen_binnen_n, f"{folds.zaad}|ijking|binnen")
    missed = np.zeros((len(clusters), len(folds.krachten)))
    for part in range(parts.max() + 1):
        inside, rows = known.take(np.flatnonzero(parts != part)), np.flatnonzero(parts == part)
        outside, theta = known.take(rows), None
        for number, kracht in enumerate(folds.krachten):
            theta = tune(inside, problem.land, problem.start, problem.grip, kracht, theta)
            table, _, _ = reconciled(problem.land, changed(problem.start, theta))
            told = np.log(np.maximum(forward(outside.gebieden, table).aandeel, _TINY)) * outside.aandeel
            missed[rows, number] = -outside.gewicht * told.sum(axis=1)
    _, own = np.unique(np.asarray(clusters), return_inverse=True)
    best = missed[:, int(missed.sum(axis=0).argmin())]
    worse = [np.bincount(own, missed[:, number] - best) for number in range(len(folds.krachten))]
    enough = [own.sum() <= np.sqrt(len(own)) * own.std() for own in worse]
    return folds.krachten[enough.index(True)]


def fit(problem: Problem, known: Known, folds: Folds, kracht: float) -> IndexTable:
    """Fit with one strength, coming from the stronger ones as the choice did."""
    theta = None
    for step in folds.krachten[: folds.krachten.index(kracht) + 1]:
        theta = tune(known, problem.land, problem.start, problem.grip, step, theta)
    if theta is None:
        raise ValueError("no strength to fit with")
    return reconciled(problem.land, changed(problem.start, theta))[0]


def parts_of(clusters: Sequence[str], wanted: int, key: str) -> IntArray:
    """Divide clusters over parts, about as many areas in each; which is where hangs on the name and nothing else."""
    names, count = np.unique(np.asarray(clusters), return_counts=True)
    chance = np.array([uniform(f"{key}|{name}", 1)[0] for name in names.tolist()])
    size = np.zeros(min(wanted, len(names)))
    part_of = {}
    for number in np.lexsort((chance, -count)).tolist():
        part = int(size.argmin())
        part_of[names[number]] = part
        size[part] += count[number]
    return np.array([part_of[name] for name in np.asarray(clusters)], dtype=np.int64)
