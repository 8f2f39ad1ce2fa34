"""The wheel carries the rules, the sample data and both packages, and nothing that does not belong."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def inhoud(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Build the wheel and give the names in it."""
    map_ = tmp_path_factory.mktemp("wiel")
    opdracht = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(map_)]
    uit = subprocess.run(opdracht, cwd=root, capture_output=True, text=True, check=False)
    assert uit.returncode == 0, uit.stderr
    (wiel,) = map_.glob("*.whl")
    with zipfile.ZipFile(wiel) as zipbestand:
        return zipbestand.namelist()


def test_wheel_carries_rules_and_sample_data(inhoud: list[str], root: Path) -> None:
    for map_ in ("rules", "sample_data"):
        eigen = [pad for pad in (root / map_).rglob("*") if pad.is_file() and "__pycache__" not in pad.parts]
        mee = {naam.removeprefix("buurtwijzer/_meegeleverd/") for naam in inhoud}
        assert {str(pad.relative_to(root).as_posix()) for pad in eigen if pad.name[0] != "."} <= mee
    assert sum(naam.startswith("buurtwijzer/_meegeleverd/rules/") and naam.endswith(".yaml") for naam in inhoud) > 10


def test_wheel_carries_both_packages_and_the_licence(inhoud: list[str]) -> None:
    assert {"buurtwijzer/py.typed", "buurtwijzer/__init__.py", "buurtwijzer_excel/cli/main.py"} <= set(inhoud)
    assert {"buurtwijzer/_meegeleverd/workbooks/buurtwijzer.xlam", "buurtwijzer_excel/entry.py"} <= set(inhoud)
    assert {"buurtwijzer/_meegeleverd/workbooks/buurtwijzer.xlsx", "buurtwijzer_excel/ribbon/customUI14.xml"} <= set(
        inhoud
    )
    assert any(naam.endswith("licenses/LICENSE") for naam in inhoud)
    assert any(naam.endswith("licenses/NOTICE") for naam in inhoud)


def test_wheel_carries_no_tests_and_no_left_overs(inhoud: list[str]) -> None:
    assert not [naam for naam in inhoud if "__pycache__" in naam or naam.startswith(("tests/", "uitvoer/"))]


def test_every_dependency_is_pinned(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = project["optional-dependencies"]
    gevraagd = [*project["dependencies"], *extra["test"], *extra["dev"]]
    vast = {
        regel.partition("==")[0].lower().replace("_", "-")
        for regel in (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in regel and not regel.startswith("#")
    }
    namen = {re.split(r"[;<>=\[]", regel)[0].strip().lower().replace("_", "-") for regel in gevraagd}
    assert namen <= vast
