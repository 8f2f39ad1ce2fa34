"""The cells of one sheet, and reading them from a guarded workbook; the only module that knows the native reader."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.files.guard import GuardReport, SheetReport
from buurtwijzer.data.table import IntArray

Row = Sequence[object]


@dataclass(frozen=True, slots=True, eq=False)
class CellLines:
    """The line of the file that every cell of a made table was taken from.

    Attributes:
        regel: (rows, columns) lines, 1-based; 0 where the file has none.
        vanaf: First column (from 0) that was made; those before stand in the line of their row.
        kolom: Column of the file (from 0) with the figures.
    """

    regel: IntArray
    vanaf: int
    kolom: int


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The cells of one sheet, from A1 on; rows are equally long.

    Attributes:
        bestand: File name.
        report: What the guard saw in this sheet.
        rijen: Cells as text, float, bool or date; empty text for an empty cell.
        regels: Line on which each row of a text file begins (1-based); None for a workbook, whose rows count up.
        herkomst: What the file says of itself outside its table: a title, or the address that it came from.
        cellijnen: Where every cell stands in the file, when its rows were made from a longer form.
    """

    bestand: str
    report: SheetReport
    rijen: Sequence[Row]
    regels: Sequence[int] | None = None
    herkomst: str = ""
    cellijnen: CellLines | None = None


def read_sheet(guarded: GuardReport, index: int, most: int | None = None) -> Sheet:
    """Read one sheet of a guarded workbook.

    Args:
        guarded: The workbook.
        index: Which sheet, from 0.
        most: How many rows at most; None for all.

    Raises:
        InputError: The XML inside the sheet, its texts or its formats is damaged.
    """
    import python_calamine  # noqa: PLC0415 - only loaded when a workbook is really read

    report = guarded.bladen[index]
    damaged = InputError([kinds.XML_FOUT.at(FilePlace(guarded.naam), onderdeel=f"blad {report.naam}")])
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(guarded.werkmap))
        rows = workbook.get_sheet_by_index(index).to_python(skip_empty_area=False, nrows=most)
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise damaged from error
    except BaseException as error:
        # A panic of the native reader is no Exception; it is damage all the same.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged from error
    return Sheet(guarded.naam, report, rows)
