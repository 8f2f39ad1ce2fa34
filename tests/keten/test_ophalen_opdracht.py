"""``data fetch`` through the command line, and the ``score`` it says to give next."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from buurtwijzer_excel.cli import data_fetch
from tests.geladen import meegeleverd
from tests.opendata_dienst import voorbeeldstad as stad
from tests.opendata_dienst.dienst import Dienst, dienst

VRAAG = ("data", "fetch", "--gemeente", "Voorbeeldstad", "--jaar", "2023")
MAP = "opendata-voorbeeldstad-2023"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dienst]:
    tabellen = [stad.kwb(meegeleverd()), *stad.gezondheid(), stad.misdrijven(["2023JJ00"])]
    with dienst(tabellen) as gestart:
        monkeypatch.setenv("BUURTWIJZER_OPENDATA", gestart.adres)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield gestart


def test_the_command_it_prints_works(run, server, tmp_path):
    ran = run(*VRAAG, "--tabellen", "kwb,gezondheid,politie")
    assert ran.exit_code == 0, ran.err
    assert "[D484]" in ran.err
    opdracht = ran.out.splitlines()[-1].strip()
    assert opdracht.startswith(f"buurtwijzer score {MAP}/kwb_2023_voorbeeldstad.csv {MAP}/gezondheid_2020")
    gescoord = run(*shlex.split(opdracht)[1:])
    assert gescoord.exit_code == 0, gescoord.err
    assert (tmp_path / "scores-voorbeeldstad-2023.xlsx").is_file()
    los = run("score", *sorted((tmp_path / MAP).iterdir()), "--json")
    van_cbs = run("score", stad.KWB, stad.GEZONDHEID, "--json")
    for een, ander in zip(los.json["gebieden"], van_cbs.json["gebieden"], strict=True):
        assert (een["code"], een["naam"], een["inwoners"]) == (ander["code"], ander["naam"], ander["inwoners"])


def test_beside_the_folder_stands_where_it_came_from(run, server, tmp_path):
    ran = run(*VRAAG, "--tabellen", "kwb", "-o", "map", "--json")
    assert ran.exit_code == 0, ran.err
    assert [pad.name for pad in (tmp_path / "map").iterdir()] == ["kwb_2023_voorbeeldstad.csv"]
    (bron,) = json.loads((tmp_path / "map.bron.json").read_text("utf-8"))["bestanden"]
    assert bron.items() >= ran.json["bestanden"][0].items()
    assert (bron["tabel"], bron["licentie"], bron["bronvermelding"]) == ("85618NED", "CC BY 4.0", "CBS")
    assert bron["tabel_gewijzigd"] == "2025-03-27T02:00:00"
    assert bron["opgehaald"].endswith("+00:00")
    assert bron["nummer_van_tabel"] == "aanname"
    assert run(*VRAAG, "--tabellen", "politie", "-o", "map").exit_code == 0
    namen = [item["bestand"] for item in json.loads((tmp_path / "map.bron.json").read_text("utf-8"))["bestanden"]]
    assert namen == ["kwb_2023_voorbeeldstad.csv", "politie_2023_voorbeeldstad.csv"]


def test_nothing_but_table_and_gemeente_goes_out(run, server):
    assert run(*VRAAG, "--tabellen", "kwb").exit_code == 0
    assert set(server.koppen) <= {"Accept-Encoding", "Accept", "Host", "User-Agent", "Connection"}
    assert server.koppen["User-Agent"].startswith("Buurtwijzer/")
    assert not any("Voorbeeldstad" in vraag for vraag in server.vragen)


def test_a_file_somebody_changed_stays(run, server, tmp_path):
    assert run(*VRAAG, "--tabellen", "kwb").exit_code == 0
    pad = tmp_path / MAP / "kwb_2023_voorbeeldstad.csv"
    server.tabellen["85618NED"].gewijzigd = "2026-01-01T02:00:00"
    tabel = server.tabellen["85618NED"].delen["UntypedDataSet"]
    tabel[-1] = {naam: "7" if naam.startswith("Mannen") else waarde for naam, waarde in tabel[-1].items()}
    oud = pad.read_bytes()
    assert run(*VRAAG, "--tabellen", "kwb").exit_code == 0
    assert pad.read_bytes() != oud, "ongewijzigd sinds wij het schreven: mag worden vervangen"
    pad.write_bytes(pad.read_bytes() + b"\n")
    mijn = pad.read_bytes()
    ran = run(*VRAAG, "--tabellen", "kwb")
    assert ran.exit_code == 1
    assert "[X490]" in ran.err
    assert pad.read_bytes() == mijn


@pytest.mark.parametrize(
    "tekst", ["mijn aantekeningen", '{"bestanden": [{"bestand": "x"}]}', '{"bestanden": [], "ik": 1}']
)
def test_a_receipt_that_is_not_ours_stays(tekst, run, server, tmp_path):
    mijn = tmp_path / "map.bron.json"
    mijn.write_text(tekst, encoding="utf-8")
    ran = run(*VRAAG, "--tabellen", "kwb", "-o", "map")
    assert ran.exit_code == 1
    assert "[X492]" in ran.err
    assert mijn.read_text("utf-8") == tekst
    assert not list((tmp_path / "map").iterdir())


def test_of_the_folder_one_stands_in_the_receipt_is_inside(run, server, tmp_path):
    ran = run(*VRAAG, "--tabellen", "kwb", "-o", ".")
    assert ran.exit_code == 0, ran.err
    assert (tmp_path / f"{tmp_path.name}.bron.json").is_file()
    assert not (tmp_path.parent / f"{tmp_path.name}.bron.json").exists()


def test_a_gemeente_without_a_name_is_wrong_use(run, server):
    assert run("data", "fetch", "--gemeente", " ", "--jaar", "2023").exit_code == 2
    assert not server.vragen


def test_when_nothing_is_written_what_was_skipped_is_an_error(run, server):
    ran = run("data", "fetch", "--gemeente", "Voorbeeldstad", "--jaar", "1996", "--tabellen", "kwb")
    assert ran.exit_code == 1
    assert "[D483]" in ran.err
    assert "Let op" not in ran.err


def test_a_folder_that_is_a_file(run, server, tmp_path):
    (tmp_path / "map").write_text("geen map")
    ran = run(*VRAAG, "--tabellen", "kwb", "-o", "map")
    assert ran.exit_code == 1
    assert "[X491]" in ran.err


def test_what_came_in_is_written_although_a_table_failed(run, server, tmp_path):
    server.tabellen["47018NED"].fouten = ["UntypedDataSet:403"] * 2
    ran = run(*VRAAG, "--tabellen", "kwb,politie")
    assert ran.exit_code == 1
    assert "[D487]" in ran.err
    assert [pad.name for pad in (tmp_path / MAP).iterdir()] == ["kwb_2023_voorbeeldstad.csv"]
    assert "buurtwijzer score" in ran.out


def test_vernieuw_asks_again(run, server):
    run(*VRAAG, "--tabellen", "kwb")
    server.vragen = []
    run(*VRAAG, "--tabellen", "kwb")
    assert not server.datavragen()
    run(*VRAAG, "--tabellen", "kwb", "--vernieuw")
    assert server.datavragen()


def test_breaking_off_says_what_is_kept(run, server, monkeypatch):
    def afbreken(*_args, **_keuzes):
        raise KeyboardInterrupt

    monkeypatch.setattr(data_fetch, "fetch_tables", afbreken)
    ran = run(*VRAAG)
    assert ran.exit_code == 130
    assert "dezelfde opdracht gaat daar verder" in ran.err


@pytest.mark.parametrize("tabellen", ["", "kwb,scholen", ","])
def test_unknown_kinds_are_wrong_use(tabellen, run, server):
    ran = run(*VRAAG, "--tabellen", tabellen)
    assert ran.exit_code == 2
    assert "kwb, gezondheid, politie, nabijheid" in ran.err


@pytest.mark.parametrize("jaar", ["1800", "23", "vorig"])
def test_a_year_that_is_none_is_wrong_use(jaar, run):
    ran = run("data", "fetch", "--gemeente", "Utrecht", "--jaar", jaar)
    assert ran.exit_code == 2
    assert "van 1995 tot en met 2100" in ran.err


def test_help_is_dutch(run):
    hulp = run("data", "fetch", "--help").out
    assert "[verplicht]" in hulp
    assert "required" not in hulp
    assert "<=" not in hulp


@pytest.mark.parametrize("adres", ["zomaar", "file:///etc/passwd", "ftp://voorbeeld.nl"])
def test_another_address_must_be_http(adres, run, monkeypatch):
    monkeypatch.setenv("BUURTWIJZER_OPENDATA", adres)
    ran = run(*VRAAG)
    assert ran.exit_code == 2
    assert "BUURTWIJZER_OPENDATA" in ran.err
