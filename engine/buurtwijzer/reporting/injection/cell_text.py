"""A cell as XML for a user's sheet: a number, or a text that can only be a text."""

from __future__ import annotations

import math
from functools import cache

from buurtwijzer.core.places import column_letters
from buurtwijzer.reporting.blad import Cel
from buurtwijzer.reporting.cells import escape
from buurtwijzer.reporting.clean import clean_text


class CellText:
    """Makes cells with the prefix of a sheet; each text is made fit once."""

    def __init__(self, prefix: str) -> None:
        self._p = prefix
        self._texts: dict[str, str] = {}

    def cell(self, rij: int, kolom: int, value: Cel, style: str | None) -> str:
        """Give a cell.

        Args:
            rij: Row from 0.
            kolom: Column from 0.
            value: What it holds; None for an empty cell.
            style: Number of its format; None for none.

        Raises:
            ValueError: A number is infinite or none at all.
        """
        p = self._p
        form = "" if style is None else f' s="{style}"'
        start = f'<{p}c r="{_letters(kolom)}{rij + 1}"{form}'
        if value is None:
            return f"{start}/>"
        if isinstance(value, str):
            known = self._texts.get(value)
            return f"{start}{self._text(value) if known is None else known}"
        if not math.isfinite(value):
            raise ValueError("oneindig getal in de uitkomst")
        return f"{start}><{p}v>{value!r}</{p}v></{p}c>"

    def _text(self, value: str) -> str:
        p, text = self._p, clean_text(value)
        keep = ' xml:space="preserve"' if text != text.strip() else ""
        made = f' t="inlineStr"><{p}is><{p}t{keep}>{escape(text)}</{p}t></{p}is></{p}c>'
        self._texts[value] = made
        return made


@cache
def _letters(kolom: int) -> str:
    return column_letters(kolom + 1)
