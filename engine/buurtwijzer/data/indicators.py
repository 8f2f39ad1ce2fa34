"""From columns to indicators: a column itself, or a share of columns, with the state of every part respected.

Source of the noise rule: data-facts 2.3 (CBS rounds counts at random to multiples of 5, so a share of small counts may
pass 100 percent: seen in 10 of 479 Amsterdam buurten in 2019).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.cells import SheetCells
from buurtwijzer.data.layouts.model import Header, Layout
from buurtwijzer.data.numbers import ParsedColumn
from buurtwijzer.data.table import FloatArray, State, StateArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Eenheid, Indicator, Kolom

_FACTOR = {Eenheid.PCT: 100.0, Eenheid.PER_1000: 1000.0}
_ROUNDING = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorColumn:
    """An indicator as one file gives it.

    Attributes:
        waarden: (n,) NaN where `state` is ONDERDRUKT or ONTBREEKT.
        state: (n,) `State`.
        kolommen: Header and 1-based column number of what it was made from, numerators first.
    """

    waarden: FloatArray
    state: StateArray
    kolommen: tuple[tuple[str, int], ...]


def used_columns(kolom: Kolom) -> tuple[str, ...]:
    """Give the names of the columns a rule uses, numerators first, denominator last."""
    return (kolom.waarde,) if kolom.waarde is not None else (*(kolom.teller or ()), *kolom.noemers)


def choose(indicator: Indicator, layout: str, jaar: int, header: Header) -> Kolom | None:
    """Give the first way to take an indicator that fits the layout and year and whose columns are all there."""
    for kolom in indicator.kolommen:
        in_time = (kolom.vanaf_jaar or 0) <= jaar <= (kolom.tot_jaar or 9999)
        if kolom.layout == layout and in_time:
            names = used_columns(kolom)
            if not any(is_blocked(name) for name in names) and all(header.column(n) is not None for n in names):
                return kolom
    return None


def read_indicators(cells: SheetCells, layout: Layout, jaar: int, rulebook: Rulebook) -> dict[str, IndicatorColumn]:
    """Read every indicator of the rulebook that this sheet carries; mistakes are kept in `cells`."""
    found: dict[str, IndicatorColumn] = {}
    for name, indicator in sorted(rulebook.indicatoren.items()):
        kolom = choose(indicator, layout.id, jaar, cells.header)
        if kolom is not None:
            found[name] = _read(cells, layout, indicator, kolom)
    return found


def _read(cells: SheetCells, layout: Layout, indicator: Indicator, kolom: Kolom) -> IndicatorColumn:
    names = used_columns(kolom)
    parsed = [column for name in names if (column := cells.column(name)) is not None]
    states = [column.states(layout.bekende_waarde) for column in parsed]
    positions = [cells.header.column(name) or 0 for name in names]
    used = tuple((cells.header.koppen[p], p + 1) for p in positions)
    if kolom.waarde is not None:
        values, state = parsed[0].waarden.copy(), states[0]
    else:
        values, state = _share(parsed, states, indicator.eenheid, len(kolom.noemers))
    impossible = _outside(values, indicator)
    if kolom.noemers and all(layout.is_count(name) for name in names):
        noise = impossible & _is_rounding(values, parsed, indicator, len(kolom.noemers))
        impossible &= ~noise
        values[noise], state[noise] = np.nan, State.ONDERDRUKT
        if noise.any():
            count = plural(int(noise.sum()), "gebied", "gebieden")
            place = cells.place(None, positions[0])
            cells.issues.append(kinds.AFRONDINGSRUIS.at(place, indicator=indicator.naam, aantal=count))
    limits = _limits(indicator)
    bad = np.flatnonzero(impossible).tolist()
    cells.report(kinds.WAARDE_KAN_NIET, positions[0], bad, indicator=indicator.naam, grenzen=limits)
    return IndicatorColumn(values, state, used)


def _share(
    parsed: list[ParsedColumn], states: list[StateArray], eenheid: Eenheid, noemers: int
) -> tuple[FloatArray, StateArray]:
    """Divide the sum of the numerators by that of the last columns; one part not known makes the whole not known."""
    parts = np.stack(states)
    # The order of the states makes this right: a known one is lower than hidden, hidden lower than missing ...
    state = parts.max(axis=0)
    # ... but hidden anywhere means: it exists, we may not see it.
    state[(parts == State.ONDERDRUKT).any(axis=0)] = State.ONDERDRUKT
    values, divisor = _sum(parsed[:-noemers]), _sum(parsed[-noemers:])
    values = np.divide(values, divisor, out=np.full(len(values), np.nan), where=divisor > 0)
    values = values * _FACTOR.get(eenheid, 1.0)
    # Nothing to divide by; under zero was told as a mistake of its own.
    state[divisor <= 0] = State.ONTBREEKT
    values[state >= State.ONDERDRUKT] = np.nan
    return values, state


def _sum(parsed: list[ParsedColumn]) -> FloatArray:
    return np.asarray(np.sum([column.waarden for column in parsed], axis=0))


def _outside(values: FloatArray, indicator: Indicator) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
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


def _limits(indicator: Indicator) -> str:
    low, high = indicator.ondergrens, indicator.bovengrens
    if low is not None and high is not None:
        return f"{format_number(low)} tot {format_number(high)}"
    if low is not None:
        return f"minstens {format_number(low)}"
    return f"hoogstens {format_number(high)}" if high is not None else ""
