"""Codes without their letters: which level each is, from the header of its column and from the codes around it.

A number of seven or eight digits can only be a buurt. A shorter one is what its gemeente makes of it, when only one
reading gives a gemeente that other rows of the column are in. What stays unclear is told with its readings.
Source: data-facts 2.4.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from buurtwijzer.core.codes import Niveau, clean_code, normalise_code

_HEADERS = {
    Niveau.BUURT: re.compile(r"bu(urt)?[\s_.-]*(code|nr|nummer)|bu_?c(o|d)\w*|buurt", re.IGNORECASE),
    Niveau.WIJK: re.compile(r"wi?j?k[\s_.-]*(code|nr|nummer)|wijk", re.IGNORECASE),
    Niveau.GEMEENTE: re.compile(r"(gm|gemeente)[\s_.-]*(code|nr|nummer)|gemeente", re.IGNORECASE),
}
_BARE = re.compile(r"[0-9]{3,8}")
_BUURT_LENGTHS = (7, 8)
_BY_LENGTH: dict[int, tuple[Niveau, ...]] = {
    3: (Niveau.GEMEENTE,),
    4: (Niveau.GEMEENTE,),
    5: (Niveau.WIJK,),
    6: (Niveau.WIJK, Niveau.BUURT),
}


def level_by_header(head: str) -> Niveau | None:
    """Give the level a header of a column with codes speaks of; None when it speaks of none or of several.

    Example:
        >>> level_by_header("Buurtcode"), level_by_header("gwb_code"), level_by_header("Wijken en buurten")
        (<Niveau.BUURT: 'buurt'>, None, None)
    """
    return next((level for level, pattern in _HEADERS.items() if pattern.fullmatch(head.strip())), None)


def bare_levels(head: str, cells: Sequence[object], stated: Sequence[Niveau | None]) -> list[Niveau | None]:
    """Give per cell the level: as stated in its row, else as the column shows.

    Args:
        head: Header of the column.
        cells: Its (n) cells.
        stated: Per row the level that another column states.
    """
    if all(level is not None for level in stated):
        return list(stated)
    of_column = level_by_header(head)
    texts = [clean_code(cell) if level is None else "" for cell, level in zip(cells, stated, strict=True)]
    bare = {text for text in texts if _BARE.fullmatch(text)}
    if not bare:
        return list(stated)
    others = {len(text) for text in bare if len(text) != 6}
    is_all_buurten = bool(others) and others <= set(_BUURT_LENGTHS) and (of_column is Niveau.BUURT or _no_wijk(texts))
    known = {code[2:6] for text in texts if (code := _certain(text)) is not None}
    left = Niveau.BUURT if is_all_buurten else None
    by_text = {text: of_column or _level(text, known) or left for text in bare}
    return [level or by_text.get(text) for text, level in zip(texts, stated, strict=True)]


def _level(text: str, gemeenten: set[str]) -> Niveau | None:
    if len(text) in _BUURT_LENGTHS:
        return Niveau.BUURT
    if text.startswith("0"):
        # A number has no zero in front, so nothing was lost.
        return {4: Niveau.GEMEENTE, 6: Niveau.WIJK}.get(len(text))
    fits = [
        level
        for level in _BY_LENGTH.get(len(text), ())
        if (code := normalise_code(text, level)) is not None and code[2:6] in gemeenten
    ]
    return fits[0] if len(fits) == 1 else None


def _certain(text: str) -> str | None:
    return normalise_code(text, Niveau.BUURT) if len(text) in _BUURT_LENGTHS else normalise_code(text)


def _no_wijk(texts: Sequence[str]) -> bool:
    return not any(text.startswith(("WK", "GM", "NL")) for text in texts)
