"""A button in a live LibreOffice on fifty real rows: the time that is ours, not that of the other program."""

from __future__ import annotations

import time
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

from buurtwijzer_excel.commands.perform import perform
from tests.calc import opened
from tests.keten.scenario_excel import rows_of, select

KWB, SMAP = "kwb2023_utrecht_cbs-formaat.xlsx", "smap2020_18plus_landelijk_50090NED.xlsx"
OWN_SECONDS, TRIES = 0.5, 8


def test_fifty_rows_from_click_to_values_in_calc(
    calc: xw.App, testdata: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("BUURTWIJZER_REGELS", raising=False)
    book = openpyxl.Workbook(write_only=True)
    for name, source in (("KWB2023", KWB), ("Gezondheid 2020", SMAP)):
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows_of(testdata / source)):
            if number == 0 or any(isinstance(cell, str) and cell.startswith(("BU0344", "WK0344")) for cell in row[:8]):
                sheet.append([None if isinstance(cell, dict) else cell for cell in row])
    book.save(tmp_path / "buurten Utrecht.xlsx")
    with opened(calc, tmp_path / "buurten Utrecht.xlsx"):
        took: list[float] = []
        while len(took) < TRIES and min(took, default=1.0) >= OWN_SECONDS:
            select(calc, "A10:A66", "KWB2023")
            begin = time.process_time()  # other work on the machine and LibreOffice's own is not ours
            text = perform("analyseer_selectie", calc)
            took.append(time.process_time() - begin)
            assert int(text.split()[0]) >= 50, text
    assert min(took) < OWN_SECONDS, took
