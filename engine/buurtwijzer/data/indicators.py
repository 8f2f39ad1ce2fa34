"""From columns to indicators: a column itself, or a share of columns, with the state of every part respected.

Source of the noise rule: data-facts 2.3 (CBS rounds counts at random to multiples of 5, so a share of small counts may
pass 100 percent: seen in 10 of 479 Amsterdam buurten in 2019).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.cells import SheetCells
from buurtwijzer.data.fractions import refuse_own_fractions, report_fractions
from buurtwijzer.data.layouts.eigen import goal_name
from buurtwijzer.data.layouts.model import View
from buurtwijzer.data.numbers import ParsedColumn
from buurtwijzer.data.own.answers import hide_few_answers
from buurtwijzer.data.table import FloatArray, IntArray, State, StateArray
from buurtwijzer.rulebook.column_targets import OWN_LAYOUT, answers_of
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Eenheid, Indicator, Kolom
from buurtwijzer.rulebook.shares import figures_to_read

Maat = Literal["inwoners", "huishoudens"]
MATEN: Mapping[str, Maat] = {"a_inw": "inwoners", "a_hh": "huishoudens"}
_FACTOR = {Eenheid.PCT: 100.0, Eenheid.PER_1000: 1000.0}
_ROUNDING = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorColumn:
    """An indicator as one file gives it.

    Attributes:
        waarden: (n,) NaN where `state` is ONDERDRUKT or ONTBREEKT.
        state: (n,) `State`.
        kolommen: Header and 1-based column number of what it was made from, numerators first.
        jaar: Year of the figure.
        layout: Kind of source it comes from.
        regels: (n, p) line of each of those columns, when that is not the row of the area.
        deler: Size of an area that `waarden` must still be divided by, because another file has it.
        factor: What the result of that is multiplied by.
        noemer: (n,) what `waarden` was divided by in its own file; None when it was not divided there.
        maat: Size of an area that a rate was or must be divided by; None for parts of another whole.
    """

    waarden: FloatArray
    state: StateArray
    kolommen: tuple[tuple[str, int], ...]
    jaar: int
    layout: str
    regels: IntArray | None = None
    deler: Maat | None = None
    factor: float = 1.0
    noemer: FloatArray | None = None
    maat: Maat | None = None


def used_columns(kolom: Kolom) -> tuple[str, ...]:
    """Give the names of the columns a rule uses, numerators first, denominator last."""
    return (kolom.waarde,) if kolom.waarde is not None else (*(kolom.teller or ()), *kolom.noemers)


def choose(indicator: Indicator, view: View) -> Kolom | None:
    """Give the first way to take an indicator that fits the layout and year and whose columns are all there.

    A denominator that is the size of an area need not be there: a table of counts gets it from the file with residents.
    """
    for kolom in (_with_answers(indicator, way, view) for way in indicator.kolommen):
        in_time = (kolom.vanaf_jaar or 0) <= view.jaar <= (kolom.tot_jaar or 9999)
        if kolom.layout == view.layout.id and in_time:
            names = used_columns(kolom)
            needed = names[:-1] if _size_from_elsewhere(indicator, kolom, view) else names
            needed = (*needed, *(() if kolom.antwoorden is None else (kolom.antwoorden,)))
            if not any(is_blocked(name) for name in names) and all(view.column(n) is not None for n in needed):
                return kolom
    return _by_goal(indicator, view)


def _by_goal(indicator: Indicator, view: View) -> Kolom | None:
    """Give the column that the user says carries this indicator, when the answers its own rule asks for are there."""
    goal = goal_name(indicator.id)
    if view.layout.id != OWN_LAYOUT or view.column(goal) is None:
        return None
    own = next((kolom for kolom in indicator.kolommen if kolom.layout == OWN_LAYOUT), None)
    answers = None if own is None else _with_answers(indicator, own, view).antwoorden
    if answers is not None and view.column(answers) is None:
        return None
    return Kolom(layout="eigen", waarde=goal, antwoorden=answers)


def _with_answers(indicator: Indicator, kolom: Kolom, view: View) -> Kolom:
    """Let the column that the user says holds the number of answers go before the one that the rule names."""
    goal = goal_name(answers_of(indicator.id))
    if kolom.antwoorden is None or view.layout.id != OWN_LAYOUT or view.column(goal) is None:
        return kolom
    return kolom.model_copy(update={"antwoorden": goal})


def read_indicators(
    cells: SheetCells, views: Sequence[View], rulebook: Rulebook
) -> dict[str, tuple[IndicatorColumn, ...]]:
    """Read every indicator of the rulebook that this file carries; mistakes are kept in `cells`.

    Returns:
        Per id what the file has of it, latest year first.
    """
    found: dict[str, tuple[IndicatorColumn, ...]] = {}
    latest_first = sorted(views, key=lambda view: -view.jaar)
    for name, indicator in sorted(figures_to_read(rulebook).items()):
        ways = [(view, kolom) for view in latest_first if (kolom := choose(indicator, view)) is not None]
        if ways:
            found[name] = tuple(_shown(cells, view, indicator, kolom, rulebook) for view, kolom in ways)
    return found


def _shown(cells: SheetCells, view: View, indicator: Indicator, kolom: Kolom, rulebook: Rulebook) -> IndicatorColumn:
    """Read an indicator, without the figures that rest on too few answers."""
    found = _read(cells, view, indicator, kolom)
    if indicator.id in rulebook.indicatoren:
        refuse_own_fractions(cells, view, indicator, kolom, found.waarden)
    report_fractions(cells, view, indicator, kolom, found.waarden, rulebook)
    hide_few_answers(cells, view, indicator, kolom, rulebook, (found.waarden, found.state))
    # Beside figures of others it is not said of which year the own figure is, but for the rule.
    is_guest = view.layout.id != cells.layout.id
    return replace(found, jaar=kolom.jaar) if is_guest and kolom.jaar is not None else found


def _size_from_elsewhere(indicator: Indicator, kolom: Kolom, view: View) -> Maat | None:
    """Give the size of areas that counts are divided by when this kind of source has none."""
    # With an upper bound it is a part of a whole, and both must then come from one count.
    if view.layout.draagt_inwoners or indicator.bovengrens is not None or kolom.noemer is None:
        return None
    return MATEN.get(kolom.noemer) if view.column(kolom.noemer) is None else None


def _read(cells: SheetCells, view: View, indicator: Indicator, kolom: Kolom) -> IndicatorColumn:
    layout = view.layout
    from_elsewhere = _size_from_elsewhere(indicator, kolom, view)
    names = used_columns(kolom)[:-1] if from_elsewhere else used_columns(kolom)
    parsed = [column for name in names if (column := cells.column(view, name)) is not None]
    states = [column.states(layout.bekende_waarde) for column in parsed]
    positions = [view.column(name) or 0 for name in names]
    used = tuple(source for position in positions for source in cells.sources(position))
    lines = _lines(cells, positions)
    if from_elsewhere:
        state = _combined(states)
        values = np.where(state < State.ONDERDRUKT, _sum(parsed), np.nan)
        factor = _FACTOR.get(indicator.eenheid, 1.0)
        return IndicatorColumn(
            values, state, used, view.jaar, layout.id, lines, from_elsewhere, factor, maat=from_elsewhere
        )
    divisor, maat = None, None
    if kolom.waarde is not None:
        values, state = parsed[0].waarden.copy(), states[0]
    else:
        divisor, maat = _sum(parsed[-len(kolom.noemers) :]), MATEN.get(kolom.noemer or "")
        values, state = _share(parsed, states, indicator.eenheid, divisor, len(kolom.noemers))
    impossible = is_outside(values, indicator)
    if kolom.noemers and all(_is_count(view, name) for name in names):
        noise = impossible & _is_rounding(values, parsed, indicator, len(kolom.noemers))
        impossible &= ~noise
        values[noise], state[noise] = np.nan, State.ONDERDRUKT
        if noise.any():
            count = plural(int(noise.sum()), "gebied", "gebieden")
            place = cells.place(None, positions[0])
            cells.issues.append(kinds.AFRONDINGSRUIS.at(place, indicator=indicator.naam, aantal=count))
    limits = limits_of(indicator)
    bad = np.flatnonzero(impossible).tolist()
    cells.report(kinds.WAARDE_KAN_NIET, positions[0], bad, indicator=indicator.naam, grenzen=limits)
    factor = _FACTOR.get(indicator.eenheid, 1.0)
    return IndicatorColumn(values, state, used, view.jaar, layout.id, lines, factor=factor, noemer=divisor, maat=maat)


def _is_count(view: View, name: str) -> bool:
    # The size of an area is a count in every kind of source.
    return name in MATEN or view.layout.is_count(name)


def _lines(cells: SheetCells, positions: Sequence[int]) -> IntArray | None:
    own = [rows for position in positions if (rows := cells.own_rows(position)) is not None]
    return np.concatenate(own, axis=1) if own else None


def _share(
    parsed: list[ParsedColumn], states: list[StateArray], eenheid: Eenheid, divisor: FloatArray, noemers: int
) -> tuple[FloatArray, StateArray]:
    """Divide the sum of the numerators by that of the last columns; one part not known makes the whole not known."""
    state = _combined(states)
    values = _sum(parsed[:-noemers])
    values = np.divide(values, divisor, out=np.full(len(values), np.nan), where=divisor > 0)
    values = values * _FACTOR.get(eenheid, 1.0)
    # Nothing to divide by; under zero was told as a mistake of its own.
    state[divisor <= 0] = State.ONTBREEKT
    values[state >= State.ONDERDRUKT] = np.nan
    return values, state


def _combined(states: list[StateArray]) -> StateArray:
    """Give the state of something made of parts."""
    parts = np.stack(states)
    # The order of the states makes this right: a known one is lower than hidden, hidden lower than missing ...
    state: StateArray = parts.max(axis=0)
    # ... but hidden anywhere means: it exists, we may not see it.
    state[(parts == State.ONDERDRUKT).any(axis=0)] = State.ONDERDRUKT
    return state


def _sum(parsed: list[ParsedColumn]) -> FloatArray:
    return np.asarray(np.sum([column.waarden for column in parsed], axis=0))


def is_outside(values: FloatArray, indicator: Indicator) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Tell which values cannot be, by the bounds of the indicator; NaN can."""
    low = -np.inf if indicator.ondergrens is None else indicator.ondergrens
    high = np.inf if indicator.bovengrens is None else indicator.bovengrens
    return (values < low) | (values > high)


def _is_rounding(
    values: FloatArray, parsed: list[ParsedColumn], indicator: Indicator, noemers: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Tell where random rounding of the counts alone can explain that a share is too high."""
    if indicator.bovengrens is None:
        return np.zeros(len(values), dtype=np.bool_)
    excess = (values - indicator.bovengrens) / _FACTOR.get(indicator.eenheid, 1.0) * _sum(parsed[-noemers:])
    return (excess > 0) & (excess <= _ROUNDING * len(parsed))


def limits_of(indicator: Indicator) -> str:
    """Give the bounds of an indicator in Dutch words."""
    low, high = indicator.ondergrens, indicator.bovengrens
    if low is not None and high is not None:
        return f"{format_number(low)} tot {format_number(high)}"
    if low is not None:
        return f"minstens {format_number(low)}"
    return f"hoogstens {format_number(high)}" if high is not None else ""
