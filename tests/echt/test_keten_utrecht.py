"""The acceptance of the thin chain: the real Utrecht file with the national health file, through the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

_FILES = ("kwb2023_utrecht_cbs-formaat.xlsx", "smap2020_18plus_landelijk_50090NED.xlsx")


@pytest.fixture(scope="module")
def scored(testdata: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict, Path]:
    folder = tmp_path_factory.mktemp("utrecht")
    words = ["score", *(str(testdata / name) for name in _FILES), "-o", "u.xlsx", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "buurtwijzer_excel.cli.main", *words],
        cwd=folder, env={**os.environ, "XDG_STATE_HOME": str(folder)}, capture_output=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout), folder / "u.xlsx"


@pytest.fixture(scope="module")
def book(scored) -> openpyxl.Workbook:
    return openpyxl.load_workbook(scored[1])


def test_exactly_the_111_buurten_of_utrecht(scored, book):
    result, _ = scored
    assert len(result["gebieden"]) == 111
    assert all(area["code"].startswith("BU0344") for area in result["gebieden"])
    assert book["Overzicht"].max_row - 1 == 111


@pytest.mark.parametrize("leefgebied", ["wonen", "gezondheid"])
def test_both_leefgebieden_for_at_least_80_and_a_reason_for_the_rest(book, leefgebied):
    header, *rows = book["Leefgebieden"].iter_rows(values_only=True)
    column, reason = header.index(leefgebied), header.index("toelichting")
    given = [row for row in rows if row[column] is not None]
    assert len(given) >= 80
    for row in rows:
        if row[column] is None:
            assert row[reason]
            assert len(row[reason].split()) > 3


def test_every_absent_score_has_its_reason_and_every_score_its_parts(scored):
    result, _ = scored
    for area in result["gebieden"]:
        for outcome in area["uitkomsten"].values():
            if outcome["score"] is None:
                assert outcome["reden"]
            else:
                total = sum(outcome["bijdragen"].values()) + outcome["rest"]
                assert total == pytest.approx(outcome["score"], abs=1e-9)


def test_areas_under_the_limit_have_no_score_at_all(scored):
    result, _ = scored
    small = [a for a in result["gebieden"] if a["inwoners"] is None or a["inwoners"] < 100]
    assert small
    assert all(u["score"] is None for a in small for u in a["uitkomsten"].values())
    assert all(not a["adviezen"] for a in small)


def test_explain_points_at_the_cell_that_openpyxl_reads(testdata, tmp_path):
    words = [
        "explain",
        *(str(testdata / name) for name in _FILES),
        "--code",
        "BU03440111",
        "--uitkomst",
        "wonen",
        "--json",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "buurtwijzer_excel.cli.main", *words],
        cwd=tmp_path, env={**os.environ, "XDG_STATE_HOME": str(tmp_path)},
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    tree = json.loads(done.stdout)["uitleg"]
    book = openpyxl.load_workbook(testdata / _FILES[0])
    checked = 0
    for push in tree["onderdelen"]:
        for node in push["onderdelen"]:
            if node["soort"] == "waarde" and isinstance(node["waarde"], float) and " / " not in node["plaats"]:
                name, sheet, cell = node["plaats"].split(", ")
                if name == _FILES[0]:
                    stored = book[sheet.removeprefix("blad ")][cell.removeprefix("cel ")].value
                    assert float(stored) == node["waarde"]
                    checked += 1
            if node["soort"] == "gewicht":
                file, line, _ = node["plaats"].split(":")
                assert file.startswith("leefgebieden/wonen.yaml")
                assert int(line) > 1
    assert checked >= 2
