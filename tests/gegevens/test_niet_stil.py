"""What used to pass without a word: hidden identity cells, near misses in rules, completed codes, moved boundaries."""

from __future__ import annotations

from pathlib import Path

import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import State
from tests.gegevens.regelboek import GEWONE_INDICATOREN, indicator, kwb, regelboek, smap
from tests.gegevens.test_lezen import GM, A, B, codes, waarde
from tests.gegevens.werkmappen import (
    KWB_KOPPEN,
    SMAP_KOPPEN,
    kwb_rij,
    pak,
    schrijf_kwb,
    schrijf_smap,
    smap_rij,
    uitpakken,
)
from tests.geladen import meegeleverd


def _with_error(path: Path, kop: str, koppen: tuple[str, ...]) -> Path:
    letter = chr(ord("A") + koppen.index(kop))
    parts = uitpakken(path)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    start = sheet.index(f'<c r="{letter}3"')
    end = sheet.index("<c ", start + 3)
    cell = f'<c r="{letter}3" t="e"><v>#N/A</v></c>'
    return pak(path.with_name("fout.xlsx"), {**parts, "xl/worksheets/sheet1.xml": sheet[:start] + cell + sheet[end:]})


@pytest.mark.parametrize("kop", ["regio", "gm_naam", "ind_wbi", "recs", "gwb_code"])
def test_an_error_cell_in_a_column_that_says_who_is_told(kop: str, tmp_path: Path) -> None:
    path = _with_error(schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A), kwb_rij(B)]), kop, KWB_KOPPEN)
    with pytest.raises(InputError) as caught:
        read_buurten([path], regelboek())
    assert "D217" in {issue.code for issue in caught.value.issues}


@pytest.mark.parametrize("kop", ["Leeftijd", "Marges", "Perioden", "Codering_3"])
def test_an_error_cell_never_drops_a_row(kop: str, tmp_path: Path) -> None:
    path = _with_error(schrijf_smap(tmp_path / "smap.xlsx", [smap_rij(A), smap_rij(B)]), kop, SMAP_KOPPEN)
    base = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A), kwb_rij(B)])
    with pytest.raises(InputError, match="D217"):
        read_buurten([base, path], regelboek())


def test_an_unknown_code_for_a_boundary_change_is_told(tmp_path: Path) -> None:
    path = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A), kwb_rij(B, ind_wbi="drie")])
    with pytest.raises(InputError, match="D241"):
        read_buurten([path], regelboek())


@pytest.mark.parametrize(
    ("rule", "seen"), [(kwb("p_koopww"), "Bedoelt u p_koopw?"), (smap("Eenzam"), "Bedoelt u Eenzaam_28?")]
)
def test_a_near_miss_in_a_rule_is_told_with_its_line(rule: dict, seen: str, tmp_path: Path) -> None:
    others = [item for item in GEWONE_INDICATOREN if item.id not in ("koopwoningen", "eenzaam")]
    rules = regelboek([*others, indicator("proef", rule)])
    files = [
        schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A)]),
        schrijf_smap(tmp_path / "smap.xlsx", [smap_rij(A)]),
    ]
    found = [issue for issue in read_buurten(files, rules).issues if issue.code == "D240"]
    assert len(found) == 1
    assert seen in found[0].message


def test_the_shipped_rules_name_no_column_nearly(root: Path) -> None:
    files = sorted((root / "sample_data").glob("*2023*.xlsx")) + sorted((root / "sample_data").glob("gezond*.xlsx"))
    assert "D240" not in codes(read_buurten(files, meegeleverd()))


def test_completed_codes_are_told_and_another_gemeente_is_a_mistake(tmp_path: Path) -> None:
    gem, one = kwb_rij("GM0344", gwb_code_10="344"), kwb_rij("BU03440111", gwb_code_10=3440111)
    data = read_buurten([schrijf_kwb(tmp_path / "goed.xlsx", [gem, one])], regelboek())
    assert data.table.code == ("BU03440111", "GM0344")
    assert codes(data).count("D238") == 1
    wrong = schrijf_kwb(tmp_path / "fout.xlsx", [gem, kwb_rij("BU03440111", gwb_code_10="034401")])
    with pytest.raises(InputError, match="D239"):
        read_buurten([wrong], regelboek())


def test_figures_from_before_a_boundary_change_do_not_count(tmp_path: Path) -> None:
    old = schrijf_kwb(tmp_path / "oud.xlsx", [kwb_rij(A, g_wozbag=200), kwb_rij(B, g_wozbag=200)], blad="kwb-2022")
    new = schrijf_kwb(tmp_path / "nieuw.xlsx", [kwb_rij(A, g_wozbag=".", ind_wbi=3), kwb_rij(B, g_wozbag=".")])
    health = schrijf_smap(tmp_path / "smap.xlsx", [smap_rij(A), smap_rij(B)])
    for order in ([old, new, health], [health, new, old]):
        data = read_buurten(order, regelboek())
        assert waarde(data, A, "woz")[1] >= State.ONDERDRUKT
        assert waarde(data, A, "eenzaam")[1] is State.ONTBREEKT
        assert waarde(data, B, "woz") == (200.0, State.GEMETEN, 2022)
        assert waarde(data, B, "eenzaam")[1] is State.GESCHAT


def test_names_are_those_of_the_latest_year_whatever_the_order(tmp_path: Path) -> None:
    old = schrijf_kwb(tmp_path / "oud.xlsx", [kwb_rij(GM), kwb_rij(A, regio="Oude naam")], blad="kwb-2022")
    new = schrijf_kwb(tmp_path / "nieuw.xlsx", [kwb_rij(GM), kwb_rij(A, regio="Nieuwe naam")])
    assert [read_buurten(order, regelboek()).table.naam[0] for order in ([old, new], [new, old])] == ["Nieuwe naam"] * 2
