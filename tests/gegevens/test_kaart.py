"""The wijk- en buurtkaart as GeoPackage, dBase and text, in both kinds of names: one table, whatever its dress."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.files.opening import open_file
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData, State
from tests.gegevens.oude_vormen import dbf_bytes, geopackage
from tests.gegevens.regelboek import indicator, kwb, regelboek
from tests.gegevens.tekstbestanden import bewaar, tekst
from tests.gegevens.test_guard import lees_apart

_REGELS = regelboek(
    [
        indicator("koopwoningen", kwb("p_koopw")),
        indicator("woz", kwb("g_woz", tot_jaar=2019), kwb("g_wozbag", vanaf_jaar=2020), eenheid="duizend_euro"),
        indicator("jong", {"layout": "cbs_kwb", "teller": ["a_00_14"], "noemer": "a_inw"}, kwb("p_00_14_jr")),
        indicator("grootte", kwb("g_hhgro"), eenheid="aantal"),
    ]
)
_LANG = (
    *("buurtcode", "buurtnaam", "gemeentecode", "gemeentenaam", "water", "aantal_inwoners", "aantal_huishoudens"),
    *("percentage_koopwoningen", "gemiddelde_woningwaarde", "percentage_personen_0_tot_15_jaar"),
    *("gemiddelde_huishoudsgrootte", "percentage_met_herkomstland_nederland"),
)
_KORT = (
    *("BU_CODE", "BU_NAAM", "GM_CODE", "GM_NAAM", "WATER", "AANT_INW", "AANTAL_HH", "P_KOOPWON", "WOZ"),
    *("P_00_14_JR", "GEM_HH_GR", "P_WEST_AL"),
)
_LEEG = -99999999
_RIJEN = (
    ("BU99990001", "Schoonoord 'é'", "GM9999", "Voorbeeldstad", "NEE", 1200, 500, 0, 310, 18, 2.1, 12),
    ("BU99990002", "Verspreide huizen", "GM9999", "Voorbeeldstad", "NEE", 45, 20, -99997, _LEEG, 9, 2.3, -99997),
    ("BU9999AA03", "Nieuwe Kade", "GM9999", "Voorbeeldstad", "NEE", 0, 0, _LEEG, -99995, _LEEG, _LEEG, _LEEG),
    ("BU99999998", "Het Meer", "GM9999", "Voorbeeldstad", "JA", *[_LEEG] * 7),
    ("BU09980001", "Baarle", "GM0998", "België", "B", *[_LEEG] * 7),
)
_VELDEN = tuple((naam, "C", 30, 0) for naam in _KORT[:5]) + tuple((naam, "N", 12, 1) for naam in _KORT[5:])


def _dbf(path: Path) -> Path:
    path.write_bytes(dbf_bytes(_VELDEN, _RIJEN))
    return path


_VORMEN: dict[str, Callable[[Path], Path]] = {
    "gpkg hele woorden": lambda m: geopackage(m / "kaart_2022.gpkg", {"buurten": (_LANG, _RIJEN)}),
    "gpkg korte namen": lambda m: geopackage(m / "kaart_2022.gpkg", {"buurten": (_KORT, _RIJEN)}),
    "dbf": lambda m: _dbf(m / "buurt_2022.dbf"),
    "csv korte namen": lambda m: bewaar(m / "buurt_2022.csv", tekst(_KORT, _RIJEN, ",")),
    "csv hele woorden": lambda m: bewaar(m / "buurt_2022.csv", tekst(_LANG, _RIJEN)),
}


def _gelezen(path: Path) -> BuurtData:
    return read_buurten([path], _REGELS)


@pytest.mark.parametrize("vorm", _VORMEN)
def test_every_form_gives_the_same_table(vorm: str, tmp_path: Path) -> None:
    data = _gelezen(_VORMEN[vorm](tmp_path))
    table = data.table
    assert table.code == ("BU99990001", "BU99990002", "BU9999AA03")
    assert table.naam[0] == "Schoonoord 'é'"
    assert table.inwoners.tolist() == [1200, 45, 0]
    assert table.bestanden[0].jaar == 2022
    values = {naam: table.values[:, table.column(naam)].tolist() for naam in table.indicatoren}
    assert values["koopwoningen"][0] == 0
    assert values["woz"][0] == 310
    assert values["jong"][:2] == [18, 9]
    assert values["grootte"][:2] == [2.1, 2.3]
    koop, woz = (table.state[:, table.column(naam)].tolist() for naam in ("koopwoningen", "woz"))
    assert koop == [State.GEMETEN, State.ONDERDRUKT, State.ONTBREEKT]
    assert woz == [State.GEMETEN, State.ONTBREEKT, State.ONTBREEKT]
    told = {issue.code: issue.message for issue in data.issues}
    assert told["D376"].startswith("2 rijen overgeslagen: dit is water")


def test_the_value_in_an_older_year_is_the_older_woz(tmp_path: Path) -> None:
    table = _gelezen(geopackage(tmp_path / "kaart.gpkg", {"buurten_2015": (_KORT, _RIJEN)})).table
    assert (table.bestanden[0].jaar, table.values[0, table.column("woz")]) == (2015, 310)


def test_distances_of_the_map_are_those_of_proximity(tmp_path: Path) -> None:
    rules = regelboek([indicator("apotheek", {"layout": "nabijheid", "waarde": "nab_apotheek_afstand"}, eenheid="km")])
    rows = [(*row, distance) for row, distance in zip(_RIJEN, (0.4, -99995, _LEEG, _LEEG, _LEEG), strict=True)]
    heads = (*_LANG, "apotheek_gemiddelde_afstand_in_km")
    table = read_buurten([geopackage(tmp_path / "kaart_2022.gpkg", {"buurten": (heads, rows)})], rules).table
    assert table.values[0, 0] == 0.4
    assert table.state[:, 0].tolist() == [State.GEMETEN, State.ONTBREEKT, State.ONTBREEKT]


def test_the_smallest_areas_are_read_and_the_rest_is_told(tmp_path: Path) -> None:
    tables = {"gemeenten": (("gemeentecode",), [("GM9999",)]), "buurten": (_LANG, _RIJEN), "iets": (("a",), [(1,)])}
    data = _gelezen(geopackage(tmp_path / "kaart_2022.gpkg", tables))
    assert data.table.bestanden[0].blad == "buurten"
    told = {issue.code: issue.message for issue in data.issues}
    assert "gemeenten en iets; gelezen is buurten" in told["D381"]


def test_names_on_origin_never_take_part() -> None:
    names = ("P_WEST_AL", "p_n_w_al", "P_ANT_ARU", "P_OVER_NW", "P_EUR_ALL", "P_GEBBL_NE", "N_W_5JMUT", "P_WP_N_W")
    words = ("perc_geb_buiten_nl_met_herkomstlnd_buiten_europa", "percentage_uit_nederlandse_antillen_en_aruba")
    assert all(map(is_blocked, (*names, *words)))
    assert not any(map(is_blocked, (*_KORT[:-1], *_LANG[:-1], "P_WP_TOT", "P_GEBOO")))


def test_kwb_of_2012_with_one_letter_per_level(tmp_path: Path) -> None:
    """Codes without prefix, and the level as one letter: G is a gemeente."""
    heads = ("GWB_CODE12", "GWB_NAAM", "GM_NAAM", "RECS", "AANT_INW", "AANTAL_HH", "P_00_14_JR", "P_KOOPWON", "WOZ")
    rows = [
        ("9999", "Voorbeeldstad", "Voorbeeldstad", "G", 5000, 2000, 18, 60, 240),
        ("999901", "Noord", "Voorbeeldstad", "W", 3000, 1200, 19, 61, 250),
        ("99990101", "Kade", "Voorbeeldstad", "B", 1000, 400, 20, "x", "."),
    ]
    table = _gelezen(bewaar(tmp_path / "kwb-2012.csv", tekst(heads, rows))).table
    assert table.code == ("BU99990101", "GM9999", "WK999901")
    assert table.values[:, table.column("jong")].tolist() == [20, 18, 19]
    assert table.values[1, table.column("woz")] == 240
    assert table.bestanden[0].jaar == 2012


def _fout(path: Path) -> str:
    with pytest.raises(InputError) as raised:
        open_file(path)
    (issue,) = raised.value.issues
    return issue.code


def test_a_database_without_areas_or_that_is_cut_is_told(tmp_path: Path) -> None:
    sound = geopackage(tmp_path / "kaart.gpkg", {"buurten": (_LANG, _RIJEN * 400)})
    (tmp_path / "half.gpkg").write_bytes(sound.read_bytes()[:9000])
    assert _fout(tmp_path / "half.gpkg") == "D372"
    assert _fout(geopackage(tmp_path / "wegen.gpkg", {"wegen": (("naam",), [("A2",)])})) == "D373"
    assert _fout(geopackage(tmp_path / "leeg.gpkg", {})) == "D373"


def test_what_a_database_says_is_never_carried_out(tmp_path: Path) -> None:
    """A view that never ends, and a column that makes huge values, under the names that are looked for."""
    path = tmp_path / "vijand.gpkg"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT)")
        database.execute("INSERT INTO gpkg_contents VALUES ('buurten', 'features'), ('wijken', 'features')")
        endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS buurtcode FROM n"
        database.execute(f"CREATE VIEW buurten AS {endless}")
        database.execute("CREATE TABLE wijken (wijkcode TEXT, groot TEXT AS (hex(zeroblob(40000000))))")
        database.execute("INSERT INTO wijken (wijkcode) VALUES ('WK999901')")
    database.close()
    found = open_file(path)
    assert [list(row) for row in found.lees(0).rijen] == [["wijkcode"], ["WK999901"]]


def test_a_database_that_was_open_when_it_was_copied_is_read(tmp_path: Path) -> None:
    path = geopackage(tmp_path / "kaart_2022.gpkg", {"buurten": (_LANG, _RIJEN)})
    data = bytearray(path.read_bytes())
    data[18:20] = b"\2\2"
    path.write_bytes(bytes(data))
    assert len(_gelezen(path).table) == 3


def test_dbase_deleted_rows_kinds_and_character_sets(tmp_path: Path) -> None:
    path = tmp_path / "a.dbf"
    sound = dbf_bytes(_VELDEN, _RIJEN)
    start = len(sound) - 1 - len(_RIJEN) * (1 + sum(field[2] for field in _VELDEN))
    path.write_bytes(sound[:start] + b"*" + sound[start + 1 :])
    sheet = open_file(path).lees(0)
    assert [row[0] for row in sheet.rijen] == ["BU_CODE", "BU99990002", "BU9999AA03", "BU99999998", "BU09980001"]
    assert list(sheet.regels) == [1, 3, 4, 5, 6]
    path.write_bytes(sound[:-200])
    assert _fout(path) == "D374"
    path.write_bytes(dbf_bytes([("FOTO", "B", 10, 0)], [("x",)]))
    assert _fout(path) == "D374"
    unknown = dbf_bytes(_VELDEN, _RIJEN, tekenset=0)
    path.write_bytes(unknown)
    assert [issue.code for issue in open_file(path).issues] == ["D375"]
    assert open_file(path).lees(0).rijen[1][1] == "Schoonoord 'é'"
    path.write_bytes(unknown.replace(b"\xe9' ", "é'".encode()).replace(b"\xeb ", "ë".encode()))
    assert open_file(path).lees(0).rijen[1][1] == "Schoonoord 'é'"


def test_changed_bytes_never_end_the_process(tmp_path: Path, root: Path) -> None:
    dice = random.Random(11)
    sound = [_VORMEN[vorm](tmp_path).read_bytes() for vorm in ("gpkg hele woorden", "dbf")]
    made = []
    for number in range(80):
        data = bytearray(sound[number % 2])
        for _ in range(dice.choice([1, 5, 60])):
            data[dice.randrange(16 if number % 2 == 0 else 1, len(data))] = dice.randrange(256)
        made.append(tmp_path / f"{number}_2022.bin")
        made[-1].write_bytes(bytes(data[: dice.randrange(len(data))] if number % 7 == 0 else data))
    assert all(seconds < 20 for _, seconds in lees_apart(made, root).values())


def test_of_two_years_in_one_geopackage_the_newest_is_read_and_the_other_told(tmp_path: Path) -> None:
    tables = {"buurten_2018": (_KORT, _RIJEN), "buurten_2019": (_KORT, _RIJEN)}
    data = _gelezen(geopackage(tmp_path / "kaart.gpkg", tables))
    assert data.table.bestanden[0].jaar == 2019
    assert "buurten_2018" in next(issue.message for issue in data.issues if issue.code == "D381")
