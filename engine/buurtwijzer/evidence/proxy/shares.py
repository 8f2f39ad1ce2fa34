"""Reads the customer's own shares. They go nowhere else: not into a table of areas, a log or a message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from buurtwijzer.core.dutch import name_some
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, IssueKind
from buurtwijzer.core.places import FilePlace, column_letters, place_in
from buurtwijzer.data.files.no_figures import NoFigures
from buurtwijzer.data.files.opening import OpenFile, open_file
from buurtwijzer.data.files.workbook import Sheet
from buurtwijzer.data.numbers import Mark, NumberReader
from buurtwijzer.data.own.rows import OwnRows, find_own_rows
from buurtwijzer.evidence.proxy import issue_kinds as kinds
from buurtwijzer.evidence.proxy.model import Aandeel
from buurtwijzer.rulebook.model import Rulebook

_SHOWN = 5
_MOST = 100.0


@dataclass(frozen=True, slots=True)
class ReadShares:
    """What a file of shares gave.

    Attributes:
        aandelen: The shares, in the order of the columns.
        issues: Columns that were not taken and may have been meant.
    """

    aandelen: tuple[Aandeel, ...]
    issues: tuple[Issue, ...]


def read_shares(path: Path, rulebook: Rulebook, kolommen: Sequence[str] = ()) -> ReadShares:
    """Read shares per area from a file of the customer's own.

    Args:
        path: Workbook or text file with a header row, a column of area codes and columns with shares (0-100).
        rulebook: Says how many columns may be taken unasked.
        kolommen: Headers of the shares; empty takes every column with only numbers from 0 to 100.

    Raises:
        InputError: No areas or shares are found, there are so many columns that it must be said which are meant, an
            area stands there twice, or a cell is no share; all at once.
    """
    file = open_file(path)
    if isinstance(file, NoFigures):
        raise InputError([file.issue])
    sheet, own = _areas(file, path.name)
    place = FilePlace(path.name)
    twice = [code for code, times in Counter(own.codes.values()).items() if times > 1]
    mistakes = [kinds.GEBIED_DUBBEL.at(place, codes=name_some(twice, _SHOWN))] if twice else []
    cells = enumerate(sheet.rijen[own.kop])
    heads = {str(cell).strip(): at for at, cell in cells if str(cell).strip() and at != own.kolom}
    mistakes += [
        kinds.KOLOM_ONBEKEND.at(place, kop=kop, koppen=name_some(list(heads))) for kop in kolommen if kop not in heads
    ]
    reader, found, skipped = NumberReader(), list[Aandeel](), list[Issue]()
    for kop in [kop for kop in kolommen or heads if kop in heads]:
        column = _Column.of(sheet, own, kop, heads[kop], reader)
        if column.fout and (kolommen or column.is_mostly_numbers):
            (mistakes if kolommen else skipped).append(
                column.about(kinds.GEEN_GETAL if kolommen else kinds.OVERGESLAGEN)
            )
        elif column.waarden and not column.fout:
            found.append(Aandeel(kop, column.waarden))
    if not mistakes:
        mistakes += _unfit(found, kolommen, rulebook, place)
    if mistakes:
        raise InputError([*mistakes, *skipped])
    return ReadShares(tuple(found), tuple(skipped))


def _unfit(found: Sequence[Aandeel], kolommen: Sequence[str], rulebook: Rulebook, place: FilePlace) -> Iterator[Issue]:
    if not found:
        yield kinds.GEEN_AANDELEN.at(place, wat="Er is geen kolom met alleen getallen van 0 tot 100")
    most = round(rulebook.getal("proxytoets", "kolommen_n"))
    if not kolommen and len(found) > most:
        yield kinds.TE_VEEL_KOLOMMEN.at(place, aantal=len(found), koppen=name_some([item.kop for item in found]))


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the file: its shares per area, and where its cells are none (positions among the areas)."""

    sheet: Sheet
    own: OwnRows
    kop: str
    at: int
    waarden: Mapping[str, float]
    fout: tuple[int, ...]

    @classmethod
    def of(cls, sheet: Sheet, own: OwnRows, kop: str, at: int, reader: NumberReader) -> _Column:
        rows = [sheet.rijen[row] for row in own.codes]
        column = reader.read([row[at] if at < len(row) else "" for row in rows])
        known = column.merken == Mark.WAARDE
        share = known & (column.waarden >= 0) & (column.waarden <= _MOST)
        wrong = (column.merken >= Mark.TEKST) | (known & ~share)
        pairs = zip(own.codes.values(), column.waarden.tolist(), share.tolist(), strict=True)
        values = {code: value for code, value, there in pairs if there}
        return cls(sheet, own, kop, at, values, tuple(np.flatnonzero(wrong).tolist()))

    @property
    def is_mostly_numbers(self) -> bool:
        """Tell whether it may well be meant as a column of shares: no names, no large counts."""
        return len(self.waarden) > len(self.fout)

    def about(self, kind: IssueKind) -> Issue:
        """Say which cells are no shares; what stands in them is not repeated."""
        rows, lines = list(self.own.codes), self.sheet.regels
        numbers = [rows[at] + 1 if lines is None else lines[rows[at]] for at in self.fout]
        letter = column_letters(self.at + 1)
        cells = [f"{letter}{number}" if lines is None else f"regel {number}" for number in numbers]
        place = place_in(self.sheet.bestand, self.sheet.report.naam, numbers[0], self.at + 1)
        return kind.at(place, kop=self.kop, aantal=f"{len(numbers)} keer", cellen=name_some(cells, _SHOWN))


def _areas(file: OpenFile, naam: str) -> tuple[Sheet, OwnRows]:
    for number in range(len(file.bladen)):
        sheet = file.lees(number)
        own = find_own_rows(sheet.rijen)
        if own is not None and own.kop >= 0:
            return sheet, own
    raise InputError([kinds.GEEN_AANDELEN.at(FilePlace(naam), wat="Er is geen kolom met gebiedscodes onder een kop")])
