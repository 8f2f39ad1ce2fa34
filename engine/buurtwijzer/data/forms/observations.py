"""Observations of OData 4: a row per area and measure, turned into a row per area and a column per measure.

The header of a column is the code of its measure; which column of the rulebook that is, the crosswalk knows. What is no
ordinary value is hidden or missing, never 0. Every cell keeps the line it was taken from. Source: data-facts 3.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.dutch import plural
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data.files.guard import MAX_CELLS, MAX_COLUMNS
from buurtwijzer.data.files.workbook import CellLines
from buurtwijzer.data.forms import issue_kinds as kinds
from buurtwijzer.data.issue_kinds import AANHALING, KOLOM_DUBBEL, MEER_PERIODEN, MEER_RIJEN, RIJ_BREEDTE, TE_VEEL_VELDEN
from buurtwijzer.data.layouts.crosswalk import MEASURE
from buurtwijzer.data.table import IntArray

_FIELDS = ("id", "measure", "valueattribute", "value", "stringvalue")
# As the signs of CBS in a table: a point for unknown or secret, an x for secret, nothing for what cannot be.
_SIGNS = {"missing": ".", "confidential": "x", "secret": "x", "impossible": ""}
_ORDINARY = frozenset({"", "none"})
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,25})?([eE][+-]?\d{1,3})?")
_PERIODS = ("perioden", "periods")
_YEAR = re.compile(r"((?:19|20)\d{2})(?:JJ00)?\*{0,2}")
_AREA_AND_PERIOD = 2
_SHOWN = 5

_At = Callable[[int], FilePlace]


@dataclass(frozen=True, slots=True, eq=False)
class Observations:
    """The fields of observations, each (m,) positions in a list of different texts or numbers.

    Attributes:
        koppen: Headers of the file.
        velden: Per header (lower case) the positions.
        teksten: Per header the different values.
        regels: (m,) line or record of each observation.
    """

    koppen: tuple[str, ...]
    velden: dict[str, IntArray]
    teksten: dict[str, Sequence[object]]
    regels: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class WideTable:
    """A row per area, a column per measure; the first row is the header."""

    rijen: list[list[object]]
    regels: list[int]
    cellijnen: CellLines
    issues: tuple[Issue, ...]


def separator_of(text: str) -> str | None:
    """Give the separator of a text that holds observations; None when it holds something else."""
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    for separator in (";", ",", "\t"):
        names = {name.strip().strip('"').casefold() for name in first.split(separator)}
        if {"measure", "value"} <= names and names & {"valueattribute", "stringvalue", "id"}:
            return separator
    return None


def read_text(naam: str, text: str, separator: str) -> Observations:
    """Read observations from text.

    Raises:
        InputError: Rows differ in length.
    """
    import pandas as pd  # noqa: PLC0415 - heavy, and only this form needs it

    text = text.removeprefix("\ufeff")
    names = [name.strip().strip('"').strip() for name in text.split("\n", 1)[0].split(separator)]
    seen = [name.casefold() for name in names]
    if len(names) > MAX_COLUMNS:
        raise InputError([kinds.TE_VEEL_KOLOMMEN.at(FilePlace(naam), aantal=len(names), grens=MAX_COLUMNS)])
    times = Counter(seen)
    double = next((name for name in names if times[name.casefold()] > 1), None)
    if double is not None:
        raise InputError([KOLOM_DUBBEL.at(FilePlace(naam, 1), kolom=double[:60])])
    rows = text.count("\n") + (not text.endswith("\n"))
    lines = np.arange(2, rows + 1, dtype=np.int64)
    if text.count(separator) != (len(names) - 1) * rows:
        lines = _checked_lines(naam, text, separator, len(names))
    try:
        frame = pd.read_csv(
            io.BytesIO(text.encode()),
            sep=separator,
            header=0,
            names=names,
            usecols=[name for name in names if name.casefold() != "id"],
            dtype="category",
            na_filter=False,
            engine="c",
        )
    except pd.errors.ParserError as error:
        raise InputError([AANHALING.at(FilePlace(naam))]) from error
    if len(frame) != len(lines):
        lines = _checked_lines(naam, text, separator, len(names))
    columns = {name.casefold(): frame[name].cat for name in frame.columns}
    velden = {name: column.codes.to_numpy().astype(np.int64) for name, column in columns.items()}
    teksten: dict[str, Sequence[object]] = {name: list(column.categories) for name, column in columns.items()}
    return Observations(tuple(names), velden, teksten, lines[: len(frame)])


def from_records(header: Sequence[str], rows: Sequence[Sequence[object]], records: Sequence[int]) -> Observations:
    """Make observations of records."""
    velden: dict[str, IntArray] = {}
    teksten: dict[str, Sequence[object]] = {}
    for at, name in enumerate(header):
        if name.casefold() == "id":
            continue
        known: dict[tuple[type, object], int] = {}
        # A number and true may be equal; their kinds are not.
        codes = [known.setdefault((row[at].__class__, row[at]), len(known)) for row in rows]
        velden[name.casefold()] = np.array(codes, dtype=np.int64)
        teksten[name.casefold()] = ["" if value is None else value for _, value in known]
    return Observations(tuple(header), velden, teksten, np.array(records, dtype=np.int64))


def widen(naam: str, found: Observations, at: _At) -> WideTable:
    """Turn observations into a row per area.

    Args:
        naam: File name.
        found: The observations.
        at: Gives the place of a line or record.

    Raises:
        InputError: An area or measure is missing, stands there twice, or the table becomes too large.
    """
    dims = [name for name in found.koppen if name.casefold() not in _FIELDS]
    _check_filled(found, dims, at)
    found, told = _of_latest_period(naam, found, dims)
    measures = [
        str(int(text)) if isinstance(text, float) and text.is_integer() else str(text).strip()
        for text in found.teksten["measure"]
    ]
    area, keys = _areas(found, dims)
    if len(measures) > MAX_COLUMNS:
        raise InputError([kinds.TE_VEEL_KOLOMMEN.at(FilePlace(naam), aantal=len(measures), grens=MAX_COLUMNS)])
    if len(keys) * len(measures) > MAX_CELLS:
        raise InputError([TE_VEEL_VELDEN.at(FilePlace(naam), grens=MAX_CELLS)])
    flat = area * len(measures) + found.velden["measure"]
    _check_once(found, flat, at)
    cells, cell_of, issues = _values(found, at)
    issues = [*told, *issues]
    grid = np.full(len(keys) * len(measures), len(cells), dtype=np.int64)
    grid[flat] = cell_of
    lines = np.zeros(len(grid), dtype=np.int32)
    lines[flat] = found.regels
    table = np.array([*cells, ""], dtype=object)[grid].reshape(len(keys), len(measures)).tolist()
    by_row = lines.reshape(len(keys), len(measures))
    first = np.where(by_row > 0, by_row, np.iinfo(np.int32).max).min(axis=1).tolist()
    header: list[object] = [*dims, *(MEASURE + measure for measure in measures)]
    rows = [header, *([*key, *row] for key, row in zip(keys, table, strict=True))]
    value = [name.casefold() for name in found.koppen].index("value")
    where = CellLines(np.concatenate([np.zeros((1, len(measures)), dtype=np.int32), by_row]), len(dims), value)
    return WideTable(rows, [1, *first], where, tuple(issues))


def _checked_lines(naam: str, text: str, separator: str, width: int) -> IntArray:
    """Give the line of every row; rows of another length are mistakes."""
    lines: list[int] = []
    wrong: list[Issue] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for row in reader:
            if row and len(row) != width:
                wrong.append(RIJ_BREEDTE.at(FilePlace(naam, line), aantal=len(row), verwacht=width))
            if row:
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError([AANHALING.at(FilePlace(naam, line))]) from error
    if wrong:
        rest = len(wrong) - _SHOWN
        more = [MEER_RIJEN.at(FilePlace(naam), aantal=rest, code=RIJ_BREEDTE.code)] if rest > 0 else []
        raise InputError([*wrong[:_SHOWN], *more])
    return np.array(lines[1:], dtype=np.int64)


def _check_filled(found: Observations, dims: Sequence[str], at: _At) -> None:
    issues = []
    for name in ("measure", *(dim.casefold() for dim in dims)):
        empty = [i for i, text in enumerate(found.teksten[name]) if not str(text).strip()]
        rows = np.flatnonzero(np.isin(found.velden[name], empty)) if empty else np.array([], dtype=np.int64)
        what = "de maat (Measure)" if name == "measure" else f"het veld {name}"
        issues += [kinds.WAARNEMING_LEEG.at(at(int(found.regels[row])), wat=what) for row in rows[:_SHOWN].tolist()]
    if issues or not dims or not len(found.regels):
        raise InputError(issues or [kinds.WAARNEMING_LEEG.at(at(1), wat="elk gebied")])


def _of_latest_period(naam: str, found: Observations, dims: Sequence[str]) -> tuple[Observations, list[Issue]]:
    """Take the latest year of a table with a row per area; a table with other dimensions chooses for itself."""
    period = next((dim.casefold() for dim in dims if dim.casefold() in _PERIODS), None)
    if period is None or len(dims) != _AREA_AND_PERIOD:
        return found, []
    there = np.unique(found.velden[period]).tolist()
    texts = {at: _YEAR.fullmatch(str(found.teksten[period][at]).strip()) for at in there}
    years = {at: int(text.group(1)) for at, text in texts.items() if text is not None}
    if len(there) < 2 or len(years) < len(there) or len(set(years.values())) < len(years):
        return found, []
    latest = max(years, key=lambda at: years[at])
    keep = found.velden[period] == latest
    fields = {name: codes[keep] for name, codes in found.velden.items()}
    told = MEER_PERIODEN.at(FilePlace(naam), aantal=len(years), jaar=years[latest])
    return replace(found, velden=fields, regels=found.regels[keep]), [told]


def _areas(found: Observations, dims: Sequence[str]) -> tuple[IntArray, list[list[object]]]:
    """Give (m,) the number of the row of every observation, and the keys of each row, in the order of the file."""
    mixed = np.zeros(len(found.regels), dtype=np.int64)
    for dim in dims:
        name = dim.casefold()
        _, mixed = np.unique(mixed * len(found.teksten[name]) + found.velden[name], return_inverse=True)
    _, first, which = np.unique(mixed, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    columns = [(found.velden[dim.casefold()][first[order]].tolist(), found.teksten[dim.casefold()]) for dim in dims]
    keys = [[texts[at[i]] for at, texts in columns] for i in range(len(order))]
    return rank[which], keys


def _check_once(found: Observations, flat: IntArray, at: _At) -> None:
    if np.bincount(flat).max() < 2:
        return
    _, first, which = np.unique(flat, return_index=True, return_inverse=True)
    double = np.flatnonzero(first[which] != np.arange(len(flat)))
    issues = [
        kinds.WAARNEMING_DUBBEL.at(at(int(found.regels[row])), eerste=int(found.regels[first[which[row]]]))
        for row in double[:_SHOWN].tolist()
    ]
    if len(double) > _SHOWN:
        issues.append(
            MEER_RIJEN.at(FilePlace(at(1).file), aantal=len(double) - _SHOWN, code=kinds.WAARNEMING_DUBBEL.code)
        )
    raise InputError(issues)


def _values(found: Observations, at: _At) -> tuple[list[object], IntArray, list[Issue]]:
    """Give the different cells, (m,) which of them each observation is, and what to tell of those that are no value."""
    cells = _numbers(found.teksten["value"])
    cell_of = found.velden["value"].copy()
    empty = np.isin(cell_of, [i for i, cell in enumerate(cells) if isinstance(cell, str) and not cell.strip()])
    if "stringvalue" in found.velden:
        texts = ["" if text is None else text for text in found.teksten["stringvalue"]]
        cell_of = np.where(empty, found.velden["stringvalue"] + len(cells), cell_of)
        cells = [*cells, *texts]
    issues: list[Issue] = []
    attributes = found.teksten.get("valueattribute", ())
    for number, attribute in enumerate(attributes):
        word = str(attribute).strip().casefold()
        if word in _ORDINARY:
            continue
        marked = found.velden["valueattribute"] == number
        odd = marked if word not in _SIGNS else marked & ~empty
        issues += _odd_values(found, odd, str(attribute), at)
        cells = [*cells, _SIGNS.get(word, "")]
        cell_of = np.where(marked, len(cells) - 1, cell_of)
    return cells, cell_of, issues


def _odd_values(found: Observations, odd: npt.NDArray[np.bool_], attribute: str, at: _At) -> list[Issue]:
    rows = np.flatnonzero(odd)
    if not len(rows):
        return []
    count = plural(len(rows), "waarneming", "waarnemingen")
    return [kinds.KENMERK_ONBEKEND.at(at(int(found.regels[rows[0]])), aantal=count, kenmerk=attribute.strip()[:40])]


def _numbers(texts: Sequence[object]) -> list[object]:
    """Read numbers as OData writes them, with a point; where any has a comma the ordinary rules for text decide."""
    if any(isinstance(text, str) and "," in text for text in texts):
        return list(texts)
    return [float(text) if isinstance(text, str) and _NUMBER.fullmatch(text.strip()) else text for text in texts]
