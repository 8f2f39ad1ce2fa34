"""The sheet ``Spiegeling`` read back: strict, all mistakes at once, each with its cell; no value is ever repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, IssueKind, has_errors, sort_issues
from buurtwijzer.core.personal import personal_data
from buurtwijzer.core.places import CellPlace
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.files.workbook import Row
from buurtwijzer.data.judgements import DRAAGVLAK, HERKENNING, SOORTEN, VOORSTEL, Oordeel, Spiegeling
from buurtwijzer.evidence.mirror import issue_kinds as kinds
from buurtwijzer.rulebook.schema import Spiegelgesprek

NEEDED = ("code", "onderwerp", "rol", "aantal gesprokenen", "herkenning", "draagvlak")
"""Headers without which a sheet is not ours."""
NOT_HERE = "n.v.t."
"""Stands where an answer has no meaning: a proposal is not recognised, a finding not supported."""
HEADERS = (
    *("code", "naam", "soort", "onderwerp", "wat wij zeggen", "rol", "aantal gesprokenen", "herkenning", "draagvlak"),
    *("wie doet mee", "toelichting", "datum", "stand", "kenmerk"),
)
"""Every header of the sheet, in order."""
_MORE = ("naam", "wat wij zeggen", "wie doet mee", "toelichting", "datum", "kenmerk")
_KENMERK = re.compile(rf"(?:{'|'.join(SOORTEN)}):[a-z0-9_.+]+")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})-(\d{1,2})-(\d{4})")
_HEADER_ROWS = 20
_FREE = ("wie doet mee", "toelichting")


def is_form(rows: Sequence[Row]) -> bool:
    """Tell whether a sheet has exactly our columns, from its first row on: nothing else would be lost with it."""
    return bool(rows) and tuple(name for name in _names(rows[0]) if name) == HEADERS


def is_mirror_sheet(rows: Sequence[Row]) -> bool:
    """Tell whether a sheet has the headers of ours."""
    return _header(rows) is not None


def read_mirror(block: SheetBlock, gesprek: Spiegelgesprek) -> tuple[Spiegeling, tuple[Issue, ...]]:
    """Read the judgements on a sheet.

    Returns:
        The judgements, and what there is to tell about them.

    Raises:
        InputError: The sheet has mistakes; all of them.
    """
    reading = _Reading.of(block, gesprek)
    oordelen = [found for number in reading.numbers() if (found := reading.row(number)) is not None]
    issues = sort_issues(reading.issues)
    if has_errors(issues):
        raise InputError(issues)
    codes = dict.fromkeys(code for number in reading.numbers() if (code := reading.text(number, "code")))
    return Spiegeling(tuple(oordelen), tuple(codes), block.werkmap), issues


@dataclass(slots=True, eq=False)
class _Reading:
    """What has been read of a sheet so far."""

    block: SheetBlock
    gesprek: Spiegelgesprek
    kop: int
    kolommen: Mapping[str, int]
    rollen: Mapping[str, str]
    kenmerken: Mapping[tuple[str, str], str]
    issues: list[Issue] = field(default_factory=list)
    _seen: dict[tuple[str, ...], int] = field(default_factory=dict)

    @classmethod
    def of(cls, block: SheetBlock, gesprek: Spiegelgesprek) -> _Reading:
        """Find the header and the subjects.

        Raises:
            InputError: There is no header of ours, or a column stands there twice.
        """
        kop = _header(block.rijen)
        if kop is None:
            koppen = join_words([f"'{kop}'" for kop in NEEDED])
            raise InputError([kinds.GEEN_BLAD.at(CellPlace(block.werkmap, block.blad), koppen=koppen)])
        names = [_text(cell).casefold() for cell in block.rijen[kop]]
        twice = [name for name in (*NEEDED, *_MORE) if names.count(name) > 1]
        if twice:
            place = CellPlace(block.werkmap, block.blad, kop + 1)
            raise InputError([kinds.KOP_DUBBEL.at(place, kop=name) for name in twice])
        columns = {name: names.index(name) for name in (*NEEDED, *_MORE) if name in names}
        words = {word.casefold(): rol.id for rol in gesprek.rollen for word in (rol.naam, rol.meervoud, rol.id)}
        reading = cls(block, gesprek, kop, columns, words, {})
        reading.kenmerken = reading.subjects()
        return reading

    def numbers(self) -> range:
        """Give the numbers of the rows under the header."""
        return range(self.kop + 1, len(self.block.rijen))

    def subjects(self) -> dict[tuple[str, str], str]:
        """Give the mark of every subject by area and name, for rows that people added by hand."""
        marked = ((self.text(n, "code"), self.text(n, "onderwerp"), self.text(n, "kenmerk")) for n in self.numbers())
        return {(code, naam.casefold()): mark for code, naam, mark in marked if _KENMERK.fullmatch(mark)}

    def text(self, row: int, kop: str) -> str:
        """Give a cell as text; empty when there is no such column."""
        column, cells = self.kolommen.get(kop), self.block.rijen[row]
        return "" if column is None or column >= len(cells) else _text(cells[column])

    def row(self, row: int) -> Oordeel | None:
        """Read one row; None when nobody filled in anything."""
        personen = self._answer_text(row, "aantal gesprokenen")
        answers = [self._answer_text(row, kop) for kop in ("herkenning", "draagvlak")]
        if not any((personen, *answers, *(self.text(row, kop) for kop in (*_FREE, "datum")))):
            return None
        self._warn_of_persons(row)
        kenmerk = self._kenmerk(row)
        answer = self._answer(row, kenmerk)
        found = Oordeel(
            code=self.text(row, "code"),
            naam=self.text(row, "naam"),
            kenmerk=kenmerk,
            onderwerp=self.text(row, "onderwerp"),
            tekst=self.text(row, "wat wij zeggen"),
            rol=self._role(row),
            antwoord=answer,
            personen=self._people(row, personen, has_answer=any(answers)),
            wie=self.text(row, "wie doet mee"),
            toelichting=self.text(row, "toelichting"),
            datum=self._day(row),
            plek=self._place(row, _answer_column(kenmerk)[0]),
        )
        self._once(found, row)
        return found

    def _kenmerk(self, row: int) -> str:
        code, mark = self.text(row, "code"), self.text(row, "kenmerk")
        if not code:
            self._tell(kinds.CODE_ONTBREEKT, row, "code")
        elif not _KENMERK.fullmatch(mark):
            mark = self.kenmerken.get((code, self.text(row, "onderwerp").casefold()), "")
            if not mark:
                self._tell(kinds.ONDERWERP_ONBEKEND, row, "onderwerp")
        return mark

    def _role(self, row: int) -> str:
        written = self.text(row, "rol").casefold()
        if not written:
            self._tell(kinds.ZONDER_ROL, row, "rol")
        elif written not in self.rollen:
            names = join_words([rol.naam for rol in self.gesprek.rollen], "of")
            self._tell(kinds.ROL_ONBEKEND, row, "rol", rollen=names)
        return self.rollen.get(written, "")

    def _answer(self, row: int, kenmerk: str) -> str:
        own, other = _answer_column(kenmerk)
        is_proposal = kenmerk.startswith(VOORSTEL)
        if self._answer_text(row, other):
            soort = VOORSTEL if is_proposal else "bevinding"
            self._tell(kinds.VERKEERDE_KOLOM, row, other, soort=soort, wel=own, niet=other)
        answer, choice = self._answer_text(row, own), DRAAGVLAK if is_proposal else HERKENNING
        if answer and answer not in choice:
            self._tell(kinds.ANTWOORD_ONBEKEND, row, own, kolom=own, keuze=join_words(choice, "of"))
        return answer

    def _answer_text(self, row: int, kop: str) -> str:
        found = self.text(row, kop).casefold()
        return "" if found == NOT_HERE else found

    def _people(self, row: int, written: str, *, has_answer: bool) -> int:
        kop = "aantal gesprokenen"
        whole = written.isdecimal() and 1 <= int(written) <= 1_000_000
        if (has_answer or written) and not whole:
            tip = "" if written else "; hier staat niets"
            self._tell(kinds.AANTAL_ONGELDIG, row, kop, tip=tip)
        elif whole and not has_answer:
            self._tell(kinds.AANTAL_ZONDER_ANTWOORD, row, kop)
        return int(written) if whole else 0

    def _day(self, row: int) -> str:
        written = self.text(row, "datum")
        day = _day(written)
        if written and day is None:
            self._tell(kinds.DATUM_ONGELDIG, row, "datum")
        return "" if day is None else day.isoformat()

    def _once(self, found: Oordeel, row: int) -> None:
        key = (found.code, found.kenmerk, found.rol, found.antwoord, found.datum)
        if found.telt and found.rol and found.kenmerk and key in self._seen:
            self._tell(kinds.DUBBEL, row, "rol", rij=self._seen[key] + 1)
        self._seen.setdefault(key, row)

    def _warn_of_persons(self, row: int) -> None:
        for kop in _FREE:
            what = personal_data(self.text(row, kop), self.gesprek.geen_naam)
            if what is not None:
                self._tell(kinds.PERSOONSGEGEVEN, row, kop, wat=what)

    def _tell(self, kind: IssueKind, row: int, kop: str, **words: object) -> None:
        self.issues.append(kind.at(self._place(row, kop), **words))

    def _place(self, row: int, kop: str) -> CellPlace:
        column = self.kolommen.get(kop)
        return CellPlace(self.block.werkmap, self.block.blad, row + 1, None if column is None else column + 1)


def _answer_column(kenmerk: str) -> tuple[str, str]:
    """Give the column for an answer, and the one that stays empty."""
    return ("draagvlak", "herkenning") if kenmerk.startswith(VOORSTEL) else ("herkenning", "draagvlak")


def _header(rows: Sequence[Row]) -> int | None:
    for number, row in enumerate(rows[:_HEADER_ROWS]):
        if {*NEEDED} <= {*_names(row)}:
            return number
    return None


def _names(row: Row) -> Iterator[str]:
    return (_text(cell).casefold() for cell in row)


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell if cell is not None else "").strip()


def _day(written: str) -> date | None:
    found = _DAY.fullmatch(written)
    if found is None:
        return None
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
