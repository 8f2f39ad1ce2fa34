"""Percentages written as parts of one, as Excel keeps a cell that shows 40 %: never read a hundred times too low.

How many figures it takes and from which national median on it cannot be otherwise stands in ``parameters/bewaking``.
"""

from __future__ import annotations

import numpy as np

from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.data.cells import SheetCells
from buurtwijzer.data.forms import issue_kinds as kinds
from buurtwijzer.data.layouts.eigen import Eigen, goal_name
from buurtwijzer.data.layouts.model import View
from buurtwijzer.data.own import figure_issue_kinds as own_kinds
from buurtwijzer.data.table import FloatArray
from buurtwijzer.rulebook.column_targets import OWN_LAYOUT
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own import is_own
from buurtwijzer.rulebook.parameter_ranges import limit_of
from buurtwijzer.rulebook.schema import Eenheid, Indicator, Kolom


def report_fractions(
    cells: SheetCells, view: View, indicator: Indicator, kolom: Kolom, values: FloatArray, rulebook: Rulebook
) -> None:
    """Tell of a column of percentages in which no figure is above 1.

    Args:
        cells: The sheet; what is wrong is told there.
        view: Where the column is looked up.
        indicator: Whose figures they are.
        kolom: Names the column; a share of counts is made here and is right.
        values: (n,) figures, NaN where there is none.
        rulebook: Has the limits and the national quantiles.
    """
    # Of a column that the user says something about, the unit is asked for there.
    is_theirs = isinstance(cells.layout, Eigen) or view.layout.id == OWN_LAYOUT
    if kolom.waarde is None or is_theirs or indicator.eenheid is not Eenheid.PCT:
        return
    known = values[~np.isnan(values)]
    least, limit = limit_of(rulebook, "fractie_gebieden_n"), limit_of(rulebook, "fractie_mediaan_pct")
    if least is None or limit is None or len(known) < max(least, 1):
        return
    if not known.any() or known.min() < 0 or known.max() > 1:
        return
    median = _median(indicator.id, rulebook)
    if median is not None and median < limit:
        return
    at = view.column(kolom.waarde) or 0
    words = {"kolom": cells.head(at), "aantal": plural(len(known), "cijfer", "cijfers"), "indicator": indicator.naam}
    kind = kinds.MISSCHIEN_FRACTIES if median is None else kinds.FRACTIES
    issue = kind.at(cells.place(None, at), **words, mediaan="" if median is None else format_number(median))
    if issue not in cells.issues:
        cells.issues.append(issue)


def refuse_own_fractions(cells: SheetCells, view: View, indicator: Indicator, kolom: Kolom, values: FloatArray) -> None:
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
        issue = own_kinds.LIJKT_FRACTIE.at(cells.place(None, view.column(kolom.waarde)), naam=indicator.naam)
        cells.issues.append(issue)


def _median(name: str, rulebook: Rulebook) -> float | None:
    """Give the national median of an indicator in the latest reference that has it."""
    for year in sorted(rulebook.referentie, reverse=True):
        for known in rulebook.referentie[year].indicatoren:
            if known.indicator == name:
                return known.kwantielen.p50
    return None
