"""Safe writing: the file is whole and new, or untouched; nothing is left behind and every refusal says what to do."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from buurtwijzer.core.errors import OutputError
from buurtwijzer.reporting import files
from buurtwijzer.reporting.files import check_target, remove_left_overs, write_safely
from buurtwijzer.reporting.processes import host_tag, is_running

resource = pytest.importorskip("resource", reason="rechten en kill -9 zijn er alleen op Linux en macOS")

OLD, NEW = b"oud" * 1000, b"nieuw" * 200_000
TRIALS = 30


def codes(error: pytest.ExceptionInfo[OutputError]) -> list[str]:
    return [issue.code for issue in error.value.issues]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def left_overs(folder: Path) -> list[str]:
    return [name for name in names(folder) if ".~buurtwijzer" in name]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "uit.xlsx"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    waited: list[float] = []
    monkeypatch.setattr(files.time, "sleep", waited.append)
    return waited


def test_a_new_file_gets_the_rights_of_any_new_file(tmp_path: Path) -> None:
    write_safely(tmp_path / "a.bin", NEW)
    (tmp_path / "b.bin").touch()
    assert (tmp_path / "a.bin").read_bytes() == NEW
    assert (tmp_path / "a.bin").stat().st_mode == (tmp_path / "b.bin").stat().st_mode
    assert left_overs(tmp_path) == []


def test_an_existing_file_is_refused_and_untouched(target: Path) -> None:
    with pytest.raises(OutputError) as error:
        write_safely(target, NEW)
    assert codes(error) == ["X101"]
    assert str(error.value).startswith("uit.xlsx: [X101]")
    assert "--overschrijf" in str(error.value)
    assert target.read_bytes() == OLD


def test_overwriting_keeps_the_rights_of_the_file(target: Path) -> None:
    target.chmod(0o640)
    write_safely(target, NEW, overschrijf=True)
    assert target.read_bytes() == NEW
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.xlsx"
    link.symlink_to(target)
    write_safely(link, NEW, overschrijf=True)
    assert link.is_symlink()
    assert target.read_bytes() == NEW


def test_an_input_file_is_never_overwritten(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "zelfde.xlsx"
    link.symlink_to(target)
    for own_name in (target, link, tmp_path / "." / "uit.xlsx"):
        with pytest.raises(OutputError) as error:
            write_safely(target, NEW, overschrijf=True, invoer=[own_name])
        assert codes(error) == ["X106"]
    assert target.read_bytes() == OLD


@pytest.mark.parametrize(
    ("name", "code"),
    [("geen/map/uit.xlsx", "X102"), (".", "X109"), ("a\0b.xlsx", "X108"), ("x" * 300 + ".xlsx", "X108")],
)
def test_places_where_nothing_can_be_written(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(OutputError) as error:
        write_safely(tmp_path / name, NEW)
    assert codes(error) == [code]
    assert names(tmp_path) == []


WRITE_AND_TELL = """
import os, sys
from pathlib import Path
from buurtwijzer.core.errors import OutputError
from buurtwijzer.reporting.files import write_safely
if os.getuid() == 0:  # nothing is read-only for the superuser
    os.setgid(65534)
    os.setuid(65534)
try:
    write_safely(Path(sys.argv[1]), b"nieuw", overschrijf=True)
except OutputError as error:
    print(error.issues[0].code)
"""


def code_for_an_ordinary_user(path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", WRITE_AND_TELL, str(path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def reachable() -> Iterator[Path]:
    """Give a folder that another user can reach; pytest's own is closed to others."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


def test_a_read_only_folder_is_told(reachable: Path) -> None:
    reachable.chmod(0o555)
    assert code_for_an_ordinary_user(reachable / "uit.xlsx") == "X103"
    assert names(reachable) == []


def test_a_read_only_file_is_told_and_untouched(reachable: Path) -> None:
    target = reachable / "uit.xlsx"
    target.write_bytes(OLD)
    target.chmod(0o444)
    assert code_for_an_ordinary_user(target) == "X110"
    assert target.read_bytes() == OLD
    assert names(reachable) == ["uit.xlsx"]


