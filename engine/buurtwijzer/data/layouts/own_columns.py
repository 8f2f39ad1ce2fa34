"""Columns of the organisation's own that stand beside figures of others, in a sheet of a kind we know.

Such a column is known by its header alone: the rule names it. A sheet that is only the organisation's own has a layout
of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.data.layouts.model import Header, Row, Selection, Where, Year
from buurtwijzer.data.table import State
from buurtwijzer.rulebook.own import EIGEN
from buurtwijzer.rulebook.own_names import plain
from buurtwijzer.rulebook.schema import Indicator, Kolom

SIZES = ("a_inw", "a_hh")


def own_names(kolom: Kolom) -> tuple[str, ...]:
    """Give the headers that a rule names, but for the sizes of areas."""
    named = (kolom.waarde, *(kolom.teller or ()), *kolom.noemers, kolom.antwoorden)
    return tuple(name for name in named if name is not None and name not in SIZES)


def wanted_names(indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """Give every header that rules name of columns of the organisation's own, as the rules write them."""
    ways = (kolom for indicator in indicators for kolom in indicator.kolommen if kolom.layout == EIGEN)
    return tuple(dict.fromkeys(name for kolom in ways for name in own_names(kolom)))


def own_positions(headers: Sequence[str], names: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Find headers that rules name, whatever their case and spaces; a blocked one is never found.

    Yields:
        Name as the rule writes it, and position.
    """
    found: dict[str, list[int]] = {}
    for position, header in enumerate(headers):
        if header and not is_blocked(header):
            found.setdefault(plain(header), []).append(position)
    for name in names:
        for position in found.get(plain(name), ()):
            yield name, position


class OwnColumns:
    """Layout ``eigen`` as a guest in sheets of others; it is never the layout of a sheet.

    Args:
        names: Headers that the rules name.
    """

    id = EIGEN
    naam = "eigen cijfers"
    leverancier = "uw organisatie"
    verwacht = ""
    bekende_waarde = State.GEMETEN
    draagt_inwoners = False
    code: tuple[str, ...] = ()
    naam_kolom: tuple[str, ...] = ()
    gemeente: tuple[str, ...] = ()
    niveau: tuple[str, ...] = ()
    inwoners = ""
    huishoudens = ""
    gewijzigd = ""
    identiteit: frozenset[str] = frozenset()
    lang = None
    hele_aantallen = False
    minste_dekking = None

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)

    def recognise(self, rows: Sequence[Row]) -> Header | None:
        """Recognise nothing: a sheet of the organisation's own is another layout."""
        del rows
        return None

    def year(self, header: Header, rows: Sequence[Row], where: Where) -> Year:
        """Give no year: it is that of the sheet the columns stand in."""
        del header, rows, where
        return Year(None, "")

    def select(self, header: Header, rows: Sequence[Row], where: Where) -> Selection:
        """Choose no rows: those of the sheet the columns stand in are chosen."""
        del header, rows, where
        return Selection(np.zeros(0, dtype=np.int64))

    def guests(self, header: Header) -> Iterator[tuple[int | None, str, int]]:
        """Find the columns that rules name."""
        for name, position in own_positions(header.koppen, self._names):
            yield None, name, position

    def is_count(self, name: str) -> bool:
        """What a column of the organisation holds, only its rule says."""
        del name
        return False
