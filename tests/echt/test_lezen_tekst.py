"""Reading of the real text files: every one is known by its content, and its figures are those that were counted."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.inspect import inspect_file
from buurtwijzer.data.layouts.crosswalk import Crosswalk
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData, State
from buurtwijzer.rulebook.model import Rulebook

_LAND, _MEER = "kwb2024_landelijk_selectie.csv.gz", "kwb2024_buurten_leeftijd_misdrijven.csv.gz"
_SMAP, _AMS = "smap2020_18plus_landelijk_50090NED.xlsx", "kwb2019_amsterdam_84583NED_untyped.csv"
_NABIJ, _LBM = "nabijheid2023_utrecht_statline.csv", "leefbaarometer3_wijken_2002-2022.csv"

# Layout, year, rows per level, number of blocked columns.
BESTANDEN: dict[str, tuple[str, int | None, dict[str, int], int]] = {
    _AMS: ("cbs_kwb", 2019, {"buurt": 479, "wijk": 99, "gemeente": 1}, 7),
    "kwb2023_utrecht_cbs-formaat.xlsx": ("cbs_kwb", 2023, {"buurt": 111, "wijk": 10, "gemeente": 1}, 8),
    _LAND: ("cbs_kwb", 2024, {"buurt": 14_574, "wijk": 3_393, "gemeente": 342, "land": 1}, 0),
    _MEER: ("cbs_kwb", 2024, {"buurt": 13_817}, 0),
    _NABIJ: ("nabijheid", 2023, {"buurt": 111, "wijk": 10, "gemeente": 1, "land": 1}, 0),
    _LBM: ("leefbaarometer", 2022, {"wijk": 1_613}, 0),
    "leefbaarometer3_amstelveen_wijken.csv": ("leefbaarometer", 2022, {"wijk": 14}, 0),
    "codes2025_gem.csv": ("codelijst", 2025, {"gemeente": 343}, 0),
    "codes2025_wijk.csv": ("codelijst", 2025, {"wijk": 3_505}, 0),
    "codes2025_buurt.csv": ("codelijst", 2025, {"buurt": 14_823}, 0),
    "buurtgrenzen2024_svgpaden.json.gz": ("grenzen", None, {}, 0),
    "documentatie/odata_85984NED_DataProperties.json": ("documentatie", None, {}, 0),
    "documentatie/odata_85984NED_TableInfos.json": ("documentatie", None, {}, 0),
    "documentatie/cbs_toelichting_variabelen_kwb2024.pdf": ("documentatie", None, {}, 0),
}


@pytest.fixture
def land(nederland: BuurtData) -> BuurtData:
    assert [file.naam for file in nederland.table.bestanden] == [_LAND, _MEER, _SMAP]
    return nederland


def _rijen(path: Path, scheiding: str) -> list[dict[str, str]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=scheiding))


def _waarde(data: BuurtData, code: str, naam: str) -> tuple[float, int]:
    row, column = data.table.code.index(code), data.table.column(naam)
    return float(data.table.values[row, column]), int(data.table.jaar[row, column])


@pytest.mark.parametrize("naam", BESTANDEN)
def test_every_file_is_known_by_its_content(naam: str, testdata: Path, regels: Rulebook, tmp_path: Path) -> None:
    layout, jaar, rijen, geblokkeerd = BESTANDEN[naam]
    # The name may only help where nothing in the table tells the year.
    nameless = tmp_path / ("x2023" if layout == "nabijheid" else "x2024" if naam == _MEER else "x")
    nameless.write_bytes((testdata / naam).read_bytes())
    found = inspect_file(nameless, regels).as_dict()
    assert (found["layout"], found["jaar"], found["rijen"]) == (layout, jaar, rijen)
    assert len(found["kolommen_geblokkeerd"]) == geblokkeerd
    if layout in ("codelijst", "grenzen", "documentatie"):
        with pytest.raises(InputError) as raised:
            read_buurten([nameless], regels)
        assert [issue.code for issue in raised.value.issues] in (["D130"], ["D105"])
    else:
        assert found["indicatoren"]


def test_all_of_the_country_is_14574_buurten(land: BuurtData) -> None:
    assert len(land.table.rows_of(Niveau.BUURT)) == 14_574
    assert len(land.table) == 18_310
    rows = land.table.rows_of(Niveau.BUURT)
    # The selection of the country turned 0 residents into nothing: unknown stays unknown.
    assert int(np.isnan(land.table.inwoners[rows]).sum()) == 478
    assert not (land.table.inwoners[rows] == 0).any()


def test_the_second_file_fills_what_the_first_left_out(land: BuurtData, testdata: Path) -> None:
    # 0 became nothing in the first file; the second still says 0, and that is a value.
    empty = {row["gwb_code"] for row in _rijen(testdata / _LAND, ",") if not row["a_00_14"] and row["a_inw"]}
    zero = {row["Codering_3"] for row in _rijen(testdata / _MEER, ",") if row["k_0Tot15Jaar_8"] == "0"}
    both = sorted(empty & zero)
    assert len(both) > 100
    for code in both[::25]:
        assert _waarde(land, code, "leeftijd_0_14") == (0.0, 2024)


def test_each_figure_has_its_own_latest_year(land: BuurtData) -> None:
    code = "BU03440111"
    assert _waarde(land, code, "goed_ervaren_gezondheid") == (80.5, 2024)
    assert _waarde(land, code, "eenzaam") == (46.7, 2020)
    assert _waarde(land, code, "koopwoningen")[1] == 2024
    assert _waarde(land, code, "misdrijven_totaal")[1] == 2025
    assert _waarde(land, code, "misdrijven_vermogen")[1] == 2024


def test_buurten_where_police_areas_do_not_fit_have_no_crime_figures(land: BuurtData) -> None:
    table = land.table
    wrong = ("0753", "0285", "0637", "1658")
    for naam in ("misdrijven_totaal", "misdrijven_vermogen", "misdrijven_geweld", "misdrijven_vernieling"):
        state = table.state[:, table.column(naam)]
        known = {code[2:6] for i, code in enumerate(table.code) if code[:2] == "BU" and state[i] < State.ONDERDRUKT}
        assert known.isdisjoint(wrong)
        assert len(known) == 338
    assert _waarde(land, "GM0753", "misdrijven_totaal")[0] > 10
    assert sorted(issue.message[:6] for issue in land.issues if issue.code == "D237") == sorted(f"GM{c}" for c in wrong)
    assert [issue.code for issue in land.issues].count("D311") == 1


def test_a_doubled_total_is_never_taken_for_a_total(testdata: Path, regels: Rulebook) -> None:
    # GeregistreerdeMisdrijven_1 in this file is the total and its parts together, about twice what was registered.
    data = read_buurten([testdata / _MEER], regels)
    assert (data.table.state[:, data.table.column("misdrijven_totaal")] == State.ONTBREEKT).all()
    assert "GeregistreerdeMisdrijven_1" in inspect_file(testdata / _MEER, regels).kolommen_ongebruikt


@pytest.mark.parametrize("naam", [_AMS, _LAND, _MEER, _NABIJ, _LBM])
def test_places_hold_the_value_that_another_reader_sees(naam: str, testdata: Path, regels: Rulebook) -> None:
    table = read_buurten([testdata / naam], regels).table
    raw = (testdata / naam).read_bytes()
    text = (gzip.decompress(raw) if naam.endswith(".gz") else raw).decode("utf-8-sig")
    scheiding = ";" if naam in (_AMS, _NABIJ) else ","
    lines = list(csv.reader(io.StringIO(text), delimiter=scheiding))
    chance = np.random.default_rng(7)
    seen = 0
    for row in chance.integers(0, len(table), 400).tolist():
        for number in chance.integers(0, len(table.indicatoren), 6).tolist():
            indicator = table.indicatoren[number]
            places = table.places(row, indicator)
            if not places or table.state[row, number] >= State.ONDERDRUKT:
                continue
            cells = [float(lines[place.line - 1][place.column - 1]) for place in places]
            assert table.code[row] in [cell.strip() for cell in lines[places[0].line - 1]]
            if len(cells) == 1:
                assert cells[0] == table.values[row, number]
                seen += 1
    assert seen > 20


def test_amsterdam_is_read_in_the_names_of_cbs(testdata: Path, regels: Rulebook) -> None:
    data = read_buurten([testdata / _AMS], regels)
    assert _waarde(data, "GM0363", "woz_waarde") == (378.0, 2019)
    assert _waarde(data, "GM0363", "koopwoningen") == (30.0, 2019)
    assert data.table.inwoners[data.table.code.index("GM0363")] == 862_965
    assert data.table.naam[data.table.code.index("BU03639801")] == "BU03639801"
    rows = data.table.rows_of(Niveau.BUURT)
    missing = data.table.state[rows, data.table.column("koopwoningen")] >= State.ONDERDRUKT
    assert missing.sum() == 70
    # In three columns an empty field stands where all others have a point.
    assert (data.table.state[:, data.table.column("afstand_huisarts")] == State.ONTBREEKT).sum() == 31


def test_keys_of_2019_and_2024_are_known_or_blocked(testdata: Path, regels: Rulebook) -> None:
    crosswalk = Crosswalk(regels.kolommen["cbs_kwb"])
    with (testdata / _AMS).open(encoding="utf-8-sig") as file:
        keys = [key.strip('"\n') for key in file.readline().split(";")]
    properties = json.loads((testdata / "documentatie/odata_85984NED_DataProperties.json").read_text(encoding="utf-8"))
    by_id = {item["ID"]: item for item in properties}
    topics = [item for item in properties if item["Type"] == "Topic"]
    paths = []
    for item in topics:
        path, parent = item["Title"].strip(), by_id.get(item["ParentID"])
        while parent is not None:
            path, parent = f"{parent['Title'].strip()}/{path}", by_id.get(parent["ParentID"])
        paths.append(f"{path} ({item['Unit']})")
    for headers in (keys[1:], [item["Key"] for item in topics], paths):
        resolved = crosswalk.resolve(headers)
        unknown = [h for h, name in zip(headers, resolved.namen, strict=True) if not name and not is_blocked(h)]
        assert unknown == []
        assert resolved.onduidelijk == ()
        named = [name for name in resolved.namen if name]
        assert len(named) == len(set(named))
    by_key = crosswalk.resolve([item["Key"] for item in topics]).namen
    assert by_key == crosswalk.resolve(paths).namen


def test_three_national_files_read_quickly(gelezen: tuple[BuurtData, float]) -> None:
    assert gelezen[1] < 10, "ruim: op een rustige machine duurt het ongeveer drie seconden"
