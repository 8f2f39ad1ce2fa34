"""What the user sees while a command runs: progress in the status bar; everything is put back afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from buurtwijzer_excel.workbook.run import Progress

if TYPE_CHECKING:
    import xlwings as xw

TITLE = "Buurtwijzer"


@contextmanager
def quiet_screen(app: xw.App) -> Iterator[Progress]:
    """Keep the screen still; gives a function that shows a step and the part done (0-1) in the status bar."""
    # A program that cannot do one of these is no reason to stop: they only make the wait nicer.
    before = {name: _get(app, name) for name in ("screen_updating", "status_bar")}
    _set(app, "screen_updating", False)
    try:
        yield lambda step, done: _set(app, "status_bar", f"{TITLE}: {step} ({round(100 * done)} %)")
    finally:
        for name, value in before.items():
            _set(app, name, value)


@contextmanager
def quiet_formulas(app: xw.App) -> Iterator[None]:
    """Let formulas wait while many are written; the program computes as before afterwards."""
    before = None
    with suppress(Exception):
        before = app.calculation
    if before is not None:
        _set(app, "calculation", "manual")
    try:
        yield
    finally:
        if before is not None:
            _set(app, "calculation", before)


def _get(app: xw.App, name: str) -> Any:
    with suppress(Exception):
        return getattr(app, name)
    return name == "screen_updating"


def _set(app: xw.App, name: str, value: Any) -> None:
    with suppress(Exception):
        setattr(app, name, value)
