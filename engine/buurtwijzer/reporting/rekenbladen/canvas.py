"""`Canvas`: a calculation sheet while it is made, with texts, numbers and formulas of its own. Knows no model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from buurtwijzer.reporting.clean import clean_text
from buurtwijzer.reporting.heights import lines_needed, points
from buurtwijzer.reporting.rekenbladen.model import (
    Afdruk,
    Bereik,
    Formule,
    Grafiek,
    Inhoud,
    Keuze,
    Kleurregel,
    Rekenblad,
    Rekencel,
)
from buurtwijzer.reporting.rekenbladen.stijlen import look

Later = Callable[[], Formule]
"""Gives a formula once every cell has its place."""
_LARGE = 12
_BOLD = 1.1
_ROOM = 2.0


@dataclass(slots=True)
class Canvas:
    """A sheet while it is made; see `Rekenblad` for what is not told here."""

    naam: str
    breedtes: dict[int, float] = field(default_factory=dict)
    namen: dict[str, Bereik] = field(default_factory=dict)
    stappen: dict[str, Bereik] = field(default_factory=dict)
    keuzes: list[Keuze] = field(default_factory=list)
    kleuren: list[Kleurregel] = field(default_factory=list)
    grafieken: list[Grafiek] = field(default_factory=list)
    _cellen: dict[tuple[int, int], tuple[Inhoud | Later, str]] = field(default_factory=dict)

    def area(self, rij: int, kolom: int, rijen: int = 1, kolommen: int = 1) -> Bereik:
        """Give a block of cells of this sheet."""
        return Bereik(self.naam, rij, kolom, rijen, kolommen)

    def put(self, rij: int, kolom: int, inhoud: str | float | date | None, stijl: str) -> None:
        """Put a text, number or date in a cell, or nothing but its look."""
        self._add(rij, kolom, clean_text(inhoud) if isinstance(inhoud, str) else inhoud, stijl)

    def later(self, rij: int, kolom: int, maak: Later, stijl: str) -> None:
        """Put a formula in a cell that is written once every cell has its place."""
        self._add(rij, kolom, maak, stijl)

    def texts(self, rij: int, kolom: int, texts: Iterable[str], stijl: str) -> None:
        """Put texts beside each other."""
        for place, text in enumerate(texts, kolom):
            self.put(rij, place, text, stijl)

    def header(self, rij: int, koppen: Sequence[tuple[str, bool]], kolom: int = 0) -> None:
        """Put the header of a table: each text, and whether numbers stand under it."""
        for place, (text, is_number) in enumerate(koppen, kolom):
            self.put(rij, place, text, "kop_getal" if is_number else "kop")

    def band(self, rij: int, text: str, kolommen: int) -> None:
        """Put a heading over the width of a table."""
        for kolom in range(kolommen):
            self.put(rij, kolom, text if kolom == 0 else None, "groep")

    @property
    def rijen(self) -> int:
        """Give the number of rows in use."""
        return max(rij for rij, _ in self._cellen) + 1

    @property
    def kolommen(self) -> int:
        """Give the number of columns in use."""
        return max(kolom for _, kolom in self._cellen) + 1

    def formulas(self, vanaf: int) -> int:
        """Count the formulas from a row on."""
        return sum(callable(inhoud) for (rij, _), (inhoud, _) in self._cellen.items() if rij >= vanaf)

    def number(self, rij: int, kolom: int) -> float:
        """Give the number in a cell."""
        found = self._cellen[rij, kolom][0]
        assert isinstance(found, float)  # noqa: S101 - it was put there as a number
        return found

    def finish(
        self, *, vaste_rijen: int = 0, vaste_kolommen: int = 0, afdruk: Afdruk | None = None, tabkleur: str = ""
    ) -> Rekenblad:
        """Give the sheet, its formulas written."""
        cells = {}
        for place, (inhoud, stijl) in sorted(self._cellen.items(), key=lambda item: item[0]):
            cells[place] = Rekencel(inhoud() if callable(inhoud) else inhoud, stijl)
        return Rekenblad(
            self.naam,
            cells,
            dict(self.breedtes),
            self._heights(cells),
            vaste_rijen,
            vaste_kolommen,
            dict(self.namen),
            dict(self.stappen),
            tuple(self.keuzes),
            tuple(self.kleuren),
            tuple(self.grafieken),
            afdruk or Afdruk(),
            tabkleur,
        )

    def _add(self, rij: int, kolom: int, inhoud: Inhoud | Later, stijl: str) -> None:
        if (rij, kolom) in self._cellen:
            raise ValueError((self.naam, rij, kolom))
        look(stijl)
        self._cellen[rij, kolom] = (inhoud, stijl)

    def _heights(self, cells: dict[tuple[int, int], Rekencel]) -> dict[int, float]:
        """Give room to every text that wraps."""
        lines: dict[int, int] = {}
        for (rij, kolom), cel in cells.items():
            form = look(cel.stijl)
            needed = max(form.regels, 2 if form.grootte > _LARGE else 1)
            held = cel.inhoud.waarde if isinstance(cel.inhoud, Formule) else cel.inhoud
            if form.terugloop and isinstance(held, str):
                width = self.breedtes.get(kolom, 8.0) / (_BOLD if form.vet else 1.0)
                needed = max(needed, lines_needed(held, width - _ROOM))
            lines[rij] = max(needed, lines.get(rij, 1))
        return {rij: points(number) for rij, number in lines.items()}
