"""How headers of the organisation's own are compared, and which of them are results of ours."""

from __future__ import annotations

import re

_OURS = "bwz "
# A statistics program or database makes another sign of a blank.
_SIGNS = re.compile(r"[\W_]+")


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
        >>> is_result("Bwz risico Overlast"), is_result("Bwz.wonen"), is_result("Overlast")
        (True, True, False)
    """
    return _SIGNS.sub(" ", header).strip().casefold().startswith(_OURS)
