"""Percentages of the organisation's own that can only be fractions are refused: 0,56 for 56 % would count as 0,56 %."""

from __future__ import annotations

import numpy as np

from buurtwijzer.data.cells import SheetCells
from buurtwijzer.data.layouts.eigen import goal_name
from buurtwijzer.data.layouts.model import View
from buurtwijzer.data.own import figure_issue_kinds as kinds
from buurtwijzer.data.table import FloatArray
from buurtwijzer.rulebook.own import is_own
from buurtwijzer.rulebook.schema import Eenheid, Indicator, Kolom


def refuse_fractions(cells: SheetCells, view: View, indicator: Indicator, kolom: Kolom, values: FloatArray) -> None:
    """Tell, as a mistake, of percentages of which none is above 1.

    A percentage that is counted out here cannot be a fraction, and a rule that says it stays under 1 % is believed. Of
    a column in a table of columns that table says the unit, and it is looked at there.

    Args:
        cells: The sheet; the mistake is told there.
        view: Where the columns are looked up.
        indicator: Whose figures they are.
        kolom: Names the column.
        values: (n,) figures, NaN where unknown.
    """
    if indicator.eenheid is not Eenheid.PCT or not is_own(indicator):
        return
    is_small = indicator.bovengrens is not None and indicator.bovengrens <= 1
    if kolom.waarde is None or kolom.waarde == goal_name(indicator.id) or is_small:
        return
    known = values[np.isfinite(values)]
    if known.size and 0 < known.max() <= 1:
        cells.issues.append(kinds.LIJKT_FRACTIE.at(cells.place(None, view.column(kolom.waarde)), naam=indicator.naam))
