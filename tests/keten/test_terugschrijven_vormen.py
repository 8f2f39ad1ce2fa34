"""Writing back into every form a workbook can have: written the same, read back the same, nothing lost."""

# ruff: noqa: E501 - XML on the lines as it is

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from xml.parsers import expat

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from buurtwijzer.core.errors import BuurtwijzerError, InputError
from buurtwijzer.core.issues import Issue, Severity
from buurtwijzer.reporting.blad import CelSoort
from buurtwijzer.reporting.clean import clean_text
from buurtwijzer.reporting.injection import own_parts
from buurtwijzer.reporting.injection.opened import open_own_file
from buurtwijzer.reporting.injection.plan import WritePlan
from buurtwijzer.reporting.injection.rich_text import rich_cells
from buurtwijzer.reporting.injection.room import room_beside
from buurtwijzer.reporting.injection.write_back import write_back
from buurtwijzer.reporting.ours import users_cells
from buurtwijzer.reporting.record import SHEET as VERBORGEN
from buurtwijzer.reporting.record import Record, record_blad
from buurtwijzer.reporting.sheets import build_sheets
from buurtwijzer.reporting.written import Written, WrittenColumn, written_columns
from buurtwijzer_excel.workbook.file_route import read_own_file
from tests.gegevens.werkmappen import relaties
from tests.keten.delen_vergelijken import differing, first_lost, parts_of
from tests.keten.eigen_werkmap import CODES, MAIN, RIJEN, Plek, blad, eigen_werkmap, onderdelen_van, plan_bij
from tests.unit.segments import full_assessment

DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MS = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RESULT = full_assessment()
WRITTEN = written_columns(RESULT)
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"


@dataclass(frozen=True)
class Vorm:
    """A form: the sheet, other parts, and where our columns go."""

    inhoud: str | bytes = field(default_factory=blad)
    onderdelen: Mapping[str, str | bytes] = field(default_factory=dict)
    eerste: int = 2
    kop: int = 0


def boek(voor: str = "", na: str = "", sheets: str = "") -> str:
    own = '<sheet name="Buurten" sheetId="4" r:id="rId1"/>'
    return f'<workbook xmlns="{MAIN}" xmlns:r="{DOC}">{voor}<sheets>{own}{sheets}</sheets>{na}</workbook>'


def with_prefix(text: str) -> str:
    """Give a part with a prefix before the name of every element."""
    named = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", text)
    return named.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')


