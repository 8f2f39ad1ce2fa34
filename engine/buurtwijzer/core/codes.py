"""Area codes of CBS (buurt, wijk, gemeente, land) and of the user's own areas: recognise, repair and order them.

An own code is what the user wrote behind ``EG-``, so that it is never taken for a code of CBS, and is never a formula.
Codes are text, never numbers. Buurt and wijk codes may hold letters (Amsterdam since 2022).
Source: data-facts 2.4, counted on the CBS code lists of 2025.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Niveau(StrEnum):
    """Level of an area, from small to large."""

    BUURT = "buurt"
    WIJK = "wijk"
    GEMEENTE = "gemeente"
    LAND = "land"
    EIGEN = "eigen"


_PATTERNS: dict[Niveau, re.Pattern[str]] = {
    Niveau.BUURT: re.compile(r"BU\d{4}[0-9A-Z]{4}"),
    Niveau.WIJK: re.compile(r"WK\d{4}[0-9A-Z]{2}"),
    Niveau.GEMEENTE: re.compile(r"GM\d{4}"),
    Niveau.LAND: re.compile(r"NL0[01]"),
    Niveau.EIGEN: re.compile(r"EG-[^\W_](?:[\w ./&'()-]{0,38}[\w.)])?"),
}
_PREFIX = {Niveau.BUURT: "BU", Niveau.WIJK: "WK", Niveau.GEMEENTE: "GM", Niveau.LAND: "NL"}
_DIGITS = {Niveau.BUURT: 8, Niveau.WIJK: 6, Niveau.GEMEENTE: 4, Niveau.LAND: 2}
LAND_CODE = "NL00"
_LIKE_CBS = re.compile(r"(?:BU|WK|GM) ?\d{4}|NL0[01]")
OWN_PREFIX = "EG-"


def own_code(text: str) -> str | None:
    """Give the code of a user's own area; None when it cannot be a code or looks like one of CBS.

    Example:
        >>> own_code("3511 ab"), own_code("bu03440111") is None, own_code("=1+1") is None
        ('EG-3511 AB', True, True)
    """
    plain = " ".join(text.split()).upper().removeprefix(OWN_PREFIX)
    code = OWN_PREFIX + plain
    return code if _PATTERNS[Niveau.EIGEN].fullmatch(code) and not _LIKE_CBS.match(plain) else None


def niveau_of(code: str) -> Niveau | None:
    """Tell the level of a complete code, or None when it is no area code.

    Example:
        >>> niveau_of("BU0363AA01").value, niveau_of("WK0344") is None
        ('buurt', True)
    """
    for niveau, pattern in _PATTERNS.items():
        if pattern.fullmatch(code):
            return niveau
    return None


def normalise_code(raw: object, niveau: Niveau | None = None) -> str | None:
    """Repair a code as found in a cell: padding, lower case, lost prefix, lost leading zeros.

    Without a level only a code with its prefix, or an 8-digit buurt code, is certain: six digits are either a wijk or a
    damaged buurt, so they are not guessed.

    Args:
        raw: Text or number from a cell.
        niveau: The level that another column of the same row states.

    Returns:
        The complete code, or None when no certain code can be made.

    Example:
        >>> normalise_code(" bu03440111 "), normalise_code(3440111.0, Niveau.BUURT), normalise_code("034401")
        ('BU03440111', 'BU03440111', None)
    """
    if isinstance(raw, bool) or raw is None:
        return None
    if isinstance(raw, float):
        if not raw.is_integer():
            return None
        raw = int(raw)
    text = str(raw).strip().upper()
    if niveau is Niveau.EIGEN:
        return own_code(text)
    if text == "NL01":
        text = LAND_CODE
    found = niveau_of(text)
    if found is not None:
        return text if niveau in (None, found) else None
    if re.fullmatch(r"\d+\.0", text):
        text = text[:-2]
    # Zeros are only put before digits; letters need the four digits of their gemeente, else any word becomes a code.
    if niveau is not None and re.fullmatch(r"[0-9]+|[0-9]{4}[0-9A-Z]+", text):
        completed = _PREFIX[niveau] + text.zfill(_DIGITS[niveau])
        return completed if niveau_of(completed) is niveau else None
    if re.fullmatch(r"\d{4}[0-9A-Z]{4}", text):
        return "BU" + text
    return None


def gemeente_code(code: str) -> str | None:
    """Give the gemeente code inside a buurt, wijk or gemeente code.

    Example:
        >>> gemeente_code("BU03440111"), gemeente_code("NL00") is None
        ('GM0344', True)
    """
    return None if code.startswith(("NL", OWN_PREFIX)) else "GM" + code[2:6]


def wijk_code(code: str) -> str | None:
    """Give the wijk code inside a buurt code (or the wijk code itself).

    Example:
        >>> wijk_code("BU03440111")
        'WK034401'
    """
    return "WK" + code[2:8] if code[:2] in ("BU", "WK") else None


def contains(outer: str, inner: str) -> bool:
    """Tell whether an area is a part of another: a gemeente holds its wijken, a wijk its buurten.

    Example:
        >>> contains("WK034401", "BU03440111"), contains("GM0344", "BU03440111"), contains("BU03440111", "BU03440111")
        (True, True, False)
    """
    around, within = niveau_of(outer), niveau_of(inner)
    if around is None or within is None or Niveau.EIGEN in (around, within) or _DIGITS[around] >= _DIGITS[within]:
        return False
    return around is Niveau.LAND or inner.removeprefix(_PREFIX[within]).startswith(outer.removeprefix(_PREFIX[around]))
