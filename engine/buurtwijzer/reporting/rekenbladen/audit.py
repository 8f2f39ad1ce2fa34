"""`differences()`: where a workbook that came back is not what the program writes for the same plan and inputs.

Every cell is laid beside the cell we write: formulas by their parts, so that a program that saved the file may write
them its own way; texts and numbers of the run; names; number formats and what is hidden; and what each formula came to
against the engine. Yellow cells are for the reader: of those only is seen whether a number stands there, or the formula
by which it goes along with an amount.
"""

from __future__ import annotations

import math
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace
from buurtwijzer.data.files.container import read_bytes
from buurtwijzer.reporting.rekenbladen.aannames_kolommen import NAAM as AANNAMES
from buurtwijzer.reporting.rekenbladen.aannames_kolommen import WAARDE
from buurtwijzer.reporting.rekenbladen.issue_kinds import X333, X334, X335, X336, X337, X338, X339, X340
from buurtwijzer.reporting.rekenbladen.model import Bereik, Formule, Rekenblad
from buurtwijzer.reporting.rekenbladen.stijlen import look
from buurtwijzer.reporting.rekenbladen.vorm_nagekeken import other_looks

Maak = Callable[[Mapping[str, float]], Sequence[Rekenblad]]
"""Makes the sheets with values in the input cells."""
_RELATIVE, _AROUND_ZERO = 1e-9, 1e-6
_SHOWN = 150
"""Signs of a formula in a message."""
_TYPED_IN = (".invoer", ".inert")
_RESERVED = "_xlnm."
_FUTURE = ("_xlfn.", "_xlws.")


@dataclass(frozen=True, slots=True)
class Nagekeken:
    """What an audit found.

    Attributes:
        verschillen: Every cell, name or sheet that is not what we write; none when all is.
        formules: How many formulas were compared.
        niet_bekeken: Sheets we do not write.
        zonder_uitkomst: Whether the file holds formulas without what they came to, so that these were not compared.
    """

    verschillen: tuple[Issue, ...]
    formules: int
    niet_bekeken: tuple[str, ...]
    zonder_uitkomst: bool


def differences(pad: Path, maak: Maak) -> Nagekeken:
    """Compare a workbook with what we write.

    Args:
        pad: The workbook.
        maak: Gives the sheets for values of inputs; called with none first.

    Raises:
        InputError: The file cannot be read.
    """
    data = read_bytes(pad)
    book, values = _load(pad.name, data, outcomes=False), _load(pad.name, data, outcomes=True)
    plain = maak({})
    typed, wrong = _typed(pad.name, book, plain)
    found = [*wrong, *_names(pad.name, book, plain), *_shadows(pad.name, book, plain)]
    # What is typed over a formula of ours is an input; the formulas that ask whether it was stay as they were.
    for blad in plain:
        if blad.naam not in book.sheetnames:
            found.append(X336.at(CellPlace(pad.name, blad.naam)))
        else:
            found += _sheet(pad.name, book[blad.naam], blad)
            found += other_looks(pad.name, book[blad.naam], blad)
    bladen = maak(typed)
    empty = not any(_held(values, blad) for blad in bladen)
    if not found and not empty:
        found += [issue for blad in bladen for issue in _outcomes(pad.name, values[blad.naam], blad)]
    ours = {blad.naam for blad in bladen}
    formulas = sum(isinstance(cel.inhoud, Formule) for blad in plain for cel in blad.cellen.values())
    return Nagekeken(tuple(found), formulas, tuple(n for n in book.sheetnames if n not in ours), empty)


def _load(file: str, data: bytes, *, outcomes: bool) -> Any:
    import openpyxl  # noqa: PLC0415 - heavy, only when a workbook is audited

    try:
        return openpyxl.load_workbook(BytesIO(data), data_only=outcomes)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError([X337.at(file)]) from error


def _typed(file: str, book: Any, bladen: Sequence[Rekenblad]) -> tuple[dict[str, float], list[Issue]]:
    """Give what stands in the input cells, and which hold no number."""
    blad = next(blad for blad in bladen if blad.naam == AANNAMES)
    if AANNAMES not in book.sheetnames:
        return {}, []
    found, wrong = {}, []
    for naam, waar in blad.stappen.items():
        if not _is_input(blad, waar.rij, waar.kolom):
            continue
        held = _content(book[AANNAMES].cell(waar.rij + 1, waar.kolom + 1).value)
        wanted = blad.cellen[waar.rij, waar.kolom].inhoud
        if isinstance(held, int | float) and not isinstance(held, bool):
            found[naam] = float(held)
        elif not (isinstance(wanted, Formule) and _is_formula(held, wanted)):
            wrong.append(X338.at(_place(file, AANNAMES, waar.rij, waar.kolom), nu=_kind(held)))
    return found, wrong


def _names(file: str, book: Any, bladen: Sequence[Rekenblad]) -> Iterator[Issue]:
    there = {naam.casefold(): found.attr_text for naam, found in book.defined_names.items()}
    for blad in bladen:
        for naam, waar in blad.namen.items():
            if _bare(there.get(naam.casefold(), "")) != _bare(waar.vast):
                yield X335.at(_place(file, blad.naam, waar.rij, waar.kolom), naam=naam, cel=_address(waar))


