"""Reading and joining: values, states, years and places as they stand in the files, whatever the order."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.inspect import inspect_file
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData, State
from tests.gegevens.regelboek import aandeel, indicator, kwb, regelboek
from tests.gegevens.werkmappen import KWB_KOPPEN, kwb_rij, schrijf_kwb, schrijf_smap, smap_rij

A, B, C = "BU99990001", "BU99990002", "BU99990003"
WK, GM = "WK999900", "GM9999"


def codes(data: BuurtData) -> list[str]:
    return [issue.code for issue in data.issues]


def waarde(data: BuurtData, code: str, naam: str) -> tuple[float, State, int]:
    table = data.table
    row, column = table.code.index(code), table.column(naam)
    value = float(table.values[row, column])
    return value, State(int(table.state[row, column])), int(table.jaar[row, column])


def zelfde(one: BuurtData, two: BuurtData) -> None:
    for name in ("code", "naam", "gemeente", "niveau", "indicatoren"):
        assert getattr(one.table, name) == getattr(two.table, name)
    for name in ("values", "state", "jaar", "inwoners", "huishoudens", "gewijzigd"):
        np.testing.assert_array_equal(getattr(one.table, name), getattr(two.table, name))


def test_one_file_of_cbs(tmp_path: Path) -> None:
    path = schrijf_kwb(
        tmp_path / "kwb.xlsx", [kwb_rij(GM), kwb_rij(WK), kwb_rij(B, p_koopw=0), kwb_rij(A, p_koopw=".")]
    )
    data = read_buurten([path], regelboek())
    table = data.table
    assert table.code == (A, B, GM, WK)
    assert table.niveau == (Niveau.BUURT, Niveau.BUURT, Niveau.GEMEENTE, Niveau.WIJK)
    assert table.naam[0] == "Gebied 99990001"
    assert table.gemeente[0] == "Voorbeeldstad"
    assert table.inwoners.tolist() == [1000.0] * 4
    assert waarde(data, B, "koopwoningen") == (0.0, State.GEMETEN, 2023)
    value, state, jaar = waarde(data, A, "koopwoningen")
    assert (math.isnan(value), state, jaar) == (True, State.ONDERDRUKT, 0)
    assert waarde(data, A, "alleenwonend") == (40.0, State.GEMETEN, 2023)
    assert waarde(data, A, "jong_en_oud") == (35.0, State.GEMETEN, 2023)
    assert waarde(data, A, "woz")[0] == 350.0
    assert waarde(data, A, "stroom")[1] is State.ONTBREEKT
    assert waarde(data, A, "eenzaam")[1] is State.ONTBREEKT


def test_places_point_at_the_cell_that_openpyxl_reads(tmp_path: Path) -> None:
    rijen = [kwb_rij(code, p_koopw=i, a_1p_hh=10 * i) for i, code in enumerate([C, A, GM, B], start=1)]
    path = schrijf_kwb(tmp_path / "kwb.xlsx", rijen, voorregels=["Kerncijfers", ""])
    table = read_buurten([path], regelboek()).table
    sheet = openpyxl.load_workbook(path)["kwb-2023"]
    for row in range(len(table)):
        (place,) = table.places(row, "koopwoningen")
        assert sheet.cell(place.row, place.column).value == table.values[row, table.column("koopwoningen")]
        assert sheet.cell(place.row, 1).value == table.code[row]
        teller, noemer = table.places(row, "alleenwonend")
        assert sheet.cell(3, teller.column).value == "a_1p_hh"
        assert sheet.cell(3, noemer.column).value == "a_hh"
    assert table.places(0, "eenzaam") == ()
    assert str(table.places(0, "stroom")[0]) == "kwb.xlsx, blad kwb-2023, cel W5"


def test_health_is_an_estimate_and_only_adds_columns(tmp_path: Path) -> None:
    cbs = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A), kwb_rij(B)])
    rivm = schrijf_smap(tmp_path / "smap.xlsx", [smap_rij("NL01"), smap_rij(A, Roker_11="       ."), smap_rij(C)])
    data = read_buurten([cbs, rivm], regelboek())
    assert data.table.code == (A, B)
    assert waarde(data, A, "eenzaam") == (32.5, State.GESCHAT, 2020)
    assert waarde(data, A, "roken")[1] is State.ONDERDRUKT
    assert waarde(data, B, "eenzaam")[1] is State.ONTBREEKT
    assert data.table.places(1, "eenzaam") == ()
    told = next(str(issue) for issue in data.issues if issue.code == "D302")
    assert "1 buurt gekoppeld; 1 buurt alleen in dit bestand, 1 buurt alleen in kwb.xlsx" in told
    assert "D303" in codes(data)


def test_order_of_files_changes_only_what_wins(tmp_path: Path) -> None:
    cbs = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A), kwb_rij(GM)])
    rivm = schrijf_smap(tmp_path / "smap.xlsx", [smap_rij(A), smap_rij(B)])
    one, two = read_buurten([cbs, rivm], regelboek()), read_buurten([rivm, cbs], regelboek())
    zelfde(one, two)
    assert one.issues == two.issues
    assert two.table.bestanden[0].naam == "smap.xlsx"
    for row in range(len(one.table)):
        for naam in one.table.indicatoren:
            assert one.table.places(row, naam) == two.table.places(row, naam)


def test_health_alone_defines_rows_and_says_that_residents_are_missing(tmp_path: Path) -> None:
    data = read_buurten([schrijf_smap(tmp_path / "smap.xlsx", [smap_rij("NL01"), smap_rij(A)])], regelboek())
    assert data.table.code == (A, "NL00")
    assert data.table.naam == (A, "Voorbeeldstad")
    assert np.isnan(data.table.inwoners).all()
    assert "D306" in codes(data)


def test_latest_known_year_per_area_and_indicator(tmp_path: Path) -> None:
    old = schrijf_kwb(
        tmp_path / "oud.xlsx", [kwb_rij(A, p_koopw=10), kwb_rij(B, p_koopw=20), kwb_rij(C)], blad="kwb-2022"
    )
    new = schrijf_kwb(tmp_path / "nieuw.xlsx", [kwb_rij(A, p_koopw=11), kwb_rij(B, p_koopw=".", a_inw=".")])
    for paths in ([old, new], [new, old]):
        data = read_buurten(paths, regelboek())
        assert waarde(data, A, "koopwoningen") == (11.0, State.GEMETEN, 2023)
        assert waarde(data, B, "koopwoningen") == (20.0, State.GEMETEN, 2022)
        assert data.table.inwoners.tolist() == [1000.0] * 3
        assert "D301" not in codes(data)
        gone = next(issue for issue in data.issues if issue.code == "D305")
        assert C in gone.message


def test_same_year_different_values_is_told_once_and_the_first_wins(tmp_path: Path) -> None:
    one = schrijf_kwb(tmp_path / "een.xlsx", [kwb_rij(A), kwb_rij(B, p_koopw=20), kwb_rij(C, p_koopw=30)])
    two = schrijf_kwb(tmp_path / "twee.xlsx", [kwb_rij(C, p_koopw=31), kwb_rij(A), kwb_rij(B, p_koopw=21, a_inw=900)])
    data = read_buurten([one, two], regelboek())
    told = [issue for issue in data.issues if issue.code == "D301"]
    assert len(told) == 3  # koopwoningen, inwoners, and the share that has residents below it
    koop = next(issue for issue in told if issue.message.startswith("Koopwoningen"))
    assert "2 gebieden" in koop.message
    assert koop.place == "twee.xlsx, blad kwb-2023, cel T4"
    assert waarde(data, B, "koopwoningen")[0] == 20.0
    assert waarde(read_buurten([two, one], regelboek()), B, "koopwoningen")[0] == 21.0
    assert data.table.inwoners[1] == 1000.0


def test_what_only_the_second_file_knows_is_no_difference(tmp_path: Path) -> None:
    one = schrijf_kwb(tmp_path / "een.xlsx", [kwb_rij(A, p_koopw="."), kwb_rij(B)])
    two = schrijf_kwb(tmp_path / "twee.xlsx", [kwb_rij(A, p_koopw=21), kwb_rij(C)])
    data = read_buurten([one, two], regelboek())
    assert data.table.code == (A, B, C)
    assert "D301" not in codes(data)
    assert waarde(data, A, "koopwoningen")[0] == 21.0
    assert data.table.places(0, "koopwoningen")[0].file == "twee.xlsx"


def test_same_file_twice_and_renamed_area_are_told(tmp_path: Path) -> None:
    one = schrijf_kwb(tmp_path / "een.xlsx", [kwb_rij(A), kwb_rij(B)])
    copy = tmp_path / "kopie.xlsx"
    copy.write_bytes(one.read_bytes())
    both = read_buurten([one, copy], regelboek())
    assert "D308" in codes(both)
    assert [issue.code for issue in both.issues].count("D226") == 1  # the same columns again: said once
    other = schrijf_kwb(tmp_path / "twee.xlsx", [kwb_rij(A, regio="Heel anders"), kwb_rij(B)])
    told = next(i for i in read_buurten([one, other], regelboek()).issues if i.code == "D307")
    assert A in told.message


def test_nothing_in_common_is_a_warning(tmp_path: Path) -> None:
    cbs = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A)])
    rivm = schrijf_smap(tmp_path / "smap.xlsx", [smap_rij("BU03440111")])
    assert "D310" in codes(read_buurten([cbs, rivm], regelboek()))


def test_boundary_changes_are_counted(tmp_path: Path) -> None:
    path = schrijf_kwb(
        tmp_path / "kwb.xlsx", [kwb_rij(A, ind_wbi=3), kwb_rij(B, ind_wbi="2"), kwb_rij(GM, ind_wbi=".")]
    )
    data = read_buurten([path], regelboek())
    assert data.table.gewijzigd.tolist() == [3, 2, 0]
    assert "1 gebied met een nieuwe grens in 2023" in next(i.message for i in data.issues if i.code == "D304")


def test_columns_about_origin_are_dropped_with_a_notice(tmp_path: Path) -> None:
    rules = regelboek(
        [indicator("koopwoningen", kwb("p_koopw")), indicator("herkomst", kwb("a_nl_all"), eenheid="aantal")]
    )
    data = read_buurten([schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A)])], rules)
    assert "1 kolom over herkomst" in next(i.message for i in data.issues if i.code == "D225")
    assert waarde(data, A, "herkomst")[1] is State.ONTBREEKT
    assert data.table.places(0, "herkomst") == ()


def test_unused_and_undelivered_columns_are_told(tmp_path: Path) -> None:
    data = read_buurten([schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A)])], regelboek())
    found = {issue.code: issue.message for issue in data.issues}
    assert "g_ele" in found["D227"]
    assert found["D226"].startswith("8 kolommen")


def test_share_respects_every_state(tmp_path: Path) -> None:
    rijen = [
        kwb_rij(A, a_00_14="."),
        kwb_rij(B, a_65_oo=""),
        kwb_rij(C, a_inw=0, a_00_14=0, a_65_oo=0),
        kwb_rij("BU99990004", a_00_14="", a_65_oo="."),
        kwb_rij("BU99990005", a_00_14=0, a_65_oo=0),
    ]
    data = read_buurten([schrijf_kwb(tmp_path / "kwb.xlsx", rijen)], regelboek())
    states = [waarde(data, f"BU9999000{i}", "jong_en_oud")[1] for i in range(1, 6)]
    hidden, missing = State.ONDERDRUKT, State.ONTBREEKT
    assert states == [hidden, missing, missing, hidden, State.GEMETEN]
    assert waarde(data, "BU99990005", "jong_en_oud")[0] == 0.0


@pytest.mark.parametrize(("eenheid", "factor"), [("pct", 100), ("per_1000", 1000), ("fractie", 1), ("personen", 1)])
def test_share_follows_its_unit(eenheid: str, factor: float, tmp_path: Path) -> None:
    rules = regelboek([indicator("deel", aandeel(["a_1p_hh"], "a_hh"), eenheid=eenheid)])
    data = read_buurten([schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A)])], rules)
    assert waarde(data, A, "deel")[0] == pytest.approx(0.4 * factor, abs=1e-12)


def test_noise_of_rounding_is_hidden_and_counted_but_a_real_mistake_is_not(tmp_path: Path) -> None:
    rijen = [kwb_rij(A, a_hh=20, a_1p_hh=25), kwb_rij(B, a_hh=40, a_1p_hh=50), kwb_rij(C)]
    data = read_buurten([schrijf_kwb(tmp_path / "kwb.xlsx", rijen)], regelboek())
    assert [waarde(data, code, "alleenwonend")[1] for code in (A, B, C)] == [
        State.ONDERDRUKT,
        State.ONDERDRUKT,
        State.GEMETEN,
    ]
    assert "2 gebieden" in next(i.message for i in data.issues if i.code == "D228")
    wrong = schrijf_kwb(tmp_path / "fout.xlsx", [kwb_rij(A, a_hh=40, a_1p_hh=51)])
    with pytest.raises(InputError, match="D220"):
        read_buurten([wrong], regelboek())


def test_column_follows_the_year_of_the_file(tmp_path: Path) -> None:
    koppen = [*KWB_KOPPEN, "g_woz"]
    rij = kwb_rij(A, g_woz=200)
    new = schrijf_kwb(tmp_path / "nieuw.xlsx", [rij], koppen=koppen)
    old = schrijf_kwb(tmp_path / "oud.xlsx", [rij], koppen=koppen, blad="kwb-2019")
    assert waarde(read_buurten([new], regelboek()), A, "woz") == (350.0, State.GEMETEN, 2023)
    assert waarde(read_buurten([old], regelboek()), A, "woz") == (200.0, State.GEMETEN, 2019)


def test_year_from_the_file_name_is_told_and_held_against_the_columns(tmp_path: Path) -> None:
    path = schrijf_kwb(tmp_path / "cijfers 2024.xlsx", [kwb_rij(A)], blad="Blad1")
    data = read_buurten([path], regelboek())
    assert data.table.bestanden[0].jaar == 2024
    assert "D203" in codes(data)
    told = next(i for i in data.issues if i.code == "D204")
    assert "p_bjj2k" in told.message
    assert told.place == "cijfers 2024.xlsx, blad Blad1, cel V1"


def test_headers_may_be_padded_in_capitals_and_under_a_title(tmp_path: Path) -> None:
    koppen = [f" {kop.upper()}  " for kop in KWB_KOPPEN]
    rij = {kop.upper(): value for kop, value in kwb_rij(A).items()}
    path = schrijf_kwb(tmp_path / "kwb.xlsx", [rij], koppen=koppen, voorregels=["Kerncijfers 2023", "", "bron"])
    assert waarde(read_buurten([path], regelboek()), A, "koopwoningen")[0] == 55.0


def test_codes_are_repaired_only_where_certain(tmp_path: Path) -> None:
    rijen = [kwb_rij("BU03440111", gwb_code_10=3440111), kwb_rij("WK034401", gwb_code_10="34401 ")]
    data = read_buurten([schrijf_kwb(tmp_path / "kwb.xlsx", rijen)], regelboek())
    assert data.table.code == ("BU03440111", "WK034401")


def test_footers_and_empty_rows_are_left_out(tmp_path: Path) -> None:
    path = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A), {}, kwb_rij(B)], voetregels=["", "Bron: CBS", "(c) CBS"])
    data = read_buurten([path], regelboek())
    assert data.table.code == (A, B)
    assert data.table.rij[:, 0].tolist() == [2, 4]
    assert "2 regels" in next(i.message for i in data.issues if i.code == "D230")


def test_other_ages_margins_and_periods_are_left_out(tmp_path: Path) -> None:
    rijen = [
        smap_rij(A, Perioden="2016JJ00", Eenzaam_28="    10.0"),
        smap_rij(A, Leeftijd=53115, Eenzaam_28="    11.0"),
        smap_rij(A, Marges="MW00001", Eenzaam_28="    12.0"),
        smap_rij(A, Leeftijd="20300", Eenzaam_28="    13.0"),
    ]
    data = read_buurten([schrijf_smap(tmp_path / "smap.xlsx", rijen)], regelboek())
    assert waarde(data, A, "eenzaam") == (13.0, State.GESCHAT, 2020)
    assert "D205" in codes(data)


def test_suffix_of_a_health_column_does_not_matter(tmp_path: Path) -> None:
    koppen = ["ID", "Leeftijd", "Marges", "Perioden", "SoortRegio_1", "Codering_2", "Eenzaam_27", "Roker"]
    rij = {**smap_rij(A), "SoortRegio_1": "Buurt", "Codering_2": A, "Eenzaam_27": 44.0, "Roker": "12,5"}
    data = read_buurten([schrijf_smap(tmp_path / "smap.xlsx", [rij], koppen=koppen)], regelboek())
    assert waarde(data, A, "eenzaam")[0] == 44.0
    assert waarde(data, A, "roken")[0] == 12.5


def test_other_sheets_are_told_and_hidden_ones_never_read(tmp_path: Path) -> None:
    path = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A)], andere_bladen=["Toelichting", "Kladblok"])
    assert "2 andere bladen" in next(i.message for i in read_buurten([path], regelboek()).issues if i.code == "D207")
    book = openpyxl.load_workbook(path)
    book["kwb-2023"].sheet_state = "hidden"
    book.active = 1
    book.save(tmp_path / "verborgen.xlsx")
    with pytest.raises(InputError, match="D201"):
        read_buurten([tmp_path / "verborgen.xlsx"], regelboek())


def test_progress_goes_up_to_one(tmp_path: Path) -> None:
    steps: list[float] = []
    path = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A)])
    read_buurten([path], regelboek(), progress=lambda _, part: steps.append(part))
    assert steps == sorted(steps)
    assert steps[-1] == 1.0


def test_inspection_says_what_a_file_is(tmp_path: Path) -> None:
    path = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A, p_koopw="."), kwb_rij(B), kwb_rij(GM)])
    found = inspect_file(path, regelboek()).as_dict()
    assert (found["layout"], found["jaar"], found["rijen"]) == ("cbs_kwb", 2023, {"buurt": 2, "gemeente": 1})
    assert found["toestand_per_kolom"]["p_koopw"] == {"gemeten": 2, "onderdrukt": 1}
    assert found["toestand_per_kolom"]["g_ele"] == {"ontbreekt": 3}
    assert found["kolommen_geblokkeerd"] == ["a_nl_all"]
    assert "p_koopw" not in found["kolommen_ongebruikt"]
    text = "\n".join(inspect_file(path, regelboek()).lines())
    assert "Jaar: 2023 (uit de naam van het blad)" in text
    assert "p_koopw: gemeten 2, onderdrukt 1" in text


_CEL = st.one_of(
    st.integers(0, 100).map(float),
    st.sampled_from([".", "", "x", None]),
    st.floats(0, 100).map(lambda x: f"{x:.1f}".rjust(8)),
    st.floats(0, 100).map(lambda x: f"{x:.1f}".replace(".", ",")),
)
_SNEL = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _verwacht(cell: object, known: bool) -> tuple[float, State]:
    if cell == "x":
        return math.nan, State.ONDERDRUKT
    if cell == ".":
        return math.nan, State.ONDERDRUKT if known else State.ONTBREEKT
    if cell in ("", None):
        return math.nan, State.ONTBREEKT
    return float(str(cell).replace(",", ".")), State.GEMETEN


@_SNEL
@given(cellen=st.lists(_CEL, min_size=1, max_size=12))
def test_what_is_written_is_read_back(cellen: list[object], tmp_path: Path) -> None:
    rijen = [kwb_rij(f"BU9999{i:04d}", p_koopw=cell) for i, cell in enumerate(cellen)]
    data = read_buurten([schrijf_kwb(tmp_path / "kwb.xlsx", rijen)], regelboek())
    known = any(cell not in (".", "", "x", None) for cell in cellen)
    for i, cell in enumerate(cellen):
        value, state, _ = waarde(data, f"BU9999{i:04d}", "koopwoningen")
        expected, expected_state = _verwacht(cell, known)
        assert state is expected_state
        assert value == expected or (math.isnan(value) and math.isnan(expected))


@_SNEL
@given(order=st.permutations(list(range(8))))
def test_shuffled_rows_give_the_same_table(order: list[int], tmp_path: Path) -> None:
    namen = [GM, WK, *(f"BU9999{i:04d}" for i in range(6))]
    rijen = [kwb_rij(code, p_koopw=i if i % 3 else ".", a_inw=1000 + 100 * i) for i, code in enumerate(namen)]
    plain = read_buurten([schrijf_kwb(tmp_path / "kwb.xlsx", rijen)], regelboek())
    mixed = read_buurten([schrijf_kwb(tmp_path / "kwb.xlsx", [rijen[i] for i in order])], regelboek())
    zelfde(plain, mixed)
    assert plain.issues == mixed.issues
