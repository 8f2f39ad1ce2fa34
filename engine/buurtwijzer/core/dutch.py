"""Dutch number and text forms for everything a person reads. Parsing of cells stands in ``data/numbers.py``."""

from __future__ import annotations

import math
from collections.abc import Sequence

_POINT_AND_COMMA = str.maketrans(",.", ".,")


def format_number(value: float, decimals: int | None = None) -> str:
    """Write a number the Dutch way: decimal comma, thousands with a point.

    Args:
        value: Finite number, or NaN (written as ``onbekend``).
        decimals: Fixed number of decimals; None gives at most four without closing zeros.

    Example:
        >>> format_number(1234567.5), format_number(0.25, 1), format_number(100)
        ('1.234.567,5', '0,2', '100')
    """
    if math.isnan(value):
        return "onbekend"
    text = f"{value:,.{4 if decimals is None else decimals}f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if text.startswith("-") and not text.strip("-0.,"):
        text = text[1:]
    return text.translate(_POINT_AND_COMMA)


def join_words(words: Sequence[str], last: str = "en") -> str:
    """Join words into a Dutch enumeration.

    Example:
        >>> join_words(["wonen", "werken", "leren"])
        'wonen, werken en leren'
    """
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def name_some(words: Sequence[str], most: int = 10) -> str:
    """Name the first few of many things, and how many more there are.

    Example:
        >>> name_some(["A1", "A2"]), name_some(["A1", "A2", "A3"], most=2)
        ('A1 en A2', 'A1, A2 en nog 1')
    """
    rest = len(words) - most
    return join_words(words) if rest <= 0 else f"{', '.join(words[:most])} en nog {format_number(rest, 0)}"


def plural(count: int, one: str, many: str) -> str:
    """Write a count with the right form of its noun.

    Example:
        >>> plural(1, "buurt", "buurten"), plural(1200, "buurt", "buurten")
        ('1 buurt', '1.200 buurten')
    """
    return f"{format_number(count, 0)} {one if count == 1 else many}"
