"""Keeps the rules and the figures of the last run, so that the next click is quick. Anything changed is read again."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from buurtwijzer.core.resources import shipped
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.table import BuurtData
from buurtwijzer.reference.filling import fill_in
from buurtwijzer.reference.national import National, read_national
from buurtwijzer.rulebook.loader import find_rulebook, load_rulebook
from buurtwijzer.rulebook.model import Rulebook

_MOST = 4
Value = TypeVar("Value")
FileState = tuple[str, int, int]


@dataclass(slots=True)
class _Kept:
    """What is kept: the newest last, a few of each, so that a user with two workbooks does not wait each time."""

    rulebooks: list[tuple[object, Rulebook]] = field(default_factory=list)
    data: list[tuple[object, BuurtData]] = field(default_factory=list)
    landelijk: list[tuple[object, National]] = field(default_factory=list)
    aangevuld: list[tuple[object, BuurtData]] = field(default_factory=list)


_KEPT = _Kept()


def kept_rulebook(regels: Path | None, beside: Path | None, environ: Mapping[str, str] | None = None) -> Rulebook:
    """Give the rules, read again only when a file changed.

    Args:
        regels: Folder with rules; None looks further, as `load_rulebook` does.
        beside: The workbook or its folder.
        environ: Environment variables; None takes those of the process.

    Raises:
        RulebookError: With every mistake in the rules; rules with mistakes are not kept.
    """
    variables = os.environ if environ is None else environ
    root, via = find_rulebook(regels, beside, variables)
    key = (str(root), via, _files(root), _files(shipped("rules")))
    found = _find(_KEPT.rulebooks, key)
    if found is None:
        found = load_rulebook(regels, beside=beside, environ=variables)
        _keep(_KEPT.rulebooks, key, found)
    return found


def kept_data(
    sources: Sequence[Path | SheetBlock], rulebook: Rulebook, read: Callable[[], BuurtData | None]
) -> BuurtData | None:
    """Give the figures, read again only when a sheet, a file or the rules changed.

    Args:
        sources: Everything the figures may come from.
        rulebook: The rules.
        read: Reads them; None when there are no figures.

    Raises:
        InputError: A source cannot be used; that is not kept.
    """
    key = (rulebook.sha256, rulebook.gekozen_via, [_state(source) for source in sources])
    found = _find(_KEPT.data, key)
    if found is None:
        found = read()
        if found is not None:
            _keep(_KEPT.data, key, found)
    return found


def kept_national(path: Path | None, rulebook: Rulebook) -> National | None:
    """Give the file of the country, read again only when it or the rules changed; None when none is named.

    Raises:
        InputError: It cannot be used.
    """
    if path is None:
        return None
    key = (rulebook.sha256, _file(path))
    found = _find(_KEPT.landelijk, key)
    if found is None:
        found = read_national(path, rulebook)
        _keep(_KEPT.landelijk, key, found)
    return found


def kept_filled(data: BuurtData | None, landelijk: National, codes: Collection[str]) -> BuurtData:
    """Give the figures filled in from the country, the same object for the same figures, country and areas."""
    key = (data, landelijk, tuple(sorted(codes)))
    found = _find(_KEPT.aangevuld, key)
    if found is None:
        found = fill_in(data, landelijk, codes)
        _keep(_KEPT.aangevuld, key, found)
    return found


def forget() -> None:
    """Keep nothing any longer."""
    _KEPT.landelijk.clear()
    _KEPT.aangevuld.clear()
    _KEPT.rulebooks.clear()
    _KEPT.data.clear()


def _find(kept: list[tuple[object, Value]], key: object) -> Value | None:
    return next((value for known, value in kept if known == key), None)


def _keep(kept: list[tuple[object, Value]], key: object, value: Value) -> None:
    kept.append((key, value))
    del kept[:-_MOST]


def _state(source: Path | SheetBlock) -> object:
    """Tell sources apart: a sheet by its cells, which are compared as they are, a file by its state on disk."""
    if isinstance(source, SheetBlock):
        return (source.werkmap, source.blad, source.foutcellen, source.rijen)
    return _file(source)


def _files(folder: Path) -> tuple[FileState, ...]:
    return tuple(sorted(_file(path) for path in folder.rglob("*.yaml")))


def _file(path: Path) -> FileState:
    try:
        state = path.stat()
    except OSError:
        return (str(path), -1, -1)
    return (str(path), state.st_mtime_ns, state.st_size)
