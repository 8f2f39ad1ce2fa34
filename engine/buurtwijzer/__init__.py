"""Buurtwijzer: from neighbourhood figures to scores, attention points, strengths and advice, explainable to the cell.

The facade. Names are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from buurtwijzer.assessment import Assessment, Options
    from buurtwijzer.core.errors import BuurtwijzerError, InputError, OutputError, RulebookError
    from buurtwijzer.data.read import read_buurten
    from buurtwijzer.data.table import BuurtData, BuurtTable
    from buurtwijzer.evidence.backtest.backtest import backtest
    from buurtwijzer.evidence.backtest.model import Terugblik
    from buurtwijzer.evidence.effect.measure import measure_effect
    from buurtwijzer.evidence.effect.model import Effect, EffectVraag
    from buurtwijzer.evidence.outlook.model import Outlook
    from buurtwijzer.evidence.outlook.outlook import outlook
    from buurtwijzer.pipeline import assess
    from buurtwijzer.reporting.explain import explain
    from buurtwijzer.reporting.injection.write_back import write_back
    from buurtwijzer.reporting.workbook import write_workbook
    from buurtwijzer.rulebook.loader import load_rulebook
    from buurtwijzer.rulebook.model import Rulebook
    from buurtwijzer.rulebook.plan import Plan
    from buurtwijzer.rulebook.plans import read_plan
    from buurtwijzer.valuation.appraise import Waardering, appraise
    from buurtwijzer.valuation.best_plan import BestePlan, optimise
    from buurtwijzer.valuation.scenarios import Vergelijking, compare

_HOME = {
    "Assessment": "buurtwijzer.assessment",
    "BestePlan": "buurtwijzer.valuation.best_plan",
    "BuurtData": "buurtwijzer.data.table",
    "BuurtTable": "buurtwijzer.data.table",
    "BuurtwijzerError": "buurtwijzer.core.errors",
    "Effect": "buurtwijzer.evidence.effect.model",
    "EffectVraag": "buurtwijzer.evidence.effect.model",
    "InputError": "buurtwijzer.core.errors",
    "Options": "buurtwijzer.assessment",
    "Outlook": "buurtwijzer.evidence.outlook.model",
    "OutputError": "buurtwijzer.core.errors",
    "Plan": "buurtwijzer.rulebook.plan",
    "Rulebook": "buurtwijzer.rulebook.model",
    "RulebookError": "buurtwijzer.core.errors",
    "Terugblik": "buurtwijzer.evidence.backtest.model",
    "Vergelijking": "buurtwijzer.valuation.scenarios",
    "Waardering": "buurtwijzer.valuation.appraise",
    "appraise": "buurtwijzer.valuation.appraise",
    "assess": "buurtwijzer.pipeline",
    "backtest": "buurtwijzer.evidence.backtest.backtest",
    "compare": "buurtwijzer.valuation.scenarios",
    "explain": "buurtwijzer.reporting.explain",
    "load_rulebook": "buurtwijzer.rulebook.loader",
    "measure_effect": "buurtwijzer.evidence.effect.measure",
    "optimise": "buurtwijzer.valuation.best_plan",
    "outlook": "buurtwijzer.evidence.outlook.outlook",
    "read_buurten": "buurtwijzer.data.read",
    "read_plan": "buurtwijzer.rulebook.plans",
    "write_back": "buurtwijzer.reporting.injection.write_back",
    "write_workbook": "buurtwijzer.reporting.workbook",
}

__all__ = [
    "Assessment",
    "BestePlan",
    "BuurtData",
    "BuurtTable",
    "BuurtwijzerError",
    "Effect",
    "EffectVraag",
    "InputError",
    "Options",
    "Outlook",
    "OutputError",
    "Plan",
    "Rulebook",
    "RulebookError",
    "Terugblik",
    "Vergelijking",
    "Waardering",
    "appraise",
    "assess",
    "backtest",
    "compare",
    "explain",
    "load_rulebook",
    "measure_effect",
    "optimise",
    "outlook",
    "read_buurten",
    "read_plan",
    "write_back",
    "write_workbook",
]


def __getattr__(name: str) -> Any:
    """Load a name of the facade when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module 'buurtwijzer' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
