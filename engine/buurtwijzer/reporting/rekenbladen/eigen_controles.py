"""Checks of the workbook itself, beside those of the calculation: was it changed, and is what was typed possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from buurtwijzer.reporting.rekenbladen.aannames import Aannames
from buurtwijzer.reporting.rekenbladen.layout import Uitkomst
from buurtwijzer.reporting.rekenbladen.model import Bereik, Formule, long_text
from buurtwijzer.reporting.rekenbladen.narekening import Narekening

MOTOR, VASTGELEGD, GRENZEN, FORMULES, NAREKENING = (
    f"blad_{naam}" for naam in ("motor", "vastgelegd", "grenzen", "formules", "narekening")
)
ONTOETSBAAR = "niet te toetsen: reken opnieuw"
_CENT = 0.005


@dataclass(frozen=True, slots=True)
class EigenControle:
    """A check of the workbook.

    Attributes:
        id: Its name.
        naam: What it says.
        uitleg: What to do when it is not in order.
        formule: Gives its formula once every cell has its place.
        waar: Gives a formula for where it is red, as a sentence that ends on a space.
    """

    id: str
    naam: str
    uitleg: str
    formule: Callable[[], Formule]
    waar: Callable[[], Formule]


class EigenControles:
    """The checks of the workbook, in the order they stand; the last two read every other cell."""

    def __init__(self, aannames: Aannames, verschil: Callable[[], Bereik]) -> None:
        """Bring them together.

        Args:
            aannames: Where inputs stand, and what was typed.
            verschil: Gives the cells with the differences from the last run, in euro.
        """
        self._aannames, self._verschil = aannames, verschil
        self.narekening: Narekening | None = None
        self.alle = (
            EigenControle(
                MOTOR,
                "Excel rekent hetzelfde als de motor",
                "De kolom Verschil hieronder zegt welk bedrag anders is; maak het blad opnieuw.",
                self._same,
                lambda: Formule('""', ""),
            ),
            EigenControle(
                VASTGELEGD,
                "Elke eigen waarde heeft functie, datum en reden",
                "Vul op Aannames bij elke eigen waarde in welke functie dat besloot, wanneer en waarom.",
                lambda: _none(aannames.unexplained()),
                aannames.first_unexplained,
            ),
            EigenControle(
                GRENZEN,
                "Elke aanname is een getal tussen haar grenzen",
                "De grenzen staan op Aannames bij elke waarde; vul een waarde daarbinnen in.",
                lambda: _none(aannames.outside()),
                aannames.first_outside,
            ),
            EigenControle(
                FORMULES,
                "Geen formule is overschreven, ook niet van een controle",
                "Over een formule is een getal of tekst getypt; maak het blad opnieuw.",
                lambda: self._nothing(Narekening.typed),
                lambda: self._first(Narekening.typed),
            ),
            EigenControle(
                NAREKENING,
                "Een tweede berekening geeft hetzelfde (blad Narekening)",
                "Een formule of een getal van de berekening is veranderd; maak het blad opnieuw.",
                lambda: self._nothing(Narekening.other),
                lambda: self._first(Narekening.other),
            ),
        )

    def outcome(self, id_: str) -> Uitkomst:
        """Give what a check comes to with what was typed; nobody changed a formula yet."""
        if id_ == MOTOR:
            return ONTOETSBAAR if self._aannames.changed().waarde else 1.0
        if id_ == VASTGELEGD:
            return float(self._aannames.unexplained().waarde == 0)
        return float(self._aannames.outside().waarde == 0) if id_ == GRENZEN else 1.0

    def seen(self) -> tuple[str, str]:
        """Give where it stands how many formulas were overwritten, and how many cells differ."""
        assert self.narekening is not None  # noqa: S101 - formulas are written when it is there
        return self.narekening.typed()[0], self.narekening.other()[0]

    def _same(self) -> Formule:
        block = self._verschil()
        text = f"IF(COUNT({block.lokaal})<{block.rijen},0,IF(SUMPRODUCT(ABS({block.lokaal}))<{_CENT},1,0))"
        changed = self._aannames.changed()
        return Formule(f'IF({changed.tekst}>0,"{ONTOETSBAAR}",{text})', self.outcome(MOTOR))

    def _nothing(self, of: Callable[[Narekening], tuple[str, str]]) -> Formule:
        assert self.narekening is not None  # noqa: S101 - formulas are written when it is there
        return Formule(f"IF({of(self.narekening)[0]}=0,1,0)", 1.0)

    def _first(self, of: Callable[[Narekening], tuple[str, str]]) -> Formule:
        assert self.narekening is not None  # noqa: S101 - as above
        count, where = of(self.narekening)
        return Formule(f'"Waar ("&{count}&" keer): "&{where}', "")


def then_formula(cel: str, uitleg: str, waar: Formule, uitkomst: Uitkomst) -> Formule:
    """Give what stands beside a check: why it cannot be tested, or where it is red and what to do."""
    text = f'IF(ISTEXT({cel}),{cel},IFERROR(IF({cel}=1,"",{waar.tekst}),"")&{long_text(uitleg)})'
    if isinstance(uitkomst, str):
        return Formule(text, uitkomst)
    return Formule(text, f"{waar.waarde if uitkomst != 1 else ''}{uitleg}")


def _none(found: Formule) -> Formule:
    return Formule(f"IF({found.tekst}=0,1,0)", float(found.waarde == 0))
