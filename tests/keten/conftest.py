"""Running the command line inside the test process, and the shipped sample files."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from buurtwijzer.reporting.rekenbladen.bladen import rekenbladen
from buurtwijzer.reporting.rekenbladen.model import Rekenblad
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer_excel.cli import log, session
from buurtwijzer_excel.cli.main import COMMANDS
from buurtwijzer_excel.cli.run import run_command
from buurtwijzer_excel.engines.memory import start
from tests.calc import opened
from tests.geladen import load_once, meegeleverd
from tests.keten.scenario_excel import save_payload, standard_payload
from tests.keten.waarde_proef import proef


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    exit_code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Give standard output as JSON."""
        return json.loads(self.out)


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Ran]]:
    """Give a function that runs ``buurtwijzer`` with words, in an empty folder and with a log of its own.

    The shipped rules are read once for all runs, see `tests.geladen`; own rules are read every time.
    """
    monkeypatch.setattr(session, "load_rulebook", load_once)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("BUURTWIJZER_REGELS", raising=False)

    def execute(*words: object) -> Ran:
        name, *rest = map(str, words)
        capsys.readouterr()
        code = run_command(name, COMMANDS[name][0], rest)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    _forget_log()
    yield execute
    _forget_log()


def _forget_log() -> None:
    """Let the next command open the log of its own folder; a process keeps one open."""
    for handler in tuple((logger := logging.getLogger("buurtwijzer")).handlers):
        logger.removeHandler(handler)
        handler.close()
    log._logger.cache_clear()


@pytest.fixture(autouse=True)
def _own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test write in the log of the user, or work with rules of theirs."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("BUURTWIJZER_REGELS", raising=False)


@pytest.fixture(scope="module")
def werkmap(root: Path) -> dict[str, Any]:
    """Give the workbook of `app` as JSON; a module that needs another one has a fixture of its own with this name."""
    return standard_payload(root)


@pytest.fixture(scope="module")
def saved(werkmap: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give that workbook as a file, to open it in a live LibreOffice."""
    path = tmp_path_factory.mktemp("werkmap") / "mijn buurten.xlsx"
    save_payload(werkmap, path)
    return path


@pytest.fixture(params=["memory", "calc"])
def app(request: pytest.FixtureRequest, werkmap: dict[str, Any], saved: Path) -> Iterator[xw.App]:
    """Give each program in turn with that workbook in front."""
    if request.param == "memory":
        program = start(json.loads(json.dumps(werkmap)))
        yield program
        program.quit()
    else:
        program = request.getfixturevalue("calc")
        with opened(program, saved):
            yield program


@pytest.fixture(scope="session")
def kwb(root: Path) -> Path:
    """Give the sample file in the CBS layout."""
    return root / "sample_data" / "kwb2023_voorbeeldstad.xlsx"


@pytest.fixture(scope="session")
def gezondheid(root: Path) -> Path:
    """Give the sample file in the RIVM layout."""
    return root / "sample_data" / "gezondheid2020_voorbeeldstad.xlsx"


@pytest.fixture(scope="module")
def waardering() -> Waardering:
    """Give the plan on which the calculation sheets are tried."""
    return proef(meegeleverd())


@pytest.fixture(scope="module")
def bladen(waardering: Waardering) -> tuple[Rekenblad, ...]:
    return rekenbladen(waardering)
