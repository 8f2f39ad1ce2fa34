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
# Spaces of any kind, soft hyphens, signs without width and the mark at the start of a file.
_UNSEEN = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_DECIMAL = re.compile(r"[0-9]+")
_HYPHENS = re.compile(r"[_-]")
_AFTER_PREFIX = re.compile(r"^(BU|WK|GM)[_-]")
_POINT_ZERO = re.compile(r"(?P<heel>[0-9]{1,8})[.,]0")
_SCIENTIFIC = re.compile(r"(?P<eerste>[1-9])[.,](?P<deel>\d+)E\+?0?(?P<macht>\d{1,2})")


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


def clean_code(raw: object) -> str:
    """Give the text of a cell with a code without what should not be in it; nothing is added.

    Spaces of any kind, signs without width and a hyphen or underscore after a prefix go; ``3440111.0`` and
    ``3,440111E+06`` are the whole numbers they stand for. A number that was cut short by such a notation stays so.

    Example:
        >>> clean_code("bu\u00a00344 0111"), clean_code(3440111.0), clean_code("3,440111E+06"), clean_code("3,44E+06")
        ('BU03440111', '3440111', '3440111', '3,44E+06')
    """
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    text = _UNSEEN.sub("", str(raw)).upper()
    joined = _HYPHENS.sub("", text)
    # Between other parts than prefix and number a hyphen goes only from a code that is whole: else parts are missing.
    text = joined if niveau_of(joined) is not None else _AFTER_PREFIX.sub(r"\1", text)
    whole = _POINT_ZERO.fullmatch(text)
    if whole is not None:
        return whole["heel"]
    short = _SCIENTIFIC.fullmatch(text)
    if short is not None and len(short["deel"]) == int(short["macht"]):
        return short["eerste"] + short["deel"]
    return text


def is_cut_short(raw: object) -> bool:
    """Tell whether a spreadsheet turned a code into a number with an exponent and lost digits.

    Example:
        >>> is_cut_short("3,44E+06"), is_cut_short("BU0363E123"), is_cut_short("3,440111E+06")
        (True, False, False)
    """
    return isinstance(raw, str) and _SCIENTIFIC.fullmatch(clean_code(raw)) is not None


def normalise_code(raw: object, niveau: Niveau | None = None) -> str | None:
    """Repair a code as found in a cell: padding, unseen signs, lower case, lost prefix, lost leading zeros.

    Without a level only a code with its prefix, or an 8-digit buurt code, is certain: six digits are either a wijk or a
    damaged buurt (see `readings`), so they are not guessed. A prefix says the level, so zeros lost after it come back.

    Args:
        raw: Text or number from a cell.
        niveau: The level that another column of the same row states.

    Returns:
        The complete code, or None when no certain code can be made.

    Example:
        >>> normalise_code(" bu03440111 "), normalise_code(3440111.0, Niveau.BUURT), normalise_code("034401")
        ('BU03440111', 'BU03440111', None)
        >>> normalise_code("GM344"), normalise_code("WK00141908"), normalise_code("BU 0344 01 11")
        ('GM0344', None, 'BU03440111')
    """
    if isinstance(raw, bool) or raw is None or (isinstance(raw, float) and not raw.is_integer()):
        return None
    if niveau is Niveau.EIGEN or (isinstance(raw, str) and raw.strip().upper().startswith(OWN_PREFIX)):
        return own_code(str(int(raw)) if isinstance(raw, float) else str(raw))
    text = raw if isinstance(raw, str) and niveau_of(raw) is not None else clean_code(raw)
    if text == "NL01":
        text = LAND_CODE
    found = niveau_of(text)
    if found is not None:
        return text if niveau in (None, found) else None
    stated = next((level for level, prefix in _PREFIX.items() if text.startswith(prefix)), None)
    if stated is not None and stated is not Niveau.LAND and niveau in (None, stated):
        return _completed(text[2:], stated) if _DECIMAL.fullmatch(text[2:]) else None
    if niveau is not None:
        return _completed(text, niveau)
    return "BU" + text if re.fullmatch(r"[0-9]{4}[0-9A-Z]{4}", text) else None


def readings(raw: object) -> tuple[str, ...]:
    """Give every area a damaged code may stand for, when there are two: six digits, or a wijk with the end of a buurt.

    Example:
        >>> readings("140001"), readings("WK00141908"), readings("BU03440111")
        (('WK140001', 'BU00140001'), ('WK001419', 'BU00141908'), ())
    """
    text = clean_code(raw)
    if re.fullmatch(r"[1-9][0-9]{5}", text):
        return "WK" + text, "BU00" + text
    if re.fullmatch(r"WK[0-9]{4}[0-9A-Z]{4}", text):
        return text[:8], "BU" + text[2:]
    return ()


def _completed(text: str, niveau: Niveau) -> str | None:
    # Zeros are only put before digits; letters need the four digits of their gemeente, else any word becomes a code.
    if not re.fullmatch(r"[0-9]+|[0-9]{4}[0-9A-Z]+", text):
        return None
    completed = _PREFIX[niveau] + text.zfill(_DIGITS[niveau])
    return completed if niveau_of(completed) is niveau else None


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
