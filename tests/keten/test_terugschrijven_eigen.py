"""``score --terugschrijven`` on a workbook in which we wrote before: what the user changed since then is the user's."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from buurtwijzer.reporting.injection.opened import open_own_file
from buurtwijzer.reporting.record import SHEET
from tests.keten.conftest import Ran
from tests.keten.delen_vergelijken import differing, parts_of
from tests.keten.rijke_werkmap import plaatje

Run = Callable[..., Ran]
PART = "xl/worksheets/sheet1.xml"
BLAD = "Lijst"
CODES = ("BU99990101", "BU99990102", "BU99990201")


def lijst(path: Path, *, links: int = 0) -> Path:
    """Make a list of areas with a remark, some columns to the right when asked."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(BLAD)
        for row, cells in enumerate((("code", "opmerking"), *((code, f"over {code[-2:]}") for code in CODES))):
            sheet.write_row(row, links, cells)
    return path


@pytest.fixture
def terug(run: Run, kwb: Path, gezondheid: Path, tmp_path: Path) -> Callable[..., Ran]:
    """Give a function that writes back into one workbook and expects it to work."""

    def write(own: Path, naar: str, *words: object) -> Ran:
        done = run("score", "--terugschrijven", own, "--met", kwb, "--met", gezondheid, *words, "-o", tmp_path / naar)
        assert done.exit_code == 0, done.err
        return done

    return write


def cells_of(path: Path, blad: str = BLAD) -> list[list[object]]:
    rows: list[list[object]] = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(blad).to_python()
    return rows


def packed(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data)
    return path


def cell_xml(path: Path, cell: str) -> bytes:
    found = re.search(rb'<c r="%s"[^>]*?(?:/>|>.*?</c>)' % cell.encode(), parts_of(path)[PART])
    assert found, cell
    return found.group()


TYPED = {
    "andere tekst": ("C2", b'<c r="C2" t="inlineStr"><is><t>van mijzelf</t></is></c>'),
    "getal": ("D3", b'<c r="D3"><v>12345</v></c>'),
    "formule": ("E4", b'<c r="E4"><f>1+1</f><v>2</v></c>'),
    "formule zonder waarde": ("F2", b'<c r="F2" t="str"><f>""</f><v></v></c>'),
    "fout": ("G2", b'<c r="G2" t="e"><v>#N/A</v></c>'),
}


def test_what_the_user_typed_in_our_columns_stays_to_the_byte(terug: Callable[..., Ran], tmp_path: Path) -> None:
    terug(lijst(tmp_path / "eigen.xlsx"), "een.xlsx")
    before = cells_of(tmp_path / "een.xlsx")
    parts = parts_of(tmp_path / "een.xlsx")
    text = str(before[3][2])
    runs = f"<r><rPr><b/></rPr><t>{text[:2]}</t></r><r><t>{text[2:]}</t></r>"
    typed = {**TYPED, "opgemaakt": ("C4", f'<c r="C4" t="inlineStr"><is>{runs}</is></c>'.encode())}
    for cell, xml in typed.values():
        parts[PART] = parts[PART].replace(cell_xml(tmp_path / "een.xlsx", cell), xml)
    again = packed(tmp_path / "mijn.xlsx", parts)
    done = terug(again, "twee.xlsx")
    for cell, xml in typed.values():
        assert cell_xml(tmp_path / "twee.xlsx", cell) == xml
    assert "[X312]" in done.err
    told = next(row for row in cells_of(tmp_path / "twee.xlsx", "Meldingen") if row[1] == "X312")
    assert BLAD in str(told[2])
    assert all(cell in str(told[3]) for cell, _ in typed.values())
    after = cells_of(tmp_path / "twee.xlsx")
    changed = {(int(cell[1]) - 1, ord(cell[0]) - ord("A")) for cell, _ in typed.values()}
    for number, row in enumerate(before):
        for column, cell in enumerate(row):
            assert (number, column) in changed or after[number][column] == cell
    _, new = differing(again, tmp_path / "twee.xlsx")
    assert not new


