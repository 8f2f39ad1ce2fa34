"""Starts a LibreOffice of our own with a profile of its own, and ends it for sure; or finds the user's."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from getpass import getuser
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from time import sleep

from buurtwijzer_excel.engines.calc.bridge import PROGRAM, Bridge, OfficeError, connect, load_uno, to_url
from buurtwijzer_excel.engines.calc.issue_kinds import X452, X453, X454, X457

USER = zlib.crc32(getuser().encode()) if sys.platform == "win32" else os.getuid()
OWN_PIPE = f"buurtwijzer-{USER}"
"""Name under which the user's LibreOffice listens to us; another user of this computer has another one."""
OWN_CHANNEL = f"pipe,name={OWN_PIPE}"
ACCEPT = f"--accept={OWN_CHANNEL};urp;StarOffice.ComponentContext"

_ATTEMPTS = 3
_WAIT_S, _STEP_S = 60.0, 0.05
_OPEN_PIPES, _NAMELESS, _LISTENS = Path("/proc/net/unix"), 7, "00010000"
_LAST_WORDS = 300
_RESTART = 81  # LibreOffice ends with this when it wants to be started again, e.g. after making a profile
_PREFIX = "buurtwijzer-calc-"
_FLAGS = ("--norestore", "--nologo", "--nodefault", "--nofirststartwizard")


@dataclass(slots=True, eq=False)
class Office:
    """A LibreOffice that answers.

    Attributes:
        bridge: The way to it.
        pid: Its process; 0 when that is not ours to know.
        process: The process, when we started it.
        folder: Its profile, when it is ours.
        windowed: Whether it can show a window at all.
    """

    bridge: Bridge
    pid: int
    process: subprocess.Popen[bytes] | None = None
    folder: Path | None = None
    windowed: bool = True
    ended: bool = field(default=False)

    @property
    def is_ours(self) -> bool:
        """Tell whether we started it, and so may end it."""
        return self.process is not None

    @property
    def runs(self) -> bool:
        """Tell whether it is still there."""
        return not self.ended and (self.process is None or self.process.poll() is None)

    def end(self, *, wait_s: float = 5.0) -> None:
        """End it and remove its profile; one that is not ours is only let go.

        Args:
            wait_s: How long it may take to end by itself before it is killed; 0 kills at once.
        """
        self.ended = True
        if self.process is not None:
            _stop(self.process, wait_s)
        if self.folder is not None:
            _remove(self.folder)
        atexit.unregister(self.end)


