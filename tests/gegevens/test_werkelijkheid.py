"""What goes wrong in real files, with counts, and the test that holds each: the eighteen items of the data facts.

The table names a test per item; the tests below are those that stood nowhere else. What nothing in a file can show is
listed apart, so that nobody thinks it is caught.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtTable, State
from tests.gegevens.regelboek import regelboek
from tests.gegevens.tekstbestanden import bewaar, tekst
from tests.gegevens.werkmappen import KWB_KOPPEN, kwb_rij, schrijf_kwb
from tests.geladen import meegeleverd

A, B, C = "BU99990001", "BU99990002", "BU99990003"
KOPPEN = ("gwb_code", "regio", "recs", "a_inw", "a_hh", "p_koopw", "p_wcorpw")

_VARIANTEN = "echt/test_varianten.py::test_a_variant_says_the_same"
TABEL: Mapping[str, tuple[str, ...]] = {
    "1 tekens voor ontbreekt, ook door elkaar": (
        "gegevens/test_numbers.py::test_sign_for_missing",
        "gegevens/test_werkelijkheid.py::test_three_signs_for_missing_in_one_column",
        _VARIANTEN,
    ),
    "1 nul als vulling waar nul niet kan": (
        "gegevens/test_werkelijkheid.py::test_a_zero_that_cannot_be_is_refused_at_its_cell",
    ),
    "2 nul is niet ontbreekt": (
        "gegevens/test_heen_en_terug.py::test_what_is_written_in_any_form_is_read_back",
        "gegevens/test_numbers.py::test_zero_is_a_value_and_no_sign_for_missing",
        "echt/test_lezen_tekst.py::test_the_second_file_fills_what_the_first_left_out",
    ),
    "3 komma en punt door elkaar, getallen als tekst, opgevuld": (
        "gegevens/test_werkelijkheid.py::test_text_with_a_comma_stands_beside_real_numbers",
        "gegevens/test_numbers.py::test_mixed_signs_are_told",
        "echt/test_lezen.py::test_numbers_kept_as_text_by_cbs_are_numbers",
        _VARIANTEN,
    ),
    "4 hele kolommen leeg; zelfde jaar in meer leveringen": (
        "gegevens/test_lezen.py::test_unused_and_undelivered_columns_are_told",
        "gegevens/test_lezen.py::test_same_year_different_values_is_told_once_and_the_first_wins",
    ),
    "5 niveaus door elkaar": (
        "echt/test_varianten.py::test_one_level_alone_says_what_it_said_among_others",
        "gegevens/test_werkelijkheid.py::test_a_level_that_is_none_of_cbs_is_no_area_of_cbs",
    ),
    "6 titel, eenheden en bron": (
        "gegevens/test_tekst.py::test_titles_footers_and_empty_lines_are_no_areas",
        "gegevens/test_werkelijkheid.py::test_a_pasted_table_with_merged_titles",
        _VARIANTEN,
    ),
    "7 codes zonder letters, nullen, met komma's": (
        "gegevens/test_lezen.py::test_codes_are_repaired_only_where_certain",
        "gegevens/test_werkelijkheid.py::test_a_wijk_code_that_was_derived_wrongly_is_not_guessed",
        "echt/test_varianten.py::test_what_is_lost_is_refused_in_words",
        _VARIANTEN,
    ),
    "8 namen afgekapt, met tekens, hernoemd": (
        "gegevens/test_voorbeelddata.py::test_awkward_names",
        "gegevens/test_tekst.py::test_whatever_stands_in_a_name_comes_back",
        "gegevens/test_lezen.py::test_same_file_twice_and_renamed_area_are_told",
    ),
    "9 koppen opgevuld, verminkt, dubbel": (
        "gegevens/test_lezen.py::test_headers_may_be_padded_in_capitals_and_under_a_title",
        "gegevens/test_werkelijkheid.py::test_a_column_that_a_join_doubled_never_replaces_the_first",
        "echt/test_varianten.py::test_other_names_of_the_same_columns",
        _VARIANTEN,
    ),
    "10 buurten zonder inwoners": (
        "gegevens/test_werkelijkheid.py::test_a_rate_in_a_buurt_without_residents_is_no_figure",
        "gegevens/test_politie.py::test_without_residents_there_is_no_rate",
    ),
    "11 ruis van afronding": (
        "gegevens/test_lezen.py::test_noise_of_rounding_is_hidden_and_counted_but_a_real_mistake_is_not",
        "unit/test_uncertainty.py::test_a_smaller_area_errs_more",
    ),
    "12 noemer in een andere groep": (
        "gegevens/test_lezen.py::test_share_respects_every_state",
        "gegevens/test_lezen.py::test_share_follows_its_unit",
    ),
    "13 per 1.000 en omgekeerde schalen": (
        "regelboek/test_inhoud.py::test_rates_of_the_police_are_per_resident",
        "gegevens/test_werkelijkheid.py::test_more_nuisance_is_a_lower_figure_of_the_leefbaarometer",
    ),
    "14 indelingsjaren verschillen": (
        "echt/test_lezen.py::test_years_and_messages",
        "gegevens/test_niet_stil.py::test_figures_from_before_a_boundary_change_do_not_count",
    ),
    "15 valse nullen door koppelen": (
        "echt/test_lezen_tekst.py::test_buurten_where_police_areas_do_not_fit_have_no_crime_figures",
        "gegevens/test_politie.py::test_buurten_far_below_their_gemeente_are_hidden_and_told_once",
    ),
    "17 jaar in de naam klopt niet": (
        "gegevens/test_vormen.py::test_the_year_comes_from_the_table_before_the_name",
        "gegevens/test_lezen.py::test_year_from_the_file_name_is_told_and_held_against_the_columns",
    ),
    "18 vorm van het bestand": (
        "gegevens/test_tekst.py::test_the_same_table_in_every_dress",
        _VARIANTEN,
    ),
}
NIET_TE_ZIEN = {
    "1 zes kolommen met alleen nul": "nul kan waar zijn: in een buurt zonder koopwoningen is 0 % goed",
    "16 door anderen ingevuld": "een waarde van de wijk bij een buurt ziet er uit als een waarde van de buurt",
}


@pytest.mark.parametrize("item", TABEL)
def test_every_item_names_tests_that_are_there(item: str, root: Path) -> None:
    for naam in TABEL[item]:
        bestand, _, functie = naam.partition("::")
        boom = ast.parse((root / "tests" / bestand).read_text(encoding="utf-8"))
        assert functie in {node.name for node in boom.body if isinstance(node, ast.FunctionDef)}, naam


def test_the_table_has_all_eighteen() -> None:
    assert {int(item.split()[0]) for item in [*TABEL, *NIET_TE_ZIEN]} == set(range(1, 19))


def lees(path: Path) -> BuurtTable:
    return read_buurten([path], regelboek()).table


def kolom(table: BuurtTable, naam: str) -> tuple[list[float], list[State]]:
    at = table.column(naam)
    return table.values[:, at].tolist(), [State(s) for s in table.state[:, at].tolist()]


def test_three_signs_for_missing_in_one_column(tmp_path: Path) -> None:
    tekens = ("NA", "", ".", "0", "-", "x")
    rijen = [(f"BU9999000{i}", "x", "Buurt", 100, 50, teken, 20) for i, teken in enumerate(tekens)]
    waarden, toestand = kolom(lees(bewaar(tmp_path / "kwb2023.csv", tekst(KOPPEN, rijen))), "koopwoningen")
    np.testing.assert_array_equal(waarden, [np.nan, np.nan, np.nan, 0.0, np.nan, np.nan])
    hidden, missing = State.ONDERDRUKT, State.ONTBREEKT
    assert toestand == [missing, missing, hidden, State.GEMETEN, missing, hidden]


def test_a_zero_that_cannot_be_is_refused_at_its_cell(tmp_path: Path) -> None:
    path = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A), kwb_rij(B, g_wozbag=0)])
    with pytest.raises(InputError) as raised:
        read_buurten([path], meegeleverd())
    fouten = [(issue.code, issue.place) for issue in raised.value.issues if issue.severity.value == "fout"]
    assert fouten == [("D220", "kwb.xlsx, blad kwb-2023, cel Q3")]


def test_text_with_a_comma_stands_beside_real_numbers(tmp_path: Path) -> None:
    rijen = [kwb_rij(A, p_koopw="26,4"), kwb_rij(B, p_koopw=1.5), kwb_rij(C, p_koopw="    33.0")]
    assert kolom(lees(schrijf_kwb(tmp_path / "kwb.xlsx", rijen)), "koopwoningen")[0] == [26.4, 1.5, 33.0]


@pytest.mark.parametrize(("soort", "code"), [("Stadsdeel", "A"), ("Dorp", "D01"), ("PC4", "3511"), ("Cluster", "7")])
def test_a_level_that_is_none_of_cbs_is_no_area_of_cbs(soort: str, code: str, tmp_path: Path) -> None:
    eigen = kwb_rij(B, recs=soort, regio="Centrum", gwb_code=code, gwb_code_8=code, gwb_code_10=code)
    path = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A), eigen])
    with pytest.raises(InputError) as raised:
        lees(path)
    assert {issue.place for issue in raised.value.issues} >= {"kwb.xlsx, blad kwb-2023, cel E3"}


def test_a_pasted_table_with_merged_titles(tmp_path: Path) -> None:
    path = tmp_path / "kwb2023.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("kwb-2023")
        sheet.merge_range(0, 0, 0, 8, "Kerncijfers wijken en buurten 2023", book.add_format())
        sheet.merge_range(1, 3, 1, 6, "Bevolking", book.add_format())
        for at, kop in enumerate(KWB_KOPPEN):
            sheet.write_string(2, at, kop)
            for rij, code in enumerate((A, B), start=3):
                sheet.write(rij, at, kwb_rij(code)[kop])
        sheet.merge_range(5, 0, 5, 4, "Bron: CBS", book.add_format())
    table = lees(path)
    assert table.code == (A, B)
    assert table.rij[:, 0].tolist() == [4, 5]


@pytest.mark.parametrize("soort", ["Buurt", "Wijk", ""])
def test_a_wijk_code_that_was_derived_wrongly_is_not_guessed(soort: str, tmp_path: Path) -> None:
    rijen = [("GM0014", "Stad", "Gemeente", 9, 9, 40, 20), ("WK00141908", "x", soort, 100, 50, 40, 20)]
    with pytest.raises(InputError) as raised:
        lees(bewaar(tmp_path / "kwb2023.csv", tekst(KOPPEN, rijen)))
    assert any(issue.place.startswith("kwb2023.csv:3") for issue in raised.value.issues)


@pytest.mark.parametrize("dubbel", ["p_koopw.1", "p_koopw_x", "p_koopw_y", "p_koopw"])
def test_a_column_that_a_join_doubled_never_replaces_the_first(dubbel: str, tmp_path: Path) -> None:
    rijen = [(A, "Een", "Buurt", 100, 50, 40, 20, 99), (B, "Twee", "Buurt", 100, 50, 41, 20, 98)]
    path = bewaar(tmp_path / "kwb2023.csv", tekst((*KOPPEN, dubbel), rijen))
    try:
        gelezen = kolom(lees(path), "koopwoningen")[0]
    except InputError as error:
        told = str(error)
    else:
        assert dubbel != "p_koopw"
        assert gelezen == [40, 41]
        return
    assert f"kolom {dubbel} " in told


def test_a_rate_in_a_buurt_without_residents_is_no_figure(tmp_path: Path) -> None:
    leeg = kwb_rij(B, a_inw=0, a_00_14=0, a_65_oo=0, a_hh=0, a_1p_hh=0)
    table = lees(schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A), leeg]))
    for naam in ("jong_en_oud", "alleenwonend"):
        waarden, toestand = kolom(table, naam)
        assert np.isfinite(waarden[0])
        assert np.isnan(waarden[1])
        assert toestand[1] >= State.ONDERDRUKT
    assert table.inwoners.tolist() == [1000, 0]


def test_more_nuisance_is_a_lower_figure_of_the_leefbaarometer() -> None:
    overlast = meegeleverd().indicatoren["lbm_overlast"]
    assert [kolom.waarde for kolom in overlast.kolommen] == ["onv"]
    assert overlast.richting.value == "hoger_is_gunstiger"
