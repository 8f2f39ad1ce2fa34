"""Every kind of message of the engine, by layer: what the handbook prints and what support looks a code up in."""

from __future__ import annotations

from buurtwijzer import missing_sources, selection
from buurtwijzer.core.issues import IssueKind
from buurtwijzer.data import old_form_issue_kinds
from buurtwijzer.data.issue_kinds import KINDS as DATA
from buurtwijzer.reference import country, filling, fitted, national
from buurtwijzer.reporting.injection.issue_kinds import KINDS as INJECTION
from buurtwijzer.reporting.issue_kinds import KINDS as REPORTING
from buurtwijzer.reporting.rekenbladen.issue_kinds import KINDS as AUDIT
from buurtwijzer.rulebook.issue_kinds import KINDS as RULEBOOK
from buurtwijzer.rulebook.plan_issue_kinds import KINDS as PLANS
from buurtwijzer.valuation.issue_kinds import KINDS as VALUATION
from buurtwijzer.valuation.portfolio.issue_kinds import KINDS as PORTFOLIO
from buurtwijzer.valuation.scenario_issue_kinds import KINDS as SCENARIOS

_ABOUT_FIGURES = (old_form_issue_kinds, missing_sources, selection, country, filling, fitted, national)

Layer = tuple[str, str, tuple[IssueKind, ...]]
"""First letter of the codes, name of the layer and its kinds."""

LAYERS: tuple[Layer, ...] = (
    ("R", "Regelboek", RULEBOOK),
    ("D", "Gegevens", (*DATA, *(kind for module in _ABOUT_FIGURES for kind in module.KINDS))),
    ("W", "Waarde per euro", (*PLANS, *VALUATION, *PORTFOLIO, *SCENARIOS)),
    ("X", "Werkmap en opdrachtregel", (*REPORTING, *INJECTION, *AUDIT)),
)
"""The layers of the engine; what stands on top of it adds its own."""
