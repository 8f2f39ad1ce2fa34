"""``buurtwijzer proxy`` on a workbook that ``score`` wrote: outside the model, and nothing of the shares is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.keten.conftest import Ran

VOORBEELD = ("kwb2023_voorbeeldstad.xlsx", "gezondheid2020_voorbeeldstad.xlsx")


@pytest.fixture
def uitkomst(run: Callable[..., Ran], root: Path, tmp_path: Path) -> Path:
    path = tmp_path / "uit.xlsx"
    assert run("score", *(root / "sample_data" / naam for naam in VOORBEELD), "-o", path).exit_code == 0
    return path


def aandelen(uitkomst: Path) -> Path:
    """Give shares that follow one score exactly, with values that stand nowhere else."""
    blad = openpyxl.load_workbook(uitkomst)["Risico's"]
    koppen = [cel.value for cel in blad[1]]
    at = koppen.index("Moeite met rondkomen")
    rijen = [(rij[0], rij[at]) for rij in blad.iter_rows(min_row=2, values_only=True) if rij[at] is not None]
    path = uitkomst.with_name("geheim_van_de_klant.csv")
    regels = [f"{code};{str(float(score) * 0.9 + 0.0017).replace('.', ',')}" for code, score in rijen]
    path.write_text("\n".join(["code;groep Z", *regels]), encoding="utf-8")
    return path


def test_the_report_tells_relations_and_keeps_no_share(
    run: Callable[..., Ran], uitkomst: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    eigen = aandelen(uitkomst)
    before = uitkomst.read_bytes()
    toets = tmp_path / "toets.xlsx"
    ran = run("proxy", uitkomst, "--aandelen", eigen, "-o", toets, "--json")
    assert ran.exit_code == 0, ran.err
    # the example has 22 areas with scores, fewer than the least number: the test says so and gives no figure
    assert {item["oordeel"] for item in ran.json["verbanden"]} == {"te weinig gebieden"}
    assert uitkomst.read_bytes() == before
    boek = openpyxl.load_workbook(toets)
    assert boek.sheetnames == ["Proxytoets", "Meldingen", "Verantwoording"]
    cellen = [str(cel.value) for blad in boek for rij in blad.iter_rows() for cel in rij if cel.value is not None]
    waarden = [regel.split(";")[1] for regel in eigen.read_text("utf-8").splitlines()[1:]]
    assert not [waarde for waarde in waarden if any(waarde in cel or waarde.replace(",", ".") in cel for cel in cellen)]
    log = "".join(path.read_text("utf-8") for path in (tmp_path / "state").rglob("*") if path.is_file())
    assert "uit.xlsx" in log
    assert not [waarde for waarde in waarden if waarde in log or waarde.replace(",", ".") in log]


def test_own_limits_count_and_two_runs_are_the_same(run: Callable[..., Ran], uitkomst: Path, tmp_path: Path) -> None:
    eigen, regels = aandelen(uitkomst), tmp_path / "regels"
    assert run("rules", "init", regels).exit_code == 0
    grens = regels / "parameters" / "proxytoets.yaml"
    grens.parent.mkdir(exist_ok=True)
    standaard = Path(__file__).parents[2] / "rules" / "parameters" / "proxytoets.yaml"
    text = standaard.read_text("utf-8").replace("waarde: 30\n", "waarde: 10\n").replace("waarde: 8\n", "waarde: 2\n")
    grens.write_text(text, encoding="utf-8")
    first = run("proxy", uitkomst, "--aandelen", eigen, "--regels", regels, "-o", tmp_path / "a.xlsx", "--json")
    assert first.exit_code == 0, first.err
    second = run("proxy", uitkomst, "--aandelen", eigen, "--regels", regels, "-o", tmp_path / "b.xlsx", "--json")
    assert first.out == second.out
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    (rondkomen,) = (item for item in first.json["verbanden"] if item["uitkomst"] == "Moeite met rondkomen")
    assert (rondkomen["samenhang"], rondkomen["oordeel"]) == (1.0, "sterk")


def test_a_workbook_that_is_there_is_not_replaced_unasked(run: Callable[..., Ran], uitkomst: Path) -> None:
    ran = run("proxy", uitkomst, "--aandelen", aandelen(uitkomst), "-o", uitkomst)
    assert ran.exit_code == 1
    assert "Traceback" not in ran.err
