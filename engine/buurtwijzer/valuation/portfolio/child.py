"""A process of its own for the exact solver, that is stopped when its time is over, whatever it is doing."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self
from zipfile import BadZipFile

from buurtwijzer.valuation.portfolio.milp import (
    READY,
    Answer,
    Milp,
    pack,
    read_message,
    unpack_answer,
    write_message,
)

_MODULE = "buurtwijzer.valuation.portfolio.highs"
_OWN_SHARE = 0.85
"""Share of the time after which the solver is asked to stop by itself, so that what it has is not lost."""
_TURNS = 25
"""Waiting goes in so many turns, and turns are counted: the engine looks at no clock."""


class Child:
    """A waiting solver with so much time in all. Started early it has loaded by the time a problem is ready."""

    def __init__(self, seconds: float) -> None:
        """Start the process.

        Args:
            seconds: How long it may be waited for in all; making problems in between does not count.
        """
        self._left = seconds
        self._is_ready = False
        self._process = _start()

    def solve(self, milp: Milp, *, gap: float, share: float = 1.0) -> Answer | None:
        """Give the exact answer within a share of the time left; None when there is none, and then it is stopped."""
        return self._ask(milp, share, gap=gap, explain=0.0)

    def explain(self, milp: Milp) -> Answer | None:
        """Give rules that do not go together; None as with `solve`."""
        return self._ask(milp, 1.0, gap=0.0, explain=1.0)

    def close(self) -> None:
        """Stop the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    stream.close() if stream is not None else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, milp: Milp, share: float, **settings: float) -> Answer | None:
        if not self._is_ready:
            self._is_ready = self._wait(self._left, b"") == READY
        found = self._wait(share * self._left, pack(milp, seconds=_OWN_SHARE * share * self._left, **settings))
        try:
            return unpack_answer(found)
        except (ValueError, BadZipFile, EOFError):  # stopped, or it broke down
            self.close()
            return None

    def _wait(self, seconds: float, data: bytes) -> bytes:
        """Send a message and give the answer; nothing, and the process stopped, when it is not there in time."""
        process = self._process
        if process is None:
            return b""
        found: list[bytes] = []
        talk = Thread(target=_talk, args=(process, data, found), daemon=True)
        talk.start()
        waited = 0
        while talk.is_alive() and waited < _TURNS:
            talk.join(seconds / _TURNS)
            waited += 1
        self._left -= min(self._left, seconds * waited / _TURNS)
        if not found:
            self.close()
        return found[0] if found else b""


def _talk(process: subprocess.Popen[bytes], data: bytes, found: list[bytes]) -> None:
    """Send a message and wait for the answer; a process that was stopped ends the waiting."""
    if process.stdin is None or process.stdout is None:
        return
    with suppress(OSError, ValueError):
        if data:
            write_message(process.stdin, data)
        found.append(read_message(process.stdout))


def _start() -> subprocess.Popen[bytes] | None:
    """Start the process; None where the machine has no processes, as in a browser."""
    home = str(Path(__file__).resolve().parents[3])
    paths = os.pathsep.join(path for path in (home, os.environ.get("PYTHONPATH", "")) if path)
    with suppress(OSError):
        return subprocess.Popen(  # noqa: S603 - our own command, without a shell
            [sys.executable, "-m", _MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    return None
