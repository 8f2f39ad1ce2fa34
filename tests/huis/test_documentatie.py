"""README, CHANGELOG and CONTRIBUTING keep their promises."""

from __future__ import annotations

import re
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
    blokken = re.findall(r"```(\w*)\n", rest)
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


def test_python_in_the_readme_runs(readme: str, root: Path, tmp_path: Path) -> None:
    (stuk,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    (tmp_path / "sample_data").symlink_to(root / "sample_data", target_is_directory=True)
    uit = subprocess.run([sys.executable, "-c", stuk], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert uit.returncode == 0, uit.stderr
    assert uit.stdout.strip()


def test_output_in_the_readme_is_real(readme: str, tmp_path: Path) -> None:
    getoond = re.search(r"<!-- uitvoer demo -->\n```text\n(.*?)```", readme, re.DOTALL)
    assert getoond, "het blok met de uitvoer van demo ontbreekt"
    opdracht = [sys.executable, "-m", "buurtwijzer_excel.cli.main", "demo"]
    uit = subprocess.run(opdracht, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert uit.returncode == 0, uit.stderr
    echt = {" ".join(regel.split()) for regel in uit.stdout.replace("\\", "/").splitlines()}
    for regel in getoond.group(1).splitlines():
        if regel.strip() not in ("", "..."):
            assert " ".join(regel.split()) in echt, regel


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
