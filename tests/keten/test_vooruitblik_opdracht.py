"""Command trend on a made file of 240 buurten with five years of crimes: table, workbook, JSON, mistakes."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

HEADS = [
    "gwb_code",
    "regio",
    "gm_naam",
    "recs",
    "a_inw",
    "a_65_oo",
    "a_00_14",
    "bev_dich",
    "g_hhgro",
    "a_hh",
    "a_1p_hh",
    "a_hh_m_k",
    "g_wozbag",
    "p_koopw",
    "p_1gezw",
    "ste_mvs",
    "ste_oad",
    "misdr_2021",
    "misdr_2022",
    "misdr_2023",
    "misdr_2024",
    "misdr_2025",
]
SUMS = [HEADS.index(head) for head in HEADS if head.startswith(("a_", "misdr_"))]
SMALL, WORSE = "BU90010000", "BU90020001"


@pytest.fixture(scope="module")
def misdrijven(tmp_path_factory):
    """240 buurten in four gemeenten; one is small, one gets much worse in the last two years."""
    chance = np.random.default_rng(3)
    rows = []
    for town in range(4):
        own = [_buurt(chance, f"BU{town + 9001:04d}{number:04d}", town, number) for number in range(60)]
        total = [f"GM{town + 9001:04d}", f"Proefstad {town}", f"Proefstad {town}", "Gemeente", *own[0][4:]]
        for column in SUMS:
            total[column] = sum(row[column] for row in own)
        rows += [total, *own]
    path = tmp_path_factory.mktemp("jaren") / "kwb2024_proef.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADS, *rows])
    return path


def _buurt(chance, code, town, number):
    inwoners = 60 if code == SMALL else 1000 if code == WORSE else int(chance.integers(30, 300)) * 5
    huishoudens = inwoners // 2
    crimes = chance.poisson(inwoners * 0.05 * np.exp(chance.normal(0, 0.3)), 5).tolist()
    crimes = [40, 42, 39, 150, 160] if code == WORSE else crimes
    start = [code, f"Buurt {town}-{number}", f"Proefstad {town}", "Buurt", inwoners, inwoners // 5, inwoners // 6, 3000]
    living = [
        2.1,
        huishoudens,
        int(huishoudens * chance.uniform(0.2, 0.5)),
        int(huishoudens * chance.uniform(0.2, 0.4)),
    ]
    return [*start, *living, 300, int(chance.integers(30, 70)), 40, 2, 1500, *crimes]


def test_table_workbook_and_json_say_the_same(run, misdrijven, tmp_path):
    ran = run("trend", misdrijven, "-o", "uit.xlsx", "--datum", "2026-01-02")
    assert ran.exit_code == 0, ran.err
    assert "verwachting voor 2026" in ran.out
    assert "239 buurten met een verwachting, 1 zonder.\n1 signaal (verslechtert sneller" in ran.out
    assert WORSE in ran.out
    found = run("trend", misdrijven, "--json").json
    by_code = {row["code"]: row for row in found["vooruitblik"]}
    assert by_code[WORSE]["signaal"] == "verslechtert sneller"
    assert "steekt eruit" in by_code[WORSE]["toelichting"]
    assert by_code[SMALL]["verwachting"] is None
    assert by_code[SMALL]["laatste_cijfer"] is None
    assert "minder dan 100 inwoners" in by_code[SMALL]["reden"]
    book = CalamineWorkbook.from_path(str(tmp_path / "uit.xlsx"))
    assert book.sheet_names == ["Vooruitblik", "Toets", "Meldingen", "Verantwoording"]
    heads, *rows = book.get_sheet_by_name("Vooruitblik").to_python()
    assert heads[:5] == ["code", "naam", "gemeente", "niveau", "inwoners"]
    assert heads[-2:] == ["reden", "toelichting"]
    assert {row[0]: row[heads.index("verwachting")] or None for row in rows} == {
        code: row["verwachting"] for code, row in by_code.items()
    }
    heads, first, *_ = book.get_sheet_by_name("Toets").to_python()
    assert (first[heads.index("getoetst op")], first[heads.index("gebieden")]) == ("2025", 239)
    assert found["toets"][0]["fout"] == first[heads.index("fout")]
    lines = dict(book.get_sheet_by_name("Verantwoording").to_python()[1:])
    assert "nooit zeker" in lines["Wat een verwachting is"]
    assert "regelboek sha256" in lines


def test_the_sheets_are_real_tables_that_print(run, misdrijven, tmp_path):
    assert run("trend", misdrijven, "-o", "uit.xlsx").exit_code == 0
    book = load_workbook(tmp_path / "uit.xlsx")
    for sheet in book.worksheets:
        assert len(sheet.tables) == 1, sheet.title
        assert sheet.freeze_panes is not None
        assert sheet.page_setup.orientation == "landscape"


def test_two_runs_give_the_same_bytes_and_an_existing_file_is_kept(run, misdrijven, tmp_path):
    for name in ("een.xlsx", "twee.xlsx"):
        assert run("trend", misdrijven, "-o", name).exit_code == 0
    assert (tmp_path / "een.xlsx").read_bytes() == (tmp_path / "twee.xlsx").read_bytes()
    again = run("trend", misdrijven, "-o", "een.xlsx")
    assert again.exit_code == 1
    assert "--overschrijf" in again.err
    assert run("trend", misdrijven, "-o", "een.xlsx", "--overschrijf").exit_code == 0


def test_what_is_shown_can_be_chosen_and_changes_no_figure(run, misdrijven):
    all_of = {row["code"]: row for row in run("trend", misdrijven, "--json").json["vooruitblik"]}
    town = run("trend", misdrijven, "--json", "--gemeente", "proefstad 1").json["vooruitblik"]
    assert len(town) == 60
    assert all(row == all_of[row["code"]] for row in town)
    one = run("trend", misdrijven, "--json", "--codes", WORSE, "--indicator", "misdrijven_totaal", "--vooruit", "3")
    years = one.json["vooruitblik"]
    assert [row["jaar"] for row in years] == ["2026", "2027", "2028"]
    width = [row["hoog"] - row["laag"] for row in years]
    assert width[0] < width[1] < width[2]
    assert "B135" in {issue["code"] for issue in one.json["meldingen"]}


def test_the_test_can_be_printed_as_a_page(run, misdrijven):
    page = run("trend", misdrijven, "--toets").out
    assert page.startswith("# Vooruitblik: hoe goed zij is\n")
    assert "| alle gebieden | 239 |" in page
    assert "buurtwijzer trend kwb2024_proef.csv --toets" in page


@pytest.mark.parametrize(
    ("words", "code", "text"),
    [
        (("--indicator", "misdrijven_totaa"), "X501", "Bedoelt u 'misdrijven_totaal'?"),
        (("--gemeente", "Nergenshuizen"), "X502", "Nergenshuizen"),
        (("--codes", "BU99999999"), "X502", "BU99999999"),
        (("--vooruit", "9"), "X503", "tot 3 jaar"),
    ],
)
def test_what_is_not_there_is_refused_with_what_to_do(run, misdrijven, tmp_path, words, code, text):
    ran = run("trend", misdrijven, "-o", "uit.xlsx", *words)
    assert ran.exit_code == 1
    assert f"[{code}]" in ran.err
    assert text in ran.err
    assert not (tmp_path / "uit.xlsx").exists()


def test_a_single_year_gives_no_outlook(run, kwb):
    ran = run("trend", kwb)
    assert ran.exit_code == 1
    assert "[B131]" in ran.err


def test_two_years_give_a_timeline_and_say_why_there_is_no_outlook(run, misdrijven, tmp_path):
    rows = [line.rsplit(",", 5) for line in misdrijven.read_text(encoding="utf-8").splitlines()]
    short = tmp_path / "kwb2024_kort.csv"
    short.write_text("\n".join(",".join((row[0], *row[4:])) for row in rows) + "\n", encoding="utf-8")
    ran = run("trend", short, "--tijdlijn", WORSE, "--uitkomst", "misdrijven_totaal")
    assert ran.exit_code in (0, 1), ran.err
    assert WORSE in ran.out
    assert "X504" in ran.err or "X504" in ran.out
    wrong = run("trend", short, "--tijdlijn", "BU99999999")
    assert "BU99999999" in wrong.err
