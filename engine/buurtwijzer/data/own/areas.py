"""Adds the user's own areas to a table as rows of level `eigen`, with figures only where whole buurten give them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import format_number, join_words, name_some, plural
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.own import area_issue_kinds as kinds
from buurtwijzer.data.own.area_list import OwnList, read_own_list
from buurtwijzer.data.own.area_model import OwnArea, OwnAreas
from buurtwijzer.data.own.combine import Combined, Sizes, cells_of, combine_cell
from buurtwijzer.data.table import BuurtData, BuurtTable, FloatArray, State
from buurtwijzer.rulebook.model import Rulebook

_MATEN = ("inwoners", "huishoudens")
_ROUNDED_TO = 5.0
_CHANGED = 3


def with_own_areas(data: BuurtData, source: Path | SheetBlock, rulebook: Rulebook) -> BuurtData:
    """Add own areas to what was read.

    An area of whole buurten gets figures made of theirs. A part of a buurt gets none: only its own numbers, and figures
    that a file has under its own code.

    Args:
        data: The buurten, and areas with own codes where a file has figures about them.
        source: The list: a file, or a sheet of a workbook that is open elsewhere.
        rulebook: Says per indicator how it is made of parts, and how much must be known.

    Returns:
        The table with a row for each own area, ordered by code.

    Raises:
        InputError: The list has mistakes; all at once.
    """
    table = data.table
    rows = {table.code[row]: row for row in table.rows_of(Niveau.BUURT).tolist()}
    found = read_own_list(source, rulebook, rows)
    eigen = OwnAreas({area.code: area for area in found.gebieden}, table, found.naam, found.sha256)
    where = {code: row for row, code in enumerate(table.code)}
    made = [_Made.of(area, where.get(area.code), table, rulebook) for area in found.gebieden]
    joined = _joined(table, made, eigen)
    issues = (*data.issues, *found.issues, *_told(found, made, rulebook))
    return replace(data, table=joined, issues=sort_issues(issues))


def combined(table: BuurtTable, row: int, indicator: str, rulebook: Rulebook) -> Combined | None:
    """Give how a figure of an own area was made of its parts; None for any other figure.

    Args:
        table: Has the area.
        row: Its row.
        indicator: Id.
        rulebook: The rules it was made with.
    """
    area, column = table.own_area(row), table.column(indicator)
    if area is None or table.eigen is None or table.gebruik[row, column] >= 0:
        return None
    basis = table.eigen.basis
    rule = rulebook.indicatoren[indicator].samenvoegen
    of_parts = next(islice(cells_of(area, basis), column, None))
    return combine_cell(of_parts, rule, Sizes.of(area, basis), _least(rulebook))


def _least(rulebook: Rulebook) -> float:
    return rulebook.getal("eigen_gebieden", "dekking_frac")


@dataclass(frozen=True, slots=True, eq=False)
class _Made:
    """An own area with its figures, and its row in the table when a file has figures about it."""

    gebied: OwnArea
    sizes: Sizes
    aantal: dict[str, float]
    gegeven: dict[str, float | None]
    meeste: dict[str, float]
    cijfers: tuple[Combined, ...]
    rij: int | None

    @classmethod
    def of(cls, area: OwnArea, row: int | None, table: BuurtTable, rulebook: Rulebook) -> _Made:
        sizes, least = Sizes.of(area, table), _least(rulebook)
        own = {"inwoners": area.inwoners, "huishoudens": area.huishoudens}
        read = {"inwoners": table.inwoners, "huishoudens": table.huishoudens}
        given, number = dict(own), {}
        most = {maat: _most(area, read[maat]) for maat in _MATEN}
        for maat in _MATEN:
            if own[maat] is None and row is not None and not math.isnan(read[maat][row]):
                given[maat] = float(read[maat][row])
            number[maat] = _size(area, given[maat], math.fsum(sizes.delen[maat]), most[maat])
        rules = [rulebook.indicatoren[name].samenvoegen for name in table.indicatoren]
        columns = zip(cells_of(area, table), rules, strict=True)
        cells = tuple(combine_cell(of_parts, rule, sizes, least) for of_parts, rule in columns)
        return cls(area, sizes, number, given, most, cells, row)


def _size(area: OwnArea, given: float | None, total: float, most: float) -> float:
    """Give the size that the limits of small areas look at.

    Figures of whole buurten are about the people of those buurten, whatever number the user gives. Of a part of a buurt
    only own numbers count, since a share of a rounded number is no count; but no part has more people than its buurt.
    """
    if area.is_heel and not math.isnan(total):
        return total
    if given is None:
        return math.nan
    if area.is_deel:
        return min(given, most) if given <= most + _ROUNDED_TO * len(area.delen) else math.nan
    return given if math.isnan(total) else min(given, total)


def _most(area: OwnArea, counts: FloatArray) -> float:
    """Give how many the buurten of an area have whole; NaN when that is not known of all."""
    return math.fsum(float(counts[deel.rij]) for deel in area.delen)


def _joined(table: BuurtTable, made: Sequence[_Made], eigen: OwnAreas) -> BuurtTable:
    """Give the table with the own areas; a row that a file has about one is taken up in it."""
    taken = {one.rij for one in made}
    kept = table.take(np.array([row for row in range(len(table)) if row not in taken], dtype=np.int64))
    added = _rows(table, made)
    both: dict[str, Any] = {
        name: np.concatenate([getattr(kept, name), getattr(added, name)])
        for name in ("inwoners", "huishoudens", "values", "state", "jaar", "gebruik", "rij", "gewijzigd", "telt_vanaf")
    }
    texts = {name: getattr(kept, name) + getattr(added, name) for name in ("code", "naam", "gemeente", "niveau")}
    whole = replace(table, **both, **texts, eigen=eigen)
    order = sorted(range(len(whole)), key=whole.code.__getitem__)
    return whole.take(np.array(order, dtype=np.int64))


def _rows(table: BuurtTable, made: Sequence[_Made]) -> BuurtTable:
    """Give the rows of the own areas; a figure a file has about the area itself goes before one made of parts."""
    cells = [one.cijfers for one in made]
    shape = (len(made), len(table.indicatoren))
    values = np.array([[cell.waarde for cell in row] for row in cells], dtype=np.float64).reshape(shape)
    state = np.array([[cell.state for cell in row] for row in cells], dtype=np.uint8).reshape(shape)
    jaar = np.array([[cell.jaar for cell in row] for row in cells], dtype=np.int64).reshape(shape)
    gebruik = np.full(shape, -1, dtype=np.int64)
    rij = np.zeros((len(made), table.rij.shape[1]), dtype=np.int64)
    for at, one in enumerate(made):
        if one.rij is not None:
            own = table.state[one.rij] < State.ONDERDRUKT
            own |= (state[at] >= State.ONDERDRUKT) & (table.gebruik[one.rij] >= 0)
            for ours, theirs in ((values, table.values), (state, table.state), (jaar, table.jaar)):
                ours[at, own] = theirs[one.rij, own]
            gebruik[at, own] = table.gebruik[one.rij, own]
            rij[at] = table.rij[one.rij]
    parts = [[deel.rij for deel in one.gebied.delen] for one in made]
    return replace(
        table,
        code=tuple(one.gebied.code for one in made),
        naam=tuple(one.gebied.naam for one in made),
        gemeente=tuple(join_words(sorted({table.gemeente[row] for row in rows} - {""})) for rows in parts),
        niveau=(Niveau.EIGEN,) * len(made),
        inwoners=np.array([one.aantal["inwoners"] for one in made]),
        huishoudens=np.array([one.aantal["huishoudens"] for one in made]),
        values=values,
        state=state,
        jaar=jaar,
        gebruik=gebruik,
        rij=rij,
        gewijzigd=np.array([max(table.gewijzigd[rows]) for rows in parts], dtype=np.int64),
        telt_vanaf=np.array([max(table.telt_vanaf[rows]) for rows in parts], dtype=np.int64),
    )


def _told(found: OwnList, made: Sequence[_Made], rulebook: Rulebook) -> Iterator[Issue]:
    parts = sum(one.gebied.is_deel for one in made)
    whole = plural(len(made) - parts, "eigen gebied bestaat", "eigen gebieden bestaan")
    yield kinds.HOE_GEMAAKT.at(found.naam, heel=whole, deel=plural(parts, "eigen gebied is", "eigen gebieden zijn"))
    for one in made:
        yield from _about_part(found.naam, one) if one.gebied.is_deel else _about(found.naam, one, rulebook)
    if any(not one.gebied.is_deel and len(one.gebied.delen) > 1 for one in made):
        without = [item.naam for _, item in sorted(rulebook.indicatoren.items()) if item.samenvoegen is None]
        if without:
            yield kinds.GEEN_REGEL.at("indicatoren", indicatoren=name_some(without))


def _about_part(naam: str, one: _Made) -> Iterator[Issue]:
    """Tell which own numbers of a part of a buurt do not count."""
    for maat in _MATEN:
        given = one.gegeven[maat]
        if given is None or not math.isnan(one.aantal[maat]):
            continue
        values = {"gebied": one.gebied.code, "maat": maat, "buurten": name_some([d.code for d in one.gebied.delen])}
        if math.isnan(one.meeste[maat]):
            yield kinds.DEEL_ZONDER_BUURT.at(naam, **values)
        else:
            numbers = {"eigen": format_number(given, 0), "samen": format_number(one.meeste[maat], 0)}
            yield kinds.DEEL_TE_GROOT.at(naam, **values, **numbers)


def _about(naam: str, one: _Made, rulebook: Rulebook) -> Iterator[Issue]:
    """Tell what is not known of an area of whole buurten, and what of it the user says otherwise."""
    area = one.gebied
    for maat in _MATEN:
        unknown = [
            deel.code for deel, number in zip(area.delen, one.sizes.delen[maat], strict=True) if math.isnan(number)
        ]
        given = {"inwoners": area.inwoners, "huishoudens": area.huishoudens}[maat]
        if math.isnan(one.aantal[maat]):
            why = f"niet bekend van {name_some(unknown)}" if unknown else "een deel ervan is geen hele buurt"
            yield kinds.AANTAL_MIST.at(naam, gebied=area.code, maat=maat, waarom=why)
        elif given is not None and not unknown:
            total = math.fsum(one.sizes.delen[maat])
            if abs(given - total) > _ROUNDED_TO * len(area.delen):
                numbers = {"eigen": format_number(given, 0), "samen": format_number(total, 0)}
                yield kinds.EIGEN_AANTAL_ANDERS.at(naam, gebied=area.code, maat=maat, **numbers)
    # What no buurt has is no matter of adding up: the file with it was not given.
    missing = [cell for cell in one.cijfers if cell.reden and cell.bekend_frac > 0]
    if missing:
        least = format_number(100.0 * _least(rulebook))
        count = plural(len(missing), "cijfer ontbreekt", "cijfers ontbreken")
        yield kinds.CIJFERS_MISSEN.at(naam, aantal=count, gebied=area.code, grens=least)
