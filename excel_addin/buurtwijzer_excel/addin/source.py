"""The add-in as it was shipped, and what it says about itself."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from buurtwijzer.core.resources import shipped
from buurtwijzer_excel.addin.places import NAME

_CORE = "docProps/core.xml"
_TITLE = "<dc:title>Buurtwijzer</dc:title>"


@dataclass(frozen=True, slots=True)
class Xlwings:
    """The installed xlwings.

    Attributes:
        map: Its folder, with the script for a Mac.
        versie: Its version.
    """

    map: Path
    versie: str


@dataclass(frozen=True, slots=True)
class AddinFile:
    """An add-in of ours.

    Attributes:
        inhoud: Its bytes.
        versie: Version of Buurtwijzer it was built for.
        xlwings: Version of xlwings it works with.
    """

    inhoud: bytes
    versie: str
    xlwings: str


def installed_xlwings() -> Xlwings:
    """Find xlwings without loading it: on Windows that would wake Excel's own machinery.

    Raises:
        ModuleNotFoundError: It is not installed.
    """
    found = find_spec("xlwings")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("xlwings")
    return Xlwings(Path(found.origin).parent, version("xlwings"))


def shipped_addin() -> AddinFile:
    """Give the add-in that is part of this installation.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    found = read_addin(shipped("workbooks") / NAME)
    if found is None:
        raise FileNotFoundError(NAME)
    return found


def read_addin(path: Path) -> AddinFile | None:
    """Read an add-in; None when there is no file, or one that is not ours."""
    if not path.is_file():
        return None
    content = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            text = package.read(_CORE).decode()
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError):
        return None
    own, needed = (re.search(mark, text) for mark in (r"<cp:version>([^<]+)<", r"xlwings ([\d.]+)<"))
    if _TITLE not in text or own is None or needed is None:
        return None
    return AddinFile(content, own[1], needed[1])
