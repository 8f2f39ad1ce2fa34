"""The forms of a table: keys of OData, paths of StatLine, columns of others; each is known by its content."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.inspect import inspect_file
from buurtwijzer.data.layouts.crosswalk import Crosswalk
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData, State
from tests.gegevens.regelboek import GEWONE_INDICATOREN, indicator, kolommen, kwb, regelboek, smap
from tests.gegevens.tekstbestanden import bewaar, gewone_rijen, kwb_csv, kwb_odata, kwb_statline, tekst
from tests.gegevens.werkmappen import SMAP_KOPPEN, kwb_rij, schrijf_kwb, schrijf_smap, smap_rij

A, B = "BU99990001", "BU99990002"
KWB = Crosswalk(kolommen()["cbs_kwb"])
VORM = {"odata": kwb_odata, "statline": kwb_statline}


def uit(layout: str, waarde: str) -> dict[str, str]:
    return {"layout": layout, "waarde": waarde}


REGELS = regelboek(
    [
        *GEWONE_INDICATOREN,
        indicator("gezondheid", smap("ErvarenGezondheidGoedZeerGoed")),
        indicator("school", uit("nabijheid", "nab_basisschool_afstand"), kwb("g_afs_sc"), eenheid="km"),
        indicator("middelbaar", uit("nabijheid", "nab_voortgezet_afstand"), eenheid="km"),
        indicator("lbm", uit("leefbaarometer", "lbm"), eenheid="punten"),
        indicator("sociaal", uit("leefbaarometer", "soc"), eenheid="punten"),
    ]
)


def lees(*paths: Path) -> BuurtData:
    return read_buurten(paths, REGELS)


def cel(data: BuurtData, code: str, naam: str) -> tuple[float, State, int]:
    row, column = data.table.code.index(code), data.table.column(naam)
    table = data.table
    return float(table.values[row, column]), State(int(table.state[row, column])), int(table.jaar[row, column])


@pytest.mark.parametrize("vorm", VORM)
def test_every_form_says_what_the_workbook_says(vorm: str, tmp_path: Path) -> None:
    rijen = gewone_rijen()
    ander = lees(VORM[vorm](tmp_path / "kwb2023.csv", rijen)).table
    werkmap = lees(schrijf_kwb(tmp_path / "kwb.xlsx", rijen)).table
    for naam in ("code", "gemeente", "niveau"):
        assert getattr(ander, naam) == getattr(werkmap, naam)
    for naam in ("koopwoningen", "corporatie", "alleenwonend", "jong_en_oud", "woz", "stroom"):
        column = werkmap.column(naam)
        np.testing.assert_array_equal(ander.values[:, column], werkmap.values[:, column])
        np.testing.assert_array_equal(ander.state[:, column], werkmap.state[:, column])
    for naam in ("inwoners", "huishoudens", "gewijzigd"):
        np.testing.assert_array_equal(getattr(ander, naam), getattr(werkmap, naam))
    namen = (
        werkmap.naam
        if vorm == "statline"
        else tuple(g if c[:2] in ("GM", "NL") else c for c, g in zip(werkmap.code, werkmap.gemeente, strict=True))
    )
    assert ander.naam == namen


@pytest.mark.parametrize("vorm", VORM)
def test_origin_is_dropped_in_every_form(vorm: str, tmp_path: Path) -> None:
    path = VORM[vorm](tmp_path / "kwb2023.csv", gewone_rijen())
    rules = regelboek([indicator("herkomst", kwb("a_nl_all"), eenheid="aantal"), indicator("koop", kwb("p_koopw"))])
    found = inspect_file(path, rules)
    assert len(found.kolommen_geblokkeerd) == 1
    assert found.indicatoren == ("koop",)
    assert is_blocked(found.kolommen_geblokkeerd[0])


def test_a_blocked_header_never_gets_a_name() -> None:
    assert KWB.resolve(
        ["Nederland_17", "Marokko_19", "Bevolking/Bevolking naar herkomst/Geboorte totaal (aantal)"]
    ).namen == (
        "",
        "",
        "",
    )


def test_the_number_behind_a_key_does_not_matter() -> None:
    assert KWB.resolve(["MateVanStedelijkheid_122", "MateVanStedelijkheid_127", "matevanstedelijkheid"]).namen == (
        *("ste_mvs", "ste_mvs", "ste_mvs"),
    )


def test_equal_names_are_told_apart_by_their_order_and_only_when_all_are_there() -> None:
    both = KWB.resolve(["Appartement_62", "Koopwoningen_47", "Appartement_54"])
    assert both.namen == ("g_gas_ap", "p_koopw", "g_ele_ap")
    assert both.onduidelijk == ()
    one = KWB.resolve(["Appartement_62", "Koopwoningen_47"])
    assert one.namen == ("", "p_koopw")
    assert one.onduidelijk == (0,)


def test_equal_titles_are_told_apart_by_their_group() -> None:
    paths = [
        f"Energie/{groep}/Naar woningtype/Appartement" for groep in ("Gemiddeld aardgasverbruik (m3)", "Iets anders")
    ]
    assert KWB.resolve(paths).namen == ("g_gas_ap", "")
    school = "Nabijheid voorzieningen/Basisonderwijs/Afstand tot school (km)"
    assert KWB.resolve([school, "Onderwijs/Basisonderwijs/Afstand tot school (km)"]).namen == ("g_afs_sc", "")


def test_an_unclear_column_is_told_and_not_used(tmp_path: Path) -> None:
    rules = regelboek([indicator("koop", kwb("p_koopw")), indicator("gas", kwb("g_gas_ap"), eenheid="m3")])
    koppen = ("Codering_3", "AantalInwoners_5", "HuishoudensTotaal_29", "Koopwoningen_47", "Appartement_62")
    path = bewaar(tmp_path / "kwb2023.csv", tekst(koppen, [(A, 1000, 500, 40, 900)]))
    data = read_buurten([path], rules)
    assert "Appartement_62" in next(i.message for i in data.issues if i.code == "D232")
    assert data.table.state[0, data.table.column("gas")] == State.ONTBREEKT


def test_every_row_of_a_crosswalk_is_found_by_each_of_its_names() -> None:
    for crosswalk in (Crosswalk(item) for item in kolommen().values()):
        keys = [row for row in crosswalk.rijen if row.odata]
        numbered = [f"{row.odata}_{10 * (row.volgorde or 0) + 7}" for row in keys]
        assert crosswalk.resolve(numbered).namen == tuple(row.kolom for row in keys)
        for row in crosswalk.rijen:
            if row.titel:
                assert crosswalk.resolve([f"{row.groep or 'Iets'}/{row.titel} (aantal)"]).namen in ((row.kolom,), ("",))
                path = row.titel if "/" in row.titel else f"x {row.groep or ''}/{row.titel} (%)"
                assert crosswalk.resolve([path]).namen == (row.kolom,)


@pytest.mark.parametrize(
    ("rij", "bestand", "jaar", "uit_"),
    [
        (kwb_rij("NL00", a_inw=17942942), "zomaar.csv", 2024, "het aantal inwoners van NL00"),
        (kwb_rij("GM0363", a_inw=862965, g_wozbag=None), "cijfers 2021.csv", 2019, "het aantal inwoners van GM0363"),
        (kwb_rij(A), "cijfers 2021.csv", 2021, "de bestandsnaam"),
    ],
)
def test_the_year_comes_from_the_table_before_the_name(
    rij: dict[str, object], bestand: str, jaar: int, uit_: str, tmp_path: Path
) -> None:
    source = lees(kwb_csv(tmp_path / bestand, [rij])).table.bestanden[0]
    assert (source.jaar, source.jaar_uit) == (jaar, uit_)


def test_columns_alone_can_tell_the_year_or_what_years_fit(tmp_path: Path) -> None:
    koppen = ("gwb_code", "a_inw", "a_hh", "p_koopw", "a_opl_bvm", "p_bjj2k")
    path = bewaar(tmp_path / "zomaar.csv", tekst(koppen, [(A, 1000, 500, 40, 100, 70)]))
    source = lees(path).table.bestanden[0]
    assert (source.jaar, source.jaar_uit) == (2023, "de kolommen")
    named = bewaar(tmp_path / "kwb 2022.csv", tekst((*koppen[:4], "p_arb_pp", "p_bjj2k"), [(A, 1000, 500, 40, 70, 70)]))
    told = next(i for i in lees(named).issues if i.code == "D203")
    assert "2018 tot en met 2023" in told.message
    with pytest.raises(InputError, match="D202"):
        lees(bewaar(tmp_path / "zomaar.csv", tekst(koppen[:4], [(A, 1000, 500, 40)])))


def test_columns_of_others_keep_their_own_source_and_year(tmp_path: Path) -> None:
    koppen = ("gwb_code", "recs", "a_inw", "a_hh", "p_koopw", "smap_goedgez_2020", "smap_goedgez_2024")
    rijen = [(A, "Buurt", 1000, 500, 40, 70.5, 72.5), (B, "Buurt", 1000, 500, 40, 71.5, "")]
    data = lees(bewaar(tmp_path / "kwb2023.csv", tekst(koppen, rijen)))
    assert cel(data, A, "gezondheid") == (72.5, State.GESCHAT, 2024)
    assert cel(data, B, "gezondheid") == (71.5, State.GESCHAT, 2020)
    assert cel(data, A, "koopwoningen") == (40.0, State.GEMETEN, 2023)
    assert [str(p) for p in data.table.places(0, "gezondheid")] == ["kwb2023.csv:2:7"]
    assert [str(p) for p in data.table.places(1, "gezondheid")] == ["kwb2023.csv:3:6"]


def test_only_figures_that_are_shown_are_compared(tmp_path: Path) -> None:
    koppen = ("gwb_code", "recs", "a_inw", "a_hh", "p_koopw", "smap_goedgez_2020", "smap_goedgez_2024")
    rijen = [(A, "Buurt", 1000, 500, 40, 70.5, 72.5), (B, "Buurt", 1000, 500, 40, 71.5, "")]
    cbs = bewaar(tmp_path / "kwb2023.csv", tekst(koppen, rijen))
    rivm = schrijf_smap(tmp_path / "smap.xlsx", [smap_rij(A), smap_rij(B)])
    (told,) = [issue for issue in lees(cbs, rivm).issues if issue.code == "D301"]
    assert "1 gebied " in told.message
    assert told.place == "smap.xlsx, blad RIVM, cel I3"


def test_health_as_text_is_the_same_as_in_a_workbook(tmp_path: Path) -> None:
    rijen = [smap_rij(A), smap_rij(B, Eenzaam_28="       .")]
    path = bewaar(
        tmp_path / "rivm.csv",
        tekst(SMAP_KOPPEN, [[rij[kop] for kop in SMAP_KOPPEN] for rij in rijen], alles_tussen=True),
        "utf-8-sig",
    )
    data = lees(path)
    assert cel(data, A, "eenzaam") == (32.5, State.GESCHAT, 2020)
    assert cel(data, B, "eenzaam")[1] is State.ONDERDRUKT
    assert data.table.bestanden[0].layout == "rivm_gezondheid"


NABIJ = (
    "Wijken en buurten",
    "Regioaanduiding/Gemeentenaam (naam)",
    "Regioaanduiding/Soort regio (omschrijving)",
    "Regioaanduiding/Codering (code)",
    "Onderwijs/Basisonderwijs/Afstand tot school (km)",
    "Onderwijs/Voortgezet onderwijs/Voortgezet onderwijs totaal/Afstand tot school (km)",
    "Vrije tijd en cultuur/Museum/Afstand tot museum (km)",
)


def test_proximity_is_known_by_its_paths(tmp_path: Path) -> None:
    rijen = [("Een", "Stad".ljust(40), "Buurt     ", A, "     0.5", "     1.5", "       .")]
    path = bewaar(tmp_path / "nabijheid2023_14102024.csv", tekst(NABIJ, rijen, alles_tussen=True), "utf-8-sig")
    data = lees(kwb_csv(tmp_path / "kwb2023.csv", [kwb_rij(A), kwb_rij(B)]), path)
    assert cel(data, A, "school") == (0.5, State.GEMETEN, 2023)
    assert cel(data, A, "middelbaar") == (1.5, State.GEMETEN, 2023)
    assert [file.layout for file in data.table.bestanden] == ["cbs_kwb", "nabijheid"]
    assert data.table.code == (A, B)
    zonder = bewaar(tmp_path / "nabij.csv", tekst(NABIJ, rijen))
    with pytest.raises(InputError, match="D202"):
        lees(zonder)
    minder = tekst(NABIJ, [(*rijen[0][:4], "-1", "1", "1")])
    with pytest.raises(InputError, match="D219"):
        lees(bewaar(tmp_path / "nabijheid2023.csv", minder))


LBM = ("1", "wk_code", "wk_naam", "jaar", "lbm", "afw", "fys", "onv", "soc", "vrz", "won")


def _lbm(code: str, jaar: object, lbm: object, soc: object = "NA") -> tuple[object, ...]:
    return (7, code, "Naam", jaar, lbm, 0.1, "NA", "NA", soc, "NA", "5.1e-05")


def test_leefbaarometer_takes_the_latest_year(tmp_path: Path) -> None:
    rijen = [
        _lbm("WK999901", 2020, 4.0, 0.1),
        _lbm("WK999901", 2022, "4.1023456789012345", "-9.5e-06"),
        _lbm("WK999902", 2022, 4.2),
    ]
    data = lees(bewaar(tmp_path / "lbm.csv", tekst(LBM, rijen, ",")))
    assert data.table.code == ("WK999901", "WK999902")
    assert cel(data, "WK999901", "lbm") == (4.1023456789012345, State.GESCHAT, 2022)
    assert cel(data, "WK999901", "sociaal")[0] == -9.5e-06
    assert cel(data, "WK999902", "sociaal")[1] is State.ONTBREEKT
    assert "D205" in [issue.code for issue in data.issues]
    assert [str(place) for place in data.table.places(0, "lbm")] == ["lbm.csv:3:5"]


@pytest.mark.parametrize(
    ("rijen", "code"),
    [
        ([_lbm("WK999901", "vorig", 4.0)], "D202"),
        ([_lbm("WK999901", 2022, 4.0), _lbm("WK999902", "22", 4.0)], "D234"),
        ([_lbm("WK999901", 2022, 4.0), _lbm("WK999901", 2022, 5.0)], "D211"),
        ([_lbm("WK999901", 2022, "hoog")], "D215"),
        ([_lbm("Wijk 1", 2022, 4.0)], "D210"),
    ],
)
def test_mistakes_in_a_leefbaarometer(rijen: list[tuple[object, ...]], code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=code):
        lees(bewaar(tmp_path / "lbm.csv", tekst(LBM, rijen, ",")))


GEEN_CIJFERS: dict[str, tuple[str | bytes, str]] = {
    "codelijst": ("Buurt2025;buurtnaam2025\r\n00140000;Noord\r\n0363AA01;Kop\r\n", "codelijst"),
    "codelijst met voorvoegsel": ("code;naam\nGM0014;Groningen\n", "codelijst"),
    "grenzen": (json.dumps({"gemeenten": {"GM0014": {"viewBox": "0 0 1 1", "buurten": {}}}}), "grenzen"),
    "geojson": (json.dumps({"type": "FeatureCollection", "features": [{"geometry": {}}]}), "grenzen"),
    "metadata": (json.dumps([{"odata.type": "Cbs.OData.Topic", "Key": "a"}]), "documentatie"),
    "pdf": (b"%PDF-1.7 ...", "documentatie"),
}


@pytest.mark.parametrize("naam", GEEN_CIJFERS)
def test_a_file_without_figures_is_named_and_not_scored(naam: str, tmp_path: Path) -> None:
    inhoud, soort = GEEN_CIJFERS[naam]
    path = bewaar(tmp_path / "bestand.dat", inhoud)
    found = inspect_file(path, REGELS)
    assert found.layout == soort
    assert found.as_dict()["kolommen_gebruikt"] == []
    text = "\n".join(found.lines())
    assert f"Soort: {soort}" in text
    assert "fout:" not in text
    with pytest.raises(InputError) as raised:
        lees(path)
    (issue,) = raised.value.issues
    assert issue.code in ("D130", "D105")
    assert issue.remedy


def test_a_code_list_counts_its_areas_and_names_its_year(tmp_path: Path) -> None:
    path = bewaar(tmp_path / "codes.csv", str(GEEN_CIJFERS["codelijst"][0]), "utf-8-sig")
    found = inspect_file(path, REGELS)
    assert (found.jaar, dict(found.rijen)) == (2025, {"buurt": 2})


def test_a_table_that_is_not_known_names_its_headers(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\[D201\].*'postcode', 'bedrag'"):
        lees(bewaar(tmp_path / "x.csv", "postcode;bedrag;soort\n1000;1;2\n"))


_CEL = st.one_of(
    st.integers(0, 100).map(str),
    st.floats(0, 100).map(lambda x: f"{x:.1f}"),
    st.sampled_from([".", "", "x", "-"]),
)
_SNEL = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_SNEL
@given(cellen=st.lists(_CEL, min_size=1, max_size=9), vorm=st.sampled_from(sorted(VORM)))
def test_what_is_written_in_a_form_is_read_back(cellen: list[str], vorm: str, tmp_path: Path) -> None:
    rijen = [kwb_rij(f"BU9999{i:04d}", p_koopw=cell) for i, cell in enumerate(cellen)]
    data = lees(VORM[vorm](tmp_path / "kwb2023.csv", rijen))
    for i, cell in enumerate(cellen):
        value, state, _ = cel(data, f"BU9999{i:04d}", "koopwoningen")
        if cell in (".", "", "x", "-"):
            assert np.isnan(value)
            assert state >= State.ONDERDRUKT
        else:
            assert (value, state) == (float(cell), State.GEMETEN)
