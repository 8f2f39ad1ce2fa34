"""Areas that are too small to say anything about: rounding to 5 and the privacy of residents do not allow it."""

from __future__ import annotations

import numpy as np

from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.data.table import BuurtTable, State


def size_reasons(table: BuurtTable, inwoners_n: float, huishoudens_n: float) -> tuple[str, ...]:
    """Give (n,) why an area is too small for any score, in Dutch; empty where it is not.

    Args:
        table: n areas; unknown residents or households are too few.
        inwoners_n: Least number of residents.
        huishoudens_n: Least number of households.
    """
    texts = [""] * len(table)
    parts = _parts_of_buurten(table, inwoners_n, huishoudens_n)
    is_small = ~(table.inwoners >= inwoners_n) | ~(table.huishoudens >= huishoudens_n)
    for row in np.flatnonzero(is_small).tolist():
        inwoners, huishoudens = float(table.inwoners[row]), float(table.huishoudens[row])
        if np.isnan(inwoners):
            texts[row] = f"Geen score: het aantal inwoners is onbekend. {_where(table, row, 'inwoners')}"
        elif inwoners < inwoners_n:
            texts[row] = _too_few(inwoners, inwoners_n, "inwoners")
        elif np.isnan(huishoudens):
            texts[row] = f"Geen score: het aantal huishoudens is onbekend. {_where(table, row, 'huishoudens')}"
        else:
            texts[row] = _too_few(huishoudens, huishoudens_n, "huishoudens")
    for row, text in parts.items():
        texts[row] = text
    return tuple(texts)


def _parts_of_buurten(table: BuurtTable, inwoners_n: float, huishoudens_n: float) -> dict[int, str]:
    """Give why own areas that are a part of a buurt have no score, as long as no file has figures about them."""
    found = {}
    for row in range(len(table)) if table.eigen is not None else ():
        area = table.own_area(row)
        if area is None or table.eigen is None or not area.is_deel or (table.state[row] < State.ONDERDRUKT).any():
            continue
        basis = table.eigen.basis
        parts = [
            f"{format_number(100.0 * deel.aandeel)} % van {basis.naam[deel.rij]} ({deel.code})" for deel in area.delen
        ]
        found[row] = (
            f"Geen score: kleiner dan een buurt: dit is {join_words(parts)}. Cijfers van een buurt gelden niet "
            "voor een deel ervan; hier staan alleen eigen aantallen. Eigen cijfers geven een score vanaf "
            f"{format_number(inwoners_n, 0)} inwoners en {format_number(huishoudens_n, 0)} huishoudens."
        )
    return found


def _where(table: BuurtTable, row: int, noun: str) -> str:
    area = table.own_area(row)
    if area is not None and area.is_deel:
        return "Zet het in de lijst Gebieden; het telt als het niet boven dat van de hele buurt ligt (zie Meldingen)."
    if area is not None:
        return f"Zet het in de kolom {noun} van de lijst Gebieden."
    return f"Voeg een CBS-bestand met {noun} toe."


def _too_few(number: float, least: float, noun: str) -> str:
    return (
        f"Geen score: {format_number(number, 0)} {noun} (minimaal {format_number(least, 0)}). "
        "Neem de wijk of voeg gebieden samen met een lijst Gebieden."
    )
