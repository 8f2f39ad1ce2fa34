"""House rules that a machine can check: size, docstrings, no loose ends, no place of one machine."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

REGELS_PER_BESTAND = 400
REGELS_PER_LIJST = 600  # a catalogue of messages is one list and belongs in one place
LIJSTEN = ("issue_kinds.py",)
REGELS_PER_FUNCTIE = 50
# written in two pieces, so that this file does not find itself
VREEMD = re.compile(
    "|".join(["\\.\\./sh" + "ared", "/wo" + "rk/", "/opt/" + "venv", "/ho" + "me/", "C:\\\\" + "Users"])
)
TEKST = {".py", ".md", ".toml", ".yaml", ".yml", ".txt", ".cfg", ".json", ""}


def eigen_bestanden(root: Path) -> list[Path]:
    """Give what git would ship: known files and new ones that are not ignored."""
    opdracht = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    namen = subprocess.run(opdracht, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()
    return [root / naam for naam in namen if (root / naam).is_file()]


def test_file_is_not_too_long(bron: Path) -> None:
    hoogstens = REGELS_PER_LIJST if bron.name in LIJSTEN else REGELS_PER_BESTAND
    assert len(bron.read_text(encoding="utf-8").splitlines()) <= hoogstens


def regels_zonder_docstring(functie: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    docstring = functie.body[0] if ast.get_docstring(functie) else None
    uitleg = (docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0
    return (functie.end_lineno or 0) - functie.lineno + 1 - uitleg


def test_functions_are_not_too_long(boom: ast.Module) -> None:
    functies = [knoop for knoop in ast.walk(boom) if isinstance(knoop, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert not [f.name for f in functies if regels_zonder_docstring(f) > REGELS_PER_FUNCTIE]


def test_module_says_what_it_is_for(boom: ast.Module) -> None:
    assert ast.get_docstring(boom)


def test_public_things_have_a_docstring(boom: ast.Module) -> None:
    dingen = [k for k in boom.body if isinstance(k, ast.FunctionDef | ast.ClassDef) and not k.name.startswith("_")]
    assert not [ding.name for ding in dingen if not ast.get_docstring(ding)]


def test_no_loose_ends(bron: Path) -> None:
    assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", bron.read_text(encoding="utf-8"))


def test_no_vague_module_names(bron: Path) -> None:
    assert not re.search(r"util|helper|manager|misc", bron.stem)


def test_no_place_of_one_machine_in_shipped_files(root: Path) -> None:
    # .ci/run may look beside the checkout for real data; nothing else may
    teksten = [pad for pad in eigen_bestanden(root) if pad.suffix in TEKST and pad != root / ".ci" / "run"]
    assert not [str(pad.relative_to(root)) for pad in teksten if VREEMD.search(pad.read_text(encoding="utf-8"))]


def test_no_real_data_in_the_project(root: Path) -> None:
    # real CBS and RIVM files are large and not ours; the sample is small
    groot = [pad.name for pad in eigen_bestanden(root) if pad.stat().st_size > 1_000_000]
    assert not groot


def test_every_decision_has_a_number_of_its_own_and_is_listed(root: Path) -> None:
    map_ = root / "docs" / "besluiten"
    namen = sorted(pad.name for pad in map_.glob("[0-9]*.md"))
    assert len({naam[:4] for naam in namen}) == len(namen)
    lijst = (map_ / "README.md").read_text(encoding="utf-8")
    for naam in namen:
        tekst = (map_ / naam).read_text(encoding="utf-8")
        assert f"]({naam})" in lijst
        assert tekst.startswith(f"# {naam[:4]} ")
        for deel in ("**Omstandigheden.**", "**Besluit.**", "**Gevolgen.**", "**Niet gekozen.**"):
            assert deel in tekst, f"{naam}: {deel}"


# Whoever reads it is addressed in one way. Words of residents in a quotation would be another matter; there are none.
AANSPREKEN = re.compile(r"\b(je|jij|jou|jouw|jullie|jezelf)\b", re.IGNORECASE)
VOOR_LEZERS = ("engine", "excel_addin", "workbooks", "rules", "docs", "README.md", "CONTRIBUTING.md", "CHANGELOG.md")


def test_readers_are_addressed_with_u(root: Path) -> None:
    teksten = [
        pad
        for pad in eigen_bestanden(root)
        if pad.relative_to(root).parts[0] in VOOR_LEZERS and pad.suffix in TEKST | {".bas", ".xml"}
    ]
    assert len(teksten) > 300
    gevonden = [
        f"{pad.relative_to(root)}:{nummer}: {regel.strip()}"
        for pad in teksten
        for nummer, regel in enumerate(pad.read_text(encoding="utf-8").splitlines(), start=1)
        if AANSPREKEN.search(regel)
    ]
    assert not gevonden
