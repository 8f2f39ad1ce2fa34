"""A workbook with all that people put in one: made in the tests, so that no binary stands in the project.

XlsxWriter makes what it can; pivot table, threaded comments, custom XML, an external link and a part that nobody knows
are added by hand, as Excel writes them.
"""

# ruff: noqa: E501 - XML on the lines as it is

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import xlsxwriter
import xlwings
from python_calamine import CalamineWorkbook

BLAD = "Mijn buurten & meer"
KOP, EERSTE = 3, 4
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MS = "http://schemas.microsoft.com/office"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CT = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def plaatje() -> BytesIO:
    """Give a picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0))
    return BytesIO(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\x10\x20\x30")) + chunk(b"IEND", b""))


def vba() -> BytesIO:
    """Give a real VBA project: that of the quick start of xlwings."""
    with zipfile.ZipFile(Path(xlwings.__path__[0]) / "quickstart_standalone.xlsm") as package:
        return BytesIO(package.read("xl/vbaProject.bin"))


def maak_rijk(path: Path, kwb: Path) -> Path:
    """Make the workbook: a sheet with the user's own rows, the table of CBS on another sheet, and everything else."""
    rows = CalamineWorkbook.from_path(str(kwb)).get_sheet_by_index(0).to_python()
    kolom = rows[0].index("gwb_code_10")
    buurten = [row for row in rows[1:] if str(row[kolom]).startswith("BU")]
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_custom_property("Dossier", "2026-14")
        book.define_name("MijnGrens", f"='{BLAD}'!$B$4")
        _own_sheet(book, [(str(row[kolom]), str(row[rows[0].index("regio")])) for row in buurten])
        cbs = book.add_worksheet("kwb-2023")
        for number, row in enumerate(rows):
            cbs.write_row(number, 0, row)
        source = book.add_worksheet("Draaitabel")
        for number, row in enumerate((("wijk", "n"), ("a", 1), ("b", 2))):
            source.write_row(number, 0, row)
        book.add_worksheet("Verborgen").hide()
        chart = book.add_chart({"type": "pie"})
        chart.add_series({"values": "=Draaitabel!$B$2:$B$3", "categories": "=Draaitabel!$A$2:$A$3"})
        book.add_chartsheet("Taart").set_chart(chart)
        if path.suffix == ".xlsm":
            book.add_vba_project(vba(), is_stream=True)
    _add_by_hand(path)
    return path


