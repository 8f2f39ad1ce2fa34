"""How many there are in an area of what a line reaches, with the cell that says so."""

from __future__ import annotations

from buurtwijzer.rulebook.schema import Status
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.expressions import Ref
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.model import Regel, Sheet

HOUSEHOLDS = ("woningen", "huishoudens")
"""What is reached of which an area has no more than households."""


def word_of(regel: Regel) -> str:
    """Give of what an area has so many: households for homes, else residents."""
    return "huishoudens" if regel.interventie.bereik.eenheid in HOUSEHOLDS else "inwoners"


def number_of(gebied: Gebied, word: str) -> float | None:
    """Give how many households or residents an area has; None when unknown."""
    return gebied.huishoudens if word == "huishoudens" else gebied.inwoners


def there(sheet: Sheet, gebied: Gebied, regel: Regel) -> Ref | None:
    """Add how many residents or households the area has; None when unknown, or when areas are what is reached."""
    word = word_of(regel)
    number = number_of(gebied, word)
    if number is None or regel.interventie.bereik.eenheid == "gebieden":
        return None
    return sheet.input(
        Invoer(
            f"{regel.id}_aanwezig",
            f"Aantal {word} in {gebied.naam}",
            number,
            word,
            sheet.invoer[f"{regel.id}_aantal"].groep,
            bron=gebied.plaats(word),
            status=Status.VASTGESTELD,
            minimum=0.0,
        )
    )
