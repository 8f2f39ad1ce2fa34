"""Fixtures of the tests of the house: every shipped module in turn, and the contract page."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.huis.bronnen import ROOT, Tabel, bronnen, lees_tabellen


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for `bron` every shipped module in turn."""
    if "bron" in metafunc.fixturenames:
        paden = bronnen()
        metafunc.parametrize("bron", paden, ids=[pad.relative_to(ROOT).as_posix() for pad in paden])


@pytest.fixture
def boom(bron: Path) -> ast.Module:
    """Give the syntax tree of a module."""
    return _boom(bron)


@cache
def _boom(bron: Path) -> ast.Module:
    return ast.parse(bron.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def contract(root: Path) -> dict[str, Tabel]:
    """Give the tables of the contract page."""
    return lees_tabellen((root / "docs" / "contract.md").read_text(encoding="utf-8"))
