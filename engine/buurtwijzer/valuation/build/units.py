"""Units as people say them: what stands behind a number on Aannames."""

from __future__ import annotations

_PER = {
    "geval": "geval",
    "persoon_jaar": "persoon per jaar",
    "huishouden_jaar": "huishouden per jaar",
    "woning_jaar": "woning per jaar",
    "persoon": "persoon",
    "uur": "uur",
    "euro": "euro",
}
_MANY = {
    "geval": "gevallen",
    "persoon_jaar": "personen een jaar lang",
    "huishouden_jaar": "huishoudens een jaar lang",
    "woning_jaar": "woningen een jaar lang",
    "persoon": "personen",
    "uur": "uur",
    "euro": "euro",
}


def per(eenheid: str) -> str:
    """Give a unit of the rules as it is said after ``per``."""
    return _PER[eenheid]


def many(eenheid: str) -> str:
    """Give a unit of the rules as it is said after a number."""
    return _MANY[eenheid]


def a_year(eenheid: str) -> str:
    """Give a unit as it is said of a number each year."""
    words = _MANY[eenheid]
    return words if eenheid.endswith("_jaar") else f"{words} per jaar"
