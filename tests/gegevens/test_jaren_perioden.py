"""Figures over years: every period of a long file, what rates were divided by, and what is refused and told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.own.area_codes import own_codes
from buurtwijzer.data.read import read_buurten, read_years
from buurtwijzer.data.table import State
from buurtwijzer.rulebook.own_columns import read_own_columns
from tests.gegevens.eigen_bestanden import schrijf_lijst, schrijf_yaml
from tests.gegevens.regelboek import GEWONE_INDICATOREN, indicator, regelboek
from tests.gegevens.tekstbestanden import bewaar, kwb_csv, misdrijven, tekst
from tests.gegevens.werkmappen import kwb_rij, schrijf_kwb, schrijf_smap, smap_rij

A, B = "BU99990001", "BU99990002"
WIJK = "WK999901"
REGELS = regelboek(
    [
        *GEWONE_INDICATOREN,
        indicator(
            "misdrijven",
            {"layout": "politie", "teller": ["pol_totaal"], "noemer": "a_inw"},
            eenheid="per_1000",
            ondergrens=0.0,
        ),
        indicator("lbm", {"layout": "leefbaarometer", "waarde": "lbm"}, eenheid="punten", soort="schatting"),
        indicator("sociaal", {"layout": "leefbaarometer", "waarde": "soc"}, eenheid="punten", soort="schatting"),
        indicator("ses", {"layout": "seswoa", "waarde": "ses_totaal"}, eenheid="punten"),
    ]
)


def cijfers(gevonden: YearFigures, naam: str, code: str) -> dict[int, float]:
    """Give the known figures of an area per year."""
    row, column = gevonden.codes.index(code), gevonden.column(naam)
    found = gevonden.waarden[:, row, column].tolist()
    return {jaar: waarde for jaar, waarde in zip(gevonden.jaren, found, strict=True) if not np.isnan(waarde)}


def noemers(gevonden: YearFigures, naam: str, code: str) -> dict[int, tuple[float, int]]:
    """Give what the rates of an area were divided by, and of which year that is."""
    row, column = gevonden.codes.index(code), gevonden.column(naam)
    pairs = zip(gevonden.noemer[:, row, column].tolist(), gevonden.noemer_jaar[:, row, column].tolist(), strict=True)
    return {year: pair for year, pair in zip(gevonden.jaren, pairs, strict=True) if pair[1]}


def gemeld(gevonden: YearFigures, code: str) -> list[str]:
    return [issue.message for issue in gevonden.issues if issue.code == code]


def leefbaarometer(path: Path, rijen: Sequence[Sequence[object]]) -> Path:
    koppen = ("wk_code", "wk_naam", "jaar", "lbm", "afw", "fys", "onv", "soc", "vrz", "won")
    return bewaar(path, tekst(koppen, rijen, ","))


def lbm_rij(jaar: object, lbm: float, soc: object = "NA") -> list[object]:
    return [WIJK, "Kade", jaar, lbm, lbm - 4.1, "NA", "NA", soc, "NA", "NA"]


def test_every_year_of_the_leefbaarometer(tmp_path: Path) -> None:
    path = leefbaarometer(tmp_path / "lbm.csv", [lbm_rij(2002, 4.0), lbm_rij(2014, 4.1, 0.2), lbm_rij(2022, 4.2, 0.1)])
    found = read_years([path], REGELS)
    assert found.jaren == (2002, 2014, 2022)
    assert cijfers(found, "lbm", WIJK) == {2002: 4.0, 2014: 4.1, 2022: 4.2}
    assert cijfers(found, "sociaal", WIJK) == {2014: 0.2, 2022: 0.1}
    assert found.state[0, 0, found.column("sociaal")] == State.ONTBREEKT
    assert found.soort[found.column("lbm")] == "schatting"
    assert found.naam == ("Kade",)
    assert found.niveau == (Niveau.WIJK,)
    assert found.bron[0][found.column("lbm")] == ("lbm.csv",)
    assert found.bron[0][found.column("sociaal")] == ()
    # What a single table holds is the latest year, as before.
    data = read_buurten([path], REGELS)
    assert data.table.values[0, data.table.column("lbm")] == 4.2
    assert "D205" in [issue.code for issue in data.issues]


def test_a_mistake_in_an_older_year_names_its_own_line(tmp_path: Path) -> None:
    path = leefbaarometer(tmp_path / "lbm.csv", [lbm_rij(2014, 4.1), [*lbm_rij(2018, 4.1)[:3], "veel", *["NA"] * 6]])
    with pytest.raises(InputError) as caught:
        read_years([leefbaarometer(tmp_path / "fout.csv", [lbm_rij("ooit", 4.0), lbm_rij(2014, 4.1)])], REGELS)
    assert [(issue.code, issue.place) for issue in caught.value.issues] == [("D234", "fout.csv:2:3")]
    with pytest.raises(InputError) as caught:
        read_years([path, leefbaarometer(tmp_path / "goed.csv", [lbm_rij(2022, 4.0)])], REGELS)
    assert ("D215", "lbm.csv:3:4") in [(issue.code, issue.place) for issue in caught.value.issues]


def test_every_period_of_rivm_for_adults_only(tmp_path: Path) -> None:
    rijen = [
        smap_rij(A, Perioden=f"{jaar}JJ00", Eenzaam_28=str(waarde), Leeftijd=leeftijd)
        for jaar, waarde, leeftijd in (
            (2016, 40.0, 20300),
            (2020, 44.0, 20300),
            (2022, 46.0, 20300),
            (2022, 60.0, 80200),
        )
    ]
    found = read_years([schrijf_smap(tmp_path / "smap.xlsx", rijen)], REGELS)
    assert cijfers(found, "eenzaam", A) == {2016: 40.0, 2020: 44.0, 2022: 46.0}


def test_every_period_of_ses_woa(tmp_path: Path) -> None:
    koppen = ("Perioden", "Wijken en buurten", "gwb_code", "SES-WOA/Totaalscore/Gemiddelde score (Getal)")
    rijen = [("2019", "Kade", A, "0.1"), ("2020", "Kade", A, "0.3"), ("2020", "Dijk", B, "-0.2")]
    found = read_years([bewaar(tmp_path / "ses.csv", tekst(koppen, rijen, ","))], REGELS)
    assert cijfers(found, "ses", A) == {2019: 0.1, 2020: 0.3}
    assert cijfers(found, "ses", B) == {2020: -0.2}


def maanden(jaar: int, aantallen: Sequence[int]) -> list[tuple[str, str, str, object]]:
    return [("0.0.0", A, f"{jaar}MM{i:02d}", n) for i, n in enumerate(aantallen, start=1)]


def test_months_of_the_police_make_whole_years_only(tmp_path: Path) -> None:
    politie = misdrijven(
        tmp_path / "politie.csv", [*maanden(2022, [1] * 12), *maanden(2023, [2] * 12), *maanden(2024, [9] * 7)]
    )
    kwb = [kwb_csv(tmp_path / f"kwb{jaar}.csv", [kwb_rij(A, a_inw=n)]) for jaar, n in ((2022, 800), (2023, 1000))]
    found = read_years([politie, *kwb], REGELS)
    assert cijfers(found, "misdrijven", A) == pytest.approx({2022: 15.0, 2023: 24.0})
    assert noemers(found, "misdrijven", A) == {2022: (800.0, 2022), 2023: (1000.0, 2023)}
    assert "2024" in gemeld(found, "D236")[0]
    assert gemeld(found, "D383") == []
    assert found.inwoners[found.jaren.index(2022), 0] == 800


def met_misdrijven(path: Path, **kolommen: object) -> Path:
    koppen = ("gwb_code", "regio", "gm_naam", "recs", "a_inw", "a_hh", "p_koopw", *kolommen)
    rij = (A, "Kade", "Voorbeeldstad", "Buurt", 1000, 400, 50, *kolommen.values())
    return bewaar(path, tekst(koppen, [rij], ","))


def test_a_count_divided_by_residents_of_another_year_says_so(tmp_path: Path) -> None:
    path = met_misdrijven(tmp_path / "kwb2024.csv", misdr_2021=33, misdr_2024=40)
    found = read_years([path], REGELS)
    assert cijfers(found, "misdrijven", A) == {2021: 33.0, 2024: 40.0}
    assert noemers(found, "misdrijven", A) == {2021: (1000.0, 2024), 2024: (1000.0, 2024)}
    (told,) = gemeld(found, "D383")
    assert told.startswith("Misdrijven: het aantal van 2021 is gedeeld door inwoners van 2024")
    counts = found.waarden * found.noemer / 1000
    assert np.nansum(counts) == 73.0


def test_residents_of_the_year_itself_go_before_those_of_another(tmp_path: Path) -> None:
    paths = [
        met_misdrijven(tmp_path / "kwb2024.csv", misdr_2021=33, misdr_2024=40),
        kwb_csv(tmp_path / "kwb2021.csv", [kwb_rij(A, regio="Kade", a_inw=660)]),
    ]
    found = read_years(paths, REGELS)
    assert cijfers(found, "misdrijven", A) == pytest.approx({2021: 50.0, 2024: 40.0})
    assert noemers(found, "misdrijven", A)[2021] == (660.0, 2021)
    assert gemeld(found, "D383") == []
    # One table has one denominator, as before.
    data = read_buurten(paths, REGELS)
    assert data.table.values[0, data.table.column("misdrijven")] == 40.0


def test_a_share_keeps_what_it_was_divided_by(tmp_path: Path) -> None:
    found = read_years([kwb_csv(tmp_path / "kwb2023.csv", [kwb_rij(A, a_hh=500, a_1p_hh=200)])], REGELS)
    assert noemers(found, "alleenwonend", A) == {2023: (500.0, 2023)}
    assert noemers(found, "koopwoningen", A) == {}


def test_a_changed_boundary_refuses_the_guests_of_earlier_years_too(tmp_path: Path) -> None:
    path = tmp_path / "kwb2024.csv"
    koppen = ("gwb_code", "regio", "gm_naam", "recs", "ind_wbi", "a_inw", "a_hh", "p_koopw", "misdr_2022", "misdr_2024")
    rijen = [
        (A, "Kade", "Stad", "Buurt", 3, 1000, 400, 50, 30, 40),
        (B, "Dijk", "Stad", "Buurt", 1, 1000, 400, 50, 30, 40),
    ]
    found = read_years([bewaar(path, tekst(koppen, rijen, ","))], REGELS)
    assert cijfers(found, "misdrijven", A) == {2024: 40.0}
    assert cijfers(found, "misdrijven", B) == {2022: 30.0, 2024: 40.0}
    assert [(item.code, item.jaar, item.reden) for item in found.geweigerd] == [
        (A, 2022, "de grens is gewijzigd in 2024")
    ]
    (told,) = gemeld(found, "D384")
    assert told.startswith("Van 1 gebied zijn cijfers over 2022 niet gebruikt")
    assert A in told


def test_periods_made_for_the_areas_of_the_last_one_cross_an_earlier_change_of_boundary(tmp_path: Path) -> None:
    kwb = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A, ind_wbi=3)], blad="kwb-2021")
    rijen = [smap_rij(A, Perioden=f"{jaar}JJ00", Eenzaam_28=str(jaar - 1980.0)) for jaar in (2016, 2020, 2022)]
    lang = schrijf_smap(tmp_path / "smap.xlsx", rijen)
    assert cijfers(read_years([kwb, lang], REGELS), "eenzaam", A) == {2016: 36.0, 2020: 40.0, 2022: 42.0}
    kort = schrijf_smap(tmp_path / "kort.xlsx", rijen[:2])
    found = read_years([kwb, kort], REGELS)
    assert cijfers(found, "eenzaam", A) == {}
    assert {item.jaar for item in found.geweigerd} == {2016, 2020}


def test_another_name_in_an_earlier_period_is_refused(tmp_path: Path) -> None:
    paths = [
        schrijf_kwb(tmp_path / "nieuw.xlsx", [kwb_rij(A, regio="Vosbergen"), kwb_rij(B)]),
        schrijf_kwb(tmp_path / "oud.xlsx", [kwb_rij(A, regio="Homoet"), kwb_rij(B)], blad="kwb-2021"),
    ]
    found = read_years(paths, REGELS)
    assert cijfers(found, "koopwoningen", A) == {2023: 55.0}
    assert cijfers(found, "koopwoningen", B) == {2021: 55.0, 2023: 55.0}
    assert found.naam == ("Vosbergen", f"Gebied {B[2:]}")
    assert "naam of code" in gemeld(found, "D384")[0]


def test_own_figures_of_several_years_as_files_of_their_own(tmp_path: Path) -> None:
    tabellen, paden = [], []
    for jaar, opkomst in ((2019, 48), (2023, 52)):
        paden.append(schrijf_lijst(tmp_path / f"opkomst{jaar}.xlsx", [["Buurtcode", "Koop"], ["BU03440111", opkomst]]))
        yaml = (
            f"bestand: opkomst{jaar}.xlsx\ncode: Buurtcode\njaar: {jaar}\nkolommen:\n  - kop: Koop\n    doel: p_koopw\n"
        )
        tabellen.append(read_own_columns(schrijf_yaml(tmp_path / f"k{jaar}.yaml", yaml), REGELS))
    found = read_years(paden, REGELS, kolommen=tabellen)
    assert cijfers(found, "koopwoningen", "BU03440111") == {2019: 48.0, 2023: 52.0}


def test_own_areas_have_figures_over_years(tmp_path: Path) -> None:
    paden, tabellen = [schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A)])], []
    for jaar, waarde in ((2021, 30), (2023, 40)):
        paden.append(schrijf_lijst(tmp_path / f"eigen{jaar}.xlsx", [["Gebied", "Koop"], ["EG-HOF", waarde]]))
        yaml = f"bestand: eigen{jaar}.xlsx\ncode: Gebied\njaar: {jaar}\nkolommen:\n  - kop: Koop\n    doel: p_koopw\n"
        tabellen.append(read_own_columns(schrijf_yaml(tmp_path / f"k{jaar}.yaml", yaml), REGELS))
    found = read_years(paden, REGELS, kolommen=tabellen, eigen=own_codes("Gebieden", {"EG-HOF": "Hof"}))
    assert cijfers(found, "koopwoningen", "EG-HOF") == {2021: 30.0, 2023: 40.0}
    assert found.niveau[found.codes.index("EG-HOF")] is Niveau.EIGEN
