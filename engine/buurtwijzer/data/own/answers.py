"""Figures of a survey with too few answers are hidden: they say little, and may give a person away."""

from __future__ import annotations

import numpy as np

from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.data.cells import SheetCells
from buurtwijzer.data.layouts.model import View
from buurtwijzer.data.own import figure_issue_kinds as kinds
from buurtwijzer.data.table import FloatArray, State, StateArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Indicator, Kolom


def hide_few_answers(
    cells: SheetCells,
    view: View,
    indicator: Indicator,
    kolom: Kolom,
    rulebook: Rulebook,
    figures: tuple[FloatArray, StateArray],
) -> None:
    """Hide, in place, figures that rest on too few answers or on a number of answers that is not known.

    Args:
        cells: The sheet; what is hidden is told there.
        view: Where the columns are looked up.
        indicator: Whose figures they are.
        kolom: Names the column with the number of answers; without one nothing is hidden.
        rulebook: Has the least number of answers.
        figures: (n,) values and states.
    """
    answers = None if kolom.antwoorden is None else cells.column(view, kolom.antwoorden)
    if answers is None:
        return
    values, state = figures
    least = rulebook.getal("kleine_gebieden", "antwoorden_n")
    few = ~(answers.waarden >= least) & (state < State.ONDERDRUKT)
    values[few], state[few] = np.nan, State.ONDERDRUKT
    if few.any():
        count = plural(int(few.sum()), "gebied", "gebieden")
        words = {"naam": indicator.naam, "aantal": count, "grens": format_number(least, 0)}
        cells.issues.append(kinds.WEINIG_ANTWOORDEN.at(cells.place(None, view.column(kolom.antwoorden or "")), **words))
