"""Between which values an input makes sense, as a workbook guards it and as people say it."""

from __future__ import annotations

from buurtwijzer.core.dutch import format_number
from buurtwijzer.valuation.inputs import Invoer

LOWEST, HIGHEST = -1e12, 1e12
_WHOLE = ("prijsjaar", "start")
_OLDEST = "prijs_oud_jaren"
_WIDER = 10


def is_whole(item: Invoer) -> bool:
    """Tell whether an input is a year or another whole number."""
    if item.naam.startswith("tel_") or item.eenheid == "1 of 0" or "grondslag" in item.naam:
        return True
    return item.naam in ("prijspeil", _OLDEST) or (item.eenheid == "jaar" and any(word in item.naam for word in _WHOLE))


def limits(item: Invoer) -> tuple[float, float]:
    """Give between which values an input makes sense: of an effect all there is, or ten times the widest known."""
    low, high = item.minimum, item.maximum
    if item.naam.startswith("tel_"):
        return 0.0, 1.0
    if low is None and high is None and item.naam.endswith("_effect"):
        known = [abs(v) for v in (item.laag, item.hoog, item.waarde) if v is not None]
        most = max(1.0, *known) if item.eenheid.startswith("deel") else max(1.0, *(_WIDER * v for v in known))
        return -most, most
    return LOWEST if low is None else low, HIGHEST if high is None else high


def said_limit(limit: float, item: Invoer) -> str:
    """Give a limit as people say it: a year has no point in it."""
    return f"{limit:.0f}" if item.eenheid == "jaar" else format_number(limit)


def may_be(item: Invoer, waarde: float) -> bool:
    """Tell whether a value is one that the input can have."""
    low, high = limits(item)
    return low <= waarde <= high and (not is_whole(item) or waarde == int(waarde))
