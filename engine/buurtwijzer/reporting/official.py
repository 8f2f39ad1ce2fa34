"""The official figure of a risico: what RIVM, CBS or TNO publish of the thing itself, with its kind and year."""

from __future__ import annotations

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number
from buurtwijzer.reporting.explain import UNIT_WORDS
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores


def official_figure(assessment: Assessment, outcome: OutcomeScores, row: int) -> str:
    """Give the official figure of a risico in words.

    Args:
        assessment: The result.
        outcome: Any outcome; only a risico can have an official figure.
        row: Row number of the area.

    Returns:
        For example ``Eenzaam 46,2 % (schatting, 2020)``; empty when there is none or the area is too small to show.
    """
    if outcome.soort is not OutcomeKind.RISICO:
        return ""
    indicator = assessment.rulebook.risicos[outcome.id].officieel_cijfer
    table = assessment.table
    if indicator is None or indicator not in table.indicatoren or not _may_be_shown(assessment, row):
        return ""
    value = float(table.values[row, table.column(indicator)])
    if np.isnan(value):
        return ""
    rule = assessment.rulebook.indicatoren[indicator]
    year = int(table.jaar[row, table.column(indicator)])
    return f"{rule.naam} {format_number(value)} {UNIT_WORDS[rule.eenheid]} ({rule.soort.value}, {year})".replace(
        "  ", " "
    )


def _may_be_shown(assessment: Assessment, row: int) -> bool:
    residents = float(assessment.table.inwoners[row])
    return residents >= assessment.rulebook.getal("kleine_gebieden", "inwoners_n")
