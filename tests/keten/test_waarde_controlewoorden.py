"""What checks say on terminal and in JSON, a line without euros, the null alternative, and sources in full."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from buurtwijzer.reporting.check_words import check_states
from buurtwijzer.reporting.rekenbladen.bladen import rekenbladen
from buurtwijzer.reporting.rekenbladen.model import Formule, Rekenblad
from buurtwijzer.reporting.value_json import valuation_json
from buurtwijzer.reporting.value_summary import value_lines
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Budget
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.valuation.appraise import Waardering
from tests.geladen import meegeleverd
from tests.keten.waarde_proef import PLAN, rules, valued


@pytest.fixture(scope="module")
def boek() -> Rulebook:
    return rules(meegeleverd())


@pytest.fixture(scope="module")
def krap(boek: Rulebook) -> Waardering:
    """A plan whose first budget is too small, and whose other years have none."""
    return valued(replace(PLAN, budgetten=(Budget(Partij.GEMEENTE, 2026, 10),)), boek, draws=0)


@pytest.fixture(scope="module")
def zonder_euros(boek: Rulebook) -> Waardering:
    """The third line changes things that have no price."""
    bare = dict(boek.uitkomsten)
    for id_ in ("proef_bij", "proef_dak"):
        kept = [baat.model_copy(update={"prijs": None, "hoeveelheid": None}) for baat in bare[id_].partijen]
        bare[id_] = bare[id_].model_copy(update={"partijen": kept})
    return valued(PLAN, replace(boek, uitkomsten=bare), draws=50)


def values_of(blad: Rekenblad) -> list[object]:
    return [cel.inhoud.waarde if isinstance(cel.inhoud, Formule) else cel.inhoud for cel in blad.cellen.values()]


def test_a_red_check_says_where_and_what_cannot_be_tested_says_why(krap: Waardering) -> None:
    lines = value_lines(krap)
    red = next(line for line in lines if line.startswith("Niet in orde: Het budget"))
    assert "Waar: gemeente, kosten, 2026." in red
    untested = next(line for line in lines if line.startswith("Niet te toetsen: Het effect"))
    assert untested.endswith("onbekend hoeveel er zonder het plan is van Minder bijstand.")
    order = [line.partition(":")[0] for line in lines if line.startswith(("Niet in orde", "Niet te toetsen"))]
    assert order == sorted(order)
    told = json.loads(json.dumps(valuation_json(krap)))["controles_uitleg"]
    assert told["budget"]["stand"] == "niet in orde"
    assert told["budget"]["waar"] == ["gemeente, kosten, 2026"]
    assert told["nulsituatie"] == {
        "stand": "niet te toetsen",
        "reden": "onbekend hoeveel er zonder het plan is van Minder bijstand",
        "waar": [],
    }


def test_every_check_has_one_state(krap: Waardering) -> None:
    states = check_states(krap)
    assert [item.id for item in states] == [item.id for item in krap.model.controles]
    assert {item.stand for item in states} == {"in orde", "niet in orde", "niet te toetsen"}


def test_the_sheet_names_the_first_part_that_is_red(krap: Waardering) -> None:
    told = [str(text) for text in values_of(rekenbladen(krap)[0])]
    assert any(text.startswith("Waar: gemeente, kosten, 2026. De kosten") for text in told)


def test_no_benefit_in_euros_is_said_in_words_and_not_as_nought(zonder_euros: Waardering) -> None:
    line = next(line for line in value_lines(zonder_euros) if line.startswith("Buurtregisseur"))
    assert "geen baten in euro" in line
    assert "0,00" not in line
    found = json.loads(json.dumps(valuation_json(zonder_euros)))["regels"]
    assert (found[2]["per_euro"], found[2]["per_euro_reden"]) == (None, "geen baten in euro")
    assert found[0]["per_euro_reden"] is None
    bladen = rekenbladen(zonder_euros)
    waar = bladen[0].stappen["r3_per_euro"]
    assert bladen[0].cellen[waar.rij, waar.kolom].inhoud == Formule(
        f'IF({_public(bladen[0])}=0,IF(Berekening!{_cost(bladen)}>0,"geen publieke kosten","geen kosten"),'
        '"geen baten in euro")',
        "geen baten in euro",
    )


def _cost(bladen: Sequence[Rekenblad]) -> str:
    return next(blad.stappen["r3_kosten_cw"] for blad in bladen if "r3_kosten_cw" in blad.stappen).lokaal


def _public(blad: Rekenblad) -> str:
    return blad.stappen["r3_publiek_cw"].lokaal


def test_an_effect_that_cannot_be_is_called_so(boek: Rulebook) -> None:
    found = valued(PLAN, boek, draws=0)
    assert found.waarden["r2_e1_evenwicht"] > 1
    assert values_of(rekenbladen(found)[0]).count("kan niet: groter dan 1") == 1


def test_the_check_of_the_null_alternative_looks_at_its_text(boek: Rulebook) -> None:
    voor = rekenbladen(valued(PLAN, boek, draws=0))[0]
    waar = voor.stappen["check_nulalternatief"]
    formula = voor.cellen[waar.rij, waar.kolom].inhoud
    assert isinstance(formula, Formule)
    assert formula.tekst.startswith("IF(LEN(TRIM(C6))=0,0,")
    assert voor.cellen[5, 2].inhoud == PLAN.nulalternatief


def test_a_price_names_all_its_sources_and_an_incomplete_one_is_no_plain_fact(boek: Rulebook) -> None:
    vague = boek.bronnen["keuze_buurtwijzer"].model_copy(
        update={"id": "vaag", "titel": "Vaag verslag", "vindplaats": "precieze titel nog na te zoeken"}
    )
    both = ["keuze_buurtwijzer", "vaag"]
    price = boek.prijzen["proef_ontruiming"].model_copy(update={"bron": both})
    book = replace(boek, bronnen={**boek.bronnen, "vaag": vague}, prijzen={**boek.prijzen, "proef_ontruiming": price})
    aannames = next(blad for blad in rekenbladen(valued(PLAN, book, draws=0)) if blad.naam == "Aannames")
    row = aannames.stappen["prijs_proef_ontruiming"].rij
    told = [
        cel.inhoud.waarde if isinstance(cel.inhoud, Formule) else cel.inhoud
        for (rij, _), cel in sorted(aannames.cellen.items())
        if rij == row
    ]
    assert f"{boek.bronnen['keuze_buurtwijzer'].titel}; Vaag verslag" in told
    assert "feit (bron onvolledig)" in told
    assert "feit" not in told
    assert "Vaag verslag" in values_of(aannames)


def test_the_command_audits_a_workbook_and_fails_on_a_change(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import openpyxl

    from buurtwijzer_excel.cli.run import run_command

    monkeypatch.chdir(tmp_path)
    data = [str(root / "sample_data" / f"{n}_voorbeeldstad.xlsx") for n in ("kwb2023", "gezondheid2020")]
    asked = [*data, "--plan", str(root / "sample_data" / "plannen_voorbeeldstad.yaml")]
    module = "buurtwijzer_excel.cli.value"
    assert run_command("value", module, [*asked, "-o", "w.xlsx"]) == 0
    capsys.readouterr()
    assert run_command("value", module, [*asked, "--controleer", "w.xlsx"]) == 0
    assert "formules zijn zoals het programma ze schrijft" in capsys.readouterr().out
    book = openpyxl.load_workbook("w.xlsx")
    book["Berekening"]["E5"] = "=20000"
    book.save("w.xlsx")
    assert run_command("value", module, [*asked, "--controleer", "w.xlsx"]) == 1
    assert "blad Berekening, cel E5: [X333]" in capsys.readouterr().err
