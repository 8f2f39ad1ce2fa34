"""Workbooks for tests: the exact layouts of CBS and RIVM with few rows, and packages made part by part."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

KWB_KOPPEN = (
    *("gwb_code_10", "gwb_code_8", "regio", "gm_naam", "recs", "gwb_code", "ind_wbi", "a_inw", "a_00_14", "a_65_oo"),
    *("a_nl_all", "a_hh", "a_1p_hh", "a_hh_m_k", "g_hhgro", "bev_dich", "g_wozbag", "p_1gezw", "p_leegsw", "p_koopw"),
    *("p_wcorpw", "p_bjj2k", "g_ele", "ste_mvs", "ste_oad"),
)
SMAP_KOPPEN = (
    *("ID", "Leeftijd", "Marges", "WijkenEnBuurten", "Perioden", "Gemeentenaam_1", "SoortRegio_2", "Codering_3"),
    *("ErvarenGezondheidGoedZeerGoed_4", "Roker_11", "Eenzaam_28", "Mantelzorger_32", "Vrijwilligerswerk_33"),
)
_SOORT = {"BU": "Buurt", "WK": "Wijk", "GM": "Gemeente", "NL": "Land"}
_GEWOON = {
    "ind_wbi": 1,
    "a_inw": 1000,
    "a_00_14": 150,
    "a_65_oo": 200,
    "a_nl_all": "700",
    "a_hh": 500,
    "a_1p_hh": 200,
    "a_hh_m_k": 150,
    "g_hhgro": 2.1,
    "bev_dich": 4000,
    "g_wozbag": 350,
    "p_1gezw": 60,
    "p_leegsw": 3,
    "p_koopw": 55,
    "p_wcorpw": 30,
    "p_bjj2k": 70,
    "g_ele": ".",
    "ste_mvs": 2,
    "ste_oad": 1800,
}

Rij = Mapping[str, object]


def kwb_rij(code: str, **anders: object) -> dict[str, object]:
    """Give a row as CBS makes it, with other values where asked."""
    eigen = {"gwb_code_10": code, "gwb_code": code, "gwb_code_8": code[2:], "regio": f"Gebied {code[2:]}"}
    return {**eigen, "gm_naam": "Voorbeeldstad", "recs": _SOORT.get(code[:2], "Buurt"), **_GEWOON, **anders}


def smap_rij(code: str, **anders: object) -> dict[str, object]:
    """Give a row as RIVM makes it: everything text, padded."""
    eigen = {"ID": 1.0, "Leeftijd": 20300, "Marges": "MW00000", "WijkenEnBuurten": code.ljust(10)}
    vast = {"Perioden": "2020JJ00", "Gemeentenaam_1": "Voorbeeldstad".ljust(40), "Codering_3": code.ljust(20)}
    cijfers = {kop: f"{30 + i}.5".rjust(8) for i, kop in enumerate(SMAP_KOPPEN[8:])}
    return {**eigen, **vast, "SoortRegio_2": _SOORT.get(code[:2], "Buurt").ljust(10), **cijfers, **anders}


def schrijf(
    path: Path,
    koppen: Sequence[object],
    rijen: Sequence[Rij],
    *,
    blad: str = "kwb-2023",
    voorregels: Sequence[str] = (),
    voetregels: Sequence[str] = (),
    andere_bladen: Sequence[str] = (),
) -> Path:
    """Write a table with a header, values as they are: text stays text, None leaves the cell out."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet(blad)
        for i, tekst in enumerate(voorregels):
            sheet.write_string(i, 0, tekst)
        top = len(voorregels)
        for j, kop in enumerate(koppen):
            _cel(sheet, top, j, kop)
        for i, rij in enumerate(rijen, start=top + 1):
            for j, kop in enumerate(koppen):
                _cel(sheet, i, j, rij.get(str(kop).strip()))
        for i, tekst in enumerate(voetregels, start=top + 1 + len(rijen)):
            sheet.write_string(i, 0, tekst)
        for naam in andere_bladen:
            book.add_worksheet(naam).write_string(0, 0, "notitie")
    return path


def _cel(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    else:
        sheet.write(row, column, value)


def schrijf_kwb(path: Path, rijen: Sequence[Rij], **anders: object) -> Path:
    """Write a table in the layout of CBS."""
    return schrijf(path, anders.pop("koppen", KWB_KOPPEN), rijen, **anders)


def schrijf_smap(path: Path, rijen: Sequence[Rij], **anders: object) -> Path:
    """Write a table in the layout of RIVM."""
    return schrijf(path, anders.pop("koppen", SMAP_KOPPEN), rijen, blad=anders.pop("blad", "RIVM"), **anders)


_KOP = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"


def blad_xml(rijen: str, voor: str = "") -> str:
    """Give the XML of a sheet from the XML of its rows."""
    return f'{_KOP}<worksheet xmlns="{_MAIN}">{voor}<sheetData>{rijen}</sheetData></worksheet>'


def relaties(*items: tuple[str, str]) -> str:
    """Give the XML of relations: pairs of type and target."""
    nodes = "".join(
        f'<Relationship Id="rId{i}" Type="{_DOC}/{soort}" Target="{doel}"/>' for i, (soort, doel) in enumerate(items, 1)
    )
    return f'{_KOP}<Relationships xmlns="{_REL}">{nodes}</Relationships>'


def delen(blad: str | bytes, teksten: str | None = None, naam: str = "kwb-2023") -> dict[str, str | bytes]:
    """Give the parts of the smallest workbook around the XML of a sheet."""
    met = [("worksheet", "worksheets/sheet1.xml"), *([("sharedStrings", "sharedStrings.xml")] if teksten else [])]
    sheets = f'<sheets><sheet name="{naam}" sheetId="1" r:id="rId1"/></sheets>'
    gevonden: dict[str, str | bytes] = {
        "[Content_Types].xml": f"{_KOP}<Types "
        'xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": relaties(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{_KOP}<workbook xmlns="{_MAIN}" xmlns:r="{_DOC}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": relaties(*met),
        "xl/worksheets/sheet1.xml": blad,
    }
    if teksten is not None:
        gevonden["xl/sharedStrings.xml"] = teksten
    return gevonden


def teksten_xml(*teksten: str, extra: str = "") -> str:
    """Give the XML of shared texts."""
    return f'{_KOP}<sst xmlns="{_MAIN}"{extra}>{"".join(f"<si><t>{tekst}</t></si>" for tekst in teksten)}</sst>'


def pak(path: Path, onderdelen: Mapping[str, str | bytes], *, dubbel: str = "") -> Path:
    """Pack parts into a file; `dubbel` names a part that is put in twice."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for naam, inhoud in onderdelen.items():
            package.writestr(zipfile.ZipInfo(naam), inhoud, zipfile.ZIP_DEFLATED)
        if dubbel:
            # zipfile warns about a double name, as it should; that is what is tested.
            package.NameToInfo.pop(dubbel)
            package.writestr(zipfile.ZipInfo(dubbel), onderdelen[dubbel], zipfile.ZIP_DEFLATED)
    return path


def uitpakken(path: Path) -> dict[str, bytes]:
    """Give the parts of a workbook."""
    with zipfile.ZipFile(path) as package:
        return {naam: package.read(naam) for naam in package.namelist()}
