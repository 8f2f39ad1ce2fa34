"""Same input, same bytes; a row alone is the same row; the order of rows does not matter."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import python_calamine

_OUTCOME_KEYS = ("soort", "naam", "score", "laag", "hoog", "dekking", "vertrekpunt", "bijdragen", "rest", "reden")


def _copy_rows(source: Path, target: Path, pick) -> Path:
    """Write a workbook with the same header and picked rows, cells kept as they are."""
    book = openpyxl.load_workbook(source)
    sheet = book.worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    title = sheet.title
    fresh = openpyxl.Workbook()
    fresh.active.title = title
    fresh.active.append(header)
    for row in pick(rows):
        fresh.active.append(row)
    fresh.save(target)
    return target


def _run_elsewhere(folder: Path, files, settings: dict[str, str]) -> tuple[str, bytes]:
    """Run in a process and a folder of its own; give the digest of the workbook and what was said."""
    folder.mkdir()
    for file in files:
        (folder / file.name).write_bytes(file.read_bytes())
    environment = {**os.environ, "XDG_STATE_HOME": str(folder), **settings}
    words = ["score", *(file.name for file in files), "-o", "uit.xlsx", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "buurtwijzer_excel.cli.main", *words],
        cwd=folder, env=environment, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return hashlib.sha256((folder / "uit.xlsx").read_bytes()).hexdigest(), done.stdout


@pytest.fixture(scope="module")
def here(kwb, gezondheid, tmp_path_factory):
    return _run_elsewhere(tmp_path_factory.mktemp("hier") / "map 0", (kwb, gezondheid), {})


@pytest.mark.parametrize(
    "settings",
    [
        {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "OPENBLAS_NUM_THREADS": "2"},
        {"LC_ALL": "C.UTF-8", "TZ": "America/New_York", "PYTHONHASHSEED": "77", "OMP_NUM_THREADS": "1"},
    ],
)
def test_two_runs_elsewhere_give_the_same_bytes(settings, here, kwb, gezondheid, tmp_path):
    assert _run_elsewhere(tmp_path / "map 1", (kwb, gezondheid), settings) == here


def test_a_row_alone_has_the_same_scores_as_among_all(run, kwb, gezondheid, tmp_path):
    everything = run("score", kwb, gezondheid, "--json").json
    scored = [a for a in everything["gebieden"] if any(u["score"] is not None for u in a["uitkomsten"].values())]
    hidden = [a for a in everything["gebieden"] if (a["inwoners"] or 0) > 500 and a not in scored[:5]]
    for area in [*random.Random(1).sample(scored, 2), hidden[3]]:
        alone = _copy_rows(kwb, tmp_path / "een.xlsx", lambda rows, c=area["code"]: [r for r in rows if r[0] == c])
        result = run("score", alone, gezondheid, "--json").json
        assert [a["code"] for a in result["gebieden"]] == [area["code"]]
        for key, outcome in result["gebieden"][0]["uitkomsten"].items():
            among = area["uitkomsten"][key]
            assert {k: outcome[k] for k in _OUTCOME_KEYS} == {k: among[k] for k in _OUTCOME_KEYS}


def test_shuffled_rows_give_the_same_result(run, kwb, gezondheid, tmp_path):
    def shuffled(rows):
        return random.Random(7).sample(rows, len(rows))

    (tmp_path / "door elkaar").mkdir()
    mixed = [_copy_rows(file, tmp_path / "door elkaar" / file.name, shuffled) for file in (kwb, gezondheid)]
    straight = [_copy_rows(file, tmp_path / file.name, list) for file in (kwb, gezondheid)]
    first = run("score", *straight, "-o", "recht.xlsx", "--json").json
    second = run("score", *mixed, "-o", "mixed.xlsx", "--json").json
    assert first["gebieden"] == second["gebieden"]
    hashes = [
        [value for part, value in result["verantwoording"] if "bestand" not in part] for result in (first, second)
    ]
    assert hashes[0] == hashes[1]
    for name in python_calamine.load_workbook("recht.xlsx").sheet_names:
        if name not in ("Meldingen", "Verantwoording"):
            pages = [
                python_calamine.load_workbook(f).get_sheet_by_name(name).to_python()
                for f in ("recht.xlsx", "mixed.xlsx")
            ]
            assert pages[0] == pages[1], name


def test_the_order_of_files_changes_nothing_but_the_receipt(run, kwb, gezondheid):
    first = run("score", kwb, gezondheid, "--json").json
    second = run("score", gezondheid, kwb, "--json").json
    assert first["gebieden"] == second["gebieden"]


def test_parts_and_rest_equal_every_score(run, kwb, gezondheid):
    areas = run("score", kwb, gezondheid, "--json").json["gebieden"]
    given = 0
    for area in areas:
        for outcome in area["uitkomsten"].values():
            if outcome["score"] is None:
                assert outcome["reden"]
                continue
            given += 1
            assert outcome["reden"] is None
            assert sum(outcome["bijdragen"].values()) + outcome["rest"] == pytest.approx(outcome["score"], abs=1e-9)
            assert 0 <= outcome["laag"] <= outcome["hoog"] <= 100
            assert 0 <= outcome["score"] <= 100
    assert given > 60
