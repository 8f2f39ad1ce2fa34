"""The shapes in which a table stands in JSON: under ``value``, as a plain list, or turned by pandas (``to_json``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_CODE = re.compile(r"(NL|GM|WK|BU)\w*\d\w*\s*")
_ORIGIN = ("odata.metadata", "@odata.context")
_NEXT = ("odata.nextLink", "@odata.nextLink")
_MANY = 50


class Record(NamedTuple):
    """One object of JSON: names and values in their order."""

    namen: tuple[str, ...]
    waarden: tuple[object, ...]

    def get(self, name: str) -> object:
        """Give a value by its name; None when there is none."""
        return self.waarden[self.namen.index(name)] if name in self.namen else None


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The records of a file, the address it says it comes from and whether it says that there is more."""

    records: Sequence[Record]
    herkomst: str = ""
    volgende: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """What stands there instead of a list of records, in Dutch."""

    gezien: str


def find_records(top: object) -> Found | Wrong:
    """Find the one list of records in what was read."""
    if isinstance(top, Record):
        return _in_object(top)
    if isinstance(top, list):
        return _as_records(top)
    return Wrong("een losse waarde")


def _in_object(top: Record) -> Found | Wrong:
    value = top.get("value")
    if isinstance(value, list):
        found = _as_records(value)
        origin = next((text for name in _ORIGIN if isinstance(text := top.get(name), str)), "")
        more = any(top.get(name) for name in _NEXT)
        return found if isinstance(found, Wrong) else Found(found.records, origin, more)
    columns, data = top.get("columns"), top.get("data")
    if isinstance(columns, list) and isinstance(data, list):
        return _split(columns, data)
    if top.waarden and all(isinstance(inner, Record) for inner in top.waarden):
        return _turned(top.namen, [inner for inner in top.waarden if isinstance(inner, Record)])
    lists = [inner for inner in top.waarden if isinstance(inner, list) and inner and isinstance(inner[0], Record)]
    if len(lists) == 1:
        return _as_records(lists[0])
    if len(lists) > 1:
        return Wrong("er staan meer tabellen in")
    return Wrong("een los object")


def _as_records(items: list[object]) -> Found | Wrong:
    if not items:
        return Wrong("de lijst is leeg")
    records = [item for item in items if isinstance(item, Record)]
    if len(records) < len(items):
        return Wrong("een lijst met andere dingen dan records")
    return Found(records) if any(record.namen for record in records) else Wrong("de records zijn leeg")


def _split(columns: list[object], data: list[object]) -> Found | Wrong:
    """Read what pandas calls split: names once, values per row."""
    names = tuple(str(name) for name in columns)
    rows = [tuple(row) for row in data if isinstance(row, list) and len(row) == len(names)]
    if not rows or len(rows) < len(data) or len(set(names)) < len(names):
        return Wrong("rijen die niet bij de kolommen passen")
    return Found([Record(names, row) for row in rows])


def _turned(outer: tuple[str, ...], inner: list[Record]) -> Found | Wrong:
    """Read a column per name, or a row per name, as pandas writes them; what the labels are tells which it is."""
    labels = inner[0].namen
    if any(record.namen != labels for record in inner):
        return Wrong("kolommen die niet even lang zijn")
    if all(label.isdigit() for label in labels) and labels:
        return Found([Record(outer, row) for row in zip(*(record.waarden for record in inner), strict=True)])
    if _are_codes(labels):
        rows = zip(*(record.waarden for record in inner), strict=True)
        return Found([Record(("gwb_code", *outer), (label, *row)) for label, row in zip(labels, rows, strict=True)])
    if _are_codes(outer):
        return Found(
            [Record(("gwb_code", *labels), (label, *row.waarden)) for label, row in zip(outer, inner, strict=True)]
        )
    if all(label.isdigit() for label in outer) and labels:
        return Found(inner)
    return Wrong("groepen van velden in plaats van rijen")


def _are_codes(labels: Sequence[str]) -> bool:
    return bool(labels) and all(_CODE.fullmatch(label) for label in labels[:_MANY])
