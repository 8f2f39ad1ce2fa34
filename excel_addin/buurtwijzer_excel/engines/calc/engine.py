"""The engine as xlwings sees it: ``calc``, with the LibreOffices it works in. xlwings' own front end does the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
import xlwings
from xlwings import base_classes

from buurtwijzer_excel.engines.calc.app import App
from buurtwijzer_excel.engines.calc.office import attach_office, start_office
from buurtwijzer_excel.engines.calc.values import CellError

NAME = "calc"


class Apps(base_classes.Apps):
    """The LibreOffices that we started or are connected to, the active one first."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._apps: list[App] = []

    def add(self, spec: str | None = None, add_book: bool | None = None, xl: Any = None, visible: Any = None) -> App:
        office = start_office(visible=visible is not False)
        app = self.take(App(self, office, visible=visible is not False))
        if add_book:
            app.books.add()
        return app

    def join(self, channel: str | None = None) -> App:
        """Connect to a LibreOffice that the user started; the same app when we are connected already."""
        office = attach_office(channel)
        known = next((app for app in self if not app.office.is_ours and app.pid == office.pid), None)
        return self.take(known or App(self, office))

    def take(self, app: App) -> App:
        """Put an app in front; a new one joins."""
        self._apps = [app, *(other for other in self._apps if other is not app)]
        return app

    def drop(self, app: App) -> None:
        """Forget an app that has ended."""
        self._apps = [other for other in self._apps if other is not app]

    def keys(self) -> list[int]:
        return [app.pid for app in self]

    @staticmethod
    def cleanup() -> None:
        return

    def __iter__(self) -> Iterator[App]:
        self._apps = [app for app in self._apps if app.runs]
        return iter(self._apps)

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __getitem__(self, pid: int) -> App:
        for app in self:
            if app.pid == pid:
                return app
        raise KeyError(pid)


class Engine:
    """What xlwings asks of an engine besides its apps."""

    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def activate() -> None:
        """Let xlwings work with this engine, also when another one was in use."""
        xlwings.engines.engines_by_name[NAME].activate()

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        """Give a value as a cell can hold it; what is missing becomes an empty cell."""
        if value is None or value is pd.NaT or value is pd.NA or value != value:  # noqa: PLR0124 - not a number
            return ""
        if isinstance(value, np.datetime64):
            return pd.Timestamp(value).to_pydatetime()
        return value.item() if isinstance(value, np.generic) else value

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[Any]],
        datetime_builder: Callable[..., Any],
        empty_as: Any,
        number_builder: Callable[[float], Any] | None,
        err_to_str: bool,
    ) -> list[list[Any]]:
        """Give what was read as the user asked for it."""

        def clean(value: Any) -> Any:
            if value is None or value == "":
                return empty_as
            if isinstance(value, CellError):
                return str(value) if err_to_str else None
            if isinstance(value, datetime):
                moment = (value.year, value.month, value.day, value.hour, value.minute, value.second)
                names = ("year", "month", "day", "hour", "minute", "second")
                return datetime_builder(
                    **dict(zip(names, moment, strict=True)), microsecond=value.microsecond, tzinfo=None
                )
            return number_builder(value) if number_builder and isinstance(value, float) else value

        return [[clean(value) for value in row] for row in data]


def activate() -> Engine:
    """Make ``calc`` the engine that xlwings works with; the same one every time."""
    if NAME not in xlwings.engines.engines_by_name:
        xlwings.engines.add(xlwings.Engine(impl=Engine()))
    found = xlwings.engines.engines_by_name[NAME]
    found.activate()
    engine: Engine = found.impl
    return engine
