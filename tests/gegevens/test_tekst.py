"""Text files: encoding, separator and decimal mark told from the content, and every damage refused at its place."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Severity
from buurtwijzer.data.files import container, delimited
from buurtwijzer.data.files.delimited import read_text_table
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData, State
from tests.gegevens.regelboek import indicator, kwb, regelboek
from tests.gegevens.tekstbestanden import bewaar, gewone_rijen, kwb_csv, tekst
from tests.gegevens.werkmappen import kwb_rij, schrijf_kwb

A, B, C = "BU99990001", "BU99990002", "BU99990003"
KOPPEN = ("gwb_code", "regio", "recs", "a_inw", "a_hh", "p_koopw", "p_wcorpw")
EEN, TWEE = (A, "Een", "Buurt", 1000, 500, 40, 20), (B, "Twee", "Buurt", 2000, 900, 50, 30)


def lees(path: Path) -> BuurtData:
    return read_buurten([path], regelboek())


def fouten(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as raised:
        lees(path)
    assert all(issue.remedy and issue.place for issue in raised.value.issues)
    return [(i.code, i.place) for i in raised.value.issues if i.severity is Severity.FOUT]


def kolom(data: BuurtData, naam: str) -> list[float]:
    return list(data.table.values[:, data.table.column(naam)])


@pytest.mark.parametrize("scheiding", [";", ",", "\t", "|"])
@pytest.mark.parametrize("tekenset", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("einde", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("staart", ["csv", "csv.gz"])
def test_the_same_table_in_every_dress(scheiding: str, tekenset: str, einde: str, staart: str, tmp_path: Path) -> None:
    rij = (A, f'Één{scheiding} \'t "Hof"', "Buurt", 1000, 500, "40.5", 20)
    inhoud = tekst(KOPPEN, [rij, TWEE], scheiding).replace("\n", einde)
    data = lees(bewaar(tmp_path / f"kwb2023.{staart}", inhoud, tekenset))
    assert data.table.naam[0] == rij[1]
    assert kolom(data, "koopwoningen") == [40.5, 50.0]
    assert ("D133" in [issue.code for issue in data.issues]) is (tekenset == "cp1252")


def test_decimal_commas_do_not_pass_for_separators(tmp_path: Path) -> None:
    rijen = [(A, "Een", "Buurt", 1000, 500, "40,5", "20,5"), (B, "Twee", "Buurt", 2000, 900, "50,5", "30,5")]
    data = lees(bewaar(tmp_path / "kwb2023.csv", tekst(KOPPEN, rijen)))
    assert kolom(data, "koopwoningen") == [40.5, 50.5]


def test_other_columns_settle_what_a_point_means(tmp_path: Path) -> None:
    rijen = [(A, "Een", "Buurt", 1000, 500, "1.234", "20.5"), (B, "Twee", "Buurt", 2000, 900, "2.345", "30.5")]
    path = bewaar(tmp_path / "kwb2023.csv", tekst(KOPPEN, rijen))
    assert kolom(lees(path), "koopwoningen") == [1.234, 2.345]
    zonder = [(*rij[:6], 20) for rij in rijen]
    assert fouten(bewaar(tmp_path / "kwb2023.csv", tekst(KOPPEN, zonder))) == [
        ("D221", "kwb2023.csv:2:6"),
        ("D221", "kwb2023.csv:3:6"),
    ]


def test_titles_footers_and_empty_lines_are_no_areas(tmp_path: Path) -> None:
    inhoud = '"Kerncijfers"\n\n' + tekst(KOPPEN, [EEN]) + "\n" + tekst(KOPPEN, [TWEE]).split("\n")[1]
    data = lees(bewaar(tmp_path / "kwb2023.csv", f"{inhoud}\nBron: CBS\n"))
    assert data.table.code == (A, B)
    assert data.table.rij[:, 0].tolist() == [4, 6]
    assert "D230" in [issue.code for issue in data.issues]


def test_a_place_is_the_line_and_the_field(tmp_path: Path) -> None:
    rijen = [(A, "Naam\nop twee regels", *EEN[2:]), TWEE]
    path = bewaar(tmp_path / "kwb2023.csv", tekst(KOPPEN, rijen))
    table = lees(path).table
    assert [str(place) for place in table.places(1, "koopwoningen")] == ["kwb2023.csv:4:6"]
    regel = path.read_text(encoding="utf-8").splitlines()[3]
    assert regel.split(";")[5] == "50"
    assert table.bestanden[0].blad == ""


def test_a_text_file_and_a_workbook_say_the_same(tmp_path: Path) -> None:
    rijen = gewone_rijen()
    uit_csv = lees(kwb_csv(tmp_path / "kwb2023.csv", rijen))
    uit_xlsx = lees(schrijf_kwb(tmp_path / "kwb.xlsx", rijen))
    for naam in ("code", "naam", "gemeente", "niveau"):
        assert getattr(uit_csv.table, naam) == getattr(uit_xlsx.table, naam)
    for naam in ("koopwoningen", "corporatie", "alleenwonend", "jong_en_oud", "woz"):
        np.testing.assert_array_equal(kolom(uit_csv, naam), kolom(uit_xlsx, naam))
    # A point of CBS is hidden; an empty field only says that it is not there.
    at = uit_csv.table.code.index(B)
    assert uit_csv.table.state[at, uit_csv.table.column("koopwoningen")] == State.ONTBREEKT
    assert uit_xlsx.table.state[at, uit_xlsx.table.column("koopwoningen")] == State.ONDERDRUKT


def _rij(**anders: object) -> str:
    rij = dict(zip(KOPPEN, TWEE, strict=True)) | anders
    return tekst(KOPPEN, [EEN, [rij[kop] for kop in KOPPEN]])


GALERIJ: dict[str, tuple[str | bytes, list[tuple[str, str]]]] = {
    "tekst in getal": (_rij(p_koopw="n.v.t."), [("D215", "kwb2023.csv:3:6")]),
    "procentteken": (_rij(p_koopw="12%"), [("D215", "kwb2023.csv:3:6")]),
    "foutwaarde": (_rij(p_koopw="#DEEL/0!"), [("D215", "kwb2023.csv:3:6")]),
    "boven honderd": (_rij(p_koopw="101"), [("D220", "kwb2023.csv:3:6")]),
    "onder nul": (_rij(a_inw="-5"), [("D219", "kwb2023.csv:3:4")]),
    "code kapot": (_rij(gwb_code="BU9999"), [("D210", "kwb2023.csv:3:1")]),
    "code is een woord": (_rij(gwb_code="west"), [("D210", "kwb2023.csv:3:1")]),
    "code wetenschappelijk": (_rij(gwb_code="3,63E+07"), [("D442", "kwb2023.csv:3:1")]),
    "code dubbel": (_rij(gwb_code=A), [("D211", "kwb2023.csv:3:1")]),
    "niveau strijdig": (_rij(gwb_code="WK999900"), [("D212", "kwb2023.csv:3:1")]),
    "niveau onbekend": (_rij(recs="Stadsdeel"), [("D213", "kwb2023.csv:3:3")]),
    "veld te veel": (_rij() + f"{C};Drie;met puntkomma;Buurt;1;1;1;1\n", [("D135", "kwb2023.csv:4")]),
    "veld te weinig": (_rij() + f"{C};Drie;Buurt\n", [("D135", "kwb2023.csv:4")]),
    "aanhaling open": (_rij() + f'{C};"Drie;Buurt;1000;500;40;20\n', [("D134", "kwb2023.csv:4")]),
    "tekst na aanhaling": (_rij() + f'{C};"Drie"x;Buurt;1000;500;40;20\n', [("D134", "kwb2023.csv:4")]),
    "veel te lang veld": (_rij() + f"{C};{'x' * 200_000};Buurt;1;1;1;1\n", [("D134", "kwb2023.csv:4")]),
    "kolom dubbel": (tekst((*KOPPEN, "p_koopw"), [(*EEN, 41)]), [("D208", "kwb2023.csv")]),
    "geen inwoners": (_rij().replace("a_inw", "a_man"), [("D209", "kwb2023.csv")]),
    "geen rijen": (tekst(KOPPEN, []), [("D214", "kwb2023.csv")]),
    "alles ontbreekt": (tekst(KOPPEN, [(A, "Een", "Buurt", ".", ".", ".", ".")]), [("D224", "kwb2023.csv")]),
    "onbekende kolommen": ("naam;bedrag;datum\na;1;2\n", [("D201", "kwb2023.csv"), ("D400", "kwb2023.csv")]),
    "gewone tekst": ("zomaar wat tekst\nop twee regels\n", [("D105", "kwb2023.csv")]),
    "alleen een kop van een kolom": ("gwb_code\n", [("D105", "kwb2023.csv")]),
    "leeg": (b"", [("D103", "kwb2023.csv")]),
    "alleen witte regels": (b"\n\n  \n", [("D105", "kwb2023.csv")]),
    "nultekens": (_rij().encode().replace(b"Twee", b"Tw\0e"), [("D105", "kwb2023.csv")]),
    "nultekens in utf-16": (_rij(regio="Tw\0e").encode("utf-16"), [("D132", "kwb2023.csv")]),
    "half utf-16": (_rij().encode("utf-16")[:-1], [("D132", "kwb2023.csv")]),
    "geen enkele tekenset": (_rij().encode().replace(b"Twee", b"Tw\x81e"), [("D132", "kwb2023.csv")]),
    "geen utf-8 na het merkteken": (b"\xef\xbb\xbf" + _rij(regio="Één").encode("cp1252"), [("D132", "kwb2023.csv")]),
    "binaire rommel": (bytes(range(256)) * 20, [("D105", "kwb2023.csv")]),
    "webpagina": (b"<!DOCTYPE html><table><tr><td>1;2</td></tr></table>", [("D105", "kwb2023.csv")]),
    "json": (b'{"value": [{"a": 1}]}', [("D201", "kwb2023.csv")]),
    "gzip kapot": (gzip.compress(_rij().encode(), mtime=0)[:-9], [("D131", "kwb2023.csv")]),
    "gzip met staart": (gzip.compress(_rij().encode(), mtime=0) + b"staart", [("D131", "kwb2023.csv")]),
    "gzip vals": (b"\x1f\x8bgeen gzip", [("D131", "kwb2023.csv")]),
    "gzip leeg": (gzip.compress(b"", mtime=0), [("D103", "kwb2023.csv")]),
    "gzip in gzip": (gzip.compress(gzip.compress(_rij().encode(), mtime=0), mtime=0), [("D105", "kwb2023.csv")]),
}


@pytest.mark.parametrize("naam", GALERIJ)
def test_bad_text_is_refused_at_its_place(naam: str, tmp_path: Path) -> None:
    inhoud, verwacht = GALERIJ[naam]
    (tmp_path / "kwb2023.csv").write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
    assert fouten(tmp_path / "kwb2023.csv") == verwacht


def test_all_mistakes_of_a_file_come_at_once(tmp_path: Path) -> None:
    rijen = [EEN, (B, "Twee", "Stad", "-1", 900, "veel", 30), ("fout", *TWEE[1:])]
    codes = [code for code, _ in fouten(bewaar(tmp_path / "kwb2023.csv", tekst(KOPPEN, rijen)))]
    assert sorted(codes) == ["D210", "D213", "D215", "D219"]


def test_many_uneven_rows_do_not_drown_the_rest(tmp_path: Path) -> None:
    inhoud = tekst(KOPPEN, [(f"BU9999{i:04d}", *EEN[1:]) for i in range(60)]) + "a;b\n" * 30
    found = fouten(bewaar(tmp_path / "kwb2023.csv", inhoud))
    assert sorted(code for code, _ in found) == ["D135"] * 5 + ["D136"]


def test_a_message_never_shows_what_stands_in_a_field(tmp_path: Path) -> None:
    inhoud = tekst(KOPPEN, [EEN, ("geheim-1", "x", "geheim-2", "geheim-3", 1, "geheim-4", 1)])
    with pytest.raises(InputError) as raised:
        lees(bewaar(tmp_path / "kwb2023.csv", inhoud))
    assert "geheim" not in str(raised.value)


def test_a_bomb_is_refused_without_unpacking_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MAX_UNPACKED", 1_000_000)
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    bomb = packer.compress(b"0;" * 20_000_000) + packer.flush()
    assert fouten(bewaar(tmp_path / "bom.csv", bomb)) == [("D116", "bom.csv")]
    many = gzip.compress(b"a;b\n" * 200_000, mtime=0) * 5
    assert fouten(bewaar(tmp_path / "veel.csv", many)) == [("D116", "veel.csv")]


def test_too_many_fields_and_too_large_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = bewaar(tmp_path / "kwb2023.csv", tekst(KOPPEN, [EEN] * 200))
    monkeypatch.setattr(delimited, "MAX_CELLS", 1000)
    assert fouten(path) == [("D137", "kwb2023.csv")]
    monkeypatch.setattr(container, "MAX_FILE_MB", 0.001)
    assert fouten(path) == [("D129", "kwb2023.csv")]


@pytest.mark.parametrize("deel", [0.0, 0.3, 0.7, 1.0])
@pytest.mark.parametrize("teken", ['"', ";", "\n", "\r", "\ufeff", "=1+1", "\u202e"])
def test_one_stray_sign_never_gives_a_wrong_number(deel: float, teken: str, tmp_path: Path) -> None:
    inhoud = tekst(KOPPEN, [EEN, TWEE])
    at = int(deel * len(inhoud))
    path = bewaar(tmp_path / "kwb2023.csv", inhoud[:at] + teken + inhoud[at:])
    try:
        table = lees(path).table
    except InputError:
        return
    known = {A: (1000, 40), B: (2000, 50)}
    values = kolom(BuurtData(table, ()), "koopwoningen")
    for code, inwoners, waarde in zip(table.code, table.inwoners, values, strict=True):
        assert inwoners == known[code][0]
        # A header that is no longer known gives no value; it is never taken for another column.
        assert waarde == known[code][1] or np.isnan(waarde)


_VELD = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"], max_codepoint=0x2FFF), max_size=12)
_SNEL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_SNEL
@given(
    namen=st.lists(_VELD.map(str.strip).filter(lambda s: s.isprintable()), min_size=1, max_size=8),
    scheiding=st.sampled_from(";,\t|"),
)
def test_whatever_stands_in_a_name_comes_back(namen: list[str], scheiding: str) -> None:
    rijen = [(f"BU9999{i:04d}", naam, "Buurt", 100 + i, 50, 40, 20) for i, naam in enumerate(namen)]
    table = read_text_table("kwb.csv", tekst(KOPPEN, rijen, scheiding))
    assert table is not None
    assert [tuple(row) for row in table.rijen[1:]] == [tuple(map(str, rij)) for rij in rijen]
    assert list(table.regels) == list(range(1, len(rijen) + 2))


@_SNEL
@given(waarden=st.lists(st.floats(0, 100, allow_subnormal=False), min_size=1, max_size=8))
def test_every_way_to_write_a_number_comes_back(waarden: list[float], tmp_path: Path) -> None:
    for schrijf in (repr, "{:.20f}".format, lambda x: f"{x:.3f}".replace(".", ",")):
        teksten = [schrijf(waarde) for waarde in waarden]
        rijen = [(f"BU9999{i:04d}", "x", "Buurt", 100, 50, cel, "20,5") for i, cel in enumerate(teksten)]
        data = lees(bewaar(tmp_path / "kwb2023.csv", tekst(KOPPEN, rijen)))
        assert kolom(data, "koopwoningen") == [float(cel.replace(",", ".")) for cel in teksten]


def test_same_bytes_packed_or_not_differ_only_in_the_hash(tmp_path: Path) -> None:
    plain, packed = kwb_csv(tmp_path / "kwb2023.csv", gewone_rijen()), tmp_path / "kwb2023.csv.gz"
    bewaar(packed, plain.read_bytes())
    one, two = lees(plain).table, lees(packed).table
    np.testing.assert_array_equal(one.values, two.values)
    assert one.bestanden[0].sha256 != two.bestanden[0].sha256


def test_text_and_workbook_join(tmp_path: Path) -> None:
    rules = regelboek([indicator("koopwoningen", kwb("p_koopw")), indicator("leegstand", kwb("p_leegsw"))])
    een = kwb_csv(tmp_path / "kwb2023.csv", [kwb_rij(A), kwb_rij(B)])
    twee = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(B), kwb_rij(C)])
    table = read_buurten([een, twee], rules).table
    assert table.code == (A, B, C)
    assert [str(place) for place in table.places(1, "leegstand")] == ["kwb.xlsx, blad kwb-2023, cel S2"]
    assert str(table.places(1, "koopwoningen")[0]).startswith("kwb2023.csv:3:")
