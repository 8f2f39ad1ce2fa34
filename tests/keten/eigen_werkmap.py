"""Small workbooks of a user's own, part by part, and a plan to write three areas into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from buurtwijzer.assessment import Assessment
from buurtwijzer.reporting.injection.plan import WritePlan
from buurtwijzer.reporting.written import Written, written_columns
from tests.gegevens.werkmappen import delen, pak

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CODES = ("BU00010001", "BU00010002", "BU00010003")
RIJEN = '<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c></row>' + "".join(
    f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{code}</t></is></c></row>' for n, code in enumerate(CODES, 2)
)


@dataclass(frozen=True)
class Plek:
    """A column of ours; positions from 0."""

    naam: str
    kolom: int
    kop: int = 0
    laatste: int = 3


def blad(rijen: str = RIJEN, voor: str = "", na: str = "") -> str:
    """Give the XML of a sheet with three areas."""
    return f'<?xml version="1.0"?><worksheet xmlns="{MAIN}">{voor}<sheetData>{rijen}</sheetData>{na}</worksheet>'


def eigen_werkmap(
    path: Path, inhoud: str | bytes | None = None, onderdelen: Mapping[str, str | bytes] | None = None
) -> Path:
    """Write a workbook with one sheet ``Buurten``; `onderdelen` replaces parts or adds to them."""
    return pak(path, {**onderdelen_van(blad() if inhoud is None else inhoud), **(onderdelen or {})})


def onderdelen_van(inhoud: str | bytes) -> dict[str, str | bytes]:
    """Give the parts around a sheet, with their types as Excel gives them."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    own = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    known = (
        ("/xl/workbook.xml", "sheet.main"),
        ("/xl/worksheets/sheet1.xml", "worksheet"),
        ("/xl/styles.xml", "styles"),
    )
    named = "".join(f'<Override PartName="{part}" ContentType="{own}.{kind}+xml"/>' for part, kind in known)
    defaults = '<Default Extension="xml" ContentType="application/xml"/>'
    return {
        **delen(inhoud, naam="Buurten"),
        "[Content_Types].xml": f'<Types xmlns="{types}">{defaults}{named}</Types>',
    }


def plan_bij(
    result: Assessment,
    *,
    eerste: int = 2,
    kop: int = 0,
    oud: Sequence[Plek] = (),
    geschreven: Written | None = None,
) -> WritePlan:
    """Plan three areas under a header, our columns side by side."""
    written = geschreven or written_columns(result)
    rows = dict(enumerate(CODES, kop + 1))
    places = [Plek(kolom.naam, eerste + number, kop, kop + 3) for number, kolom in enumerate(written.kolommen)]
    return WritePlan("Buurten", rows, written, places, oud)
