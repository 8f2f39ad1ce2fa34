"""Writes rows of a table as StatLine exports them, so that the reader of this product takes them as any other file.

Semicolons, every field quoted, a byte order mark, padding as the service gives it. Nothing is rounded or filled in.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

from buurtwijzer.core.codes import Niveau, niveau_of
from buurtwijzer.data import opendata_issue_kinds as kinds
from buurtwijzer.opendata.service import Row
from buurtwijzer.opendata.transport import WebError

_NUMBER = re.compile(r"_\d+$")
_GROUPS = ("TopicGroup", "GeoGroup")
_AREA = "WijkenEnBuurten"
_SIGNS = {"Impossible": "", "Confidential": "x", "Secret": "x"}


def check_columns(rows: Sequence[Row], properties: Sequence[Row], needed: Sequence[str]) -> tuple[str, ...]:
    """Give the columns of rows, in order, when they are those the service describes.

    Args:
        rows: At least one.
        properties: DataProperties of the table.
        needed: Columns, without number, that must be there.

    Raises:
        WebError: A column is missing, or not every row has the same ones.
    """
    columns = tuple(name for name in rows[0] if not name.startswith("odata."))
    absent = [name for name in needed if name not in {_NUMBER.sub("", column) for column in columns}]
    if absent:
        raise WebError(kinds.ANDERE_KOLOMMEN, wat=f"{', '.join(absent)} ontbreekt")
    described = {str(item["Key"]) for item in properties if item.get("Key") and item.get("Type") not in _GROUPS}
    if described - set(columns):
        raise WebError(kinds.ANDERE_KOLOMMEN, wat=f"{min(described - set(columns))} ontbreekt in de rijen")
    same = {frozenset(name for name in row if not name.startswith("odata.")) for row in rows}
    if len(same) > 1:
        raise WebError(kinds.ANDERE_KOLOMMEN, wat="niet alle rijen hebben dezelfde kolommen")
    return columns


def with_keys(rows: Sequence[Row], columns: Sequence[str], names: Mapping[str, str], name_column: str | None) -> bytes:
    """Write rows under the keys of OData.

    Args:
        rows: Rows of the table.
        columns: Their columns, in order.
        names: Names of the areas by code.
        name_column: Header of an extra column for those names; None for no such column.
    """
    lines: list[Sequence[str]] = [[*columns, *([name_column] if name_column else [])]]
    for row in rows:
        extra = [names.get(str(row[_AREA]).strip(), "")] if name_column else []
        lines.append([*(_text(row[column]) for column in columns), *extra])
    return _csv(lines)


def with_titles(
    rows: Sequence[Row], columns: Sequence[str], properties: Sequence[Row], names: Mapping[str, str]
) -> bytes:
    """Write rows under the titles with their path and unit, as StatLine does."""
    titles = _titles(properties)
    chosen = [column for column in columns if column in titles]
    lines: list[Sequence[str]] = [[titles[column] for column in chosen]]
    for row in rows:
        code = str(row[_AREA]).strip()
        lines.append([names.get(code, code) if column == _AREA else _text(row[column]) for column in chosen])
    return _csv(lines)


def from_observations(
    rows: Sequence[Row], measures: Mapping[str, str], names: Mapping[str, str], gemeente: str
) -> bytes:
    """Write observations of OData 4 with a row per area and a column per measure.

    Args:
        rows: Observations.
        measures: Header by code of the measure, in order.
        names: Names of the areas by code.
        gemeente: Name of the gemeente.

    Raises:
        WebError: An area has two figures for one measure, or a measure is not described.
    """
    cells: dict[str, dict[str, str]] = {}
    for row in rows:
        code, measure = str(row.get(_AREA, "")).strip(), str(row.get("Measure", "")).strip()
        if measure not in measures or measure in cells.setdefault(code, {}):
            why = "staat er dubbel" if measure in measures else "is niet beschreven"
            raise WebError(kinds.ANDERE_KOLOMMEN, wat=f"maat {measure} {why}")
        cells[code][measure] = _observed(row)
    present = [measure for measure in measures if any(measure in found for found in cells.values())]
    lines: list[Sequence[str]] = [["gwb_code", "regio", "gm_naam", "recs", *(measures[code] for code in present)]]
    for code, found in cells.items():
        level = niveau_of(code)
        town = "Nederland" if level is Niveau.LAND else gemeente
        figures = [found.get(measure, "") for measure in present]
        lines.append([code, names.get(code, ""), town, "" if level is None else level.value.capitalize(), *figures])
    return _csv(lines)


def _titles(properties: Sequence[Row]) -> dict[str, str]:
    groups = {str(item["ID"]): item for item in properties if item.get("Type") in _GROUPS}
    titles = {}
    for item in properties:
        if item.get("Type") not in _GROUPS:
            parent = item.get("ParentID")
            path = _path(groups, "" if parent is None else str(parent))
            titles[str(item["Key"])] = _header([*path, str(item["Title"])], item.get("Unit"))
    return titles


def _path(groups: Mapping[str, Row], number: str) -> list[str]:
    path: list[str] = []
    while number in groups and len(path) < len(groups):
        path.insert(0, str(groups[number].get("Title", "")))
        above = groups[number].get("ParentID")
        number = "" if above is None else str(above)
    return path


def _header(path: Sequence[str], unit: object) -> str:
    text = "/".join(part.strip() for part in path)
    return f"{text} ({unit})" if unit else text


def _observed(row: Row) -> str:
    """Write one observation: its figure or its text; where there is neither, the sign that CBS has for it."""
    value = row.get("Value")
    if value is None:
        text = str(row.get("StringValue") or "").strip()
        return text or _SIGNS.get(str(row.get("ValueAttribute")), ".")
    return _text(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _csv(lines: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(lines)
    return text.getvalue().encode("utf-8-sig")
