"""Under which cells charts, pictures, shapes and buttons lie, in each way in which a workbook says so."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart

from buurtwijzer.core.places import CellPlace
from buurtwijzer.reporting.injection.drawings import floating
from buurtwijzer.reporting.injection.opened import open_own_file
from buurtwijzer.reporting.injection.ranges import Rectangle
from buurtwijzer_excel.workbook.floating import told_over
from tests.gegevens.werkmappen import relaties
from tests.keten.eigen_werkmap import Plek, blad, eigen_werkmap

XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
COLUMN, ROW = 64 * 9525, 20 * 9525


def corner(naam: str, kolom: int, rij: int, meer: int = 1) -> str:
    return (
        f"<xdr:{naam}><xdr:col>{kolom}</xdr:col><xdr:colOff>{meer}</xdr:colOff><xdr:row>{rij}</xdr:row>"
        f"<xdr:rowOff>{meer}</xdr:rowOff></xdr:{naam}>"
    )


TWO = f"<xdr:twoCellAnchor>{corner('from', 2, 1)}{corner('to', 4, 5)}</xdr:twoCellAnchor>"
ANCHORS = {
    "twee cellen": (TWO, ["C2:E6"]),
    "tot op de rand": (
        f"<xdr:twoCellAnchor>{corner('from', 2, 1, 0)}{corner('to', 4, 5, 0)}</xdr:twoCellAnchor>",
        ["C2:D5"],
    ),
    "een cel met een maat": (
        f'<xdr:oneCellAnchor>{corner("from", 2, 1, 0)}<xdr:ext cx="{3 * COLUMN}" cy="{2 * ROW}"/></xdr:oneCellAnchor>',
        ["C2:E3"],
    ),
    "vaste plaats": (
        f'<xdr:absoluteAnchor><xdr:pos x="{COLUMN}" y="0"/><xdr:ext cx="{COLUMN}" cy="1"/></xdr:absoluteAnchor>',
        ["B1"],
    ),
    "binnen een keuze": (
        f'<m:AlternateContent xmlns:m="{MC}"><m:Choice Requires="x">{TWO}</m:Choice><m:Fallback/></m:AlternateContent>',
        ["C2:E6"],
    ),
    "niets": ("", []),
    "een is geen getal": (f"{TWO}{TWO.replace('>2<', '>x<')}", ["C2:E6"]),
    "kapot": ("<xdr:twoCellAnchor>", []),
}  # fmt: skip


def drawn(path: Path, anchors: str, voor: str = "") -> tuple[Rectangle, ...]:
    parts: dict[str, str | bytes] = {
        "xl/worksheets/_rels/sheet1.xml.rels": relaties(("drawing", "../drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": f'<xdr:wsDr xmlns:xdr="{XDR}">{anchors}</xdr:wsDr>',
    }
    return floating(open_own_file(eigen_werkmap(path / "e.xlsx", blad(voor=voor), parts)), "Buurten")


@pytest.mark.parametrize("naam", ANCHORS)
def test_where_a_drawing_lies(naam: str, tmp_path: Path) -> None:
    anchors, cells = ANCHORS[naam]
    assert [str(area) for area in drawn(tmp_path, anchors)] == cells


def test_widths_of_the_user_count(tmp_path: Path) -> None:
    cols = '<cols><col min="3" max="3" width="27.43"/><col min="4" max="4" hidden="1" width="9"/></cols>'
    anchors, _ = ANCHORS["een cel met een maat"]
    assert [str(area) for area in drawn(tmp_path, anchors, cols)] == ["C2:C3"]


def test_old_shapes_but_no_notes(tmp_path: Path) -> None:
    def data(kind: str, anchor: str) -> str:
        return f'<v:shape><x:ClientData ObjectType="{kind}"><x:Anchor>{anchor}</x:Anchor></x:ClientData></v:shape>'

    text = data("Button", "1, 0, 2, 0, 3, 5, 4, 5") + data("Note", "5, 0, 2, 0, 7, 5, 4, 5") + data("Drop", "1, 2")
    parts: dict[str, str | bytes] = {
        "xl/worksheets/_rels/sheet1.xml.rels": relaties(("vmlDrawing", "../drawings/vml1.vml")),
        "xl/drawings/vml1.vml": f'<xml xmlns:v="v" xmlns:x="x">{text}<br></xml>',
    }
    file = open_own_file(eigen_werkmap(tmp_path / "e.xlsx", blad(), parts))
    assert [str(area) for area in floating(file, "Buurten")] == ["B3:D5"]


def test_a_chart_of_openpyxl(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    chart = BarChart()
    chart.width, chart.height = 3.4, 1.3  # cm
    sheet.add_chart(chart, "D4")
    book.save(tmp_path / "e.xlsx")
    assert [str(area) for area in floating(open_own_file(tmp_path / "e.xlsx"), "Sheet")] == ["D4:F6"]


def test_only_what_lies_over_our_rows_is_told() -> None:
    place, ours = CellPlace("mijn.xlsx", "Lijst"), [Plek("Bwz_leefstijl_1", 2, 0, 3), Plek("Bwz_zekerheid", 9, 0, 3)]
    beside, under, over = Rectangle(0, 3, 9, 8), Rectangle(4, 2, 9, 9), Rectangle(3, 8, 20, 12)
    assert told_over(place, [beside, under], ours) == []
    (issue,) = told_over(place, [beside, over, under], ours)
    assert (issue.code, issue.place) == ("X323", "mijn.xlsx, blad Lijst")
    assert "1 grafiek, afbeelding of vorm van u: I4:M21" in issue.message
