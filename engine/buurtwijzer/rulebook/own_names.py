"""How headers of the organisation's own are compared, and which of them are results of ours."""

from __future__ import annotations

_OURS = "bwz "


def plain(text: str) -> str:
    """Give a header without case and without double spaces.

    Example:
        >>> plain("  Aandeel  8 of Hoger ")
        'aandeel 8 of hoger'
    """
    return " ".join(text.split()).casefold()


def is_result(header: str) -> bool:
    """Tell whether a header is one that Buurtwijzer writes beside the rows of a user.

    Example:
        >>> is_result("Bwz risico Overlast"), is_result("Overlast")
        (True, False)
    """
    return plain(header).startswith(_OURS)
