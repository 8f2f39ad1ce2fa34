"""Commands value, scenario and portfolio on the sample data; bad plans are told and write nothing."""

from __future__ import annotations

import re

import pytest
from python_calamine import CalamineWorkbook

_YEARS = "--jaar=2026"


@pytest.fixture
def plan(root):
    return root / "sample_data" / "plannen_voorbeeldstad.yaml"


@pytest.fixture
def words(kwb, gezondheid, plan):
    """The words of each command that are always the same."""
    return {
        "value": ("value", kwb, gezondheid, "--plan", plan),
        "scenario": ("scenario", kwb, gezondheid, "--plan", plan),
        "portfolio": ("portfolio", kwb, gezondheid, "--budget", "gemeente=150000", _YEARS, "--ondergrens-wijk", "1"),
    }


COMMANDS = ("value", "scenario", "portfolio")


def _sheets(path):
    return CalamineWorkbook.from_path(str(path)).sheet_names


def test_table_workbook_and_json_of_value_say_the_same(run, words, tmp_path):
    ran = run(*words["value"], "-o", "uit.xlsx")
    assert ran.exit_code == 0, ran.err
    assert "Samen, na samenloop" in ran.out
    found = run(*words["value"], "--json").json
    total = found["totaal"]
    assert total["saldo_eur"] == pytest.approx(total["baten_eur"] - total["kosten_eur"], abs=0.011)
    assert sum(party["kosten_eur"] for party in found["partijen"].values()) == pytest.approx(total["kosten_eur"])
    assert f"{abs(round(total['saldo_eur'])):,}".replace(",", ".") in ran.out
    rows = CalamineWorkbook.from_path(str(tmp_path / "uit.xlsx")).get_sheet_by_name("Waarde per euro").to_python()
    numbers = [cell for row in rows for cell in row if isinstance(cell, float)]
    assert any(abs(number - total["saldo_eur"]) < 0.006 for number in numbers)


def test_another_plan_of_the_file_is_chosen_by_id_or_name(run, words):
    by_id, by_name = (run(*words["value"], "--naam", naam) for naam in ("eerst_schulden", "Eerst de schulden"))
    assert by_id.exit_code == 0, by_id.err
    assert by_id.out == by_name.out
    wrong = run(*words["value"], "--naam", "bestaat_niet", "-o", "uit.xlsx")
    assert wrong.exit_code == 1
    assert "[W404]" in wrong.err
    assert "eerst_schulden" in wrong.err


def test_scenario_has_every_plan_and_a_verdict(run, words, tmp_path):
    ran = run(*words["scenario"], "-o", "uit.xlsx")
    assert ran.exit_code == 0, ran.err
    assert "samen_sterker tegen niets doen: niets doen is in euro meer waard (samen_sterker wint in 0 %)" in ran.out
    found = run(*words["scenario"], "--json").json
    assert [item["plan"] for item in found["plannen"]] == ["samen_sterker", "eerst_schulden"]
    assert [paar["ander"] for paar in found["paren"]] == ["niets doen", "niets doen", "eerst_schulden"]
    assert "Scenario's" in _sheets(tmp_path / "uit.xlsx")


def test_portfolio_proves_its_choice_and_value_finds_the_same(run, words, kwb, gezondheid, tmp_path):
    ran = run(*words["portfolio"], "-o", "uit.xlsx", "--plan-uit", "keuze.yaml", "--json")
    assert ran.exit_code == 0, ran.err
    found = ran.json
    assert found["saldo_eur"] <= found["grens_eur"]
    audited = run("value", kwb, gezondheid, "--plan", "keuze.yaml", "--json").json
    assert audited["totaal"] == found["plan"]["totaal"]
    assert audited["controles"]["budget"] is not False
    assert {regel["gebied"][:8] for regel in audited["regels"]} == {"BU999901", "BU999902", "BU999903"}
    assert _sheets(tmp_path / "uit.xlsx")[0] == "Beste plan"


def test_portfolio_says_which_limits_clash(run, words, tmp_path):
    ran = run(*words["portfolio"], "--ondergrens-wijk", "9", "-o", "uit.xlsx", "--plan-uit", "keuze.yaml")
    assert ran.exit_code == 1
    assert "[W201]" in ran.err
    assert "Wijk 0" in ran.err
    assert not list(tmp_path.glob("*.xlsx")) + list(tmp_path.glob("*.yaml"))


def test_with_too_little_money_nothing_is_chosen_and_no_plan_is_written(run, kwb, tmp_path):
    ran = run("portfolio", kwb, "--budget", "gemeente=10", _YEARS, "-o", "uit.xlsx", "--plan-uit", "keuze.yaml")
    assert ran.exit_code == 0, ran.err
    assert "Niets gekozen" in ran.out
    assert not (tmp_path / "keuze.yaml").exists()
    assert _sheets(tmp_path / "uit.xlsx") == ["Beste plan", "Meldingen", "Verantwoording"]


