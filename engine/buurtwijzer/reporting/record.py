"""What we wrote in a user's workbook, as fingerprints without values: the only proof that a cell is still ours.

Kept on a hidden sheet of the workbook itself. Which cells are ours by it: `ours`. Knows no program and no file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom, Rij
from buurtwijzer.reporting.written import Written

SHEET = "Bwz geschreven"
"""Name of the hidden sheet, when the user has none that is called so."""
KEY = "geschreven"
"""What follows `SHEET_MARK` in the name that marks it."""

EMPTY = "------"
_WIDTH = len(EMPTY)
_PRINTS = re.compile(rf"(?:[0-9a-f]{{{_WIDTH}}}|{EMPTY})+")
_WHOLE = re.compile(r"[0-9a-f]{16}")
_NOTE = "Buurtwijzer herkent hiermee wat het zelf schreef. Verwijder dit blad niet: het gaat weg met Opruimen."


@lru_cache(maxsize=1 << 16, typed=True)
def fingerprint(cell: object) -> str:
    """Give the fingerprint of a cell: equal for what a program gives back of what it was given.

    Args:
        cell: Text, number, bool or date; None or an empty text for an empty cell.

    Returns:
        Six characters.

    Example:
        >>> fingerprint(None), fingerprint(3) == fingerprint(3.0), fingerprint("3") == fingerprint(3)
        ('------', True, False)
    """
    if cell is None or cell == "":
        return EMPTY
    return hashlib.blake2b(_plain(cell).encode("utf-8", "surrogatepass"), digest_size=_WIDTH // 2).hexdigest()


def sheet_fingerprint(rows: Iterable[Sequence[object]]) -> str:
    """Give one fingerprint of all cells of a sheet; empty cells and rows at the end do not count."""
    digest, waiting = hashlib.blake2b(digest_size=8), 0
    for row in rows:
        cells = [*map(fingerprint, row)]
        while cells and cells[-1] == EMPTY:
            cells.pop()
        if not cells:
            waiting += 1
            continue
        digest.update(("\n" * waiting + "".join(cells) + "\n").encode())
        waiting = 0
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """What we wrote in our columns of one sheet of the user.

    Attributes:
        kolommen: Defined names of the columns.
        rijen: Per area code the fingerprints of its cells in that order, put together.
    """

    kolommen: tuple[str, ...]
    rijen: Mapping[str, str]

    @classmethod
    def of(cls, written: Written, codes: Iterable[str]) -> SheetRecord:
        """Record what is written for some areas; one without a result gets empty cells."""
        nothing: Rij = (None,) * len(written.kolommen)
        rows = {code: "".join(map(fingerprint, written.rijen.get(code, nothing))) for code in sorted(set(codes))}
        return cls(tuple(kolom.naam for kolom in written.kolommen), rows)

    def reader(self, kolommen: Sequence[str]) -> Callable[[str], tuple[str, ...] | None]:
        """Give a function that gives the fingerprints of an area in some columns.

        Args:
            kolommen: Names of the columns; one that is not recorded gives `EMPTY`.

        Returns:
            The function: takes an area code; gives None when nothing is recorded of the area.
        """
        known = {naam: slice(place * _WIDTH, (place + 1) * _WIDTH) for place, naam in enumerate(self.kolommen)}
        parts = [known.get(naam) for naam in kolommen]

        def prints(code: str) -> tuple[str, ...] | None:
            row = self.rijen.get(code)
            return None if row is None else tuple([EMPTY if part is None else row[part] for part in parts])

        return prints

    def before(self, older: SheetRecord | None, codes: Collection[str]) -> SheetRecord:
        """Add what an older record says of other areas that still stand there.

        Args:
            older: The record of an earlier time; its columns may be others.
            codes: Areas of which the cells of that time stay.
        """
        if older is None:
            return self
        prints = older.reader(self.kolommen)
        kept = {code: "".join(prints(code) or ()) for code in older.rijen if code in codes and code not in self.rijen}
        return SheetRecord(self.kolommen, dict(sorted({**kept, **self.rijen}.items())))


@dataclass(frozen=True, slots=True)
class Record:
    """What we wrote in a workbook.

    Attributes:
        bladen: Per sheet of the user, by the name it had then, what stands in our columns.
        eigen: Per sheet of ours, by key (``meldingen``), one fingerprint of all its cells.
    """

    bladen: Mapping[str, SheetRecord] = field(default_factory=dict)
    eigen: Mapping[str, str] = field(default_factory=dict)

    def with_sheet(self, blad: str, wrote: SheetRecord) -> Record:
        """Give the record with another one for a sheet of the user."""
        return replace(self, bladen={**self.bladen, blad: wrote})

    def without_sheet(self, blad: str) -> Record:
        """Give the record without a sheet of the user."""
        return replace(self, bladen={naam: wrote for naam, wrote in self.bladen.items() if naam != blad})

    def with_own(self, key: str, rows: Iterable[Sequence[object]]) -> Record:
        """Give the record with all cells of a sheet of ours, header included."""
        return replace(self, eigen={**self.eigen, key: sheet_fingerprint(rows)})


def record_blad(record: Record) -> Blad:
    """Give the hidden sheet; the same record gives the same rows."""
    columns = tuple(Kolom(kop, CelSoort.TEKST, 20) for kop in ("geschreven", "blad", "code", "afdruk"))
    rows: list[Rij] = [("uitleg", None, None, _NOTE)]
    rows += [("eigen", key, None, whole) for key, whole in sorted(record.eigen.items())]
    for blad, wrote in sorted(record.bladen.items()):
        rows.append(("kolommen", blad, None, " ".join(wrote.kolommen)))
        rows += [("rij", blad, code, prints) for code, prints in sorted(wrote.rijen.items())]
    return Blad(SHEET, "bwz_geschreven", columns, tuple(rows))


def read_record(rows: Iterable[Sequence[object]]) -> Record:
    """Read the hidden sheet back; the order of its rows means nothing.

    Args:
        rows: Its cells, with or without the header. What cannot be read is not recorded.
    """
    known: dict[str, list[tuple[str, str, str]]] = {"eigen": [], "kolommen": [], "rij": []}
    for row in rows:
        kind, blad, code, prints = (str(cell or "") for cell in (*row, "", "", "", "")[:4])
        known.get(kind, []).append((blad, code, prints))
    own = {key: whole for key, _, whole in known["eigen"] if _WHOLE.fullmatch(whole)}
    columns = {blad: tuple(names.split()) for blad, _, names in known["kolommen"]}
    found: dict[str, dict[str, str]] = {blad: {} for blad in columns}
    for blad, code, prints in known["rij"]:
        if len(prints) == _WIDTH * len(columns.get(blad, ())) and _PRINTS.fullmatch(prints):
            found[blad][code] = prints
    return Record({blad: SheetRecord(columns[blad], dict(sorted(found[blad].items()))) for blad in found}, own)


def _plain(cell: object) -> str:
    if type(cell) is float:  # first, as most cells are
        return f"n{cell + 0.0:.12g}"
    if isinstance(cell, str):
        return "t" + cell.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(cell, bool):
        return f"b{cell}"
    return f"n{float(cell) + 0.0:.12g}" if isinstance(cell, int | float) else f"d{cell}"