def _shadows(file: str, book: Any, bladen: Sequence[Rekenblad]) -> Iterator[Issue]:
    """Tell names that hold on one sheet only: there they go before ours, and before functions."""
    ours = {blad.naam for blad in bladen}
    known = {naam.casefold() for blad in bladen for naam in blad.namen}
    for sheet in book.worksheets:
        for naam in sheet.defined_names:
            is_reserved = naam.casefold().startswith(_RESERVED)
            if not is_reserved and (sheet.title in ours or naam.casefold() in known):
                yield X340.at(CellPlace(file, sheet.title), naam=naam)


def _sheet(file: str, sheet: Any, blad: Rekenblad) -> Iterator[Issue]:
    last_row = max(sheet.max_row, max(rij for rij, _ in blad.cellen) + 1)
    last_column = max(sheet.max_column, max(kolom for _, kolom in blad.cellen) + 1)
    for rij, row in enumerate(sheet.iter_rows(max_row=last_row, max_col=last_column)):
        for kolom, cell in enumerate(row):
            cel = blad.cellen.get((rij, kolom))
            if cel is not None and (look(cel.stijl).open or _is_input(blad, rij, kolom)):
                continue
            wanted, held = None if cel is None else cel.inhoud, _content(cell.value)
            if isinstance(wanted, Formule):
                if not _is_formula(held, wanted):
                    place = _place(file, blad.naam, rij, kolom)
                    yield X333.at(place, nu=_kind(held), hoort=_short(wanted.tekst))
            elif not _same(held, wanted):
                yield X334.at(_place(file, blad.naam, rij, kolom), nu=_kind(held))


def _outcomes(file: str, sheet: Any, blad: Rekenblad) -> Iterator[Issue]:
    """Compare numbers; words, and checks of the workbook itself, also hang on who typed a reason."""
    steps = {(waar.rij, waar.kolom) for waar in blad.stappen.values()}
    for (rij, kolom), cel in blad.cellen.items():
        wanted = cel.inhoud.waarde if isinstance(cel.inhoud, Formule) else None
        if isinstance(wanted, float) and ((rij, kolom) in steps or not cel.stijl.startswith("controle")):
            held = sheet.cell(rij + 1, kolom + 1).value
            if not _same(held, wanted):
                yield X339.at(_place(file, blad.naam, rij, kolom))


def _held(values: Any, blad: Rekenblad) -> bool:
    """Tell whether formulas of a sheet have an outcome in the file."""
    if blad.naam not in values.sheetnames:
        return False
    sheet = values[blad.naam]
    places = (place for place, cel in blad.cellen.items() if isinstance(cel.inhoud, Formule))
    return any(sheet.cell(rij + 1, kolom + 1).value is not None for rij, kolom in places)


def _is_input(blad: Rekenblad, rij: int, kolom: int) -> bool:
    """Tell whether a cell holds an input, also one that this plan does not use."""
    return blad.naam == AANNAMES and kolom == WAARDE and blad.cellen[rij, kolom].stijl.endswith(_TYPED_IN)


def _is_formula(held: object, wanted: Formule) -> bool:
    return isinstance(held, str) and held.startswith("=") and _same_formula(held[1:], wanted.tekst)


def _content(value: object) -> object:
    text = getattr(value, "text", None)  # a formula that was saved as an array
    return value if text is None else f"={str(text).removeprefix('=')}"


def _same(held: object, wanted: object) -> bool:
    if wanted in (None, ""):
        return held in (None, "")
    if isinstance(wanted, date):
        return str(held).startswith(wanted.isoformat())
    if isinstance(wanted, float | int) and isinstance(held, float | int):
        return math.isclose(held, wanted, rel_tol=_RELATIVE, abs_tol=_AROUND_ZERO if abs(wanted) < 1 else 0.0)
    return held == wanted


def _same_formula(held: str, wanted: str) -> bool:
    return held == wanted or _parts(held) == _parts(wanted)


@cache
def _parts(formula: str) -> tuple[object, ...]:
    """Give the parts of a formula as they mean the same, however a program writes them."""
    from openpyxl.formula.tokenizer import Token, Tokenizer  # noqa: PLC0415 - as above

    found: list[object] = []
    for token in Tokenizer(f"={formula}").items:
        if token.type == Token.WSPACE:
            continue
        if token.subtype == Token.NUMBER:
            found.append(float(token.value))
        elif token.subtype == Token.TEXT:
            found.append(token.value)
        else:
            found.append(_bare(token.value))
    return tuple(found)


def _bare(text: str) -> str:
    lower = text.casefold().replace("'", "")
    for prefix in _FUTURE:
        lower = lower.replace(prefix, "")
    return lower


def _kind(held: object) -> str:
    """Say what stands in a cell without telling it, since it may be about people."""
    if held in (None, ""):
        return "niets"
    if isinstance(held, str):
        return "een andere formule" if held.startswith("=") else "een tekst"
    return "een getal" if isinstance(held, float | int) else "iets anders"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def _place(file: str, blad: str, rij: int, kolom: int) -> CellPlace:
    return CellPlace(file, blad, rij + 1, kolom + 1)


def _address(waar: Bereik) -> str:
    return f"{waar.blad}!{waar.lokaal}"
