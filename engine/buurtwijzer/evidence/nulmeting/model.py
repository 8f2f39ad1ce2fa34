"""`Nulmeting`: a frozen baseline as lines, the same in memory as on its sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from buurtwijzer.core.codes import Niveau


class Onderdeel(StrEnum):
    """What a line is about; the value is the word on the sheet."""

    AFSPRAAK = "Afspraak"
    GEBIED = "Gebied"
    VERGELIJKBAAR = "Vergelijkbaar gebied"
    CIJFER = "Uitkomst per jaar"
    SCORE = "Score"
    OFFICIEEL = "Officieel cijfer"
    HERKOMST = "Herkomst"


class Wat(StrEnum):
    """Names of the lines that are read back; the value is the word on the sheet."""

    DATUM = "datum"
    INTERVENTIE = "interventie (id)"
    UITKOMST = "uitkomst die gemeten wordt (id)"
    START = "start"
    EERSTE_JAAR = "eerste jaar waarin het kan werken"
    NIVEAU = "niveau"
    VERWACHT = "verwacht effect"
    REGELBOEK = "regelboek"
    REGELBOEK_SHA = "regelboek sha256"


@dataclass(frozen=True, slots=True)
class Regel:
    """A line.

    Attributes:
        onderdeel: What it is about.
        wat: Which part of that.
        code: Area.
        gebied: Its name.
        jaar: Year of the figure; None where it has none.
        waarde: A number; None where there is none.
        laag: Lower end of its band or interval.
        hoog: Upper end.
        eenheid: Its unit.
        tekst: Words: what was agreed, or from which cell a figure comes.
    """

    onderdeel: Onderdeel
    wat: str
    code: str = ""
    gebied: str = ""
    jaar: int | None = None
    waarde: float | None = None
    laag: float | None = None
    hoog: float | None = None
    eenheid: str = ""
    tekst: str = ""


@dataclass(frozen=True, slots=True)
class Nulmeting:
    """A baseline.

    Attributes:
        regels: Its lines in the order of the sheet.
    """

    regels: tuple[Regel, ...]

    def of(self, onderdeel: Onderdeel) -> Iterator[Regel]:
        """Give the lines of one part."""
        return (regel for regel in self.regels if regel.onderdeel is onderdeel)

    def text(self, wat: Wat) -> str:
        """Give the words of a line that stands there once.

        Raises:
            KeyError: There is no such line.
        """
        for regel in self.regels:
            if regel.wat == wat.value:
                return regel.tekst
        raise KeyError(wat.value)

    @property
    def interventie(self) -> str:
        """Give the id of the intervention."""
        return self.text(Wat.INTERVENTIE)

    @property
    def uitkomst(self) -> str:
        """Give the id of the indicator that is measured."""
        return self.text(Wat.UITKOMST)

    @property
    def start(self) -> str:
        """Give when it starts, as ``JJJJ`` or ``JJJJ-MM``."""
        return self.text(Wat.START)

    @property
    def niveau(self) -> Niveau:
        """Give the level of the areas."""
        return Niveau(self.text(Wat.NIVEAU))

    @property
    def gebieden(self) -> tuple[str, ...]:
        """Give the codes of the areas where it is done."""
        return tuple(regel.code for regel in self.of(Onderdeel.GEBIED))

    @property
    def vergelijkbaar(self) -> tuple[str, ...]:
        """Give the codes of the comparable areas that were chosen."""
        return tuple(regel.code for regel in self.of(Onderdeel.VERGELIJKBAAR))

    @property
    def cijfers(self) -> Mapping[tuple[str, int], float]:
        """Give the frozen figures of the outcome by area and year."""
        return {
            (regel.code, regel.jaar): regel.waarde
            for regel in self.of(Onderdeel.CIJFER)
            if regel.jaar is not None and regel.waarde is not None
        }