def test_what_the_user_emptied_again_is_written_again(terug: Callable[..., Ran], tmp_path: Path) -> None:
    terug(lijst(tmp_path / "eigen.xlsx"), "een.xlsx")
    parts = parts_of(tmp_path / "een.xlsx")
    parts[PART] = parts[PART].replace(cell_xml(tmp_path / "een.xlsx", "C2"), b'<c r="C2"/>')
    done = terug(packed(tmp_path / "mijn.xlsx", parts), "twee.xlsx")
    assert "X312" not in done.err
    assert cells_of(tmp_path / "twee.xlsx") == cells_of(tmp_path / "een.xlsx")


def test_rows_that_moved_without_our_columns_are_still_ours(terug: Callable[..., Ran], tmp_path: Path) -> None:
    terug(lijst(tmp_path / "eigen.xlsx"), "een.xlsx")
    book = openpyxl.load_workbook(tmp_path / "een.xlsx")
    sheet = book[BLAD]
    for row, code in enumerate(reversed(CODES), start=2):
        sheet.cell(row, 1).value = code
    book.save(tmp_path / "mijn.xlsx")
    done = terug(tmp_path / "mijn.xlsx", "twee.xlsx")
    assert "X312" not in done.err
    one, two = cells_of(tmp_path / "een.xlsx"), cells_of(tmp_path / "twee.xlsx")
    assert [row[2:] for row in two[1:]] == [row[2:] for row in reversed(one[1:])]


def test_typed_in_another_program(terug: Callable[..., Ran], tmp_path: Path) -> None:
    terug(lijst(tmp_path / "eigen.xlsx"), "een.xlsx")
    book = openpyxl.load_workbook(tmp_path / "een.xlsx")
    assert book[SHEET].sheet_state == "hidden"
    book[BLAD]["C3"] = "zelf bedacht"
    book[BLAD].insert_rows(5)
    book[BLAD]["A5"], book[BLAD]["D5"] = "Gemiddeld", "=AVERAGE(D2:D4)"
    book.save(tmp_path / "mijn.xlsx")
    done = terug(tmp_path / "mijn.xlsx", "twee.xlsx")
    assert "C3" in done.err
    after = openpyxl.load_workbook(tmp_path / "twee.xlsx")[BLAD]
    assert (after["C3"].value, after["D5"].value) == ("zelf bedacht", "=AVERAGE(D2:D4)")


def test_columns_of_which_nothing_is_recorded_are_the_users(terug: Callable[..., Ran], tmp_path: Path) -> None:
    terug(lijst(tmp_path / "eigen.xlsx"), "een.xlsx")
    book = openpyxl.load_workbook(tmp_path / "een.xlsx")
    del book[SHEET]
    del book.defined_names["Bwz_blad_geschreven"]
    book[BLAD]["C2"] = "van mijzelf"
    book.save(tmp_path / "mijn.xlsx")
    done = terug(tmp_path / "mijn.xlsx", "twee.xlsx")
    assert "[X234]" in done.err
    before, after = cells_of(tmp_path / "mijn.xlsx"), cells_of(tmp_path / "twee.xlsx")
    width = len(before[0])
    assert [row[:width] for row in after] == before
    assert after[0][width:] == before[0][2:]
    assert after[1][width] == cells_of(tmp_path / "een.xlsx")[1][2]
    terug(tmp_path / "twee.xlsx", "drie.xlsx")
    assert cells_of(tmp_path / "drie.xlsx") == after, "de nieuwe kolommen zijn nu bekend; er komen er geen bij"


def test_a_sheet_that_was_renamed_keeps_its_record(terug: Callable[..., Ran], tmp_path: Path) -> None:
    terug(lijst(tmp_path / "eigen.xlsx"), "een.xlsx")
    book = openpyxl.load_workbook(tmp_path / "een.xlsx")
    book[BLAD].title = "Nieuwe naam"
    for name in book["Nieuwe naam"].defined_names.values():
        name.attr_text = name.attr_text.replace(BLAD, "'Nieuwe naam'").replace("''", "'")
    book["Nieuwe naam"]["C2"] = "van mijzelf"
    book.save(tmp_path / "mijn.xlsx")
    terug(tmp_path / "mijn.xlsx", "twee.xlsx")
    after = cells_of(tmp_path / "twee.xlsx", "Nieuwe naam")
    assert len(after[0]) == len(cells_of(tmp_path / "een.xlsx")[0])
    assert after[1][2] == "van mijzelf"
    assert set(open_own_file(tmp_path / "twee.xlsx").record().bladen) == {"Nieuwe naam"}


