"""Shared test setup: the marker follows from the folder, real data only through BUURTWIJZER_TESTDATA."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.geladen import changed

if TYPE_CHECKING:
    import xlwings as xw

_KINDS = ("unit", "regelboek", "gegevens", "keten", "echt", "huis")
_TESTS = Path(__file__).parent

# The same examples every time: a change is judged by what it changes, not by luck.
settings.register_profile("vast", derandomize=True, deadline=None)
settings.load_profile("vast")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Run the whole suite on all processors, a file always in one process; a part that is named starts sooner alone.

    No more than four: a container may show all processors of its host and have two.
    """
    if config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return 0
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(there, 4) if there > 1 else 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test the marker of its folder, and refuse a test that stands elsewhere."""
    for item in items:
        kind = item.path.relative_to(_TESTS).parts[0]
        if kind not in _KINDS:
            raise pytest.UsageError(f"{item.path}: zet de test in een van de mappen {', '.join(_KINDS)}")
        item.add_marker(kind)


@pytest.fixture(scope="session")
def testdata() -> Path:
    """Give the folder with the real CBS and RIVM files, or skip with the reason."""
    folder = os.environ.get("BUURTWIJZER_TESTDATA")
    if not folder:
        pytest.skip("BUURTWIJZER_TESTDATA is niet gezet: de echte bestanden horen niet bij het project")
    path = Path(folder)
    assert path.is_dir(), f"BUURTWIJZER_TESTDATA wijst naar {folder}, maar die map is er niet"
    return path


@pytest.fixture(scope="session", autouse=True)
def _shared_rules_stay_as_they_are() -> Iterator[None]:
    """Fail the run when anything changed the rulebook that the tests share."""
    yield
    assert changed() == [], "een test of de motor heeft het gedeelde regelboek veranderd"


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the root of the checkout."""
    return _TESTS.parent


@pytest.fixture(scope="session")
def calc() -> Iterator[xw.App]:
    """Give one live LibreOffice for all tests, in Dutch as its users have it; afterwards nothing of it is left."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice (soffice) is er niet; .ci/run installeert het")
    from buurtwijzer_excel.engines.calc import start
    from tests.calc import speak_dutch

    app = start()
    office = app.impl.office
    try:
        speak_dutch(app)
        yield app
    finally:
        app.quit()
        assert office.process.poll() is not None
        assert not office.folder.exists()
