"""Fetching the fictional town from a service on this machine, and what is told when that is not as we expect."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.assessment import Options
from buurtwijzer.data.read import read_buurten
from buurtwijzer.opendata.cache import AnswerCache
from buurtwijzer.opendata.fetch import SOORTEN, Fetches, Wish, fetch_tables
from buurtwijzer.opendata.transport import Web
from buurtwijzer.pipeline import assess
from tests.geladen import meegeleverd
from tests.opendata_dienst import voorbeeldstad as stad
from tests.opendata_dienst.dienst import Dienst, dienst
from tests.opendata_dienst.tabellen import Tabel

Haal = Callable[..., Fetches]
WEB = Web("Buurtwijzer/proef", pause=lambda _: None)


@pytest.fixture(autouse=True)
def _geen_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def haal(tmp_path: Path) -> Haal:
    def doe(
        server: Dienst, gemeente: str = "Voorbeeldstad", jaar: int = 2023, soorten: Sequence[str] = ("kwb",)
    ) -> Fetches:
        wens = Wish(gemeente, jaar, tuple(soorten), server.adres)
        return fetch_tables(wens, meegeleverd(), WEB, AnswerCache(tmp_path / "opslag"), lambda *_: None)

    return doe


def alles() -> list[Tabel]:
    return [stad.kwb(meegeleverd()), *stad.gezondheid(), stad.misdrijven(["2022JJ00", "2023JJ00"])]


def codes(gehaald: Fetches) -> list[str]:
    return [issue.code for issue in gehaald.issues]


def cellen(inhoud: bytes) -> list[list[str]]:
    return list(csv.reader(inhoud.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_fetched_files_score_as_the_files_themselves(haal: Haal, tmp_path: Path) -> None:
    with dienst(alles(), bladzijde=20) as server:
        gehaald = haal(server, soorten=SOORTEN)
    assert codes(gehaald) == ["D475", "D484"]  # no table of proximity here; health of 2020
    assert [bestand.bestand for bestand in gehaald.bestanden] == [
        "kwb_2023_voorbeeldstad.csv",
        "gezondheid_2020_voorbeeldstad.csv",
        "politie_2023_voorbeeldstad.csv",
    ]
    paden = []
    for bestand in gehaald.bestanden:
        paden.append(tmp_path / bestand.bestand)
        paden[-1].write_bytes(bestand.inhoud)
    regels = meegeleverd()
    een, ander = (read_buurten(bronnen, regels) for bronnen in (paden[:2], [stad.KWB, stad.GEZONDHEID]))
    assert een.table.code == ander.table.code
    assert een.table.naam == ander.table.naam
    # Keys that stand for more than one column are not in this table, so what it carries is compared.
    draagt = np.isfinite(een.table.values).any(axis=0)
    assert draagt.sum() > 40
    np.testing.assert_array_equal(een.table.values[:, draagt], ander.table.values[:, draagt])
    np.testing.assert_array_equal(een.table.inwoners, ander.table.inwoners)
    uitkomst = assess(read_buurten(paden, regels), regels, Options())
    assert len(uitkomst.table) == 24


def test_a_second_run_asks_no_data(haal: Haal) -> None:
    with dienst(alles()) as server:
        eerst = haal(server)
        server.vragen = []
        weer = haal(server)
        assert server.vragen == ["/ODataFeed/odata/85618NED/TableInfos?$format=json"]
    assert [b.inhoud for b in weer.bestanden] == [b.inhoud for b in eerst.bestanden]
    assert [b.uit_tussenopslag for b in (*eerst.bestanden, *weer.bestanden)] == [False, True]


@pytest.mark.parametrize("gemeente", ["voorbeeldstad", "GM9999", "gm9999", "9999", " Voorbeeldstad "])
def test_gemeente_by_name_or_code(gemeente: str, haal: Haal) -> None:
    with dienst(alles()) as server:
        assert haal(server, gemeente).bestanden[0].gemeente.code == "GM9999"


@pytest.mark.parametrize(
    ("gemeente", "code", "woorden"),
    [
        ("Bergen", "D482", ["Bergen (L.) (GM9997) of Bergen (NH.) (GM9998)"]),
        ("Voorbeldstad", "D481", ["Bedoelde u Voorbeeldstad (GM9999)?"]),
        ("Voorbeeldhage", "D481", ["'s-Voorbeeldhage (GM9996)"]),
        ("0001", "D481", []),
        ("Xyz", "D481", []),
        ("", "D481", []),
    ],
)
def test_a_gemeente_that_is_not_certain_is_asked_back(gemeente: str, code: str, woorden: list[str], haal: Haal) -> None:
    with dienst(alles()) as server:
        gehaald = haal(server, gemeente)
    assert codes(gehaald) == [code]
    assert all(woord in gehaald.issues[0].message for woord in woorden)


def test_the_year_is_what_the_service_says(haal: Haal) -> None:
    tabel = stad.kwb(meegeleverd())
    tabel.jaar = "2022"
    with dienst([tabel]) as server:
        gehaald = haal(server)
        assert not server.datavragen()
    assert codes(gehaald) == ["D479"]
    assert "2023" in gehaald.issues[0].message
    assert "2022" in gehaald.issues[0].message


def test_a_year_without_a_table_names_the_years_there_are(haal: Haal) -> None:
    with dienst(alles()) as server:
        gehaald = haal(server, jaar=2011, soorten=("kwb", "politie"))
    # The table per month is not here; that one is told too, because it might have had the year.
    assert codes(gehaald) == ["D483", "D475", "D483"]
    assert not gehaald.bestanden
    assert "2022 en 2023" in " ".join(issue.message for issue in gehaald.issues)


def test_a_newer_table_that_is_gone_is_told_and_an_older_one_used(haal: Haal) -> None:
    with dienst(stad.gezondheid()[1:]) as server:
        gehaald = haal(server, jaar=2020, soorten=("gezondheid",))
    assert codes(gehaald) == ["D475"]
    assert gehaald.issues[0].severity == "waarschuwing"
    assert gehaald.bestanden[0].tabel == "50090NED"


def test_crime_per_month_stands_in_when_the_year_is_not_there(haal: Haal, tmp_path: Path) -> None:
    maanden = [f"2023MM{maand:02d}" for maand in range(1, 13)]
    tabellen = [stad.misdrijven(["2022JJ00"]), stad.misdrijven([*maanden, "2024MM01"], "47022NED")]
    with dienst(tabellen) as server:
        gehaald = haal(server, soorten=("politie",))
        assert codes(haal(server, jaar=2024, soorten=("politie",))) == ["D483"]  # one month is no year
    (bestand,) = gehaald.bestanden
    assert (bestand.tabel, bestand.rijen) == ("47022NED", 12 * len(stad.codes()) * len(stad.MISDRIJVEN))
    pad = tmp_path / bestand.bestand
    pad.write_bytes(bestand.inhoud)
    assert {bron.jaar for bron in read_buurten([stad.KWB, pad], meegeleverd()).table.bestanden} == {2023}


@pytest.mark.parametrize("kolom", ["AantalInwoners", "Codering"])
def test_a_column_that_is_gone_is_told(kolom: str, haal: Haal) -> None:
    tabel = stad.kwb(meegeleverd())
    for deel in ("UntypedDataSet", "DataProperties"):
        tabel.delen[deel] = [
            {k: v for k, v in rij.items() if not k.startswith(kolom)}
            for rij in tabel.delen[deel]
            if not str(rij.get("Key", "")).startswith(kolom)
        ]
    with dienst([tabel]) as server:
        gehaald = haal(server)
    assert codes(gehaald) == ["D478"]
    assert kolom in gehaald.issues[0].message


def test_rows_with_other_columns_are_told(haal: Haal) -> None:
    tabel = stad.kwb(meegeleverd())
    tabel.delen["UntypedDataSet"][5]["Nieuw_99"] = "1"
    with dienst([tabel]) as server:
        assert codes(haal(server)) == ["D478"]


def test_a_gemeente_without_rows_is_told(haal: Haal) -> None:
    with dienst(alles()) as server:
        assert codes(haal(server, "'s-Voorbeeldhage")) == ["D485"]


def test_a_service_that_does_not_filter_is_not_believed(haal: Haal) -> None:
    tabel = stad.kwb(meegeleverd())
    vreemd = dict(tabel.delen["UntypedDataSet"][3], ID=10_000, WijkenEnBuurten="BU12340000")
    tabel.delen["UntypedDataSet"].append(vreemd)
    with dienst([tabel], filtert=False) as server:
        assert codes(haal(server)) == ["D478"]


@pytest.mark.parametrize("deel", ["UntypedDataSet", "WijkenEnBuurten"])
def test_an_answer_that_stops_early_without_saying_so_is_not_written(deel: str, haal: Haal) -> None:
    tabel = stad.kwb(meegeleverd())
    weg = {rij["WijkenEnBuurten"] for rij in tabel.delen["UntypedDataSet"][-4:]}
    sleutel = "Key" if deel == "WijkenEnBuurten" else "WijkenEnBuurten"
    tabel.delen[deel] = [rij for rij in tabel.delen[deel] if rij[sleutel] not in weg]
    with dienst([tabel]) as server:
        gehaald = haal(server)
    assert codes(gehaald) == ["D492"]
    assert not gehaald.bestanden
    assert "4 gebieden" in gehaald.issues[0].message


def test_a_table_of_more_years_without_an_area_is_written_and_told(haal: Haal) -> None:
    tabel = stad.misdrijven(["2023JJ00"])
    tabel.delen["UntypedDataSet"].pop()
    with dienst([tabel]) as server:
        gehaald = haal(server, soorten=("politie",))
    assert codes(gehaald) == ["D493"]
    assert gehaald.bestanden


def test_a_table_that_changes_meanwhile_gives_nothing(haal: Haal) -> None:
    tabel = stad.kwb(meegeleverd())
    with dienst([tabel]) as server:
        server.verandert_na = 3
        assert codes(haal(server)) == ["D486"]
        assert haal(server).bestanden


def test_one_table_that_fails_leaves_the_others(haal: Haal) -> None:
    tabellen = alles()
    tabellen[0].fouten = ["UntypedDataSet:500"] * 9
    with dienst(tabellen) as server:
        gehaald = haal(server, soorten=("kwb", "politie"))
    assert codes(gehaald) == ["D474"]
    assert [bestand.soort for bestand in gehaald.bestanden] == ["politie"]


def test_without_network_the_message_says_what_to_do(tmp_path: Path) -> None:
    wens = Wish("Utrecht", 2023, SOORTEN, "http://127.0.0.1:9")
    gehaald = fetch_tables(wens, meegeleverd(), WEB, AnswerCache(tmp_path), lambda *_: None)
    assert codes(gehaald) == ["D471"]
    for woord in ("127.0.0.1:9", "poort 443", "zelf ophalen", "cbs.nl"):
        assert woord in str(gehaald.issues[0])


def test_rules_without_tables_say_so(tmp_path: Path) -> None:
    kaal = replace(meegeleverd(), opendata={})
    wens = Wish("Utrecht", 2023, ("kwb", "politie"), "http://127.0.0.1:9")
    gehaald = fetch_tables(wens, kaal, WEB, AnswerCache(tmp_path), lambda *_: None)
    assert codes(gehaald) == ["D483", "D483"]


def test_answers_that_cannot_be_kept_are_told(tmp_path: Path) -> None:
    (tmp_path / "vol").write_text("geen map")
    with dienst(alles()) as server:
        wens = Wish("Voorbeeldstad", 2023, ("kwb",), server.adres)
        gehaald = fetch_tables(wens, meegeleverd(), WEB, AnswerCache(tmp_path / "vol"), lambda *_: None)
    assert codes(gehaald) == ["D488"]
    assert gehaald.bestanden


MATEN = {
    "T001036": ("Bevolking", "Aantal inwoners", "aantal"),
    "1050010_2": ("Bevolking", "Huishoudens totaal", "aantal"),
    "1014800": ("Wonen", "Koopwoningen", "%"),
    "X999999": ("Nieuw", "Iets nieuws", ""),
}


def test_odata_4_becomes_a_row_per_area(haal: Haal, tmp_path: Path) -> None:
    tabel = stad.kwb_v4(MATEN)
    with dienst([tabel], bladzijde=30) as server:
        gehaald = haal(server, jaar=2025)
        assert all(vraag.startswith("/odata/v1/CBS/86165NED/") for vraag in server.vragen)
    assert not gehaald.issues
    kop, *rijen = cellen(gehaald.bestanden[0].inhoud)
    assert kop == ["gwb_code", "regio", "gm_naam", "recs", "a_inw", "a_hh", "p_koopw", "X999999"]
    per_cel = {(w["WijkenEnBuurten"].strip(), w["Measure"]): w["Value"] for w in tabel.delen["Observations"]}
    for code, _, gemeente, soort, *cijfers in rijen:
        assert gemeente == "Voorbeeldstad"
        assert soort == {"GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}[code[:2]]
        verwacht = [per_cel[code, maat] for maat in MATEN]
        assert cijfers == ["x" if getal is None else str(getal) for getal in verwacht]
    pad = tmp_path / gehaald.bestanden[0].bestand
    pad.write_bytes(gehaald.bestanden[0].inhoud)
    tafel = read_buurten([pad], meegeleverd()).table
    assert tafel.bestanden[0].jaar == 2025
    assert tafel.inwoners[tafel.code.index(rijen[4][0])] == float(rijen[4][4])


def opdracht(server: Dienst, map_: Path, *woorden: str) -> tuple[list[str], dict[str, str]]:
    omgeving = {
        **os.environ,
        "BUURTWIJZER_OPENDATA": server.adres,
        "XDG_CACHE_HOME": str(map_ / "opslag"),
        "no_proxy": "*",
    }
    aanroep = "from buurtwijzer_excel.cli.main import main; main()"
    return [
        sys.executable,
        "-c",
        aanroep,
        "data",
        "fetch",
        "--gemeente",
        "Voorbeeldstad",
        "--jaar",
        "2023",
        *woorden,
    ], omgeving


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    tabel = stad.misdrijven(["2023JJ00"])
    tabel.fouten = []
    with dienst([tabel], bladzijde=40) as server:
        server.stil_na = 4
        woorden, omgeving = opdracht(server, tmp_path, "--tabellen", "politie", "-o", str(tmp_path / "uit"))
        loopt = subprocess.Popen(woorden, env=omgeving, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            if len(server.datavragen()) > 4:
                break
            time.sleep(0.05)
        loopt.send_signal(signal.SIGKILL)
        loopt.wait()
        assert not (tmp_path / "uit").exists()
        voor, server.stil_na, server.vragen = len(server.datavragen()), None, []
        server.klaar.set()
        af = subprocess.run(woorden, env=omgeving, capture_output=True, text=True, check=False)
        assert af.returncode == 0, af.stderr
        assert voor == 5
        assert [vraag for vraag in server.datavragen() if "$skip=0" in vraag or "Perioden?" in vraag] == []
    rijen = cellen((tmp_path / "uit" / "politie_2023_voorbeeldstad.csv").read_bytes())[1:]
    assert len(rijen) == len(tabel.delen["UntypedDataSet"])
