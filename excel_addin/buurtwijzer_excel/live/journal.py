"""Remembers how to undo each step of writing; the program's own undo cannot be trusted after a macro."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from buurtwijzer.core.errors import BuurtwijzerError, OutputError
from buurtwijzer.core.places import CellPlace
from buurtwijzer_excel.cli.log import log_crash
from buurtwijzer_excel.workbook.issue_kinds import X215


class Journal:
    """Undoes everything written inside its ``with`` block when something in it fails."""

    def __init__(self, place: CellPlace) -> None:
        self.place = place
        self._steps: list[Callable[[], None]] = []

    def undo_with(self, step: Callable[[], None]) -> None:
        """Remember how to undo what is written next."""
        self._steps.append(step)

    def __enter__(self) -> Self:
        """Start."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """Undo on failure.

        Raises:
            OutputError: The program refused to write.
        """
        if error is None:
            return
        for step in reversed(self._steps):
            with suppress(Exception):  # what cannot be undone must not stop the rest from being undone
                step()
        if isinstance(error, Exception) and not isinstance(error, BuurtwijzerError):
            log_crash("schrijven", error)
            raise OutputError([X215.at(self.place)]) from error
