"""Figures of several years beside each other, of areas that are the same area in each: for any look over time.

An area whose boundary changed since has no figure of the years before it, unless a list of old to new codes carried it
over; nor has one that may be another area under the same code. Why is told per area and year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.areas.match import Matched, match_areas
from buurtwijzer.data.joining.join import BoolArray, carried_over, counts_from
from buurtwijzer.data.joining.ways import Ways
from buurtwijzer.data.source import FileTable
from buurtwijzer.data.table import FloatArray, IntArray, State, StateArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.shares import figures_to_read


@dataclass(frozen=True, slots=True)
class Refused:
    """Why figures of an area in a year are not used.

    Attributes:
        code: Code of the area as it is now.
        jaar: Year.
        reden: Why, in Dutch.
    """

    code: str
    jaar: int
    reden: str


@dataclass(frozen=True, slots=True, eq=False)
class YearFigures:
    """Areas (n, by code) by indicators (k, by id) in y years.

    Attributes:
        jaren: The years, old to new.
        codes: Codes as they are now.
        niveau: Levels.
        indicatoren: Ids.
        waarden: (y, n, k); NaN where `state` is ONDERDRUKT or ONTBREEKT.
        state: (y, n, k) `State`; a figure that was carried over is GESCHAT.
        geweigerd: Figures that are in a file and are about another area.
    """

    jaren: tuple[int, ...]
    codes: tuple[str, ...]
    niveau: tuple[Niveau, ...]
    indicatoren: tuple[str, ...]
    waarden: FloatArray
    state: StateArray
    geweigerd: tuple[Refused, ...]


def comparable_years(files: Sequence[FileTable], rulebook: Rulebook) -> YearFigures:
    """Give the figures of every year that are about the areas as they are now; the rest is refused with the reason."""
    matched = match_areas(files, rulebook)
    codes, where = matched.codes, matched.positie
    since, over = counts_from(files, where), carried_over(files, codes)
    ways = Ways(files, where, rulebook)
    ids = tuple(sorted({name for file in files for name in file.indicatoren}))
    figures = figures_to_read(rulebook)
    found = [ways.find(figures[name]) for name in ids]
    years = tuple(sorted({way.jaar for own in found for way in own} | {file.bron.jaar for file in files}))
    values = np.full((len(years), len(codes), len(ids)), np.nan)
    state = np.full(values.shape, int(State.ONTBREEKT), dtype=np.uint8)
    for column, own in enumerate(found):
        for way in own:
            year = years.index(way.jaar)
            counts = way.er & ((way.jaar >= since) | over[:, way.use.bestand])
            better = counts & (way.state < state[year, :, column])
            values[year, better, column] = way.waarden[better]
            state[year, better, column] = way.state[better]
    refused = sorted(_refused(files, matched, since, over), key=lambda item: (item.code, item.jaar))
    return YearFigures(years, codes, matched.niveau, ids, values, state, tuple(refused))


def _refused(files: Sequence[FileTable], matched: Matched, since: IntArray, over: BoolArray) -> Iterator[Refused]:
    for number, file in enumerate(files):
        year = file.bron.jaar
        old = (matched.positie[:, number] >= 0) & (since > year) & ~over[:, number]
        for row in np.flatnonzero(old).tolist():
            yield Refused(matched.codes[row], year, f"de grens is gewijzigd in {int(since[row])}")
        fit = matched.passend[number]
        for other in (*fit.andere_naam, *fit.zonder_naam):
            yield Refused(other.code, year, f"heet dan {other.naam}, later {other.basis_naam}")
