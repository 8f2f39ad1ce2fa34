"""False zeros: buurten that together have far less than their gemeente, because the source cuts areas up differently.

Such figures look like very safe buurten and are none; they are hidden, and told per gemeente. How much is too little
stands in the rulebook. Source: data-facts 6 (measured: four gemeenten at 0 to 16 percent, all others at 90 or more).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import format_number
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.areas.reading import Areas
from buurtwijzer.data.cells import SheetCells
from buurtwijzer.data.layouts.model import View
from buurtwijzer.data.numbers import Mark, ParsedColumn
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.parameter_ranges import limit_of

# A file with some buurten of a gemeente proves nothing. Rounding keeps a whole gemeente within a percent.
_WHOLE = 0.9


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was found about gemeenten (four digits) in one kind of source.

    Attributes:
        onjuist: Their buurten cannot be right.
        in_orde: Their buurten add up.
        twijfel: Their buurten have less than they should, but whether all are in the file is not known from it.
        niets: Every buurt of them has nought, and the file has no total to hold that against.
    """

    onjuist: frozenset[str] = frozenset()
    in_orde: frozenset[str] = frozenset()
    twijfel: frozenset[str] = frozenset()
    niets: frozenset[str] = frozenset()


def hide_false_zeros(
    cells: SheetCells, views: Sequence[View], areas: Areas, inwoners: FloatArray
) -> Mapping[str, Coverage]:
    """Hide buurten and wijken whose figures do not add up to their gemeente.

    Args:
        cells: The file; the columns read from it are changed in place.
        views: What the file holds.
        areas: Its (n) areas.
        inwoners: (n,) residents, NaN when unknown.

    Returns:
        Per layout what was found, for the moment files are joined.
    """
    found: dict[str, Coverage] = {}
    whole = whole_gemeenten(areas, inwoners) if any(view.layout.minste_dekking for view in views) else {}
    totals = _at(areas, Niveau.GEMEENTE)
    for view in sorted(views, key=lambda view: -view.jaar):
        least = view.layout.minste_dekking
        columns = _counts(cells, view) if least is not None else []
        if least is None or not columns:
            continue
        largest = max(columns, key=lambda column: float(np.nansum(column.waarden[totals])))
        shares = _shares(largest.waarden, areas)
        low = {code for code, share in shares.items() if share < least}
        bad = {code for code in low if whole.get(code, False)}
        if bad:
            hide = positions_under(areas, bad)
            for column in columns:
                column.waarden[hide], column.merken[hide] = np.nan, Mark.LEEG
        earlier = found.get(view.layout.id, Coverage())
        for code in sorted(bad - earlier.onjuist):
            part = f"{format_number(100 * shares[code], 0)} %"
            place = cells.place(None, None)
            cells.issues.append(kinds.VALSE_NULLEN.at(place, gemeente=f"GM{code}", jaar=view.jaar, deel=part))
        wrong = earlier.onjuist | bad
        doubt = (earlier.twijfel | {code for code in low if code not in whole}) - wrong
        fine = (earlier.in_orde | shares.keys()) - low - wrong - doubt
        nothing = frozenset.intersection(*(_nothing(column.waarden, areas) for column in columns))
        nothing &= found[view.layout.id].niets if view.layout.id in found else nothing
        found[view.layout.id] = Coverage(wrong, fine, doubt, nothing)
    return found


def too_many_for_nothing(
    areas: Areas, inwoners: FloatArray, gemeenten: Collection[str], rulebook: Rulebook
) -> frozenset[str]:
    """Give which gemeenten have more residents in their buurten than go with counts of nought everywhere."""
    least = limit_of(rulebook, "nul_inwoners_n")
    if least is None:
        return frozenset()
    together = _together(areas, np.nan_to_num(inwoners))
    return frozenset(code for code in gemeenten if together.get(code, 0.0) >= least)


def whole_gemeenten(areas: Areas, inwoners: FloatArray) -> dict[str, bool]:
    """Tell per gemeente with known residents whether its buurten hold about all of them."""
    return {code: share >= _WHOLE for code, share in _shares(inwoners, areas).items()}


def positions_under(areas: Areas, gemeenten: Collection[str]) -> IntArray:
    """Give the positions of the buurten and wijken in some gemeenten (four digits)."""
    small = (Niveau.BUURT, Niveau.WIJK)
    pairs = enumerate(zip(areas.code, areas.niveau, strict=True))
    return np.array([i for i, (code, level) in pairs if level in small and code[2:6] in gemeenten], dtype=np.int64)


def _counts(cells: SheetCells, view: View) -> list[ParsedColumn]:
    sizes = (cells.layout.inwoners, cells.layout.huishoudens)
    names = [name for name in view.kolommen if name not in sizes and view.layout.is_count(name)]
    return [column for name in names if (column := cells.column(view, name)) is not None]


def _shares(counts: FloatArray, areas: Areas) -> dict[str, float]:
    """Give per gemeente with a total the part of it that its buurten have together."""
    values: FloatArray = np.nan_to_num(counts)
    together = _together(areas, values)
    totals = {areas.code[i][2:6]: float(values[i]) for i in _at(areas, Niveau.GEMEENTE).tolist()}
    return {code: part / totals[code] for code, part in together.items() if totals.get(code, 0.0) > 0}


def _together(areas: Areas, values: FloatArray) -> dict[str, float]:
    together: dict[str, float] = {}
    for position in _at(areas, Niveau.BUURT).tolist():
        code = areas.code[position][2:6]
        together[code] = together.get(code, 0.0) + float(values[position])
    return together


def _nothing(counts: FloatArray, areas: Areas) -> frozenset[str]:
    """Give the gemeenten without a total of which every buurt with a count has nought."""
    known = np.isfinite(counts).astype(float)
    totals = {areas.code[i][2:6] for i in _at(areas, Niveau.GEMEENTE).tolist() if known[i]}
    counted = {code for code, number in _together(areas, known).items() if number}
    found = _together(areas, np.nan_to_num(counts))
    return frozenset(code for code in counted if not found[code] and code not in totals)


def _at(areas: Areas, level: Niveau) -> IntArray:
    return np.array([i for i, own in enumerate(areas.niveau) if own is level], dtype=np.int64)
