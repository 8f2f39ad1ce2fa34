"""Value per euro on the real files of Utrecht: two plans of a few lines, and the best plan of the city."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_FILES = ("kwb2023_utrecht_cbs-formaat.xlsx", "smap2020_18plus_landelijk_50090NED.xlsx")
_PLAN = """plannen:
  - id: veel
    naam: Contact en rust
    nulalternatief: De huidige inzet gaat door.
    start_jaar: 2026
    prijspeil: 2026
    regels:
      - {interventie: maatje, gebied: BU03440612, aantal: 40, start_jaar: 2026, inzet_jaren: 3}
      - {interventie: gli, gebied: BU03440612, aantal: 60, start_jaar: 2026}
      - {interventie: buurtbemiddeling, gebied: BU03440111, aantal: 30, start_jaar: 2026}
  - id: weinig
    naam: Alleen contact
    nulalternatief: De huidige inzet gaat door.
    start_jaar: 2026
    prijspeil: 2026
    regels:
      - {interventie: maatje, gebied: BU03440612, aantal: 40, start_jaar: 2026, inzet_jaren: 3}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("waarde")
    (found / "plan.yaml").write_text(_PLAN, encoding="utf-8")
    return found


def _run(folder: Path, testdata: Path, command: str, *words: str) -> Any:
    files = [str(testdata / name) for name in _FILES]
    done = subprocess.run(
        [sys.executable, "-m", "buurtwijzer_excel.cli.main", command, *files, *words, "--json"],
        cwd=folder, env={**os.environ, "XDG_STATE_HOME": str(folder)}, capture_output=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_parties_add_up_and_scores_move(testdata: Path, folder: Path) -> None:
    found = _run(folder, testdata, "scenario", "--plan", "plan.yaml", "-o", "s.xlsx")
    for plan in found["plannen"]:
        paid = sum(party["kosten_eur"] for party in plan["partijen"].values())
        assert paid == pytest.approx(plan["totaal"]["kosten_eur"], abs=0.02)
        assert plan["controles"]["partijen"]
        assert plan["controles"]["bereik"]
        assert any(score["uitkomst"] == "weinig_contact" for score in plan["scores"])
    assert (folder / "s.xlsx").exists()


def test_a_line_that_is_in_both_plans_is_worth_the_same(testdata: Path, folder: Path) -> None:
    veel, weinig = _run(folder, testdata, "scenario", "--plan", "plan.yaml")["plannen"]
    assert veel["regels"][0] == weinig["regels"][0]


def test_best_plan_of_the_city_is_audited_by_value(testdata: Path, folder: Path) -> None:
    budgets = ("--budget", "gemeente=400000", "--budget", "zorgverzekeraar=150000", "--jaar", "2026")
    found = _run(folder, testdata, "portfolio", *budgets, "--gemeente", "Utrecht", "--plan-uit", "keuze.yaml")
    assert found["saldo_eur"] <= found["grens_eur"]
    assert found["gat"] <= 1e-4 or not found["uitgerekend"]
    audited = _run(folder, testdata, "value", "--plan", "keuze.yaml")
    assert audited["totaal"] == found["plan"]["totaal"]
    assert audited["controles"]["budget"]
