"""Reads the customer's own shares. They go nowhere else: not into a table of areas, a log or a message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from buurtwijzer.core.dutch import name_some
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace, column_letters, place_in
from buurtwijzer.data.files.no_figures import NoFigures
from buurtwijzer.data.files.opening import OpenFile, open_file
from buurtwijzer.data.files.workbook import Sheet
from buurtwijzer.data.numbers import Mark, NumberReader
from buurtwijzer.data.own.rows import OwnRows, find_own_rows
from buurtwijzer.evidence.proxy import issue_kinds as kinds
from buurtwijzer.evidence.proxy.model import Aandeel

_SHOWN = 5
_MOST = 100.0


def read_shares(path: Path, kolommen: Sequence[str] = ()) -> tuple[Aandeel, ...]:
    """Read shares per area from a file of the customer's own.

    Args:
        path: Workbook or text file with a header row, a column of area codes and columns with shares (0-100).
        kolommen: Headers of the shares; empty takes every column with only numbers from 0 to 100.

    Raises:
        InputError: No areas or shares are found, an area stands there twice, or a cell is no share; all at once.
    """
    file = open_file(path)
    if isinstance(file, NoFigures):
        raise InputError([file.issue])
    sheet, own = _areas(file, path.name)
    place = FilePlace(path.name)
    twice = [code for code, times in Counter(own.codes.values()).items() if times > 1]
    issues = [kinds.GEBIED_DUBBEL.at(place, codes=name_some(twice, _SHOWN))] if twice else []
    heads = {str(cell).strip(): at for at, cell in enumerate(sheet.rijen[own.kop]) if str(cell).strip()}
    there = name_some(list(heads))
    issues += [kinds.KOLOM_ONBEKEND.at(place, kop=kop, koppen=there) for kop in kolommen if kop not in heads]
    reader, found = NumberReader(), list[Aandeel]()
    for kop in kolommen or heads:
        at = heads.get(kop)
        if at is None or at == own.kolom:
            continue
        cells = [sheet.rijen[row][at] if at < len(sheet.rijen[row]) else "" for row in own.codes]
        column = reader.read(cells)
        known = column.merken == Mark.WAARDE
        wrong = (column.merken >= Mark.TEKST) | (known & ((column.waarden < 0) | (column.waarden > _MOST)))
        if wrong.any() and kolommen:
            issues.append(_no_share(sheet, own, kop, at, np.flatnonzero(wrong).tolist()))
        elif known.any() and not wrong.any():
            pairs = zip(own.codes.values(), column.waarden.tolist(), known.tolist(), strict=True)
            found.append(Aandeel(kop, {code: value for code, value, there in pairs if there}))
    if not found and not issues:
        issues.append(kinds.GEEN_AANDELEN.at(place, wat="Er is geen kolom met alleen getallen van 0 tot 100"))
    if issues:
        raise InputError(issues)
    return tuple(found)


def _areas(file: OpenFile, naam: str) -> tuple[Sheet, OwnRows]:
    for number in range(len(file.bladen)):
        sheet = file.lees(number)
        own = find_own_rows(sheet.rijen)
        if own is not None and own.kop >= 0:
            return sheet, own
    raise InputError([kinds.GEEN_AANDELEN.at(FilePlace(naam), wat="Er is geen kolom met gebiedscodes onder een kop")])


def _no_share(sheet: Sheet, own: OwnRows, kop: str, column: int, wrong: Sequence[int]) -> Issue:
    rows = list(own.codes)
    lines = [rows[at] + 1 if sheet.regels is None else sheet.regels[rows[at]] for at in wrong]
    cells = [f"{column_letters(column + 1)}{line}" if sheet.regels is None else f"regel {line}" for line in lines]
    place = place_in(sheet.bestand, sheet.report.naam, lines[0], column + 1)
    return kinds.GEEN_GETAL.at(place, kop=kop, aantal=f"{len(wrong)} keer", cellen=name_some(cells, _SHOWN))
