"""Reads the user's list of own areas: a row per area and buurt. All mistakes are told at once, each with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from buurtwijzer.core.codes import Niveau, niveau_of, own_code
from buurtwijzer.core.dutch import join_words, name_some, plural
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, IssueKind
from buurtwijzer.core.places import CellPlace, FilePlace, place_in
from buurtwijzer.data.areas.reading import area_code
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.files.no_figures import NoFigures
from buurtwijzer.data.files.opening import OpenFile, open_file
from buurtwijzer.data.files.workbook import Sheet
from buurtwijzer.data.issue_kinds import GEEN_GEBIED
from buurtwijzer.data.left_out import is_summary
from buurtwijzer.data.numbers import Mark, parse_text
from buurtwijzer.data.own import area_issue_kinds as kinds
from buurtwijzer.data.own.area_codes import OwnCodes, own_codes
from buurtwijzer.data.own.area_model import AreaPart, OwnArea
from buurtwijzer.rulebook.model import Rulebook

SHEET = "Gebieden"
HEADERS = ("gebied", "soort", "naam", "code", "aandeel", "aandeel eigen bezit", "inwoners", "huishoudens")
_NEEDED = {"gebied", "code"}
_HEADER_WITHIN = 30
_MOST_PCT = 100.0


@dataclass(frozen=True, slots=True, eq=False)
class OwnList:
    """What a list says.

    Attributes:
        naam: File, and sheet where it has one.
        sha256: Hash of the file.
        gebieden: The areas, ordered by code.
        issues: What is worth telling; no errors.
    """

    naam: str
    sha256: str
    gebieden: tuple[OwnArea, ...]
    issues: tuple[Issue, ...]


def read_own_list(source: Path | SheetBlock, rulebook: Rulebook, rows: Mapping[str, int]) -> OwnList:
    """Read a list of own areas.

    Args:
        source: File, or sheet of a workbook that is open elsewhere.
        rulebook: Has the words for kinds of areas (``parameters/eigen_gebieden``).
        rows: Per buurt with figures its row in the table.

    Raises:
        InputError: It is no list, or has mistakes; all at once.
    """
    sheet, header, digest = _find(source)
    columns, issues = _columns(sheet, header)
    reader = _Reader(sheet, columns, _words(rulebook), rows, issues)
    rows_below = range(header + 1, len(sheet.rijen))
    totals = [row for row in rows_below if reader.is_total(row)]
    for row in rows_below:
        if row not in totals:
            reader.read(row)
    if totals:
        words = name_some([f"rij {reader.line(row)}" for row in totals])
        issues.append(GEEN_GEBIED.at(_place(sheet), aantal=plural(len(totals), "rij", "rijen"), cellen=words))
    found = reader.areas()
    if any(issue.severity is kinds.GEEN_LIJST.severity for issue in issues):
        raise InputError(issues)
    if not found:
        raise InputError([kinds.GEEN_LIJST.at(_place(sheet))])
    return OwnList(str(_place(sheet)), digest, found, (*issues, *_overlaps(sheet, found)))


def read_own_codes(source: Path | SheetBlock) -> OwnCodes:
    """Read which areas a list names, before there are figures: `read_own_list` tells the mistakes in it later.

    Args:
        source: File, or sheet of a workbook that is open elsewhere.

    Raises:
        InputError: It is no list.
    """
    sheet, header, _ = _find(source)
    columns, issues = _columns(sheet, header)
    reader = _Reader(sheet, columns, (), {}, issues)
    for row in range(header + 1, len(sheet.rijen)):
        reader.read(row)
    names = {code: str(area.said("naam") or reader.written[code]) for code, area in reader.found.items()}
    return own_codes(str(_place(sheet)), names)


def _words(rulebook: Rulebook) -> tuple[str, ...]:
    group = rulebook.parameters.get("eigen_gebieden")
    return tuple(group.woorden or ()) if group is not None else ()


def _find(source: Path | SheetBlock) -> tuple[Sheet, int, str]:
    """Give the sheet with the list, the one called Gebieden before others, the row of its header, and the hash."""
    opened = source.open() if isinstance(source, SheetBlock) else open_file(source)
    if isinstance(opened, NoFigures):
        raise InputError([kinds.GEEN_LIJST.at(FilePlace(source.name))])
    order = sorted(range(len(opened.bladen)), key=lambda n: opened.bladen[n].naam.casefold() != SHEET.casefold())
    for number in order:
        sheet = opened.lees(number)
        header = _header_row(sheet)
        if header is not None:
            return sheet, header, opened.sha256
    raise InputError([kinds.GEEN_LIJST.at(_file_place(opened))])


def _file_place(opened: OpenFile) -> FilePlace:
    return FilePlace(opened.naam)


def _header_row(sheet: Sheet) -> int | None:
    for number, row in enumerate(sheet.rijen[:_HEADER_WITHIN]):
        if {_plain(cell) for cell in row} >= _NEEDED:
            return number
    return None


def _plain(cell: object) -> str:
    return " ".join(str(cell).replace("_", " ").split()).casefold()


def _columns(sheet: Sheet, header: int) -> tuple[dict[str, int], list[Issue]]:
    columns: dict[str, int] = {}
    other: list[str] = []
    issues: list[Issue] = []
    for position, cell in enumerate(sheet.rijen[header]):
        name = _plain(cell)
        if name in columns:
            issues.append(kinds.KOP_DUBBEL.at(_place(sheet, header, position), kop=name))
        elif name in HEADERS:
            columns[name] = position
        elif name:
            other.append(" ".join(str(cell).split()))
    if other:
        issues.append(kinds.KOLOM_OVER.at(_place(sheet), koppen=name_some(other), bekend=join_words(list(HEADERS))))
    return columns, issues


def _place(sheet: Sheet, row: int | None = None, column: int | None = None) -> FilePlace | CellPlace:
    line = None if row is None else row + 1 if sheet.regels is None else sheet.regels[row]
    return place_in(sheet.bestand, sheet.report.naam, line, None if column is None else column + 1)


@dataclass(slots=True)
class _Open:
    """An area while its rows are read: its parts and the first row that said each thing."""

    delen: dict[str, AreaPart] = field(default_factory=dict)
    rij_van: dict[str, int] = field(default_factory=dict)
    gezegd: dict[str, tuple[object, int]] = field(default_factory=dict)

    def said(self, name: str) -> object:
        return self.gezegd.get(name, (None, 0))[0]

    def number(self, name: str) -> float | None:
        found = self.said(name)
        return found if isinstance(found, float) else None


@dataclass(slots=True)
class _Reader:
    """Reads rows into areas; every mistake is kept."""

    sheet: Sheet
    columns: Mapping[str, int]
    words: Sequence[str]
    rows: Mapping[str, int]
    issues: list[Issue]
    found: dict[str, _Open] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)

    def read(self, row: int) -> None:
        """Read a row; one without any cell is skipped."""
        wrong = {column for r, column in self.sheet.report.foutcellen if r == row + 1}
        if not wrong and not any(self._text(row, name) for name in self.columns):
            return
        refused = [name for name, column in self.columns.items() if column + 1 in wrong]
        for name in refused:
            self._tell(kinds.FOUTCEL, row, name)
        area = None if "gebied" in refused else self._area(row)
        part = None if {"code", "aandeel"} & set(refused) else self._part(row)
        said = dict(self._said(row, refused))
        if area is None:
            return
        for name, value in said.items():
            first = area.gezegd.setdefault(name, (value, row))
            if first[0] != value:
                self._tell(kinds.SPREEKT_TEGEN, row, name, kop=name, rij=self.line(first[1]))
        if part is not None and part.code in area.delen:
            self._tell(kinds.BUURT_DUBBEL, row, "code", code=part.code, rij=self.line(area.rij_van[part.code]))
        elif part is not None:
            area.delen[part.code], area.rij_van[part.code] = part, row

    def is_total(self, row: int) -> bool:
        """Tell whether a row names a total or a note and no buurt; one with a code is never passed over."""
        named = (self._text(row, name) for name in ("gebied", "naam", "soort"))
        return not self._text(row, "code") and any(map(is_summary, named))

    def areas(self) -> tuple[OwnArea, ...]:
        """Give what was read, ordered by code; of areas with a mistake the parts that are right."""
        return tuple(
            OwnArea(
                code=code,
                naam=str(area.said("naam") or self.written[code]),
                soort=str(area.said("soort") or ""),
                delen=tuple(area.delen[part] for part in sorted(area.delen)),
                inwoners=area.number("inwoners"),
                huishoudens=area.number("huishoudens"),
                eigen_bezit=area.number("aandeel eigen bezit"),
            )
            for code, area in sorted(self.found.items())
            if area.delen
        )

    def _area(self, row: int) -> _Open | None:
        text = self._text(row, "gebied")
        if not text:
            self._tell(kinds.ZONDER_GEBIED, row, "gebied")
            return None
        code = own_code(text)
        if code is None:
            why = (
                "het lijkt op een code van het CBS"
                if niveau_of(text.upper().replace(" ", ""))
                else "te lang of met andere tekens"
            )
            self._tell(kinds.GEBIED_ONGELDIG, row, "gebied", waarom=why)
            return None
        self.written.setdefault(code, text)
        return self.found.setdefault(code, _Open())

    def _part(self, row: int) -> AreaPart | None:
        raw = self._text(row, "code")
        code = area_code(raw, Niveau.BUURT) if raw else ""
        share = self._share(row, "aandeel")
        if not code:
            level = niveau_of(raw.upper())
            self._tell(kinds.GEEN_BUURT, row, "code", wel=f", maar van een {level.value}" if level else "")
        elif code not in self.rows:
            self._tell(kinds.BUURT_ONBEKEND, row, "code", code=code)
        else:
            # One that cannot be was told: the part is kept, so that a buurt that stands twice is told as well.
            return AreaPart(code, self.rows[code], 1.0 if share is None or share < 0 else share)
        return None

    def _said(self, row: int, refused: Sequence[str]) -> Iterator[tuple[str, object]]:
        """Give what a row says of its area besides the buurt."""
        for name in ("naam", "soort", "inwoners", "huishoudens", "aandeel eigen bezit"):
            text = "" if name in refused else self._text(row, name)
            if not text:
                continue
            if name == "naam":
                yield name, text
            elif name == "soort":
                yield from self._kind(row, text)
            else:
                number = self._share(row, name) if name == "aandeel eigen bezit" else self._count(row, name, text)
                if number is not None and number >= 0:
                    yield name, number

    def _kind(self, row: int, text: str) -> Iterator[tuple[str, object]]:
        known = {word.casefold(): word for word in self.words}
        if known and text.casefold() not in known:
            self._tell(kinds.SOORT_ONBEKEND, row, "soort", keuze=join_words(list(self.words), "of"))
        else:
            yield "soort", known.get(text.casefold(), text)

    def _share(self, row: int, name: str) -> float | None:
        """Give a share 0-1; None when the cell is empty, -1 when it cannot be."""
        text = self._text(row, name)
        if not text:
            return None
        number = _number(text.removesuffix("%").strip())
        if text.endswith("%") and number is not None:
            number /= 100.0
        least_is_wrong = name == "aandeel" and number == 0
        if number is None or not 0 <= number <= 1 or least_is_wrong:
            tip = ""
            if number is not None and 1 < number <= _MOST_PCT:
                tip = f" (bedoelt u {text}%?)"
            self._tell(kinds.AANDEEL_ONGELDIG, row, name, kop=name, tip=tip)
            return -1.0
        return number

    def _count(self, row: int, name: str, text: str) -> float | None:
        number = _number(text)
        if number is None or number < 0 or not number.is_integer():
            self._tell(kinds.AANTAL_ONGELDIG, row, name, kop=name)
            return None
        return number

    def _text(self, row: int, name: str) -> str:
        column = self.columns.get(name)
        cells = self.sheet.rijen[row]
        cell = "" if column is None or column >= len(cells) else cells[column]
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return " ".join(str("" if cell is None else cell).split())

    def line(self, row: int) -> int:
        """Give a row as people count it."""
        return row + 1 if self.sheet.regels is None else self.sheet.regels[row]

    def _tell(self, kind: IssueKind, row: int, name: str, **values: object) -> None:
        self.issues.append(kind.at(_place(self.sheet, row, self.columns.get(name)), **values))


def _number(text: str) -> float | None:
    value, mark, form = parse_text(text)
    if mark is Mark.WAARDE:
        return value
    # With three decimals a share is certain: it is at most 1.
    return value if mark is Mark.ONDUIDELIJK and form and abs(value) <= 1 else None


def _overlaps(sheet: Sheet, areas: Sequence[OwnArea]) -> Iterator[Issue]:
    shares: dict[str, list[float]] = {}
    for area in areas:
        for part in area.delen:
            shares.setdefault(part.code, []).append(part.aandeel)
    double = sorted(code for code, own in shares.items() if sum(own) > 1 + 1e-9)
    if double:
        count = f"{len(double)} buurt ligt" if len(double) == 1 else f"{len(double)} buurten liggen"
        yield kinds.OVERLAP.at(_place(sheet), aantal=count, codes=name_some(double))
