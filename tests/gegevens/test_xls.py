"""Real .xls files, made by LibreOffice: the same cells as the .xlsx they were made from; hostile ones never crash."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest
import xlsxwriter

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.files.no_figures import NoFigures
from buurtwijzer.data.files.opening import OpenFile, open_file
from buurtwijzer.data.read import read_buurten
from tests.gegevens.oude_vormen import als_xls, getal, record, xls_bytes
from tests.gegevens.regelboek import regelboek
from tests.gegevens.tekstbestanden import gewone_rijen
from tests.gegevens.test_guard import lees_apart
from tests.gegevens.werkmappen import schrijf_kwb


def geopend(path: Path) -> OpenFile:
    found = open_file(path)
    assert not isinstance(found, NoFigures)
    return found


@pytest.fixture(scope="module")
def paar(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give a workbook with everything a cell can hold, as .xlsx and as .xls."""
    folder = tmp_path_factory.mktemp("xls")
    path = folder / "alles.xlsx"
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("kwb-2017")
        for row in range(40):
            sheet.write_row(row, 0, [row, row / 3, 26.4, -row * 1e9, 0.1 + row, row * 65536, f"buurt {row} 'é ü €'"])
            sheet.write_string(row, 7, f"{row}" + "x" * 700)
            sheet.write_boolean(row, 8, bool(row % 2))
        sheet.write_formula("K1", "=1+1", value=2)
        sheet.write_formula("K2", "=1/0", value="#DIV/0!")
        sheet.write_formula("K4", "=TRUE", value=True)
        book.add_worksheet("weg").write_string(0, 0, "verborgen")
        book.get_worksheet_by_name("weg").hide()
        book.add_worksheet("leeg")
    return path, als_xls(path, folder / "oud")


def test_every_cell_is_as_in_the_xlsx(paar: tuple[Path, Path]) -> None:
    new, old = map(geopend, paar)
    assert [(sheet.naam, sheet.zichtbaar) for sheet in old.bladen] == [(s.naam, s.zichtbaar) for s in new.bladen]
    for number in range(3):
        wanted, found = ([list(row) for row in file.lees(number).rijen] for file in (new, old))
        assert found == wanted
        assert [list(map(type, row)) for row in found] == [list(map(type, row)) for row in wanted]


def test_error_cells_are_known_by_their_place(paar: tuple[Path, Path]) -> None:
    new, old = map(geopend, paar)
    assert old.bladen[0].foutcellen == new.bladen[0].foutcellen == {(2, 11)}
    assert old.bladen[0].formules


def test_a_delivery_reads_the_same_whatever_it_is_called(tmp_path: Path) -> None:
    new = schrijf_kwb(tmp_path / "kwb-2023.xlsx", gewone_rijen())
    old = als_xls(new, tmp_path / "oud").rename(tmp_path / "levering.csv")
    first, second = (read_buurten([path], regelboek()).table for path in (new, old))
    assert first.code == second.code
    assert first.values.tobytes() == second.values.tobytes()
    assert first.state.tolist() == second.state.tolist()
    assert [(file.jaar, file.blad) for file in second.bestanden] == [(2023, "kwb-2023")]


def _formule(rij: int, uitkomst: bytes) -> bytes:
    return record(0x06, struct.pack("<3H", rij, 0, 0) + uitkomst.ljust(8, b"\xff") + bytes(8))


def test_the_stored_result_of_a_formula_is_read(tmp_path: Path) -> None:
    """A text result stands in a record of its own, and other records may stand before it; a long one goes on."""
    text = record(0x207, struct.pack("<HB", 3, 0) + b"ab") + record(0x3C, b"\1" + "é".encode("utf-16-le"))
    cells = [
        _formule(0, b"\0" * 6) + record(0x4BC, bytes(12)) + text,
        _formule(1, b"\1\0\1\0\0\0"),
        _formule(2, b"\2\0\x2a\0\0\0"),
        _formule(3, b"\3" + b"\0" * 5),
        _formule(4, struct.pack("<d", 2.5)),
    ]
    path = tmp_path / "formules.xls"
    path.write_bytes(xls_bytes(b"".join(cells)))
    file = geopend(path)
    assert [list(row) for row in file.lees(0).rijen] == [["abé"], [True], [""], [""], [2.5]]
    assert file.bladen[0].foutcellen == {(3, 1)}


