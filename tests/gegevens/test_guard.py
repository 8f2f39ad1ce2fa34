"""The guard: hostile files are refused in words, in a process of their own, without abort; sound ones pass."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.files.guard import guard_workbook
from buurtwijzer.data.files.workbook import read_sheet
from tests.gegevens.vijandig import VIJANDIG
from tests.gegevens.werkmappen import (
    blad_xml,
    delen,
    kwb_rij,
    pak,
    relaties,
    schrijf_kwb,
    smap_rij,
    teksten_xml,
    uitpakken,
)

# Reads every file named in a list and prints what came of it; a memory limit as in performance.md 14 R4.
_LEZER = """
import json, resource, sys, time
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.read import read_buurten
from tests.gegevens.regelboek import regelboek
rules = regelboek()
for line in sys.stdin:
    started = time.monotonic()
    try:
        read_buurten([Path(line.strip())], rules)
        codes = []
    except InputError as error:
        codes = [issue.code for issue in error.issues]
    print(json.dumps([line.strip(), codes, time.monotonic() - started]), flush=True)
"""


def lees_apart(paths: list[Path], root: Path) -> dict[str, tuple[list[str], float]]:
    """Read files in one process apart; a file at which it ends is missing from the answer."""
    done = subprocess.run(
        [sys.executable, "-c", _LEZER],
        input="\n".join(map(str, paths)),
        cwd=root,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    found = {Path(name).name: (codes, seconds) for name, codes, seconds in answers}
    missing = [path.name for path in paths if path.name not in found]
    assert not missing, f"gestopt bij {missing[0]} (code {done.returncode}): {done.stderr[-800:]}"
    assert done.returncode == 0
    assert not done.stderr, done.stderr[-800:]
    return found


@pytest.fixture(scope="module")
def uitkomsten(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, tuple[list[str], float]]:
    folder = tmp_path_factory.mktemp("vijandig")
    paths = [maak(folder / f"{naam}.xlsx") for naam, (_, maak) in VIJANDIG.items()]
    return lees_apart(paths, root)


@pytest.mark.parametrize(("naam", "code"), [(naam, code) for naam, (code, _) in VIJANDIG.items()])
def test_hostile_workbook_is_refused_in_words(
    naam: str, code: str, uitkomsten: dict[str, tuple[list[str], float]]
) -> None:
    codes, seconds = uitkomsten[f"{naam}.xlsx"]
    assert code in codes
    assert seconds < 20


def test_missing_file_folder_and_unreadable(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "weg.xlsx", "D101"), (tmp_path, "D102"), (tmp_path / "a\0b.xlsx", "D104")):
        with pytest.raises(InputError) as raised:
            guard_workbook(path)
        assert [issue.code for issue in raised.value.issues] == [code]


def test_message_names_the_file_and_the_remedy(tmp_path: Path) -> None:
    """A workbook somebody works in may not be an .xls: writing into it would lose what is in it."""
    _, maak = VIJANDIG["kapot xls"]
    with pytest.raises(InputError, match=r"kwb-2017\.xls: \[D107\].*opslaan als \.xlsx"):
        guard_workbook(maak(tmp_path / "kwb-2017.xls"))


def test_cells_that_are_only_formatted_far_away_do_no_harm(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    path = pak(tmp_path / "opmaak.xlsx", delen(blad_xml(rows)))
    assert [list(row) for row in read_sheet(guard_workbook(path), 0).rijen] == [[1.0]]


@pytest.mark.parametrize(
    "leeg",
    [
        '<row r="1048575"/><row r="1048576" customFormat="false" ht="12.8"></row>',
        '<row r="1048576"><c r="XFD1048576" s="0"></c></row>',
        '<row r="1048576"> </row>',
    ],
)
@pytest.mark.parametrize(
    "afmeting", ['<dimension ref="A1:XFD1048576"/>', "<dimension  ref = 'A1:K1048576'></dimension>", ""]
)
def test_an_empty_row_that_calc_leaves_far_below_does_no_harm(leeg: str, afmeting: str, tmp_path: Path) -> None:
    path = pak(tmp_path / "calc.xlsx", delen(blad_xml(f'<row r="1"><c r="A1"><v>1</v></c></row>{leeg}', afmeting)))
    assert [list(row) for row in read_sheet(guard_workbook(path), 0).rijen] == [[1.0]]


_FOUT_EN_FORMULE = (
    ('<c r="B2" t="e"><v>#DIV/0!</v></c>', '<c r="C2"><f>1+1</f></c>', '<c r="D2"><f>1</f><v>7</v></c>'),
    ('<c s="0" r="B2" t="e"><v>#N/A</v></c>', '<c s="0" r="C2"><f>1+1</f><v/></c>', '<c r="D2"><f/><v>7</v></c>'),
    ("<c r='B2' t='e'><v>#N/A</v></c>", "<c r='C2'><f>1+1</f><v></v></c>", "<c r='D2'><f>1</f><v>7</v></c>"),
    ('<c/><c t = "e"><v>#N/A</v></c>', '<c><f t="shared" si="0"/></c>', "<c><f>1</f><v>7</v></c>"),
    ('<c r="B2" t ="e"/>', '<c r="C2"><f ca="1">NOW()</f><v></v></c>', '<c r="D2" t="str"><f>""</f><v></v></c>'),
)


@pytest.mark.parametrize("cells", _FOUT_EN_FORMULE)
def test_error_cells_and_empty_formulas_are_found_in_every_spelling(cells: tuple[str, ...], tmp_path: Path) -> None:
    row = f'<row r="2">{"".join(cells)}</row>'
    blad = guard_workbook(pak(tmp_path / "a.xlsx", delen(blad_xml(row)))).bladen[0]
    assert blad.foutcellen == {(2, 2)}
    assert blad.lege_formules == {(2, 3)}


def test_both_ways_of_scanning_see_the_same(tmp_path: Path) -> None:
    path = schrijf_kwb(tmp_path / "a.xlsx", [kwb_rij(f"BU9999{i:04d}") for i in range(50)])
    parts = uitpakken(path)
    common = parts["xl/worksheets/sheet1.xml"]
    other = common.replace(b"<c r=", b"<c  r=")
    assert other != common
    one = guard_workbook(path).bladen[0]
    two = guard_workbook(pak(tmp_path / "b.xlsx", {**parts, "xl/worksheets/sheet1.xml": other})).bladen[0]
    assert one.gewoon
    assert not two.gewoon
    assert replace(one, gewoon=False) == two
    assert one.cellen > 50 * 20


@pytest.mark.parametrize(("afmeting", "is_waar"), [(b"A1:Y51", True), (b"A1:Y52", False), (b"A1:ZZ51", False)])
def test_only_a_sheet_that_tells_its_true_size_goes_on_as_it_was_packed(
    afmeting: bytes, is_waar: bool, tmp_path: Path
) -> None:
    path = schrijf_kwb(tmp_path / "a.xlsx", [kwb_rij(f"BU9999{i:04d}") for i in range(50)])
    blad = "xl/worksheets/sheet1.xml"
    parts = uitpakken(path)
    anders = pak(tmp_path / "b.xlsx", {**parts, blad: parts[blad].replace(b"A1:Y51", afmeting)})
    guarded = guard_workbook(anders)
    with zipfile.ZipFile(io.BytesIO(guarded.werkmap)) as package:
        assert package.testzip() is None
        assert (package.getinfo(blad).compress_type == zipfile.ZIP_DEFLATED) is is_waar
        assert (b'ref="A1"' in package.read(blad)) is not is_waar
    assert read_sheet(guarded, 0).rijen == read_sheet(guard_workbook(path), 0).rijen


def test_prefixed_workbook_as_closedxml_writes_it_is_read(tmp_path: Path) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is>'
        '</x:c><x:c r="B1"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    guarded = guard_workbook(pak(tmp_path / "a.xlsx", delen(sheet)))
    assert [list(row) for row in read_sheet(guarded, 0).rijen] == [["a", 2.0]]


def test_reader_sees_what_openpyxl_sees(tmp_path: Path) -> None:
    path = schrijf_kwb(tmp_path / "a.xlsx", [kwb_rij("GM9999"), kwb_rij("BU99990001", regio="'t Zand & <Oost>")])
    sheet = openpyxl.load_workbook(path).worksheets[0]
    expected = [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [list(row) for row in read_sheet(guard_workbook(path), 0).rijen] == expected


def test_chart_sheets_and_hidden_sheets_do_not_confuse(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("grafiek", 0)
    hidden = book.create_sheet("verborgen")
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert [(b.naam, b.zichtbaar) for b in guard_workbook(tmp_path / "a.xlsx").bladen] == [
        ("Sheet", True),
        ("verborgen", False),
    ]


def _mutants(base: dict[str, bytes], packed: bytes, count: int) -> dict[str, bytes | dict[str, bytes]]:
    """Spoil a workbook in many ways: bits and cuts of the file, and the same of each part packed again."""
    chance = random.Random(20240501)
    found: dict[str, bytes | dict[str, bytes]] = {}
    names = sorted(base)
    for number in range(count):
        way = number % 6
        data = bytearray(packed)
        if way == 0:
            for _ in range(chance.randint(1, 8)):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            found[f"m{number}"] = bytes(data)
        elif way == 1:
            at, size = chance.randrange(len(data)), chance.randint(1, 200)
            found[f"m{number}"] = bytes(data[:at] + data[at + size :])
        else:
            found[f"m{number}"] = _spoil_part(base, names, chance, way)
    return found


def _spoil_part(base: dict[str, bytes], names: list[str], chance: random.Random, way: int) -> dict[str, bytes]:
    parts = dict(base)
    name = chance.choice(names)
    data = bytearray(parts[name])
    if way == 2:
        other = chance.choice(names)
        parts[name], parts[other] = parts[other], parts[name]
        return parts
    if way == 3:
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    elif way == 4:
        at, size = chance.randrange(len(data)), chance.randint(1, 300)
        data = data[:at] + data[at + size :]
    else:
        digits = [i for i, value in enumerate(data) if 48 <= value <= 57]
        for at in chance.sample(digits, min(3, len(digits))):
            data[at : at + 1] = str(chance.choice([0, 9, 99, 4294967295, 18446744073709551616, -1])).encode()
    parts[name] = bytes(data)
    return parts


def test_no_mutant_ends_the_process(tmp_path: Path, root: Path) -> None:
    path = schrijf_kwb(tmp_path / "basis.xlsx", [kwb_rij(code) for code in ("GM9999", "WK999900", "BU99990001")])
    base = uitpakken(path)
    paths = []
    for name, mutant in _mutants(base, path.read_bytes(), 360).items():
        target = tmp_path / f"{name}.xlsx"
        if isinstance(mutant, bytes):
            target.write_bytes(mutant)
        else:
            pak(target, mutant)
        paths.append(target)
    answers = lees_apart(paths, root)
    assert len(answers) == 360
    assert all(code.startswith("D") for codes, _ in answers.values() for code in codes)
    assert max(seconds for _, seconds in answers.values()) < 20
    refused = sum(1 for codes, _ in answers.values() if codes)
    assert refused > 100, "de mutanten doen te weinig: dit zegt dan niets"


def test_only_the_named_shared_texts_and_styles_count(tmp_path: Path) -> None:
    parts = delen(blad_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), teksten_xml("goed"))
    parts["xl/weg.xml"] = parts.pop("xl/sharedStrings.xml")
    parts["xl/sharedStrings.xml"] = teksten_xml("fout")
    parts["xl/_rels/workbook.xml.rels"] = relaties(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "weg.xml"))
    assert [list(row) for row in read_sheet(guard_workbook(pak(tmp_path / "a.xlsx", parts)), 0).rijen] == [["goed"]]


def test_rows_of_the_health_layout_are_text_and_padded() -> None:
    assert smap_rij("BU99990001")["Eenzaam_28"] == "    32.5"
