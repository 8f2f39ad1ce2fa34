"""The file in which the add-in finds the interpreter: a quoted name and value per line, as its VBA reads and writes."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from pathlib import Path, PurePath

from buurtwijzer.core.errors import OutputError
from buurtwijzer_excel.addin.issue_kinds import X406
from buurtwijzer_excel.addin.places import WINDOWS, Places

_USER_FOLDER = "%USERPROFILE%"


def interpreter_key(places: Places) -> str:
    """Give the name of the setting for the interpreter."""
    return "INTERPRETER_WIN" if places.systeem == WINDOWS else "INTERPRETER_MAC"


def interpreter_text(places: Places, interpreter: PurePath) -> str:
    """Give the interpreter as Excel will find it.

    On Windows the user's folder is written as a variable: its name often holds a letter that VBA reads wrongly.

    Raises:
        OutputError: The path cannot be written in a way that VBA reads.
    """
    text = str(interpreter)
    if places.systeem == WINDOWS and interpreter.is_relative_to(places.thuis):
        text = "\\".join((_USER_FOLDER, *interpreter.relative_to(places.thuis).parts))
    try:
        text.encode(_encoding())
    except UnicodeEncodeError:
        readable = False
    else:
        readable = not set('"%\n') & set(text.removeprefix(_USER_FOLDER))
    if not readable:
        raise OutputError([X406.at(interpreter.name)])
    return text


def interpreter_path(places: Places, text: str) -> Path:
    """Give the path behind the text of the setting."""
    if text.startswith(_USER_FOLDER):
        return places.thuis.joinpath(*text.removeprefix(_USER_FOLDER).strip("\\").split("\\"))
    return Path(text)


def read_conf(path: Path) -> dict[str, str]:
    """Read the settings as VBA does: by name in any case, the first one counts; none when the file is not there."""
    if not path.is_file():
        return {}
    found: dict[str, str] = {}
    for line in path.read_text(encoding=_encoding(), errors="replace").splitlines():
        for row in csv.reader([line]):
            if len(row) > 1:
                found.setdefault(row[0].upper(), row[1])
    return found


def with_settings(content: bytes, settings: Mapping[str, str]) -> bytes:
    """Put settings above what stands in a file: VBA takes the first, and a remark above them would shift what it reads.

    What the user wrote stays as it is, also under the same name; it counts again once ours is gone.
    """
    return b"".join(_lines(settings)) + content


def without_settings(content: bytes, settings: Mapping[str, str]) -> bytes:
    """Take the first line of every setting that still says what we wrote out of a file, and nothing else."""
    lines = content.splitlines(keepends=True)
    bare = [line.rstrip(b"\r\n") for line in lines]
    for own in _lines(settings):
        if own.rstrip() in bare:
            at = bare.index(own.rstrip())
            del lines[at], bare[at]
    return b"".join(lines)


def _lines(settings: Mapping[str, str]) -> list[bytes]:
    return [f'"{name}","{value}"\r\n'.encode(_encoding()) for name, value in settings.items()]


def _encoding() -> str:
    """Give the encoding that VBA reads files in: the code page of the user on Windows."""
    return "mbcs" if os.name == "nt" else "utf-8"
