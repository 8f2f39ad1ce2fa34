"""Reads the results of a run back from its workbook: the test stands outside the model and sees only what it gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from buurtwijzer.core.codes import niveau_of
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data.files.no_figures import NoFigures
from buurtwijzer.data.files.opening import OpenFile, open_file
from buurtwijzer.data.files.workbook import Row
from buurtwijzer.evidence.proxy import issue_kinds as kinds
from buurtwijzer.evidence.proxy.model import Reeks, Soort, Uitkomstwerkmap

_SCORES = ("Leefgebieden", "Krachten", "Risico's")
_LIFESTYLES = ("Leefstijlen", "Bewonersgroepen")
_ADVICE = "Interventies"
_STYLE = ("Overzicht", "benaderstijl")
_RECEIPT = "Verantwoording"
_PROVENANCE = ("Buurtwijzer", "regelboek", "regelboek sha256")
_BEFORE, _AFTER = "dekking", "kenmerkend"


def read_results(path: Path) -> Uitkomstwerkmap:
    """Read scores, lifestyles and advice from a result workbook.

    Raises:
        InputError: It cannot be read, or is no workbook with results.
    """
    file = open_file(path)
    if isinstance(file, NoFigures):
        raise InputError([file.issue])
    sheets = {report.naam: number for number, report in enumerate(file.bladen)}
    series = [*_all_series(file, sheets)]
    if not series:
        names = ", ".join((*_SCORES, *_LIFESTYLES, _ADVICE))
        raise InputError([kinds.GEEN_UITKOMSTEN.at(FilePlace(path.name), bladen=names)])
    return Uitkomstwerkmap(path.name, file.sha256, tuple(series), tuple(_provenance(file, sheets)))


def _all_series(file: OpenFile, sheets: dict[str, int]) -> Iterator[Reeks]:
    for name in (*_SCORES, *_LIFESTYLES, _ADVICE, _STYLE[0]):
        if name not in sheets:
            continue
        rows = file.lees(sheets[name]).rijen
        heads = [str(cell).strip() for cell in rows[0]] if rows else []
        if "code" not in heads:
            continue
        if name in _SCORES:
            yield from _columns(name, heads, rows, Soort.SCORE, [h for h in heads if f"{h} laag" in heads])
        elif name in _LIFESTYLES:
            yield from _columns(name, heads, rows, Soort.LEEFSTIJL, _between(heads))
        elif name == _ADVICE and {"interventie", "poort"} <= {*heads}:
            yield from _advised(name, heads, rows)
        elif _STYLE[1] in heads:
            yield from _styles(heads, rows)


def _between(heads: Sequence[str]) -> Sequence[str]:
    if _BEFORE not in heads or _AFTER not in heads:
        return ()
    return heads[heads.index(_BEFORE) + 1 : heads.index(_AFTER)]


def _columns(
    name: str, heads: Sequence[str], rows: Sequence[Row], soort: Soort, wanted: Sequence[str]
) -> Iterator[Reeks]:
    code = heads.index("code")
    for head in wanted:
        at = heads.index(head)
        pairs = ((row[code], row[at]) for row in rows[1:] if _is_area(row[code]))
        values = {str(area): float(cell) for area, cell in pairs if isinstance(cell, int | float)}
        yield Reeks(name, head, soort, values)


def _advised(name: str, heads: Sequence[str], rows: Sequence[Row]) -> Iterator[Reeks]:
    """Give per intervention which areas have it as advice, among the areas that were advised on at all."""
    code, what, gate = heads.index("code"), heads.index("interventie"), heads.index("poort")
    advised: defaultdict[str, set[str]] = defaultdict(set)
    areas: dict[str, None] = {}
    for row in rows[1:]:
        if not _is_area(row[code]):
            continue
        areas[str(row[code])] = None
        if str(row[gate]).strip() == "ja" and str(row[what]).strip():
            advised[str(row[what]).strip()].add(str(row[code]))
    for item in sorted(advised):
        yield Reeks(name, item, Soort.ADVIES, {area: float(area in advised[item]) for area in areas})


def _styles(heads: Sequence[str], rows: Sequence[Row]) -> Iterator[Reeks]:
    code, at = heads.index("code"), heads.index(_STYLE[1])
    styles = {str(row[code]): str(row[at]).strip() for row in rows[1:] if _is_area(row[code])}
    for item in sorted({style for style in styles.values() if style}):
        values = {area: float(style == item) for area, style in styles.items() if style}
        yield Reeks(_STYLE[0], f"{_STYLE[1]}: {item}", Soort.ADVIES, values)


def _provenance(file: OpenFile, sheets: dict[str, int]) -> Iterator[tuple[str, str]]:
    if _RECEIPT in sheets:
        for row in file.lees(sheets[_RECEIPT]).rijen[1:]:
            if len(row) > 1 and row[0] in _PROVENANCE:
                yield str(row[0]), str(row[1])


def _is_area(cell: object) -> bool:
    return isinstance(cell, str) and niveau_of(cell) is not None
