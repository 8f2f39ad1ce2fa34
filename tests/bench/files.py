"""Large files in the real layout, made from the sample: the buurten repeated under new codes."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook


def wide_file(sample: Path, folder: Path, *, areas: int) -> Path:
    """Write a file of CBS with as many buurten as asked, and the same columns and kinds of cells as the sample."""
    workbook = CalamineWorkbook.from_path(str(sample))
    header, *rows = workbook.get_sheet_by_index(0).to_python()
    buurten = [row for row in rows if str(row[0]).startswith("BU")]
    path = folder / f"kwb{areas}.xlsx"
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet(workbook.sheet_names[0])
    sheet.write_row(0, 0, header)
    for number in range(areas):
        copy, place = divmod(number, len(buurten))
        row = list(buurten[place])
        code = f"{copy:04}{str(row[1])[4:]}"
        row[0], row[1], row[5] = f"BU{code}", code, f"BU{code}"
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number + 1, column, cell)
            elif isinstance(cell, float):
                sheet.write_number(number + 1, column, cell)
    book.close()
    return path
