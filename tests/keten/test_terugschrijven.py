"""``score --terugschrijven`` on a workbook with everything in it: results beside the rows, and nothing else changed."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

import buurtwijzer
from buurtwijzer.reporting import files
from buurtwijzer.reporting.record import SHEET
from buurtwijzer.reporting.written import written_columns
from tests.geladen import meegeleverd
from tests.keten.conftest import Ran
from tests.keten.delen_vergelijken import differing, first_lost, parts_of
from tests.keten.rijke_werkmap import BLAD, EERSTE, KOP, maak_rijk

Run = Callable[..., Ran]
TOUCHED = {
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
}
OWN_SHEETS = ["Interventies", "Toelichting", "Meldingen", "Verantwoording"]
TRIALS = 200


@pytest.fixture(scope="module")
def rijk(tmp_path_factory: pytest.TempPathFactory, kwb: Path) -> Path:
    return maak_rijk(tmp_path_factory.mktemp("rijk") / "rijk.xlsx", kwb)


@pytest.fixture(scope="module")
def kopie(rijk: Path, gezondheid: Path) -> Path:
    path = rijk.with_name("kopie.xlsx")
    back = (sys.executable, "-m", "buurtwijzer_excel.cli.main", "score", "--terugschrijven", rijk, "--met", gezondheid)
    done = subprocess.run(
        [*back, "-o", path],
        env={**os.environ, "XDG_STATE_HOME": str(rijk.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture(scope="module")
def expected(kwb: Path, gezondheid: Path) -> dict[str, dict[str, object]]:
    """Give per code and header what the engine itself says about the same figures."""
    regels = meegeleverd()
    data = buurtwijzer.read_buurten([kwb, gezondheid], regels)
    written = written_columns(buurtwijzer.assess(data, regels))
    heads = [kolom.kop for kolom in written.kolommen]
    return {code: dict(zip(heads, row, strict=True)) for code, row in written.rijen.items()}


def test_every_other_part_is_the_same_to_the_byte(rijk: Path, kopie: Path) -> None:
    changed, new = differing(rijk, kopie)
    assert changed == TOUCHED
    assert all(name.startswith(("xl/worksheets/", "xl/tables/")) for name in new)
    assert len(new) == 3 * len((*OWN_SHEETS, SHEET))


@pytest.mark.parametrize("name", sorted(TOUCHED))
def test_no_element_fewer_in_a_touched_part(rijk: Path, kopie: Path, name: str) -> None:
    before, after = parts_of(rijk)[name], parts_of(kopie)[name]
    assert first_lost(before, after) is None
    assert first_lost(after, before) is not None, "de proef ziet geen verschil"


def test_values_read_back_equal_those_of_the_engine(kopie: Path, expected: dict[str, dict[str, object]]) -> None:
    rows = own_rows(kopie)
    heads = rows[KOP - 1]
    first = len(heads) - 1 - heads[::-1].index("Bwz leefstijl 1")
    assert heads[first:] == list(next(iter(expected.values())))
    seen = 0
    for row in rows[EERSTE - 1 :]:
        for head, cell in zip(heads[first:], row[first:], strict=True):
            wanted = expected[str(row[0])][str(head)]
            assert cell == ("" if wanted is None else wanted), f"{row[0]} {head}"
            seen += wanted is not None
    assert seen > 300


def own_rows(path: Path) -> list[list[object]]:
    rows: list[list[object]] = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(BLAD).to_python()
    return rows


def test_the_users_own_cells_are_what_they_were(rijk: Path, kopie: Path) -> None:
    before, after = (
        CalamineWorkbook.from_path(str(path)).get_sheet_by_name(BLAD).to_python() for path in (rijk, kopie)
    )
    assert [row[: len(before[0])] for row in after] == [row[: len(after[0])] for row in before]
    assert before[KOP - 1][10] == after[KOP - 1][10] == "Bwz leefstijl 1"
    assert after[EERSTE][10] == "van mijzelf"


def test_formats_and_names_are_real(kopie: Path) -> None:
    with pytest.warns(UserWarning, match="not supported"):
        book = openpyxl.load_workbook(kopie)
    sheet = book[BLAD]
    ours = [cell for cell in sheet[KOP] if str(cell.value).startswith("Bwz ") and cell.column > 11]
    for cell in ours:
        value = sheet.cell(EERSTE, cell.column)
        assert value.number_format == ("@" if isinstance(value.value, str) or value.value is None else "0.0") or (
            value.value is None
        )
        assert value.hyperlink is None
        assert value.data_type != "f"
        assert cell.font.bold, "onze kop lijkt op die van de gebruiker"
    quoted = f"'{BLAD}'"
    letters = ours[0].column_letter
    last = sheet.max_row
    assert sheet.defined_names["Bwz_leefstijl_1"].attr_text == f"{quoted}!${letters}${KOP}:${letters}${last}"
    assert len([name for name in sheet.defined_names if name.startswith("Bwz_")]) == len(ours)
    assert book.defined_names["MijnGrens"].attr_text == f"{quoted}!$B$4"
    assert book.sheetnames[-5:] == [*OWN_SHEETS, SHEET]
    assert book[SHEET].sheet_state == "hidden"
    assert book.defined_names["Bwz_blad_geschreven"].attr_text == f"'{SHEET}'!$A$1"
    for name in OWN_SHEETS:
        assert book.defined_names[f"Bwz_blad_{name.casefold()}"].attr_text == f"'{name}'!$A$1"


def test_own_sheets_are_those_of_the_result_workbook(kopie: Path) -> None:
    book = CalamineWorkbook.from_path(str(kopie))
    heads = {name: book.get_sheet_by_name(name).to_python()[0] for name in OWN_SHEETS}
    assert heads["Meldingen"] == ["ernst", "code", "plaats", "melding", "wat te doen"]
    assert heads["Toelichting"][:2] == ["code", "naam"]
    told = book.get_sheet_by_name("Meldingen").to_python()
    assert "X311" in [row[1] for row in told], "dat de rijen in een filter staan, is gemeld"
    chosen = [name for name, data in parts_of(kopie).items() if b'tabSelected="1"' in data]
    assert chosen == ["xl/worksheets/sheet1.xml"]


def test_ids_in_the_package_are_unique(kopie: Path) -> None:
    parts = parts_of(kopie)
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    tables = [ET.fromstring(data) for name, data in parts.items() if name.startswith("xl/tables/")]  # noqa: S314
    book = ET.fromstring(parts["xl/workbook.xml"])  # noqa: S314
    sheets = [node.get("sheetId") for node in book.iter(f"{main}sheet")]
    relations = [node.get("Id") for node in ET.fromstring(parts["xl/_rels/workbook.xml.rels"])]  # noqa: S314
    names = [(node.get("name"), node.get("localSheetId")) for node in book.iter(f"{main}definedName")]
    for found in (sheets, relations, names, [t.get("id") for t in tables], [t.get("displayName") for t in tables]):
        assert len(found) == len(set(found))
    styles = ET.fromstring(parts["xl/styles.xml"])  # noqa: S314
    for node in styles:
        if node.get("count"):
            assert int(node.get("count", "")) == len(node), node.tag


def test_a_second_run_changes_nothing(run: Run, kopie: Path, gezondheid: Path, tmp_path: Path) -> None:
    again = tmp_path / "eerst" / "rijk.xlsx"
    again.parent.mkdir()
    shutil.copy(kopie, again)
    done = run("score", "--terugschrijven", again, "--met", gezondheid, "-o", tmp_path / "weer.xlsx")
    assert done.exit_code == 0, done.err
    assert differing(again, tmp_path / "weer.xlsx") == (set(), set())


def test_macros_stay_and_so_does_the_ending(run: Run, kwb: Path, gezondheid: Path, tmp_path: Path) -> None:
    own = maak_rijk(tmp_path / "rijk.xlsm", kwb)
    refused = run("score", "--terugschrijven", own, "--met", gezondheid, "-o", "kopie.xlsx")
    assert refused.exit_code == 1
    assert "[X306]" in refused.err
    assert ".xlsm" in refused.err
    assert run("score", "--terugschrijven", own, "--met", gezondheid, "-o", "kopie.xlsm").exit_code == 0
    before, after = parts_of(own), parts_of(tmp_path / "kopie.xlsm")
    assert before["xl/vbaProject.bin"] == after["xl/vbaProject.bin"]
    assert b"macroEnabled" in after["[Content_Types].xml"]


def convert(path: Path, folder: Path, profile: Path) -> None:
    """Let LibreOffice open a workbook and save it again."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice ontbreekt"
    words = [
        office,
        f"-env:UserInstallation=file://{profile}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run([*words, "--outdir", folder, path], check=True, capture_output=True, timeout=180)


def test_libreoffice_opens_it_with_the_same_values(
    kopie: Path, expected: dict[str, dict[str, object]], tmp_path: Path
) -> None:
    convert(kopie, tmp_path / "uit", tmp_path / "profiel")
    book = CalamineWorkbook.from_path(str(tmp_path / "uit" / kopie.name))
    assert [name for name in book.sheet_names if name in OWN_SHEETS] == OWN_SHEETS
    rows = book.get_sheet_by_name(BLAD).to_python()
    heads = rows[KOP - 1]
    for head in ("Bwz risico Eenzaamheid", "Bwz toelichting", "Bwz gelijkenis 1"):
        column = heads.index(head)
        for row in rows[EERSTE - 1 :]:
            wanted = expected[str(row[0])][head]
            assert row[column] == ("" if wanted is None else wanted)


def test_the_workbook_itself_is_never_written(run: Run, rijk: Path, gezondheid: Path, tmp_path: Path) -> None:
    own = tmp_path / "eigen.xlsx"
    shutil.copy(rijk, own)
    before = own.read_bytes()
    for target in (own, tmp_path / "." / "eigen.xlsx", gezondheid):
        done = run("score", "--terugschrijven", own, "--met", gezondheid, "-o", target, "--overschrijf")
        assert (done.exit_code, "[X106]" in done.err) == (1, True)
    assert own.read_bytes() == before


def test_flags_go_before_the_sheet_with_settings(run: Run, kwb: Path, gezondheid: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(kwb)
    settings = book.create_sheet("Instellingen")
    for row in (("instelling", "waarde"), ("bronnen", "bestaat_niet.xlsx"), ("dekking", 70)):
        settings.append(row)
    own = tmp_path / "eigen.xlsx"
    book.save(own)
    missing = run("score", "--terugschrijven", own, "-o", "kopie.xlsx")
    assert (missing.exit_code, "[X208]" in missing.err) == (1, True)
    settings["B2"] = str(gezondheid)
    book.save(own)
    assert run("score", "--terugschrijven", own, "-o", "een.xlsx").exit_code == 0
    assert run("score", "--terugschrijven", own, "--dekking", "10", "-o", "twee.xlsx").exit_code == 0
    texts = [parts_of(tmp_path / name)["xl/worksheets/sheet1.xml"] for name in ("een.xlsx", "twee.xlsx")]
    assert texts[0] != texts[1]


def test_choosing_a_sheet_and_areas(run: Run, rijk: Path, tmp_path: Path) -> None:
    wrong = run("score", "--terugschrijven", rijk, "--blad", "Verborgen", "-o", "x.xlsx")
    assert (wrong.exit_code, "[X308]" in wrong.err) == (1, True)
    assert BLAD in wrong.err
    words = ("score", "--terugschrijven", rijk, "--blad", "KWB-2023", "--codes", "BU99990101,BU99990102")
    assert run(*words, "-o", "y.xlsx").exit_code == 0
    rows = CalamineWorkbook.from_path(str(tmp_path / "y.xlsx")).get_sheet_by_name("kwb-2023").to_python()
    column = rows[0].index("Bwz leefstijl 1")
    assert len([row for row in rows[1:] if row[column]]) == 2


def test_the_first_sheet_with_areas_that_have_figures(run: Run, kwb: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(kwb)
    for number, code in enumerate(("BU12345678", "BU99990102")):
        sheet = book.create_sheet(f"Lijst {number}", number)
        sheet.append(["code", "opmerking"])
        sheet.append([code, "hier"])
    own = tmp_path / kwb.name
    book.save(own)
    done = run("score", "--terugschrijven", own, "-o", "kopie.xlsx", "--json")
    assert done.exit_code == 0, done.err
    assert [area["code"] for area in done.json["gebieden"]] == ["BU99990102"]
    assert "blad Lijst 1" in done.err
    rows = CalamineWorkbook.from_path(str(tmp_path / "kopie.xlsx")).get_sheet_by_name("Lijst 1").to_python()
    assert rows[0][2] == "Bwz leefstijl 1"
    del book["Lijst 1"], book["kwb-2023"]
    book.save(own)
    none = run("score", "--terugschrijven", own, "-o", "leeg.xlsx")
    assert (none.exit_code, "[X205]" in none.err) == (1, True)


def test_a_copy_that_is_in_use_is_kept_beside(
    run: Run, kwb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, real = tmp_path / "kopie.xlsx", os.replace
    target.write_bytes(b"oud")

    def held(source: Path, to: Path) -> None:
        if Path(to) == target:
            raise PermissionError(13, "bestand in gebruik")
        real(source, to)

    monkeypatch.setattr(files.os, "replace", held)
    monkeypatch.setattr(files.time, "sleep", lambda _: None)
    done = run("score", "--terugschrijven", kwb, "-o", target, "--overschrijf")
    assert (done.exit_code, "[X104]" in done.err) == (1, True)
    assert target.read_bytes() == b"oud"
    assert "kopie (nieuw).xlsx" in done.err
    beside = CalamineWorkbook.from_path(str(tmp_path / "kopie (nieuw).xlsx"))
    assert "Bwz toelichting" in beside.get_sheet_by_index(0).to_python()[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("b.xlsx", "--terugschrijven", "a.xlsx", "-o", "k.xlsx"), "--met"),
        (("--terugschrijven", "a.xlsx"), "-o"),
        (("b.xlsx", "--met", "c.xlsx", "-o", "k.xlsx"), "--terugschrijven"),
        (("-o", "k.xlsx"), "geen bestand genoemd"),
    ],
)
def test_wrong_words(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run("score", *words)
    assert done.exit_code == 2
    assert said in done.err


@pytest.mark.parametrize("naam", ["lijst.csv", "lijst.xls"])
def test_no_workbook_to_write_into_is_said_before_the_name_of_the_copy(run: Run, naam: str, tmp_path: Path) -> None:
    (tmp_path / naam).write_text("code")
    done = run("score", "--terugschrijven", tmp_path / naam, "-o", tmp_path / "kopie.xlsx")
    assert (done.exit_code, "[X307]" in done.err, "[X306]" in done.err) == (1, True, False)


KILLED = """
import hashlib, os, sys
from datetime import date
from pathlib import Path
from buurtwijzer.reporting.files import write_safely
from buurtwijzer.reporting.injection import write_back as module
from tests.keten.eigen_werkmap import eigen_werkmap, plan_bij
from tests.unit.segments import full_assessment

target = Path(sys.argv[1])
own, result = eigen_werkmap(target.with_name("eigen.xlsx")), full_assessment()
found = []
module.write_safely = lambda kopie, content, **_: found.append(content)  # the step of the write alone, again and again
for day in (1, 2):
    module.write_back(result, own, plan_bij(result), target, datum=date(2026, 1, day), overschrijf=True)
for content in found:
    write_safely(target, content, overschrijf=True)
    print(hashlib.sha256(target.read_bytes()).hexdigest(), flush=True)
for _ in sys.stdin:
    child = os.fork()
    if child == 0:
        while True:
            for content in found:
                write_safely(target, content, overschrijf=True)
    print(child, flush=True)
    sys.stdin.readline()
    os.waitpid(child, 0)
    print("weg", flush=True)
write_safely(target, found[0], overschrijf=True)
"""


def test_200_kills_leave_the_old_or_the_new_copy(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "kopie.xlsx"
    left = 0
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        whole = {writer.stdout.readline().strip() for _ in range(2)}
        assert len(whole) == 2
        for trial in range(TRIALS):
            print(file=writer.stdin, flush=True)
            child = int(writer.stdout.readline())
            time.sleep(0.001 + trial * 0.00173 % 0.02)
            os.kill(child, signal.SIGKILL)
            print(file=writer.stdin, flush=True)
            assert writer.stdout.readline() == "weg\n"
            assert hashlib.sha256(target.read_bytes()).hexdigest() in whole, trial
            left += any(path.name.startswith(".~buurtwijzer-") for path in tmp_path.iterdir())
        writer.stdin.close()
        assert writer.wait(timeout=60) == 0
    assert left > TRIALS // 10, "te weinig proeven vielen midden in het schrijven: de proef zegt niets"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["eigen.xlsx", "kopie.xlsx"]
    assert CalamineWorkbook.from_path(str(target)).sheet_names[0] == "Buurten"


@pytest.mark.parametrize("maker", ["openpyxl", "libreoffice"])
def test_a_workbook_of_another_program(run: Run, kwb: Path, gezondheid: Path, tmp_path: Path, maker: str) -> None:
    own = tmp_path / "van" / kwb.name
    if maker == "openpyxl":
        own.parent.mkdir()
        openpyxl.load_workbook(kwb).save(own)
    else:
        convert(kwb, own.parent, tmp_path / "profiel")
    copy = tmp_path / "kopie.xlsx"
    done = run("score", "--terugschrijven", own, "--met", gezondheid, "-o", copy)
    assert done.exit_code == 0, done.err
    changed, _ = differing(own, copy)
    assert changed == TOUCHED
    before, after = parts_of(own), parts_of(copy)
    assert all(first_lost(before[name], after[name]) is None for name in changed)
    first, again = (CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python() for path in (own, copy))
    assert [row[: len(first[0])] for row in again] == first
    assert "Bwz toelichting" in again[0]
