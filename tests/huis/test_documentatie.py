"""README, CHANGELOG and CONTRIBUTING keep their promises."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from buurtwijzer_excel.cli.main import COMMANDS


def blok_na(tekst: str, merk: str) -> list[str]:
    """Give the lines of the first code block after a mark that stands alone on its line."""
    _, gevonden, rest = tekst.partition(f"\n<!-- {merk} -->\n")
    assert gevonden, f"{merk} ontbreekt"
    blok = re.match(r"```\w*\n(.*?)\n```", rest.lstrip("\n"), re.DOTALL)
    assert blok, f"na {merk} volgt geen codeblok"
    return blok.group(1).splitlines()


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def versie(root: Path) -> str:
    gevonden: str = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return gevonden


@pytest.mark.parametrize("merk", ["start", "test"])
def test_set_up_is_one_line_that_bash_understands(readme: str, merk: str) -> None:
    (opdracht,) = blok_na(readme, merk)
    assert opdracht.startswith("python3 -m venv .venv && ")
    assert "-c constraints.txt" in opdracht
    assert subprocess.run(["bash", "-n", "-c", opdracht], check=False).returncode == 0


@pytest.mark.parametrize("merk", ["start", "test"])
def test_a_windows_block_follows(readme: str, merk: str) -> None:
    rest = readme.partition(f"\n<!-- {merk} -->\n")[2]
    blokken = re.findall(r"```(\w+)\n", rest)
    assert blokken[:2] == ["bash", "powershell"]


def test_readme_names_only_commands_that_exist(readme: str) -> None:
    genoemd = set(
        re.findall(r"buurtwijzer(?:\.exe)? ([a-z]+)\b", "\n".join(re.findall(r"```.*?```", readme, re.DOTALL)))
    )
    assert "demo" in genoemd
    assert genoemd <= set(COMMANDS)


@pytest.mark.parametrize(
    "bestand", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/contract.md", "rules/README.md"]
)
def test_links_inside_the_project_lead_somewhere(root: Path, bestand: str) -> None:
    tekst = (root / bestand).read_text(encoding="utf-8")
    doelen = [doel for doel in re.findall(r"\]\(([^)#]+)\)", tekst) if "://" not in doel]
    assert not [doel for doel in doelen if not ((root / bestand).parent / doel).exists()]


@pytest.fixture
def werkplek(root: Path, tmp_path: Path) -> Path:
    """Give an empty folder with only the sample data in it."""
    shutil.copytree(root / "sample_data", tmp_path / "sample_data")
    return tmp_path


def test_python_in_the_readme_runs(readme: str, werkplek: Path) -> None:
    (stuk,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    uit = subprocess.run([sys.executable, "-c", stuk], cwd=werkplek, capture_output=True, text=True, check=False)
    assert uit.returncode == 0, uit.stderr
    assert uit.stdout.strip()


OPDRACHTEN = {
    "demo": ["demo"],
    "explain": [
        "explain",
        "sample_data/kwb2023_voorbeeldstad.xlsx",
        "sample_data/gezondheid2020_voorbeeldstad.xlsx",
        "--code=BU99990202",
        "--uitkomst=wonen",
    ],
    "value": [
        "value",
        "sample_data/kwb2023_voorbeeldstad.xlsx",
        "sample_data/gezondheid2020_voorbeeldstad.xlsx",
        "--plan=sample_data/plannen_voorbeeldstad.yaml",
    ],
}


@pytest.mark.parametrize("opdracht", OPDRACHTEN)
def test_output_in_the_readme_is_real(readme: str, werkplek: Path, opdracht: str) -> None:
    getoond = re.search(rf"<!-- uitvoer {opdracht} -->\n```text\n(.*?)```", readme, re.DOTALL)
    assert getoond, f"het blok met de uitvoer van {opdracht} ontbreekt"
    woorden = [sys.executable, "-m", "buurtwijzer_excel.cli.main", *OPDRACHTEN[opdracht]]
    uit = subprocess.run(woorden, cwd=werkplek, capture_output=True, text=True, encoding="utf-8", check=False)
    assert uit.returncode == 0, uit.stderr
    echt = [regel.rstrip() for regel in uit.stdout.replace("\\", "/").splitlines()]
    regels = [regel for regel in getoond.group(1).splitlines() if regel.strip() != "..."]
    assert len(regels) > 8
    assert [regel for regel in regels if regel not in echt] == []


def test_changelog_has_the_version_and_says_which_results_change(root: Path, versie: str) -> None:
    tekst = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    deel = tekst.partition(f"\n## [{versie}]")[2].partition("\n## [")[0]
    assert "### Uitkomsten" in deel


def test_licence_is_the_full_eupl(root: Path) -> None:
    tekst = (root / "LICENSE").read_text(encoding="utf-8")
    assert tekst.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    for artikel in range(1, 16):
        assert f"\n{artikel}." in tekst
    assert "Appendix" in tekst
