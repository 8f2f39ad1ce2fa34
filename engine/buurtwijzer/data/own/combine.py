"""One figure of some buurten together: shares and means weighted by what they are a share of, counts added up.

What is not known of buurten with too much of the weight is not known of the whole. Nothing is filled in. An area has
few parts, so plain numbers are several times faster here than arrays.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from buurtwijzer.data.own.area_model import OwnArea
from buurtwijzer.data.table import BuurtTable, State
from buurtwijzer.rulebook.schema import Samenvoegen, Status

_SLACK = 1e-9
_DECIMALS = 9
_MATEN = ("inwoners", "huishoudens")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many residents and households the m parts of an area have, and the whole.

    Attributes:
        delen: Per measure m numbers, NaN where unknown; of a part of a buurt by its share.
        heel: Per measure the sum, else the own number of the area; NaN when unknown.
    """

    delen: Mapping[str, tuple[float, ...]]
    heel: Mapping[str, float]

    @classmethod
    def of(cls, area: OwnArea, basis: BuurtTable) -> Sizes:
        """Take them from the table; who has no residents has no households."""
        people = tuple(float(basis.inwoners[deel.rij]) * deel.aandeel for deel in area.delen)
        found = (float(basis.huishoudens[deel.rij]) * deel.aandeel for deel in area.delen)
        homes = tuple(0.0 if n == 0 and math.isnan(home) else home for n, home in zip(people, found, strict=True))
        parts = {"inwoners": people, "huishoudens": homes}
        own = {"inwoners": area.inwoners, "huishoudens": area.huishoudens}
        return cls(parts, {maat: _whole(parts[maat], own[maat]) for maat in _MATEN})


def _whole(parts: Sequence[float], given: float | None) -> float:
    known = math.fsum(part for part in parts if not math.isnan(part))
    if not any(map(math.isnan, parts)):
        return known
    return math.nan if given is None else max(given, known)


@dataclass(frozen=True, slots=True)
class Cells:
    """One figure of the m parts: value, state and year of each, and whether the whole buurt lies in the area."""

    waarden: Sequence[float]
    state: Sequence[int]
    jaar: Sequence[int]
    heel: Sequence[bool]

    @property
    def bekend(self) -> list[bool]:
        """Tell which parts have a figure that is about the area."""
        return [whole and state < State.ONDERDRUKT for whole, state in zip(self.heel, self.state, strict=True)]


def cells_of(area: OwnArea, basis: BuurtTable) -> Iterator[Cells]:
    """Give the figures of the parts, column by column."""
    rows = [deel.rij for deel in area.delen]
    whole = [deel.is_heel for deel in area.delen]
    columns = (table[rows].T.tolist() for table in (basis.values, basis.state, basis.jaar))
    for values, states, years in zip(*columns, strict=True):
        yield Cells(values, states, years, whole)


@dataclass(frozen=True, slots=True)
class Combined:
    """A figure of an area of m parts.

    Attributes:
        waarde: NaN when there is none.
        state: Worst of the parts that count; GESCHAT where the weights are an assumption or a part is unknown.
        jaar: Oldest year of these parts; 0 without a figure.
        aandelen: Share of each part in the figure, 0 where it does not count; 1 for each part of a sum.
        bijdragen: What each part adds; their sum is the figure.
        bekend_frac: Share of the weight with a figure; NaN when that cannot be told.
        reden: Dutch reason why there is no figure, empty when there is.
    """

    waarde: float
    state: State
    jaar: int
    aandelen: tuple[float, ...]
    bijdragen: tuple[float, ...]
    bekend_frac: float
    reden: str = ""


