"""What an effect study says in Dutch sentences."""

from __future__ import annotations

from buurtwijzer.core.dutch import format_number
from buurtwijzer.evidence.effect.model import Effect, Kracht, Maat, Toets

_OUT_OF = 1000


def apart(maat: Maat, check: Toets) -> dict[str, str]:
    """Give how far a check is from nothing, and how often chance does that, for a message."""
    size = amount(maat, abs(check.schatting.waarde))
    often = format_number(max(1, round(check.p * _OUT_OF)), 0)
    return {"verschil": f"{size} {'lager' if check.schatting.waarde < 0 else 'hoger'}", "keer": often}


def amount(maat: Maat, value: float) -> str:
    """Write a size: per cent for a ratio, else points.

    Example:
        >>> amount(Maat.VERHOUDING, 0.183), amount(Maat.PUNTEN, 3.04)
        ('18 %', '3,0 punt')
    """
    return f"{format_number(value * 100, 0)} %" if maat is Maat.VERHOUDING else f"{format_number(value, 1)} punt"


def power_sentence(kracht: Kracht, maat: Maat, one: str = "buurt", many: str = "buurten") -> str:
    """Say how small an effect some areas can show.

    Example:
        >>> power_sentence(Kracht(4, 0.183), Maat.VERHOUDING)
        'Met 4 buurten is alleen een effect boven 18 % te zien.'
        >>> power_sentence(Kracht(1, 1.0), Maat.VERHOUDING)
        'Met 1 buurt is geen enkel effect te zien.'
    """
    areas = f"{kracht.gebieden_n} {one if kracht.gebieden_n == 1 else many}"
    if maat is Maat.VERHOUDING and kracht.zichtbaar_vanaf >= 1.0:
        return f"Met {areas} is geen enkel effect te zien."
    return f"Met {areas} is alleen een effect boven {amount(maat, kracht.zichtbaar_vanaf)} te zien."


def power_of(effect: Effect, one: str = "buurt", many: str = "buurten") -> str:
    """Say it of the very areas of a study."""
    return power_sentence(Kracht(len(effect.gebieden), effect.zichtbaar_vanaf), effect.maat, one, many)
