"""Fetching the real tables from a service on this machine: what comes out is what the file says, cell by cell."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.data.layouts.crosswalk import Crosswalk
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData
from buurtwijzer.opendata.cache import AnswerCache
from buurtwijzer.opendata.fetch import Fetches, Wish, fetch_tables
from buurtwijzer.opendata.transport import Web
from buurtwijzer.opendata.written import check_columns, with_titles
from tests.geladen import meegeleverd
from tests.opendata_dienst.dienst import Dienst, dienst
from tests.opendata_dienst.tabellen import Tabel, gezondheid_uit_xlsx, kwb_uit_csv, nabijheid_uit_statline

KWB = "kwb2019_amsterdam_84583NED_untyped.csv"
GEZONDHEID = "smap2020_18plus_landelijk_50090NED.xlsx"
NABIJHEID = "nabijheid2023_utrecht_statline.csv"
Haal = Callable[..., Fetches]


@pytest.fixture
def haal(tmp_path: Path) -> Haal:
    def doe(server: Dienst, gemeente: str, jaar: int, *soorten: str) -> Fetches:
        wens = Wish(gemeente, jaar, soorten, server.adres)
        return fetch_tables(wens, meegeleverd(), Web("Buurtwijzer/proef"), AnswerCache(tmp_path / "o"), lambda *_: None)

    return doe


def cellen(inhoud: bytes) -> list[list[str]]:
    return list(csv.reader(inhoud.decode("utf-8-sig").splitlines(), delimiter=";"))


def schrijf(gehaald: Fetches, map_: Path) -> list[Path]:
    assert not gehaald.issues
    for bestand in gehaald.bestanden:
        (map_ / bestand.bestand).write_bytes(bestand.inhoud)
    return [map_ / bestand.bestand for bestand in gehaald.bestanden]


def zelfde(een: BuurtData, ander: BuurtData, codes: Sequence[str]) -> None:
    """Same figures for the same areas; names may differ, because one of them has none."""
    plek = [[data.table.code.index(code) for code in codes] for data in (een, ander)]
    for naam in ("values", "state", "jaar", "inwoners", "huishoudens"):
        np.testing.assert_array_equal(getattr(een.table, naam)[plek[0]], getattr(ander.table, naam)[plek[1]])


@pytest.fixture(scope="module")
def amsterdam(testdata: Path) -> Tabel:
    return kwb_uit_csv(testdata / KWB, "84583NED", "2019", {"GM0363": "Amsterdam", "BU03630000": "Kop Zeedijk"})


def test_kwb_is_the_export_itself_with_names_added(
    amsterdam: Tabel, testdata: Path, haal: Haal, tmp_path: Path
) -> None:
    with dienst([amsterdam], bladzijde=100) as server:
        gehaald = haal(server, "amsterdam", 2019, "kwb")
        assert len([vraag for vraag in server.vragen if "UntypedDataSet" in vraag]) == 6
    kop, *rijen = cellen(gehaald.bestanden[0].inhoud)
    echt_kop, *echt = cellen((testdata / KWB).read_bytes())
    assert kop == [*echt_kop, "regio"]
    assert sorted(rij[:-1] for rij in rijen) == sorted(echt)
    een, ander = (read_buurten([pad], meegeleverd()) for pad in (*schrijf(gehaald, tmp_path), testdata / KWB))
    assert een.table.code == ander.table.code
    zelfde(een, ander, een.table.code)
    assert een.table.naam[een.table.code.index("BU03630000")] == "Kop Zeedijk"


def test_a_limit_of_the_service_gives_narrower_questions(amsterdam: Tabel, haal: Haal) -> None:
    with dienst([amsterdam]) as server:
        whole = haal(server, "GM0363", 2019, "kwb").bestanden[0]
    with dienst([amsterdam], grens=130) as server:
        gehaald = haal(server, "GM0363", 2019, "kwb")
        assert len(server.vragen) > 30
    assert sorted(cellen(gehaald.bestanden[0].inhoud)) == sorted(cellen(whole.inhoud))


def test_health_takes_the_value_for_adults_of_one_gemeente(testdata: Path, haal: Haal, tmp_path: Path) -> None:
    tabel = gezondheid_uit_xlsx(testdata / GEZONDHEID, "50090NED", {"GM0344": "Utrecht", "GM0363": "Amsterdam"})
    with dienst([tabel, leeg("50150NED"), leeg("50120NED")]) as server:
        gehaald = haal(server, "Utrecht", 2020, "gezondheid")
    codes = [rij[3].strip() for rij in cellen(gehaald.bestanden[0].inhoud)[1:]]
    assert {code[:6] for code in codes} <= {"NL01", "GM0344", "WK0344", "BU0344"}
    een, ander = (read_buurten([pad], meegeleverd()) for pad in (*schrijf(gehaald, tmp_path), testdata / GEZONDHEID))
    zelfde(een, ander, een.table.code)
    assert np.isfinite(een.table.values).sum() > 1000


def leeg(nummer: str) -> Tabel:
    return Tabel(nummer, "2024", {"Perioden": [{"Key": "2024JJ00", "Title": "2024"}]})


def test_proximity_is_the_export_of_statline_again(testdata: Path, haal: Haal, tmp_path: Path) -> None:
    with dienst([nabijheid_uit_statline(testdata / NABIJHEID, "85830NED", "2023")]) as server:
        gehaald = haal(server, "Utrecht", 2023, "nabijheid")
    assert sorted(cellen(gehaald.bestanden[0].inhoud)) == sorted(cellen((testdata / NABIJHEID).read_bytes()))
    een, ander = (read_buurten([pad], meegeleverd()) for pad in (*schrijf(gehaald, tmp_path), testdata / NABIJHEID))
    zelfde(een, ander, ander.table.code)
    assert een.table.bestanden[0].jaar == 2023


def test_real_metadata_gives_headers_that_the_reader_knows(testdata: Path) -> None:
    """The tree of CBS itself: under titles with their path stands what stands under the keys."""
    eigenschappen = json.loads((testdata / "documentatie" / "odata_85984NED_DataProperties.json").read_text("utf-8"))
    sleutels = [item["Key"] for item in eigenschappen if item["Key"]]
    rij = {"ID": 1, **dict.fromkeys(sleutels, "       ."), "WijkenEnBuurten": "BU03630000"}
    verplicht = meegeleverd().opendata["kwb"].verplicht
    kolommen = check_columns([rij], eigenschappen, verplicht)
    titels = cellen(with_titles([rij], kolommen, eigenschappen, {}))[0]
    kruislijst = Crosswalk(meegeleverd().kolommen["cbs_kwb"])
    per_sleutel, per_titel = (kruislijst.resolve(koppen).namen for koppen in (kolommen[1:], titels))
    assert len(titels) == 129
    assert sum(map(bool, per_sleutel)) > 110
    # A title that stands for nothing, or for an area, says no less than the key: only what is known twice must agree.
    samen = [(een, ander) for een, ander in zip(per_sleutel, per_titel, strict=True) if een and ander]
    assert len(samen) > 100
    assert [paar for paar in samen[1:] if paar[0] != paar[1]] == []
