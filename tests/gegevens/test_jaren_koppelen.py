"""Files of several years: which area is the same, which figures cross a change of boundary, and what is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.areas.divisions import division_of
from buurtwijzer.data.read import read_buurten, read_years
from buurtwijzer.data.table import BuurtData, State
from tests.gegevens.regelboek import GEWONE_INDICATOREN, indicator, kwb, regelboek
from tests.gegevens.werkmappen import kwb_rij, schrijf_kwb, schrijf_smap, smap_rij

A, B, C = "BU99990001", "BU99990002", "BU99990003"
_REGELS = regelboek([*GEWONE_INDICATOREN, indicator("woningen", kwb("a_hh_m_k"), eenheid="aantal")])


def jaren(
    path: Path, nieuw: Sequence[dict[str, object]], oud: Sequence[dict[str, object]], jaar: int = 2021
) -> list[Path]:
    new = schrijf_kwb(path / "nieuw.xlsx", [{**rij, "p_koopw": "."} for rij in nieuw])
    return [new, schrijf_kwb(path / "oud.xlsx", oud, blad=f"kwb-{jaar}")]


def koop(data: BuurtData, code: str) -> float:
    return float(data.table.values[data.table.code.index(code), data.table.column("koopwoningen")])


def melding(data: BuurtData, code: str) -> str:
    return next(issue.message for issue in data.issues if issue.code == code)


def test_the_same_code_with_another_name_is_not_used(tmp_path: Path) -> None:
    nieuw = [kwb_rij(A, regio="Vosbergen"), kwb_rij(B)]
    data = read_buurten(jaren(tmp_path, nieuw, [kwb_rij(A, regio="Verspreide huizen Homoet"), kwb_rij(B)]), _REGELS)
    assert np.isnan(koop(data, A))
    assert koop(data, B) == 55.0
    assert f"{A} Verspreide huizen Homoet (nu Vosbergen)" in melding(data, "D450")
    assert data.koppeling is not None
    assert [other.code for other in data.koppeling.bestanden[1].andere_naam] == [A]


def test_it_is_used_when_cbs_says_that_nothing_changed_in_the_year_between(tmp_path: Path) -> None:
    rijen = [kwb_rij(A, regio="Vosbergen")], [kwb_rij(A, regio="Homoet")]
    data = read_buurten(jaren(tmp_path, *rijen, jaar=2022), _REGELS)
    assert koop(data, A) == 55.0
    assert "Homoet (nu Vosbergen)" in melding(data, "D451")
    assert np.isnan(koop(read_buurten(jaren(tmp_path, *rijen, jaar=2021), _REGELS), A))


def test_a_name_written_anew_is_the_same_area(tmp_path: Path) -> None:
    rijen = [kwb_rij(A, regio="Drachtstervaart oost")], [kwb_rij(A, regio="Drachstervaart oost")]
    data = read_buurten(jaren(tmp_path, *rijen), _REGELS)
    assert koop(data, A) == 55.0
    assert "1 gebied" in melding(data, "D451")


def test_another_code_with_a_name_that_is_there_once_is_a_new_code(tmp_path: Path) -> None:
    nieuw = [kwb_rij(A, regio="Zuidrand", ind_wbi=2), kwb_rij(B)]
    data = read_buurten(jaren(tmp_path, nieuw, [kwb_rij(C, regio="Zuidrand"), kwb_rij(B)]), _REGELS)
    assert data.table.code == (A, B)
    assert koop(data, A) == 55.0
    assert data.table.places(0, "koopwoningen")[0].file == "oud.xlsx"
    assert f"{C} is {A} (Zuidrand)" in melding(data, "D452")
    twice = [kwb_rij(C, regio="Zuidrand"), kwb_rij("BU99990004", regio="Zuidrand"), kwb_rij(B)]
    assert np.isnan(koop(read_buurten(jaren(tmp_path, nieuw, twice), _REGELS), A))


def omzetting(path: Path, *regels: str) -> Path:
    lijst = path / "oud_nieuw.csv"
    lijst.write_text("\n".join(["oude code;nieuwe code;aandeel", *regels]) + "\n", "utf-8")
    return lijst


def test_a_boundary_change_refuses_older_years_and_a_list_carries_them_over(tmp_path: Path) -> None:
    nieuw = [kwb_rij(A, ind_wbi=3), kwb_rij(B, ind_wbi=3)]
    oud = [
        kwb_rij(A, p_koopw=20, a_inw=1000, a_hh=400, a_hh_m_k=100),
        kwb_rij(C, p_koopw=50, a_inw=500, a_hh=200, a_hh_m_k=60),
    ]
    paths = jaren(tmp_path, nieuw, oud)
    refused = read_years(paths, _REGELS)
    assert [(item.code, item.jaar, item.reden) for item in refused.geweigerd] == [
        (A, 2021, "de grens is gewijzigd in 2023")
    ]
    koopwoningen = refused.indicatoren.index("koopwoningen")
    assert np.isnan(refused.waarden[0, refused.codes.index(A), koopwoningen])
    lijst = omzetting(tmp_path, f"{A};{A};0,5", f"{A};{B};0,5", f"{C};{B};1")
    carried = read_years(paths, _REGELS, omzetting=lijst)
    row = carried.codes.index(B)
    assert carried.jaren == (2021, 2023)
    assert carried.geweigerd == ()
    assert carried.waarden[0, row, koopwoningen] == pytest.approx((20 * 500 + 50 * 500) / 1000)
    assert carried.waarden[0, row, carried.indicatoren.index("woningen")] == pytest.approx(0.5 * 100 + 60)
    assert carried.state[0, row, koopwoningen] == State.GESCHAT
    data = read_buurten(paths, _REGELS, omzetting=lijst)
    assert koop(data, A) == 20.0
    assert "2 gebieden" in melding(data, "D458")
    assert data.koppeling is not None
    assert data.koppeling.bestanden[1].omgezet == (A, B)


def test_one_whole_area_under_a_new_code_stays_measured(tmp_path: Path) -> None:
    paths = jaren(tmp_path, [kwb_rij(A), kwb_rij(B)], [kwb_rij(C, p_koopw=40), kwb_rij(B)])
    data = read_buurten(paths, _REGELS, omzetting=omzetting(tmp_path, f"{C};{A};1"))
    assert koop(data, A) == 40.0
    assert data.table.state[0, data.table.column("koopwoningen")] == State.GEMETEN


def test_a_new_area_of_which_a_part_is_missing_gets_nothing(tmp_path: Path) -> None:
    paths = jaren(tmp_path, [kwb_rij(A, regio="Nieuw")], [kwb_rij(C)])
    data = read_buurten(paths, _REGELS, omzetting=omzetting(tmp_path, f"{C};{A};0,5", f"{B};{A};1"))
    assert np.isnan(koop(data, A))
    assert C in melding(data, "D459")
    data = read_buurten(paths, _REGELS, omzetting=omzetting(tmp_path, f"{B};{A};1"))
    assert "D460" in [issue.code for issue in data.issues]


def test_a_bad_list_is_refused_with_all_its_mistakes(tmp_path: Path) -> None:
    paths = jaren(tmp_path, [kwb_rij(A)], [kwb_rij(A)])
    lijst = omzetting(tmp_path, f"oost;{A};1", f"{A};WK999900;1", f"{A};{B};2", f"{C};{A};0,8", f"{C};{B};0,8")
    with pytest.raises(InputError) as caught:
        read_buurten(paths, _REGELS, omzetting=lijst)
    assert sorted(issue.code for issue in caught.value.issues) == ["D454", "D455", "D456", "D457"]
    lijst.write_text("a;b\n1;2\n", "utf-8")
    with pytest.raises(InputError, match="D453"):
        read_buurten(paths, _REGELS, omzetting=lijst)


@pytest.mark.parametrize(
    ("codes", "woorden", "past", "past_niet"),
    [
        (["BU03630000"], "2022 of eerder", 2019, 2024),
        (["BU0363AA01"], "2022 of later", 2024, 2020),
        (["GM0370", "GM1979"], "2021 tot en met 2023", 2022, 2024),
        (["GM0344"], "onbekend", 2024, 0),
    ],
)
def test_the_codes_tell_the_area_division(codes: list[str], woorden: str, past: int, past_niet: int) -> None:
    division = division_of(codes, _REGELS)
    assert division.words() == woorden
    assert division.fits(past)
    assert not past_niet or not division.fits(past_niet)


def test_a_division_of_another_year_than_the_figures_is_told(tmp_path: Path) -> None:
    data = read_buurten([schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij("BU03630000")])], _REGELS)
    told = melding(data, "D448")
    assert told.startswith("Indeling 2022 of eerder bij cijfers over 2023")


def test_a_code_that_no_list_of_the_year_has_is_told(tmp_path: Path) -> None:
    cbs = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A), kwb_rij(B)], blad="kwb-2020")
    rivm = schrijf_smap(tmp_path / "smap.xlsx", [smap_rij(A), smap_rij("BU99990077"), smap_rij("BU88880001")])
    told = melding(read_buurten([cbs, rivm], _REGELS), "D449")
    assert told.startswith("1 gebied")
    assert "BU99990077" in told


def zonder_namen(path: Path, rijen: Sequence[dict[str, object]], jaar: int) -> Path:
    return schrijf_kwb(path / f"naamloos{jaar}.xlsx", [{**rij, "regio": ""} for rij in rijen], blad=f"kwb-{jaar}")


def test_a_file_without_names_is_not_used_where_another_shows_that_the_code_was_another_area(tmp_path: Path) -> None:
    nieuw = schrijf_kwb(tmp_path / "nieuw.xlsx", [kwb_rij(A, regio="Vosbergen", p_koopw="."), kwb_rij(B, p_koopw=".")])
    oud = schrijf_kwb(tmp_path / "oud.xlsx", [kwb_rij(A, regio="Homoet", p_koopw=".")], blad="kwb-2021")
    before = zonder_namen(tmp_path, [kwb_rij(A), kwb_rij(B)], 2020)
    after = zonder_namen(tmp_path, [kwb_rij(A), kwb_rij(B)], 2022)
    data = read_buurten([nieuw, oud, before], _REGELS)
    assert np.isnan(koop(data, A))
    assert koop(data, B) == 55.0
    assert f"{A} Homoet (nu Vosbergen)" in melding(data, "D496")
    assert "1 gebied" in melding(data, "D497")
    assert data.koppeling is not None
    assert [other.code for other in data.koppeling.bestanden[2].zonder_naam] == [A]
    assert data.koppeling.bestanden[2].alleen_code == (B,)
    # A year later it may have been the area that it is now: used, and told that nobody can tell.
    assert koop(read_buurten([nieuw, oud, after], _REGELS), A) == 55.0


def test_a_vanished_code_is_no_row_beside_its_successors(tmp_path: Path) -> None:
    gm = {"regio": "Voorbeeldstad", "recs": "Gemeente", "gwb_code": "GM9999"}
    nieuw = schrijf_kwb(tmp_path / "nieuw.xlsx", [kwb_rij("GM9999", a_inw=1000, **gm), kwb_rij(A, a_inw=1000)])
    oud = schrijf_kwb(
        tmp_path / "oud.xlsx", [kwb_rij(A, a_inw=600), kwb_rij(C, regio="Weg", a_inw=400)], blad="kwb-2021"
    )
    data = read_buurten([nieuw, oud], _REGELS)
    assert C not in data.table.code
    assert "Ze doen niet mee" in melding(data, "D305")
    deel = schrijf_kwb(tmp_path / "deel.xlsx", [kwb_rij("GM9999", a_inw=1000, **gm), kwb_rij(A, a_inw=600)])
    assert C in read_buurten([deel, oud], _REGELS).table.code


def test_a_share_that_goes_nowhere_is_told(tmp_path: Path) -> None:
    lijst = omzetting(tmp_path, f"{C};{A};0,6", f"{B};{B};1")
    paden = jaren(tmp_path, [kwb_rij(A), kwb_rij(B)], [kwb_rij(C, regio="Oud"), kwb_rij(B)])
    data = read_buurten(paden, _REGELS, omzetting=lijst)
    assert f"{C} (40 %)" in melding(data, "D498")
