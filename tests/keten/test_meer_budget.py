"""Command portfolio: more budget, or a budget for one more party or year, never makes the best plan worse."""

from __future__ import annotations

from itertools import permutations

import pytest
from python_calamine import CalamineWorkbook

_COMBINATIONS = (
    "gemeente=1000",
    "gemeente=60000",
    "gemeente=150000",
    "gemeente:2026=150000",
    "gemeente=150000 zorgverzekeraar=1",
    "gemeente=150000 zorgverzekeraar=1 corporatie=1 rijk=1 bewoners=1",
    "gemeente=150000 zorgverzekeraar=70000",
    "gemeente=1 zorgverzekeraar=150000",
    "zorgverzekeraar:2027=65000",
    "zorgverzekeraar=150000",
    "gemeente=400000 zorgverzekeraar=150000",
    "gemeente=400000 zorgverzekeraar=150000 corporatie=300000 rijk=100000",
)
_YEARS = tuple(str(year) for year in range(2026, 2031))
_CENT = 0.01


def _thousands(number):
    return f"{number:,}".replace(",", ".")


def _budgets(words):
    """Read a combination as amount per party and year."""
    found = {}
    for word in words.split():
        name, amount = word.split("=")
        party, _, year = name.partition(":")
        found |= {(party, each): int(amount) for each in ((year,) if year else _YEARS)}
    return found


@pytest.fixture(scope="module")
def answers():
    return {}


@pytest.fixture
def ask(run, kwb, gezondheid, answers):
    def asked(words):
        if words not in answers:
            budgets = [f"--budget={word}" for word in words.split()]
            ran = run("portfolio", kwb, gezondheid, "--jaar=2026", "--json", *budgets)
            assert ran.exit_code == 0, ran.err
            answers[words] = ran.json
        return answers[words]

    return asked


def test_more_budget_never_gives_less(ask):
    compared = 0
    for less, more in permutations(_COMBINATIONS, 2):
        small, large = _budgets(less), _budgets(more)
        if all(large.get(key, -1) >= amount for key, amount in small.items()):
            compared += 1
            assert ask(more)["saldo_eur"] >= ask(less)["saldo_eur"] - _CENT, (less, more)
            assert ask(more)["grens_eur"] >= ask(less)["saldo_eur"] - _CENT, (less, more)
            assert ask(more)["lijst"]["mogelijkheden"] >= ask(less)["lijst"]["mogelijkheden"]
    assert compared > 20
    assert ask("gemeente=150000")["saldo_eur"] > 0


def test_a_second_party_with_one_euro_takes_nothing_away(ask):
    """What a judge found: it gave nothing, with the proof that no choice was worth more than 0."""
    alone, both = ask("gemeente=150000"), ask("gemeente=150000 zorgverzekeraar=1")
    assert both["saldo_eur"] == alone["saldo_eur"] > 0
    assert both["keuze"] == alone["keuze"]


def test_the_answer_says_within_which_list_it_is_proven(ask, run, kwb, gezondheid, tmp_path):
    found = ask("gemeente=150000")["lijst"]
    assert found["betalers"] == ["gemeente"]
    assert found["startjaren"] == [int(year) for year in _YEARS]
    words = ("portfolio", kwb, gezondheid, "--jaar=2026", "--budget=gemeente=1000")
    ran = run(*words, "-o", "uit.xlsx", "--plan-uit", "plan.yaml")
    assert ran.exit_code == 0, ran.err
    assert "Niets gekozen: binnen deze lijst is niets in euro meer waard dan het kost." in ran.out
    assert "bewezen binnen deze lijst: geen keuze is meer waard dan € 0" in ran.out
    assert f"{found['aanpakken']} aanpakken in {found['gebieden']} gebieden, start in 2026 tot en met 2030" in ran.out
    assert "aantallen 0,5 of 1 keer het gewone aantal, betaler gemeente" in ran.out
    assert "Niet geschreven: plan.yaml. Er is niets gekozen, dus er is geen plan." in ran.out
    assert not (tmp_path / "plan.yaml").exists()
    rows = CalamineWorkbook.from_path(str(tmp_path / "uit.xlsx")).get_sheet_by_name("Beste plan").to_python()
    told = {str(row[0]): str(row[1]) for row in rows}
    number = _thousands(found["mogelijkheden"])
    assert told["De lijst waarbinnen dit bewezen is"].startswith(f"{number} mogelijkheden: ")
    assert any(text.startswith("Bewezen binnen deze lijst: meer kan geen keuze toevoegen") for text in told)
    assert any(text.startswith("Niets: binnen deze lijst is niets") for text in told)
    assert "geen keuze is meer waard" not in ran.out.replace("binnen deze lijst: geen keuze is meer waard", "")
