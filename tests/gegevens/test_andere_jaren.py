"""Other years and layouts of the same sources: Kerncijfers, health, Leefbaarometer, SES-WOA, proximity."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData
from tests.gegevens.regelboek import indicator, kwb, regelboek, smap
from tests.gegevens.tekstbestanden import bewaar, tekst
from tests.gegevens.werkmappen import KWB_KOPPEN, kwb_rij, schrijf_kwb

_REGELS = regelboek(
    [
        indicator("jong", {"layout": "cbs_kwb", "teller": ["a_00_14"], "noemer": "a_inw"}, kwb("p_00_14_jr")),
        indicator("stedelijk", kwb("ste_mvs"), eenheid="aantal"),
        indicator("leeg", kwb("p_leegsw")),
        indicator("eenzaam", smap("Eenzaam")),
        indicator("veerkracht", smap("ZeerLageVeerkracht")),
        indicator("totaal", {"layout": "leefbaarometer", "waarde": "lbm"}, eenheid="punten"),
        indicator("ses", {"layout": "seswoa", "waarde": "ses_totaal"}, eenheid="punten"),
        indicator("laag", {"layout": "seswoa", "waarde": "ses_opleiding_laag"}),
        *(
            indicator(naam, {"layout": "nabijheid", "waarde": f"nab_{naam}_afstand"}, eenheid="km")
            for naam in ("huisarts", "apotheek", "ziekenhuis")
        ),
    ]
)


def lees(path: Path) -> BuurtData:
    return read_buurten([path], _REGELS)


def waarden(data: BuurtData, naam: str) -> list[float]:
    values: list[float] = data.table.values[:, data.table.column(naam)].tolist()
    return values


def csv(path: Path, koppen: Sequence[str], *rijen: Sequence[object]) -> Path:
    return bewaar(path, tekst(koppen, rijen))


def gemeld(data: BuurtData) -> dict[str, Issue]:
    return {issue.code: issue for issue in data.issues}


def _zonder(*weg: str) -> tuple[str, ...]:
    return tuple(kop for kop in KWB_KOPPEN if kop not in weg)


_KOP_2014 = (*_zonder("ste_mvs", "ste_oad", "a_00_14", "a_65_oo", "g_wozbag"), "p_00_14_jr", "pst_dekp", "2", "ste_oad")


def _2014(path: Path, koppen: Sequence[object], code: object = 3) -> Path:
    anders = {"p_00_14_jr": 17, "pst_dekp": 1, "2": code, "2.0": code}
    return schrijf_kwb(path, [kwb_rij(f"BU9999000{i}", **anders) for i in (1, 2)], koppen=koppen, blad="kwb-2014")


def test_percentages_of_before_2017_and_the_broken_header(tmp_path: Path) -> None:
    data = lees(_2014(tmp_path / "a.xlsx", _KOP_2014))
    assert waarden(data, "jong") == [17, 17]
    assert waarden(data, "stedelijk") == [3, 3]
    told = gemeld(data)["D377"]
    assert "'2' is gelezen als ste_mvs" in told.message
    assert str(told.place).endswith(f"cel {_letter(_KOP_2014.index('2'))}1")


def test_a_number_as_header_in_excel_is_the_same(tmp_path: Path) -> None:
    koppen = [2 if kop == "2" else kop for kop in _KOP_2014]
    assert waarden(lees(_2014(tmp_path / "a.xlsx", koppen)), "stedelijk") == [3, 3]


@pytest.mark.parametrize("reden", ["andere waarden", "andere buren", "staat er al"])
def test_a_broken_header_that_is_not_certain_is_left_and_told(reden: str, tmp_path: Path) -> None:
    koppen, code = list(_KOP_2014), 3
    if reden == "andere waarden":
        code = 7
    elif reden == "andere buren":
        koppen = [*koppen[:-3], "2", "p_00_14_jr", "pst_dekp", "a_inw2", "ste_oad"]
        koppen.remove("p_00_14_jr")
    else:
        koppen.append("ste_mvs")
    data = lees(_2014(tmp_path / "a.xlsx", koppen, code))
    assert "D377" not in gemeld(data)
    assert "'2'" in gemeld(data)["D378"].message
    assert (
        waarden(data, "stedelijk") == [2, 2] if reden == "staat er al" else np.isnan(waarden(data, "stedelijk")).all()
    )


def _letter(position: int) -> str:
    return chr(ord("A") + position) if position < 26 else "A" + chr(ord("A") + position - 26)


def test_title_rows_padded_headers_and_one_letter_per_level(tmp_path: Path) -> None:
    """1995-2001 has three titles above the header, 2024 a space behind some names, 2012 one letter for the level."""
    koppen = [f"{kop} " if kop in ("p_leegsw", "a_inw") else kop for kop in KWB_KOPPEN]
    rows = [kwb_rij("GM9999", recs="G"), kwb_rij("WK999900", recs="W"), kwb_rij("BU99990001", recs="B")]
    titels = ("Kerncijfers", "Wijken en buurten", "Bron: CBS")
    data = lees(schrijf_kwb(tmp_path / "a.xlsx", rows, koppen=koppen, voorregels=titels, blad="kwb2024"))
    assert data.table.code == ("BU99990001", "GM9999", "WK999900")
    assert waarden(data, "leeg") == [3, 3, 3]


def test_empty_columns_of_a_first_delivery_are_missing_and_told(tmp_path: Path) -> None:
    rows = [kwb_rij(f"BU9999000{i}", p_leegsw=".") for i in (1, 2)]
    data = lees(schrijf_kwb(tmp_path / "a.xlsx", rows, blad="kwb2025"))
    assert np.isnan(waarden(data, "leeg")).all()
    assert "p_leegsw" in gemeld(data)["D227"].message


_DIMENSIES = ("ID", "Leeftijd", "Marges", "WijkenEnBuurten", "Perioden")
_RIVM = {
    "50120NED": (*_DIMENSIES, "Gemeentenaam_1", "SoortRegio_2", "Codering_3", "ZeerLageVeerkracht_21", "Eenzaam_27"),
    "gemeentemonitor": (*_DIMENSIES, "ErvarenGezondheidGoedZeerGoed_1", "ZeerLageVeerkracht_18", "Eenzaam_24"),
}


def _rivm(path: Path, koppen: Sequence[str], *rijen: tuple[str, str, str, str, str]) -> Path:
    def row(number: int, leeftijd: str, marge: str, code: str, periode: str, waarde: str) -> list[object]:
        vast = [number, leeftijd, marge, code.ljust(10), periode]
        namen = {"Gemeentenaam_1": "Stad", "SoortRegio_2": "", "Codering_3": code.ljust(20)}
        soort = {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}[code[:2]]
        rest = [soort if kop == "SoortRegio_2" else namen.get(kop, waarde.rjust(8)) for kop in koppen[5:]]
        return [*vast, *rest]

    return csv(path, koppen, *(row(i, *rij) for i, rij in enumerate(rijen)))


@pytest.mark.parametrize("tabel", _RIVM)
def test_each_layout_of_health_gives_the_value_for_adults_of_the_latest_year(tabel: str, tmp_path: Path) -> None:
    rijen = [
        ("20300 ", "MW00000", "NL01", "2022JJ00", "49.1"),
        ("20300 ", "MOG0095", "NL01", "2022JJ00", "48.0"),
        ("53115 ", "MW00000", "NL01", "2022JJ00", "50.0"),
        ("20300 ", "MW00000", "BU99990001", "2020JJ00", "40.0"),
        ("20300 ", "MW00000", "BU99990001", "2022JJ00", "44.4"),
    ]
    data = lees(_rivm(tmp_path / "gezondheid.csv", _RIVM[tabel], *rijen))
    assert data.table.code == ("BU99990001", "NL00")
    assert waarden(data, "eenzaam") == waarden(data, "veerkracht") == [44.4, 49.1]
    assert data.table.bestanden[0].jaar == 2022
    assert gemeld(data)["D382"].message.startswith("3 rijen niet gebruikt")


def test_health_with_titles_instead_of_keys(tmp_path: Path) -> None:
    rijen = [("18 jaar of ouder", marge, "BU99990001", "2022", "44.4") for marge in ("Waarde", "Ondergrens")]
    assert waarden(lees(_rivm(tmp_path / "g.csv", _RIVM["50120NED"], *rijen)), "eenzaam") == [44.4]


_LBM = ("jaar", "lbm", "afw", "fys", "onv", "soc", "vrz", "won")


@pytest.mark.parametrize(("soort", "code"), [("bu", "BU99990001"), ("wk", "WK999900"), ("gm", "GM9999")])
def test_leefbaarometer_of_each_level(soort: str, code: str, tmp_path: Path) -> None:
    koppen = ("1", f"{soort}_code", f"{soort}_naam", *_LBM)
    data = lees(csv(tmp_path / "lbm.csv", koppen, (7, code, "Naam", 2022, 4.2, 0.1, *["NA"] * 5)))
    assert data.table.code == (code,)
    assert waarden(data, "totaal") == [4.2]


def test_leefbaarometer_that_is_no_area_or_not_comparable(tmp_path: Path) -> None:
    per_postcode = csv(tmp_path / "pc4.csv", ("PC4", *_LBM), (1012, 2022, 4.2, 0.1, 0, 0, 0, 0, 0))
    old = csv(tmp_path / "oud.csv", ("BU_CODE", "RLBRMTR12", "RLBWON12", "RLBBEV12"), ("BU99990001", 4.1, 0.1, 0.2))
    for path, code in ((per_postcode, "D379"), (old, "D380")):
        with pytest.raises(InputError) as raised:
            lees(path)
        assert [issue.code for issue in raised.value.issues] == [code]


_SES = (
    *("Perioden", "Wijken en buurten", "Regiocode (gemeente, wijk, buurt) (code)"),
    *("Opleidingsniveau/Laag/Waarde (%)", "SES-WOA/Totaalscore/Gemiddelde score (Getal)"),
)
_SES_ODATA = ("ID", "WijkenEnBuurten", "Perioden", "Waarde_16", "GemiddeldeScore_29", "GemiddeldeScore_31")


def test_ses_woa_as_statline_and_as_odata(tmp_path: Path) -> None:
    rijen = [("2014", "Kade", "BU99990001", "30.0", "-0.200"), ("2019", "Kade", "BU99990001", "    20.8", "  -0.100")]
    data = lees(csv(tmp_path / "ses.csv", _SES, *rijen))
    assert (waarden(data, "ses"), waarden(data, "laag")) == ([-0.1], [20.8])
    assert data.table.bestanden[0].jaar == 2019
    keys = [(1, "BU99990001", "2019JJ00", "20.8", "-0.100", "9"), (2, "BU99990002", "2019JJ00", ".", ".", ".")]
    odata = lees(csv(tmp_path / "ses_odata.csv", _SES_ODATA, *keys))
    assert waarden(odata, "ses")[0] == -0.1
    assert np.isnan(waarden(odata, "laag")[1])


@pytest.mark.parametrize("jaar", [2021, 2022, 2024])
def test_proximity_of_other_years(jaar: int, tmp_path: Path) -> None:
    koppen = (
        *("Wijken en buurten", "Regioaanduiding/Codering (code)"),
        *("Gezondheid en welzijn/Huisartsenpraktijk/Afstand tot huisartsenpraktijk (km)",),
        *("Gezondheid en welzijn/Afstand tot apotheek (km)",),
        *("Gezondheid en welzijn/Ziekenhuis (incl. buitenpolikliniek)/Afstand tot ziekenhuis (km)",),
    )
    path = csv(tmp_path / f"nabijheid_{jaar}.csv", koppen, ("Kade", "BU99990001", "0.4", "  1.2", "."))
    data = lees(path)
    assert [waarden(data, naam)[0] for naam in ("huisarts", "apotheek")] == [0.4, 1.2]
    assert data.table.bestanden[0].jaar == jaar
