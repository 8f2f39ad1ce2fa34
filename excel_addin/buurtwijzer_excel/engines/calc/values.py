"""Values of cells in whole blocks: one call to read and one to write, with dates, booleans, formulas and errors.

Calc knows numbers and text only. What a number means follows from the format of its cell, as in Excel for dates; the
bridge gives no answer at all for an error, and so tells it from everything else.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain, pairwise
from numbers import Number
from typing import Any

from buurtwijzer_excel.engines.calc.formats import Formats, Kind

Row = tuple[Any, ...]
_DAY_S = 86_400
_EPOCH = date(1899, 12, 30)
_ERRORS = {
    521: "#NULL!",
    532: "#DIV/0!",
    519: "#VALUE!",
    524: "#REF!",
    525: "#NAME?",
    503: "#NUM!",
    32767: "#N/A",
}


@dataclass(frozen=True, slots=True, eq=False)
class CellError:
    """A cell with an error; which one is looked up only when it is asked, a call for each cell."""

    cells: Any
    row: int
    column: int

    def __str__(self) -> str:
        """Give the error as Excel writes it."""
        return _ERRORS.get(int(self.cells.getCellByPosition(self.column, self.row).getError()), "#VALUE!")


@dataclass(slots=True)
class _Special:
    """Cells of a block that need more than a number or text, by (row, column) from 0."""

    kinds: dict[Kind, list[tuple[int, int]]] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)


def read_block(cells: Any, document: Any, formats: Formats) -> tuple[Row, ...]:
    """Read the values of a rectangle.

    Args:
        cells: A cell range.
        document: Its document.
        formats: The number formats of the document.

    Returns:
        Rows of text, float, bool, datetime, `CellError`, and empty text for an empty cell.
    """
    data: tuple[Row, ...] = cells.getDataArray()
    kinds = [(address, kind) for address, kind in formats.kinds_in(cells) if kind is not Kind.TEXT]
    errors = any(None in row for row in data)
    if not kinds and not errors:
        return data
    rows = [list(row) for row in data]
    epoch = _epoch(document)
    top, left = _corner(cells)
    for address, kind in kinds:
        make: Callable[[float], Any] = bool if kind is Kind.LOGICAL else lambda serial: _moment(serial, epoch)
        for row in rows[address.StartRow - top : address.EndRow - top + 1]:
            for column in range(address.StartColumn - left, address.EndColumn - left + 1):
                if isinstance(row[column], float):
                    row[column] = make(row[column])
    if errors:
        for number, row in enumerate(rows):
            row[:] = (CellError(cells, number, column) if cell is None else cell for column, cell in enumerate(row))
    return tuple(map(tuple, rows))


def write_block(
    cells: Any,
    document: Any,
    formats: Formats,
    values: Sequence[Sequence[Any]],
    put_formulas: Callable[[Any, dict[tuple[int, int], str]], None],
) -> None:
    """Write values in a rectangle of the same size, in one call for all but formulas.

    Text is never taken for a number or a date; as in Excel an apostrophe in front goes, and ``=`` makes a formula,
    except in a cell with the format for text. Notes stay.

    Args:
        cells: A cell range.
        document: Its document.
        formats: The number formats of the document.
        values: As many rows and columns as the range.
        put_formulas: Puts English formulas, with ``=``, in cells of the range, by (row, column) from 0.

    Raises:
        ValueError: The rows differ in length, or are not as many as in the range.
    """
    address = cells.getRangeAddress()
    height, width = address.EndRow - address.StartRow + 1, address.EndColumn - address.StartColumn + 1
    if len(values) != height or any(len(row) != width for row in values):
        raise ValueError("het blok met waarden heeft een andere vorm dan het bereik")
    before = list(formats.kinds_in(cells))
    special = _Special()
    epoch = _epoch(document)
    plain = tuple(
        tuple(_plain(value, (row, column), special, epoch) for column, value in enumerate(line))
        for row, line in enumerate(values)
    )
    top, left = address.StartRow, address.StartColumn
    for row in _put(cells, plain):
        _put_each(cells, row, plain[row])
    kinds = {position: kind for part, kind in before for position in _positions(part, top, left)}
    texts = {place for place in special.formulas if kinds.get(place) is Kind.TEXT}
    for row, column in texts:
        cells.getCellByPosition(column, row).setString(special.formulas[row, column])
    put_formulas(cells, {place: formula for place, formula in special.formulas.items() if place not in texts})
    if special.formulas and document.isAutomaticCalculationEnabled():
        document.calculate()
    for kind, places in _formats_to_give(special, kinds, plain).items():
        _apply(cells, document, places, formats.standard_key(kind))


def _plain(value: Any, position: tuple[int, int], special: _Special, epoch: datetime) -> Any:
    """Give what the bridge takes for a value, and note down what must be done besides."""
    match value:
        case str():
            if value.startswith("'"):
                return value[1:]
            if value.startswith("=") and len(value) > 1:
                special.formulas[position] = value
                return ""
            return value
        case None:
            return ""
        case bool():
            special.kinds.setdefault(Kind.LOGICAL, []).append(position)
            return float(value)
        case date() | time():
            kind = Kind.TIME if isinstance(value, time) else Kind.DATETIME if _has_time(value) else Kind.DATE
            special.kinds.setdefault(kind, []).append(position)
            return _serial(value, epoch)
        case Number():
            number = float(value)  # type: ignore[arg-type] # every number that a sheet can hold
            return number if math.isfinite(number) else ""
        case _:
            return str(value)


def _put(cells: Any, plain: tuple[Row, ...]) -> list[int]:
    """Write all rows without a note; give the others. Writing a block takes away the notes in it."""
    address = cells.getRangeAddress()
    notes = cells.getSpreadsheet().getAnnotations()
    noted: set[int] = set()
    if notes.getCount():
        for note in notes:
            at = note.getPosition()
            if address.StartColumn <= at.Column <= address.EndColumn and address.StartRow <= at.Row <= address.EndRow:
                noted.add(at.Row - address.StartRow)
    if not noted:
        cells.setDataArray(plain)
        return []
    edges = sorted({-1, *noted, len(plain)})
    for before, after in pairwise(edges):
        if after - before > 1:
            part = cells.getCellRangeByPosition(0, before + 1, len(plain[0]) - 1, after - 1)
            part.setDataArray(plain[before + 1 : after])
    return sorted(noted)


def _put_each(cells: Any, row: int, values: Row) -> None:
    for column, value in enumerate(values):
        cell = cells.getCellByPosition(column, row)
        if isinstance(value, str):
            cell.setString(value)
        else:
            cell.setValue(value)


def _formats_to_give(
    special: _Special, before: dict[tuple[int, int], Kind], plain: tuple[Row, ...]
) -> dict[Kind, list[tuple[int, int]]]:
    """Tell which cells get another format: a date or boolean its own, a number after a boolean the general one."""
    wanted: dict[Kind, list[tuple[int, int]]] = {}
    for kind, positions in special.kinds.items():
        for position in positions:
            now = before.get(position, Kind.OTHER)
            if now is not kind and not (kind.is_moment and now.is_moment):
                wanted.setdefault(kind, []).append(position)
    logical = set(special.kinds.get(Kind.LOGICAL, ()))
    moments = set(chain.from_iterable(found for kind, found in special.kinds.items() if kind.is_moment))
    for position, kind in before.items():
        is_number = isinstance(plain[position[0]][position[1]], float)
        if kind is Kind.LOGICAL and is_number and position not in logical | moments:
            wanted.setdefault(Kind.OTHER, []).append(position)
    return wanted


def _apply(cells: Any, document: Any, positions: Iterable[tuple[int, int]], key: int) -> None:
    """Give cells a number format, all of them in one go: neighbours in a column together."""
    group = document.createInstance("com.sun.star.sheet.SheetCellRanges")
    parts = [
        cells.getCellRangeByPosition(column, first, column, last).getRangeAddress()
        for column, first, last in _runs(positions)
    ]
    group.addRangeAddresses(tuple(parts), False)
    group.NumberFormat = key


def _runs(positions: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Join positions below each other; gives column, first and last row."""
    ordered = sorted((column, row) for row, column in positions)
    start = previous = ordered[0]
    for column, row in ordered[1:]:
        if (column, row - 1) != previous:
            yield start[0], start[1], previous[1]
            start = (column, row)
        previous = (column, row)
    yield start[0], start[1], previous[1]


