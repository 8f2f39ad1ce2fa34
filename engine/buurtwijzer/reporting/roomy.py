"""Widths for a sheet of ours in an open workbook: rows are as high as their fullest cell, so long text gets room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from buurtwijzer.reporting.blad import CelSoort, Kolom

_BESIDE = 3.0
"""A header is bold, so it takes more than its number of characters."""
_LONG, _WIDEST, _MORE = 48.0, 100.0, 2.0


def roomy(kolommen: Iterable[Kolom]) -> tuple[Kolom, ...]:
    """Give the columns wide enough for their header; those with the longest texts so wide that rows stay low.

    Example:
        >>> roomy([Kolom("aansluiting", CelSoort.PUNTEN, 11)])[0].breedte
        14.0
    """
    return tuple(replace(kolom, breedte=_width(kolom)) for kolom in kolommen)


def _width(kolom: Kolom) -> float:
    width = max(kolom.breedte, len(kolom.kop) + _BESIDE)
    if kolom.soort is CelSoort.LANGE_TEKST and kolom.breedte >= _LONG:
        return min(_MORE * width, max(width, _WIDEST))
    return width
