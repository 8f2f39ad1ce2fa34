"""The contract page and the code say the same."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest
from python_calamine import CalamineWorkbook

import buurtwijzer
from buurtwijzer.evidence.mirror.reading import HEADERS
from buurtwijzer_excel.cli.main import COMMANDS, top_help
from tests.geladen import meegeleverd
from tests.huis.bronnen import Tabel

Contract = dict[str, Tabel]
VERWACHT = (
    "opdrachten onderdelen opties afsluitcodes codereeksen ids bladen vaste_kolommen kolommen spiegeling "
    "terugschrijven instellingen functies gevel waardebladen"
)


def nu(tabel: Tabel) -> list[dict[str, str]]:
    return [rij for rij in tabel if rij["stand"] == "nu"]


def click_opdracht(naam: str) -> click.Command:
    opdracht, _, onderdeel = naam.partition(" ")
    gevonden: click.Command = import_module(COMMANDS[opdracht][0]).command
    if onderdeel:
        assert isinstance(gevonden, click.Group)
        return gevonden.commands[onderdeel]
    return gevonden


def test_page_has_all_tables_and_known_states(contract: Contract) -> None:
    assert sorted(contract) == sorted(VERWACHT.split())
    standen = {rij["stand"] for tabel in contract.values() for rij in tabel if "stand" in rij}
    assert standen == {"nu", "gepland"}


def test_commands_are_exactly_those_of_the_page(contract: Contract) -> None:
    assert list(COMMANDS) == [rij["opdracht"] for rij in nu(contract["opdrachten"])]


def test_planned_commands_do_not_show_in_the_help(contract: Contract) -> None:
    hulp = top_help()
    for rij in contract["opdrachten"]:
        assert (f"\n  {rij['opdracht']} " in hulp) == (rij["stand"] == "nu"), rij["opdracht"]


def test_subcommands(contract: Contract) -> None:
    for naam in {rij["opdracht"] for rij in contract["onderdelen"]}:
        groep = click_opdracht(naam)
        assert isinstance(groep, click.Group)
        assert set(groep.commands) == {
            rij["onderdeel"] for rij in nu(contract["onderdelen"]) if rij["opdracht"] == naam
        }


def test_options(contract: Contract) -> None:
    for naam in {rij["opdracht"] for rij in contract["opties"]}:
        beloofd = {rij["optie"] for rij in nu(contract["opties"]) if rij["opdracht"] == naam}
        opties = [param for param in click_opdracht(naam).params if isinstance(param, click.Option)]
        bekend = {optie for param in opties for optie in param.opts}
        assert beloofd <= bekend, naam
        assert len(beloofd) == len(opties), f"{naam}: een optie staat niet op de contractpagina"


def test_exit_codes(contract: Contract) -> None:
    run = import_module("buurtwijzer_excel.cli.run")
    in_code = {run.EXIT_DONE, run.EXIT_INPUT, run.EXIT_USAGE, run.EXIT_INTERNAL, run.EXIT_INTERRUPTED}
    assert in_code == {int(rij["code"]) for rij in contract["afsluitcodes"]}


def test_facade_is_exactly_that_of_the_page(contract: Contract) -> None:
    assert sorted(buurtwijzer.__all__) == sorted(rij["naam"] for rij in nu(contract["gevel"]))
    for naam in buurtwijzer.__all__:
        assert getattr(buurtwijzer, naam).__doc__, naam


def test_worksheet_functions_are_exactly_those_of_the_page(contract: Contract) -> None:
    module = import_module("buurtwijzer_excel.functions")
    in_code = {
        naam: [woord for woord in inspect.signature(ding).parameters if woord != "caller"]
        for naam, ding in vars(module).items()
        if naam.startswith("BWZ_")
    }
    assert in_code == {rij["functie"]: rij["argumenten"].split("; ") for rij in nu(contract["functies"])}


def test_ids_of_the_rulebook_are_ids_of_the_contract(contract: Contract) -> None:
    regels = meegeleverd()
    for soort, items in (
        ("leefgebied", regels.leefgebieden),
        ("risico", regels.risicos),
        ("kracht", regels.krachten),
    ):
        namen = {rij["id"]: rij["naam op scherm"] for rij in contract["ids"] if rij["soort"] == soort}
        assert set(items) <= set(namen)
        for id_, item in items.items():
            assert item.naam.lower() == namen[id_].lower(), f"{soort} {id_} heet op scherm {namen[id_]}"


def test_forms_use_the_ids_of_the_benaderstijlen(contract: Contract) -> None:
    bekend = {rij["id"] for rij in contract["ids"] if rij["soort"] == "benaderstijl"}
    regels = meegeleverd()
    gebruikt = {vorm.benaderstijl for item in regels.interventies.values() for vorm in item.vormen}
    assert gebruikt <= bekend


@pytest.fixture(scope="module")
def bladen(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[object]]]:
    """Make the workbook of the sample data and give its sheets in order."""
    regels = meegeleverd()
    voorbeeld = root / "sample_data"
    data = buurtwijzer.read_buurten(
        [voorbeeld / "kwb2023_voorbeeldstad.xlsx", voorbeeld / "gezondheid2020_voorbeeldstad.xlsx"], regels
    )
    pad = tmp_path_factory.mktemp("contract") / "uit.xlsx"
    buurtwijzer.write_workbook(buurtwijzer.assess(data, regels), pad)
    werkmap = CalamineWorkbook.from_path(str(pad))
    return {blad: werkmap.get_sheet_by_name(blad).to_python() for blad in werkmap.sheet_names}


def test_sheets_in_the_order_of_the_page(contract: Contract, bladen: dict[str, list[list[object]]]) -> None:
    assert list(bladen) == [rij["blad"] for rij in nu(contract["bladen"])]


def per_gebied(contract: Contract) -> Iterator[str]:
    yield from (rij["blad"] for rij in nu(contract["bladen"]) if rij["per gebied"] == "ja")


def test_fixed_columns_of_the_sheets_per_area(contract: Contract, bladen: dict[str, list[list[object]]]) -> None:
    begin = [rij["kolom"] for rij in contract["vaste_kolommen"] if rij["plek"] == "begin"]
    eind = [rij["kolom"] for rij in contract["vaste_kolommen"] if rij["plek"] == "eind"]
    for blad in per_gebied(contract):
        kop = bladen[blad][0]
        assert kop[: len(begin)] == begin, blad
        assert kop[-len(eind) :] == eind, blad


def test_own_columns_in_the_order_of_the_page(contract: Contract, bladen: dict[str, list[list[object]]]) -> None:
    vast = {rij["kolom"] for rij in contract["vaste_kolommen"]}
    for blad in ("Overzicht", "Interventies", "Meldingen", "Verantwoording"):
        beloofd = [rij["kolom"] for rij in nu(contract["kolommen"]) if rij["blad"] == blad]
        eigen = [kolom for kolom in bladen[blad][0] if kolom not in vast or blad in ("Meldingen", "Verantwoording")]
        assert [kolom for kolom in eigen if kolom in beloofd] == beloofd, blad


def test_score_columns_are_followed_by_their_band(contract: Contract, bladen: dict[str, list[list[object]]]) -> None:
    regels = meegeleverd()
    for blad, items in (
        ("Leefgebieden", regels.leefgebieden),
        ("Krachten", regels.krachten),
        ("Risico's", regels.risicos),
    ):
        kop = [str(kolom) for kolom in bladen[blad][0]]
        for item in items.values():
            plek = kop.index(item.naam)
            erna = [f"{item.naam} laag", f"{item.naam} hoog", f"{item.naam} t.o.v. vergelijkbaar"]
            assert kop[plek + 1 : plek + 4] == erna


@pytest.fixture(scope="module")
def waardebladen(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Give the sheets of every command about plans."""
    voorbeeld, map_ = root / "sample_data", tmp_path_factory.mktemp("waarde")
    bestanden = [str(voorbeeld / f"{naam}_voorbeeldstad.xlsx") for naam in ("kwb2023", "gezondheid2020")]
    plan = ["--plan", str(voorbeeld / "plannen_voorbeeldstad.yaml")]
    eigen = {"value": plan, "scenario": plan, "portfolio": ["--budget", "gemeente=150000", "--jaar", "2026"]}
    gevonden = {}
    for opdracht, woorden in eigen.items():
        pad = map_ / f"{opdracht}.xlsx"
        click_opdracht(opdracht).main([*bestanden, *woorden, "-o", str(pad)], standalone_mode=False)
        gevonden[opdracht] = CalamineWorkbook.from_path(str(pad)).sheet_names
    return gevonden


def test_sheets_of_the_commands_about_plans(contract: Contract, waardebladen: dict[str, list[str]]) -> None:
    for opdracht, bladen_ in waardebladen.items():
        assert bladen_ == [rij["blad"] for rij in contract["waardebladen"] if rij["opdracht"] == opdracht]


def test_columns_of_the_form_for_a_mirror_session(contract: Contract) -> None:
    assert tuple(rij["kolom"] for rij in contract["spiegeling"]) == HEADERS
