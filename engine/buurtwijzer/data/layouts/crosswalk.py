"""From headers as files have them to the names of the rulebook, by the crosswalk of one layout.

A header is known by its short name, by its key in OData without the unstable number, by the code of its measure in
OData 4, by its title in StatLine without the unit, or by another header that the crosswalk names. A name that stands
for several columns is only told apart when all of them are there, in their order; else it stays unclear and is not
used. What another program did to a title (dots of R, a damaged accent) is undone where one title fits. Source:
data-facts 2 and 2.1.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.data.layouts.mangled import DottedTitles, folded, skeleton, without_copy
from buurtwijzer.rulebook.schema import Kolommen, Kolomnaam

MEASURE = "Measure "
"""What stands before the code of a measure of OData 4 in the header of a table that was made from it."""

_NUMBER = re.compile(r"_(\d+)$")
_UNIT = re.compile(r"\s*\([^()]*\)\s*$")
_SPACE = re.compile(r"\s+")
_STEP = re.compile(r"\s*[|/]\s*")
_ODD = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W\d_]")
# Longer than any path of StatLine with its unit.
_LONGEST = 400
_YEAR_MARK = "{jaar}"
_TABLE = re.compile(r"(?<!\w)(\d{5}[A-Z]{3})(?!\w)")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The headers of a file in names of the rulebook.

    Attributes:
        namen: Per header its name; empty when it is not known.
        onduidelijk: Positions of headers that may be more than one column.
        vertaald: Positions of headers that are known by a name of others, such as an English one.
    """

    namen: tuple[str, ...]
    onduidelijk: tuple[int, ...]
    vertaald: tuple[int, ...] = ()


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
        self._tables = {} if kolommen is None else {table.id: table.jaar for table in kolommen.tabellen}
        self._values = [] if kolommen is None else kolommen.waarden
        self._short = {row.kolom.lower(): row.kolom for row in rows}
        self._other = {row.kop.lower(): row.kolom for row in rows if row.kop and _YEAR_MARK not in row.kop}
        self._other |= {(MEASURE + row.v4).lower(): row.kolom for row in rows if row.v4}
        self._translated = {_odd(name): row.kolom for row in rows for name in row.vertaald or ()}
        self._keys: dict[str, list[Kolomnaam]] = defaultdict(list)
        self._titles: dict[str, list[Kolomnaam]] = defaultdict(list)
        for row in rows:
            if row.odata is not None:
                self._keys[row.odata.lower()].append(row)
            if row.titel is not None:
                for form in _forms(plain(row.titel).rpartition("/")[2]):
                    self._titles[form].append(row)
        self._dotted = DottedTitles(row for row in rows if row.titel)
        self._guests = [(_guest_pattern(row.kop), row.kolom) for row in rows if row.kop]
        self.jaren = {
            row.kolom: (row.vanaf_jaar or 0, row.tot_jaar or 9999) for row in rows if row.vanaf_jaar or row.tot_jaar
        }

    def resolve(self, headers: Sequence[str]) -> Resolved:
        """Give the names of headers; a blocked header never gets one."""
        names = [""] * len(headers)
        shared: dict[str, list[int]] = defaultdict(list)
        unclear: list[int] = []
        translated: list[int] = []
        for position, header in enumerate(headers):
            if not header or is_blocked(header):
                continue
            key = _NUMBER.sub("", header).lower()
            if len(self._keys.get(key, ())) > 1:
                shared[key].append(position)
                continue
            found = self._find(header)
            if found is None:
                unclear.append(position)
            elif not found and (name := self._translated.get(_odd(header))):
                names[position] = name
                translated.append(position)
            names[position] = names[position] or found or ""
        for key, positions in shared.items():
            rows = sorted(self._keys[key], key=lambda row: row.volgorde or 0)
            if len(positions) != len(rows):
                unclear += positions
                continue
            ordered = sorted(positions, key=lambda p: (_number(headers[p]), p))
            for position, row in zip(ordered, rows, strict=True):
                names[position] = row.kolom
        return Resolved(tuple(names), tuple(sorted(unclear)), tuple(translated))

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

    def year_of_table(self, origin: str) -> tuple[int, str] | None:
        """Give the year and the number of the table that a file says it comes from."""
        found = {table for table in _TABLE.findall(origin) if table in self._tables}
        return (self._tables[table], table) if len(found) == 1 and (table := found.pop()) else None

    def keys_of(self, dimension: str) -> Mapping[str, str]:
        """Give, per title in upper case, the key of a dimension that it stands for."""
        return {
            _SPACE.sub(" ", title).strip().upper(): value.sleutel
            for value in self._values
            if value.dimensie.lower() == dimension.lower()
            for title in value.titels
        }

    def _find(self, header: str) -> str | None:
        """Give the name of a header, or of the header that it is a copy of: empty when unknown, None when unclear."""
        if len(header) > _LONGEST or not _LETTER.search(header):
            return ""
        for text in dict.fromkeys((header, without_copy(header))):
            found = self._name(text.lower(), _NUMBER.sub("", text).lower()) or self._by_title(text)
            if found != "":
                return found
        return ""

    def _name(self, header: str, key: str) -> str:
        by_key = self._keys.get(key, ())
        # A key of several columns was told apart before; a copy of one cannot be.
        only = by_key[0].kolom if len(by_key) == 1 else ""
        return self._short.get(header) or self._other.get(header) or only

    def _by_title(self, header: str) -> str | None:
        """Give the name by a title of StatLine: empty when unknown, None when it may be several."""
        path = plain(_UNIT.sub("", header))
        names = self._exact(path) or self._dotted.find(header)
        return None if len(names) > 1 else next(iter(names), "")

    def _exact(self, path: str) -> set[str]:
        group = path.rpartition("/")[0]
        fits = [
            row
            for form in _forms(path.rpartition("/")[2])
            for row in self._titles.get(form, ())
            if _ends(path, plain(row.titel or "")) and plain(row.groep or "") in group
        ]
        # The most exact rule counts: a full path before a title, a title with a group before one without.
        longest = max(((len(row.titel or ""), bool(row.groep)) for row in fits), default=None)
        return {row.kolom for row in fits if (len(row.titel or ""), bool(row.groep)) == longest}


def plain(text: str) -> str:
    """Give a text without case and without double spaces; the steps of a path are told apart by ``/``."""
    return _STEP.sub("/", _SPACE.sub(" ", text)).strip().casefold()


def _forms(title: str) -> tuple[str, ...]:
    """Give a title as it is, without its accents, and with every accent as the same sign."""
    return tuple(dict.fromkeys((title, folded(title), skeleton(title))))


def _ends(path: str, title: str) -> bool:
    found = ((form(path), form(title)) for form in (str, folded, skeleton))
    return any(one == other or one.endswith("/" + other) for one, other in found)


def _odd(text: str) -> str:
    return _ODD.sub("_", text).strip("_").casefold()


def _number(header: str) -> int:
    found = _NUMBER.search(header)
    return int(found.group(1)) if found else 0


def _guest_pattern(header: str) -> re.Pattern[str]:
    return re.compile(re.escape(header).replace(re.escape(_YEAR_MARK), r"(?P<jaar>(?:19|20)\d{2})"), re.IGNORECASE)
