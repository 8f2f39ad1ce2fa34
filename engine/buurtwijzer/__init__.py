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
    from buurtwijzer.pipeline import assess
    from buurtwijzer.reporting.explain import explain
    from buurtwijzer.reporting.injection.write_back import write_back
    from buurtwijzer.reporting.workbook import write_workbook
    from buurtwijzer.rulebook.loader import load_rulebook
    from buurtwijzer.rulebook.model import Rulebook

_HOME = {
    "Assessment": "buurtwijzer.assessment",
    "BuurtData": "buurtwijzer.data.table",
    "BuurtTable": "buurtwijzer.data.table",
    "BuurtwijzerError": "buurtwijzer.core.errors",
    "InputError": "buurtwijzer.core.errors",
    "Options": "buurtwijzer.assessment",
    "OutputError": "buurtwijzer.core.errors",
    "Rulebook": "buurtwijzer.rulebook.model",
    "RulebookError": "buurtwijzer.core.errors",
    "assess": "buurtwijzer.pipeline",
    "explain": "buurtwijzer.reporting.explain",
    "load_rulebook": "buurtwijzer.rulebook.loader",
    "read_buurten": "buurtwijzer.data.read",
    "write_back": "buurtwijzer.reporting.injection.write_back",
    "write_workbook": "buurtwijzer.reporting.workbook",
}

__all__ = [
    "Assessment",
    "BuurtData",
    "BuurtTable",
    "BuurtwijzerError",
    "InputError",
    "Options",
    "OutputError",
    "Rulebook",
    "RulebookError",
    "assess",
    "explain",
    "load_rulebook",
    "read_buurten",
    "write_back",
    "write_workbook",
]


def __getattr__(name: str) -> Any:
    """Load a name of the facade when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module 'buurtwijzer' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
