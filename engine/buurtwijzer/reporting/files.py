"""Safe writing of any output: beside first, flushed to disk, then put in place in one step. What was there survives.

A killed run leaves a temporary with a recognisable name; the next run in that folder removes it once its process is
gone. Nothing here knows what is written.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import IO

from buurtwijzer.core.errors import OutputError
from buurtwijzer.core.issues import Issue, IssueKind
from buurtwijzer.reporting.issue_kinds import X101, X102, X103, X104, X105, X106, X108, X109, X110, X111
from buurtwijzer.reporting.processes import host_tag, is_running

_PREFIX = ".~buurtwijzer-"
_SUFFIX = ".tmp"
_WAITS_S = (0.1, 0.2, 0.4, 0.8, 1.0)
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_LOCKED_WINERRORS = {5, 32, 33}
_numbers = count(1)
_in_progress: set[str] = set()

Content = bytes | Callable[[IO[bytes]], None]
"""The bytes of a file, or what writes them."""


def check_target(path: Path, *, overschrijf: bool = False, invoer: Iterable[Path] = ()) -> None:
    """Refuse a target that cannot or may not be written, before any work is done for it.

    Args:
        path: File to write.
        overschrijf: Whether an existing file may be replaced.
        invoer: Files that were read; none of them may be the target, not even with `overschrijf`.

    Raises:
        OutputError: The target exists, is an input file, a folder or read-only, or its folder is missing.
    """
    try:
        found = _refusal(path, overschrijf=overschrijf, invoer=invoer)
    except OSError as error:
        raise OutputError([_failure(error, path)]) from error
    if found is not None:
        raise OutputError([found])


def write_safely(path: Path, content: Content, *, overschrijf: bool = False, invoer: Iterable[Path] = ()) -> None:
    """Write a file in one step: afterwards it is whole and new, or untouched.

    Args:
        path: File to write.
        content: Its bytes, or a function that writes them to an open file, so that a large file is never held whole.
        overschrijf: Whether an existing file may be replaced.
        invoer: Files that were read; none of them may be the target.

    Raises:
        OutputError: It could not be written. Where the file is in use the content is kept beside it, under the name
            that the message gives.
    """
    check_target(path, overschrijf=overschrijf, invoer=invoer)
    target = Path(os.path.realpath(path))
    remove_left_overs(target.parent)
    temporary = target.parent / f"{_PREFIX}{host_tag()}-{os.getpid()}-{next(_numbers)}{_SUFFIX}"
    _in_progress.add(temporary.name)
    try:
        _write_flushed(temporary, content)
        if target.exists():
            shutil.copymode(target, temporary)
        _put_in_place(temporary, target)
    except OSError as error:
        raise OutputError([_failure(error, path)]) from error
    finally:
        temporary.unlink(missing_ok=True)
        _in_progress.discard(temporary.name)
    _flush_folder(target.parent)


def remove_left_overs(folder: Path) -> None:
    """Remove temporaries in a folder that killed runs on this machine left behind."""
    for left_over in find_left_overs(folder):
        _remove_if_allowed(left_over)


def find_left_overs(folder: Path) -> tuple[Path, ...]:
    """Find temporaries in a folder that killed runs on this machine left behind."""
    found = []
    for left_over in folder.glob(f"{_PREFIX}{host_tag()}-*{_SUFFIX}"):
        process = left_over.name.removeprefix(f"{_PREFIX}{host_tag()}-").split("-")[0]
        if left_over.name in _in_progress or not process.isdecimal():
            continue
        if int(process) == os.getpid() or not is_running(int(process)):
            found.append(left_over)
    return tuple(sorted(found))


def _refusal(path: Path, *, overschrijf: bool, invoer: Iterable[Path]) -> Issue | None:
    kind: IssueKind | None = None
    if "\0" in str(path):
        return X108.at(_place(path), reden="de naam bevat een teken dat niet mag")
    if path.is_dir():
        kind = X109
    elif not path.parent.is_dir():
        return X102.at(_place(path), map=_folder(path))
    elif path.exists():
        if any(_is_same(path, source) for source in invoer):
            kind = X106
        elif not overschrijf:
            kind = X101
        elif not os.access(path, os.W_OK):
            kind = X110
    return None if kind is None else kind.at(_place(path))


def _is_same(path: Path, source: Path) -> bool:
    return source.exists() and path.samefile(source)


def _write_flushed(temporary: Path, content: Content) -> None:
    with temporary.open("xb") as file:
        if callable(content):
            content(file)
        else:
            file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(temporary: Path, target: Path) -> None:
    for wait in (*_WAITS_S, None):
        try:
            os.replace(temporary, target)  # noqa: PTH105 - the one-step replace that tests watch
        except OSError as error:
            if not _is_locked(error):
                raise
            if wait is None:
                raise OutputError([_kept_beside(temporary, target)]) from error
            time.sleep(wait)
        else:
            return


def _is_locked(error: OSError) -> bool:
    return isinstance(error, PermissionError) or getattr(error, "winerror", None) in _LOCKED_WINERRORS


def _kept_beside(temporary: Path, target: Path) -> Issue:
    for number in count(1):
        label = "nieuw" if number == 1 else f"nieuw {number}"
        beside = target.with_name(f"{target.stem} ({label}){target.suffix}")
        if beside.exists():
            continue
        try:
            os.replace(temporary, beside)  # noqa: PTH105 - as above
        except OSError:
            try:
                shutil.copyfile(temporary, beside)
            except OSError:
                beside.unlink(missing_ok=True)
                return X111.at(target.name)
        return X104.at(target.name, ernaast=beside.name)
    raise AssertionError("count() ends never")


def _failure(error: OSError, path: Path) -> Issue:
    if error.errno in _FULL:
        return X105.at(_place(path))
    if error.errno in _DENIED:
        return X103.at(_place(path), map=_folder(path))
    return X108.at(_place(path), reden=error.strerror or type(error).__name__)


def _place(path: Path) -> str:
    return path.name.replace("\0", "\N{REPLACEMENT CHARACTER}") or str(path)


def _folder(path: Path) -> str:
    return f"'{path.parent.name or path.parent}'"


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        return  # some network drives cannot flush a folder; the file itself is already on disk
    finally:
        os.close(handle)


def _remove_if_allowed(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # still held by a virus scanner or not ours: it will be tried again next time
