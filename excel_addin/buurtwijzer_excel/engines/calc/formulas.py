"""Formulas in Excel's words (English names, commas, ``Sheet!A1``), whatever LibreOffice and its user speak."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from buurtwijzer_excel.engines.addresses import rectangles
from buurtwijzer_excel.engines.calc.cells import FORMULAS
from buurtwijzer_excel.engines.calc.grammar import to_calc, to_excel
from buurtwijzer_excel.engines.calc.marks import sheet_mark

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.calc.books import Book

Position = tuple[int, int]
_EXCEL = 3  # sheet.AddressConvention.XL_OOX
_SPECIAL = frozenset("='{")
_ARRAY = "{="
_DIFFERS = re.compile(r"[;|~{.$\"'a-z]")
_TEXTS = re.compile(r"(\"[^\"]*\"|'[^']*')")
_NEWER = re.compile(r"(?<![\w.])(?=ISFORMULA\()")
_MARK = "_xlfn."
"""Stands before a function in a file that Excel 2007 did not have; LibreOffice's parser knows it by that name alone."""
_UNKNOWN = re.compile(r"[a-z][a-z0-9.]*(?=\()")


def parser_of(document: Any) -> Any:
    """Give what turns formulas of Excel into those of a document and back."""
    parser = document.createInstance("com.sun.star.sheet.FormulaParser")
    parser.CompileEnglish = True
    parser.FormulaConvention = _EXCEL
    return parser


def parsed(parser: Any, formula: str, corner: Any) -> Any:
    """Give a formula of Excel as tokens; everything that puts a formula somewhere goes through here.

    Args:
        parser: See `parser_of`.
        formula: The formula, with ``=`` or without.
        corner: Address of the cell from which it counts.
    """
    parts = _TEXTS.split(formula.removeprefix("="))
    parts[::2] = (_NEWER.sub(_MARK, part) for part in parts[::2])
    return parser.parseFormula("".join(parts), corner)


def put_formula(parser: Any, cell: Any, formula: str) -> None:
    """Put a formula in a cell."""
    cell.setTokens(parsed(parser, formula, cell.getCellAddress()))


def put_formulas(parser: Any, cells: Any, formulas: Mapping[Position, str]) -> None:
    """Put formulas in cells of a range, by (row, column) from 0: neighbours in one call where that can be.

    Args:
        parser: See `parser_of`.
        cells: The range.
        formulas: The formulas of Excel, with ``=``.
    """
    turned = {place: text for place, formula in formulas.items() if (text := to_calc(formula)) is not None}
    for area in rectangles((row + 1, column + 1) for row, column in turned):
        top, left, bottom, right = area.row - 1, area.column - 1, area.last_row, area.last_column
        rows = tuple(tuple(turned[row, column] for column in range(left, right)) for row in range(top, bottom))
        cells.getCellRangeByPosition(left, top, right - 1, bottom - 1).setFormulaArray(rows)
    for (row, column), formula in formulas.items():
        if (row, column) not in turned:
            put_formula(parser, cells.getCellByPosition(column, row), formula)


def read_formulas(cells: Any, book: Book) -> tuple[tuple[str, ...], ...]:
    """Give per cell its formula with ``=``, or its value as text; only what differs from Excel costs calls."""
    found: tuple[tuple[str, ...], ...] = cells.getFormulaArray()
    if not any(_is_special(text) for line in found for text in line):
        return found
    computed = _computed(cells)
    return tuple(
        tuple(
            _as_excel(text, cells, book, row, column, is_formula=(row, column) in computed)
            if _is_special(text)
            else text
            for column, text in enumerate(line)
        )
        for row, line in enumerate(found)
    )


def _is_special(text: str) -> bool:
    return text[:1] in _SPECIAL


def _computed(cells: Any) -> set[Position]:
    """Give the cells that hold a formula: a text may look like one."""
    corner = cells.getRangeAddress()
    return {
        (row - corner.StartRow, column - corner.StartColumn)
        for part in cells.queryContentCells(FORMULAS).getRangeAddresses()
        for row in range(part.StartRow, part.EndRow + 1)
        for column in range(part.StartColumn, part.EndColumn + 1)
    }


def _as_excel(text: str, cells: Any, book: Book, row: int, column: int, *, is_formula: bool) -> str:
    if text.startswith("'"):
        return text[1:]
    if text.startswith("{"):
        return _array_as_excel(text, cells.getCellByPosition(column, row), book)
    if not is_formula or not _DIFFERS.search(text):
        return text
    turned = to_excel(text, sheet_mark)
    if turned is not None:
        return turned
    cell = cells.getCellByPosition(column, row)
    english = str(book.parser.printFormula(cell.getTokens(), cell.getCellAddress()))
    return f"={_capitals(english)}"


def _array_as_excel(text: str, cell: Any, book: Book) -> str:
    """Give an array formula as Excel does, without braces, in every cell that it fills."""
    if not text.startswith(_ARRAY) or cell.getType().value != "FORMULA":
        return text
    whole = cell.getSpreadsheet().createCursorByRange(cell)
    whole.collapseToCurrentArray()
    corner = whole.getCellByPosition(0, 0).getCellAddress()
    return f"={_capitals(str(book.parser.printFormula(whole.getArrayTokens(), corner)))}"


def _capitals(formula: str) -> str:
    """Write functions that LibreOffice does not know in capitals, as Excel does; it makes their names small."""
    parts = _TEXTS.split(formula)
    parts[::2] = (_UNKNOWN.sub(lambda name: name.group().upper(), part.replace(_MARK, "")) for part in parts[::2])
    return "".join(parts)
