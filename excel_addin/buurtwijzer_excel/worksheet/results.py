"""The computation behind the worksheet functions: once per state of the workbook, shared by all of them.

A function in a sheet changes the sheet it stands in, so a sheet is read again often; what counts is whether the figures
in it changed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.data.own.rows import meant_rows
from buurtwijzer.data.table import BuurtData
from buurtwijzer.pipeline import assess
from buurtwijzer_excel.workbook.kept import kept_national
from buurtwijzer_excel.workbook.run import OwnWorkbook, figures_of
from buurtwijzer_excel.workbook.settings import Settings


@dataclass(frozen=True, slots=True, eq=False)
class _Computed:
    """What was computed last, and from what."""

    naam: str
    settings: Settings
    data: BuurtData
    assessment: Assessment

    def holds(self, naam: str, settings: Settings, data: BuurtData, sha256: str) -> bool:
        """Tell whether it was computed from the same workbook, choices, figures and rules."""
        same = (self.naam, self.settings, self.assessment.rulebook.sha256) == (naam, settings, sha256)
        return same and _are_equal(self.data, data)


_last: list[_Computed] = []


def results_for(workbook: OwnWorkbook, settings: Settings, blad: str, codes: Collection[str]) -> Assessment:
    """Give the result for some areas, with those of the sheet beside them.

    Args:
        workbook: The user's workbook.
        settings: Choices of the user.
        blad: Sheet with the formula.
        codes: Areas that are asked for; one without figures is not in the result.

    Raises:
        InputError: There are no figures, a setting is wrong, or none of the areas can be assessed.
        RulebookError: The rules have mistakes.
    """
    rulebook, data = figures_of(workbook, blad, settings, codes={*codes, *_codes_on(workbook, blad)})
    known = {code for code, niveau in zip(data.table.code, data.table.niveau, strict=True) if niveau is settings.niveau}
    wanted = known & set(codes)
    kept = _last[0] if _last and _last[0].holds(workbook.naam, settings, data, rulebook.sha256) else None
    if kept is not None and wanted <= set(kept.assessment.table.code):
        return kept.assessment
    before = set(kept.assessment.table.code) if kept is not None else set()
    on_sheet = known & _codes_on(workbook, blad)
    options = settings.options(tuple(sorted(wanted | before | on_sheet)))
    landelijk = kept_national(settings.referentie, rulebook)
    assessment = assess(data, rulebook, options, landelijk=landelijk)
    _last[:] = [_Computed(workbook.naam, settings, data, assessment)]
    return assessment


def forget() -> None:
    """Keep nothing any longer."""
    _last.clear()


def _codes_on(workbook: OwnWorkbook, blad: str) -> set[str]:
    sheet = workbook.sheet(blad)
    tables = () if sheet is None else meant_rows(sheet.rijen)  # two side by side both count: each may hold a formula
    return {code for own in tables for code in own.codes.values()}


def _are_equal(one: BuurtData, other: BuurtData) -> bool:
    if one is other:
        return True
    a, b = one.table, other.table
    return (
        (a.code, a.indicatoren) == (b.code, b.indicatoren)
        and np.array_equal(a.values, b.values, equal_nan=True)
        and np.array_equal(a.state, b.state)
        and np.array_equal(a.jaar, b.jaar)
        and np.array_equal(a.inwoners, b.inwoners, equal_nan=True)
        and np.array_equal(a.huishoudens, b.huishoudens, equal_nan=True)
    )
