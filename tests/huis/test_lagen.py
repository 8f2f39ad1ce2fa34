"""The layers: who may import whom. import-linter checks it in CI; here the same by reading the imports."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.huis.bronnen import ROOT, bronnen

ZWAAR_WERKBOEK = {"openpyxl", "xlsxwriter", "python_calamine"}
NETWERK = {"urllib.request", "http", "socket", "requests", "httpx", "ftplib", "smtplib", "aiohttp", "ssl"}
GEVAARLIJK = {"pickle", "marshal", "shelve", "dill", "joblib"}
TOEVAL = {"random", "secrets", "uuid", "locale"}
BOVEN = "buurtwijzer_excel"
OPHALEN = "buurtwijzer.opendata"


def module_van(bron: Path) -> str:
    delen = bron.relative_to(ROOT).with_suffix("").parts
    return ".".join(delen[delen[0] != "sample_data" :]).removesuffix(".__init__")


def invoer(boom: ast.AST) -> Iterator[str]:
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Import):
            yield from (naam.name for naam in knoop.names)
        elif isinstance(knoop, ast.ImportFrom):
            assert knoop.level == 0, "relatieve import"
            yield str(knoop.module)
            yield from (f"{knoop.module}.{naam.name}" for naam in knoop.names)


def raakt(naam: str, verboden: set[str]) -> bool:
    return any(naam == ding or naam.startswith(ding + ".") for ding in verboden)


def laag_van(module: str) -> str:
    return BOVEN if module.startswith(BOVEN) else ".".join(module.split(".")[:2])


def lagen(root: Path) -> list[set[str]]:
    """Give the layers from high to low; a layer may hold several modules that do not know each other."""
    instelling = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    regels: list[str] = instelling["tool"]["importlinter"]["contracts"][0]["layers"]
    return [{naam.strip() for naam in re.split(r"[|:]", regel)} for regel in regels]


def hoogte(volgorde: list[set[str]], module: str) -> int | None:
    """Give the number of the layer a module is in, 0 highest; None for what is no layer."""
    laag = laag_van(module)
    return next((nummer for nummer, namen in enumerate(volgorde) if laag in namen), None)


def test_imports_go_one_way(root: Path) -> None:
    volgorde = lagen(root)
    fout: list[str] = []
    for bron in bronnen():
        eigen = hoogte(volgorde, module_van(bron))
        if eigen is not None:
            namen = invoer(ast.parse(bron.read_text(encoding="utf-8")))
            hoogtes = [(naam, hoogte(volgorde, naam)) for naam in namen]
            fout += [f"{bron.name} -> {naam}" for naam, plek in hoogtes if plek is not None and plek < eigen]
            zelf = laag_van(module_van(bron))
            fout += [f"{bron.name} -> {naam}" for naam, plek in hoogtes if plek == eigen and laag_van(naam) != zelf]
    assert not fout


def test_every_module_of_the_engine_is_in_a_layer(root: Path) -> None:
    bekend = set().union(*lagen(root), {"buurtwijzer"})
    modules = [module_van(bron) for bron in bronnen() if "sample_data" not in bron.parts]
    assert {laag_van(module) for module in modules} <= bekend


def test_yaml_only_in_the_strict_reader(bron: Path, boom: ast.Module) -> None:
    if module_van(bron) != "buurtwijzer.rulebook.strict_yaml":
        assert not any(raakt(naam, {"yaml"}) for naam in invoer(boom))


def test_workbook_libraries_only_in_data_and_reporting(bron: Path, boom: ast.Module) -> None:
    if (
        laag_van(module_van(bron)) not in ("buurtwijzer.data", "buurtwijzer.reporting")
        and "sample_data" not in bron.parts
    ):
        assert not any(raakt(naam, ZWAAR_WERKBOEK) for naam in invoer(boom))


def test_no_network_and_nothing_that_runs_data(bron: Path, boom: ast.Module) -> None:
    netwerk = set() if laag_van(module_van(bron)) == OPHALEN else NETWERK
    assert not any(raakt(naam, netwerk | GEVAARLIJK) for naam in invoer(boom))
    roepen = {k.func.id for k in ast.walk(boom) if isinstance(k, ast.Call) and isinstance(k.func, ast.Name)}
    assert not roepen & {"eval", "exec", "compile", "__import__"}


def test_only_the_command_line_fetches(bron: Path, boom: ast.Module) -> None:
    eigen = module_van(bron)
    if laag_van(eigen) != OPHALEN and not eigen.startswith(f"{BOVEN}.cli."):
        assert not any(raakt(naam, {OPHALEN}) for naam in invoer(boom))


def test_no_clock_no_chance_no_locale_below_the_command_line(bron: Path, boom: ast.Module) -> None:
    if module_van(bron).startswith(f"{BOVEN}.cli"):
        return
    assert not any(raakt(naam, TOEVAL) for naam in invoer(boom))
    tekst = ast.unparse(boom)
    assert not re.search(r"\b(datetime|date)\.(now|today|utcnow)\(|np\.random\.(rand|seed|normal|random)\b", tekst)
    assert not re.search(
        r"\btime\.(time|monotonic|perf_counter|localtime|strftime)\b|from time import (?!sleep)", tekst
    )
    assert not re.search(r"default_rng\(\)|os\.getcwd\(|Path\.(cwd|home)\(", tekst)


def test_contracts_of_import_linter_hold(root: Path) -> None:
    # the tool itself is in the dev extra, and .ci/run requires it; a newcomer with the test extra has the tests above
    if subprocess.run([sys.executable, "-c", "import importlinter"], capture_output=True, check=False).returncode:
        return
    code = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"
    uit = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert uit.returncode == 0, uit.stdout[-3000:]
