"""Writing a whole folder of rules at once: a new one is there complete, or not at all.

Single files are written by the safe writer of the reporting layer, which the command line hands down as a `Writer`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from buurtwijzer.core.errors import OutputError
from buurtwijzer.core.places import FilePlace
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.folders import MANIFEST

STAGING = ".buurtwijzer-nieuw-"


class Writer(Protocol):
    """Replaces one file in one step, or leaves it as it was."""

    def __call__(self, path: Path, content: bytes, *, overschrijf: bool = False) -> None:
        """Write the file."""


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with files in one step.

    Args:
        target: Folder to make; it does not exist, or is empty.
        files: Content by relative name.

    Raises:
        OutputError: It is not empty, or could not be written; then nothing is there.
    """
    target = target.absolute()
    staging = target.parent / f"{STAGING}{target.name}"
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise OutputError([kinds.MAP_NIET_LEEG.at(FilePlace(target.name))])
        target.parent.mkdir(parents=True, exist_ok=True)
        if staging.exists():
            shutil.rmtree(staging)
        for name, content in files.items():
            path = staging / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        _put_in_place(staging, target)
    except OSError as error:
        shutil.rmtree(staging, ignore_errors=True)
        reason = error.strerror or type(error).__name__
        raise OutputError([kinds.MAP_NIET_TE_SCHRIJVEN.at(FilePlace(target.name), reden=reason)]) from error


def _put_in_place(staging: Path, target: Path) -> None:
    if not target.exists():
        os.replace(staging, target)  # noqa: PTH105 - the one step that tests watch
        return
    # an empty folder may be where the user stands: it is filled, and becomes a rulebook with the last file
    for entry in sorted(staging.iterdir(), key=lambda path: path.name == MANIFEST):
        entry.rename(target / entry.name)
    staging.rmdir()
