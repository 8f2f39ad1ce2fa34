"""Columns that may never be input: origin, nationality, religion. In code on purpose: no rulebook can lift this.

Source: domain.md E2 and E4 (Toeslagenaffaire, Toetsingskader risicoprofilering); CBS column names of 2004-2025.
"""

from __future__ import annotations

import re

_MNEMONICS = re.compile(
    r"(a|p)_(w_all|nw_all|west|nw|marok|antaru|suri|tur|ov_nw|nl_all|eur_al|neu_al"
    r"|geb_(nl|eu|ne)|gbl_(eu|ne)|gebl_(eu|ne))"
)
_ODATA = re.compile(
    r"(WestersTotaal|NietWestersTotaal|Marokko|NederlandseAntillenEnAruba|Suriname|Turkije|OverigNietWesters"
    r"|Nederland|EuropaExclusiefNederland|BuitenEuropa)_\d+",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"migratie|herkomst|nationalit|etnic|geboorteland|religie|godsdienst|kerkelijk|allocht|autocht|(niet.?)?westers"
    r"|marokk|surinam|turk(s|ije)|antill",
    re.IGNORECASE,
)
# Names of the wijk- en buurtkaart and of the Kerncijfers of 2003-2012.
_MAP = re.compile(
    r"p_(west_al|n_w_al|ant_aru|over_nw|eur_all|neu_all|gebnl_(nl|eu|ne)|gebbl_(eu|ne)|wp_(aut|west|n_w)|.{2}_mig_a|nl_achtg)"
    r"|(west|n_w)_(5j)?mut",
    re.IGNORECASE,
)


def is_blocked(column: str) -> bool:
    """Tell whether a column name stands for origin, nationality or religion.

    Example:
        >>> is_blocked("a_nl_all"), is_blocked("percentage_met_herkomstland_nederland"), is_blocked("a_inw")
        (True, True, False)
    """
    name = column.strip()
    return bool(
        _MNEMONICS.fullmatch(name.lower()) or _ODATA.fullmatch(name) or _WORDS.search(name) or _MAP.fullmatch(name)
    )