def _own_sheet(book: xlsxwriter.Workbook, buurten: list[tuple[str, str]]) -> None:
    sheet = book.add_worksheet(BLAD)
    bold, fill = book.add_format({"bold": True}), book.add_format({"bg_color": "#FFEECC", "num_format": "0.00"})
    last = EERSTE + len(buurten) - 1
    sheet.merge_range("A1:T1", "Overzicht voor het team", bold)
    heads = ("code", "naam", "oordeel", "lengte", "lijn", "balk", "soort", "gezien", "foto", "leeg", "Bwz leefstijl 1")
    for number, head in enumerate(heads):
        sheet.write_string(KOP - 1, number, head, bold)
    sheet.set_row(KOP - 1, 30, bold)
    for row, (code, naam) in enumerate(buurten, start=EERSTE):
        sheet.write_string(f"A{row}", code)
        sheet.write_rich_string(f"B{row}", bold, naam[:3] or "?", naam[3:] or " ")
        sheet.write_number(f"C{row}", row % 5)
        sheet.write_formula(f"D{row}", f"=LEN(B{row})", fill, len(naam))
        sheet.add_sparkline(f"E{row}", {"range": f"'{BLAD}'!C{row}:D{row}"})
        sheet.write_number(f"F{row}", row)
        sheet.write_blank(f"L{row}", None, fill)
        sheet.write_formula(f"N{row}", f'=IF(A{row}="","x","")', None, "")
        sheet.write_string(f"K{row}", "van mijzelf")
    sheet.insert_checkbox(EERSTE - 1, 7, True)
    sheet.embed_image(f"I{EERSTE}", "foto.png", {"image_data": plaatje()})
    sheet.write_dynamic_array_formula(f"G{EERSTE}:G{EERSTE + 2}", "=SORT(C4:C6)", None, 0)
    sheet.conditional_format(f"F{EERSTE}:F{last}", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format(f"C{EERSTE}:C{last}", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    sheet.conditional_format("A4:ZZ30", {"type": "formula", "criteria": "=$C4=0", "format": bold})
    sheet.data_validation(f"C{EERSTE}:C{last}", {"validate": "integer", "criteria": ">=", "value": 0})
    sheet.write_comment(f"B{EERSTE}", "Hier is iets.", {"author": "team"})
    sheet.write_url("A2", "https://example.org/", string="bron")
    sheet.insert_button("P6", {"caption": "Knop", "macro": "Hallo"})
    sheet.insert_textbox("P10", "een vak")
    sheet.insert_image("P20", "foto.png", {"image_data": plaatje()})
    sheet.set_header("&C&G", {"image_center": "foto.png", "image_data_center": plaatje()})
    sheet.set_background(plaatje())
    sheet.autofilter(KOP - 1, 0, last - 1, 10)
    sheet.freeze_panes(KOP, 1)
    sheet.set_column("C:C", 12)
    sheet.set_column("J:ZZ", 7, None, {"hidden": False})
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD100"})
    sheet.print_area(0, 0, last, 10)
    sheet.repeat_rows(2)
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {"values": f"='{BLAD}'!$C$4:$C$10", "data_labels": {"value": True, "custom": [{"value": "eerste"}]}}
    )
    sheet.insert_chart("P30", chart)


def _add_by_hand(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    sheet_number = {
        node.decode(): number
        for number, node in enumerate(re.findall(rb'<sheet name="([^"]+)"', parts["xl/workbook.xml"]), start=1)
    }
    own, pivot = (f"xl/worksheets/_rels/sheet{n}.xml.rels" for n in (1, sheet_number["Draaitabel"]))
    new = _pivot_parts() | _thread_parts() | _other_parts()
    parts |= {name: content.encode() for name, content in new.items()}
    parts[own] = _related(
        parts.get(own),
        {"rIdDraad": (f"{_MS}/2017/10/relationships/threadedComment", "../threadedComments/threadedComment1.xml")},
    )
    parts[pivot] = _related(parts.get(pivot), {"rIdDraai": (f"{_DOC}/pivotTable", "../pivotTables/pivotTable1.xml")})
    book = "xl/_rels/workbook.xml.rels"
    parts[book] = _related(
        parts[book],
        {
            "rIdCache": (f"{_DOC}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
            "rIdPersoon": (f"{_MS}/2017/10/relationships/person", "persons/person.xml"),
            "rIdBuiten": (f"{_DOC}/externalLink", "externalLinks/externalLink1.xml"),
            "rIdXml": (f"{_DOC}/customXml", "../customXml/item1.xml"),
        },
    )
    text = parts["xl/workbook.xml"].decode()
    text = text.replace(
        "</sheets>", '</sheets><externalReferences><externalReference r:id="rIdBuiten"/></externalReferences>'
    )
    cache = '<pivotCaches><pivotCache cacheId="7" r:id="rIdCache"/></pivotCaches>'
    parts["xl/workbook.xml"] = re.sub(r"(<calcPr [^>]*/>)", r"\1" + cache, text).encode()
    parts["[Content_Types].xml"] = _typed(parts["[Content_Types].xml"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), data, zipfile.ZIP_DEFLATED)


def _related(known: bytes | None, more: Mapping[str, tuple[str, str]]) -> bytes:
    empty = (
        f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    )
    nodes = "".join(f'<Relationship Id="{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in more.items())
    return (known or empty.encode()).replace(b"</Relationships>", nodes.encode() + b"</Relationships>")


def _typed(known: bytes) -> bytes:
    types = {
        "/xl/pivotCache/pivotCacheDefinition1.xml": f"{_CT}.pivotCacheDefinition+xml",
        "/xl/pivotCache/pivotCacheRecords1.xml": f"{_CT}.pivotCacheRecords+xml",
        "/xl/pivotTables/pivotTable1.xml": f"{_CT}.pivotTable+xml",
        "/xl/externalLinks/externalLink1.xml": f"{_CT}.externalLink+xml",
        "/xl/threadedComments/threadedComment1.xml": "application/vnd.ms-excel.threadedcomments+xml",
        "/xl/persons/person.xml": "application/vnd.ms-excel.person+xml",
        "/customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    }
    nodes = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in types.items())
    return known.replace(b"</Types>", nodes.encode() + b"</Types>")


def _pivot_parts() -> dict[str, str]:
    cache = (
        f'{_XML}<pivotCacheDefinition xmlns="{_MAIN}" xmlns:r="{_DOC}" r:id="rId1" refreshedBy="team" refreshedDate="45000" '
        'createdVersion="6" refreshedVersion="6" minRefreshableVersion="3" recordCount="2"><cacheSource type="worksheet">'
        '<worksheetSource ref="A1:B3" sheet="Draaitabel"/></cacheSource><cacheFields count="2"><cacheField name="wijk" '
        'numFmtId="0"><sharedItems count="2"><s v="a"/><s v="b"/></sharedItems></cacheField><cacheField name="n" '
        'numFmtId="0"><sharedItems containsSemiMixedTypes="0" containsString="0" containsNumber="1" containsInteger="1" '
        'minValue="1" maxValue="2"/></cacheField></cacheFields></pivotCacheDefinition>'
    )
    table = (
        f'{_XML}<pivotTableDefinition xmlns="{_MAIN}" name="Draaitabel1" cacheId="7" dataCaption="Waarden">'
        '<location ref="D1:E4" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/><pivotFields count="2">'
        '<pivotField axis="axisRow" showAll="0"><items count="3"><item x="0"/><item x="1"/><item t="default"/></items>'
        '</pivotField><pivotField dataField="1" showAll="0"/></pivotFields><rowFields count="1"><field x="0"/></rowFields>'
        '<rowItems count="3"><i><x/></i><i><x v="1"/></i><i t="grand"><x/></i></rowItems><colItems count="1"><i/></colItems>'
        '<dataFields count="1"><dataField name="Som van n" fld="1" baseField="0" baseItem="0"/></dataFields>'
        "</pivotTableDefinition>"
    )
    return {
        "xl/pivotCache/pivotCacheDefinition1.xml": cache,
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": _related(
            None, {"rId1": (f"{_DOC}/pivotCacheRecords", "pivotCacheRecords1.xml")}
        ).decode(),
        "xl/pivotCache/pivotCacheRecords1.xml": f'{_XML}<pivotCacheRecords xmlns="{_MAIN}" count="2"><r><x v="0"/><n v="1"/></r>'
        '<r><x v="1"/><n v="2"/></r></pivotCacheRecords>',
        "xl/pivotTables/pivotTable1.xml": table,
        "xl/pivotTables/_rels/pivotTable1.xml.rels": _related(
            None, {"rId1": (f"{_DOC}/pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")}
        ).decode(),
    }


def _thread_parts() -> dict[str, str]:
    space = f"{_MS}/spreadsheetml/2018/threadedcomments"
    person = "{B0B0B0B0-0000-4000-8000-000000000001}"
    return {
        "xl/threadedComments/threadedComment1.xml": f'{_XML}<ThreadedComments xmlns="{space}"><threadedComment ref="B4" '
        f'dT="2024-05-06T07:08:10.00" personId="{person}" id="{{A0A0A0A0-0000-4000-8000-000000000001}}"><text>Klopt dit?'
        "</text></threadedComment></ThreadedComments>",
        "xl/persons/person.xml": f'{_XML}<personList xmlns="{space}"><person displayName="team" id="{person}" userId="team" '
        'providerId="None"/></personList>',
    }


def _other_parts() -> dict[str, str]:
    props = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return {
        "customXml/item1.xml": '<?xml version="1.0"?><dossier xmlns="urn:voorbeeld"><nummer>14</nummer></dossier>',
        "customXml/_rels/item1.xml.rels": _related(
            None, {"rId1": (f"{_DOC}/customXmlProps", "itemProps1.xml")}
        ).decode(),
        "customXml/itemProps1.xml": f'{_XML}<ds:datastoreItem ds:itemID="{{C0C0C0C0-0000-4000-8000-000000000001}}" '
        f'xmlns:ds="{props}"><ds:schemaRefs/></ds:datastoreItem>',
        "xl/externalLinks/externalLink1.xml": f'{_XML}<externalLink xmlns="{_MAIN}"><externalBook xmlns:r="{_DOC}" '
        'r:id="rId1"><sheetNames><sheetName val="Blad1"/></sheetNames></externalBook></externalLink>',
        "xl/externalLinks/_rels/externalLink1.xml.rels": _related(
            None, {"rId1": (f"{_DOC}/externalLinkPath", "elders.xlsx")}
        )
        .decode()
        .replace('Target="elders.xlsx"', 'Target="elders.xlsx" TargetMode="External"'),
        "xl/onbekend/deel.xml": "<onbekend/>",
    }
