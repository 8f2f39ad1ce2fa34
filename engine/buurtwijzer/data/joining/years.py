"""Figures of several years beside each other, of areas that are the same area in each: for any look over time.

An area whose boundary changed since has no figure of the years before it, unless a list of old to new codes carried it
over; nor has one that may be another area under the same code. Why is told per area and year. A count is divided by the
residents of its own year where those are known; else it says of which year they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import join_words, name_some, plural
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.core.places import place_in
from buurtwijzer.data.areas.match import Matched, match_areas
from buurtwijzer.data.joining import year_issue_kinds as kinds
from buurtwijzer.data.joining.join import BoolArray, carried_over, counts_from, names_now
from buurtwijzer.data.joining.ways import Way, Ways, taken
from buurtwijzer.data.source import FileTable
from buurtwijzer.data.table import FloatArray, IntArray, SourceFile, State, StateArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Indicator
from buurtwijzer.rulebook.shares import figures_to_read

_SHOWN = 5


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
        naam: Names as they are now.
        gemeente: Names of the gemeenten as they are now.
        niveau: Levels.
        indicatoren: Ids.
        soort: Per indicator its kind (`feit`, `schatting`, `beleving`, `verwachting`).
        waarden: (y, n, k); NaN where `state` is ONDERDRUKT or ONTBREEKT.
        state: (y, n, k) `State`; a figure that was carried over is GESCHAT.
        inwoners: (y, n) residents in that year; NaN where no file of that year has them.
        huishoudens: (y, n) households in that year; NaN where no file of that year has them.
        noemer: (y, n, k) what a rate was divided by; NaN where the figure is no rate that was made here.
        noemer_jaar: (y, n, k) year of that; 0 where there is none.
        bron: Per year and indicator the files its figures came from.
        bestanden: The files; one with several periods is there once per period.
        geweigerd: Figures that are in a file and are about another area.
        issues: What is worth telling about the files and their figures.
    """

    jaren: tuple[int, ...]
    codes: tuple[str, ...]
    naam: tuple[str, ...]
    gemeente: tuple[str, ...]
    niveau: tuple[Niveau, ...]
    indicatoren: tuple[str, ...]
    soort: tuple[str, ...]
    waarden: FloatArray
    state: StateArray
    inwoners: FloatArray
    huishoudens: FloatArray
    noemer: FloatArray
    noemer_jaar: npt.NDArray[np.int16]
    bron: tuple[tuple[tuple[str, ...], ...], ...]
    bestanden: tuple[SourceFile, ...]
    geweigerd: tuple[Refused, ...]
    issues: tuple[Issue, ...]

    def column(self, indicator: str) -> int:
        """Give the column number of an indicator.

        Raises:
            KeyError: No file has it.
        """
        try:
            return self.indicatoren.index(indicator)
        except ValueError:
            raise KeyError(indicator) from None


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """What is filled way by way; arrays as those of `YearFigures`."""

    waarden: FloatArray
    state: StateArray
    noemer: FloatArray
    noemer_jaar: npt.NDArray[np.int16]
    bron: dict[tuple[int, int], list[str]]


def comparable_years(
    files: Sequence[FileTable], rulebook: Rulebook, eigen: Collection[str] = (), issues: Iterable[Issue] = ()
) -> YearFigures:
    """Give the figures of every year that are about the areas as they are now; the rest is refused with the reason.

    Args:
        files: The files, each of one year.
        rulebook: Says which indicators there are.
        eigen: Codes of own areas, which are rows as soon as any file has them.
        issues: What reading the files told.
    """
    matched = match_areas(files, rulebook, eigen)
    since, over = counts_from(files, matched.positie), carried_over(files, matched.codes)
    ways = Ways(files, matched.positie, rulebook)
    ids = tuple(sorted({name for file in files for name in file.indicatoren}))
    figures = figures_to_read(rulebook)
    found = [ways.find(figures[name]) for name in ids]
    years = tuple(sorted({way.jaar for own in found for way in own} | {file.bron.jaar for file in files}))
    counts = [(_division(file, file.bron.jaar) >= since) | over[:, number] for number, file in enumerate(files)]
    sizes = {
        "inwoners": _sizes(years, files, matched.positie, counts, [file.inwoners for file in files]),
        "huishoudens": _sizes(years, files, matched.positie, counts, [file.huishoudens for file in files]),
    }
    grid = _empty((len(years), len(matched.codes), len(ids)))
    told: list[Issue] = [*issues, *ways.issues]
    for column, own in enumerate(found):
        for way in own:
            year = years.index(way.jaar)
            size = sizes[way.maat][year] if way.maat is not None else None
            division = _division(files[way.use.bestand], way.jaar)
            _fill(grid, (year, column), way, (division >= since) | over[:, way.use.bestand], size, files)
        told += _about_divisors(grid.noemer_jaar[:, :, column], years, own, figures[ids[column]], files)
    refused = sorted(set(_refused(files, matched, since, over)), key=lambda item: (item.code, item.jaar, item.reden))
    naam, gemeente = names_now(files, matched)
    return YearFigures(
        jaren=years,
        codes=matched.codes,
        naam=naam,
        gemeente=gemeente,
        niveau=matched.niveau,
        indicatoren=ids,
        soort=tuple(figures[name].soort.value for name in ids),
        waarden=grid.waarden,
        state=grid.state,
        inwoners=sizes["inwoners"],
        huishoudens=sizes["huishoudens"],
        noemer=grid.noemer,
        noemer_jaar=grid.noemer_jaar,
        bron=tuple(
            tuple(tuple(dict.fromkeys(grid.bron.get((year, column), ()))) for column in range(len(ids)))
            for year in range(len(years))
        ),
        bestanden=tuple(file.bron for file in files),
        geweigerd=tuple(refused),
        issues=sort_issues([*told, *_about_refused(refused)]),
    )