def test_a_sheet_of_ours_with_other_words_is_the_users(terug: Callable[..., Ran], tmp_path: Path) -> None:
    terug(lijst(tmp_path / "eigen.xlsx"), "een.xlsx")
    book = openpyxl.load_workbook(tmp_path / "een.xlsx")
    book["Toelichting"]["C2"] = "mijn eigen uitleg"
    book["Verantwoording"]["B2"] = "=1+1"
    book.save(tmp_path / "mijn.xlsx")
    done = terug(tmp_path / "mijn.xlsx", "twee.xlsx")
    assert done.err.count("[X313]") == 2
    after = openpyxl.load_workbook(tmp_path / "twee.xlsx")
    assert after["Toelichting"]["C2"].value == "mijn eigen uitleg"
    assert after["Verantwoording"]["B2"].value == "=1+1"
    names = ["Toelichting (2)", "Verantwoording (2)"]
    assert [name for name in after.sheetnames if "(2)" in name] == names
    done = terug(tmp_path / "twee.xlsx", "drie.xlsx")
    assert "X313" not in done.err, "de nieuwe bladen zijn van ons, de oude niet meer"


def naast(path: Path, eerste: int = 4) -> Path:
    """Make two lists side by side, about other areas."""
    book = openpyxl.load_workbook(lijst(path))
    for row, text in enumerate(("code", *reversed(CODES)), start=1):
        book[BLAD].cell(row, eerste).value = text
    book.save(path)
    return path


def test_of_two_tables_none_is_guessed(run: Run, terug: Callable[..., Ran], kwb: Path, tmp_path: Path) -> None:
    own = naast(tmp_path / "eigen.xlsx")
    done = run("score", "--terugschrijven", own, "--met", kwb, "-o", "een.xlsx")
    assert (done.exit_code, "[X322]" in done.err) == (1, True)
    assert "A2:A4 en D2:D4" in done.err
    assert "--blad" not in done.err, "er is geen ander blad met gebieden"
    assert not (tmp_path / "een.xlsx").exists()
    book = openpyxl.load_workbook(own)
    other = book.create_sheet("Goed")
    for row in (["code"], *([code] for code in CODES)):
        other.append(row)
    book.save(own)
    done = run("score", "--terugschrijven", own, "--met", kwb, "-o", "een.xlsx")
    assert "kies met --blad een ander blad" in done.err
    terug(own, "een.xlsx", "--blad", "Goed")
    assert cells_of(tmp_path / "een.xlsx", "Goed")[0][1] == "Bwz leefstijl 1"


def test_of_two_tables_the_one_we_wrote_for_is_meant(terug: Callable[..., Ran], tmp_path: Path) -> None:
    terug(lijst(tmp_path / "eigen.xlsx"), "een.xlsx")
    one = cells_of(tmp_path / "een.xlsx")
    book = openpyxl.load_workbook(tmp_path / "een.xlsx")
    first = len(one[0]) + 2
    for row, text in enumerate(("code", *reversed(CODES)), start=1):
        book[BLAD].cell(row, first).value = text
    book.save(tmp_path / "mijn.xlsx")
    terug(tmp_path / "mijn.xlsx", "twee.xlsx")
    after = cells_of(tmp_path / "twee.xlsx")
    assert [row[: len(one[0])] for row in after] == one
    assert [row[first - 1] for row in after[1:]] == [*reversed(CODES)]


