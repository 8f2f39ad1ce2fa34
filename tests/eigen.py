"""Own figures for tests: a folder with own rules, and workbooks with own columns made on the spot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook

from buurtwijzer.core.resources import shipped
from tests.regelboek.overlays import bare_overlay

VIJF = """id: thuisgevoel
naam: Voelt zich thuis
eenheid: pct
richting: hoger_is_gunstiger
kolom: Aandeel 8 of hoger
"""
DOELEN = "laag: 30\nhoog: 80\njaar: 2025\n"


def own_rules(folder: Path, files: Mapping[str, str]) -> Path:
    """Make a folder with own rules on the shipped ones."""
    bare_overlay(folder, shipped("rules"))
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def segmentation(unit: str = "pct", koppen: Sequence[str] = ("deel stad", "deel land"), extra: str = "") -> str:
    """Write a segmentation that is read from columns."""
    segments = "".join(
        f"  - id: groep_{number}\n    naam: Groep {number}\n    omschrijving: Proef.\n    kolom: {kop}\n"
        for number, kop in enumerate(koppen)
    )
    return (
        "id: proefindeling\nnaam: Proefindeling\nomschrijving: Proef.\nmethode: ingelezen\ninlezen:\n"
        f"  licentiehouder: Proef BV\n  licentie: alleen intern\n  eenheid: {unit}\n{extra}"
        f"  bron: eigen_gegevens\n  status: voorbeeld\nsegmenten:\n{segments}"
        "bron: [eigen_gegevens]\nstatus: voorbeeld\neigenaar: beheerder\nherzien_voor: 2030-01-01\n"
    )


def with_columns(source: Path, target: Path, columns: Mapping[str, Sequence[object]]) -> Path:
    """Copy a workbook with own columns behind its first sheet; figures repeat down the rows."""
    book = load_workbook(source)
    sheet = book.worksheets[0]
    last = sheet.max_column
    for at, (head, values) in enumerate(columns.items(), start=last + 1):
        sheet.cell(1, at, head)
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, at, values[(row - 2) % len(values)])
    book.save(target)
    return target


def own_file(source: Path, target: Path, columns: Mapping[str, Sequence[object]]) -> Path:
    """Make a workbook of the organisation's own: the buurten of another workbook, with own columns."""
    sheet = load_workbook(source).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    codes = [str(row[heads.index("gwb_code")]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    book = Workbook()
    own = book.worksheets[0]
    own.append(["buurtcode", *columns])
    for number, code in enumerate(code for code in codes if code.startswith("BU")):
        own.append([code, *(values[number % len(values)] for values in columns.values())])
    book.save(target)
    return target
