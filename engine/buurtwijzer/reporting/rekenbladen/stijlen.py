"""Looks of calculation sheets: a kind of number, and after a dot what the cell is for, e.g. ``euro.invoer``.

Inputs are marked by their colour. Contrast of text on its background is at least 4.5:1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from buurtwijzer.reporting.styles import CHOICE_FILL, GROUP_LINE, HEADER_FILL, HEADER_INK, INK, LINE, QUIET_INK

GREEN_FILL, GREEN_INK = "#DCEFE4", "#14532D"
RED_FILL, RED_INK = "#F8D7DA", "#7A1220"
AMBER_FILL, AMBER_INK = "#FDE9C8", "#6B4300"
GAIN, COST, BALANCE, QUIET = "#5B9F8F", "#C9823B", "#24405C", "#C8D0D8"
GROUP_FILL, SIMULATED_FILL = "#E8EDF2", "#F1F3F5"
IN_ORDE, NIET_IN_ORDE = "in orde", "NIET in orde"


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks.

    Attributes:
        getal: Number format in English codes.
        vet: Whether it is bold.
        grootte: Size of the letters in points.
        inkt: Colour of the letters.
        vulling: Colour behind them; empty without.
        kant: Where the text stands.
        terugloop: Whether long text wraps.
        lijn: Line under the cell: none, thin, or thick on top as for a total.
        kader: Whether a line goes all around, for what the reader may type in.
        lijnkleur: Colour of the lines.
        krimp: Whether what is too wide gets smaller letters, so that an amount is never ##### and a word never cut.
        regels: Lines of text there is room for at least, where words may come in place of a number.
        open: Whether something may be typed here while the sheet is protected.
        inspringen: Whether some room is left beside the text, so that columns do not run together.
    """

    getal: str
    vet: bool = False
    grootte: float = 10.0
    inkt: str = INK
    vulling: str = ""
    kant: Literal["links", "rechts"] = "rechts"
    terugloop: bool = False
    lijn: Literal["", "onder", "boven"] = "onder"
    kader: bool = False
    lijnkleur: str = LINE
    krimp: bool = False
    inspringen: bool = True
    regels: int = 1
    open: bool = False


_TEXT = "@"
_KINDS = {
    "euro": Look("#,##0.00;-#,##0.00;0", krimp=True),
    "euro_heel": Look("#,##0;-#,##0;0", krimp=True),
    "rente": Look("0.00%", krimp=True),
    "score": Look("0.0", krimp=True),
    "punten": Look("+0.00;-0.00;0.00", krimp=True),
    "deel": Look("0.0###;-0.0###;0", krimp=True),
    "procent": Look("0%", krimp=True),
    "jaar": Look("0", krimp=True),
    "jaar_of_woord": Look("0", terugloop=True, regels=2),
    "getal_of_woord": Look("#,##0.0##;-#,##0.0##;0", terugloop=True),
    "ja_nee": Look('[=1]"ja";[=0]"nee";General', kant="links"),
    "getal": Look("General", krimp=True),
    "aantal": Look("#,##0.0##;-#,##0.0##;0", krimp=True),
    "verhouding": Look("0.000", krimp=True),
    "datum": Look("dd-mm-yyyy", kant="links"),
    "tekst": Look(_TEXT, kant="links", terugloop=True),
    "kort": Look(_TEXT, kant="links"),
    "controle": Look(f'[=1]"{IN_ORDE}";[=0]"{NIET_IN_ORDE}";General;"zie hiernaast"', vet=True, kant="links"),
    "controle_deel": Look(f'[=1]"{IN_ORDE}";[=0]"{NIET_IN_ORDE}";General', krimp=True),
    "titel": Look("General", vet=True, grootte=16.0, kant="links", lijn="", inspringen=False),
    "ondertitel": Look("General", grootte=11.0, kant="links", lijn="", inspringen=False),
    "status": Look("General", True, 11.0, RED_INK, RED_FILL, "links", lijn="", inspringen=False),
    "uitleg": Look("General", inkt=QUIET_INK, kant="links", lijn="", inspringen=False),
    "alinea": Look("General", kant="links", terugloop=True, lijn="", inspringen=False),
    "tussenkop": Look("General", vet=True, grootte=12.0, kant="links", lijn="", inspringen=False),
    "jaar_links": Look("0", kant="links"),
    "cijfer": Look("#,##0.0;-#,##0.0;0.0", krimp=True),
    "verschil_procent": Look("+0.0%;-0.0%;0.0%", krimp=True),
    "bijschrift": Look("General", inkt=QUIET_INK, kant="links", lijn=""),
    "waarschuwing": Look("General", vet=True, inkt=AMBER_INK, kant="links", lijn=""),
    "groep": Look(_TEXT, vet=True, grootte=11.0, vulling=GROUP_FILL, kant="links", lijn=""),
    "kop": Look(_TEXT, vet=True, inkt=HEADER_INK, vulling=HEADER_FILL, kant="links", terugloop=True, lijn=""),
    "kop_getal": Look(_TEXT, True, 10.0, HEADER_INK, HEADER_FILL, terugloop=True, lijn="", inspringen=False),
    "kop_breed": Look(_TEXT, vet=True, inkt=HEADER_INK, vulling=HEADER_FILL, kant="links", lijn=""),
}
GOED, FOUT, LET_OP, OUD = "goed", "fout", "let_op", "oud"
CONDITIONAL = {
    GOED: (GREEN_FILL, GREEN_INK),
    FOUT: (RED_FILL, RED_INK),
    LET_OP: (AMBER_FILL, AMBER_INK),
    OUD: (SIMULATED_FILL, QUIET_INK),
}
"""Fill and ink of the looks that follow a value; what is old (``OUD``) is struck through too."""


@cache
def look(stijl: str) -> Look:
    """Give a look by its name.

    Raises:
        KeyError: No such look.
    """
    kind, _, use = stijl.partition(".")
    found = _KINDS[kind]
    match use:
        case "":
            return found
        case "invoer":
            return replace(found, vulling=CHOICE_FILL, kader=True, lijnkleur=GROUP_LINE, open=True)
        case "totaal":
            return replace(found, vet=True, lijn="boven", lijnkleur=HEADER_FILL)
        case "inert":
            return replace(found, inkt=QUIET_INK, vulling=GROUP_FILL, kader=True, lijnkleur=GROUP_LINE)
        case "simulatie":
            return replace(found, vulling=SIMULATED_FILL)
        case "stil":
            return replace(found, inkt=QUIET_INK)
        case _:
            raise KeyError(stijl)


def kind_of(eenheid: str) -> str:
    """Give the kind of number for a unit as the engine words it."""
    if eenheid.startswith("euro"):
        return "euro"
    if eenheid.startswith("deel"):
        return "deel"
    return "jaar" if eenheid == "jaar" else "getal"


def formats() -> frozenset[str]:
    """Give every number format that is in use."""
    return frozenset(form.getal for form in _KINDS.values())