def test_a_column_of_formulas_that_show_nothing_is_taken(terug: Callable[..., Ran], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(lijst(tmp_path / "eigen.xlsx"))
    for row in range(2, 5):
        book[BLAD].cell(row, 3).value = f'=IF(A{row}="","x","")'
    book.save(tmp_path / "eigen.xlsx")
    terug(tmp_path / "eigen.xlsx", "een.xlsx")
    after = openpyxl.load_workbook(tmp_path / "een.xlsx")[BLAD]
    assert after["C3"].value == '=IF(A3="","x","")'
    assert [after["C1"].value, after["D1"].value] == [None, "Bwz leefstijl 1"]


def test_a_formula_below_our_columns_moves_them(terug: Callable[..., Ran], tmp_path: Path) -> None:
    terug(lijst(tmp_path / "eigen.xlsx"), "een.xlsx")
    book = openpyxl.load_workbook(tmp_path / "een.xlsx")
    book[BLAD]["A5"], book[BLAD]["C5"] = "BU99990202", '=""'
    book.save(tmp_path / "mijn.xlsx")
    terug(tmp_path / "mijn.xlsx", "twee.xlsx")
    after = openpyxl.load_workbook(tmp_path / "twee.xlsx")[BLAD]
    assert after["C5"].value == '=""'
    heads = [cell.value for cell in after[1]]
    assert heads.count("Bwz leefstijl 1") == 1
    column = heads.index("Bwz leefstijl 1") + 1
    assert column != 3
    assert after.cell(5, column).value


@pytest.mark.parametrize("what", ["vulling", "letters", "hele blad"])
def test_formats_of_whole_columns(what: str, terug: Callable[..., Ran], tmp_path: Path) -> None:
    own = tmp_path / "eigen.xlsx"
    with xlsxwriter.Workbook(str(own)) as book:
        sheet = book.add_worksheet(BLAD)
        form = {"vulling": {"bg_color": "#FFEE00"}, "letters": {"font_color": "#AA0000", "italic": True}}.get(what)
        columns = "C:D" if form else "A:XFD"
        sheet.set_column(columns, 12, book.add_format(form or {"bg_color": "#EEEEEE"}))
        for row, cells in enumerate((("code", "opmerking"), *((code, "x") for code in CODES))):
            sheet.write_row(row, 0, cells)
    terug(own, "een.xlsx")
    after = openpyxl.load_workbook(tmp_path / "een.xlsx")[BLAD]
    heads = [cell.value for cell in after[1]]
    first = heads.index("Bwz leefstijl 1") + 1
    assert first == (5 if what == "vulling" else 3)
    cell = after.cell(2, first)
    assert cell.number_format == "@"
    if what == "letters":
        assert (cell.font.italic, cell.font.color.rgb) == (True, "FFAA0000")
        assert not after.cell(2, 5).font.italic
    if what == "hele blad":
        assert cell.fill.fgColor.rgb == "FFEEEEEE"
    assert after.column_dimensions["C"].has_style
    terug(tmp_path / "een.xlsx", "twee.xlsx")
    assert differing(tmp_path / "een.xlsx", tmp_path / "twee.xlsx") == (set(), set())


def test_a_row_with_a_fill_keeps_it_under_our_cells(terug: Callable[..., Ran], tmp_path: Path) -> None:
    own = tmp_path / "eigen.xlsx"
    with xlsxwriter.Workbook(str(own)) as book:
        sheet = book.add_worksheet(BLAD)
        sheet.set_row(2, None, book.add_format({"bg_color": "#EEEEEE"}))
        for row, cells in enumerate((("code",), *((code,) for code in CODES))):
            sheet.write_row(row, 0, cells)
    terug(own, "een.xlsx")
    after = openpyxl.load_workbook(tmp_path / "een.xlsx")[BLAD]
    assert [after.cell(row, 2).fill.fgColor.rgb for row in (2, 3)] == ["00000000", "FFEEEEEE"]
    assert {after.cell(row, 2).number_format for row in (2, 3)} == {"@"}


def test_what_lies_over_our_columns_is_told_and_stays(terug: Callable[..., Ran], tmp_path: Path) -> None:
    own = tmp_path / "eigen.xlsx"
    with xlsxwriter.Workbook(str(own)) as book:
        sheet = book.add_worksheet(BLAD)
        for row, cells in enumerate((("code",), *((code,) for code in CODES))):
            sheet.write_row(row, 0, cells)
        chart = book.add_chart({"type": "pie"})
        chart.add_series({"values": f"={BLAD}!$A$2:$A$4"})
        sheet.insert_chart("D2", chart)
        sheet.insert_image("F90", "ver.png", {"image_data": plaatje()})
        sheet.insert_button("C3", {"caption": "Knop", "macro": "Hallo"})
        sheet.write_comment("B2", "Een notitie is geen vorm.")
    terug(own, "een.xlsx")
    told = next(str(row[3]) for row in cells_of(tmp_path / "een.xlsx", "Meldingen") if row[1] == "X323")
    assert "ligt 2 grafieken" in told
    assert "C3" in told
    assert re.search(r"D2:[A-Z]+\d+", told)
    assert "F90" not in told
    changed, _ = differing(own, tmp_path / "een.xlsx")
    assert not [name for name in changed if "drawing" in name.lower()]
