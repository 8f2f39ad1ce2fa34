"""Keeps answers of a service, one file per question, so that a second run asks nothing and a broken-off one goes on.

An answer belongs to one state of a table (`Modified`): when the publisher changes it, older answers are not found any
more and are removed. A damaged file counts as absent.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

from buurtwijzer.core.errors import OutputError
from buurtwijzer.opendata.transport import Json
from buurtwijzer.reporting.files import write_safely

_UNSAFE = re.compile(r"[^0-9A-Za-z.-]+")


class AnswerCache:
    """Answers on disk.

    Args:
        folder: Where they stand; made when needed.
        vernieuw: Do not read what is there; what comes in is kept all the same.

    Attributes:
        mislukt: Whether an answer could not be kept.
    """

    def __init__(self, folder: Path, *, vernieuw: bool = False) -> None:
        self._folder = folder
        self._vernieuw = vernieuw
        self.mislukt = False

    def get(self, table: str, state: str, url: str) -> Json | None:
        """Give the answer to a question; None when it was not asked before or is damaged."""
        if self._vernieuw:
            return None
        try:
            digest, _, body = self._path(table, state, url).read_bytes().partition(b"\n")
        except OSError:
            return None
        if hashlib.sha256(body).hexdigest().encode() != digest:
            return None
        found: Json = json.loads(body)
        return found

    def put(self, table: str, state: str, url: str, answer: Json) -> None:
        """Keep an answer; a disk that is full does not stop the run."""
        body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
        path = self._path(table, state, url)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_safely(path, hashlib.sha256(body).hexdigest().encode() + b"\n" + body, overschrijf=True)
        except (OSError, OutputError):
            self.mislukt = True

    def forget_older(self, table: str, state: str) -> None:
        """Remove answers about earlier states of a table."""
        keep = self._state(table, state)
        if keep.parent.is_dir():
            for other in keep.parent.iterdir():
                if other.name != keep.name:
                    shutil.rmtree(other, ignore_errors=True)

    def _state(self, table: str, state: str) -> Path:
        return self._folder / _UNSAFE.sub("-", table) / (_UNSAFE.sub("-", state) or "onbekend")

    def _path(self, table: str, state: str, url: str) -> Path:
        return self._state(table, state) / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.json"