def start_office(*, visible: bool = False, environ: Mapping[str, str] | None = None) -> Office:
    """Start a LibreOffice beside any other, with a new profile, and wait until it answers.

    It ends with the thread that starts it (Linux), whatever happens to our process.

    Args:
        visible: Show a window, where there is a screen.
        environ: Its environment variables; None gives it ours.

    Raises:
        OfficeError: LibreOffice or the bridge is missing, or it does not start.
    """
    load_uno()
    program = find_program()
    variables = dict(os.environ if environ is None else environ)
    windowed = visible and bool(variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY") or os.name == "nt")
    said = ""
    _clean_up_after_others()
    for attempt in range(_ATTEMPTS):
        folder = Path(mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
        # the last attempt is over a port: a pipe may be forbidden where we run
        channel = _port(folder) if attempt == _ATTEMPTS - 1 else f"pipe,name={folder.name}"
        office = _try_start(program, folder, channel, windowed=windowed, environ=variables)
        if office is not None:
            atexit.register(office.end, wait_s=0.0)
            return office
        said = _last_words(folder)
        _remove(folder)
    raise OfficeError([X453.at(PROGRAM, keer=_ATTEMPTS, slot=said or "niets")])


def attach_office(channel: str | None = None) -> Office:
    """Connect to the LibreOffice that the user works in.

    Args:
        channel: Where it listens; None asks it to listen on a pipe of ours, also when it was started without.

    Raises:
        OfficeError: None runs, or the bridge is missing.
    """
    bridge = connect_own() if channel is None else connect(channel)
    if bridge is None and channel is None and user_office():
        # a second start hands its options to the one that runs and ends
        command = [str(find_program()), ACCEPT, "--nodefault", "--nologo"]
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_WAIT_S, check=False)  # noqa: S603
        bridge = _wait_for(OWN_CHANNEL, None, 5.0)
    if bridge is None:
        raise OfficeError([X454.at(PROGRAM)])
    return Office(bridge, pid=user_office())


def connect_own() -> Bridge | None:
    """Connect to the LibreOffice of this user that listens to us; None when none does.

    Raises:
        OfficeError: The bridge is missing, or somebody else listens under our name.
    """
    _own_pipes()
    return connect(OWN_CHANNEL)


def listens() -> bool:
    """Tell whether the LibreOffice of this user listens to us, as Linux knows it: asking itself may take for ever.

    Raises:
        OfficeError: Somebody else listens under our name.
    """
    known = {str(pipe) for pipe in _own_pipes()}
    lines = _OPEN_PIPES.read_text(encoding="utf-8", errors="replace").split("\n") if _OPEN_PIPES.exists() else ()
    return any(words[3] == _LISTENS and words[-1] in known for words in map(str.split, lines) if len(words) > _NAMELESS)


def _own_pipes() -> list[Path]:
    found = list(_pipes(OWN_PIPE, USER))
    for pipe in found:
        with suppress(FileNotFoundError):  # it may have ended meanwhile
            if pipe.stat().st_uid != USER:
                raise OfficeError([X457.at(PROGRAM, bestand=pipe.name)])
    return found


def find_program() -> Path:
    """Find the program itself, past the script that starts it: so that its process is our own child.

    Raises:
        OfficeError: It is not on this machine.
    """
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        raise OfficeError([X452.at(PROGRAM)])
    script = Path(found).resolve()
    program = script.with_name("soffice.bin")
    return program if program.exists() else script


def _try_start(
    program: Path, folder: Path, channel: str, *, windowed: bool, environ: Mapping[str, str]
) -> Office | None:
    command = [
        *_bound_to_us(),
        str(program),
        *_FLAGS,
        *(() if windowed else ("--headless",)),
        f"-env:UserInstallation={_profile_url(folder)}",
        f"--accept={channel};urp;StarOffice.ComponentContext",
    ]
    process = _run(command, folder, environ)
    bridge = _wait_for(channel, process, _WAIT_S)
    if bridge is None and process.poll() == _RESTART:
        process = _run(command, folder, environ)
        bridge = _wait_for(channel, process, _WAIT_S)
    if bridge is None:
        _stop(process, 0.0)
        return None
    return Office(bridge, process.pid, process, folder, windowed)


def _run(command: Sequence[str], folder: Path, environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    with (folder / "uitvoer.txt").open("ab") as words:
        return subprocess.Popen(  # noqa: S603 - our own command, without a shell
            command, stdin=subprocess.DEVNULL, stdout=words, stderr=words, env=environ, start_new_session=True
        )


def _bound_to_us() -> tuple[str, ...]:
    """Give what makes Linux end the process when we end, however that happens."""
    setpriv = shutil.which("setpriv")
    return () if setpriv is None else (setpriv, "--pdeathsig", "KILL", "--")


def _wait_for(channel: str, process: subprocess.Popen[bytes] | None, wait_s: float) -> Bridge | None:
    for _ in range(round(wait_s / _STEP_S)):
        if process is not None and process.poll() is not None:
            return None
        bridge = connect(channel)
        if bridge is not None:
            return bridge
        sleep(_STEP_S)
    return None


def _stop(process: subprocess.Popen[bytes], wait_s: float) -> None:
    with suppress(subprocess.TimeoutExpired):
        if wait_s:
            process.wait(wait_s)
    if process.poll() is None:
        process.kill()
    process.wait()


def _remove(folder: Path) -> None:
    """Remove a profile, and the pipes LibreOffice leaves when it is killed: ours, and the one it knows itself by."""
    address = _profile_url(folder).encode("utf-16-le")
    itself = "".join(f"{part:x}" for part in hashlib.md5(address, usedforsecurity=False).digest())
    for pipe in (*_pipes(folder.name), *_pipes(f"SingleOfficeIPC_{itself}")):
        with suppress(OSError):
            pipe.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _pipes(name: str, user: int | str = "*") -> Iterator[Path]:
    """Give the pipes of a name: LibreOffice puts them here whatever TMPDIR says, and on Windows in no folder at all."""
    for place in ("/tmp", "/var/tmp"):  # noqa: S108
        yield from Path(place).glob(f"OSL_PIPE_{user}_{name}")


def _profile_url(folder: Path) -> str:
    return to_url(str(folder / "profiel"))


def _clean_up_after_others() -> None:
    """Remove the profiles of processes that were killed and could not do it themselves."""
    if not Path("/proc/self").exists():
        return
    for folder in Path(gettempdir()).glob(f"{_PREFIX}*-*"):
        pid = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if pid.isdigit() and not Path("/proc", pid).exists():
            _remove(folder)


def _port(folder: Path) -> str:
    """Choose a port that is probably free, the same for a folder."""
    return f"socket,host=127.0.0.1,port={20_000 + zlib.crc32(folder.name.encode()) % 30_000},tcpNoDelay=1"


def _last_words(folder: Path) -> str:
    text = (folder / "uitvoer.txt").read_text(encoding="utf-8", errors="replace").strip()
    return " ".join(text.split())[-_LAST_WORDS:]


def user_office() -> int:
    """Give the process of the LibreOffice that works with the user's own profile, 0 when there is none."""
    home = f"HOME={os.environ.get('HOME', '')}".encode()
    for place in sorted(Path("/proc").glob("[0-9]*")):
        with suppress(OSError):  # a process that ends meanwhile, or one of somebody else
            words = (place / "cmdline").read_bytes().split(b"\0")
            if words[0].endswith(b"soffice.bin") and not any(b"UserInstallation" in word for word in words):
                variables = (place / "environ").read_bytes().split(b"\0")
                if home in variables:
                    return int(place.name)
    return 0
