"""One figure of some buurten together: shares and means weighted by what they are a share of, counts added up.

What is not known of buurten with too much of the weight is not known of the whole. Nothing is filled in.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.own_model import OwnArea
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray, State
from buurtwijzer.rulebook.schema import Samenvoegen, Status

_SLACK = 1e-9
_DECIMALS = 9
_MATEN = ("inwoners", "huishoudens")


@dataclass(frozen=True, slots=True, eq=False)
class Sizes:
    """How many residents and households the m parts of an area have, and the whole.

    Attributes:
        delen: Per measure (m,) numbers, NaN where unknown; of a part of a buurt by its share.
        heel: Per measure the sum, else the own number of the area; NaN when unknown.
    """

    delen: dict[str, FloatArray]
    heel: dict[str, float]

    @classmethod
    def of(cls, area: OwnArea, basis: BuurtTable) -> Sizes:
        """Take them from the table; who has no residents has no households."""
        rows = [deel.rij for deel in area.delen]
        share = np.array([deel.aandeel for deel in area.delen])
        people, homes = basis.inwoners[rows] * share, basis.huishoudens[rows] * share
        homes = np.where(np.isnan(homes) & (people == 0), 0.0, homes)
        parts = {"inwoners": people, "huishoudens": homes}
        own = {"inwoners": area.inwoners, "huishoudens": area.huishoudens}
        whole = {}
        for maat in _MATEN:
            known = math.fsum(parts[maat][np.isfinite(parts[maat])])
            given = own[maat]
            if not np.isnan(parts[maat]).any():
                whole[maat] = known
            else:
                whole[maat] = math.nan if given is None else max(given, known)
        return cls(parts, whole)


@dataclass(frozen=True, slots=True, eq=False)
class Combined:
    """A figure of an area of m parts.

    Attributes:
        waarde: NaN when there is none.
        state: Worst of the parts that count; GESCHAT where the weights are an assumption or a part is unknown.
        jaar: Oldest year of these parts; 0 without a figure.
        aandelen: (m,) share of each part in the figure, 0 where it does not count; 1 for each part of a sum.
        bijdragen: (m,) what each part adds; their sum is the figure.
        bekend_frac: Share of the weight with a figure; NaN when that cannot be told.
        reden: Dutch reason why there is no figure, empty when there is.
    """

    waarde: float
    state: State
    jaar: int
    aandelen: FloatArray
    bijdragen: FloatArray
    bekend_frac: float
    reden: str = ""


def combine_cell(
    area: OwnArea, basis: BuurtTable, column: int, rule: Samenvoegen | None, sizes: Sizes, dekking_frac: float
) -> Combined:
    """Make the figure of an area from those of its buurten.

    Args:
        area: Its parts; figures of a buurt that lies in it for a part are not used.
        basis: The table with the buurten.
        column: The figure.
        rule: How it is made; None when the rulebook does not say.
        sizes: Of the parts.
        dekking_frac: Least share of the weight that must be known.

    Source: a share of a whole is the mean of the shares of its parts, weighted by their denominators.
    """
    rows = [deel.rij for deel in area.delen]
    whole = np.array([deel.is_heel for deel in area.delen])
    values, states, years = basis.values[rows, column], basis.state[rows, column], basis.jaar[rows, column]
    has = whole & (states < State.ONDERDRUKT)
    if len(rows) == 1 and has[0]:
        return Combined(float(values[0]), State(int(states[0])), int(years[0]), np.ones(1), values.copy(), 1.0)
    if not whole.any():
        return _none(states, whole, math.nan, "dit gebied is een deel van een buurt")
    if rule is None:
        return _none(states, whole, math.nan, "het regelboek zegt niet hoe dit van meer buurten samen wordt gemaakt")
    if rule.wijze == "som":
        return _sum(values, states, years, has)
    weights = _weights(rule, values, has, sizes)
    counts = has & (weights > 0)
    known = _known_share(rule, has, sizes)
    if math.isnan(known):
        return _none(states, whole, known, "van een van de buurten is het aantal inwoners of huishoudens onbekend")
    if known < dekking_frac - _SLACK or not counts.any():
        return _none(states, whole, known, "te weinig van de buurten hebben een cijfer")
    share = np.where(counts, weights, 0.0)
    share /= math.fsum(share)
    parts = np.round(share * np.where(counts, values, 0.0), _DECIMALS)
    if counts.sum() == 1:
        share, parts = counts.astype(np.float64), np.where(counts, values, 0.0)
    is_estimate = known < 1 - _SLACK or (rule.status is not Status.VASTGESTELD and counts.sum() > 1)
    value = float(parts.sum()) if counts.sum() == 1 else round(math.fsum(parts), _DECIMALS)
    return _made(value, states[counts], years[counts], share, parts, known, is_estimate=is_estimate)


def _weights(rule: Samenvoegen, values: FloatArray, has: np.ndarray, sizes: Sizes) -> FloatArray:
    if rule.gewicht != "oppervlakte":
        return np.nan_to_num(sizes.delen[rule.gewicht])
    dense = has & (values > 0)
    return np.divide(np.nan_to_num(sizes.delen["inwoners"]), values, out=np.zeros(len(values)), where=dense)


def _known_share(rule: Samenvoegen, has: np.ndarray, sizes: Sizes) -> float:
    """Give the share of the weight that parts with a figure have; NaN when the weight of a part is unknown."""
    maat = "huishoudens" if rule.gewicht == "huishoudens" else "inwoners"
    if math.isnan(sizes.heel[maat]):
        # What is unknown of one measure may be known of the other: a village without one count is still a village.
        maat = "inwoners" if maat == "huishoudens" else "huishoudens"
    total = sizes.heel[maat]
    if math.isnan(total) or total <= 0:
        return math.nan
    return math.fsum(np.nan_to_num(sizes.delen[maat])[has]) / total


def _sum(values: FloatArray, states: np.ndarray, years: IntArray, has: np.ndarray) -> Combined:
    if not has.all():
        return _none(states, has, math.nan, "een som heeft van elke buurt een cijfer nodig")
    return _made(math.fsum(values), states, years, np.ones(len(values)), values.copy(), 1.0, is_estimate=False)


def _made(
    value: float,
    states: np.ndarray,
    years: IntArray,
    share: FloatArray,
    parts: FloatArray,
    known: float,
    *,
    is_estimate: bool,
) -> Combined:
    worst = State(int(states.max()))
    state = max(worst, State.GESCHAT) if is_estimate else worst
    return Combined(value, state, int(years.min()), share, parts, known)


def _none(states: np.ndarray, whole: np.ndarray, known: float, reden: str) -> Combined:
    hidden = bool((states[whole] == State.ONDERDRUKT).any())
    nothing = np.zeros(len(states))
    return Combined(math.nan, State.ONDERDRUKT if hidden else State.ONTBREEKT, 0, nothing, nothing, known, reden)
