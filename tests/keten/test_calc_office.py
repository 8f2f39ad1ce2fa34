"""Starting, finding and ending LibreOffice: nothing stays behind, and what is missing is said in Dutch."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from time import sleep

import pytest
import xlwings as xw

from buurtwijzer_excel.engines.calc import attach, office
from buurtwijzer_excel.engines.calc.bridge import OfficeError
from buurtwijzer_excel.engines.calc.office import attach_office, start_office


def python(code: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )


def channel_of(app: xw.App) -> str:
    return f"pipe,name={app.impl.office.folder.name}"


def test_nothing_heavy_comes_with_the_package() -> None:
    code = (
        "import sys, buurtwijzer_excel, buurtwijzer_excel.engines.calc, buurtwijzer_excel.cli.main;"
        "print([name for name in ('uno', 'pyuno', 'xlwings', 'pandas', 'numpy') if name in sys.modules])"
    )
    assert python(code).stdout.strip() == "[]"


def test_the_bridge_leaves_python_as_it_was() -> None:
    code = (
        "import builtins, sys; before, path = builtins.__import__, list(sys.path);"
        "from buurtwijzer_excel.engines.calc.bridge import load_uno; load_uno();"
        "print(builtins.__import__ is before, sys.path == path)"
    )
    assert python(code).stdout.split() == ["True", "True"]


def test_a_missing_bridge_is_said_in_dutch(tmp_path: Path) -> None:
    (tmp_path / "uno.py").write_text("raise ImportError('geen uno')\n", encoding="utf-8")
    code = (
        "from buurtwijzer_excel.engines.calc import bridge, start\n"
        "bridge._DEBIAN = ''\n"
        "try:\n    start()\nexcept bridge.OfficeError as error:\n    print(error)"
    )
    path = os.pathsep.join([str(tmp_path), *(part for part in sys.path if part)])
    said = python(code, PYTHONPATH=path, PYTHONIOENCODING="utf-8").stdout
    assert "[X451]" in said
    assert "python3-uno" in said


def test_a_missing_program_is_said_in_dutch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OfficeError, match=r"\[X452\].*LibreOffice Calc"):
        start_office()


def test_a_program_that_does_not_start_is_tried_again_and_then_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("programma", "tijdelijk"):
        (tmp_path / name).mkdir()
    program = tmp_path / "programma" / "soffice"
    program.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/keren"\necho "geen geheugen" >&2\nexit 1\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}/bin{os.pathsep}/usr/bin")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tijdelijk"))
    with pytest.raises(OfficeError, match=r"\[X453\].*3 keer.*geen geheugen"):
        start_office()
    tries = (tmp_path / "keren").read_text("utf-8").splitlines()
    assert ["pipe,name=" in line for line in tries] == [True, True, False]
    assert "socket,host=127.0.0.1,port=" in tries[2]
    assert not list((tmp_path / "tijdelijk").iterdir())


def test_the_first_start_may_ask_for_a_second(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text(f'#!/bin/sh\necho x >> "{tmp_path}/keren"\nexit 81\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")
    with pytest.raises(OfficeError, match=r"\[X453\].*niets"):
        start_office()
    assert len((tmp_path / "keren").read_text("utf-8").splitlines()) == 6


def test_one_that_runs_is_joined_and_only_let_go(calc: xw.App) -> None:
    mine = calc.books.add()
    mine.sheets[0]["A1"].value = "van de gebruiker"
    joined = attach(channel_of(calc))
    assert [book.sheets[0]["A1"].value for book in joined.books] == ["van de gebruiker"]
    joined.quit()
    assert calc.impl.runs
    assert mine.sheets[0]["A1"].value == "van de gebruiker"
    mine.close()
    calc.engine.activate()


def test_none_that_runs_is_said_in_dutch() -> None:
    with pytest.raises(OfficeError, match=r"\[X454\]"):
        attach_office("pipe,name=bestaat-niet")


@pytest.fixture
def mine(calc: xw.App, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the LibreOffice of the tests pass for the one of the user; gives its pipe."""
    name = calc.impl.office.folder.name
    monkeypatch.setattr(office, "OWN_PIPE", name)
    monkeypatch.setattr(office, "OWN_CHANNEL", f"pipe,name={name}")
    (pipe,) = Path("/tmp").glob(f"OSL_PIPE_*_{name}")  # noqa: S108
    return pipe


def test_the_one_of_this_user_is_found_by_its_name(mine: Path) -> None:
    assert mine.name.startswith(f"OSL_PIPE_{office.USER}_")
    assert office.listens()
    assert attach_office().bridge.desktop is not None


@pytest.mark.skipif(os.getuid() != 0, reason="alleen de beheerder kan een bestand van een ander maken")
def test_what_somebody_else_put_under_our_name_is_refused(mine: Path) -> None:
    os.chown(mine, office.USER + 1, -1)
    try:
        for ask in (office.listens, attach_office):
            with pytest.raises(OfficeError, match=rf"\[X457\].*{mine.name}"):
                ask()
    finally:
        os.chown(mine, office.USER, -1)


def test_every_user_has_a_name_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"pipe,name=buurtwijzer-{office.USER}" == office.OWN_CHANNEL
    monkeypatch.setattr(office, "OWN_PIPE", "bestaat-niet")
    assert not office.listens()


def test_it_ends_with_us_however_we_end() -> None:
    code = (
        "import time; from buurtwijzer_excel.engines.calc.office import start_office\n"
        "office = start_office(); print(office.pid, office.folder, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        pid, folder = process.stdout.readline().split()
        process.send_signal(signal.SIGKILL)
        process.wait()
    for _ in range(100):
        if not _runs(int(pid)):
            break
        sleep(0.05)
    assert not _runs(int(pid))
    assert Path(folder).exists()  # nobody was left to remove it; the next start does
    other = start_office()
    other.end(wait_s=0.0)
    for name in (Path(folder).name, other.folder.name):
        assert not (Path(tempfile.gettempdir()) / name).exists()
        assert not list(Path("/tmp").glob(f"OSL_PIPE_*_{name}"))  # noqa: S108


def _runs(pid: int) -> bool:
    """Tell whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
