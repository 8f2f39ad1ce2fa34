"""'Bedoelt u ...?': the known word that looks most like an unknown one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from buurtwijzer.core.dutch import join_words

_MANY = 12


def did_you_mean(word: str, known: Iterable[str], least: float = 0.6) -> str:
    """Give a Dutch hint: the nearest known word if it is like enough (`least`, 0-1), else the known ones when few.

    Example:
        >>> did_you_mean("gewicht", ["gewicht_frac", "waarom"])
        "Bedoelt u 'gewicht_frac'?"
        >>> did_you_mean("xyz", ["ja", "nee"])
        'Kies uit ja of nee.'
    """
    options = sorted(set(known))
    near = difflib.get_close_matches(word.lower(), options, n=1, cutoff=least)
    if not near:
        near = [option for option in options if len(word) > 3 and (word in option or option in word)][:1]
    if near:
        return f"Bedoelt u '{near[0]}'?"
    if 0 < len(options) <= _MANY:
        return f"Kies uit {join_words(options, 'of')}."
    return "Kijk in rules/README.md wat hier kan."