def _division(file: FileTable, year: int) -> int:
    """Give of which year the areas are that figures of a year in a file are about."""
    return max(file.indeling, year)


def _empty(shape: tuple[int, int, int]) -> _Grid:
    return _Grid(
        waarden=np.full(shape, np.nan),
        state=np.full(shape, int(State.ONTBREEKT), dtype=np.uint8),
        noemer=np.full(shape, np.nan),
        noemer_jaar=np.zeros(shape, dtype=np.int16),
        bron=defaultdict(list),
    )


def _sizes(
    years: Sequence[int],
    files: Sequence[FileTable],
    where: IntArray,
    counts: Sequence[BoolArray],
    columns: Sequence[FloatArray],
) -> FloatArray:
    """Give (y, n) the size of areas in every year, of the first file of that year that has it."""
    found = np.full((len(years), len(where)), np.nan)
    for number, file in enumerate(files):
        own = found[years.index(file.bron.jaar)]
        values = np.where(counts[number], taken(columns[number], where[:, number], np.nan), np.nan)
        own[:] = np.where(np.isnan(own), values, own)
    return found


def _fill(
    grid: _Grid, at: tuple[int, int], way: Way, counts: BoolArray, size: FloatArray | None, files: Sequence[FileTable]
) -> None:
    """Put the figures of a way in its year where they are better known than what is there."""
    year, column = at
    better = way.er & counts & (way.state < grid.state[year, :, column])
    known = better & (way.state < State.ONDERDRUKT)
    values, divisor = way.waarden, way.noemer
    since = np.full(len(values), way.noemer_jaar, dtype=np.int16)
    if divisor is not None and size is not None and way.noemer_jaar != way.jaar:
        # The count comes back from the rate, and is divided by the size in its own year.
        has_own = known & (size > 0) & (divisor > 0)
        ratio = np.divide(divisor, size, out=np.ones(len(values)), where=has_own)
        values, divisor = values * ratio, np.where(has_own, size, divisor)
        since[has_own] = way.jaar
    grid.waarden[year, better, column] = values[better]
    grid.state[year, better, column] = way.state[better]
    if divisor is not None:
        grid.noemer[year, known, column] = divisor[known]
        grid.noemer_jaar[year, known, column] = since[known]
    if known.any():
        numbers = (way.use.bestand, *way.use.bestanden)
        grid.bron[at] += [files[number].bron.naam for number in numbers]


def _about_divisors(
    divided: npt.NDArray[np.int16],
    years: Sequence[int],
    ways: Sequence[Way],
    indicator: Indicator,
    files: Sequence[FileTable],
) -> Iterator[Issue]:
    """Tell which years of a rate rest on the size of areas in another year; `divided` is (y, n) the year of that."""
    odd: dict[tuple[int, str], set[int]] = defaultdict(set)
    for way in ways:
        is_other = way.maat is not None and way.jaar != way.noemer_jaar
        if is_other and (divided[years.index(way.jaar)] == way.noemer_jaar).any():
            odd[way.noemer_jaar, way.maat or ""].add(way.jaar)
    for (divisor_year, maat), own in sorted(odd.items()):
        source = files[ways[0].use.bestand].bron
        named = join_words([str(year) for year in sorted(own)])
        yield kinds.NOEMER_ANDER_JAAR.at(
            place_in(source.naam, source.blad),
            indicator=indicator.naam,
            jaren=named,
            maat=maat,
            noemerjaar=divisor_year,
        )


def _about_refused(refused: Sequence[Refused]) -> Iterator[Issue]:
    by_reason: dict[str, list[Refused]] = defaultdict(list)
    for item in refused:
        by_reason["naam of code hoort dan bij een ander gebied" if " later " in item.reden else item.reden].append(item)
    for reason, items in sorted(by_reason.items()):
        codes = sorted({item.code for item in items})
        years = join_words([str(year) for year in sorted({item.jaar for item in items})])
        count, named = plural(len(codes), "gebied", "gebieden"), name_some(codes, _SHOWN)
        yield kinds.JAREN_GEWEIGERD.at("bestanden", aantal=count, jaren=years, reden=reason, codes=named)


def _refused(files: Sequence[FileTable], matched: Matched, since: IntArray, over: BoolArray) -> Iterator[Refused]:
    for number, file in enumerate(files):
        there = (matched.positie[:, number] >= 0) & ~over[:, number]
        years = {file.bron.jaar, *(column.jaar for own in file.indicatoren.values() for column in own)}
        for year in sorted(years):
            for row in np.flatnonzero(there & (since > _division(file, year))).tolist():
                yield Refused(matched.codes[row], year, f"de grens is gewijzigd in {int(since[row])}")
        fit = matched.passend[number]
        for other in (*fit.andere_naam, *fit.zonder_naam):
            yield Refused(other.code, file.bron.jaar, f"heet dan {other.naam}, later {other.basis_naam}")
