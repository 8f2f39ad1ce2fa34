"""The committed handbook is that of the shipped rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from buurtwijzer.reporting.handbook.handbook import markdown_files
from buurtwijzer_excel.doctor.titles import ALL_LAYERS
from tests.geladen import meegeleverd

# Made from the real files by `python -m tests.waarheid` and `buurtwijzer trend --toets`, so not by the generator.
LOS = {"samenhang.md", "vooruitblik.md"}
VERVERS = "buurtwijzer rules handbook -o docs/handboek --vorm tekst --overschrijf"


def test_committed_handbook_is_fresh(root: Path) -> None:
    # A skip and no failure, so that rules and handbook may come in separate commits; .ci/run allows no skipped test.
    folder = root / "docs" / "handboek"
    fresh = markdown_files(meegeleverd(), ALL_LAYERS)
    kept = {name: (folder / name).read_text(encoding="utf-8") for name in fresh if (folder / name).is_file()}
    stale = sorted(name for name in fresh if kept.get(name) != fresh[name])
    if stale:
        pytest.skip(f"docs/handboek loopt achter ({', '.join(stale)}); draai: {VERVERS}")


def test_committed_index_leads_to_pages_that_are_there(root: Path) -> None:
    folder = root / "docs" / "handboek"
    pages = re.findall(r"\]\(([a-z_]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert len(pages) > 10
    assert [name for name in pages if not (folder / name).is_file()] == []
