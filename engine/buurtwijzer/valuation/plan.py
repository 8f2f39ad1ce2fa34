"""The plan as the valuation reads it; it is defined where it is read (``rulebook/plan.py``)."""

from __future__ import annotations

from buurtwijzer.rulebook.plan import Budget, EigenWaarde, Plan, PlanRegel, WatAls

__all__ = ["Budget", "EigenWaarde", "Plan", "PlanRegel", "WatAls"]
