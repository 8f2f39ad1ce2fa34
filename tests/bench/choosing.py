"""S9: the best plan within budgets, certified, against the exact solver alone and against value per euro."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from buurtwijzer.valuation.portfolio import highs
from buurtwijzer.valuation.portfolio.certified import certify
from buurtwijzer.valuation.portfolio.milp import core_problem
from buurtwijzer.valuation.portfolio.optimise import optimise
from buurtwijzer.valuation.portfolio.problem import Probleem, is_feasible
from buurtwijzer.valuation.portfolio.rest import make_rest
from tests.bench.measure import Measured, against_limit, compare, seconds
from tests.unit.portefeuilles import city

_CITY, _COUNTRY = 500, 14_500
_GAP, _CITY_S, _COUNTRY_S = 1e-4, 2.0, 3.0
_SEEDS = 5


def measure(folder: Path) -> Iterator[Measured]:
    """Measure cities of one and of ten budgets, and the whole country."""
    found = [_timed(city(_CITY, seed=seed)) for seed in range(_SEEDS)]
    yield against_limit("S9", "500 x 40: gat tegen 0,01 %", max(gap for gap, _, _ in found), _GAP, "deel")
    yield against_limit("S9b", "500 x 40: seconden tegen 2", median(s for _, s, _ in found), _CITY_S, "s")
    short = median(missed for _, _, missed in found)
    yield Measured("S9c", "500 x 40: wat waarde per euro laat liggen", short, None, short, 1.0, "deel")
    gap, took, short = _timed(city(_CITY, seed=1, parties=10, floors=40))
    yield Measured("S9d", "500 x 40, tien budgetten en veertig ondergrenzen: gat", gap / _GAP, None, gap, _GAP, "deel")
    yield Measured("S9e", "hetzelfde: seconden", took / _CITY_S, None, took, _CITY_S, "s")
    yield Measured("S9f", "hetzelfde: wat waarde per euro laat liggen", short, None, short, 1.0, "deel")
    middle = city(1_000, seed=1)
    yield compare(
        "S9g",
        "gecertificeerd tegen HiGHS alleen (1.000 x 40)",
        lambda: _certified(middle),
        lambda: _alone(middle),
        goal=0.10,
        rounds=3,
        warm=False,
    )
    country = city(_COUNTRY, seed=1)
    yield against_limit(
        "S9h", "14.500 x 40, gat onder 0,05 %: seconden tegen 3", seconds(lambda: _certified(country)), _COUNTRY_S, "s"
    )


def _timed(problem: Probleem) -> tuple[float, float, float]:
    start = perf_counter()
    found = optimise(problem, seconds=_CITY_S, gap=_GAP)
    took = perf_counter() - start
    assert is_feasible(problem, found.keuze)
    return found.gat_frac, took, found.gulzig.tekort_frac


def _certified(problem: Probleem) -> None:
    rest = make_rest(problem)
    assert rest is not None
    assert certify(rest, gap=5 * _GAP).gap <= 5 * _GAP


def _alone(problem: Probleem) -> None:
    rest = make_rest(problem)
    assert rest is not None
    items = np.flatnonzero(rest.open)
    assert highs.solve(core_problem(rest, items, items[:0]), gap=_GAP, seconds=60).chosen is not None
