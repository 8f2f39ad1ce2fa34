"""JSON as people download it: OData with ``value``, a plain list of records, and what pandas makes of a table.

Every record is a row; the first names of its fields are the header. Depth, size, numbers and doubled fields are guarded
while reading, so that a bad file ends in a message. Source: data-facts 3.
"""

from __future__ import annotations

import gc
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from buurtwijzer.core.dutch import plural
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import RECORDS, FilePlace, place_in
from buurtwijzer.data.files.guard import MAX_CELLS, MAX_COLUMNS
from buurtwijzer.data.forms import issue_kinds as kinds
from buurtwijzer.data.forms.json_shapes import Record, Wrong, find_records
from buurtwijzer.data.issue_kinds import TE_VEEL_VELDEN, TEKENSET_KAPOT

# How a text writes half of a sign outside the common ones; alone it is no text.
_HALF_SIGN = re.compile(r"\\u[dD][89a-fA-F]")
_SHOWN = 5


@dataclass(frozen=True, slots=True, eq=False)
class RecordTable:
    """The records of a JSON file.

    Attributes:
        koppen: Names of the fields, in the order in which they first come.
        rijen: Fields per record as text, float or bool; None or empty text for nothing.
        records: 1-based number of each record.
        herkomst: Address of the table, when the file names it.
        issues: What is worth telling.
    """

    koppen: tuple[str, ...]
    rijen: Sequence[Sequence[object]]
    records: Sequence[int]
    herkomst: str
    issues: tuple[Issue, ...]


class _Reader:
    """Makes records of objects while they are read; names and texts that repeat are kept once."""

    def __init__(self) -> None:
        self.double = ""
        self.nested = False
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._texts: dict[str, str] = {}

    def record(self, pairs: list[tuple[str, object]]) -> Record:
        names = tuple([name for name, _ in pairs])
        known = self._names.get(names)
        if known is None:
            known = self._names.setdefault(names, names)
            if len(set(names)) < len(names):
                self.double = Counter(names).most_common(1)[0][0]
        values: list[object] = []
        kept = self._texts.setdefault
        for _, value in pairs:
            if isinstance(value, str):
                values.append(kept(value, value))
            else:
                self.nested = self.nested or isinstance(value, list | Record)
                values.append(value)
        return Record(known, tuple(values))


def read_json(naam: str, text: str) -> RecordTable:
    """Read the records of a JSON text.

    Raises:
        InputError: It is damaged, too deep, too large, or no list of records; all mistakes at once.
    """
    reader = _Reader()
    top = _parse(naam, text, reader)
    place = FilePlace(naam)
    if reader.double:
        raise InputError([kinds.JSON_DUBBEL.at(place, kolom=reader.double[:60])])
    found = find_records(top)
    if isinstance(found, Wrong):
        raise InputError([kinds.JSON_GEEN_TABEL.at(place, gezien=found.gezien)])
    header = tuple(dict.fromkeys(name for names in dict.fromkeys(r.namen for r in found.records) for name in names))
    if len(header) > MAX_COLUMNS:
        raise InputError([kinds.TE_VEEL_KOLOMMEN.at(place, aantal=len(header), grens=MAX_COLUMNS)])
    if len(header) * len(found.records) > MAX_CELLS and not is_long(header):
        raise InputError([TE_VEEL_VELDEN.at(place, grens=MAX_CELLS)])
    nested = list(_nested(naam, found.records)) if reader.nested else []
    if nested:
        raise InputError(nested)
    issues = [kinds.MEER_BLADZIJDEN.at(place)] if found.volgende else []
    short = sum(1 for record in found.records if len(record.namen) < len(header))
    if short:
        issues.append(kinds.JSON_VELD_MIST.at(place, aantal=plural(short, "record", "records")))
    in_order = all(record.namen == header for record in found.records)
    rows = [record.waarden if in_order else _in_order(header, record) for record in found.records]
    return RecordTable(header, rows, range(1, len(rows) + 1), found.herkomst, tuple(issues))


def is_long(header: Sequence[str]) -> bool:
    """Tell whether a header is that of observations: a row per area and measure."""
    names = {name.strip().casefold() for name in header}
    return {"measure", "value"} <= names and bool(names & {"valueattribute", "stringvalue", "id"})


def _parse(naam: str, text: str, reader: _Reader) -> object:
    try:
        return _loads(text, reader)
    except RecursionError as error:
        raise InputError([kinds.JSON_TE_DIEP.at(FilePlace(naam))]) from error
    except json.JSONDecodeError as error:
        lines = _lines(text, reader) if error.msg == "Extra data" else None
        if lines is not None:
            return lines
        where = FilePlace(naam, error.lineno, error.colno)
        ended = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        reason = "het houdt op voor het einde" if ended else "op deze plaats staat iets anders dan verwacht"
        raise InputError([kinds.JSON_KAPOT.at(where, reden=reason)]) from error
    except UnicodeEncodeError as error:
        raise InputError([TEKENSET_KAPOT.at(FilePlace(naam))]) from error


def _loads(text: str, reader: _Reader) -> object:
    # Every number as a float, as a workbook has them; too large a number becomes infinite and is told as such.
    was_on = gc.isenabled()
    gc.disable()  # millions of small records without any circle in them: looking for those takes most of the time
    try:
        top = json.loads(text, object_pairs_hook=reader.record, parse_int=float, parse_constant=_constant)
    finally:
        if was_on:
            gc.enable()
    if _HALF_SIGN.search(text):
        json.dumps(top, ensure_ascii=False, default=str).encode()
    return top


def _constant(name: str) -> float | None:
    return None if name == "NaN" else float(name)


def _lines(text: str, reader: _Reader) -> list[object] | None:
    """Read a text with a record per line; None when it is none."""
    try:
        return [_loads(line, reader) for line in text.splitlines() if line.strip()]
    except (json.JSONDecodeError, RecursionError):
        return None


def _nested(naam: str, records: Sequence[Record]) -> Iterator[Issue]:
    shown = 0
    for number, record in enumerate(records, start=1):
        for at, value in enumerate(record.waarden):
            if isinstance(value, list | Record):
                yield kinds.JSON_CEL.at(place_in(naam, RECORDS, number, at + 1), kolom=record.namen[at][:60])
                shown += 1
                if shown == _SHOWN:
                    return


def _in_order(header: tuple[str, ...], record: Record) -> tuple[object, ...]:
    own = dict(zip(record.namen, record.waarden, strict=True))
    return tuple([own.get(name) for name in header])
