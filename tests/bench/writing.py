"""S11 and S12: writing the workbook, and the whole run, against XlsxWriter writing the same cells line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import xlsxwriter

import buurtwijzer
from buurtwijzer.core.resources import shipped
from buurtwijzer.reporting.blad import Blad
from buurtwijzer.reporting.sheets import build_sheets
from buurtwijzer.reporting.workbook import write_workbook
from tests.bench.files import wide_file
from tests.bench.measure import Measured, compare
from tests.bench.reading import bare

_AREAS = 600
Rows = list[tuple[object, ...]]


def measure(folder: Path) -> Iterator[Measured]:
    """Measure on copies of the sample; the reference has its cells at hand, we still have to make ours."""
    rules = buurtwijzer.load_rulebook()
    path = wide_file(shipped("sample_data") / "kwb2023_voorbeeldstad.xlsx", folder, areas=_AREAS)
    result = buurtwijzer.assess(buurtwijzer.read_buurten([path], rules), rules)
    cells = cells_of(build_sheets(result))

    def whole() -> None:
        fresh = buurtwijzer.assess(buurtwijzer.read_buurten([path], rules), rules)
        write_workbook(fresh, folder / "uit.xlsx", overschrijf=True)

    def read_and_write() -> None:
        bare(path)
        line_by_line(cells, folder / "zij.xlsx")

    yield compare(
        "S11",
        f"werkmap schrijven ({_AREAS}) tegen XlsxWriter constant_memory",
        lambda: write_workbook(result, folder / "uit.xlsx", overschrijf=True),
        lambda: line_by_line(cells, folder / "zij.xlsx"),
        goal=0.35,
        rounds=3,
    )
    yield compare(
        "S12", f"de hele run ({_AREAS}) tegen calamine + XlsxWriter", whole, read_and_write, goal=1.3, rounds=3
    )


def cells_of(sheets: Iterable[Blad]) -> dict[str, Rows]:
    """Give every row of every sheet, its headers first."""
    return {
        blad.naam: [tuple(kolom.kop for kolom in blad.kolommen), *(tuple(rij) for rij in blad.rijen)] for blad in sheets
    }


def line_by_line(cells: dict[str, Rows], path: Path) -> None:
    """Write the cells with XlsxWriter in constant_memory mode: what S11 and S12 are laid beside."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    form = book.add_format({"num_format": "0.0", "text_wrap": True})
    for name, rows in cells.items():
        sheet = book.add_worksheet(name)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if value is None:
                    sheet.write_blank(row, column, None, form)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value, form)
                elif isinstance(value, int | float):
                    sheet.write_number(row, column, value, form)
    book.close()
