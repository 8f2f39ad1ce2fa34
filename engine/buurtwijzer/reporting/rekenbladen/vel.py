"""`Vel`: a calculation sheet that stands by itself, of texts, numbers and formulas over its own cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from buurtwijzer.reporting.cells import column_letter
from buurtwijzer.reporting.clean import clean_text
from buurtwijzer.reporting.heights import lines_needed, points
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Bereik, Formule, Grafiek, Inhoud, Rekenblad, Rekencel
from buurtwijzer.reporting.rekenbladen.stijlen import look

_BOLD, _INDENT, _LARGE = 1.1, 2.0, 12.0


class Vel:
    """A sheet while it is made; rows and columns count from 0."""

    def __init__(self, naam: str, breedtes: Sequence[float]) -> None:
        """Begin a sheet.

        Args:
            naam: Its name.
            breedtes: Width per column in characters.
        """
        self.naam, self._breedtes = naam, dict(enumerate(breedtes))
        self._cellen: dict[tuple[int, int], Rekencel] = {}
        self.grafieken: list[Grafiek] = []
        self.rij = 0
        """The next free row."""

    def put(self, rij: int, kolom: int, inhoud: Inhoud, stijl: str) -> None:
        """Put something in a cell."""
        held = clean_text(inhoud) if isinstance(inhoud, str) else inhoud
        self._cellen[rij, kolom] = Rekencel(held, stijl)

    def formula(self, rij: int, kolom: int, tekst: str, waarde: float | str, stijl: str) -> None:
        """Put a live formula in a cell, with what it comes to."""
        self.put(rij, kolom, Formule(tekst, waarde), stijl)

    def row(self, inhouden: Iterable[Inhoud], stijlen: Iterable[str]) -> int:
        """Fill the next free row; gives its number."""
        for kolom, (inhoud, stijl) in enumerate(zip(inhouden, stijlen, strict=True)):
            self.put(self.rij, kolom, inhoud, stijl)
        self.rij += 1
        return self.rij - 1

    def line(self, tekst: str, stijl: str = "uitleg") -> None:
        """Put a text on a row of its own."""
        self.row([tekst], [stijl])

    def header(self, koppen: Sequence[tuple[str, bool]]) -> int:
        """Put the header of a table: each text, and whether numbers stand under it."""
        return self.row([text for text, _ in koppen], ["kop_getal" if number else "kop" for _, number in koppen])

    def area(self, rij: int, kolom: int, rijen: int = 1, kolommen: int = 1) -> Bereik:
        """Give a block of cells of this sheet."""
        return Bereik(self.naam, rij, kolom, rijen, kolommen)

    @staticmethod
    def cell(rij: int, kolom: int) -> str:
        """Give the address of a cell for a formula on this sheet."""
        return f"{column_letter(kolom)}{rij + 1}"

    def finish(self, *, vaste_rijen: int = 0, vaste_kolommen: int = 0) -> Rekenblad:
        """Give the sheet, with room for every text that wraps."""
        return Rekenblad(
            self.naam,
            dict(sorted(self._cellen.items())),
            self._breedtes,
            self._heights(),
            vaste_rijen,
            vaste_kolommen,
            grafieken=tuple(self.grafieken),
            afdruk=Afdruk(vaste_rijen),
        )

    def _heights(self) -> dict[int, float]:
        lines: dict[int, int] = {}
        for (rij, kolom), cel in self._cellen.items():
            form, needed = look(cel.stijl), 1
            if form.terugloop and isinstance(cel.inhoud, str):
                needed = lines_needed(cel.inhoud, self._breedtes[kolom] / (_BOLD if form.vet else 1.0) - _INDENT)
            if form.grootte > _LARGE:
                needed = max(needed, 2)
            lines[rij] = max(needed, lines.get(rij, 1))
        return {rij: points(number) for rij, number in lines.items()}
