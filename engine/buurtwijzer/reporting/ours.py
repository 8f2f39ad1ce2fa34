"""Which cells in our columns are still ours, told by the record of what we wrote. Writes nothing and knows no program.

A row may have moved without our columns, as a sorted table of Excel does: then it carries what was written for another
area, and that is still ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.own.rows import meant_rows
from buurtwijzer.reporting.injection.plan import Place
from buurtwijzer.reporting.record import EMPTY, Record, SheetRecord, fingerprint

Cell = tuple[int, int]
_FEW = 20
"""A value that was written for more areas than this says little about which area a row is of."""


class _Wrote:
    """A record of a sheet in the order of its columns now."""

    def __init__(self, record: SheetRecord, namen: Sequence[str]) -> None:
        self._areas = record.rijen
        self._prints = record.reader(namen)
        self._places: dict[tuple[int, str], list[str]] = {}

    def of(self, code: str | None, prints: Sequence[str]) -> tuple[str, ...] | None:
        """Give what we wrote in a row, by its own area or by another that most of its cells are of."""
        own = None if code is None else self._prints(code)
        if own == prints or (own is not None and _is_same(own, prints)):
            return own
        moved = self._moved(prints)
        return own if moved is None else moved

    def _moved(self, prints: Sequence[str]) -> tuple[str, ...] | None:
        area = self.area(prints)
        return None if area is None else self._prints(area)

    def area(self, prints: Sequence[str]) -> str | None:
        """Give the area that most of the cells of a row were written for."""
        known = self._known_places()
        votes = Counter(area for place in enumerate(prints) for area in known.get(place, ()))
        for area, _ in votes.most_common(1):
            found = self._prints(area)
            if found is not None and _is_same(found, prints):
                return area
        return None

    def _known_places(self) -> Mapping[tuple[int, str], list[str]]:
        """Give the areas by column and fingerprint, made once and only when a row has moved."""
        if not self._places:
            for area in self._areas:
                for place in enumerate(self._prints(area) or ()):
                    if place[1] != EMPTY:
                        self._places.setdefault(place, []).append(area)
            self._places = {place: areas for place, areas in self._places.items() if len(areas) <= _FEW}
        return self._places


def users_cells(
    blok: SheetBlock, kolommen: Collection[Place], codes: Mapping[int, str], record: SheetRecord
) -> tuple[Cell, ...]:
    """Find the cells of the user inside our columns: formulas, errors, and all that is not what we wrote there.

    Args:
        blok: The sheet.
        kolommen: Columns that are ours.
        codes: Area code per row from 0.
        record: What we wrote on this sheet.

    Returns:
        (row, column) from 0, in order.
    """
    columns = sorted(kolommen, key=lambda column: column.kolom)
    wrote, found = _Wrote(record, [column.naam for column in columns]), []
    never = blok.formules | blok.foutcellen
    for row, prints, is_mixed in _rows(blok, columns):
        expected = wrote.of(codes.get(row), prints) or (EMPTY,) * len(columns)
        if expected == prints and not is_mixed:
            continue
        for column, now, then in zip(columns, prints, expected, strict=True):
            if (now not in (EMPTY, then)) or (row + 1, column.kolom + 1) in never:
                found.append((row, column.kolom))
    return tuple(found)


def areas_written(blok: SheetBlock, kolommen: Collection[Place], codes: Mapping[int, str], record: SheetRecord) -> int:
    """Count the rows that hold what we wrote for their area; tells which of two tables our columns are of."""
    columns = sorted(kolommen, key=lambda column: column.kolom)
    wrote = record.reader([column.naam for column in columns])
    return sum(
        1
        for row, prints, _ in _rows(blok, columns)
        if row in codes and (own := wrote(codes[row])) is not None and _is_same(own, prints)
    )


def last_written(blok: SheetBlock, kolommen: Collection[Place], record: SheetRecord) -> int:
    """Give the last row, from 0, that holds what we wrote: sorting may have moved rows to below our columns.

    A row below them counts when it holds what was written for an area that stands nowhere in them any longer; a copy of
    a row of ours is the user's.

    Args:
        blok: The sheet.
        kolommen: Columns that are ours.
        record: What we wrote on this sheet.
    """
    columns = sorted(kolommen, key=lambda column: column.kolom)
    last, left, right = max(c.laatste for c in columns), columns[0].kolom, columns[-1].kolom
    below = [row for row in range(last + 1, len(blok.rijen)) if any(blok.rijen[row][left : right + 1])]
    if not below:
        return last
    wrote = _Wrote(record, [column.naam for column in columns])
    inside = {wrote.area(prints) for _, prints, _ in _rows(blok, columns)}
    for row in reversed(below):
        line = blok.rijen[row]
        area = wrote.area([fingerprint(line[c.kolom]) if c.kolom < len(line) else EMPTY for c in columns])
        if area is not None and area not in inside:
            return row
    return last


def settle(
    record: Record, bladen: Mapping[str, SheetBlock], kolommen: Mapping[str, Sequence[Place]], namen: Collection[str]
) -> Record:
    """Give a record under the names that the sheets have now: a sheet may have been renamed.

    Args:
        record: What we wrote.
        bladen: The sheets of the user, by name.
        kolommen: Per sheet the columns that carry a name and a header of ours.
        namen: Names of all sheets of the workbook now.

    Returns:
        The record. A sheet without a record of its own takes that of a sheet that is gone, when its cells agree.
    """
    gone = [naam for naam in record.bladen if naam not in namen]
    for blad, columns in kolommen.items():
        if not gone or not columns or blad in record.bladen:
            continue
        tables = meant_rows(bladen[blad].rijen)
        counts = {
            n: max((areas_written(bladen[blad], columns, t.codes, record.bladen[n]) for t in tables), default=0)
            for n in gone
        }
        best = max(gone, key=counts.__getitem__)
        if counts[best]:
            gone.remove(best)
            record = record.without_sheet(best).with_sheet(blad, record.bladen[best])
    return record


def _rows(blok: SheetBlock, columns: Sequence[Place]) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """Give each row in which a column holds something, its fingerprints, and whether a formula or an error is there."""
    if not columns:
        return
    numbers = {column.kolom + 1 for column in columns}
    mixed = {row - 1 for row, column in (*blok.formules, *blok.foutcellen) if column in numbers}
    nothing = (EMPTY,) * len(columns)
    for row in range(min(c.kop for c in columns) + 1, min(max(c.laatste for c in columns) + 1, len(blok.rijen))):
        line = blok.rijen[row]
        prints = tuple([fingerprint(line[c.kolom]) if _is_in(c, row, line) else EMPTY for c in columns])
        if row in mixed or prints != nothing:
            yield row, prints, row in mixed


def _is_in(column: Place, row: int, line: Sequence[object]) -> bool:
    return column.kop < row <= column.laatste and column.kolom < len(line)


def _is_same(wrote: Sequence[str], now: Sequence[str]) -> bool:
    """Tell whether most of what was written and most of what stands there now is the same."""
    same = sum(one == other != EMPTY for one, other in zip(wrote, now, strict=True))
    return 2 * same > max(_filled(wrote), _filled(now))


def _filled(prints: Sequence[str]) -> int:
    return len(prints) - prints.count(EMPTY)