@pytest.mark.parametrize(
    ("budget", "wat"),
    [
        ("gemeent=5", "geen partij 'gemeent'"),
        ("gemeente=veel", "geen heel getal"),
        ("gemeente=-5", "het bedrag is negatief"),
        ("gemeente", "geen heel getal"),
        ("gemeente:1990=5", "2026 tot en met 2030"),
    ],
)
def test_a_budget_that_cannot_be_read_is_told(run, kwb, budget, wat):
    ran = run("portfolio", kwb, "--budget", budget, _YEARS)
    assert ran.exit_code == 1
    assert "[W409]" in ran.err
    assert wat in ran.err


TWICE = """plannen:
  - id: dubbel
    naam: Dubbel
    nulalternatief: Niets.
    start_jaar: 2026
    looptijd_jaren: 5
    prijspeil: 2026
    regels:
      - {interventie: maatje, gebied: BU99990202, aantal: 60, start_jaar: 2026}
      - {interventie: maatje, gebied: BU99990202, aantal: 50, start_jaar: 2026}
"""


def test_two_forced_lines_of_one_kind_are_both_paid_and_written(run, kwb, tmp_path):
    (tmp_path / "plan.yaml").write_text(TWICE, encoding="utf-8")
    asked = ("portfolio", kwb, "--plan", "plan.yaml", "--plan-uit", "keuze.yaml", "--seconden", "0")
    ran = run(*asked, "--budget", "gemeente=75000")
    assert ran.exit_code == 1
    assert "[W201]" in ran.err
    assert "'maatje' moet in BU99990202" in ran.err
    assert not (tmp_path / "keuze.yaml").exists()
    ran = run(*asked, "--budget", "gemeente=1000000")
    assert ran.exit_code == 0, ran.err
    written = (tmp_path / "keuze.yaml").read_text(encoding="utf-8")
    assert [float(number) for number in re.findall(r"aantal: ([0-9.]+)", written)][:2] == [60.0, 50.0]


def test_an_amount_that_reads_as_thousands_is_told(run, kwb, tmp_path):
    money = "    budgetten:\n      - {partij: gemeente, jaar: 2026, bedrag_eur: 220.000}\n"
    (tmp_path / "plan.yaml").write_text(TWICE + money, encoding="utf-8")
    told = run("value", kwb, "--plan", "plan.yaml", "--json").json["meldingen"]
    (found,) = [issue for issue in told if issue["code"] == "W128"]
    assert "'bedrag_eur' is hier 220:" in str(found)
    assert "plan.yaml:12" in str(found)


def test_limits_on_interventions_hold_and_stand_in_the_receipt(run, words, kwb, tmp_path):
    (tmp_path / "plan.yaml").write_text(TWICE, encoding="utf-8")
    asked = (*words["portfolio"], "--plan", "plan.yaml", "--seconden", "0", "--hoogstens", "maatje=0")
    ran = run(*asked)
    assert ran.exit_code == 1
    assert "'maatje' in ten hoogste 0 gebieden" in ran.err
    limits = ("--hoogstens", "maatje=1", "--niet-samen", "maatje,schuldhulp")
    assert run(*words["portfolio"], *limits, "-o", "uit.xlsx").exit_code == 0
    rows = CalamineWorkbook.from_path(str(tmp_path / "uit.xlsx")).get_sheet_by_name("Verantwoording").to_python()
    parts = {str(row[0]): str(row[1]) for row in rows}
    assert parts["hoogstens in zo veel gebieden"] == "maatje: 1"
    assert parts["niet samen in een gebied"] == "maatje en schuldhulp"


@pytest.mark.parametrize(
    ("option", "words", "code"),
    [
        ("--hoogstens=maatje", "heel getal", "W410"),
        ("--hoogstens=maatje=-1", "heel getal", "W410"),
        ("--niet-samen=maatje", "twee verschillende", "W410"),
        ("--niet-samen=maatje,maatje", "twee verschillende", "W410"),
        ("--hoogstens=matje=2", "matje", "W406"),
        ("--niet-samen=maatje,matje", "matje", "W406"),
    ],
)
def test_a_limit_that_cannot_be_read_is_told(run, kwb, option, words, code):
    ran = run("portfolio", kwb, "--budget", "gemeente=1000", _YEARS, option)
    assert ran.exit_code == 1
    assert f"[{code}]" in ran.err
    assert words in ran.err


CHOICE = """plannen:
  - id: keuze
    naam: Keuze met grenzen
    nulalternatief: Niets.
    start_jaar: 2026
    looptijd_jaren: 5
    prijspeil: 2026
    regels: []
    budgetten:
      - {partij: gemeente, jaar: 2026, bedrag_eur: 150000}
      - {partij: gemeente, jaar: 2027, bedrag_eur: 40000}
    grenzen:
      - {soort: niet, interventie: jongeren_perspectief_fonds}
      - {soort: capaciteit, interventie: maatje, jaar: 2026, aantal: 20}
      - {soort: ondergrens, aantal: 1}
"""