def _goed() -> bytes:
    return xls_bytes(b"".join(getal(row, column, row + column) for row in range(9) for column in range(5)))


_FOUT = {
    "wachtwoord": ("D106", lambda: xls_bytes(getal(0, 0, 1), vooraf=record(0x2F, bytes(54)))),
    "excel 95": ("D371", lambda: xls_bytes(getal(0, 0, 1), bof=struct.pack("<8H", 0x500, 5, *[0] * 6))),
    "dubbele cel": ("D123", lambda: xls_bytes(getal(0, 0, 1) + getal(0, 0, 2))),
    "verkeerde volgorde": ("D123", lambda: xls_bytes(getal(5, 0, 1) + getal(0, 0, 2))),
    "verre cel": ("D121", lambda: xls_bytes(getal(0, 0, 1) + getal(65535, 255, 2))),
    "tekst die er niet is": ("D110", lambda: xls_bytes(record(0xFD, struct.pack("<3HI", 0, 0, 0, 9)))),
    "afgekapte cel": ("D110", lambda: xls_bytes(record(0x203, b"\0" * 9))),
    "afgekapt": ("D110", lambda: _goed()[:-5000]),
    "kring": ("D110", lambda: _kring(_goed())),
    "ander document": ("D105", lambda: _goed().replace("Workbook".encode("utf-16-le"), "WordDoc1".encode("utf-16-le"))),
    "geen blad": ("D119", lambda: xls_bytes(b"").replace(record(0x85, b"")[:2], b"\x86\x00", 1)),
}


def _kring(data: bytes) -> bytes:
    """Let the chain of the stream point at its own first sector."""
    stream = len(data) - 4096
    return data[:stream] + struct.pack("<2I", 0, 0) + data[stream + 8 :]


@pytest.mark.parametrize("naam", _FOUT)
def test_a_bad_xls_is_refused_in_words(naam: str, tmp_path: Path) -> None:
    code, make = _FOUT[naam]
    path = tmp_path / "levering.xls"
    path.write_bytes(make())
    with pytest.raises(InputError) as raised:
        open_file(path)
    assert [issue.code for issue in raised.value.issues] == [code]


def test_parts_that_are_no_cells_never_reach_the_reader(tmp_path: Path) -> None:
    """Names, links, drawings and what a formula says may hold anything."""
    junk = b"".join(record(kind, b"\xff" * 40) for kind in (0x18, 0x17, 0xEB, 0x200, 0xE5, 0x1AE))
    path = tmp_path / "macro.xls"
    path.write_bytes(xls_bytes(junk + getal(0, 0, 7) + junk, vooraf=junk))
    assert [list(row) for row in geopend(path).lees(0).rijen] == [[7.0]]


def test_changed_bytes_never_end_the_process(tmp_path: Path, root: Path, paar: tuple[Path, Path]) -> None:
    dice = random.Random(7)
    sound = paar[1].read_bytes()
    made = []
    for number in range(80):
        data = bytearray(sound if number % 2 else _goed())
        for _ in range(dice.choice([1, 3, 40])):
            data[dice.randrange(len(data))] = dice.randrange(256)
        cut = dice.randrange(len(data)) if number % 5 == 0 else len(data)
        made.append(tmp_path / f"{number}.xls")
        made[-1].write_bytes(bytes(data[:cut]))
    answers = lees_apart(made, root)
    assert all(codes and seconds < 20 for codes, seconds in answers.values())
