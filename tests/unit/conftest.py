"""The shipped rules and sample town, for tests that choose or compare plans."""

from __future__ import annotations

from pathlib import Path

import pytest

import buurtwijzer
from buurtwijzer.data.table import BuurtData
from buurtwijzer.rulebook.model import Rulebook
from tests.geladen import meegeleverd


@pytest.fixture(scope="module")
def regels() -> Rulebook:
    return meegeleverd()


@pytest.fixture(scope="module")
def data(root: Path, regels: Rulebook) -> BuurtData:
    names = ("kwb2023_voorbeeldstad.xlsx", "gezondheid2020_voorbeeldstad.xlsx")
    return buurtwijzer.read_buurten([root / "sample_data" / name for name in names], regels)
