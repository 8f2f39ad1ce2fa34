"""Hostile workbooks, made in code: each would mislead, exhaust or abort a reader that does not look first."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.gegevens.werkmappen import blad_xml, delen, kwb_rij, pak, relaties, schrijf_kwb, teksten_xml

_GEWOON = '<row r="1"><c r="A1"><v>1</v></c></row>'
_DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def _blad(rijen: str, voor: str = "", teksten: str | None = None) -> Callable[[Path], Path]:
    return lambda path: pak(path, delen(blad_xml(rijen, voor), teksten))


def _anders(**onderdelen: str | bytes | None) -> Callable[[Path], Path]:
    def maak(path: Path) -> Path:
        alle = delen(blad_xml(_GEWOON))
        for naam, inhoud in onderdelen.items():
            plek = {"boek": "xl/workbook.xml", "rels": "xl/_rels/workbook.xml.rels", "wortel": "_rels/.rels"}[naam]
            if inhoud is None:
                del alle[plek]
            else:
                alle[plek] = inhoud
        return pak(path, alle)

    return maak


def _bytes(inhoud: bytes) -> Callable[[Path], Path]:
    def maak(path: Path) -> Path:
        path.write_bytes(inhoud)
        return path

    return maak


def _bewerkt(bewerking: Callable[[bytes], bytes]) -> Callable[[Path], Path]:
    def maak(path: Path) -> Path:
        schrijf_kwb(path, [kwb_rij("GM9999"), kwb_rij("BU99990001")])
        path.write_bytes(bewerking(path.read_bytes()))
        return path

    return maak


def _liegende_maat(data: bytes) -> bytes:
    """Let the directory say that the sheet is one byte shorter than it is."""
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet1.xml"))
    size = struct.unpack_from("<L", data, at + 24)[0]
    return data[: at + 24] + struct.pack("<L", size - 1) + data[at + 28 :]


def _vlag_versleuteld(data: bytes) -> bytes:
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet1.xml"))
    return data[: at + 8] + b"\x01" + data[at + 9 :]


def _andere_lokale_naam(data: bytes) -> bytes:
    return data.replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheetX.xml", 1)


def _kapotte_inhoud(data: bytes) -> bytes:
    at = data.find(b"xl/worksheets/sheet1.xml") + 200
    return data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]


def _bom(path: Path) -> Path:
    rij = '<row r="1"><c r="A1"><v>1</v></c></row>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        alle = delen("")
        for naam, inhoud in alle.items():
            if not naam.endswith("sheet1.xml"):
                package.writestr(naam, inhoud)
        with package.open("xl/worksheets/sheet1.xml", "w") as part:
            blok = (rij * 25_000).encode()
            for _ in range(60):
                part.write(blok)
    return path


def _veel_onderdelen(path: Path) -> Path:
    return pak(path, {**delen(blad_xml(_GEWOON)), **{f"xl/media/{i}.txt": "" for i in range(5_001)}})


def _tekstbom(path: Path) -> Path:
    rijen = "".join(f'<row r="{i}"><c r="A{i}" t="s"><v>0</v></c></row>' for i in range(1, 60_001))
    return pak(path, delen(blad_xml(rijen), teksten_xml("a" * 32_000)))


def _veel_cellen_ver(path: Path) -> Path:
    rijen = "".join(f'<row r="{i * 10_000}"><c r="A{i * 10_000}"><v>1</v></c></row>' for i in range(1, 105))
    return pak(path, delen(blad_xml(rijen + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')))


_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _boek(bladen: str) -> str:
    return f'<workbook xmlns="{_NS}" xmlns:r="{_R}"><sheets>{bladen}</sheets></workbook>'


VIJANDIG: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "leeg bestand": ("D103", _bytes(b"")),
    "gewone tekst": ("D105", _bytes(b"zomaar wat tekst")),
    "csv": ("D201", _bytes(b"gwb_code;a_inw\nBU99990001;100\n")),
    "html": ("D105", _bytes(b"<html><table><tr><td>1</td></tr></table></html>")),
    "pdf": ("D105", _bytes(b"%PDF-1.7 ...")),
    "json": ("D105", _bytes(b'{"value": []}')),
    "binaire rommel": ("D105", _bytes(bytes(range(256)) * 20)),
    "versleuteld": (
        "D106",
        _bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 99),
    ),
    "kapot xls": (
        "D110",
        _bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500 + "Workbook".encode("utf-16-le") + b"\0" * 99),
    ),
    "ander ole": ("D105", _bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)),
    "xlsb": ("D108", _anders(wortel=relaties(("officeDocument", "xl/workbook.bin")))),
    "word": ("D109", _anders(wortel=relaties(("officeDocument", "word/document.xml")))),
    "ods": ("D109", lambda path: pak(path, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})),
    "zomaar een zip": ("D109", lambda path: pak(path, {"brief.txt": "hallo"})),
    "afgekapt": ("D110", _bewerkt(lambda data: data[: len(data) // 2])),
    "alleen het begin": ("D110", _bytes(b"PK\x03\x04")),
    "leeg pakket": ("D110", lambda path: pak(path, {})),
    "controlesom": ("D110", _bewerkt(_kapotte_inhoud)),
    "dubbel onderdeel": ("D111", lambda path: pak(path, delen(blad_xml(_GEWOON)), dubbel="xl/workbook.xml")),
    "dubbel op hoofdletter na": (
        "D111",
        lambda path: pak(path, {**delen(blad_xml(_GEWOON)), "XL/Worksheets/Sheet1.xml": "<a/>"}),
    ),
    "versleuteld onderdeel": ("D112", _bewerkt(_vlag_versleuteld)),
    "pad omhoog": ("D113", lambda path: pak(path, {**delen(blad_xml(_GEWOON)), "xl/../../etc/passwd": "x"})),
    "pad absoluut": ("D113", lambda path: pak(path, {**delen(blad_xml(_GEWOON)), "/etc/passwd": "x"})),
    "te veel onderdelen": ("D114", _veel_onderdelen),
    "maat liegt": ("D115", _bewerkt(_liegende_maat)),
    "naam liegt": ("D115", _bewerkt(_andere_lokale_naam)),
    "zipbom": ("D116", _bom),
    "billion laughs": ("D117", lambda path: pak(path, delen(_DTD + blad_xml(_GEWOON)))),
    "entiteit in teksten": ("D117", lambda path: pak(path, delen(blad_xml(_GEWOON), _DTD + teksten_xml("a")))),
    "externe entiteit in boek": (
        "D117",
        _anders(boek='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + _boek("&e;")),
    ),
    "geen werkmaponderdeel": ("D118", _anders(boek=None)),
    "geen relaties": ("D118", _anders(rels=None)),
    "blad ontbreekt": ("D118", _anders(rels=relaties(("worksheet", "worksheets/sheet9.xml")))),
    "geen bladen": ("D119", _anders(boek=_boek(""))),
    "strict": ("D120", _anders(boek=f'<workbook xmlns="{_STRICT}"><sheets/></workbook>')),
    "een cel ver weg": ("D121", _blad('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "een cel en een verre": ("D121", _blad(_GEWOON + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "verre rij, cel zonder adres": ("D121", _blad(_GEWOON + '<row r="1048576"><c><v>1</v></c></row>')),
    "verre kolommen": (
        "D121",
        _blad('<row r="1"><c r="A1"><v>1</v></c></row><row r="40000"><c r="XFD40000"><v>1</v></c></row>'),
    ),
    "verre cel met voorvoegsel": (
        "D121",
        lambda path: pak(
            path,
            delen(
                f'<x:worksheet xmlns:x="{_NS}"><x:sheetData><x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c>'
                "</x:row></x:sheetData></x:worksheet>"
            ),
        ),
    ),
    "verre cel, enkele aanhaling": (
        "D121",
        _blad("<row r='1'><c r='A1'/></row><row><c r='XFD90000'><v>1</v></c></row>"),
    ),
    "sluitteken in kenmerk": (
        "D121",
        _blad(_GEWOON + '<row r="1048576"><c r="XFD1048576" x="/>"><v>1</v></c></row>'),
    ),
    "verre lege cel in andere schrijfwijze": ("D121", _blad("<row r='1048576'><c r='XFD1048576' s='0'/></row>")),
    "adres als teken": ("D121", _blad(_GEWOON + '<row r="9"><c r="&#88;FD1048576"><v>1</v></c></row>')),
    "verre cel na regeleinde": ("D121", _blad(_GEWOON + '<row r="9"><c\n r="XFD1048576"><v>1</v></c></row>')),
    "veel verre cellen": ("D121", _veel_cellen_ver),
    "teksten tellen liegt": ("D122", _blad(_GEWOON, "", teksten_xml("a", extra=' count="1" uniqueCount="4294967295"'))),
    "kolom voorbij XFD": ("D123", _blad('<row r="1"><c r="XFE1"><v>1</v></c></row>')),
    "kolom van vier letters": ("D123", _blad('<row r="1"><c r="AAAA1"><v>1</v></c></row>')),
    "rij voorbij het einde": ("D123", _blad('<row r="1048577"><c r="A1048577"><v>1</v></c></row>')),
    "rij nul": ("D123", _blad('<row r="0"><c r="A0"><v>1</v></c></row>')),
    "adres zonder rij": ("D123", _blad('<row r="1"><c r="A"><v>1</v></c></row>')),
    "cel dubbel": ("D123", _blad('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')),
    "rijen door elkaar": ("D123", _blad('<row r="9"><c r="A9"><v>1</v></c></row>' + _GEWOON)),
    "rijnummer te groot": ("D123", _blad('<row r="99999999999999999999"><c><v>1</v></c></row>')),
    "blad is de werkmap": ("D125", _anders(rels=relaties(("worksheet", "workbook.xml")))),
    "twee bladen een onderdeel": (
        "D125",
        _anders(
            boek=_boek('<sheet name="a" sheetId="1" r:id="rId1"/><sheet name="b" sheetId="2" r:id="rId2"/>'),
            rels=relaties(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet1.xml")),
        ),
    ),
    "werkmap geen xml": ("D126", _anders(boek="<workbook")),
    "blad halverwege op": ("D126", lambda path: pak(path, delen(blad_xml(_GEWOON)[:-60]))),
    "diep genest": ("D126", lambda path: pak(path, {**delen(blad_xml(_GEWOON)), "xl/workbook.xml": "<a>" * 50_000})),
    "tekst buiten de lijst": ("D126", _blad('<row r="1"><c r="A1" t="s"><v>9</v></c></row>', "", teksten_xml("a"))),
    "utf-16": ("D127", lambda path: pak(path, delen(blad_xml(_GEWOON).encode("utf-16")))),
    "tekstbom": ("D128", _tekstbom),
    "onbekend blad": ("D201", _blad(_GEWOON)),
    "leeg blad": ("D201", _blad("")),
}
