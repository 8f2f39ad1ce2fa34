"""What keeps a column of a user's sheet from being used, although no value is seen in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.files.package import plain_xml
from buurtwijzer.data.files.sheet_scan import column_number
from buurtwijzer.reporting.injection import issue_kinds as kinds
from buurtwijzer.reporting.injection.formulas import formula_cells
from buurtwijzer.reporting.injection.nodes import XmlError
from buurtwijzer.reporting.injection.opened import OwnFile
from buurtwijzer.reporting.injection.ranges import Rectangle
from buurtwijzer.reporting.injection.rows import find_rows
from buurtwijzer.reporting.injection.sheet import SheetForm
from buurtwijzer.reporting.injection.styles import StyleSheet

_STYLED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})" s="([1-9]\d*)"\s*/>')
_MANY, _LAST = 256, 16_384
"""A format over more columns than this is that of the sheet, no column that the user keeps for something."""


@dataclass(frozen=True, slots=True)
class Room:
    """What else is on a sheet; columns from 0.

    Attributes:
        bezet: Columns with merged cells, a table, a pivot table, formulas, errors or own formats: they may look empty.
        tabel: Whether the rows stand in an Excel table.
        sorteerbaar: Whether the user can sort the rows without our columns.
    """

    bezet: frozenset[int]
    tabel: bool
    sorteerbaar: bool


def room_beside(file: OwnFile, blad: str, kop: int, laatste: int) -> Room:
    """Look what else stands on a sheet beside some rows.

    Args:
        file: The workbook.
        blad: The sheet.
        kop: Row of the header, from 0.
        laatste: Last row with an area.

    Raises:
        InputError: The sheet is protected, or cannot be followed.
    """
    try:
        return _room(file, blad, kop, laatste)
    except XmlError as error:
        raise file.container.refuse(kinds.X301, onderdeel=file.part(blad)) from error


def _room(file: OwnFile, blad: str, kop: int, laatste: int) -> Room:
    form = file.form(blad)
    protection = form.root.first("sheetProtection")
    if protection is not None and protection.attributes.get("sheet", "0") in ("1", "true"):
        raise InputError([kinds.X305.at(file.place(blad))])
    tables = [table.bereik for table in file.tables(file.part(blad)) if table.bereik is not None]
    beside = [area for area in tables if area.crosses(kop, laatste)]
    areas = [*beside, *(area for area in _merged(form) if area.crosses(kop, laatste)), *_pivots(file, blad)]
    errors = {column - 1 for _, column in file.report(blad).foutcellen}
    columns = (
        {column for area in areas for column in area.kolommen} | errors | {column for _, column in formula_cells(form)}
    )
    columns |= {*_styled(form, kop, laatste), *_formatted(file, form)}
    return Room(frozenset(columns), bool(beside), bool(beside) or form.root.first("autoFilter") is not None)


def _merged(form: SheetForm) -> Iterator[Rectangle]:
    for merged in form.root.all("mergeCells"):
        for node in merged.all("mergeCell"):
            area = Rectangle.read(node.attributes.get("ref", ""))
            if area is not None:
                yield area


def _pivots(file: OwnFile, blad: str) -> Iterator[Rectangle]:
    for relation in file.sheet_relations(file.part(blad)).values():
        if relation.kind.endswith("/pivotTable") and not relation.external:
            location = file.nodes(relation.target, 2, plain_xml(file.container, relation.target)).first("location")
            area = Rectangle.read(location.attributes.get("ref", "")) if location is not None else None
            if area is not None:
                yield area


def _styled(form: SheetForm, kop: int, laatste: int) -> Iterator[int]:
    """Give the columns with an empty cell between two rows that has a format of its own."""
    if not form.gewoon:
        rows = find_rows(form.data, form.sheet_data, 0, common=False)
        beside = (row for row in rows.rijen if kop <= row.rij <= laatste)
        cells = (cell for row in beside for cell in rows.cells_from(row, 0))
        yield from {cell.kolom for cell in cells if not cell.gevuld and cell.stijl not in (None, "0")}
        return
    letters = {f[1] for f in _STYLED.finditer(form.data) if kop < int(f[2]) <= laatste + 1}
    yield from (column_number(letter) - 1 for letter in letters)


def _formatted(file: OwnFile, form: SheetForm) -> Iterator[int]:
    """Give the columns that as a whole have another fill or number format than the last column of the sheet."""
    cols = form.root.first("cols")
    styled = [node for node in cols.all("col") if node.number("style", "0")] if cols is not None else []
    if not styled or file.package.stijlen is None:
        return
    styles = StyleSheet(plain_xml(file.container, file.package.stijlen))
    last = next((node.number("style") for node in styled if node.number("max") >= _LAST), 0)
    for node in styled:
        columns = range(node.number("min") - 1, node.number("max"))
        if len(columns) <= _MANY and styles.looks(node.number("style")) != styles.looks(last):
            yield from columns
