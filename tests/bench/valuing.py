"""S20: ten thousand draws of a large plan, against the same number of multiplications and additions in plain NumPy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

import buurtwijzer
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan, PlanRegel
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.build.model import build_model
from buurtwijzer.valuation.model import Waardemodel
from buurtwijzer.valuation.simulate import simulate
from tests.bench.measure import Measured, against_limit, compare, seconds

_LINES, _YEARS, _DRAWS, _BLOCK = 30, 5, 10_000, 2_000
_SECONDS, _MODEL_SECONDS = 2.0, 0.5


def measure(folder: Path) -> Iterator[Measured]:
    """Measure the draws of a plan of 30 lines with two effects over five years, and the making of its model."""
    rules = buurtwijzer.load_rulebook()
    plan, areas = _large(rules)
    model = build_model(plan, rules, areas).model
    yield against_limit("S20", "10.000 trekkingen van 30 regels: s tegen 2", _timed(model), _SECONDS, "s")
    build = seconds(lambda: build_model(plan, rules, areas))
    yield against_limit("S20b", "model van 30 regels maken: s tegen 0,5", build, _MODEL_SECONDS, "s")
    operations = len(model.needed(["t_saldo"]))
    block = np.ones(_BLOCK)

    def bound() -> None:
        for _ in range(operations * (_DRAWS // _BLOCK)):
            np.multiply(block, 1.5)
            np.add(block, 1.5)

    yield compare(
        "S20c",
        "trekkingen tegen twee bewerkingen per formule in kale NumPy",
        lambda: simulate(model, trekkingen=_DRAWS, zaad=1),
        bound,
        goal=None,
        rounds=3,
    )


def _timed(model: Waardemodel) -> float:
    simulate(model, trekkingen=_BLOCK, zaad=1)
    return seconds(lambda: simulate(model, trekkingen=_DRAWS, zaad=1))


def _large(rules: Rulebook) -> tuple[Plan, dict[str, Gebied]]:
    two = [item for item in rules.interventies.values() if len(item.effecten) == 2][: _LINES // 3]
    figures = {item.indicator: 20.0 for item in rules.uitkomsten.values() if item.indicator}
    areas = {
        code: Gebied(code, code, 5_000.0, 2_400.0, figures, dict.fromkeys(figures, 2024)) for code in ("A", "B", "C")
    }
    lines = [
        PlanRegel(item.id, code, 2.0, 2025, 3 if item.kosten.ritme == "jaarlijks" else 1)
        for code in areas
        for item in two
    ]
    return Plan("groot", "Groot", "niets", 2025, _YEARS, 2025, tuple(lines)), areas
