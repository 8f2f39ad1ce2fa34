"""Rules that name a column by a word that is nearly, but not quite, the name of a column of the file.

A column that a delivery simply does not have is no mistake, so only a near miss is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from buurtwijzer.core.issues import Issue
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.cells import SheetCells
from buurtwijzer.data.indicators import used_columns
from buurtwijzer.data.layouts.model import View
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Indicator

# p_hh_li and p_hh_hi are two columns of CBS (0.86 alike); a letter too many or too few is above this.
_NEARLY = 0.9


def misnamed_columns(cells: SheetCells, views: Sequence[View], rulebook: Rulebook) -> list[Issue]:
    """Find the near misses of all rules for the kinds of source in one file."""
    used = {
        name.lower()
        for indicator in rulebook.indicatoren.values()
        for kolom in indicator.kolommen
        for name in used_columns(kolom)
    }
    return [
        issue
        for view in views
        for indicator in rulebook.indicatoren.values()
        for issue in _near_misses(cells, view, sorted(set(view.kolommen) - used), indicator, rulebook)
    ]


def _near_misses(
    cells: SheetCells, view: View, free: list[str], indicator: Indicator, rulebook: Rulebook
) -> Iterator[Issue]:
    for number, kolom in enumerate(indicator.kolommen):
        if kolom.layout != view.layout.id:
            continue
        for name in used_columns(kolom):
            if view.column(name) is None and (close := get_close_matches(name.lower(), free, n=1, cutoff=_NEARLY)):
                yield kinds.KOLOM_LIJKT_OP.at(
                    cells.place(None, view.kolommen[close[0]][0]),
                    indicator=indicator.naam,
                    kolom=name,
                    hoe=f" Bedoelt u {cells.head(view.kolommen[close[0]][0])}?",
                    regel=rulebook.place("indicatoren", indicator.id, "kolommen", str(number)),
                )
