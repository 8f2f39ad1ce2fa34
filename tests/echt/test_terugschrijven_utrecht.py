"""Writing back into the real Utrecht file, with the national health file beside it: what is written is the engine's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

import buurtwijzer
from buurtwijzer.reporting.written import written_columns
from tests.geladen import meegeleverd
from tests.keten.delen_vergelijken import differing, first_lost, parts_of

_OWN, _HEALTH = "kwb2023_utrecht_cbs-formaat.xlsx", "smap2020_18plus_landelijk_50090NED.xlsx"


@pytest.fixture(scope="module")
def written(testdata: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict, Path]:
    folder = tmp_path_factory.mktemp("terug")
    back = ("--terugschrijven", str(testdata / _OWN), "--met", str(testdata / _HEALTH))
    words = ["score", *back, "-o", "k.xlsx", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "buurtwijzer_excel.cli.main", *words],
        cwd=folder, env={**os.environ, "XDG_STATE_HOME": str(folder)}, capture_output=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout), folder / "k.xlsx"


def test_the_values_are_those_of_the_engine(written, testdata):
    rules = meegeleverd()
    data = buurtwijzer.read_buurten([testdata / _OWN, testdata / _HEALTH], rules)
    result = buurtwijzer.assess(data, rules)
    expected = written_columns(result)
    header, *rows = CalamineWorkbook.from_path(str(written[1])).get_sheet_by_index(0).to_python()
    first = header.index("Bwz leefstijl 1")
    assert header[first:] == [kolom.kop for kolom in expected.kolommen]
    code = header.index("gwb_code_10")
    found = {row[code].strip(): row[first:] for row in rows if row[first - 1 + len(expected.kolommen)] != ""}
    assert set(found) == set(expected.rijen)
    assert len(found) == 111
    for area, cells in expected.rijen.items():
        assert found[area] == ["" if cell is None else cell for cell in cells], area


def test_the_json_says_the_same(written):
    header, *rows = CalamineWorkbook.from_path(str(written[1])).get_sheet_by_index(0).to_python()
    code, risk = header.index("gwb_code_10"), header.index("Bwz risico Eenzaamheid")
    cells = {row[code].strip(): row[risk] for row in rows}
    scores = {area["code"]: area["uitkomsten"]["eenzaamheid"]["score"] for area in written[0]["gebieden"]}
    assert len(scores) == 111
    for area, score in scores.items():
        assert cells[area] == ("" if score is None else pytest.approx(score, abs=1e-4))


def test_nothing_else_changed(written, testdata):
    changed, _ = differing(testdata / _OWN, written[1])
    before, after = parts_of(testdata / _OWN), parts_of(written[1])
    assert all(first_lost(before[name], after[name]) is None for name in changed)
    assert len(changed) <= 5
