"""Names of inputs as an open workbook takes them: ``regel1_aantal`` where the model says ``r1_aantal``.

LibreOffice refuses a name that begins as a reference to row 1 in the other way of writing references does (``R1C1``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from buurtwijzer.reporting.rekenbladen.model import Formule, Rekenblad, Rekencel

_NAME = re.compile(r"(?<![\w.!'])r(?=\d+_[a-z])")
_TEXTS = re.compile(r"(\"[^\"]*\"|'[^']*')")


def with_safe_names(bladen: Sequence[Rekenblad]) -> tuple[Rekenblad, ...]:
    """Give the sheets with other names for the inputs of lines, everywhere they stand."""
    known = {naam for blad in bladen for naam in blad.namen}
    return tuple(_renamed(blad, known) for blad in bladen)


def _renamed(blad: Rekenblad, known: set[str]) -> Rekenblad:
    def cell(cel: Rekencel) -> Rekencel:
        match cel.inhoud:
            case Formule(tekst, waarde):
                return Rekencel(Formule(_in_formula(tekst), waarde), cel.stijl)
            case str(tekst) if tekst in known:
                return Rekencel(_safe(tekst), cel.stijl)
            case _:
                return cel

    cells = {place: cell(cel) for place, cel in blad.cellen.items()}
    return replace(blad, cellen=cells, namen={_safe(naam): where for naam, where in blad.namen.items()})


def _in_formula(tekst: str) -> str:
    parts = _TEXTS.split(tekst)
    parts[::2] = map(_safe, parts[::2])
    return "".join(parts)


def _safe(tekst: str) -> str:
    return _NAME.sub("regel", tekst)
