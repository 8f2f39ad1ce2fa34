"""Small overlays on the fictional rulebook, for tests of the life cycle of rules."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from buurtwijzer.core.resources import shipped
from buurtwijzer.rulebook.init import overlay_files
from buurtwijzer.rulebook.loader import load_rulebook
from buurtwijzer.rulebook.overlay import base_mark
from buurtwijzer.rulebook.write import write_folder
from tests.geladen import meegeleverd
from tests.regelboek.galerij import FICTIEF


def make_base(folder: Path) -> Path:
    """Copy the fictional rulebook, so that a test can change it."""
    return Path(shutil.copytree(FICTIEF, folder))


def make_overlay(folder: Path, base: Path, own: Mapping[str, str] | None = None) -> Path:
    """Begin an overlay on a base and put own files in it."""
    write_folder(folder, overlay_files(base))
    for name, text in (own or {}).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def bare_overlay(folder: Path, base: Path) -> Path:
    """Make an overlay with nothing but its manifest: without the hundreds of files of a copy of the base."""
    rulebook = meegeleverd() if base == shipped("rules") else load_rulebook(base, environ={})
    mark = base_mark(rulebook.manifest, rulebook.sha256)
    folder.mkdir()
    lines = ("id: eigen", "naam: Eigen regels", "versie: 1.0.0", "schema_versie: 1", "eigenaar: beheerder")
    (folder / "regelboek.yaml").write_text("\n".join((*lines, f"gebaseerd_op: {mark}\n")), encoding="utf-8")
    return folder


def text_of(folder: Path, name: str) -> str:
    """Give the text of a rule."""
    return (folder / name).read_text(encoding="utf-8")


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Change a text in a rule; it must be there."""
    text = text_of(folder, name)
    assert old in text, f"{name} bevat niet meer: {old}"
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
