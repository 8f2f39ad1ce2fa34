"""Names of areas: when two spellings are one name. Older files cut names short, and sources abbreviate in their way.

Source: data-facts 2.4 and 11 (names cut at 40 characters, apostrophes, diacritics, 'Wijk 01', '(gedeeltelijk)').
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

# Where older files cut a name, less the space that may have stood there.
CUT = 38
_SHORT = (
    (re.compile(r"\bverspr\.\s*h\.?", re.IGNORECASE), "verspreide huizen"),
    (re.compile(r"\bverspr\.", re.IGNORECASE), "verspreide"),
    (re.compile(r"\bbuitengeb\.", re.IGNORECASE), "buitengebied"),
    (re.compile(r"\be\.\s*o\.", re.IGNORECASE), "en omgeving"),
    (re.compile(r"&|\+"), " en "),
    (re.compile(r"\((?:gedeeltelijk|gemeente|wijk|buurt)\)", re.IGNORECASE), " "),
)
_NUMBERED = re.compile(r"^\s*(?:wijk|buurt)\s+(?:nr\.?\s*)?\w?\d+\w?\b[\s:.-]*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_WINDS = ("noord", "oost", "zuid", "west", "noordoost", "noordwest", "zuidoost", "zuidwest")
_SIZES = ("nieuw", "nieuwe", "oud", "oude", "boven", "beneden", "binnen", "buiten", "groot", "grote", "klein", "kleine")
_NUMBERS = ("i", "ii", "iii", "iv", "v", "vi", "midden", "centrum")
_SIDES = frozenset((*_WINDS, *(f"{w}{end}" for w in _WINDS for end in ("elijk", "en")), *_SIZES, *_NUMBERS))


@lru_cache(maxsize=200_000)
def plain_name(name: str) -> str:
    """Give a name without case, accents, signs and abbreviations.

    Example:
        >>> plain_name("'t Höfke e.o."), plain_name("Verspr.h. Almen (gedeeltelijk)")
        ('thofkeenomgeving', 'verspreidehuizenalmen')
    """
    return "".join(_words(name))


def without_number(name: str) -> str:
    """Give a name without the number of its wijk in front.

    Example:
        >>> without_number("Wijk 01 West"), without_number("Wijk bij Duurstede")
        ('West', 'Wijk bij Duurstede')
    """
    return _NUMBERED.sub("", name) or name


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two names differ only in spelling, or because one of them was cut short.

    Example:
        >>> is_same_name("Wijk 01 West", "West"), is_same_name("Noordhove-Oost", "Noordhove-West")
        (True, False)
    """
    if one == other:
        return True
    a, b = plain_name(without_number(one)), plain_name(without_number(other))
    return a == b or _is_cut(one, a, b) or _is_cut(other, b, a)


def is_near_name(one: str, other: str, least: float) -> bool:
    """Tell whether two names are so alike that the second is the first one written anew.

    Names that differ in a number, a side or a size (Noord and Zuid, Oud and Nieuw) never are.

    Args:
        one: A name.
        other: Another.
        least: How much alike they must be, 0-1.
    """
    a, b = _words(without_number(one)), _words(without_number(other))
    apart = set(a) ^ set(b)
    if any(word in _SIDES or word.isdecimal() for word in apart):
        return False
    return SequenceMatcher(None, "".join(a), "".join(b), autojunk=False).ratio() >= least


def _is_cut(name: str, plain: str, longer: str) -> bool:
    return len(name) >= CUT and longer.startswith(plain)


@lru_cache(maxsize=200_000)
def _words(name: str) -> tuple[str, ...]:
    for pattern, whole in _SHORT:
        name = pattern.sub(whole, name)
    # An apostrophe belongs to its word; Excel hides one at the start.
    bare = unicodedata.normalize("NFKD", name.casefold()).replace("'", "").replace("\u2019", "").replace("`", "")
    return tuple(_WORD.findall("".join(c for c in bare if not unicodedata.combining(c))))
