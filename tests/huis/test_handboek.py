"""The committed handbook is that of the shipped rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from buurtwijzer.reporting.handbook.handbook import markdown_files
from buurtwijzer.rulebook.loader import load_rulebook

# Made from the real files by `python -m tests.waarheid`, so not by the generator.
LOS = {"samenhang.md"}
VERVERS = "buurtwijzer rules handbook -o docs/handboek --vorm tekst --overschrijf"


def test_committed_handbook_is_fresh(root: Path) -> None:
    # A skip and no failure, so that rules and handbook may come in separate commits; .ci/run allows no skipped test.
    fresh = markdown_files(load_rulebook(root / "rules", environ={}))
    kept = {
        path.name: path.read_text(encoding="utf-8")
        for path in (root / "docs" / "handboek").iterdir()
        if path.name not in LOS
    }
    stale = sorted({*kept, *fresh} - {name for name in kept if kept[name] == fresh.get(name)})
    if stale:
        pytest.skip(f"docs/handboek loopt achter ({', '.join(stale)}); draai: {VERVERS}")


def test_committed_handbook_has_an_index_that_leads_everywhere(root: Path) -> None:
    folder = root / "docs" / "handboek"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for path in folder.iterdir():
        assert path.name in {"README.md", *LOS} or f"]({path.name})" in index