def combine_cell(cells: Cells, rule: Samenvoegen | None, sizes: Sizes, dekking_frac: float) -> Combined:
    """Make the figure of an area from those of its buurten.

    Args:
        cells: Of the parts; figures of a buurt that lies in the area for a part are not used.
        rule: How it is made; None when the rulebook does not say.
        sizes: Of the parts.
        dekking_frac: Least share of the weight that must be known.

    Source: a share of a whole is the mean of the shares of its parts, weighted by their denominators.
    """
    has = cells.bekend
    if len(has) == 1 and has[0]:
        return Combined(cells.waarden[0], State(cells.state[0]), cells.jaar[0], (1.0,), (cells.waarden[0],), 1.0)
    if not any(cells.heel):
        return _none(cells, math.nan, "dit gebied is een deel van een buurt")
    if not any(has):
        return _none(cells, 0.0, "geen van de buurten heeft een cijfer")
    if rule is None:
        return _none(cells, math.nan, "het regelboek zegt niet hoe dit van meer buurten samen wordt gemaakt")
    if rule.wijze == "som":
        return _sum(cells)
    weights = _weights(rule, cells.waarden, has, sizes)
    known, total = _known_share(rule, has, sizes), math.fsum(weights)
    if math.isnan(known):
        return _none(cells, known, "van een van de buurten is het aantal inwoners of huishoudens onbekend")
    if known < dekking_frac - _SLACK or total <= 0:
        return _none(cells, known, "te weinig van de buurten hebben een cijfer")
    return _mean(cells, rule, [weight / total for weight in weights], known)


def _mean(cells: Cells, rule: Samenvoegen, share: Sequence[float], known: float) -> Combined:
    counts = [number for number, own in enumerate(share) if own > 0]
    if len(counts) == 1:
        parts = [cells.waarden[number] if number in counts else 0.0 for number in range(len(share))]
        value = cells.waarden[counts[0]]
    else:
        parts = [round(own * at, _DECIMALS) if own > 0 else 0.0 for own, at in zip(share, cells.waarden, strict=True)]
        value = round(math.fsum(parts), _DECIMALS)
    state = max(cells.state[number] for number in counts)
    if known < 1 - _SLACK or (rule.status is not Status.VASTGESTELD and len(counts) > 1):
        state = max(state, State.GESCHAT)
    year = min(cells.jaar[number] for number in counts)
    return Combined(value, State(state), year, tuple(share), tuple(parts), known)


def _weights(rule: Samenvoegen, values: Sequence[float], has: Sequence[bool], sizes: Sizes) -> list[float]:
    """Give what each part weighs; 0 where it has no figure, or its own weight is unknown."""
    is_density = rule.gewicht == "oppervlakte"
    numbers = sizes.delen["inwoners" if is_density else rule.gewicht]
    weights = []
    for known, number, value in zip(has, numbers, values, strict=True):
        divisor = value if is_density and known else 1.0
        weights.append(number / divisor if known and not math.isnan(number) and divisor > 0 else 0.0)
    return weights


def _known_share(rule: Samenvoegen, has: Sequence[bool], sizes: Sizes) -> float:
    """Give the share of the weight that parts with a figure have; NaN when the weight of a part is unknown."""
    maat = "huishoudens" if rule.gewicht == "huishoudens" else "inwoners"
    if math.isnan(sizes.heel[maat]):
        # What is unknown of one measure may be known of the other: a village without one count is still a village.
        maat = "inwoners" if maat == "huishoudens" else "huishoudens"
    total = sizes.heel[maat]
    if math.isnan(total) or total <= 0:
        return math.nan
    numbers = zip(has, sizes.delen[maat], strict=True)
    return math.fsum(number for known, number in numbers if known and not math.isnan(number)) / total


def _sum(cells: Cells) -> Combined:
    if not all(cells.bekend):
        return _none(cells, math.nan, "een som heeft van elke buurt een cijfer nodig")
    values = tuple(cells.waarden)
    return Combined(math.fsum(values), State(max(cells.state)), min(cells.jaar), (1.0,) * len(values), values, 1.0)


def _none(cells: Cells, known: float, reden: str) -> Combined:
    is_hidden = any(whole and state == State.ONDERDRUKT for whole, state in zip(cells.heel, cells.state, strict=True))
    nothing = (0.0,) * len(cells.heel)
    state = State.ONDERDRUKT if is_hidden else State.ONTBREEKT
    return Combined(math.nan, state, 0, nothing, nothing, known, reden)
