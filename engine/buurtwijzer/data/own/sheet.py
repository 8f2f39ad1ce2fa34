"""A sheet ``Kolommen`` in a workbook: the table of columns as rows with kop, doel, jaar and eenheid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace, FilePlace
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.files.opening import OpenFile
from buurtwijzer.data.files.workbook import Row
from buurtwijzer.data.own.clean import header_text
from buurtwijzer.data.own.issue_kinds import YAML_GAAT_VOOR
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_column_kinds import RIJ_KLOPT_NIET
from buurtwijzer.rulebook.own_columns import UNITS, OwnColumns, own_columns
from buurtwijzer.rulebook.schema.eigen_kolommen import Kolomtabel
from buurtwijzer.rulebook.strict_yaml import YamlFile, YamlPath
from buurtwijzer.rulebook.suggest import did_you_mean

SHEET = "Kolommen"
_HEADS = ("kop", "doel", "jaar", "eenheid", "factor", "nummer")
_KEYS = tuple(name for name in Kolomtabel.model_fields if name not in ("bestand", "kolommen"))
_WHOLE = ("kop", "jaar", "nummer")
_SEARCH_ROWS = 5
_LEVELS = ("buurt", "wijk", "gemeente")


def is_columns_sheet(naam: str, rows: Sequence[Row]) -> bool:
    """Tell whether a sheet is a table of columns: by its name and its headers."""
    return naam.casefold() == SHEET.casefold() and _header(rows) is not None


def columns_of_file(file: OpenFile, columns: OwnColumns | None, rulebook: Rulebook) -> OwnColumns | None:
    """Give what the user says of the columns: in a file of its own, else on a sheet of the workbook.

    Raises:
        InputError: With every mistake on that sheet.
    """
    if columns is None:
        return _columns_in(file, rulebook)
    if not _has_columns(file):
        return columns
    told = YAML_GAAT_VOOR.at(FilePlace(file.naam), tabel=columns.plaats)
    return replace(columns, meldingen=(*columns.meldingen, told))


def _has_columns(file: OpenFile) -> bool:
    return any(
        is_columns_sheet(report.naam, file.lees(index).rijen)
        for index, report in enumerate(file.bladen)
        if report.naam.casefold() == SHEET.casefold()
    )


def _columns_in(file: OpenFile, rulebook: Rulebook) -> OwnColumns | None:
    for index, report in enumerate(file.bladen):
        if report.naam.casefold() == SHEET.casefold():
            rows = file.lees(index).rijen
            if is_columns_sheet(report.naam, rows):
                return _read(file.naam, report.naam, rows, rulebook)
    return None


def columns_of_block(block: SheetBlock, rulebook: Rulebook) -> OwnColumns:
    """Read a sheet ``Kolommen`` that is open elsewhere.

    Raises:
        InputError: With every mistake on it.
    """
    return replace(_read(block.werkmap, block.blad, block.rijen, rulebook), bestand=block.werkmap)


def _read(werkmap: str, blad: str, rows: Sequence[Row], rulebook: Rulebook) -> OwnColumns:
    top = _header(rows) or 0
    at = {name: column for column, cell in enumerate(rows[top]) if (name := header_text(cell).casefold()) in _HEADS}
    reader = _Reader(werkmap, blad, at)
    for number, row in enumerate(rows[top + 1 :], start=top + 1):
        reader.row(number, row)
    place = CellPlace(werkmap, blad)
    try:
        found = own_columns(YamlFile(reader.data, {}, {}, ()), reader.places, place, rulebook)
    except InputError as error:
        raise InputError([*reader.issues, *error.issues]) from None
    if reader.issues:
        raise InputError(reader.issues)
    return found


def _header(rows: Sequence[Row]) -> int | None:
    for number, row in enumerate(rows[:_SEARCH_ROWS]):
        if {"kop", "doel"} <= {header_text(cell).casefold() for cell in row}:
            return number
    return None


class _Reader:
    """Turns rows into keys and values as YAML has them; a row that cannot be is kept as a mistake."""

    def __init__(self, werkmap: str, blad: str, at: Mapping[str, int]) -> None:
        self.data: dict[str, Any] = {"kolommen": []}
        self.places: dict[YamlPath, CellPlace] = {}
        self.issues: list[Issue] = []
        self._where = (werkmap, blad)
        self._at = at

    def row(self, number: int, row: Row) -> None:
        """Read one row."""
        cells = {name: text for name, column in self._at.items() if (text := header_text(row[column]))}
        doel = cells.get("doel", "")
        if not cells or set(cells) <= {"kop"}:
            # A header without a purpose is a column that is not used.
            return
        if not doel or "kop" not in cells:
            missing = "kop" if doel else "doel"
            self._tell(number, missing, f"Hier ontbreekt '{missing}'.", "Vul het in, of maak de rij leeg.")
        elif doel.casefold() in _KEYS:
            self._key(number, doel.casefold(), cells["kop"])
        else:
            self._column(number, cells)

    def _key(self, number: int, key: str, text: str) -> None:
        place = self._place(number, "kop")
        if key == "ontbreekt":
            self.data.setdefault(key, []).append(text)
            return
        if key in self.data:
            self._tell(number, "doel", f"'{key}' staat er al.", "Haal een van de twee rijen weg.")
        value: object = text
        if key in _WHOLE:
            value = self._whole(number, "kop", text)
        elif key == "niveau_is" and text.casefold() not in _LEVELS:
            self._tell(number, "kop", f"'{text}' is geen niveau.", did_you_mean(text, _LEVELS))
            return
        self.data[key] = value.casefold() if key == "niveau_is" and isinstance(value, str) else value
        self.places[(key,)] = place

    def _column(self, number: int, cells: Mapping[str, str]) -> None:
        found: dict[str, object] = dict(cells)
        for name in ("jaar", "nummer"):
            if name in cells:
                found[name] = self._whole(number, name, cells[name])
        if "eenheid" in cells:
            found["eenheid"] = _unit(cells["eenheid"])
            if found["eenheid"] not in UNITS:
                hint = did_you_mean(cells["eenheid"], UNITS)
                how = hint if hint.startswith("Bedoelt") else f"Kies uit: {', '.join(UNITS)}."
                self._tell(number, "eenheid", f"'{cells['eenheid']}' is geen eenheid die Buurtwijzer kent.", how)
                return
        if "factor" in cells:
            try:
                found["factor"] = float(cells["factor"].replace(",", "."))
            except ValueError:
                self._tell(number, "factor", "De factor is geen getal.", "Schrijf een getal, bijvoorbeeld 0,001.")
                return
        if all(value is not None for value in found.values()):
            position = str(len(self.data["kolommen"]))
            self.data["kolommen"].append(found)
            self.places |= {("kolommen", position, name): self._place(number, name) for name in found}

    def _whole(self, number: int, name: str, text: str) -> int | None:
        if text.isdecimal():
            return int(text)
        self._tell(number, name, f"'{text}' is geen heel getal.", "Schrijf het zonder letters en decimalen.")
        return None

    def _place(self, number: int, name: str) -> CellPlace:
        column = self._at.get(name)
        return CellPlace(*self._where, number + 1, None if column is None else column + 1)

    def _tell(self, number: int, name: str, what: str, how: str) -> None:
        self.issues.append(RIJ_KLOPT_NIET.at(self._place(number, name), wat=what, hoe=how))


def _unit(text: str) -> str:
    words = {"%": "pct", "procent": "pct", "percentage": "pct", "x 1000": "duizend", "x 1.000": "duizend"}
    plain = text.casefold()
    return words.get(plain, plain)
