"""The whole country, read and assessed once for all tests on the real files, with the processor time it took."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import buurtwijzer
from buurtwijzer.assessment import Assessment, Options
from buurtwijzer.data.table import BuurtData
from buurtwijzer.rulebook.model import Rulebook
from tests.geladen import meegeleverd
from tests.waarheid.files import NEDERLAND


@pytest.fixture(scope="session")
def regels() -> Rulebook:
    """Give the shipped rules."""
    return meegeleverd()


@pytest.fixture(scope="session")
def gelezen(testdata: Path, regels: Rulebook) -> tuple[BuurtData, float]:
    """Give the three national files as one table, and the seconds that reading took."""
    start = time.process_time()
    data = buurtwijzer.read_buurten([testdata / name for name in NEDERLAND.bestanden], regels)
    return data, time.process_time() - start


@pytest.fixture(scope="session")
def nederland(gelezen: tuple[BuurtData, float]) -> BuurtData:
    """Give the three national files as one table."""
    return gelezen[0]


@pytest.fixture(scope="session")
def beoordeeld(nederland: BuurtData, regels: Rulebook) -> tuple[Assessment, float]:
    """Give the assessment of all buurten of the country, and the seconds that it took."""
    start = time.process_time()
    result = buurtwijzer.assess(nederland, regels, Options(dekking_pct=30))
    return result, time.process_time() - start
