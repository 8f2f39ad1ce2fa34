"""The Dutch words of advice: parties, units, evidence grades and levels. No sentence is made here.

Source: practice.md 3 (words on screen).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.data.table import FloatArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Bewijs, Eenheid, Partij, Status
from buurtwijzer.scoring.levels import boundaries
from buurtwijzer.scoring.outcomes import OutcomeKind

GEBIEDEN = {
    Niveau.BUURT: "buurten",
    Niveau.WIJK: "wijken",
    Niveau.GEMEENTE: "gemeenten",
    Niveau.LAND: "landen",
    # Own areas are compared with buurten: their composition is of the same kind.
    Niveau.EIGEN: "buurten",
}
_BEWIJS = {
    Bewijs.E5: "sterk bewezen",
    Bewijs.E4: "bewezen",
    Bewijs.E3: "aanwijzingen",
    Bewijs.E2: "onderbouwd, niet gemeten",
    Bewijs.E1: "deskundigenoordeel",
    Bewijs.E0A: "geen effect gevonden",
    Bewijs.E0B: "uitkomsten spreken elkaar tegen",
}
EVIDENCE_SCALE = f"{'; '.join(f'{grade.value} {words}' for grade, words in _BEWIJS.items())}."
"""Every grade of evidence with its words, from strong to none."""

_PARTIJ = {Partij.GGD: "GGD", Partij.RIJK: "Rijk"}
_EENHEID = {
    Eenheid.PCT: "{} %",
    Eenheid.PER_1000: "{} per 1.000",
    Eenheid.EURO: "€ {}",
    Eenheid.DUIZEND_EURO: "€ {}",
    Eenheid.KM: "{} km",
    Eenheid.PER_KM2: "{} per km²",
    Eenheid.KWH: "{} kWh",
    Eenheid.M3: "{} m³",
    Eenheid.PERSONEN: "{} personen",
    Eenheid.PUNTEN: "{} punten",
    Eenheid.MAANDEN: "{} maanden",
    Eenheid.JAREN: "{} jaar",
}
_THOUSAND = 1000.0
_AANDACHT = ("laag", "licht", "gemiddeld", "verhoogd", "hoog")
_SCHAAL = {OutcomeKind.LEEFGEBIED: "100 is gunstig", OutcomeKind.KRACHT: "100 is sterk"}


def party_name(partij: Partij) -> str:
    """Give the name of a party as it stands in a sentence."""
    return _PARTIJ.get(partij, partij.value)


def party_names(partijen: Sequence[Partij]) -> str:
    """Give several parties as one Dutch enumeration."""
    return join_words([party_name(partij) for partij in partijen])


def amount(value: float, eenheid: Eenheid) -> str:
    """Write a value with its unit, with at most one decimal; what is kept in thousands of euros is written in full.

    Example:
        >>> amount(12.512, Eenheid.PCT), amount(21000, Eenheid.EURO), amount(428, Eenheid.DUIZEND_EURO)
        ('12,5 %', '€ 21.000', '€ 428.000')
    """
    if eenheid is Eenheid.DUIZEND_EURO:
        return _EENHEID[eenheid].format(format_number(_THOUSAND * value, 0))
    return _EENHEID.get(eenheid, "{}").format(format_number(round(value, 1)))


def points(value: float) -> str:
    """Write a score or a difference of scores with one decimal; these stay under 1.000, so there are no thousands.

    Example:
        >>> points(72.0), points(8.25), points(float("nan"))
        ('72,0', '8,2', 'onbekend')
    """
    return f"{value:.1f}".replace(".", ",") if value == value else "onbekend"  # noqa: PLR0124 - NaN differs from itself


def evidence_text(bewijs: Bewijs) -> str:
    """Give the grade with its words.

    Example:
        >>> evidence_text(Bewijs.E3)
        'E3 aanwijzingen'
    """
    return f"{bewijs.value} {_BEWIJS[bewijs]}"


def level_words(scores: FloatArray, soort: OutcomeKind, uitkomst: str, rulebook: Rulebook) -> list[str]:
    """Give the words that place a score: the level of a risico, for others what 100 stands for.

    Args:
        scores: 0-100, not NaN; a score on a boundary is in the higher class.
        soort: Only aandachtspunten are told by their level.
        uitkomst: Id of the outcome.
        rulebook: Has the four boundaries.
    """
    if soort is not OutcomeKind.RISICO:
        return [_SCHAAL[soort]] * len(scores)
    return [
        _AANDACHT[klasse] for klasse in np.searchsorted(boundaries(rulebook, uitkomst), scores, side="right").tolist()
    ]


def assumption_word(status: Status) -> str:
    """Give the word for a number that is not firm; empty for a firm one."""
    return "" if status is Status.VASTGESTELD else status.value
