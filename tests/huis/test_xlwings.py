"""Only the free part of xlwings: nothing names the part that asks for a licence, and everything works without it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

BETAALD = ("xlwings.pro", "xlwings.server")
ZONDER = """
import sys
import warnings

class Blokkade:
    def find_spec(self, naam, pad=None, doel=None):
        if naam == "xlwings.pro" or naam.startswith("xlwings.pro."):
            raise ImportError(naam)

sys.meta_path.insert(0, Blokkade())
import pkgutil
from importlib import import_module
import buurtwijzer_excel
for deel in pkgutil.walk_packages(buurtwijzer_excel.__path__, "buurtwijzer_excel."):
    import_module(deel.name)
from python_calamine import CalamineWorkbook
from buurtwijzer_excel.engines.memory import answer, start
rijen = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
keuze = {"blad": "kwb-2023", "adres": "A3:B5"}
blad = {"naam": "kwb-2023", "waarden": rijen}
app = start({"schema": 1, "werkmap": {"naam": "eigen.xlsx", "bladen": [blad], "selectie": keuze}})
app.books.active.set_mock_caller()
import buurtwijzer_excel.entry; buurtwijzer_excel.entry.analyseer_selectie()
uit = answer(app)
print(uit["berichten"][-1]["tekst"])
print("betaald:", sorted(naam for naam in sys.modules if naam.startswith("xlwings.pro")))
"""


def namen(boom: ast.Module) -> set[str]:
    """Give every dotted name in a module, in imports and in code, and every text."""
    gevonden: set[str] = set()
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Import):
            gevonden |= {naam.name for naam in knoop.names}
        elif isinstance(knoop, ast.ImportFrom):
            gevonden |= {f"{knoop.module}.{naam.name}" for naam in knoop.names}
        elif isinstance(knoop, ast.Attribute):
            gevonden.add(ast.unparse(knoop).replace("xw.", "xlwings.", 1))
        elif isinstance(knoop, ast.Constant) and isinstance(knoop.value, str):
            gevonden.add(knoop.value)
    return gevonden


def test_nothing_names_the_part_with_a_licence(boom: ast.Module) -> None:
    assert not [naam for naam in namen(boom) for deel in BETAALD if naam == deel or naam.startswith(deel + ".")]


def test_no_form_of_a_workbook_that_asks_for_a_licence(boom: ast.Module) -> None:
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Call) and ast.unparse(knoop.func) in {"xw.Book", "xlwings.Book", "Book"}:
            assert not {woord.arg for woord in knoop.keywords} & {"json", "mode"}


@pytest.mark.parametrize("tekst", ["xlwings.pro", "runpython_embedded_code"])
def test_the_sources_of_the_add_in_do_not_name_it_either(root: Path, tekst: str) -> None:
    map_ = root / "excel_addin" / "buurtwijzer_excel" / "ribbon"
    assert not [pad.name for pad in map_.rglob("*.[bx]*") if tekst in pad.read_text(encoding="utf-8")]


def test_a_button_works_while_that_part_cannot_be_loaded(root: Path, tmp_path: Path) -> None:
    bestand = root / "sample_data" / "kwb2023_voorbeeldstad.xlsx"
    uit = subprocess.run(
        [sys.executable, "-c", ZONDER, str(bestand)], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert uit.returncode == 0, uit.stderr
    bericht, betaald = uit.stdout.strip().splitlines()[0], uit.stdout.strip().splitlines()[-1]
    assert "met een buurt bekeken" in bericht
    assert betaald == "betaald: []"


def test_the_command_line_starts_without_xlwings() -> None:
    code = "import sys, buurtwijzer_excel.cli.main, buurtwijzer_excel.entry; print('xlwings' in sys.modules)"
    uit = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert uit.stdout.strip() == "False"
