"""Strict reading of number cells: a number, a known sign for missing, or a mistake. Nothing is guessed or repaired.

Source of the signs: data-facts 2.3 (symbols of CBS), 11.1 (what files really hold).
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import cast

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import FloatArray, State, StateArray


class Mark(IntEnum):
    """What one cell turned out to be."""

    WAARDE = 0
    PUNT = 1
    GEHEIM = 2
    LEEG = 3
    TEKST = 4
    DATUM = 5
    LOGISCH = 6
    ONEINDIG = 7
    ONDUIDELIJK = 8


SOORT_IN_WOORDEN = {
    Mark.TEKST: "tekst",
    Mark.DATUM: "een datum of tijd",
    Mark.LOGISCH: "waar of onwaar",
    Mark.ONEINDIG: "een oneindig of te groot getal",
}

# "," alone stands for missing in g_gas_ap of kwb-2022; a point is secret, unknown or not yet delivered.
_SIGNS = {".": Mark.PUNT, ",": Mark.PUNT, "x": Mark.GEHEIM, "": Mark.LEEG, "-": Mark.LEEG, "na": Mark.LEEG}
# Numbers that stand for missing in any file; a layout may know more of what they mean.
FILLERS: Mapping[float, Mark] = dict.fromkeys(
    (-99991.0, -99995.0, -99997.0, -99999997.0, -99999998.0, -99999999.0), Mark.LEEG
)

_WHOLE = re.compile(r"[+-]?\d{1,15}")
_POINT = re.compile(r"[+-]?\d{1,15}\.\d{1,25}")
_COMMA = re.compile(r"[+-]?\d{1,15},\d{1,25}")
# How R and Python write a number close to zero; a positive exponent would be a damaged code sooner than a figure.
_TINY = re.compile(r"[+-]?\d(\.\d{1,25})?[eE]-\d{1,3}")
_DUTCH = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
_ENGLISH = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
# One separator and three digits behind it: 1.234 is 1234 or 1,234. With a leading 0 it can only be decimal.
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")


@dataclass(frozen=True, slots=True, eq=False)
class ParsedColumn:
    """A column of cells.

    Attributes:
        waarden: (n,) NaN where there is no value.
        merken: (n,) `Mark` of every cell.
        gemengd: Decimal points and commas stand mixed.
    """

    waarden: FloatArray
    merken: npt.NDArray[np.uint8]
    gemengd: bool

    def states(self, known: State) -> StateArray:
        """Give (n,) states: a point is hidden in a column with any value, else the column was not delivered.

        Args:
            known: State of a cell with a value, e.g. GEMETEN.
        """
        point = State.ONDERDRUKT if (self.merken == Mark.WAARDE).any() else State.ONTBREEKT
        states = np.full(len(self.merken), int(State.ONTBREEKT), dtype=np.uint8)
        states[self.merken == Mark.WAARDE] = known
        states[self.merken == Mark.PUNT] = point
        states[self.merken == Mark.GEHEIM] = State.ONDERDRUKT
        return states

    def mistakes(self) -> npt.NDArray[np.int64]:
        """Give the positions of cells that are neither a value nor a sign for missing."""
        return np.flatnonzero(self.merken >= Mark.TEKST)


class NumberReader:
    """Reads columns of one file; remembers texts it has seen, because they repeat over columns.

    Args:
        whole: Gives all texts of a file in which every number is text; then other columns may settle what ``1.234`` is.
        fillers: Numbers that stand for missing, and what they say.
    """

    def __init__(
        self, whole: Callable[[], Iterable[str]] | None = None, fillers: Mapping[float, Mark] = FILLERS
    ) -> None:
        self._fillers = fillers
        self._values: dict[str, float] = {}
        self._marks: dict[str, Mark] = {}
        self._forms: dict[str, str] = {}
        self._whole = whole
        self._certain: set[str] | None = None

    def read(self, cells: Sequence[object]) -> ParsedColumn:
        """Read a column.

        Args:
            cells: Text, float, bool or date, as the reader gives them.
        """
        types = set(map(type, cells))
        if types <= {float}:
            return self._from_numbers(np.array(cells, dtype=np.float64))
        if types == {str}:
            return self._read_texts(cast("Sequence[str]", cells))
        column = self._from_numbers(
            np.array([cell if type(cell) is float else 0.0 for cell in cells], dtype=np.float64)
        )
        texts = [i for i, cell in enumerate(cells) if isinstance(cell, str)]
        parsed = self._read_texts([cast("str", cells[i]) for i in texts])
        column.waarden[texts], column.merken[texts] = parsed.waarden, parsed.merken
        for i, cell in enumerate(cells) if types - {float, str} else ():
            if type(cell) not in (float, str):
                column.waarden[i], column.merken[i] = _other(cell, self._fillers)
        return replace(column, gemengd=parsed.gemengd)

    def _from_numbers(self, values: FloatArray) -> ParsedColumn:
        marks = np.zeros(len(values), dtype=np.uint8)
        marks[~np.isfinite(values) | (np.abs(values) > 1e15)] = Mark.ONEINDIG
        for filler, mark in self._fillers.items():
            marks[values == filler] = mark
        return ParsedColumn(np.where(marks == Mark.WAARDE, values, np.nan), marks, gemengd=False)

    def _read_texts(self, cells: Sequence[str]) -> ParsedColumn:
        different = set(cells)
        for text in different - self._values.keys():
            self._values[text], self._marks[text], self._forms[text] = parse_text(text, self._fillers)
        forms = {self._forms[text] for text in different}
        values = np.array(list(map(self._values.__getitem__, cells)), dtype=np.float64)
        marks = np.array(list(map(self._marks.__getitem__, cells)), dtype=np.uint8)
        if "?." in forms or "?," in forms:
            self._settle(cells, values, marks, forms & {".", ","} or self._decimals())
        return ParsedColumn(values, marks, gemengd={".", ","} <= forms)

    def _settle(
        self, cells: Sequence[str], values: FloatArray, marks: npt.NDArray[np.uint8], certain: set[str]
    ) -> None:
        """Decide ``1.234`` from the decimal signs that are certain; where they do not tell, it stays a mistake."""
        for position, text in enumerate(cells):
            form = self._forms[text]
            if form.startswith("?") and certain == {form[1]}:
                marks[position] = Mark.WAARDE
            elif form.startswith("?"):
                values[position] = math.nan

    def _decimals(self) -> set[str]:
        """Give the decimal signs that are certain somewhere in the file."""
        if self._certain is None:
            texts = set(self._whole()) if self._whole is not None else set()
            self._certain = {parse_text(text)[2] for text in texts} & {".", ","}
        return self._certain


def parse_text(cell: str, fillers: Mapping[float, Mark] = FILLERS) -> tuple[float, Mark, str]:
    """Read one text cell.

    Returns:
        The value (NaN for none), what it is, and its decimal sign: ``.`` or ``,``, ``?.`` or ``?,`` when it may be a
        thousands sign (the value is then the decimal reading), empty when it has none.

    Example:
        >>> parse_text("   78.4"), parse_text("1.234,5")[0], parse_text("1.234")[1].name
        ((78.4, <Mark.WAARDE: 0>, '.'), 1234.5, 'ONDUIDELIJK')
    """
    text = cell.strip()
    sign = _SIGNS.get(text.lower())
    if sign is not None:
        return math.nan, sign, ""
    form = ""
    if not text.isascii():
        return math.nan, Mark.TEKST, ""
    if _WHOLE.fullmatch(text):
        number = text
    elif _EITHER.fullmatch(text):
        form = "?." if "." in text else "?,"
        return float(text.replace(",", ".")), Mark.ONDUIDELIJK, form
    elif _POINT.fullmatch(text):
        number, form = text, "."
    elif _COMMA.fullmatch(text):
        number, form = text.replace(",", "."), ","
    elif _TINY.fullmatch(text):
        number, form = text, "."
    elif _DUTCH.fullmatch(text):
        number, form = text.replace(".", "").replace(",", "."), ","
    elif _ENGLISH.fullmatch(text):
        number, form = text.replace(",", ""), "."
    else:
        return math.nan, Mark.TEKST, ""
    value = float(number)
    return (math.nan, fillers[value], "") if value in fillers else (value, Mark.WAARDE, form)


def _other(cell: object, fillers: Mapping[float, Mark]) -> tuple[float, Mark]:
    if cell is None:
        return math.nan, Mark.LEEG
    if isinstance(cell, bool):
        return math.nan, Mark.LOGISCH
    if isinstance(cell, int | float):
        value = float(cell)
        if not math.isfinite(value) or abs(value) > 1e15:
            return math.nan, Mark.ONEINDIG
        return (math.nan, fillers[value]) if value in fillers else (value, Mark.WAARDE)
    if isinstance(cell, dt.date | dt.time | dt.timedelta):
        return math.nan, Mark.DATUM
    return math.nan, Mark.TEKST