def stijlen(inhoud: str, *, prefixed: bool = False) -> dict[str, str | bytes]:
    text = f'<styleSheet xmlns="{MAIN}">{inhoud}</styleSheet>'
    return {
        "xl/styles.xml": with_prefix(text) if prefixed else text,
        "xl/_rels/workbook.xml.rels": relaties(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
    }


FULL_STYLES = (
    '<numFmts count="1"><numFmt numFmtId="170" formatCode="[&gt;5]0.0;0"/></numFmts><fonts count="1"><font><sz val="9"/>'
    '<name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
    'patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellXfs count="2"><xf numFmtId="0" '
    'fontId="0" fillId="0" borderId="0"/><xf numFmtId="170" fontId="0" fillId="0" borderId="0"><extLst/></xf></cellXfs>'
    '<dxfs count="0"/><extLst/>'
)
NO_NUMBERS = "".join(f'<row><c t="inlineStr"><is><t>{text}</t></is></c></row>' for text in ("code", *CODES))
MIDDLE = re.sub(
    r'<row r="(\d)">(.*?)</row>', r'<row r="\1" spans="1:50">\2<c r="D\1" s="0"/><c r="AX\1"><v>7</v></c></row>', RIJEN
)
VORMEN: dict[str, Vorm] = {
    "kaal": Vorm(),
    "alles met voorvoegsel": Vorm(
        with_prefix(blad(voor='<dimension ref="A1:A4"/>', na="<mergeCells/>")),
        {BOOK: with_prefix(boek()), **stijlen(FULL_STYLES, prefixed=True)},
    ),
    "met maat en kolommen": Vorm(
        blad(
            voor='<dimension ref="A1:A4"/><cols><col min="2" max="4" width="9"/><col min="9" max="16384" hidden="1" width="3"/></cols>'
        )
    ),
    "lege kolommenlijst": Vorm(blad(voor="<cols></cols>")),
    "zonder nummers": Vorm(blad(NO_NUMBERS)),
    "kop ontbreekt": Vorm(
        blad(re.sub(r'r="(A?)(\d)"', lambda m: f'r="{m[1]}{int(m[2]) + 2}"', RIJEN.partition("</row>")[2])), kop=2
    ),
    "kop is een lege rij": Vorm(blad('<row r="1" ht="20"/>' + RIJEN.partition("</row>")[2])),
    "cellen ernaast en opgemaakt": Vorm(blad(MIDDLE)),
    "witruimte en enkele aanhalingstekens": Vorm(
        blad(RIJEN.replace('r="1"', "r='1'").replace("><c", ">\r\n <c").replace("</row>", "\n</row >"))
    ),
    "commentaar en cdata": Vorm(
        blad("<!-- <row r='9'/> --><?proef <row ?>" + RIJEN.replace("<t>code</t>", "<t><![CDATA[code]]></t>"))
    ),
    "byte order mark": Vorm(b"\xef\xbb\xbf" + blad().encode(), {BOOK: b"\xef\xbb\xbf" + boek().encode()}),
    "staart": Vorm(
        blad(
            na='<autoFilter ref="A1:A4"/><mergeCells count="1"><mergeCell ref="A9:B9"/></mergeCells>'
            f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x14" xmlns:x14="{MS}"><x14:x><row r="1"/></x14:x>'
            f'</mc:Choice></mc:AlternateContent><extLst><ext uri="{{1}}" xmlns:x14="{MS}"><x14:sheetData/></ext></extLst>'
        )
    ),
    "namen": Vorm(
        onderdelen={
            BOOK: boek(
                '<workbookProtection lockWindows="1"/>',
                '<externalReferences/><definedNames><definedName name="Eigen">Buurten!$A$1</definedName><definedName '
                'name="Bwz_leefstijl_1" localSheetId="0">Buurten!#REF!</definedName></definedNames><calcPr calcId="1"/>',
            )
        }
    ),
    "lege namenlijst": Vorm(onderdelen={BOOK: boek(na='<definedNames/><calcPr calcId="1"/><extLst/>')}),
    "geen namen, wel wat erna komt": Vorm(onderdelen={BOOK: boek(na='<functionGroups/><calcPr calcId="1"/>')}),
    "relatie elders genoemd": Vorm(
        onderdelen={
            BOOK: f'<workbook xmlns="{MAIN}"><sheets><sheet name="Buurten" sheetId="1" xmlns:q="{DOC}" q:id="rId1"/>'
            "</sheets></workbook>"
        }
    ),
    "volle stijlen": Vorm(onderdelen=stijlen(FULL_STYLES)),
    "kale stijlen": Vorm(onderdelen=stijlen("")),
    "lege lijsten in stijlen": Vorm(
        onderdelen=stijlen('<numFmts count="0"/><fonts count="0"/><cellXfs/><cellStyles/>')
    ),
}


def copy_of(vorm: Vorm, path: Path) -> Path:
    own = eigen_werkmap(path / "eigen.xlsx", vorm.inhoud, vorm.onderdelen)
    write_back(RESULT, own, plan_bij(RESULT, eerste=vorm.eerste, kop=vorm.kop), path / "kopie.xlsx")
    return own


@pytest.mark.filterwarnings("ignore:.*(contains no|not supported):UserWarning")
@pytest.mark.parametrize("naam", VORMEN)
def test_values_read_back_in_every_form(naam: str, tmp_path: Path) -> None:
    vorm = VORMEN[naam]
    copy_of(vorm, tmp_path)
    rows = (
        CalamineWorkbook.from_path(str(tmp_path / "kopie.xlsx")).get_sheet_by_index(0).to_python(skip_empty_area=False)
    )
    last = vorm.eerste + len(WRITTEN.kolommen)
    assert rows[vorm.kop][vorm.eerste : last] == [kolom.kop for kolom in WRITTEN.kolommen]
    sheet = openpyxl.load_workbook(tmp_path / "kopie.xlsx").worksheets[0]
    for number, code in enumerate(CODES, vorm.kop + 1):
        wanted = WRITTEN.rijen[code]
        assert rows[number][vorm.eerste : last] == ["" if cell is None else cell for cell in wanted]
        found = [cell.value for cell in sheet[number + 1][vorm.eerste : last]]
        assert found == [None if cell == "" else cell for cell in wanted]


@pytest.mark.parametrize("naam", VORMEN)
def test_nothing_is_lost_in_any_form(naam: str, tmp_path: Path) -> None:
    own = copy_of(VORMEN[naam], tmp_path)
    changed, _ = differing(own, tmp_path / "kopie.xlsx")
    before, after = parts_of(own), parts_of(tmp_path / "kopie.xlsx")
    for name in changed:
        lost = first_lost(before[name], after[name])
        if naam == "namen" and name == BOOK:  # the name of ours whose cells were gone
            assert lost == ("text", "Buurten!#REF!")
        elif naam == "cellen ernaast en opgemaakt" and name == SHEET:  # an empty cell in a column of ours gets a value
            assert lost == (f"{MAIN} c", ("r", "D1"), ("s", "0"))
        else:
            assert lost is None, name


@pytest.mark.parametrize("naam", VORMEN)
def test_a_second_run_changes_nothing_in_any_form(naam: str, tmp_path: Path) -> None:
    vorm = VORMEN[naam]
    copy_of(vorm, tmp_path)
    first = (tmp_path / "kopie.xlsx").replace(tmp_path / "eigen.xlsx")
    plan = plan_bij(RESULT, eerste=vorm.eerste, kop=vorm.kop)
    write_back(RESULT, first, replace(plan, oud=plan.kolommen), tmp_path / "weer.xlsx")
    assert differing(first, tmp_path / "weer.xlsx") == (set(), set())
    names = [name.naam for name in open_own_file(tmp_path / "weer.xlsx").book.namen]
    assert len(names) == len({*names}) + len([n for n in names if n.startswith("_xlnm")]) - len(
        {n for n in names if n.startswith("_xlnm")}
    )


def test_widths_split_a_range_that_covers_ours(tmp_path: Path) -> None:
    copy_of(VORMEN["met maat en kolommen"], tmp_path)
    text = parts_of(tmp_path / "kopie.xlsx")[SHEET].decode()
    found = [tuple(map(int, pair)) for pair in re.findall(r'<col min="(\d+)" max="(\d+)"', text)]
    assert found[0] == (2, 2)
    assert found[-1] == (3 + len(WRITTEN.kolommen), 16384)
    assert all(first[1] < second[0] for first, second in pairwise(found))
    assert text.count('hidden="1"') == 1


def test_same_workbook_same_bytes(tmp_path: Path) -> None:
    own = eigen_werkmap(tmp_path / "eigen.xlsx")
    for name in ("een.xlsx", "twee.xlsx"):
        write_back(RESULT, own, plan_bij(RESULT), tmp_path / name)
    assert (tmp_path / "een.xlsx").read_bytes() == (tmp_path / "twee.xlsx").read_bytes()


def _stored(path: Path, parts: Mapping[str, str | bytes]) -> None:
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content)


