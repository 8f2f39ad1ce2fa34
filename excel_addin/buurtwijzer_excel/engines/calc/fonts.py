"""Fonts of cells, of shapes and of a part of their text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlwings import base_classes

from buurtwijzer_excel.engines.calc.bridge import enum
from buurtwijzer_excel.engines.calc.units import NO_COLOR, Rgb, from_color, to_rgb

_BOLD, _NORMAL = 150.0, 100.0


class Font(base_classes.Font):
    """The font of one or more pieces of text or cells; None for what differs."""

    def __init__(self, parent: Any, parts: Sequence[Any]) -> None:
        self.parent = parent
        self._parts = parts

    @property
    def api(self) -> Any:
        return self._parts[0]

    def _get(self, name: str) -> Any:
        part = self._parts[0]
        return None if part.getPropertyState(name).value == "AMBIGUOUS_VALUE" else part.getPropertyValue(name)

    def _set(self, name: str, value: Any, *alike: Any) -> None:
        """Set a property; where the cell has that by itself, or something that looks alike, nothing is set."""
        for part in self._parts:
            part.setPropertyToDefault(name)
            if part.getPropertyValue(name) not in (value, *alike):
                part.setPropertyValue(name, value)

    @property
    def bold(self) -> bool | None:
        weight = self._get("CharWeight")
        return None if weight is None else bool(weight > _NORMAL)

    @bold.setter
    def bold(self, value: bool) -> None:
        self._set("CharWeight", _BOLD if value else _NORMAL)

    @property
    def italic(self) -> bool | None:
        posture = self._get("CharPosture")
        return None if posture is None else bool(posture.value != "NONE")

    @italic.setter
    def italic(self, value: bool) -> None:
        self._set("CharPosture", enum("awt.FontSlant", "ITALIC" if value else "NONE"))

    @property
    def size(self) -> float | None:
        size = self._get("CharHeight")
        return None if size is None else round(float(size), 1)

    @size.setter
    def size(self, value: float) -> None:
        self._set("CharHeight", float(value))

    @property
    def color(self) -> Rgb | None:
        color = self._get("CharColor")
        if color is None:
            return None
        return (0, 0, 0) if color == NO_COLOR else to_rgb(color)

    @color.setter
    def color(self, value: Rgb | str | int | None) -> None:
        color = from_color(value)
        self._set("CharColor", color, *((NO_COLOR,) if color == 0 else ()))

    @property
    def name(self) -> str | None:
        name = self._get("CharFontName")
        return None if name is None else str(name)

    @name.setter
    def name(self, value: str) -> None:
        self._set("CharFontName", value)


class Characters(base_classes.Characters):
    """The text of a cell or shape, or a part of it."""

    def __init__(self, parent: Any, text: Any, start: int | None = None, stop: int | None = None) -> None:
        self.parent = parent
        self._text = text
        self._start, self._stop = start, stop

    @property
    def api(self) -> Any:
        return self._cursor()

    @property
    def text(self) -> str:
        return str(self._cursor().getString())

    @property
    def font(self) -> Font:
        return Font(self, [self._cursor()])

    def __getitem__(self, item: int | slice) -> Characters:
        start, stop, _ = (slice(item, item + 1) if isinstance(item, int) else item).indices(len(self.text))
        return Characters(self.parent, self._text, start, stop)

    def _cursor(self) -> Any:
        cursor = self._text.createTextCursor()
        cursor.gotoStart(False)
        if self._start is None or self._stop is None:
            cursor.gotoEnd(True)
        else:
            cursor.goRight(self._start, False)
            cursor.goRight(self._stop - self._start, True)
        return cursor