def test_limits_in_the_file_hold_beside_those_of_options_and_are_written_back(run, kwb, gezondheid, tmp_path):
    (tmp_path / "plan.yaml").write_text(CHOICE, encoding="utf-8")
    asked = ("portfolio", kwb, gezondheid, "--plan", "plan.yaml", "--budget", "gemeente:2028=1000")
    extra = ("--hoogstens", "maatje=1", "--plan-uit", "keuze.yaml", "-o", "uit.xlsx")
    ran = run(*asked, *extra, "--seconden", "1")
    assert ran.exit_code == 0, ran.err
    assert "- capaciteit maatje 2026 (deelnemer): " in ran.out
    assert "- hoogstens in zo veel gebieden: maatje: 1" in ran.out
    found = run(*asked, "--hoogstens", "maatje=1", "--seconden", "1", "--json").json
    assert [grens["soort"] for grens in found["grenzen"]] == ["niet", "capaciteit", "ondergrens", "gebieden"]
    used = {budget["naam"]: budget["gebruikt"] for budget in found["budgetten"]}
    assert used["gemeente 2027"] <= 40_000
    assert used["gemeente 2028"] <= 1000
    assert found["capaciteiten"][0]["gebruikt"] <= 20
    written = (tmp_path / "keuze.yaml").read_text(encoding="utf-8")
    assert written.count("- soort: ") == 4
    rows = CalamineWorkbook.from_path(str(tmp_path / "uit.xlsx")).get_sheet_by_name("Beste plan").to_python()
    assert ["niet te kiezen", "jongeren_perspectief_fonds"] in [row[:2] for row in rows]
    assert run("value", kwb, gezondheid, "--plan", "keuze.yaml").exit_code == 0


def test_a_limit_in_the_file_that_cannot_be_kept_is_named(run, kwb, gezondheid, tmp_path):
    text = CHOICE.replace("ondergrens, aantal: 1", "ondergrens, aantal: 9")
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    ran = run("portfolio", kwb, gezondheid, "--plan", "plan.yaml", "--plan-uit", "keuze.yaml")
    assert ran.exit_code == 1
    assert "[W201]" in ran.err
    assert "ondergrens Wijk 0" in ran.err
    ran = run("value", kwb, "--plan", "plan.yaml")
    assert ran.exit_code == 1
    assert "plan.yaml:8:5: [R609]" in ran.err


@pytest.mark.parametrize("command", COMMANDS)
def test_same_input_same_bytes(run, words, command, tmp_path):
    for name in ("een.xlsx", "twee.xlsx"):
        ran = run(*words[command], "-o", name)
        assert ran.exit_code == 0
        assert "bewezen binnen deze lijst: geen keuze is meer waard" in ran.out or command != "portfolio"
    assert (tmp_path / "een.xlsx").read_bytes() == (tmp_path / "twee.xlsx").read_bytes()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_there_stays_unless_asked(run, words, command, tmp_path):
    (tmp_path / "uit.xlsx").write_bytes(b"van mij")
    ran = run(*words[command], "-o", "uit.xlsx")
    assert ran.exit_code == 1
    assert "[X101]" in ran.err
    assert (tmp_path / "uit.xlsx").read_bytes() == b"van mij"


@pytest.mark.parametrize("command", COMMANDS)
def test_receipt_names_what_decided(run, words, command, tmp_path):
    assert run(*words[command], "-o", "uit.xlsx").exit_code == 0
    rows = CalamineWorkbook.from_path(str(tmp_path / "uit.xlsx")).get_sheet_by_name("Verantwoording").to_python()
    parts = {str(row[0]): str(row[1]) for row in rows}
    assert re.fullmatch(r"[0-9a-f]{64}", parts["regelboek sha256"])
    asked = {"budgetten (euro)", "ondergrens per wijk"} if command == "portfolio" else {"plan", "plan sha256"}
    assert asked <= set(parts)
    assert str(tmp_path) not in str(parts)


BAD = {
    "leeg": ("", "R"),
    "geen plannen": ("plannen: []\n", "R"),
    "onbekend gebied": ("gebied: BU99990202|gebied: BU99990299", "W105"),
    "onbekende interventie": ("interventie: maatje|interventie: matje", "W"),
    "geen nulalternatief": ("    nulalternatief: >-\n      De huidige|    oud: >-\n      De huidige", "R"),
    "delen samen geen een": ("gemeente: 0.6|gemeente: 0.7", "W"),
    "wat als over mensen": ("indicator: leegstand|indicator: ernstig_eenzaam", "W"),
    "te klein gebied": ("gebied: BU99990201|gebied: BU99990308", "W106"),
}


@pytest.mark.parametrize("command", ["value", "scenario"])
@pytest.mark.parametrize("naam", BAD)
def test_a_bad_plan_is_told_and_nothing_is_written(run, kwb, gezondheid, plan, tmp_path, naam, command):
    change, code = BAD[naam]
    old, found, new = change.partition("|")
    text = plan.read_text(encoding="utf-8")
    own = tmp_path / "plan.yaml"
    own.write_text(text.replace(old, new) if found else change, encoding="utf-8")
    ran = run(command, kwb, gezondheid, "--plan", own, "-o", "uit.xlsx")
    assert ran.exit_code == 1, ran.err
    assert f"[{code}" in ran.err
    assert "plan.yaml" in ran.err
    assert not (tmp_path / "uit.xlsx").exists()
    assert not ran.out
