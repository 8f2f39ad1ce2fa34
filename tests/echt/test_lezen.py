"""Reading of the real files of CBS and RIVM: counts as they were counted by hand, places as openpyxl sees them."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.inspect import inspect_file
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData, State
from tests.gegevens.regelboek import GEWONE_INDICATOREN, indicator, kwb, regelboek

_KWB, _SMAP = "kwb2023_utrecht_cbs-formaat.xlsx", "smap2020_18plus_landelijk_50090NED.xlsx"
_REGELS = regelboek(
    [
        *GEWONE_INDICATOREN,
        indicator("bijstand", kwb("a_soz_wb"), eenheid="aantal"),
        indicator("dichtheid", kwb("bev_dich"), eenheid="per_km2"),
    ]
)


@pytest.fixture(scope="module")
def samen(testdata: Path) -> BuurtData:
    return read_buurten([testdata / _KWB, testdata / _SMAP], _REGELS)


def test_utrecht_has_111_buurten_in_ten_wijken(samen: BuurtData) -> None:
    table = samen.table
    assert len(table.rows_of(Niveau.BUURT)) == 111
    assert len(table.rows_of(Niveau.WIJK)) == 10
    assert len(table.rows_of(Niveau.GEMEENTE)) == 1
    assert list(table.code) == sorted(table.code)
    assert set(table.gemeente) == {"Utrecht"}


def test_states_are_as_counted(samen: BuurtData) -> None:
    table = samen.table
    rows = table.rows_of(Niveau.BUURT)
    known = {naam: int((table.state[rows, table.column(naam)] <= State.GESCHAT).sum()) for naam in table.indicatoren}
    assert known["koopwoningen"] == 108
    assert known["woz"] == 107
    assert known["alleenwonend"] == 109
    assert known["eenzaam"] == 109
    assert known["stroom"] == 0
    assert known["inkomen"] == 0
    hidden = table.state[rows, table.column("koopwoningen")] == State.ONDERDRUKT
    assert hidden.sum() == 3
    assert (table.state[rows, table.column("stroom")] == State.ONTBREEKT).all()
    assert (table.state[:, table.column("inkomen")] == State.ONTBREEKT).all()
    np.testing.assert_array_equal(np.isnan(table.values), table.state >= State.ONDERDRUKT)


def test_numbers_kept_as_text_by_cbs_are_numbers(samen: BuurtData) -> None:
    table = samen.table
    row = table.code.index("GM0344")
    assert table.values[row, table.column("bijstand")] == 10410
    assert table.inwoners[row] == 367947


def test_years_and_messages(samen: BuurtData) -> None:
    assert [(file.layout, file.jaar) for file in samen.table.bestanden] == [
        ("cbs_kwb", 2023),
        ("rivm_gezondheid", 2020),
    ]
    found = {issue.code: issue.message for issue in samen.issues}
    assert "g_ele" in found["D227"]
    assert "8 kolommen" in found["D225"]
    assert found["D302"].startswith("111 buurten gekoppeld; 13.697 buurten alleen in dit bestand, 0 buurten alleen")


@pytest.mark.parametrize("naam", ["koopwoningen", "eenzaam", "bijstand", "dichtheid"])
def test_places_hold_the_value_that_openpyxl_reads(naam: str, samen: BuurtData, testdata: Path) -> None:
    table = samen.table
    column = table.column(naam)
    chosen = range(0, len(table), 9)
    wanted = {table.places(row, naam)[0]: table.values[row, column] for row in chosen if table.places(row, naam)}
    rows = {place.row: (place.column, value) for place, value in wanted.items()}
    file = next(iter(wanted)).file
    book = openpyxl.load_workbook(testdata / file, read_only=True)
    sheet = book.worksheets[0]
    seen = 0
    for number, cells in enumerate(sheet.iter_rows(max_row=max(rows), values_only=True), start=1):
        if number in rows:
            at, value = rows[number]
            text = str(cells[at - 1]).strip()
            assert (np.isnan(value) and text == ".") or float(text) == value
            seen += 1
    book.close()
    assert seen == len(rows) > 5


def test_all_of_the_country_reads_in_seconds(testdata: Path) -> None:
    started = time.monotonic()
    data = read_buurten([testdata / _SMAP], _REGELS)
    assert time.monotonic() - started < 10, "ruim: op een drukke machine duurt het een tot twee seconden"
    assert len(data.table) == 17_341
    missing = data.table.state[:, data.table.column("eenzaam")] == State.ONDERDRUKT
    assert missing[data.table.rows_of(Niveau.BUURT)].sum() == 742


def test_inspection_of_the_national_file(testdata: Path) -> None:
    found = inspect_file(testdata / _SMAP, _REGELS).as_dict()
    assert found["rijen"] == {"buurt": 13_808, "wijk": 3_177, "gemeente": 355, "land": 1}
    assert found["toestand_per_kolom"]["Eenzaam_28"] == {"geschat": 16_572, "onderdrukt": 769}
