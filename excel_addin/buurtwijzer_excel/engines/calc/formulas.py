"""Formulas in Excel's words (English names, commas, ``Sheet!A1``), whatever LibreOffice and its user speak."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.calc.books import Book

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


def put_formula(parser: Any, cell: Any, formula: str) -> None:
    """Put a formula, without ``=``, in a cell."""
    parts = _TEXTS.split(formula)
    parts[::2] = (_NEWER.sub(_MARK, part) for part in parts[::2])
    cell.setTokens(parser.parseFormula("".join(parts), cell.getCellAddress()))


def read_formulas(cells: Any, book: Book) -> tuple[tuple[str, ...], ...]:
    """Give per cell its formula with ``=``, or its value as text; only what differs from Excel costs calls."""
    found: tuple[tuple[str, ...], ...] = cells.getFormulaArray()
    return tuple(
        tuple(
            _as_excel(text, cells, book, row, column) if text[:1] in _SPECIAL else text
            for column, text in enumerate(line)
        )
        for row, line in enumerate(found)
    )


def _as_excel(text: str, cells: Any, book: Book, row: int, column: int) -> str:
    if text.startswith("'"):
        return text[1:]
    if text.startswith("{"):
        return _array_as_excel(text, cells.getCellByPosition(column, row), book)
    if not _DIFFERS.search(text):
        return text
    cell = cells.getCellByPosition(column, row)
    if cell.getType().value != "FORMULA":
        return text
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
