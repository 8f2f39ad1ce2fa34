"""S12: a button in a live LibreOffice, from the click to the values, and large blocks of cells."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import xlwings as xw

import buurtwijzer
from buurtwijzer.assessment import Options
from buurtwijzer.core.resources import shipped
from buurtwijzer_excel.commands.perform import attempt
from buurtwijzer_excel.engines.calc import start
from tests.bench.files import wide_file
from tests.bench.measure import Measured, compare

_AREAS = 50
_ROWS, _COLUMNS = 14_000, 13


def measure(folder: Path) -> Iterator[Measured]:
    """Measure *Analyseer selectie* on 50 rows against scoring them, and writing a block against reading it.

    The seconds of the first hold LibreOffice's own work too; the aim is half a second of ours on a quiet machine.
    """
    path = wide_file(shipped("sample_data") / "kwb2023_voorbeeldstad.xlsx", folder, areas=_AREAS)
    rules = buurtwijzer.load_rulebook()
    data = buurtwijzer.read_buurten([path], rules)
    app = start()
    try:
        with patch.dict(os.environ, {"XDG_STATE_HOME": str(folder)}):
            sheet = app.books.open(path).sheets[0]
            sheet[f"A2:A{_AREAS + 1}"].select()
            yield compare(
                "S12d",
                f"Analyseer selectie in Calc ({_AREAS} rijen) tegen scoren alleen",
                lambda: attempt("analyseer_selectie", app),
                lambda: buurtwijzer.assess(data, rules, Options()),
                goal=None,
            )
            yield from _blocks(app.books.add().sheets[0])
    finally:
        app.quit()


def _blocks(sheet: xw.Sheet) -> Iterator[Measured]:
    rows = [[float(row), f"BU{row:08}", *([row / 7] * (_COLUMNS - 2))] for row in range(_ROWS)]

    def write() -> None:
        sheet["A1"].value = rows

    def read() -> object:
        return sheet["A1"].resize(_ROWS, _COLUMNS).options(ndim=2).value

    yield compare(
        "S12e", f"blok schrijven in Calc ({_ROWS} x {_COLUMNS}) tegen lezen", write, read, goal=None, rounds=5
    )
