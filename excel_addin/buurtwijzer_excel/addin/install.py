"""Puts the add-in in place for the current user, and takes exactly that away again."""

from __future__ import annotations

from pathlib import Path

from buurtwijzer.core.errors import OutputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.reporting.files import write_safely
from buurtwijzer_excel.addin.conf import interpreter_key, interpreter_text, with_settings, without_settings
from buurtwijzer_excel.addin.issue_kinds import X401, X404, X405, X407, X408
from buurtwijzer_excel.addin.places import Places
from buurtwijzer_excel.addin.receipt import Receipt, read_receipt
from buurtwijzer_excel.addin.source import AddinFile, Xlwings, read_addin

_STORE = "WindowsApps"


def install(places: Places, addin: AddinFile, interpreter: Path, xlwings: Xlwings) -> tuple[Issue, ...]:
    """Put the add-in, its settings and on a Mac its script in place; a second time gives the same.

    Args:
        places: Where they go.
        addin: The add-in that was shipped.
        interpreter: The Python that the buttons start.
        xlwings: The installed xlwings, which has the script for a Mac.

    Returns:
        What is worth telling although it worked.

    Raises:
        OutputError: Nothing was put: versions differ, a file is in use or not ours.
    """
    if xlwings.versie != addin.xlwings:
        raise OutputError([X404.at("xlwings", nodig=addin.xlwings, aanwezig=xlwings.versie)])
    setting = {interpreter_key(places): interpreter_text(places, interpreter)}
    target = places.invoegtoepassing
    receipt = read_receipt(places.ontvangst)
    if target.exists() and str(target) not in receipt.bestanden and read_addin(target) is None:
        raise OutputError([X405.at(target.name)])
    _refuse_when_held(target)
    for folder in (target.parent, places.instellingen.parent, places.scripts):
        if folder is not None:
            receipt.make_folder(folder)
    _put(target, addin.inhoud, receipt)
    theirs = without_settings(_content(places.instellingen), receipt.instellingen)
    receipt.instellingen = setting
    _replace(places.instellingen, with_settings(theirs, setting))
    if places.scripts is not None:
        _put_script(places.scripts, xlwings.map / f"xlwings-{addin.xlwings}.applescript", receipt)
    _replace(places.ontvangst, receipt.as_bytes())
    return (X407.at(interpreter.name),) if _STORE in interpreter.parts else ()


def remove(places: Places) -> tuple[tuple[Path, ...], tuple[Issue, ...]]:
    """Take away what installing put: files that are unchanged, our settings, folders of ours that are empty.

    Returns:
        The files that are gone, and what is worth telling.

    Raises:
        OutputError: A file is in use.
    """
    receipt = read_receipt(places.ontvangst)
    present = [path for path in map(Path, receipt.bestanden) if path.is_file()]
    for path in present:
        _refuse_when_held(path)
    gone: list[Path] = []
    told: list[Issue] = []
    for path in present:
        if receipt.is_unchanged(path):
            _delete(path)
            gone.append(path)
        else:
            told.append(X408.at(path.name))
    gone += _remove_settings(places.instellingen, receipt)
    _delete(places.ontvangst)
    for folder in reversed([Path(name) for name in receipt.mappen]):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return tuple(gone), tuple(told)


def _remove_settings(path: Path, receipt: Receipt) -> list[Path]:
    found = _content(path)
    rest = without_settings(found, receipt.instellingen)
    if rest == found:
        return []
    if rest:
        _replace(path, rest)
        return []
    _delete(path)
    return [path]


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _put(path: Path, content: bytes, receipt: Receipt) -> None:
    if not path.exists() or path.read_bytes() != content:
        _replace(path, content)
    receipt.add_file(path, content)


def _put_script(folder: Path, source: Path, receipt: Receipt) -> None:
    """Put the script of xlwings; one that xlwings itself put there stays its own."""
    target = folder / source.name
    content = source.read_bytes()
    if target.exists() and str(target) not in receipt.bestanden and target.read_bytes() == content:
        return
    _put(target, content, receipt)


def _replace(path: Path, content: bytes) -> None:
    write_safely(path, content, overschrijf=True)


def _refuse_when_held(path: Path) -> None:
    """Refuse before anything changes: a file that is open in Excel may not even be opened for writing.

    Raises:
        OutputError: It is in use.
    """
    if path.exists():
        try:
            path.open("r+b").close()
        except OSError as error:
            raise OutputError([X401.at(path.name, waarom=error.strerror or "geen toegang")]) from error


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError([X401.at(path.name, waarom=error.strerror or "geen toegang")]) from error