def _positions(address: Any, top: int, left: int) -> Iterator[tuple[int, int]]:
    for row in range(address.StartRow - top, address.EndRow - top + 1):
        for column in range(address.StartColumn - left, address.EndColumn - left + 1):
            yield row, column


def _corner(cells: Any) -> tuple[int, int]:
    address = cells.getRangeAddress()
    return address.StartRow, address.StartColumn


def _epoch(document: Any) -> datetime:
    """Give day zero of the dates in a document: some workbooks from a Mac count from 1904."""
    start = document.NullDate
    return datetime(start.Year or _EPOCH.year, start.Month or _EPOCH.month, start.Day or _EPOCH.day)  # noqa: DTZ001


def _moment(serial: float, epoch: datetime) -> datetime | float:
    """Give the moment of a number, to the second as LibreOffice shows it; beyond the calendar the number itself."""
    try:
        return epoch + timedelta(days=int(serial // 1), seconds=round(serial % 1 * _DAY_S, 3))
    except OverflowError:
        return serial


def _serial(value: date | time, epoch: datetime) -> float:
    if isinstance(value, time):
        return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second).total_seconds() / _DAY_S
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - epoch) / timedelta(days=1)
    return float((value - epoch.date()).days)


def _has_time(value: date | time) -> bool:
    return isinstance(value, datetime) and value.time() != time()
