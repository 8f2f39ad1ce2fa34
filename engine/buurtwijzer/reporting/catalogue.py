"""Every kind of message of the engine, by layer: what the handbook prints and what support looks a code up in."""

from __future__ import annotations

from types import ModuleType

from buurtwijzer import missing_sources, partial_figures, selection
from buurtwijzer.core.issues import IssueKind
from buurtwijzer.data import issue_kinds as data_kinds
from buurtwijzer.data import opendata_issue_kinds
from buurtwijzer.data.areas import issue_kinds as area_issue_kinds
from buurtwijzer.data.forms import issue_kinds as form_kinds
from buurtwijzer.data.forms import old_issue_kinds as old_form_issue_kinds
from buurtwijzer.data.joining import year_issue_kinds
from buurtwijzer.data.own import area_issue_kinds as own_area_kinds
from buurtwijzer.data.own import figure_issue_kinds as own_figure_kinds
from buurtwijzer.data.own import issue_kinds as own_issue_kinds
from buurtwijzer.evidence.backtest import issue_kinds as backtest_kinds
from buurtwijzer.evidence.calibration import issue_kinds as calibration_kinds
from buurtwijzer.evidence.effect import issue_kinds as effect_kinds
from buurtwijzer.evidence.mirror import issue_kinds as mirror_kinds
from buurtwijzer.evidence.nulmeting import issue_kinds as baseline_kinds
from buurtwijzer.evidence.outlook import issue_kinds as outlook_kinds
from buurtwijzer.evidence.proxy import issue_kinds as proxy_kinds
from buurtwijzer.evidence.timeline import issue_kinds as timeline_kinds
from buurtwijzer.evidence.weights import issue_kinds as weights_kinds
from buurtwijzer.reference import country, filling, fitted, national
from buurtwijzer.reporting import issue_kinds as reporting_kinds
from buurtwijzer.reporting.injection import issue_kinds as injection_kinds
from buurtwijzer.reporting.rekenbladen import issue_kinds as audit_kinds
from buurtwijzer.rulebook import issue_kinds as rulebook_kinds
from buurtwijzer.rulebook import (
    judge_issue_kinds,
    modelled_issue_kinds,
    own_column_kinds,
    owner_issue_kinds,
    plan_issue_kinds,
    validation_issue_kinds,
    weights_issue_kinds,
)
from buurtwijzer.rulebook import own_issue_kinds as own_rule_kinds
from buurtwijzer.valuation import issue_kinds as valuation_kinds
from buurtwijzer.valuation import scenario_issue_kinds
from buurtwijzer.valuation.portfolio import issue_kinds as portfolio_kinds

_RULEBOOK = (
    rulebook_kinds,
    own_column_kinds,
    own_rule_kinds,
    judge_issue_kinds,
    modelled_issue_kinds,
    validation_issue_kinds,
    weights_issue_kinds,
    owner_issue_kinds,
)
_READING = (
    data_kinds,
    form_kinds,
    old_form_issue_kinds,
    area_issue_kinds,
    opendata_issue_kinds,
)
_OWN = (
    own_issue_kinds,
    own_figure_kinds,
    own_area_kinds,
)
_FIGURES = (
    year_issue_kinds,
    missing_sources,
    partial_figures,
    selection,
    country,
    filling,
    fitted,
    national,
)
_VALUE = (
    plan_issue_kinds,
    valuation_kinds,
    portfolio_kinds,
    scenario_issue_kinds,
)
_EVIDENCE = (
    proxy_kinds,
    timeline_kinds,
    backtest_kinds,
    outlook_kinds,
    calibration_kinds,
    mirror_kinds,
    weights_kinds,
    effect_kinds,
    baseline_kinds,
)
_OUTPUT = (
    reporting_kinds,
    injection_kinds,
    audit_kinds,
)

Layer = tuple[str, str, tuple[IssueKind, ...]]
"""First letter of the codes, name of the layer and its kinds."""


def _kinds(*modules: ModuleType) -> tuple[IssueKind, ...]:
    return tuple(kind for module in modules for kind in module.KINDS)


LAYERS: tuple[Layer, ...] = (
    ("R", "Regelboek", _kinds(*_RULEBOOK)),
    ("D", "Gegevens", _kinds(*_READING, *_OWN, *_FIGURES)),
    ("W", "Waarde per euro", _kinds(*_VALUE)),
    ("B", "Bewijs", _kinds(*_EVIDENCE)),
    ("X", "Werkmap en opdrachtregel", _kinds(*_OUTPUT)),
)
"""The layers of the engine; what stands on top of it adds its own."""
