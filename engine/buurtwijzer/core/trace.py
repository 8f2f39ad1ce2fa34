"""The trace of one number: a tree of frozen nodes from the score down to the cell and the rule line."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from buurtwijzer.core.dutch import format_number

# Money is read in euros, also where a file keeps it in thousands; the JSON form keeps the number of the file.
_EUROS = {"euro": 1.0, "x 1.000 euro": 1000.0}


class Origin(StrEnum):
    """Where the value of a node comes from."""

    GEGEVENS = "gegevens"
    REGELBOEK = "regelboek"
    AANGEVULD = "aangevuld"
    AANNAME = "aanname"
    BEREKEND = "berekend"


@dataclass(frozen=True, slots=True)
class TraceNode:
    """One step of an explanation.

    Attributes:
        soort: Kind of step, e.g. ``score``, ``bijdrage``, ``waarde``, ``gewicht``.
        naam: Dutch name on screen.
        waarde: Number or text; None when there is none (the name then says why).
        eenheid: Unit of the value, empty for text.
        herkomst: Origin of the value.
        plaats: Rule ``file:line`` or data ``file, blad, cel``; empty when computed.
        onderdelen: The steps this one is made of.
    """

    soort: str
    naam: str
    waarde: float | str | None
    eenheid: str = ""
    herkomst: Origin = Origin.BEREKEND
    plaats: str = ""
    onderdelen: tuple[TraceNode, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """Give the JSON form."""
        return {
            "soort": self.soort,
            "naam": self.naam,
            "waarde": self.waarde,
            "eenheid": self.eenheid,
            "herkomst": self.herkomst.value,
            "plaats": self.plaats,
            "onderdelen": [part.as_dict() for part in self.onderdelen],
        }

    def lines(self, depth: int = 0) -> list[str]:
        """Give the indented text form, a line a node."""
        value = "" if self.waarde is None else f": {self._value_text()}"
        place = f"  [{self.plaats}]" if self.plaats else ""
        own = f"{'  ' * depth}{self.naam}{value}{place}"
        return [own, *(line for part in self.onderdelen for line in part.lines(depth + 1))]

    def _value_text(self) -> str:
        if self.eenheid in _EUROS and isinstance(self.waarde, int | float):
            return f"€ {format_number(_EUROS[self.eenheid] * self.waarde)}"
        text = self.waarde if isinstance(self.waarde, str) else format_number(self.waarde or 0.0)
        unit = "punt" if self.eenheid == "punten" and text in ("1", "-1") else self.eenheid
        return f"{text} {unit}".rstrip()
