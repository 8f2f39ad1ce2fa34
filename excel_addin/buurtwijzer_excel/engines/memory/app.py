"""The memory engine itself: programs and workbooks in plain Python, behind xlwings' registry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from xlwings import XlwingsError

from buurtwijzer_excel.engines.memory.model import BookModel, ProgramModel, SheetModel
from buurtwijzer_excel.engines.memory.ranges import Range
from buurtwijzer_excel.engines.memory.sheets import Names, Sheet, Sheets

NAME = "memory"


class Engine:
    """What xlwings' registry asks of an engine."""

    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(x: Any, _options: Any) -> Any:
        """Take a value as it is; what cannot be in a cell becomes what Excel would make of it."""
        item = getattr(x, "item", None)
        return item() if callable(item) else x

    @staticmethod
    def clean_value_data(data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, _err: Any) -> Any:
        """Give values as the caller wants to have them."""

        def clean(cell: Any) -> Any:
            if cell is None:
                return empty_as
            if isinstance(cell, datetime) and datetime_builder is not datetime:
                parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
                return datetime_builder(**{part: getattr(cell, part) for part in parts})
            if number_builder is not None and isinstance(cell, float):
                return number_builder(cell)
            return cell

        return [[clean(cell) for cell in row] for row in data]


class Apps:
    """The running programs, the one in front first."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.programs: list[App] = []
        self._made = 0

    def keys(self) -> list[int]:
        """Give their numbers."""
        return [app.pid for app in self.programs]

    def add(self, spec: Any = None, add_book: bool | None = None, xl: Any = None, visible: bool | None = None) -> App:
        """Start one, with an empty workbook when asked for."""
        self._made += 1
        app = App(self, self._made, ProgramModel())
        self.programs.insert(0, app)
        if add_book:
            app.books.add()
        return app

    @staticmethod
    def cleanup() -> None:
        """Do nothing: there are no processes."""

    def __iter__(self) -> Iterator[App]:
        return iter(tuple(self.programs))

    def __len__(self) -> int:
        return len(self.programs)

    def __getitem__(self, pid: int) -> App:
        """Give a program by number.

        Raises:
            KeyError: There is no such program.
        """
        for app in self.programs:
            if app.pid == pid:
                return app
        raise KeyError(pid)


def _setting(name: str) -> property:
    def get(self: App) -> Any:
        return self.model.stand[name]

    def put(self: App, value: Any) -> None:
        self.model.stand[name] = value

    return property(get, put, doc=f"Give the setting {name}.")


class App:
    """A program."""

    def __init__(self, apps: Apps, pid: int, model: ProgramModel) -> None:
        self._apps = apps
        self._pid = pid
        self.model = model
        self.engine = apps.engine
        self.version = "16.0"
        self.hwnd = None
        self.path = ""

    screen_updating = _setting("screen_updating")
    display_alerts = _setting("display_alerts")
    enable_events = _setting("enable_events")
    interactive = _setting("interactive")
    visible = _setting("visible")
    calculation = _setting("calculation")
    cut_copy_mode = _setting("cut_copy_mode")

    @property
    def api(self) -> ProgramModel:
        """Give what is beneath it."""
        return self.model

    @property
    def pid(self) -> int:
        """Give its number."""
        return self._pid

    @property
    def books(self) -> Books:
        """Give its workbooks."""
        return Books(self)

    @property
    def selection(self) -> Range | None:
        """Give what is selected; None when that is not cells, or there is no workbook."""
        if not self.model.boeken or not self.model.boeken[0].selectie:
            return None
        book = self.books.active
        return Range(book.sheets.active, book.model.selectie)

    @property
    def status_bar(self) -> str | bool:
        """Give the text in the status bar; False when it is the program's own."""
        found: str | bool = self.model.stand["status_bar"]
        return found

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self.model.stand["status_bar"] = value
        if isinstance(value, str):
            self.model.voortgang.append(value)

    def alert(self, prompt: str, title: str | None, buttons: str, mode: str | None, callback: str | None) -> str:
        """Keep the message; the answer is always ok or yes."""
        self.model.berichten.append({"tekst": prompt, "titel": title, "knoppen": buttons, "soort": mode})
        return "yes" if buttons.startswith("yes") else "ok"

    def calculate(self) -> None:
        """Compute nothing: formulas keep the value they came with."""

    def activate(self, steal_focus: bool = False) -> None:
        """Put the program in front."""
        self._apps.programs.remove(self)
        self._apps.programs.insert(0, self)

    def quit(self) -> None:
        """Stop the program; what was not saved is gone."""
        if self in self._apps.programs:
            self.kill()

    def kill(self) -> None:
        """Stop the program."""
        self.model.boeken.clear()
        self._apps.programs.remove(self)


class Books:
    """The open workbooks of a program."""

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def active(self) -> Book:
        """Give the workbook in front.

        Raises:
            XlwingsError: None is open.
        """
        if not self.app.model.boeken:
            raise XlwingsError("er is geen werkmap open")
        return Book(self.app, self.app.model.boeken[0])

    def __call__(self, name_or_index: str | int) -> Book:
        """Give a workbook by name or by number from 1.

        Raises:
            KeyError: There is no such workbook.
        """
        for number, model in enumerate(self.app.model.boeken, start=1):
            if name_or_index == number or str(name_or_index).casefold() == model.naam.casefold():
                return Book(self.app, model)
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self.app.model.boeken)

    def __iter__(self) -> Iterator[Book]:
        return (Book(self.app, model) for model in tuple(self.app.model.boeken))

    def __contains__(self, key: object) -> bool:
        return any(book.name == key for book in self)

    def add(self, model: BookModel | None = None) -> Book:
        """Open a workbook: the one given, else an empty one with one sheet."""
        if model is None:
            number = len(self.app.model.boeken) + 1
            model = BookModel(f"Map{number}", "", [SheetModel("Blad1")])
        self.app.model.boeken.insert(0, model)
        return Book(self.app, model)


class Book:
    """A workbook."""

    def __init__(self, app: App, model: BookModel) -> None:
        self.app = app
        self.model = model

    @property
    def api(self) -> BookModel:
        """Give what is beneath it."""
        return self.model

    @property
    def name(self) -> str:
        """Give its file name."""
        return self.model.naam

    @property
    def fullname(self) -> str:
        """Give its file name with folders, or its web address; only the name when it was never saved."""
        return self.model.pad or self.model.naam

    @property
    def sheets(self) -> Sheets:
        """Give its sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """Give its names, those of the sheets included."""
        return Names(self)

    def json(self) -> dict[str, Any]:
        """Give the workbook as it is now; see `payload`."""
        from buurtwijzer_excel.engines.memory.payload import book_form  # noqa: PLC0415 - the form knows the model

        return book_form(self.model)

    def activate(self) -> None:
        """Put the workbook in front."""
        self.app.model.boeken.remove(self.model)
        self.app.model.boeken.insert(0, self.model)

    def close(self) -> None:
        """Close it."""
        self.app.model.boeken.remove(self.model)


__all__ = ["NAME", "App", "Apps", "Book", "Books", "Engine", "Sheet"]
