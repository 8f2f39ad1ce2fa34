"""Sizes of effects in Dutch words, the same on screen, on the sheets and in the council memo."""

from __future__ import annotations

import math

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.evidence.effect.model import Maat, Schatting
from buurtwijzer.evidence.nulmeting.outcome import Verwacht
from buurtwijzer.interventions.wording import amount
from buurtwijzer.rulebook.schema import Eenheid

NAMES = {
    Niveau.BUURT: ("buurt", "buurten"),
    Niveau.WIJK: ("wijk", "wijken"),
    Niveau.GEMEENTE: ("gemeente", "gemeenten"),
    Niveau.LAND: ("land", "landen"),
    Niveau.EIGEN: ("gebied", "gebieden"),
}
_PERCENT = 100.0
_WHOLE = 10.0


def areas(aantal: int, niveau: Niveau) -> str:
    """Write a number of areas.

    Example:
        >>> areas(4, Niveau.BUURT)
        '4 buurten'
    """
    return plural(aantal, *NAMES[niveau])


def size(waarde: float, maat: Maat, eenheid: Eenheid) -> str:
    """Write how large a change is, without its sign.

    Example:
        >>> size(-0.184, Maat.VERHOUDING, Eenheid.PER_1000), size(2.34, Maat.PUNTEN, Eenheid.PCT)
        ('18 %', '2,3 procentpunt')
    """
    if maat is Maat.VERHOUDING:
        return f"{_rounded(abs(waarde) * _PERCENT)} %"
    if eenheid is Eenheid.PCT:
        return f"{_rounded(abs(waarde))} procentpunt"
    return amount(abs(waarde), eenheid)


def with_interval(schatting: Schatting, maat: Maat, eenheid: Eenheid) -> str:
    """Write an estimate with its interval, all three as precise.

    Example:
        >>> with_interval(Schatting(-0.04, -0.12, 0.05), Maat.VERHOUDING, Eenheid.PER_1000)
        '-4 % (-12 tot +5)'
    """
    unit = "%" if maat is Maat.VERHOUDING else unit_words(eenheid)
    scale = _PERCENT if maat is Maat.VERHOUDING else 1.0
    sides = [side * scale for side in (schatting.waarde, schatting.laag, schatting.hoog)]
    decimals = 0 if max(map(abs, sides)) >= _WHOLE else 1
    found, low, high = (_signed(side, decimals) for side in sides)
    return f"{found} {unit} ({low} tot {high})"


def fewer(schatting: Schatting) -> str:
    """Write a number of cases with its interval, in words for less and more.

    Example:
        >>> fewer(Schatting(-227, -243, -206)), fewer(Schatting(-11.0, -44.0, 31.0))
        ('227 minder (206 tot 243 minder)', '11 minder (tussen 44 minder en 31 meer)')
        >>> fewer(Schatting(-0.1, -168.0, 217.0))
        'geen verschil (tussen 168 minder en 217 meer)'
    """
    low, high = round(schatting.laag), round(schatting.hoog)
    if low == high == 0:
        return _less(0.0)
    if low < 0 < high:
        return f"{_less(schatting.waarde)} (tussen {_less(low)} en {_less(high)})"
    least, most = sorted((abs(low), abs(high)))
    return f"{_less(schatting.waarde)} ({format_number(least, 0)} tot {_less(low if abs(low) == most else high)})"


def power_sentence(aantal: int, niveau: Niveau, vanaf: float, maat: Maat, eenheid: Eenheid) -> str:
    """Write how small an effect can be seen.

    Example:
        >>> power_sentence(4, Niveau.BUURT, 0.18, Maat.VERHOUDING, Eenheid.PER_1000)
        'Met 4 buurten is alleen een effect boven 18 % te zien.'
    """
    if math.isnan(vanaf):
        return f"Met {areas(aantal, niveau)} is niet te zeggen hoe klein een effect te zien is."
    return f"Met {areas(aantal, niveau)} is alleen een effect boven {size(vanaf, maat, eenheid)} te zien."


def expected_words(verwacht: Verwacht | None) -> str:
    """Write what the rulebook expects.

    Example:
        >>> expected_words(Verwacht(-0.0, -0.08, -0.15, "vakkennis", "aanname", "E3"))
        '8 % minder (0 tot 15 %) van wat er zonder zou zijn; bewijs E3, aanname'
    """
    if verwacht is None:
        return "Het regelboek noemt voor dit cijfer geen verwachting in procenten."
    low, mid, high = (_rounded(abs(number) * _PERCENT) for number in (verwacht.laag, verwacht.midden, verwacht.hoog))
    word = "meer" if max(verwacht.laag, verwacht.midden, verwacht.hoog) > 0 else "minder"
    return (
        f"{mid} % {word} ({low} tot {high} %) van wat er zonder zou zijn; bewijs {verwacht.bewijs}, {verwacht.status}"
    )


def _rounded(waarde: float) -> str:
    """Write a number with one decimal where it is small."""
    text = format_number(round(waarde, 1 if abs(waarde) < _WHOLE else 0))
    return "0" if text == "-0" else text


def _signed(waarde: float, decimals: int) -> str:
    number = round(waarde, decimals) + 0.0
    text = format_number(number, decimals).removesuffix(",0")
    return f"+{text}" if number > 0 else text


def _less(waarde: float) -> str:
    number = round(waarde)
    if number == 0:
        return "geen verschil"
    return f"{format_number(abs(number), 0)} {'minder' if number < 0 else 'meer'}"


def unit_words(eenheid: Eenheid) -> str:
    """Write a unit.

    Example:
        >>> unit_words(Eenheid.PER_1000), unit_words(Eenheid.PER_KM2)
        ('per 1.000', 'per km2')
    """
    return {
        Eenheid.PCT: "procentpunt",
        Eenheid.PER_1000: "per 1.000",
        Eenheid.EURO: "euro",
        Eenheid.DUIZEND_EURO: "duizend euro",
    }.get(eenheid, eenheid.value.replace("_", " "))