def _streamed(path: Path, parts: Mapping[str, str | bytes]) -> None:
    """Write sizes after the data, as a program does that cannot go back."""

    class NoSeek:
        def __init__(self) -> None:
            self.file = path.open("wb")

        def write(self, data: bytes) -> int:
            return self.file.write(data)

        def flush(self) -> None:
            self.file.flush()

    target = NoSeek()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:  # type: ignore[call-overload]
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    target.file.close()


def _zip64(path: Path, parts: Mapping[str, str | bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            with package.open(zipfile.ZipInfo(name), "w", force_zip64=True) as part:
                part.write(content.encode() if isinstance(content, str) else content)


def _odd_names(path: Path, parts: Mapping[str, str | bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/", "")
        package.writestr("xl/media/café.txt", "é")
        for name, content in parts.items():
            info = zipfile.ZipInfo(name.replace("sheet1.xml", "Sheet1.XML"), (2001, 2, 3, 4, 5, 6))
            info.extra = b"\x20\xa2\x04\x00abcd"
            package.writestr(info, content, zipfile.ZIP_DEFLATED)


@pytest.mark.parametrize("pack", [_stored, _streamed, _zip64, _odd_names])
def test_any_way_of_packing(pack: Callable[[Path, Mapping[str, str | bytes]], None], tmp_path: Path) -> None:
    pack(tmp_path / "eigen.xlsx", onderdelen_van(blad()))
    write_back(RESULT, tmp_path / "eigen.xlsx", plan_bij(RESULT), tmp_path / "kopie.xlsx")
    changed, _ = differing(tmp_path / "eigen.xlsx", tmp_path / "kopie.xlsx")
    assert {name.lower() for name in changed} == {"[content_types].xml", "xl/_rels/workbook.xml.rels", BOOK, SHEET}
    assert (
        CalamineWorkbook.from_path(str(tmp_path / "kopie.xlsx")).get_sheet_by_index(0).to_python()[0][2]
        == "Bwz leefstijl 1"
    )
    with zipfile.ZipFile(tmp_path / "eigen.xlsx") as before, zipfile.ZipFile(tmp_path / "kopie.xlsx") as after:
        for info in before.infolist():
            assert after.getinfo(info.filename).date_time == info.date_time


HOSTILE = (
    *("=1+1", '=HYPERLINK("http://x","y")', "@SUM(A1)", "=cmd|'/c calc'!A0", "{=1}", "+1+1", "-1+1", "\t=1+1", "\r=1"),
    *("http://example.org", "https://example.org", "mailto:a@b.nl", "ftp://x", "file:///c:/x", "\\\\server\\map"),
    *("internal:Blad1!A1", "external:x.xlsx", "javascript:alert(1)", "'=1+1", '"=1+1"', "=", "@", "+", "-", " =1", "\n=1"),
    *("<f>1+1</f>", '</t></is></c><c r="A1"><f>1</f></c>', "]]>", "&amp;", "&#61;1", "<![CDATA[=1]]>", "=1\x00+1"),
    *("\x1b[31m", "  spaties  ", "0363", "1e5", "3-4", "12:30", "WAAR", "#REF!", "_x003D_1", "𝒂\N{ZERO WIDTH SPACE}é"),
)  # fmt: skip


def test_40_hostile_labels_stay_text(tmp_path: Path) -> None:
    assert len(HOSTILE) >= 40
    columns = tuple(WrittenColumn(f"Bwz {n}", f"Bwz_{n}", CelSoort.TEKST, 9) for n in range(len(HOSTILE)))
    written = Written(columns, dict.fromkeys(CODES, HOSTILE))
    own = eigen_werkmap(tmp_path / "eigen.xlsx")
    write_back(RESULT, own, plan_bij(RESULT, geschreven=written), tmp_path / "kopie.xlsx")
    part = parts_of(tmp_path / "kopie.xlsx")[SHEET]
    assert b"<f" not in part
    assert b"<hyperlink" not in part
    sheet = openpyxl.load_workbook(tmp_path / "kopie.xlsx").worksheets[0]
    rows = CalamineWorkbook.from_path(str(tmp_path / "kopie.xlsx")).get_sheet_by_index(0).to_python()
    for number, label in enumerate(HOSTILE):
        wanted = re.sub("\r\n?", "\n", re.sub("[\x00\x1b]", "\N{REPLACEMENT CHARACTER}", label))
        cell = sheet.cell(2, 3 + number)
        assert (cell.data_type, cell.number_format, cell.hyperlink) == ("s", "@", None)
        for read in (str(cell.value), str(rows[1][2 + number])):
            assert re.sub("_x005F_", "_", read) == wanted


def test_what_we_wrote_is_known_again_whatever_it_says(tmp_path: Path) -> None:
    values = (
        *map(clean_text, HOSTILE),
        0.1 + 0.2,
        -0.0,
        1e-12,
        12345678901.123456,
        None,
        "regel een\nregel twee",
        "é" * 32_767,
    )
    columns = tuple(WrittenColumn(f"Bwz {n}", f"Bwz_{n}", CelSoort.TEKST, 9) for n in range(len(values)))
    own = eigen_werkmap(tmp_path / "eigen.xlsx")
    plan = plan_bij(RESULT, geschreven=Written(columns, dict.fromkeys(CODES, values)))
    write_back(RESULT, own, plan, tmp_path / "kopie.xlsx")
    file = open_own_file(tmp_path / "kopie.xlsx")
    codes = dict(enumerate(CODES, 1))
    assert users_cells(file.block("Buurten"), plan.kolommen, codes, file.record().bladen["Buurten"]) == ()
    assert not [*rich_cells(file, "Buurten", plan.kolommen)]


def test_a_cell_that_is_not_ours_is_never_overwritten(tmp_path: Path) -> None:
    own = eigen_werkmap(tmp_path / "eigen.xlsx", blad(MIDDLE.replace('<c r="D3" s="0"/>', '<c r="D3"><v>5</v></c>')))
    with pytest.raises(ValueError, match="D3"):
        write_back(RESULT, own, plan_bij(RESULT), tmp_path / "kopie.xlsx")
    assert not (tmp_path / "kopie.xlsx").exists()


def test_a_formula_in_a_column_of_ours_stays_and_is_told(tmp_path: Path) -> None:
    rows = RIJEN.replace('</c></row><row r="3">', '</c><c r="D2"><f>1+1</f><v>2</v></c></row><row r="3">')
    own = eigen_werkmap(tmp_path / "eigen.xlsx", blad(rows))
    told = write_back(RESULT, own, plan_bij(RESULT, oud=[Plek("Bwz_gelijkenis_1", 3)]), tmp_path / "kopie.xlsx")
    assert [(issue.code, "D2" in issue.message) for issue in told] == [("X312", True)]
    assert b'<c r="D2"><f>1+1</f><v>2</v></c>' in parts_of(tmp_path / "kopie.xlsx")[SHEET]


def test_what_is_no_longer_written_is_emptied_and_loses_its_name(tmp_path: Path) -> None:
    rows = re.sub(r"</row>", '<c r="Z1" s="0"><v>9</v></c></row>', RIJEN)
    rows = "".join(part.replace("Z1", f"Z{n}") for n, part in enumerate(re.split("(?=<row)", rows)[1:], 1))
    name = '<definedNames><definedName name="Bwz_oud" localSheetId="0">Buurten!$Z$1:$Z$3</definedName></definedNames>'
    own = eigen_werkmap(tmp_path / "eigen.xlsx", blad(rows), {BOOK: boek(na=name)})
    write_back(RESULT, own, plan_bij(RESULT, oud=[Plek("Bwz_oud", 25, 0, 2)]), tmp_path / "kopie.xlsx")
    parts = parts_of(tmp_path / "kopie.xlsx")
    assert b"Bwz_oud" not in parts[BOOK]
    assert re.findall(rb'<c r="Z\d"[^>]*?/?>', parts[SHEET]) == [
        b'<c r="Z1" s="0"/>', b'<c r="Z2" s="0"/>', b'<c r="Z3" s="0"/>', b'<c r="Z4" s="0">',
    ]  # fmt: skip


def _with_table(header: str) -> tuple[str, dict[str, str | bytes]]:
    rows = RIJEN.replace("</row>", f'<c r="C1" t="inlineStr"><is><t>{header}</t></is></c></row>', 1)
    table = (
        f'<table xmlns="{MAIN}" id="7" name="T" displayName="T" ref="A1:C4"><autoFilter ref="A1:C4"/><tableColumns count="3">'
        f'<tableColumn id="1" name="code"/><tableColumn id="2" name="x"/><tableColumn id="3" name="{header}"/></tableColumns>'
        "</table>"
    )
    rows = rows.replace('</c><c r="C1"', '</c><c r="B1" t="inlineStr"><is><t>x</t></is></c><c r="C1"')
    return blad(rows, na='<tableParts count="1"><tablePart xmlns:r="' + DOC + '" r:id="rId1"/></tableParts>'), {
        "xl/tables/table1.xml": table,
        "xl/worksheets/_rels/sheet1.xml.rels": relaties(("table", "../tables/table1.xml")),
    }


def test_the_header_of_a_users_table_is_left_alone(tmp_path: Path) -> None:
    sheet, parts = _with_table("Mijn leefstijl")
    own = eigen_werkmap(tmp_path / "eigen.xlsx", sheet, parts)
    write_back(RESULT, own, plan_bij(RESULT, oud=[Plek("Bwz_leefstijl_1", 2)]), tmp_path / "kopie.xlsx")
    rows = CalamineWorkbook.from_path(str(tmp_path / "kopie.xlsx")).get_sheet_by_index(0).to_python()
    assert rows[0][2] == "Mijn leefstijl"
    assert rows[1][2] == WRITTEN.rijen[CODES[0]][0]
    ids = re.findall(
        rb'<table [^>]*\bid="(\d+)"',
        b"".join(v for k, v in parts_of(tmp_path / "kopie.xlsx").items() if "tables/" in k),
    )
    assert len(ids) == len({*ids}) == 6


def test_room_sees_what_looks_empty(tmp_path: Path) -> None:
    sheet, parts = _with_table("z")
    cells = '<c r="E2" t="str"><f>""</f><v></v></c><c r="G2" t="e"><v>#N/A</v></c><c r="I2"><f t="array" ref="I2:J3">1</f></c>'
    sheet = sheet.replace('</is></c></row><row r="3">', f'</is></c>{cells}</row><row r="3">')
    merged = '<mergeCells><mergeCell ref="L3:M3"/><mergeCell ref="O90:P90"/></mergeCells>'
    own = open_own_file(eigen_werkmap(tmp_path / "e.xlsx", sheet.replace("<tableParts", f"{merged}<tableParts"), parts))
    room = room_beside(own, "Buurten", 0, 3)
    assert room.bezet == {0, 1, 2, 4, 6, 8, 9, 11, 12}
    assert (room.tabel, room.sorteerbaar) == (True, True)


def test_room_sees_formats_of_the_user_on_empty_cells(tmp_path: Path) -> None:
    sheet = blad(RIJEN.replace("</row>", '<c r="D1" s="0"/><c r="G1" s="3"/></row>', 1))
    for number, text in enumerate((sheet, sheet.replace("<c r=", "<c  r="))):
        own = open_own_file(eigen_werkmap(tmp_path / f"e{number}.xlsx", text))
        assert room_beside(own, "Buurten", 0, 3).bezet == {6}
        assert room_beside(own, "Buurten", 1, 3).bezet == frozenset()


def test_own_sheets_step_aside_for_those_of_the_user(tmp_path: Path) -> None:
    extra = '<sheet name="TOELICHTING" sheetId="9" r:id="rId2"/>'
    relations = relaties(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"))
    parts = {BOOK: boek(sheets=extra), "xl/_rels/workbook.xml.rels": relations, "xl/worksheets/sheet2.xml": blad()}
    own = eigen_werkmap(tmp_path / "eigen.xlsx", blad(), parts)
    write_back(RESULT, own, plan_bij(RESULT), tmp_path / "kopie.xlsx")
    file = open_own_file(tmp_path / "kopie.xlsx")
    assert file.own_sheets()["toelichting"] == "Toelichting (2)"
    assert file.bladen == ("Buurten", "TOELICHTING")
    assert parts_of(tmp_path / "kopie.xlsx")["xl/worksheets/sheet2.xml"] == blad().encode()


def _two_sheets(*inhoud: str) -> dict[str, str | bytes]:
    """Give a sheet that carries the name of Meldingen, and a hidden one with what we wrote when it is given."""
    marks = ["<definedName name=\"Bwz_blad_meldingen\">'Mijn meldingen'!$A$1</definedName>"]
    sheets = ['<sheet name="Mijn meldingen" sheetId="9" r:id="rId2"/>']
    if len(inhoud) > 1:
        marks.append(f"<definedName name=\"Bwz_blad_geschreven\">'{VERBORGEN}'!$A$1</definedName>")
        sheets.append(f'<sheet name="{VERBORGEN}" sheetId="11" state="hidden" r:id="rId3"/>')
    numbers = range(1, len(inhoud) + 2)
    return {
        BOOK: boek(sheets="".join(sheets), na=f"<definedNames>{''.join(marks)}</definedNames>"),
        "xl/_rels/workbook.xml.rels": relaties(*(("worksheet", f"worksheets/sheet{n}.xml") for n in numbers)),
        **{f"xl/worksheets/sheet{number}.xml": text for number, text in enumerate(inhoud, 2)},
    }


def _rows(rows: Sequence[Sequence[object]]) -> str:
    cells = [[f'<c t="inlineStr"><is><t>{cell or ""}</t></is></c>' for cell in row] for row in rows]
    return blad("".join(f"<row>{''.join(row)}</row>" for row in cells))


MELDINGEN = [["ernst", "code"], ["melding", "X311"]]


def test_a_sheet_of_ours_that_the_add_in_made_is_replaced(tmp_path: Path) -> None:
    made = record_blad(Record().with_own("meldingen", MELDINGEN))
    parts = _two_sheets(_rows(MELDINGEN), _rows([[kolom.kop for kolom in made.kolommen], *made.rijen]))
    parts["xl/worksheets/_rels/sheet2.xml.rels"] = relaties(("printerSettings", "../printerSettings/p1.bin"))
    parts["xl/printerSettings/p1.bin"] = b"\0\1"
    own = eigen_werkmap(tmp_path / "eigen.xlsx", blad(), parts)
    assert write_back(RESULT, own, plan_bij(RESULT), tmp_path / "kopie.xlsx") == ()
    book = CalamineWorkbook.from_path(str(tmp_path / "kopie.xlsx"))
    assert book.sheet_names == ["Buurten", "Mijn meldingen", VERBORGEN, "Interventies", "Toelichting", "Verantwoording"]
    assert book.get_sheet_by_name("Mijn meldingen").to_python()[0][0] == "ernst"
    related = parts_of(tmp_path / "kopie.xlsx")["xl/worksheets/_rels/sheet2.xml.rels"].decode()
    assert re.findall(r'Id="(\w+)"', related) == ["rId1", "rId2"]


@pytest.mark.parametrize("is_recorded", [False, True], ids=["niet bewaard", "anders"])
def test_a_sheet_of_ours_that_is_not_as_recorded_is_the_users(is_recorded: bool, tmp_path: Path) -> None:
    made = record_blad(Record().with_own("meldingen", [*MELDINGEN, ["hier stond nog iets"]]))
    hidden = [_rows([[kolom.kop for kolom in made.kolommen], *made.rijen])] if is_recorded else []
    parts = _two_sheets(_rows(MELDINGEN), *hidden)
    own = eigen_werkmap(tmp_path / "eigen.xlsx", blad(), parts)
    (told,) = write_back(RESULT, own, plan_bij(RESULT), tmp_path / "kopie.xlsx")
    assert told.code == "X313"
    assert "'Mijn meldingen'" in told.message
    assert "'Meldingen'" in told.message
    assert parts_of(tmp_path / "kopie.xlsx")["xl/worksheets/sheet2.xml"] == _rows(MELDINGEN).encode()
    assert open_own_file(tmp_path / "kopie.xlsx").own_sheets()["meldingen"] == "Meldingen"
    assert "Mijn meldingen" in open_own_file(tmp_path / "kopie.xlsx").bladen


@pytest.mark.parametrize("sleutel", ["toelichting", "meldingen", "budget"])
def test_a_name_alone_makes_no_sheet_ours(sleutel: str, tmp_path: Path) -> None:
    name = f"<definedNames><definedName name=\"Bwz_blad_{sleutel}\">'Mijn begroting'!$A$1</definedName></definedNames>"
    relations = relaties(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"))
    mine = blad('<row r="1"><c r="A1" t="inlineStr"><is><t>geheim plan</t></is></c></row>')
    parts = {
        BOOK: boek(sheets='<sheet name="Mijn begroting" sheetId="9" r:id="rId2"/>', na=name),
        "xl/_rels/workbook.xml.rels": relations,
        "xl/worksheets/sheet2.xml": mine,
    }
    own = eigen_werkmap(tmp_path / "eigen.xlsx", blad(), parts)
    assert [issue.code for issue in read_own_file(open_own_file(own)).vreemd] == ["X231"]
    write_back(RESULT, own, plan_bij(RESULT), tmp_path / "kopie.xlsx")
    assert parts_of(tmp_path / "kopie.xlsx")["xl/worksheets/sheet2.xml"] == mine.encode()
    assert "Mijn begroting" in open_own_file(tmp_path / "kopie.xlsx").bladen


@pytest.mark.parametrize("naam", ["Bwz_budget", "Bwz_zekerheid"])
def test_a_name_alone_makes_no_column_ours(naam: str, tmp_path: Path) -> None:
    name = f'<definedNames><definedName name="{naam}" localSheetId="0">Buurten!$A$1:$A$4</definedName></definedNames>'
    reading = read_own_file(open_own_file(eigen_werkmap(tmp_path / "e.xlsx", blad(), {BOOK: boek(na=name)})))
    assert reading.kolommen == {"Buurten": ()}
    assert [issue.code for issue in reading.vreemd] == ["X231"]


@pytest.mark.parametrize("what", ["cel", "tekening"])
def test_a_sheet_of_ours_with_something_of_the_user_becomes_the_users(what: str, tmp_path: Path) -> None:
    own = eigen_werkmap(tmp_path / "eigen.xlsx")
    write_back(RESULT, own, plan_bij(RESULT), tmp_path / "kopie.xlsx")
    parts = parts_of(tmp_path / "kopie.xlsx")
    part = open_own_file(tmp_path / "kopie.xlsx").part("Toelichting")
    if what == "cel":
        parts[part] = parts[part].replace(b"</row>", b'<c r="BB1"><v>1</v></c></row>', 1)
    else:
        name = part.replace("worksheets/", "worksheets/_rels/") + ".rels"
        more = f'<Relationship Id="rId9" Type="{DOC}/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
        parts[name] = parts[name].replace(b"</Relationships>", more.encode())
    with zipfile.ZipFile(tmp_path / "eigen.xlsx", "w") as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data)
    plan = plan_bij(RESULT)
    told = write_back(RESULT, own, replace(plan, oud=plan.kolommen), tmp_path / "weer.xlsx")
    assert [issue.code for issue in told] == ["X313"]
    assert open_own_file(tmp_path / "weer.xlsx").own_sheets()["toelichting"] == "Toelichting (2)"
    assert parts_of(tmp_path / "weer.xlsx")[part] == parts[part]


def test_a_sheet_that_would_be_too_large_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = eigen_werkmap(tmp_path / "eigen.xlsx")
    write_back(RESULT, own, plan_bij(RESULT), tmp_path / "met.xlsx")
    monkeypatch.setattr(own_parts, "MOST_CELLS", 50)
    write_back(RESULT, own, plan_bij(RESULT), tmp_path / "zonder.xlsx")
    assert set(open_own_file(tmp_path / "zonder.xlsx").own_sheets()) == {"meldingen", "verantwoording", "geschreven"}
    plan = plan_bij(RESULT)
    write_back(RESULT, tmp_path / "met.xlsx", replace(plan, oud=plan.kolommen), tmp_path / "weer.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "weer.xlsx"))
    assert len(book.get_sheet_by_name("Toelichting").to_python()) == 1, "wat er stond zou niet meer kloppen"
    assert "X314" in [row[1] for row in book.get_sheet_by_name("Meldingen").to_python()]


STRICT = f'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:r="{DOC}"><sheets/></workbook>'
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 99
REFUSED: dict[str, tuple[str, Callable[[Path], object]]] = {
    "strict": ("D1", lambda path: eigen_werkmap(path, None, {BOOK: STRICT})),
    "versleuteld": ("D106", lambda path: path.write_bytes(OLE)),
    "afgekapt": ("D110", lambda path: path.write_bytes(eigen_werkmap(path).read_bytes()[:900])),
    "kapotte xml": ("X301", lambda path: eigen_werkmap(path, blad().replace("</sheetData>", "</sheetDat>"))),
    "gedeeld": (
        "X302",
        lambda path: eigen_werkmap(path, None, {
            "xl/_rels/workbook.xml.rels": relaties(
                ("worksheet", "worksheets/sheet1.xml"), ("revisionHeaders", "revisions/revisionHeaders.xml")
            )
        }),
    ),
    "ondertekend": (
        "X303",
        lambda path: eigen_werkmap(path, None, {
            "_rels/.rels": relaties(("officeDocument", "xl/workbook.xml")).replace(
                "</Relationships>",
                '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
                'digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>',
            )
        }),
    ),
    "opbouw beveiligd": (
        "X304",
        lambda path: eigen_werkmap(path, None, {BOOK: boek('<workbookProtection lockStructure="1"/>')}),
    ),
    "utf-16": ("D1", lambda path: eigen_werkmap(path, blad().encode("utf-16"))),
    "rijen door elkaar": ("X301", lambda path: eigen_werkmap(path, blad('<row r="9"/>' + RIJEN))),
}  # fmt: skip


@pytest.mark.parametrize("naam", REFUSED)
def test_refused_with_a_reason_and_a_remedy(naam: str, tmp_path: Path) -> None:
    code, make = REFUSED[naam]
    own = tmp_path / "eigen.xlsx"
    make(own)
    before = own.read_bytes()
    with pytest.raises(BuurtwijzerError) as error:
        write_back(RESULT, own, plan_bij(RESULT), tmp_path / "kopie.xlsx")
    (issue,) = error.value.issues
    assert issue.code.startswith(code)
    assert issue.place.startswith("eigen.xlsx")
    assert issue.remedy
    assert own.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["eigen.xlsx"]


def test_a_protected_sheet_is_refused(tmp_path: Path) -> None:
    own = eigen_werkmap(tmp_path / "eigen.xlsx", blad(na='<sheetProtection sheet="1"/>'))
    with pytest.raises(InputError, match="X305"):
        room_beside(open_own_file(own), "Buurten", 0, 3)


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    own = eigen_werkmap(tmp_path / "eigen.xlsx")
    with pytest.raises(InputError, match=r"X308.*'Buurten'"):
        write_back(RESULT, own, replace(plan_bij(RESULT), blad="Wijken"), tmp_path / "kopie.xlsx")


@pytest.mark.parametrize("name", ["eigen.csv", "eigen.xls", "eigen.xlsb", "eigen"])
def test_only_a_workbook_can_be_written_into(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"code;naam\n")
    with pytest.raises(InputError, match="X307"):
        open_own_file(tmp_path / name)


def _mutated(data: bytes, chance: random.Random) -> bytes:
    """Give a part with a byte, a piece, the value of an attribute or a whole attribute otherwise."""
    found, at = bytearray(data), chance.randrange(len(data))
    attributes = [match.span(1) for match in re.finditer(rb'\s[\w:]+="([^"]*)"', data)]
    way = chance.randrange(4)
    if way == 0:
        found[at] = chance.choice(b'<>"/=abc019 x:!')
    elif way == 1 or not attributes:
        del found[at : at + 20]
    else:
        start, end = chance.choice(attributes)
        found[start:end] = b"" if way == 2 else chance.choice([b"0", b"-1", b"x", b"999999999999", b"A0", b"ZZZZ9"])
    return bytes(found)


@pytest.mark.parametrize("seed", range(8))
def test_mutants_are_written_whole_or_refused_in_words(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    vorm = VORMEN[sorted(VORMEN)[seed]]
    plan = plan_bij(RESULT, eerste=vorm.eerste, kop=vorm.kop)
    copy_of(vorm, tmp_path)
    whole = parts_of(tmp_path / "kopie.xlsx")
    for _ in range(8):
        name = chance.choice([part for part in whole if part.endswith((".xml", ".rels"))])
        mutant = eigen_werkmap(tmp_path / "mutant.xlsx", None, {**whole, name: _mutated(whole[name], chance)})
        refused = _refused(mutant, replace(plan, oud=plan.kolommen), tmp_path / "weer.xlsx")
        assert all(issue.remedy for issue in refused)
        if not refused:
            before, after = parts_of(mutant), parts_of(tmp_path / "weer.xlsx")
            for part in (part for part in after if after[part] != before.get(part)):
                expat.ParserCreate().Parse(after[part], True)


def _refused(own: Path, plan: WritePlan, kopie: Path) -> tuple[Issue, ...]:
    try:
        write_back(RESULT, open_own_file(own), plan, kopie, overschrijf=True)
    except BuurtwijzerError as error:
        return error.issues
    return ()


def test_an_empty_row_that_calc_leaves_far_below_is_no_reason_to_refuse(tmp_path: Path) -> None:
    far = '<row r="1048576" customFormat="false" ht="12.8"></row>'
    path = eigen_werkmap(tmp_path / "calc.xlsx", blad(RIJEN + far, '<dimension ref="A1:A1048576"/>'))
    kopie = tmp_path / "kopie.xlsx"
    write_back(RESULT, path, plan_bij(RESULT), kopie)
    text = parts_of(kopie)[SHEET].decode()
    assert text.count(far) == 1
    assert text.index(far) > text.rindex("<c r=")
    rows = CalamineWorkbook.from_path(kopie).get_sheet_by_name("Buurten").to_python(skip_empty_area=False)
    assert [row[0] for row in rows] == ["code", *CODES]
    assert [row[2] for row in rows[1:]] == [WRITTEN.rijen[code][0] or "" for code in CODES]


def printed(path: Path) -> dict[str, str]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: sheet.print_area for sheet in book.worksheets}


def test_what_is_printed_of_our_sheets_follows_the_rows_written(tmp_path: Path) -> None:
    path, kopie = eigen_werkmap(tmp_path / "buurten.xlsx"), tmp_path / "kopie.xlsx"
    extra = [Issue("X999", Severity.MELDING, "a.xlsx", f"melding {n}", "") for n in range(7)]
    write_back(RESULT, path, plan_bij(RESULT), kopie, issues=extra)
    areas, book = printed(kopie), openpyxl.load_workbook(kopie)
    assert areas.pop(VERBORGEN) in ("", None)
    assert book[VERBORGEN].print_title_rows in ("", None)
    assert not areas.pop("Buurten")
    for naam, area in areas.items():
        assert area == f"'{naam}'!$A$1:${book[naam].dimensions.split(':')[1].rstrip('0123456789')}${book[naam].max_row}"


def test_verantwoording_sends_nobody_to_a_sheet_that_is_not_in_the_copy(tmp_path: Path) -> None:
    path, kopie = eigen_werkmap(tmp_path / "buurten.xlsx"), tmp_path / "kopie.xlsx"
    write_back(RESULT, path, plan_bij(RESULT), kopie)
    book = openpyxl.load_workbook(kopie)
    lines = [(str(part), str(text)) for part, text, *_ in book["Verantwoording"].iter_rows(min_row=2, values_only=True)]
    named = r"\b[Bb]lad (Overzicht|Leefstijlen|Bewonersgroepen|Leefgebieden|Krachten|Risico's|Samenleven)\b(?! van de werkmap)"
    assert [text for line in lines for text in line if re.search(named, text)] == []
    for part, text in lines:
        if "kijk op" in part:
            there = re.sub(r" \(.*\)$", "", part.partition("kijk op ")[2])
            assert {*re.split(r", | en ", there)} <= {*book.sheetnames}, (part, text)
    assert any("werkmap met uitkomsten" in text and "buurtwijzer score" in text for _, text in lines)
    assert not any(
        "werkmap met uitkomsten" in str(text)
        for row in next(b for b in build_sheets(RESULT) if b.naam == "Verantwoording").rijen
        for text in row
    )
