"""A gallery of bad tables: each is refused with a code at the right place, all mistakes at once."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Severity
from buurtwijzer.data.read import read_buurten
from tests.gegevens.regelboek import regelboek
from tests.gegevens.werkmappen import (
    KWB_KOPPEN,
    SMAP_KOPPEN,
    Rij,
    kwb_rij,
    pak,
    schrijf,
    schrijf_kwb,
    schrijf_smap,
    smap_rij,
    uitpakken,
)

A, B, C = "BU99990001", "BU99990002", "BU99990003"
_KOOP = KWB_KOPPEN.index("p_koopw")


def fouten(*paths: Path) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as raised:
        read_buurten(paths, regelboek())
    assert all(issue.remedy and issue.place for issue in raised.value.issues)
    return [(i.code, i.place) for i in raised.value.issues if i.severity is Severity.FOUT]


def cel(adres: str, naam: str = "kwb.xlsx", blad: str = "kwb-2023") -> str:
    return f"{naam}, blad {blad}, cel {adres}"


Tabel = Callable[[Path], Path]


def kwb(*rijen: Rij, **anders: object) -> Tabel:
    return lambda path: schrijf_kwb(path / "kwb.xlsx", rijen, **anders)


def zonder(*koppen: str) -> tuple[str, ...]:
    return tuple(kop for kop in KWB_KOPPEN if kop not in koppen)


def _met_foutcel(path: Path) -> Path:
    """Turn T3 (p_koopw of the second area) into an error cell, U3 into a formula without value, C3 into an error."""
    schrijf_kwb(path / "ruw.xlsx", [kwb_rij(A), kwb_rij(B)])
    parts = uitpakken(path / "ruw.xlsx")
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    start, end = sheet.index('<c r="T3"'), sheet.index('<c r="V3"')
    sheet = sheet[:start] + '<c r="T3" t="e"><v>#DIV/0!</v></c><c r="U3"><f>1+1</f></c>' + sheet[end:]
    unused = sheet.index('<c r="P3"')
    sheet = sheet[:unused] + '<c r="P3" t="e"><v>#N/A</v></c>' + sheet[sheet.index('<c r="Q3"') :]
    return pak(path / "kwb.xlsx", {**parts, "xl/worksheets/sheet1.xml": sheet})


def _met_foutcode(path: Path) -> Path:
    schrijf_kwb(path / "ruw.xlsx", [kwb_rij(A), kwb_rij(B)])
    parts = uitpakken(path / "ruw.xlsx")
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    sheet = sheet[: sheet.index('<c r="A3"')] + '<c r="A3" t="e"><v>#N/A</v></c>' + sheet[sheet.index('<c r="B3"') :]
    return pak(path / "kwb.xlsx", {**parts, "xl/worksheets/sheet1.xml": sheet})


GALERIJ: dict[str, tuple[Tabel, list[tuple[str, str]]]] = {
    "onbekende kolommen": (
        lambda path: schrijf(path / "kwb.xlsx", ["naam", "bedrag"], [{"naam": "a", "bedrag": 1}]),
        [("D201", "kwb.xlsx"), ("D400", "kwb.xlsx")],
    ),
    "kwb zonder codekolom": (
        kwb(kwb_rij(A), koppen=zonder("gwb_code", "gwb_code_8", "gwb_code_10")),
        [("D446", "kwb.xlsx, blad kwb-2023")],
    ),
    "kop te laag": (kwb(kwb_rij(A), voorregels=["titel"] * 25, blad="Blad1"), [("D202", "kwb.xlsx, blad Blad1")]),
    "jaar nergens": (kwb(kwb_rij(A), blad="Blad1"), [("D202", "kwb.xlsx")]),
    "geen inwoners": (kwb(kwb_rij(A), koppen=zonder("a_inw")), [("D209", "kwb.xlsx, blad kwb-2023")]),
    "geen rijen": (kwb(), [("D214", "kwb.xlsx, blad kwb-2023")]),
    "code dubbel met andere cijfers": (kwb(kwb_rij(A), kwb_rij(A, p_koopw=11)), [("D211", cel("A3"))]),
    "code dubbel na herstel": (
        kwb(kwb_rij(A), kwb_rij(A, p_koopw=11, gwb_code_10=99990001)),
        [("D211", cel("A3"))],
    ),
    "code kapot": (kwb(kwb_rij(A), kwb_rij("BU9999")), [("D210", cel("A3"))]),
    "code is een woord": (kwb(kwb_rij(A), kwb_rij(B, gwb_code_10="west")), [("D210", cel("A3"))]),
    "code leeg": (kwb(kwb_rij(A), kwb_rij(B, gwb_code_10="")), [("D210", cel("A3"))]),
    "code is datum": (
        kwb(kwb_rij(A), kwb_rij(B, gwb_code_10=dt.date(2023, 1, 1))),
        [("D210", cel("A3"))],
    ),
    "code is waar": (kwb(kwb_rij(A), kwb_rij(B, gwb_code_10=True)), [("D210", cel("A3"))]),
    "niveau strijdig": (kwb(kwb_rij(A), kwb_rij("WK999900", recs="Buurt")), [("D212", cel("A3"))]),
    "niveau onbekend": (kwb(kwb_rij(A), kwb_rij(B, recs="Stadsdeel")), [("D213", cel("E3"))]),
    "aantal onder nul": (kwb(kwb_rij(A), kwb_rij(B, a_inw=-5)), [("D219", cel("H3"))]),
    "huishoudens onder nul": (kwb(kwb_rij(A), kwb_rij(B, a_hh=-5)), [("D219", cel("L3"))]),
    "halve inwoner": (kwb(kwb_rij(A), kwb_rij(B, a_inw=2140.5)), [("D242", cel("H3"))]),
    "punt voor duizendtallen verdwenen": (
        kwb(kwb_rij(A, a_inw=2.14), kwb_rij(B)),
        [("D220", cel("I2")), ("D242", cel("H2"))],
    ),
    "half huishouden": (kwb(kwb_rij(A), kwb_rij(B, a_hh="99120,5")), [("D242", cel("L3"))]),
    "tekst in getal": (kwb(kwb_rij(A), kwb_rij(B, p_koopw="n.v.t.")), [("D215", cel("T3"))]),
    "procentteken": (kwb(kwb_rij(A), kwb_rij(B, p_koopw="12%")), [("D215", cel("T3"))]),
    "datum in getal": (kwb(kwb_rij(A), kwb_rij(B, a_inw=dt.date(2023, 1, 1))), [("D215", cel("H3"))]),
    "waar in getal": (kwb(kwb_rij(A), kwb_rij(B, p_koopw=True)), [("D215", cel("T3"))]),
    "te groot getal": (kwb(kwb_rij(A), kwb_rij(B, g_wozbag=1e300)), [("D215", cel("Q3"))]),
    "punt of komma": (
        kwb(kwb_rij(A, g_wozbag="351,5"), kwb_rij(B, g_wozbag="1.234")),
        [("D221", cel("Q3"))],
    ),
    "percentage boven 100": (kwb(kwb_rij(A), kwb_rij(B, p_koopw=101)), [("D220", cel("T3"))]),
    "percentage onder 0": (kwb(kwb_rij(A), kwb_rij(B, p_koopw=-1)), [("D220", cel("T3"))]),
    "aandeel te ver boven 100": (kwb(kwb_rij(A), kwb_rij(B, a_1p_hh=600)), [("D220", cel("M3"))]),
    "kolom dubbel": (
        kwb(kwb_rij(A, P_KOOPW=41), koppen=(*KWB_KOPPEN, "P_KOOPW")),
        [("D208", "kwb.xlsx, blad kwb-2023, kolom Z")],
    ),
    "alles ontbreekt": (
        kwb(kwb_rij(A, **dict.fromkeys(KWB_KOPPEN[7:], "."))),
        [("D224", "kwb.xlsx, blad kwb-2023")],
    ),
    "foutcel en formule": (_met_foutcel, [("D217", cel("T3")), ("D218", cel("U3"))]),
    "foutcel in code": (_met_foutcode, [("D217", cel("A3"))]),
    "smap zonder volwassenen": (
        lambda path: schrijf_smap(path / "kwb.xlsx", [smap_rij(A, Leeftijd=53115)]),
        [("D206", "kwb.xlsx, blad RIVM, kolom B")],
    ),
    "smap alleen marges": (
        lambda path: schrijf_smap(path / "kwb.xlsx", [smap_rij(A, Marges="MW00001")]),
        [("D206", "kwb.xlsx, blad RIVM, kolom B")],
    ),
    "smap zonder periode": (
        lambda path: schrijf_smap(path / "kwb.xlsx", [smap_rij(A, Perioden="vorig jaar")]),
        [("D202", "kwb.xlsx, blad RIVM, kolom E")],
    ),
    "smap zonder leeftijd": (
        lambda path: schrijf_smap(path / "kwb.xlsx", [smap_rij(A)], koppen=[k for k in SMAP_KOPPEN if k != "Leeftijd"]),
        [("D201", "kwb.xlsx"), ("D400", "kwb.xlsx")],
    ),
    "smap boven 100": (
        lambda path: schrijf_smap(path / "kwb.xlsx", [smap_rij(A), smap_rij(B, Eenzaam_28="   101.0")]),
        [("D220", cel("K3", blad="RIVM"))],
    ),
    "smap tekst": (
        lambda path: schrijf_smap(path / "kwb.xlsx", [smap_rij(A), smap_rij(B, Eenzaam_28="onbekend")]),
        [("D215", cel("K3", blad="RIVM"))],
    ),
}


@pytest.mark.parametrize("naam", GALERIJ)
def test_bad_table_is_refused_at_its_place(naam: str, tmp_path: Path) -> None:
    maak, verwacht = GALERIJ[naam]
    assert sorted(fouten(maak(tmp_path))) == sorted(verwacht)


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    een = schrijf_kwb(tmp_path / "een.xlsx", [kwb_rij("fout"), kwb_rij(A, p_koopw="x1", a_inw=-1)])
    twee = schrijf_smap(tmp_path / "twee.xlsx", [smap_rij(A), smap_rij(A, Eenzaam_28=99)])
    drie = tmp_path / "drie.xlsx"
    codes = [code for code, _ in fouten(een, twee, drie)]
    assert sorted(codes) == ["D101", "D210", "D211", "D215", "D219"]


def test_a_column_full_of_mistakes_does_not_drown_the_rest(tmp_path: Path) -> None:
    rijen = [kwb_rij(f"BU9999{i:04d}", p_koopw="veel") for i in range(500)]
    found = fouten(schrijf_kwb(tmp_path / "kwb.xlsx", rijen))
    assert [code for code, _ in found].count("D215") == 5
    assert ("D223", "kwb.xlsx, blad kwb-2023, kolom T") in found


def test_mistakes_in_columns_nobody_uses_are_left_alone(tmp_path: Path) -> None:
    path = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A, bev_dich="veel", a_nl_all="tekst"), kwb_rij(B)])
    assert len(read_buurten([path], regelboek()).table) == 2


def test_a_message_never_shows_what_stands_in_a_cell(tmp_path: Path) -> None:
    path = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A), kwb_rij(B, p_koopw="geheim-42", gwb_code_10="ook-geheim")])
    with pytest.raises(InputError) as raised:
        read_buurten([path], regelboek())
    assert "geheim" not in str(raised.value)


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_a_number_that_is_none_is_a_mistake(value: float, tmp_path: Path) -> None:
    schrijf_kwb(tmp_path / "ruw.xlsx", [kwb_rij(A), kwb_rij(B, p_koopw=12345)])
    parts = uitpakken(tmp_path / "ruw.xlsx")
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b"<v>12345</v>", f"<v>{value}</v>".encode())
    path = pak(tmp_path / "kwb.xlsx", {**parts, "xl/worksheets/sheet1.xml": sheet})
    assert fouten(path) == [("D215", cel("T3"))]


def test_no_file_at_all() -> None:
    assert fouten() == [("D309", "opdracht")]


def test_what_arithmetic_leaves_behind_a_whole_number_is_no_mistake(tmp_path: Path) -> None:
    path = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A, a_inw=2140.0000000001), kwb_rij(B)])
    assert read_buurten([path], regelboek()).table.inwoners.tolist()[0] == pytest.approx(2140)
