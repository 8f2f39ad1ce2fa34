"""A real table says the same in every form it can be had in, cell by cell."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import buurtwijzer
from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.data.layouts.crosswalk import Crosswalk
from buurtwijzer.data.table import BuurtTable, State
from buurtwijzer.rulebook.model import Rulebook
from tests.gegevens import jassen
from tests.gegevens.jassen import Tabel
from tests.gegevens.tekstbestanden import bewaar, tekst

_AMS = "kwb2019_amsterdam_84583NED_untyped.csv"


@cache
def amsterdam(map_: Path) -> Tabel:
    with (map_ / _AMS).open(encoding="utf-8-sig", newline="") as file:
        rijen = [tuple(rij) for rij in csv.reader(file, delimiter=";")]
    # Without the number of the record, and without columns that are never read.
    tabel = Tabel(rijen[0], tuple(rijen[1:]))
    return tabel.kies([kop for kop in tabel.koppen if kop != "ID" and not is_blocked(kop)])


def lees(path: Path, regels: Rulebook) -> BuurtTable:
    return buurtwijzer.read_buurten([path], regels).table


def als_csv(path: Path, tabel: Tabel) -> Path:
    return bewaar(path, tekst(tabel.koppen, tabel.rijen, alles_tussen=True), "utf-8-sig")


def gelijk(een: BuurtTable, ander: BuurtTable, *, toestand: bool = True) -> None:
    """Hold two tables against each other; without `toestand` hidden and missing may be told less apart."""
    assert een.code == ander.code
    assert een.niveau == ander.niveau
    np.testing.assert_array_equal(een.values, ander.values)
    np.testing.assert_array_equal(een.jaar, ander.jaar)
    for naam in ("inwoners", "huishoudens", "gewijzigd"):
        np.testing.assert_array_equal(getattr(een, naam), getattr(ander, naam))
    if toestand:
        np.testing.assert_array_equal(een.state, ander.state)
    else:
        np.testing.assert_array_equal(een.state < State.ONDERDRUKT, ander.state < State.ONDERDRUKT)
    assert np.isfinite(een.values).sum() > 1000


def maten(regels: Rulebook, tabel: Tabel) -> dict[str, str]:
    """Give, per header, the code of its measure in OData 4."""
    crosswalk = Crosswalk(regels.kolommen["cbs_kwb"])
    codes = {rij.kolom: rij.v4 for rij in crosswalk.rijen if rij.v4}
    namen = crosswalk.resolve(tabel.koppen).namen
    return {kop: codes[naam] for kop, naam in zip(tabel.koppen, namen, strict=True) if naam in codes}


MAKERS: dict[str, tuple[Callable[[Path, Tabel], Path], bool]] = {
    "odata onbewerkt": (lambda p, t: jassen.als_odata_json(p, t, typed=False), True),
    "odata getypeerd": (lambda p, t: jassen.als_odata_json(p, t, typed=True), False),
    "lijst onbewerkt": (lambda p, t: jassen.als_lijst(p, t, typed=False), True),
    "lijst getypeerd": (lambda p, t: jassen.als_lijst(p, t, typed=True), False),
    "een record per regel": (jassen.als_regels, False),
    "pandas columns": (lambda p, t: jassen.als_pandas(p, t, "columns"), False),
    "pandas index": (lambda p, t: jassen.als_pandas(p, t, "index"), False),
    "pandas split": (lambda p, t: jassen.als_pandas(p, t, "split"), False),
    "R": (jassen.als_r_csv, False),
    "R met X": (lambda p, t: jassen.als_r_csv(p, t, rijnummers="X"), False),
}


@pytest.fixture(scope="module")
def onbewerkt(testdata: Path, regels: Rulebook) -> BuurtTable:
    return lees(testdata / _AMS, regels)


@pytest.mark.parametrize("vorm", MAKERS)
def test_amsterdam_in_another_form(
    vorm: str, onbewerkt: BuurtTable, testdata: Path, regels: Rulebook, tmp_path: Path
) -> None:
    maker, toestand = MAKERS[vorm]
    gelijk(onbewerkt, lees(maker(tmp_path / "bestand", amsterdam(testdata)), regels), toestand=toestand)


def test_the_code_counts_where_cbsodata_put_a_name(
    onbewerkt: BuurtTable, testdata: Path, regels: Rulebook, tmp_path: Path
) -> None:
    namen = {code: f"Naam van {code[2:]}" for code in onbewerkt.code}
    ander = lees(jassen.als_cbsodata_csv(tmp_path / "uit.csv", amsterdam(testdata), namen), regels)
    gelijk(onbewerkt, ander, toestand=False)
    assert ander.naam == tuple(namen[code] for code in ander.code)


def test_observations_say_what_the_table_says(testdata: Path, regels: Rulebook, tmp_path: Path) -> None:
    tabel = amsterdam(testdata)
    codes = maten(regels, tabel)
    assert len(codes) > 70
    gewoon = lees(als_csv(tmp_path / "gewoon.csv", tabel.kies(["WijkenEnBuurten", *codes])), regels)
    rijen = jassen.waarnemingen(tabel, codes)
    for path in (
        jassen.als_v4_csv(tmp_path / "puntkomma.csv", rijen),
        jassen.als_v4_csv(tmp_path / "komma.csv", rijen, ",", alles_tussen=True),
        jassen.als_v4_json(tmp_path / "v4.json", rijen, "84583NED"),
    ):
        gelijk(gewoon, lees(path, regels))


def test_a_value_of_an_observation_points_at_its_line(testdata: Path, regels: Rulebook, tmp_path: Path) -> None:
    tabel = amsterdam(testdata)
    codes = maten(regels, tabel)
    rijen = jassen.waarnemingen(tabel, codes)
    table = lees(jassen.als_v4_csv(tmp_path / "v4.csv", rijen), regels)
    kolom = table.column("koopwoningen")
    for row in np.flatnonzero(np.isfinite(table.values[:, kolom]))[::40].tolist():
        (plaats,) = table.places(row, "koopwoningen")
        naam, regel, veld = str(plaats).split(":")
        assert (naam, veld) == ("v4.csv", "4")
        waarneming = rijen[int(regel) - 2]
        assert (waarneming[5], waarneming[1]) == (table.code[row], "1014800")
        assert waarneming[3] == table.values[row, kolom]


def test_a_value_of_a_record_points_at_its_record(testdata: Path, regels: Rulebook, tmp_path: Path) -> None:
    tabel = amsterdam(testdata)
    table = lees(jassen.als_odata_json(tmp_path / "kwb.json", tabel, typed=True), regels)
    row = table.code.index("GM0363")
    veld = tabel.koppen.index("Koopwoningen_40") + 1
    assert [str(plaats) for plaats in table.places(row, "koopwoningen")] == [f"kwb.json, record 1, veld {veld}"]


def _paden(testdata: Path, regels: Rulebook, tabel: Tabel) -> dict[str, tuple[str, str]]:
    """Give, per header, the path and unit that StatLine shows, from the metadata of 2024 or the titles of the rules."""
    items = json.loads((testdata / "documentatie/odata_85984NED_DataProperties.json").read_text("utf-8"))
    per_id = {item["ID"]: item for item in items}
    crosswalk = Crosswalk(regels.kolommen["cbs_kwb"])
    topics = [item for item in items if item["Type"] == "Topic"]
    namen = crosswalk.resolve([item["Key"] for item in topics]).namen
    paden: dict[str, tuple[str, str]] = {}
    for item, naam in zip(topics, namen, strict=True):
        stappen, ouder = [item["Title"].strip()], per_id.get(item["ParentID"])
        while ouder is not None:
            stappen.insert(0, ouder["Title"].strip())
            ouder = per_id.get(ouder["ParentID"])
        paden[naam] = ("|".join(stappen), item["Unit"])
    titels = {rij.odata.lower(): rij.titel for rij in crosswalk.rijen if rij.odata and rij.titel}
    gevonden = {}
    for kop, naam in zip(tabel.koppen, crosswalk.resolve(tabel.koppen).namen, strict=True):
        eigen = titels.get(kop.rpartition("_")[0].lower())
        if naam in paden:
            gevonden[kop] = paden[naam]
        elif eigen and kop != "WijkenEnBuurten":
            gevonden[kop] = (f"Onderwerp|{eigen}", "aantal")
    return gevonden


@pytest.mark.parametrize("gesplitst", [False, True])
@pytest.mark.parametrize("tekenset", ["cp1252", "utf-8-sig"])
def test_the_classic_form_with_codes(
    tekenset: str, gesplitst: bool, onbewerkt: BuurtTable, testdata: Path, regels: Rulebook, tmp_path: Path
) -> None:
    tabel = amsterdam(testdata)
    paden = _paden(testdata, regels, tabel)
    assert len(paden) > 100
    path = jassen.als_klassiek(tmp_path / "tabel.csv", tabel, paden, tekenset=tekenset, gesplitst=gesplitst)
    table = lees(path, regels)
    gelijk(onbewerkt, table)


def test_paths_of_statline_as_r_leaves_them(
    onbewerkt: BuurtTable, testdata: Path, regels: Rulebook, tmp_path: Path
) -> None:
    tabel = amsterdam(testdata)
    paden = _paden(testdata, regels, tabel)
    koppen = {kop: f"{pad.replace('|', '/')} ({eenheid})" for kop, (pad, eenheid) in paden.items()}
    hernoemd = tabel.kies(["WijkenEnBuurten", *koppen])
    path = jassen.als_r_csv(tmp_path / "r.csv", hernoemd)
    regel, rest = path.read_text("utf-8").split("\n", 1)
    assert regel.startswith(",WijkenEnBuurten")
    r = ",".join(["", *(jassen.make_names(koppen.get(kop, kop)) for kop in hernoemd.koppen)])
    gelijk(onbewerkt, lees(bewaar(path, f"{r}\n{rest}"), regels), toestand=False)


def test_all_of_the_country_as_observations_is_read_quickly(regels: Rulebook, tmp_path: Path) -> None:
    codes = [rij.v4 for rij in Crosswalk(regels.kolommen["cbs_kwb"]).rijen if rij.v4][:100]
    geheel = {"T001036", "1050010_2"}
    gebieden = [f"BU{i // 50 + 1000:04d}{i % 50:04d}" for i in range(18_310)]
    regels_ = ["Id;Measure;ValueAttribute;Value;StringValue;WijkenEnBuurten"]
    for i, gebied in enumerate(gebieden):
        regels_ += [f"{i};{code};None;{1000 if code in geheel else 10 + i % 7}.0;;{gebied}" for code in codes]
    path = bewaar(tmp_path / "86165NED 2025.csv", "\n".join(regels_) + "\n")
    start = time.process_time()
    table = lees(path, regels)
    duur = time.process_time() - start
    assert len(table) == 18_310
    assert table.values[:, table.column("koopwoningen")].tolist() == [10 + i % 7 for i in range(18_310)]
    assert duur < 25, f"ruim: op een rustige machine duurt het ongeveer acht seconden, nu {duur:.1f}"
