"""S12: a button in a live LibreOffice, from the click to the values, and large blocks of cells.

The goal is half a second of our own processor time for fifty rows, in a process that clicked before. The first click
reads and computes everything; in Excel every click is one, for the ribbon starts a new Python each time. Beside each
stands what plain xlwings needs to read and write the same cells, measured in turn in the same run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

import openpyxl
import python_calamine
import xlwings as xw

from buurtwijzer.core.resources import shipped
from buurtwijzer_excel.commands.perform import attempt
from buurtwijzer_excel.engines.calc import start
from buurtwijzer_excel.live.reading import names_of_own_sheets, owned_columns
from tests.bench.files import wide_file
from tests.bench.measure import Measured, against_limit, compare

_AREAS, _ROUNDS, _OWN_SECONDS = 50, 9, 0.5
_ROWS, _COLUMNS = 14_000, 13
_KWB, _HEALTH = "kwb2023_utrecht_cbs-formaat.xlsx", "smap2020_18plus_landelijk_50090NED.xlsx"
_UTRECHT = ("BU0344", "WK0344")


@dataclass(frozen=True, slots=True)
class _Took:
    """What one run took: our own processor time, and the time on the clock with LibreOffice's work in it."""

    eigen: float
    klok: float


def measure(folder: Path) -> Iterator[Measured]:
    """Measure *Analyseer selectie* on 50 rows, first and again, and writing a block against reading it."""
    path, address = _workbook(folder)
    app = start()
    try:
        with patch.dict(os.environ, {"XDG_STATE_HOME": str(folder)}):
            book = app.books.open(path)
            sheet = book.sheets[0]
            sheet[address].select()

            def click() -> None:
                attempt("analyseer_selectie", app)

            first = _took(click)
            plain = _plain(book, app.books.add().sheets[0])
            book.activate()
            yield from _about_clicks(first, *_in_turn(click, plain))
            yield from _blocks(app.books.add().sheets[0])
    finally:
        app.quit()


def _about_clicks(first: _Took, warm: list[_Took], plain: list[_Took]) -> Iterator[Measured]:
    own, clock = [one.eigen for one in warm], [one.klok for one in warm]
    other_own, other_clock = [one.eigen for one in plain], [one.klok for one in plain]

    def beside(id_: str, what: str, ours: float, reference: float) -> Measured:
        return Measured(id_, what, ours / reference, None, ours, reference)

    def ratio(id_: str, what: str, ours: list[float], reference: list[float]) -> Measured:
        found = median(mine / theirs for mine, theirs in zip(ours, reference, strict=True))
        return Measured(id_, what, found, None, median(ours), median(reference))

    yield against_limit("S12d", f"klik, {_AREAS} rijen: eigen tijd, mediaan", median(own), _OWN_SECONDS, "s")
    yield beside("S12d", "klik: eigen tijd, kortste", min(own), _OWN_SECONDS)
    yield beside("S12d", "klik: op de klok, mediaan", median(clock), _OWN_SECONDS)
    yield beside("S12d", "klik: op de klok, kortste", min(clock), _OWN_SECONDS)
    yield beside("S12d", "eerste klik: eigen tijd", first.eigen, _OWN_SECONDS)
    yield beside("S12d", "eerste klik: op de klok", first.klok, _OWN_SECONDS)
    yield ratio("S12d", "klik tegen kaal xlwings, eigen tijd", own, other_own)
    yield ratio("S12d", "klik tegen kaal xlwings, op de klok", clock, other_clock)


def _in_turn(click: Callable[[], None], plain: Callable[[], None]) -> tuple[list[_Took], list[_Took]]:
    """Time both in turn; the order changes every round, so that neither always runs on the heels of the other."""
    clicks: list[_Took] = []
    plains: list[_Took] = []
    click()
    plain()
    for turn in range(_ROUNDS):
        if turn % 2:
            plains.append(_took(plain))
            clicks.append(_took(click))
        else:
            clicks.append(_took(click))
            plains.append(_took(plain))
    return clicks, plains


def _took(way: Callable[[], None]) -> _Took:
    clock, own = perf_counter(), process_time()
    way()
    return _Took(process_time() - own, perf_counter() - clock)


def _plain(book: xw.Book, scratch: xw.Sheet) -> Callable[[], None]:
    """Give a way that reads what a click reads and writes the cells it wrote, with xlwings and nothing else."""
    own = set(names_of_own_sheets(book).values())
    theirs = [sheet for sheet in book.sheets if sheet.name not in own]
    written = [_values(sheet) for sheet in book.sheets if sheet.name in own]
    columns = owned_columns(theirs[0])
    last = theirs[0].used_range.last_cell.row
    part = theirs[0].range((1, columns[0].kolom + 1), (last, columns[-1].kolom + 1))
    written.append(part.options(ndim=2).value)

    def run() -> None:
        for sheet in theirs:
            _values(sheet)
        top = 1
        for rows in written:
            scratch.range((top, 1)).value = rows
            top += len(rows)

    return run


def _values(sheet: xw.Sheet) -> list[list[Any]]:
    values: list[list[Any]] = sheet.range((1, 1), sheet.used_range.last_cell).options(ndim=2).value
    return values


def _workbook(folder: Path) -> tuple[Path, str]:
    """Give Utrecht with its figures on health where the real files are there, else the sample; and the rows chosen."""
    real = os.environ.get("BUURTWIJZER_TESTDATA")
    if not real:
        path = wide_file(shipped("sample_data") / "kwb2023_voorbeeldstad.xlsx", folder, areas=_AREAS)
        return path, f"A2:A{_AREAS + 1}"
    book = openpyxl.Workbook(write_only=True)
    for name, source in (("KWB2023", _KWB), ("Gezondheid 2020", _HEALTH)):
        sheet = book.create_sheet(name)
        header, *rows = python_calamine.load_workbook(str(Path(real) / source)).get_sheet_by_index(0).to_python()
        kept = [row for row in rows if any(isinstance(cell, str) and cell.startswith(_UTRECHT) for cell in row[:8])]
        for row in (header, *kept):
            sheet.append([None if cell == "" else cell for cell in row])
    book.save(folder / "buurten Utrecht.xlsx")
    return folder / "buurten Utrecht.xlsx", "A10:A66"


def _blocks(sheet: xw.Sheet) -> Iterator[Measured]:
    rows = [[float(row), f"BU{row:08}", *([row / 7] * (_COLUMNS - 2))] for row in range(_ROWS)]

    def write() -> None:
        sheet["A1"].value = rows

    def read() -> object:
        return sheet["A1"].resize(_ROWS, _COLUMNS).options(ndim=2).value

    yield compare(
        "S12e", f"blok schrijven in Calc ({_ROWS} x {_COLUMNS}) tegen lezen", write, read, goal=None, rounds=5
    )
