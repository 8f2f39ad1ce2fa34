"""`Layout`: where every input and formula of a model stands, and what formulas look like and come to there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from buurtwijzer.reporting.rekenbladen.model import Bereik, Formule, defined_name, quoted
from buurtwijzer.valuation.expressions import (
    Binary,
    Condition,
    Expression,
    If,
    Number,
    Ref,
    Together,
    Told,
    Words,
    compute,
    excel,
    names_in,
)
from buurtwijzer.valuation.model import Waardemodel

Uitkomst = float | str
Moved = Callable[[Bereik], Bereik]
"""Gives where the copy of a cell stands."""


class Layout:
    """Every cell of a workbook by name.

    Inputs have defined names and are written by them; formulas by their address. A formula that refers to a cell that
    may hold words gives those words.
    """

    def __init__(self, model: Waardemodel, invoer: Mapping[str, float]) -> None:
        """Compute every formula.

        Args:
            model: The plan.
            invoer: Values that stand in input cells in place of the model's own; what goes along with them does so.
        """
        self.model = model
        given = model.typed(invoer)
        self.waarden: dict[str, Uitkomst] = {
            naam: float(given.get(naam, item.waarde)) for naam, item in model.invoer.items()
        }
        self._numbers: dict[str, float] = {naam: float(value) for naam, value in self.waarden.items()}
        self._formules: dict[str, Expression] = {}
        self._in_words: set[str] = set()
        self._places: dict[str, Bereik] = {}
        for naam, formule in model.cellen.items():
            self.define(naam, self._in_parts(naam, formule) if naam.startswith(_CHECK) else formule)

    def define(self, naam: str, formule: Expression) -> Ref:
        """Add a formula; it refers only to what is there already."""
        value = self.outcome(formule)
        self._formules[naam] = formule
        self.waarden[naam] = value
        self._numbers[naam] = float("nan") if isinstance(value, str) else value
        if _has_words(formule) or names_in(formule) & self._in_words:
            self._in_words.add(naam)
        return Ref(naam)

    def place(self, naam: str, waar: Bereik) -> None:
        """Note where a cell stands.

        Raises:
            ValueError: It stands somewhere already.
        """
        if naam in self._places:
            raise ValueError(naam)
        self._places[naam] = waar

    def note(self, naam: str, waar: Bereik, waarde: float) -> None:
        """Note a number that is no formula, and where it stands, so that formulas can refer to it."""
        self.waarden[naam] = self._numbers[naam] = waarde
        self.place(naam, waar)

    def where(self, naam: str) -> Bereik:
        """Give where a cell stands."""
        return self._places[naam]

    def is_known(self, naam: str) -> bool:
        """Tell whether there is such an input or formula."""
        return naam in self.waarden

    def is_placed(self, naam: str) -> bool:
        """Tell whether it stands somewhere."""
        return naam in self._places

    def unplaced(self) -> tuple[str, ...]:
        """Give the formulas that stand nowhere yet."""
        return tuple(naam for naam in self._formules if naam not in self._places)

    def outcome(self, formule: Expression) -> Uitkomst:
        """Compute a formula as a cell shows it: a number, or words."""
        for naam in sorted(names_in(formule)):
            value = self.waarden[naam]
            if isinstance(value, str) and formule != Ref(naam):
                return value
        match formule:
            case Words(tekst):
                return tekst
            case Told(voor, getal, na):
                return f"{voor}{float(compute(getal, self._numbers)):.0f}{na}"
            case Ref(naam):
                return self.waarden[naam]
            case If(voorwaarde, dan, anders):
                return self.outcome(dan if self._holds(voorwaarde) else anders)
            case _:
                return float(compute(formule, self._numbers)) + 0.0

    def formule(self, formule: Expression, blad: str, verplaatst: Moved | None = None) -> Formule:
        """Give a formula as it stands on a sheet, with what it comes to.

        Args:
            formule: The formula.
            blad: The sheet it stands on.
            verplaatst: Gives where the copy stands of a cell; None refers to the cell itself.
        """
        moved = verplaatst or _stays
        text = excel(
            formule, lambda naam: self.address(naam, blad, moved), lambda namen: self._span(namen, blad, moved)
        )
        if not isinstance(formule, Ref):
            for naam in sorted(names_in(formule) & self._in_words):
                where = self.address(naam, blad, moved)
                text = f"IF(ISNUMBER({where}),{text},{where})"
        return Formule(text, self.outcome(formule))

    def expression(self, naam: str) -> Expression:
        """Give the formula of a cell by its name, as the engine has it."""
        return self._formules[naam]

    def formule_of(self, naam: str, blad: str) -> Formule:
        """Give the formula of a cell by its name."""
        return self.formule(self._formules[naam], blad)

    def address(self, naam: str, blad: str, verplaatst: Moved | None = None) -> str:
        """Give how a formula on a sheet refers to a cell: an input by its name, else where it stands."""
        if naam in self.model.invoer:
            return defined_name(naam)
        return _from((verplaatst or _stays)(self._places[naam]), blad)

    def _in_parts(self, naam: str, formule: Expression) -> Expression:
        """Give every comparison of a check its own cell, so that a red one can be found."""
        if not isinstance(formule, Together) or len(formule.delen) < 2 or isinstance(formule.delen[0], Ref):
            return formule
        parts = [self.define(f"{naam}__{number}", deel) for number, deel in enumerate(formule.delen, start=1)]
        return Together(formule.functie, tuple(parts))

    def _holds(self, condition: Condition) -> bool:
        return compute(If(condition, *_ONE_OR_NONE), self._numbers) == 1

    def _span(self, namen: tuple[str, ...], blad: str, moved: Moved) -> str:
        pieces: list[str] = []
        for is_input, group in groupby(namen, key=lambda naam: naam in self.model.invoer):
            together = list(group)
            pieces += (
                map(defined_name, together)
                if is_input
                else [_from(b, blad) for b in _blocks(moved(self._places[n]) for n in together)]
            )
        return ",".join(pieces)


_CHECK = "check_"
_ONE_OR_NONE = (Number(1.0), Number(0.0))


def _stays(waar: Bereik) -> Bereik:
    return waar


def _from(waar: Bereik, blad: str) -> str:
    return waar.lokaal if waar.blad == blad else f"{quoted(waar.blad)}!{waar.lokaal}"


def _blocks(cells: Iterable[Bereik]) -> list[Bereik]:
    """Join cells that follow each other in a row or a column, and rows of the same width, into blocks."""
    found: list[Bereik] = []
    for cell in cells:
        found.append(cell)
        while len(found) > 1 and (joined := _joined(found[-2], found[-1])) is not None:
            found[-2:] = [joined]
    return found


def _joined(one: Bereik, other: Bereik) -> Bereik | None:
    if one.blad != other.blad:
        return None
    if one.rij == other.rij and one.rijen == other.rijen and other.kolom == one.kolom + one.kolommen:
        return Bereik(one.blad, one.rij, one.kolom, one.rijen, one.kolommen + other.kolommen)
    if one.kolom == other.kolom and one.kolommen == other.kolommen and other.rij == one.rij + one.rijen:
        return Bereik(one.blad, one.rij, one.kolom, one.rijen + other.rijen, one.kolommen)
    return None


def _has_words(formule: Expression) -> bool:
    match formule:
        case Words() | Told():
            return True
        case Binary(_, links, rechts):
            return _has_words(links) or _has_words(rechts)
        case Together(_, delen):
            return any(map(_has_words, delen))
        case If(_, dan, anders):
            return _has_words(dan) or _has_words(anders)
        case _:
            return False
