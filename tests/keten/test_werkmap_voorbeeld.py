"""The example workbook in the project has the form that a run gives today; its numbers are renewed by its script."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from python_calamine import CalamineWorkbook

ROOT = Path(__file__).parents[2]


def form(path: Path) -> dict[str, object]:
    book = CalamineWorkbook.from_path(str(path))
    rows = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    return {name: (found[0], [row[0] for row in found[1:]]) for name, found in rows.items() if name in PER_GEBIED}


PER_GEBIED = ("Overzicht", "Leefstijlen", "Bewonersgroepen", "Leefgebieden", "Krachten", "Risico's", "Samenleven")


def test_the_example_is_what_its_script_makes(tmp_path: Path) -> None:
    script = ROOT / "workbooks" / "maak_voorbeeld.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, capture_output=True, timeout=120)
    made, kept = tmp_path / "voorbeeldstad.xlsx", ROOT / "workbooks" / "voorbeeldstad.xlsx"
    assert CalamineWorkbook.from_path(str(made)).sheet_names == CalamineWorkbook.from_path(str(kept)).sheet_names
    assert form(made) == form(kept)
    assert set(form(made)) == set(PER_GEBIED)
