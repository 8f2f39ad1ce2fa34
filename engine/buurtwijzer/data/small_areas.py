"""Areas that are too small to say anything about: rounding to 5 and the privacy of residents do not allow it."""

from __future__ import annotations

import numpy as np

from buurtwijzer.core.dutch import format_number
from buurtwijzer.data.table import BuurtTable


def size_reasons(table: BuurtTable, inwoners_n: float, huishoudens_n: float) -> tuple[str, ...]:
    """Give (n,) why an area is too small for any score, in Dutch; empty where it is not.

    Args:
        table: n areas; unknown residents or households are too few.
        inwoners_n: Least number of residents.
        huishoudens_n: Least number of households.
    """
    texts = [""] * len(table)
    is_small = ~(table.inwoners >= inwoners_n) | ~(table.huishoudens >= huishoudens_n)
    for row in np.flatnonzero(is_small).tolist():
        inwoners, huishoudens = float(table.inwoners[row]), float(table.huishoudens[row])
        if np.isnan(inwoners):
            texts[row] = "Geen score: het aantal inwoners is onbekend. Voeg een CBS-bestand met inwoners toe."
        elif inwoners < inwoners_n:
            texts[row] = _too_few(inwoners, inwoners_n, "inwoners")
        elif np.isnan(huishoudens):
            texts[row] = "Geen score: het aantal huishoudens is onbekend. Voeg een CBS-bestand met huishoudens toe."
        else:
            texts[row] = _too_few(huishoudens, huishoudens_n, "huishoudens")
    return tuple(texts)


def _too_few(number: float, least: float, noun: str) -> str:
    return (
        f"Geen score: {format_number(number, 0)} {noun} (minimaal {format_number(least, 0)}). "
        "Neem de wijk of voeg gebieden samen."
    )
