"""Command backtest on made files: what is compared, own figures as judge, workbook, page, JSON, refusals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.eigen import own_rules
from tests.keten.conftest import Ran

Run = Callable[..., Ran]
GEMEENTEN, PER = 16, 5
TOETS = """id: bewoners
naam: Wat bewoners zeggen
soort: onafhankelijk
uitleg: Onderzoek onder bewoners; los van de cijfers waar de score van gemaakt is.
vergelijkingen:
  - uitkomst: geworteld
    cijfer: woont_hier_graag
bron: [eigen_gegevens]
status: voorbeeld
eigenaar: beheerder
herzien_voor: 2030-01-01
"""
GRAAG = """id: woont_hier_graag
naam: Woont hier graag
eenheid: pct
richting: hoger_is_gunstiger
kolom: graag
"""


@pytest.fixture
def kwb(tmp_path: Path) -> Path:
    """Make buurten of some municipalities: who own their home, who are young, crimes, and what residents say."""
    rng = np.random.default_rng(1)
    lines = ["gwb_code_10,regio,gm_naam,recs,a_inw,a_15_24,a_25_44,a_hh,p_koopw,g_wozbag,ste_oad,misdr_2024,graag"]
    for number in range(GEMEENTEN * PER):
        gemeente, buurt = 1 + number // PER, number % PER
        name, own = f"Proefdam {gemeente}", float(rng.uniform(20, 90))
        young, crimes = int(400 - 3 * own), int(150 - own + rng.integers(0, 60))
        happy = round(40 + own / 2 + float(rng.normal(0, 3)), 1)
        cells = (f"BU{gemeente:04d}000{buurt}", f"Wijk {number}", name, "Buurt", 2000, young, 500, 900, round(own), 300)
        lines.append(",".join(map(str, (*cells, int(rng.integers(200, 3000)), crimes, happy))))
    path = tmp_path / "kwb2024_proef.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def eigen(tmp_path: Path) -> Path:
    return own_rules(tmp_path / "regels", {"indicatoren/woont_hier_graag.yaml": GRAAG, "toetsing/bewoners.yaml": TOETS})


def test_a_table_with_every_comparison_and_how_many_there_are(run: Run, kwb: Path) -> None:
    ran = run("backtest", kwb, "--dekking", 30)
    assert ran.exit_code == 0, ran.err
    assert "Onafhankelijk (een telling of onderzoek" in ran.out
    assert "Geregistreerde misdrijven" in ran.out
    assert "Door toeval alleen komt er naar verwachting" in ran.out
    assert "geworteld" not in ran.err


def test_workbook_json_and_page_say_the_same(run: Run, kwb: Path, tmp_path: Path) -> None:
    ran = run(
        "backtest", kwb, "--dekking", 30, "-o", "uit.xlsx", "--pagina", "uit.md", "--datum", "2026-01-02", "--json"
    )
    assert ran.exit_code == 0, ran.err
    found = [row for row in ran.json["uitslagen"] if row["tegenstanders"]]
    assert ran.json["vergelijkingen"] == len(found) > 0
    book = CalamineWorkbook.from_path(str(tmp_path / "uit.xlsx"))
    assert book.sheet_names == ["Samenhang", "Kalibratie", "Fout per klasse", "Meldingen", "Verantwoording"]
    head, *rows = book.get_sheet_by_name("Samenhang").to_python()
    by = {(row[0].casefold(), row[1]): dict(zip(head, row, strict=True)) for row in rows}
    page = (tmp_path / "uit.md").read_text(encoding="utf-8")
    for item in found:
        row = by[item["naam"].casefold(), item["cijfer_naam"]]
        assert row["samenhang"] == pytest.approx(item["samenhang"], abs=1e-4)
        assert row["oordeel"] == item["oordeel"]
        assert row["groepen"] == GEMEENTEN
        assert f"| `{item['uitkomst']}` | `{item['cijfer']}` | {item['bewijs']} | {GEMEENTEN * PER} |" in page
    shapes = load_workbook(tmp_path / "uit.xlsx")
    assert next(list(sheet.tables) for sheet in shapes) == ["bwz_samenhang"]
    assert all(sheet.freeze_panes for sheet in shapes)
    receipt = dict(book.get_sheet_by_name("Verantwoording").to_python())
    assert receipt["datum"] == "2026-01-02"
    assert receipt["terugblik zaad"] == "20260101"


def test_an_own_figure_that_the_rules_let_judge_is_independent(run: Run, kwb: Path, eigen: Path) -> None:
    ran = run("backtest", kwb, "--dekking", 30, "--regels", eigen, "--uitkomst", "geworteld", "--json")
    assert ran.exit_code == 0, ran.err
    own = [row for row in ran.json["uitslagen"] if row["cijfer"] == "woont_hier_graag"]
    assert [(row["bewijs"], row["n"]) for row in own] == [("onafhankelijk", GEMEENTEN * PER)]
    assert own[0]["samenhang"] > 0.8
    assert {row["uitkomst"] for row in ran.json["uitslagen"]} == {"geworteld"}


def test_an_own_figure_cannot_judge_what_it_feeds(run: Run, kwb: Path, eigen: Path) -> None:
    rule = eigen / "toetsing" / "bewoners.yaml"
    rule.write_text(TOETS.replace("cijfer: woont_hier_graag", "cijfer: koopwoningen"), encoding="utf-8")
    ran = run("backtest", kwb, "--regels", eigen)
    assert ran.exit_code == 1
    assert "toetsing/bewoners.yaml:7:" in ran.err
    assert "[R631]" in ran.err


def test_two_runs_give_the_same_bytes(run: Run, kwb: Path, tmp_path: Path) -> None:
    for name in ("een", "twee"):
        assert run("backtest", kwb, "--dekking", 30, "-o", f"{name}.xlsx", "--pagina", f"{name}.md").exit_code == 0
    for end in ("xlsx", "md"):
        assert (tmp_path / f"een.{end}").read_bytes() == (tmp_path / f"twee.{end}").read_bytes()


def test_refusals_name_what_to_do_and_write_nothing(run: Run, kwb: Path, tmp_path: Path) -> None:
    wrong = run("backtest", kwb, "--uitkomst", "gewortelt", "-o", "uit.xlsx")
    assert (wrong.exit_code, "[B162]" in wrong.err, "geworteld" in wrong.err) == (1, True, True)
    bare = tmp_path / "kwb2024_kaal.csv"
    lines = [",".join(line.split(",")[:-2]) for line in kwb.read_text(encoding="utf-8").splitlines()]
    bare.write_text("\n".join(lines) + "\n", encoding="utf-8")
    nothing = run("backtest", bare, "-o", "uit.xlsx")
    assert nothing.exit_code == 1
    assert "[B161]" in nothing.err
    (tmp_path / "er_al.md").write_text("x", encoding="utf-8")
    there = run("backtest", kwb, "--pagina", "er_al.md")
    assert there.exit_code == 1
    assert (tmp_path / "er_al.md").read_text(encoding="utf-8") == "x"
    same = run("backtest", kwb, "--pagina", kwb, "--overschrijf")
    assert same.exit_code == 1
    assert not (tmp_path / "uit.xlsx").exists()


def test_the_sample_town_is_too_small_to_say_anything(run: Run, kwb: Path, root: Path) -> None:
    sample = root / "sample_data"
    ran = run("backtest", sample / "kwb2023_voorbeeldstad.xlsx", sample / "gezondheid2020_voorbeeldstad.xlsx")
    assert ran.exit_code == 0
    assert "Er is niets vergeleken" in ran.out