def test_a_full_disk_leaves_the_original_and_no_temporary(target: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(OutputError) as error:
            write_safely(target, NEW, overschrijf=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert codes(error) == ["X105"]
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["uit.xlsx"]


def locked_until(monkeypatch: pytest.MonkeyPatch, target: Path, tries: int) -> list[Path]:
    real, asked = os.replace, []

    def replace(source: Path, to: Path) -> None:
        if Path(to) == target:
            asked.append(Path(to))
            if len(asked) <= tries:
                raise PermissionError(13, "bestand in gebruik")
        real(source, to)

    monkeypatch.setattr(files.os, "replace", replace)
    return asked


def test_a_short_lock_is_waited_for(target: Path, monkeypatch: pytest.MonkeyPatch, no_waiting: list[float]) -> None:
    asked = locked_until(monkeypatch, target, tries=3)
    write_safely(target, NEW, overschrijf=True)
    assert target.read_bytes() == NEW
    assert len(asked) == 4
    assert len(no_waiting) == 3


def test_a_lasting_lock_keeps_the_result_beside(
    target: Path, monkeypatch: pytest.MonkeyPatch, no_waiting: list[float]
) -> None:
    locked_until(monkeypatch, target, tries=10_000)
    for beside in ("uit (nieuw).xlsx", "uit (nieuw 2).xlsx"):
        no_waiting.clear()
        with pytest.raises(OutputError) as error:
            write_safely(target, NEW, overschrijf=True)
        assert codes(error) == ["X104"]
        assert beside in str(error.value)
        assert (target.parent / beside).read_bytes() == NEW
        assert 0 < sum(no_waiting) <= 3
    assert target.read_bytes() == OLD
    assert left_overs(target.parent) == []


def test_when_nothing_can_be_put_in_place_nothing_is_left(
    target: Path, monkeypatch: pytest.MonkeyPatch, no_waiting: list[float]
) -> None:
    def denied(*_: object) -> None:
        raise PermissionError(13, "geen toegang")

    monkeypatch.setattr(files.os, "replace", denied)
    monkeypatch.setattr(files.shutil, "copyfile", denied)
    with pytest.raises(OutputError) as error:
        write_safely(target, NEW, overschrijf=True)
    assert codes(error) == ["X111"]
    assert names(target.parent) == ["uit.xlsx"]


def test_an_interruption_leaves_nothing(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_safely(target, NEW, overschrijf=True)
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["uit.xlsx"]


def test_killed_writers_never_ruin_the_file(target: Path) -> None:
    """Kill -9 at any moment: the file is the old one or a whole new one, and the next run cleans up."""
    code = (
        "import sys; from pathlib import Path; from buurtwijzer.reporting.files import write_safely\n"
        "print('klaar', flush=True)\n"
        "while True: write_safely(Path(sys.argv[1]), b'nieuw' * 200_000, overschrijf=True)"
    )
    interrupted = 0
    for trial in range(TRIALS):
        with subprocess.Popen([sys.executable, "-c", code, str(target)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.001 + 0.0023 * trial % 0.02)
            writer.send_signal(signal.SIGKILL)
            writer.wait()
        assert target.read_bytes() in (OLD, NEW)
        interrupted += len(left_overs(target.parent)) > 0
    assert interrupted, "geen enkele proef viel midden in het schrijven: de proef zegt niets"
    write_safely(target, NEW, overschrijf=True)
    assert names(target.parent) == ["uit.xlsx"]


def test_temporaries_of_running_processes_and_other_machines_stay(tmp_path: Path) -> None:
    gone = 2**22 + 12345  # above the largest process number of Linux
    stays = [f".~buurtwijzer-{host_tag()}-1-1.tmp", f".~buurtwijzer-aaaaaa-{gone}-1.tmp", "van een ander.tmp"]
    goes = [f".~buurtwijzer-{host_tag()}-{gone}-1.tmp", f".~buurtwijzer-{host_tag()}-{os.getpid()}-999999.tmp"]
    for name in (*stays, *goes):
        (tmp_path / name).touch()
    remove_left_overs(tmp_path)
    assert names(tmp_path) == sorted(stays)


def test_is_running() -> None:
    assert is_running(os.getpid())
    with subprocess.Popen([sys.executable, "-c", ""]) as short:
        short.wait()
    assert not is_running(short.pid)


def test_check_target_writes_nothing(tmp_path: Path) -> None:
    check_target(tmp_path / "uit.xlsx")
    assert names(tmp_path) == []


def test_a_writer_that_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    """A large workbook is written piece by piece: a full disk or a fault in between must change nothing."""

    def half(error: Exception) -> Callable[[IO[bytes]], None]:
        def write(file: IO[bytes]) -> None:
            file.write(b"half")
            raise error

        return write

    path = tmp_path / "uit.xlsx"
    path.write_bytes(b"oud")
    with pytest.raises(OutputError, match="X105"):
        write_safely(path, half(OSError(errno.ENOSPC, "vol")), overschrijf=True)
    with pytest.raises(ValueError, match="fout in een blad"):
        write_safely(path, half(ValueError("fout in een blad")), overschrijf=True)
    assert path.read_bytes() == b"oud"
    assert [found.name for found in tmp_path.iterdir()] == ["uit.xlsx"]
