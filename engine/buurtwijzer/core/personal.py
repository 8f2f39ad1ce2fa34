"""What looks like a name, an address, a phone number or an e-mail address; it warns, a person decides.

Nothing found is ever repeated: only what kind of thing it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Collection

PERSON = "een naam van een persoon"

_WORD = r"[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?"
_PARTICLE = r"(?:van der|van den|van de|van 't|in 't|op de|de|den|der|ten|ter|van|el|al|bin)"
_MAIL = re.compile(r"\S+@\S+\.\w{2,}")
_PHONE = re.compile(r"(?<![\d.,])(?:\+31|0031|0)[\s\-]?\(?\d{1,3}\)?(?:[\s\-]?\d){6,8}(?![\d.,])")
_POSTCODE = re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b(?:\s*\d+)?")
_STREET = re.compile(
    rf"\b{_WORD}(?:\s{_WORD})*(?:straat|laan|weg|plein|gracht|kade|singel|dijk|hof|pad|steeg)\s\d+\s?[a-zA-Z]?\b"
)
_TITLED = re.compile(
    rf"\b(?:[Mm]evr(?:ouw|\.)?|[Mm]w\.?|[Dd]hr\.?|[Mm]eneer|[Dd]e heer|[Ff]am(?:ilie|\.)?)\s(?:{_PARTICLE}\s)?[A-ZÀ-Þ]"
)
_INITIALS = re.compile(rf"\b(?:[A-Z]\.\s?)+(?:{_PARTICLE}\s)?{_WORD}")
_WITH_PARTICLE = re.compile(rf"\b({_WORD})\s{_PARTICLE}\s{_WORD}\b")
_TWO_WORDS = re.compile(rf"\b({_WORD})\s{_WORD}\b")


def personal_data(text: str, geen_naam: Collection[str]) -> str | None:
    """Say what a text looks like that should not be there.

    Args:
        text: What was written in a cell.
        geen_naam: Words with a capital that do not begin the name of a person.

    Returns:
        Dutch words, e.g. ``een naam van een persoon``; None when nothing was seen.

    Example:
        >>> personal_data("bel 06-12345678", ()), personal_data("de tuingroep van 12 mensen", ())
        ('een telefoonnummer', None)
    """
    if _MAIL.search(text):
        return "een e-mailadres"
    if _PHONE.search(text):
        return "een telefoonnummer"
    if _POSTCODE.search(text) or _STREET.search(text):
        return "een adres"
    return PERSON if _has_name(text, {word.casefold() for word in geen_naam}) else None


def _has_name(text: str, known: Collection[str]) -> bool:
    if _TITLED.search(text) or _INITIALS.search(text):
        return True
    found = (*_WITH_PARTICLE.finditer(text), *_TWO_WORDS.finditer(text))
    return any(match[1].casefold() not in known for match in found)
