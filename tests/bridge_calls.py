"""Counts what goes over the bridge to LibreOffice: every question and every change costs a trip there and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import xlwings as xw

from buurtwijzer_excel.engines.calc.bridge import Bridge

Calls = Counter[str]


class _Counted:
    """An object on the other side, with every use of it counted under its name; so is all it gives."""

    def __init__(self, behind: Any, calls: Calls) -> None:
        object.__setattr__(self, "_behind", behind)
        object.__setattr__(self, "_calls", calls)

    def __getattr__(self, name: str) -> Any:
        self._calls[name] += 1
        found = getattr(self._behind, name)
        if _is_remote(found) or not callable(found):
            return _wrapped(found, self._calls)
        return lambda *given: _wrapped(found(*map(_bare, given)), self._calls)

    def __setattr__(self, name: str, value: Any) -> None:
        self._calls[name] += 1
        setattr(self._behind, name, _bare(value))

    def __getitem__(self, key: Any) -> Any:
        self._calls["[]"] += 1
        return _wrapped(self._behind[key], self._calls)

    def __len__(self) -> int:
        self._calls["len"] += 1
        return len(self._behind)

    def __iter__(self) -> Iterator[Any]:
        self._calls["iter"] += 1
        return (_wrapped(one, self._calls) for one in self._behind)

    def __contains__(self, key: Any) -> bool:
        self._calls["in"] += 1
        return key in self._behind

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return bool(self._behind == _bare(other))

    def __hash__(self) -> int:
        return hash(type(self))


def _is_remote(value: Any) -> bool:
    return type(value).__name__ == "pyuno"


def _wrapped(value: Any, calls: Calls) -> Any:
    if isinstance(value, tuple) and value and _is_remote(value[0]):
        return tuple(_Counted(one, calls) for one in value)
    return _Counted(value, calls) if _is_remote(value) else value


def _bare(value: Any) -> Any:
    if isinstance(value, _Counted):
        return object.__getattribute__(value, "_behind")
    if isinstance(value, tuple | list) and any(isinstance(one, _Counted) for one in value):
        return type(value)(map(_bare, value))
    return value


@contextmanager
def counted(app: xw.App) -> Iterator[Calls]:
    """Count all that goes over the bridge, for workbooks that are opened inside."""
    calls: Calls = Counter()
    office = app.impl.office
    own = office.bridge
    object.__setattr__(office, "bridge", Bridge(_Counted(own.context, calls), _Counted(own.desktop, calls)))
    try:
        yield calls
    finally:
        object.__setattr__(office, "bridge", own)
