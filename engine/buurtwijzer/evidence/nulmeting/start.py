"""When an intervention starts, and which years lie before and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.table import IntArray

_START = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class Start:
    """The moment an intervention starts.

    Attributes:
        jaar: Year.
        maand: Month, 1-12; 1 where only a year is given.
    """

    jaar: int
    maand: int = 1

    @classmethod
    def read(cls, tekst: str) -> Start:
        """Read ``JJJJ`` or ``JJJJ-MM``.

        Raises:
            ValueError: It is neither.

        Example:
            >>> Start.read("2024-09").eerste_jaar, Start.read("2024").eerste_jaar, Start.read("2024").overgang
            (2025, 2024, None)
        """
        found = _START.fullmatch(tekst.strip())
        if found is None:
            raise ValueError(tekst)
        return cls(int(found[1]), int(found[2] or 1))

    @property
    def tekst(self) -> str:
        """Give it as it is written."""
        return f"{self.jaar}" if self.maand == 1 else f"{self.jaar}-{self.maand:02}"

    @property
    def eerste_jaar(self) -> int:
        """Give the first whole year in which it can work."""
        return self.jaar if self.maand == 1 else self.jaar + 1

    @property
    def overgang(self) -> int | None:
        """Give the year that is partly before and partly after, and so counts as neither; None without one."""
        return None if self.maand == 1 else self.jaar

    def without_transition(self, years: YearFigures) -> YearFigures:
        """Give the figures without the year that counts as neither."""
        return _of_years(years, [jaar != self.overgang for jaar in years.jaren])

    def before(self, years: YearFigures) -> YearFigures:
        """Give the figures of the years before the start only: a baseline does not look further."""
        return _of_years(years, [jaar < self.jaar for jaar in years.jaren])


def _of_years(years: YearFigures, keep: list[bool]) -> YearFigures:
    """Give the figures of some years; every array that goes by year goes along."""
    if all(keep):
        return years
    rows: IntArray = np.flatnonzero(np.array(keep))
    changed: dict[str, object] = {
        name: value[rows]
        for name in years.__dataclass_fields__
        if isinstance(value := getattr(years, name), np.ndarray) and value.shape[:1] == (len(years.jaren),)
    }
    numbers: list[int] = rows.tolist()
    jaren = tuple(years.jaren[row] for row in numbers)
    sources = tuple(years.bron[row] for row in numbers)
    kept = tuple(item for item in years.geweigerd if item.jaar in jaren)
    return replace(years, jaren=jaren, bron=sources, geweigerd=kept, **changed)  # type: ignore[arg-type]
