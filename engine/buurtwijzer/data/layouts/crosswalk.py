"""From headers as files have them to the names of the rulebook, by the crosswalk of one layout.

A header is known by its short name, by its key in OData without the unstable number, by its title in StatLine without
the unit, or by another header that the crosswalk names. A name that stands for several columns is only told apart when
all of them are there, in their order; else it stays unclear and is not used. Source: data-facts 2 and 2.1.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.rulebook.schema import Kolommen, Kolomnaam

_NUMBER = re.compile(r"_(\d+)$")
_UNIT = re.compile(r"\s*\([^()]*\)\s*$")
_SPACE = re.compile(r"\s+")
_YEAR_MARK = "{jaar}"


@dataclass(frozen=True, slots=True)
class Resolved:
    """The headers of a file in names of the rulebook.

    Attributes:
        namen: Per header its name; empty when it is not known.
        onduidelijk: Positions of headers that may be more than one column.
    """

    namen: tuple[str, ...]
    onduidelijk: tuple[int, ...]


class Crosswalk:
    """Looks headers up in the crosswalk of one layout.

    Args:
        kolommen: The crosswalk; None when the rulebook has none: then only short names are known to a layout itself.
    """

    def __init__(self, kolommen: Kolommen | None) -> None:
        rows = [] if kolommen is None else kolommen.kolommen
        self.totalen = [] if kolommen is None else kolommen.totalen
        self.minste_dekking = None if kolommen is None else kolommen.minste_dekking_frac
        self.rijen: Sequence[Kolomnaam] = rows
        self._short = {row.kolom.lower(): row.kolom for row in rows}
        self._other = {row.kop.lower(): row.kolom for row in rows if row.kop and _YEAR_MARK not in row.kop}
        self._keys: dict[str, list[Kolomnaam]] = defaultdict(list)
        self._titles: dict[str, list[Kolomnaam]] = defaultdict(list)
        for row in rows:
            if row.odata is not None:
                self._keys[row.odata.lower()].append(row)
            if row.titel is not None:
                self._titles[plain(row.titel).rpartition("/")[2]].append(row)
        self._guests = [(_guest_pattern(row.kop), row.kolom) for row in rows if row.kop]
        self.jaren = {
            row.kolom: (row.vanaf_jaar or 0, row.tot_jaar or 9999) for row in rows if row.vanaf_jaar or row.tot_jaar
        }

    def resolve(self, headers: Sequence[str]) -> Resolved:
        """Give the names of headers; a blocked header never gets one."""
        names = [""] * len(headers)
        shared: dict[str, list[int]] = defaultdict(list)
        unclear: list[int] = []
        for position, header in enumerate(headers):
            if not header or is_blocked(header):
                continue
            key = _NUMBER.sub("", header).lower()
            if len(self._keys.get(key, ())) > 1:
                shared[key].append(position)
                continue
            found = self._name(header.lower(), key) or self._by_title(header)
            names[position] = found or ""
            if found is None:
                unclear.append(position)
        for key, positions in shared.items():
            rows = sorted(self._keys[key], key=lambda row: row.volgorde or 0)
            if len(positions) != len(rows):
                unclear += positions
                continue
            ordered = sorted(positions, key=lambda p: (_number(headers[p]), p))
            for position, row in zip(ordered, rows, strict=True):
                names[position] = row.kolom
        return Resolved(tuple(names), tuple(sorted(unclear)))

    def guests(self, headers: Sequence[str]) -> Iterator[tuple[int | None, str, int]]:
        """Find the other headers the crosswalk names: year (None when the header has none), name, position."""
        for position, header in enumerate(headers):
            if is_blocked(header):
                continue
            for pattern, name in self._guests:
                found = pattern.fullmatch(header)
                if found is not None:
                    year = found.groupdict().get("jaar")
                    yield (None if year is None else int(year)), name, position

    def _name(self, header: str, key: str) -> str:
        by_key = self._keys.get(key)
        return self._short.get(header) or self._other.get(header) or (by_key[0].kolom if by_key else "")

    def _by_title(self, header: str) -> str | None:
        """Give the name by a title of StatLine: empty when unknown, None when it may be several."""
        path = plain(_UNIT.sub("", header))
        group = path.rpartition("/")[0]
        fits = [
            row
            for row in self._titles.get(path.rpartition("/")[2], ())
            if _ends(path, plain(row.titel or "")) and plain(row.groep or "") in group
        ]
        # The most exact rule counts: a full path before a title, a title with a group before one without.
        longest = max(((len(row.titel or ""), bool(row.groep)) for row in fits), default=None)
        names = {row.kolom for row in fits if (len(row.titel or ""), bool(row.groep)) == longest}
        return None if len(names) > 1 else next(iter(names), "")


def plain(text: str) -> str:
    """Give a text without case and without double spaces."""
    return _SPACE.sub(" ", text).strip().casefold()


def _ends(path: str, title: str) -> bool:
    return path == title or path.endswith("/" + title)


def _number(header: str) -> int:
    found = _NUMBER.search(header)
    return int(found.group(1)) if found else 0


def _guest_pattern(header: str) -> re.Pattern[str]:
    return re.compile(re.escape(header).replace(re.escape(_YEAR_MARK), r"(?P<jaar>(?:19|20)\d{2})"), re.IGNORECASE)
