"""Headers that CBS delivered broken: repaired where neighbours and values leave one reading, else told.

Source: data-facts 2 item 1: in the Kerncijfers of 2013 and 2014 the header of ste_mvs is "2".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from buurtwijzer.core.issues import Issue
from buurtwijzer.data.forms import old_issue_kinds as kinds
from buurtwijzer.data.layouts.model import Header, Row, Where

_COLUMN, _BEFORE, _AFTER = "ste_mvs", "pst_dekp", "ste_oad"
_MEANT = frozenset({"1", "2", "3", "4", "5"})
_SIGNS = frozenset({"", "."})


def repaired(
    names: Sequence[str], columns: Mapping[str, tuple[int, ...]], rows: Sequence[Row]
) -> dict[str, tuple[int, ...]]:
    """Give the column that a bare number stands for, when the columns beside it and all its values say which."""
    bare = [at for at, name in enumerate(names) if _is_number(name)]
    if len(bare) != 1 or _COLUMN in columns:
        return {}
    (at,) = bare
    beside = {name.lower() for name in names[max(at - 1, 0) : at + 2]}
    values = {str(row[at]).strip().removesuffix(".0") for row in rows}
    if beside & {_BEFORE, _AFTER} and values <= _MEANT | _SIGNS and values & _MEANT:
        return {_COLUMN: (at,)}
    return {}


def about_repairs(header: Header, where: Where) -> Iterator[Issue]:
    """Tell of every header that is a bare number how it was read, or that it was not."""
    read = header.kolommen.get(_COLUMN, ())
    for at, name in enumerate(header.koppen):
        place = where.place(header.rij, at)
        if _is_number(name) and at in read:
            reason = f"de kolom ernaast is {_BEFORE} of {_AFTER}, en er staan alleen de codes 1 tot en met 5 in"
            yield kinds.KOP_HERSTELD.at(place, kop=name, kolom=_COLUMN, waarom=reason)
        elif _is_number(name):
            yield kinds.KOP_KAPOT.at(place, kop=name)


def _is_number(name: str) -> bool:
    return name.removesuffix(".0").isdecimal()
