"""`read_baseline()`: a baseline out of a workbook, only when nothing on its sheet was changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from buurtwijzer.core.dutch import join_words, name_some
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import CellPlace, FilePlace, column_letters
from buurtwijzer.evidence.nulmeting import issue_kinds as kinds
from buurtwijzer.evidence.nulmeting.model import Nulmeting, Onderdeel, Regel
from buurtwijzer.reporting.injection.opened import OwnFile, open_own_file
from buurtwijzer.reporting.marks import BASELINE, is_baseline
from buurtwijzer.reporting.nulmeting.sheet import KOLOMMEN, SEALED, ZEGEL, whole_seal
from buurtwijzer.reporting.record import EMPTY, fingerprint

_WIDTH = len(EMPTY)
_MANY = 20
_HEADERS = join_words([f"'{kolom.kop}'" for kolom in KOLOMMEN[:3]])


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A baseline that was read back.

    Attributes:
        nulmeting: The baseline.
        blad: Name of its sheet.
        zegel: Its seal.
    """

    nulmeting: Nulmeting
    blad: str
    zegel: str


def baselines_in(file: OwnFile) -> Mapping[str, str]:
    """Give the baselines in a workbook: the name of each sheet by its key.

    A sheet that was renamed or copied by another program may have lost its mark: its headers tell it, the seal decides.
    """
    marked = {key: naam for key, naam in file.own_sheets().items() if is_baseline(key)}
    others = [sheet.naam for sheet in file.package.bladen if sheet.naam not in {*file.own_sheets().values()}]
    return marked | {f"{BASELINE} {naam}": naam for naam in others if _has_headers(file.top(naam, 1))}


def _has_headers(rows: Sequence[Sequence[object]]) -> bool:
    """Tell whether the first row is that of a baseline; a column behind it is a change that is told later."""
    return bool(rows) and tuple(rows[0][: len(KOLOMMEN)]) == tuple(kolom.kop for kolom in KOLOMMEN)


def read_baseline(werkmap: Path, blad: str | None = None) -> Gelezen:
    """Read the baseline of a workbook.

    Args:
        werkmap: The workbook.
        blad: Name of the sheet, where there is more than one.

    Raises:
        InputError: There is none, there are more, or one was changed; the message names every cell.
    """
    file = open_own_file(werkmap)
    found = _pick(file, blad)
    rows = [tuple(row) for row in file.block(found).rijen]
    while rows and all(_cell(rows[-1], column) is None for column in range(len(rows[-1]))):
        rows.pop()
    changes = [*_changed_cells(rows), *_formulas(file, found)]
    if changes:
        place = CellPlace(werkmap.name, found, None, None)
        raise InputError([kinds.B286.at(place, cellen=name_some(changes, _MANY))])
    body = rows[1:-1]
    return Gelezen(Nulmeting(tuple(_line(row) for row in body)), found, whole_seal(map(_seal, body)))


def _pick(file: OwnFile, blad: str | None) -> str:
    names = [*baselines_in(file).values()]
    place, bladen = FilePlace(file.pad.name), join_words([f"'{naam}'" for naam in names])
    if not names:
        raise InputError([kinds.B285.at(place, koppen=_HEADERS)])
    if blad is not None:
        names = [naam for naam in names if naam.casefold() == blad.casefold()]
    if not names:
        raise InputError([kinds.B297.at(place, blad=blad, bladen=bladen)])
    if len(names) > 1:
        raise InputError([kinds.B292.at(place, bladen=bladen)])
    return names[0]


def _changed_cells(rows: Sequence[Sequence[object]]) -> list[str]:
    """Tell what is no longer as it was written: cells by their address, rows that are gone or came in."""
    changes = [f"{column_letters(n + 1)}1" for n, kop in enumerate(KOLOMMEN) if _cell(rows[0], n) != kop.kop]
    for number, row in enumerate(rows[1:], 2):
        if not _is_sealed(row):
            changes.append(f"rij {number} (zegel weg of rij erbij)")
            continue
        changes += [f"{column_letters(column + 1)}{number}" for column in _changed_columns(row)]
    return changes or _changed_order(rows)


def _changed_columns(row: Sequence[object]) -> Iterator[int]:
    kept = _seal(row)
    for column in range(SEALED):
        if fingerprint(_cell(row, column)) != kept[column * _WIDTH : (column + 1) * _WIDTH]:
            yield column
    yield from (column for column in range(SEALED + 1, len(row)) if _cell(row, column) is not None)


def _changed_order(rows: Sequence[Sequence[object]]) -> list[str]:
    """Tell of rows that are gone or in another order, where every row that is there is as it was written."""
    body, last = rows[1:-1], rows[-1]
    numbers = [_cell(row, 0) for row in rows[1:]]
    if _cell(last, 1) != ZEGEL:
        return ["de laatste rij met het zegel is weg of verplaatst"]
    expected = int(float(str(numbers[-1])))
    gone = [str(number) for number in range(1, expected) if number not in {*map(_whole, numbers)}]
    if gone:
        words = "regel", "ontbreekt"
        if len(gone) > 1:
            words = "regels", "ontbreken"
        return [f"{words[0]} {name_some(gone)} (kolom {BASELINE}) {words[1]}"]
    if [*map(_whole, numbers)] != [*range(1, expected + 1)]:
        return ["de rijen staan in een andere volgorde"]
    if whole_seal(map(_seal, body)) != _cell(last, 2):
        return ["regels en zegels horen niet meer bij elkaar"]
    return []


def _formulas(file: OwnFile, blad: str) -> list[str]:
    """Tell of cells that became a formula: what they show may change later."""
    return [f"{column_letters(column)}{row} (formule)" for row, column in sorted(file.block(blad).formules)]


def _is_sealed(row: Sequence[object]) -> bool:
    return len(_seal(row)) == _WIDTH * SEALED


def _seal(row: Sequence[object]) -> str:
    return str(_cell(row, SEALED) or "")


def _cell(row: Sequence[object], column: int) -> object:
    cell = row[column] if column < len(row) else None
    return None if cell == "" else cell


def _whole(cell: object) -> int:
    return int(cell) if isinstance(cell, int | float) else 0


def _line(row: Sequence[object]) -> Regel:
    cells = [_cell(row, column) for column in range(SEALED)]
    texts = ["" if cell is None else str(cell) for cell in cells]
    waarde, laag, hoog = (float(cell) if isinstance(cell, int | float) else None for cell in cells[6:9])
    jaar = int(texts[5]) if texts[5] else None
    return Regel(Onderdeel(texts[1]), texts[2], texts[3], texts[4], jaar, waarde, laag, hoog, texts[9], texts[10])
