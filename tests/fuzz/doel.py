"""What every file goes through: inspecting, reading and scoring, with a limit of time."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TypeVar

from buurtwijzer.assessment import Options
from buurtwijzer.core.errors import InputError, OutputError
from buurtwijzer.data.inspect import inspect_file
from buurtwijzer.data.read import read_buurten
from buurtwijzer.pipeline import assess
from buurtwijzer.rulebook.model import Rulebook

SECONDEN = 20
T = TypeVar("T")


class StilleFoutError(Exception):
    """A file was refused without saying what, where or what to do."""


class TeLangError(Exception):
    """A file kept reading busy for longer than any small file may."""


def probeer(path: Path, regels: Rulebook) -> str:
    """Inspect, read and score a file.

    Returns:
        What became of it: ``geweigerd``, ``gelezen`` or ``gescoord``.

    Raises:
        Exception: Whatever is no answer in words: a defect.
    """
    with _binnen_de_tijd():
        bekeken = _beleefd(lambda: inspect_file(path, regels))
        gelezen = _beleefd(lambda: read_buurten([path], regels))
        if gelezen is None:
            return "geweigerd"
        assert bekeken is not None, "wat te lezen is, is ook te bekijken"
        gescoord = _beleefd(lambda: assess(gelezen, regels, Options(dekking_pct=0)))
        return "gelezen" if gescoord is None else "gescoord"


def _beleefd(doe: Callable[[], T]) -> T | None:
    try:
        return doe()
    except (InputError, OutputError) as error:
        is_told = all(issue.code and issue.message and issue.remedy and issue.place for issue in error.issues)
        if not error.issues or not is_told:
            raise StilleFoutError from error
        return None


@contextmanager
def _binnen_de_tijd() -> Iterator[None]:
    def op(_nummer: int, _frame: FrameType | None) -> None:
        raise TeLangError

    if not hasattr(signal, "setitimer"):
        yield
        return
    vorige = signal.signal(signal.SIGALRM, op)
    signal.setitimer(signal.ITIMER_REAL, SECONDEN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, vorige)
